import pytest

from allegedly.nlp.wordpiece import Vocabulary, words

PIECES = ("[UNK]", "[CLS]", "[SEP]", "dam", "##m", "##ed", "cafe", "d", ",", "##a")


def test_words_and_marks_are_spans_of_the_text():
    text = "“Dam,” it's 3.5"
    assert [text[slice(*span)] for span in words(text)] == ["“", "Dam", ",", "”", "it", "'", "s", "3", ".", "5"]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Dam", ["dam"]),
        ("DAMMED", ["dam", "##m", "##ed"]),
        ("Café", ["cafe"]),
        ("da", ["d", "##a"]),
        (",", [","]),
        ("dax", ["[UNK]"]),
        ("d" * 5000, ["[UNK]"]),
        ("\u0301", ["[UNK]"]),
    ],
)
def test_a_word_is_cut_into_its_longest_pieces(word, pieces):
    vocabulary = Vocabulary(PIECES)
    assert [vocabulary.pieces[i] for i in vocabulary.cut(word)] == pieces
    assert vocabulary.cut(word) == vocabulary.cut(word)


def test_a_vocabulary_is_a_piece_a_line(tmp_path):
    path = tmp_path / "pieces.txt"
    path.write_text("[UNK]\nö\n", "utf-8")
    assert Vocabulary.read(path).number == {"[UNK]": 0, "ö": 1}

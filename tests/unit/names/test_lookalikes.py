import pytest

from allegedly.names.lookalikes import mixed, shape

ES, AH, OH, OMICRON = "\u0421", "\u0430", "\u043e", "\u03bf"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Carol", f"{ES}arol"),
        ("Otto Lind", f"Ott{OH} Lind"),
        ("Otto Lind", f"Ott{OMICRON} Lind"),
        ("Otto", "Ot\u200bto"),
        ("Otto", "Ｏｔｔｏ"),
        ("Ana", f"An{AH}"),
        ("Al Idris", "AI Idris"),
    ],
)
def test_names_that_are_drawn_alike_have_one_shape(one, other):
    assert one != other
    assert shape(one) == shape(other)


@pytest.mark.parametrize(("one", "other"), [("Otto", "Otta"), ("Anna", "Ana"), ("José", "Jose"), ("Павел", "Pavel")])
def test_other_names_have_other_shapes(one, other):
    assert shape(one) != shape(other)


def test_a_word_of_several_scripts_is_mixed():
    assert mixed(f"Radu P{OH}pa") == (f"P{OH}pa", ("Cyrillic", "Latin"))
    assert mixed(f"{OMICRON}tt{OH}") == (f"{OMICRON}tt{OH}", ("Cyrillic", "Greek", "Latin"))


@pytest.mark.parametrize(
    "name",
    [
        "Radu Popa",
        "Павел",
        "Otto Павел",
        "東京タワー",
        "サッカー部",
        "서울大",
        "Ｏｔｔｏ",
        "naïve",
        "Kaʻbah",
        "5 µm",
        "José",
    ],
)
def test_words_of_one_script_are_not(name):
    assert mixed(name) is None

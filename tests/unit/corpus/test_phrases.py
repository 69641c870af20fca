import pytest

from allegedly.corpus.phrases import head_noun, is_definite, singular


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("a Western intelligence official", "official"),
        ("A resident of the lower town, who asked not to be named", "resident"),
        ("the company's shares", "share"),
        ("no such offer", "offer"),
        ("no such offer was made", "offer"),
        ("two witnesses", "witness"),
        ("the boy’s uncle in Graz", "uncle"),
        ("", ""),
        ("(!)", ""),
    ],
)
def test_head_noun(phrase, noun):
    assert head_noun(phrase) == noun


def test_singular():
    nouns = ["companies", "boxes", "people", "crisis", "bus", "glass", "men", "gas", "days"]
    assert [singular(noun) for noun in nouns] == [
        "company", "box", "person", "crisis", "bus", "glass", "man", "gas", "day",
    ]  # fmt: skip


def test_definite_phrases_point_back():
    assert is_definite("the official")
    assert is_definite("“That man")
    assert not is_definite("an official")
    assert not is_definite("Theodor Brandt")

import pytest

from allegedly.names import SAME_NAME, is_acronym_of, name_similarity, name_words, skeleton, sound, word_similarity


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Yousef Qassim", "Youssef Kassem"),
        ("Muhammad Haydar", "Mohamed Heidar"),
        ("Tariq al-Hashimi", "Tarek el Hachemi"),
        ("Abd al-Rahman Saleh", "Abdurrahman Salih"),
        ("Sergei Ivanov", "Sergey Iwanow"),
        ("Ivanov, Sergei", "Sergei Ivanov"),
        ("Dr. Marta Kowalska", "Marta Kowalska"),
        ("J. Whitcombe", "John Whitcombe"),
        ("Joris van der Meer", "Joris Vandermeer"),
        ("Сергей Иванов", "Sergei Ivanov"),
        ("Otto Lindqvist", "Otto Lindquist"),
    ],
)
def test_one_person(a: str, b: str) -> None:
    assert name_similarity(a, b) >= SAME_NAME["person"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Saif Haydar", "Hannibal Haydar"),
        ("Natalia Moreno", "Diego Moreno"),
        ("Ousmane Keita", "Boubacar Keita"),
        ("Omar Farid", "Omar Talib"),
        ("John Whitcombe Jr.", "John Whitcombe"),
        ("Karim Nasser", "Lars Nyberg"),
        ("", "Karim Nasser"),
    ],
)
def test_two_people(a: str, b: str) -> None:
    assert name_similarity(a, b) < SAME_NAME["person"]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Orion Steel Ltd", "The Orion Steel Company", True),
        ("National Harbour Authority", "NHA", True),
        ("N.H.A.", "National Harbour Authority", True),
        ("Delta Shipping GmbH", "Delta Shipping", True),
        ("Orion Steel", "Orion Gas", False),
        ("Ministry of Finance", "Ministry of Defence", False),
    ],
)
def test_organisations(a: str, b: str, *, same: bool) -> None:
    assert (name_similarity(a, b, "organisation") >= SAME_NAME["organisation"]) == same


def test_words_of_a_name() -> None:
    assert name_words("Sheikh Tariq bin Omar al-Hashimi").words == ("tariq", "omar", "hashimi")
    assert name_words("Abd al-Rahman Saleh").words == name_words("Abdul Rahman Saleh").words
    assert name_words("John Whitcombe III").generation == "iii"
    assert name_words("Al").words == ("al",)


def test_spellings_sound_alike() -> None:
    assert sound("moussa") == sound("musa")
    assert skeleton("qaddur") == skeleton("kadhour")
    assert word_similarity("haftar", "hifter") > word_similarity("haftar", "hammar")
    assert word_similarity("k", "karim") > 0.5 > word_similarity("k", "tarim")


def test_acronyms() -> None:
    assert is_acronym_of("NHA", "National Harbour Authority")
    assert not is_acronym_of("NHA", "National Airport Authority")
    assert not is_acronym_of("nha", "National Harbour Authority")

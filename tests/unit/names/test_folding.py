import pytest

from allegedly.names import fold


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("  Youssef   KASSEM ", "youssef kassem"),
        ("Mu'adh al-Dhahabī", "muadh al dhahabi"),
        ("Qal‘at ʿAlī", "qalat ali"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("Søren Ærø", "soren aero"),
        ("İsmet Işık", "ismet isik"),
        ("Straße", "strasse"),
        ("Сергей Лавров", "sergei lavrov"),
        ("Γιώργος", "giorgos"),
        ("O’Neill-Smith, J.R.", "oneill smith j r"),
        ("სოფო", "sopo"),
        ("カレン・マリ", "karen mari"),
        ("القاضي عمر", "al qdy amr"),
        ("a_b\tc\x1fd", "a b c d"),
        ("", ""),
        ("...", ""),
    ],
)
def test_fold(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_folding_twice_changes_nothing() -> None:
    assert fold(fold("Ḥusayn Ələkbər")) == fold("Ḥusayn Ələkbər")

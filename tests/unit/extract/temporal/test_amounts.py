"""Quantities: numbers in words, and TIMEX3 durations."""

import pytest

from allegedly.extract.temporal.amounts import Amount, number_of


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("12", 12),
        ("1.5", 1.5),
        ("twenty - five", 25),
        ("two hundred", 200),
        ("one hundred and twenty", 120),
        ("a dozen", 12),
        ("two dozen", 24),
        ("two and a half", 2.5),
        ("half a", 0.5),
        ("a half -", 0.5),
        ("a quarter of a", 0.25),
        ("a", 1),
        ("", 1),
    ],
)
def test_number_of(words: str, number: float) -> None:
    assert number_of(tuple(words.split())) == number


@pytest.mark.parametrize(
    ("unit", "number", "value"),
    [
        ("D", 3, "P3D"),
        ("TH", 2, "PT2H"),
        ("TH", 0.5, "PT30M"),
        ("Y", 2.5, "P2.5Y"),
        ("F", 1, "P2W"),
        ("DE", 1, "P1DE"),
        ("M", None, "PXM"),
        ("TM", None, "PTXM"),
    ],
)
def test_value(unit: str, number: float | None, value: str) -> None:
    assert Amount(unit, number, number or 2, number or 11).value == value

"""Names that can be one, and those that would be taken for another."""

import pytest

from allegedly.team import TeamError
from allegedly.team.names import LONGEST, as_name, skeleton


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Ada", "Ada"),
        ("  Ada Lind ", "Ada Lind"),
        ("O'Hara", "O'Hara"),
        ("Jean-Luc", "Jean-Luc"),
        ("ada@case.example", "ada@case.example"),
        ("Ａｄａ", "Ada"),
        ("Jose\u0301", "Jos\u00e9"),
        ("Ольга Петрова", "Ольга Петрова"),
        ("山田太郎", "山田太郎"),
        ("山田たろう", "山田たろう"),
        ("김민수", "김민수"),
        ("نادية", "نادية"),
        ("नादिया", "नादिया"),
        ("R2", "R2"),
    ],
)
def test_a_name_is_kept_as_it_is_read(given, kept):
    assert as_name(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        "", " ", "a" * (LONGEST + 1), "Ada\r\nfailed", "Ada\n", "\tAda", "Ada\x00",
        "Ada\x1b[31m", "Ada\u202e", "A\u200bda", "A\u2066da", "Ada\u2028", "\ufeffAda",
        "A\xadda", "Ada\ud800", "<b>Ada", "Ada & Co", "a/b", "a\\b", "a%2f", "..", "-Ada", " .",
        "Ada  Lind", "Ada\u3000\u3000Lind", "́Ada", "Аda", "Adа Lind", "Αda", "Ada Ольга", "😀",
        "\ue000", "Ada,Lind", "Ada;", "a=b", '"Ada"',
    ],
)  # fmt: skip
def test_what_acts_or_misleads_is_no_name(given):
    with pytest.raises(TeamError):
        as_name(given)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada", "ada"),
        ("Ada", "ADA"),
        ("Ada Lind", "AdaLind"),
        ("Ada Lind", "Ada-Lind"),
        ("Ada Lind", "Ada.Lind"),
        ("Lia", "lia"),
        ("Ian", "lan"),
        ("Bob", "B0b"),
        ("Paul", "Pau1"),
        ("Roma", "Rorna"),
        ("Waldo", "VValdo"),
        ("José", "Jose"),
        ("Łukasz", "Lukasz"),
        ("Weiß", "Weiss"),
        ("ape", "аре"),
        ("COPA", "СОРА"),
        ("ﬁn", "fin"),
    ],
)
def test_two_that_would_be_taken_for_each_other(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Ada", "Eda"), ("Nadia", "Nadja"), ("Olga", "Ольга"), ("Jon", "John")])
def test_two_that_would_not(one, other):
    assert skeleton(one) != skeleton(other)

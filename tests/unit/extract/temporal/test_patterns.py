"""The pattern language: what it compiles to, and what it refuses."""

import pytest

from allegedly.errors import ResourceError
from allegedly.extract.temporal.patterns import compile_pattern, literals_of

MEMBERS = {"MONTH": "ab", "DAY": "cd", "DAY_SHORT": "e", "the": "t", "of": "o", ",": ",", "'": "'"}
PIECES = {"day": "(DAY | DAY_SHORT)", "both": "$day MONTH"}


def test_classes_are_captured_by_field_and_runs_by_name() -> None:
    pattern = compile_pattern("r", "the? $day of? whole=(MONTH ','?)", MEMBERS, PIECES)
    match = pattern.regex.fullmatch("tcoa,")
    assert match is not None
    assert {name: match[group] for group, name in pattern.classes if match[group]} == {"DAY": "c", "MONTH": "a"}
    assert {name: match[group] for group, name in pattern.runs} == {"whole": "a,"}


def test_firsts_pass_over_what_is_optional() -> None:
    assert compile_pattern("r", "the? ','? $both", MEMBERS, PIECES).firsts == frozenset("t,cde")


def test_a_choice_takes_the_first_arm_that_fits() -> None:
    pattern = compile_pattern("r", "the | the of", MEMBERS, PIECES)
    match = pattern.regex.match("to")
    assert match is not None
    assert match.end() == 1


def test_an_optional_run_that_is_not_there_is_not_captured() -> None:
    pattern = compile_pattern("r", "MONTH tail=(of the)?", MEMBERS, PIECES)
    match = pattern.regex.match("a")
    assert match is not None
    assert match.span(pattern.runs[0][0]) == (-1, -1)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("the (of", "open bracket"),
        ("the ) of", "unexpected"),
        ("the? of?", "empty text"),
        ("NOTHING", "no class or word"),
        ("$nothing", "pieces.yaml"),
        ("the & of", "cannot be read"),
        ("the* of", "cannot be read"),
    ],
)
def test_a_malformed_pattern_is_refused_with_its_rule(source: str, complaint: str) -> None:
    with pytest.raises(ResourceError, match=complaint) as refused:
        compile_pattern("my-rule", source, MEMBERS, PIECES)
    assert "my-rule" in str(refused.value)


def test_literals() -> None:
    assert list(literals_of("the? MONTH ',' x=(of | $day) '''", "r")) == ["the", ",", "of", "'"]

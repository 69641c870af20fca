"""The short texts of tests/cases/time.yaml: every expression, its value, its days, and nothing else."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

CASES = yaml.safe_load((Path(__file__).parents[3] / "cases" / "time.yaml").read_text("utf-8"))


def day(value: object) -> date | None:
    return None if value is None else value if isinstance(value, date) else date.fromisoformat(str(value))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_case(times_in, case: dict[str, Any]) -> None:
    found = times_in(case["text"], day(case.get("published")))
    assert [time.text for time in found] == [str(expected["text"]) for expected in case["expect"]]
    for time, expected in zip(found, case["expect"], strict=True):
        told = (time.type, time.value, time.mod, time.edtf, time.earliest, time.latest)
        first, last = expected["bounds"]
        kind, mod = expected.get("type", "DATE"), expected.get("mod")
        assert told == (kind, str(expected["value"]), mod, expected["edtf"], day(first), day(last))
        assert time.basis == expected.get("basis", time.basis)


def test_there_are_enough_cases_and_enough_that_the_code_was_not_fitted_to() -> None:
    batches = [case["batch"] for case in CASES]
    assert len(batches) >= 80
    assert batches.count("first") >= 40

"""The short texts of tests/cases/stance.yaml: how each claim is put."""

from typing import Any

CASES = "stance.yaml"


def test_claims_are_put_as_a_reader_finds_them(item: dict[str, Any], reading: Any) -> None:
    for expected, claim in reading.expected():
        for key in ("label", "polarity", "act", "certainty", "reality"):
            if key in expected:
                reading.compare(f"{key} of {expected['quote']!r}", expected[key], getattr(claim.stance, key))
    for quote, labels in item.get("never", {}).items():
        for claim in reading.claims_in(quote):
            if claim.stance.label in labels:
                reading.problems.append(f"{quote!r} is put as {claim.stance.label}")
    reading.compare_no_claims()
    assert not reading.problems, reading.report()

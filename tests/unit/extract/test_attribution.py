"""The short texts of tests/cases/attribution.yaml: whose word each claim is."""

from typing import Any

from allegedly.model import Hop

CASES = "attribution.yaml"
VOICES = ("outlet", "author")


def test_the_chains_are_those_that_a_reader_hears(item: dict[str, Any], reading: Any, alike: Any) -> None:
    for expected, claim in reading.expected():
        hops = [hop for hop in claim.chain if hop.kind not in VOICES]
        if not _fits(expected["chain"], hops, alike):
            found = [[hop.name, hop.kind] for hop in hops]
            reading.problems.append(f"chain of {expected['quote']!r}: expected {expected['chain']}, found {found}")
    records = sorted(reading.annotated.attributions, key=lambda record: record.content or record.cue)
    if "kinds" in item:
        reading.compare("kinds", [item["kinds"]], [record.kind for record in records])
    if item.get("no_source"):
        behind = [hop for claim in reading.annotated.claims for hop in claim.chain if hop.kind not in VOICES]
        reading.compare("sources behind claims", [[]], behind)
    assert not reading.problems, reading.report()


def _fits(expected: list[list[str | None]], hops: list[Hop], alike: Any) -> bool:
    return len(expected) == len(hops) and all(
        hop.kind in str(kind).split("|") and (name is None or alike(name, hop.name))
        for (name, kind), hop in zip(expected, hops, strict=True)
    )

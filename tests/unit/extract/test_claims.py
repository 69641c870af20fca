"""The short texts of tests/cases/claims.yaml: which words make claims, with which roles, times and links."""

from typing import Any

from allegedly.model import Claim, Role

CASES = "claims.yaml"


def test_the_claims_are_those_that_a_reader_takes(item: dict[str, Any], reading: Any, same_words: Any) -> None:
    if "triggers" in item:
        found = [reading.words(claim.trigger) for claim in sorted(reading.annotated.claims, key=lambda c: c.trigger)]
        reading.compare("triggers", [item["triggers"]], found)
    for expected, claim in reading.expected():
        _compare_roles(reading, expected, claim, same_words)
        _compare_passage(reading, expected, claim)
        _compare_rest(reading, expected, claim)
        _compare_links(reading, expected, claim)
    reading.compare_no_claims()
    assert not reading.problems, reading.report()


def _roles(claim: Claim, names: str) -> list[Role]:
    return [role for role in claim.roles if role.role in names.split("|")]


def _compare_roles(reading: Any, expected: dict[str, Any], claim: Claim, same_words: Any) -> None:
    for names, words in expected.get("roles", {}).items():
        choices = words if isinstance(words, list) else [words]
        found = [role.text for role in _roles(claim, names)]
        if not any(same_words(choice, text) for choice in choices for text in found):
            reading.problems.append(f"{names} of {expected['quote']!r}: expected {words!r}, found {found}")
    entities = {entity.id: entity.name for entity in reading.annotated.entities}
    for names, name in expected.get("entities", {}).items():
        found = [entities.get(str(role.entity)) for role in _roles(claim, names)]
        reading.compare(f"entity of {names}", [[name]], found)
    for names, how in expected.get("how", {}).items():
        reading.compare(f"how {names} was found", [[how]], [role.how for role in _roles(claim, names)])


def _compare_passage(reading: Any, expected: dict[str, Any], claim: Claim) -> None:
    words = reading.words((claim.start, claim.end))
    assert claim.start <= claim.trigger[0] < claim.trigger[1] <= claim.end
    if "passage" in expected:
        reading.compare("passage", expected["passage"], words)
    if expected.get("has", "") not in words:
        reading.problems.append(f"passage without {expected['has']!r}: {words!r}")
    if "lacks" in expected and expected["lacks"] in words:
        reading.problems.append(f"passage with {expected['lacks']!r}: {words!r}")


def _compare_rest(reading: Any, expected: dict[str, Any], claim: Claim) -> None:
    found = {
        "when": claim.time.edtf,
        "basis": claim.time.basis,
        "label": claim.stance.label,
        "polarity": claim.stance.polarity,
        "place": claim.place and claim.place.name,
        "answer": claim.answer,
        "act": claim.stance.act,
    }
    for key in found.keys() & expected.keys():
        reading.compare(f"{key} of {expected['quote']!r}", expected[key], found[key])


def _compare_links(reading: Any, expected: dict[str, Any], claim: Claim) -> None:
    if expected.get("links") == {} and claim.links:
        reading.problems.append(f"{expected['quote']!r} has links")
    for kind, quote in expected.get("links", {}).items():
        targets = {other.id for other in reading.claims_in(quote)}
        if not any(link.kind == kind and link.claim in targets for link in claim.links):
            reading.problems.append(f"{expected['quote']!r} has no link {kind!r} to {quote!r}")

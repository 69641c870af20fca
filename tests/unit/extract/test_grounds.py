"""How sources are described and how they know: every rule does what its examples say, and what comes out of texts."""

import pytest

from allegedly.extract.attribution.ground_rules import RULES, pattern_of
from allegedly.model import Attribution
from allegedly.pipeline import annotate_documents
from allegedly.readers import read
from allegedly.resources import Rule, load_lexicon, load_rules

ANCHORED = ("phrase", "opening", "follow")


def _finds(name: str, rule: Rule, words: str) -> bool:
    pattern = pattern_of(rule["where"], (rule["kind"],))
    match = pattern.match(words) if rule["where"] in ANCHORED else pattern.search(words)
    return match is not None and match.lastgroup == name


@pytest.mark.parametrize(("name", "rule"), load_rules(RULES).items(), ids=list(load_rules(RULES)))
def test_rule_fits_its_examples_and_nothing_else(name: str, rule: Rule) -> None:
    assert [words for words in rule["examples"] if not _finds(name, rule, words)] == []
    assert [words for words in rule["counterexamples"] if _finds(name, rule, words)] == []


def test_the_lists_know_their_columns() -> None:
    assert {cells["trait"] for cells in load_lexicon("en/source_traits.tsv").values()} == {
        "plain",
        "rank",
        "generic",
        "none",
        "side",
    }
    bases = {cells["basis"] for cells in load_lexicon("en/basis_verbs.tsv").values()}
    assert bases == {"inference", "told", "witnessed", "documents"}


def _attribution(text: str, content: str) -> Attribution:
    (annotated,) = annotate_documents([read(None, text.encode())])
    start = text.index(content)
    around = [a for a in annotated.attributions if a.content[0][0] <= start + 1 < a.content[-1][1]]
    return around[-1]


DETAILS = [
    (
        "Three customs clerks briefed on the sale said the crates were empty.",
        "the crates were empty",
        {"number": "Three", "office": "customs clerks", "knowledge": "briefed on the sale"},
    ),
    (
        "A nurse, speaking on condition of anonymity because she feared reprisals, said the ward was closed.",
        "the ward was closed",
        {"office": "nurse", "anonymity": "speaking on condition of anonymity because she feared reprisals"},
    ),
    (
        "A guard said the gate had been open. He asked not to be named because his contract forbids interviews.",
        "the gate had been open",
        {"office": "guard", "anonymity": "asked not to be named because his contract forbids interviews"},
    ),
    (
        "A Libyan officer loyal to the general said the bridge had been mined.",
        "the bridge had been mined",
        {"office": "officer", "side": "loyal to the general"},
    ),
    ("A source said the ship had sailed.", "the ship had sailed", {}),
    (
        "Two sources with access to the ledgers said the money was gone.",
        "the money was gone",
        {"number": "Two", "knowledge": "with access to the ledgers"},
    ),
    ("He said the ship had sailed.", "the ship had sailed", {}),
    ("Ada Berg, who asked not to be named, said the ship had sailed.", "the ship had sailed", {}),
]


@pytest.mark.parametrize(("text", "content", "expected"), DETAILS)
def test_details(text: str, content: str, expected: dict[str, str]) -> None:
    details = _attribution(text, content).details
    found = {detail.kind: detail.text for detail in reversed(details)}
    assert all(text[detail.start : detail.end] == detail.text for detail in details)
    if expected.get("side"):
        found["side"] = next(d.text for d in details if d.kind == "side" and d.text == expected["side"])
    assert found == expected


BASES = [
    ("Ada Berg, who saw the fire, said the roof had gone.", "the roof had gone", "witnessed", "who saw"),
    ("An eyewitness said the roof had gone.", "the roof had gone", "witnessed", "eyewitness"),
    ("Ada Berg said she had been told by the cook that the roof had gone.", "she had been", "told", None),
    ("Having gone through the records, Ada Berg said that the vote was secret.", "the vote was", "documents", None),
    ("Ada Berg, who read the minutes, said that the vote was secret.", "the vote was", "documents", None),
    ("The detective concluded that the thief was tall.", "the thief was tall", "inference", "concluded"),
    ("The detective, who saw the body, concluded that the thief was tall.", "the thief was tall", "witnessed", None),
    ("Ada Berg said that the roof had gone.", "the roof had gone", "not_stated", None),
    ("Ada Berg said Emil Roth, who saw the fire, had left.", "Emil Roth", "not_stated", None),
    ("Ada Berg remembered that the roof had gone.", "the roof had gone", "not_stated", None),
    ("“I was on the quay and I heard the shot,” said Ada Berg.", "I was on", "witnessed", None),
]


@pytest.mark.parametrize(("text", "content", "basis", "cue"), BASES)
def test_basis(text: str, content: str, basis: str, cue: str | None) -> None:
    found = _attribution(text, content)
    assert found.basis == basis
    assert bool(found.basis_cue) == (basis != "not_stated")
    if cue is not None:
        assert text[slice(*found.basis_cue[0])] == cue


def test_the_inner_source_keeps_its_own_basis() -> None:
    text = "Ada Berg, who saw the fire, said that Emil Roth claimed that the roof had gone."
    (annotated,) = annotate_documents([read(None, text.encode())])
    bases = {a.source_name: a.basis for a in annotated.attributions}
    assert bases == {"Ada Berg": "witnessed", "Emil Roth": "not_stated"}

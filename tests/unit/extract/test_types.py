"""Every type's own examples, run through the product, and what the reader of the frames is for."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from allegedly.errors import ResourceError
from allegedly.pipeline import annotate_documents
from allegedly.readers import read
from allegedly.resources import Rule, load_rules
from allegedly.resources import event_types as event_types_module
from allegedly.resources.event_types import NO_TYPE, RULES

_MARKED = re.compile(r"\[([^\]]+)\]")


def _types(texts: list[str]) -> Iterator[str | None]:
    """The type of the claim whose trigger lies in the first bracketed words of each text."""
    documents = (read(None, _MARKED.sub(r"\1", text).encode()) for text in texts)
    for text, annotated in zip(texts, annotate_documents(documents, every_claim=True), strict=True):
        marked = _MARKED.search(text)
        assert marked is not None, text
        start, end = marked.start(), marked.end() - 2
        found = [claim.type for claim in annotated.claims if start <= claim.trigger[0] < end]
        yield found[0] if found else "no claim"


@pytest.mark.parametrize("part", ["examples", "counterexamples"])
def test_every_type_holds_for_its_examples_and_for_no_counterexample(part: str) -> None:
    items = [(name, text) for name, rule in load_rules(RULES).items() for text in rule[part]]
    wrong = []
    for (name, text), got in zip(items, _types([text for _, text in items]), strict=True):
        wanted = None if name == NO_TYPE else name
        if got == "no claim" or (got == wanted) != (part == "examples"):
            wrong.append(f"{name}: {text} has {got}")
    assert not wrong, "\n".join(wrong)


def test_the_documented_table_is_that_of_the_data() -> None:
    table = (Path(__file__).parents[3] / "docs/types.md").read_text("utf-8")
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    assert rows == [_row(name, rule) for name, rule in load_rules(RULES).items() if name != NO_TYPE]


def _row(name: str, rule: Rule) -> str:
    definition = rule["definition"].rstrip(".")
    example = _MARKED.sub(r"*\1*", rule["examples"][0])
    return f"| `{name}` | {definition[0].lower()}{definition[1:]} | {example} |"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The consul [will not receive] the widows.", "REJECT"),
        ("The miners said they [would boycott] the vote.", "THREATEN"),
        ("The forger [will be arrested] in Arden.", "COERCE"),
        ("The storm [will hit] the villages.", None),
        ("Oskar Lind [would have met] the envoys.", "CONSULT"),
        ("The envoy said the company [must pay] the miners.", "REQUEST"),
        ("The envoy said the company [must have paid] the miners.", "X-PAY"),
        ("The two sides [failed to reach] an agreement.", "REJECT"),
        ("Oskar Lind [did not meet] the envoys.", "CONSULT"),
        ("Oskar Lind secretly [planned to bomb] the dam.", "ASSAULT"),
        ("Tessin [plans to free] the pilots.", "AGREE"),
        ("Rebels [began shelling] the port.", "ASSAULT"),
        ("Ravenna [launched] a mediation effort.", "CONSULT"),
        ("A series of explosions [occurred] in Arden.", "ASSAULT"),
        ("The 1988 [bombing] killed two sailors.", "ASSAULT"),
    ],
)
def test_what_is_willed_refused_or_left_to_a_noun(text: str, wanted: str | None) -> None:
    assert list(_types([text])) == [wanted]


def test_a_type_without_definition_or_examples_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for rule, says in (
        ({"verbs": ["meet"], "examples": ["a"], "counterexamples": ["b"]}, "no definition"),
        ({"definition": "Meets.", "frames": ["meet >%nowhere%"]}, "not listed"),
        ({"definition": "Meets.", "frames": ["meet ?who"]}, "means nothing"),
        ({"definition": "Meets.", "frames": ["meet -", "meet -"]}, "stands twice"),
    ):
        monkeypatch.setattr(event_types_module, "load_rules", lambda _, rule=rule: {"CONSULT": rule})
        with pytest.raises(ResourceError, match=says):
            event_types_module.event_types.__wrapped__()


def test_a_word_alone_has_a_type_only_where_nothing_beside_it_matters() -> None:
    types = event_types_module.event_types()
    assert [types.of_word(word) for word in ("meet", "explosion", "call", "deny")] == [
        "CONSULT",
        "ASSAULT",
        "REQUEST",
        None,
    ]

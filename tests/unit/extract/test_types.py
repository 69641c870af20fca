"""Every type's own examples, run through the product, and what the reader of the frames is for."""

import re
from collections.abc import Iterator

import pytest

from allegedly import annotate_many
from allegedly.resources import load_rules
from allegedly.resources.event_types import NO_TYPE, RULES

_MARKED = re.compile(r"\[([^\]]+)\]")


def _types(texts: list[str]) -> Iterator[str | None]:
    """The type of the claim whose trigger lies in the first bracketed words of each text."""
    for text, annotated in zip(texts, annotate_many([_MARKED.sub(r"\1", text) for text in texts]), strict=True):
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

"""Short texts with the records that a careful reader expects (tests/cases/*.yaml), read through the whole pipeline.

A test module with ``CASES = "name.yaml"`` and a test that takes ``item`` gets one test for each item of that file; what
stands under ``known_failures`` must fail, so that it is noticed when it starts to pass.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from allegedly.model import Annotated, Claim, Span
from allegedly.pipeline import annotate_documents
from allegedly.readers import read

FILES = Path(__file__).parents[2] / "cases"
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "item" not in metafunc.fixturenames or not hasattr(metafunc.module, "CASES"):
        return
    content = yaml.safe_load((FILES / metafunc.module.CASES).read_text("utf-8"))
    failures = {failure["id"]: failure["reason"] for failure in content["known_failures"]}
    unknown = failures.keys() - {item["id"] for item in content["items"]}
    assert not unknown, f"known failures without an item: {sorted(unknown)}"
    metafunc.parametrize("item", [_case(item, failures.get(item["id"])) for item in content["items"]])


def _case(item: dict[str, Any], reason: str | None) -> Any:
    marks = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=reason)] if reason else []
    return pytest.param(item, id=item["id"], marks=marks)


@dataclass(frozen=True)
class Reading:
    """An item's text as it was read, with what a test asks of it; ``problems`` gathers what is not as expected."""

    item: dict[str, Any]
    annotated: Annotated
    problems: list[str]

    def words(self, span: Span) -> str:
        return self.annotated.document.text[slice(*span)]

    def span_of(self, quote: str) -> Span:
        start = self.annotated.document.text.find(quote)
        assert start >= 0, f"not in the text: {quote!r}"
        return start, start + len(quote)

    def claims_in(self, quote: str, trigger: str | None = None) -> list[Claim]:
        """The claims with their trigger in the passage; the one whose own passage is most like it first."""
        start, end = self.span_of(quote)
        inside = [claim for claim in self.annotated.claims if start <= claim.trigger[0] and claim.trigger[1] <= end]
        if trigger is not None:
            inside = [claim for claim in inside if self.words(claim.trigger) == trigger]
        return sorted(inside, key=lambda claim: -_overlap((claim.start, claim.end), (start, end)))

    def expected(self) -> Iterator[tuple[dict[str, Any], Claim]]:
        """Every expected claim of the item with the claim that was found for it; what was not found is a problem."""
        for expected in self.item.get("claims", ()):
            found = self.claims_in(expected["quote"], expected.get("trigger"))
            if found:
                yield expected, found[0]
            else:
                self.problems.append(f"no claim at {expected['quote']!r}")

    def compare(self, where: str, expected: object, found: object) -> None:
        """Note a difference; of several expected values in a list, or with | between them, each is as good."""
        choices = expected.split("|") if isinstance(expected, str) else expected
        if found not in (choices if isinstance(choices, list) else [choices]):
            self.problems.append(f"{where}: expected {expected!r}, found {found!r}")

    def compare_no_claims(self) -> None:
        for quote in self.item.get("no_claims", ()):
            for claim in self.claims_in(quote):
                self.problems.append(f"a claim at {quote!r}: {self.words(claim.trigger)!r}")

    def report(self) -> str:
        """What differs, and all that was found."""
        lines = ["", self.annotated.document.text.strip(), *(f"  - {problem}" for problem in self.problems), "found:"]
        return "\n".join([*lines, *map(self._line, self.annotated.claims), *map(str, self.annotated.attributions)])

    def _line(self, claim: Claim) -> str:
        stance, time = claim.stance, claim.time
        roles = ", ".join(f"{role.role}={role.text!r}" for role in claim.roles)
        chain = " < ".join(f"{hop.name} ({hop.kind})" for hop in claim.chain)
        links = ", ".join(link.kind for link in claim.links)
        return (
            f"  {self.words(claim.trigger)!r}: {self.words((claim.start, claim.end))!r}\n"
            f"    {stance.label}, {stance.polarity}, {stance.act}, {stance.certainty}, {stance.reality}; "
            f"{time.edtf} ({time.basis})\n    {roles}; [{chain}] {links} {claim.found_by}"
        )


def _overlap(one: Span, other: Span) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / (max(one[1], other[1]) - min(one[0], other[0]))


@pytest.fixture
def reading(item: dict[str, Any]) -> Reading:
    """All claims that could be noted: a lone sentence shows how they are read, not whether they are worth noting."""
    document = read(None, item["text"].encode(), published=item.get("published"))
    return Reading(item, next(annotate_documents([document], every_claim=True)), [])


def bare(words: str | None) -> str:
    """Words for comparison: without an article, in lower case."""
    return ARTICLE.sub("", " ".join((words or "").split()).lower())


@pytest.fixture
def same_words() -> Any:
    return lambda one, other: bare(one) == bare(other)


@pytest.fixture
def alike() -> Any:
    """Whether one of two names contains the other, whole words only."""

    def contains(one: str | None, other: str | None) -> bool:
        first, second = f" {bare(one)} ", f" {bare(other)} "
        return bool(first.strip() and second.strip()) and (first in second or second in first)

    return contains

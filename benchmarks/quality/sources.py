"""The hand-made items of ``tests/cases/sources_*.yaml``: ``python -m benchmarks.quality.sources [HALF] [--errors]``.

HALF is open or blind. The blind half was written before the code and is never looked at item by item; only its share
is printed. An item is right when all that it states is found: for each attribution one whose content, as a whole or
in one of its parts, has more than half in common (intersection over union of characters that are not white space), with
the cue, source, type, entity, basis, details and outer content asked for; for each claim its chain of sources. Of
alternatives with | between them any is right; words fit where one holds the other.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from allegedly.model import Annotated, Attribution, Claim, Span
from allegedly.pipeline import annotate_documents
from allegedly.readers import read

CASES = Path(__file__).parents[2] / "tests" / "cases"
HALVES = ("open", "blind")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def score(cases: Path = CASES) -> dict[str, float]:
    """The share of right items of each half, in percent."""
    figures = {}
    for half in HALVES:
        results = [not problems for _, problems in judged(cases, half)]
        figures[half] = 100 * sum(results) / len(results)
        figures[f"{half}_items"] = float(len(results))
    return figures


def judged(cases: Path, half: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Each item with what is wrong about its reading: of all its claims, whether or not they are worth noting."""
    items = yaml.safe_load((cases / f"sources_{half}.yaml").read_text("utf-8"))["items"]
    documents = [read(None, item["text"].encode(), published=item.get("published")) for item in items]
    for item, annotated in zip(items, annotate_documents(documents, every_claim=True), strict=True):
        yield item, [*_attributions(item, annotated), *_claims(item, annotated)]


def _attributions(item: dict[str, Any], annotated: Annotated) -> Iterator[str]:
    by_id = {attribution.id: attribution for attribution in annotated.attributions}
    for expected in item.get("attributions", ()):
        gold = expected["content"]
        near = [a for a in annotated.attributions if _alike(annotated, a.content, gold)]
        wrongs = [[*_differences(expected, a, annotated, by_id)] for a in near]
        best = min(wrongs, key=len, default=["no attribution"])
        if best:
            yield f"{gold!r}: {'; '.join(best)}"


def _differences(
    expected: dict[str, Any], found: Attribution, annotated: Annotated, by_id: dict[str, Attribution]
) -> Iterator[str]:
    text = annotated.document.text
    yield from _of_source(expected, found, annotated)
    cues = " ".join(text[slice(*span)] for span in found.cue)
    if "cue" in expected and not _fits(expected["cue"], cues):
        yield f"cue {cues!r} instead of {expected['cue']!r}"
    if "basis" in expected and found.basis not in expected["basis"].split("|"):
        yield f"basis {found.basis} instead of {expected['basis']}"
    for kind, detail in expected.get("details", {}).items():
        heard = [d.text for d in found.details if d.kind == kind]
        if not any(_fits(str(detail), words) for words in heard):
            yield f"{kind} {heard} instead of {detail!r}"
    if "within" in expected:
        outer = by_id.get(found.parent or "")
        if outer is None or not _alike(annotated, outer.content, expected["within"]):
            yield "stands in no such attribution"


def _of_source(expected: dict[str, Any], found: Attribution, annotated: Annotated) -> Iterator[str]:
    words, kinds = expected.get("source", (None, None))
    if words == "~" and found.source:
        yield f"source {found.source_name!r} instead of none"
    elif words not in ("~", None) and not _fits(words, found.source_name):
        yield f"source {found.source_name!r} instead of {words!r}"
    if kinds and found.source_type not in kinds.split("|"):
        yield f"{found.source_type} instead of {kinds}"
    if "entity" in expected:
        entity = next((e for e in annotated.entities if e.id == found.source_entity), None)
        if entity is None or not any(_fits(expected["entity"], name) for name in entity.names):
            yield f"entity {entity.name if entity else None!r} instead of {expected['entity']!r}"
    if "how" in expected and found.source_how != expected["how"]:
        yield f"reached by {found.source_how} instead of {expected['how']}"


def _claims(item: dict[str, Any], annotated: Annotated) -> Iterator[str]:
    for expected in item.get("claims", ()):
        start = annotated.document.text.find(expected["quote"])
        end = start + len(expected["quote"])
        inside = [c for c in annotated.claims if start <= c.trigger[0] and c.trigger[1] <= end]
        if not inside:
            yield f"no claim at {expected['quote']!r}"
        elif not any(_chain(expected["chain"], claim) for claim in inside):
            chain = [(hop.name, hop.kind) for hop in inside[0].chain]
            yield f"{expected['quote']!r}: chain {chain} instead of {expected['chain']}"


def _chain(expected: list[list[str]], claim: Claim) -> bool:
    hops = [hop for hop in claim.chain if not hop.is_of_voice]
    return len(hops) == len(expected) and all(
        hop.kind in kinds.split("|") and (name == "~" or _fits(name, hop.name))
        for hop, (name, kinds) in zip(hops, expected, strict=True)
    )


def _alike(annotated: Annotated, content: tuple[Span, ...], gold: str) -> bool:
    text = annotated.document.text
    start = text.find(gold)
    assert start >= 0, f"not in the text: {gold!r}"
    golds = {i for i in range(start, start + len(gold)) if not text[i].isspace()}
    parts = [{i for i in range(a, b) if not text[i].isspace()} for a, b in content]
    return any(len(golds & found) > len(golds | found) / 2 for found in [set().union(*parts), *parts])


def _fits(one: str | None, other: str | None) -> bool:
    a, b = (_ARTICLE.sub("", " ".join((words or "").split()).lower()) for words in (one, other))
    return bool(a and b) and (a in b or b in a)


def main() -> int:
    half = next((word for word in sys.argv[1:] if word in HALVES), "open")
    right = total = 0
    for item, problems in judged(CASES, half):
        right, total = right + (not problems), total + 1
        if problems and "--errors" in sys.argv and half == "open":
            print(item["id"], *problems, sep="\n    ")
    print(f"{half}: {right} of {total}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

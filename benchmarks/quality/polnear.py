"""PolNeAR (Newell, Margolin & Ruths 2018) and how attributions are scored on it.

The first annotator's file of each document is the gold. Overlap is intersection over union of the characters that are
not white space. Gold contents are matched one to one to found ones, the greatest overlap first, where it exceeds a
threshold; an attribution is *jointly* right where its content is matched and its source overlaps the gold source, or
both have none. A content is *direct* where 85 % of it stands inside quotation marks, *indirect* where none of it does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

Span = tuple[int, int]

_SPAN = re.compile(r"(T\d+)\t([\w-]+) ([\d ;]+)\t")
_EVENT = re.compile(r"E\d+\t(.*)")
_MARKS = re.compile(r"[“”\"„«»]|``|''")
_DIRECT_SHARE = 0.85


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution: spans of its source (empty where unstated), cue and content."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Article:
    name: str
    text: str
    said: tuple[Said, ...]


@dataclass(slots=True)
class Counts:
    """Numbers over a corpus, for one threshold."""

    gold: int = 0
    found: int = 0
    contents: int = 0
    joint: int = 0
    by_kind: dict[str, list[int]] = field(default_factory=dict)
    """For each kind of gold content: matched, all."""

    def f1(self, right: int) -> float:
        return 100 * 2 * right / (self.gold + self.found) if self.gold + self.found else 0.0

    def recall(self, kind: str) -> float:
        matched, total = self.by_kind.get(kind, [0, 0])
        return 100 * matched / total if total else 0.0


def polnear(folder: Path) -> Iterator[Article]:
    """The articles of one part, each with its first annotator's attributions."""
    files = sorted((folder / "attributions").glob("*.ann"))
    for name, annotators in groupby(files, lambda path: path.stem.rsplit("_", 1)[0]):
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        first = next(annotators).read_bytes().decode("utf-8")
        yield Article(name, text, tuple(_said(first)))


def _said(brat: str) -> Iterator[Said]:
    """One attribution for each event line; spans are sorted, in code points of the text."""
    lines = brat.split("\n")
    spans = {m.group(1): tuple(_spans(m.group(3))) for line in lines if (m := _SPAN.match(line))}
    for line in lines:
        event = _EVENT.match(line)
        if event is None:
            continue
        parts: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for role, _, target in (pair.partition(":") for pair in event.group(1).split()):
            parts.setdefault(role.rstrip("0123456789"), []).extend(spans[target])
        if parts["Content"]:
            yield Said(*(tuple(sorted(set(parts[role]))) for role in ("Source", "Cue", "Content")))


def _spans(listed: str) -> Iterator[Span]:
    for pair in listed.split(";"):
        start, end = pair.split()
        yield int(start), int(end)


def count(articles: Iterable[tuple[Article, Sequence[Said]]], threshold: float) -> Counts:
    """Gold against found attributions."""
    counts = Counts()
    for article, found in articles:
        counts.gold += len(article.said)
        counts.found += len(found)
        quoted = _quoted(article.text)
        matches = match(article.text, article.said, found, threshold)
        for i, gold in enumerate(article.said):
            tally = counts.by_kind.setdefault(_kind(article.text, gold, quoted), [0, 0])
            tally[1] += 1
            cue = " ".join(article.text[slice(*span)] for span in gold.cue).lower()
            according = counts.by_kind.setdefault("according", [0, 0]) if cue == "according to" else [0, 0]
            according[1] += 1
            if i in matches:
                tally[0] += 1
                according[0] += 1
                counts.contents += 1
                counts.joint += same_source(gold, found[matches[i]])
    return counts


def direct(text: str, said: Iterable[Said]) -> tuple[Said, ...]:
    """Those whose content is direct."""
    quoted = _quoted(text)
    return tuple(one for one in said if _kind(text, one, quoted) == "direct")


def match(text: str, gold: Sequence[Said], found: Sequence[Said], threshold: float) -> dict[int, int]:
    """For each matched gold attribution (by index) the found one."""
    golds = [_characters(text, said.content) for said in gold]
    founds = [_characters(text, said.content) for said in found]
    pairs = []
    for i, a in enumerate(golds):
        for j, b in enumerate(founds):
            common = len(a & b)
            if common and (share := common / len(a | b)) > threshold:
                pairs.append((-share, i, j))
    matches: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in matches and j not in taken:
            matches[i] = j
            taken.add(j)
    return matches


def same_source(gold: Said, found: Said) -> bool:
    if not gold.source or not found.source:
        return gold.source == found.source
    return any(a < d and c < b for a, b in gold.source for c, d in found.source)


def _characters(text: str, spans: tuple[Span, ...]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


def _quoted(text: str) -> set[int]:
    """The code points inside quotation marks, marks included; a paragraph ends what was never closed."""
    inside: set[int] = set()
    for paragraph in re.finditer(r"[^\n]+", text):
        opened = None
        for mark in _MARKS.finditer(text, *paragraph.span()):
            if opened is None and mark.group() not in ("”", "»"):
                opened = mark.start()
            elif opened is not None:
                inside.update(range(opened, mark.end()))
                opened = None
        if opened is not None:
            inside.update(range(opened, paragraph.end()))
    return inside


def _kind(text: str, said: Said, quoted: set[int]) -> str:
    content = _characters(text, said.content)
    share = len(content & quoted) / len(content) if content else 0.0
    return "direct" if share >= _DIRECT_SHARE else "mixed" if share else "indirect"

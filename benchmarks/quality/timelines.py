"""Timelines of one party or thing, against SemEval-2015 Task 4 (TimeLine: Cross-Document Event Ordering).

    python -m benchmarks.quality.timelines [DATA] [--errors]

The thirty articles of the trial data are read, and for each of its six target entities the product's own timeline
(``corpus.timeline``) is held against the gold's, by temporal awareness (``timeline_scoring``). Counts are summed over
the entities.

    track_a   from the raw text: what happened is found by the product
    track_b   the words that name events are given, as the task's second track gave them; they are events of any of
              the six, and whose they are and when they were is for the product to tell
    *_least   the lowest F1 of all six sums that leave one entity out: nearly all of the gold is of one of them

Nouns are told by weights that were learned from the same articles (MEANTIME's first sentences of them), so each is read
with weights that were learned without it, as in ``events``; without MEANTIME with the product's own.

Headlines are left out: none of their events was annotated. The rows are converted to the task's: a time of a day, month
or year is written as such; of one that is a stretch the part is taken that its ends share.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from allegedly.corpus.timeline import TimelineRow, timeline_of
from allegedly.extract.happenings import find_happenings
from allegedly.extract.voices import complete_voices
from allegedly.model import Annotated, ClaimTime, Document, Happening, Voice, sha256
from allegedly.nlp.language import load
from allegedly.nlp.senses import Floats
from allegedly.nlp.tree import Tree
from allegedly.pipeline import annotate_parsed, before_claims, breaks

from . import events
from .meantime import DEFAULT_DATA, MEANTIME, Text, texts
from .timeline_scoring import UNKNOWN, Awareness, Row, compare, read_timeline

TRIAL = "timelines/semeval2015-task4-trial"
EVENTS = "Corpus-trial-data_task4_events_timelines"
_PLAIN = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the product has read it; ``given`` has its happenings where their words are given."""

    text: Text
    annotated: Annotated
    given: tuple[Happening, ...]
    named: dict[int, list[str]]
    """The tokens of the given events, by the offset of the word that was taken for their head."""

    def mention(self, happening: Happening, given: bool) -> str:
        """The happening as the task names it: document, sentence, words."""
        start, end = happening.start, happening.end
        at = self.named[start] if given else [t for t, (a, b) in self.text.spans.items() if a < end and b > start]
        words = [self.text.text[slice(*self.text.spans[token])] for token in at]
        particle = happening.kind.split(" ")[1:]
        apart = particle if not given and particle != words[1:] else []  # "took six months off" is "took_off"
        return f"{self.text.root.get('doc_id')}-{self.text.sentences[at[0]]}-{'_'.join([*words, *apart])}"


def read_articles(folder: Path, weights: Mapping[str, Floats] | None = None) -> list[Article]:
    """The articles in a folder, CAT XML each; ``weights`` for nouns by an article's address, else the product's own."""
    return [_read(text, (weights or {}).get(_address(text))) for text in texts(folder)]


def _held_out(data: Path) -> dict[str, Floats]:
    """By the address of each article that the weights for nouns were learned from too, weights learned without it."""
    if not (data / MEANTIME).exists():
        return {}
    learned_from = events.read_articles(data)
    weights = events.held_out(learned_from)
    return {_address(read.text): own for read, own in zip(learned_from, weights, strict=True)}


def _address(text: Text) -> str:
    return text.root.get("src_url") or text.root.get("url") or ""


def _read(text: Text, weights: Floats | None) -> Article:
    digest = sha256(text.text.encode())
    voice = Voice(id=digest[:16], kind="author", spans=((0, len(text.text)),))
    document = complete_voices(Document(digest, text.text, digest, published=text.published, voices=(voice,)))
    parser = load()
    tree = parser.parse(document.text, breaks(document))
    found, _ = before_claims(document, tree)
    if weights is not None and found.senses is not None:
        found = replace(found, senses=replace(found.senses, of_happenings=weights))
    named = {tree.starts[head]: tokens for head, tokens in _events(text, tree)}
    words = {i for i in range(len(tree)) if tree.starts[i] in named}
    own, given = (
        find_happenings(document, tree, found.reports, found.times, found.senses, told, found.cast)
        for told in ((), words)
    )
    annotated = replace(
        annotate_parsed(document, tree, parser), happenings=tuple(one for one in own if _is_body(text, one))
    )
    return Article(text, annotated, tuple(one for one in given if one.start in named), named)


def _is_body(text: Text, happening: Happening) -> bool:
    """Not so for headlines, of which no event was annotated."""
    return any(number > 0 and text.spans[token][0] == happening.start for token, number in text.sentences.items())


def _events(text: Text, tree: Tree) -> Iterator[tuple[int, list[str]]]:
    """The given events: of the words of each the one that governs the others, and all tokens."""
    for event in text.root.iter("EVENT_MENTION"):
        tokens = text.tokens_of(event)
        inside = [i for token in tokens for i in tree.tokens_in(text.spans[token])]
        yield next((i for i in inside if tree.heads[i] not in inside), inside[0]), tokens


def rows_of(articles: Sequence[Article], rows: Iterable[TimelineRow], *, given: bool) -> list[Row]:
    """The product's rows as the task writes them."""
    by_id = {article.annotated.document.id: article for article in articles}
    return [
        Row(
            row.rank,
            value_of(row.time),
            tuple(by_id[one.document].mention(one.happening, given) for one in row.tellings),
        )
        for row in rows
    ]


def value_of(time: ClaimTime) -> str:
    """The time as a day, month or year; ``XXXX-XX-XX`` where there is none that holds all of it."""
    if time.edtf is not None and _PLAIN.fullmatch(time.edtf):
        return time.edtf
    if time.earliest is None or time.latest is None:
        return UNKNOWN
    ends = zip(time.earliest.isoformat().split("-"), time.latest.isoformat().split("-"), strict=True)
    shared = [part for part, _ in takewhile(lambda both: both[0] == both[1], ends)]
    return "-".join(shared) if shared else UNKNOWN


def timelines(articles: Sequence[Article], names: Iterable[str], *, given: bool) -> Iterator[list[Row]]:
    """The product's timeline of each entity, in the task's form."""
    read = [
        replace(article.annotated, happenings=article.given) if given else article.annotated for article in articles
    ]
    for name in names:
        yield rows_of(articles, timeline_of(read, name, every=given), given=given)


def score(data: Path = DEFAULT_DATA, errors: bool = False) -> dict[str, float]:
    """The figures, in percent."""
    folder = data / TRIAL
    if not folder.exists():
        print(f"timelines: skipped, there is no {folder}")
        return {}
    timelines_of_gold = sorted(folder.glob("TimeLines_*/*.txt"))
    figures = score_articles(read_articles(folder / EVENTS, _held_out(data)), timelines_of_gold, errors)
    return {name: round(value, 1) for name, value in figures.items()}


def score_articles(articles: Sequence[Article], gold_files: Iterable[Path], errors: bool = False) -> dict[str, float]:
    """The figures of a set of articles, whose gold has a file for each target entity."""
    gold = [read_timeline(path.read_text("utf-8")) for path in gold_files]
    figures: dict[str, float] = {}
    for track, given in (("track_a", False), ("track_b", True)):
        found = list(timelines(articles, [name for name, _ in gold], given=given))
        scores = [compare(rows, own) for (_, rows), own in zip(gold, found, strict=True)]
        whole = sum(scores, Awareness())
        parts = [sum(scores[:i] + scores[i + 1 :], Awareness()) for i in range(len(scores))]
        figures |= {f"{track}_precision": whole.precision, f"{track}_recall": whole.recall, f"{track}_f1": whole.f1}
        figures[f"{track}_f1_least"] = min(part.f1 for part in parts)
        if errors:
            for (name, rows), own, one in zip(gold, found, scores, strict=True):
                _tell(f"{track} {name}", rows, own, one)
    return figures


def _tell(title: str, rows: Iterable[Row], own: Iterable[Row], score: Awareness) -> None:
    print(f"{title}: F1 {score.f1:.1f}, precision {score.precision:.1f}, recall {score.recall:.1f}")
    gold = {event: row for row in rows for event in row.events}
    found = {event: row for row in own for event in row.events}
    for event in sorted(gold.keys() | found.keys()):
        theirs, ours = gold.get(event), found.get(event)
        shown = [f"{row.rank} {row.time}" if row is not None else "-" for row in (theirs, ours)]
        if shown[0].split(" ")[-1] != shown[1].split(" ")[-1]:
            print(f"  {event:40} gold {shown[0]:16} ours {shown[1]}")


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--errors"]
    for key, number in score(Path(arguments[0]) if arguments else DEFAULT_DATA, "--errors" in sys.argv).items():
        print(f"{key:32} {number:g}")

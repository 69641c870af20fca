"""Time expressions against MEANTIME (TIMEX3) and WikiWars (TIMEX2), scored as in TempEval-3.

    python -m benchmarks.quality.time [DATA] [--errors]

DATA is the folder of development data, ``../shared/data`` by default. A span is found *strictly* where both ends are
the gold's, and *relaxed* where the two overlap; each gold and each found expression counts once, in order of the text.
Value F1 counts the relaxed matches whose TIMEX3 value (TIMEX2 ``val``) is the gold's. MEANTIME is scored in the part
of each article that its annotators worked on; of nested TIMEX2 tags the innermost count, and those without a ``val``
are found but never right. One configuration for all.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

from allegedly.extract.temporal import find_times
from allegedly.model import Document, TimeExpression, Voice, sha256
from allegedly.nlp.language import load
from allegedly.nlp.layout import paragraphs

from .meantime import DEFAULT_DATA, MEANTIME, texts

WIKIWARS = "time/wikiwars/keyinline"

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_VALUE = re.compile(r'\bval="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Gold:
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its date and gold expressions, and the offset up to which it was annotated."""

    name: str
    text: str
    published: date
    gold: tuple[Gold, ...]
    limit: int


@dataclass(slots=True)
class Counts:
    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0

    def f1(self, right: int) -> float:
        return 200 * right / (self.gold + self.found) if self.gold + self.found else 0.0


def meantime(folder: Path) -> Iterator[Article]:
    """The articles of MEANTIME with their time expressions."""
    for read in texts(folder):
        marked = ((read.tokens_of(timex), timex.get("value", "")) for timex in read.root.iter("TIMEX3"))
        gold = [Gold(read.spans[at[0]][0], read.spans[at[-1]][1], value) for at, value in marked if at]
        if read.published is not None:
            ordered = tuple(sorted(gold, key=lambda g: g.start))
            yield Article(read.name, read.text, read.published, ordered, read.limit)


def wikiwars(folder: Path) -> Iterator[Article]:
    """The articles of WikiWars, with the innermost of nested tags."""
    for path in sorted(folder.glob("*.key.xml")):
        source = unescape(path.read_text("utf-8").replace("&lt;", "‹").replace("&gt;", "›"))
        stamp = re.search(r"<DATETIME>.*?(\d{4}-\d\d-\d\d)", source)
        assert stamp is not None
        body = source[source.index("<TEXT>") + len("<TEXT>") :]
        text, gold = _untagged(body)
        yield Article(path.name.split(".")[0], text, date.fromisoformat(stamp[1]), tuple(gold), len(text))


def _untagged(body: str) -> tuple[str, list[Gold]]:
    text, position = "", 0
    open_tags: list[tuple[int, str, int]] = []
    gold: list[Gold] = []
    for tag in _TAG.finditer(body):
        text += body[position : tag.start()]
        position = tag.end()
        if tag[2] != "TIMEX2":
            continue
        if not tag[1]:
            value = _VALUE.search(tag[3])
            open_tags.append((len(text), value[1] if value else "", len(gold)))
            continue
        start, val, before = open_tags.pop()
        if len(gold) == before:
            gold.append(Gold(start, len(text), val))
    return text + body[position:], gold


def count(article: Article, found: tuple[TimeExpression, ...], counts: Counts, errors: bool = False) -> None:
    """Adds one article to the counts, and prints what went wrong if asked to."""
    inside = tuple(time for time in found if time.start < article.limit)
    counts.gold += len(article.gold)
    counts.found += len(inside)
    taken: set[str] = set()
    for gold in article.gold:
        match = next((t for t in inside if t.id not in taken and t.start < gold.end and gold.start < t.end), None)
        if match is not None:
            taken.add(match.id)
            counts.relaxed += 1
            counts.strict += (match.start, match.end) == (gold.start, gold.end)
            counts.value += match.value == gold.value
        if errors:
            _tell(article, gold, match)
    for time in inside:
        if errors and time.id not in taken:
            print(f"  spurious  {_around(article, time.start, time.end)} {time.value} {time.rule}")


def _tell(article: Article, gold: Gold, match: TimeExpression | None) -> None:
    around = _around(article, gold.start, gold.end)
    if match is None:
        print(f"  missed    {around} {gold.value}")
    elif match.value != gold.value:
        print(f"  value     {around} {gold.value} / {match.value} {match.rule} {match.basis}")
    elif (match.start, match.end) != (gold.start, gold.end):
        print(f"  extent    {around} / [{match.text}] {match.rule}")


def _around(article: Article, start: int, end: int) -> str:
    text = f"{article.text[max(0, start - 45) : start]}[{article.text[start:end]}]{article.text[end : end + 25]}"
    return f"{article.name[:12]} {' '.join(text.split())}"


def score(data: Path, errors: bool = False) -> dict[str, float]:
    """F1 in percent and counts of each corpus under ``data``; a corpus that is not there is left out."""
    scores: dict[str, float] = {}
    for name, folder, read in (("meantime", MEANTIME, meantime), ("wikiwars", WIKIWARS, wikiwars)):
        if not (data / folder).is_dir():
            print(f"time: {name} skipped: there is no folder {data / folder}")
            continue
        counts = Counts()
        for article in read(data / folder):
            count(article, times_of(article), counts, errors)
        for measure in ("strict", "relaxed", "value"):
            scores[f"{name}.{measure}_f1"] = round(counts.f1(getattr(counts, measure)), 1)
        scores |= {f"{name}.{part}": getattr(counts, part) for part in ("gold", "found", "strict", "relaxed", "value")}
    return scores


def times_of(article: Article) -> tuple[TimeExpression, ...]:
    digest = sha256(article.text.encode())
    voice = Voice(id=digest[:16], kind="author", spans=((0, len(article.text)),))
    document = Document(digest, article.text, digest, published=article.published, voices=(voice,))
    return find_times(document, load().parse(article.text, [start for start, _ in paragraphs(article.text)]))


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--errors"]
    for key, number in score(Path(arguments[0]) if arguments else DEFAULT_DATA, "--errors" in sys.argv).items():
        print(f"{key:24} {number:g}")

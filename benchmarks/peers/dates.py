"""When: time expressions of MEANTIME and WikiWars with their values, beside dateparser's search."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from allegedly.model import TimeExpression

from ..quality.meantime import MEANTIME
from ..quality.time import WIKIWARS, Article, Counts, count, meantime, wikiwars
from .comparing import Comparison, Side, Task

_SIDES = [
    Side("Allegedly", "allegedly", "ours.dates", "the parse and the rules for times"),
    Side(
        "dateparser",
        "dateparser",
        "dateparser.dates",
        "`search_dates` in English, by paragraphs, relative to the day of publication; the period that it gives makes "
        "the value (a year, a month, a day). With the strategy `ngram` it takes twenty times as long and its value F1 "
        "is lower by three or four; with dates taken from the past its values are no better",
    ),
]


def _task(articles: list[Article]) -> Task:
    def score(answer: Any) -> dict[str, float]:
        counts = Counts()
        for article, found in zip(articles, answer, strict=True):
            count(article, tuple(_expression(*one) for one in found), counts)
        return {"value F1": counts.f1(counts.value), "relaxed F1": counts.f1(counts.relaxed)}

    return Task([(article.text, article.published.isoformat()) for article in articles], score)


def _expression(start: int, end: int, value: str) -> TimeExpression:
    """What the scorer looks at: where it stands, and its value."""
    return TimeExpression(f"{start}-{end}", start, end, "", "DATE", value, None, None, None, None, "", "")


def _comparison(title: str, texts: str, folder: str, read: Callable[[Path], Iterator[Article]]) -> Comparison:
    return Comparison(title, texts, folder, lambda data: _task(list(read(data / folder))), _SIDES)


COMPARISONS = [
    _comparison("Times in news", "MEANTIME: 30 articles, 111 expressions, as in `time`.", MEANTIME, meantime),
    _comparison("Times in history", "WikiWars: 11 histories of wars, 1,351 expressions.", WIKIWARS, wikiwars),
]

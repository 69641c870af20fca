"""Who says what, in the news of PolNeAR's dev part, beside textacy, which looks for direct quotations alone."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from ..quality.attribution import POLNEAR, THRESHOLDS
from ..quality.polnear import Said, count, direct, polnear
from .comparing import Comparison, Side, Task

_DEV = f"{POLNEAR}/dev"


def task(data: Path) -> Task:
    articles = list(polnear(data / _DEV))

    def score(answer: Any) -> dict[str, float]:
        found = [[Said(*(_spans(part) for part in one)) for one in of_article] for of_article in answer]
        every = list(zip(articles, found, strict=True))
        quoted = [
            (replace(article, said=direct(article.text, article.said)), direct(article.text, said))
            for article, said in every
        ]
        all_counts, counts = count(every, THRESHOLDS[0]), count(quoted, THRESHOLDS[0])
        return {
            "F1, direct": counts.f1(counts.joint),
            "recall, direct": counts.recall("direct"),
            "F1, all": all_counts.f1(all_counts.joint),
            "recall, indirect": all_counts.recall("indirect"),
        }

    return Task([article.text for article in articles], score)


def _spans(spans: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in spans)


COMPARISON = Comparison(
    "Quotations",
    "PolNeAR, dev part: 84 articles. F1 wants content (overlap of 0.3) and source right at once, as in `attribution`; "
    "*direct* leaves only attributions whose content stands in quotation marks, of the gold and of what is found.",
    _DEV,
    task,
    [
        Side("Allegedly", "allegedly", "ours.quotations", "rules and tagger, from the plain text on"),
        Side(
            "textacy",
            "textacy",
            "textacy.quotations",
            "`extract.direct_quotations`, the same spaCy model; paragraph by paragraph, since an odd number of "
            "quotation marks has it refuse a text (on whole articles it finds a third fewer); it looks for direct "
            "quotations alone",
        ),
    ],
)

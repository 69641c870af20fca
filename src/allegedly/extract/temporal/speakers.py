"""When somebody quoted spoke: the date beside the words that tell who says it."""

from collections.abc import Sequence

from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..quotations import Quotation, quotation_at
from .lexer import Tokens
from .matching import Hit

_DAYS = frozenset(
    {"month_day", "digits", "nth_weekday", "holiday", "weekday", "named", "offset", "anaphoric", "month", "year"}
)
"""Meanings of hits that can date a saying; lengths, sets and clock times do not."""
_MOST_STEPS = 8


def cue_date(n: int, hits: Sequence[Hit], quotations: list[Quotation], tokens: Tokens, tree: Tree) -> int | None:
    """The number of the hit that dates the quotation around hit ``n``: "'I leave tomorrow,' she said on 3 May".

    It stands outside of any quotation, in a sentence that the quotation begins or ends in, or in one before that ends
    with a colon, and hangs on a verb of saying. ``None`` where there is none.
    """
    quotation = quotation_at(quotations, hits[n].start)
    if quotation is None:
        return None
    start, end = _reach(quotation, tokens.text, tree)
    near = [k for k in _around(n, hits, start, end) if quotation_at(quotations, hits[k].start) is None]
    return next((k for k in near if hits[k].means in _DAYS and _dates_a_saying(hits[k], tokens, tree)), None)


def _reach(quotation: Quotation, text: str, tree: Tree) -> tuple[int, int]:
    """Where the sentences begin and end that may tell who says the quotation."""
    first, last = tree.token_at(quotation.start), tree.token_at(quotation.end - 1)
    if first is None or last is None:
        return quotation.start, quotation.end
    number = tree.sentence_of[first]
    start = tree.starts[tree.sentences[number][0]]
    if number and text[:start].rstrip().endswith(":"):
        start = tree.starts[tree.sentences[number - 1][0]]
    until = tree.sentences[tree.sentence_of[last]][1] - 1
    return start, tree.ends[until]


def _around(n: int, hits: Sequence[Hit], start: int, end: int) -> list[int]:
    """The hits between two offsets, nearest first, those after ``n`` before the others: who says it often follows."""
    after = [k for k in range(n + 1, min(n + 8, len(hits))) if hits[k].start < end]
    before = [k for k in range(n - 1, max(n - 8, -1), -1) if hits[k].start >= start]
    return after + before


def _dates_a_saying(hit: Hit, tokens: Tokens, tree: Tree) -> bool:
    node = tree.token_at(tokens.starts[hit.last - 1])
    for _ in range(_MOST_STEPS):
        if node is None:
            return False
        if tree.pos[node] == "VERB":
            return tree.lemmas[node].lower() in load_lexicon("en/reporting_verbs.tsv")
        node = tree.heads[node] if tree.heads[node] != node else None
    return False

"""What a document says that it said before, and takes back: "we wrote that he was arrested in Bremen"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..model import Annotated, Attribution, Claim

_WE = re.compile(
    r"\W*(?:we|i|our (?:\w+ )?(?:article|item|report|story)|this (?:article|blog|newspaper|paper|site))\W*\Z",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\W*(?:an?|the|our) (?:earlier|first|former|original|previous) (?:account|article|report|story|version)\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\b(?:correct(?:s|ed|ion|ions)|clarification|errat(?:um|a)|(?:in|an|our|the) error|(?:is|was|were) wrong|"
    r"(?:incorrect|mistaken|wrong)(?:ly)?|apologi[sz]e[sd]?|regrets?|in fact|retract(?:s|ed)?)\b",
    re.IGNORECASE,
)
_NEAR = 300
_SENTENCE = re.compile(r"[.!?]\s")


def withdrawn(one: Annotated, claims: Sequence[Claim]) -> set[str]:
    """The ids of the claims that a voice only tells it made before; ``claims`` are in order of their triggers.

    Where it speaks of itself ("we", "this newspaper"), a word near by has to say that this was an error.
    """
    triggers = [claim.trigger[0] for claim in claims]
    spans = (span for attribution in one.attributions for span in _said_before(one.document.text, attribution))
    return {
        claim.id for start, end in spans for claim in claims[bisect_left(triggers, start) : bisect_left(triggers, end)]
    }


def _said_before(text: str, attribution: Attribution) -> Iterator[tuple[int, int]]:
    source = " ".join(text[start:end] for start, end in attribution.source)
    cue = attribution.cue[-1][1] if attribution.cue else 0
    if _BEFORE.match(source) or (_WE.match(source) and _TAKEN_BACK.search(text, max(0, cue - _NEAR), cue + _NEAR)):
        # another sentence may be the correction itself
        yield from (span for span in attribution.content if not _SENTENCE.search(text, cue, span[0]))

"""The terms of an offer or a demand, one by one."""

import re
from collections.abc import Iterable
from itertools import pairwise

_OPENS_A_TERM = r"(?=(?:to|that|not to|an?|the|his|her|its|their|our|my|your|any|all|no|some)\b|[£$€¥]?\d)"
_JOINT = re.compile(rf"[;,]\s+(?:(?:and|or)\s+)?{_OPENS_A_TERM}|\s+and\s+{_OPENS_A_TERM}", re.IGNORECASE)
_JOINING = re.compile(r"[\s,;]+(?:and|or|as well as)\s*$", re.IGNORECASE)
_EDGES = " ,;.:—–"


def split_terms(text: str, conjuncts: Iterable[int] = ()) -> tuple[str, ...]:
    """The coordinated parts of a phrase: "250,000 euros, and a contract" is two terms.

    ``conjuncts`` are offsets where the parse saw one begin. Beside these, a comma or "and" parts terms where a new one
    visibly opens (an infinitive, "that", a determiner, a sum) and no bracket, quotation or "between ... and" stands
    open around it.
    """
    cuts = [0, *sorted(conjuncts), len(text)]
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    ended = [*(_JOINING.sub("", piece) for piece in pieces[:-1]), pieces[-1]]
    return tuple(term for piece in ended for term in _visible_parts(piece))


def _visible_parts(text: str) -> tuple[str, ...]:
    terms, start = [], 0
    for joint in _JOINT.finditer(text):
        if _is_closed(text[start : joint.start()]):
            terms.append(text[start : joint.start()])
            start = joint.end()
    terms.append(text[start:])
    return tuple(stripped for term in terms if (stripped := term.strip(_EDGES)))


def _is_closed(before: str) -> bool:
    """Whether nothing stands open behind these words."""
    if before.count("(") != before.count(")") or before.count("“") != before.count("”") or before.count('"') % 2:
        return False
    words = before.lower().split()
    return not words or not ({"between", "both", "either"} & set(words) and "and" not in words)

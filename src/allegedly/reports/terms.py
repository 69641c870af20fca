"""The terms of an offer or a demand, one by one, and its conditions."""

import re
from collections.abc import Iterable
from itertools import pairwise

from ..corpus.phrases import head_noun
from ..model import Span
from ..resources import load_lexicon

_OPENS_A_TERM = r"(?=(?:to|that|not to|an?|the|his|her|its|their|our|my|your|any|all|no|some)\b|[£$€¥]?\d)"
_JOINT = re.compile(
    rf"[;,]\s{{1,9}}(?:(?:and|or)\s{{1,9}})?{_OPENS_A_TERM}|\s{{1,9}}and\s{{1,9}}{_OPENS_A_TERM}", re.IGNORECASE
)
_JOINING = re.compile(r"[\s,;]{1,9}(?:and|or|as well as)\s*$", re.IGNORECASE)
_EDGES = " ,;.:—–"
_CONDITION = re.compile(
    r"\b(?:on (?:the (?:sole )?)?condition (?:that|of)|provid(?:ed|ing) that|(?:so|as) long as|only if|if|unless)\b",
    re.IGNORECASE,
)
_IN_RETURN = re.compile(
    r",?\s?\b(?:as part of|in (?:exchange|return) for|as (?:a|the) price (?:of|for))\b[^,;.]*,?", re.IGNORECASE
)
_OPENS = re.compile(r"^(?:that|to|for|about)\b[\s,]*", re.IGNORECASE)
_SHOULD = re.compile(r"^(?:should|must|has to|have to)\s+", re.IGNORECASE)
_DETERMINER = re.compile(r"^(?:an?|the|his|her|its|their|our|my|your|another)\s+", re.IGNORECASE)
_OF_NOUN = re.compile(r"\b(\w+)\s+(?:of|for|to|that)\s+", re.IGNORECASE)


def conditions_of(text: str, span: Span) -> list[Span]:
    """Where a passage says on what condition something holds, or what for: "if he came home", "as part of the deal".

    A condition that a conjunction opens goes on to the end of the passage.
    """
    found = []
    opening = _CONDITION.search(text, *span)
    end = span[1] if opening is None else opening.start()
    for match in _IN_RETURN.finditer(text, span[0], end):
        start = match.start() + len(match.group()) - len(match.group().lstrip(" ,"))
        found.append((start, match.end() - (match.group()[-1] == ",")))
    return found if opening is None else [*found, (opening.start(), span[1])]


def terms_of(
    text: str, conjuncts: Iterable[int] = (), subjects: Iterable[str] = (), *, by_noun: bool = False
) -> tuple[str, ...]:
    """The terms in a phrase, without its conditions, the word that opens it, and the ``subjects`` who are to act.

    ``conjuncts`` are as for ``split_terms``. With ``by_noun``, a noun for the act has its terms behind it ("made an
    offer of help"), or a sum before it ("a bid of nine millions", "a £9m bid").
    """
    opening = _CONDITION.search(text)
    told = text if opening is None else text[: opening.start()]
    terms = split_terms(told, (start for start in conjuncts if start < len(told)))
    free = (_IN_RETURN.sub(" ", term).strip(_EDGES) for term in terms)
    bare = (_behind_the_noun(term) if by_noun else _bare(term, tuple(subjects)) for term in free)
    return tuple(term for term in bare if term)


def names_an_act(phrase: str) -> str | None:
    """The act that the noun of a phrase names: "our invitation to dinner" a request."""
    return load_lexicon("en/act_nouns.tsv").get(head_noun(phrase), {}).get("act")


def _behind_the_noun(term: str) -> str:
    if names_an_act(term) is None:
        return _bare(term, ())
    named = next((m for m in _OF_NOUN.finditer(term) if m.group(1).lower() == head_noun(term)), None)
    if named is not None:
        return term[named.end() :].strip(_EDGES)
    return _DETERMINER.sub("", term) if any(letter.isdigit() for letter in term) else ""


def _bare(term: str, subjects: tuple[str, ...]) -> str:
    term = _OPENS.sub("", term)
    acting = next((subject for subject in subjects if term.startswith(f"{subject} ")), None)
    return term if acting is None else _SHOULD.sub("", term[len(acting) :].lstrip())


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

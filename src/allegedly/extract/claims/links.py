"""How claims of one document hang together: answers, challenges, conditions, causes, contents."""

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import takewhile

from ...model import Claim, Document, Link
from ...nlp.tree import Tree
from ..predicates import Predicate

_ANSWERS = {"refuse", "accept"}
_ASKS = {"offer", "demand", "request", "ask", "threaten"}
_REPLIES = re.compile(r"\b(?:but|however|replied|answered|responded|countered|retorted)\b", re.IGNORECASE)
_REPLY_GAP = 150
"""Code points between what was put to somebody and the reply in words."""
_NEAR = 2_000
"""Code points back within which an answer finds what it answers."""
_MOST_COMMON = 50
"""Claims looked at for one word that a comment shares with them."""
_IF = {"if", "unless"}
_BECAUSE = {"because", "since"}


def link_claims(document: Document, tree: Tree, claims: list[Claim], predicates: list[Predicate]) -> tuple[Claim, ...]:
    """The claims with their links; ``claims`` and ``predicates`` go in step, in order of the text."""
    links: dict[str, list[Link]] = defaultdict(list)
    by_trigger = {predicate.trigger: claim for predicate, claim in zip(predicates, claims, strict=True)}
    for predicate, claim in zip(predicates, claims, strict=True):
        above = by_trigger.get(predicate.above.trigger) if predicate.above is not None else None
        if above is not None:
            kind = _by_conjunction(tree, predicate)
            if kind == "condition_of":
                links[claim.id].append(Link("condition_of", above.id))
            elif kind == "causes":
                links[claim.id].append(Link("causes", above.id))
    _answers(document.text, claims, links)
    _challenges(document, claims, links)
    return tuple(replace(claim, links=tuple(links[claim.id])) for claim in claims)


def _by_conjunction(tree: Tree, predicate: Predicate) -> str | None:
    if tree.deps[predicate.top] != "advcl":
        return None
    marks = {tree.lowers[c] for c in tree.children_by(predicate.top, "mark", "advmod")}
    if marks & _IF:
        return "condition_of"
    return "causes" if marks & _BECAUSE else None


def _answers(text: str, claims: list[Claim], links: dict[str, list[Link]]) -> None:
    """A refusal or acceptance answers the last thing put to the one who answers, a little before it.

    So does what somebody says in reply.
    """
    put: list[Claim] = []
    for claim in claims:
        if claim.stance.act in _ANSWERS and claim.stance.polarity == "positive":
            near = takewhile(lambda other: claim.start - other.end <= _NEAR, reversed(put))  # noqa: B023 (used at once)
            asked = next((other for other in near if _is_put_to(other, claim)), None)
            if asked is not None:
                links[claim.id].append(Link("answers", asked.id))
        elif claim.stance.act in _ASKS and claim.stance.polarity == "positive":
            put.append(claim)
        elif put and _replies(text, put[-1], claim):
            links[claim.id].append(Link("answers", put[-1].id))


def _replies(text: str, asked: Claim, reply: Claim) -> bool:
    """Whether somebody else's words come right upon what was put: "A asked for time, but B said he had to go"."""
    if asked.voice != reply.voice or not 0 <= reply.start - asked.end <= _REPLY_GAP:
        return False
    speaker = reply.chain[-1] if reply.chain else None
    if speaker is None or speaker.kind in ("outlet", "author") or asked.chain == reply.chain:
        return False
    asking = {role.entity for role in asked.roles if role.role == "agent" and role.entity}
    return speaker.entity not in asking and _REPLIES.search(text, asked.end, reply.start) is not None


def _is_put_to(asked: Claim, answer: Claim) -> bool:
    if asked.voice != answer.voice:
        return False
    answering = {role.entity for role in answer.roles if role.role == "agent" and role.entity}
    asking = {role.entity for role in asked.roles if role.role == "agent" and role.entity}
    addressed = {role.entity for role in asked.roles if role.role in ("recipient", "patient") and role.entity}
    return not (answering & asking) and bool(answering & addressed or not answering or not addressed)


def _challenges(document: Document, claims: list[Claim], links: dict[str, list[Link]]) -> None:
    """A comment that questions or denies something the text above it claims, in its words and about its people."""
    doubted_by = [
        claim
        for claim in claims
        if (voice := document.voice(claim.voice)) is not None
        and voice.kind == "comment"
        and (claim.stance.label in ("question", "denied") or claim.stance.polarity == "negative")
    ]
    if not doubted_by:
        return
    by_word: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for word in _content_words(document.text[claim.start : claim.end]):
            by_word[word].append(claim)
    for doubt in doubted_by:
        shared = Counter(
            rival
            for word in _content_words(document.text[doubt.start : doubt.end])
            for rival in by_word[word][:_MOST_COMMON]
            if rival.voice != doubt.voice and rival.end <= doubt.start
        )
        best = max(shared, key=lambda rival: (shared[rival], rival.start), default=None)
        if best is not None:
            links[doubt.id].append(Link("challenges", best.id))


def _content_words(text: str) -> list[str]:
    return sorted({word.lower() for word in re.findall(r"[^\W\d_]{6,}", text)})

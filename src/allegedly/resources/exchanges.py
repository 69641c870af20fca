"""Bargaining, as the roles of a claim have it: who puts what to whom, and who answers it or would not tell."""

import re

from ..model import Claim, Role
from .loading import load_lexicon

PUTS = frozenset({"offer", "demand", "request", "promise", "ask", "threaten"})
"""The acts that put something to somebody."""
_NOT = r"(?:\s+not|n[’']t)\s+(?:\w+ly\s+)?"
_NOT_TOLD = re.compile(
    r"\b(?:declin|refus)\w*\s+(?:comment\b|to\s+(?:say|comment|speak|talk|discuss|answer|tell|explain|elaborate|respond)\b)"
    rf"|\b(?:would|wo|will){_NOT}(?:say|comment|speak|discuss|elaborate|be\s+drawn)\b"
    rf"|\b(?:did|do|does|has|have|had){_NOT}(?:comment(?:ed)?\b|(?:answer|respond|repl)\w*\s+(?:to\s+)?(?:\w+\s+){{0,2}}"
    r"(?:request|question|call|e-?mail|message|inquir|enquir)\w*)"
    r"|\bcould(?:\s+not|n[’']t)\s+be\s+reached\b",
    re.IGNORECASE,
)
_ALIKE = ({"offer", "promise"}, {"demand", "request", "ask"})


def is_put(claim: Claim) -> bool:
    """Whether something was put to somebody, or is going to be; not so what nobody offered, or only might."""
    return claim.stance.polarity == "positive" and is_told_of(claim)


def is_told_of(claim: Claim) -> bool:
    """Whether a claim tells of an offer or a demand that was made, will be, or was not; not of one that is supposed."""
    stance = claim.stance
    return stance.act in PUTS and (stance.reality in ("actual", "planned") or is_by_form(claim))


def is_by_form(claim: Claim) -> bool:
    """Whether something is put without a verb or a noun for it: "he would testify if he was paid", "Please write"."""
    if claim.predicate in load_lexicon("en/speech_acts.tsv") or claim.predicate in load_lexicon("en/light_verbs.tsv"):
        return False
    stance = claim.stance
    return stance.act == "request" or (stance.act == "promise" and stance.reality == "conditional")


def is_alike(one: str, other: str) -> bool:
    """Whether a noun for the one act may speak of the other: "the request" of what was demanded."""
    return one == other or any(one in family and other in family for family in _ALIKE)


def who_acts(claim: Claim) -> tuple[Role, ...]:
    """Who puts something, or answers; with "received an offer" and "got no reply", from whom it comes.

    Nobody where the speaker asks in so many words ("Please write"): that is the last hop of the chain.
    """
    if asks_by_form(claim):
        return ()
    return _roles(claim, "from") if _is_undergone(claim) else _roles(claim, "agent")


def asks_by_form(claim: Claim) -> bool:
    return claim.stance.act == "request" and is_by_form(claim)


def to_whom(claim: Claim) -> tuple[Role, ...]:
    """To whom it is put or answered, as far as the roles say: objects that are things are among them."""
    if asks_by_form(claim):
        return _roles(claim, "agent")
    return _roles(claim, "agent") if _is_undergone(claim) else _roles(claim, "recipient", "patient")


def is_not_told(text: str, claim: Claim) -> bool:
    """Whether the claim says that somebody would not tell, or could not be asked: "declined to comment"."""
    said = _NOT_TOLD.search(text, claim.start, claim.end)
    return said is not None and said.start() <= claim.trigger[0] < said.end()


def _is_undergone(claim: Claim) -> bool:
    return load_lexicon("en/light_verbs.tsv").get(claim.predicate, {}).get("way") == "undergo"


def _roles(claim: Claim, *names: str) -> tuple[Role, ...]:
    return tuple(role for role in claim.roles if role.role in names)

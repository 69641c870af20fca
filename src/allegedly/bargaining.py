"""Bargaining, as the roles of a claim have it: who puts what to whom, and who answers it or would not tell."""

import re

from .model import Claim, Role
from .resources import load_lexicon

PUTS = frozenset({"offer", "demand", "request", "promise", "ask", "threaten"})
"""The acts that put something to somebody."""
_NOT = r"(?:\s+not|n[’']t)\s+(?:\w+ly\s+)?"
_WHILE = r"(?:\s+(?:\w+ly|again|twice|for\s+(?:\w+\s+){1,2}(?:years?|months?|weeks?|days?)))?"
"""For how long, or how often, somebody refused: "refused for thirty years to say"."""
_ASKED = (
    r"(?:requests?|questions?|(?:(?:tele)?phone\s+)?calls?|e-?mails?|messages?|inquir\w+|enquir\w+|letters?"
    r"|quer(?:y|ies))\b"
)
_ANSWERS = rf"(?:answer|respond|repl|return|acknowledg)\w*\s+(?:to\s+)?(?:\w+\s+){{0,3}}{_ASKED}"
_BARELY = r"(?:repl(?:y|ied)|respond(?:ed)?)\b(?!\s+to\b)"
"""Such as "has not replied", where "has not answered" may be said of an offer."""
_GROUNDS = r"(?:\w+\s+)?(?:reasons?|information|explanations?|details?|comments?|repl(?:y|ies)|response)"
_TELL = (
    r"(?:say|comment|speak|talk|discuss|answer|tell|explain|elaborate|respond|disclose|reveal|name|identify|confirm"
    r"|specify)"
)
_EXPLAINED = r"(?:said|say|explain(?:ed)?|disclosed?|reveal(?:ed)?|specif(?:y|ied)|clarif(?:y|ied))"
_WH = r"(?:what|who|whom|why|where|when|how|whether|if)\b"
_WAS = r"(?:was|were|has\s+been|have\s+been)"
_WAYS_OF_NOT_TELLING = (
    r"\b(?:declin|refus)\w*\s+(?:(?:all|any)\s+)?comment\b",
    rf"\b(?:declin|refus)\w*{_WHILE}\s+to\s+(?:be\s+drawn|be\s+interviewed|{_TELL})\b",
    rf"\b(?:would|wo|will){_NOT}(?:be\s+drawn|{_TELL})\b",
    rf"\b(?:did|do|does|has|have|had){_NOT}(?:comment(?:ed)?\b|elaborated?\b|{_ANSWERS}|{_BARELY})",
    rf"\bfail(?:s|ed)?\s+to\s+(?:comment\b|{_ANSWERS}|{_BARELY})",
    rf"\b(?:has|have|had|did|does|do)(?:{_NOT}|\s+never\s+){_EXPLAINED}\s+{_WH}",
    rf"\b{_ASKED}(?:\s+\w+){{0,5}}\s+{_WAS}\s+(?:not(?:\s+\w+ly)?|never)\s+(?:answered|returned)\b",
    r"\b(?:went|gone)\s+unanswered\b",
    rf"\bno\s+{_GROUNDS}(?:\s+\w+){{0,4}}?\s+{_WAS}(?:\s+(?:\w+ly|ever))?\s+(?:given|offered|provided|released|made)\b",
    rf"\b(?:gave|given|give|gives|offered|provided)\s+no\s+{_GROUNDS}\b",
    rf"\b(?:not|never|n[’']t)\s+(?:give|given|offer|offered)\s+(?:(?:a|any|his|her|their|its)\s+)?{_GROUNDS}\b",
    r"\bno\s+(?:answer|reply|response)\s+(?:(?:ever\s+)?came|(?:has|had)\s+(?:ever\s+)?come"
    r"|(?:was|has\s+been)\s+received)\b",
    r"\b(?:received|had|got|get|have|has)\s+(?:had\s+)?no\s+(?:answer|reply|response|comment)\b",
    r"\bnever\s+(?:received|got|had)\s+an?\s+(?:answer|reply|response)\b",
    r"\b(?:dodg|evad|sidestep)\w*\s+(?:\w+\s+)?questions?\b",
    r"\b(?:remain|stay|kep|keep)\w*\s+silent\b|\bsaid\s+nothing\b",
    r"\b(?:was|were|is|are)\s+(?:not\s+|un)(?:immediately\s+)?available\s+(?:for|to)\s+comment\b",
    r"\bcould(?:\s+not|n[’']t)\s+(?:immediately\s+)?be\s+(?:reached|contacted)\b",
)
_NOT_TOLD = re.compile("|".join(_WAYS_OF_NOT_TELLING), re.IGNORECASE)
_NOT_RECALLED = re.compile(
    rf"\b(?:do|does|did|can|could|ca)(?:{_NOT}|\s+no\s+longer\s+)(?:recall|remember)\b(?!\s+to\b)", re.IGNORECASE
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
    return _is_at(_NOT_TOLD, text, claim)


def is_not_recalled(text: str, claim: Claim) -> bool:
    """Whether the claim says that somebody does not remember: "I don't recall that"."""
    return _is_at(_NOT_RECALLED, text, claim)


def _is_at(pattern: re.Pattern[str], text: str, claim: Claim) -> bool:
    return any(said.start() <= claim.trigger[0] < said.end() for said in pattern.finditer(text, claim.start, claim.end))


def _is_undergone(claim: Claim) -> bool:
    return load_lexicon("en/light_verbs.tsv").get(claim.predicate, {}).get("way") == "undergo"


def _roles(claim: Claim, *names: str) -> tuple[Role, ...]:
    return tuple(role for role in claim.roles if role.role in names)

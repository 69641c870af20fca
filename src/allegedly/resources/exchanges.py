"""Bargaining, as the roles of a claim have it: who puts what to whom, and who answers it."""

from ..model import Claim, Role
from .loading import load_lexicon

PUTS = frozenset({"offer", "demand", "request", "promise", "ask", "threaten"})
"""The acts that put something to somebody."""
_ALIKE = ({"offer", "promise"}, {"demand", "request", "ask"})


def is_put(claim: Claim) -> bool:
    """Whether something was put to somebody, or is going to be; not so what nobody offered, or only might."""
    stance = claim.stance
    return stance.act in PUTS and stance.polarity == "positive" and stance.reality in ("actual", "planned")


def is_alike(one: str, other: str) -> bool:
    """Whether a noun for the one act may speak of the other: "the request" of what was demanded."""
    return one == other or any(one in family and other in family for family in _ALIKE)


def who_acts(claim: Claim) -> tuple[Role, ...]:
    """Who puts something, or answers; with "received an offer" and "got no reply", from whom it comes."""
    return _roles(claim, "from") if _is_undergone(claim) else _roles(claim, "agent")


def to_whom(claim: Claim) -> tuple[Role, ...]:
    """To whom it is put or answered, as far as the roles say: objects that are things are among them."""
    return _roles(claim, "agent") if _is_undergone(claim) else _roles(claim, "recipient", "patient")


def _is_undergone(claim: Claim) -> bool:
    return load_lexicon("en/light_verbs.tsv").get(claim.predicate, {}).get("way") == "undergo"


def _roles(claim: Claim, *names: str) -> tuple[Role, ...]:
    return tuple(role for role in claim.roles if role.role in names)

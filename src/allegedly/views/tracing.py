"""What the traces of the claims of one event have in common, as one of these claims has it."""

import json
from typing import Any

from ..reports.trace import Compared, differing
from .folding import LINE

ALONE: dict[str, Any] = {"event": None, "accounts": [], "joined": [], "perhaps_same": [], "origins": None}
"""For a claim that is in no event."""


def seen_from(claim: str, event: str, claims: str, compared: str, told: str) -> dict[str, Any]:
    """That part of a ``reports.Trace``, lines folded, out of the columns of an event."""
    differs = differing((Compared((first, second), words) for first, second, words in json.loads(compared)), claim)
    others = (other for other in json.loads(claims) if other != claim)
    accounts = [{"line": {LINE: other}, "differs": [*differs.get(other, ())]} for other in others]
    return {"event": event, "accounts": accounts, **json.loads(told)}

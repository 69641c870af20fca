"""What stands beside a claim in its document: how it is kept, and how it is shown with its happening."""

import json
from typing import Any

from ..model import Annotated, Claim
from ..reports import Lookup

UNTOLD = json.dumps({"claims": [""], "origins": None, "least": None, "most": None, "differences": []})
"""What is known of the happening of a claim that does not count."""


def card(lookup: Lookup, item: Annotated, claim: Claim) -> dict[str, Any]:
    """Who takes part, and how it is put, with the passages that say so."""
    stance = claim.stance
    return {
        "trigger": list(claim.trigger),
        "roles": [
            {
                "role": role.role,
                "text": role.text,
                "name": lookup.name_of(item.document.id, role.entity),
                "how": role.how,
                "start": role.start,
                "end": role.end,
                "entity": _case_entity(lookup, item, role.entity),
            }
            for role in claim.roles
        ],
        "stance": {
            "polarity": stance.polarity,
            "certainty": stance.certainty,
            "reality": stance.reality,
            "act": stance.act,
            "cues": [list(cue) for cue in stance.cues],
        },
    }


def _case_entity(lookup: Lookup, item: Annotated, own: str | None) -> str | None:
    entity = None if own is None else lookup.entity_of.get((item.document.id, own))
    return None if entity is None else entity.id


def card_shown(line: str, card: str, happening: str, told: str) -> dict[str, Any]:
    """A card with its line, out of the columns in which they are kept."""
    known, own = json.loads(told), json.loads(line)
    return {
        "line": own,
        "entry": happening,
        **json.loads(card),
        "origins": known["origins"],
        "least": known["least"],
        "most": known["most"],
        "accounts": len(known["claims"]),
        "differences": len(known["differences"]),
        "judged": own["hand"],
    }

"""Whose reading something is: a person's, who is named, or the machine's, which nobody checked."""

from ...model import Hand
from ...reports import Settlement
from ...reports.conflicts import settled_in_words
from ...reports.lines import hand_words
from ...reports.when import day_of
from .blocks import Words

MACHINE = "machine reading"
SIGN = "◆"
"""Stands before whatever a person decided."""


def hand_of(hand: Hand | None) -> Words:
    """As in "◆ checked by Ana on 1 June 2012", or "machine reading"."""
    told = hand_words(hand)
    if hand is None or told is None:
        return Words(MACHINE, "machine")
    return Words(f"{SIGN} {told} on {day_of(hand.at)}", "judged")


def settled_words(made: Settlement) -> Words:
    """By whom a difference was settled, when and why."""
    return Words(f"{SIGN} {settled_in_words(made)}", "judged")


def at_minute(moment: str) -> str:
    """The moment as a log has it: "1 June 2012, 09:30 UTC"."""
    clock = moment[11:16]
    return f"{day_of(moment)}, {clock} UTC" if moment[10:11] == "T" and clock else day_of(moment)

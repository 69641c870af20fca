"""Whose reading something is: a person's, who is named, or the machine's, which nobody checked."""

from datetime import date

from ...model import Hand
from ...reports import Settlement
from ...reports.lines import hand_words
from ...reports.text import one_line
from ...reports.when import day
from .blocks import Words

MACHINE = "machine reading"
SIGN = "◆"
"""Stands before whatever a person decided."""


def hand_of(hand: Hand | None) -> Words:
    """As in "◆ checked by Ana on 1 June 2012", or "machine reading"."""
    told = hand_words(hand)
    if hand is None or told is None:
        return Words(MACHINE, "machine")
    return Words(f"{SIGN} {told} on {at_day(hand.at)}", "judged")


def settled_words(made: Settlement) -> Words:
    """By whom a difference was settled, when and why."""
    why = one_line(made.why) or "no reason is given"
    return Words(f"{SIGN} Settled by {one_line(made.by)} on {at_day(made.at)}: {why}", "judged")


def at_day(moment: str) -> str:
    """The day of a moment in ISO 8601, in words."""
    try:
        return day(date.fromisoformat(moment[:10]))
    except ValueError:
        return one_line(moment)


def at_minute(moment: str) -> str:
    """The moment as a log has it: "1 June 2012, 09:30 UTC"."""
    clock = moment[11:16]
    return f"{at_day(moment)}, {clock} UTC" if moment[10:11] == "T" and clock else at_day(moment)

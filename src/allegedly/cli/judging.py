"""Commands by which a person decides who is whom and which accounts speak of one happening, and takes it back."""

import getpass
from enum import StrEnum
from typing import Annotated

import typer

from .options import AsJson, CaseFolder


class Verdicts(StrEnum):
    """What can be said of two parties, or of one and a name."""

    same = "same"
    different = "different"
    unsure = "unsure"
    alias = "alias"
    settled = "settled"


class SlotName(StrEnum):
    """In what two accounts can differ."""

    time = "time"
    place = "place"
    number = "number"
    polarity = "polarity"


_PARTY = (
    "An entity's id, or a name that it bears; with @ and a document (its name or id) for the one of that document. "
    "Or the code of a claim, six characters of it or more."
)
_SLOT = "Of two claims that differ in several: what is settled."
_KIND = "same, different, unsure; alias of one; settled of two claims that differ."
_By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; otherwise the user of this machine.")]
_Why = Annotated[str, typer.Option(metavar="WORDS", help="Why.")]


def judge(
    case: CaseFolder,
    kind: Annotated[Verdicts, typer.Argument(metavar="KIND", help=_KIND)],
    party: Annotated[str, typer.Argument(metavar="PARTY", help=_PARTY)],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other party; for an alias, the name.")],
    by: _By = None,
    why: _Why = "",
    slot: Annotated[SlotName | None, typer.Option(metavar="SLOT", help=_SLOT)] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Show what it would change, and keep nothing.")] = False,
    json: AsJson = False,
) -> None:
    """Decide whether two are the same, or what is settled.

    Two of the cast, or two claims: the same happening, two happenings, open, or a difference between them that is
    settled (say --why). The log of judgements only grows; `allegedly undo` takes one back, and all is as before.
    """
    from ..case import Case
    from .draw.judging import draw_decision, draw_preview, print_decision
    from .terminal import console, print_json

    parties, name = ((party,), other) if kind == Verdicts.alias else ((party, other), slot and slot.value)
    with Case.open(case) as opened:
        if preview:
            view = opened.preview(kind.value, *parties, name=name)
            if json:
                print_json(view)
            else:
                draw_preview(console(), view)
            return
        made = opened.decide(kind.value, *parties, name=name, by=by or getpass.getuser(), why=why)
    if json:
        print_decision(made)
    else:
        draw_decision(console(), made)


def undo(
    case: CaseFolder,
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="A judgement's id, or its first characters.")],
    by: _By = None,
    why: _Why = "",
    json: AsJson = False,
) -> None:
    """Take a judgement back."""
    from ..case import Case
    from .draw.judging import draw_decision, print_decision
    from .terminal import console

    with Case.open(case) as opened:
        made = opened.take_back(judgement, by=by or getpass.getuser(), why=why)
    if json:
        print_decision(made)
    else:
        draw_decision(console(), made)


def judgements(case: CaseFolder, json: AsJson = False) -> None:
    """The log of what was decided.

    Who decided what, when and why; also what was taken back, or is overruled by another one.
    """
    from ..case import Case
    from .draw.judging import draw_judgement
    from .terminal import console, own, print_json, show

    with Case.open(case) as opened:
        log = opened.judgement_log()
    if json:
        print_json(log)
        return
    if not log:
        show(console(), own("Nothing has been judged."))
    for line in log:
        draw_judgement(console(), line)

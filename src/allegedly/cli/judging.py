"""Commands by which a person decides who is whom and which accounts speak of one happening, and takes it back."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, cast

import typer

from ..errors import AllegedlyError
from ..model import Correction, RoleName
from ..model.records import Label, Polarity
from ..person import this_person
from .options import AsJson, CaseFolder


class Verdicts(StrEnum):
    """What can be said of two parties, of one and a name, or of one claim."""

    same = "same"
    different = "different"
    unsure = "unsure"
    alias = "alias"
    settled = "settled"
    accept = "accept"
    reject = "reject"
    edit = "edit"


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
_OTHER = "The other party; for an alias, the name; nothing for accept, reject and edit."
_SLOT = "Of two claims that differ in several: what is settled."
_KIND = "same, different, unsure; alias of one; settled of two claims that differ; accept, reject, edit of one claim."
_NONE = "none"
_When = Annotated[
    str | None, typer.Option(metavar="WHEN", help="Edit: “11 April 2011”, “mid-April 2011”, EDTF; or none.")
]
_Place = Annotated[str | None, typer.Option(metavar="NAME", help="Edit: where; or none.")]
_Label = Annotated[
    str | None, typer.Option(metavar="LABEL", help="Edit: how it is put (asserted, hedged, denied ...).")
]
_Polarity = Annotated[str | None, typer.Option(metavar="POLARITY", help="Edit: positive, or negative for “not”.")]
_Who = Annotated[str | None, typer.Option(metavar="NAME", help="Edit: who acts; as --role agent=NAME.")]
_Roles = Annotated[
    list[str] | None, typer.Option("--role", metavar="ROLE=NAME", help="Edit: who or what else; or none.")
]
_By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; otherwise the user of this machine.")]
_Why = Annotated[str, typer.Option(metavar="WORDS", help="Why.")]


def judge(
    case: CaseFolder,
    kind: Annotated[Verdicts, typer.Argument(metavar="KIND", help=_KIND)],
    party: Annotated[str, typer.Argument(metavar="PARTY", help=_PARTY)],
    other: Annotated[str | None, typer.Argument(metavar="[OTHER]", help=_OTHER, show_default=False)] = None,
    by: _By = None,
    why: _Why = "",
    slot: Annotated[SlotName | None, typer.Option(metavar="SLOT", help=_SLOT)] = None,
    when: _When = None,
    place: _Place = None,
    label: _Label = None,
    polarity: _Polarity = None,
    who: _Who = None,
    role: _Roles = None,
    preview: Annotated[bool, typer.Option("--preview", help="Show what it would change, and keep nothing.")] = False,
    json: AsJson = False,
) -> None:
    """Decide whether two are the same, what is settled, or how a claim is read.

    Two of the cast, or two claims: the same happening, two happenings, open, or a difference between them that is
    settled (say --why). One claim: it is what the passage says (accept), is none (reject), or is read otherwise (edit).
    The log of judgements only grows; `allegedly undo` takes one back, and all is as before.
    """
    from ..case import Case
    from .draw.judging import draw_decision, draw_preview, print_decision
    from .terminal import console, print_json

    edit = _correction(when, place, label, polarity, [*([f"agent={who}"] if who is not None else []), *(role or ())])
    edit = Correction() if kind == Verdicts.edit and edit is None else edit
    parties, name = ((party,), other) if kind == Verdicts.alias else (_named(party, other), slot and slot.value)
    with Case.open(case) as opened:
        if preview:
            view = opened.preview(kind.value, *parties, name=name, edit=edit)
            if json:
                print_json(view)
            else:
                draw_preview(console(), view)
            return
        made = opened.decide(kind.value, *parties, name=name, edit=edit, by=by or this_person(), why=why)
    if json:
        print_decision(made)
    else:
        draw_decision(console(), made)


def _named(party: str, other: str | None) -> tuple[str, ...]:
    return (party,) if other is None else (party, other)


def _correction(
    when: str | None, place: str | None, label: str | None, polarity: str | None, roles: Sequence[str]
) -> Correction | None:
    """What the options have read otherwise; ``None`` without any. Labels and roles are checked with the claim."""
    edit = Correction(
        label=cast(Label | None, label),
        polarity=cast(Polarity | None, polarity),
        when=_or_none(when),
        place=_or_none(place),
        roles=tuple(_role(one) for one in roles),
    )
    return None if edit == Correction() else edit


def _role(option: str) -> tuple[RoleName, str]:
    name, given, words = option.partition("=")
    if not given:
        raise AllegedlyError(f"A role is given as --role ROLE=NAME, not {option!r}.")
    return cast(RoleName, name.strip()), _or_none(words) or ""


def _or_none(words: str | None) -> str | None:
    """An empty string for "none", by which a time, a place or a role is taken away; "None" is a town in Italy."""
    return "" if words is not None and words.strip() == _NONE else words


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
        made = opened.take_back(judgement, by=by or this_person(), why=why)
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

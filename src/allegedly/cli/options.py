"""The arguments and options that several commands share. Light: every call of the program imports this."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer


def a_date(given: str) -> date:
    """A date as in 2011-06-15, from the command line."""
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise typer.BadParameter(f"{given!r} is not a date. Write it as in 2011-06-15.") from None


class LabelName(StrEnum):
    """The labels that a claim can have."""

    asserted = "asserted"
    hedged = "hedged"
    denied = "denied"
    planned = "planned"
    conditional = "conditional"
    question = "question"
    unknown = "unknown"


CaseFolder = Annotated[
    Path, typer.Argument(readable=False, metavar="CASE", help="The case's folder.", show_default=False)
]
Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="ADDRESS",
        help="An empty PostgreSQL database to keep the records in: postgresql://user@host/name, without a password.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Published = Annotated[
    date | None,
    typer.Option(
        parser=a_date,
        metavar="DATE",
        help="Date of publication where a document gives none itself.",
        show_default=False,
    ),
]
_A_DATE: dict[str, Any] = {"parser": a_date, "metavar": "DATE", "show_default": False}
Since = Annotated[date | None, typer.Option("--from", help="Only what may lie on this day or after.", **_A_DATE)]
Until = Annotated[date | None, typer.Option("--to", help="Only what may lie on this day or before.", **_A_DATE)]
Labels = Annotated[
    list[LabelName] | None,
    typer.Option("--label", metavar="LABEL", help=f"Only claims put so: {', '.join(LabelName)}. May be given again."),
]
OfEntity = Annotated[
    str | None,
    typer.Option(
        "--entity",
        metavar="NAME",
        help="Only claims about or by this one: a name or an id, also with @ and a document.",
    ),
]
OfOutlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only claims through this outlet.")]
KnownByDay = Annotated[
    date | None,
    typer.Option("--known-by", help="Only what was published by this day, as if there were no more.", **_A_DATE),
]
PassphraseFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Take the passphrase from the first line of a file.", show_default=False),
]
Processes = Annotated[int, typer.Option(min=1, metavar="N", help="How many processes share the work.")]

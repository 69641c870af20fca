"""The arguments and options that several commands share. Light: every call of the program imports this."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

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


CaseFolder = Annotated[Path, typer.Argument(metavar="CASE", help="The case's folder.", show_default=False)]
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
Processes = Annotated[int, typer.Option(min=1, metavar="N", help="How many processes share the work.")]

"""The reports: commands that read a case and draw what it holds."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ..errors import AllegedlyError
from .options import AsJson, CaseFolder, KnownByDay, Labels, OfEntity, OfOutlet, Since, Until

_OF = "All that is told of this one, a thing in no cast too: a name, or an id. No other filter but --known-by."
_WHO = "A name or an id, also with @ and a document; without one, everybody."


def timeline(
    case: CaseFolder,
    since: Since = None,
    until: Until = None,
    label: Labels = None,
    entity: OfEntity = None,
    outlet: OfOutlet = None,
    known_by: KnownByDay = None,
    of: Annotated[str | None, typer.Option("--of", metavar="NAME", help=_OF)] = None,
    json: AsJson = False,
) -> None:
    """The sourced chronology of a case.

    What is said to have happened, when, by whom, and how surely. Claims without a date stand by themselves. With --of
    all that texts tell of one person, organisation or thing, also what is not worth a claim.
    """
    if of is not None:
        if since or until or label or entity is not None or outlet is not None:
            raise AllegedlyError("--of tells all of one; of the other filters only --known-by goes with it.")
        _timeline_of(case, of, known_by, json)
        return
    from ..reports import chronology
    from .draw.chronology import draw_chronology
    from .opening import filters_of, read_case, read_known
    from .terminal import console, print_json

    records, known = read_known(case, known_by) if known_by is not None else (read_case(case), None)
    view = chronology(records.annotated, records.corpus, filters_of(since, until, label, entity, outlet), known)
    if json:
        print_json(view)
    else:
        draw_chronology(console(), view, records.id_length)


def _timeline_of(case: Path, name: str, known_by: date | None, json: bool) -> None:
    from ..reports import timeline_of
    from .draw.timelines import draw_timeline_of
    from .opening import read_known
    from .terminal import console, print_json

    records, known = read_known(case, known_by, happenings=True)
    view = timeline_of(records.annotated, records.corpus, name, known)
    if json:
        print_json(view)
    else:
        draw_timeline_of(console(), view)


def cast(
    case: CaseFolder,
    everybody: Annotated[bool, typer.Option("--all", help="Also those who are met once and no more.")] = False,
    json: AsJson = False,
) -> None:
    """Who and what a case is about.

    Under which names, in how many documents and claims, and who may be the same: `allegedly judge` decides.
    """
    from ..reports import cast as cast_of
    from .draw.cast import draw_cast
    from .opening import read_case
    from .terminal import console, print_json

    records = read_case(case)
    view = cast_of(records.annotated, records.corpus)
    if json:
        print_json(view)
    else:
        draw_cast(console(), view, everybody=everybody)


def trace(
    case: CaseFolder,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or enough of its beginning.")],
    json: AsJson = False,
) -> None:
    """Follow one claim back to its origins.

    Its passage, voice, chain, stance and time, who copied it, and who else tells of the same.
    """
    from ..reports import trace as trace_of
    from .draw.trace import draw_trace
    from .opening import read_case
    from .terminal import console, print_json

    records = read_case(case)
    view = trace_of(records.annotated, records.corpus, claim)
    if json:
        print_json(view)
    else:
        draw_trace(console(), view, records.id_length)


def conflicts(
    case: CaseFolder,
    everything: Annotated[
        bool, typer.Option("--all", help="Also updates, coarser and finer values, and what cannot be compared.")
    ] = False,
    only_open: Annotated[bool, typer.Option("--open", help="Leave out what is settled.")] = False,
    known_by: KnownByDay = None,
    json: AsJson = False,
) -> None:
    """Where accounts of one happening differ.

    The gravest first, with both sides and their sources. `allegedly judge CASE settled CLAIM CLAIM --why WORDS` settles
    one, and both accounts stay.
    """
    from ..reports import conflicts as conflicts_of
    from .draw.conflicts import draw_conflicts
    from .opening import read_case, read_known
    from .terminal import console, print_json

    records, known = read_known(case, known_by) if known_by is not None else (read_case(case), None)
    view = conflicts_of(records.annotated, records.corpus, everything=everything, only_open=only_open, known_by=known)
    if json:
        print_json(view)
    else:
        draw_conflicts(console(), view, records.id_length, everything=everything, only_open=only_open)


def ledger(case: CaseFolder, json: AsJson = False) -> None:
    """Offers, demands, promises, and the answers.

    Also requests and threats; from whom to whom, the terms one by one, and what came back.
    """
    from ..reports import ledger as ledger_of
    from .draw.ledger import draw_ledger
    from .opening import read_case
    from .terminal import console, print_json

    records = read_case(case, links=True)
    view = ledger_of(records.annotated, records.corpus)
    if json:
        print_json(view)
    else:
        draw_ledger(console(), view, records.id_length)


def where(
    case: CaseFolder,
    person: Annotated[str | None, typer.Argument(metavar="PERSON", help=_WHO)] = None,
    json: AsJson = False,
) -> None:
    """Where people are said to have been.

    Movements and stays in order, and the days of which nothing is said.
    """
    from ..reports import whereabouts
    from .draw.whereabouts import draw_whereabouts
    from .opening import read_case
    from .terminal import console, print_json

    records = read_case(case)
    view = whereabouts(records.annotated, records.corpus, person)
    if json:
        print_json(view)
    else:
        draw_whereabouts(console(), view, records.id_length)


def questions(case: CaseFolder, json: AsJson = False) -> None:
    """What the texts themselves leave open.

    What they say is not known, what they ask, and what somebody would not tell.
    """
    from ..reports import questions as questions_of
    from .draw.questions import draw_questions
    from .opening import read_case
    from .terminal import console, print_json

    records = read_case(case, links=True)
    view = questions_of(records.annotated, records.corpus)
    if json:
        print_json(view)
    else:
        draw_questions(console(), view, records.id_length)

"""Commands that make, fill, search and check a case."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import AllegedlyError, NotFoundError, RefusedInputError
from .options import AsJson, CaseFolder, Database, PassphraseFile, Processes, Published
from .outcome import REFUSED, end, say

if TYPE_CHECKING:
    from rich.console import Console

    from ..adding import AddReport
    from ..case import Case
    from ..fetching import Fetched
    from ..intake import AddStep
    from ..model.custody import Noted

_OUTCOMES = {
    "added": "added",
    "known": "known already",
    "read": "read anew",
    "unread": "kept, but not read",
    "opened": "opened",
}


def new(case: CaseFolder, database: Database = None) -> None:
    """Make an empty case, a folder; its records can be in a database of a server, for a team."""
    from ..case import Case
    from .terminal import as_line, console

    with Case.create(case, database=database):
        pass
    console().print(as_line(f"The case {case} is there. Fill it with: allegedly add {case} PATH..."), soft_wrap=True)


def move(case: CaseFolder, database: Database = None) -> None:
    """Move the records of a case into a PostgreSQL database, for a team.

    The folder stays, with the originals; the file that held the records is put aside in it.
    """
    from ..store.moving import move_to_server
    from .terminal import as_line, console

    if database is None:
        raise typer.BadParameter("Say where to.", param_hint="--database")
    move_to_server(case, database)
    console().print(as_line(f"The case {case} keeps its records in {database} now."), soft_wrap=True)


def add(
    case: CaseFolder,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH", help="Files, and folders with all that is in them; web addresses with --fetch."),
    ],
    published: Published = None,
    processes: Processes = 1,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The workers of a Dask cluster read, as at tcp://10.0.0.5:8786."),
    ] = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Get what is named by a web address; else nothing is.")
    ] = False,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who brings them; otherwise the user of this machine.")
    ] = None,
) -> None:
    """Add documents to a case.

    Says of each file whether it was added, known already, or refused, and why. Cut off at any moment, what was added is
    kept; the same command goes on from there.
    """
    from ..case import Case
    from ..fetching import is_address
    from ..pipeline import shortcomings
    from .terminal import console

    out = console()
    with Case.open(case) as opened:
        pages, missed = _fetched(paths, fetch)
        files = [Path(path) for path in paths if not is_address(path)]
        if out.is_terminal:
            report = _add_with_bar(out, opened, files, published, processes, cluster, pages, by)
        else:
            tell = partial(_tell_of, out)
            report = opened.add(files, published, tell, processes=processes, cluster=cluster, fetched=pages, by=by)
    tell_added(out, report)
    if report.added or report.of("read"):
        for sentence in shortcomings():
            say(sentence)
    if report.refused or report.of("unread") or missed:
        raise typer.Exit(REFUSED)


def _fetched(paths: list[str], wanted: bool) -> "tuple[list[Fetched], int]":
    """What is at the web addresses among the paths, and how many of them gave nothing; those are told."""
    from ..fetching import fetch, is_address

    pages, missed = [], 0
    for address in filter(is_address, paths):
        try:
            if not wanted:
                raise RefusedInputError(f"{address} is a web address; nothing is fetched unless you ask: --fetch.")
            pages.append(fetch(address))
        except RefusedInputError as error:
            missed += 1
            say(f"refused: {error}")
    return pages, missed


def _tell_of(out: "Console", step: "AddStep", *_: int) -> None:
    tell_step(out, step)


def search(
    case: CaseFolder,
    query: Annotated[
        str, typer.Argument(metavar="QUERY", help='Words, "phrases", prefix*, AND, OR, NOT and brackets.')
    ],
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many passages to show at most.")] = 20,
    json: AsJson = False,
) -> None:
    """Find passages by their words."""
    from ..case import Case
    from .draw.search import draw_search
    from .terminal import console, print_json, short_ids

    with Case.open(case) as opened:
        result = opened.search(query, limit=limit)
    if json:
        print_json(result)
        return
    draw_search(console(), result, short_ids((claim for hit in result.hits for claim in hit.claims), least=8))


def verify(
    case: Annotated[
        Path,
        typer.Argument(
            readable=False, metavar="CASE", help="The case's folder, or a bundle of one.", show_default=False
        ),
    ],
    head: Annotated[
        str | None,
        typer.Option(metavar="HEAD", help="An end of the log of custody that was noted: HASH, or NUMBER:HASH."),
    ] = None,
    read_anew: Annotated[
        bool, typer.Option("--read-anew", help="Read the documents again whose readings are damaged.")
    ] = False,
    json: AsJson = False,
    passphrase_file: PassphraseFile = None,
) -> None:
    """Look whether all is still as it was.

    Reads every original and every passage anew, follows the log of custody, and tells each thing that changed. Says
    where the log ends: note that elsewhere, and ask for it later with --head. Of a bundle, every file in it.
    """
    from ..case import Case
    from ..reports.numbers import counted
    from ..store import shown
    from .terminal import console, own, print_json

    noted = None if head is None else _noted(head)
    if case.is_file():
        if noted is not None:
            raise AllegedlyError("A bundle is looked through as it is; restore it first, then ask for the head.")
        _verify_bundle(case, passphrase_file)
        return
    with Case.open(case) as opened:
        report = opened.verify(noted)
        if read_anew and report.to_read_anew:
            opened.read_anew(report.to_read_anew)
            report = opened.verify(noted)
    if json:
        print_json(report)
    else:
        for note in report.notes:
            say(note)
        for problem in report.problems:
            say(problem)
        if report.to_read_anew:
            damaged = counted(len(report.to_read_anew), "reading")
            say(f"{damaged} can be made anew from the text: allegedly verify {shown(case)} --read-anew")
    head = f"The log of custody ends at {report.head}"
    if report.problems:
        if not json:
            console().print(own(head), soft_wrap=True)
        end(REFUSED, None if json else f"{counted(len(report.problems), 'thing')} not as it was; see above.")
    if not json:
        passages = f"{counted(report.passages, 'passage')} {'is' if report.passages == 1 else 'are'} as"
        console().print(own(f"All {counted(report.originals, 'original')} and {passages} they were."), soft_wrap=True)
        console().print(own(head), soft_wrap=True)
        if noted is not None:
            console().print(own("The log still holds the line that was noted."), soft_wrap=True)


def _noted(words: str) -> "Noted":
    from ..model.custody import noted_head

    try:
        return noted_head(words)
    except ValueError:
        raise typer.BadParameter(
            f"{words!r} is no end of a log of custody. Write it as verify said it: NUMBER:HASH, or the HASH.",
            param_hint="--head",
        ) from None


def custody(
    case: CaseFolder,
    of: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOCUMENT]...", help="Only of these: by path, or by id or its beginning."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Show the log of custody: what came in and what was decided, by whom and when, in lines that chain by hash."""
    from ..case import Case
    from ..reports.custody import custody_log, names_of, subjects_of
    from .draw.custody import draw_custody
    from .terminal import console, print_json

    with Case.open(case) as opened:
        receipts, refusals = opened.receipts(), opened.refusals()
        asked = subjects_of(of or [], receipts, refusals)
        for words, found in asked.items():
            if not found:
                raise NotFoundError(f"Nothing came in as {words}; give its path, or eight characters of its id.")
        every = opened.custody({own for found in asked.values() for own in found} if of else None)
        lines = custody_log(every, names_of(receipts, refusals))
    if json:
        print_json(lines)
    else:
        draw_custody(console(), lines)


def _verify_bundle(bundle: Path, passphrase_file: Path | None) -> None:
    from ..bundling import check, is_encrypted
    from ..reports.numbers import counted
    from .passphrase import passphrase_of
    from .terminal import console, own

    files, problems = check(bundle, passphrase=passphrase_of(passphrase_file, ask=is_encrypted(bundle)))
    for problem in problems:
        say(problem)
    if problems:
        end(REFUSED, f"{counted(len(problems), 'thing')} not as it was; see above.")
    console().print(own(f"The bundle is whole; files as they were: {files:,}."), soft_wrap=True)


def tell_step(out: "Console", step: "AddStep") -> None:
    """A line about one file: refused ones on standard error."""
    from .terminal import as_line

    if step.outcome == "refused":
        say(f"refused: {step.sentence or step.path}")
    elif step.outcome == "unread":
        say(f"kept, but not read: {step.sentence or step.path}")
    elif step.outcome in _OUTCOMES:
        out.print(as_line(f"{_OUTCOMES[step.outcome]}: {step.path}"), soft_wrap=True)
        for notice in step.notices:
            out.print(as_line(f"  {notice}"), soft_wrap=True)


def tell_added(out: "Console", report: "AddReport") -> None:
    """The line that counts what became of all files."""
    from .terminal import own

    parts = [f"{len(report.added):,} added", f"{len(report.known):,} known already", f"{len(report.refused):,} refused"]
    for outcome, words in (
        ("read", "read anew"),
        ("unread", "kept, but not read"),
        ("hidden", "left out, hidden or part of saved pages"),
    ):
        if found := report.of(outcome):  # type: ignore[arg-type]  # one of the outcomes
            parts.append(f"{len(found):,} {words}")
    out.print(own(", ".join(parts) + "."), soft_wrap=True)


def _add_with_bar(
    out: "Console",
    opened: "Case",
    paths: list[Path],
    published: date | None,
    processes: int,
    cluster: str | None,
    fetched: "list[Fetched]",
    by: str | None,
) -> "AddReport":
    """Add with a bar under the lines; it goes when all is done."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=out, transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def tell(step: "AddStep", done: int, total: int) -> None:
            tell_step(out, step)
            bar.update(task, completed=done, total=total)

        def across(done: int, total: int) -> None:
            bar.update(task, description="reading against each other", completed=done, total=total)

        return opened.add(
            paths, published, tell, processes=processes, cluster=cluster, across=across, fetched=fetched, by=by
        )

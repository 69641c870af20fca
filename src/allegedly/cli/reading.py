"""``annotate``: documents to JSON Lines, without a case."""

import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Processes, Published
from .outcome import REFUSED, say

if TYPE_CHECKING:
    from ..model import Document

_BATCH = 16
_STDIN = "-"


def annotate(
    paths: Annotated[list[str], typer.Argument(metavar="PATH", help='Files; "-" reads standard input.')],
    published: Published = None,
    processes: Processes = 1,
    tuples: Annotated[bool, typer.Option("--tuples", help="Also what each clause says, as plain tuples.")] = False,
    happenings: Annotated[
        bool, typer.Option("--happenings", help="Also every word for a happening, and how it is put.")
    ] = False,
    every_claim: Annotated[
        bool, typer.Option("--every-claim", help="Also claims left out as opinion, talk or scraps.")
    ] = False,
) -> None:
    """Print what is read out of documents as JSON.

    One object a line, in the order given; no case is made. What cannot be read, was guessed or left out is told on
    standard error.
    """
    from ..pipeline import shortcomings
    from .terminal import write_lines

    refused: list[str] = []
    read = partial(encoded, tuples=tuples, happenings=happenings, every_claim=every_claim)
    with closing(_lines(_documents(paths, published, refused), processes, read)) as lines:
        for line in lines:
            write_lines([line])
    for sentence in shortcomings():
        say(sentence)
    if refused:
        raise typer.Exit(REFUSED)


def _documents(paths: Iterable[str], published: date | None, refused: list[str]) -> Iterator["Document"]:
    """The documents that can be read; the others are told on standard error, and their paths go to ``refused``.

    So are what was guessed or left out of those that can.
    """
    from ..errors import RefusedInputError
    from ..opening import Ends, NotOpened, Opened, Opening
    from ..readers import Given, name_of, open_file
    from ..store import read_bytes

    with Opening(open_file, read_bytes) as opening:
        for path in paths:
            try:
                data = sys.stdin.buffer.read() if path == _STDIN else read_bytes(Path(path))
            except RefusedInputError as error:
                refused.append(path)
                say(str(error))
                continue
            for found in opening.open(None if path == _STDIN else Path(path), data, Given(published)):
                if isinstance(found, Opened):
                    for notice in found.document.notices:
                        say(f"{name_of(found.path)}: {notice}")
                    yield found.document
                elif isinstance(found, NotOpened):
                    refused.append(path)
                    say(found.sentence)
                elif isinstance(found, Ends):
                    for sentence in found.left_out:
                        say(sentence)


def _lines(
    documents: Iterable["Document"], processes: int, read: Callable[[Iterable["Document"]], Iterator[bytes]]
) -> Generator[bytes, None, None]:
    from ..runners import in_processes

    if processes > 1:
        yield from in_processes(read, documents, processes)
        return
    waiting = iter(documents)
    while batch := list(islice(waiting, _BATCH)):
        yield from read(batch)


def encoded(documents: Iterable["Document"], **options: bool) -> Iterator[bytes]:
    """Each document's annotations as a line of JSON; the options as for the pipeline. Runs in any process."""
    import json

    from ..pipeline import annotate_documents

    for annotated in annotate_documents(documents, **options):
        data = annotated.to_dict()
        try:
            yield json.dumps(data, ensure_ascii=False).encode()
        except UnicodeEncodeError:  # half of a surrogate pair
            yield json.dumps(data).encode()

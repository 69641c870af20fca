"""Document stages that need no language model, for tests of what is around them. Also a program that adds with them.

    python fakes.py CASE PATH... [--processes N] [--file-limit BYTES]

``FAKE_SECONDS`` in the environment is how long each document takes to read.
"""

import argparse
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from allegedly.adding import AddReport, Stages
from allegedly.case import Case
from allegedly.errors import CaseError, RefusedInputError
from allegedly.model import (
    Annotated,
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    Document,
    Entity,
    Hop,
    Mention,
    Place,
    Role,
    Stance,
    TimeExpression,
    Voice,
    content_id,
    sha256,
)
from allegedly.readers import Given

SENTENCE = re.compile(r"[^.\s][^.]*\.")
NAME = re.compile(r"\b[A-Z]\w+")
YEAR = re.compile(r"\b[12]\d{3}\b")


def open_file(path: Path | None, data: bytes, given: Given) -> Iterator[Document]:
    if not data.strip():
        raise RefusedInputError(f"{path} is empty.")
    if b"\0" in data:
        raise RefusedInputError(f"{path} holds NUL characters.")
    if b"BROKEN READER" in data:
        raise KeyError("a secret of the text")
    text = data.decode("utf-8", "surrogatepass")
    yield Document(
        id=sha256(data),
        text=text,
        text_sha256=sha256(text.encode("utf-8", "surrogatepass")),
        path=path and str(path),
        published=given.published,
        published_by="option" if given.published else "unknown",
        encoding="utf-8",
    )


def read(path: Path, data: bytes) -> Document:
    return next(open_file(path, data, Given()))


def annotate(documents: Iterable[Document]) -> Iterator[Annotated]:
    for document in documents:
        time.sleep(0.05 if "SLOW STAGE" in document.text else float(os.environ.get("FAKE_SECONDS", "0")))
        if "BROKEN STAGE" in document.text:
            raise KeyError("a secret of the text")
        if "DEADLY STAGE" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        yield annotated_of(document)


def key(version: str, document: Document) -> str:
    return sha256(f"{document.text_sha256} {document.published} {version}".encode())


def stages(version: str = "1") -> Stages:
    return Stages(open_file, annotate, partial(key, version))


def annotated_of(document: Document) -> Annotated:
    """A claim for each sentence, a name for each capital, a time for each year."""
    text = document.text
    voice = Voice(content_id("voice", document.id), "author", ((0, len(text)),), outlet="The Gazette", announced=(0, 1))
    names = [(m.start(), m.end(), m.group()) for m in NAME.finditer(text)]
    times = tuple(_time(document, m) for m in YEAR.finditer(text))
    return Annotated(
        document=replace(document, voices=(voice,), title=document.title or text[:12].strip()),
        mentions=tuple(
            Mention(content_id("mention", document.id, s), s, e, w, "person", content_id("entity", w), "name", "fake")
            for s, e, w in names
        ),
        entities=tuple(
            Entity(content_id("entity", w), "person", w, (w,), ("clerk",), ((0, 1),))
            for w in sorted({name[2] for name in names})
        ),
        times=times,
        places=tuple(Place(s, e, w, w, 1.5, -2.25, "FR", 17, None, "fake") for s, e, w in names[:1]),
        attributions=tuple(
            Attribution(
                content_id("attribution", document.id, s), ((s, e),), (), ((e, len(text)),),
                "indirect", "named_person", content_id("entity", w), w, None, "fake",
            )
            for s, e, w in names[:2]
        ),
        claims=tuple(_claim(document, voice, m, times) for m in SENTENCE.finditer(text)),
        made_by=(("fake", "1"),),
    )  # fmt: skip


def _time(document: Document, match: re.Match[str]) -> TimeExpression:
    start, end, year = match.start(), match.end(), match.group()
    first, last = date(int(year), 1, 1), date(int(year), 12, 31)
    time_id = content_id("time", document.id, start)
    return TimeExpression(time_id, start, end, year, "DATE", year, None, year, first, last, "explicit", "fake")


def _claim(document: Document, voice: Voice, match: re.Match[str], times: tuple[TimeExpression, ...]) -> Claim:
    start, end = match.span()
    inside = [t for t in times if start <= t.start < end]
    when = (
        ClaimTime(inside[0].edtf, inside[0].earliest, inside[0].latest, inside[0].id, "own_clause")
        if inside
        else ClaimTime()
    )
    roles = [Role("agent", start + m.start(), start + m.end(), m.group(), content_id("entity", m.group()), "explicit")
             for m in NAME.finditer(match.group())]  # fmt: skip
    return Claim(
        id=content_id("claim", document.id, start),
        start=start,
        end=end,
        trigger=(start, start + 1),
        predicate=match.group().split()[-1].rstrip("."),
        type=None,
        voice=voice.id,
        roles=tuple(roles),
        time=when,
        place=ClaimPlace("Lyon", 45.75, 4.85, "FR"),
        stance=Stance(certainty="probable", cues=((start, start + 1),)),
        chain=(Hop("The Gazette", "outlet"), Hop("Anna", "person", None, (start, end))),
        links=(),
        found_by="fake",
        model="none",
    )


def content(case: Case) -> dict[str, object]:
    """All that a case holds, save when it came in."""
    return {
        "documents": [replace(entry, added_at="") for entry in case.documents()],
        "texts": [case.document(entry.id) for entry in case.documents()],
        "readings": [annotated.to_dict() for annotated in case.annotated()],
        "receipts": sorted((r.document, r.path, str(r.published)) for r in case.receipts()),
        "refusals": sorted((r.path, r.sentence, str(r.sha256)) for r in case.refusals()),
        "originals": [(path.name, path.read_bytes()) for path in sorted((case.folder / "originals").glob("*/*"))],
        "search": [case.search(query) for query in ("otto", "zoe OR anna")],
    }


def outcomes(report: AddReport) -> list[tuple[str, str]]:
    return [(Path(step.path).name, step.outcome) for step in report.steps]


def letters(folder: Path, count: int) -> None:
    for i in range(count):
        (folder / f"{i:03}.txt").write_text(f"Otto wrote letter {i} in {1900 + i}. Zoe read it.\n\n" * 5)


def program(*arguments: object, **environment: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, __file__, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
        start_new_session=True,
    )


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("case", type=Path)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--file-limit", type=int)
    options = parser.parse_args()
    if options.file_limit:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (options.file_limit, options.file_limit))
    try:
        with Case.open(options.case, stages=stages()) as case:
            report = case.add(options.paths, progress=_tell, processes=options.processes)
    except CaseError as error:
        print(error, file=sys.stderr)
        return 2
    return 1 if report.refused else 0


def _tell(step: object, done: int, total: int) -> None:
    print(done, total, flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""All that can be done with a case, done: for tests of what happens beside it.

python -m tests.attacks.everything FOLDER [--long]     in a folder that is not there yet

Prints what each command gave as a line of JSON: the command, its exit status, a hash of what a machine would be told,
and what stood on standard error. Opens the samples of every format and documents that ask for something from
elsewhere; with ``--long`` these are read in earnest and reported, too, which else the sample case alone is.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tests import fakes
from tests.attacks import asking
from tests.formats import samples
from typer.testing import CliRunner

from allegedly.adding import Stages
from allegedly.case import Case
from allegedly.cli.app import app
from allegedly.exporters import FORMATS
from allegedly.readers import open_file

REPORTS = ("timeline", "cast", "conflicts", "ledger", "where", "questions", "search said", "judgements")
REFUSED = {"asking-drawing.svg", "asking-feed.rss", "passwd"}
"""What of the files cannot be added."""
Told = dict[str, object]


def run(folder: Path, *, long: bool = False) -> Iterator[Told]:
    inbox, case = folder / "in", folder / "case"
    inbox.mkdir(parents=True)
    for name, data in {**samples(), **{f"asking-{n}": d for n, d in asking.files().items()}}.items():
        (inbox / name).write_bytes(data)
    yield _called(folder, f"new {case}")
    yield _called(folder, f"add {case} {inbox}") if long else _opened(case, inbox)
    yield _called(folder, f"demo --case {folder / 'sample'} --output {folder}")
    yield _called(folder, f"annotate {inbox / 'plain.txt'} {inbox / 'asking-report.pdf'}")
    yield _called(folder, f"verify {case}")
    for one in (folder / "sample", *([case] if long else [])):
        yield from (_called(folder, command) for command in _commands(folder, one))
        yield from _judged(folder, one)
    yield {"loaded": sorted({name.partition(".")[0] for name in sys.modules})}


def _commands(folder: Path, case: Path) -> Iterator[str]:
    for report in REPORTS:
        name, *query = report.split()
        yield " ".join([name, str(case), *query])
        yield " ".join([name, str(case), *query, "--json"])
    for name, made in FORMATS.items():
        yield f"export {case} --format {name} --output {folder / 'out' / case.name / f'{name}{made.suffix}'}"
    whole, again = folder / "out" / f"{case.name}.allegedly", folder / "out" / f"{case.name}-again"
    yield f"export {case} --format bundle --output {whole}"
    yield f"restore {whole} {again}"
    yield f"verify {case}"
    yield f"verify {again}"


def _judged(folder: Path, case: Path) -> Iterator[Told]:
    claims = (folder / "out" / case.name / "jsonl" / "claims.jsonl").read_text("utf-8").splitlines()
    claim = json.loads(claims[0])["id"]
    yield _called(folder, f"trace {case} {claim}")
    yield _called(folder, f"judge {case} accept {claim} --by Nadia --why seen")
    made = CliRunner().invoke(app, ["judgements", str(case), "--json"])
    yield _called(folder, f"undo {case} {json.loads(made.stdout)[-1]['id']} --by Nadia")


def _opened(case: Path, inbox: Path) -> Told:
    with Case.open(case, stages=Stages(open_file, fakes.annotate, lambda one: fakes.key("1", one))) as opened:
        report = opened.add([inbox])
    refused = [step.sentence for step in report.steps if step.outcome == "refused"]
    return {"command": "add, quickly", "status": int(bool(refused)), "told": "", "errors": "\n".join(map(str, refused))}


def _called(folder: Path, command: str) -> Told:
    result = CliRunner().invoke(app, command.split(), catch_exceptions=False)
    is_for_machines = "--json" in command or command.startswith("annotate")
    told = result.stdout.replace(str(folder), ".") if is_for_machines else ""
    return {
        "command": command.replace(str(folder), "."),
        "status": result.exit_code,
        "told": hashlib.sha256(told.encode()).hexdigest()[:16],
        "errors": result.stderr.replace(str(folder), "."),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args()
    for line in run(options.folder, long=options.long):
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()

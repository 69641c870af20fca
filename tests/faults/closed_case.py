"""Makes a case, closes it, and says what each command does with it then, as JSON.

    python closed_case.py FOLDER HOW

HOW: "disk" (its disk is read-only; wants a name space of one's own), "log" (the same, and a writer was killed before),
"owner" (it is somebody else's alone), or "reader" (somebody else's, to be read by all). The last two want to be root
without the right to pass over permissions.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests import fakes

from allegedly.case import Case
from allegedly.cli import main as allegedly
from allegedly.web.desk import Desk

SOMEBODY = 65534
LOADED = ("cli.app", "cli.terminal", "cli.draw.chronology", "exporters.html", "exporters.tables.csv", "fetching")
"""What all commands need: loaded once, before they are forked."""
MOUNT = shutil.which("mount") or "/bin/mount"
READING = (
    "timeline", "cast", "conflicts", "ledger", "where", "questions", "judgements", "search Otto", "verify",
    "export --format csv --output OUT/tables", "export --format html --output OUT/page.html",
)  # fmt: skip
WRITING = ("add IN", "judge different Otto@000.txt Otto@001.txt", "undo ID", "export --format bundle --output OUT/b")


def main() -> None:
    for name in LOADED:
        import_module(f"allegedly.{name}")
    folder, how = Path(sys.argv[1]).resolve(), sys.argv[2]
    case, letters, out = folder / "disk" / "case", folder / "in", folder / "out"
    for one in (case.parent, letters, out):
        one.mkdir()
        one.chmod(0o777)
    if how in ("disk", "log"):
        subprocess.run([MOUNT, "-t", "tmpfs", "tmpfs", str(case.parent)], check=True)
    fakes.letters(letters, 3)
    with Case.create(case, stages=fakes.stages()) as opened:
        opened.add([letters])
        judged = opened.judge("same", "Otto@000.txt", "Zoe@001.txt", by="Ada").id
    fakes.letters(letters, 5)
    close(case, how)
    sys.stdout.flush()
    commands = {words: run(case, words.replace("ID", judged), folder) for words in (*READING, *WRITING)}
    print(json.dumps({**commands, "serve": in_child(lambda: serve(case)), "is": content(case, folder)}))


def close(case: Path, how: str) -> None:
    if how == "log":  # as a writer that was killed leaves it: the last of what it wrote is beside the database
        aside = case.with_name("aside")
        with Case.open(case) as opened:
            opened.judge("same", "Otto@001.txt", "Zoe@002.txt", by="Ada")
            shutil.copytree(case, aside, ignore=shutil.ignore_patterns("*-shm"))
        shutil.rmtree(case)
        aside.rename(case)
    if how in ("disk", "log"):
        subprocess.run([MOUNT, "-o", "remount,ro", str(case.parent)], check=True)
    if how in ("owner", "reader"):
        case.chmod(0o755 if how == "reader" else 0o700)
        give(case, SOMEBODY)


def give(case: Path, owner: int) -> None:
    if owner == os.getuid():
        os.chown(case, owner, -1)  # first the folder, into which nobody else may look
    for path in (*case.rglob("*"), case):
        os.chown(path, owner, -1)


def content(case: Path, folder: Path) -> list[int]:
    """How many documents and judgements there are, by a copy that may be opened."""
    if case.stat().st_uid == SOMEBODY:
        give(case, os.getuid())
    shutil.copytree(case, folder / "copy")
    with Case.open(folder / "copy", stages=fakes.stages()) as opened:
        return [len(opened.documents()), len(opened.judgements())]


def run(case: Path, words: str, folder: Path) -> list[object]:
    name, *rest = words.split()
    rest = [word.replace("OUT", str(folder / "out")).replace("IN", str(folder / "in")) for word in rest]

    def command() -> None:
        sys.argv = ["allegedly", name, str(case), *rest]
        allegedly()

    return in_child(command)


def serve(case: Path) -> None:
    desk = Desk(case, "Ada")
    assert len(desk.documents()) == 3
    desk.close()


def in_child(command: Callable[[], None]) -> list[object]:
    """The status, and what is printed on standard output and on standard error."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            status = 0
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            try:
                command()
            except SystemExit as left:
                status = left.code if isinstance(left.code, int) else 0
            except BaseException as error:  # noqa: BLE001 (told as what a user meets)
                print(error if error.__class__.__module__.startswith("allegedly") else repr(error), file=sys.stderr)
                status = 2
            sys.stdout.flush()
            os._exit(status)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode())
        return [status, *texts]


if __name__ == "__main__":
    main()

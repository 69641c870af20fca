"""What goes wrong in the program is told with where and of which kind, and without a word of any document."""

import os
import signal
import stat
import subprocess
import sys

import pytest
from tests.attacks.test_no_network import called

SECRET = "Zwettlberg"  # noqa: S105 (a word to look for)
TOLD = "A fault in Allegedly; please report it."
FAILING = """
import logging, os, sys, threading, warnings
from allegedly.cli import main
SAID = os.environ["SAID"]
def fault(*_, **__):
    logging.getLogger("a.library").error(f"{SAID} is odd")
    warnings.warn(f"{SAID} is odder")
    try:
        raise KeyError(SAID)
    except KeyError as error:
        raise RuntimeError(f"{SAID} again") from error
"""
IN_A_COMMAND = (
    FAILING
    + """
import allegedly.case
allegedly.case.Case.open = fault
sys.argv = ["allegedly", "verify", "."]; main()
"""
)
IN_A_THREAD = (
    FAILING
    + """
from allegedly.quiet import keep_quiet
keep_quiet()
thread = threading.Thread(target=fault); thread.start(); thread.join(); sys.exit(2)
"""
)
IN_A_FINALIZER = (
    FAILING
    + """
from allegedly.quiet import keep_quiet
keep_quiet()
class Closing:
    __del__ = fault
Closing(); sys.exit(2)
"""
)
IN_A_PROCESS = (
    FAILING
    + """
from allegedly.quiet import keep_quiet, quietly
from allegedly.runners.processes import CONTEXT
child = CONTEXT.Process(target=quietly, args=(fault,)); child.start(); child.join(); sys.exit(child.exitcode + 1)
"""
)

EVERYWHERE = pytest.mark.parametrize(
    "program",
    [IN_A_COMMAND, IN_A_THREAD, IN_A_FINALIZER, IN_A_PROCESS],
    ids=["command", "thread", "finalizer", "process"],
)


@EVERYWHERE
def test_a_fault_is_told_without_words(program):
    ended = called(sys.executable, "-c", program, ALLEGEDLY_DEBUG="", SAID=SECRET)
    assert ended.returncode == 2
    assert SECRET not in ended.stderr + ended.stdout
    assert ended.stderr.startswith(TOLD)
    assert "builtins.RuntimeError\n" in ended.stderr
    assert ended.stderr.endswith("builtins.KeyError\n")


@EVERYWHERE
def test_who_asks_is_told_all(program):
    ended = called(sys.executable, "-c", program, ALLEGEDLY_DEBUG="1", SAID=SECRET)
    assert ended.returncode == 2
    assert f"RuntimeError: {SECRET} again" in ended.stderr


DUMPING = """
import resource
most = resource.getrlimit(resource.RLIMIT_CORE)[1]
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
from allegedly.quiet import keep_quiet
keep_quiet()
print(most, *resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_no_core_is_dumped_unless_somebody_asks():
    most, now, still = called(sys.executable, "-c", DUMPING, ALLEGEDLY_DEBUG="").stdout.split()
    assert (now, still) == ("0", most)
    assert called(sys.executable, "-c", DUMPING, ALLEGEDLY_DEBUG="1").stdout.split()[1] == most


SERVING = """
import os, sys, threading, urllib.request, http.cookiejar
from pathlib import Path
from allegedly.case import Case
from allegedly.web import serving
SAID = os.environ["SAID"]
def fault(*_, **__): raise KeyError(SAID)
Case.search = fault
def ask(address):
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    opener.open(address.url)
    base = address.url.split("/?")[0]
    for path in ("/api/search?q=" + SAID, "/api/documents/" + SAID, "/x/../" + SAID, "/api/claims/%00" + SAID):
        try: opener.open(base + path)
        except OSError as error: print(error.code)
    import os, signal; os.kill(os.getpid(), signal.SIGTERM)
from allegedly.quiet import keep_quiet; keep_quiet()
ready = lambda address: threading.Thread(target=ask, args=(address,)).start()
serving.serve(Path(sys.argv[1]), by="Nadia", ready=ready)
"""


def test_the_server_logs_no_address_and_no_words(tmp_path):
    called(sys.executable, "-m", "allegedly", "new", str(tmp_path / "case"))
    ended = called(
        sys.executable, "-c", SERVING, str(tmp_path / "case"), ALLEGEDLY_DEBUG="", SAID=SECRET, TMPDIR=str(tmp_path)
    )
    assert ended.stdout.split()[0] == "500"
    assert ended.stderr.startswith(TOLD)
    assert SECRET not in ended.stderr
    # What it had for itself is gone with it, wherever it was.
    assert [one.name for one in tmp_path.iterdir()] == ["case"]
    assert [one.name for one in (tmp_path / "case").iterdir() if one.name.startswith(".")] == []


def test_only_its_owner_enters_a_case(tmp_path):
    there = tmp_path / "there"
    there.mkdir(mode=0o755)
    for name in ("there", "made"):
        called(sys.executable, "-m", "allegedly", "new", str(tmp_path / name))
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o700


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_export_that_is_stopped_leaves_nothing(tmp_path, sample_folder, number):
    slow = "import time, sys; from allegedly.exporters import whole; from allegedly.cli import main\n"
    slow += "whole.os.fsync = lambda _: (print('writing', flush=True), time.sleep(60))\nmain()"
    arguments = ["export", str(sample_folder), "--format", "jsonl", "--output", str(tmp_path / "out")]
    stopped = subprocess.Popen([sys.executable, "-c", slow, *arguments], stdout=subprocess.PIPE, env={**os.environ})
    assert stopped.stdout is not None
    assert stopped.stdout.readline() == b"writing\n"
    assert list(tmp_path.iterdir()) != []
    stopped.send_signal(number)
    assert stopped.wait(60) in (128 + number, 130)
    stopped.stdout.close()
    assert list(tmp_path.iterdir()) == []

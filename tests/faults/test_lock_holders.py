"""Whoever holds a case and stands still is waited for, then told; whoever dies holds nothing any more."""

import os
import signal
import subprocess
import sys

import pytest

from allegedly.case import Case
from allegedly.errors import BusyError, CaseError
from allegedly.store import lock

HOLD = {
    "the case": """
from allegedly.store import only_writer
with only_writer(Path(sys.argv[1])):
    print("ready", flush=True)
    time.sleep(600)
""",
    "the database": """
import sqlite3
connection = sqlite3.connect(Path(sys.argv[1]) / "case.sqlite", isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
connection.execute("INSERT INTO receipt (document_id, id, path, received_at, by) VALUES ('h', 'h', 'h', 'h', '')")
print("ready", flush=True)
time.sleep(600)
""",
}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")


@pytest.mark.parametrize("what", HOLD)
def test_a_holder_that_is_stopped_is_told_of_and_one_that_is_killed_holds_nothing(opened, inbox, monkeypatch, what):
    opened.add([inbox / "a.txt"])
    script = f"import sys, time\nfrom pathlib import Path\n{HOLD[what]}"
    with subprocess.Popen([sys.executable, "-c", script, str(opened.folder)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"ready\n"
        os.kill(holder.pid, signal.SIGSTOP)
        monkeypatch.setattr(lock, "WAIT_SECONDS", 0.2)
        with Case.open(opened.folder) as other:  # a database is waited for as long as it was opened to be
            with pytest.raises(CaseError, match="Another process is writing to the case") as told:
                other.add([inbox])
            assert what == "the database" or told.type is BusyError
            assert len(other.documents()) == 1
            assert len(other.search("otto").hits) == 1
        holder.kill()
        holder.wait()
    assert len(opened.add([inbox]).added) == 1
    assert {receipt.path for receipt in opened.receipts()} == {str(inbox / "a.txt"), str(inbox / "b.txt")}
    assert opened.verify().ok

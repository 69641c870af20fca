"""A case on a read-only disk, and one of somebody else: what can be read is read, what cannot be written is told."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NOT_DONE = (
    "may not be opened or changed",
    "cannot be read or written",
    "may not be read",
    "may not be read or written",
)


def commands(how):
    space = (
        ["unshare", "-rm"] if how in ("disk", "log") else ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        command = [*space, sys.executable, str(HERE / "closed_case.py"), folder, how]
        told = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=told, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def closed(words, status, out, err):
    assert status == 2, (words, out, err)
    assert len(err.splitlines()) == 1, err
    assert any(sentence in err for sentence in NOT_DONE), err


@pytest.fixture
def as_root() -> None:
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("Only root can give a case to somebody else, and with setpriv obey permissions then.")


@pytest.mark.parametrize("how", ["disk", "log"])
def test_a_case_on_a_read_only_disk_can_be_read_and_nothing_is_lost(disks_can_be_made, how):
    told = commands(how)
    assert told.pop("is") == [3, 2 if how == "log" else 1]
    for words, (status, out, err) in told.items():
        if words.startswith(("add", "judge ", "undo")) or "bundle" in words:
            closed(words, status, out, err)
        elif how == "log":  # SQLite cannot read what a killed writer left where it may not write
            assert status == 0 or len(err.splitlines()) == 1, (words, out, err)
        else:
            assert (status, err) == (0, ""), (words, out, err)


def test_a_case_of_somebody_else_is_one_sentence(as_root):
    told = commands("owner")
    assert told.pop("is") == [3, 1]
    for words, (status, out, err) in told.items():
        closed(words, status, out, err)


def test_a_case_that_others_may_read_is_read_by_them_and_not_changed(as_root):
    told = commands("reader")
    assert told.pop("is") == [3, 1]
    for words, (status, out, err) in told.items():
        if words.startswith(("add", "judge ", "undo")) or "bundle" in words:
            closed(words, status, out, err)
        else:
            assert (status, err) == (0, ""), (words, out, err)

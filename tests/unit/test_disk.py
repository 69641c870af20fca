"""What is asked of a disk: safe names, and nothing left by who was killed."""

import os
import signal
import stat
import subprocess
import sys

import pytest

from allegedly.disk import make_folder, passing_file, passing_folder, sweep

HOLD = """
import sys, time
from pathlib import Path
from allegedly.disk import passing_file, passing_folder
with passing_file(Path(sys.argv[1]), "a") as file, passing_folder(Path(sys.argv[1]), "a") as folder:
    (folder / "inside").write_text("x")
    print("ready", flush=True)
    time.sleep(60)
"""


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_what_passes_is_gone_afterwards(tmp_path):
    with passing_file(tmp_path, "a") as file, passing_folder(tmp_path, "a") as folder:
        (folder / "inside").write_text("x")
        assert names(tmp_path) == sorted([file.name, folder.name])
    assert names(tmp_path) == []


def test_a_file_that_was_moved_stays_and_can_be_read_by_whom_the_mask_lets(tmp_path):
    with passing_file(tmp_path, "a") as file:
        file.replace(tmp_path / "a")
    assert names(tmp_path) == ["a"]
    if os.name != "nt":
        mask = os.umask(0)
        os.umask(mask)
        assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o666 & ~mask


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no locks that tell the dead from the living")
def test_what_a_killed_process_left_is_swept_and_what_a_living_one_holds_is_not(tmp_path):
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"ready\n"
        sweep(tmp_path, "a")
        assert len(names(tmp_path)) == 2
        other.send_signal(signal.SIGKILL)
        other.wait()
    (tmp_path / ".a-not_ours_.part").write_text("x")
    with passing_file(tmp_path, "a"):
        assert len(names(tmp_path)) == 2
    assert names(tmp_path) == [".a-not_ours_.part"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no locks that tell the dead from the living")
def test_what_is_swept_is_ours_and_no_link_to_something_else(tmp_path):
    """Names of cases and exports have what stands for other signs in a pattern."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_text("x")
    for name in (".[ab]*-abcdefgh.part", ".a*-abcdefgh.part", ".ax-abcdefgh.part"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".[ab]*-abcdefgi.part").symlink_to(elsewhere)
    sweep(tmp_path, "[ab]*")
    assert names(tmp_path) == [".[ab]*-abcdefgi.part", ".a*-abcdefgh.part", ".ax-abcdefgh.part", "elsewhere"]


def test_folders_are_made_with_those_above_them(tmp_path):
    make_folder(tmp_path / "a" / "b", 0o700)
    make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700

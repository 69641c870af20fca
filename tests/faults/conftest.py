"""A sample of what ``make soak`` does by the hundred."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.soak import full, shim

ROOT = Path(__file__).parents[2]
REQUIRED = os.environ.get("ALLEGEDLY_FAULTS") == "required"


def need(why_not: str | None) -> None:
    """Leave a test out where the machine lacks what it needs; a machine that must have it fails instead."""
    if why_not is not None and REQUIRED:
        pytest.fail(f"ALLEGEDLY_FAULTS=required, but: {why_not}")
    if why_not is not None:
        pytest.skip(why_not)


@pytest.fixture(scope="session")
def calls_can_be_watched() -> None:
    need(shim.why_not())


@pytest.fixture(scope="session")
def disks_can_be_made() -> None:
    need(full.why_not())


@pytest.fixture
def soak(calls_can_be_watched) -> Callable[..., str]:
    """Runs a part of the soak as a program, and gives what it prints; fails where something was not survived."""

    def run(*arguments: object) -> str:
        command = [sys.executable, "-m", "benchmarks.soak", *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run

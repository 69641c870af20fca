"""The tutorial is done as it stands: every command of the page in a folder of its own, every line compared."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.docs.fenced import Saved, Typed, missing, other_judgements, steps

PAGE = Path(__file__).parents[2] / "docs" / "tutorial.md"


@pytest.fixture
def at_home(tmp_path):
    """A folder to work in, and an environment in which ``allegedly`` is this one, on an ordinary terminal's width."""
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "allegedly"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m allegedly "$@"\n')
    program.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    return home, {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.sqlite
def test_what_the_tutorial_says_comes_out(at_home) -> None:
    home, environment = at_home
    others: dict[str, str] = {}
    for step in steps(PAGE.read_text("utf-8")):
        if isinstance(step, Saved):
            (home / step.name).write_text(step.text, "utf-8")
            continue
        command, *lines = (_here(line, others) for line in (step.command, *step.lines))
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=home, env=environment, capture_output=True, text=True, check=False
        )
        came = done.stdout.splitlines()
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        lost = missing(lines, came)
        assert lost is None, f"$ {command}\nThe page has:\n{lost}\nWhat came out:\n{done.stdout[:3000]}"
        others |= other_judgements(lines, came)


def _here(line: str, others: dict[str, str]) -> str:
    for told, came in others.items():
        line = line.replace(told, came)
    return line


def test_the_tutorial_does_each_thing_that_a_case_is_for() -> None:
    verbs = {step.command.split()[1] for step in steps(PAGE.read_text("utf-8")) if isinstance(step, Typed)}
    assert verbs >= {"demo", "add", "timeline", "trace", "conflicts", "judge", "undo", "export", "verify"}


@pytest.mark.parametrize(
    ("told", "fits"),
    [
        (("one", "two"), True), (("one", "..."), True), (("...", "two"), True), (("...", "one", "two"), True),
        (("one",), False), (("two",), False), (("...", "one", "..."), True), (("two", "one"), False),
        (("on", "..."), False),
    ],
)  # fmt: skip
def test_lines_are_compared_whole_and_in_order(told, fits) -> None:
    assert (missing(told, ["one", "two"]) is None) == fits


def test_judgements_are_followed_by_what_they_are_called_here() -> None:
    assert other_judgements(("00751059  a",), ["9160edb1  a"]) == {"00751059": "9160edb1"}

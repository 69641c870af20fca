"""What goes astray is ended, told, and harms nobody."""

import os
import signal
import time
from collections.abc import Iterator

import pytest

from allegedly.errors import RefusedInputError
from allegedly.runners import Failed, Guarded


def work(item: str) -> Iterator[object]:
    yield os.getpid()
    if item == "hang":
        time.sleep(60)
    if item == "devour":
        yield len(bytearray(900 * 1024**2))
    if item == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "refuse":
        raise RefusedInputError("It is empty.")
    if item == "err":
        raise KeyError("a secret")
    yield item


@pytest.fixture
def guarded() -> Iterator[Guarded[str, object]]:
    with Guarded(work, seconds=1.5, megabytes=200) as one:
        yield one


def test_results_come_one_by_one_from_one_process(guarded):
    first, second = list(guarded.run("a")), list(guarded.run("b"))
    assert (first[1:], second[1:]) == (["a"], ["b"])
    assert first[0] == second[0] != os.getpid()


@pytest.mark.parametrize(
    ("item", "why"), [("hang", "more than 1.5 seconds"), ("devour", "more than 200 MB"), ("die", "signal 9")]
)
def test_what_goes_astray_is_told_and_the_next_item_is_worked_on(guarded, item, why):
    gone, failed = guarded.run(item)
    assert isinstance(failed, Failed)
    assert why in failed.why
    again = list(guarded.run("a"))
    assert again[1:] == ["a"]
    assert again[0] != gone


def test_what_it_raises_is_raised_here_and_the_process_lives_on(guarded):
    for item, kind in (("refuse", RefusedInputError), ("err", KeyError)):
        results = guarded.run(item)
        process = next(results)
        with pytest.raises(kind):
            next(results)
        assert next(guarded.run("a")) == process


def test_an_item_that_is_left_in_the_middle_leaves_nothing_for_the_next(guarded):
    results = guarded.run("a")
    next(results)
    results.close()
    assert list(guarded.run("b"))[1:] == ["b"]


def test_its_process_ends_with_it():
    with Guarded(work) as one:
        process = next(one.run("a"))
    with pytest.raises(ProcessLookupError):
        os.kill(int(str(process)), 0)

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from allegedly.runners import Failed, processes
from allegedly.runners.processes import LOOK_AHEAD


def work(item):
    kind, value = item
    if kind == "wait":
        time.sleep(value)
    if kind == "die":
        os.kill(os.getpid(), value)
    if kind == "leave":
        os._exit(value)
    if kind == "fail":
        raise value
    return value


class StubbornError(Exception):
    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")
        self.held = threading.Lock()  # some libraries teach pickle to take any error but one that holds such a thing


def stubborn(item):
    raise StubbornError("this", "that")


def gone(pid: int, seconds: float = 10) -> bool:
    """Whether the process ends within that time; one that ended but was not waited for counts as ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().split(") ")[1][0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


def test_results_come_in_order_whatever_ends_first():
    items = [("wait", 0.3), ("wait", 0), ("wait", 0.1), ("wait", 0)] * 3
    assert list(processes(work, items, 3)) == [value for _, value in items]


def test_large_items_and_results_pass():
    items = [("", "x" * 3_000_000 + str(i)) for i in range(6)]
    assert list(processes(work, items, 2)) == [value for _, value in items]


def test_no_more_is_begun_than_the_look_ahead():
    begun = []

    def items():
        for i in range(100):
            begun.append(i)
            yield ("wait", 0.2) if i == 0 else ("", i)

    results = processes(work, items(), 2)
    assert next(results) == 0.2
    assert len(begun) <= 2 * LOOK_AHEAD
    results.close()


def test_an_item_whose_process_dies_is_told_and_the_rest_goes_on():
    items = [("", 1), ("die", signal.SIGKILL), ("", 3), ("leave", 7), ("", 5)]
    assert list(processes(work, items, 2)) == [
        1,
        Failed("it was ended by the signal 9, Killed"),
        3,
        Failed("it ended with the status 7"),
        5,
    ]


def test_all_may_die():
    assert [type(result) for result in processes(work, [("leave", 1)] * 20, 3)] == [Failed] * 20


def test_what_the_function_raises_is_raised_at_its_turn():
    results = processes(work, [("", 1), ("fail", KeyError("why")), ("", 3)], 2)
    assert next(results) == 1
    with pytest.raises(KeyError, match="why"):
        next(results)


def test_an_error_that_cannot_travel_is_told_by_another():
    with pytest.raises(RuntimeError, match="StubbornError: this and that"):
        list(processes(stubborn, [1], 1))


def test_what_the_items_raise_is_raised():
    def items():
        yield "", 1
        raise KeyError("no more")

    with pytest.raises(KeyError, match="no more"):
        list(processes(work, items(), 2))


def test_closing_ends_the_workers():
    results = processes(lambda item: os.getpid() if item else time.sleep(60), [1, 0, 0, 0], 2)
    worker = next(results)
    results.close()
    assert gone(worker, 1)


PARENT = """
import os, sys, time
from allegedly.runners import processes

def work(item):
    os.write(1, f"worker {os.getpid()}\\n".encode())  # in one piece, beside those of the others
    time.sleep(item)

try:
    for _ in processes(work, [float(sys.argv[1])] * 20, 3):
        pass
except KeyboardInterrupt:
    print("stopped", flush=True)
    sys.exit(3)
"""


def started(seconds: str) -> tuple[subprocess.Popen, list[int]]:
    """A parent with three workers at work, in a process group of its own."""
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, seconds],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    return parent, [int(parent.stdout.readline().split()[1]) for _ in range(3)]


def test_ctrl_c_stops_cleanly():
    parent, workers = started("60")
    os.killpg(parent.pid, signal.SIGINT)
    out, err = parent.communicate(timeout=30)
    assert (out, err, parent.returncode) == ("stopped\n", "", 3)
    assert all(gone(worker, 1) for worker in workers)


def test_workers_do_not_outlive_a_killed_parent():
    parent, workers = started("1")
    parent.kill()
    parent.wait()
    parent.stdout.close()
    parent.stderr.close()
    assert all(gone(worker) for worker in workers)

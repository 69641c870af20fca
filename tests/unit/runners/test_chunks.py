import os
import signal
from itertools import islice

import pytest

from allegedly.errors import AllegedlyError
from allegedly.runners import in_processes, sizes


def doubled(items):
    for item in items:
        if item == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        yield item * 2, os.getpid()


def test_lists_are_short_at_first_so_that_every_process_has_one():
    assert list(islice(sizes(2), 9)) == [2, 2, 4, 4, 8, 8, 16, 16, 16]
    assert list(islice(sizes(1), 3)) == [16, 16, 16]


def test_results_come_in_order_from_other_processes():
    results = list(in_processes(doubled, iter(range(100)), 2))
    assert [result for result, _ in results] == list(range(0, 200, 2))
    assert len({process for _, process in results} - {os.getpid()}) == 2


def test_nothing_gives_nothing():
    assert list(in_processes(doubled, [], 2)) == []


def test_a_process_that_dies_is_told():
    with pytest.raises(AllegedlyError, match=r"process that was reading documents died .*use fewer processes"):
        list(in_processes(doubled, [1, 2, "die", 3], 2))

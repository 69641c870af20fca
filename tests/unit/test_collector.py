"""The collector stays off as long as anybody wants it off, and what is made to stay holds no garbage."""

import gc
import threading
import weakref

from allegedly.collector import collector_paused, made_to_stay


class Ring:
    def __init__(self) -> None:
        self.own = self


def test_it_is_off_until_the_last_one_is_done():
    inside, leave = threading.Event(), threading.Event()

    def other():
        with collector_paused():
            inside.set()
            leave.wait(10)

    with collector_paused():
        thread = threading.Thread(target=other)
        thread.start()
        inside.wait(10)
    assert not gc.isenabled()
    leave.set()
    thread.join()
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off():
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_is_made_to_stay_holds_no_garbage_and_is_given_back():
    gc.collect()
    with made_to_stay():
        left = weakref.ref(Ring())
        kept = [Ring() for _ in range(3)]
    try:
        assert left() is None
        assert gc.get_freeze_count() > 0
        there = [weakref.ref(one) for one in kept]
        del kept
        with made_to_stay():
            pass
        assert [one() for one in there] == [None] * 3
    finally:
        gc.unfreeze()

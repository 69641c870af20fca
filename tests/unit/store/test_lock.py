import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from allegedly.errors import CaseError
from allegedly.store.lock import only_writer

FORK = multiprocessing.get_context("fork")


def hold(folder, ready, release):
    with only_writer(folder):
        ready.set()
        release.wait(30)


def test_a_second_process_is_told_after_a_while(tmp_path):
    ready, release = FORK.Event(), FORK.Event()
    other = FORK.Process(target=hold, args=(tmp_path, ready, release))
    other.start()
    assert ready.wait(30)
    begun = time.monotonic()
    with (
        pytest.raises(CaseError, match=f"Another process is writing to the case {tmp_path}. Wait"),
        only_writer(tmp_path, 0.2),
    ):
        pass
    assert 0.2 <= time.monotonic() - begun < 5
    release.set()
    other.join()
    with only_writer(tmp_path, 0):
        pass


def test_a_second_process_waits_for_its_turn(tmp_path):
    ready, release = FORK.Event(), FORK.Event()
    other = FORK.Process(target=hold, args=(tmp_path, ready, release))
    other.start()
    assert ready.wait(30)
    threading.Timer(0.2, release.set).start()
    with only_writer(tmp_path, 30):
        assert release.is_set()
    other.join()


def test_the_lock_of_a_killed_process_is_free(tmp_path):
    ready, release = FORK.Event(), FORK.Event()
    other = FORK.Process(target=hold, args=(tmp_path, ready, release))
    other.start()
    assert ready.wait(30)
    other.kill()
    other.join()
    with only_writer(tmp_path, 0):
        pass


def test_threads_of_one_process_exclude_each_other_too(tmp_path):
    with only_writer(tmp_path):
        with pytest.raises(CaseError, match="Another process"), only_writer(tmp_path / "." / "", 0.1):
            pass
        other = tmp_path / "other"
        other.mkdir()
        with only_writer(other, 0):
            pass
    with only_writer(tmp_path, 0):
        pass


def test_a_thread_that_gives_up_waiting_does_not_give_up_the_lock_of_another(tmp_path):
    with only_writer(tmp_path):
        with ThreadPoolExecutor(1) as pool, pytest.raises(CaseError):
            pool.submit(lambda: only_writer(tmp_path, 0).__enter__()).result()
        ready, release = FORK.Event(), FORK.Event()
        other = FORK.Process(target=hold, args=(tmp_path, ready, release))
        other.start()
        assert not ready.wait(0.5)
    assert ready.wait(30)
    release.set()
    other.join()


def test_it_is_free_after_an_error(tmp_path):
    with pytest.raises(KeyError), only_writer(tmp_path):
        raise KeyError
    with only_writer(tmp_path, 0):
        pass


def hold_with_a_child(folder, ready):
    """Hold the lock, with a worker that was forked under it and does not notice when its parent is killed."""
    with only_writer(folder):
        worker = FORK.Process(target=time.sleep, args=(30,))
        worker.start()
        ready.put(worker.pid)
        time.sleep(30)


def test_a_worker_that_outlives_a_killed_holder_does_not_hold_the_lock(tmp_path):
    ready = FORK.SimpleQueue()
    other = FORK.Process(target=hold_with_a_child, args=(tmp_path, ready))
    other.start()
    worker = ready.get()
    other.kill()
    other.join()
    try:
        with only_writer(tmp_path, 0):
            os.kill(worker, 0)  # it is alive
            taken = True
        assert taken
    finally:
        os.kill(worker, signal.SIGKILL)
        ready.close()

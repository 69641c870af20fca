"""Two processes are timed beside one, and one that dies is told."""

import os

import pytest
from benchmarks.speed import processes


def test_two_processes_are_timed_beside_one(monkeypatch) -> None:
    monkeypatch.setattr(processes, "_DOCUMENTS", 2)
    monkeypatch.setattr(processes, "_TEMPLATES", 1)
    monkeypatch.setattr(processes, "_ROUNDS", 1)
    figures = processes.score()
    assert set(figures) == {"two_over_one", "two_apart_over_one"}
    assert all(0 < value < 3 for value in figures.values())


def test_a_process_that_dies_is_told(monkeypatch) -> None:
    monkeypatch.setattr(processes, "_read", lambda _: os._exit(3))
    with pytest.raises(RuntimeError, match="status 3"):
        processes._apart([])

"""The same documents give the same bytes, in every export: a sample of `make soak`."""

import os

import pytest
from benchmarks.soak import sameness


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("same")
    _, files = next(sameness.cases(folder))
    return files, sameness.written(sameness.FIRST, files, folder / "first")


def test_however_and_wherever_they_are_read_the_same_documents_give_the_same_bytes(sample, tmp_path) -> None:
    files, first = sample
    assert {path.stem for path in (first / "jsonl").iterdir()} == {*sameness.DERIVED, "receipts", "custody"}
    differing = sameness.differing(first, sameness.written(sameness.ALL_ELSE, files, tmp_path / "other"))
    assert {*differing} <= sameness.TELLS_RECEIPT


def test_another_python_gives_the_same_bytes(sample, tmp_path) -> None:
    other = os.environ.get(sameness.OTHER_PYTHON)
    if not other:
        pytest.skip(f"{sameness.OTHER_PYTHON} names no other Python with the dependencies (make test-other-python).")
    files, first = sample
    differing = sameness.differing(first, sameness.written(sameness.Way("other", python=other), files, tmp_path / "o"))
    assert differing == []


def test_read_at_another_time_only_what_tells_of_receipt_differs(sample, tmp_path) -> None:
    files, first = sample
    later = sameness.Way("later", ("--at", "2015-06-07T09:30:00Z"))
    assert {*sameness.differing(first, sameness.written(later, files, tmp_path / "later"))} == sameness.TELLS_RECEIPT

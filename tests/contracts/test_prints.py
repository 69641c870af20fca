"""Who has each fingerprint first: the same on the shelf, in Parquet files, and in a plain dictionary."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.model.protocols import Printed, PrintIndex, Shelf
from allegedly.store import SqliteShelf, parquet_prints

pytest.importorskip("duckdb")
DOCUMENTS = [f"{number:02x}" * 8 for number in range(7)] + ["0000000000000001", "00000000000000ff"]
"""Some begin alike, so that of one day only the rest of their ids tells them apart."""
KINDS = ("shelf", "files")

changes = st.lists(
    st.dictionaries(
        st.sampled_from(DOCUMENTS),
        st.none() | st.tuples(st.integers(0, 2), st.frozensets(st.sampled_from([-(2**63), -7, 0, 5, 6, 2**63 - 1]))),
        max_size=5,
    ),
    max_size=8,
)
"""Documents that come or come again, with a day and their fingerprints, or go."""


class Plain:
    """The contract in the fewest words."""

    def __init__(self) -> None:
        self.there: dict[str, Printed] = {}

    def order(self, document: str) -> tuple[date, str]:
        return self.there[document][0], document

    def holders(self, print_: int) -> set[str]:
        return {document for document, (_, prints) in self.there.items() if print_ in prints}

    def first(self) -> dict[int, str]:
        every = {print_ for _, prints in self.there.values() for print_ in prints}
        return {print_: min(self.holders(print_), key=self.order) for print_ in every}

    def replace(self, documents, come) -> set[str]:
        before = self.first()
        self.there = {own: printed for own, printed in self.there.items() if own not in documents} | come
        after = self.first()
        moved = {print_ for print_, own in before.items() if own in documents or after.get(print_) != own}
        return {own for print_ in moved for own in self.holders(print_)}


@pytest.fixture(autouse=True, scope="module")
def small_runs() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("_SMALL", 4), ("_FANOUT", 2), ("_FEW", 3)):
            patch.setattr(parquet_prints, name, value)
        yield


@contextmanager
def opened(kind: str, folder: Path) -> Iterator[tuple[Shelf, PrintIndex]]:
    with closing(SqliteShelf(folder)) as shelf:
        yield shelf, shelf._in_files if kind == "files" else shelf._here


def printed(day: int, *prints: int) -> Printed:
    return date(1999, 1, 1) + timedelta(days=day), frozenset(prints)


def assert_it_is(index: PrintIndex, plain: Plain) -> None:
    assert index.first([*range(-8, 8), -(2**63), 2**63 - 1]) == plain.first()
    assert index.orders(DOCUMENTS) == {document: plain.order(document) for document in plain.there}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15, deadline=None)
@given(changes)
def test_it_is_as_a_dictionary_whatever_comes_and_goes(kind, steps) -> None:
    with TemporaryDirectory() as folder, opened(kind, Path(folder)) as (shelf, index):
        plain = Plain()
        for step in steps:
            come = {own: printed(day_prints[0], *day_prints[1]) for own, day_prints in step.items() if day_prints}
            with shelf.changing():
                found = index.replace(step.keys(), come)
                wanted = plain.replace(step.keys(), come)
                of_those = {print_ for _, prints in come.values() for print_ in prints}
                assert index.first(of_those) == {print_: plain.first()[print_] for print_ in of_those}
            assert wanted - step.keys() <= found <= plain.there.keys()
            assert_it_is(index, plain)


@pytest.mark.parametrize("kind", KINDS)
def test_the_holders_of_what_nobody_else_overtook_are_left_alone(kind, tmp_path) -> None:
    with opened(kind, tmp_path) as (_, index):
        index.replace(DOCUMENTS[:2], {DOCUMENTS[0]: printed(1, 1, 2), DOCUMENTS[1]: printed(2, 1, 3)})
        assert index.replace(DOCUMENTS[2:3], {DOCUMENTS[2]: printed(3, 1, 2, 3)}) == set()
        assert index.replace(DOCUMENTS[3:4], {DOCUMENTS[3]: printed(0, 3)}) - {DOCUMENTS[3]} == {*DOCUMENTS[1:3]}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_tried_or_given_up_leaves_it_as_it_was(kind, tmp_path) -> None:
    plain = Plain()
    come = {own: printed(number, number, 0) for number, own in enumerate(DOCUMENTS[:4])}
    other = {DOCUMENTS[0]: printed(5, 7), DOCUMENTS[5]: printed(0, 0, 1)}
    with opened(kind, tmp_path) as (shelf, index):
        with shelf.changing():
            index.replace(come, come)
        plain.replace(come, come)
        with shelf.trying():
            index.replace(other, other)
            assert index.first([0]) == {0: DOCUMENTS[5]}
        assert index.first([0]) == {0: DOCUMENTS[0]}
        assert_it_is(index, plain)
        with pytest.raises(ZeroDivisionError), shelf.changing():
            assert index.replace(other, other) == 1 / 0
        assert_it_is(index, plain)
        with shelf.changing():
            index.replace(other, other)
        plain.replace(other, other)
        assert_it_is(index, plain)
    with opened(kind, tmp_path) as (_, index):
        assert_it_is(index, plain)

"""The shelf on SQLite: which items are in one knot."""

import pytest

from allegedly.model.protocols import Item
from allegedly.store import SqliteShelf


@pytest.fixture
def shelf(tmp_path):
    found = SqliteShelf(tmp_path)
    yield found
    found.close()


def item(name: str, *ties: int, keys: frozenset[int] = frozenset()) -> Item:
    return Item(name, "", keys, frozenset(ties))


def test_what_a_chain_of_ties_links_is_one_knot(shelf):
    shelf.put("a", [item("one", 1), item("two", 2), item("three", 2, 3), item("alone", 9)])
    assert shelf.in_knots("a", shelf.knots_of("a", ["three"])) == {"two", "three"}
    shelf.put("a", [item("between", 1, 3)])
    assert shelf.in_knots("a", shelf.knots_of("a", ["one"])) == {"one", "two", "three", "between"}
    assert shelf.in_knots("a", shelf.knots_of("a", ["alone"])) == {"alone"}


def test_a_knot_stays_whole_when_an_item_goes_and_comes_again_otherwise(shelf):
    shelf.put("a", [item("one", 1), item("between", 1, 2), item("two", 2)])
    shelf.put("a", [item("between", 7)])
    assert shelf.in_knots("a", shelf.knots_of("a", ["one"])) == {"one", "two"}
    assert shelf.in_knots("a", shelf.knots_of("a", ["between"])) == {"between"}


def test_items_of_a_key_or_of_another_space_are_not_tied(shelf):
    shelf.put("a", [item("one", 1, keys=frozenset({5})), item("two", 2, keys=frozenset({5}))])
    shelf.put("b", [item("one", 3), item("two", 3)])
    assert shelf.in_knots("a", shelf.knots_of("a", ["one"])) == {"one"}
    assert shelf.in_knots("b", shelf.knots_of("b", ["one"])) == {"one", "two"}


def test_a_knot_that_is_there_keeps_its_number_when_new_items_join_it(shelf):
    shelf.put("a", [item("one", 1)])
    before = shelf.knots_of("a", ["one"])
    for number in range(2, 30):
        shelf.put("a", [item(f"new {number}", number)])
        shelf.put("a", [item(f"between {number}", number, number - 1)])
    assert shelf.knots_of("a", ["one"]) == before
    assert len(shelf.in_knots("a", before)) == 57

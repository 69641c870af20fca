"""What every store must keep of what came in: receipts, refusals, and what documents lay in."""

from dataclasses import replace
from datetime import date

import pytest
from tests.contracts.stores import LATER, NOW

from allegedly.model.protocols import Container, Receipt, Refusal

BOX = Container("c" * 64, "in/box.zip", "application/zip", 12, NOW, ("Left out of in/box.zip: 3 pictures.",))


def test_the_same_bytes_have_a_receipt_for_each_path(store):
    store.receive([Receipt("d1", "b.txt", LATER), Receipt("d1", "a.txt", NOW, date(2011, 1, 1))])
    store.receive([Receipt("d1", "a.txt", LATER), Receipt("d2", "a.txt", LATER)])
    assert store.receipts("d1") == [Receipt("d1", "a.txt", NOW, date(2011, 1, 1)), Receipt("d1", "b.txt", LATER)]
    assert len(store.receipts()) == 3


def test_unfinished_is_what_was_received_but_neither_kept_nor_refused(store, arrival):
    kept = arrival("Otto left.")
    store.receive([Receipt(kept.document.id, "kept", NOW), Receipt("refused", "r", NOW)])
    store.receive([Receipt("open", "second", LATER), Receipt("open", "first", NOW), Receipt("gone", "g", NOW)])
    store.keep([kept], [Refusal("r", "r is empty.", NOW, "refused")])
    assert store.unfinished() == [Receipt("gone", "g", NOW), Receipt("open", "first", NOW)]
    store.forget_receipts("gone", by="anna", at=LATER)
    assert store.unfinished() == [Receipt("open", "first", NOW)]


def test_a_refusal_is_noted_once(store):
    refusal = Refusal("a", "a is empty.", NOW, "f" * 64)
    store.keep([], [refusal, Refusal("b", "b is gone.", NOW)])
    store.keep([], [replace(refusal, refused_at=LATER)])
    assert store.refusals() == [refusal, Refusal("b", "b is gone.", NOW)]


def test_a_container_is_kept_once_and_counts_as_had(open_store):
    store = open_store()
    assert not store.has(BOX.id)
    store.keep([], [], [replace(BOX, id="d" * 64, added_at=LATER), BOX])
    store.keep([], [], [replace(BOX, path="elsewhere.zip", added_at=LATER)])
    assert store.has(BOX.id)
    store.close()
    assert open_store().containers() == [BOX, replace(BOX, id="d" * 64, added_at=LATER)]


def test_a_container_is_no_document(store):
    store.keep([], [], [BOX])
    assert (store.ids(), store.documents(), store.pending("1")) == ([], [], [])


def test_a_container_that_was_received_is_unfinished_until_it_is_kept(store):
    store.receive([Receipt(BOX.id, BOX.path, NOW)])
    assert store.unfinished() == [Receipt(BOX.id, BOX.path, NOW)]
    store.keep([], [], [BOX])
    assert store.unfinished() == []


def test_a_document_tells_its_pages_and_what_it_came_in(store, arrival):
    inside = [arrival(f"Otto wrote page {n}. Zoe read it.", parent=BOX.id, pages=(0, 18)) for n in range(2)]
    alone = arrival("Otto left.")
    store.keep([*inside, alone], [], [BOX])
    assert {entry.id for entry in store.documents(within=BOX.id)} == {one.document.id for one in inside}
    assert store.documents(within=alone.document.id) == []
    assert store.document(inside[0].document.id) == inside[0].document
    (read,) = store.annotated([inside[0].document.id])
    assert (read.document.parent, read.document.pages, read.document.page_at(20)) == (BOX.id, (0, 18), 2)
    assert {entry.id: entry.parent for entry in store.documents()}[alone.document.id] is None


def test_a_batch_with_a_container_is_kept_as_a_whole_or_not_at_all(store, arrival):
    with pytest.raises(Exception, match="media_type"):
        store.keep([arrival("Otto left.")], [], [replace(BOX, media_type=None)])
    assert (store.ids(), store.containers()) == ([], [])

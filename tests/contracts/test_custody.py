"""What every store must keep in its log of custody: a line for each thing that cannot be worked out again."""

from dataclasses import replace
from datetime import date

import pytest
from tests.contracts.stores import LATER, NOW

from allegedly.model import Subject, Verdict
from allegedly.model.custody import Head, Noted
from allegedly.model.protocols import Container, Receipt, Refusal

BOX = Container("c" * 64, "in/box.zip", "application/zip", 12, NOW, ("Left out of in/box.zip: 3 pictures.",))
REFUSED = Refusal("r", "r is empty.", NOW, "f" * 64)
VERDICT = Verdict("accept", (Subject("d", "c", "words", "claim", 3),), "bruno", LATER, "So it is.")


def told(store):
    return [(line.what, line.record, line.subject, line.by, line.at) for line in store.custody()]


def test_an_empty_case_has_an_empty_log(store):
    assert store.custody() == []
    assert store.check_custody().head == Head()


def test_each_thing_that_comes_in_has_its_line(store, arrival):
    kept = arrival("Otto left.")
    own = kept.document.id
    store.receive([Receipt(own, "a.txt", NOW, by="anna"), Receipt(BOX.id, BOX.path, LATER, by="anna")])
    store.keep([kept], [REFUSED], [BOX], by="zoe")
    made = store.judge(VERDICT, after=0)
    assert told(store) == [
        ("received", "receipt", own, "anna", NOW),
        ("received", "receipt", BOX.id, "anna", LATER),
        ("kept", "document", own, "zoe", NOW),
        ("refused", "refusal", REFUSED.id, "zoe", NOW),
        ("opened", "container", BOX.id, "zoe", NOW),
        ("judged", "judgement", made.id, "bruno", LATER),
    ]
    assert store.check_custody().problems == ()


def test_an_original_that_came_in_again_has_a_line_and_what_is_kept_of_it_stays(store, arrival):
    kept = arrival("Otto left.")
    store.keep([kept], [], [BOX], by="zoe")
    for own in (kept.document.id, BOX.id, "f" * 64):
        store.put_back(own, by="anna", at=LATER)
    assert told(store)[2:] == [
        ("put back", "document", kept.document.id, "anna", LATER),
        ("put back", "container", BOX.id, "anna", LATER),
    ]
    assert store.check_custody().problems == ()


def test_what_is_there_already_has_no_second_line(store, arrival):
    kept = arrival("Otto left.")
    for _ in range(2):
        store.receive([Receipt("d", "a.txt", NOW), Receipt("d", "a.txt", LATER)])
        store.keep([kept], [REFUSED, REFUSED], [BOX])
    assert [line.number for line in store.custody()] == [1, 2, 3, 4]
    assert store.receipts() == [Receipt("d", "a.txt", NOW)]
    assert store.check_custody().problems == ()


WAY = Receipt("d", "a.txt", NOW, None, "anna", "file")


@pytest.mark.parametrize(
    "other",
    [
        replace(WAY, path="b.txt"),
        replace(WAY, by="bruno"),
        replace(WAY, how="upload"),
        replace(WAY, how="fetched", url="https://example.org/a.txt"),
        replace(WAY, how="inside", parent="c" * 64),
    ],
)
def test_the_same_bytes_in_another_way_are_another_receipt(store, other):
    store.receive([WAY, replace(other, received_at=LATER)])
    assert store.receipts("d") == [WAY, replace(other, received_at=LATER)]
    assert len(store.custody()) == 2
    assert store.check_custody().problems == ()


def test_a_receipt_says_all_that_was_noted(store):
    whole = Receipt("d", "a.txt", NOW, date(2011, 6, 15), "anna", "fetched", "https://example.org/a.txt", "c" * 64)
    store.receive([whole])
    assert (store.receipts(), store.unfinished()) == ([whole], [whole])


def test_a_forgotten_receipt_leaves_its_lines(store):
    store.receive([WAY, replace(WAY, path="b.txt"), replace(WAY, document="e")])
    store.forget_receipts("d", by="zoe", at=LATER)
    assert store.receipts() == [replace(WAY, document="e")]
    assert told(store)[3:] == [("forgotten", "receipt", "d", "zoe", LATER)] * 2
    assert store.check_custody().problems == ()
    store.receive([WAY])
    assert store.check_custody().problems == ()


def test_what_is_not_kept_has_no_line(store, arrival):
    with pytest.raises(Exception, match="media_type"):
        store.keep([arrival("Otto left.")], [REFUSED], [replace(BOX, media_type=None)])
    assert store.judge(VERDICT, after=3) is None
    assert store.custody() == []
    assert store.check_custody().problems == ()


def test_a_reading_has_no_line_and_is_sealed(store, arrival):
    kept = arrival("Otto left.")
    store.keep([kept], [])
    store.keep_readings([replace(kept.reading, key="other")])
    assert len(store.custody()) == 1
    assert list(store.problems_of_reading(kept.document.id)) == []
    assert list(store.problems_of_reading("nothing")) == []


def test_the_chain_goes_on_when_a_store_is_opened_again(open_store):
    store = open_store()
    store.receive([WAY])
    noted = store.check_custody().head
    store.close()
    store = open_store()
    store.receive([replace(WAY, document="e")])
    report = store.check_custody(Noted(noted.hash, noted.number))
    assert (report.problems, report.head.number) == ((), 2)
    assert store.check_custody(Noted("0" * 64, 2)).problems != ()


def test_the_log_can_be_asked_for_some_of_what_it_tells_of(store):
    store.receive([WAY, replace(WAY, document="e")])
    assert [line.subject for line in store.custody(["e", "nothing"])] == ["e"]
    assert store.custody([]) == []


def test_texts_of_any_characters_keep_their_digests(store, arrival):
    kept = arrival(
        "Otto left.", title="Ötto \u2028 \U0001f4ce \x07", authors=("A\u0301nna", ""), url="https://é.example/?a=1&b"
    )
    store.keep([kept], [Refusal("ü\n", '“no” \\ " /', NOW)], by="Zoë")
    assert store.check_custody().problems == ()

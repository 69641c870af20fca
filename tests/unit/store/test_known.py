"""The log and the list of documents are made out once, and are what stands in the database all the same."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from allegedly.case import Case
from allegedly.model import Judgement, Verdict
from allegedly.store import FILE, SqliteStore, create_folder, known


@pytest.fixture
def stores(tmp_path):
    create_folder(tmp_path / "case")
    opened = [SqliteStore(tmp_path / "case") for _ in range(2)]
    yield opened
    for one in opened:
        one.close()


def judged(store, why) -> Judgement:
    return store.judge(Verdict("undo", (), by="Ada", at="2012", why=why, undoes="x"), after=len(store.judgements()))


def test_what_another_one_judged_is_seen_and_nothing_is_made_out_twice(stores, monkeypatch) -> None:
    decoded = []
    made_out = known.decode
    monkeypatch.setattr(known, "decode", lambda *one: decoded.append(one) or made_out(*one))
    first, second = stores
    assert first.judgements() == ()
    made = tuple(judged(second, why) for why in "abc")
    decoded.clear()
    assert first.judgements() == first.judgements() == made
    assert len(decoded) == 3


def test_a_log_that_is_another_one_is_made_out_anew(stores, tmp_path) -> None:
    store = stores[0]
    for why in "abc":
        judged(store, why)
    before = store.judgements()
    with sqlite3.connect(tmp_path / "case" / FILE) as database:
        database.execute("DELETE FROM judgement WHERE number = 3")
    database.close()
    assert store.judgements() == before[:2]


def test_a_log_whose_last_line_is_another_one_is_made_out_anew(stores, tmp_path) -> None:
    """As where a case was put back as it was, and something else was judged then."""
    store = stores[0]
    for why in "abc":
        judged(store, why)
    before = store.judgements()
    with sqlite3.connect(tmp_path / "case" / FILE) as database:
        change = "UPDATE judgement SET id = 'other', content = replace(content, '\"c\"', '\"d\"') WHERE number = 3"
        assert database.execute(change).rowcount == 1
    database.close()
    assert [one.why for one in store.judgements()] == ["a", "b", "d"]
    assert store.judgements()[:2] == before[:2]


def test_many_who_ask_while_others_judge_see_each_a_beginning_of_the_log(stores) -> None:
    def ask(_: int) -> tuple[Judgement, ...]:
        return stores[0].judgements()

    with ThreadPoolExecutor(4) as pool:
        asked = pool.map(ask, range(60))
        for number in range(20):
            judged(stores[1], str(number))
        seen = list(asked)
    whole = stores[1].judgements()
    assert len(whole) == 20
    assert all(one == whole[: len(one)] for one in seen)
    assert stores[0].judgements() == whole


def test_documents_are_listed_anew_only_where_one_came_or_was_read(tmp_path, fakes, monkeypatch) -> None:
    listed = []
    entry_of = known.entry_of
    monkeypatch.setattr(known, "entry_of", lambda row: listed.append(row.id) or entry_of(row))
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Otto left Lyon. {name}")
    with Case.create(tmp_path / "case", stages=fakes.stages()) as case:
        case.add([tmp_path / "a.txt"])
        first = case.documents()
        case.judge("accept", next(case.annotated()).claims[0].id, by="Ada")
        assert case.documents() == first
        assert len(listed) == 1
        case.add([tmp_path / "b.txt"])
        assert [one.id for one in case.documents()] == sorted(listed[1:])
        with closing(SqliteStore(tmp_path / "case")) as other:
            other.forget_readings([first[0].id])
        assert {one.claims is None for one in case.documents()} == {True, False}

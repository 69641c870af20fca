"""Where databases differ by themselves and stores must not: order, signs, dates, who writes when."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.contracts.stores import LATER, NOW

from allegedly.model import Subject, Verdict, Voice
from allegedly.model.protocols import Container, Receipt, Refusal
from allegedly.store import SqliteStore

ODD = [*"bBaAZzäÄßéE_- 𝔘\ufffd\ue000\u06611", "", "ss", "a\u0308"]


def test_texts_are_sorted_by_their_characters(store):
    store.receive([Receipt("d", path, NOW) for path in ODD])
    store.keep([], [Refusal("p", sentence, NOW) for sentence in ODD], [Container(i, "p", "t", 1, NOW) for i in ODD])
    assert [receipt.path for receipt in store.receipts()] == sorted(ODD)
    assert [refusal.sentence for refusal in store.refusals()] == sorted(ODD)
    assert [container.id for container in store.containers()] == sorted(ODD)


def test_names_are_told_apart_by_their_characters(store, arrival):
    store.keep([arrival("Otto met Zoë."), arrival("OTTO met Zoe.")], [])
    names = ("Otto", "OTTO", "otto", "Zoë", "Zoe", "Zo")
    assert [len(store.documents(naming=name)) for name in names] == [1, 1, 0, 1, 1, 0]


@pytest.mark.parametrize("sign", ["\0", "\ud800"])
def test_signs_that_are_no_text_are_kept_as_others(store, arrival, sign):
    """Whoever names a file, or judges, may write what he will."""
    path = f"a{sign}b"
    shown = "a\u2400b" if sign == "\0" else "a?b"
    store.receive([Receipt("d", path, NOW)])
    store.keep([arrival("Otto left.", path=path, stages=None)], [Refusal(path, f"{path} is empty.", NOW)], [
        Container("c", path, "t", 1, NOW, (path,))
    ])  # fmt: skip
    assert store.receipts() == [Receipt("d", shown, NOW)]
    assert store.refusals() == [Refusal(shown, f"{shown} is empty.", NOW)]
    assert store.containers() == [Container("c", shown, "t", 1, NOW, (shown,))]
    assert store.documents()[0].path == shown
    assert store.documents(naming=path) == []
    assert store.search(f"otto OR {path}", limit=9).total == 1
    assert not store.has(path)
    assert (store.receipts(path), store.passages(path), [*store.annotated([path])]) == ([], [], [])
    assert (store.documents(within=path), store.documents_of_claims([path])) == ([], {})
    store.forget_receipts(path, by=path, at=NOW)
    subject = Subject("d", "e", path)
    made = store.judge(Verdict("alias", (subject,), by=path, at=NOW, why=path, name=path), after=0)
    assert store.judgements() == (made,)
    assert (made.by, made.why, made.name) == (path, path, path)
    assert store.check_custody().problems == ()


@pytest.mark.parametrize("day", [date.min, date(987, 6, 5), date(1582, 10, 10), date(1900, 2, 28), date.max, None])
def test_every_day_comes_back_as_it_was(store, arrival, day):
    voice = Voice("v", "comment", ((0, 1),), published=day)
    store.receive([Receipt("d", "p", NOW, day)])
    kept = arrival("Otto left.", published=day, voices=(voice,))
    store.keep([kept], [])
    assert store.receipts()[0].published == store.documents()[0].published == day
    assert store.document(kept.document.id) == kept.document
    was = kept.reading.annotated
    time = replace(was.claims[0].time, earliest=day, latest=day)
    dated = replace(was, claims=(replace(was.claims[0], time=time),))
    store.keep_readings([replace(kept.reading, annotated=dated)])
    assert list(store.annotated()) == [dated]
    assert list(store.problems_of(dated)) == []


def test_days_are_sorted_from_the_first_to_the_last(store, arrival):
    days = [date.max, date(2011, 6, 15), date(987, 1, 1), date.min, date(1582, 10, 10)]
    store.keep([arrival(f"Text {day}.", published=day) for day in days], [])
    assert [entry.published for entry in store.documents()] == sorted(days)


def test_what_is_said_of_the_version_changes_with_every_writing(open_store, arrival):
    store, other = open_store(), open_store()
    seen = [store.version()]
    for writes in (
        lambda: other.receive([Receipt("d", "p", NOW)]),
        lambda: store.keep([arrival("Otto left.")], []),
        lambda: store.judge(Verdict("alias", (), by="A", at=LATER, name="Otto"), after=0),
        lambda: other.keep_readings([arrival("Otto left.", stages="2").reading]),
    ):
        assert store.version() == seen[-1]
        writes()
        seen.append(store.version())
    assert len(set(seen)) == len(seen)


def test_a_copy_of_it_is_a_case_in_a_file(store, arrival, tmp_path):
    kept = [arrival("Otto left in 1999.\n\nZoë stayed.", published=date(987, 1, 2), title="𝔘"), arrival("Anna.")]
    store.receive([Receipt("d", "p", NOW, date.max)])
    store.keep(kept, [Refusal("b", "b is empty.", NOW)], [Container("c", "p", "t", 1, NOW, ("n",))])
    made = store.judge(Verdict("alias", (Subject("d", "e", "Otto"),), by="A", at=NOW, name="Fox"), after=0)
    files = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        store.snapshot(tmp_path / name)
        assert [file.name for file in (tmp_path / name).iterdir()] == ["case.sqlite"]
        files.append((tmp_path / name / "case.sqlite").read_bytes())
    assert files[0] == files[1]
    copy = SqliteStore(tmp_path / "one")
    assert list(copy.annotated()) == list(store.annotated())
    assert copy.documents() == store.documents()
    assert [copy.document(one.document.id) for one in kept] == [one.document for one in kept]
    for asks in ("receipts", "refusals", "containers"):
        assert getattr(copy, asks)() == getattr(store, asks)()
    assert copy.judgements() == store.judgements() == (made,)
    assert copy.search("otto OR anna", limit=9) == store.search("otto OR anna", limit=9)
    assert list(copy.problems()) == []
    copy.close()


def test_who_judge_at_once_lose_no_judgement_and_double_none(open_store, tmp_path):
    store, often = open_store(), 60
    judges = [
        subprocess.Popen(
            [sys.executable, Path(__file__).parent / "judging.py", tmp_path / "case", name, str(often)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for name in ("Ada", "Bo", "Cy")
    ]  # fmt: skip
    assert [judge.stdout.readline() for judge in judges] == ["ready\n"] * 3
    for judge in judges:
        judge.stdin.write("go\n")
        judge.stdin.flush()
    told = {
        name: [*map(int, judge.communicate()[0].split())]
        for name, judge in zip(("Ada", "Bo", "Cy"), judges, strict=True)
    }
    assert [judge.returncode for judge in judges] == [0, 0, 0]
    log = store.judgements()
    assert [one.number for one in log] == [*range(1, 3 * often + 1)]
    for name, numbers in told.items():
        own = [one for one in log if one.by == name]
        assert [one.number for one in own] == numbers
        assert [one.name for one in own] == [f"{name} {number}" for number in range(often)]

"""What is brought up to date piece by piece is what would be read all at once, whatever came and went before."""

import random
from dataclasses import replace
from functools import cache
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from benchmarks.speed.made_case import made_case
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly import readers
from allegedly.corpus import (
    bring_up_to_date,
    is_up_to_date,
    judged,
    judged_keys,
    kept_corpus,
    part_of,
    read_corpus,
    upkeep,
)
from allegedly.corpus.claims_judged import claim_subject
from allegedly.demo import sample
from allegedly.errors import CaseError
from allegedly.model import Annotated, Correction, Subject, Verdict
from allegedly.pipeline import annotate_documents
from allegedly.store import SqliteShelf, duck, parquet_prints, sqlite_shelf

MADE = 14
EDITS = (
    Correction(when="2011-04-02"),
    Correction(when=""),
    Correction(place="Sarpi", label="denied"),
    Correction(place="", polarity="negative"),
    Correction(label="question"),
    Correction(roles=(("agent", "a man on the quay"), ("patient", ""))),
)


@cache
def documents() -> tuple[Annotated, ...]:
    """Made documents of one affair, some of which copy another, once more with another outlet and date."""
    texts = [f"{made.outlet}\n\n{made.published:%A, %d %B %Y}\n\n{made.text}" for made in made_case(MADE)]
    texts += [f"The Sarpi Echo\n\n{text}" for text in texts[:3]]
    read = [readers.read(Path(f"{number}.txt"), text.encode()) for number, text in enumerate(texts)]
    return tuple(annotate_documents(read))


def subjects(kind: str) -> list[Subject]:
    if kind == "entity":
        return [Subject(one.document.id, entity.id, entity.name) for one in documents() for entity in one.entities]
    return [claim_subject(one, claim) for one in documents() for claim in one.claims]


class Kept:
    """A shelf and the case that it is to be brought up to."""

    def __init__(self, folder: Path) -> None:
        self.shelf = SqliteShelf(folder)
        self.case: dict[str, Annotated] = {}
        self.log: list = []
        self.versions: dict[str, int] = {}

    def step(self, change: int) -> None:
        """Some documents come, go or are read anew, or somebody judges."""
        rng = random.Random(change)  # noqa: S311 (nothing secret)
        what = rng.choice(("come", "come", "come", "go", "anew", "judge", "judge", "check", "check", "undo"))
        one = rng.choice(documents())
        if what == "come":
            for one in rng.sample(documents(), rng.randint(1, 6)):
                self.case.setdefault(one.document.id, one)
        elif what == "go":
            self.case.pop(one.document.id, None)
        elif what == "anew" and one.document.id in self.case:
            half = Annotated(one.document, one.mentions, one.entities, one.times, one.places, one.attributions,
                             one.claims[::2], one.made_by)  # fmt: skip
            self.case[one.document.id] = half
            self.versions[one.document.id] = self.versions.get(one.document.id, 0) + 1
        elif what == "judge":
            about = tuple(rng.sample(subjects(rng.choice(("entity", "claim"))), 2))
            kind = rng.choice(("same", "different", "unsure"))
            self.judge(Verdict(kind, about, by="Ada", at="2012-02-01"))
        elif what == "check":
            kind = rng.choice(("accept", "reject", "edit"))
            about, edit = (rng.choice(subjects("claim")),), rng.choice(EDITS) if kind == "edit" else None
            self.judge(Verdict(kind, about, by="Ada", at="2012-02-01", edit=edit))
        elif what == "undo" and self.log:
            self.judge(Verdict("undo", (), by="Ada", at="2012-02-01", undoes=rng.choice(self.log).id))

    def judge(self, verdict: Verdict) -> None:
        self.log.append(verdict.numbered(len(self.log) + 1))

    @property
    def keys(self) -> dict[str, str]:
        keys = {document: str(self.versions.get(document, 0)) for document in self.case}
        return judged_keys(keys, self.log)

    def readings(self, ids):
        return judged((self.case[one] for one in ids), self.log)

    def bring_up_to_date(self) -> None:
        bring_up_to_date(self.shelf, self.keys, self.readings, self.log)
        assert is_up_to_date(self.shelf, self.keys, self.log)

    def assert_it_is_the_case(self) -> None:
        kept, read = kept_corpus(self.shelf, self.log), read_corpus(list(self.readings(self.case)), self.log)
        for name in ("entities", "derivations", "events", "relations", "origins", "judgements"):
            assert getattr(kept, name) == getattr(read, name), name


def assert_part_is_of_the_whole(kept: Kept, rng: random.Random) -> None:
    """A part has of each kind exactly the records that its documents, claims and entities ask for."""
    whole = kept_corpus(kept.shelf, kept.log)
    documents = set(rng.sample(sorted(kept.case), min(2, len(kept.case))))
    claims = set(rng.sample(sorted(one.entity for one in subjects("claim")), 3))
    entities = {one.id for one in rng.sample(whole.entities, min(3, len(whole.entities)))}
    part = part_of(kept.shelf, kept.log, documents=documents, claims=claims, entities=entities)
    told = [one for one in whole.events if not claims.isdisjoint(one.claims)]
    left_open = {claim for one in told for claim in one.unsure}
    ids = {one.id for one in told}.union(*(one.candidates for one in told))
    ids |= {one.id for one in whole.events if not left_open.isdisjoint(one.claims)}
    assert part.events == tuple(one for one in whole.events if one.id in ids)
    assert part.relations == tuple(one for one in whole.relations if one.event in ids)
    assert part.origins == tuple(one for one in whole.origins if one.event in ids)
    assert part.derivations == tuple(
        one for one in whole.derivations if one.document in documents or one.of_document in documents
    )
    assert part.judgements == whole.judgements
    assert_cast_is_of_the_whole(part, whole, documents, entities)


def assert_cast_is_of_the_whole(part, whole, documents: set[str], entities: set[str]) -> None:
    """Who is asked for is whole, the others are as the documents show them."""
    there = {one.id: one for one in part.entities}
    parties = {who for one in part.events for who in one.participants}
    here = {one.id for one in whole.entities if any(member.document in documents for member in one.members)}
    assert here | entities <= there.keys()
    assert parties & {one.id for one in whole.entities} <= there.keys()
    for one in whole.entities:
        if one.id in entities:
            assert there[one.id] == one
        elif one.id in there:
            members = tuple(member for member in one.members if member.document in documents)
            shown = {use.name for use in there[one.id].names}
            assert replace(there[one.id], names=(), roles=()) == replace(one, names=(), roles=(), members=members)
            assert shown <= {use.name for use in one.names}


@settings(max_examples=12)
@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=9))
def test_step_by_step_is_as_all_at_once(changes) -> None:
    with TemporaryDirectory() as folder:
        kept = Kept(Path(folder))
        for change in changes:
            kept.step(change)
            kept.bring_up_to_date()
            kept.assert_it_is_the_case()
            assert_part_is_of_the_whole(kept, random.Random(change))  # noqa: S311 (nothing secret)
        kept.shelf.close()


@pytest.mark.parametrize("kind", ["entity", "claim"])
@pytest.mark.parametrize("verdict", ["same", "unsure", "different"])
def test_when_one_party_to_a_judgement_goes_the_other_stays(kept, kind, verdict) -> None:
    parties = [next(one for one in subjects(kind) if one.document == of.document.id) for of in documents()[:2]]
    kept.judge(Verdict(verdict, tuple(parties), by="Ada", at="2012-02-01"))
    kept.bring_up_to_date()
    del kept.case[parties[0].document]
    kept.bring_up_to_date()
    kept.assert_it_is_the_case()


@pytest.mark.parametrize("kind", ["accept", "reject", "edit"])
def test_a_check_has_its_document_read_anew_and_taken_back_all_is_as_before(kept, kind) -> None:
    kept.bring_up_to_date()
    before, keys = kept_corpus(kept.shelf, ()), kept.keys
    edit = EDITS[2] if kind == "edit" else None
    kept.judge(Verdict(kind, (subjects("claim")[3],), by="Ada", at="2012-02-01", edit=edit))
    assert [one for one in keys if kept.keys[one] != keys[one]] == [subjects("claim")[3].document]
    kept.bring_up_to_date()
    kept.assert_it_is_the_case()
    kept.judge(Verdict("undo", (), by="Ada", at="2012-02-01", undoes=kept.log[0].id))
    assert kept.keys == keys
    kept.bring_up_to_date()
    assert kept_corpus(kept.shelf, ()) == before


def test_one_account_of_a_judged_pair_is_rejected(kept) -> None:
    pair = tuple(next(one for one in subjects("claim") if one.document == of.document.id) for of in documents()[:2])
    for verdict in ("same", "reject", "undo"):
        about = {"same": pair, "reject": pair[:1], "undo": ()}[verdict]
        undoes = kept.log[1].id if verdict == "undo" else None
        kept.judge(Verdict(verdict, about, by="Ada", at="2012-02-01", undoes=undoes))
        kept.bring_up_to_date()
        kept.assert_it_is_the_case()


@pytest.fixture
def kept(tmp_path):
    found = Kept(tmp_path)
    found.case = {one.document.id: one for one in documents()[:4]}
    yield found
    found.shelf.close()


def test_what_fails_in_the_middle_leaves_the_shelf_as_it_was(kept, monkeypatch) -> None:
    kept.bring_up_to_date()
    before = kept_corpus(kept.shelf, ())
    monkeypatch.setattr(upkeep, "update_events", lambda *_: 1 / 0)
    kept.case |= {one.document.id: one for one in documents()[4:]}
    with pytest.raises(ZeroDivisionError):
        kept.bring_up_to_date()
    assert kept_corpus(kept.shelf, ()) == before
    monkeypatch.undo()
    kept.bring_up_to_date()
    kept.assert_it_is_the_case()


def test_another_version_of_the_stages_works_all_out_anew(kept, monkeypatch) -> None:
    kept.bring_up_to_date()
    monkeypatch.setattr(upkeep, "VERSION", "another")
    assert not is_up_to_date(kept.shelf, kept.keys, ())
    kept.bring_up_to_date()
    kept.assert_it_is_the_case()


def test_many_documents_come_in_steps_of_which_each_is_kept(kept, monkeypatch) -> None:
    monkeypatch.setattr(upkeep, "_AT_ONCE", 2)
    told = []
    keys, readings = kept.keys, lambda ids: (kept.case[one] for one in ids)
    bring_up_to_date(kept.shelf, keys, readings, (), lambda done, of: told.append((done, of)))
    assert told == [(0, 4), (0, 4), (1, 4), (2, 4), (2, 4), (3, 4), (3, 4)]
    kept.assert_it_is_the_case()


@pytest.mark.parametrize("seed", range(4))
def test_more_documents_than_are_read_together_come_in_one_step(kept, monkeypatch, seed) -> None:
    rng = random.Random(seed)  # noqa: S311 (nothing secret)
    kept.bring_up_to_date()
    monkeypatch.setattr(upkeep, "_MOST_READ", 2)
    monkeypatch.setattr(upkeep, "_step", lambda there: 100)
    for _ in range(3):
        kept.judge(Verdict("same", tuple(rng.sample(subjects("entity"), 2)), by="Ada", at="2012-02-01"))
        kept.judge(Verdict("different", tuple(rng.sample(subjects("claim"), 2)), by="Ada", at="2012-02-01"))
        kept.case = {one.document.id: one for one in rng.sample(documents(), rng.randint(5, len(documents())))}
        kept.bring_up_to_date()
        kept.assert_it_is_the_case()


ECHOES = {
    "lomta": "The Lomta Post\n\nTuesday, 3 May 2011\n\nThe minister left Sarpi on 1 May 2011, the Echo reported.",
    "sarpi": "The Sarpi Echo\n\nMonday, 2 May 2011\n\nThe minister left Sarpi on 1 May 2011.",
    "daily": "The Daily Echo\n\nWednesday, 4 May 2011\n\nThe minister left Sarpi on 1 May 2011.",
}


@pytest.mark.parametrize("order", permutations(ECHOES))
def test_a_name_that_leads_elsewhere_by_another_portion_is_read_anew(kept, monkeypatch, order) -> None:
    """Which Echo is meant is known while there is one, and open when there are two."""
    read = {
        name: one for name, text in ECHOES.items()
        for one in annotate_documents([readers.read(Path(f"{name}.txt"), text.encode())])
    }  # fmt: skip
    monkeypatch.setattr(upkeep, "_MOST_READ", 1)
    monkeypatch.setattr(upkeep, "_AT_ONCE", 1)
    monkeypatch.setattr(upkeep, "_step", lambda there: 100)
    for some in (order[:1], order[:2], order, order[1:], order[:1], order):
        kept.case = {read[name].document.id: read[name] for name in some}
        kept.bring_up_to_date()
        kept.assert_it_is_the_case()


def test_the_accounts_of_a_document_are_read_once_in_a_step(kept, monkeypatch) -> None:
    read = []
    real = upkeep.update_accounts
    monkeypatch.setattr(upkeep, "update_accounts", lambda *given: read.extend(given[1]) or real(*given))
    monkeypatch.setattr(upkeep, "_MOST_READ", 2)
    monkeypatch.setattr(upkeep, "_AT_ONCE", 3)
    monkeypatch.setattr(upkeep, "_step", lambda there: 100)
    kept.bring_up_to_date()
    assert sorted(read) == sorted(kept.case)
    read.clear()
    kept.case |= {one.document.id: one for one in documents()}
    kept.bring_up_to_date()
    assert len(read) == len({*read}) >= len(documents()) - 4
    kept.assert_it_is_the_case()


def test_texts_are_kept_as_far_as_there_is_room(kept, monkeypatch) -> None:
    asked = []
    several = sorted(kept.case)
    most = sum(len(kept.case[one].document.text) for one in several[:3])
    monkeypatch.setattr(upkeep.documents, "_MOST", most)
    read = upkeep.documents.Documents(several, lambda ids: (asked.append(one) or kept.case[one] for one in ids))
    for one in (*several, *several):
        assert read.text(one) == read.text(one) == kept.case[one].document.text
        assert sum(map(len, read._texts.values())) <= most
    assert len(several) < len(asked) <= 2 * len(several)


def test_a_shelf_in_pieces_is_put_up_again(kept, tmp_path) -> None:
    kept.bring_up_to_date()
    kept.shelf.close()
    (tmp_path / "corpus.sqlite").write_bytes(b"no database at all, but words " * 100)
    kept.shelf = SqliteShelf(tmp_path)
    kept.bring_up_to_date()
    kept.assert_it_is_the_case()


def test_a_shelf_that_cannot_be_made_is_one_sentence(tmp_path) -> None:
    (tmp_path / "corpus.sqlite").mkdir()
    with pytest.raises(CaseError, match=r"cannot be kept in .*corpus\.sqlite"):
        SqliteShelf(tmp_path)


@pytest.fixture
def in_files(kept, monkeypatch):
    """What is kept, with the fingerprints in Parquet files."""
    pytest.importorskip("duckdb")
    monkeypatch.setattr(sqlite_shelf, "MANY", 0)
    kept.bring_up_to_date()
    kept.case |= {one.document.id: one for one in documents()[4:9]}
    kept.bring_up_to_date()
    assert kept.shelf._in_files.is_used()
    return kept


@pytest.mark.parametrize("seed", range(3))
def test_fingerprints_in_files_give_the_same(in_files, monkeypatch, seed) -> None:
    monkeypatch.setattr(parquet_prints, "_FANOUT", 2)
    in_files.assert_it_is_the_case()
    for change in range(seed * 1000, seed * 1000 + 8):
        in_files.step(change)
        in_files.bring_up_to_date()
        in_files.assert_it_is_the_case()


@pytest.mark.parametrize("harm", ["a damaged file", "no files", "no DuckDB"])
def test_fingerprints_that_cannot_be_read_are_worked_out_anew_when_a_document_comes(
    in_files, tmp_path, monkeypatch, harm
) -> None:
    monkeypatch.setattr(parquet_prints, "_whole", set())
    for file in (tmp_path / parquet_prints.FOLDER).glob("*.parquet"):
        if harm == "a damaged file":
            file.write_bytes(file.read_bytes()[::-1])
        elif harm == "no files":
            file.unlink()
    if harm == "no DuckDB":
        monkeypatch.setattr(duck, "find_spec", lambda name: None)
    told = []
    in_files.judge(Verdict("same", tuple(subjects("claim")[:2]), by="Ada", at="2012-02-01"))
    bring_up_to_date(in_files.shelf, in_files.keys, in_files.readings, in_files.log, lambda *step: told.append(step))
    assert told == [(0, 0), (0, 0)]  # no document is read anew for a judgement
    in_files.case |= {one.document.id: one for one in documents()[9:10]}
    in_files.bring_up_to_date()
    in_files.assert_it_is_the_case()
    assert not in_files.shelf._in_files.is_used()


def test_fingerprints_go_to_files_in_the_step_that_makes_them_too_many(kept, monkeypatch) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.setattr(sqlite_shelf, "MANY", 6)
    kept.bring_up_to_date()
    assert not kept.shelf._in_files.is_used()
    kept.case |= {one.document.id: one for one in documents()[4:9]}
    kept.bring_up_to_date()
    assert kept.shelf._in_files.is_used()
    kept.assert_it_is_the_case()


def test_the_sample_case_is_the_same_with_both(tmp_path, monkeypatch) -> None:
    pytest.importorskip("duckdb")
    paths = [(one.path, one.published) for one in sample().documents]
    read = annotate_documents([readers.read(path, path.read_bytes(), published=day) for path, day in paths])
    case = {one.document.id: one for one in read}
    found = []
    for many in (10_000, 0):
        monkeypatch.setattr(sqlite_shelf, "MANY", many)
        folder = tmp_path / str(many)
        folder.mkdir()
        kept = Kept(folder)
        for document in case.values():
            kept.case[document.document.id] = document
            kept.bring_up_to_date()
        assert kept.shelf._in_files.is_used() == (many == 0)
        found.append((kept_corpus(kept.shelf, ()), kept.shelf.all("shared"), kept.shelf.all("copied")))
        kept.shelf.close()
    assert found[0] == found[1]

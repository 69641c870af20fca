import json
import os
import pickle
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from allegedly import adding
from allegedly.case import Case, _document_stages
from allegedly.errors import CaseError, ModelError, NotFoundError
from allegedly.model import Happening, Party, Stance, sha256
from allegedly.store.sql_store import SqlStore

FAKES = Path(__file__).parents[1] / "fakes.py"


# Adding


def test_files_are_added_with_their_readings(opened, inbox, fakes):
    report = opened.add([inbox])
    assert fakes.outcomes(report) == [("a.txt", "added"), ("b.txt", "added")]
    data = (inbox / "a.txt").read_bytes()
    assert report.added[0].document == sha256(data)
    assert opened.original(sha256(data)) == data
    assert opened.document(sha256(data)) == fakes.read(inbox / "a.txt", data)
    expected = [fakes.annotated_of(opened.document(entry.id)) for entry in opened.documents()]
    assert list(opened.annotated()) == expected
    assert {receipt.path for receipt in opened.receipts()} == {str(path) for path in inbox.iterdir()}


def test_the_same_bytes_are_told_and_received_but_not_read_again(opened, inbox, fakes):
    opened.add([inbox / "a.txt"])
    before = fakes.content(opened)
    (inbox / "copy.txt").write_bytes((inbox / "a.txt").read_bytes())
    report = opened.add([inbox / "a.txt", inbox / "copy.txt"])
    assert fakes.outcomes(report) == [("a.txt", "known"), ("copy.txt", "known")]
    assert report.known[0].document == sha256((inbox / "a.txt").read_bytes())
    after = fakes.content(opened)
    assert {**after, "receipts": 0} == {**before, "receipts": 0}
    assert [Path(r.path).name for r in opened.receipts(report.known[0].document)] == ["a.txt", "copy.txt"]


def test_the_same_bytes_twice_in_one_add(opened, inbox, fakes):
    (inbox / "a2.txt").write_bytes((inbox / "a.txt").read_bytes())
    assert fakes.outcomes(opened.add([inbox, inbox])) == [
        ("a.txt", "added"),
        ("a2.txt", "known"),
        ("b.txt", "added"),
        ("a.txt", "known"),
        ("a2.txt", "known"),
        ("b.txt", "known"),
    ]


def test_what_is_refused_is_told_logged_and_the_rest_goes_on(opened, inbox, fakes):
    (inbox / "a0.txt").write_bytes(b" \n")
    (inbox / "a1.txt").write_bytes(b" \n")
    os.mkfifo(inbox / "pipe")
    (inbox / "link").symlink_to("a.txt")
    (inbox / ".hidden").touch()
    report = opened.add([inbox, "nothing", inbox / "a0.txt"])
    assert fakes.outcomes(report) == [
        (".hidden", "hidden"),
        ("a.txt", "added"),
        ("a0.txt", "refused"),
        ("a1.txt", "refused"),
        ("b.txt", "added"),
        ("link", "refused"),
        ("pipe", "refused"),
        ("nothing", "refused"),
        ("a0.txt", "refused"),
    ]
    sentences = [step.sentence for step in report.refused]
    assert sentences[0] == f"{inbox / 'a0.txt'} is empty."
    assert sentences[1] == f"{inbox / 'a1.txt'} is the same as {inbox / 'a0.txt'}, which was refused."
    assert {(r.path, r.sentence) for r in opened.refusals()} == {(step.path, step.sentence) for step in report.refused}
    assert opened.verify().ok


def test_the_original_of_a_refused_file_is_kept(opened, inbox, fakes):
    (inbox / "a.txt").write_bytes(b"Otto\0left")
    (step,) = opened.add([inbox / "a.txt"]).refused
    assert opened.original(step.document) == b"Otto\0left"
    assert opened.verify().ok
    assert fakes.outcomes(opened.add([inbox / "a.txt"])) == [("a.txt", "refused")]
    assert len(opened.refusals()) == 1


def test_the_date_that_is_given_reaches_the_reader_and_the_receipt(opened, inbox):
    opened.add([inbox / "a.txt"], date(2011, 6, 15))
    (entry,) = opened.documents()
    assert (entry.published, entry.published_by) == (date(2011, 6, 15), "option")
    assert opened.receipts()[0].published == date(2011, 6, 15)


def test_progress_is_told_for_each_file(opened, inbox):
    told = []
    opened.add([inbox, "nothing"], progress=lambda step, done, total: told.append((step.outcome, done, total)))
    assert told == [("added", 1, 3), ("added", 2, 3), ("refused", 3, 3)]


def test_many_files_are_committed_as_they_come(opened, inbox, monkeypatch):
    for i in range(40):
        (inbox / f"{i:03}.txt").write_text(f"Otto wrote letter {i}.")
    kept = []
    monkeypatch.setattr(
        SqlStore,
        "keep",
        lambda self, arrivals, *others, keep=SqlStore.keep: (
            kept.append(len(arrivals)),
            keep(self, arrivals, *others),
        ),
    )
    opened.add([inbox])
    assert kept == [16, 16, 10]


def test_known_files_are_told_as_they_come(opened, inbox, monkeypatch):
    monkeypatch.setattr(adding, "BATCH_STEPS", 5)
    opened.add([inbox / "a.txt"])
    told = []
    opened.add([inbox / "a.txt"] * 12, progress=lambda step, done, total: told.append(done))
    assert told == list(range(1, 13))


def test_large_files_do_not_gather_in_memory(opened, inbox, monkeypatch):
    monkeypatch.setattr(adding, "BATCH_BYTES", 1000)
    for i in range(4):
        (inbox / f"{i}.txt").write_text("Otto wrote. " * 50 + str(i))
    sizes = []
    read_all = adding._read_all
    monkeypatch.setattr(adding, "_read_all", lambda *a: (sizes.append(len(a[2])), read_all(*a))[1])
    opened.add([inbox])
    assert sizes == [2, 2, 2]


def test_names_and_texts_that_are_not_unicode(opened, inbox):
    odd = Path(os.fsdecode(os.fsencode(inbox) + b"/\xff\n.txt"))
    odd.write_text("Otto left.")
    (inbox / "half.txt").write_bytes("Otto \ud800 left.".encode("utf-8", "surrogatepass"))
    report = opened.add([odd, inbox / "half.txt"])
    assert [step.outcome for step in report.steps] == ["added", "refused"]
    assert opened.documents()[0].path == f"{inbox}/\\xff\n.txt"
    assert "characters that no text has" in report.refused[0].sentence


def test_a_fault_of_ours_in_one_document_does_not_stop_the_others(opened, inbox, fakes):
    (inbox / "a1.txt").write_text("BROKEN STAGE. Otto left.")
    (inbox / "a2.txt").write_text("BROKEN READER. Otto left.")
    report = opened.add([inbox])
    assert fakes.outcomes(report) == [
        ("a.txt", "added"),
        ("a1.txt", "unread"),
        ("a2.txt", "refused"),
        ("b.txt", "added"),
    ]
    for step in (report.steps[1], report.steps[2]):
        assert "a fault in Allegedly (KeyError); please report it" in step.sentence
        assert "secret" not in step.sentence
    assert opened.search("broken").total == 1
    assert opened.pending() == [report.steps[1].document]
    assert fakes.outcomes(opened.add([])) == [("a1.txt", "unread")]


def test_without_a_language_model_nothing_is_begun(tmp_path, inbox, fakes):
    def missing(document):
        raise ModelError("The English language model is not installed.")

    stages = replace(fakes.stages(), key=missing)
    with Case.create(tmp_path / "case", stages=stages) as case:
        with pytest.raises(ModelError):
            case.add([inbox])
        assert case.receipts() == []


def test_a_model_that_is_found_missing_on_the_way_stops_the_add_with_its_sentence(tmp_path, inbox, fakes):
    def missing(documents):
        raise ModelError("The English language model is not installed.")

    with Case.create(tmp_path / "case", stages=replace(fakes.stages(), annotate=missing)) as case:
        for n in (1, 2):
            with pytest.raises(ModelError, match="is not installed"):
                case.add([inbox], processes=n)
        assert case.documents() == []


# In several processes


def test_processes_make_the_same_case(tmp_path, inbox, fakes):
    for i in range(60):
        (inbox / f"{i:03}.txt").write_text(f"Otto {i} met Zoe in {1900 + i}." if i % 7 else "")
    contents = []
    for n in (1, 2, 3):
        with Case.create(tmp_path / f"case{n}", stages=fakes.stages()) as case:
            steps = case.add([inbox], processes=n).steps
            contents.append((steps, fakes.content(case)))
    assert contents[0] == contents[1] == contents[2]


def test_the_order_of_adding_does_not_matter(tmp_path, inbox, fakes):
    for i in range(20):
        (inbox / f"{i:03}.txt").write_text(f"Otto {i} met Zoe in {1900 + i}.")
    paths = sorted(inbox.iterdir())
    contents = []
    for order in (paths, paths[::-1]):
        with Case.create(tmp_path / f"case{len(contents)}", stages=fakes.stages()) as case:
            for path in order:
                case.add([path])
            contents.append(fakes.content(case))
    assert contents[0] == contents[1]


def test_a_document_that_kills_its_process_is_kept_and_the_rest_goes_on(opened, inbox, fakes):
    (inbox / "a1.txt").write_text("DEADLY STAGE. Otto left.")
    report = opened.add([inbox], processes=2)
    assert fakes.outcomes(report) == [("a.txt", "added"), ("a1.txt", "unread"), ("b.txt", "added")]
    assert "the process that read it died (it was ended by the signal 9, Killed)" in report.steps[1].sentence
    assert opened.search("deadly").total == 1


# Reading again


def test_documents_are_read_anew_when_the_stages_have_changed(tmp_path, inbox, fakes):
    with Case.create(tmp_path / "case", stages=fakes.stages("1")) as case:
        case.add([inbox])
        before = fakes.content(case)
        assert case.pending() == []
    with Case.open(tmp_path / "case", stages=fakes.stages("2")) as case:
        assert len(case.pending()) == 2
        report = case.read_pending()
        assert sorted(fakes.outcomes(report)) == [("a.txt", "read"), ("b.txt", "read")]
        assert case.pending() == []
        assert case.read_pending().steps == ()
        assert fakes.content(case) == before
        assert case.verify().ok
    with Case.open(tmp_path / "case", stages=fakes.stages("3")) as case:
        report = case.add([inbox / "a.txt"], processes=2)
        assert sorted(fakes.outcomes(report)) == [("a.txt", "known"), ("a.txt", "read"), ("b.txt", "read")]
        assert case.pending() == []


# Asking


def test_a_claim_leads_to_its_document(opened, inbox):
    opened.add([inbox])
    annotated = list(opened.annotated())[1]
    claim = annotated.claims[0]
    assert opened.annotated_with(claim.id) == annotated
    assert opened.annotated_with(claim.id[:10]) == annotated
    with pytest.raises(NotFoundError):
        opened.annotated_with("f" * 16)


def test_documents_can_be_asked_for_by_name(opened, inbox):
    opened.add([inbox])
    assert [Path(entry.path).name for entry in opened.documents(naming="Anna")] == ["b.txt"]


def test_search_tells_passages(opened, inbox):
    opened.add([inbox])
    (hit,) = opened.search("anna met").hits
    assert hit.passage.text == "Zoe met Anna in 2001."
    assert opened.search("otto", limit=1).total == 2


# Opening


def test_open_and_create_say_what_is_wrong(tmp_path, inbox):
    with pytest.raises(CaseError, match="is not a case"):
        Case.open(tmp_path / "nothing")
    with pytest.raises(CaseError, match="is not empty"):
        Case.create(inbox)


def test_a_case_can_be_named_by_text(tmp_path, fakes, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Case.create("case", stages=fakes.stages()).close()
    with Case.open("case") as case:
        assert case.documents() == []


def test_adding_the_folder_of_the_case_leaves_the_case_out(opened, inbox, fakes):
    assert fakes.outcomes(opened.add([inbox.parent])) == [("case", "hidden"), ("a.txt", "added"), ("b.txt", "added")]


# Asking what is kept


def otto_left(annotate, documents):
    for annotated in annotate(documents):
        otto = Party(0, 4, annotated.document.text[:4], "subject", None, "Otto")
        left = Happening(0, 4, otto.text, Stance(), "leave", (otto,))
        yield replace(annotated, happenings=(left,))


def test_the_timeline_of_one_is_made_of_the_happenings_that_the_case_keeps(tmp_path, inbox, fakes):
    stages = replace(fakes.stages("2"), annotate=partial(otto_left, fakes.annotate))
    with Case.create(tmp_path / "case", stages=stages) as case:
        case.add([inbox], date(2011, 6, 1))
        view = case.timeline_of("Otto")
        assert len(view.undated) == view.documents == len(case.documents())
        assert all(annotated.happenings is None for annotated in case.annotated())
        for name, day in (("Quint", None), ("Otto", date(2011, 5, 31))):
            with pytest.raises(NotFoundError, match="Nobody and nothing"):
                case.timeline_of(name, known_by=day)


def test_documents_that_were_read_without_happenings_are_counted(opened, inbox):
    opened.add([inbox])
    view = opened.timeline_of("Otto")
    assert view.unread == len(opened.documents())


def test_the_stages_of_a_case_can_be_sent_to_other_processes():
    assert pickle.dumps(_document_stages())


def test_the_public_json_of_what_is_kept_is_that_of_what_was_read(opened, inbox, fakes):
    opened.add([inbox])
    for annotated in opened.annotated():
        assert json.dumps(annotated.to_dict()) == json.dumps(
            fakes.annotated_of(opened.document(annotated.document.id)).to_dict()
        )

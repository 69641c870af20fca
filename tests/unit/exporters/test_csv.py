import csv
import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.corpus.claims_judged import claim_subject
from allegedly.errors import AllegedlyError
from allegedly.exporters import FORMATS, Material
from allegedly.exporters.tables.guard import guarded, unguarded
from allegedly.model import Verdict
from allegedly.model.protocols import Receipt
from allegedly.reports import Filters, known_by

NAMES = [
    "claims", "columns", "custody", "documents", "entities", "events", "judgements", "ledger", "questions", "relations",
    "whereabouts",
]  # fmt: skip
WITH_PASSAGES = ("claims", "whereabouts", "ledger", "questions")
HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", ' "=1', "'=1", "''", "'", "''=x", "'\tx", "\tx", "a;=1",
    "a;'=1", "a\n\n-b", "a\n'\n'-b", "＝1", "\ufeff=1", "", "a - b", "it's", "a;b", "a; b\nc",
]  # fmt: skip


def rows(folder, name):
    """The rows of a table as another program has them, with the words as they were."""
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{key: unguarded(cell) for key, cell in row.items()} for row in csv.DictReader(file, strict=True)]


def write(records, folder, filters=None, **more):
    material = Material(records.annotated, records.corpus, "t", filters or Filters(), **more)
    return FORMATS["csv"].write(material, folder)


@pytest.fixture
def folder(affair, tmp_path):
    return write(affair, tmp_path / "tables").path


def test_writes_a_file_per_table_and_nothing_else(folder):
    assert sorted(path.stem for path in folder.iterdir()) == NAMES
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in folder.iterdir())


def test_every_column_is_explained(folder):
    told = {(row["table"], row["column"]) for row in rows(folder, "columns") if row["means"]}
    for name in NAMES:
        if name != "columns":
            with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
                assert {(name, column) for column in next(csv.reader(file))} <= told


def test_every_claim_is_there_with_its_passage(affair, folder):
    found = rows(folder, "claims")
    assert [row["claim"] for row in found] == [claim.id for item in affair.annotated for claim in item.claims]
    first = found[0]
    assert first["document"] == "courier.txt"
    assert first["passage"] == "Ana Brandt left Lisbon on 11 April"
    assert (first["when"], first["edtf"], first["earliest"]) == ("11 April 2011", "2011-04-11", "2011-04-11")
    assert (first["place"], first["latitude"], first["longitude"]) == ("Lisbon", "38.7", "-9.1")
    assert first["chain"] == "The Harbour Courier > Ida Roth > one customs source"
    assert (first["event"], first["who"], first["label"]) == ("event-1", "Ana Brandt", "asserted")


@pytest.mark.parametrize("name", WITH_PASSAGES)
def test_every_passage_is_found_again(affair, folder, name):
    texts = {item.document.id: item.document.text for item in affair.annotated}
    found = rows(folder, name)
    assert found
    for row in found:
        assert texts[row["document_sha256"]][int(row["start"]) : int(row["end"])] == row["passage"]


def test_the_reports_are_there(folder):
    assert {row["name"] for row in rows(folder, "whereabouts")} == {"Ana Brandt"}
    assert [row["answer"] for row in rows(folder, "ledger")] == ["refused"]
    assert {row["kind"] for row in rows(folder, "questions")} == {"asked", "not known", "not told"}
    assert [row["name"] for row in rows(folder, "entities")] == ["Ana Brandt", "Port Office", "one customs source"]
    assert rows(folder, "relations")[0]["a_passage"] == "Ana Brandt left Lisbon on 11 April"
    assert rows(folder, "events")[0]["origins_most"] == "1"


def test_when_a_document_came_in_is_there(affair, tmp_path):
    own = affair.annotated[0].document.id
    receipts = {own: [Receipt(own, "in/courier.txt", "2012-01-01T00:00:00Z")]}
    found = rows(write(affair, tmp_path / "tables", receipts=receipts).path, "documents")
    assert [row["received"] for row in found] == ["2012-01-01T00:00:00Z", "", ""]


def test_filters_leave_out_what_rests_on_other_claims_and_say_so(affair, tmp_path):
    written = write(affair, tmp_path / "tables", Filters(labels=("denied",)))
    assert len(rows(written.path, "claims")) == 1
    assert rows(written.path, "whereabouts") == rows(written.path, "questions") == rows(written.path, "events") == []
    assert len(rows(written.path, "documents")) == 3
    assert [row["claims_here"] for row in rows(written.path, "documents")] == ["0", "1", "0"]
    assert rows(written.path, "columns")[0]["means"] == "Only claims put as denied: 1 of 13 fit."


def test_what_was_not_known_on_a_day_is_told(affair, tmp_path):
    kept, told = known_by(affair.annotated, date(2011, 4, 20))
    corpus = replace(affair.corpus, events=(), relations=(), derivations=(), origins=(), entities=())
    written = FORMATS["csv"].write(Material(kept, corpus, "t", known_by=told), tmp_path / "tables")
    assert rows(written.path, "columns")[0]["means"] == told.words


def test_the_same_case_gives_the_same_bytes(affair, folder, tmp_path):
    again = write(affair, tmp_path / "again").path
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {p.name: p.read_bytes() for p in again.iterdir()}


def test_an_empty_case_gives_tables_without_rows(affairs, tmp_path):
    folder = FORMATS["csv"].write(Material((), affairs.Corpus(), "t"), tmp_path / "tables").path
    assert all(rows(folder, name) == [] for name in NAMES if name != "columns")


def test_a_file_in_the_way_is_told(affair, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(AllegedlyError, match="is a file"):
        write(affair, tmp_path / "file")


def test_no_cell_of_words_begins_as_a_formula(affairs, tmp_path):
    writer = affairs.Writer("=cmd.txt", "=HYPERLINK(1) happened. @b;+c came.", None, "-Outlet", title="+title")
    writer.claim("=HYPERLINK(1) happened", "happened")
    writer.claim("@b;+c came", "came")
    folder = FORMATS["csv"].write(Material((writer.annotated(),), affairs.Corpus(), "t"), tmp_path / "tables").path
    for name in NAMES:
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file, delimiter=";", quoting=csv.QUOTE_NONE):
                assert not [cell for cell in row if cell.lstrip("\"' ")[:1] in tuple("=+@") and "'" not in cell]
    assert [row["passage"] for row in rows(folder, "claims")] == ["=HYPERLINK(1) happened", "@b;+c came"]
    assert '"\'=HYPERLINK(1) happened"' in (folder / "claims.csv").read_text("utf-8-sig")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_guarded_is_had_back(text):
    assert unguarded(guarded(text)) == text


@given(st.text(alphabet="=+-@'\"; \t\r\n\ufeff＝a"))
def test_any_text_is_had_back_and_none_begins_as_a_formula(text):
    held = guarded(text)
    assert unguarded(held) == text
    assert held[:1] not in tuple("=+-@\t\r\n＝")
    for part in held.replace("\r", ";").replace("\n", ";").replace("\t", ";").split(";"):
        assert part.lstrip("\"' \ufeff")[:1] not in tuple("=+-@＝") or "'" in part


@pytest.mark.parametrize("text", ["a - b", "plain", "it's so", "a; b", "two\n\nparagraphs", "“quoted” -ed", ""])
def test_harmless_words_stay_as_they_are(text):
    assert guarded(text) == text


def test_guarding_takes_no_longer_than_the_text():
    text = "\n'" * 200_000 + string.ascii_letters
    assert unguarded(guarded(text)) == text


def test_a_difference_that_a_person_settled_says_so_in_its_row(affair, tmp_path):
    first, second = (claim_subject(item, item.claims[0]) for item in affair.annotated[:2])
    made = Verdict("settled", (first, second), "Ada", "2012-06-01T09:30:00Z", "the log", name="time").numbered(1)
    corpus = replace(affair.corpus, judgements=(made,))
    FORMATS["csv"].write(Material(affair.annotated, corpus), tmp_path / "out")
    settled = [row for row in rows(tmp_path / "out", "relations") if row["settled"]]
    assert {(row["slot"], row["settled"]) for row in settled} == {("time", "Settled by Ada on 1 June 2012: the log")}
    assert all(row["relation"] in ("conflict", "possible_conflict") for row in settled)
    assert not any(row["settled"] for row in rows(write(affair, tmp_path / "before").path, "relations"))

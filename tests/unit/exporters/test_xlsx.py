import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils import get_column_letter as letters

from allegedly.exporters import FORMATS, Material
from allegedly.exporters.tables import xlsx
from allegedly.exporters.tables.every import every_table

NAMES = [
    "claims", "events", "entities", "relations", "documents", "whereabouts", "ledger", "questions", "judgements",
    "custody", "columns",
]  # fmt: skip


def write(annotated, corpus, path):
    return FORMATS["xlsx"].write(Material(annotated, corpus, "t"), path)


def rows(path, name):
    sheet = openpyxl.load_workbook(path)[name]
    header, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(header, row, strict=True)) for row in others]


@pytest.fixture
def path(affair, tmp_path):
    return write(affair.annotated, affair.corpus, tmp_path / "case.xlsx").path


def test_has_a_sheet_per_table_ready_to_be_filtered(path):
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == NAMES
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[letters(n)].width > 5 for n in range(1, sheet.max_column + 1))


def test_has_the_rows_of_the_tables(affair, path):
    for table in every_table(Material(affair.annotated, affair.corpus)):
        expected = [dict(zip([c.name for c in table.columns], row, strict=True)) for row in table.rows]
        found = rows(path, table.name)
        assert len(found) == len(expected)
        for one, other in zip(found, expected, strict=True):
            for name, cell in other.items():
                held = one[name].date() if isinstance(one[name], datetime) else one[name]
                assert held == (
                    cell.replace("\x1b", "\ufffd").replace("\x07", "\ufffd") if isinstance(cell, str) else cell
                )


@pytest.mark.parametrize("name", ["claims", "whereabouts", "ledger", "questions"])
def test_every_passage_is_found_again(affair, path, name):
    texts = {item.document.id: item.document.text for item in affair.annotated}
    found = rows(path, name)
    assert found
    for row in found:
        exact = texts[row["document_sha256"]][row["start"] : row["end"]]
        assert exact.replace("\x1b", "\ufffd") == row["passage"]


def test_what_a_workbook_cannot_hold_is_replaced_and_told(affair, tmp_path):
    (told,) = write(affair.annotated, affair.corpus, tmp_path / "case.xlsx").left_out
    assert told.startswith("2 cells with characters that a workbook cannot hold, \ufffd in their place: claims, row 12")


def test_words_are_never_formulas_and_days_are_days(affairs, tmp_path):
    writer = affairs.Writer("=a.txt", "=1+1 happened. _x0041_ came on 1 May 1899.", date(1899, 5, 2), "-Outlet")
    writer.claim("=1+1 happened", "happened")
    day = date(1899, 5, 1)
    writer.claim("_x0041_ came", "came", time=writer.time("1 May 1899", "1899-05-01", day, day))
    path = write((writer.annotated(),), affairs.Corpus(), tmp_path / "case.xlsx").path
    sheet = openpyxl.load_workbook(path)["claims"]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert [row["earliest"] for row in rows(path, "claims")] == [None, "1899-05-01"]
    assert rows(path, "claims")[0]["passage"] == "=1+1 happened"
    assert rows(path, "claims")[1]["passage"] == "_x005F_x0041_ came"  # as ECMA-376 has an underscore that escapes
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


def test_days_are_days_also_after_the_day_that_excel_made_up(affair, path):
    assert rows(path, "claims")[0]["earliest"] == datetime(2011, 4, 11)
    assert rows(path, "claims")[1]["when"] == "11 April 2011"


def test_a_cell_too_long_for_excel_is_cut_and_told(affairs, tmp_path):
    text = "Ana said " + "\U0001f40c" * 20_000 + "."
    writer = affairs.Writer("a.txt", text, None, None, title="t")
    writer.claim(text[:-1], "said")
    written = write((writer.annotated(),), affairs.Corpus(), tmp_path / "case.xlsx")
    assert written.left_out[0].startswith("1 cell longer than Excel holds (32,767 characters) cut at the end")
    assert "claims, row 2, passage" in written.left_out[0]
    passage = rows(written.path, "claims")[0]["passage"]
    assert text.startswith(passage[:-1])
    assert len(passage.encode("utf-16-le")) // 2 in (32_766, 32_767)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(affair, tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 6)
    path = write(affair.annotated, affair.corpus, tmp_path / "case.xlsx").path
    parts = ["claims", "claims 2", "claims 3"]
    assert [name for name in openpyxl.load_workbook(path).sheetnames if name.startswith("claims")] == parts
    found = [row["claim"] for name in parts for row in rows(path, name)]
    assert found == [claim.id for item in affair.annotated for claim in item.claims]


def test_every_part_is_xml_and_said_to_be_what_it_is(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
        told = etree.fromstring(archive.read("[Content_Types].xml"))
        assert {one.get("PartName") for one in told if one.get("PartName")} == {
            f"/{name}" for name in archive.namelist() if not name.endswith((".rels", "[Content_Types].xml"))
        }


def test_the_same_case_gives_the_same_bytes(affair, path, tmp_path):
    again = write(affair.annotated, affair.corpus, tmp_path / "again.xlsx").path
    assert again.read_bytes() == path.read_bytes()


def test_an_empty_case_gives_a_workbook(affairs, tmp_path):
    path = write((), affairs.Corpus(), tmp_path / "case.xlsx").path
    assert rows(path, "claims") == []

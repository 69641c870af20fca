"""The case is handed on: as a whole, or what the chronology shows of it; documents with pages and kin are read."""

import json
import re
from io import BytesIO
from zipfile import ZipFile

from playwright.sync_api import Locator, Page, expect
from tests.browser.served import Desk


def test_the_case_is_exported(desk: Desk) -> None:
    page = desk.go()
    expect(page.get_by_role("heading", level=1, name="Overview")).to_be_visible()
    expect(page.get_by_role("button", name="Export")).to_be_visible()
    page.keyboard.press("x")
    dialog = page.get_by_role("dialog", name="Export the case")
    name, html = exported(page, dialog, "Page with the documents")
    assert name == "Sakhevi.html"
    assert html.startswith(b"<!doctype html>")
    assert b"My brother counts things" in html
    name, packed = exported(page, dialog, "Records for programs")
    assert name == "Sakhevi.zip"
    with ZipFile(BytesIO(packed)) as file:
        records = [json.loads(line) for line in file.read("claims.jsonl").splitlines()]
    assert len(records) == desk.ask("/api/overview")["claims"]
    name, report = exported(page, dialog, "Report .Word")
    assert name == "Sakhevi.docx"
    with ZipFile(BytesIO(report)) as file:
        assert "word/footnotes.xml" in file.namelist()


def test_what_the_chronology_shows_is_exported(desk: Desk) -> None:
    shown = desk.ask("/api/chronology", label="denied")
    page = desk.go("/chronology?label=denied")
    expect(page.get_by_role("button", name="Export")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="of")).to_be_visible()
    page.keyboard.press("s")
    dialog = page.get_by_role("dialog", name="Export what is shown")
    expect(dialog.get_by_role("radio", name=re.compile("Bundle"))).to_have_count(0)
    _, page_of_it = exported(page, dialog, "Page with the documents")
    assert f"{shown['claims']} of" in page_of_it.decode()
    expect(dialog.get_by_text("have no place on this page")).to_be_visible()


def exported(page: Page, dialog: Locator, how: str) -> tuple[str, bytes]:
    """The name and the content of the file that is saved."""
    dialog.get_by_role("radio", name=re.compile(how)).check()
    dialog.get_by_role("button", name="Write it").click()
    with page.expect_download() as downloading:
        dialog.get_by_role("link", name="Save the file").click()
    return downloading.value.suggested_filename, downloading.value.path().read_bytes()

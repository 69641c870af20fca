"""What stands in a page: rows of lists, and passages."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect
from tests.browser.served import Desk


def row(page: Page, feed: str, at: int) -> Locator:
    return page.get_by_role("feed", name=feed, exact=True).get_by_role("article").nth(at)


def spaced(text: str) -> str:
    return " ".join(text.split())


def assert_highlighted(desk: Desk, line: dict[str, Any]) -> None:
    """The reader shows the claim: in view, and its words are exactly those that are picked out."""
    expect(desk.page).to_have_url(re.compile(f"/documents/{line['document']}.*claim={line['claim']}"))
    chosen = desk.page.locator("[data-start].chosen")
    expect(chosen.first).to_be_in_viewport()
    start, end = line["start"], line["end"]
    words = desk.ask(f"/api/documents/{line['document']}/text", start=start, end=end)["text"]
    assert "".join(chosen.all_text_contents()) == words
    assert words.startswith(line["text"][:10])

"""Documents made to do harm: everything of theirs is text, in every room, and nothing of theirs runs or is fetched."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.served import Desk, Served

from allegedly.case import Case

SCRIPT = "<script>window.__pwned = 'a script'</script>"
IMAGE = "<img src=x onerror=\"window.__pwned = 'an image'\">"
ELSEWHERE = "<img src='http://198.51.100.7/seen.png'><link rel=stylesheet href='http://198.51.100.7/seen.css'>"
NAME = "<img src=x onerror=window.__pwned='a name'>.txt"
ODD_NAME = "\u202etxt.exe\u202c \u200b\u2066 {{7*7}} ${7*7} 'or'1'='1 .txt"
ADDRESS = "javascript:window.__pwned='an address'"
FLOOD = "Zal" + "\u0310\u0338\u035c" * 2_000 + "go"
ODD = (
    f"Odd letters\n\nOn 3 May 2011 \u202eIlinca Dancu\u202c left Tulcea\u200b\u200d\u2060, {FLOOD} said. "
    "\u2067Mirela\u2069 met \U0001f469\u200d\U0001f469\u200d\U0001f467 in 2012\ufeff. "
    "She left \ufdfd\uffff Brăila on 4 June 2012."
)
TEXT = (
    f"{SCRIPT} Fire at Tulcea {IMAGE}\n\n"
    f'On 3 May 2011 Mirela Dancu left Tulcea, "{SCRIPT}", the harbour master said. '
    f"Ilinca {IMAGE} Popa promised Mirela Dancu a boat if she left Tulcea. "
    "Radu Popa was in Constanta on 4 May 2011. It is not known who paid for the boat. "
    "Mirela Dancu did not leave Tulcea, the mayor said on 5 May 2011. "
    f'See [the log]({ADDRESS}) and <a href="{ADDRESS}">the harbour\'s book</a>, '
    "{{constructor.constructor('window.__pwned=1')()}}.\n"
)
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<title>{html.escape(SCRIPT)} Burnt boat {html.escape(IMAGE)}</title>
<meta property="og:site_name" content="{html.escape(IMAGE)} Gazette">
<meta name="author" content="{html.escape(SCRIPT)}">
<meta property="article:published_time" content="2011-05-06T10:00:00Z">
<link rel="canonical" href="{html.escape(ADDRESS)}"><base href="http://198.51.100.7/">
<meta http-equiv="refresh" content="1;url=http://198.51.100.7/">{ELSEWHERE}{SCRIPT}</head>
<body onload="window.__pwned='a body'">
<article><h1>{html.escape(SCRIPT)} Burnt boat {html.escape(IMAGE)}</h1>
<p>Mirela Dancu left Tulcea on 3 May 2011, {html.escape(SCRIPT)} the harbour master said. {IMAGE}{ELSEWHERE}
She was seen in Braila on 9 May 2011, two fishermen said. <a href="{ADDRESS}">More of it stands in the book</a>.</p>
<p>The police have not said who set fire to the boat. Radu Popa told the paper that he had sold it in April 2011.</p>
<iframe srcdoc="{html.escape(SCRIPT)}"></iframe><svg onload="window.__pwned='a drawing'"></svg>
<form action="http://198.51.100.7/"><input autofocus onfocus="window.__pwned='a field'"></form></article>
<section id="comments" class="comments-area"><h2 class="comments-title">1 thought</h2><ol class="comment-list">
<li id="comment-1" class="comment"><article class="comment-body"><footer class="comment-meta">
<div class="comment-author vcard"><b class="fn">{html.escape(IMAGE)}</b> <span class="says">says:</span></div>
<div class="comment-metadata"><time datetime="2011-05-07T10:00:00Z">7 May 2011</time></div></footer>
<div class="comment-content"><p>I saw Radu Popa near the boat on 2 May 2011. {html.escape(SCRIPT)}</p></div>
</article></li>
</ol></section></body></html>"""
LONG = "Radu Popa left Sulina on 7 May 2011. " + "x" * 9_999_900
FILES = {NAME: TEXT, "page.html": PAGE, ODD_NAME: ODD, "long.txt": LONG}
READING = 240_000


@pytest.fixture(scope="module")
def served(browser: Browser, tmp_path_factory: pytest.TempPathFactory, serving: Callable[[Path], Served]) -> Served:
    files = tmp_path_factory.mktemp("files")
    for name, content in FILES.items():
        (files / name).write_text(content, encoding="utf-8")
    folder = tmp_path_factory.mktemp("attacked") / f"{IMAGE.replace('/', '')} case"
    with Case.create(folder) as case:
        report = case.add([files])
        case.make_views()
    assert [step.outcome for step in report.steps] == ["added"] * len(FILES)
    return serving(folder)


@pytest.mark.parametrize(
    "room",
    [
        "/",
        "/chronology",
        "/chronology?undated=",
        "/cast?passing=yes",
        "/cast?kind=organisation&passing=yes",
        "/cast?kind=unnamed&passing=yes",
        "/cast?kind=together",
        "/differences?others=yes&state=all",
        "/ledger",
        "/map",
        "/questions",
        "/judging?tab=claims",
        "/judging?tab=names",
        "/judging?tab=log",
        "/search?q=script",
        f"/search?q={IMAGE}",
        "/chronology?q=%3Cscript%3Ewindow.__pwned%3D1%3C/script%3E&person=%22%3E%3Cimg%20src%3Dx%3E",
        "/documents/..%2F..%2Fetc",
        "/claims/%3Cscript%3E",
    ],
)
def test_every_room_shows_it_as_text(desk: Desk, room: str) -> None:
    desk.expected |= {404, 422}
    page = desk.go(room)
    expect(page.get_by_role("main").get_by_role("heading").or_(page.get_by_role("alert")).first).to_be_attached()
    page.wait_for_load_state("networkidle")
    expect(page.locator('[aria-busy="true"]')).to_have_count(0)
    assert_nothing_foreign(desk)
    if room == "/":
        expect(page.get_by_text(NAME, exact=True).first).to_be_visible()
        expect(page.get_by_text(f"{SCRIPT} Burnt boat {IMAGE}").first).to_be_visible()


@pytest.mark.parametrize("name", FILES)
def test_the_reader_shows_the_very_words(desk: Desk, name: str) -> None:
    entry = next(
        one
        for one in desk.ask("/api/documents", limit=50)["items"]
        if document_name(one["name"]) == document_name(name)
    )
    page = desk.go(f"/documents/{entry['id']}?marks=claims,sources,times,names")
    text = desk.ask(f"/api/documents/{entry['id']}/text", start=0, end=min(2_000, len(FILES[name])))["text"]
    pieces = page.locator("[data-start]")
    expect(pieces.first).to_be_attached()
    page.wait_for_load_state("networkidle")
    shown = "".join(pieces.all_text_contents())
    assert shown.startswith(text.rstrip()[:400].split("\n")[0])
    page.keyboard.press("j")
    expect(page.locator("[data-start].chosen").first).to_be_in_viewport()
    page.get_by_role("button", name="About").click()
    for link in page.get_by_role("link").all():
        assert "javascript" not in (link.get_attribute("href") or "")
    assert_nothing_foreign(desk)
    if name in (NAME, "page.html"):
        assert SCRIPT in shown


def test_the_original_of_a_page_runs_nothing_and_fetches_nothing(desk: Desk) -> None:
    entry = desk.ask("/api/documents", q="page.html")["items"][0]
    page = desk.go(f"/documents/{entry['id']}?original=")
    frame = page.get_by_title(re.compile("^The original of")).content_frame
    expect(frame.get_by_text("More of it stands in the book")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert_nothing_foreign(desk)
    # The frame opened by itself, as if it had been led there, is as much shut in.
    alone = desk.context.new_page()
    answer = alone.goto(f"{desk.served.base}/api/documents/{entry['id']}/original")
    assert answer is not None
    assert "sandbox" in answer.headers["content-security-policy"]
    assert alone.evaluate("window.__pwned") is None
    alone.close()


def test_a_line_of_ten_megabytes_can_be_read_to_its_end(desk: Desk) -> None:
    entry = desk.ask("/api/documents", q="long.txt")["items"][0]
    page = desk.go(f"/documents/{entry['id']}")
    expect(page.get_by_text("Radu Popa left Sulina").first).to_be_visible()
    blocks = desk.ask(f"/api/documents/{entry['id']}")["blocks"]
    page.keyboard.press("End")
    last = page.locator(f'[data-start="{blocks[-1][0]}"]')
    expect(last).to_be_attached()


def document_name(name: str) -> str:
    return name.replace("\u200b", "")


def assert_nothing_foreign(desk: Desk) -> None:
    """No element of a document has become one of the page."""
    assert desk.page.locator("main script, main img, main form[action], main svg[onload]").count() == 0
    assert desk.page.locator("[onerror], [onload], [onfocus], [srcdoc]").count() == 0
    assert desk.page.locator('a[href^="javascript"]').count() == 0

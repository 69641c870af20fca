"""Makes crane.mhtml: a page of our own with comments, saved by Chromium (through Playwright) as "Save as: one file"."""

from pathlib import Path

from playwright.sync_api import Route, sync_playwright
from tests.browser.served import chromium, launched

FOLDER = Path(__file__).parent
ADDRESS = "https://harbour-courier.example/2014/03/crane.html"
PIXEL = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>The crane that walked away – Harbour Courier</title>
<meta property="og:title" content="The crane that walked away"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2014-03-05T09:00:00Z">
<style>p { color: #222 }</style></head><body><nav><a href="/">Home</a></nav><article><h1>The crane that walked away</h1>
<p>The last crane of Leith left the quay on the night of 3 March, and nobody saw it go, the harbour master said.</p>
<p><img src="/pixel.gif" alt="The quay">“We were told at six,”
said Jürgen Weiß of the Harbour Board, which owns the quay.</p>
<p>The board denied that it had sold the crane. It said that it would hold an inquiry in April.</p></article>
<iframe src="/frame.html"></iframe>
<section id="comments"><ol class="commentlist"><li class="comment" id="comment-1"><cite class="fn">Bo Li</cite>
<time datetime="2014-03-06">6 March 2014</time>
<div class="comment-content"><p>I saw it go at four in the morning.</p></div></li>
<li class="comment" id="comment-2"><cite class="fn">Ann Other</cite><time datetime="2014-03-07">7 March 2014</time>
<div class="comment-content"><p>The board sold it, whatever it says.</p></div></li></ol></section></body></html>"""
ANSWERS = {
    ADDRESS: ("text/html; charset=utf-8", PAGE.encode()),
    ADDRESS.replace("2014/03/crane.html", "pixel.gif"): ("image/gif", PIXEL),
    ADDRESS.replace("2014/03/crane.html", "frame.html"): ("text/html", b"<p>Buy a boat.</p>"),
}


def answer(route: Route) -> None:
    kind, body = ANSWERS[route.request.url]
    route.fulfill(content_type=kind, body=body)


def main() -> None:
    program = chromium()
    if program is None:
        raise SystemExit("No Chromium is on this machine.")
    with sync_playwright() as playwright:
        browser = launched(playwright, program)
        page = browser.new_page()
        page.route("**/*", answer)
        page.goto(ADDRESS)
        saved = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})
        (FOLDER / "crane.mhtml").write_bytes(saved["data"].encode())
        browser.close()


if __name__ == "__main__":
    main()

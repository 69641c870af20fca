"""How soon each room of the interface shows something in a browser, and how smoothly it scrolls.

    python -m benchmarks.speed.rooms CASE

CASE has been read; Chromium must be there. Each room is opened anew, ``_ROUNDS`` times in a window of its own. Printed
are the milliseconds from the beginning of the navigation until the room's main part has a heading and nothing in it is
still being fetched (the median), and while the wheel is turned: the milliseconds between two pictures, at the 95th
percentile and at most.
"""

import argparse
import tempfile
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.screenshots import addresses
from tests.browser.served import Desk, Served, chromium, launched

_ROUNDS = 3
_TURNS = 60
_READY = """() => {
  const main = document.querySelector("main");
  const shown = main?.querySelector("h1, h2") && !main.querySelector("[aria-busy=true]") && main.innerText.length > 40;
  return shown ? performance.now() : 0;
}"""
_WATCH = """() => {
  window.gaps = [];
  let last = performance.now();
  const next = (now) => { window.gaps.push(now - last); last = now; requestAnimationFrame(next); };
  requestAnimationFrame(next);
}"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    options = parser.parse_args()
    program = chromium()
    if program is None:
        parser.error("There is no Chromium on this machine.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        served = Served(options.case, Path(folder) / "server.log")
        try:
            browser = launched(playwright, program)
            measure(browser, served)
            browser.close()
        finally:
            served.stop()
    return 0


def measure(browser: Browser, served: Served) -> None:
    first = Desk(browser, served)
    rooms = addresses(first)
    first.close()
    print(f"{'':20} {'content':>8} {'picture':>8} {'at most':>8}")
    for room, path in rooms.items():
        ready: list[float] = []
        gaps: list[float] = []
        for _ in range(_ROUNDS):
            desk = Desk(browser, served, viewport={"width": 1280, "height": 860})
            ready.append(_opened(desk.page, desk.served.base + path))
            gaps += _scrolled(desk.page)
            desk.close()
        print(f"{room:20} {median(ready):8.0f} {quantiles(gaps, n=20)[-1]:8.0f} {max(gaps):8.0f}", flush=True)


def _opened(page: Page, url: str) -> float:
    page.goto(url, wait_until="commit")
    return float(page.wait_for_function(_READY, polling="raf").json_value())


def _scrolled(page: Page) -> list[float]:
    page.mouse.move(640, 500)
    page.evaluate(_WATCH)
    for _ in range(_TURNS):
        page.mouse.wheel(0, 240)
        page.wait_for_timeout(16)
    return [float(gap) for gap in page.evaluate("window.gaps")]


if __name__ == "__main__":
    raise SystemExit(main())

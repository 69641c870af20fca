"""Pictures of every room on the sample case, light and dark, and of two of them on a phone.

    python -m tests.browser.screenshots OUT [--docs FOLDER]

``--docs`` writes the three that the documentation shows.
"""

import argparse
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, expect, sync_playwright
from tests.browser.served import PATIENCE, Desk, Served, chromium, launched, passage_of

from allegedly.case import Case
from allegedly.demo import fill

DESKTOP = {"width": 1280, "height": 860}
PHONE = {"width": 390, "height": 844}
ON_THE_PHONE = ("chronology", "reader")
IN_THE_DOCUMENTATION = {
    ("accounts", "light"): "interface-chronology.png",
    ("reader", "light"): "interface-reader.png",
    ("trace", "dark"): "interface-trace.png",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--docs", type=Path, help="where the three of the documentation go")
    options = parser.parse_args()
    program = chromium()
    if program is None:
        parser.error("There is no Chromium on this machine.")
    expect.set_options(timeout=PATIENCE)
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "Sakhevi dam"
        with Case.create(case) as made:
            fill(made)
            made.make_views()
        served = Served(case, Path(folder) / "server.log")
        try:
            with sync_playwright() as playwright:
                browser = launched(playwright, program)
                take(browser, served, options.out, options.docs)
                browser.close()
        finally:
            served.stop()
    return 0


def take(browser: Browser, served: Served, out: Path, docs: Path | None) -> None:
    out.mkdir(parents=True, exist_ok=True)
    judge(browser, served)
    for scheme in ("light", "dark"):
        for size, suffix in ((DESKTOP, ""), (PHONE, "-phone")):
            desk = Desk(browser, served, viewport=size, color_scheme=scheme)
            for room, path in addresses(desk).items():
                if suffix and room not in ON_THE_PHONE:
                    continue
                file = out / f"{room}-{scheme}{suffix}.png"
                picture(desk, path, file)
                name = None if suffix else IN_THE_DOCUMENTATION.get((room, scheme))
                if docs is not None and name is not None:
                    docs.mkdir(parents=True, exist_ok=True)
                    shutil.copy(file, docs / name)
            desk.close()


def judge(browser: Browser, served: Served) -> None:
    """Some judgements, so that there is something in the log."""
    desk = Desk(browser, served)
    for tab, key, said in (
        ("names", "n", "Left open."),
        ("claims", "r", "Not counted as a claim any more."),
        ("claims", "a", "Accepted as it was read."),
    ):
        page = desk.go(f"/judging?tab={tab}")
        expect(page.get_by_text(re.compile("^1 of "))).to_be_visible()
        page.keyboard.press(key)
        expect(page.get_by_text(said)).to_be_visible()
        desk.settled()
    desk.close()


def picture(desk: Desk, path: str, file: Path) -> None:
    desk.go(path)
    expect(desk.page.get_by_role("main").get_by_role("heading").first).to_be_attached()
    desk.page.wait_for_load_state("networkidle")
    expect(desk.page.locator('[aria-busy="true"]')).to_have_count(0)
    desk.page.screenshot(path=file, animations="disabled")


def addresses(desk: Desk) -> dict[str, str]:
    """Where each room shows most of what it can."""
    differing = desk.ask("/api/differences")["items"][0]["sides"][0]["accounts"][0]
    member = desk.ask("/api/cast")["items"][0]["id"]
    return {
        "overview": "/",
        "chronology": "/chronology",
        "accounts": f"/chronology?around={disputed(desk)}",
        "tray": "/chronology?undated=",
        "reader": passage_of(copied(desk)),
        "original": f"{passage_of(copied(desk))}&original=",
        "trace": f"/claims/{differing['claim']}",
        "cast": "/cast",
        "who-with-whom": "/cast?kind=together",
        "member": f"/cast/{member}",
        "differences": "/differences",
        "ledger": "/ledger",
        "map": f"/map?person={member}&stop=7",
        "questions": "/questions",
        "search": "/search?q=dam",
        "judging-names": "/judging?tab=names",
        "judging-differences": "/judging?tab=differences",
        "judging-claims": "/judging?tab=claims",
        "log": "/judging?tab=log",
    }


def disputed(desk: Desk) -> str:
    """An event that is told of differently, with its accounts."""
    entries = desk.ask("/api/chronology", limit=200)["items"]
    own: str = max(entries, key=lambda one: (one["differences_total"], one["documents"], one["id"]))["id"]
    return own


def copied(desk: Desk) -> dict[str, Any]:
    """A claim in a document in which several voices speak."""
    documents = desk.ask("/api/documents", limit=100)["items"]
    heads = [desk.ask(f"/api/documents/{one['id']}") for one in documents]
    told = max(heads, key=lambda one: (len(one["voices"]), one["id"]))
    cards = desk.ask(f"/api/documents/{told['id']}/text")["claims"]
    line: dict[str, Any] = max(cards, key=lambda one: (one["accounts"], -one["line"]["start"]))["line"]
    return line


if __name__ == "__main__":
    raise SystemExit(main())

"""The first minutes with a case of one's own: the sample, files that are dropped or chosen, what is refused and why."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.looked_through import assert_accessible
from tests.browser.served import Desk, Served

from allegedly.case import Case

READING = 240_000
"""Milliseconds that documents may take to be read, with the model loaded before."""
LETTER = "Mirela Dancu left Tulcea on 3 May 2011. Her brother said that she had been afraid. Nobody saw the boat."
ARABIC = (
    "غادرت ليلى المدينة في 3 مايو 2011.\n\nقال أخوها إنها كانت خائفة من الرجل الذي كان يقف أمام البيت كل مساء، "
    "وإن الشرطة لم تسأل عنه بعد ذلك."
)
NAMES = {"letter.txt": LETTER, "nothing.txt": "", "arabic.txt": ARABIC, "again/letter.txt": LETTER}


@pytest.fixture(scope="module")
def served(browser: Browser, tmp_path_factory: pytest.TempPathFactory, serving: Callable[[Path], Served]) -> Served:
    folder = tmp_path_factory.mktemp("empty") / "My first case"
    Case.create(folder).close()
    return serving(folder)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    for name, text in NAMES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [tmp_path / name for name in NAMES]


def test_empty_rooms_say_what_to_do(desk: Desk) -> None:
    page = desk.go()
    expect(page.get_by_text("This case is empty.")).to_be_visible()
    expect(page.get_by_text("Drop files or folders here")).to_be_visible()
    assert_accessible(page)
    for path in ("/chronology", "/cast", "/differences", "/ledger", "/map", "/questions", "/judging", "/search"):
        desk.go(path)
        main = page.get_by_role("main")
        if path == "/search":
            expect(main.get_by_role("heading", name="How a search is written")).to_be_visible()
        else:
            expect(main.get_by_role("link", name=re.compile("Add|overview")).first).to_be_visible()
        assert_accessible(page)


def test_the_sample_fills_the_chronology(desk: Desk) -> None:
    page = desk.go()
    page.get_by_role("button", name="Open the sample case").click()
    adding = page.get_by_role("region", name="Adding documents")
    expect(adding.get_by_role("heading")).to_have_text(re.compile(r"^Reading \d+ of 12 files"), timeout=READING)
    expect(adding.get_by_role("heading")).to_have_text("Every file has been seen to", timeout=READING)
    expect(adding).to_contain_text("12 files read")
    adding.get_by_role("link", name="Open the chronology").click()
    expect(page.get_by_role("feed", name="Events").get_by_role("article").first).to_be_visible()


def test_chosen_files_tell_what_became_of_each(desk: Desk, files: list[Path]) -> None:
    page = desk.go()
    page.get_by_role("button", name="Add documents").click()
    choose = page.get_by_role("dialog").get_by_role("button", name="Choose files")
    expect(choose).to_be_focused()
    with page.expect_file_chooser() as choosing:
        choose.click()
    choosing.value.set_files(files[:3])
    adding = page.get_by_role("region", name="Adding documents")
    expect(adding).to_contain_text("Loading the language reader takes a few seconds.")
    expect(adding.get_by_role("region", name="What waits")).to_contain_text("letter.txt")
    steps = finished(page)
    expect(steps.filter(has_text="letter.txt")).to_contain_text("read")
    expect(steps.filter(has_text="arabic.txt")).to_contain_text("This seems to be in Arabic")
    refused = desk.ask("/api/refusals")["items"][0]
    expect(steps.filter(has_text="nothing.txt")).to_contain_text(f"refused: {refused['sentence']}")
    expect(page.get_by_role("heading", name="1 file refused")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text=refused["sentence"]).last).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Put away").click()
    expect(page.get_by_role("region", name="Adding documents")).to_have_count(0)


def test_what_is_dropped_anywhere_is_added(desk: Desk) -> None:
    page = desk.go("/ledger")
    expect(page.get_by_role("feed", name="Ledger")).to_be_visible()
    dropped = page.evaluate_handle(
        """(files) => {
            const dropped = new DataTransfer();
            for (const [name, text] of Object.entries(files)) dropped.items.add(new File([text], name));
            return dropped;
        }""",
        {"letter.txt": LETTER, "second.txt": LETTER.replace("Mirela", "Ilinca")},
    )
    page.dispatch_event("body", "dragenter", {"dataTransfer": dropped})
    expect(page.get_by_text("Drop them to add them to the case")).to_be_visible()
    page.dispatch_event("body", "drop", {"dataTransfer": dropped})
    steps = finished(page)
    expect(steps.filter(has_text="letter.txt")).to_contain_text("known already")
    expect(steps.filter(has_text="second.txt")).to_contain_text("read")


def test_an_add_is_cancelled_and_goes_on(desk: Desk, tmp_path: Path) -> None:
    for number in range(30):  # long enough that the first are still being read when "Cancel" is pressed
        days = (f"On day {day} of {1950 + number} he wrote: {LETTER}" for day in range(1, 31))
        (tmp_path / f"{number:02}.txt").write_text("\n\n".join(days))
    page = desk.go()
    page.get_by_role("button", name="Add documents").click()
    with page.expect_file_chooser() as choosing:
        page.get_by_role("dialog").get_by_role("button", name="Choose files").click()
    choosing.value.set_files(sorted(tmp_path.glob("*.txt")))
    adding = page.get_by_role("region", name="Adding documents")
    expect(adding.get_by_role("heading")).to_have_text(re.compile("^(Waiting|Beginning|Reading)"))
    adding.get_by_role("button", name="Cancel").click()
    expect(adding.get_by_role("heading")).to_have_text(
        re.compile(r"^Cancelled; \d+ files? waits? to be read"), timeout=READING
    )
    adding.get_by_role("button", name="Go on").click()
    expect(adding.get_by_role("heading")).to_have_text("Every file has been seen to", timeout=READING)
    assert desk.ask("/api/documents", q="00.txt")["total"] == 1
    assert desk.ask("/api/state")["unfinished"] == 0


def test_a_text_from_right_to_left_stands_so(desk: Desk) -> None:
    document = desk.ask("/api/documents", q="arabic")["items"][0]
    page = desk.go(f"/documents/{document['id']}")
    words = page.get_by_text("قال أخوها").first
    expect(words).to_be_visible()
    expect(page.get_by_text("This seems to be in Arabic")).to_be_visible()
    assert words.evaluate("(element) => getComputedStyle(element).direction") == "rtl"
    expect(page.locator('[dir="rtl"]').filter(has=page.get_by_text("قال أخوها"))).to_have_count(1)
    assert_accessible(page)


def finished(page: Page) -> Locator:
    """What became of each file, once all have been seen to."""
    adding = page.get_by_role("region", name="Adding documents")
    expect(adding.get_by_role("heading")).to_have_text("Every file has been seen to", timeout=READING)
    return adding.get_by_role("listitem")

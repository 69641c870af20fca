"""People with accounts: coming in, what each sees, judging at once, and that nothing is left when they go."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from playwright.sync_api import Browser, Page, expect
from tests.browser.looked_through import assert_accessible, assert_no_wider_than_the_window
from tests.browser.served import PATIENCE, Desk, Served

from allegedly.team import Team
from allegedly.team.passwords import Hashing

GOOD = "seven geese cross the quay"
OTHER = "nine herons on a wet roof"
WIDTHS = {"desktop": (1280, 860), "phone": (375, 740)}


@pytest.fixture(scope="module")
def served(
    browser: Browser, sample_folder: Path, tmp_path_factory: pytest.TempPathFactory, serving: Callable[..., Served]
) -> Served:
    """The sample, which Mara manages, Jon and Zoe judge and Rita reads."""
    folder = Path(shutil.copytree(sample_folder, tmp_path_factory.mktemp("team") / "Sakhevi"))
    with Team(folder, create=True, hashing=Hashing(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))) as team:
        for name, role in (("Mara", "manage"), ("Jon", "judge"), ("Zoe", "judge"), ("Rita", "read")):
            team.add(name, role, GOOD, by=None if name == "Mara" else "Mara")  # type: ignore[arg-type]
    return serving(folder, "--team")


@pytest.fixture
def coming(browser: Browser, served: Served) -> Iterator[Callable[..., Desk]]:
    """A window of somebody, who logs in as a person does."""
    opened: list[Desk] = []

    def come(name: str | None = None, path: str = "/", **options: object) -> Desk:
        desk = Desk(browser, served, **options)
        opened.append(desk)
        page = desk.go(path)
        if name is not None:
            log_in(page, name)
            expect(you(page)).to_be_visible()
        return desk

    yield come
    for one in opened:
        one.close()


def log_in(page: Page, name: str, password: str = GOOD) -> None:
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Log in").click()


def you(page: Page):  # type: ignore[no-untyped-def]
    return page.get_by_role("button", name="You")


def test_somebody_logs_in_where_they_wanted_to_go_and_out_again(coming: Callable[..., Desk]) -> None:
    desk = coming(path="/differences?state=all")
    desk.expected |= {403}
    page = desk.page
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    assert "Sakhevi" not in page.content()  # not even what the case is called
    log_in(page, "Jon", OTHER)
    expect(page.get_by_role("alert")).to_have_text("Name or password is wrong.")
    expect(page.get_by_label("Password", exact=True)).to_be_focused()
    log_in(page, "Nobody")
    expect(page.get_by_role("alert")).to_have_text("Name or password is wrong.")
    log_in(page, "Jon")
    expect(page.get_by_role("heading", name="Differences")).to_be_visible()
    assert page.url.endswith("/differences?state=all")
    expect(you(page)).to_contain_text("Jon")
    you(page).click()
    expect(page.get_by_role("group", name="You")).to_contain_text("may read and judge")
    expect(page.get_by_role("link", name="People of this case")).to_have_count(0)
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()


def test_nothing_is_left_behind_the_back_button(coming: Callable[..., Desk]) -> None:
    page = coming("Jon", "/cast").page
    expect(page.get_by_role("heading", name="Cast")).to_be_visible()
    you(page).click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    assert "Sakhevi" not in page.content()


def test_who_only_reads_has_nothing_to_judge_or_add_with(coming: Callable[..., Desk]) -> None:
    desk = coming("Rita")
    page = desk.page
    expect(page.get_by_role("button", name="Export")).to_be_visible()
    expect(page.get_by_role("button", name="Add documents")).to_have_count(0)
    page.keyboard.press("a")
    expect(page.get_by_role("dialog")).to_have_count(0)
    claim = desk.ask("/api/chronology")["items"][0]["accounts"][0]
    page = desk.go(f"/documents/{claim['document']}?claim={claim['claim']}")
    expect(page.locator("[data-start].chosen").first).to_be_visible()
    page.keyboard.press("r")
    for name in ("Accept", "Reject", "Edit"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    page = desk.go(f"/claims/{claim['claim']}")
    expect(page.get_by_role("link", name="Open it in").first).to_be_visible()
    expect(page.get_by_role("button", name="Reject")).to_have_count(0)
    page = desk.go("/differences")
    expect(page.get_by_role("article").first).to_be_visible()
    expect(page.get_by_role("button", name="Settle…")).to_have_count(0)
    page = desk.go("/judging?tab=names")
    expect(page.get_by_role("navigation", name="What is judged").get_by_role("link")).to_have_count(1)
    page = desk.go("/people")
    expect(page.get_by_text("Only who manages the case sees its people.")).to_be_visible()
    assert desk.ask("/api/judgements")["total"] == 0


def test_the_page_of_one_shows_what_another_judged(coming: Callable[..., Desk]) -> None:
    jon, zoe = coming("Jon"), coming("Zoe", "/judging?tab=log")
    claim = jon.ask("/api/chronology")["items"][0]["accounts"][0]
    page = jon.go(f"/documents/{claim['document']}?claim={claim['claim']}")
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_text("Accepted.")).to_be_visible()
    expect(zoe.page.get_by_role("main")).to_contain_text("Jon", timeout=PATIENCE)
    jon.settled()


def test_a_page_whose_session_was_ended_is_nobodys(coming: Callable[..., Desk]) -> None:
    zoe, mara = coming("Zoe", "/ledger"), coming("Mara", "/people")
    zoe.expected |= {401}
    row = mara.page.get_by_role("listitem").filter(has=mara.page.get_by_text("Zoe", exact=True))
    row.get_by_role("button", name="End sessions of Zoe").first.click()
    expect(mara.page.get_by_text("Zoe is logged out.")).to_be_visible()
    expect(zoe.page.get_by_role("heading", name="Log in")).to_be_visible()  # it asks by itself how things stand
    expect(zoe.page.get_by_text("Your session has ended.")).to_be_visible()
    assert "Sakhevi" not in zoe.page.content()
    log_in(zoe.page, "Zoe")
    expect(zoe.page.get_by_role("heading", name="Ledger")).to_be_visible()


def test_somebody_is_added_and_chooses_a_password_of_their_own(coming: Callable[..., Desk]) -> None:
    mara = coming("Mara")
    you(mara.page).click()
    mara.page.get_by_role("link", name="People of this case").click()
    mara.page.get_by_role("button", name="Add somebody").click()
    mara.expected |= {422}
    mara.page.get_by_label("Name").fill("mara")
    mara.page.get_by_label("First password").fill(OTHER)
    mara.page.get_by_role("button", name="Add", exact=True).click()
    expect(mara.page.get_by_role("alert")).to_contain_text("would be taken for Mara")
    mara.page.get_by_label("Name").fill("Björn")
    mara.page.get_by_label("Role").select_option("judge")
    mara.page.get_by_role("button", name="Add", exact=True).click()
    expect(mara.page.get_by_text("Björn may judge now.")).to_be_visible()
    expect(mara.page.get_by_role("main")).to_contain_text("gave Björn an account: judge")

    björn = coming()
    log_in(björn.page, "Björn", OTHER)
    you(björn.page).click()
    expect(björn.page.get_by_text("Your password was given to you by Mara.")).to_be_visible()
    björn.page.get_by_role("button", name="Change password…").click()
    dialog = björn.page.get_by_role("dialog", name="Change password")
    dialog.get_by_label("The password you have").fill(OTHER)
    dialog.get_by_label("New password").fill("eleven swans under the bridge")
    dialog.get_by_label("Once more").fill("eleven swans under the bridge")
    dialog.get_by_role("button", name="Change it").click()
    expect(björn.page.get_by_text("Your password is changed.")).to_be_visible()
    saved = björn.page.evaluate("() => fetch('/api/state').then((answer) => answer.status)")
    assert saved == 200

    row = mara.page.get_by_role("listitem").filter(has=mara.page.get_by_text("Björn", exact=True))
    row.get_by_role("combobox").first.select_option("read")
    björn.expected |= {401}
    expect(björn.page.get_by_role("heading", name="Log in")).to_be_visible()


def test_a_role_that_is_refused_is_not_shown(coming: Callable[..., Desk]) -> None:
    mara = coming("Mara", "/people")
    mara.expected |= {422}
    field = mara.page.get_by_role("combobox", name="What Mara may do")
    field.select_option("read")
    expect(mara.page.get_by_text("At least one account must be able to manage")).to_be_visible()
    expect(field).to_have_value("manage")


@pytest.mark.parametrize("width", WIDTHS)
def test_everybody_can_use_it(coming: Callable[..., Desk], width: str) -> None:
    size = WIDTHS[width]
    desk = coming(viewport={"width": size[0], "height": size[1]})
    desk.expected |= {403}
    page = desk.page
    expect(page.get_by_role("heading", name="Log in")).to_be_visible()
    looked_at(page)
    log_in(page, "Mara", "a wrong one")
    expect(page.get_by_role("alert")).to_be_visible()
    looked_at(page)
    log_in(page, "Mara")
    button = you(page)
    button.click()
    expect(page.get_by_role("group", name="You")).to_be_visible()
    assert_accessible(page, f"#{button.get_attribute('aria-controls')}")
    assert_no_wider_than_the_window(page)
    page.get_by_role("button", name="Change password…").click()
    expect(page.get_by_role("dialog", name="Change password")).to_be_visible()
    looked_at(page)
    page.keyboard.press("Escape")
    page = desk.go("/people")
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    page.wait_for_load_state("networkidle")
    looked_at(page)
    page.get_by_role("button", name="Add somebody").click()
    expect(page.get_by_role("dialog", name="Add somebody")).to_be_visible()
    looked_at(page)


def looked_at(page: Page) -> None:
    assert_accessible(page)
    assert_no_wider_than_the_window(page)

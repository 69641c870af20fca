"""The chronology of the sample: filters, band, accounts, saved views, tray. Nothing of the case is changed."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect
from tests.browser.rows import assert_highlighted, row, spaced
from tests.browser.served import Desk, passage_of


def test_filters_stand_in_the_address_and_go_back_step_by_step(desk: Desk, opening: Callable[..., Desk]) -> None:
    page = desk.go("/chronology")
    of = desk.ask("/api/chronology", limit=1)["of"]
    person = next(one for one in desk.ask("/api/facets")["people"] if one["kind"] == "person")
    shown = page.get_by_role("group", name="With a date or without")
    expect(shown).to_contain_text(f"{of} events")
    counts = [of]

    def fits(**filters: Any) -> None:
        counts.append(desk.ask("/api/chronology", limit=1, **filters)["total"])
        assert counts[-1] < of
        expect(shown).to_contain_text(f"{counts[-1]} of {of} events")

    choose(page, "People", f"{person['name']} ")
    expect(page).to_have_url(re.compile(f"person={person['id']}"))
    fits(person=person["id"])
    choose(page, "Certainty", "Asserted")
    fits(person=person["id"], label="asserted")
    page.get_by_role("button", name="Period", exact=True).click()
    page.get_by_label("From").fill("2013-06-07")
    expect(page).to_have_url(re.compile("from=2013-06-07"))
    fits(person=person["id"], label="asserted", **{"from": "2013-06-07"})
    page.keyboard.press("Escape")
    page.get_by_role("searchbox", name="Words in the passage").fill("brother")
    expect(page).to_have_url(re.compile("q=brother"))
    counts.pop()  # what is typed takes the place of the step before
    fits(person=person["id"], label="asserted", q="brother", **{"from": "2013-06-07"})

    colleague = opening()
    colleague.go(page.url.removeprefix(desk.served.base))
    expect(colleague.page.get_by_role("group", name="With a date or without")).to_contain_text(
        f"{counts[-1]} of {of} events"
    )
    for count in counts[-2::-1]:
        page.go_back()
        expect(shown).to_contain_text(f"{count} of {of} events" if count != of else f"{of} events")
    expect(page).to_have_url(re.compile("/chronology$"))
    for count in counts[1:]:
        page.go_forward()
        expect(shown).to_contain_text(f"{count} of {of} events")
    page.get_by_role("button", name="Take all away").click()
    expect(page).to_have_url(re.compile("/chronology$"))


def test_what_is_pressed_in_an_open_filter_is_meant_for_it(desk: Desk) -> None:
    page = desk.go("/chronology")
    filters = page.get_by_role("group", name="Filters")
    feed = page.get_by_role("feed", name="Events")
    expect(feed.get_by_role("article").first).to_be_visible()
    for name in ("People", "Certainty"):  # of one the first field is for words, of the other it is a box
        button = filters.get_by_role("button", name=name)
        button.click()
        panel = filters.get_by_role("group", name=name)
        expect(panel.locator("input").first).to_be_focused()
        page.keyboard.type("dx0")
        expect(panel).to_be_visible()
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(panel).to_have_count(0)
    assert page.url.endswith("/chronology")
    page.keyboard.press("d")
    expect(page).to_have_url(re.compile("undated"))


def test_what_could_be_known_by_a_day(desk: Desk) -> None:
    page = desk.go("/chronology")
    page.get_by_role("button", name="Known by").click()
    page.get_by_label("What could be read by the end of").fill("2013-06-15")
    expect(page).to_have_url(re.compile("known_by=2013-06-15"))
    known = desk.ask("/api/chronology", known_by="2013-06-15", limit=1)
    assert known["total"] < desk.ask("/api/chronology", limit=1)["total"]
    expect(page.get_by_text(known["known_by"]["words"])).to_be_visible()
    expect(page.get_by_role("group", name="With a date or without")).to_contain_text(str(known["total"]))


def test_the_band_is_zoomed_by_keys(desk: Desk) -> None:
    page = desk.go("/chronology")
    expect(row(page, "Events", 0)).to_be_visible()
    band = page.get_by_role("region", name="Band of time").get_by_role("img")
    expect(band).to_have_accessible_name(re.compile("Band of time, .*: .* events?"))
    whole = page.url
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile("from=.*to="))
    narrow = page.url
    page.keyboard.press("]")
    expect(page).not_to_have_url(narrow)
    page.keyboard.press("-")
    page.keyboard.press("m")
    expect(page).to_have_url(whole)
    marks = desk.ask("/api/chronology/band")
    page.keyboard.press("0")
    name = band.get_attribute("aria-label") or ""
    begun, ended = (int(year) for year in re.findall(r"\d{4}", name))
    assert begun <= int(marks["earliest"][:4]) <= int(marks["latest"][:4]) <= ended
    expect(page.get_by_role("group", name="Stretch of time").get_by_role("button", name="All of time")).to_be_disabled()


def test_an_entry_shows_its_accounts(desk: Desk) -> None:
    page = desk.go("/chronology?q=dam")
    entries = desk.ask("/api/chronology", q="dam")["items"]
    at, entry = next((at, one) for at, one in enumerate(entries) if len(one["accounts"]) > 1)
    article = row(page, "Events", at)
    folded = article.get_by_role("button", name=re.compile("accounts"))
    expect(folded).to_have_attribute("aria-expanded", "false")
    folded.click()
    for account in entry["accounts"]:
        expect(article.locator(f'a[href="{passage_of(account)}"]').last).to_be_visible()
    expect(article.get_by_text(entry["origins"], exact=True)).to_be_visible()
    article.get_by_role("button", name=re.compile("taken together")).click()
    expect(article.get_by_text(re.compile("^Taken together because "))).to_be_visible()
    article.focus()
    page.keyboard.press("x")
    expect(folded).to_have_attribute("aria-expanded", "false")


def test_enter_opens_the_passage_and_t_its_trace(desk: Desk) -> None:
    page = desk.go("/chronology")
    entries = desk.ask("/api/chronology")["items"]
    expect(row(page, "Events", 0)).to_be_visible()
    for at in range(3):
        page.keyboard.press("j")
        expect(row(page, "Events", at)).to_be_focused()
    line = entries[2]["accounts"][0]
    page.keyboard.press("Enter")
    expect(page).to_have_url(desk.served.base + passage_of(line))
    assert_highlighted(desk, line)
    page.go_back()
    expect(row(page, "Events", 2)).to_be_focused()
    expect(row(page, "Events", 2)).to_contain_text(spaced(line["text"]))
    page.keyboard.press("t")
    expect(page).to_have_url(re.compile(f"/claims/{line['claim']}$"))


def test_a_view_is_kept_under_a_name(desk: Desk) -> None:
    page = desk.go("/chronology?label=denied")
    page.get_by_role("button", name="Saved views").click()
    name = page.get_by_role("textbox", name="Name for this view")
    name.fill("Denials")
    name.press("Enter")
    expect(page.get_by_role("link", name="Denials")).to_be_visible()
    desk.go("/chronology")
    page.get_by_role("button", name="Saved views").click()
    page.get_by_role("link", name="Denials").click()
    expect(page).to_have_url(re.compile(r"\?label=denied$"))
    page.get_by_role("button", name="Saved views").click()
    page.get_by_role("button", name="Forget the view “Denials”").click()
    expect(page.get_by_role("link", name="Denials")).to_have_count(0)


def test_the_tray_holds_what_has_no_date(desk: Desk) -> None:
    page = desk.go("/chronology")
    expect(row(page, "Events", 0)).to_be_visible()
    page.keyboard.press("d")
    first = desk.ask("/api/undated", limit=1)["items"][0]["line"]
    expect(row(page, "Claims without a date", 0)).to_contain_text(spaced(first["text"]))
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert_highlighted(desk, first)


def choose(page: Page, what: str, words: str) -> None:
    """Ticks one of what can be filtered by."""
    page.get_by_role("button", name=what).first.click()
    page.get_by_role("group", name=what).get_by_role("checkbox", name=re.compile(f"^{re.escape(words)}")).check()
    page.keyboard.press("Escape")

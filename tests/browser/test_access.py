"""Every room for everybody: nothing for axe-core to find, light and dark, on a screen of 1024 pixels and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.looked_through import assert_accessible, assert_no_wider_than_the_window
from tests.browser.served import Desk, Served, passage_of

WIDTHS = {"desktop": (1024, 800), "phone": (375, 740)}
ROOMS = (
    "overview",
    "chronology",
    "tray",
    "reader",
    "trace",
    "cast",
    "who with whom",
    "member",
    "differences",
    "ledger",
    "map",
    "questions",
    "search",
    "nothing found",
    "names",
    "claims",
    "differences to judge",
    "log",
    "nowhere",
)
LONG_NAMES = ("Wilhelmina Featherstonehaugh-Cholmondeley", "Office for Harbours (North Sea and Baltic)")


@pytest.fixture(scope="module", params=WIDTHS)
def windowed(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Desk]:
    """One window for all rooms: what stays of one room must not harm the next."""
    width, height = WIDTHS[request.param]
    desk = Desk(browser, served, viewport={"width": width, "height": height})
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def addresses(browser: Browser, served: Served) -> dict[str, str]:
    """Where each room is, with something in it."""
    desk = Desk(browser, served)
    desk.go()
    differing = desk.ask("/api/differences")["items"][0]["sides"][0]["accounts"][0]
    member = desk.ask("/api/cast")["items"][0]["id"]
    html = desk.ask("/api/documents", q="letters-from-the-kura")["items"][0]["id"]
    last = desk.ask(f"/api/documents/{html}/claims")["items"][-1]["id"]
    desk.close()
    return {
        "overview": "/",
        "chronology": "/chronology",
        "tray": "/chronology?undated=",
        "reader": f"/documents/{html}?marks=claims,sources,times,names",
        "trace": f"/claims/{differing['claim']}",
        "cast": "/cast",
        "who with whom": "/cast?kind=together",
        "member": f"/cast/{member}",
        "differences": "/differences?others=yes",
        "ledger": "/ledger",
        "map": f"/map?person={member}&stop=6",
        "questions": "/questions",
        "search": "/search?q=dam",
        "nothing found": "/search?q=zeppelin",
        "names": "/judging?tab=names",
        "claims": "/judging?tab=claims",
        "differences to judge": "/judging?tab=differences",
        "log": "/judging?tab=log",
        "nowhere": "/nowhere",
        "claim": passage_of(differing),
        "last claim": f"/documents/{html}?claim={last}",
    }


@pytest.mark.parametrize("room", ROOMS)
def test_a_room(windowed: Desk, addresses: dict[str, str], room: str) -> None:
    page = entered(windowed, addresses[room])
    assert_accessible(page)
    assert_no_wider_than_the_window(page)


@pytest.mark.parametrize(
    ("room", "key", "name"),
    [
        ("chronology", "?", "Keys"),
        ("chronology", "l", "What the marks mean"),
        ("overview", "a", "Add documents"),
        ("overview", "x", "Export the case"),
        ("claim", "e", ""),
        ("claims", "e", ""),
    ],
)
def test_a_dialog(windowed: Desk, addresses: dict[str, str], room: str, key: str, name: str) -> None:
    page = entered(windowed, addresses[room])
    if room in ("claim", "claims"):
        expect(page.get_by_role("button", name="Edit").first).to_be_visible()
    page.keyboard.press(key)
    expect(page.get_by_role("dialog", name=name)).to_be_visible()
    assert_accessible(page)
    assert_no_wider_than_the_window(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("panel", ["People", "Certainty", "Period", "Known by", "Saved views"])
def test_a_panel_of_filters(windowed: Desk, addresses: dict[str, str], panel: str) -> None:
    page = entered(windowed, addresses["chronology"])
    button = page.get_by_role("button", name=panel, exact=True)
    button.click()
    expect(page.get_by_role("group", name=panel)).to_be_visible()
    assert_accessible(
        page, f"#{button.get_attribute('aria-controls')}"
    )  # it covers others, which are not to be hit then
    assert_no_wider_than_the_window(page)


def test_what_is_unfolded(windowed: Desk, addresses: dict[str, str]) -> None:
    page = entered(windowed, addresses["chronology"])
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_role("article").first.get_by_role("button", expanded=True)).to_be_visible()
    assert_accessible(page)
    page = entered(windowed, addresses["differences"])
    page.get_by_role("button", name="Settle…").first.click()
    assert_accessible(page)
    page = entered(windowed, addresses["names"])
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="In the chronology")).to_be_visible()
    assert_accessible(page)
    assert_no_wider_than_the_window(page)
    page = entered(windowed, addresses["claim"] + "&original=")
    expect(page.get_by_role("button", name="Accept")).to_be_visible()
    assert_accessible(page)
    assert_no_wider_than_the_window(page)


def test_what_is_pointed_at(windowed: Desk, addresses: dict[str, str]) -> None:
    page = entered(windowed, addresses["ledger"])
    page.get_by_role("article").first.get_by_role("link").first.hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_have_count(0)


def test_long_names_in_the_picture_of_who_with_whom(windowed: Desk, addresses: dict[str, str]) -> None:
    def lengthened(route: Route) -> None:
        answer = route.fetch()
        graph = answer.json()
        for node, name in zip(graph["nodes"], LONG_NAMES, strict=False):
            node["name"] = name
        route.fulfill(response=answer, json=graph)

    windowed.page.route("**/api/cast/graph*", lengthened)
    page = entered(windowed, addresses["who with whom"])
    windowed.page.unroute("**/api/cast/graph*")
    for name in LONG_NAMES:
        link = page.get_by_role("link", name=f"{name}, in ")
        link.focus()
        expect(link).to_contain_text("…")
        assert_accessible(page)


def test_a_malformed_search(windowed: Desk) -> None:
    windowed.expected.add(422)
    page = entered(windowed, "/search?q=(dam")
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)


def test_a_passage_is_not_hidden_by_its_card(windowed: Desk, addresses: dict[str, str]) -> None:
    page = windowed.page
    page.goto("about:blank")
    windowed.go(addresses["last claim"])
    card = page.get_by_role("button", name="Accept")
    expect(card).to_be_in_viewport()
    words = page.locator("[data-start].chosen").first
    expect(words).to_be_in_viewport()
    seen = """(words) => {
        const { left, top, width, height } = words.getClientRects()[0];
        return document.elementFromPoint(left + width / 2, top + height / 2) === words;
    }"""
    page.wait_for_function(f"(words) => ({seen})(words)", arg=words.element_handle())


def test_the_page_is_gone_through_with_tab(desk: Desk) -> None:
    page = desk.go("/chronology")
    expect(page.get_by_role("article").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox", name="Words in the passage")).to_be_focused()


def entered(desk: Desk, path: str) -> Page:
    """A room with what it shows; its lists have come, and nothing is asked for any more."""
    page = desk.go(path)
    expect(
        page.get_by_role("main").get_by_role("heading").or_(page.get_by_text("There is nothing at")).first
    ).to_be_attached()
    page.wait_for_load_state("networkidle")
    expect(page.locator('[aria-busy="true"]')).to_have_count(0)
    return page

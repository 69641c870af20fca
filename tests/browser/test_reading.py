"""Through the rooms in which a case is read, on the sample. Nothing is changed here."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.rows import assert_highlighted, row, spaced
from tests.browser.served import Desk, passage_of


def test_only_the_printed_address_lets_one_in(desk: Desk, browser: Browser) -> None:
    page = desk.page
    page.goto(desk.served.address())
    expect(page).to_have_url(f"{desk.served.base}/")
    expect(page.get_by_role("heading", level=1, name="Overview")).to_be_visible()
    stranger = browser.new_context()
    answer = stranger.new_page().goto(desk.served.base)
    assert answer is not None
    assert answer.status == 401
    assert "the address that `allegedly serve` printed" in answer.text()
    stranger.close()


def test_every_number_of_the_overview_leads_to_what_it_counts(desk: Desk) -> None:
    page = desk.go()
    known = desk.ask("/api/overview")
    main = page.get_by_role("main")
    ways = [
        (f"{known['entries']} events", r"/chronology$", main.get_by_role("button", name=f"{known['entries']} events")),
        (
            f"{known['undated']} claims",
            r"/chronology\?undated=$",
            main.get_by_role("button", name=f"{known['undated']} undated claims", pressed=True),
        ),
        (
            f"{known['differences']['open']} places",
            r"/differences$",
            main.get_by_role("navigation", name="State").get_by_role(
                "link", name=f"Open {known['differences']['open']}"
            ),
        ),
        (
            f"{known['queue']['names']} pairs of names",
            r"/judging\?tab=names$",
            main.get_by_text(f"1 of {known['queue']['names']} pairs of names"),
        ),
        ("hedged", r"/chronology\?label=hedged$", main.get_by_role("button", name="Take away: hedged")),
        (known["people"][0]["name"], r"/cast/", main.get_by_role("heading", level=1, name=known["people"][0]["name"])),
        (known["outlets"][0]["name"], r"/chronology\?outlet=", main.get_by_role("button", name="Take away: ")),
    ]
    for words, address, there in ways:
        main.get_by_role("link", name=words, exact=words not in ("hedged",)).first.click()
        expect(page).to_have_url(re.compile(address))
        expect(there).to_be_visible()
        page.go_back()
        expect(main.get_by_role("heading", level=1, name="Overview")).to_be_visible()


def test_documents_are_narrowed_and_opened(desk: Desk) -> None:
    page = desk.go()
    documents = desk.ask("/api/documents", limit=100)["items"]
    page.get_by_role("searchbox", name="Narrow the documents").fill("ministry")
    feed = page.get_by_role("feed", name="Documents")
    expect(feed.get_by_role("article")).to_have_count(sum("ministry" in one["name"] for one in documents))
    expect(page).to_have_url(re.compile(r"\?q=ministry$"))
    feed.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/documents/"))


def test_all_of_the_row_of_a_document_leads_to_it(desk: Desk) -> None:
    page = desk.go()
    row(page, "Documents", 0).click(position={"x": 1000, "y": 16})
    expect(page).to_have_url(re.compile("/documents/"))


def test_the_reader_marks_what_is_asked_for(desk: Desk) -> None:
    document = desk.ask("/api/documents", q="pit-and-pillar")["items"][0]
    page = desk.go(f"/documents/{document['id']}")
    read = desk.ask(f"/api/documents/{document['id']}/text")
    time = next(one for one in read["times"] if one["words"])
    words = read["text"][time["start"] : time["end"]]
    told = page.get_by_title(time["words"]).filter(has_text=words.split()[0])
    expect(page.get_by_text(f"{document['claims']} claims").last).to_be_visible()
    expect(told).to_have_count(0)
    page.get_by_role("button", name="Times", exact=True).click()
    expect(page).to_have_url(re.compile("marks=claims%2Ctimes"))
    expect(told.first).to_be_visible()
    for kind in ("Sources", "Names"):
        page.get_by_role("button", name=kind, exact=True).click()
        expect(page.get_by_role("button", name=kind, exact=True)).to_have_attribute("aria-pressed", "true")
    name = next(one for one in read["names"] if one["how"] == "name")
    expect(page.get_by_title(f"{name['name']} ({name['kind']})").first).to_be_visible()


def test_the_reader_goes_from_claim_to_claim(desk: Desk) -> None:
    document = desk.ask("/api/documents")["items"][0]
    page = desk.go(f"/documents/{document['id']}")
    lines = [card["line"] for card in desk.ask(f"/api/documents/{document['id']}/text")["claims"]]
    places = desk.ask(f"/api/documents/{document['id']}/claims")["items"]
    by_id = {line["claim"]: line for line in lines}
    place = page.get_by_role("group", name="From claim to claim")
    expect(place).to_contain_text(f"{len(places)} claims")
    cards = page.get_by_role("complementary", name="Claims in view")
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(place).to_contain_text(f"{at + 1} of {len(places)} claims")
        line = by_id[places[at]["id"]]
        assert_highlighted(desk, line)
        expect(cards.get_by_role("button", expanded=True)).to_contain_text(spaced(line["text"]))


def test_on_a_phone_a_card_is_put_away(opening: Callable[..., Desk]) -> None:
    desk = opening(viewport={"width": 375, "height": 740}, has_touch=True)
    document = desk.ask("/api/documents")["items"][0]
    page = desk.go(f"/documents/{document['id']}")
    cards = page.get_by_role("complementary", name="Claims in view")
    mark = page.locator("[data-label]:not(.mark)").first
    mark.tap()
    expect(cards.get_by_role("button", name="Accept")).to_be_visible()
    cards.get_by_role("button", name="Close this card").tap()
    expect(cards.get_by_role("button", name="Accept")).to_have_count(0)
    mark.tap()
    expect(cards.get_by_role("button", name="Accept")).to_be_visible()
    page.get_by_role("heading", level=1).or_(page.locator(".voice .name").first).first.tap()
    expect(cards.get_by_role("button", name="Accept")).to_have_count(0)


def test_the_original_lies_beside_in_a_frame_that_runs_nothing(desk: Desk) -> None:
    document = desk.ask("/api/documents", q="pit-and-pillar")["items"][0]
    page = desk.go(f"/documents/{document['id']}")
    expect(page.get_by_role("heading", level=1)).to_contain_text(document["title"])
    page.keyboard.press("o")
    frame = page.get_by_title(f"The original of {document['name']}")
    expect(frame).to_have_attribute("sandbox", "")
    expect(frame.content_frame.locator("body")).to_contain_text("Bexworth")
    answer = desk.context.request.get(f"{desk.served.base}/api/documents/{document['id']}/original")
    assert "sandbox; default-src 'none'" in answer.headers["content-security-policy"]
    page.keyboard.press("o")
    expect(frame).to_have_count(0)


def test_a_trace_says_in_words_what_the_picture_shows(desk: Desk) -> None:
    differing = desk.ask("/api/differences")["items"][0]
    claim = differing["sides"][0]["accounts"][0]["claim"]
    trace = desk.ask(f"/api/claims/{claim}")
    page = desk.go(f"/claims/{claim}")
    expect(page.get_by_text(trace["origins"]["sentence"], exact=True)).to_be_visible()
    picture = page.get_by_role("group", name=re.compile("The way back of this claim"))
    for origin in trace["origins"]["origins"]:
        expect(picture.get_by_text(origin["name"], exact=False).first).to_be_visible()
        expect(page.get_by_role("heading", level=3, name=origin["name"]).first).to_be_visible()
    lists = page.get_by_role("list")
    for account in trace["accounts"]:
        there = lists.locator(f'a[href="{passage_of(account["line"])}"]').first
        expect(there).to_be_visible()
        expect(there).to_contain_text(spaced(account["line"]["text"]))
    page.get_by_role("link", name=re.compile("^Open it in ")).click()
    assert_highlighted(desk, trace["line"])


def test_the_cast_is_searched_and_a_member_leads_on(desk: Desk) -> None:
    page = desk.go("/cast")
    expect(row(page, "Cast", 0)).to_be_visible()
    kinds = page.get_by_role("navigation", name="Kind")
    for kind, words in (("person", "People"), ("place", "Places")):
        total = desk.ask("/api/cast", kind=kind, passing=False, limit=1)["total"]
        expect(kinds.get_by_role("link", name=f"{words} {total}", exact=True)).to_be_visible()
    page.get_by_role("searchbox", name="Part of a name").fill("Tamaz K")
    expect(page).to_have_url(re.compile("q=Tamaz"))
    expect(page.get_by_role("feed", name="Cast").get_by_role("article")).to_have_count(
        desk.ask("/api/cast", q="Tamaz K", kind="person")["total"]
    )
    member = desk.ask("/api/cast", q="Tamaz K", kind="person")["items"][0]
    page.get_by_role("link", name=member["name"], exact=True).first.click()
    expect(page.get_by_role("heading", level=1, name=member["name"])).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(
        f"{member['claims']} claims and {len(member['documents'])} documents"
    )
    for name in member["names"]:
        expect(page.get_by_text(name["name"], exact=True).first).to_be_visible()
    page.get_by_role("link", name=f"Chronology of {member['name']}").click()
    expect(page).to_have_url(re.compile(f"/chronology\\?person={member['id']}"))


def test_who_with_whom_is_a_picture_and_a_table(desk: Desk) -> None:
    page = desk.go("/cast")
    page.get_by_role("link", name="Who with whom").click()
    graph = desk.ask("/api/cast/graph", limit=60)
    most = max(graph["edges"], key=lambda one: one["claims"])
    names = {one["id"]: one["name"] for one in graph["nodes"]}
    first = page.get_by_role("table").get_by_role("row").nth(1)
    expect(first).to_contain_text(f"{most['claims']} claims")
    assert {names[most["a"]], names[most["b"]]} <= set(names.values())


def test_differences_are_narrowed_by_what_differs(desk: Desk) -> None:
    page = desk.go("/differences")
    of_numbers = desk.ask("/api/differences", slot="number", state="open")
    feed = page.get_by_role("feed", name="Differences")
    page.get_by_role("link", name="Number", exact=True).click()
    expect(page).to_have_url(re.compile("slot=number"))
    expect(feed.get_by_role("article")).to_have_count(of_numbers["total"])
    for side in of_numbers["items"][0]["sides"]:
        expect(
            row(page, "Differences", 0).get_by_role("heading", level=3, name=side["value"], exact=True)
        ).to_be_visible()


def test_the_ledger_is_narrowed_and_leads_to_passages(desk: Desk) -> None:
    page = desk.go("/ledger")
    ledger = desk.ask("/api/ledger")
    kind, count = max(ledger["counts"].items(), key=lambda one: one[1])
    page.get_by_role("navigation", name="Kind").get_by_role("link", name=f"{kind.capitalize()}s").click()
    expect(page).to_have_url(re.compile(f"kind={kind}"))
    feed = page.get_by_role("feed", name="Ledger")
    expect(feed.get_by_role("article").first).to_have_attribute("aria-setsize", str(count))
    line = desk.ask("/api/ledger", kind=kind)["items"][0]["line"]
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    assert_highlighted(desk, line)


def test_the_map_walks_from_stop_to_stop_by_keys(desk: Desk) -> None:
    page = desk.go("/map")
    traveller = desk.ask("/api/where")[0]
    stops = desk.ask(f"/api/where/{traveller['id']}")["dated"]
    slider = page.get_by_role("slider", name="Up to which stop")
    expect(slider).to_have_attribute("aria-valuetext", f"All {len(stops)} stops")
    slider.focus()
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile("stop=1$"))
    expect(slider).to_have_attribute("aria-valuetext", re.compile(f"^Stop 1 of {len(stops)}: "))
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("stop=2$"))
    picture = page.get_by_role("group", name=re.compile("^Map of the stops"))
    placed = next(stop for stop in stops if stop["spot"])
    expect(picture.get_by_role("button", name=re.compile(f"^{placed['spot']['name']}: stop")).first).to_be_visible()
    page.get_by_role("button", name="Stop 3: show it on the map").click()
    expect(page).to_have_url(re.compile("stop=3$"))
    slider.focus()
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile("stop=1$"))
    page.keyboard.press("Enter")
    assert_highlighted(desk, stops[0]["line"])


def test_open_questions_lead_to_passages(desk: Desk) -> None:
    page = desk.go("/questions")
    questions = desk.ask("/api/questions")
    kind, count = max(questions["counts"].items(), key=lambda one: one[1])
    expect(row(page, "Open questions", 0)).to_have_attribute("aria-setsize", str(questions["total"]))
    page.get_by_role("button", name=f"{count} {kind}", exact=True).click()
    expect(row(page, "Open questions", 0)).to_have_attribute("aria-setsize", str(count))
    line = desk.ask("/api/questions", kind=kind)["items"][0]["question"]["line"]
    row(page, "Open questions", 0).locator(f'a[href="{passage_of(line)}"]').first.click()
    assert_highlighted(desk, line)


@pytest.mark.parametrize("query", ['"green books"', "dam NOT surveyor", "(siren OR bang) AND dam*"])
def test_a_search_leads_to_the_words(desk: Desk, query: str) -> None:
    page = desk.go("/ledger")
    expect(row(page, "Ledger", 0)).to_be_visible()
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Search the case")
    expect(field).to_be_focused()
    field.fill(query)
    field.blur()
    page.keyboard.press("/")
    chosen = field.evaluate("(field) => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert chosen == query  # what stands there can be written over
    field.press("Enter")
    found = desk.ask("/api/search", q=query)
    expect(row(page, "Passages found", 0)).to_have_attribute("aria-setsize", str(found["total"]))
    start, end = found["items"][0]["matches"][0]
    document = found["items"][0]["document"]
    row(page, "Passages found", 0).get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"/documents/{document}\\?at={start}-{end}$"))
    words = desk.ask(f"/api/documents/{document}/text", start=start, end=end)["text"]
    expect(page.locator(f'[data-start="{start}"]')).to_have_text(words)
    expect(page.locator(f'[data-start="{start}"]')).to_be_in_viewport()


def test_a_malformed_search_says_what_is_wrong(desk: Desk) -> None:
    desk.expected.add(422)
    page = desk.go("/search?q=(dam")
    answer = desk.context.request.get(f"{desk.served.base}/api/search?q=(dam")
    expect(page.get_by_text(answer.json()["detail"])).to_be_visible()
    expect(page.get_by_role("heading", name="How a search is written")).to_be_visible()


def test_keys_and_legend_are_one_key_away(page: Page, desk: Desk) -> None:
    desk.go("/chronology")
    expect(row(page, "Events", 0)).to_be_visible()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys.get_by_role("heading", name="Chronology")).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    page.keyboard.press("l")
    legend = page.get_by_role("dialog", name="What the marks mean")
    for label in desk.ask("/api/legend")["labels"]:
        expect(legend).to_contain_text(label["means"])
    page.keyboard.press("Escape")
    expect(legend).to_have_count(0)
    page.keyboard.press("g")
    page.keyboard.press("e")
    expect(page.get_by_role("heading", level=1, name="Ledger")).to_be_visible()


def test_the_theme_is_remembered(page: Page, desk: Desk) -> None:
    desk.go()
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name=re.compile("^Colours: as the system")).click()
    page.get_by_role("button", name=re.compile("^Colours: light")).click()
    expect(page.get_by_role("button", name=re.compile("^Colours: dark"))).to_be_visible()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    expect(page.get_by_role("button", name=re.compile("^Colours: dark"))).to_be_visible()
    assert page.evaluate(ground) == dark


def test_an_address_without_a_room_says_so(desk: Desk) -> None:
    page = desk.go("/nowhere/at/all")
    expect(page.get_by_text("There is nothing at this address.")).to_be_visible()

"""Through the rooms in which a case is read, on the sample. Nothing is changed here."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
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


def choose(page: Page, what: str, words: str) -> None:
    """Ticks one of what can be filtered by."""
    page.get_by_role("button", name=what).first.click()
    page.get_by_role("group", name=what).get_by_role("checkbox", name=re.compile(f"^{re.escape(words)}")).check()
    page.keyboard.press("Escape")


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

"""What a person judges, in each room where that can be done: it shows, stands in the log, and can be taken back."""

import re
import time
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Route, expect
from tests.browser.served import Desk, Served, passage_of

ACCEPT = """
    ([token, claim]) => fetch("/api/judgements", {
        method: "POST",
        headers: { "content-type": "application/json", "x-allegedly-token": token },
        body: JSON.stringify({ kind: "accept", parties: [claim] }),
    }).then((answer) => answer.ok)
"""
"""Accepts a claim behind the back of the page, as in another window."""


def test_a_claim_is_judged_where_it_is_read(desk: Desk) -> None:
    document = desk.ask("/api/documents")["items"][0]
    page = desk.go(f"/documents/{document['id']}")
    cards = page.get_by_role("complementary", name="Claims in view")
    card = cards.get_by_role("article").filter(has=page.get_by_role("button", expanded=True))
    expect(page.get_by_role("group", name="From claim to claim")).to_contain_text(f"{document['claims']} claims")
    page.keyboard.press("j")
    expect(card).to_contain_text("read by machine")
    for key, done, said, kind in (
        ("a", "Accept", "checked by Nadia", "accept"),
        ("r", "Reject", "rejected by Nadia", "reject"),
    ):
        page.keyboard.press(key)
        expect(card.get_by_role("button", name=done, pressed=True)).to_be_visible()
        expect(card).to_contain_text(said)
        last = desk.ask("/api/judgements")["items"][0]
        assert (last["kind"], last["by"], last["state"]) == (kind, "Nadia", "in_force")
        page.keyboard.press("u")
        expect(card).to_contain_text("read by machine")
        assert desk.ask("/api/judgements")["items"][0]["kind"] == "undo"


def test_an_edit_shows_in_every_room_until_it_is_taken_back(desk: Desk) -> None:
    line = desk.ask("/api/chronology", q="dam")["items"][0]["accounts"][0]
    page = desk.go(passage_of(line))
    card = page.get_by_role("complementary", name="Claims in view").get_by_role("article")
    card = card.filter(has=page.get_by_role("button", expanded=True))
    expect(card.get_by_role("button", name="Edit")).to_be_visible()
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("group", name="How surely").get_by_role("radio", checked=True)).to_be_focused()
    when = dialog.get_by_label("When")
    expect(when).to_have_value(line["when"] or "")
    when.fill("soon")
    expect(dialog).to_contain_text("Not understood as a time")
    desk.expected.add(409)
    dialog.get_by_role("button", name="Save this reading").click()
    expect(dialog.get_by_role("alert")).to_contain_text("No time that a calendar has is written")
    desk.expected.discard(409)
    when.fill("february 1987")
    expect(dialog).to_contain_text("Understood as February 1987")
    dialog.get_by_label("Why", exact=True).fill("The page before says so.")
    dialog.get_by_role("button", name="Save this reading").click()
    expect(dialog).to_have_count(0)
    expect(card).to_contain_text("February 1987")
    expect(card).to_contain_text("edited by Nadia")

    desk.go("/chronology?from=1987-01-01&to=1987-12-31")
    entry = page.get_by_role("feed", name="Events").get_by_role("article")
    expect(entry).to_have_count(1)
    expect(entry).to_contain_text("February 1987")
    expect(entry).to_contain_text("edited by Nadia")

    desk.go("/judging?tab=log")
    logged = page.get_by_role("feed", name="Log").get_by_role("article").first
    expect(logged).to_contain_text("is read otherwise")
    expect(logged).to_contain_text("The page before says so.")
    logged.get_by_role("button", name=re.compile("^Undo")).click()
    expect(page.get_by_role("feed", name="Log").get_by_role("article").first).to_contain_text("Takes back")
    desk.settled()
    assert desk.ask("/api/chronology", q="dam")["items"][0]["accounts"][0] == line


def test_an_edit_offers_the_names_of_the_cast_and_tells_of_one_that_nobody_bears(desk: Desk) -> None:
    line = desk.ask("/api/chronology", q="dam")["items"][0]["accounts"][0]
    page = desk.go(passage_of(line))
    card = page.get_by_role("complementary", name="Claims in view").get_by_role("article")
    card = card.filter(has=page.get_by_role("button", expanded=True))
    toasts = page.get_by_role("status")
    for name, place, told in (
        (
            "Archill Kajaya",
            "Lodnon",
            ('Nobody in the cast is called "Archill Kajaya"', 'No place here is called "Lodnon"'),
        ),
        ("Archil Kajaia", "", ()),
    ):
        card.get_by_role("button", name="Edit").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Who does it").fill("Kajai")
        expect(dialog.locator("datalist option[value='Archil Kajaia']")).to_have_count(1)
        dialog.get_by_label("Who does it").fill(name)
        dialog.get_by_label("Where").fill(place)
        dialog.get_by_role("button", name="Save this reading").click()
        expect(dialog).to_have_count(0)
        for words in told:
            expect(toasts.filter(has_text=words)).to_have_count(1)
        edit = desk.ask("/api/judgements")["items"][0]["edit"]
        assert (edit["place"], edit["roles"]) == (place, [["agent", name]])
        expect(card).to_contain_text("edited by Nadia")
        page.keyboard.press("u")
        expect(card).to_contain_text("read by machine")
    desk.settled()


def test_two_are_merged_after_a_preview_and_parted_again(desk: Desk) -> None:
    desk.settled()
    before = chronology(desk)
    member = next(one for one in desk.ask("/api/cast", kind="person", limit=200)["items"] if one["candidates"])
    other = member["candidates"][-1]
    page = desk.go(f"/cast/{member['id']}")
    judging = page.get_by_role("group", name=f"Judge: {member['name']} and {other['name']}")
    judging.get_by_role("button", name="Same", exact=True).click()
    expect(page.get_by_text("What would change")).to_be_visible()
    expect(page.get_by_text(re.compile("^In the chronology "))).to_be_visible()
    assert chronology(desk) == before  # so far nothing has changed
    page.get_by_label(re.compile("^Why")).fill("One and the same surveyor.")
    page.get_by_role("button", name="Judge: same").click()
    expect(page.get_by_text("Judged the same.")).to_be_visible()
    expect(judging).to_have_count(0)
    desk.settled()
    assert chronology(desk) != before
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    desk.settled()
    assert chronology(desk) == before
    desk.go(f"/cast/{member['id']}")
    expect(judging).to_be_visible()


def test_a_difference_is_settled_with_a_reason_and_opened_again(desk: Desk) -> None:
    desk.settled()
    page = desk.go("/differences")
    count = desk.ask("/api/differences")["open"]
    states = page.get_by_role("navigation", name="State")
    expect(states.get_by_role("link", name=f"Open {count}")).to_be_visible()
    page.get_by_role("button", name="Settle…").first.click()
    page.get_by_role("textbox", name=re.compile("^What settles it")).fill("The later count is the ministry's own.")
    page.get_by_role("button", name="Settle this difference").click()
    expect(states.get_by_role("link", name=f"Open {count - 1}")).to_be_visible()
    states.get_by_role("link", name="Settled 1").click()
    row = page.get_by_role("feed", name="Differences").get_by_role("article").first
    expect(row).to_contain_text("Settled by Nadia on ")
    expect(row).to_contain_text("The later count is the ministry's own.")
    row.get_by_role("button", name="Undo").click()
    expect(states.get_by_role("link", name=f"Open {count}")).to_be_visible()


def test_accounts_are_parted_where_one_sees_that_they_tell_of_different_events(desk: Desk) -> None:
    desk.settled()
    before = chronology(desk)
    entry = next(one for one in before if len(one["accounts"]) > 1)
    page = desk.go(f"/chronology?around={entry['id']}")
    row = (
        page.get_by_role("feed", name="Events")
        .get_by_role("article")
        .filter(has=page.get_by_role("button", name="account", expanded=True))
    )
    others = len(entry["accounts"]) + len(entry["undated"]) - 1
    expect(row.get_by_role("button", name="Another event?")).to_have_count(others)
    row.get_by_role("button", name="Another event?").first.click()
    row.get_by_role("button", name="Different events", exact=True).click()
    expect(row.get_by_text("What would change")).to_be_visible()
    row.get_by_role("button", name="Judge: different events").click()
    expect(page.get_by_text("Judged different.")).to_be_visible()
    desk.settled()
    assert chronology(desk) != before
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    desk.settled()
    assert chronology(desk) == before


def test_a_difference_between_two_events_is_none(desk: Desk) -> None:
    desk.settled()
    page = desk.go("/differences")
    row = page.get_by_role("feed", name="Differences").get_by_role("article").first
    row.get_by_role("button", name="Different events").click()
    expect(row.get_by_text("What would change")).to_be_visible()
    row.get_by_role("button", name="Judge: different events").click()
    expect(page.get_by_text("Judged different.")).to_be_visible()
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    desk.settled()


def test_the_queue_of_names_is_worked_through_by_keys(desk: Desk) -> None:
    desk.settled()
    page = desk.go("/judging?tab=names")
    count = desk.ask("/api/queue", kind="names")["total"]
    here = page.get_by_role("main")
    expect(here.get_by_text(f"1 of {count} pairs of names")).to_be_visible()
    page.keyboard.press("j")
    expect(here.get_by_text(f"2 of {count} pairs of names")).to_be_visible()
    page.keyboard.press("k")
    expect(here.get_by_text(f"1 of {count} pairs of names")).to_be_visible()
    page.keyboard.press("p")
    preview = page.get_by_role("region", name="What would change")
    expect(preview.get_by_role("heading", name="In the chronology")).to_be_visible()
    page.keyboard.press("p")
    expect(preview).to_have_count(0)
    page.keyboard.press("d")
    expect(page.get_by_text("Judged to be different.")).to_be_visible()
    expect(here.get_by_text(f"of {count - 1} pairs of names")).to_be_visible()
    desk.settled()
    page.keyboard.press("u")
    expect(page.get_by_text("Taken back.")).to_be_visible()
    expect(here.get_by_text(f"of {count} pairs of names")).to_be_visible()


def test_the_queues_of_claims_and_differences_by_keys(desk: Desk) -> None:
    page, here, claims = claims_waiting(desk)
    expect(here.get_by_text(f"1 of {claims} claims")).to_be_visible()
    page.keyboard.press("a")
    expect(page.get_by_text("Accepted as it was read.")).to_be_visible()
    desk.go("/judging?tab=differences")
    differences = desk.ask("/api/queue", kind="differences", limit=1)["total"]
    expect(here.get_by_text(f"1 of {differences} differences")).to_be_visible()
    page.keyboard.press("s")
    expect(page.get_by_role("alert")).to_contain_text("Say what settles it")
    page.keyboard.type("The ministry took it back.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Settled.", exact=True)).to_be_visible()
    expect(here.get_by_text(f"of {differences - 1} differences")).to_be_visible()


def test_a_message_goes_with_the_judgement_that_it_is_about(desk: Desk) -> None:
    page, here, count = claims_waiting(desk)
    before = len(judged(desk))
    for left in (count - 1, count - 2):
        expect(here.get_by_text(f"of {left + 1} claims")).to_be_visible()
        page.keyboard.press("a")
        expect(here.get_by_text(f"of {left} claims")).to_be_visible()
    offered = page.get_by_role("status").get_by_role("button", name="Undo")
    expect(offered).to_have_count(2)
    page.keyboard.press("u")
    page.keyboard.press("u")
    expect(here.get_by_text(f"of {count} claims")).to_be_visible()
    expect(offered).to_have_count(0)
    made = judged(desk)[: -before or None]
    assert [(one["kind"], one["state"]) for one in made if one["kind"] != "undo"] == [("accept", "undone")] * 2
    assert len(made) == 4


def test_what_is_being_written_stays_when_the_case_changes_meanwhile(desk: Desk) -> None:
    desk.settled()
    claim = desk.ask("/api/queue", kind="claims", limit=1)["items"][0]["claims"][0]["claim"]
    page = desk.go("/judging?tab=differences")
    expect(page.get_by_text(re.compile("^1 of "))).to_be_visible()
    page.keyboard.press("w")
    page.keyboard.type("The ministry")
    with page.expect_response("**/api/queue?kind=differences*"):
        assert page.evaluate(ACCEPT, [desk.ask("/api/state")["csrf"], claim])
    expect(page.get_by_text("Bringing the rooms up to date")).to_have_count(0)
    page.keyboard.type(" took it back.")
    expect(page.get_by_role("textbox", name=re.compile("^Why"))).to_have_value("The ministry took it back.")


def test_what_was_judged_already_is_not_offered_for_undo(desk: Desk) -> None:
    desk.settled()
    page = desk.go("/judging?tab=claims")
    item = desk.ask("/api/queue", kind="claims", limit=1)["items"][0]
    expect(page.get_by_role("main").get_by_text(item["claims"][0]["text"]).first).to_be_visible()
    token = desk.ask("/api/state")["csrf"]
    assert page.evaluate(ACCEPT, [token, item["claims"][0]["claim"]])
    page.keyboard.press("a")
    expect(page.get_by_text("That was judged already.")).to_be_visible()
    expect(page.get_by_role("status").get_by_role("button", name="Undo")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.get_by_text("Taken back.")).to_be_visible()


def test_who_takes_back_right_after_judging_takes_back_that_one(desk: Desk) -> None:
    desk.settled()
    page = desk.go("/judging?tab=claims")
    expect(page.get_by_text(re.compile("^1 of "))).to_be_visible()
    page.route("**/api/judgements", slowly)
    page.keyboard.press("r")
    page.keyboard.press("u")
    expect(page.get_by_text("Taken back.")).to_be_visible()
    undone, rejected = judged(desk)[:2]
    assert (rejected["kind"], undone["undoes"]) == ("reject", rejected["id"])


def test_what_is_not_there_again_yet_says_that_it_comes_back(desk: Desk) -> None:
    desk.settled()
    desk.expected.add(404)
    page = desk.go("/judging?tab=claims")
    here = page.get_by_role("main")
    count = desk.ask("/api/queue", kind="claims", limit=1)["total"]
    text = desk.ask("/api/queue", kind="claims", limit=1)["items"][0]["claims"][0]["text"]
    expect(here.get_by_text(text).first).to_be_visible()
    page.keyboard.press("r")
    expect(page.get_by_text("Not counted as a claim any more.")).to_be_visible()
    expect(here.get_by_text(f"of {count - 1} claims")).to_be_visible()
    desk.settled()
    expect(page.get_by_text("Bringing the rooms up to date")).to_have_count(0)
    page.route("**/api/state", holding_back)  # as long as the server takes to bring the rooms up to date
    page.route("**/api/claims/*", lambda route: route.fulfill(status=404, json={"detail": "No claim is called that."}))
    page.keyboard.press("u")
    expect(here.get_by_text("Coming back in a moment")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Accept"))).to_be_disabled()
    page.keyboard.press("a")
    expect(page.get_by_role("status").get_by_text("as soon as it is there again")).to_be_visible()
    page.unroute("**/api/claims/*")
    page.unroute("**/api/state")
    expect(page.get_by_role("button", name=re.compile("^Accept"))).to_be_enabled()
    expect(here.get_by_text("Coming back in a moment")).to_have_count(0)
    expect(here.get_by_text(f"of {count} claims")).to_be_visible()


def test_the_log_is_filtered(desk: Desk) -> None:
    page = desk.go("/judging?tab=log")
    log = desk.ask("/api/judgements", limit=200)["items"]
    feed = page.get_by_role("feed", name="Log")
    expect(feed.get_by_role("article").first).to_have_attribute("aria-setsize", str(len(log)))
    page.get_by_role("combobox", name=re.compile("^What")).select_option("settled")
    expect(page).to_have_url(re.compile("kind=settled"))
    expect(feed.get_by_role("article")).to_have_count(sum(one["kind"] == "settled" for one in log))
    page.get_by_role("combobox", name=re.compile("^How it stands")).select_option("undone")
    both = [one for one in log if one["kind"] == "settled" and one["state"] == "undone"]
    expect(feed.get_by_role("article")).to_have_count(len(both))
    page.get_by_role("combobox", name=re.compile("^By whom")).select_option("Nadia")
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(
        f"{len(both)} judgement{'s' * (len(both) != 1)}"
    )


def test_a_judgement_survives_a_new_start(desk: Desk, served: Served, browser: Browser) -> None:
    desk.settled()
    line = desk.ask("/api/queue", kind="claims", limit=1)["items"][0]["claims"][0]
    page = desk.go(passage_of(line))
    accept = page.get_by_role("button", name="Accept")
    accept.click()
    expect(page.get_by_role("button", name="Accept", pressed=True)).to_be_visible()
    page.goto("about:blank")
    served.stop()
    served.start()
    again = Desk(browser, served)
    again.go(passage_of(line))
    expect(again.page.get_by_role("button", name="Accept", pressed=True)).to_be_visible()
    card = again.page.get_by_role("complementary", name="Claims in view")
    expect(card.get_by_text("checked by Nadia").first).to_be_visible()
    again.close()


def claims_waiting(desk: Desk) -> tuple[Page, Locator, int]:
    """The queue of claims, what stands in the room, and how many wait."""
    desk.settled()
    page = desk.go("/judging?tab=claims")
    return page, page.get_by_role("main"), desk.ask("/api/queue", kind="claims", limit=1)["total"]


def slowly(route: Route) -> None:
    time.sleep(0.5)
    route.continue_()


def holding_back(route: Route) -> None:
    """Answers how the case stands as if nothing that was judged showed yet."""
    state = route.fetch().json()
    route.fulfill(json={**state, "up_to_date": False, "revision": "before"})


def judged(desk: Desk) -> list[dict[str, Any]]:
    """The log, the latest first."""
    found: list[dict[str, Any]] = desk.ask("/api/judgements", limit=200)["items"]
    return found


def chronology(desk: Desk) -> Any:
    return desk.ask("/api/chronology", limit=200)["items"]

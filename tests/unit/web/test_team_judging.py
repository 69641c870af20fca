"""People who judge at once: each judgement is in the log once, with the name of who made it, and others learn of it."""

import threading
import time

import pytest

EACH = 6
THREADS = 3
"""Of each person."""


@pytest.fixture
def two(team_desk, people):
    return people(team_desk, "Jon"), people(team_desk, "Zoe")


def test_who_judged_is_who_is_logged_in_whatever_is_sent(two, people, team_desk):
    jon, zoe = two
    made = jon.does("/api/judgements", kind="alias", parties=["Anna"], name="Annie")
    assert made["judgement"]["by"] == "Jon"
    answer = jon.post("/api/judgements", json={"kind": "alias", "parties": ["Anna"], "name": "Ann", "by": "Zoe"})
    assert answer.status_code == 422
    undone = zoe.does(f"/api/judgements/{made['judgement']['id']}/undo")
    assert undone["judgement"]["by"] == "Zoe"


def test_the_page_of_one_learns_of_the_judgement_of_another(two):
    jon, zoe = two
    before = zoe.told("/api/state")["revision"]
    made = jon.does("/api/judgements", kind="alias", parties=["Anna"], name="Annie")
    begun = time.monotonic()
    while zoe.told("/api/state")["revision"] == before or not zoe.told("/api/state")["up_to_date"]:
        assert time.monotonic() - begun < 60
    assert zoe.told("/api/judgements")["items"][0]["id"] == made["judgement"]["id"]


def test_many_threads_of_two_people_lose_no_judgement(two, team_desk):
    """Each thread gives names and takes every third back, all at once through the API."""
    made, undone, failed = [], [], []
    before = {one["id"] for one in two[0].told("/api/judgements", limit=200)["items"]}

    def judges(who, name, thread):
        try:
            for number in range(EACH):
                told = who.does("/api/judgements", kind="alias", parties=["Anna"], name=f"{name} {thread} {number}")
                made.append((told["judgement"]["id"], name))
                if number % 3 == 0:
                    told = who.does(f"/api/judgements/{told['judgement']['id']}/undo", why=f"{name} {thread}")
                    undone.append((told["judgement"]["id"], name))
        except BaseException as error:  # noqa: BLE001
            failed.append(error)

    threads = [
        threading.Thread(target=judges, args=(who, name, thread))
        for thread in range(THREADS)
        for who, name in zip(two, ("Jon", "Zoe"), strict=True)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join(300)
    assert failed == []
    log = [one for one in two[0].told("/api/judgements", limit=200)["items"] if one["id"] not in before]
    assert len(log) == len(made) + len(undone) == 2 * THREADS * (EACH + EACH // 3)
    assert sorted((one["id"], one["by"]) for one in log) == sorted(made + undone)
    assert len({one["id"] for one in log}) == len(log)
    assert {one["by"] for one in log} == {"Jon", "Zoe"}
    in_force = [one for one in log if one["kind"] != "undo" and one["state"] != "undone"]
    assert len(in_force) == 2 * THREADS * (EACH - EACH // 3)


def test_what_somebody_sent_is_theirs_whoever_goes_on_with_it(team_desk, people):
    """As the log of custody tells it: sent by Mara, who left before it was added."""
    people(team_desk, "Mara").drops({"c.txt": b"Otto met Zoe in Nice in 2003."})
    team_desk.team.set_role("Zoe", "manage", by="Mara")
    zoe = people(team_desk, "Zoe")
    assert zoe.over(zoe.does("/api/resume"))["state"] == "done"
    (sent,) = [one for one in zoe.told("/api/documents")["items"] if one["name"] == "c.txt"]
    assert [one.by for one in team_desk.case.receipts(sent["id"])] == ["Mara"]

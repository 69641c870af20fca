"""Judging over the API: what was decided is shown, told as a sentence where it cannot be, and taken back."""

import time

import pytest

from allegedly.store import only_writer


def cast(browser):
    return {one["name"]: one["id"] for one in browser.told("/api/cast", kind="person")["items"]}


def claims(browser):
    return [
        line["claim"]
        for page in (browser.told("/api/chronology", limit=200),)
        for one in page["items"]
        for line in one["accounts"]
    ]


def test_a_judgement_is_in_the_log_with_who_when_and_why_and_can_be_taken_back(letters):
    before = letters.told("/api/chronology")
    made = letters.does("/api/judgements", kind="same", parties=["Zoe@a.txt", "Anna"], why="one <b>suitcase</b>")
    assert made["known"] is False
    own = made["judgement"]["id"]
    log = letters.told("/api/judgements")
    assert (log["total"], log["people"]) == (1, ["Ada"])
    assert log["items"][0]["why"] == "one <b>suitcase</b>"
    assert log["items"][0]["at"].endswith("Z")
    assert letters.does("/api/judgements", kind="same", parties=["Zoe@a.txt", "Anna"])["known"] is True
    undone = letters.does(f"/api/judgements/{own}/undo", why="two suitcases")
    assert undone["judgement"]["kind"] == "undo"
    kinds = [one["kind"] for one in letters.told("/api/judgements")["items"]]
    assert kinds == ["undo", "same"]  # the latest first
    settled(letters)
    assert letters.told("/api/chronology") == before


def settled(browser):
    """Wait until what is shown is of the case as it is."""
    while not browser.told("/api/state")["up_to_date"]:
        running = browser.desk.jobs.waiting_or_running("refresh")
        if running is not None:
            browser.over(browser.get(f"/api/jobs/{running.id}").json())


def test_what_is_shown_follows_a_judgement(letters):
    revision = letters.told("/api/state")["revision"]
    letters.does("/api/judgements", kind="same", parties=["Zoe@a.txt", "Anna"])
    settled(letters)
    assert letters.told("/api/state")["revision"] != revision
    (found,) = letters.told("/api/cast", q="anna")["items"]
    assert "Zoe" in {one["name"] for one in found["names"]}


@pytest.mark.parametrize("kind", ["same", "different", "unsure"])
def test_two_can_be_judged(letters, kind):
    made = letters.does("/api/judgements", kind=kind, parties=["Otto@a.txt", "Otto@b.txt"])
    assert made["judgement"]["kind"] == kind
    assert letters.told("/api/judgements", kind=kind)["total"] == 1
    assert letters.told("/api/judgements", kind="alias")["total"] == 0
    assert letters.told("/api/judgements", by="Ada")["total"] == 1
    assert letters.told("/api/judgements", by="Eve")["total"] == 0
    assert letters.told("/api/judgements", state="in_force")["total"] == 1
    assert letters.told("/api/judgements", state="undone")["total"] == 0


REFUSED = [
    ({"kind": "same", "parties": ["Otto@a.txt"]}, (409, 422)),
    ({"kind": "same", "parties": ["Otto@a.txt", "Otto@a.txt"]}, (409,)),
    ({"kind": "same", "parties": ["Otto", "Anna"]}, (404,)),  # which Otto?
    ({"kind": "same", "parties": ["Eve", "Anna"]}, (404,)),
    ({"kind": "same", "parties": ["", ""]}, (404, 409, 422)),
    ({"kind": "alias", "parties": ["Anna"]}, (409, 422)),
    ({"kind": "alias", "parties": ["Anna"], "name": ""}, (409, 422)),
    ({"kind": "alias", "parties": ["Anna", "Zoe@a.txt"], "name": "A"}, (409, 422)),
    ({"kind": "settled", "parties": ["Anna", "Zoe@a.txt"]}, (404, 409, 422)),
    ({"kind": "undo", "parties": ["Anna"]}, (404, 409, 422)),
    ({"kind": "nonsense", "parties": ["Anna"]}, (422,)),
    ({"kind": "same", "parties": ["a", "b", "c"]}, (422,)),
    ({"kind": "same", "parties": []}, (422,)),
    ({"kind": "same", "parties": [1, 2]}, (422,)),
    ({"kind": "same", "parties": "ab"}, (422,)),
    ({"kind": "same"}, (422,)),
    ({"kind": "same", "parties": ["a", "b"], "extra": 1}, (422,)),
    ({"kind": "same", "parties": ["a" * 5000, "\0"]}, (404, 422)),
    ({"kind": "same", "parties": ["Otto@a.txt", "Anna"], "why": "x" * 3000}, (422,)),
    ([], (422,)),
    (None, (422,)),
]


@pytest.mark.parametrize(("content", "statuses"), REFUSED)
@pytest.mark.parametrize("path", ["/api/judgements"])
def test_what_makes_no_sense_is_told_in_a_sentence(letters, path, content, statuses):
    answer = letters.post(path, json=content)
    assert answer.status_code in statuses, answer.text
    sentence = answer.json()["detail"]
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert letters.told("/api/judgements")["total"] == 0


@pytest.mark.parametrize("own", ["nothing", "", "%", "a" * 2000, "%00"])
def test_what_was_never_judged_cannot_be_taken_back(letters, own):
    answer = letters.post(f"/api/judgements/{own}/undo", json={})
    assert answer.status_code in (404, 405, 409)
    assert answer.json()["detail"]


def test_a_preview_says_what_would_change_and_keeps_nothing(letters):
    job = letters.over(letters.does("/api/previews", kind="same", parties=["Zoe@a.txt", "Anna"]))
    assert (job["kind"], job["state"]) == ("preview", "done")
    assert job["result"]
    assert letters.told("/api/judgements")["total"] == 0
    failed = letters.over(letters.does("/api/previews", kind="same", parties=["Eve", "Anna"]))
    assert failed["state"] == "failed"
    assert failed["sentence"].endswith(".")
    assert letters.post("/api/previews", json={"kind": "x", "parties": []}).status_code == 422


def test_the_queue_is_what_nobody_judged(sample):
    overview = sample.told("/api/overview")["queue"]
    for kind in ("claims", "happenings", "names", "differences"):
        page = sample.told("/api/queue", kind=kind, limit=200)
        assert page["total"] == overview[kind]
        assert all(one["kind"] == kind for one in page["items"])
        assert len({one["key"] for one in page["items"]}) == len(page["items"])


SAME = {"kind": "same", "parties": ["Zoe@a.txt", "Anna"]}


def test_who_judges_waits_for_nobody(letters):
    with only_writer(letters.desk.folder):
        made = letters.post("/api/judgements", json=SAME)
        assert made.status_code == 200
        assert letters.told("/api/judgements")["total"] == 1
        assert letters.post(f"/api/judgements/{made.json()['judgement']['id']}/undo", json={}).status_code == 200


def test_who_is_refused_waits_for_nobody(letters):
    begun = time.monotonic()
    with only_writer(letters.desk.folder):
        answer = letters.post("/api/judgements", json={"kind": "same", "parties": ["Zoe@a.txt", "Nobody At All"]})
    assert answer.status_code == 404
    assert "Nobody At All" in answer.json()["detail"]
    assert time.monotonic() - begun < 4


def test_a_case_in_use_elsewhere_of_which_nothing_is_kept_is_told(letters, monkeypatch):
    monkeypatch.setattr("allegedly.store.lock.WAIT_SECONDS", 0.1)
    letters.does("/api/judgements", kind="unsure", parties=["Zoe@a.txt", "Anna"])
    for file in letters.desk.folder.glob("corpus.sqlite*"):
        file.unlink()
    with only_writer(letters.desk.folder):
        assert [line["state"] for line in letters.told("/api/judgements")["items"]] == ["in_force"]
        answer = letters.post("/api/judgements", json=SAME)
    assert answer.status_code == 409
    assert answer.json()["detail"].endswith(".")


# Saved views


@pytest.mark.parametrize(
    "name", ["Lyon", "<script>alert(1)</script>", "\u202eabc", "خطاب", "a\nb", "🗞️" * 20, "..", "%00"]
)
def test_a_view_is_kept_under_any_name(letters, name):
    saved = letters.put("/api/saved", json={"name": name, "url": "/chronology?person=a&q=%22x%22"})
    assert saved.status_code == 200
    assert letters.told("/api/saved") == [{"name": name, "url": "/chronology?person=a&q=%22x%22"}]
    letters.put("/api/saved", json={"name": name, "url": "/cast"})
    assert letters.told("/api/saved") == [{"name": name, "url": "/cast"}]
    assert letters.delete("/api/saved", params={"name": name}).json() == []


@pytest.mark.parametrize(
    "url",
    [
        "",
        "chronology",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/a\nb",
        "/a\\b",
        "/" + "a" * 2001,
        "\t//evil.example",
        "/\t/evil.example",
        " /a",
        None,
        5,
    ],
)
def test_an_address_elsewhere_is_not_kept(letters, url):
    answer = letters.put("/api/saved", json={"name": "a", "url": url})
    assert answer.status_code == 422
    assert answer.json()["detail"].endswith(".")
    assert letters.told("/api/saved") == []


@pytest.mark.parametrize("name", ["", "a" * 81, None, 5, ["a"]])
def test_a_name_that_is_none_is_refused(letters, name):
    assert letters.put("/api/saved", json={"name": name, "url": "/"}).status_code == 422


def test_half_a_character_is_refused_or_kept_as_it_can_be(letters):
    sent = b'{"name": "\\ud800", "url": "/", "\\udc00": 1}'
    answer = letters.put("/api/saved", content=sent, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["detail"].endswith(".")


def test_only_so_many_are_kept_and_a_damaged_file_counts_for_nothing(letters):
    for number in range(200):
        letters.desk.folder.joinpath("saved_views.json")
        letters.put("/api/saved", json={"name": str(number), "url": "/"})
    assert letters.put("/api/saved", json={"name": "one more", "url": "/"}).status_code == 409
    assert letters.put("/api/saved", json={"name": "7", "url": "/cast"}).status_code == 200
    (letters.desk.folder / "saved_views.json").write_bytes(b"\xff{")
    assert letters.told("/api/saved") == []


def test_says_how_a_time_is_understood_before_it_is_judged(letters):
    understood = letters.told("/api/when", words="mid-april 2011")
    assert understood == {"when": "mid-April 2011", "edtf": "[2011-04-11..2011-04-20]", "told": None}
    refused = letters.told("/api/when", words="mid-april")
    assert (refused["when"], refused["edtf"]) == (None, None)
    assert refused["told"].startswith("No time that a calendar has is written 'mid-april'. Write")
    own = claims(letters)[0]
    made = letters.does("/api/judgements", kind="edit", parties=[own], edit={"when": "mid-april 2011"})
    assert made["judgement"]["edit"]["when"] == understood["edtf"]


def test_the_log_is_the_same_before_and_after_what_is_shown_has_followed(letters):
    def log():
        items = letters.told("/api/judgements")["items"]
        return [(one["kind"], one["state"], one["state_by"], one["subjects"]) for one in items]

    def does(address, **asked):
        own = letters.does(address, **asked)["judgement"]["id"]
        behind = log()
        settled(letters)
        assert log() == behind
        return own

    one, other, *_ = claims(letters)
    accepted = does("/api/judgements", kind="accept", parties=[one])
    rejected = does("/api/judgements", kind="reject", parties=[one], why="no")
    assert [(line[1], line[2]) for line in log()] == [("in_force", None), ("replaced", rejected)]
    does("/api/judgements", kind="accept", parties=[other])
    back = does(f"/api/judgements/{rejected}/undo", why="yes")
    assert {line[1:3] for line in log() if line[0] == "reject"} == {("undone", back)}
    assert {line[1] for line in log() if line[0] == "accept"} == {"in_force"}
    does(f"/api/judgements/{back}/undo", why="no after all")
    assert (log()[-1][1], log()[-1][2]) == ("replaced", rejected)
    assert accepted in {line["id"] for line in letters.told("/api/judgements", state="replaced")["items"]}


def test_of_the_log_only_what_is_not_shown_yet_is_looked_up(letters, monkeypatch):
    looked_up = []
    lines = letters.desk.case.judgement_lines
    monkeypatch.setattr(letters.desk.case, "judgement_lines", lambda ids: (looked_up.append(len(ids)), lines(ids))[1])
    first, second, *_ = claims(letters)
    letters.does("/api/judgements", kind="accept", parties=[first])
    settled(letters)
    letters.told("/api/judgements")
    letters.does("/api/judgements", kind="accept", parties=[second])
    for _ in range(3):
        letters.told("/api/judgements")
    assert looked_up == [1]

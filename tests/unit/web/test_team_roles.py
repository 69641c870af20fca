"""What each role may, for every route there is: a new route fails here until somebody has thought of who may ask it."""

import pytest
from fastapi.routing import APIRoute

from allegedly.web.app import create_app
from allegedly.web.asking import Needs
from allegedly.web.routes import ROUTERS

WRITES = {
    ("POST", "/session"): None,
    ("DELETE", "/session"): "read",
    ("PUT", "/me/password"): "read",
    ("POST", "/previews"): "read",
    ("POST", "/exports"): "read",
    ("POST", "/jobs/{job_id}/cancel"): "read",  # one's own; others' need more
    ("PUT", "/saved"): "read",  # each has their own
    ("DELETE", "/saved"): "read",
    ("POST", "/judgements"): "judge",
    ("POST", "/judgements/{judgement_id}/undo"): "judge",
    ("POST", "/uploads"): "manage",
    ("POST", "/add"): "manage",
    ("POST", "/resume"): "manage",
    ("POST", "/sample"): "manage",
    ("POST", "/people"): "manage",
    ("PUT", "/people/{name}/role"): "manage",
    ("PUT", "/people/{name}/disabled"): "manage",
    ("PUT", "/people/{name}/password"): "manage",
    ("DELETE", "/people/{name}/sessions"): "manage",
    ("DELETE", "/people/{name}"): "manage",
}
"""All that changes anything. All else is read, and needs "read", but for what stands in ``READS``."""
READS = {("GET", "/me"): None, ("GET", "/people"): "manage", ("GET", "/events"): "manage"}
ROLES = ("read", "judge", "manage")
ROUTES = [
    (method, route.path, route) for router in ROUTERS for route in router.routes for method in sorted(route.methods)
]


def needed(method, path):
    return {**WRITES, **READS}.get((method, path), "read" if method == "GET" else "nobody has thought of it")


@pytest.mark.parametrize(("method", "path", "route"), ROUTES, ids=[f"{method} {path}" for method, path, _ in ROUTES])
def test_every_route_says_what_it_needs(method, path, route):
    assert isinstance(route, APIRoute)
    (first, *_) = route.dependant.dependencies
    assert isinstance(first.call, Needs)
    assert first.call.role == needed(method, path)


def test_nothing_is_told_of_that_is_no_more():
    assert {(method, path) for method, path, _ in ROUTES} >= {*WRITES, *READS}


def test_a_server_with_a_route_that_was_forgotten_does_not_start():
    from allegedly.web.routes import overview

    @overview.router.get("/forgotten")
    def forgotten() -> None: ...

    try:
        with pytest.raises(RuntimeError, match="does not say who may"):
            create_app()
    finally:
        overview.router.routes.pop()


@pytest.fixture(scope="module")
def asked_by_each(tmp_path_factory, fakes, people):
    """Each role, and what it is answered by every route; nothing of it makes sense, so that nothing changes."""
    from argon2 import PasswordHasher

    from allegedly.case import Case
    from allegedly.team import Team
    from allegedly.team.passwords import Hashing
    from allegedly.web.desk import Desk

    folder = tmp_path_factory.mktemp("roles") / "case"
    Case.create(folder).close()
    good = "seven geese cross the quay"
    with Team(folder, create=True, hashing=Hashing(PasswordHasher(1, 8, 1))) as team:
        for role in reversed(ROLES):
            team.add(f"Who {role}", role, good, by=None)
        desk = Desk(folder, "Nobody", stages=fakes.stages(), team=team)
        everybody = {role: people(desk, f"Who {role}") for role in ROLES} | {None: people(desk)}
        yield everybody
        desk.close()


SENT = {"json": {"nonsense": 1}}


@pytest.mark.parametrize("role", [None, *ROLES])
@pytest.mark.parametrize(("method", "path"), [(method, path) for method, path, _ in ROUTES])
def test_every_route_with_every_role(asked_by_each, method, path, role):
    if (method, path) in (("POST", "/session"), ("DELETE", "/session"), ("POST", "/resume"), ("POST", "/sample")):
        pytest.skip("It would do what it is asked for.")
    who, needs = asked_by_each[role], needed(method, path)
    address = "/api" + path.replace("{name}", "Nobody").replace("{", "").replace("}", "")
    answer = who.request(method, address, **(SENT if method != "GET" else {}))
    if needs is None:
        assert answer.status_code == 200
    elif role is None:
        assert answer.status_code == 401
    elif ROLES.index(role) < ROLES.index(needs):
        assert answer.status_code == 403
        assert answer.json()["detail"] in (
            "This account may read, but not judge.",
            "Only who manages the case may do this.",
        )
    else:
        assert answer.status_code in (200, 202, 404, 409, 422), answer.text


@pytest.mark.parametrize("path", ["/api/resume", "/api/sample"])
@pytest.mark.parametrize("role", ["read", "judge"])
def test_adding_is_for_who_manages(asked_by_each, path, role):
    assert asked_by_each[role].post(path).status_code == 403


def test_no_other_way_of_asking_is_a_way_round(asked_by_each):
    rita = asked_by_each["read"]
    for method, path in (("PATCH", "/api/people/x/role"), ("POST", "/api/people/"), ("POST", "/api//judgements"),
                         ("POST", "/api/judgements/"), ("HEAD", "/api/people"), ("GET", "/api/people/")):  # fmt: skip
        answer = rita.request(method, path, follow_redirects=False)
        assert answer.status_code in (307, 403, 404, 405), (method, path, answer.status_code)
        if answer.status_code == 307:
            assert answer.headers["location"].startswith("http://127.0.0.1:8000/api/")
    for header in ("X-HTTP-Method-Override", "X-Method-Override"):
        assert rita.get("/api/judgements", headers={header: "POST"}).status_code == 200
    for header in ("X-Original-URL", "X-Rewrite-URL"):
        assert rita.get("/api/people", headers={header: "/api/state"}).status_code == 403


def test_one_stops_what_one_began_and_who_manages_what_others_began(team_desk, people, monkeypatch):
    jon, rita, mara = (people(team_desk, name) for name in ("Jon", "Rita", "Mara"))
    nowhere = type("Nowhere", (), {"put": lambda *_: None, "cancel": lambda *_: None})
    monkeypatch.setattr(team_desk.jobs, "_lane_of", lambda job: nowhere())
    first, second = (jon.does("/api/exports", format="html") for _ in range(2))
    assert rita.post(f"/api/jobs/{first['id']}/cancel").status_code == 403
    assert jon.post(f"/api/jobs/{first['id']}/cancel").status_code == 200
    assert mara.post(f"/api/jobs/{second['id']}/cancel").status_code == 200


def test_saved_views_are_each_ones_own(team_desk, people):
    jon, rita = people(team_desk, "Jon"), people(team_desk, "Rita")
    jon.put("/api/saved", json={"name": "ships", "url": "/chronology?q=ship"})
    rita.put("/api/saved", json={"name": "mine", "url": "/"})
    assert [one["name"] for one in jon.told("/api/saved")] == ["ships"]
    rita.delete("/api/saved?name=ships")
    assert [one["name"] for one in jon.told("/api/saved")] == ["ships"]
    assert [one["name"] for one in rita.told("/api/saved")] == ["mine"]
    assert not (team_desk.folder / "saved_views.json").exists()


def test_without_a_team_there_are_no_accounts(letters):
    assert letters.told("/api/me") == {"team": False, "name": "Ada", "role": "manage", "password_by": None}
    for method, path, sent in (
        ("GET", "/api/people", None), ("GET", "/api/events", None), ("DELETE", "/api/session", None),
        ("POST", "/api/session", {"name": "a", "password": "b"}), ("PUT", "/api/me/password", {"new": "x"}),
    ):  # fmt: skip
        assert letters.request(method, path, **({"json": sent} if sent else {})).status_code == 404, path


def test_nobody_fills_the_queue_so_that_others_wait(team_desk, people, monkeypatch):
    """Exports and previews are made one after the other."""
    rita, jon = people(team_desk, "Rita"), people(team_desk, "Jon")
    with monkeypatch.context() as patched:
        patched.setattr(type(team_desk.jobs._lanes["reading"]), "put", lambda *_: None)
        begun = [rita.does("/api/exports", format="html") for _ in range(5)]
        begun += [rita.does("/api/previews", kind="same", parties=["Zoe@a.txt", "Anna"]) for _ in range(5)]
        there = len([*team_desk.exports.iterdir()])
        for path, sent in (
            ("/api/exports", {"format": "html"}),
            ("/api/previews", {"kind": "same", "parties": ["Zoe@a.txt", "Anna"]}),
        ):
            refused = rita.post(path, json=sent)
            assert refused.status_code == 409
            assert refused.json()["detail"].startswith("10 jobs that you began are not done yet.")
        assert len([*team_desk.exports.iterdir()]) == there
        begun.append(jon.does("/api/exports", format="html"))
        assert rita.post(f"/api/jobs/{begun[0]['id']}/cancel").status_code == 200
        begun.append(rita.does("/api/exports", format="html"))
    for job in begun:
        team_desk.jobs.cancel(team_desk.jobs.get(job["id"]))

"""Exports are made by a job and fetched as a whole; searches that make no sense are told."""

import io
import json
import zipfile

import pytest

from allegedly import bundling


def fetched(browser, name):
    job = browser.over(browser.does("/api/exports", format=name))
    assert job["state"] == "done", job
    answer = browser.get(f"/api/exports/{job['id']}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    return answer.content


def test_the_page_is_whole(letters):
    page = fetched(letters, "html").decode()
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert "Otto" in page


def test_the_records_come_as_one_file(letters):
    with zipfile.ZipFile(io.BytesIO(fetched(letters, "jsonl"))) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        assert any(name.endswith("documents.jsonl") for name in names)
        for name in names:
            if name.endswith(".jsonl"):
                for line in packed.read(name).decode().splitlines():
                    json.loads(line)


def test_every_format_can_be_had(letters):
    formats = letters.told("/api/exports/formats")
    assert {"html", "jsonl"} <= {one["name"] for one in formats}
    for one in formats:
        assert fetched(letters, one["name"])


def test_filters_of_the_chronology_narrow_an_export_and_that_is_told(letters):
    shown = letters.told("/api/chronology", label="hedged", q="zoe")
    whole = letters.told("/api/chronology")
    assert 0 < shown["claims"] < whole["claims"]
    made = letters.post("/api/exports?label=hedged&q=zoe", json={"format": "jsonl"})
    job = letters.over(made.json())
    assert f"{shown['claims']:,} of {whole['claims']:,}" in " ".join(job["result"]["told"])
    with zipfile.ZipFile(io.BytesIO(letters.get(f"/api/exports/{job['id']}").content)) as packed:
        claims = [json.loads(line) for line in packed.read("claims.jsonl").decode().splitlines()]
    assert sum(claim.get("fits", True) for claim in claims) == shown["claims"]


def test_a_bundle_is_encrypted_if_wished_and_never_narrowed(letters, tmp_path):
    made = letters.post("/api/exports", json={"format": "bundle", "passphrase": "a lamp by the sea"})
    job = letters.over(made.json())
    assert job["state"] == "done"
    assert "a lamp" not in made.text + json.dumps(job)
    (tmp_path / "x").write_bytes(letters.get(f"/api/exports/{job['id']}").content)
    assert bundling.is_encrypted(tmp_path / "x")
    assert bundling.check(tmp_path / "x", passphrase="a lamp by the sea")[1] == []  # noqa: S106
    assert letters.post("/api/exports?q=zoe", json={"format": "bundle"}).status_code == 422
    assert letters.post("/api/exports", json={"format": "html", "passphrase": "x"}).status_code == 422


def test_two_exports_at_once_are_two_files(letters):
    jobs = [letters.does("/api/exports", format="html") for _ in range(2)]
    for job in jobs:
        assert letters.over(job)["state"] == "done"
    paths = {letters.desk.jobs.get(job["id"]).result["path"] for job in jobs}
    assert len(paths) == 2


def test_what_is_no_export_is_told(letters):
    assert letters.post("/api/exports", json={"format": "exe"}).status_code == 404
    assert letters.post("/api/exports", json={"format": "../html"}).status_code == 404
    assert letters.get("/api/exports/nothing").status_code == 404
    preview = letters.over(letters.does("/api/previews", kind="same", parties=["Zoe@a.txt", "Anna"]))
    assert letters.get(f"/api/exports/{preview['id']}").status_code == 409


def test_exports_go_with_the_server(letters):
    fetched(letters, "html")
    folder = letters.desk.exports
    letters.desk.close()
    assert not folder.exists()


@pytest.mark.parametrize(
    "query", ['"', "AND", "otto AND", "(otto", "NOT otto", "otto OR OR zoe", "*", '"" ""', "(" * 300, "  "]
)
def test_a_search_that_makes_no_sense_is_told_in_a_sentence(letters, query):
    answer = letters.get("/api/search", params={"q": query})
    assert answer.status_code == 422, answer.text
    sentence = answer.json()["detail"]
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "query", ["otto", '"otto left"', "ott*", "otto NOT zoe", "(otto OR zoe) lyon", "near", "a:b", "-x", "o'x"]
)
def test_a_search_that_makes_sense_finds_or_finds_nothing(letters, query):
    page = letters.told("/api/search", q=query)
    assert len(page["items"]) == page["total"]
    for hit in page["items"]:
        assert all(hit["start"] <= start < end <= hit["end"] for start, end in hit["matches"])


def test_every_room_answers(sample):
    paths = [
        "/api/state",
        "/api/legend",
        "/api/overview",
        "/api/documents",
        "/api/refusals",
        "/api/facets",
        "/api/chronology",
        "/api/chronology/band",
        "/api/undated",
        "/api/cast",
        "/api/cast/graph",
        "/api/differences",
        "/api/ledger",
        "/api/where",
        "/api/questions",
        "/api/queue",
        "/api/judgements",
        "/api/exports/formats",
        "/api/saved",
    ]
    for path in paths:
        answer = sample.get(path)
        assert answer.status_code == 200, path
        assert answer.headers["content-type"] == "application/json"
    revision = sample.told("/api/state")["revision"]
    assert sample.get("/api/overview").headers["x-allegedly-revision"] == revision
    member = sample.told("/api/cast")["items"][0]["id"]
    assert sample.told(f"/api/cast/{member}")["member"]["id"] == member
    traveller = sample.told("/api/where")[0]["id"]
    assert sample.told(f"/api/where/{traveller}")["id"] == traveller
    for path in ("/api/cast/nobody", "/api/where/nobody", "/api/claims/nobody", "/api/jobs/nobody", "/api/nothing"):
        assert sample.get(path).status_code == 404, path


@pytest.mark.parametrize(
    "path",
    [
        "assets/..%2fapp.py",
        "assets/../app.py",
        "assets/%2e%2e/app.py",
        "assets//etc/passwd",
        "assets/%2Fetc%2Fpasswd",
        "assets/a%00b",
        "assets/" + "a" * 5000,
        "assets/",
        "assets/.",
        "assets/..\\app.py",
        "assets/%5c..%5capp.py",
    ],
)
def test_assets_are_those_of_the_interface_and_no_others(letters, tmp_path, monkeypatch, path):
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text("the page")
    (static / "assets" / "a.js").write_text("the script")
    (tmp_path / "app.py").write_text("a secret")
    monkeypatch.setattr("allegedly.web.app.BUILT", static)
    assert letters.get("/assets/a.js").text == "the script"
    answer = letters.get(f"/{path}")
    assert "secret" not in answer.text
    assert "root:" not in answer.text
    assert answer.status_code in (404, 200)
    if answer.status_code == 200:
        assert answer.text == "the page"


def test_any_other_address_is_the_page(letters, tmp_path, monkeypatch):
    (tmp_path / "index.html").write_text("the page")
    monkeypatch.setattr("allegedly.web.app.BUILT", tmp_path)
    for path in ("/", "/chronology?person=a", "/documents/x", "/index.html", "/app.py"):
        answer = letters.get(path)
        assert (answer.status_code, answer.text) == (200, "the page")
        assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_without_a_build_it_says_so(letters, tmp_path, monkeypatch):
    monkeypatch.setattr("allegedly.web.app.BUILT", tmp_path)
    answer = letters.get("/")
    assert answer.status_code == 503
    assert answer.text.endswith(".")

"""Who may ask, and what every answer says of itself."""

import asyncio

import pytest

from allegedly.case import Case
from allegedly.store import MAX_BYTES
from allegedly.web.desk import Desk
from allegedly.web.guard import MAX_BODY, POLICY, TOKEN_HEADER


@pytest.fixture(scope="module")
def desk(tmp_path_factory, fakes):
    folder = tmp_path_factory.mktemp("guarded")
    letter = folder / "a.txt"
    letter.write_text("Otto left Lyon in 1999.")
    with Case.create(folder / "case", stages=fakes.stages()) as case:
        case.add([letter])
        case.make_views()
    desk = Desk(folder / "case", "Ada", stages=fakes.stages())
    yield desk
    desk.close()


@pytest.fixture
def letters(desk, asking):
    return asking(desk)


READ = ("/", "/api/state", "/api/documents", "/assets/x.js", "/api/openapi.json", "/api/nothing")
WRITES = (
    ("POST", "/api/resume"),
    ("POST", "/api/sample"),
    ("POST", "/api/judgements"),
    ("POST", "/api/uploads?path=a.txt"),
    ("PUT", "/api/saved"),
    ("DELETE", "/api/saved?name=a"),
    ("PATCH", "/api/state"),
    ("OPTIONS", "/api/state"),
)


def assert_refused(answer, status, path="/api/"):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-security-policy"] == POLICY
    assert "traceback" not in answer.text.lower()
    if path.startswith("/api/"):
        sentence = answer.json()["detail"]
        assert {*answer.json()} == {"detail"}
    else:
        sentence = answer.text
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize("path", READ)
@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:8001", "evil.example:8000", "127.0.0.1:8000.evil.example", ""]
)
def test_another_host_is_refused(letters, path, host):
    assert_refused(letters.get(path, headers={"Host": host}), 421, path)


def test_both_names_of_this_machine_are_its_own(letters):
    for host in ("127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000"):
        assert letters.get("/api/state", headers={"Host": host}).status_code == 200


COOKIE = "allegedly_8000"


@pytest.mark.parametrize(
    "others",
    ['devapp={"a": 1}; ', "path=x; ", "expires=1; ", "x:y/z=1; ", "caf\u00e9=\xff; ", f"{COOKIE}=older; ", "; ;=; "],
)
def test_cookies_of_other_programs_of_the_machine_do_not_hide_ours(letters, others):
    own = f"{COOKIE}={letters.desk.keys.cookie}"
    letters.cookies.clear()
    assert letters.get("/api/state", headers={"Cookie": others.encode("latin-1") + own.encode()}).status_code == 200
    assert letters.get("/api/state", headers={"Cookie": others.encode("latin-1")}).status_code == 401


@pytest.mark.parametrize("path", READ)
@pytest.mark.parametrize("cookie", [None, "", "allegedly_8000=", "allegedly_8000=wrong", "other=1", "=;;\x01,{", "é=ü"])
def test_without_the_cookie_nothing_is_told(letters, path, cookie):
    letters.cookies.clear()
    headers = {} if cookie is None else {"Cookie": cookie.encode("latin-1")}
    assert_refused(letters.get(path, headers=headers), 401, path)


def test_the_key_of_writing_is_no_cookie_and_that_of_the_address_neither(letters):
    for key in (letters.desk.keys.writing, letters.desk.keys.address):
        letters.cookies.clear()
        letters.cookies.set("allegedly_8000", key)
        assert_refused(letters.get("/api/state"), 401)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", READ)
def test_no_page_elsewhere_reads(letters, path, site):
    assert_refused(letters.get(path, headers={"Sec-Fetch-Site": site}), 403, path)


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_a_person_and_a_page_of_this_server_read(letters, site):
    assert letters.get("/api/state", headers={"Sec-Fetch-Site": site}).status_code == 200


@pytest.mark.parametrize(("method", "path"), WRITES)
@pytest.mark.parametrize(
    "origin",
    [None, "null", "", "http://evil.example", "https://127.0.0.1:8000", "http://127.0.0.1", "http://127.0.0.1:8000/"],
)
def test_no_page_elsewhere_writes(letters, method, path, origin):
    del letters.headers["Origin"]
    headers = {} if origin is None else {"Origin": origin}
    assert_refused(letters.request(method, path, headers=headers), 403)


@pytest.mark.parametrize(("method", "path"), WRITES)
@pytest.mark.parametrize("token", [None, "", "wrong", "é"])
def test_nobody_writes_without_the_second_key(letters, method, path, token):
    del letters.headers[TOKEN_HEADER]
    headers = {} if token is None else {TOKEN_HEADER: token.encode("latin-1")}
    assert_refused(letters.request(method, path, headers=headers), 403)


@pytest.mark.parametrize("path", ["/api/resume", "/api/uploads?path=a.txt"])
def test_what_says_in_two_ways_how_long_it_is_is_refused(letters, path):
    """A proxy may have gone by the other one."""
    answer = letters.post(path, content=b"x", headers={"Content-Length": "1", "Transfer-Encoding": "chunked"})
    assert_refused(answer, 400)
    assert answer.headers["connection"] == "close"


def test_a_refused_write_changes_nothing(letters):
    del letters.headers["Origin"]
    letters.post("/api/uploads", params={"path": "a.txt"}, content=b"x")
    letters.put("/api/saved", json={"name": "a", "url": "/"})
    assert letters.desk.batches() == []
    assert letters.told("/api/saved") == []


def test_the_address_with_its_token_gives_a_cookie_and_leads_to_itself_without_it(letters):
    letters.cookies.clear()
    token = letters.desk.keys.address
    answer = letters.get(f"/chronology?person=a&token={token}&person=b&q=caf%C3%A9", headers={"Sec-Fetch-Site": "none"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/chronology?person=a&person=b&q=caf%C3%A9"
    cookie = answer.headers["set-cookie"].lower()
    assert {"httponly", "samesite=strict", "path=/"} <= {part.strip() for part in cookie.split(";")}
    assert token not in str(answer.headers)
    assert letters.get("/api/state").status_code == 200  # the cookie is kept


@pytest.mark.parametrize(
    "path",
    ["//evil.example", "/\\evil.example", "/%5Cevil.example", "///evil.example/a", "/\\/\\evil.example", "/%09/e"],
)
def test_it_never_leads_to_another_host(letters, path):
    answer = ask(letters.app, path, f"token={letters.desk.keys.address}")
    location = dict(answer["headers"])[b"location"].decode()
    assert answer["status"] == 303
    assert location.startswith("/")
    assert location[1:2] not in ("/", "\\")
    assert not set(location) & set("\t\r\n\\")


def test_no_header_can_be_put_into_the_answer(letters):
    answer = ask(letters.app, "/a\r\nSet-Cookie: b=c", f"token={letters.desk.keys.address}&x=%0d%0ay:z")
    assert answer["status"] == 303
    assert all(b"\r" not in value and b"\n" not in value for _, value in answer["headers"])


def ask(app, path, query="", kind="http"):
    """The beginning of an answer to what a client would not send as it is."""
    scope = {
        "type": kind,
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(b"host", b"127.0.0.1:8000")],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("127.0.0.1", 8000),
    }
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return sent[0]


@pytest.mark.parametrize("token", ["wrong", "", "é", "%00", "a" * 5000])
def test_a_wrong_token_opens_nothing(letters, token):
    letters.cookies.clear()
    assert_refused(letters.get(f"/?token={token}"), 401, "/")
    assert_refused(letters.post(f"/?token={letters.desk.keys.address}"), 401, "/")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/state", 200),
        ("/api/nothing", 404),
        ("/api/documents?limit=x", 422),
        ("/api/documents/nobody", 404),
        ("/assets/nothing.js", None),
        ("/", None),
        ("/api/search?q=%22", 422),
    ],
)
def test_every_answer_says_what_a_browser_may_do_with_it(letters, path, status):
    answer = letters.get(path)
    if status is not None:
        assert answer.status_code == status
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "no-store" in answer.headers["cache-control"]
    assert answer.headers["server"] == "allegedly"
    assert "access-control-allow-origin" not in answer.headers


def test_the_policy_lets_nothing_in():
    rules = dict(rule.strip().split(" ", 1) for rule in POLICY.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["form-action"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


def test_an_original_has_a_stricter_policy_of_its_own(letters):
    own = letters.told("/api/documents")["items"][0]["id"]
    answer = letters.get(f"/api/documents/{own}/original")
    rules = [rule.strip() for rule in answer.headers["content-security-policy"].split(";")]
    assert rules[:2] == ["sandbox", "default-src 'none'"]  # a sandbox that allows nothing
    assert not any(rule.startswith(("script-src", "connect-src")) for rule in rules)
    assert "frame-ancestors 'self'" in rules
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/api/judgements"), ("PUT", "/api/saved"), ("POST", "/api/resume"), ("POST", "/api/previews")],
)
def test_more_than_is_taken_is_refused(letters, method, path):
    large = b'{"kind": "' + b"a" * MAX_BODY + b'"}'
    answer = letters.request(method, path, content=large, headers={"Content-Type": "application/json"})
    if path != "/api/resume":  # which looks at nothing that is sent
        assert_refused(answer, 413)


def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(letters, monkeypatch):
    monkeypatch.setattr("allegedly.web.routes.adding.MAX_BYTES", 1000)
    answer = letters.post("/api/uploads", params={"path": "a.txt"}, content=b"x" * 1001)
    assert_refused(answer, 413)
    assert letters.desk.batches() == []  # a batch that was made for it is gone too
    assert MAX_BYTES > MAX_BODY
    assert letters.post("/api/uploads", params={"path": "b.txt"}, content=b"x" * 1000).status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/state", "/api/jobs"])
def test_there_are_no_websockets(letters, path):
    """Closed before it is accepted, which a server answers with 403."""
    assert ask(letters.app, path, kind="websocket") == {"type": "websocket.close"}


def test_what_nobody_expected_is_told_in_a_sentence_and_no_more(letters, monkeypatch):
    def broken(*_, **__):
        raise KeyError("a secret of the text")

    monkeypatch.setattr(letters.desk, "documents", broken)
    letters.raises = False
    answer = letters.get("/api/documents")
    assert_refused(answer, 500)
    assert "secret" not in answer.text

"""Texts that were made to do harm come back as text: as plain data in JSON, in pieces of a bounded size, at once."""

import json
import time

import pytest

from allegedly.case import Case
from allegedly.web.desk import Desk

SCRIPT = "<script>alert('x')</script>"
ODD = {
    "script": SCRIPT,
    "closing": "</script></title></textarea><img src=x onerror=alert(1)>",
    "quotes": "\"'`${7*7}{{7*7}}\\u003c\\",
    "bidi": "\u202egnihtemos\u202c \u2066x\u2069 \u200f",
    "controls": "\x01\x1b[31mred\x1b[0m\x7f\u0085\u2028\u2029",
    "flood": "Z" + "\u0361\u0489\u0300" * 400 + "algo",
    "joined": "\U0001f468\u200d\U0001f469\u200d\U0001f467\ufeff\ufffe\uffff\U0010ffff",
    "sql": "'; DROP TABLE claim; -- %_!",
    "header": "a\r\nSet-Cookie: b=c",
}
LINE = 10_000_000
QUICK = 20
"""Seconds for an answer on a machine that has much to do."""


def quickly(browser, path, **asked):
    """An answer that is declared, is no page, and came soon."""
    begun = time.monotonic()
    answer = browser.get(path, params=asked)
    assert time.monotonic() - begun < QUICK, path
    assert answer.status_code < 500
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    json.loads(answer.content.decode("utf-8"))
    return answer


ROOMS = (
    "/api/state",
    "/api/overview",
    "/api/documents",
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
    "/api/refusals",
    "/api/saved",
)


@pytest.fixture
def hostile(browser):
    """Every one of them as the text of a document and in the name of its file."""
    files = {
        f"{name} {odd[:40].replace('/', '-')}.txt": f"Otto left {odd} in 1999. Zoe said {odd}.".encode(
            "utf-8", "replace"
        )
        for name, odd in ODD.items()
    }
    job = browser.adds(files)
    assert job["state"] == "done"
    return browser


def test_every_room_tells_hostile_texts_as_they_are(hostile):
    documents = hostile.told("/api/documents", limit=200)["items"]
    assert len(documents) == len(ODD)
    for room in ROOMS:
        quickly(hostile, room)
    texts = []
    for row in documents:
        head = quickly(hostile, f"/api/documents/{row['id']}").json()
        blocks = [
            quickly(hostile, f"/api/documents/{row['id']}/text", start=a, end=b).json()["text"]
            for a, b in head["blocks"]
        ]
        texts.append("".join(blocks))
    assert sorted(texts) == sorted(f"Otto left {odd} in 1999. Zoe said {odd}." for odd in ODD.values())


def test_an_original_runs_nothing(hostile):
    for row in hostile.told("/api/documents", limit=200)["items"]:
        answer = hostile.get(f"/api/documents/{row['id']}/original")
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["content-type"].startswith("text/plain")
        assert "\n" not in answer.headers["content-disposition"]
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_whatever_is_asked_for_is_looked_for_and_no_more(letters, odd):
    for path, name in (
        ("/api/search", "q"), ("/api/documents", "q"), ("/api/cast", "q"), ("/api/chronology", "q"),
        ("/api/chronology", "person"), ("/api/chronology", "place"), ("/api/chronology", "outlet"),
        ("/api/chronology", "around"), ("/api/undated", "q"), ("/api/judgements", "by"), ("/api/differences", "slot"),
        ("/api/chronology", "from"), ("/api/chronology", "known_by"), ("/api/documents", "limit"),
    ):  # fmt: skip
        quickly(letters, path, **{name: odd})
    for path in ("/api/documents/", "/api/claims/", "/api/cast/", "/api/where/", "/api/jobs/", "/api/exports/"):
        answer = letters.request("GET", path + "".join(f"%{byte:02X}" for byte in odd.encode()))
        assert answer.status_code in (404, 422), path
        assert {*answer.json()} == {"detail"}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_a_person_writes_comes_back_as_it_was(letters, odd):
    why, name = odd[:2000], odd[:80]
    made = letters.does("/api/judgements", kind="alias", parties=["Anna"], name=name[:60] + "x", why=why)
    assert made["judgement"]["why"].split() == why.split()
    assert letters.told("/api/judgements")["items"][0]["why"] == made["judgement"]["why"]
    letters.put("/api/saved", json={"name": name, "url": "/"})
    assert letters.told("/api/saved") == [{"name": name, "url": "/"}]


BODIES = [
    b'{"kind": "same", "parties": ["\\ud800", "\\udc00"]}',
    b'{"kind": "alias", "parties": ["Anna"], "name": "\\ud83d"}',
    b'{"kind": "same", "parties": ["Zoe@a.txt", "Anna"], "why": "\\udfff"}',
    b'{"\\ud800": 1}',
    b'{"kind": "same\\u0000"}',
    b"\xff\xfe{}",
    b"[" * 60_000,
    b'{"parties": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    b'{"kind": "same", "parties": [' + b'"a",' * 10_000 + b'"a"]}',
    b'{"kind": 1e999, "parties": NaN}',
    b"9" * 60_000,
    b"",
    b"null",
]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
@pytest.mark.parametrize("path", ["/api/judgements", "/api/previews", "/api/add", "/api/exports"])
def test_a_body_that_makes_no_sense_is_told(letters, path, body):
    begun = time.monotonic()
    answer = letters.post(path, content=body, headers={"Content-Type": "application/json"})
    assert time.monotonic() - begun < QUICK
    assert answer.status_code in (400, 404, 409, 413, 422), answer.text
    assert {*answer.json()} == {"detail"}
    assert answer.json()["detail"].endswith(".")


@pytest.fixture(scope="module")
def of_one_line(tmp_path_factory, fakes, asking):
    """A document of one line of 10 MB, with a word in the middle, which is kept and not read."""
    folder = tmp_path_factory.mktemp("line")
    half = "x" * (LINE // 2)
    (folder / "line.txt").write_text(f"{half} needle {half} BROKEN STAGE")
    with Case.create(folder / "case", stages=fakes.stages()) as case:
        case.add([folder / "line.txt"])
        case.make_views()
    desk = Desk(folder / "case", "Ada", stages=fakes.stages())
    yield asking(desk)
    desk.close()


def test_a_line_of_10_megabytes_comes_in_pieces_each_at_once(of_one_line):
    for room in ROOMS:
        assert len(quickly(of_one_line, room).content) < 200_000, room
    own = of_one_line.told("/api/documents")["items"][0]["id"]
    head = quickly(of_one_line, f"/api/documents/{own}")
    assert len(head.content) < 200_000
    blocks = head.json()["blocks"]
    assert blocks[0][0] == 0
    assert blocks[-1][1] == head.json()["length"] > LINE
    for start, end in (*blocks[:3], blocks[len(blocks) // 2], *blocks[-3:]):
        piece = quickly(of_one_line, f"/api/documents/{own}/text", start=start, end=end)
        assert len(piece.json()["text"]) == end - start
        assert len(piece.content) < 200_000
    (hit,) = quickly(of_one_line, "/api/search", q="needle").json()["items"]
    assert len(hit["text"]) <= 4_000
    (match,) = hit["matches"]
    piece = of_one_line.told(f"/api/documents/{own}/text", start=match[0], end=match[1])
    assert piece["text"] == "needle"

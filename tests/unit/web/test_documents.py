"""A document over the API: its text in blocks without a gap, and every passage where it says that it is."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from allegedly.web.originals import as_shown
from allegedly.web.routes import documents

MOST = 40_000
PIECES = st.sampled_from(
    ["\n\n", "\n", " ", "a", "é", "🗞️", "\U0001f468\u200d\U0001f469", "خطاب ", "\u202e", "e" + "\u0301" * 40, "\r\n"]
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([1, 3, 900, 5_000])), max_size=12).map(
    lambda pieces: "".join(piece * count for piece, count in pieces)
)


@settings(max_examples=30)
@given(TEXTS)
@example("")
@example("\n" * 100_000)
@example("a" * 100_000)
@example(" " * 90_000 + "a")
def test_blocks_are_the_text_without_a_gap_and_none_is_too_large(text):
    blocks = [*documents._blocks(text)]
    assert "".join(text[start:end] for start, end in blocks) == text
    assert all(0 < end - start <= MOST for start, end in blocks)
    assert [end for _, end in blocks[:-1]] == [start for start, _ in blocks[1:]]


def every(browser):
    return browser.told("/api/documents", limit=200)["items"]


def read(browser, own):
    head = browser.told(f"/api/documents/{own}")
    blocks = [browser.told(f"/api/documents/{own}/text", start=start, end=end) for start, end in head["blocks"]]
    return head, "".join(block["text"] for block in blocks), blocks


def test_every_passage_of_the_sample_is_where_it_is_said_to_be(sample):
    seen = {"claims": 0, "sources": 0, "times": 0, "names": 0, "copies": 0}
    for row in every(sample):
        own = row["id"]
        head, text, blocks = read(sample, own)
        assert len(text) == head["length"]
        assert text == sample.desk.case.document(own).text
        mentions = {(one.start, one.end): one.text for item in [sample.desk.annotated(own)] for one in item.mentions}
        for block in blocks:
            for name in seen:
                seen[name] += len(block[name])
            for name in ("sources", "times", "names", "copies"):
                assert all(0 <= one["start"] < one["end"] <= len(text) for one in block[name])
            for one in block["names"]:
                assert text[one["start"] : one["end"]] == mentions[one["start"], one["end"]]
            for card in block["claims"]:
                line = card["line"]
                assert text[line["start"] : line["end"]] == line["text"] or line["text"].split() == (
                    text[line["start"] : line["end"]].split()
                )
                assert block["start"] <= line["start"] < block["end"]
                start, end = card["trigger"]
                assert line["start"] <= start < end <= line["end"]
                for role in card["roles"]:
                    assert text[role["start"] : role["end"]] == role["text"]
            for one in block["copies"]:
                other = sample.desk.case.document(one["document"]).text
                assert 0 <= one["of_start"] < one["of_end"] <= len(other)
        claims = [card["line"]["claim"] for block in blocks for card in block["claims"]]
        places = sample.told(f"/api/documents/{own}/claims", limit=5000)["items"]
        assert claims == [one["id"] for one in places]
        assert len(claims) == head["claims"] == row["claims"]
        for voice in head["voices"]:
            assert all(0 <= start <= end <= len(text) for start, end in voice["spans"])
    assert all(seen.values()), seen


def test_the_claims_of_all_blocks_lead_to_their_trace_and_their_entry(sample):
    own = max(every(sample), key=lambda row: row["claims"])["id"]
    for block in read(sample, own)[2]:
        for card in block["claims"][:3]:
            claim = card["line"]["claim"]
            assert sample.told(f"/api/claims/{claim}")["line"]["claim"] == claim
            page = sample.told("/api/chronology", around=claim, limit=5)
            shown = {line["claim"] for one in page["items"] for line in (*one["accounts"], *one["undated"])}
            assert (claim in shown) or card["line"]["when"] is None


ODD = "🗞️ Otto left Lyon in 1999. \U0001f468\u200d\U0001f469 Zoe\u0301 stayed in 2001.\n\nغادر Otto ليون in 2002."


@pytest.fixture
def odd(browser):
    browser.adds({"odd.txt": ODD.encode()})
    return browser, every(browser)[0]["id"]


def test_offsets_count_code_points(odd):
    browser, own = odd
    head, text, blocks = read(browser, own)
    assert (text, head["length"], head["dir"]) == (ODD, len(ODD), "ltr")
    (block,) = blocks
    assert {ODD[one["start"] : one["end"]] for one in block["times"]} == {"1999", "2001", "2002"}
    assert [ODD[one["start"] : one["end"]] for one in block["names"]].count("Otto") == 2
    hit = browser.told("/api/search", q="stayed")["items"][0]
    assert [ODD[start:end] for start, end in hit["matches"]] == ["stayed"]
    assert ODD[hit["start"] : hit["end"]] == hit["text"]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 9), (5, 5), (len(ODD), len(ODD) + 9), (9**6, 9**6 + 1), (8, 2)])
def test_any_stretch_can_be_asked_for(odd, start, end):
    browser, own = odd
    block = browser.told(f"/api/documents/{own}/text", start=start, end=end)
    assert block["text"] == ODD[block["start"] : block["end"]]
    assert block["text"] == ODD[start:end]


def test_too_much_at_once_is_refused(browser):
    browser.adds({"a.txt": b"a" * (MOST + 2)})
    own = every(browser)[0]["id"]
    answer = browser.get(f"/api/documents/{own}/text", params={"start": 0, "end": MOST + 1})
    assert answer.status_code == 422
    assert answer.json()["detail"].endswith(".")
    assert len(browser.told(f"/api/documents/{own}/text")["text"]) == MOST


@pytest.mark.parametrize(
    ("text", "direction"), [("قال Otto", "rtl"), ("1999 שלום", "rtl"), ("Otto قال", "ltr"), ("...", "ltr")]
)
def test_the_direction_is_that_of_the_first_letter(text, direction):
    assert documents._direction(text) == direction


def test_an_original_is_given_back_byte_for_byte(sample):
    for row in every(sample):
        saved = sample.get(f"/api/documents/{row['id']}/original", params={"save": True})
        assert saved.content == sample.desk.case.original(row["id"])
        assert saved.headers["content-type"] == "application/octet-stream"
        assert saved.headers["content-disposition"].startswith("attachment")
        answer = sample.get(f"/api/documents/{row['id']}/original")
        kind = answer.headers["content-type"]
        assert kind.startswith(row["media_type"]) or kind == "application/octet-stream"
        shown = row["media_type"] in ("text/html", "text/plain")
        assert answer.headers["content-disposition"].startswith("inline" if shown else "attachment")
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")


ASKING = {
    "frame": '<iframe src="http://elsewhere.example/f"></iframe>',
    "frames": '<frameset><frame src="http://elsewhere.example/f"></frameset>',
    "object": '<object data="http://elsewhere.example/o"></object><embed src="http://elsewhere.example/e">',
    "link": '<link rel="preconnect" href="http://elsewhere.example"><base href="http://elsewhere.example/">',
    "refresh": '<meta http-equiv="refresh" content="0; url=http://elsewhere.example">',
    "script": '<script src="http://elsewhere.example/s.js"></script><noscript><iframe src="//elsewhere.example">',
    "in a comment": '<!--[if IE]><iframe src="http://elsewhere.example"></iframe><![endif]-->',
}


@pytest.mark.parametrize("asking", ASKING.values(), ids=ASKING)
def test_an_original_is_shown_without_what_greets_other_machines(asking):
    page = f"<html><head>{asking}</head><body>{asking}<p>Café closed.</p>{asking}</body></html>"
    for encoding in ("utf-8", "windows-1252"):
        shown = as_shown(page.encode(encoding), encoding).decode()
        assert "elsewhere.example" not in shown
        assert "Caf\u00e9 closed." in shown or "frameset" in asking or "noscript" in asking


@pytest.mark.parametrize("page", [b"", b"\x00", b"\xff\xfe", b"<" * 100_000, b"<div>" * 20_000, b"no markup"])
def test_whatever_the_original_is_it_is_shown_as_a_page_or_not_at_all(page):
    for encoding in ("utf-8", "no such encoding", None):
        shown = as_shown(page, encoding)
        assert shown == b"" or shown.startswith(b"<!doctype html>")


def test_a_document_that_is_not_read_is_shown_as_its_text(browser):
    browser.adds({"a.txt": b"Otto left in 1999. BROKEN STAGE"})
    own = every(browser)[0]["id"]
    head, text, blocks = read(browser, own)
    assert head["read"] is False
    assert text == "Otto left in 1999. BROKEN STAGE"
    assert blocks[0]["claims"] == blocks[0]["names"] == []


@pytest.mark.parametrize("path", ["", "/text", "/original", "/claims"])
@pytest.mark.parametrize("own", ["nobody", "%00", "'", "%F0%9F%97%9E", "a" * 3000, "%ED%A0%80"])
def test_what_is_not_there_is_told(sample, own, path):
    answer = sample.get(f"/api/documents/{own}{path}")
    assert answer.status_code == 404 or (path == "/claims" and answer.json()["total"] == 0)
    if answer.status_code == 404:
        assert {*answer.json()} == {"detail"}

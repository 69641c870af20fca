"""The interface of a case in PostgreSQL: dropped, searched, judged, by two who have it open at once."""

import pytest

from allegedly.case import Case

pytestmark = pytest.mark.sqlite


@pytest.fixture
def folder(tmp_path, server, fakes):
    Case.create(tmp_path / "pg", database=server.database(), stages=fakes.stages()).close()
    return tmp_path / "pg"


def test_what_one_adds_and_judges_the_other_sees(folder, opening, fakes):
    one, other = (opening(folder, stages=fakes.stages()) for _ in range(2))
    assert one.adds({"a.txt": b"Otto left Lyon in 1999. Zoe stayed.", "b.txt": b"Otto met Anna."})["state"] == "done"
    for browser in (one, other):
        assert browser.told("/api/documents")["total"] == 2
        assert browser.told("/api/search", q="otto")["total"] == 2
        assert browser.told("/api/chronology")["items"]
    made = one.does("/api/judgements", kind="different", parties=["Otto@a.txt", "Otto@b.txt"], why="two of them")
    assert other.told("/api/judgements")["items"][0]["id"] == made["judgement"]["id"]
    undone = other.does(f"/api/judgements/{made['judgement']['id']}/undo", why="one after all")
    assert one.told("/api/judgements")["items"][0]["id"] == undone["judgement"]["id"]


def test_a_server_that_is_away_is_told_and_comes_back(folder, opening, fakes, server):
    if server._process is None:
        pytest.skip("The server is not ours to stop.")
    browser = opening(folder, stages=fakes.stages())
    browser.adds({"a.txt": b"Otto left Lyon in 1999."})
    server.stop()
    try:
        answer = browser.get("/api/documents")
        assert answer.status_code == 409
        assert "is not there, or went away" in answer.text
    finally:
        server.start()
    assert browser.told("/api/documents")["total"] == 1

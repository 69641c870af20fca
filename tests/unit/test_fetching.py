"""What is had from the web when somebody asks, from a server on this machine."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from allegedly import fetching
from allegedly.case import Case
from allegedly.cli.app import app
from allegedly.errors import RefusedInputError

PAGE = (
    b"<html><head><title>The crane</title></head><body><article>"
    b"<p>The crane fell on 5 March 2014 at the quay of Sete, two dockers said.</p></article></body></html>"
)


REDIRECTED = {"/old": "/news/crane.html", "/file": "file:///etc/passwd", "/ftp": "ftp://127.0.0.1/x"}


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        place = self.path.split("?")[0]
        if place in REDIRECTED:
            self.send_response(302)
            self.send_header("Location", REDIRECTED[place])
            self.end_headers()
        elif place == "/news/crane.html":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(PAGE)
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_page_is_had_with_where_it_was_found(site):
    page = fetching.fetch(f"{site}/old")
    assert (page.data, page.url) == (PAGE, f"{site}/news/crane.html")
    assert page.path == Path(site.removeprefix("http://"), "news", "crane.html")


@pytest.mark.parametrize(("place", "why"), [("/gone", "404"), ("/file", "not allowed"), ("/ftp", "ftp")])
def test_what_cannot_be_had_is_one_sentence(site, place, why):
    with pytest.raises(RefusedInputError, match=why) as error:
        fetching.fetch(site + place)
    assert "\n" not in str(error.value)


def test_a_server_that_is_not_there_is_one_sentence():
    with pytest.raises(RefusedInputError, match="cannot be had"):
        fetching.fetch("http://127.0.0.1:9/x")


def test_what_is_too_large_is_refused(site, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_BYTES", 10)
    with pytest.raises(RefusedInputError, match="larger than"):
        fetching.fetch(f"{site}/news/crane.html")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def test_nothing_is_fetched_unless_asked(site, tmp_path):
    Case.create(tmp_path / "case").close()
    unasked = run("add", tmp_path / "case", f"{site}/news/crane.html")
    assert unasked.exit_code == 1
    assert "--fetch" in unasked.stderr
    asked = run("add", tmp_path / "case", "--fetch", f"{site}/news/crane.html", f"{site}/gone")
    assert asked.exit_code == 1
    assert "1 added" in asked.stdout
    assert "404" in asked.stderr
    with Case.open(tmp_path / "case") as case:
        (entry,) = case.documents()
        assert (entry.url, entry.title) == (f"{site}/news/crane.html", "The crane")
        assert case.original(entry.id) == PAGE

"""A real server against who sends slowly, too much, or two things at once: each connection ends in a bounded time."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn

from allegedly.web import connections, guard
from allegedly.web.connections import Connection
from allegedly.web.serving import _config, _listening

HOST = "127.0.0.1:8000"


@pytest.fixture
def port(letters, monkeypatch) -> Iterator[int]:
    """Where a server listens that has less patience than usual."""
    monkeypatch.setitem(connections.SECONDS, "head", 0.6)
    monkeypatch.setitem(connections.SECONDS, "rest", 0.6)
    monkeypatch.setattr(guard, "_SECONDS", 0.6)
    config = _config(letters.app)
    config.timeout_keep_alive = 1
    server = uvicorn.Server(config)
    with _listening("127.0.0.1", 0) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def lines(letters):
    cookie = f"allegedly_8000={letters.desk.keys.cookie}"
    writing = f"X-Allegedly-Token: {letters.desk.keys.writing}"
    return f"Host: {HOST}\r\nCookie: {cookie}\r\nOrigin: http://{HOST}\r\n{writing}\r\n"


def opened(port: int) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port), timeout=20)
    made.settimeout(20)
    return made


def until_closed(one: socket.socket) -> bytes:
    """What comes until the server closes it."""
    got = b""
    try:
        while piece := one.recv(65536):
            got += piece
    except ConnectionError:
        pass
    return got


def dripped(one: socket.socket, text: bytes, seconds: float = 0.05) -> float:
    """Seconds until the server would not take more, byte by byte."""
    begun = time.monotonic()
    try:
        for byte in text:
            one.sendall(bytes([byte]))
            time.sleep(seconds)
    except ConnectionError:
        return time.monotonic() - begun
    raise AssertionError("The server took all of it.")


def test_who_says_nothing_is_left(port):
    begun = time.monotonic()
    with opened(port) as one:
        assert until_closed(one) == b""
    assert time.monotonic() - begun < 10


def test_a_head_that_comes_byte_by_byte_is_left(port):
    with opened(port) as one:
        assert dripped(one, b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: b\r\n" * 100) < 10


def test_so_is_the_head_of_a_second_request(port, lines):
    with opened(port) as one:
        one.sendall(f"GET /api/legend HTTP/1.1\r\n{lines}\r\n".encode())
        assert one.recv(20).startswith(b"HTTP/1.1 200")
        assert dripped(one, b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: b\r\n" * 100) < 10


def test_a_body_that_comes_byte_by_byte_is_told_and_left(port, lines):
    with opened(port) as one:
        one.sendall(f"POST /api/judgements HTTP/1.1\r\n{lines}Content-Length: 9000\r\n\r\n".encode())
        assert dripped(one, b" " * 500) < 15
    with opened(port) as one:
        one.sendall(f"POST /api/judgements HTTP/1.1\r\n{lines}Content-Length: 9000\r\n\r\n[".encode())
        assert b"HTTP/1.1 408" in until_closed(one)


def test_so_is_one_of_somebody_who_is_not_let_in(port):
    with opened(port) as one:
        one.sendall(f"POST /api/judgements HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 90000000\r\n\r\n".encode())
        assert dripped(one, b" " * 500) < 10


def test_so_is_a_file_that_stops_to_come(port, lines, letters):
    with opened(port) as one:
        one.sendall(f"POST /api/uploads?path=a.txt HTTP/1.1\r\n{lines}Content-Length: 9000\r\n\r\nabc".encode())
        assert b"HTTP/1.1 408" in until_closed(one)
    assert letters.desk.batches() == []


def test_who_does_not_read_an_answer_is_left(port, lines, monkeypatch):
    monkeypatch.setattr(connections, "READING", 0.6)
    lost = threading.Event()
    real = Connection.connection_lost
    monkeypatch.setattr(Connection, "connection_lost", lambda self, error: (real(self, error), lost.set())[0])
    with opened(port) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        asked = f"GET /api/openapi.json HTTP/1.1\r\n{lines}\r\n".encode()
        try:
            for _ in range(400):
                one.sendall(asked)
        except OSError:
            pass
        assert lost.wait(20)


def test_so_many_at_once_and_no_more(port, monkeypatch):
    monkeypatch.setattr(connections, "MOST", 5)
    monkeypatch.setitem(connections.SECONDS, "head", 30.0)
    kept = [opened(port) for _ in range(5)]
    time.sleep(0.2)
    with opened(port) as one:
        assert until_closed(one) == b""
    for one in kept:
        one.close()


@pytest.mark.parametrize("size", [20_000, 2_000_000])
def test_a_head_without_end_is_refused(port, size):
    with opened(port) as one:
        try:
            one.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}\r\nX-A: ".encode() + b"a" * size)
            answer = until_closed(one)
        except ConnectionError:
            answer = b""
        assert answer == b"" or answer.startswith(b"HTTP/1.1 400")


SMUGGLED = b"GET /api/documents HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n\r\n"


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
        b"Content-Length: 0\r\nContent-Length: 50\r\n\r\n",
        b"Content-Length: 0, 50\r\n\r\n",
        b"Content-Length: +0\r\n\r\n",
        b"Content-Length: -1\r\n\r\n",
        b"Content-Length: 0x0\r\n\r\n",
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n",
        b"Content-Length: 0\r\nX: a\rTransfer-Encoding: chunked\r\n\r\n",
        b" Content-Length: 0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n1\r\nabcd0\r\n\r\n",
    ],
)
def test_no_second_request_hides_in_the_first(port, lines, framing):
    """Where it may be read in two ways it is refused, and nothing after it there is taken for a request."""
    with opened(port) as one:
        one.sendall(b"POST /api/resume HTTP/1.1\r\n" + lines.encode() + framing + SMUGGLED)
        answer = until_closed(one)
    heads = [line for line in answer.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]
    assert heads
    assert all(head.split()[1] in (b"400", b"501", b"408") for head in heads) or len(heads) == 1, answer[:400]
    assert b'"items"' not in answer


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET http://evil.example/api/state HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n\r\n",
        b"GET /api/state HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1:8000\r\n\r\n",
        b"GET /api/state HTTP/1.1\r\n\r\n",
        b"GET /api/state HTTP/1.0\r\n\r\n",
        b"GET /api/state HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n\r\n",
        b"TRACE / HTTP/1.1\r\nHost: 127.0.0.1:8000\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
)
def test_what_is_no_request_of_ours_is_refused(port, request_line):
    with opened(port) as one:
        one.sendall(request_line)
        answer = until_closed(one)
    status = int(answer.split()[1]) if answer else 400
    assert status in (400, 401, 403, 404, 405, 421, 505), answer
    assert b"Otto" not in answer


def test_a_proxy_is_not_believed_by_the_server_itself(letters):
    config = _config(letters.app)
    assert config.proxy_headers is False
    config.load()
    assert config.loaded_app is letters.app
    assert config.ws_protocol_class is None

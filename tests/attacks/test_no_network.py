"""Reading, reporting and exporting open no way to another machine: none is there, and the kernel watches."""

import asyncio
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from tests.attacks.everything import REFUSED
from tests.attacks.shut_in import ENDED, can_shut_in
from tests.watched import sitecustomize as network

from allegedly.web.app import create_app

needs_filter = pytest.mark.skipif(not can_shut_in(), reason="Only Linux has a filter for what a program asks of it.")
SHUT_IN = [sys.executable, "-m", "tests.attacks.shut_in", sys.executable]
ROOT = Path(__file__).parents[2]


def apart() -> list[str]:
    """What runs a program where there is no network but a loopback; nothing where this machine lets nobody do that."""
    unshare = shutil.which("unshare")
    command = [unshare or "unshare", "--user", "--map-root-user", "--net"]
    if unshare is None or subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        return []
    return command


def called(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path, **environment}, capture_output=True, text=True, timeout=900
    )


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """Everything, by a user whose home is empty, without a network: the folders, what was told, and what was loaded."""
    folder = tmp_path_factory.mktemp("alone")
    for name in ("home", "tmp"):
        (folder / name).mkdir()
    places = {name: str(folder / "home" / name) for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    ended = called(
        *apart(), *SHUT_IN, "-m", "tests.attacks.everything", str(folder / "work"),
        HOME=str(folder / "home"), TMPDIR=str(folder / "tmp"), **places,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-4000:]
    *told, last = map(json.loads, ended.stdout.splitlines())
    return folder, told, ended.stderr, set(last["loaded"])


@needs_filter
def test_all_that_can_be_done_needs_no_network(done):
    _, told, errors, _ = done
    assert errors == ""
    assert [one["command"] for one in told if one["status"] not in (0, 1)] == []
    (adding,) = [one for one in told if one["status"] == 1]
    assert {Path(sentence.split()[0]).name for sentence in adding["errors"].splitlines()} == REFUSED
    assert len(told) > 35


@needs_filter
def test_nothing_is_left_outside_of_the_case_and_what_was_asked_for(done):
    folder, *_ = done
    assert [file for name in ("home", "tmp") for file in (folder / name).rglob("*")] == []


@needs_filter
def test_what_is_known_to_call_home_is_not_there(done):
    *_, loaded = done
    assert "onnxruntime" in loaded  # it does, unless it is told not to: it was loaded, and nothing was seen of it
    talkative = {"huggingface_hub", "transformers", "sentry_sdk", "posthog", "wandb", "scarf"}
    assert loaded & talkative == set()
    assert importlib.util.find_spec("opentelemetry.sdk") is None  # without it what others tell it goes nowhere


def test_no_collector_of_the_environment_hears_of_the_server(monkeypatch):
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")
    told = []

    async def hear():
        await asyncio.sleep(0)
        return {"type": "lifespan.startup"}

    async def tell(message):
        told.append(message["type"])
        if message["type"] == "lifespan.startup.complete":
            asyncio.current_task().cancel()

    with suppress(asyncio.CancelledError):
        asyncio.run(create_app()({"type": "lifespan", "app": None}, hear, tell))
    assert told[0] == "lifespan.startup.complete", told  # else it would say that what it sends with is not installed


@needs_filter
@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('198.51.100.7', 80))",
        "import socket; socket.getaddrinfo('leak.example', 80)",
        "import socket; socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "import ctypes, socket, struct\n"
        "address = struct.pack('=HH124x', socket.AF_INET, 80)\n"  # as who has room for any address may send it
        "ctypes.CDLL(None).connect(socket.socket().fileno(), address, 128)",
        "import os, subprocess, sys\n"
        "tried = 'import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)'\n"
        "subprocess.run([sys.executable, '-c', tried]).returncode == -31 and os.kill(os.getpid(), 31)",
    ],
)
def test_what_reaches_for_a_network_is_ended(attempt):
    assert called(*SHUT_IN, "-I", "-c", attempt).returncode == ENDED


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('198.51.100.7', 80), 1)",
        "import socket; socket.getaddrinfo('leak.example', 80)",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('198.51.100.7', 53))",
        "import socket; socket.socket().bind(('0.0.0.0', 0))",
        "import urllib.request; urllib.request.urlopen('http://leak.example/')",
        "import multiprocessing, socket\n"
        "context = multiprocessing.get_context('forkserver')\n"
        "child = context.Process(target=socket.getaddrinfo, args=('leak.example', 80))\n"
        "child.start(); child.join()",
    ],
)
def test_the_tests_see_what_reaches_for_a_network(attempt, tmp_path):
    record = tmp_path / "record"
    called(sys.executable, "-c", f"try:\n  exec({attempt!r})\nexcept Exception: pass", **{network.RECORD: str(record)})
    assert record.read_text("utf-8").startswith("socket.")

"""A server in this process, asked as a page of it asks; its jobs run in processes of their own as ever."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from shutil import copytree
from typing import Any

import httpx
import pytest

from allegedly.case import Case
from allegedly.web.app import create_app
from allegedly.web.desk import Desk
from allegedly.web.guard import TOKEN_HEADER, Guard

HOST = "127.0.0.1:8000"
COOKIE = "allegedly_8000"
PATIENCE = 60
"""Seconds that a job may take on a machine that has much to do."""


@lru_cache(maxsize=4)
def app_of(desk: Desk) -> Guard:
    """The application over a desk; it takes a moment to make one."""
    return Guard(create_app(desk), keys=desk.keys, hosts=[HOST, "localhost:8000"], cookie=COOKIE)


class Browser:
    """Sends what a page of the server sends, and raises what the server did not expect."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.app = app_of(desk)
        self.cookies = httpx.Cookies({COOKIE: desk.keys.cookie})
        self.headers = {"Origin": f"http://{HOST}", TOKEN_HEADER: desk.keys.writing}
        self.raises = True

    def request(self, method: str, path: str, *, headers: Any = None, **sent: Any) -> httpx.Response:
        return asyncio.run(self._asked(method, path, {**self.headers, **(headers or {})}, sent))

    async def _asked(self, method: str, path: str, headers: Any, sent: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=self.raises)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}", cookies=self.cookies) as client:
            answer = await client.request(method, path, headers=headers, **sent)
            self.cookies.update(client.cookies)
        return answer

    def get(self, path: str, **sent: Any) -> httpx.Response:
        return self.request("GET", path, **sent)

    def post(self, path: str, **sent: Any) -> httpx.Response:
        return self.request("POST", path, **sent)

    def put(self, path: str, **sent: Any) -> httpx.Response:
        return self.request("PUT", path, **sent)

    def delete(self, path: str, **sent: Any) -> httpx.Response:
        return self.request("DELETE", path, **sent)

    def told(self, path: str, **asked: Any) -> Any:
        """What is there, once it is worked out."""
        answer = self.get(path, params=asked)
        while answer.status_code == 202:
            self.over(answer.json()["job"])
            answer = self.get(path, params=asked)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def does(self, path: str, **content: Any) -> Any:
        """What came of writing, with the job that it began."""
        answer = self.post(path, json=content)
        assert answer.status_code in (200, 202), answer.text
        return answer.json()

    def over(self, job: dict[str, Any]) -> dict[str, Any]:
        """A job when it is over."""
        return self.until(job, lambda one: one["state"] in ("done", "failed", "cancelled"))

    def until(self, job: dict[str, Any], fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        begun = time.monotonic()
        while not fits(job):
            assert time.monotonic() - begun < PATIENCE, job
            time.sleep(0.05)
            job = self.get(f"/api/jobs/{job['id']}").json()
        return job

    def drops(self, files: dict[str, bytes], batch: str | None = None) -> str:
        """Send files; the batch that they wait in."""
        for name, content in files.items():
            asked = {"path": name, **({"batch": batch} if batch else {})}
            answer = self.post("/api/uploads", params=asked, content=content)
            assert answer.status_code == 200, answer.text
            batch = answer.json()["batch"]
        assert batch is not None
        return batch

    def adds(self, files: dict[str, bytes], **more: Any) -> dict[str, Any]:
        """Drop files and wait until they are added."""
        return self.over(self.does("/api/add", batch=self.drops(files), **more))


@pytest.fixture(scope="session")
def asking() -> type[Browser]:
    """What asks a desk."""
    return Browser


@pytest.fixture
def opening() -> Iterator[Callable[..., Browser]]:
    """Opens the interface of a case in a folder, as often as a test likes."""
    with ExitStack() as stack:

        def opened(folder: Path, **options: Any) -> Browser:
            desk = Desk(folder, "Ada", **options)
            stack.callback(desk.close)
            return Browser(desk)

        yield opened


@pytest.fixture
def browser(tmp_path: Path, fakes: Any, opening: Callable[..., Browser]) -> Browser:
    """The interface of an empty case."""
    Case.create(tmp_path / "case").close()
    return opening(tmp_path / "case", stages=fakes.stages())


@pytest.fixture
def letters(tmp_path: Path, inbox: Path, fakes: Any, opening: Callable[..., Browser]) -> Browser:
    """The interface of a case with two letters."""
    with Case.create(tmp_path / "case", stages=fakes.stages()) as case:
        case.add([inbox])
        case.make_views()
    return opening(tmp_path / "case", stages=fakes.stages())


@pytest.fixture(scope="module")
def sample(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """The interface of the sample; tests leave it as it is."""
    folder = copytree(sample_folder, tmp_path_factory.mktemp("web") / "case")
    desk = Desk(folder, "Ada")
    yield Browser(desk)
    desk.close()

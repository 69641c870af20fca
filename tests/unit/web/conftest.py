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
from argon2 import PasswordHasher

from allegedly.case import Case
from allegedly.team import Team
from allegedly.team.passwords import Hashing
from allegedly.web.app import create_app
from allegedly.web.desk import Desk
from allegedly.web.doors import Members, OneStart
from allegedly.web.guard import TOKEN_HEADER, Guard
from allegedly.web.site import Site

HOST = "127.0.0.1:8000"
COOKIE = "allegedly_8000"
PATIENCE = 60
"""Seconds that a job may take on a machine that has much to do."""


GOOD = "seven geese cross the quay"
"""Everybody's password."""


_made = lru_cache(maxsize=4)(create_app)  # it takes a moment


def app_of(desk: Desk, public: str | None = None) -> Guard:
    """The application over a desk."""
    site = Site.public(public) if public else Site.here("127.0.0.1", 8000)
    door = OneStart(desk.keys, site, desk.by) if desk.team is None else Members(desk.team, site)
    return Guard(_made(desk), door=door, site=site)


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


class Person(Browser):
    """Sends what the page of somebody with an account sends, once they have logged in."""

    def __init__(self, desk: Desk, name: str | None = None, public: str | None = None) -> None:
        self.desk = desk
        self.app = app_of(desk, public)
        self.base = public or f"http://{HOST}"
        self.cookies = httpx.Cookies()
        self.headers = {"Origin": self.base}
        self.raises = True
        self.client = ("192.0.2.10", 5000)
        if name is not None:
            assert self.logs_in(name).status_code == 200

    async def _asked(self, method: str, path: str, headers: Any, sent: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=self.raises, client=self.client)
        async with httpx.AsyncClient(transport=transport, base_url=self.base, cookies=self.cookies) as client:
            answer = await client.request(method, path, headers=headers, **sent)
            self.cookies = client.cookies
        return answer

    def logs_in(self, name: str, password: str = GOOD, **more: Any) -> httpx.Response:
        answer = self.post("/api/session", json={"name": name, "password": password}, **more)
        if answer.status_code == 200:
            self.headers[TOKEN_HEADER] = self.get("/api/state").json()["csrf"]
        return answer

    @property
    def token(self) -> str | None:
        return next((one.value for one in self.cookies.jar), None)


@pytest.fixture(scope="session")
def people() -> type[Person]:
    """Who asks a desk of a team."""
    return Person


def team_in(folder: Path) -> Team:
    """Mara manages, Jon and Zoe judge, Rita reads."""
    team = Team(folder, create=True, hashing=Hashing(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)))
    for name, role in (("Mara", "manage"), ("Jon", "judge"), ("Zoe", "judge"), ("Rita", "read")):
        team.add(name, role, GOOD, by=None if name == "Mara" else "Mara")
    return team


@pytest.fixture(scope="module")
def desk_of_letters(tmp_path_factory: pytest.TempPathFactory, fakes: Any) -> Iterator[Desk]:
    """A desk over a case with two letters; tests of one file share it."""
    folder = tmp_path_factory.mktemp("letters")
    (folder / "a.txt").write_text("Otto left Lyon in 1999. Zoe stayed.")
    (folder / "b.txt").write_text("Nobody met Otto.\n\nZoe met Anna in 2001.")
    with Case.create(folder / "case", stages=fakes.stages()) as case:
        case.add([folder / "a.txt", folder / "b.txt"])
        case.make_views()
    desk = Desk(folder / "case", "Nobody", stages=fakes.stages())
    yield desk
    desk.close()


@pytest.fixture
def team_desk(tmp_path: Path, desk_of_letters: Desk) -> Iterator[Desk]:
    """The desk with a team that is made anew for each test."""
    with team_in(tmp_path) as team:
        desk_of_letters.team = team
        yield desk_of_letters


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

"""Many people at once at one server: reading, judging, taking back, as they would.

    python -m benchmarks.soak.load [--case CASE] [--documents N] [--users 50] [--minutes 10] [--team]

A made case (see ``benchmarks.speed.made_case``) is read, or CASE is copied; CASE is never written to. ``allegedly
serve`` opens it. The users are windows of one person's browser, or with ``--team`` people with accounts; each waits
between one second and five, as a person does who reads, before the next request. One in eight is a judgement of some
kind, or takes one back. What is answered with 202 is waited for, as the pages wait.

What must hold: every answer has a status that was to be expected, every judgement that was acknowledged stands in the
log once, with its reason and by whom, and nothing else stands there. Printed are the requests a second, the median, the
95th and 99th percentile and the most of each kind in milliseconds, and the memory of the server and of its helpers.
"""

import argparse
import asyncio
import random
import shutil
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import linear_regression, median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from allegedly.case import Case
from allegedly.team import Team
from benchmarks.speed.interface import addresses, descendants_of, made, memory_of, server, things_to_ask_for

DOCUMENTS, USERS, MINUTES = 1_200, 50, 10
_THINKS = 1.0, 5.0
_JUDGES, _TRAVELS = 1 / 8, 1 / 200
"""How often a request is a judgement, and how often it asks what was known by a day."""
_GONE = {"/chronology", "/cast/ID", "/where/ID", "/claims/ID", "judge", "undo"}
"""What may be answered with 404: who somebody is, and what is told, may be another one by now."""
_SENSELESS = {404, 409, 422}
"""What a judgement may be answered with that makes no sense by now: the answer says why."""
_LONGEST = 300.0
"""Seconds until a job that is waited for must be over."""

Enter = Callable[[httpx.AsyncClient, int], Awaitable[str]]
"""Lets a user in, by number; gives the name under which what they judge stands in the log."""


@dataclass
class Seen:
    """What came of all requests."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    waited: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    written: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Of each judgement that was acknowledged as new, by its id: by whom and why."""
    twice: int = 0
    memory: list[tuple[float, float, float]] = field(default_factory=list)
    """Seconds since the beginning, megabytes of the server, and of its helpers."""


class User:
    """One person at a browser of their own."""

    def __init__(self, client: httpx.AsyncClient, name: str, number: int, things: dict[str, Any], seen: Seen) -> None:
        self._client = client
        self._name = name
        self._number = number
        self._things = things
        self._seen = seen
        self._rng = random.Random(number)  # noqa: S311 (nothing secret)
        self._acts = 0
        self._own: list[str] = []

    async def work(self, until: float) -> None:
        while time.monotonic() < until:
            await asyncio.sleep(self._rng.uniform(*_THINKS))
            self._acts += 1
            try:
                if self._rng.random() < _JUDGES:
                    await self._judge()
                else:
                    await self._read()
            except httpx.HTTPError as error:
                self._seen.wrong[f"{type(error).__name__}"] += 1

    async def _read(self) -> None:
        name, address, params = self._rng.choice(list(addresses(self._things, self._rng)))
        if self._rng.random() < _TRAVELS:
            name, address, params = "/chronology then", "/api/chronology", {"known_by": self._rng.choice(_DAYS)}
        await self._ask(name, lambda: self._client.get(address, params=params))

    async def _ask(self, name: str, ask: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
        """The answer, once it is there; how long it took, without and with what was waited for."""
        begun = time.monotonic()
        answer = await self._timed(name, ask)
        while answer.status_code == 202 and time.monotonic() - begun < _LONGEST:
            await self._over(answer.json()["job"]["id"])
            answer = await self._timed(name, ask)
            self._seen.waited[name].append((time.monotonic() - begun) * 1000)
        expected = {200} | ({404} if name in _GONE else set()) | (_SENSELESS if name in ("judge", "undo") else set())
        if answer.status_code not in expected:
            self._seen.wrong[f"{name}: {answer.status_code} {answer.text[:120]}"] += 1
        return answer

    async def _timed(self, name: str, ask: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
        begun = time.monotonic()
        answer = await ask()
        self._seen.taken[name].append((time.monotonic() - begun) * 1000)
        return answer

    async def _over(self, job: str) -> None:
        until = time.monotonic() + _LONGEST
        while time.monotonic() < until:
            await asyncio.sleep(1.0)
            answer = await self._timed("/jobs/ID", lambda: self._client.get(f"/api/jobs/{job}"))
            if answer.status_code != 200 or answer.json()["state"] in ("done", "failed", "cancelled"):
                return

    async def _judge(self) -> None:
        why = f"user {self._number}, act {self._acts}"
        if self._own and self._rng.random() < 0.25:
            address = f"/api/judgements/{self._rng.choice(self._own)}/undo"
            answer = await self._ask("undo", lambda: self._client.post(address, json={"why": why}))
        else:
            wish = {**self._wish(), "why": why}
            answer = await self._ask("judge", lambda: self._client.post("/api/judgements", json=wish))
        if answer.status_code != 200:
            self._seen.refused[answer.json()["detail"][:60]] += 1
            return
        made = answer.json()
        own = made["judgement"]["id"]
        self._own.append(own)
        if not made["known"]:
            self._seen.twice += own in self._seen.written
            self._seen.written[own] = self._name, why

    def _wish(self) -> dict[str, Any]:
        rng, claims, people = self._rng, self._things["claims"], self._things["people"]
        kind = rng.choice(["accept", "accept", "reject", "edit", "same", "different", "unsure", "same", "alias"])
        if kind in ("accept", "reject"):
            return {"kind": kind, "parties": [rng.choice(claims)]}
        if kind == "edit":
            return {"kind": kind, "parties": [rng.choice(claims)], "edit": {"place": "Lyon", "label": "hedged"}}
        if kind == "alias":
            return {"kind": kind, "parties": [rng.choice(people)], "name": f"The Fox {self._number}"}
        return {"kind": kind, "parties": rng.sample(rng.choice([claims, people]), 2)}


_PASSWORD = "fifty people read one case"  # noqa: S105 (of a copy that is thrown away)
_DAYS = ("2003-06-01", "2006-06-01", "2009-06-01")


def all_as_one(client: httpx.Client) -> Enter:
    """All users are windows of the browser of one person, who has opened the address that was printed."""

    async def enter(other: httpx.AsyncClient, _: int) -> str:
        other.cookies = httpx.Cookies(client.cookies)
        return await _may_write(other)

    return enter


async def each_with_an_account(other: httpx.AsyncClient, number: int) -> str:
    """Every user is somebody of the team."""
    login = {"name": _account(number), "password": _PASSWORD}
    (await other.post("/api/session", json=login, headers={"Origin": _base(other)})).raise_for_status()
    return await _may_write(other)


async def _may_write(user: httpx.AsyncClient) -> str:
    state = (await user.get("/api/state")).raise_for_status().json()
    user.headers.update({"Origin": _base(user), "X-Allegedly-Token": state["csrf"]})
    return str(state["by"])


def _give_accounts(case: Path, users: int) -> None:
    with Team(case, create=True) as team:
        for number in range(users):
            team.add(_account(number), "judge" if number else "manage", _PASSWORD, by="the load test")


def _account(number: int) -> str:
    return f"Reader {number}"


def _base(client: httpx.Client | httpx.AsyncClient) -> str:
    return str(client.base_url).rstrip("/")


async def _users(base: str, enter: Enter, things: dict[str, Any], users: int, seconds: float, seen: Seen) -> None:
    clients = [httpx.AsyncClient(base_url=base, timeout=_LONGEST) for _ in range(users)]
    try:
        names = [await enter(client, number) for number, client in enumerate(clients)]
        until = time.monotonic() + seconds
        await asyncio.gather(
            *(
                User(*one, number, things, seen).work(until)
                for number, one in enumerate(zip(clients, names, strict=True))
            )
        )
    finally:
        for client in clients:
            await client.aclose()


async def _watch(pid: int, seen: Seen) -> None:
    begun = time.monotonic()
    while True:
        helpers = sum(memory_of(one) for one in descendants_of(pid))
        seen.memory.append((time.monotonic() - begun, memory_of(pid), helpers))
        await asyncio.sleep(1.0)


def run(case: Path, users: int, seconds: float, team: bool = False) -> Seen:
    """Work on the case, which is written to, and see that its log is what was acknowledged."""
    seen = Seen()
    before = _log(case)
    if team:
        _give_accounts(case, users)
    with server(case, *(["--team"] if team else [])) as (client, process, _):
        enter = each_with_an_account if team else all_as_one(client)
        if team:
            client.post(
                "/api/session", json={"name": _account(0), "password": _PASSWORD}, headers={"Origin": _base(client)}
            )
        while not client.get("/api/state").json()["up_to_date"]:
            time.sleep(0.5)
        things = things_to_ask_for(client)
        asyncio.run(_watched(_base(client), enter, process.pid, things, users, seconds, seen))
    _compare(before, _log(case), seen)
    return seen


async def _watched(
    base: str, enter: Enter, pid: int, things: dict[str, Any], users: int, seconds: float, seen: Seen
) -> None:
    watching = asyncio.create_task(_watch(pid, seen))
    await _users(base, enter, things, users, seconds, seen)
    watching.cancel()


def _log(case: Path) -> dict[str, tuple[str, str]]:
    with Case.open(case) as opened:
        log = opened.judgements()
    assert len({one.id for one in log}) == len(log)
    assert [one.number for one in log] == [*range(1, len(log) + 1)]
    return {one.id: (one.by, one.why) for one in log}


def _compare(before: dict[str, tuple[str, str]], after: dict[str, tuple[str, str]], seen: Seen) -> None:
    new = {own: told for own, told in after.items() if own not in before}
    lost = seen.written.keys() - new.keys()
    others = {own for own in new.keys() & seen.written.keys() if new[own] != seen.written[own]}
    seen.wrong["judgements that are lost"] += len(lost)
    seen.wrong["judgements that nobody was told of"] += len(new.keys() - seen.written.keys())
    seen.wrong["judgements of others, or for other reasons"] += len(others)
    seen.wrong["judgements acknowledged twice"] += seen.twice


def slope(seen: Seen, column: int) -> float:
    """Megabytes a minute over the last half of the time."""
    points = [one for one in seen.memory if one[0] >= seen.memory[-1][0] / 2]
    if len(points) < 3:
        return 0.0
    return linear_regression([one[0] / 60 for one in points], [one[column] for one in points]).slope


def _by_minute(seen: Seen, column: int) -> Iterator[str]:
    minutes: dict[int, list[float]] = defaultdict(list)
    for one in seen.memory:
        minutes[int(one[0] // 60)].append(one[column])
    return (f"{median(those):.0f}" for those in minutes.values())


def told(seen: Seen) -> Iterator[str]:
    every = [one for times in seen.taken.values() for one in times]
    seconds = seen.memory[-1][0]
    yield f"{len(every)} requests in {seconds:.0f} s ({len(every) / seconds:.1f} a second)"
    yield f"{len(seen.written)} judgements acknowledged, {sum(seen.refused.values())} refused with a sentence"
    yield f"{'':<24}{'count':>8}{'median':>9}{'p95':>9}{'p99':>9}{'most':>9}  ms"
    for name, times in (*sorted(seen.taken.items()), ("all", every)):
        yield _line(name, times)
    for name, times in sorted(seen.waited.items()):
        yield _line(f"{name}, waited", times)
    for column, name in ((1, "server"), (2, "helpers")):
        sizes = [one[column] for one in seen.memory]
        half = sizes[len(sizes) // 2 :]
        yield (
            f"memory of {name}: {sizes[0]:.0f} MB at first, {max(sizes):.0f} at most; in the last half "
            f"{median(half):.0f}, {slope(seen, column):+.1f} a minute; by minutes {' '.join(_by_minute(seen, column))}"
        )
    for name, count in seen.wrong.items():
        yield f"{'WRONG: ' if count else ''}{count} {name}"


def _line(name: str, times: list[float]) -> str:
    of = quantiles(times, n=100) if len(times) > 1 else times * 99
    return f"{name:<24}{len(times):>8}{median(times):>9.0f}{of[94]:>9.0f}{of[98]:>9.0f}{max(times):>9.0f}"


def score(case: Path, users: int = 20, seconds: float = 20.0) -> dict[str, float]:
    """What goes wrong with a copy of the case, requests a second, and the answers' 95th percentile in milliseconds."""
    with TemporaryDirectory() as folder:
        copy = shutil.copytree(case, Path(folder) / "case")
        seen = run(copy, users, seconds, team=True)
    every = [one for times in seen.taken.values() for one in times]
    return {
        "wrong": sum(seen.wrong.values()),
        "requests_a_second": len(every) / seen.memory[-1][0],
        "p95": quantiles(every, n=20)[-1],
    }


def main(_: Sequence[str], seed: int, times: int) -> int:
    """``times`` minutes; how much went wrong."""
    with TemporaryDirectory() as folder:
        return _told(made(Path(folder), DOCUMENTS), USERS, times * 60.0, team=True)


def _told(case: Path, users: int, seconds: float, team: bool) -> int:
    seen = run(case, users, seconds, team)
    for line in told(seen):
        print(f"  {line}", flush=True)
    return sum(seen.wrong.values())


def program() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--case", type=Path)
    asked.add_argument("--documents", type=int, default=DOCUMENTS)
    asked.add_argument("--users", type=int, default=USERS)
    asked.add_argument("--minutes", type=float, default=MINUTES)
    asked.add_argument("--team", action="store_true", help="each with an account")
    given = asked.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        if given.case is not None:
            shutil.copytree(given.case, folder / "case")
        case = folder / "case" if given.case is not None else made(folder, given.documents)
        return 1 if _told(case, given.users, given.minutes * 60, given.team) else 0


if __name__ == "__main__":
    sys.exit(program())

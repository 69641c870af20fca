"""How quickly the interface's server answers over a large case, and how much memory it takes.

    python -m benchmarks.speed.interface [COUNT] [--case CASE]

A made case (see ``made_case``) of COUNT documents, 2,000 unless another number is given, is read, which takes minutes;
or CASE is used, one that has been read. The server is started, what it shows is worked out, and then every address of
the API is asked many times, in an order drawn from a fixed seed, with filters, pages and ids as a person would come to.
Printed are the median and the 95th percentile of each in milliseconds, the seconds until the first answer after a
start, and the megabytes of the server's process and of its helpers, at rest and at most.
"""

import argparse
import atexit
import random
import re
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import httpx

from allegedly.case import Case

from .made_case import made_case

_ROUNDS = 12
_SEED = 8


def score(case: Path, rounds: int = _ROUNDS) -> dict[str, float]:
    """The figures by name; times of answers in milliseconds, memory in megabytes."""
    with server(case) as (client, process, started):
        first = time.monotonic()
        _wait_until_shown(client)
        figures = {"seconds_to_start": started, "seconds_to_show": time.monotonic() - first}
    with server(case) as (client, process, _), _watched(process.pid) as most:
        taken = _asked(client, rounds)
        figures |= {"first_content": max(times[0] for times in taken.values())}
        for name, times in sorted(taken.items()):
            figures[f"median {name}"], figures[f"p95 {name}"] = median(times), _p95(times)
        figures["p95_of_all"] = _p95([one for times in taken.values() for one in times])
        figures["worst_p95"] = max(figures[name] for name in figures if name.startswith("p95 /"))
        figures["memory_server"], figures["memory_with_helpers"] = most[0], most[1]
    return figures


def _asked(client: httpx.Client, rounds: int) -> dict[str, list[float]]:
    rng = random.Random(_SEED)  # noqa: S311 (nothing secret)
    taken: dict[str, list[float]] = defaultdict(list)
    known = things_to_ask_for(client)
    for _ in range(rounds):
        asked = list(addresses(known, rng))
        rng.shuffle(asked)
        for name, address, params in asked:
            begun = time.monotonic()
            client.get(address, params=params).raise_for_status()
            taken[name].append((time.monotonic() - begun) * 1000)
    return taken


def things_to_ask_for(client: httpx.Client) -> dict[str, Any]:
    """Ids and names to ask for."""
    facets = client.get("/api/facets").json()
    total = client.get("/api/chronology").json()["total"]
    documents = [one["id"] for one in client.get("/api/documents", params={"limit": 200}).json()["items"]]
    entries = client.get("/api/chronology", params={"limit": 100}).json()["items"]
    return {
        "people": [one["id"] for one in facets["people"][:200]],
        "outlets": [one["name"] for one in facets["outlets"][:50]],
        "places": [one["name"] for one in facets["places"][:50]],
        "labels": [one["label"] for one in facets["labels"]],
        "types": [one["code"] for one in facets["types"]],
        "total": total,
        "documents": documents,
        "claims": [line["claim"] for entry in entries for line in entry["accounts"]],
        "travellers": [one["id"] for one in client.get("/api/where").json()[:100]],
    }


def addresses(known: dict[str, Any], rng: random.Random) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What a person asks for in one round: (name, address, parameters)."""
    one = {name: rng.choice(values) for name, values in known.items() if isinstance(values, list) and values}
    page = {"offset": rng.randrange(max(1, known["total"])), "limit": 50}
    filters: list[dict[str, Any]] = [
        {},
        {"person": one["people"]},
        {"label": one["labels"], "outlet": one["outlets"]},
        {"place": one["places"]},
        {"type": one["types"], "from": "2005-01-01", "to": "2012-12-31"},
        {"q": "dam"},
    ]
    for chosen in filters:
        yield "/chronology", "/api/chronology", chosen | ({} if chosen else page)
        yield "/chronology/band", "/api/chronology/band", chosen
        yield "/undated", "/api/undated", chosen
    yield "/state", "/api/state", {}
    yield "/overview", "/api/overview", {}
    yield "/facets", "/api/facets", {}
    yield "/documents", "/api/documents", {"offset": rng.randrange(1000)}
    document = f"/api/documents/{one['documents']}"
    yield "/documents/ID", document, {}
    yield "/documents/ID/text", f"{document}/text", {}
    yield "/documents/ID/claims", f"{document}/claims", {}
    yield "/claims/ID", f"/api/claims/{one['claims']}", {}
    yield "/cast", "/api/cast", {"offset": rng.randrange(1000)}
    yield "/cast", "/api/cast", {"q": "ka"}
    yield "/cast/graph", "/api/cast/graph", {}
    yield "/cast/ID", f"/api/cast/{one['people']}", {}
    yield "/differences", "/api/differences", {"offset": rng.randrange(200)}
    yield "/ledger", "/api/ledger", {"offset": rng.randrange(200)}
    yield "/where", "/api/where", {}
    yield "/where/ID", f"/api/where/{one['travellers']}", {}
    yield "/questions", "/api/questions", {"offset": rng.randrange(500)}
    yield "/search", "/api/search", {"q": rng.choice(['"the dam"', "mine AND NOT river", "offi*", "minister"])}
    yield "/queue", "/api/queue", {"kind": rng.choice(["names", "happenings", "claims", "differences"])}
    yield "/judgements", "/api/judgements", {}


@contextmanager
def server(case: Path, *options: str) -> Iterator[tuple[httpx.Client, "subprocess.Popen[str]", float]]:
    """A client that has opened the address that was printed, the server, and the seconds until it answered."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "allegedly", "serve", str(case), "--no-browser", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 (our own)
        try:
            told = (re.search(r"http://\S+", line) for line in process.stdout or ())
            found = next(filter(None, told), None)
            if found is None:
                raise RuntimeError("the server ended before it told its address")
            address = found.group()
            with httpx.Client(base_url=address.partition("/?")[0], timeout=600) as client:
                client.get(address)
                client.get("/api/me").raise_for_status()
                yield client, process, time.monotonic() - begun
        finally:
            process.terminate()
            process.wait(timeout=120)


def _wait_until_shown(client: httpx.Client) -> None:
    while not client.get("/api/state").json()["up_to_date"]:
        time.sleep(0.2)


@contextmanager
def _watched(pid: int) -> Iterator[list[float]]:
    """The most memory that a process took, and it with its children, while this lasts."""
    most, over = [0.0, 0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            own, children = memory_of(pid), [memory_of(child) for child in descendants_of(pid)]
            most[0], most[1] = max(most[0], own), max(most[1], own + sum(children))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield most
    finally:
        over.set()
        thread.join()


def memory_of(pid: int) -> float:
    """What a process has to itself or shares (its resident set), in megabytes."""
    try:
        found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("ascii", "replace"))
    except OSError:
        return 0.0
    return int(found.group(1)) / 1024 if found else 0.0


def descendants_of(pid: int) -> list[int]:
    """The processes that a process, with whichever thread, has started, and those that these have."""
    found: list[int] = []
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, file.read_text("ascii").split()):
                found += [child, *descendants_of(child)]
    return found


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


@cache
def kept(count: int) -> Path:
    """A made case that has been read and lasts as long as this program, for those that only look at it."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return made(Path(folder.name), count)


def made(folder: Path, count: int) -> Path:
    documents = folder / "in"
    documents.mkdir()
    for made in made_case(count):
        heading = f"{made.outlet}\n\n{made.published:%A, %-d %B %Y}\n\n"
        (documents / f"{made.name}.txt").write_text(heading + made.text + "\n", "utf-8")
    with Case.create(folder / "case") as case:
        case.add([documents], processes=2)
    return folder / "case"


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("count", type=int, nargs="?", default=2000)
    asked.add_argument("--case", type=Path)
    given = asked.parse_args()
    with TemporaryDirectory() as name:
        figures = score(given.case or made(Path(name), given.count))
    for figure, value in figures.items():
        print(f"{figure:<32}{value:10.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

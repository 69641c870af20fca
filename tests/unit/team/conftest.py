"""A team whose hashes are made quickly, and whose clock a test turns."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from allegedly.team import Team
from allegedly.team.attempts import Attempts
from allegedly.team.passwords import Hashing

GOOD = "seven geese cross the quay"


class Clock:
    def __init__(self) -> None:
        self.at = 1_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture(scope="session")
def quick() -> Hashing:
    return Hashing(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def team(tmp_path: Path, quick: Hashing, clock: Clock) -> Iterator[Team]:
    """Mara manages, Jon judges, Rita reads."""
    with Team(tmp_path, create=True, hashing=quick, attempts=Attempts(clock), clock=clock) as made:
        made.add("Mara", "manage", GOOD, by=None)
        made.add("Jon", "judge", GOOD, by="Mara")
        made.add("Rita", "read", GOOD, by="Mara")
        yield made

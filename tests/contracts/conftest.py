"""A store of each kind, and what arrives in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.contracts.stores import NOW, STORES, document_of, postgresql, sqlite

from allegedly.model.protocols import Arrival, Reading, Store


@pytest.fixture(params=STORES)
def open_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Opens the same store each time it is called."""
    opened: list[Store] = []
    server = request.getfixturevalue("server") if request.param == "postgresql" else None

    def opens() -> Store:
        folder = tmp_path / "case"
        opened.append(postgresql(folder, server.database_with_tables) if server else sqlite(folder))
        return opened[-1]

    yield opens
    for each in opened:
        each.close()


@pytest.fixture
def store(open_store: Callable[[], Store]) -> Store:
    return open_store()


@pytest.fixture
def arrival(fakes) -> Callable[..., Arrival]:
    """An arrival of a text, read by the stages of a version, or by none."""

    def make(text: str, *, stages: str | None = "1", **fields: object) -> Arrival:
        document = document_of(text, **fields)
        reading = stages and Reading(f"key {stages}", stages, fakes.annotated_of(document))
        return Arrival(document, len(text.encode()), NOW, reading or None)

    return make

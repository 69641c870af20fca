"""The sample and the invented affair as views, beside the records that they were made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from allegedly.case import Case
from allegedly.views import Views, build_views, file, folding


@dataclass(frozen=True)
class Shown:
    """Views, and the records that they are of."""

    views: Views
    annotated: Any
    corpus: Any

    @property
    def records(self) -> tuple[Any, Any]:
        return self.annotated, self.corpus


@pytest.fixture(autouse=True, scope="session")
def _nothing_is_cut() -> Iterator[None]:
    """Lists are given whole here, so that they can be compared; ``test_long_lists`` is about what is cut."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(file, "MOST_ACCOUNTS", 10_000)
        patched.setattr(folding, "MOST_LINES", 10_000)
        yield


@pytest.fixture(scope="session")
def as_report():
    """JSON of the views as a report has it: without the counts that say how long a list is."""

    def without(told: Any) -> Any:
        if isinstance(told, dict):
            for name in [name for name in told if name.endswith("_total")]:
                assert told[name] == len(told[name.removesuffix("_total")])
            return {name: without(value) for name, value in told.items() if not name.endswith("_total")}
        return [without(one) for one in told] if isinstance(told, list) else told

    return without


@pytest.fixture(scope="session")
def of_sample(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    with Case.open(sample_folder) as case:
        records = case.records(links=True)
    path = tmp_path_factory.mktemp("sample") / "views" / "all-1.sqlite"
    build_views(path, *records)
    return Shown(Views(path), *records)


@pytest.fixture(scope="session")
def of_affair(affair: Any, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    path = tmp_path_factory.mktemp("affair") / "views" / "all-1.sqlite"
    build_views(path, affair.annotated, affair.corpus)
    return Shown(Views(path), affair.annotated, affair.corpus)


@pytest.fixture(params=["sample", "affair"])
def shown(request: pytest.FixtureRequest) -> Shown:
    return request.getfixturevalue(f"of_{request.param}")

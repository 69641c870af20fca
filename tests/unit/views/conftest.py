"""The sample and the invented affair as views, beside the records that they were made of."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from allegedly.case import Case
from allegedly.views import Views, build_views


@dataclass(frozen=True)
class Shown:
    """Views, and the records that they are of."""

    views: Views
    annotated: Any
    corpus: Any

    @property
    def records(self) -> tuple[Any, Any]:
        return self.annotated, self.corpus


@pytest.fixture(scope="session")
def of_sample(sample_folder: Path) -> Shown:
    with Case.open(sample_folder) as case:
        return Shown(case.views(), *case.records(links=True))


@pytest.fixture(scope="session")
def of_affair(affair: Any, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    path = tmp_path_factory.mktemp("affair") / "views" / "all-1.sqlite"
    build_views(path, affair.annotated, affair.corpus)
    return Shown(Views(path), affair.annotated, affair.corpus)


@pytest.fixture(params=["sample", "affair"])
def shown(request: pytest.FixtureRequest) -> Shown:
    return request.getfixturevalue(f"of_{request.param}")

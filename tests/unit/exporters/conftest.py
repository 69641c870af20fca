"""The sample case as exporters get it."""

import pytest

from allegedly.case import Case
from allegedly.exporters import Material


@pytest.fixture(scope="session")
def sample(sample_folder) -> Material:
    with Case.open(sample_folder) as case:
        return case.material("Sample")

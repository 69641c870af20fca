"""The invented affair of ``reports/affair.py`` for the tests of this room."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

_NAME = "allegedly_test_affair"


@pytest.fixture(scope="session")
def affairs() -> ModuleType:
    if _NAME not in sys.modules:
        path = Path(__file__).parent.parent / "reports" / "affair.py"
        spec = importlib.util.spec_from_file_location(_NAME, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[_NAME] = module
        spec.loader.exec_module(module)
    return sys.modules[_NAME]


@pytest.fixture(scope="session")
def affair(affairs: ModuleType) -> Any:
    return affairs.build()

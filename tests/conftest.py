"""What tests of several rooms share."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def fakes() -> ModuleType:
    """Document stages that need no language model: see ``fakes.py``."""
    name = "allegedly_test_fakes"
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / "fakes.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module

"""The Python that has libraries which read what we export and which the product itself does without."""

import os
import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent
_NAMED = os.environ.get("ALLEGEDLY_VALIDATORS")
"""Set where a machine must have them: then tests fail without."""


def run_validator(script: Path, *arguments: Path) -> str:
    """What a script prints there; the test is left out where `make validators` has not been run."""
    python = Path(_NAMED) if _NAMED else _ROOT / ".venv-validators" / "bin" / "python"
    if not python.is_file():
        told = f"{python} is not there; `make validators` makes it (it needs a C++ compiler and libicu-dev)."
        pytest.fail(told) if _NAMED else pytest.skip(told)
    done = subprocess.run([python, script, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout

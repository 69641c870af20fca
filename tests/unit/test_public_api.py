"""The public surface is small, and importing it is cheap."""

import subprocess
import sys

import allegedly

HEAVY = {"spacy", "sqlalchemy", "typer", "rich", "trafilatura", "numpy"}


def test_the_public_names() -> None:
    assert sorted(allegedly.__all__) == ["Case", "__version__", "annotate", "annotate_many"]
    assert all(hasattr(allegedly, name) for name in allegedly.__all__)


def test_importing_it_loads_no_heavy_library() -> None:
    code = f"import sys, allegedly; print(*({HEAVY} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""

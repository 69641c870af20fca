"""The public surface is small, and importing it is cheap."""

import subprocess
import sys

import allegedly


def test_the_public_names() -> None:
    assert sorted(allegedly.__all__) == ["Case", "annotate", "annotate_many"]
    assert all(hasattr(allegedly, name) for name in allegedly.__all__)


def test_importing_it_loads_no_heavy_library() -> None:
    code = "import sys, allegedly; print(*(m for m in ('spacy', 'sqlalchemy', 'typer', 'rich', 'trafilatura') if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""

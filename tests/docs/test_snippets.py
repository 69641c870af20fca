"""What the pages show of Python runs, and says something."""

import re
import shutil
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
_PYTHON = re.compile(r"^```python\n(import allegedly\n.*?)^```$", re.MULTILINE | re.DOTALL)
SNIPPETS = [
    pytest.param(code, id=f"{page.name}-{number}")
    for page in sorted(DOCS.rglob("*.md"))
    for number, code in enumerate(_PYTHON.findall(page.read_text("utf-8")))
]


@pytest.mark.sqlite
@pytest.mark.parametrize("code", SNIPPETS)
def test_python_of_the_pages_runs(code: str, sample_folder, tmp_path, monkeypatch, capsys) -> None:
    shutil.copytree(sample_folder, tmp_path / "mycase")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "page", "exec"), {})  # noqa: S102 (our own pages)
    assert capsys.readouterr().out.strip()


def test_there_are_some() -> None:
    assert len(SNIPPETS) >= 2

"""What is pinned names packages and their hashes, and no registry: whoever installs has one of their own."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = [ROOT / "ui" / "package-lock.json", *sorted((ROOT / "requirements").glob("*.txt"))]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_address(lock):
    text = lock.read_text("utf-8")
    assert text
    assert "://" not in text

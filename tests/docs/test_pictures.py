"""Each picture of the explanation is what the program reads out of its invented text now."""

import re

import pytest
from docs.making import pictures


@pytest.mark.sqlite
@pytest.mark.parametrize("name", pictures.DRAWN)
def test_a_picture_shows_what_is_read(name: str) -> None:
    kept = (pictures.FOLDER / f"{name}.svg").read_text("utf-8")
    assert pictures.drawn(name) == kept, (
        "python -m docs.making.pictures draws them anew; look at them, and at their pages"
    )


@pytest.mark.parametrize("name", pictures.DRAWN)
def test_a_picture_loads_nothing_and_can_be_read_out(name: str) -> None:
    kept = (pictures.FOLDER / f"{name}.svg").read_text("utf-8")
    assert not re.search(r"href|url\(|<script|<image", kept)
    assert 'role="img"' in kept
    assert "aria-label=" in kept


def test_every_picture_stands_in_a_page() -> None:
    pages = "".join(page.read_text("utf-8") for page in pictures.FOLDER.parent.rglob("*.md"))
    assert [name for name in pictures.DRAWN if f"img/{name}.svg" not in pages] == []

"""The pages of the documentation: each is in the navigation, links lead somewhere, and what is there is told of."""

import posixpath
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from docs.making import loaded, pages
from tests.formats import samples

from allegedly.exporters import BUNDLE, FORMATS
from allegedly.readers import FORMATS as READ
from allegedly.readers import media_type
from allegedly.readers.sniffing import packed_type

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CONFIG = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
ELSEWHERE: dict[str, str] = CONFIG["extra"]["elsewhere"]
MADE = {f"docs/{address}": make for address, make in pages.MADE.items()}
PACKED = {"application/zip", "application/gzip"}
WRITTEN = sorted(page.relative_to(ROOT).as_posix() for page in DOCS.rglob("*.md"))
_LINK = re.compile(r"(?<!`)\[(?:[^\]`]|`[^`]*`)*\]\((?!\w+:)([^)\s#]*)(?:#([^)\s]+))?\)")
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def text_of(page: str) -> str:
    """A page by its path in the repository, without what is shown as code."""
    text = MADE[page]() if page in MADE else (ROOT / page).read_text("utf-8")
    return _FENCED.sub("", text)


def anchors(page: str) -> set[str]:
    """What headings are called in links, as Python-Markdown makes it."""
    plain = (re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", one) for one in re.findall(r"(?m)^#+ (.+)$", text_of(page)))
    return {re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", one).strip().lower()) for one in plain}


def named(nav: Any) -> list[str]:
    """The pages of the navigation, in its order."""
    if isinstance(nav, str):
        return [nav]
    return [page for inner in (nav if isinstance(nav, list) else nav.values()) for page in named(inner)]


def test_the_navigation_has_every_page_once() -> None:
    written = [page.removeprefix("docs/") for page in WRITTEN if not re.match(r"docs/adr/\d", page)]
    assert sorted(named(CONFIG["nav"])) == sorted([*written, *ELSEWHERE.values(), *pages.MADE])


def test_the_list_of_decisions_has_each() -> None:
    told = set(re.findall(r"\]\((\d[^)]+)\)", (DOCS / "adr" / "README.md").read_text("utf-8")))
    assert told == {page.name for page in (DOCS / "adr").glob("[0-9]*.md")}


@pytest.mark.parametrize("page", [*WRITTEN, *MADE, *ELSEWHERE, "README.md"])
def test_links_lead_somewhere(page: str) -> None:
    for target, anchor in _LINK.findall(text_of(page)):
        meant = posixpath.normpath(posixpath.join(posixpath.dirname(page), target)) if target else page
        assert meant in MADE or (ROOT / meant).is_file(), target
        assert not anchor or anchor in anchors(meant), f"{target}#{anchor}"


def test_the_build_is_strict() -> None:
    """With ``--quiet`` warnings are neither shown nor counted, and nothing is strict."""
    called = re.findall(r"mkdocs build.*", (ROOT / "Makefile").read_text("utf-8"))
    assert called == ["mkdocs build --strict"]
    assert set(CONFIG["validation"]["links"].values()) == {"warn"}


def test_every_floor_is_in_one_table() -> None:
    floors = yaml.safe_load((ROOT / "benchmarks" / "floors.yaml").read_text("utf-8"))
    asked = re.findall(r"<!-- floors: (\S+) -->", text_of("docs/benchmarks.md"))
    tables = {name: [group for group in asked if name.startswith(f"{group}.")] for name in floors}
    assert {name: found for name, found in tables.items() if len(found) != 1} == {}
    assert {group for found in tables.values() for group in found} == set(asked)


def test_nothing_is_fetched_from_elsewhere_by_style_of_ours() -> None:
    assert list(loaded.from_elsewhere(DOCS)) == []


@pytest.mark.parametrize(
    ("page", "fetches"),
    [
        ('<script src="https://a.example/x.js"></script>', True), ('<img src="//a.example/x.png">', True),
        ('<link rel="stylesheet" href="https://a.example/x.css">', True), ('<a href="https://a.example">x</a>', False),
        ("<style>@import url(https://a.example/x.css)</style>", True), ('<img src="x.png">', False),
        ('<link rel="canonical" href="https://a.example">', False),
        ('<p style="background:url(http://a.example)">', True),
        ('<img srcset="x.png 1x, https://a.example/x.png 2x">', True), ('<script src="x.js"></script>', False),
    ],
)  # fmt: skip
def test_what_a_page_would_fetch_is_seen(tmp_path, page: str, fetches: bool) -> None:
    (tmp_path / "page.html").write_text(page, "utf-8")
    assert loaded.main(tmp_path) == (1 if fetches else 0)


def test_a_folder_without_pages_is_a_fault(tmp_path) -> None:
    assert loaded.main(tmp_path) == 1


def test_every_format_that_is_read_has_a_sample() -> None:
    kinds = {media_type(Path(name), data): data for name, data in samples().items()}
    packed = {packed_type(data) for name, data in samples().items() if media_type(Path(name), data) in PACKED}
    assert set(READ) - {"text/tab-separated-values"} - packed <= set(kinds)


def test_every_format_that_is_written_is_told_of() -> None:
    out = (DOCS / "formats.md").read_text("utf-8").split("## Out")[1]
    assert {name for name in [*FORMATS, BUNDLE] if f"`{name}`" not in out} == set()

"""What is done to pages while they are built: pages that stand elsewhere are taken in, links to them led there, tables
of floors filled, and pictures set into their pages so that they follow its colours.

MkDocs calls the functions that begin with ``on_``. They run in the environment of the documentation, which has no
Allegedly in it: what needs the package is written before, by ``docs/making/pages.py``.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[2]
MADE = ROOT / "out" / "docs-pages"
"""Where ``pages.py`` leaves what it makes."""

_LINK = re.compile(r"(\]\()([^)\s:#]+)((?:#[^)\s]*)?\))")
_FLOORS = re.compile(r"^<!-- floors: (\S+) -->$", re.MULTILINE)
_PICTURE = re.compile(r'<p>\s*<img alt="([^"]*)" src="([^"]+\.svg)"\s*/?>\s*</p>')


def on_config(config: Any) -> Any:
    """The decisions in the navigation, each as it comes by its number."""
    pages = sorted(page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs" / "adr").glob("0*.md"))
    for part in _lists(config["nav"]):
        if "adr/README.md" in part:
            part.extend(pages)
    return config


def _lists(nav: Any) -> Iterator[list[Any]]:
    if isinstance(nav, list):
        yield nav
    for inner in nav if isinstance(nav, list) else nav.values() if isinstance(nav, dict) else ():
        yield from _lists(inner)


def on_files(files: Files, config: Any) -> Files:
    """All pages: those of docs/, those from elsewhere, and those made of the code."""
    for stands, address in config["extra"]["elsewhere"].items():
        files.append(File.generated(config, address, content=(ROOT / stands).read_text("utf-8")))
    made = sorted(MADE.rglob("*.md"))
    if not made:
        raise PluginError("The pages that are made of the code are not there: run `make docs`.")
    for page in made:
        files.append(File.generated(config, page.relative_to(MADE).as_posix(), content=page.read_text("utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    """Links between what stands in docs/ and what stands elsewhere, and tables of floors."""
    here, elsewhere = page.file.src_uri, config["extra"]["elsewhere"]
    stands = {address: place for place, address in elsewhere.items()}.get(here, f"docs/{here}")
    led = _LINK.sub(lambda link: link[1] + _led(link[2], stands, here, elsewhere) + link[3], markdown)
    return _FLOORS.sub(lambda named: _floors(named[1]), led)


def on_page_content(html: str, page: Any, **_: Any) -> str:
    """Pictures as part of the page."""
    folder = posixpath.dirname(page.file.src_uri)
    return _PICTURE.sub(lambda found: _figure(found[1], posixpath.normpath(posixpath.join(folder, found[2]))), html)


def _led(target: str, stands: str, here: str, elsewhere: dict[str, str]) -> str:
    """Where ``target`` leads from the page's address ``here``, of a page that stands at ``stands``."""
    meant = posixpath.normpath(posixpath.join(posixpath.dirname(stands), target))
    address = elsewhere.get(meant) or (meant[len("docs/") :] if meant.startswith("docs/") else None)
    return target if address is None else posixpath.relpath(address, posixpath.dirname(here) or ".")


def _floors(group: str) -> str:
    """The floors of a group of ``make bench`` as a table; a ceiling is written there with a minus sign."""
    floors: dict[str, float] = yaml.safe_load((ROOT / "benchmarks" / "floors.yaml").read_text("utf-8"))
    of_group = {name[len(group) + 1 :]: value for name, value in floors.items() if name.startswith(f"{group}.")}
    if not of_group:
        raise PluginError(f"benchmarks/floors.yaml has no floors of {group!r}.")
    rows = (
        f"| `{name}` | {'at least' if value >= 0 else 'at most'} {abs(value):g} |" for name, value in of_group.items()
    )
    return "\n".join(["| figure | floor |", "|---|---|", *rows])


def _figure(alt: str, address: str) -> str:
    svg = (ROOT / "docs" / address).read_text("utf-8")
    return f'<figure class="picture"><div>{svg}</div><figcaption>{alt}</figcaption></figure>'

"""Looks whether built pages would load anything from another machine: ``python -m docs.making.loaded FOLDER``.

Links that a reader may follow are no matter; what a browser fetches by itself is: scripts, styles, pictures, frames.
"""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

_FETCHED = {
    "script": "src", "img": "src", "iframe": "src", "source": "src", "video": "src", "audio": "src", "embed": "src",
    "object": "data", "image": "href", "use": "href", "track": "src",
}  # fmt: skip
_NOT_FETCHED = {"canonical", "next", "prev", "alternate", "license", "author", "help"}
_ELSEWHERE = re.compile(r"(?:[a-z]+:)?//", re.IGNORECASE)
_IN_STYLE = re.compile(r"(?:url\(|@import)\s*[\"']?((?:[a-z]+:)?//[^\s\"')]+)", re.IGNORECASE)


class _Fetched(HTMLParser):
    """The addresses that a page has fetched, style within it included."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and not _NOT_FETCHED & set(given.get("rel", "").split()):
            self.found.append(given.get("href", ""))
        if tag in _FETCHED:
            self.found.append(given.get(_FETCHED[tag], ""))
        self.found += (part.split()[0] for part in given.get("srcset", "").split(",") if part.strip())
        self.found += _IN_STYLE.findall(given.get("style", ""))

    def handle_data(self, data: str) -> None:
        self.found += _IN_STYLE.findall(data)


def from_elsewhere(folder: Path) -> Iterator[str]:
    """Each address of another machine that a page or style sheet in ``folder`` would fetch, with where it stands."""
    for page in sorted(folder.rglob("*.html")):
        parser = _Fetched()
        parser.feed(page.read_text("utf-8"))
        yield from (f"{page.relative_to(folder)}: {one}" for one in parser.found if _ELSEWHERE.match(one))
    for sheet in sorted(folder.rglob("*.css")):
        yield from (f"{sheet.relative_to(folder)}: {one}" for one in _IN_STYLE.findall(sheet.read_text("utf-8")))


def main(folder: Path) -> int:
    """1 where something would be fetched, each told in a line, or where there are no pages."""
    found = list(from_elsewhere(folder))
    for one in found:
        sys.stderr.write(f"Fetched from elsewhere: {one}\n")
    return 1 if found or not any(folder.rglob("*.html")) else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

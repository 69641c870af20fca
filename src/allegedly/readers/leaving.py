"""What of an archive is left out because nobody reads it: counted by kind, and told in one sentence."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .composing import name_of
from .pieces import LeftOut

_BY_TYPE = {
    "image": "picture",
    "video": "video",
    "audio": "sound",
    "font": "font",
    "text/css": "style sheet",
    "text/javascript": "script",
    "application/javascript": "script",
    "application/x-javascript": "script",
    "application/ecmascript": "script",
    "application/json": "data file",
    "application/manifest+json": "data file",
    "application/wasm": "program",
    "application/x-msdownload": "program",
    "application/x-executable": "program",
    "application/x-mach-binary": "program",
    "application/java-vm": "program",
    "application/font-woff": "font",
    "application/font-woff2": "font",
    "application/vnd.ms-fontobject": "font",
}
_BY_SUFFIX = {
    ".css": "style sheet",
    ".js": "script",
    ".mjs": "script",
    ".map": "data file",
    ".woff": "font",
    ".woff2": "font",
    ".ttf": "font",
    ".otf": "font",
    ".eot": "font",
    ".svg": "picture",
    ".ico": "picture",
    ".webp": "picture",
    ".avif": "picture",
}
"""Those that the content does not tell from a text, or not at all."""
_PAGES = (".html", ".htm", ".xhtml")
_PAGE_FOLDERS = ("_files", "-dateien", "_archivos", "_fichiers", "_bestanden", "_file")
"""What browsers add to a page's name for the folder with its pictures."""
_PLURALS = {
    "data file of a saved page": "data files of saved pages",
    "page that had not changed": "pages that had not changed",
    "page that the archive does not list": "pages that the archive does not list",
    "record of the program that archived": "records of the program that archived",
    "record behind the first eight gigabytes": "records behind the first eight gigabytes",
    "answer packed with Brotli or Zstandard": "answers packed with Brotli or Zstandard",
    "second copy with the same bytes": "second copies with the same bytes",
    "end of a page": "ends of pages",
    "rule for crawlers": "rules for crawlers",
}


@dataclass
class Left:
    """How many of each kind; ``add`` takes a kind in the singular."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str) -> None:
        self.counts[kind] += 1

    def words(self) -> str:
        """The most frequent kind first: "31 pictures, 12 style sheets"."""
        ordered = sorted(self.counts.items(), key=lambda item: (-item[1], item[0]))
        return ", ".join(f"{count:,} {kind if count == 1 else _plural(kind)}" for kind, count in ordered)

    def told(self, path: Path | None) -> Iterator[LeftOut]:
        """The sentence, if anything was left out."""
        if self.counts:
            yield left_out(path, self.words())


def left_out(path: Path | None, things: str) -> LeftOut:
    """The sentence on what of a file was not taken."""
    return LeftOut(f"Left out of {name_of(path)}: {things}.")


def furniture_kind(name: str, sniffed: str, declared: str = "") -> str | None:
    """What a file that no reader wants is called: a picture, a style sheet, a script; ``None`` for all others.

    ``sniffed`` is what its content says, ``declared`` what the server or the archive says that it is.
    """
    for kind in (sniffed, declared):
        word = _BY_TYPE.get(kind) or _BY_TYPE.get(kind.partition("/")[0])
        if word is not None:
            return word
    return _BY_SUFFIX.get(Path(name.partition("?")[0]).suffix.lower())


def saved_pages(names: Iterable[str]) -> set[str]:
    """The web pages among files, by their paths without the endings; ``is_of_page`` wants them."""
    return {name.rsplit(".", 1)[0].lower() for name in names if name.lower().endswith(_PAGES)}


def is_of_page(name: str, pages: Container[str]) -> bool:
    """Whether a file lies in the folder that a browser saved beside one of these pages; ``/`` parts its path."""
    steps = name.lower().split("/")
    for depth, step in enumerate(steps[:-1]):
        ending = next((end for end in _PAGE_FOLDERS if step.endswith(end)), None)
        if ending and "/".join((*steps[:depth], step[: -len(ending)])) in pages:
            return True
    return False


def _plural(kind: str) -> str:
    return _PLURALS.get(kind, kind + "s")

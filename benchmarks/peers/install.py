"""Installs the peers: ``python -m benchmarks.peers.install PYTHON STAMP``.

All at once, and where that fails one package after the other. Each package is what ``requirements/peers.txt`` pins, by
its hash. What cannot be installed is said, and the rest stays: the status is 0 all the same. The file STAMP is touched
where nothing is missing; else the next ``make bench-peers`` tries again.
"""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

LOCK = Path(__file__).parents[2] / "requirements" / "peers.txt"


def install(lock: Path, installed: Callable[[Path], bool]) -> list[str]:
    """Names the packages of ``lock`` that could not be installed; ``installed`` tries a file of requirements."""
    if installed(lock):
        return []
    missing = []
    with TemporaryDirectory() as folder:
        for package in re.split(r"\n(?=\S)", lock.read_text("utf-8").strip()):
            one = Path(folder) / "one.txt"
            one.write_text(package + "\n", "utf-8")
            if not installed(one):
                missing.append(package.split()[0])
    return missing


def main(python: str, stamp: str) -> None:
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]

    def installed(file: Path) -> bool:
        return subprocess.run([*pip, "--requirement", file], check=False).returncode == 0  # noqa: S603 (our own)

    missing = install(LOCK, installed)
    for name in missing:
        print(f"{name} could not be installed; what needs it is left out.")
    if not missing:
        Path(stamp).touch()


if __name__ == "__main__":
    main(*sys.argv[1:])

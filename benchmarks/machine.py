"""What a figure was measured on."""

import os
import platform
import re
from pathlib import Path


def machine() -> str:
    """The processor, how many of its cores may be used, the system and the Python, in words."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{_processor()}, {cores} core{'s' if cores > 1 else ''}, {system}"


def _processor() -> str:
    try:
        told = Path("/proc/cpuinfo").read_text("utf-8", "replace")
    except OSError:
        told = ""
    named = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    return named[1].strip() if named else platform.processor() or platform.machine()

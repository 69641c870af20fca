"""Who works at this machine: the only place that asks the system for it."""

import getpass
import os


def this_person() -> str:
    """The name under which somebody is logged in here; the number of the user where the system knows no name."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):  # a container may run as a user whom nobody entered
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown"
    return os.fsencode(name).decode("utf-8", "backslashreplace")

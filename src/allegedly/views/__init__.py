"""What the rooms of the interface show, worked out once for a state of the case and kept in a file beside it.

The reports walk the whole case for each answer. Here all of them are made in one go (``build_views``), and then asked
for a page at a time (``Views``). The file can be deleted at any time: it is made again.
"""

from .building import build_views
from .file import DamagedViewsError, Page, Views, can_be_read
from .folder import made_at, newest, path_of, revision, revision_of, sweep
from .selecting import Wanted
from .tables import VERSION

__all__ = [
    "VERSION",
    "DamagedViewsError",
    "Page",
    "Views",
    "Wanted",
    "build_views",
    "can_be_read",
    "made_at",
    "newest",
    "path_of",
    "revision",
    "revision_of",
    "sweep",
]

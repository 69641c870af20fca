"""Every word of a text that names a happening, with its stance: wider than the claims, by the same reading."""

from .find import Happening, find_happenings

__all__ = ["Happening", "find_happenings"]

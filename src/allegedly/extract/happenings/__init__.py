"""Every word of a text that names a happening, with its stance: wider than the claims, by the same reading."""

from .find import find_happenings

__all__ = ["find_happenings"]

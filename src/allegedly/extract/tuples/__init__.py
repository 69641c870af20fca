"""What each clause says, as plain tuples: open information extraction, a wider projection of the parse than claims."""

from .find import find_tuples

__all__ = ["find_tuples"]

"""The places that a document names, with coordinates."""

from .find import find_places

__all__ = ["find_places"]

"""The chronology as one self-contained page: no network, no scripts, every line linked to its passage."""

from .page import write

__all__ = ["write"]

"""Time expressions: found by a grammar that is data, and worked out one by one from an anchor of their own."""

from .find import find_times

__all__ = ["find_times"]

"""What is said to have happened: claims with their roles, time, place, stance and chain."""

from .find import Found, candidates, find_claims

__all__ = ["Found", "candidates", "find_claims"]

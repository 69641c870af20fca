"""What is said to have happened: claims with their roles, time, place, stance and chain."""

from .find import Found, find_claims

__all__ = ["Found", "find_claims"]

"""Who is in a document: mentions by name, pronoun and description, and the entities that they stand for."""

from .find import find_cast
from .records import Cast

__all__ = ["Cast", "find_cast"]

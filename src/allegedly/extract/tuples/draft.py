"""A tuple before its tokens become spans."""

from dataclasses import dataclass

Tokens = tuple[int, ...]
"""Tokens of a phrase, in order of the text."""


@dataclass(frozen=True, slots=True)
class Draft:
    rule: str
    """A row of ``en/tuple_rules.tsv``."""
    subject: Tokens
    relation: Tokens
    arguments: tuple[Tokens, ...]
    implied: str | None = None
    attributed: Tokens = ()

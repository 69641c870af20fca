"""One stretch of text that is known to stand for a party."""

from dataclasses import dataclass

from ...model.records import MentionHow


@dataclass(frozen=True, slots=True)
class Reference:
    """Tokens ``first`` to ``last``, both inclusive, and the number of the party that they stand for."""

    first: int
    last: int
    head: int
    party: int
    how: MentionHow
    rule: str

"""What a runner gives back in the place of a result that never came."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failed:
    """The process that worked on an item died; ``why`` says how, as far as the system tells."""

    why: str

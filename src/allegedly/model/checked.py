"""What a person said of how one claim was read: that it is so, that it is no claim, or how it is to be read instead."""

from dataclasses import dataclass
from typing import Literal

from .records import Claim, Label, Polarity, RoleName

CheckState = Literal["accepted", "rejected", "edited"]


@dataclass(frozen=True, slots=True)
class Correction:
    """How a person has a claim read. What is ``None`` stays as the machine read it; an empty string means none.

    ``when`` is a time in EDTF (see ``model.edtf``), ``place`` a place's name. ``roles`` are the names, or the words,
    for those who stand in a role, in the place of all whom the machine read there.
    """

    label: Label | None = None
    polarity: Polarity | None = None
    when: str | None = None
    place: str | None = None
    roles: tuple[tuple[RoleName, str], ...] = ()

    def then(self, later: "Correction") -> "Correction":
        """Both, where a later one says more; in what both speak of, the later one counts."""
        named = {role for role, _ in later.roles}
        return Correction(
            label=self.label if later.label is None else later.label,
            polarity=self.polarity if later.polarity is None else later.polarity,
            when=self.when if later.when is None else later.when,
            place=self.place if later.place is None else later.place,
            roles=(*(one for one in self.roles if one[0] not in named), *later.roles),
        )


@dataclass(frozen=True, slots=True)
class Hand:
    """Who checked a claim, and when (UTC, ISO 8601), by which judgement."""

    state: CheckState
    by: str
    at: str
    judgement: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim as the machine read it, and whose hand was on it since."""

    claim: Claim
    hand: Hand

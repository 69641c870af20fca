"""What filters and a day leave out of an export, in sentences: a reader has to know that there is more."""

from ..reports.numbers import counted
from .material import Material


def unfit(material: Material) -> tuple[str, ...]:
    """A sentence for the claims that do not fit the filters, and one for what was not known yet on a day; none where
    the material is the whole case.
    """
    everything = sum(len(item.claims) for item in material.annotated)
    gone = everything - len(material.claims)
    told = f"{gone:,} of {counted(everything, 'claim')} did not fit the filters, and what rests on them is not here."
    known = () if material.known_by is None else (material.known_by.words,)
    return ((told,) if gone else ()) + known


def fitting(material: Material) -> frozenset[str]:
    """The ids of the claims that fit the filters."""
    return frozenset(claim.id for _, claim in material.claims)

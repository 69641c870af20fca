"""To how many origins the accounts of an event can be traced, in the one wording that says no more than is known."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..model.corpus import EdgeKind, Origin, OriginEdge, Origins
from .lines import ClaimLine, claim_line
from .lookup import Lookup
from .numbers import counted, opening

NOT_COUNTED = "Shared origins that left no trace in these documents are not counted."
_KINDS = {"author": "the document's own author", "outlet": "an outlet", "unstated": "somebody unnamed"}


@dataclass(frozen=True, slots=True)
class OriginView:
    """Where some claims come to rest; ``sight`` says whether the source says that it saw it."""

    name: str
    claims: tuple[str, ...]
    sight: str | None


@dataclass(frozen=True, slots=True)
class EdgeView:
    """What joins two claims to one origin, or may join them."""

    a: str
    b: str
    kind: EdgeKind
    why: str
    document: str | None
    start: int | None
    end: int | None
    exact: str | None


@dataclass(frozen=True, slots=True)
class OriginsView:
    """The origins of an event with what makes them; ``sentence`` is how it is said to a person."""

    sentence: str
    least: int
    most: int
    first_hand: int
    denying_least: int
    denying_most: int
    origins: tuple[OriginView, ...]
    denying: tuple[OriginView, ...]
    edges: tuple[EdgeView, ...]
    accounts: tuple[ClaimLine, ...]
    denials: tuple[ClaimLine, ...]


def origins_sentence(origins: Origins) -> str:
    """The paragraph about an event's origins. It counts; it draws no conclusion."""
    parts = [] if origins.documents == 0 else [_asserting(origins)]
    if origins.denying_most:
        parts.append(_denying(origins))
    if not parts:
        parts.append("No document here asserts this.")
    return " ".join([*parts, NOT_COUNTED])


def origins_view(lookup: Lookup, origins: Origins) -> OriginsView:
    return OriginsView(
        sentence=origins_sentence(origins),
        least=origins.least,
        most=origins.most,
        first_hand=origins.first_hand,
        denying_least=origins.denying_least,
        denying_most=origins.denying_most,
        origins=_origin_views(origins.origins),
        denying=_origin_views(origins.denying_origins),
        edges=tuple(_edge_view(edge) for edge in origins.edges),
        accounts=_lines(lookup, origins.asserting),
        denials=_lines(lookup, origins.denying),
    )


def apparent(least: int, most: int) -> str:
    """As in "3 apparent origins", "between 3 and 5 apparent origins"."""
    if least == most:
        return counted(most, "apparent origin")
    return f"between {least} and {counted(most, 'apparent origin')}"


@dataclass(frozen=True, slots=True)
class Followed:
    """For each claim of an event that was followed back, the number of its origin when certain edges are followed
    (``certain``), and when all are (``possible``).
    """

    certain: dict[str, int]
    possible: dict[str, int]

    def behind(self, claims: Iterable[str]) -> tuple[int, int] | None:
        """To how many apparent origins these claims can be traced, least and most; ``None`` for what is planned."""
        found = [claim for claim in claims if claim in self.certain]
        if not found:
            return None
        return len({self.possible[claim] for claim in found}), len({self.certain[claim] for claim in found})

    def behind_both(self, one: Iterable[str], other: Iterable[str]) -> int:
        """How many apparent origins stand behind claims of both sides."""
        first, second = ({self.certain[claim] for claim in side if claim in self.certain} for side in (one, other))
        return len(first & second)


def followed(origins: Origins) -> Followed:
    """The origins of an event by its claims."""
    all_ = (*origins.origins, *origins.denying_origins)
    certain = {claim: number for number, origin in enumerate(all_) for claim in origin.claims}
    joined = list(range(len(all_)))
    for edge in origins.edges:
        if edge.kind == "possible" and edge.a in certain and edge.b in certain:
            one, other = joined[certain[edge.a]], joined[certain[edge.b]]
            joined = [one if number == other else number for number in joined]
    return Followed(certain, {claim: joined[number] for claim, number in certain.items()})


def _asserting(origins: Origins) -> str:
    one = origins.documents == 1
    documents = f"{opening(origins.documents, 'document')} here {'asserts' if one else 'assert'} this."
    seen = ""
    if origins.first_hand:
        seen = f"; {origins.first_hand} {'says' if origins.first_hand == 1 else 'say'} that they saw it"
    return f"{documents} {'It traces' if one else 'They trace'} to {apparent(origins.least, origins.most)}{seen}."


def _denying(origins: Origins) -> str:
    least, most = origins.denying_least, origins.denying_most
    if least == most:
        return f"{opening(most, 'origin')} {'denies' if most == 1 else 'deny'} it."
    return f"Between {least} and {most} origins deny it."


def _origin_views(origins: tuple[Origin, ...]) -> tuple[OriginView, ...]:
    return tuple(
        OriginView(
            name=origin.name or _KINDS.get(origin.kind, "somebody unnamed"),
            claims=origin.claims,
            sight="says that they saw it" if origin.first_hand else None,
        )
        for origin in origins
    )


def _edge_view(edge: OriginEdge) -> EdgeView:
    shown = edge.evidence
    place = (None, None, None, None) if shown is None else (shown.document, shown.start, shown.end, shown.exact)
    return EdgeView(edge.a, edge.b, edge.kind, edge.why, *place)


def _lines(lookup: Lookup, claims: tuple[str, ...]) -> tuple[ClaimLine, ...]:
    return tuple(claim_line(lookup, *lookup.by_claim[claim]) for claim in claims if claim in lookup.by_claim)

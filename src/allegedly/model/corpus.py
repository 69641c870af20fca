"""What is read across the documents of a case: entities, events, relations, derivations and origins."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .records import ClaimPlace, EntityKind

DerivationKind = Literal["narration", "quotation"]
RelationKind = Literal["same", "conflict", "possible_conflict", "update", "coarser", "finer", "not_comparable"]
EXCLUDING: tuple[RelationKind, ...] = ("conflict", "possible_conflict")
"""The relations of which not both values can hold."""
Slot = Literal["time", "place", "number", "polarity"]
EdgeKind = Literal["certain", "possible"]
RestKind = Literal["author", "outlet", "person", "organisation", "document", "unnamed", "unstated"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of a document and its exact words; ``document.text[start:end] == exact``."""

    document: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of one document that belongs to an entity of the case."""

    document: str
    entity: str


@dataclass(frozen=True, slots=True)
class NameUse:
    """How often a name stands for an entity of the case, and in which documents (ids, sorted)."""

    name: str
    count: int
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleUse:
    """What a document calls an entity beside its name ("former foreign minister").

    ``start`` to ``end`` is the passage that has both, ``published`` the date of the voice whose words these are.
    """

    role: str
    document: str
    published: date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CaseEntity:
    """A person, organisation or place through all documents of a case.

    ``names`` and ``roles`` are sorted, most frequent and earliest first; ``candidates`` are ids of other entities of
    the case that may be the same, for a person to judge. ``joined`` says why the members are one: "name" (the same
    one), "spelling", "acronym", "alias", "judgement"; empty for one that stands alone. ``unsure`` are members of other
    entities of which a person said that it is open.
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[NameUse, ...]
    roles: tuple[RoleUse, ...]
    members: tuple[Member, ...]
    candidates: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    unsure: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """A passage of ``document`` that stands in ``of_document`` too, which is the earlier one, word for word."""

    document: str
    start: int
    end: int
    of_document: str
    of_start: int
    of_end: int
    kind: DerivationKind


@dataclass(frozen=True, slots=True)
class Join:
    """Why two claims are taken to speak of one happening: ``by`` names the rule and what the claims share, or is
    "judgement" and its id.
    """

    a: str
    b: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Claims from any documents that are taken to speak of the same happening, earliest publication first.

    ``happening`` is what happened in a word ("meet"). ``earliest``, ``latest`` and ``edtf`` take in every account;
    where accounts name different days, ``edtf`` is a set of them ("[2011-03-28,2011-03-30]"). ``place`` is ``None``
    where no account names one, or where two accounts exclude each other. ``participants`` are entities of the case.
    ``candidates`` are ids of other events that may be the same happening, for a person to judge; ``unsure`` are claims
    of other events of which a person said that it is open.
    """

    id: str
    claims: tuple[str, ...]
    happening: str
    type: str | None
    earliest: date | None
    latest: date | None
    edtf: str | None
    place: ClaimPlace | None
    participants: tuple[str, ...]
    joined: tuple[Join, ...] = ()
    candidates: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """How the accounts of two claims of one event compare; ``a`` was published first.

    "coarser" says that ``a`` is coarser than ``b``. ``slot`` is what decides (``None`` for "same"), ``detail`` the two
    values, ``a``'s first. ``like_a`` and ``like_b`` are the other claims of the event that give the same value.
    """

    event: str
    a: str
    b: str
    relation: RelationKind
    slot: Slot | None
    detail: str
    found_by: str
    like_a: tuple[str, ...] = ()
    like_b: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OriginEdge:
    """Why two claims rest, or may rest, in one origin; ``evidence`` is the passage that shows it, where one does."""

    a: str
    b: str
    kind: EdgeKind
    why: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where claims come to rest when certain edges are followed; ``name`` is as the earliest of them has it.

    ``first_hand`` tells whether the source says that it perceived the happening itself.
    """

    claims: tuple[str, ...]
    kind: RestKind
    name: str | None
    first_hand: bool


@dataclass(frozen=True, slots=True)
class Origins:
    """To how many apparent origins an event can be traced, those that assert and those that deny it told apart.

    ``least`` counts origins after joining certain and possible edges, ``most`` after joining certain ones only;
    ``denying_least`` and ``denying_most`` are the same for denials. ``documents`` is the number of documents that
    assert, ``first_hand`` the number of asserting origins that say they perceived it.
    """

    event: str
    asserting: tuple[str, ...]
    documents: int
    least: int
    most: int
    first_hand: int
    denying: tuple[str, ...]
    denying_least: int
    denying_most: int
    origins: tuple[Origin, ...] = ()
    denying_origins: tuple[Origin, ...] = ()
    edges: tuple[OriginEdge, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseLink:
    """A claim of one document that answers a claim of another: what was put to somebody, or what was left open.

    ``by`` names the rule and what the two share: entities of the case, stems of words.
    """

    claim: str
    answers: str
    by: tuple[str, ...]

"""A claim as a line that can be shown: when, where, who, the passage, how surely, through whom, and where it stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ..model import Annotated, Claim, Hand, Hop, Role, Voice
from ..model.records import Act, HopKind, Label, Polarity
from .lookup import Lookup, document_name
from .text import one_line
from .when import in_words

LABELS: tuple[Label, ...] = ("asserted", "hedged", "denied", "planned", "conditional", "question", "unknown")
"""The labels in the order in which a legend shows them."""
LABEL_MEANS: dict[Label, str] = {
    "asserted": "said outright",
    "hedged": "said with a reserve",
    "denied": "said not to be so",
    "planned": "said to be intended or still to come",
    "conditional": "said to depend on something",
    "question": "asked",
    "unknown": "said not to be known",
}
BRACKETS_MEAN = "whom the program takes a pronoun or a gap to stand for"
_VOICES = {"quoted": "quoted article", "editor_note": "editor's note", "comment": "comment", "letter": "letter"}
_HANDS = {"accepted": "checked"}
_FIRST_PERSONS = {"i", "me", "myself", "we", "us", "ourselves"}
_INHERITED = {
    "narration": "day carried on from the narration",
    "governing_clause": "time taken from the clause it hangs on",
}


@dataclass(frozen=True, slots=True)
class HopView:
    """One step of a chain; ``name`` is never empty."""

    name: str
    kind: HopKind


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim, ready to be drawn.

    ``text`` is the passage, white space closed up; ``who`` names the one who acts where the passage does not. ``when``
    is ``None`` for an undated claim; ``basis`` says from where a date came that the clause itself does not give.
    ``chain_words`` is the chain on one line, outermost first. ``hand`` is the person's who checked or edited it,
    ``None`` for what the machine alone has read; ``type`` the kind of happening (PLOVER);
    ``page`` the number of the page on which the passage begins, where the format has pages.
    """

    claim: str
    document: str
    document_name: str
    outlet: str | None
    published: date | None
    voice: str | None
    start: int
    end: int
    text: str
    who: str | None
    predicate: str
    when: str | None
    edtf: str | None
    earliest: date | None
    latest: date | None
    basis: str | None
    where: str | None
    label: Label
    polarity: Polarity
    act: Act
    chain: tuple[HopView, ...]
    chain_words: str
    type: str | None = None
    hand: Hand | None = None
    page: int | None = None


def claim_line(lookup: Lookup, item: Annotated, claim: Claim) -> ClaimLine:
    document, time, stance = item.document, claim.time, claim.stance
    voice = lookup.voices.get((document.id, claim.voice))
    chain = tuple(HopView(hop_name(hop), hop.kind) for hop in claim.chain)
    return ClaimLine(
        claim=claim.id,
        document=document.id,
        document_name=document_name(document),
        outlet=document.outlet,
        published=lookup.published_of(document, voice),
        voice=voice_words(voice),
        start=claim.start,
        end=claim.end,
        text=one_line(document.text[claim.start : claim.end]),
        who=_who(lookup, item, claim),
        predicate=claim.predicate,
        when=in_words(time.edtf, time.earliest, time.latest),
        edtf=time.edtf,
        earliest=time.earliest,
        latest=time.latest,
        basis=_INHERITED.get(time.basis),
        where=where_words(lookup, item, claim),
        label=stance.label,
        polarity=stance.polarity,
        act=stance.act,
        chain=chain,
        chain_words=" > ".join(hop.name for hop in chain) or document_name(document),
        type=claim.type,
        hand=lookup.hand_of(claim),
        page=document.page_at(claim.start),
    )


def place_words(line: ClaimLine) -> str:
    """The document of a passage and the place in it: "letter.pdf:1204, page 3"; the number is an offset."""
    page = f", page {line.page}" if line.page is not None else ""
    return f"{line.document_name}:{line.start}{page}"


def hop_name(hop: Hop) -> str:
    """The words for one step of a chain; a source that the text leaves out is "somebody unnamed"."""
    return one_line(hop.name) if hop.name and hop.name.strip() else "somebody unnamed"


def hand_words(hand: Hand | None) -> str | None:
    """Whose hand a claim shows: "edited by Ana"; ``None`` where it is the machine's alone."""
    return None if hand is None else f"{_HANDS.get(hand.state, hand.state)} by {one_line(hand.by)}"


def voice_words(voice: Voice | None) -> str | None:
    """What kind of voice it is, where it is not the document's own author: "comment 2"."""
    if voice is not None and voice.kind == "message":
        return "quoted message" if voice.parent is not None else None
    if voice is None or voice.kind not in _VOICES:
        return None
    number = f" {voice.number}" if voice.number is not None else ""
    return _VOICES[voice.kind] + number


def party(lookup: Lookup, item: Annotated, claim: Claim, *names: str) -> tuple[str, ...]:
    """Who stands in the roles of these names."""
    return named(lookup, item, (role for role in claim.roles if role.role in names))


def named(lookup: Lookup, item: Annotated, roles: Iterable[Role]) -> tuple[str, ...]:
    """The names of those in the roles, else the text's words for them, who speaks for "I"; each once."""
    document = item.document
    found = (lookup.name_of(document.id, role.entity) or _speaker(item, role) or one_line(role.text) for role in roles)
    return tuple(dict.fromkeys(found))


def _speaker(item: Annotated, role: Role) -> str | None:
    """Who says "I" or "we": whoever is quoted there, else whose words they are; ``None`` for other words."""
    if role.text.lower() not in _FIRST_PERSONS:
        return None
    quoting = [
        (sum(end - start for start, end in one.content), one.source_name)
        for one in item.attributions
        if one.kind == "direct" and any(start <= role.start < end for start, end in one.content)
    ]
    if quoting:
        return min(quoting, key=lambda one: one[0])[1]
    voice = item.document.voice_at(role.start)
    if voice is None or voice.kind == "author":
        return " and ".join((voice and voice.authors) or item.document.authors) or None
    return " and ".join(voice.authors) or voice_words(voice)


def _who(lookup: Lookup, item: Annotated, claim: Claim) -> str | None:
    """Who acts, or whom it happens to, where the passage has a pronoun for that or nothing at all."""
    role = claim.role("agent") or claim.role("patient")
    if role is not None and role.how == "judged":
        return " and ".join(party(lookup, item, claim, role.role))
    if role is None or role.entity is None:
        return None
    inside = claim.start <= role.start and role.end <= claim.end
    if inside and role.how != "coreference":
        return None
    meant = (r.entity for r in claim.roles if (r.role, r.start, r.end) == (role.role, role.start, role.end))
    names = [name for entity in meant if (name := lookup.name_of(item.document.id, entity)) is not None]
    shown = all(name in item.document.text[claim.start : claim.end] for name in names)
    return None if shown else " and ".join(dict.fromkeys(names))


def where_words(lookup: Lookup, item: Annotated, claim: Claim) -> str | None:
    """Where a claim puts what it tells of, in the text's words where nobody knows where that lies."""
    if claim.place is not None:
        return claim.place.name
    role = claim.role("place", "to", "from")
    if role is None:
        return None
    place = None if role.how == "judged" else lookup.place_inside(item, role.start, role.end)
    return one_line(role.text) if place is None else place.name

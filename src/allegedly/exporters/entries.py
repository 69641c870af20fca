"""Entries of the chronology as formats for timelines, calendars and maps tell them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ..model import ClaimPlace
from ..reports import ClaimLine, Entry
from ..reports.conflicts import settled_in_words
from ..reports.entries import difference_in_words, not_shown
from ..reports.lines import hand_words
from ..reports.numbers import counted
from ..reports.text import shorten, visible
from ..reports.when import day
from .material import Material
from .naming import stands

_HEADLINE = 110


def entries_of(material: Material) -> list[Entry]:
    """What the chronology has under a time, in its order."""
    return [entry for group in material.chronology.groups for entry in group.entries]


def without_time(material: Material) -> tuple[str, ...]:
    """What has no place where everything stands under a time."""
    shown = {line.claim for entry in entries_of(material) for line in entry.undated}
    undated = (line for document in material.chronology.undated for line in document.claims)
    gone = sum(line.claim not in shown for line in undated)
    have, them = ("has", "it") if gone == 1 else ("have", "them")
    told = f"{counted(gone, 'claim')} {have} no place here, since no text gives a time for {them}."
    return (told,) if gone else ()


def headline(entry: Entry) -> str:
    """The leading account in its own words, short, with who acts where they do not say so, and how it is put.

    The mark of a cut is an ellipsis; whoever shows this shows the whole passage too.
    """
    lead = entry.accounts[0]
    who = f" [{lead.who}]" if lead.who is not None else ""
    label = f" ({lead.label})" if lead.label != "asserted" else ""
    return f"“{visible(shorten(lead.text, _HEADLINE))}”{visible(who)}{label}"


def accounts_of(entry: Entry) -> Sequence[ClaimLine]:
    """Those that give a time, then the others."""
    return (*entry.accounts, *entry.undated)


def exact(material: Material, line: ClaimLine) -> str:
    """The exact words of a claim's passage; what acts in a text is written out."""
    text = material.lookup.of_document(line.document).document.text
    return visible(text[line.start : line.end])


def how_put(line: ClaimLine) -> str:
    """Label, who acts, time and place of one account, and whose hand was on its reading."""
    by_hand = hand_words(line.hand)
    parts = (stands(line.label, line.polarity), line.who, line.when or "undated", line.where, by_hand)
    return visible(" · ".join(part for part in parts if part))


def source(line: ClaimLine) -> str:
    """Through whom a claim comes and where it stands: "Courier > a clerk; a.txt, 20 April 2011, characters 0 to 34"."""
    published = day(line.published) if line.published is not None else "date unknown"
    page = f"page {line.page}" if line.page is not None else None
    place = f"characters {line.start} to {line.end}"
    parts = (line.voice, line.document_name, published, page, place)
    return visible(f"{line.chain_words}; {', '.join(part for part in parts if part)}")


def about(entry: Entry) -> Iterator[str]:
    """What is to be said of an entry as a whole, a sentence each."""
    if entry.origins is not None:
        yield visible(entry.origins)
    if entry.differs:
        yield f"Other accounts say: {'; '.join(entry.differs)}."
    for one in entry.differences:
        settled = "" if one.settled is None else f" {settled_in_words(one.settled)}"
        yield visible(difference_in_words(one) + settled)
    if entry.not_shown:
        yield f"{not_shown(entry)}."


def spot_of(material: Material, entry: Entry) -> ClaimPlace | None:
    """Where an entry lies on the map: where the first of its accounts that has a place puts it."""
    claims = (material.lookup.by_claim[line.claim][1] for line in accounts_of(entry))
    return next((claim.place for claim in claims if claim.place is not None), None)


def people_of(material: Material, entries: Sequence[Entry], most: int) -> dict[str, str]:
    """For the id of an entry the name of the person in it who is in most entries, where it is one of the ``most``
    frequent.
    """
    there = {entry.id: _persons(material, entry) for entry in entries}
    counts = Counter(person for persons in there.values() for person in persons)
    rank = {own: n for n, own in enumerate(sorted(counts, key=lambda own: (-counts[own], own))[:most])}
    found: dict[str, str] = {}
    for own, persons in there.items():
        if known := [person for person in persons if person in rank]:
            found[own] = material.lookup.entities[min(known, key=rank.__getitem__)].name
    return found


def _persons(material: Material, entry: Entry) -> set[str]:
    """The ids of the persons of the case who take part in an entry."""
    lookup, found = material.lookup, set[str]()
    for line in entry.accounts:
        _, claim = lookup.by_claim[line.claim]
        for role in claim.roles:
            entity = lookup.entity_of.get((line.document, role.entity or ""))
            if entity is not None and entity.kind == "person":
                found.add(entity.id)
    return found

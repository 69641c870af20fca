"""The cast of a report, and where its people are said to have been."""

from collections.abc import Iterator

from ...reports import CastList, CastMember, Lookup, Stop, Whereabouts
from ...reports.numbers import counted
from ...reports.when import day
from .accounts import account
from .blocks import Block, Break, Go, Heading, Inline, Inlines, Paragraph, Words, joined, words
from .hands import MACHINE, SIGN
from .judged import Judged, judgement_words
from .notes import Notes, document_anchor

WHEREABOUTS = Heading(2, "Where they are said to have been", "whereabouts")
_REASONS = {
    "name": "the same name",
    "spelling": "another spelling of the name",
    "acronym": "the name and its initials",
}
_BY_PERSONS = {"judgement": "judgement", "alias": "an alias that a person gave"}


def cast_sections(view: CastList) -> tuple[Heading, ...]:
    return tuple(heading for heading, _ in _kinds(view))


def cast_blocks(view: CastList, lookup: Lookup, judged: Judged) -> Iterator[Block]:
    for heading, members in _kinds(view):
        yield heading
        yield from (Paragraph(_member(member, lookup, judged), "item") for member in members)


def _kinds(view: CastList) -> Iterator[tuple[Heading, tuple[CastMember, ...]]]:
    """Those of which there are some."""
    for title, members, anchor in (
        ("Persons", view.persons, "cast-persons"),
        ("Organisations", view.organisations, "cast-organisations"),
        ("Places", view.places, "cast-places"),
        ("Without a name", view.unnamed, "cast-unnamed"),
    ):
        if members:
            yield Heading(2, f"{title} ({len(members):,})", anchor), members


def _member(member: CastMember, lookup: Lookup, judged: Judged) -> Inlines:
    country = f" ({member.country})" if member.country else ""
    lines = [words(Words(member.name, "strong"), country, Words(f"  {_counts(member)}", "quiet"))]
    if len(member.names) > 1:
        lines.append(words("Spelled ", ", ".join(f"{use.name} ({use.count:,})" for use in member.names)))
    if member.joined:
        lines.append(_joined(member))
    if member.roles:
        lines.append(words("Called ", *joined([_role(member, number, lookup) for number in _each(member)], "; ")))
    lines.extend(words(notice) for notice in member.notices)
    lines.extend(_candidate(other.name, unsure=other.unsure) for other in member.candidates)
    lines.extend(judgement_words(line) for line in judged.about([member.id]))
    return tuple(one for number, line in enumerate(lines) for one in ((*_break(number), *line)))


def _break(number: int) -> tuple[Inline, ...]:
    return (Break(),) if number else ()


def _each(member: CastMember) -> range:
    return range(len(member.roles))


def _counts(member: CastMember) -> str:
    says = f", source of {counted(member.says, 'claim')}" if member.says else ""
    seen = ""
    if member.first_seen is not None and member.last_seen is not None:
        first, last = day(member.first_seen), day(member.last_seen)
        seen = f", in documents of {first}" + (f" to {last}" if last != first else "")
    return f"{counted(len(member.documents), 'document')}, {counted(member.claims, 'claim')}{says}{seen}"


def _joined(member: CastMember) -> Inlines:
    """Why those whom its documents name are taken for one: what the machine went by, and what a person decided."""
    machine = [_REASONS[why] for why in member.joined if why in _REASONS]
    persons = [_BY_PERSONS.get(why, why) for why in member.joined if why not in _REASONS]
    told: list[Inlines] = []
    if machine:
        told.append(words("Taken for one by ", " and ".join(machine), " ", Words(f"({MACHINE})", "machine")))
    if persons:
        told.append(words(Words(f"{SIGN} Joined by {' and '.join(persons)}", "judged")))
    return joined(told, "; ")


def _role(member: CastMember, number: int, lookup: Lookup) -> Inlines:
    role = member.roles[number]
    dated = f", {day(role.published)}" if role.published is not None else ""
    link = Go(role.document_name, document_anchor(lookup.place_of_document[role.document]))
    return words(Words(role.role, "theirs"), " (", link, f"{dated}, characters {role.start:,} to {role.end:,})")


def _candidate(name: str, *, unsure: bool) -> Inlines:
    if unsure:
        return words(Words(f"{SIGN} A person left open whether this is the same as ", "judged"), Words(name, "theirs"))
    return words("Perhaps the same as ", Words(name, "theirs"), Words(" (suggested by the machine)", "machine"))


def whereabouts_blocks(people: tuple[Whereabouts, ...], notes: Notes) -> Iterator[Block]:
    if people:
        yield WHEREABOUTS
    for person in people:
        yield Heading(3, person.name)
        last_of = {stop.line.claim: number for number, stop in enumerate(person.dated)}
        for number, (stop, gap) in enumerate(zip(person.dated, person.gaps, strict=True)):
            if gap is not None:
                yield Paragraph(words(gap.words), "remark")
            yield _stop(stop, notes)
            for clash in person.clashes:
                if clash.b == stop.line.claim and last_of[clash.b] == number:
                    yield Paragraph(words(Words(clash.words, "differs")), "remark")
        if person.undated:
            yield Paragraph(words("Without a date:"), "remark")
            yield from (_stop(stop, notes) for stop in person.undated)


def _stop(stop: Stop, notes: Notes) -> Paragraph:
    when = Words(stop.line.when or "no date", "strong")
    return Paragraph(account(stop.line, notes, when, Words(_place(stop), "theirs")), "account")


def _place(stop: Stop) -> str:
    if stop.kind == "absence":
        return f"not at {stop.place}"
    if stop.kind == "stay":
        return stop.place or "no place is named"
    return f"from {stop.origin or 'no place that is named'} to {stop.place or 'no place that is named'}"

"""The cast on a terminal."""

from collections import Counter

from rich.console import Console
from rich.text import Text

from ...names import fold
from ...reports import CastList, CastMember
from ...reports.numbers import counted
from ...reports.when import day
from ..terminal import heading, own, show, theirs
from .claim import INDENT

_NAMES, _ROLES, _ID = 8, 4, 8
_FEW = 12
"""So many of a kind are shown whoever they are."""


def draw_cast(console: Console, view: CastList, *, most: int | None = None, everybody: bool = False) -> None:
    """Draw the cast, or its first ``most`` of each kind; in a long list who is met once is only counted."""
    if view == CastList((), (), (), ()):
        show(console, own("Nobody and nothing is named here."))
    for title, members in (
        ("Persons", view.persons),
        ("Organisations", view.organisations),
        ("Places", view.places),
        ("Without a name", view.unnamed),
    ):
        if members:
            show(console, heading(f"{title} ({len(members):,})"))
            short = everybody or len(members) <= _FEW
            told = [member for member in members if short or not member.in_passing]
            shared = Counter(fold(member.name) for member in members)
            for member in told[:most]:
                _draw_member(console, member, among_namesakes=shared[fold(member.name)] > 1)
            if most is not None and len(told) > most:
                show(console, own(f"  and {len(members) - most:,} more", "dim"))
            elif len(told) < len(members):
                show(console, own(f"  and {len(members) - len(told):,} met once; --all shows them", "dim"))
            console.print()


def _draw_member(console: Console, member: CastMember, *, among_namesakes: bool) -> None:
    counts = f"{member.id[:_ID]}  {counted(len(member.documents), 'document')}, {counted(member.claims, 'claim')}"
    says = f", named as a source of {counted(member.says, 'claim')}" if member.says else ""
    where = own(f" ({member.country})") if among_namesakes and member.country else ""
    show(console, Text.assemble(theirs(member.name, "bold"), where, "  ", own(counts + says + _seen(member), "dim")), 2)
    names = [f"{use.name} ({use.count})" for use in member.names]
    if member.certainty == "probable":
        names[-1] += f"; taken for one by {' and '.join(member.joined)}"
    if len(names) > 1:
        show(console, Text.assemble("also ", theirs(_some(names, _NAMES))), INDENT)
    if member.roles:
        show(console, theirs(_some([role.role for role in member.roles], _ROLES), "italic"), INDENT)
    for notice in member.notices:
        show(console, theirs(notice, "yellow"), INDENT)
    for candidate in member.candidates:
        words = "left open whether the same as " if candidate.unsure else "perhaps the same as "
        show(console, Text.assemble(words, theirs(candidate.name), own(f"  {candidate.id[:_ID]}", "dim")), INDENT)


def _seen(member: CastMember) -> str:
    if member.first_seen is None or member.last_seen is None:
        return ""
    if member.first_seen == member.last_seen:
        return f", {day(member.first_seen)}"
    return f", {day(member.first_seen)} to {day(member.last_seen)}"


def _some(items: list[str], most: int) -> str:
    more = f", and {len(items) - most:,} more" if len(items) > most else ""
    return ", ".join(items[:most]) + more

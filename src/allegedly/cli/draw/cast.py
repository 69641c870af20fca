"""The cast on a terminal."""

from rich.console import Console
from rich.text import Text

from ...reports import CastList, CastMember
from ...reports.numbers import counted
from ..terminal import heading, own, show, theirs
from .claim import INDENT

_NAMES, _ROLES = 8, 4


def draw_cast(console: Console, view: CastList, *, most: int | None = None) -> None:
    """Draw the cast, or its first ``most`` of each kind."""
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
            for member in members[:most]:
                _draw_member(console, member)
            if most is not None and len(members) > most:
                show(console, own(f"  and {len(members) - most:,} more", "dim"))
            console.print()


def _draw_member(console: Console, member: CastMember) -> None:
    counts = f"{counted(len(member.documents), 'document')}, {counted(member.claims, 'claim')}"
    says = f", named as a source of {counted(member.says, 'claim')}" if member.says else ""
    show(console, Text.assemble(theirs(member.name, "bold"), "  ", own(counts + says, "dim")), 2)
    names = [f"{use.name} ({use.count})" for use in member.names]
    if len(names) > 1:
        show(console, Text.assemble("also ", theirs(_some(names, _NAMES))), INDENT)
    if member.roles:
        show(console, theirs(_some([role.role for role in member.roles], _ROLES), "italic"), INDENT)
    for candidate in member.candidates:
        show(console, Text.assemble("perhaps the same as ", theirs(candidate.name)), INDENT)


def _some(items: list[str], most: int) -> str:
    more = f", and {len(items) - most:,} more" if len(items) > most else ""
    return ", ".join(items[:most]) + more

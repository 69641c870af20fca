"""Where people were, on a terminal."""

from rich.console import Console
from rich.text import Text

from ...reports import Stop, Whereabouts
from ..terminal import arrow, heading, legend, marked, own, show, theirs
from .claim import INDENT, draw_source, passage


def draw_whereabouts(console: Console, people: tuple[Whereabouts, ...], id_length: int) -> None:
    for person in people:
        show(console, heading(person.name))
        last_of = {stop.line.claim: number for number, stop in enumerate(person.dated)}
        for number, (stop, gap) in enumerate(zip(person.dated, person.gaps, strict=True)):
            if gap is not None:
                show(console, own(f"[ {gap.words} ]", "dim"), 2)
                console.print()
            _draw_stop(console, stop, id_length)
            for clash in person.clashes:
                if clash.b == stop.line.claim and last_of[clash.b] == number:
                    show(console, own(f"[ {clash.words} ]", "bold"), 2)
                    console.print()
        if person.undated:
            show(console, heading("Undated, by document"), 2)
            for stop in person.undated:
                _draw_stop(console, stop, id_length)
        if not person.dated and not person.undated:
            show(console, own("No passage here says where."), 2)
    show(console, legend() if people else own("No passage here says where anybody was."))


def _draw_stop(console: Console, stop: Stop, id_length: int) -> None:
    line = stop.line
    basis = f" ({line.basis})" if line.basis is not None else ""
    when = own(f"{line.when or 'undated'}{basis}", "bold")
    show(console, Text.assemble("  ", when, "  ", theirs(_place(stop)), "  ", marked(line.label)))
    show(console, passage(line, (console.width - INDENT) * 2), INDENT)
    draw_source(console, line, id_length)
    console.print()


def _place(stop: Stop) -> str:
    if stop.kind == "absence":
        return f"not at {stop.place}"
    if stop.kind == "stay":
        return stop.place or "?"
    return f"{stop.origin or '?'} {arrow()} {stop.place or '?'}"

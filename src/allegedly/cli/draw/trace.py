"""A trace on a terminal: from the passage outward to the chain, the copies, the event and its origins."""

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from ...reports import ClaimLine, Trace
from ...reports.numbers import counted
from ...reports.origins import OriginsView, OriginView
from ...reports.text import shorten
from ...reports.when import day
from ..terminal import arrow, as_line, heading, marked, own, quoted, show, theirs
from .claim import perhaps, stands_in

_INDENT = 2
_LABEL_WIDTH = 11
_LINKS = {
    ("answers", "from"): "answers",
    ("answers", "to"): "answered by",
    ("challenges", "from"): "challenges",
    ("challenges", "to"): "challenged by",
    ("causes", "from"): "given as a cause of",
    ("causes", "to"): "caused by",
    ("condition_of", "from"): "condition of",
    ("condition_of", "to"): "on condition",
    ("content_of", "from"): "content of",
    ("content_of", "to"): "with the content",
}


def draw_trace(console: Console, view: Trace, id_length: int) -> None:
    line = view.line
    show(console, Text.assemble(marked(line.label), "  ", stands_in(line, len(line.claim))))
    context = view.context
    words = Text.assemble(theirs(context.before), theirs(context.exact, "bold underline"), theirs(context.after))
    show(console, words, _INDENT)
    if line.who is not None:
        _row(console, "who", theirs(line.who))
    _draw_voice(console, view)
    _draw_chain(console, view)
    _row(console, "put as", _stance(view))
    _row(console, "when", _time(view))
    for role in view.roles:
        name = f" ({role.name})" if role.name not in (None, role.text) else ""
        how = f", {role.how}" if role.how != "explicit" else ""
        _row(console, role.role, Text.assemble(theirs(role.text), theirs(name), own(how, "dim")))
    for change in view.changes:
        _row(console, "edited", Text.assemble(own(f"{change.what} "), theirs(f"{change.now} (was {change.was})")))
    for link in view.links:
        _row(console, _LINKS[link.kind, link.direction], _short(console, link.line, id_length))
    _row(console, "found by", own(f"{view.found_by}; {view.model}", "dim"))
    console.print()
    _draw_copies(console, view)
    _draw_event(console, view, id_length)


def _row(console: Console, label: str, words: Text) -> None:
    show(console, words, _INDENT, label=f"{label:<{_LABEL_WIDTH}} ")


def _draw_voice(console: Console, view: Trace) -> None:
    voice = view.voice
    if voice is None:
        return
    who = ", ".join([voice.kind, *([voice.outlet] if voice.outlet else []), *voice.authors])
    date = f", {voice.published.isoformat()}" if voice.published is not None else ", of unknown date"
    _row(console, "voice", Text.assemble(theirs(who), own(date)))
    if voice.announced is not None:
        _row(console, "", Text.assemble("announced: ", quoted(shorten(voice.announced, console.width))))


def _draw_chain(console: Console, view: Trace) -> None:
    """Each hop, outermost first, with the passage that shows it."""
    for number, hop in enumerate(view.chain):
        step = Text.assemble(
            f"{arrow()} " if number else "", theirs(hop.name, "bold"), own(f"  {_kind(hop.kind)}", "dim")
        )
        if hop.evidence is not None and hop.evidence != hop.name:
            step.append("  ").append_text(quoted(shorten(hop.evidence, console.width // 2), "dim"))
        _row(console, "" if number else "chain", step)


def _kind(kind: str) -> str:
    return kind.replace("_", " ")


def _stance(view: Trace) -> Text:
    stance = view.stance
    parts = [view.line.label, stance.polarity, stance.certainty, stance.reality, stance.act]
    words = own(", ".join(dict.fromkeys(part for part in parts if part not in ("unspecified", "assert"))))
    if stance.cues:
        words.append("; cues: ").append_text(Text(", ").join(quoted(cue) for cue in stance.cues))
    return words


def _time(view: Trace) -> Text:
    time = view.time
    if time is None and any(change.what == "when" for change in view.changes):
        return own("undated: a person's word")
    if time is None:
        past = f"; told of as past on {day(view.told_by)}" if view.told_by is not None else ""
        return own(f"undated: the text gives no time{past}")
    words = own(time.when, "bold")
    if time.expression is not None:
        words.append(" from ").append_text(quoted(time.expression))
    anchor = f" ({time.counted_from})" if time.counted_from else ""
    told = [time.claim_basis, *([f"{time.expression_basis}{anchor}"] if time.expression_basis else [])]
    told.extend(f"or {other}" for other in time.alternatives)
    told.extend([f"rule {time.rule}"] if time.rule else [])
    return words.append(f"; {'; '.join(told)}; EDTF {time.edtf}", style="dim")


def _short(console: Console, line: ClaimLine, id_length: int) -> Text:
    tail = f"  {line.claim[:id_length]}"
    room = max(console.width - _INDENT - _LABEL_WIDTH - len(tail) - 3, 20)
    return Text.assemble(quoted(shorten(line.text, room)), own(tail, "dim"))


def _draw_copies(console: Console, view: Trace) -> None:
    if not view.copies:
        return
    show(console, heading("Copied passages"))
    for copy in view.copies:
        head = Text.assemble(
            own(copy.relation, "bold"), " ", as_line(copy.document_name), f":{copy.start}, {copy.kind}"
        )
        show(console, head, _INDENT)
        show(console, quoted(shorten(copy.text, console.width * 2)), _INDENT * 2)
    console.print()


def _draw_event(console: Console, view: Trace, id_length: int) -> None:
    if view.accounts:
        show(console, heading(f"Other accounts of this happening ({counted(len(view.accounts), 'claim')})"))
        for account in view.accounts:
            line = account.line
            when = own(f"{line.when or 'undated'}: ")
            differs = own(f" [{'; '.join(account.differs)}]", "red") if account.differs else Text()
            room = console.width
            words = Text.assemble(marked(line.label), "  ", when, theirs(line.chain_words), ": ")
            words.append_text(quoted(shorten(line.text, room))).append_text(differs)
            words.append(f"  {line.claim[:id_length]}", style="dim")
            show(console, words, _INDENT)
        for join in view.joined:
            words = own(f"{join.a[:id_length]} and {join.b[:id_length]} are taken together: ", "dim")
            show(console, words.append_text(theirs(join.why, "dim")), _INDENT)
        console.print()
    for other in view.perhaps_same:
        show(console, perhaps(other, id_length))
    if view.perhaps_same:
        console.print()
    if view.origins is not None:
        _draw_origins(console, view.origins, id_length)
    else:
        show(console, own("No other claim here is taken to speak of the same happening."))


def _draw_origins(console: Console, view: OriginsView, id_length: int) -> None:
    show(console, heading("Origins"))
    show(console, own(view.sentence), _INDENT)
    _draw_each(console, view.origins, id_length)
    if view.denying:
        show(console, own("denying:"), _INDENT)
        _draw_each(console, view.denying, id_length)
    for edge in view.edges:
        joined = "joined" if edge.kind == "certain" else "possibly joined"
        words = own(f"{edge.a[:id_length]} and {edge.b[:id_length]} {joined}: {edge.why}", "dim")
        show(console, words, _INDENT)


def _draw_each(console: Console, origins: Iterable[OriginView], id_length: int) -> None:
    for origin in origins:
        sight = f", {origin.sight}" if origin.sight is not None else ""
        claims = ", ".join(claim[:id_length] for claim in origin.claims)
        words = Text.assemble("- ", theirs(origin.name), own(sight), own(f"  {claims}", "dim"))
        show(console, words, _INDENT * 2)

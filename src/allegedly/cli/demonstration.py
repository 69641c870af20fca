"""What ``demo`` shows: what was read, the chronology, the cast, one trace, the ledger, and what to try next."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from ..demo import fill, open_sample, sample
from ..exporters import FORMATS, Material
from ..model import Annotated
from ..reports import CorpusRecords, cast, chronology, ledger, trace
from .draw.cast import draw_cast
from .draw.chronology import draw_chronology
from .draw.ledger import draw_ledger
from .draw.trace import draw_trace
from .keeping import tell_added, tell_step
from .opening import Records, records_of
from .terminal import as_line, console, heading, own

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENTRIES, _MEMBERS = 15, 8


def demonstrate(folder: Path, page: Path, *, kept: Path | None) -> None:
    """Open the sample case in ``folder``, show it, and write the page. ``kept`` is the folder if it stays."""
    out = console()
    records = _read(out, folder)
    _chapter(out, "The chronology", "allegedly timeline")
    _show_chronology(out, records)
    _chapter(out, "The cast", "allegedly cast")
    draw_cast(out, cast(records.annotated, records.corpus), most=_MEMBERS)
    claim = telling_claim(records.annotated, records.corpus)
    if claim is not None:
        _chapter(out, "One claim followed back", f"allegedly trace CASE {claim[: records.id_length]}")
        draw_trace(out, trace(records.annotated, records.corpus, claim), records.id_length)
        out.print()
    _chapter(out, "The ledger", "allegedly ledger")
    draw_ledger(out, ledger(records.annotated, records.corpus), records.id_length)
    out.print()
    material = Material(records.annotated, records.corpus, sample().title)
    written = FORMATS["html"].write(material, page).path
    _tell_the_rest(out, written, kept)


def telling_claim(annotated: "Sequence[Annotated]", corpus: CorpusRecords) -> str | None:
    """The claim to trace: of the event with most asserting documents, the asserted one with the longest chain."""
    by_id = {claim.id: claim for item in annotated for claim in item.claims}
    for origins in sorted(corpus.origins, key=lambda o: (-o.documents, -o.most, o.event)):
        asserted = [by_id[c] for c in origins.asserting if c in by_id and by_id[c].stance.label == "asserted"]
        if asserted:
            return max(asserted, key=lambda claim: (len(claim.chain), claim.id)).id
    return None


def _read(out: Console, folder: Path) -> Records:
    told = sample()
    _chapter(out, told.title)
    out.print(own(told.description))
    out.print()
    with open_sample(folder) as case:
        report = fill(case, progress=lambda step, *_: tell_step(out, replace(step, path=Path(step.path).name)))
        tell_added(out, report)
        return records_of(case, links=True)


def _chapter(out: Console, title: str, command: str | None = None) -> None:
    out.print()
    out.rule(heading(title), align="left", style="dim", characters="─" if out.encoding.startswith("utf") else "-")
    if command is not None:
        out.print(own(command, "dim"))
    out.print()


def _show_chronology(out: Console, records: Records) -> None:
    view = chronology(records.annotated, records.corpus)
    drawn = draw_chronology(out, view, records.id_length, most=_ENTRIES)
    entries = sum(len(group.entries) for group in view.groups)
    undated = sum(len(document.claims) for document in view.undated)
    out.print(own(f"... and {entries - drawn:,} more, and {undated:,} claims without a date, in lists of their own."))


def _tell_the_rest(out: Console, page: Path, kept: Path | None) -> None:
    _chapter(out, "What next")
    out.print(as_line(f"The whole chronology as a page, every line linked to its passage: {page}"), soft_wrap=True)
    if kept is None:
        out.print(own("To keep the case and ask it more: allegedly demo --case sample-case"), soft_wrap=True)
    case = kept or "sample-case"
    for command in (
        f"conflicts {case}",
        f"where {case}",
        f"questions {case}",
        f"search {case} explosion",
        f"verify {case}",
    ):
        out.print(as_line(f"  allegedly {command}"), soft_wrap=True)
    out.print(own("For documents of your own: allegedly new mycase, then allegedly add mycase PATH..."), soft_wrap=True)

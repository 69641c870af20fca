"""Runs the rules, drops what was found twice, and nests what stands in each other."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ...model import Attribution, Document, Span
from ...nlp.layout import paragraphs
from ...nlp.senses import Senses
from ...nlp.tree import Tree
from ..cast import Cast
from ..quotations import find_quotations
from .clauses import find_in_parse
from .grounds import grounded
from .idioms import find_quoting
from .quoted import find_quoted, find_signed, find_speakers
from .report import Context, Report
from .tagged import with_tagger


@dataclass(frozen=True, slots=True)
class Heard:
    """All attributions of a document, outermost first, and what the tagger's pass over it tells of each word.

    ``senses`` is ``None`` where the tagger is missing.
    """

    reports: tuple[Report, ...]
    senses: Senses | None


def find_attributions(document: Document, tree: Tree, cast: Cast) -> Heard:
    """Who says what in a document; ``parent`` is set where one attribution stands in another."""
    context, found = by_rules(document, tree, cast)
    found, senses = with_tagger(context, found)
    announcing = [voice.announced for voice in document.voices if voice.kind == "message" and voice.announced]
    told = [report for report in [*found, *find_quoting(context, found)] if not _stands_in(announcing, report)]
    unique = {report.record.id: report for report in told}
    ordered = sorted(unique.values(), key=lambda r: (r.record.content[0][0], -r.record.content[-1][1], r.record.cue))
    return Heard(tuple(_nested([grounded(context, report) for report in _with_its_names(ordered)])), senses)


def vouching(reports: Iterable[Report]) -> tuple[Report, ...]:
    """The reports that have claims behind them, by where these begin, outer ones first."""
    return tuple(sorted((r for r in reports if r.vouched), key=lambda r: (r.vouched[0][0], -r.vouched[-1][1], r.cue)))


def by_rules(document: Document, tree: Tree, cast: Cast) -> tuple[Context, list[Report]]:
    """What the rules alone find, unordered."""
    spans = paragraphs(document.text)
    named = frozenset(mention.entity for mention in cast.mentions if mention.how == "name")
    context = Context(document, tree, cast, spans, find_quotations(document.text, spans), named)
    found = [*find_in_parse(context), *find_signed(context)]
    return context, [*found, *find_quoted(context, found), *find_speakers(context)]


def _stands_in(announcing: list[Span], report: Report) -> bool:
    """Whether it stands in a line that says whose a message is: the message is a voice already."""
    cue = report.record.cue[0][0]
    return any(start <= cue < end for start, end in announcing)


def _with_its_names(ordered: list[Report]) -> list[Report]:
    """An "it" that says something, and that the cast has not resolved, is the body or paper that spoke before."""
    by_cue = sorted(ordered, key=lambda report: report.record.cue)
    last: Attribution | None = None
    named: dict[str, Report] = {}
    for report in by_cue:
        record = report.record
        if (record.source_name or "").lower() == "it" and record.source_entity is None and last is not None:
            record = replace(
                record,
                source_type=last.source_type,
                source_entity=last.source_entity,
                source_name=last.source_name,
            )
            named[record.id] = replace(report, record=record)
        elif record.source_type in ("organisation", "document"):
            last = record
    return [named.get(report.record.id, report) for report in ordered]


def _nested(ordered: list[Report]) -> list[Report]:
    """Each report with the innermost report around its cue as its parent; ``ordered`` has outer ones first."""
    nested: list[Report] = []
    open_reports: list[Report] = []
    for report in ordered:
        start = report.record.content[0][0]
        open_reports = [other for other in open_reports if other.record.content[-1][1] > start]
        cue = report.record.cue[0]
        around = [other for other in open_reports if _holds(other.record, cue) and other.record.id != report.record.id]
        parent = min(around, key=_length, default=None)
        if parent is not None:
            report = replace(report, record=replace(report.record, parent=parent.record.id))
        nested.append(report)
        open_reports.append(report)
    return nested


def _holds(record: Attribution, span: Span) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in record.content)


def _length(report: Report) -> tuple[int, str]:
    return sum(end - start for start, end in report.record.content), report.record.id

"""The chain behind a claim: the voices that hand it on, then the sources that the text names, outermost first."""

from collections import deque
from collections.abc import Iterable

from ...model import Document, Hop, Span, Voice
from ...model.records import HopKind
from ..attribution import Report

_HOP_OF_SOURCE: dict[str, HopKind] = {
    "named_person": "person",
    "organisation": "organisation",
    "document": "document",
    "unnamed_person": "unnamed_person",
    "unnamed_group": "unnamed_group",
    "unstated": "unstated",
}
_OWN_VOICE = {"i", "we"}
_PRONOUNS = {"he", "she", "him", "her", "his", "they", "them", "their", "it", "its", "who"}


def voice_hops(document: Document, voice: Voice | None) -> tuple[Hop, ...]:
    """The hops of a voice and of the voices that it stands in, from the document's outlet inward."""
    hops: list[Hop] = []
    lineage: list[Voice] = []
    while voice is not None:
        lineage.insert(0, voice)
        voice = document.voice(voice.parent)
    if document.outlet is not None:
        hops.append(Hop(document.outlet, "outlet"))
    if not lineage or lineage[0].authors == ():
        hops.extend(Hop(author, "author") for author in document.authors)
    for voice in lineage:
        if voice.outlet is not None and voice.outlet != document.outlet:
            hops.append(Hop(voice.outlet, "outlet", evidence=voice.announced))
        hops.extend(Hop(author, "author", evidence=voice.announced) for author in _speakers(voice))
    return tuple(hops)


def _speakers(voice: Voice) -> tuple[str, ...]:
    """A comment without a name still has somebody behind it."""
    if voice.authors or voice.kind != "comment":
        return voice.authors
    return (f"comment {voice.number}" if voice.number is not None else "a comment",)


def source_hops(reports: Iterable[Report], names: dict[str, tuple[str, ...]]) -> tuple[Hop, ...]:
    """A hop for each attribution around a claim, outermost first; ``names`` holds each entity's, the fullest first.

    A denial in the voice's own words ("the claim is untrue") has nobody behind it, and what the voice itself thinks
    or says ("I think that ...") nobody but the voice.
    """
    hops: list[Hop] = []
    for report in sorted(reports, key=_outermost_first):
        record = report.record
        if report.verb_class == "denying" and record.source_type == "unstated":
            continue
        if (record.source_name or "").lower() in _OWN_VOICE:
            continue
        name = _called(record.source_name, names.get(record.source_entity or "", ()))
        evidence = (record.source or record.cue)[0]
        hop = Hop(name, _HOP_OF_SOURCE[record.source_type], record.source_entity, evidence)
        if not hops or (hops[-1].kind, hops[-1].name) != (hop.kind, hop.name):
            hops.append(hop)
    return tuple(hops)


def _called(words: str | None, names: tuple[str, ...]) -> str | None:
    """What a hop is called: as the text calls it, a bare or titled surname by the fullest name that ends with it.

    A pronoun gives way to the entity's name, and so does a description with the name beside it ("his lawyer, Anna
    Berg"); other descriptions stay, since the text chose not to name anybody there.
    """
    if words is None or not names:
        return words
    if words.lower() in _PRONOUNS:
        return names[0]
    last = words.split()[-1]
    return next((name for name in names if name.split()[-1] == last), words)


def reports_behind(reports: Iterable[Report], triggers: list[tuple[int, Span]]) -> dict[int, list[Report]]:
    """For each trigger token the attributions that have it in their content, or that put a judgement by it.

    ``reports`` are sorted by where that content begins, ``triggers`` (token and span) by their place in the text.
    """
    behind: dict[int, list[Report]] = {}
    by_cue = {report.cue: report for report in reports if report.verb_class == "characterising"}
    waiting = deque(reports)
    active: list[Report] = []
    for token, span in triggers:
        while waiting and waiting[0].vouched[0][0] <= span[0]:
            active.append(waiting.popleft())
        active = [report for report in active if report.vouched[-1][1] > span[0]]
        behind[token] = [report for report in active if report.covers(span)]
        if token in by_cue and by_cue[token] not in behind[token]:
            behind[token].append(by_cue[token])
    return behind


def _outermost_first(report: Report) -> tuple[int, bool, Span]:
    length = sum(end - start for start, end in report.vouched)
    return -length, report.record.found_by == "attr.quoting", report.vouched[0]

"""What each picture shows, from its invented texts: they are read, what comes of it is compared with what is expected,
and drawn.
"""

import tempfile
import textwrap
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from docs.making.svg import WIDTH, arrow, box, dot, line, picture, text

import allegedly
from allegedly import Case
from allegedly.model import Annotated, Claim, TimeExpression
from allegedly.model.custody import Deed, Head, chained, digest_of
from allegedly.reports.joins import joins_of
from allegedly.reports.lookup import Lookup
from allegedly.reports.origins import origins_sentence
from allegedly.reports.text import shorten
from allegedly.reports.when import in_words

_LETTER = 7.2
"""How wide a letter of the even-spaced font is."""
_SIGNS = {
    "asserted": "●", "hedged": "◌", "denied": "⊘", "planned": "○", "conditional": "◇", "question": "?", "unknown": "_",
}  # fmt: skip
_MONTHS = ("January", "February", "March", "April", "May", "June", "July")


def chains(given: dict[str, Any]) -> str:
    """A sentence with its sources, and the chain of its claim from the outlet inward."""
    read = allegedly.annotate(given["heading"] + given["text"], published=given["published"])
    claim = _claim(read, given["claim"])
    _came([hop.name for hop in claim.chain], given["expected"])
    begin = read.document.text.index(given["text"])
    parts = [text(24, 30, given["text"], "mono", width=len(given["text"]) * _LETTER)]
    for hop in claim.chain:
        if hop.evidence and hop.evidence[0] >= begin:
            start, end = hop.evidence
            parts.append(box(24 + (start - begin) * _LETTER, 37, (end - start) * _LETTER, 3, "under"))
    start = claim.start - begin
    parts.append(box(24 + start * _LETTER, 37, (claim.end - claim.start) * _LETTER, 3, "bar"))
    steps = [(hop.name or "", hop.kind.replace("_", " ")) for hop in claim.chain]
    steps.append(("the claim", f"{claim.stance.label}, {claim.time.edtf}"))
    widths = [18 + max(7.8 * len(name), 6 * len(kind)) for name, kind in steps]
    gap, x = (WIDTH - 48 - sum(widths)) / (len(steps) - 1), 24.0
    for place, ((name, kind), wide) in enumerate(zip(steps, widths, strict=True)):
        parts += [arrow(x - gap + 3, 93, x - 3, 93)] if place else []
        parts += [box(x, 70, wide, 46), text(x + 9, 89, name, "bold"), text(x + 9, 106, kind, "soft")]
        x += wide + gap
    return picture(f"The chain of “{given['claim']}”: {', '.join(given['expected'])}", 132, parts)


def origins(given: dict[str, Any]) -> str:
    """The accounts of one happening, and the edges that join them to one origin for certain, or possibly."""
    with _case(given["documents"], given["published"]) as case:
        readings, corpus = case.records()
        found = next(one for one in corpus.origins if len(one.asserting) > 1)
    _came([found.least, found.most], given["expected"])
    told = {claim.id: (read, claim) for read in readings for claim in read.claims}
    rows = {claim: 34 + place * 46 for place, claim in enumerate((*found.asserting, *found.denying))}
    parts = [text(24, 16, "accounts", "soft"), text(470, 16, "joined to one origin", "soft")]
    for claim, y in rows.items():
        parts += _account(*told[claim], y, denied=claim in found.denying)
    for edge in found.edges:
        y, to = sorted((rows[edge.a] + 17, rows[edge.b] + 17))
        parts.append(line(f"M430,{y} C476,{y} 476,{to} 430,{to}", edge.kind))
        parts.append(text(474, (y + to) / 2 + 4, f"{edge.kind}: {edge.why}", "soft"))
    height = 34 + len(rows) * 46
    said = textwrap.wrap(origins_sentence(found), 104)
    parts += [text(24, height + 14 + 18 * place, words) for place, words in enumerate(said)]
    return picture(origins_sentence(found), height + 18 * len(said) + 8, parts)


def events(given: dict[str, Any]) -> str:
    """The same accounts, and why they are taken to speak of one happening."""
    with _case(given["documents"], given["published"]) as case:
        lookup = Lookup(*case.records())
    event = next(one for one in lookup.events.values() if len(one.claims) > 1)
    rows = {claim: 34 + place * 46 for place, claim in enumerate(event.claims)}
    middle = 34 + (len(rows) * 46 - 12) / 2
    parts = [text(24, 16, "claims", "soft"), text(584, 16, "one happening", "soft")]
    for claim, y in rows.items():
        parts += [*_account(*lookup.by_claim[claim], y), arrow(430, y + 17, 580, middle)]
    why = sorted({join.why for join in joins_of(lookup, event)})
    parts += [
        box(584, middle - 24, 152, 48),
        text(594, middle - 4, in_words(event.edtf, event.earliest, event.latest) or "no date", "bold"),
    ]
    parts += [text(594, middle + 14, f"{len(event.claims)} claims", "soft")]
    height = 34 + len(rows) * 46
    parts += [text(24, height + 14 + 18 * place, f"Taken together: {words}.") for place, words in enumerate(why)]
    return picture(f"{len(event.claims)} claims of one happening", height + 18 * len(why) + 8, parts)


def time(given: dict[str, Any]) -> str:
    """What several expressions mean as days, on one axis."""
    first, last = date(2019, 2, 1), date(2019, 7, 1)
    scale = (WIDTH - 24 - 300) / (last - first).days
    parts, bottom = [], 34 + 34 * len(given["sentences"])
    for month in range(2, 8):
        x = 300 + (date(2019, month, 1) - first).days * scale
        parts.append(line(f"M{x:g},22 L{x:g},{bottom}", "thin"))
        parts += [text(x + 4, 16, _MONTHS[month - 1], "soft")] if month < 7 else []
    x = 300 + (given["published"] - first).days * scale
    parts += [
        line(f"M{x:g},22 L{x:g},{bottom}", "possible"),
        text(x, bottom + 16, f"the day of the document, {given['published']}", "soft", "middle"),
    ]
    for place, (sentence, expected) in enumerate(given["sentences"].items()):
        read = allegedly.annotate(sentence, published=given["published"])
        found = read.times[0]
        _came(found.edtf, expected)
        y = 42 + 34 * place
        parts += [text(24, y + 4, sentence), text(24, y + 18, f"{found.edtf}, by {found.basis}", "soft")]
        parts += _days(found, y + 4, lambda day: 300 + (day - first).days * scale)
    return picture("Expressions of time and the days that they mean", bottom + 26, parts)


def _days(found: TimeExpression, y: float, at: Callable[[date], float]) -> Iterator[str]:
    """A dot for a day, a full bar for all through, a pale one for some time within."""
    if found.earliest is None or found.latest is None:
        return
    start, end = at(found.earliest), at(found.latest + timedelta(1))
    if found.earliest == found.latest:
        yield dot((start + end) / 2, y)
    else:
        yield box(start, y - 5, end - start, 10, "within" if (found.edtf or "").startswith("[") else "bar")


def stance(given: dict[str, Any]) -> str:
    """Sentences with their labels, and what of the stance gives them."""
    parts = [
        text(24, 16, "the text", "soft"),
        text(418, 16, "label", "soft"),
        text(534, 16, "what is not plain in it", "soft"),
    ]
    for place, (sentence, expected) in enumerate(given["sentences"].items()):
        read = allegedly.annotate(sentence, published=given["published"])
        claim = next(one for one in read.claims if one.stance.label == expected)
        y = 42 + 30 * place
        parts += [line(f"M24,{y - 19} L{WIDTH - 24},{y - 19}", "thin"), text(24, y, sentence)]
        parts += [
            text(418, y, _SIGNS[expected], "mark"),
            text(436, y, expected, "bold"),
            text(534, y, _telling(claim), "soft"),
        ]
    return picture("Eight sentences and how they are put", 34 + 30 * len(given["sentences"]), parts)


def _telling(claim: Claim) -> str:
    """What of a stance is not as it is where a text simply states something."""
    put = claim.stance
    usual = {"positive", "certain", "actual", "assert"}
    kinds = ("polarity", "certainty", "reality", "act")
    return ", ".join(f"{kind} {getattr(put, kind)}" for kind in kinds if getattr(put, kind) not in usual) or "nothing"


def differences(given: dict[str, Any]) -> str:
    """Pairs of accounts, how they compare, and in what."""
    parts = [
        text(24, 16, "one account", "soft"),
        text(WIDTH / 2, 16, "how they compare", "soft", "middle"),
        text(498, 16, "another", "soft"),
    ]
    for place, pair in enumerate(given["pairs"]):
        names = ("a.txt", "b.txt")
        with _case(dict(zip(names, pair["documents"], strict=True)), given["published"]) as case:
            relation = next(one for one in case.corpus().relations if one.slot)
            first = case.annotated_with(relation.a).document.text
        _came([relation.relation, relation.slot], pair["expected"])
        y = 34 + 84 * place
        for x, words in zip((24, 498), sorted(pair["documents"], key=lambda words: words != first), strict=True):
            parts += [
                box(x, y, 238, 62),
                *(text(x + 10, y + 20 + 17 * row, each) for row, each in enumerate(textwrap.wrap(words, 33))),
            ]
        kind = "certain" if relation.relation != "conflict" else "possible"
        parts += [
            line(f"M262,{y + 31} L498,{y + 31}", kind),
            text(WIDTH / 2, y + 24, f"{relation.relation}, {relation.slot}", "bold", "middle"),
        ]
        parts.append(text(WIDTH / 2, y + 50, relation.detail, "soft", "middle"))
    return picture("Pairs of accounts and how they compare", 34 + 84 * len(given["pairs"]) - 14, parts)


def judgements(given: dict[str, Any]) -> str:
    """The log after nothing, a judgement, and its being taken back, with the cast that is worked out from each."""
    with _case(given["documents"], given["published"]) as case:
        entities, before = case.corpus().entities, _cast(case, given["names"])
        made = case.judge("same", *given["names"], by="Ana", why="one signature")
        joined = _cast(case, given["names"])
        case.undo(made.id, by="Ana")
        after = _cast(case, given["names"])
        _came(case.corpus().entities, entities)
    _came([len(before), len(joined), after], [2, 1, before])
    log = ["1  Ana: they are the same", "2  Ana takes back 1"]
    parts = [text(24, 42, "the log", "soft"), text(24, 142, "the cast", "soft")]
    for place, cast in enumerate((before, joined, after)):
        x = 84 + place * 224
        parts += [
            box(x, 22, 204, 62),
            *(text(x + 10, 44 + 20 * row, words) for row, words in enumerate(log[:place] or ["(nothing)"])),
        ]
        parts.append(arrow(x + 102, 86, x + 102, 116))
        for row, names in enumerate(cast):
            parts += [box(x, 120 + 34 * row, 204, 28), text(x + 10, 139 + 34 * row, names)]
    parts.append(text(84, 212, "The third cast is the first again; the log has both lines.", "soft"))
    return picture("A log of judgements, and the cast worked out from it", 222, parts)


def _cast(case: Case, names: list[str]) -> list[str]:
    """Who of ``names`` is who: those that are one in one line."""
    found = (sorted({use.name for use in one.names}) for one in case.corpus().entities if one.name in names)
    return sorted(" = ".join(each) for each in found)


def custody(given: dict[str, Any]) -> str:
    """Lines of the log, each with the hash of the one before it."""
    deeds = (Deed(**{**one, "digest": digest_of({"subject": one["subject"]})}) for one in given["deeds"])
    parts = []
    for place, one in enumerate(chained(deeds, Head())):
        y = 16 + 82 * place
        parts += [
            box(24, y, 560, 56),
            text(36, y + 22, f"{one.number}   {one.what}, {one.record} {one.subject}", "bold"),
        ]
        parts.append(text(36, y + 43, f"{one.at}   by {one.by}   record {one.digest[:8]}…", "soft"))
        parts += [
            text(360, y + 22, f"line before  {one.previous[:8]}…", "mono"),
            text(360, y + 43, f"this line    {one.hash[:8]}…", "mono"),
        ]
        if place:
            parts.append(line(f"M584,{y + 18} C632,{y + 18} 632,{y - 43} 584,{y - 43}", "certain"))
    end = 16 + 82 * (len(given["deeds"]) - 1) + 38
    parts += [text(600, end, "note this", "mark"), text(600, end + 16, "one elsewhere", "mark")]
    return picture("Three lines of the log of custody, each with the hash of the one before", end + 34, parts)


def _account(read: Annotated, claim: Claim, y: float, *, denied: bool = False) -> list[str]:
    """A claim in a box: its words, and who says so."""
    who = " > ".join(hop.name for hop in claim.chain if hop.name and hop.kind != "author")
    words = shorten(read.document.text[claim.start : claim.end], 52)
    sign = _SIGNS[claim.stance.label]
    return [box(24, y, 406, 38), text(34, y + 16, f"{sign} {words}"), text(34, y + 31, who, "soft")]


def _claim(read: Annotated, words: str) -> Claim:
    return next(one for one in read.claims if read.document.text[one.start : one.end] == words)


def _came(came: object, expected: object) -> None:
    if came != expected:
        raise AssertionError(f"{came} came out, where {expected} is expected.")


@contextmanager
def _case(documents: Mapping[str, str], published: date) -> Iterator[Case]:
    """A case of these texts in a folder of its own, for a while."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, name) for name in documents]
        for file in files:
            file.write_text(documents[file.name], "utf-8")
        with Case.create(Path(folder, "case")) as case:
            case.add(files, published)
            yield case

"""The reports on the page: chronology, undated claims, cast, ledger, open questions."""

from collections.abc import Container, Sequence
from datetime import date

from ...model.records import Label
from ...reports import (
    LABEL_MEANS,
    LABELS,
    Answer,
    CastList,
    CastMember,
    Chronology,
    ClaimLine,
    Entry,
    EntryDifference,
    Group,
    Ledger,
    LedgerEntry,
    Question,
    Questions,
    Undated,
)
from ...reports.conflicts import settled_in_words
from ...reports.entries import difference_in_words, not_shown
from ...reports.happenings import PerhapsSame
from ...reports.lines import BRACKETS_MEAN, hand_words, place_words
from ...reports.numbers import counted
from ...reports.when import day
from .markup import Child, Markup, el

_DAYS_OF_A_MONTH = 31


def legend() -> Markup:
    items = [el("li", mark(label), " ", el("span", LABEL_MEANS[label], class_="means")) for label in LABELS]
    brackets = el("li", el("span", "[Name]", class_="who"), " ", el("span", BRACKETS_MEAN, class_="means"))
    return el("ul", items, brackets, class_="legend")


def mark(label: Label) -> Markup:
    """The sign of a label and its word: never the one without the other."""
    return Markup(el("span", class_=f"mark {label}") + el("span", label, class_=f"label {label}"))


def chronology_list(view: Chronology, listed: Container[str]) -> Child:
    trays = _in_trays(view)
    return [
        el("section", _when(group), [_entry(entry, listed, trays) for entry in group.entries], class_="group")
        for group in view.groups
    ]


def listed_claims(view: Chronology) -> frozenset[str]:
    """The ids of the claims that stand on the page outside of the documents: only to these a link can lead."""
    entries = (entry for group in view.groups for entry in group.entries)
    under_entries = (line for entry in entries for line in (*entry.accounts, *entry.undated))
    return frozenset(line.claim for line in under_entries) | _in_trays(view)


def _in_trays(view: Chronology) -> frozenset[str]:
    """Those that stand among the undated claims. Filters of time leave some out there that stand under an entry."""
    return frozenset(line.claim for document in view.undated for line in document.claims)


def undated_lists(view: Chronology, listed: Container[str]) -> Child:
    return [
        el(
            "section",
            el("h3", document.document_name, " ", el("small", counted(len(document.claims), "claim"))),
            el("ul", [_undated_item(line, document, listed) for line in document.claims], class_="accounts"),
            class_="tray",
        )
        for document in view.undated
    ]


def _undated_item(line: ClaimLine, document: Undated, listed: Container[str]) -> Markup:
    others = [other for one in document.perhaps if one.claim == line.claim for other in one.perhaps_same]
    return el("li", _account(line), [_perhaps(other, listed) for other in others], id=f"c-{line.claim}")


def _perhaps(other: PerhapsSame, listed: Container[str]) -> Markup:
    """Another happening that may be this one, with the way to it where it is on the page."""
    words = "Left open whether the same happening as " if other.unsure else "Perhaps the same happening as "
    href = f"#c-{other.claim}" if other.claim in listed else None
    return el("p", words, el("a", other.words, href=href), class_="perhaps")


def cast_lists(view: CastList) -> Child:
    kinds = (("Persons", view.persons), ("Organisations", view.organisations), ("Places", view.places))
    return [
        [_cast_list(title, members, "cast") for title, members in kinds if members],
        _cast_list("Without a name", view.unnamed, "cast unnamed") if view.unnamed else None,
    ]


def _cast_list(title: str, members: Sequence[CastMember], kind: str) -> Markup:
    heading = el("h3", title, " ", el("small", str(len(members))))
    return el("section", heading, el("ul", [_member(member) for member in members]), class_=kind)


def ledger_list(view: Ledger) -> Child:
    return [_ledger_entry(entry) for entry in (*view.dated, *view.undated)]


def question_lists(view: Questions) -> Child:
    return [
        el(
            "section",
            el("h3", document.document_name),
            el("ul", [_question(question) for voice in document.voices for question in voice.questions]),
            class_="questions",
        )
        for document in view.documents
    ]


def _question(question: Question) -> Markup:
    since = f"open as of {day(question.since)}" if question.since is not None else None
    return el(
        "li",
        el("strong", question.kind),
        " · ",
        question.who,
        ": ",
        _passage(question.line),
        el("small", since) if since is not None else None,
        [_later(answer) for answer in question.answers],
    )


def _later(answer: ClaimLine) -> Markup:
    """What a later document says to a question, as an account with its source."""
    return el("div", el("span", "A later document speaks to this:", class_="means"), _account(answer), class_="later")


def _when(group: Group) -> Markup:
    heading = group.heading[:1].upper() + group.heading[1:]
    return el("h3", el("span", class_=f"time {_shape(group)}"), heading, class_="when")


def _shape(group: Group) -> str:
    """How a time is drawn: as a dot, a bar, a bar with soft ends, or one that is open."""
    earliest, latest = group.earliest, group.latest
    if earliest is None or latest is None:
        return "until" if earliest is None else "since"
    if earliest == latest:
        return "day"
    if group.edtf is not None and "/" in group.edtf:
        return "through"
    if group.edtf is not None and ".." not in group.edtf:
        return "month"
    return "wide" if _days(earliest, latest) > _DAYS_OF_A_MONTH else "within"


def _days(earliest: date, latest: date) -> int:
    return (latest - earliest).days + 1


def _entry(entry: Entry, listed: Container[str], trays: Container[str]) -> Markup:
    lead = entry.accounts[0]
    return el(
        "article",
        el("p", mark(lead.label), _tag(entry.where, "where"), _tag(lead.basis, "basis"), class_="marks"),
        el("p", _passage(lead), class_="passage-line"),
        _source(lead),
        _accounts(entry, trays) if len(entry.accounts) + len(entry.undated) + entry.not_shown > 1 else None,
        [_perhaps(other, listed) for other in entry.perhaps_same],
        class_="entry",
        id=f"c-{lead.claim}",
    )


def _tag(words: str | None, kind: str) -> Markup | None:
    return None if words is None else el("span", words, class_=kind)


def _passage(line: ClaimLine) -> Child:
    """The passage as a link to its place in the text, with who acts in brackets where it does not say."""
    link = el("a", "“", line.text, "”", class_="passage", href=f"#p-{line.claim}")
    return link if line.who is None else [el("span", "[", line.who, "]", class_="who"), " ", link]


def _source(line: ClaimLine) -> Markup:
    return el("p", _chain(line), el("span", _stand(line), class_="stand"), class_="source")


def _chain(line: ClaimLine) -> Markup:
    hops: list[Child] = []
    for hop in line.chain:
        hops.extend([el("span", "›", class_="then")] if hops else [])
        hops.append(el("span", hop.name, class_=f"hop {hop.kind}"))
    return el("span", hops or line.document_name, class_="chain")


def _stand(line: ClaimLine) -> str:
    """Document, place in it, voice, the claim's id, and who checked or edited it."""
    voice = f", {line.voice}" if line.voice is not None else ""
    hand = f" · {hand_words(line.hand)}" if line.hand is not None else ""
    return f"{place_words(line)}{voice} · {line.claim[:8]}{hand}"


def _accounts(entry: Entry, trays: Container[str]) -> Markup:
    """The other accounts of the happening; how they differ is said first."""
    dated = f"Also dated {', '.join(entry.differs)}. " if entry.differs else None
    left_out = f"{not_shown(entry)}. " if entry.not_shown else None
    others = [
        el("li", _against(line, entry), _account(line, entry.when), id=f"c-{line.claim}") for line in entry.accounts[1:]
    ]
    undated = [_undated_account(line, entry, trays) for line in entry.undated]
    accounts = counted(len(entry.accounts) + len(entry.undated), "account")
    against = f", {len(entry.against):,} against it" if entry.against else ""
    counts = f"{accounts} in {counted(entry.documents, 'document')}{against}. "
    return el(
        "div",
        el("p", counts, dated, left_out, entry.origins, class_="origins"),
        [_difference(one) for one in entry.differences],
        el("ul", others, undated, class_="accounts"),
        class_="others",
    )


def _against(line: ClaimLine, entry: Entry) -> Child:
    """That an account speaks against the happening, where its label does not say so."""
    is_told = line.label == "denied" or line.claim not in entry.against
    return None if is_told else [el("span", "against it", class_="differs"), " "]


def _difference(one: EntryDifference) -> Markup:
    """Two values that exclude each other; one that was settled says by whom, when and why."""
    words = difference_in_words(one)
    if one.settled is None:
        return el("p", words, class_="differs")
    return el("p", words, " ", settled_in_words(one.settled), class_="settled")


def _undated_account(line: ClaimLine, entry: Entry, trays: Container[str]) -> Markup:
    """An account without a date, with the way to where it is listed, if it is listed at all."""
    in_tray = line.claim in trays
    no_date = el("a", "no date", class_="basis listed", href=f"#c-{line.claim}" if in_tray else None)
    told = [mark(line.label), " ", no_date, " ", _passage(line), " ", _source(line)]
    return el("li", _against(line, entry), told, id=None if in_tray else f"c-{line.claim}")


def _account(line: ClaimLine, lead_time: str | None = None) -> Child:
    differs = line.when is not None and line.when != lead_time
    time = el("span", line.when, class_="differs") if differs else None
    return [mark(line.label), " ", time, " ", _passage(line), " ", _source(line)]


def _member(member: CastMember) -> Markup:
    names = [f"{use.name} ({use.count})" for use in member.names]
    says = f", source of {counted(member.says, 'claim')}" if member.says else ""
    counts = f"{counted(len(member.documents), 'document')}, {counted(member.claims, 'claim')}{says}"
    return el(
        "li",
        el("strong", member.name),
        " ",
        el("small", counts),
        el("p", ", ".join(names), class_="names") if len(names) > 1 else None,
        el("p", ", ".join(role.role for role in member.roles), class_="roles") if member.roles else None,
        [el("p", notice, class_="names") for notice in member.notices],
        [el("p", "perhaps the same as ", candidate.name, class_="names") for candidate in member.candidates],
    )


def _ledger_entry(entry: LedgerEntry) -> Markup:
    kind = entry.kind.capitalize() if entry.polarity == "positive" else f"No {entry.kind}"
    parties, line = _parties(entry.by, entry.to), entry.line
    no_answer = el("p", "Answer: none; no passage here tells of one.", class_="answer")
    unanswered = no_answer if entry.polarity == "positive" else None
    return el(
        "article",
        el("p", el("strong", kind, class_="kind"), " ", parties, " ", mark(line.label), class_="marks"),
        el("p", line.when or "undated", class_="dated"),
        el("ul", [el("li", term) for term in entry.terms], class_="terms") if entry.terms else None,
        [el("p", "On condition: ", el("q", condition), class_="condition") for condition in entry.conditions],
        el("p", _passage(line), class_="passage-line"),
        _source(line),
        [_also(other) for other in entry.accounts],
        [_answer(answer) for answer in entry.answers] or unanswered,
        class_="entry",
    )


def _also(line: ClaimLine) -> Markup:
    return el("div", el("p", "Also: ", _passage(line), class_="passage-line"), _source(line))


def _parties(by: Sequence[str], to: Sequence[str]) -> Markup:
    towards = [el("span", " → ", class_="then"), " and ".join(to)] if to else []
    return el("span", " and ".join(by) or "somebody unnamed", towards, class_="party")


def _answer(answer: Answer) -> Markup:
    who = f" by {' and '.join(answer.who)}" if answer.who else ""
    return el("p", "Answer: ", el("strong", answer.state), who, ": ", _passage(answer.line), class_="answer")

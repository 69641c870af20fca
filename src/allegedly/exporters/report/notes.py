"""The footnotes: for each claim one, which quotes its passage to the letter and says where it stands."""

from collections import Counter
from collections.abc import Iterator

from ...model import Annotated, Claim, Document, Voice
from ...reports import Lookup
from ...reports.checks import changes
from ...reports.lines import voice_words
from ...reports.lookup import document_name
from ...reports.published import published_words
from ...reports.text import one_line, sentence_around
from ...reports.when import day_of
from .blocks import Footnote, Go, Inline, Inlines, NoteMark, Quotation, Words, words
from .hands import SIGN
from .judged import Judged, by_whom

HANDS = {"accepted": "Checked", "edited": "Edited", "rejected": "Rejected"}


class Notes:
    """Numbers claims in the order in which the report refers to them, and has a note for each.

    A claim that is referred to again keeps its number.
    """

    def __init__(self, lookup: Lookup, judged: Judged) -> None:
        self._lookup = lookup
        self._judged = judged
        self._numbers: dict[str, int] = {}
        self._turns: Counter[str] = Counter()

    def mark(self, claim: str) -> NoteMark:
        """The sign that leads to the claim's note."""
        number = self._numbers.setdefault(claim, len(self._numbers) + 1)
        self._turns[claim] += 1
        return NoteMark(number, self._turns[claim])

    def footnotes(self) -> Iterator[Footnote]:
        """The notes of all claims that were referred to, by number."""
        for claim, number in self._numbers.items():
            item, own = self._lookup.by_claim[claim]
            yield Footnote(number, self._note(item, own), self._turns[claim])

    def _note(self, item: Annotated, claim: Claim) -> Inlines:
        document = item.document
        place = self._lookup.place_of_document[document.id]
        return words(
            Quotation(document.text[claim.start : claim.end]),
            *_sentence(document, claim),
            ", ",
            *document_inlines(document, place),
            f"; {place_in_text(document, claim, self._lookup.voices.get((document.id, claim.voice)))}. ",
            *([f"{one_line(document.url)}. "] if document.url else []),
            "SHA-256 of the original ",
            Words(document.id, "code"),
            "; claim ",
            Words(claim.id, "code"),
            ". ",
            *self._checked(item, claim),
        )

    def _checked(self, item: Annotated, claim: Claim) -> Inlines:
        """Whose reading it is; of an edit, what it has otherwise."""
        hand = self._lookup.hand_of(claim)
        if hand is None:
            return words(Words("Machine reading, not checked by a person.", "machine"))
        line = self._judged.by_id.get(hand.judgement)
        by = f"{one_line(hand.by)} on {day_of(hand.at)}" if line is None else by_whom(line)
        was = self._lookup.checked[claim.id][1].claim
        told = ", ".join(f"{one.what} {one.now} (was {one.was})" for one in changes(self._lookup, item, was, claim))
        otherwise = f" Read otherwise than by the machine: {told}." if told else ""
        return words(Words(f"{SIGN} {HANDS[hand.state]} by {by}.{otherwise}", "judged"))


def document_inlines(document: Document, place: int) -> Inlines:
    """What is cited of a document: name, title, outlet, authors, and when it was published; the name leads to it."""
    name = document_name(document)
    title = one_line(document.title or "")
    parts = [
        f"“{title}”" if title and title != name else "",
        one_line(document.outlet or ""),
        one_line(", ".join(document.authors)),
        published_words(document),
    ]
    return words(document_link(document, place), "".join(f", {part}" for part in parts if part))


def document_link(document: Document, place: int) -> Go:
    """A document's name with its number in the list of documents."""
    return Go(f"{one_line(document_name(document))} (document {place + 1:,})", document_anchor(place))


def document_number(place: int) -> Go:
    return Go(f"document {place + 1:,}", document_anchor(place))


def document_anchor(place: int) -> str:
    return f"document-{place + 1}"


def place_in_text(document: Document, claim: Claim, voice: Voice | None) -> str:
    """Where in its text a passage stands: "page 3, characters 10 to 25, comment 2 by Ana"."""
    page = document.page_at(claim.start)
    characters = f"characters {claim.start:,} to {claim.end:,}"
    parts = [f"page {page:,}" if page is not None else "", characters, _voice(voice)]
    return ", ".join(part for part in parts if part)


def _voice(voice: Voice | None) -> str:
    kind = voice_words(voice)
    if voice is None or kind is None:
        return ""
    outlet = f" of {one_line(voice.outlet)}" if voice.outlet else ""
    return f"{kind}{outlet}" + (f" by {one_line(' and '.join(voice.authors))}" if voice.authors else "")


def _sentence(document: Document, claim: Claim) -> tuple[Inline, ...]:
    """The sentence that a passage is only a part of: what turns it round may stand outside."""
    start, end = sentence_around(document.text, claim.start, claim.end)
    around = document.text[start : claim.start] + document.text[claim.end : end]
    if not any(character.isalnum() for character in around):
        return ()
    return words(" (in the sentence ", Quotation(document.text[start:end].strip()), ")")

"""The documents' texts: voices told apart, every claim's passage an element that can be linked to."""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Container, Iterator
from operator import itemgetter

from ...model import Annotated, Claim, Document, Span, Voice
from ...nlp.layout import paragraphs
from ...reports.lines import voice_words
from ...reports.lookup import document_name
from ...reports.published import published_words
from ...reports.when import day
from .markup import Markup, el, html
from .passages import Piece, nested


def document_text(item: Annotated, listed: Container[str]) -> Markup:
    """One document with its heading, its voices, and its passages, those of the ``listed`` claims with a way back."""
    document = item.document
    passages = _Passages(item, listed)
    return el(
        "article",
        el("h3", document.title or document_name(document)),
        el("p", *_about(document), class_="about"),
        [el("p", notice, class_="about") for notice in document.notices],
        [_voice_block(document, voice, span, passages) for voice, span in _turns(document)],
        passages.rules(),
        class_="document",
        id=f"d-{document.id[:16]}",
    )


class _Passages:
    """Hands out the passages of a document paragraph by paragraph; each claim's first piece gets its id."""

    def __init__(self, item: Annotated, listed: Container[str]) -> None:
        self._listed = listed
        self._text = item.document.text
        self._waiting = deque(sorted(item.claims, key=lambda claim: (claim.start, -claim.end)))
        self._active: list[Claim] = []
        self._begun: set[str] = set()
        self._in_pieces: dict[str, None] = {}

    def marked(self, span: Span) -> Markup:
        """The text of ``span`` with its passages as elements. Spans are asked for in the order of the text."""
        while self._waiting and self._waiting[0].start < span[1]:
            self._active.append(self._waiting.popleft())
        self._active = [claim for claim in self._active if claim.end > span[0]]
        out, at = list[Markup](), span[0]
        open_pieces: list[Piece] = []
        for piece in nested(self._active, span):
            while open_pieces and open_pieces[-1].end <= piece.start:
                at = self._close(out, open_pieces.pop(), at)
            out.append(html(self._text[at : piece.start]))
            out.append(self._opening(piece.claim))
            open_pieces.append(piece)
            at = piece.start
        while open_pieces:
            at = self._close(out, open_pieces.pop(), at)
        return html([*out, self._text[at : span[1]]])

    def rules(self) -> Markup | None:
        """What lights up the other pieces of a passage when the first is the page's target."""
        rules = [f":root:has(#p-{i}:target) .p-{i}{{background:var(--target)}}" for i in self._in_pieces]
        return Markup(f"<style>{''.join(rules)}</style>") if rules else None

    def _opening(self, claim: Claim) -> Markup:
        own_id = Markup(f' id="p-{claim.id}"')
        if claim.id in self._begun:
            self._in_pieces[claim.id] = None
            own_id = Markup("")
        self._begun.add(claim.id)
        return Markup(f'<span class="p p-{claim.id} {claim.stance.label}"{own_id}>')

    def _close(self, out: list[Markup], piece: Piece, at: int) -> int:
        out.append(html(self._text[at : piece.end]))
        if piece.end == piece.claim.end and piece.claim.id in self._listed:
            label = piece.claim.stance.label
            title = f"{label}: back to where it is listed"
            out.append(el("a", class_=f"back {label}", href=f"#c-{piece.claim.id}", title=title))
        out.append(Markup("</span>"))
        return piece.end


def _about(document: Document) -> list[str | Markup]:
    published, authors = published_words(document), ", ".join(document.authors)
    parts = [document.outlet, authors, published, document_name(document), document.url]
    return [" · ".join(part for part in parts if part), " · ", el("code", document.id[:12], title=document.id)]


def _turns(document: Document) -> Iterator[tuple[Voice | None, Span]]:
    """Voices in the order in which they speak; a text without voices is all the author's."""
    if not document.voices:
        yield None, (0, len(document.text))
    for span, number in sorted((span, n) for n, voice in enumerate(document.voices) for span in voice.spans):
        yield document.voices[number], span


def _voice_block(document: Document, voice: Voice | None, span: Span, passages: _Passages) -> Markup:
    spans = _paragraphs(document.text, span)
    words = [el("p", passages.marked(paragraph)) for paragraph in spans]
    return el("div", _voice_name(voice), words, class_=f"voice v-{'author' if voice is None else voice.kind}")


def _voice_name(voice: Voice | None) -> Markup | None:
    """Whose words these are, above them; the document's own author needs no name."""
    words = voice_words(voice)
    if voice is None or words is None:
        return None
    outlet = [voice.outlet] if voice.outlet else []
    date = [day(voice.published)] if voice.published is not None else []
    return el("p", ", ".join([words, *outlet, *voice.authors, *date]), class_="voice-name")


def _paragraphs(text: str, span: Span) -> list[Span]:
    """The paragraphs inside a span, cut to it."""
    spans = paragraphs(text)
    first = max(bisect_right(spans, span[0], key=itemgetter(0)) - 1, 0)
    last = bisect_left(spans, span[1], key=itemgetter(0))
    inside = ((max(start, span[0]), min(end, span[1])) for start, end in spans[first:last])
    return [(start, end) for start, end in inside if start < end]

"""Puts the page together and writes it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ...model import Annotated
from ...reports.numbers import counted
from ..material import Material, Written
from ..whole import write_whole
from .lists import cast_lists, chronology_list, ledger_list, legend, listed_claims, question_lists, undated_lists
from .markup import Child, Markup, el
from .texts import document_text

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_CSS = Path(__file__).with_name("page.css")
PROMISE = (
    "It tells what is said, by whom, how surely, and from how many apparent origins. It does not say what happened."
)
_WHOLE = (
    "That narrows the chronology and the undated claims. Cast, ledger, open questions and documents are those of the "
    "whole case."
)
_SECTIONS = (
    ("chronology", "Chronology"),
    ("undated", "Undated"),
    ("cast", "Cast"),
    ("ledger", "Ledger"),
    ("questions", "Open questions"),
    ("documents", "Documents"),
)
_LEFT_OUT = (
    "Differences by themselves, whereabouts and the log of judgements have no place on this page; a report has "
    "them, and so have tables."
)
_INTRODUCTIONS = {
    "undated": "Claims for which the text gives no time, by document.",
    "ledger": "What was offered, demanded, requested, promised or threatened, and the answers.",
    "questions": "What the texts themselves say is not known, what they ask, and what somebody would not say.",
    "documents": "Every passage above, where it stands. Coloured rules tell the voices of a document apart.",
}


def write(material: Material, output: Path) -> Written:
    """Write the page to the file ``output``; it needs nothing but itself."""
    write_whole(output, _page(material))
    return Written(output, (_LEFT_OUT,))


def _page(material: Material) -> Iterator[str]:
    annotated, view = material.annotated, material.chronology
    listed = listed_claims(view)
    yield '<!doctype html>\n<html lang="en">\n'
    yield el("head", *page_head(_CSS, material.title, " · Allegedly"))
    yield '<body id="top">'
    yield el("header", _masthead(material), legend(), class_="masthead")
    yield "<main>"
    yield _section("chronology", chronology_list(view, listed))
    yield _section("undated", undated_lists(view, listed))
    yield _section("cast", cast_lists(material.cast))
    yield _section("ledger", ledger_list(material.ledger))
    yield _section("questions", question_lists(material.questions))
    yield '<section id="documents" class="part">' + _opening("documents")
    for item in annotated:
        yield document_text(item, listed)
    yield "</section></main>"
    yield el("footer", _made_by(annotated))
    yield "</body>\n</html>\n"


def page_head(css: Path, *title: Child) -> list[Markup]:
    """What a page's head holds, so that it may load nothing and tells nobody where it was read; with a style sheet."""
    return [
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", *title),
        Markup(f"<style>{css.read_text('utf-8')}</style>"),
    ]


def _masthead(material: Material) -> Child:
    claims, documents = material.chronology.claims, len(material.annotated)
    links = [el("a", name, href=f"#{part}") for part, name in _SECTIONS]
    return [
        el("p", "Allegedly", class_="product"),
        el("h1", material.title),
        el("p", f"{counted(claims, 'claim')} in {counted(documents, 'document')}. ", PROMISE, class_="promise"),
        [el("p", sentence, class_="promise") for sentence in material.cut],
        el("p", _WHOLE, class_="promise") if material.filters.narrow() else None,
        el("nav", links),
    ]


def _section(part: str, content: Child) -> Markup:
    empty = el("p", "Nothing here.", class_="introduction")
    return el("section", _opening(part), content or empty, id=part, class_="part")


def _opening(part: str) -> Markup:
    name = dict(_SECTIONS)[part]
    introduction = _INTRODUCTIONS.get(part)
    words = el("p", introduction, class_="introduction") if introduction is not None else None
    return Markup(el("h2", name, " ", el("a", "top", href="#top", class_="top")) + (words or ""))


def _made_by(annotated: Sequence[Annotated]) -> Child:
    """What made the readings: each combination of versions once."""
    makers = dict.fromkeys(item.made_by for item in annotated)
    return [el("p", "Read by ", ", ".join(f"{name} {value}" for name, value in made)) for made in makers]

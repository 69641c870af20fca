import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from allegedly.corpus.claims_judged import claim_subject
from allegedly.errors import AllegedlyError
from allegedly.exporters import Material
from allegedly.exporters.html import write
from allegedly.exporters.html.markup import Markup, el, html
from allegedly.exporters.html.passages import nested
from allegedly.model import Event, Verdict
from allegedly.reports import LABELS, Filters

VOID = {"meta", "br", "wbr"}


class Page(HTMLParser):
    """Reads a page: elements, ids, links, and whether every element is closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.elements.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        if "href" in given:
            self.links.append(given["href"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)


@pytest.fixture
def source(affair, tmp_path):
    material = Material(affair.annotated, affair.corpus, "A <b>title</b> & more")
    return write(material, tmp_path / "deep" / "page.html").path.read_text("utf-8")


@pytest.fixture
def page(source):
    return Page(source)


@pytest.mark.parametrize("filters", [*(Filters(labels=(label,)) for label in LABELS), Filters(latest=date(2011, 5, 1))])
def test_a_narrowed_page_says_so_and_leads_only_to_what_is_on_it(affair, tmp_path, filters):
    corpus = replace(affair.corpus, events=(replace(affair.corpus.events[0], candidates=("event-2",)), _other(affair)))
    material = Material(affair.annotated, corpus, "t", filters)
    page = Page(write(material, tmp_path / "page.html").path.read_text("utf-8"))
    assert f"Only claims {filters.in_words()}: {len(material.claims)} of 13 fit." in page.text
    assert any("are those of the whole case" in text for text in page.text)
    assert {link.removeprefix("#") for link in page.links if link.startswith("#")} <= set(page.ids)


def _other(affair):
    """A happening that may be the same, of claims put in other ways."""
    others = tuple(claim.id for item in affair.annotated for claim in item.claims if claim.stance.label != "asserted")
    return replace(affair.corpus.events[0], id="event-2", claims=others, candidates=(affair.corpus.events[0].id,))


def test_is_well_formed(page):
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))


def test_every_link_leads_to_a_place_on_the_page_and_none_away(page):
    assert page.links
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= set(page.ids)


def test_every_claim_is_listed_once_and_stands_in_its_text_once(affair, page):
    claims = [claim.id for item in affair.annotated for claim in item.claims]
    assert sorted(i for i in page.ids if i.startswith("c-")) == sorted(f"c-{claim}" for claim in claims)
    assert sorted(i for i in page.ids if i.startswith("p-")) == sorted(f"p-{claim}" for claim in claims)


def test_needs_nothing_from_outside_and_runs_nothing(page, source):
    names = {name for name, _ in page.elements}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "svg", "b"}
    attributes = {key for _, given in page.elements for key in given}
    assert not {key for key in attributes if key.startswith("on") or key in ("src", "srcset", "style", "action")}
    assert "url(" not in source
    assert "@import" not in source
    assert any("default-src 'none'" in (given.get("content") or "") for _, given in page.elements)


def test_what_documents_say_is_shown_and_never_obeyed(page, source):
    text = "".join(page.text)
    assert "<script>alert('x')</script>" in text
    assert "</title><script>alert(3)" in text
    assert "Times</style><script>alert(2)</script>" in text
    assert "A <b>title</b> & more" in text
    assert "\u202e" not in source
    assert "\x1b" not in source
    assert "⟨U+202E⟩" in text


def test_differences_and_what_may_be_the_same_stand_with_the_happening(affair, tmp_path):
    event, refused = affair.corpus.events[0], affair.claim("She refused")
    other = Event("event-2", (refused.id,), "refuse", None, None, None, None, None, (), (), (event.id,))
    pair = tuple(claim_subject(item, item.claims[0]) for item in affair.annotated[:2])
    made = Verdict("settled", pair, by="Ada <b>", at="2012-06-01", why="the log", name="time").numbered(1)
    events = (replace(event, candidates=("event-2",)), other)
    for log, words in (((), "12 April 2011."), ((made,), "12 April 2011. Settled by Ada <b> on 1 June 2012: the log")):
        corpus = replace(affair.corpus, events=events, judgements=log)
        page = Page(write(Material(affair.annotated, corpus, "t"), tmp_path / "page.html").path.read_text("utf-8"))
        text = "".join(page.text)
        assert f"The accounts differ in time: 11 April 2011 / {words}" in text
        assert text.count("Perhaps the same happening as ") == 2
        assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_the_texts_stand_there_word_for_word(affair, page):
    shown = re.sub(r"\s+", " ", "".join(page.text))
    for paragraph in affair.annotated[0].document.text.split("\n\n"):
        assert paragraph in shown


def test_labels_stand_in_words_beside_their_marks(page):
    marks = [
        given["class"].split()[1]
        for name, given in page.elements
        if name == "span" and (given.get("class") or "").startswith("mark ")
    ]
    words = [
        given["class"].split()[1]
        for name, given in page.elements
        if name == "span" and (given.get("class") or "").startswith("label ")
    ]
    assert marks == words


def test_voices_are_told_apart(page):
    voices = [given["class"] for _, given in page.elements if (given.get("class") or "").startswith("voice v-")]
    assert "voice v-comment" in voices
    assert "comment 1" in "".join(page.text)


def test_a_passage_in_pieces_lights_up_as_a_whole(source, affair):
    split = affair.claim("happened on 1 May")
    assert f":root:has(#p-{split.id}:target) .p-{split.id}" in source
    assert len(re.findall(rf'class="p p-{split.id} ', source)) == 2


def test_the_same_case_gives_the_same_page(affair, tmp_path, source):
    again = write(Material(affair.annotated, affair.corpus, "A <b>title</b> & more"), tmp_path / "again.html").path
    assert again.read_text("utf-8") == source


def test_an_empty_case_gives_a_page(affairs, tmp_path):
    written = write(Material((), affairs.Corpus(), "Nothing"), tmp_path / "empty.html").path
    assert "Nothing here." in written.read_text("utf-8")


def test_a_folder_in_the_way_is_told(affair, tmp_path):
    with pytest.raises(AllegedlyError, match="is a folder"):
        write(Material(affair.annotated, affair.corpus, "x"), tmp_path)


def test_markup_escapes_all_that_is_not_markup():
    assert el("p", "a<b", el("i", "&"), None, ["x", el("br")], class_='a"b', aria_hidden="true", id=None) == (
        '<p class="a&quot;b" aria-hidden="true">a&lt;b<i>&amp;</i>x<br></p>'
    )
    assert html(Markup("<i>")) == "<i>"


def test_nested_pieces_never_cross_and_cover_their_passages(affair):
    item = affair.annotated[2]
    span = (5, len(item.document.text) - 3)
    pieces = nested(item.claims, span)
    for one in pieces:
        for other in pieces:
            crossing = one.start < other.start < one.end < other.end
            assert not crossing
    for claim in item.claims:
        covered = {i for piece in pieces if piece.claim is claim for i in range(piece.start, piece.end)}
        assert covered == set(range(max(claim.start, span[0]), min(claim.end, span[1])))


def test_what_has_no_place_on_the_page_is_told(affair, tmp_path):
    (told,) = write(Material(affair.annotated, affair.corpus, "t"), tmp_path / "page.html").left_out
    assert "log of judgements" in told

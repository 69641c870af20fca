"""Web pages: the main text, what the markup says about it, and nothing of the page around it."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from allegedly.errors import RefusedInputError
from allegedly.model import Document
from allegedly.readers import media_type, read

ARTICLE = """<h1>Crane gone</h1>
<p>The crane was towed out of Leith on Monday night, two witnesses said,
by a pair of tugs without names.</p>
<p>“It made no <b>sound</b>,” said a baker&mdash;who sleeps badly.</p>
<blockquote><p>Nobody on the quay would say where it had gone, or who had signed for it.</p></blockquote>
<p>The police were told only on Wednesday morning. (...)</p>"""
AROUND = """<nav><a href="/">Home</a> <a href="/about">About this site</a></nav>{article}
<aside><h3>Read next</h3><p>Ten cranes that walked away.</p></aside>
<footer>© Port Watch. All rights reserved.</footer><script>var crane = "gone";</script>"""


def _page(head: str = "", article: str = ARTICLE, title: str = "Crane gone - Port Watch") -> bytes:
    body = AROUND.format(article=f'<article class="post">{article}</article>')
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def _read(data: bytes, *, published: date | None = None) -> Document:
    return read(Path("saved/crane.html"), data, published=published)


def test_the_main_text_in_paragraphs_and_nothing_of_the_page_around_it() -> None:
    assert _read(_page()).text == (
        "Crane gone\n\n"
        "The crane was towed out of Leith on Monday night, two witnesses said, by a pair of tugs without names.\n\n"
        "“It made no sound,” said a baker—who sleeps badly.\n\n"
        "    Nobody on the quay would say where it had gone, or who had signed for it.\n\n"
        "The police were told only on Wednesday morning. (...)"
    )


def test_what_the_markup_says_about_the_page() -> None:
    head = """<link rel="canonical" href="https://portwatch.example.org/crane">
    <meta property="og:site_name" content="Port Watch"><meta name="author" content="Jane Doe; John Roe">
    <meta property="article:published_time" content="2014-03-04T23:50:00+01:00">"""
    document = _read(_page(head))
    assert document.title == "Crane gone"
    assert document.authors == ("Jane Doe", "John Roe")
    assert document.outlet == "Port Watch"
    assert document.url == "https://portwatch.example.org/crane"
    assert (document.published, document.published_by) == (date(2014, 3, 4), "markup")
    assert (document.media_type, document.encoding, document.notices) == ("text/html", "utf-8", ())


GRAPH = """[{"@type": "WebSite"}, {"@type": ["NewsArticle"], "datePublished": "2014-03-04T08:00:00Z",
    "comment": {"@type": "Comment", "datePublished": "2014-03-09"}}]"""
DAYS = {
    "json-ld": f'<script type="application/ld+json">{{"@graph": {GRAPH}}}</script>',
    "meta": '<meta name="DC.date.issued" content="2014-03-04">',
    "meta, written out": '<meta name="pubdate" content="Tue, 04 Mar 2014 10:12:00 GMT">',
    "microdata": '<meta itemprop="datePublished" content="2014-03-04">',
}


@pytest.mark.parametrize("head", DAYS.values(), ids=DAYS.keys())
def test_the_day_of_publication_in_the_head(head: str) -> None:
    document = _read(_page(head), published=date(2020, 1, 1))
    assert (document.published, document.published_by) == (date(2014, 3, 4), "markup")


@pytest.mark.parametrize(
    "shown",
    [
        '<time datetime="2014-03-04T10:12">yesterday</time>',
        '<h2 class="date-header"><span>Tuesday, 4 March 2014</span></h2>',
        '<p class="entry-date">Published March 4, 2014 at 10:12 am</p>',
        '<span itemprop="datePublished">4 March 2014</span>',
        '<abbr class="published" title="2014-03-04T10:12:00+00:00">10:12</abbr>',
    ],
)
def test_the_day_of_publication_above_the_text(shown: str) -> None:
    document = _read(_page(article=shown + ARTICLE))
    assert (document.published, document.published_by) == (date(2014, 3, 4), "markup")


def test_the_day_of_publication_in_the_address() -> None:
    document = _read(_page('<link rel="canonical" href="https://portwatch.example.org/2014/03/04/crane">'))
    assert (document.published, document.published_by) == (date(2014, 3, 4), "markup")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2014-03-04">',
        '<meta http-equiv="last-modified" content="2014-03-04">',
        '<script type="application/ld+json">{"@type": "Comment", "datePublished": "2014-03-04"}</script>',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "soon"</script>',
        '<meta name="date" content="2014-02-31">',
    ],
)
def test_what_is_no_day_of_publication(head: str) -> None:
    document = _read(_page(head), published=date(2020, 1, 1))
    assert (document.published, document.published_by) == (date(2020, 1, 1), "option")


def test_of_several_days_on_a_page_none_is_taken() -> None:
    two = '<h2 class="date-header">4 March 2014</h2><p>A crane.</p><h2 class="date-header">5 March 2014</h2>'
    assert _read(_page(article=ARTICLE + two)).published is None


def test_a_dated_heading_in_the_text_comes_after_the_markup() -> None:
    dated = "<p>Wednesday, 5 March 2014</p>" + ARTICLE
    assert _read(_page(article=dated)).published_by == "heading"
    both = _read(_page('<meta name="date" content="2014-03-04">', article=dated))
    assert (both.published, both.published_by) == (date(2014, 3, 4), "markup")


def test_a_blog_is_not_taken_for_its_post() -> None:
    article = '<h1 class="title">Port Watch</h1><h3 class="post-title entry-title">Crane gone</h3>' + ARTICLE[20:]
    document = _read(_page(article=article, title="Port Watch: Crane gone"))
    assert (document.title, document.outlet) == ("Crane gone", "Port Watch")


def test_the_address_that_a_browser_leaves_in_a_saved_page() -> None:
    saved = b"<!-- saved from url=(0038)https://portwatch.example.org/crane -->\n"
    assert _read(_page().replace(b"<html>", saved + b"<html>")).url == "https://portwatch.example.org/crane"


@pytest.mark.parametrize(
    ("data", "encoding", "word"),
    [
        (
            _page().replace(b"<head>", b'<head><meta charset="iso-8859-1">').decode().encode("cp1252"),
            "windows-1252",
            "“It",
        ),
        (_page(article="<p>Министр сказал, что не знает.</p>" * 3).decode().encode("utf-16"), "utf-16-le", "Министр"),
        (
            '<?xml version="1.0" encoding="windows-1251"?><html><body><p>Министр молчал.</p>'.encode("cp1251"),
            "windows-1251",
            "Министр",
        ),
    ],
)
def test_the_encoding_that_the_page_declares(data: bytes, encoding: str, word: str) -> None:
    document = _read(data)
    assert word in document.text
    assert (document.encoding, document.notices) == (encoding, ())


def test_text_after_the_end_of_the_page_is_not_lost() -> None:
    assert _read(b"<html><body><p>Gone.</p></body></html><p>It left at night.</p>").text == "Gone.\n\nIt left at night."


def test_a_page_without_a_recognisable_main_text_is_kept_whole_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trafilatura.bare_extraction", lambda *_, **__: None)
    document = _read(_page())
    assert document.text.startswith("Crane gone\n\nThe crane was towed out")
    assert "About this site" not in document.text
    assert document.notices == ("The main text could not be told from the rest of the page; all of its text was kept.",)


def test_a_short_page_without_its_menu() -> None:
    assert _read(b"<html><body><nav>Home</nav><p>Gone.</p><footer>Port Watch</footer></body></html>").text == "Gone."


def test_a_main_text_that_is_a_small_part_of_the_page_is_said() -> None:
    links = "<div class='links'>" + "<a href='x'>Another crane that walked away</a> " * 400 + "</div>"
    document = _read(_page(article=ARTICLE + links))
    assert document.notices == (
        "Less than a tenth of the page's text was taken for its main text; compare it with the page.",
    )


@pytest.mark.parametrize(
    "data",
    [
        b"<html></html>",
        b"<!DOCTYPE html>",
        b"<html><head><title>Crane</title></head><body><script>document.write('gone')</script></body></html>",
        b"<html><frameset><frame src='a.html'></frameset></html>",
        b"<html><body><!-- <p>gone</p> --><img src='crane.png'></body></html>",
        b"<html><body>" + b"<div>" * 6_000 + b"<p>Gone.</p>",
    ],
)
def test_a_page_without_text_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(RefusedInputError, match=r"^saved/crane\.html is HTML without any text to read\. Save the page"):
        _read(data)


@pytest.mark.parametrize(
    "data",
    [
        "<html><body><p>The <b>crane <i>left <div>at <p>night</b> and nobody saw it",
        "<p>The crane left at night.<table><tr><td>And nobody saw it.",
        "<html><body><p>The crane &nosuch; left &#xD83D; at &#31; night &#128; &#xFFFF; &#x110000;.</p>",
        "<html><body><p>" + "The crane left at night. " * 50_000,
    ],
)
def test_broken_pages_are_read(data: str) -> None:
    text = _read(data.encode()).text
    assert "crane" in text
    assert not {"\x00", "\x1f", "\uffff", "\ud83d"} & set(text)
    text.encode("utf-8")


def test_a_page_reads_the_same_every_time() -> None:
    assert _read(_page()) == _read(_page())


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"  <!-- x --><!DOCTYPE html><p>Gone.", "text/html"),
        ("a", b"\xef\xbb\xbf<html><p>Gone.", "text/html"),
        ("a.txt", b"He wrote <html> on the wall.", "text/plain"),
        ("a.html", b"No markup at all.", "text/plain"),
        ("a.HTM", b"<p>Gone.</p>", "text/html"),
        ("a.txt", b"<p>Gone.</p>", "text/plain"),
    ],
)
def test_html_is_known_by_its_content_and_by_its_name(name: str, data: bytes, kind: str) -> None:
    assert media_type(Path(name), data) == kind


def test_plain_text_never_loads_what_only_html_needs() -> None:
    code = "import sys; from allegedly.readers import read; read(None, b'Gone.'); print('trafilatura' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_nothing_is_printed_about_a_page(capfd: pytest.CaptureFixture[str]) -> None:
    code = "from allegedly.readers import read; read(None, b'<html><body><p>Gone &#0;.</p><script>')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")

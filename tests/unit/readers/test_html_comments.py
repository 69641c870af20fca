"""Readers' comments, as blog software and news sites mark them up."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from allegedly.model import Document
from allegedly.readers import read

END = "The harbour board would not say who had signed for it."
ARTICLE = f"""<article class="post"><h1>Crane gone</h1><p>The crane was towed out of Leith on Monday night, two
witnesses said, by a pair of tugs without names.</p><p>{END}</p></article>"""
PAGE = """<html><head><title>Crane gone</title></head><body>{article}{comments}<footer>Port</footer></body></html>"""
FIRST, SECOND = ("Ann Other", date(2014, 3, 4), "Who signed for it?"), ("Tug Master", date(2014, 3, 5), "Not I.")


def _read(comments: str) -> Document:
    return read(Path("crane.html"), PAGE.format(article=ARTICLE, comments=comments).encode())


def _told(document: Document) -> list[tuple[str | None, date | None, str]]:
    return [((v.authors or (None,))[0], v.published, document.text[v.start : v.end]) for v in document.voices]


LAYOUTS = yaml.safe_load((Path(__file__).parent / "comment_layouts.yaml").read_text("utf-8"))


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_comments_are_voices_with_their_writers_and_days(layout: str) -> None:
    document = _read(layout)
    assert _told(document) == [FIRST, SECOND]
    assert [(v.kind, v.number, v.found_by) for v in document.voices] == [("comment", i, "readers.html") for i in (1, 2)]
    assert document.text.endswith(f"{END}\n\nWho signed for it?\n\nNot I.")
    assert document.published is None  # a comment's day is not the page's


def test_a_comment_of_several_paragraphs_is_one_voice() -> None:
    words = "<p>No.</p><p>Never, <i>ever</i>.<br>So there.</p>"
    document = _read(f'<div class="comment"><b class="author">Ann Other</b>{words}</div>')
    assert _told(document) == [("Ann Other", None, "No.\n\nNever, ever.\nSo there.")]


def test_a_comment_without_name_and_day_is_still_a_voice() -> None:
    document = _read('<div id="comments"><div class="comment"><p>Good riddance.</p></div></div>')
    assert _told(document) == [(None, None, "Good riddance.")]


@pytest.mark.parametrize(
    "layout",
    [
        '<div id="comments"><h4>No comments:</h4><a class="comment-link">Post a Comment</a></div>',
        '<p><a class="comments-link" href="#c">3 comments</a></p>',
        '<div class="comment-count">3 comments</div>',
        '<div class="comment"><span class="author"></span></div>',
    ],
)
def test_what_only_speaks_of_comments_is_none_and_is_not_kept(layout: str) -> None:
    document = _read(layout)
    assert document.voices == ()
    assert document.text.endswith(END)


def test_an_article_in_the_comment_section_of_a_paper_is_the_article() -> None:
    page = ARTICLE.replace('class="post"', 'class="comment"').replace("h1", "h2")
    document = read(Path("crane.html"), f"<html><body>{page}</body></html>".encode())
    assert document.voices == ()
    assert END in document.text


def test_a_page_of_nothing_but_comments() -> None:
    comments = '<div class="comment"><b class="author">A</b><p>No.</p></div><div class="comment"><p>Yes.</p></div>'
    document = read(Path("crane.html"), f"<html><body>{comments}</body></html>".encode())
    assert document.text == "No.\n\nYes."
    assert [v.spans for v in document.voices] == [((0, 3),), ((5, 9),)]

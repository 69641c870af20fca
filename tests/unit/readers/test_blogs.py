"""Whole blogs as Blogger and WordPress export them: every post, every comment, every name, day and offset."""

from pathlib import Path

import pytest
from tests.files.blogs import BLOG, Comment, blog, blogger, wordpress

from allegedly.model import Document
from allegedly.readers import Given, LeftOut, Part, Piece, media_type, open_file

POSTS = blog(11, 200)
EXPORTS = {
    "classic": (blogger(POSTS, seed=11), "application/atom+xml"),
    "takeout": (blogger(POSTS, seed=11, takeout=True), "application/atom+xml"),
    "wordpress": (wordpress(POSTS), "application/rss+xml"),
}


def _pieces(data: bytes) -> list[Piece]:
    return list(open_file(Path("blog.xml"), data))


def _document(part: Piece) -> Document:
    assert isinstance(part, Part)
    found = list(open_file(Path("blog.xml") / part.name, part.data, Given(about=part.about)))
    assert len(found) == 1
    assert isinstance(found[0], Document)
    return found[0]


@pytest.fixture(scope="module", params=EXPORTS)
def read(request: pytest.FixtureRequest) -> tuple[str, list[Document]]:
    data, kind = EXPORTS[request.param]
    assert media_type(None, data) == kind
    return request.param, [_document(part) for part in _pieces(data) if isinstance(part, Part)]


def test_every_post_is_a_document_in_the_order_of_the_feed(read: tuple[str, list[Document]]) -> None:
    name, documents = read
    assert len(documents) == len(POSTS)
    for document, post in zip(documents, POSTS, strict=True):
        assert (document.title, document.authors, document.outlet) == (post.title, (post.author,), BLOG)
        assert (document.published, document.published_by) == (post.at.date(), "markup")
        assert document.url == (None if name == "takeout" else post.url)
        assert (document.media_type, document.encoding, document.notices) == (EXPORTS[name][1], "utf-8", ())


def test_the_words_of_every_post_and_comment_are_its_text(read: tuple[str, list[Document]]) -> None:
    for document, post in zip(read[1], POSTS, strict=True):
        told = [paragraph for comment in post.comments for paragraph in comment.paragraphs]
        assert document.text == "\n\n".join((*post.paragraphs, *told)).lstrip("\n")


def test_every_comment_is_a_voice_and_knows_what_it_answers(read: tuple[str, list[Document]]) -> None:
    for document, post in zip(read[1], POSTS, strict=True):
        ids: dict[Comment | None, str | None] = {None: None}
        for number, (voice, comment) in enumerate(zip(document.voices, post.comments, strict=True), 1):
            assert document.text[voice.start : voice.end] == "\n\n".join(comment.paragraphs)
            assert (voice.kind, voice.number, voice.found_by) == ("comment", number, "readers.feeds")
            assert (voice.authors, voice.published) == ((comment.author,), comment.at.date())
            assert voice.parent == ids[comment.parent]
            ids[comment] = voice.id


@pytest.mark.parametrize("name", EXPORTS)
def test_what_is_not_a_post_is_counted(name: str) -> None:
    left_out = [piece.sentence for piece in _pieces(EXPORTS[name][0]) if isinstance(piece, LeftOut)]
    assert left_out == (["Left out of blog.xml: 3 settings and templates."] if name == "classic" else [])


@pytest.mark.parametrize("name", EXPORTS)
def test_parts_are_the_same_each_time_and_small(name: str) -> None:
    once, again = (_pieces(EXPORTS[name][0]) for _ in range(2))
    assert once == again
    assert sum(len(piece.data) for piece in once if isinstance(piece, Part)) < 2.5 * len(EXPORTS[name][0])
    assert isinstance(once[0], Part)
    assert once[0].name == f"0001 {POSTS[0].title.replace(':', '')}"


def test_a_blog_of_one_post_is_that_document_itself() -> None:
    post = next(post for post in POSTS if len(post.comments) > 2)
    for data in (blogger([post]), blogger([post], takeout=True), wordpress([post])):
        document = _pieces(data)[0]
        assert isinstance(document, Document)
        assert (document.title, len(document.voices)) == (post.title, len(post.comments))


def test_posts_that_the_blog_never_showed_are_left_out() -> None:
    kept, draft, trash = POSTS[:3]
    data = wordpress([kept, draft, trash])
    for number, status in ((draft.number, "draft"), (trash.number, "trash")):
        at = data.index(f"<wp:post_name>post-{number}<".encode())
        data = data[:at] + data[at:].replace(b"<wp:status>publish", f"<wp:status>{status}".encode(), 1)
    document, left_out = _pieces(data)
    assert isinstance(document, Document)
    assert document.title == kept.title
    assert left_out == LeftOut("Left out of blog.xml: 1 draft and 1 post in the trash.")

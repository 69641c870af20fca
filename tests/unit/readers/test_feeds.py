"""RSS and Atom feeds as sites and their readers write them, whole and damaged."""

from datetime import date
from pathlib import Path

import pytest

from allegedly.errors import RefusedInputError
from allegedly.extract.voices import complete_voices
from allegedly.model import Document
from allegedly.readers import About, Given, LeftOut, Part, Piece, media_type, open_file, read

RSS = '<rss version="2.0" {}><channel><title>Quay News</title><link>http://quay.example</link>{}</channel></rss>'
CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
WORDPRESS = f'{CONTENT} xmlns:wp="http://wordpress.org/export/1.2/"'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">{}</feed>'
ITEM = """<item><title>Crane gone</title><link>http://quay.example/crane</link><author>jo@quay.example (Jo Doe)</author>
<pubDate>Tue, 04 Mar 2014 23:50:00 -0500</pubDate>{}</item>"""
WORDS = "<description>The crane was towed out of Leith.</description>"
PERHAPS = "The feed holds a description of this post, which may be only a summary; compare it with its page."
DAMAGED = "The feed is damaged in line 2; what could be read of it was taken."


def _pieces(markup: str) -> list[Piece]:
    return list(open_file(Path("quay.xml"), markup.encode()))


def _one(markup: str) -> Document:
    return read(Path("quay.xml"), markup.encode())


def _texts(markup: str) -> list[str]:
    return [read(Path(part.name), part.data).text for part in _pieces(markup) if isinstance(part, Part)]


def test_what_an_item_says_of_itself() -> None:
    document = _one(RSS.format("", ITEM.format(WORDS)))
    assert document.text == "The crane was towed out of Leith."
    assert (document.title, document.authors, document.outlet) == ("Crane gone", ("Jo Doe",), "Quay News")
    assert document.url == "http://quay.example/crane"
    assert (document.published, document.published_by) == (date(2014, 3, 4), "markup")  # by its own clock
    assert (document.media_type, document.notices) == ("application/rss+xml", (PERHAPS,))


def test_what_is_known_from_outside_goes_first() -> None:
    given = Given(about=About(title="The crane", published=date(2014, 3, 9)), parent="f00")
    document = next(open_file(Path("quay.xml"), RSS.format("", ITEM.format(WORDS)).encode(), given))
    assert isinstance(document, Document)
    assert (document.title, document.published, document.parent) == ("The crane", date(2014, 3, 9), "f00")


@pytest.mark.parametrize(
    "end", ["[&amp;#8230;]", "...", "… Continue reading →", '&lt;a href="x"&gt;Read more&lt;/a&gt;']
)
def test_a_description_that_breaks_off_is_said_to(end: str) -> None:
    document = _one(RSS.format("", ITEM.format(WORDS.replace("Leith.", f"Leith {end}"))))
    assert document.notices == ("The feed holds only the beginning of this post; save its page to have all of it.",)


def test_the_whole_content_goes_before_the_description() -> None:
    content = "<content:encoded><![CDATA[<p>All&nbsp;of it.</p><p>More.</p>]]></content:encoded>"
    document = _one(RSS.format(CONTENT, ITEM.format(WORDS + content)))
    assert (document.text, document.notices) == ("All of it.\n\nMore.", ())


def test_atom_tells_summaries_and_changes_for_what_they_are() -> None:
    entry = "<entry><title>A</title><updated>2014-03-04T01:00:00Z</updated><summary>In short.</summary></entry>"
    document = _one(ATOM.format(entry))
    assert (document.text, document.published) == ("In short.", None)
    assert document.notices == (
        "The feed holds only a summary of this post; save its page to have all of it.",
        "The feed tells only when the post was last changed, on 2014-03-04; that is not taken for its day.",
    )


def test_an_entry_by_itself_in_xhtml_with_addresses_from_its_base() -> None:
    words = '<div xmlns="http://www.w3.org/1999/xhtml"><p>One<br/>two.</p><script/><p>Three.</p></div>'
    tags = f'<title>A</title><link href="p/1"/><content type="xhtml">{words}</content>'
    document = _one(f'<entry xmlns="http://www.w3.org/2005/Atom" xml:base="http://y.example/">{tags}</entry>')
    assert (document.text, document.url, document.outlet) == ("One\ntwo.\n\nThree.", "http://y.example/p/1", None)


def test_an_aggregated_entry_is_its_sources() -> None:
    source = "<source><title>The Solway Ledger</title><author><name>Ann Other</name></author></source>"
    document = _one(
        ATOM.format(f"<title>Planet</title><entry><title>A</title>{source}<content>Words.</content></entry>")
    )
    assert (document.outlet, document.authors) == ("The Solway Ledger", ("Ann Other",))


def test_answers_to_answers_find_their_post() -> None:
    entry = "<entry><id>{0}</id><content>{0} says.</content>{1}</entry>"
    answer = '<thr:in-reply-to ref="{}"/>'
    entries = [("c2", answer.format("c1")), ("c1", answer.format("post")), ("post", ""), ("x", answer.format("gone"))]
    document, left_out = _pieces(ATOM.format("".join(entry.format(*one) for one in entries)))
    assert isinstance(document, Document)
    assert document.text == "post says.\n\nc1 says.\n\nc2 says."
    assert left_out == LeftOut("Left out of quay.xml: 1 comment on a post that is not taken.")


def test_comments_in_a_ring_are_counted() -> None:
    entry = '<entry><id>{}</id><content>Words.</content><thr:in-reply-to ref="{}"/></entry>'
    post = "<entry><id>p</id><content>Post.</content></entry>"
    pieces = _pieces(ATOM.format(post + entry.format("a", "b") + entry.format("b", "a")))
    assert pieces[1:] == [LeftOut("Left out of quay.xml: 2 comments on posts that are not taken.")]


def _wordpress(words: str, comments: str = "", kind: str = "post") -> str:
    content = f"<content:encoded><![CDATA[{words}]]></content:encoded>"
    tags = f"<wp:post_type>{kind}</wp:post_type><wp:status>publish</wp:status>{content}{comments}"
    return RSS.format(WORDPRESS, ITEM.format(tags))


def _comment(number: int, words: str, parent: int = 0, approved: str = "1", kind: str = "") -> str:
    told = {"id": number, "content": words, "parent": parent, "approved": approved, "type": kind}
    tags = "".join(f"<wp:comment_{name}>{value}</wp:comment_{name}>" for name, value in told.items())
    return f"<wp:comment>{tags}<wp:comment_date>2014-03-0{number} 10:00:00</wp:comment_date></wp:comment>"


def test_wordpress_keeps_paragraphs_as_line_ends_and_brackets_for_its_own_marks() -> None:
    words = '[caption id="a" width="3"]<img src="x"> The quay[/caption]\n\nOne,\ntwo. [sic]\n\n<pre>a\n\nb</pre>'
    assert _one(_wordpress(words)).text == "The quay\n\nOne,\ntwo. [sic]\n\na b"


def test_what_the_block_editor_wrote_has_its_paragraphs_marked() -> None:
    words = "<!-- wp:paragraph -->\n<p>One,\ntwo.</p>\n<!-- /wp:paragraph -->"
    assert _one(_wordpress(words)).text == "One, two."


def test_comments_that_wordpress_did_not_show_are_counted_and_not_kept() -> None:
    hidden = (
        _comment(2, "Buy", approved="spam") + _comment(3, "Hm", approved="0") + _comment(4, "Ping", kind="pingback")
    )
    comments = hidden + _comment(6, "Answer.", parent=5) + _comment(5, "First.") + _comment(7, "To spam.", parent=2)
    document, left_out = _pieces(_wordpress("Post.", comments))
    assert isinstance(document, Document)
    assert document.text == "Post.\n\nFirst.\n\nAnswer.\n\nTo spam."
    first = document.voices[0].id
    assert [(v.number, v.parent) for v in document.voices] == [(1, None), (2, first), (3, None)]
    assert left_out == LeftOut(
        "Left out of quay.xml: 1 comment that was not approved, 1 spam comment and 1 ping from another site."
    )
    two = _pieces(_wordpress("Post.", comments).replace("</channel>", ITEM.format(WORDS) + "</channel>"))
    assert isinstance(two[0], Part)
    assert b"Buy" not in two[0].data
    assert len(read(None, two[0].data).voices) == 3


def test_pages_are_documents_and_pictures_and_menus_are_not() -> None:
    assert _one(_wordpress("About us.", kind="page")).text == "About us."
    for kind, told in (("attachment", "1 attached file"), ("nav_menu_item", "1 setting or template")):
        with pytest.raises(RefusedInputError, match=f"without any published post to read \\(left out {told}\\)"):
            _pieces(_wordpress("x", kind=kind))


def test_voices_are_the_same_as_on_the_web_page() -> None:
    words = """<p>[The text below is taken from an article by Hannah Scowcroft, Solway Ledger, 3 July 2013.]</p>
    <blockquote><p>The crane was towed out of Leith on Monday night, two witnesses said, without light.</p></blockquote>
    <p>I have asked the board about it twice, and twice it has sent me the same leaflet. [Ed.: now three times.]</p>"""
    page = f"<html><body><article><p></p>{words}</article></body></html>"
    feed = RSS.format(CONTENT, ITEM.format(f"<content:encoded><![CDATA[{words}]]></content:encoded>"))
    on_page = complete_voices(read(Path("crane.html"), page.encode(), published=date(2014, 3, 4)))
    in_feed = complete_voices(_one(feed))
    assert in_feed.text == on_page.text
    told = [[(v.kind, v.spans, v.announced) for v in one.voices] for one in (in_feed, on_page)]
    assert told[0] == told[1]
    assert {voice.kind for voice in in_feed.voices} >= {"author", "editor_note"}


DAMAGE = {
    "named characters": ("Caf&eacute; <b>&nbsp;gone</b>", "Café gone"),
    "a lone ampersand": ("Keel & Sons", "Keel & Sons"),
    "a control character": ("One\x0btwo", "One\ufffdtwo"),
    "an open tag": ("<p>One", "One"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_feed_gives_what_can_be_had(name: str) -> None:
    words, text = DAMAGE[name]
    feed = RSS.format("", ITEM.format(f"<description>{words}</description>") + ITEM.format(WORDS))
    assert sorted(_texts(feed)) == sorted([text, "The crane was towed out of Leith."])
    told = _pieces(feed)[-1]
    assert isinstance(told, LeftOut)
    assert told.sentence.startswith("quay.xml: The feed is damaged in line ")


def test_a_feed_that_was_cut_off_says_so() -> None:
    feed = RSS.format("", ITEM.format(WORDS))
    document = _one(feed[: feed.index("out of Leith")])
    assert (document.text, document.notices) == ("The crane was towed", (DAMAGED, PERHAPS))


HOSTILE = {
    "an entity bomb": '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + RSS.format("", ITEM.format("&b;")),
    "a file from the disk": '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + RSS.format("", "&a;"),
    "nothing": RSS.format("", ""),
    "depth": "<rss><channel>" + "<a>" * 100_000,
    "a post of nothing": RSS.format("", "<item/>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_feeds_end_in_a_sentence(name: str) -> None:
    with pytest.raises(RefusedInputError, match=r"^quay\.xml is a feed .*\.$"):
        _pieces(HOSTILE[name])


def test_the_doctype_of_old_feeds_does_no_harm() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
    assert _one(doctype + RSS.format("", ITEM.format("<description>Caf&eacute;</description>"))).text == "Café"


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_feeds_in_other_encodings(encoding: str) -> None:
    feed = f'<?xml version="1.0" encoding="{encoding}"?>' + RSS.format(
        "", ITEM.format("<description>Café</description>")
    )
    assert read(Path("quay.xml"), feed.encode(encoding)).text == "Café"


def test_rss_one_with_its_items_beside_the_channel() -> None:
    item = "<item><title>{0}</title><description>{0} words</description><dc:date>2004-05-06</dc:date></item>"
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://x"><title>Old</title></channel>'
        f"{item.format('One')}{item.format('Two')}</rdf:RDF>"
    )
    documents = [read(Path(part.name), part.data) for part in _pieces(rdf) if isinstance(part, Part)]
    assert [(d.title, d.text, d.outlet, d.published) for d in documents] == [
        ("One", "One words", "Old", date(2004, 5, 6)),
        ("Two", "Two words", "Old", date(2004, 5, 6)),
    ]


def test_what_a_file_is_shows_soon_however_many_comments_it_begins_with() -> None:
    assert media_type(None, b"<!-- a -->" * 400 + b"x") == "text/plain"
    assert media_type(None, b"<!-- a -->\n" * 40 + b"<rss>") == "application/rss+xml"

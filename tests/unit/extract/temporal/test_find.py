"""Voices, narration and joints: what expressions mean in a whole document."""

from datetime import date

from allegedly.extract.temporal import find_times
from allegedly.model import Document, TimeExpression, Voice
from allegedly.nlp.language import load
from allegedly.nlp.layout import paragraphs

BODY = "The plan was made on March 29. It failed the next morning.\n\n"
COMMENT = "I was there on March 29. Two years ago nobody asked, and the next morning it rained."


def read(document: Document) -> tuple[TimeExpression, ...]:
    return find_times(document, load().parse(document.text, [start for start, _ in paragraphs(document.text)]))


def two_voices() -> Document:
    text = BODY + COMMENT
    author = Voice("v1", "author", ((0, len(BODY)),))
    comment = Voice("v2", "comment", ((len(BODY), len(text)),), parent="v1", published=date(2014, 1, 10))
    return Document("d", text, "h", published=date(2011, 6, 15), voices=(author, comment))


def test_each_voice_has_its_own_date_and_narration() -> None:
    values = [(time.text, time.value) for time in read(two_voices())]
    assert values == [
        ("March 29", "2011-03-29"),
        ("the next morning", "2011-03-30TMO"),
        ("March 29", "2013-03-29"),
        ("Two years ago", "2012"),
        ("the next morning", "2013-03-30TMO"),
    ]


def test_a_voice_in_several_pieces_goes_on_telling() -> None:
    note = "[A note of 3 April 2009.] "
    text = "They met on March 29. " + note + "The next day they parted."
    begin, end = text.index(note), text.index(note) + len(note)
    author = Voice("v1", "author", ((0, begin), (end, len(text))))
    editor = Voice("v2", "editor_note", ((begin, end),), parent="v1")
    found = read(Document("d", text, "h", published=date(2011, 6, 15), voices=(author, editor)))
    assert [(time.text, time.value) for time in found][-1] == ("The next day", "2011-03-30")


def test_offsets_are_exact_and_ids_differ() -> None:
    document = two_voices()
    found = read(document)
    assert all(document.text[time.start : time.end] == time.text for time in found)
    assert len({time.id for time in found}) == len(found)


def test_a_document_without_voices_or_date_is_read_all_the_same() -> None:
    found = read(Document("d", "On 3 May 2010 he left. On May 9 he was back, last week he died.", "h"))
    assert [(time.value, time.basis) for time in found] == [
        ("2010-05-03", "explicit"),
        ("2010-05-09", "narration"),
        ("XXXX-WXX", "none"),
    ]


def test_a_telling_of_history_goes_by_its_own_dates(times_in) -> None:
    text = (
        "On 2 March 1904 the siege began. On 5 May 1904 it was lifted. In June the fleet sailed. "
        'On 7 August 1904 the admiral wrote: "I left two days ago." In January he was dead.'
    )
    values = [(time.text, time.value) for time in times_in(text)]
    assert values[2:] == [
        ("June", "1904-06"),
        ("7 August 1904", "1904-08-07"),
        ("two days ago", "1904-08-05"),
        ("January", "1905-01"),
    ]


def test_a_date_long_past_does_not_make_news_a_story(times_in) -> None:
    text = "She was born on 24 February 1955 and left school in 1971. On Tuesday she resigned.\n\nIn April she was ill."
    assert [time.value for time in times_in(text)] == ["1955-02-24", "1971", "2011-06-14", "2011-04"]


def test_plans_do_not_move_the_narration(times_in) -> None:
    text = "They met on March 29. He will speak on July 4. The next day she flew home."
    assert [time.value for time in times_in(text)] == ["2011-03-29", "2011-07-04", "2011-03-30"]


def test_the_order_of_digits_is_learnt_from_the_document(times_in) -> None:
    values = [time.value for time in times_in("Paid on 05/06/2010, 06/07/2010 and 12/31/2010.")]
    assert values == ["2010-05-06", "2010-06-07", "2010-12-31"]


def test_nothing_crosses_a_paragraph(times_in) -> None:
    assert [time.text for time in times_in("They left in March\n\n10 people died.")] == ["March"]


def test_an_impossible_date_is_no_date(times_in) -> None:
    assert times_in("It was signed on 31 June 2010 and on 2010-02-30.") == ()

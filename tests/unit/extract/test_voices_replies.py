"""Messages in a plain text: the voices of a thread that was saved or pasted as text."""

from datetime import date

from allegedly.extract.voices import complete_voices
from allegedly.model import Document, Voice, sha256
from allegedly.pipeline import annotate_documents
from allegedly.readers import read

HEAD = "From: Ann Other <ann@harbour.example>\nTo: Jane Doe <jane@crane.example>\nSubject: Re: the crane\n\n"
REPLY = (
    "Dear Jane,\n\nI never said that the board had sold the crane to anybody.\n\n"
    "On Tue, Mar 4, 2014 at 10:12 AM, Jane Doe\n<jane@crane.example> wrote:\n\n"
    "> Did you see the crane on the quay on Monday with the others?\n>> It is gone.\n> I did not.\n\n"
    "Nor did I, and I was there until ten.\n"
)
OUTLOOK = (
    "-----Original Message-----\nFrom: Roe, John (Board)\nSent: Monday, March 3, 2014 8:00 AM\nTo: Ann Other\n\n"
    "Dear Ann,\n\nThe board meets on Thursday to hear the harbour master.\n\nYours,\nJohn Roe\n"
)


def voices_of(text: str) -> list[tuple[str, tuple[str, ...], date | None, int | None, str]]:
    document = complete_voices(Document(id=sha256(text.encode()), text=text, text_sha256=sha256(text.encode())))
    numbers = {voice.id: number for number, voice in enumerate(document.voices)}
    return [(v.kind, v.authors, v.published, numbers.get(v.parent or ""), _words(document, v)) for v in document.voices]


def _words(document: Document, voice: Voice) -> str:
    return " | ".join(" ".join(document.text[start:end].split()) for start, end in voice.spans)


def test_a_reply_holds_what_it_quotes() -> None:
    whole, jane = voices_of(HEAD + REPLY)
    assert whole[:4] == ("message", ("Ann Other",), None, None)
    assert whole[4].endswith("wrote: | Nor did I, and I was there until ten.")
    assert jane[:4] == ("message", ("Jane Doe",), date(2014, 3, 4), 0)
    assert jane[4].startswith("> Did you see")
    assert jane[4].endswith("> I did not.")


def test_a_reply_without_a_head_is_its_authors() -> None:
    author, jane = voices_of("I never said so.\n\n" + REPLY.split("\n\n", 2)[2])
    assert author[0] == "author"
    assert jane[:4] == ("message", ("Jane Doe",), date(2014, 3, 4), 0)


def test_a_signature_in_the_message_below_signs_that_only() -> None:
    whole, original = voices_of(HEAD + REPLY.split("On Tue")[0] + OUTLOOK)
    assert whole[1] == ("Ann Other",)
    assert whole[4].endswith("-----Original Message-----")
    assert original[:4] == ("message", ("John Roe",), date(2014, 3, 3), 0)
    assert original[4].endswith("Yours, John Roe")


def test_marks_without_a_word_on_whose_they_are_stay() -> None:
    (whole,) = voices_of(f"{HEAD}The board met again on Monday to talk about it.\n> The crane.\n")
    assert whole[1] == ("Ann Other",)


def test_a_reader_s_message_may_hold_notes_and_passages() -> None:
    text = (
        HEAD + 'See this.\n\nFrom The Harbour Courier, 3 March 2014:\n\n"It was sold."\n\nOn:\n\n    Quoted.\n\nMine.'
    )
    spans = (0, text.index("    Q") - 2), (text.index("Mine"), len(text))
    top = Voice("a", "message", spans, authors=("Ann Other",))
    start = text.index("Quoted")
    quoted = Voice("b", "message", ((start, start + 7),), parent="a", authors=("Bo Li",))
    document = complete_voices(Document(id="0", text=text, text_sha256="0", voices=(top, quoted)))
    whole, passage, kept = document.voices
    assert (passage.kind, passage.parent, passage.published) == ("quoted", "a", date(2014, 3, 3))
    assert _words(document, passage) == '"It was sold."'
    assert _words(document, whole).endswith("2014: | On: | Mine.")
    assert (whole.id, whole.authors) == ("a", ("Ann Other",))
    assert kept == quoted


def test_the_line_that_announces_a_message_attributes_nothing() -> None:
    text = HEAD + REPLY.replace("Did you see the crane", "The board has sold the crane")
    found = next(annotate_documents([read(None, text.encode())]))
    assert not any("wrote" in text[slice(*record.cue[0])] for record in found.attributions)
    (quoted,) = (voice for voice in found.document.voices if voice.authors == ("Jane Doe",))
    (sold,) = (claim for claim in found.claims if claim.voice == quoted.id and claim.predicate == "sell")
    assert [hop.name for hop in sold.chain] == ["Ann Other", "Jane Doe"]

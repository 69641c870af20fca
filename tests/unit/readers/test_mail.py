"""E-mail: the head, the body in its best form, the messages in it, and what is attached."""

import base64
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from allegedly.errors import RefusedInputError
from allegedly.model import Document, Voice, sha256
from allegedly.readers import Given, Part, Piece, open_file

HEAD = """\
From: Ann Other <ann@harbour.example>
To: Jane Doe <jane@crane.example>
Date: Wed, 5 Mar 2014 00:30:00 +0200
Subject: Re: the crane
Message-ID: <1@harbour.example>
"""
SIGNED = (
    "\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA1\n\nHello.\n"
    "-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP SIGNATURE-----\n"
)
WORDS = "The board never sold the crane."


def opened(data: bytes | str, name: str = "a.eml") -> list[Piece]:
    return list(open_file(Path(name), data.encode() if isinstance(data, str) else data))


def read(data: bytes | str) -> Document:
    document = opened(data)[0]
    assert isinstance(document, Document)
    for voice in document.voices:
        for start, end in voice.spans:
            words = document.text[start:end]
            assert words
            assert words == words.strip()
    inked = sum(not c.isspace() for c in document.text)
    assert inked == sum(not c.isspace() for v in document.voices for c in _words(document, v))
    return document


def _words(document: Document, voice: Voice) -> str:
    return "".join(document.text[start:end] for start, end in voice.spans)


def said(document: Document) -> list[tuple[tuple[str, ...], date | None, str, int | None]]:
    """The voices: who, when, the words without white space, and the number of the one around."""
    numbers = {voice.id: number for number, voice in enumerate(document.voices)}
    return [
        (
            voice.authors,
            voice.published,
            " | ".join(" ".join(document.text[start:end].split()) for start, end in voice.spans),
            numbers[voice.parent] if voice.parent else None,
        )
        for voice in document.voices
    ]


def html_of(body: str) -> Document:
    return read(f"{HEAD}Content-Type: text/html; charset=utf-8\n\n<html><body>{body}</body></html>")


def test_a_message_is_its_head_and_its_body() -> None:
    data = f"{HEAD}\n{WORDS}\n\nNor did I.\n".encode()
    document = read(data)
    assert document.text == (
        "From: Ann Other <ann@harbour.example>\nTo: Jane Doe <jane@crane.example>\n"
        f"Date: Wed, 5 Mar 2014 00:30:00 +0200\nSubject: Re: the crane\n\n{WORDS}\n\nNor did I."
    )
    assert document.id == sha256(data)
    assert (document.title, document.authors, document.media_type) == (
        "Re: the crane",
        ("Ann Other",),
        "message/rfc822",
    )
    assert (document.published, document.published_by, document.notices) == (date(2014, 3, 5), "markup", ())
    (voice,) = document.voices
    assert (voice.kind, voice.authors, voice.published) == ("message", ("Ann Other",), date(2014, 3, 5))
    assert voice.announced is not None
    assert document.text[slice(*voice.announced)] == "Ann Other"


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("Ann Other <a@x.example>", "Ann Other"),
        ('"Other, Ann (Harbour Board)" <a@x.example>', "Ann Other"),
        ("=?utf-8?b?SsO8cmdlbiBXZWnDnw==?= <j@x.example>", "Jürgen Weiß"),
        ("=?iso-8859-1?Q?J=FCrgen?= =?iso-8859-1?Q?_Wei=DF?= <j@x.example>", "Jürgen Weiß"),
        ("Jürgen Weiß <j@x.example>", "Jürgen Weiß"),
        ("'Ann Other' via Harbour list <list@x.example>", "Ann Other"),
        ("a@x.example (Ann Other)", "Ann Other"),
        ("a@x.example", "a@x.example"),
        ("Harbour Board press office <press@x.example>", "Harbour Board press office"),
    ],
)
def test_the_sender_is_whoever_people_see(sender: str, name: str) -> None:
    assert read(f"Message-ID: <1@x>\nFrom: {sender}\nDate: 4 Mar 2014 10:00 +0000\n\n{WORDS}").authors == (name,)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Tue, 04 Mar 2014 23:59:00 -0800", date(2014, 3, 4)),
        ("Wed, 5 Mar 2014 00:01:00 +1400 (LINT)", date(2014, 3, 5)),
        ("4 Mar 14 10:00 GMT", date(2014, 3, 4)),
        ("2014-03-04T10:00:00+01:00", date(2014, 3, 4)),
        ("Tue, 99 Mar 2014 10:00:00 +0000", None),
        ("yesterday", None),
    ],
)
def test_the_day_is_the_senders(written: str, day: date | None) -> None:
    document = read(f"Message-ID: <1@x>\nFrom: Ann Other <a@x.example>\nDate: {written}\n\n{WORDS}")
    assert document.published == day
    assert bool(document.notices) == (day is None)


def test_the_plain_form_goes_before_the_html() -> None:
    mail = EmailMessage()
    mail["From"], mail["Date"], mail["Subject"] = "Ann Other <a@x.example>", "4 Mar 2014 10:00 +0000", "Crane"
    mail["Message-ID"] = "<1@x>"
    mail.set_content(WORDS)
    mail.add_alternative(f"<p>{WORDS} In HTML.</p>", subtype="html")
    assert read(mail.as_bytes()).text.endswith(f"Crane\n\n{WORDS}")
    mail.clear_content()
    mail.set_content("Your program shows no HTML.")
    mail.add_alternative(f"<p>{WORDS}</p>" * 20, subtype="html")
    assert "shows no HTML" not in read(mail.as_bytes()).text


def test_lines_that_flow_are_joined() -> None:
    body = "The board \nnever sold \nit.\n> Who \n> did?\n\n-- \nAnn"
    text = read(f"{HEAD}Content-Type: text/plain; format=flowed\n\n{body}").text
    assert text.endswith("The board never sold it.\n\n    Who did?\n\n--\nAnn")
    text = read(f"{HEAD}Content-Type: text/plain; format=flowed; delsp=yes\n\nThe bo \nard.").text
    assert text.endswith("\n\nThe board.")


def test_encodings_for_the_way_are_undone() -> None:
    text = read(
        f"{HEAD}Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
        "J=FCrgen=\n was there."
    ).text
    assert text.endswith("Jürgen was there.")
    damaged = base64.b64encode(b"The board never sold the crane.").decode()[:-3] + "!\n*"
    text = read(f"{HEAD}Content-Transfer-Encoding: base64\n\n{damaged}").text
    assert "The board never sold the cran" in text
    text = read(HEAD.encode() + b"Content-Type: text/plain; charset=no-such\n\nJ\xfcrgen saw the crane.").text
    assert text.endswith("Jürgen saw the crane.")
    assert "\ufffd" in read(HEAD.encode() + b"\nThe\x00 crane.").text


def test_a_reply_quotes_its_parent_bit_by_bit() -> None:
    document = read(
        f"{HEAD}\nHello.\n\nOn Tue, Mar 4, 2014 at 10:12 AM, Jane Doe\n<jane@crane.example> wrote:\n\n"
        "> Where is it?\n>\n> On 3 March 2014 at 09:00, Bo Li wrote:\n>> It is gone.\n> And the ship?\n\nGone.\n\n"
        "> Since when?\n\nMonday.\n"
    )
    whole, jane, bo = said(document)
    assert whole[2].endswith("Jane Doe <jane@crane.example> wrote: | Gone. | Monday.")
    assert jane == (
        ("Jane Doe",), date(2014, 3, 4),
        "Where is it? On 3 March 2014 at 09:00, Bo Li wrote: | And the ship? | Since when?", 0,
    )  # fmt: skip
    assert bo == (("Bo Li",), date(2014, 3, 3), "It is gone.", 1)
    assert "    Where is it?" in document.text
    assert ">" not in document.text.split("wrote:", 1)[1]


def test_the_outlook_way() -> None:
    document = read(
        f"{HEAD}\nSee below.\n\n-----Original Message-----\nFrom: Roe, John (Board) [mailto:roe@x.example]\n"
        "Sent: Monday, March 3, 2014 8:00 AM\nTo: Ann Other\nSubject: crane\n\nThe board meets.\n\n"
        "From: Bo Li\nSent: 2 March 2014 08:00\nTo: Roe, John\nSubject: crane\n\nIt is gone.\n"
    )
    assert [(who, when, around) for who, when, _, around in said(document)] == [
        (("Ann Other",), date(2014, 3, 5), None),
        (("John Roe",), date(2014, 3, 3), 0),
        (("Bo Li",), date(2014, 3, 2), 1),
    ]


def test_a_forwarded_message_is_its_writers() -> None:
    apple = (
        f"{HEAD}\nBegin forwarded message:\n\n> From: Bo Li <b@x.example>\n> Subject: crane\n"
        "> Date: 2 March 2014 08:00\n>\n> It is gone.\n"
    )
    gmail = (
        f"{HEAD}\n---------- Forwarded message ---------\nFrom: Bo Li <b@x.example>\n"
        "Date: Sun, Mar 2, 2014 at 8:00 AM\nSubject: crane\nTo: Ann\n\nIt is gone.\n"
    )
    for data in (apple, gmail):
        who, when, words, around = said(read(data))[1]
        assert (who, when, around) == (("Bo Li",), date(2014, 3, 2), 0)
        assert words.endswith("It is gone.")


def test_block_quotations_are_what_is_quoted() -> None:
    document = html_of(
        '<p>Never.</p><div class="gmail_quote"><div class="gmail_attr">On Tue, Mar 4, 2014 at 10:12 AM Jane Doe &lt;'
        '<a href="mailto:j@x.example">j@x.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote"><p>Who sold '
        "it?<br>When?</p><blockquote>It is gone.</blockquote></blockquote></div>"
    )
    _, jane, unknown = said(document)
    assert jane == (("Jane Doe",), date(2014, 3, 4), "Who sold it? When?", 0)
    assert unknown == ((), None, "It is gone.", 1)


def test_the_outlook_way_in_html() -> None:
    document = html_of(
        "<p>Never.</p><div style='border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> John Roe &lt;r@x.example&gt;"
        "<br><b>Sent:</b> Monday, March 3, 2014 8:00 AM<br><b>To:</b> Ann<br><b>Subject:</b> crane</p></div>"
        "<p>The board meets.</p>"
    )
    assert said(document)[1][:2] == (("John Roe",), date(2014, 3, 3))
    assert said(document)[1][2].endswith("The board meets.")


def test_a_head_in_a_table_is_read_too() -> None:
    rows = "".join(
        f"<tr><th>{k}: </th><td>{v}</td></tr>"
        for k, v in (("Subject", "c"), ("Date", "3 March 2014"), ("From", "Bo Li &lt;b@x.example&gt;"), ("To", "Ann"))
    )
    document = html_of(f"<p>See.</p><p>-------- Forwarded Message --------</p><table>{rows}</table><p>It is gone.</p>")
    assert said(document)[1][:2] == (("Bo Li",), date(2014, 3, 3))


def test_hidden_elements_are_left_out() -> None:
    assert "preview" not in html_of('<div style="display:none">preview</div><p>The crane.</p>').text


def test_what_a_list_adds_is_nobodys() -> None:
    document = read(f"{HEAD}\nNever.\n\n{'_' * 47}\nHarbour mailing list\nharbour@x.example\n")
    assert [voice.kind for voice in document.voices] == ["message", "editor_note"]
    assert document.voices[1].authors == ()


def test_attachments_come_as_they_are() -> None:
    mail = EmailMessage()
    mail["From"], mail["Date"], mail["Subject"] = "Ann Other <a@x.example>", "4 Mar 2014 10:00 +0000", "Crane"
    mail["Message-ID"] = "<1@x>"
    mail.set_content(WORDS)
    mail.add_attachment(b"%PDF-1.4\n", maintype="application", subtype="pdf", filename="Löschung/../log.pdf")
    mail.add_attachment(b"%PDF-1.5\n", maintype="application", subtype="pdf", filename="log.pdf")
    mail.add_attachment(b"a,b\n", maintype="text", subtype="csv")
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Bo Li <b@x.example>", "gone: a/b"
    inner.set_content("It is gone.")
    mail.add_attachment(inner)
    document, *parts = opened(mail.as_bytes())
    assert isinstance(document, Document)
    assert "gone" not in document.text
    assert parts == [
        Part("log.pdf", b"%PDF-1.4\n"),
        Part("log (2).pdf", b"%PDF-1.5\n"),
        Part("attachment.csv", b"a,b\n"),
        Part("gone a b.eml", inner.as_bytes()),
    ]


def test_pictures_in_the_body_are_counted() -> None:
    picture = "Content-Type: image/png\nContent-ID: <p{}>\nContent-Transfer-Encoding: base64\n\niVBORw0K\n"
    parts = "--b\n".join(["", "Content-Type: text/html\n\n<p>The crane.</p>\n", picture.format(1), picture.format(2)])
    document, *others = opened(f"{HEAD}Content-Type: multipart/related; boundary=b\n\n{parts}--b--\n")
    assert isinstance(document, Document)
    assert document.notices == ("2 pictures in the body of the message were left out.",)
    assert others == []


@pytest.mark.parametrize(
    ("rest", "sentence"),
    [
        ("Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n", "encrypted (PGP)"),
        ("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB\n", "encrypted (S/MIME)"),
        ("Content-Type: application/pkcs7-mime; smime-type=signed-data\n\nMIIB\n", "hides its text"),
        ("\n-----BEGIN PGP MESSAGE-----\n\nhQEM\n-----END PGP MESSAGE-----\n", "encrypted (PGP)"),
        (SIGNED, "not checked"),
        ("Content-Type: message/external-body; access-type=x\n\n", "kept elsewhere"),
        ("\n", "no text"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_told(rest: str, sentence: str) -> None:
    document = read(HEAD + rest)
    assert any(sentence in notice for notice in document.notices)
    assert "BEGIN PGP" not in document.text
    assert document.text.startswith("From: Ann Other")


def test_what_is_known_from_outside_goes_first() -> None:
    (document,) = open_file(None, f"{HEAD}\n{WORDS}".encode(), Given(parent="0" * 64))
    assert isinstance(document, Document)
    assert document.parent == "0" * 64


@pytest.mark.parametrize(
    "data",
    [
        "Message-ID: <1@x>\n" + "From: " + "(" * 5_000 + "\n\nThe crane.",
        "Message-ID: <1@x>\nTo: " + ", ".join(f"a{i}@x.example" for i in range(20_000)) + "\n\nThe crane.",
        "Message-ID: <1@x>\nSubject: =?utf-8?q?=ZZ?= =?no-such?b?!!!?=\n\nThe crane.",
        "Message-ID: <1@x>\nContent-Type: multipart/mixed\n\nThe crane.",
        "Message-ID: <1@x>\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe crane.",
        "Message-ID: <1@x>\nContent-Type: ; ; =;;\nDate: \nFrom: <>\n\nThe crane.",
        "Message-ID: <1@x>\nContent-Type: text/html\n\n<blockquote>" * 1 + "<blockquote>" * 500 + "The crane.",
        "Message-ID: <1@x>\n\n" + "".join(f"{'>' * (i % 400)} The crane.\n" for i in range(5_000)),
        "Message-ID: <1@x>\n\n" + "On 4 March 2014 at 10:12, Jane Doe wrote:\nThe crane.\n" * 3_000,
        "Message-ID: <1@x>\n\n" + "From: Jane Doe\nSent: 4 March 2014\nTo: Bo Li\nThe crane.\n" * 3_000,
    ],
)
def test_malformed_messages_are_read_as_far_as_they_go(data: str) -> None:
    assert "The crane." in read(data).text


def test_what_has_nothing_is_refused() -> None:
    with pytest.raises(RefusedInputError, match=r"a\.eml"):
        opened("Message-ID: <1@x>\n\n")
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n" for i in range(3_000))
    with pytest.raises(RefusedInputError, match="cannot be read"):
        opened(f"Message-ID: <1@x>\n{deep}")

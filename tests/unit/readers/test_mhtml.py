"""Pages saved in one file: the page as HTML, its address, and what was left out."""

from datetime import date
from pathlib import Path

import pytest

from allegedly.errors import RefusedInputError
from allegedly.model import Document, sha256
from allegedly.readers import media_type, read

SAVED = Path(__file__).parents[2] / "files" / "crane.mhtml"
PAGE = (
    "<html><head><title>The crane</title></head><body><p>The crane left the quay, J=C3=BCrgen said.</p></body></html>"
)
HEAD = "From: <Saved by {}>\nSubject: =?utf-8?Q?The=20cr=C3=A5ne?=\nMIME-Version: 1.0\n"
ADDRESS = "https://anchor.example/crane"


def page(*parts: str, head: str = HEAD.format("UnMHT"), parameters: str = "") -> bytes:
    body = "".join(f"--b\n{part}\n" for part in parts)
    return f"{head}Content-Type: multipart/related; boundary=b{parameters}\n\n{body}--b--\n".encode()


def part(kind: str, body: str, *fields: str) -> str:
    return "\n".join([f"Content-Type: {kind}", "Content-Transfer-Encoding: quoted-printable", *fields, "", body])


def opened(data: bytes) -> Document:
    assert media_type(Path("page.mht"), data) == "multipart/related"
    return read(Path("page.mht"), data)


def test_a_page_saved_by_a_browser() -> None:
    data = SAVED.read_bytes()
    document = opened(data)
    assert (document.id, document.media_type) == (sha256(data), "multipart/related")
    assert document.url == "https://harbour-courier.example/2014/03/crane.html"
    assert (document.title, document.authors) == ("The crane that walked away", ("Jane Doe",))
    assert (document.published, document.published_by) == (date(2014, 3, 5), "markup")
    assert "said Jürgen Weiß of the Harbour Board" in document.text
    assert [(voice.kind, voice.authors) for voice in document.voices] == [
        ("comment", ("Bo Li",)),
        ("comment", ("Ann Other",)),
    ]
    assert document.notices == (
        "What the page shows besides its text was left out: 1 frame, 1 picture, 1 style sheet.",
    )
    assert "boat" not in document.text


def test_the_page_is_the_part_that_the_head_names() -> None:
    frame = part("text/html", "<p>Buy a boat.</p>", "Content-ID: <f>")
    whole = part("text/html; charset=utf-8", PAGE, "Content-ID: <p>", f"Content-Location: {ADDRESS}")
    document = opened(page(frame, whole, parameters='; start="<p>"'))
    assert document.text.startswith("The crane left the quay, Jürgen said.")
    assert document.url == ADDRESS
    snapshot = HEAD.format("Blink") + f"Snapshot-Content-Location: {ADDRESS}\n"
    assert opened(page(frame, whole, head=snapshot)).text == document.text


def test_the_encoding_is_that_of_the_part_or_of_the_page() -> None:
    assert "Jürgen" in opened(page(part("text/html; charset=iso-8859-1", PAGE.replace("=C3=BC", "=FC")))).text
    named = PAGE.replace("<title>", '<meta charset=3D"iso-8859-2"><title>').replace("=C3=BC", "=F8")
    assert "Jřrgen" in opened(page(part("text/html", named))).text


def test_the_address_is_one_of_the_web() -> None:
    assert opened(page(part("text/html", PAGE, "Content-Location: file:///C:/Users/x.html"))).url is None


@pytest.mark.parametrize(
    "data",
    [
        page(),
        page(part("image/png", "x")),
        page(part("text/html", "")),
        page(part("text/html", "<script>1</script>")),
        b"From: <Saved by Blink>\nContent-Type: multipart/related\n\n",
    ],
)
def test_what_has_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedInputError, match=r"page\.mht"):
        opened(data)


def test_a_message_with_pictures_is_no_page() -> None:
    head = "From: Ann Other <a@x.example>\nTo: Bo Li <b@x.example>\nMIME-Version: 1.0\n"
    assert media_type(Path("a"), page(part("text/html", PAGE), head=head)) == "message/rfc822"

"""Mailboxes: each message a file of its own, with its own bytes."""

import mailbox
import time
from email.message import EmailMessage
from pathlib import Path

import pytest

from allegedly.errors import RefusedInputError
from allegedly.model import Document
from allegedly.readers import LeftOut, Part, Piece, open_file


def mail(subject: str, body: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = "Ann Other <a@x.example>", subject, "Tue, 4 Mar 2014 10:00:00 +0000"
    made.set_content(body)
    return made


def box_of(tmp_path: Path, *messages: EmailMessage) -> bytes:
    made = mailbox.mbox(tmp_path / "box")
    for message in messages:
        made.add(message)
    made.close()
    return (tmp_path / "box").read_bytes()


def opened(data: bytes) -> list[Piece]:
    return list(open_file(Path("box"), data))


def test_messages_come_in_order_with_their_bytes(tmp_path: Path) -> None:
    messages = [mail("Re: the crane", "It is gone.\n"), mail("a/b\u202e", "From the quay it\nFrom here.\n> From Bo\n")]
    parts = opened(box_of(tmp_path, *messages))
    assert parts == [
        Part("0001 Re the crane.eml", messages[0].as_bytes()),
        Part("0002 a b.eml", messages[1].as_bytes()),
    ]
    for part in parts:
        assert isinstance(part, Part)
        (document,) = open_file(Path(part.name), part.data)
        assert isinstance(document, Document)
        assert document.authors == ("Ann Other",)


def test_the_library_finds_the_same_messages(tmp_path: Path) -> None:
    data = box_of(tmp_path, *(mail(f"Number {i}", f"It is gone.\n\nFrom {i} on.\n") for i in range(20)))
    box = mailbox.mbox(tmp_path / "box")
    theirs = [message["Subject"] for message in box]
    box.close()
    assert [part.name[5:-4] for part in opened(data) if isinstance(part, Part)] == theirs


def test_a_line_that_nobody_marked_begins_no_message() -> None:
    data = b"From a@x.example Tue Mar  4 10:00:00 2014\nSubject: crane\n\nFrom the quay it went.\nGone.\n"
    (part,) = opened(data)
    assert part == Part("0001 crane.eml", b"Subject: crane\n\nFrom the quay it went.\nGone.\n")


def test_windows_line_ends_and_empty_messages() -> None:
    line = b"From a@x.example Tue Mar  4 10:00:00 2014\r\n"
    data = line + b"Subject: one\r\n\r\nGone.\r\n\r\n" + line + b"Subject: two\r\n\r\n>>From here\r\n"
    assert opened(data) == [
        Part("0001 one.eml", b"Subject: one\r\n\r\nGone.\r\n"),
        Part("0002 two.eml", b"Subject: two\r\n\r\n>From here\r\n"),
    ]
    assert opened(data)[2:] == []


def test_what_has_no_message_is_refused() -> None:
    from allegedly.readers.mbox import open_file as open_box
    from allegedly.readers.pieces import Given

    with pytest.raises(RefusedInputError, match="box has no message"):
        list(open_box(Path("box"), b"From here on, nothing.\n", Given()))


def test_time_grows_with_the_number_only() -> None:
    one = b"From a@x.example Tue Mar  4 10:00:00 2014\nSubject: crane\n\nIt is gone.\n\n"
    start = time.process_time()
    assert len(opened(one * 10_000)) == 10_000
    assert time.process_time() - start < 5
    assert not any(isinstance(piece, LeftOut) for piece in opened(one * 3))

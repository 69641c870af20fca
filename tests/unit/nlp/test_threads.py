"""Threads: which lines are whose, from marks, heads and "On ... wrote:"."""

from datetime import date

import pytest

from allegedly.nlp.threads import Line, find_messages, plain_name


def lines_of(text: str) -> list[Line]:
    found, start = [], 0
    for line in text.split("\n"):
        words = line.lstrip("> ")
        if words:
            found.append(
                Line(
                    start + len(line) - len(words), start + len(line), line[: len(line) - len(words)].count(">"), words
                )
            )
        start += len(line) + 1
    return found


def writers(text: str) -> list[tuple[str | None, int | None]]:
    return [(message.writer, message.parent) for message in find_messages(lines_of(text))]


def test_a_text_without_marks_is_one_message() -> None:
    (message,) = find_messages(lines_of("The crane.\n\nIt is gone."))
    assert (message.writer, message.spans) == (None, [(0, 23)])
    assert find_messages([])[0].spans == []


def test_of_two_depths_at_once_the_outer_one_is_who_was_named() -> None:
    assert writers("Jane Doe wrote:\n>> Older.\n> Newer.") == [(None, None), ("Jane Doe", 0), (None, 1)]


def test_what_no_line_announces_has_no_writer() -> None:
    assert writers("Mine.\n> Whose?\nMine.\n> Whose?") == [(None, None), (None, 0)]


def test_a_line_with_day_and_address_announces_without_marks_too() -> None:
    text = "Mine.\n\nOn 4 March 2014 at 10:12, Jane Doe <jane@crane.example> wrote:\n\nHers."
    message = find_messages(lines_of(text))[1]
    assert (message.writer, message.published, message.announced) == ("Jane Doe", date(2014, 3, 4), (7, 69))
    assert writers("Mine.\n\nJane Doe wrote:\n\nThe crane.") == [(None, None)]


def test_few_fields_are_a_head_under_a_separator_only() -> None:
    assert writers("See.\nFrom: Jane Doe\nTo: Bo Li\nThe crane.") == [(None, None)]
    assert writers("-----Original Message-----\nFrom: Jane Doe\nTo: Bo Li\nThe crane.")[1:] == [("Jane Doe", 0)]


def test_a_head_may_have_lines_that_go_on() -> None:
    text = "From: Jane Doe\nTo: a@x.example,\nb@x.example\nSubject: crane\nSent: 4 March 2014\nThe crane."
    assert find_messages(lines_of(text))[1].published == date(2014, 3, 4)


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Doe, Jane", "Jane Doe"),
        ("Doe, Jane (Harbour Board)", "Jane Doe"),
        ("van Doe, Jane M.", "Jane M. van Doe"),
        ("Jane Doe, MP", "Jane Doe, MP"),
        ("'Jane Doe' via Harbour", "Jane Doe"),
        ("Harbour, Cranes, and Ships", "Harbour, Cranes, and Ships"),
    ],
)
def test_names_are_shown_as_people_say_them(shown: str, name: str) -> None:
    assert plain_name(shown) == name


@pytest.mark.parametrize(
    ("line", "writer", "day"),
    [
        ("On Tuesday, March 4, 2014, 10:12:33 AM GMT, Jane Doe <j@x.example> wrote:", "Jane Doe", date(2014, 3, 4)),
        ("On Mar 4, 2014, at 10:12\u202fAM, Jane Doe <j@x.example> wrote:", "Jane Doe", date(2014, 3, 4)),
        ("On Tue, 4 Mar 2014, 10:12 Jane Doe, <j@x.example> wrote:", "Jane Doe", date(2014, 3, 4)),
        ("On Tuesday 04 March 2014 10:12:33 Jane Doe wrote:", "Jane Doe", date(2014, 3, 4)),
        ('On 3/14/14, 10:12 AM, "Jane Doe" <j@x.example> wrote:', "Jane Doe", date(2014, 3, 14)),
        ('On 3/14/98, 10:12 AM, "Jane Doe" <j@x.example> wrote:', "Jane Doe", date(1998, 3, 14)),
        ("On Tue, Mar 4, 2014 at 10:12 AM, Doe, Jane <j@x.example> wrote:", "Jane Doe", date(2014, 3, 4)),
        ("On 4 March 2014 at 10:12 jane.doe@x.example wrote:", "jane.doe@x.example", date(2014, 3, 4)),
        ("Jane Doe wrote, On 3/14/2014 10:12 AM:", "Jane Doe", date(2014, 3, 14)),
        ("Le 14/03/2014 10:12, Jane Doe a écrit :", "Jane Doe", date(2014, 3, 14)),
        ("Jane Doe <j@x.example> writes:", "Jane Doe", None),
        ("Of the crane the board said:", None, None),
    ],
)
def test_programs_announce_quotations_in_many_ways(line: str, writer: str | None, day: date | None) -> None:
    message = find_messages(lines_of(f"{line}\n> Gone."))[-1]
    assert (message.writer, message.published) == (writer, day)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("____________________\nFrom: Jane Doe <j@x.example>\nSent: 04 March 2014 10:12", (2014, 3, 4)),
        ("From: l@x.example [mailto:l@x.example] On Behalf Of Jane Doe\nSent: 4 March 2014\nTo: Bo", (2014, 3, 4)),
        ("*From:* Jane Doe [mailto:j@x.example]\n*Sent:* 4 March 2014\n*To:* Bo", (2014, 3, 4)),
        ("--- Forwarded by Bo Li on 03/14/2000 ---\nJane Doe/B@X\n03/13/2000 09:00 AM\nTo: Bo\ncc:", (2000, 3, 13)),
        ("‐‐‐ Original Message ‐‐‐\nOn March 4th, 2014 at 10:12 AM, Jane Doe <j@x.example> wrote:", (2014, 3, 4)),
    ],
)
def test_programs_write_heads_in_many_ways(head: str, day: tuple[int, int, int]) -> None:
    message = find_messages(lines_of(f"Mine.\n{head}\nGone."))[-1]
    assert (message.writer, message.published) == ("Jane Doe", date(*day))


def test_below_a_line_that_says_so_the_message_is_somebody_elses() -> None:
    assert writers("Mine.\n-----Original Message-----\nGone.") == [(None, None), (None, 0)]

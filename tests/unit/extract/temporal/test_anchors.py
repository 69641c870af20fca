"""What an expression is counted from, and what else it could mean."""

from datetime import date

import pytest

TODAY = date(2011, 6, 15)


def anchor_of(time, text):
    anchor = time.anchor
    words = None if anchor.start is None else text[anchor.start : anchor.end]
    return anchor.kind, words, anchor.earliest, anchor.latest


def last(times_in, text, published=TODAY):
    return times_in(text, published)[-1]


def test_from_the_voice_its_date_is_named(times_in):
    time = last(times_in, "He left yesterday.")
    assert (time.basis, time.anchor.kind, time.anchor.start, time.anchor.earliest) == ("document", "voice", None, TODAY)


def test_from_the_narration_the_expression_before_is_named(times_in):
    text = "On 4 May 2010 he came. The next morning he left."
    assert anchor_of(last(times_in, text), text) == ("narration", "4 May 2010", date(2010, 5, 4), date(2010, 5, 4))


def test_the_end_of_a_range_counts_from_its_beginning(times_in):
    text = "In 2009 he came. They met from October 30 to March 2."
    time = last(times_in, text)
    assert anchor_of(time, text)[:2] == ("narration", "October 30")
    assert (time.earliest, time.latest) == (date(2010, 10, 30), date(2011, 3, 2))


def test_what_is_told_in_full_has_no_anchor(times_in):
    time = last(times_in, "On 4 May 2010 he came.")
    assert (time.basis, time.anchor) == ("explicit", None)


@pytest.mark.parametrize(
    ("text", "quoted", "day", "said"),
    [
        ("“I will leave tomorrow,” she said on 3 May.", "tomorrow", date(2011, 5, 4), "3 May"),
        ("On Monday she told reporters: “We leave tomorrow.”", "tomorrow", date(2011, 6, 14), "Monday"),
        ("“We paid. It was sent yesterday,” he said on May 9, 2009.", "yesterday", date(2009, 5, 8), "May 9, 2009"),
        ('"We met last Friday," he wrote on 18 May 2010.', "last Friday", date(2010, 5, 14), "18 May 2010"),
    ],
)
def test_a_quoted_speaker_counts_from_the_day_of_speaking(times_in, text, quoted, day, said):
    time = next(time for time in times_in(text, TODAY) if time.text == quoted)
    assert (time.basis, time.earliest, time.latest) == ("speaker", day, day)
    assert anchor_of(time, text)[1] == said


def test_a_speaker_who_spoke_some_day_of_a_month_leaves_the_day_open(times_in):
    text = "“He rang yesterday,” she said in March 2009."
    time = times_in(text, TODAY)[0]
    assert (time.earliest, time.latest) == (date(2009, 2, 28), date(2009, 3, 30))
    assert times_in("“He rang last year,” she said in March 2009.", TODAY)[0].value == "2008"


@pytest.mark.parametrize(
    "text",
    [
        "“He leaves tomorrow,” said Ms Berg, who was arrested on Monday.",
        "She left on Monday. “He leaves tomorrow,” said Ms Berg.",
        "“He leaves tomorrow,” said Ms Berg.",
    ],
)
def test_a_date_that_does_not_tell_when_it_was_said_is_not_the_speakers(times_in, text):
    time = next(time for time in times_in(text, TODAY) if time.text == "tomorrow")
    assert (time.basis, time.earliest) == ("document", date(2011, 6, 16))


def test_without_a_dated_cue_the_narrated_day_stands_beside_the_voices(times_in):
    near = last(times_in, "On 30 May he rang his wife. “I am back tomorrow,” he told her.")
    assert (near.basis, near.earliest) == ("document", date(2011, 6, 16))
    assert [(a.why, a.earliest) for a in near.alternatives] == [("narration", date(2011, 5, 31))]
    far = last(times_in, "On 30 May 1998 he rang his wife. “I am back tomorrow,” he told her.")
    assert (far.basis, far.earliest) == ("narration", date(1998, 5, 31))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The fire broke out on 3 June 2010. Two days before the fire, he left.", (date(2010, 6, 1),) * 2),
        (
            "Three weeks after the fire, he left. The fire broke out on 3 June 2010.",
            ((date(2010, 6, 21), date(2010, 6, 27))),
        ),
        ("She was arrested on 3 June 2010. A day after her arrest, he left.", (date(2010, 6, 4),) * 2),
        ("He died on 3 June 2010. Five days after he died, they met.", (date(2010, 6, 8),) * 2),
        (
            "The 1988 bombing was forgotten. Ten years after the bombing, they met.",
            (date(1998, 1, 1), date(1998, 12, 31)),
        ),
        ("The fire was on 3 June 2010. A year to the day after the fire, they met.", (date(2011, 6, 3),) * 2),
    ],
)
def test_a_length_before_or_after_a_dated_happening(times_in, text, days):
    time = next(time for time in times_in(text, TODAY) if time.type == "DURATION")
    assert (time.basis, time.earliest, time.latest) == ("event", *days)
    assert time.anchor.kind == "event"


def test_the_day_of_a_happening_reaches_to_its_name(times_in):
    text = "He was seen on the night of the murder. The murder took place on 3 June 2010."
    time = times_in(text, TODAY)[0]
    assert (time.text, time.value, time.earliest) == ("the night of the murder", "2010-06-03TNI", date(2010, 6, 3))
    assert anchor_of(time, text)[1] == "murder"


def test_of_two_happenings_of_a_kind_the_last_told_of_counts(times_in):
    text = "A fire broke out on 3 May 2010. A second fire broke out on 9 May 2010. The day after the fire, he left."
    assert last(times_in, text).earliest == date(2010, 5, 10)


@pytest.mark.parametrize(
    "text",
    ["The day after the fire he left.", "On the tenth anniversary of the fire they met.", "The morning of his life."],
)
def test_what_counts_from_a_happening_without_a_date_is_left_alone(times_in, text):
    assert times_in(text, TODAY) == ()


def test_an_anniversary(times_in):
    time = last(times_in, "The fire broke out on 3 June 1990. They met on the twentieth anniversary of the fire.")
    assert (time.text, time.earliest, time.basis) == (
        "the twentieth anniversary of the fire",
        date(2010, 6, 3),
        "event",
    )


@pytest.mark.parametrize(
    ("text", "day", "others"),
    [
        ("It was paid on 04/05/2011.", date(2011, 5, 4), [("month_first", date(2011, 4, 5))]),
        ("It was paid on 04/05/2011 and 30/05/2011.", date(2011, 5, 4), []),
        ("It was paid on 04/05/2011 and 05/30/2011.", date(2011, 4, 5), []),
        ("It was paid on 04/04/2011.", date(2011, 4, 4), []),
        ("They meet next Friday.", date(2011, 6, 17), [("week", date(2011, 6, 24))]),
        ("They meet next Tuesday.", date(2011, 6, 21), []),
        ("They met last Monday.", date(2011, 6, 13), [("week", date(2011, 6, 6))]),
        ("Talks in Rome: October 2.", date(2010, 10, 2), [("tense", date(2011, 10, 2))]),
        ("They met on October 2.", date(2010, 10, 2), []),
    ],
)
def test_what_is_ambiguous_keeps_its_alternatives(times_in, text, day, others):
    time = times_in(text, TODAY)[0]
    assert time.earliest == day
    assert [(one.why, one.earliest) for one in time.alternatives] == others

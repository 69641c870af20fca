"""The log of custody: its lines, its chain, and what does not fit it."""

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.model.custody import (
    NOTHING,
    CustodyLine,
    Deed,
    Head,
    Noted,
    Standing,
    canonical,
    chain_notes,
    chain_problems,
    chained,
    check,
    digest_of,
    head_of,
    noted_head,
)

AT = "2011-06-15T09:30:00Z"
DEEDS = [
    Deed(AT, "anna", "received", "receipt", "a" * 64, digest_of({"path": "letter.txt"})),
    Deed(AT, "anna", "kept", "document", "a" * 64, digest_of({"size": 7})),
    Deed(AT, "bruno", "judged", "judgement", "c0ffee", digest_of({"why": "So it is."})),
]
RECORDS = [Standing(deed.record, deed.subject, deed.digest, f"the {deed.record}") for deed in DEEDS]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(max_codepoint=127)), inner),
)


@pytest.fixture
def lines() -> list[CustodyLine]:
    return list(chained(DEEDS, Head()))


def test_the_canonical_form_is_that_of_the_standard():
    # The strings of RFC 8785, 3.2.2, and its order of names.
    value = {"string": '€$\u000f\nA\'B"\\\\"/', "literals": [None, True, False], "day": date(2011, 6, 15)}
    assert canonical(value).decode() == (
        '{"day":"2011-06-15","literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
    )


@given(JSON)
def test_whatever_is_written_canonically_reads_as_the_same(value):
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


@pytest.mark.parametrize("value", [1.5, b"x", {1, 2}, object()])
def test_what_has_no_single_form_is_refused(value):
    with pytest.raises(TypeError):
        canonical([value])


def test_what_is_empty_changes_no_digest():
    assert digest_of({"path": "a", "url": None, "notices": []}) == digest_of({"path": "a"})
    assert digest_of({"path": "a", "url": ""}) != digest_of({"path": "a"})


def test_a_line_can_be_worked_out_by_hand(lines):
    told = [1, AT, "anna", "received", "receipt", "a" * 64, DEEDS[0].digest, "0" * 64]
    by_hand = hashlib.sha256(json.dumps(told, separators=(",", ":")).encode()).hexdigest()
    assert (lines[0].previous, lines[0].hash) == (NOTHING, by_hand)
    assert [line.previous for line in lines[1:]] == [line.hash for line in lines[:-1]]
    assert str(head_of(lines)) == f"3:{lines[2].hash}"


def test_it_goes_on_where_it_ended(lines):
    assert [*lines[:1], *chained(DEEDS[1:], head_of(lines[:1]))] == lines


def test_a_whole_log_with_all_its_records_has_no_fault(lines):
    report = check(lines, RECORDS, Noted(lines[1].hash, 2))
    assert (report.head, report.problems, report.notes) == (head_of(lines), (), ())


@pytest.mark.parametrize("field", ["at", "by", "what", "record", "subject", "digest", "hash"])
def test_a_changed_line_is_named(lines, field):
    lines[1] = replace(lines[1], **{field: "x"})
    assert "Line 2 of the log of custody is not what was written: its hash is another." in [*chain_problems(lines)]


def test_a_changed_line_with_its_hash_made_to_fit_no_longer_leads_to_the_next(lines):
    lines[1] = next(chained([replace(DEEDS[1], by="bruno")], head_of(lines[:1])))
    assert [*chain_problems(lines)] == ["Line 3 of the log of custody does not follow on the line before it."]


def test_a_line_taken_out_is_named(lines):
    del lines[1]
    assert [*chain_problems(lines)] == ["The log of custody has no line 2: line 3 comes next."]


def test_lines_in_another_order_are_named(lines):
    assert [*chain_problems([lines[0], lines[2], lines[1]])]


def test_a_clock_that_goes_back_is_a_note(lines):
    late = list(chained([replace(DEEDS[0], at="2011-06-16T00:00:00Z"), *DEEDS[1:2]], Head()))
    assert [*chain_problems(late)] == []
    (note,) = chain_notes(late)
    assert note.startswith(f"Line 2 of the log of custody says {AT}, which is before an earlier line")


def test_a_record_that_was_changed_is_named(lines):
    changed = [replace(RECORDS[0], digest=digest_of({"path": "other.txt"})), *RECORDS[1:]]
    assert check(lines, changed).problems == (
        f"The receipt of the receipt is not what was written on {AT} (line 1 of the log of custody).",
    )


def test_a_record_that_cannot_be_read_is_named(lines):
    assert check(lines, [replace(RECORDS[0], digest=""), *RECORDS[1:]]).problems


def test_a_record_that_is_gone_is_named(lines):
    assert check(lines, RECORDS[:2]).problems == (
        f"The judgement c0ffee is missing, which was written on {AT} (line 3 of the log of custody).",
    )


def test_a_record_without_a_line_is_named(lines):
    added = Standing("refusal", "f00d", digest_of({}), "in/empty.txt")
    assert check(lines, [*RECORDS, added]).problems == (
        "The refusal of in/empty.txt has no line in the log of custody: it did not come in by this program.",
    )


def test_a_forgotten_receipt_is_not_missed_and_may_come_again(lines):
    forgotten = replace(DEEDS[0], what="forgotten")
    gone = list(chained([*DEEDS, forgotten], Head()))
    assert check(gone, RECORDS[1:]).problems == ()
    again = list(chained([*DEEDS, forgotten, DEEDS[0]], Head()))
    assert check(again, RECORDS).problems == ()
    assert check(again, RECORDS[1:]).problems != ()


def test_two_receipts_of_the_same_bytes_are_told_apart():
    two = [DEEDS[0], replace(DEEDS[0], digest=digest_of({"path": "copy.txt"}))]
    records = [Standing("receipt", one.subject, one.digest, "x") for one in two]
    assert check(list(chained(two, Head())), records[::-1]).problems == ()
    assert len(check(list(chained(two, Head())), records[:1]).problems) == 1


@pytest.mark.parametrize("cut", [1, 2])
def test_a_log_that_was_cut_off_is_found_by_a_head_that_was_noted(lines, cut):
    noted = noted_head(str(head_of(lines)))
    (problem,) = check(lines[:-cut], RECORDS[:-cut], noted).problems
    assert problem.startswith(f"The log of custody ends at line {3 - cut}, before line 3 that was noted")


def test_a_log_that_was_written_anew_is_found_by_a_head_that_was_noted(lines):
    anew = list(chained([replace(deed, by="mallory") for deed in DEEDS], Head()))
    assert check(anew, RECORDS).problems == ()
    for noted in (str(head_of(lines)), lines[2].hash, f"2:{lines[1].hash[:16]}"):
        (problem,) = check(anew, RECORDS, noted_head(noted)).problems
        assert "that was noted: the log was written anew since" in problem


def test_an_empty_log_holds_no_head(lines):
    assert check([], []).head == Head()
    assert check([], [], noted_head(lines[0].hash)).problems
    assert check([], [], noted_head(f"1:{lines[0].hash}")).problems


@pytest.mark.parametrize("words", ["", "3:", "abc", "x" * 64, "a" * 15, "three:" + "a" * 64, "a" * 65, "1:2:3"])
def test_what_is_no_head_is_refused(words):
    with pytest.raises(ValueError, match=r".*"):
        noted_head(words)


def test_a_head_is_read_as_people_write_it():
    assert noted_head(f" 1,204:{'A' * 64}\n") == Noted("a" * 64, 1204)
    assert noted_head("0123abcd" * 2) == Noted("0123abcd" * 2)

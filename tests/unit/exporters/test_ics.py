import re
from datetime import UTC, date, datetime

import icalendar
import pytest

from allegedly.exporters import FORMATS, Material
from allegedly.reports import Filters, chronology
from allegedly.reports.text import visible

SOURCE = re.compile(
    r"“(?P<exact>.*?)”\n(?P<put>[^\n]*)\n(?P<chain>[^\n]*); [^\n;]*characters (\d+) to (\d+)", re.DOTALL
)


def write(records, path, filters=None):
    material = Material(records.annotated, records.corpus, "The affair; a title", filters or Filters())
    return FORMATS["ics"].write(material, path)


@pytest.fixture
def raw(affair, tmp_path):
    return write(affair, tmp_path / "c.ics").path.read_bytes()


@pytest.fixture
def events(raw):
    return icalendar.Calendar.from_ical(raw).walk("VEVENT")


@pytest.fixture
def entries(affair):
    return [entry for group in chronology(affair.annotated, affair.corpus).groups for entry in group.entries]


def one_event(affairs, tmp_path, text, edtf, earliest, latest):
    """The event, and the file, of a case with one claim, which is the text."""
    writer = affairs.Writer("a.txt", text, None, None, title="t")
    writer.claim(text, text[:4], time=writer.time(text[:4], edtf, earliest, latest))
    path = FORMATS["ics"].write(Material((writer.annotated(),), affairs.Corpus(), "t"), tmp_path / "c.ics").path
    return icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")[0], path.read_bytes()


def test_is_a_calendar_with_all_that_the_format_demands(raw, events):
    calendar = icalendar.Calendar.from_ical(raw)
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"].startswith("-//Allegedly//")
    assert b"\r\nX-WR-CALNAME:The affair\\; a title\r\n" in raw
    for event in events:
        assert event.errors == []
        assert event["DTSTAMP"].dt == datetime(2011, 4, 21, tzinfo=UTC)
        assert event["TRANSP"] == "TRANSPARENT"
    assert len({event["UID"] for event in events}) == len(events)


def test_lines_end_and_are_folded_as_they_must_be(raw):
    lines = raw.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in lines)
    assert not [line for line in lines if re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", line)]


def test_has_an_event_for_each_entry_over_whole_days(events, entries):
    assert [str(event["UID"]) for event in events] == [f"{entry.id}@allegedly" for entry in entries]
    for event, entry in zip(events, entries, strict=True):
        assert event["DTSTART"].dt == entry.earliest
        assert (event["DTEND"].dt - entry.latest).days == 1
        assert event["X-ALLEGEDLY-EDTF"] == entry.edtf


def test_what_is_vague_says_so_in_its_summary(events):
    summaries = [str(event["SUMMARY"]) for event in events]
    assert "“Ana Brandt left Lisbon on 11 April”" in summaries
    assert summaries[2].endswith(", mid-April 2011")
    assert any(summary.endswith("[Ana Brandt], from 15 to 20 April 2011") for summary in summaries)


def test_every_passage_is_found_again(affair, events):
    texts = {item.document.text for item in affair.annotated}
    found = [one for event in events for one in SOURCE.finditer(str(event["DESCRIPTION"]))]
    assert len(found) == 6
    for one in found:
        assert any(visible(text[int(one[4]) : int(one[5])]) == one["exact"] for text in texts)


def test_labels_and_places_are_where_calendars_look_for_them(events):
    first = events[0]
    assert first["CATEGORIES"].to_ical() == b"asserted"
    assert first["LOCATION"] == "Lisbon"
    assert (first["GEO"].latitude, first["GEO"].longitude) == (38.7, -9.1)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "words"),
    [
        ("[2011-04-11..]", date(2011, 4, 11), None, "on or after 11 April 2011"),
        ("[..2011-04-11]", None, date(2011, 4, 11), "on or before 11 April 2011"),
    ],
)
def test_what_is_open_stands_on_the_day_that_is_known_and_says_so(affairs, tmp_path, edtf, earliest, latest, words):
    event, _ = one_event(affairs, tmp_path, "Once she left", edtf, earliest, latest)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2011, 4, 11), date(2011, 4, 12))
    assert str(event["SUMMARY"]) == f"“Once she left”, {words}"
    assert event["DTSTAMP"].dt == datetime(1970, 1, 1, tzinfo=UTC)


def test_the_last_day_of_the_calendar_has_no_end(affairs, tmp_path):
    event, _ = one_event(affairs, tmp_path, "Once she left", "9999", date(9999, 1, 1), date.max)
    assert "DTEND" not in event


def test_a_backslash_ends_no_line(affairs, tmp_path):
    text = r"Once C:\New, D:\nix; and \\host came"
    _, raw = one_event(affairs, tmp_path, text, "2011", date(2011, 1, 1), date(2011, 12, 31))
    assert r"“Once C:\\New\, D:\\nix\; and \\\\host came”" in raw.replace(b"\r\n ", b"").decode()


def test_what_has_no_time_is_counted(affair, tmp_path):
    told = "7 claims have no place here, since no text gives a time for them."
    assert write(affair, tmp_path / "c.ics").left_out == (told,)


def test_what_it_was_narrowed_to_is_told_in_it(affair, raw, tmp_path):
    assert b"X-WR-CALDESC" not in raw
    narrowed = write(affair, tmp_path / "c.ics", Filters(labels=("denied",))).path.read_bytes()
    assert b"\r\nX-WR-CALDESC:Only claims put as denied: 1 of 13 fit.\r\n" in narrowed


def test_the_same_case_gives_the_same_bytes(affair, raw, tmp_path):
    assert write(affair, tmp_path / "again.ics").path.read_bytes() == raw


def test_an_empty_case_gives_an_empty_calendar(affairs, tmp_path):
    path = FORMATS["ics"].write(Material((), affairs.Corpus(), "t"), tmp_path / "c.ics").path
    assert icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT") == []

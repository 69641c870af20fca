"""TimelineJS 3 has no schema; what its documentation says of its data is checked here, key by key."""

import csv
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from allegedly.exporters import FORMATS, Material
from allegedly.exporters.timelinejs import as_csv
from allegedly.exporters.timelinejs.as_csv import COLUMNS, harmless
from allegedly.exporters.timelinejs.slides import points_of
from allegedly.reports import Filters, chronology
from allegedly.reports.text import visible

SLIDE = {
    "start_date", "end_date", "text", "media", "group", "display_date", "background", "autolink", "unique_id",
}  # fmt: skip
KEPT_BY_THE_SANITISER = {"p", "q", "small", "br"}


class Fragment(HTMLParser):
    """The passages of a slide, and whether its markup is closed in order and harmless."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.shown: list[str] = []
        self.passages: list[tuple[str, int, int, list[str]]] = []
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        assert tag in KEPT_BY_THE_SANITISER
        assert set(given) <= {"data-document", "data-start", "data-end"}
        if tag == "q":
            self.passages.append((given["data-document"], int(given["data-start"]), int(given["data-end"]), []))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.shown.append(data)
        if "q" in self.open:
            self.passages[-1][3].append(data)


def check(data):
    """Raises ``AssertionError`` for what the documentation does not have."""
    assert set(data) <= {"title", "events", "eras", "scale"}
    assert data["scale"] in ("human", "cosmological")
    check_slide(data["title"], dated=False)
    for event in data["events"]:
        check_slide(event, dated=True)
    own = [event["unique_id"] for event in data["events"]]
    assert len(own) == len(set(own))


def check_slide(slide, *, dated):
    assert set(slide) <= SLIDE
    assert ("start_date" in slide) == dated
    assert set(slide["text"]) <= {"headline", "text"}
    for words in slide["text"].values():
        Fragment(words)
    assert slide["autolink"] is False
    assert re.fullmatch(r"[\w-]+", slide["unique_id"])
    assert all(not set(slide.get(name, "")) & set("<>&") for name in ("group", "display_date"))
    if dated:
        assert slide["display_date"]
        begin, end = (check_date(slide[name]) if name in slide else None for name in ("start_date", "end_date"))
        assert end is None or begin < end


def check_date(given):
    assert list(given) in (["year"], ["year", "month"], ["year", "month", "day"])
    assert all(type(part) is int for part in given.values())
    return date(given["year"], given.get("month", 1), given.get("day", 1))


def write(records, path, name="timelinejs", filters=None):
    material = Material(records.annotated, records.corpus, "A <b>title</b>", filters or Filters())
    return FORMATS[name].write(material, path)


@pytest.fixture
def data(affair, tmp_path):
    return json.loads(write(affair, tmp_path / "t.json").path.read_text("utf-8"))


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_is_what_the_documentation_wants(data):
    check(data)
    assert data["title"]["text"]["headline"] == "A &lt;b&gt;title&lt;/b&gt;"


def test_has_an_event_for_each_entry(affair, data):
    entries = [entry for group in chronology(affair.annotated, affair.corpus).groups for entry in group.entries]
    assert [event["unique_id"] for event in data["events"]] == [entry.id for entry in entries]
    assert [event["display_date"] for event in data["events"]] == [entry.when for entry in entries]
    assert data["events"][0]["start_date"] == {"year": 2011, "month": 4, "day": 11}
    assert "end_date" not in data["events"][0]


def passages(data):
    return [passage for event in data["events"] for passage in Fragment(event["text"]["text"]).passages]


def test_every_passage_is_found_again(affair, data):
    texts = {item.document.id: item.document.text for item in affair.annotated}
    found = passages(data)
    assert len(found) == 6
    for document, start, end, words in found:
        assert "".join(words) == visible(texts[document][start:end])


def test_each_account_names_its_source(data):
    shown = "".join(Fragment(data["events"][0]["text"]["text"]).shown)
    source = "The Harbour Courier > Ida Roth > one customs source; courier.txt, 20 April 2011, characters 19 to 53"
    assert source in shown
    assert "Two documents here assert this." in shown


def test_events_stand_by_persons(data):
    assert {event.get("group") for event in data["events"]} == {"Ana Brandt", None}


def test_what_has_no_time_is_counted(affair, tmp_path):
    told = write(affair, tmp_path / "t.json").left_out
    assert told == ("7 claims have no place here, since no text gives a time for them.",)


def test_filters_are_told(affair, tmp_path):
    written = write(affair, tmp_path / "t.json", filters=Filters(labels=("asserted",)))
    told = json.loads(written.path.read_text("utf-8"))["title"]["text"]["text"]
    assert "<p>Only claims put as asserted: 9 of 13 fit.</p>" in told
    assert len(json.loads(written.path.read_text("utf-8"))["events"]) == 5


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest", "points"),
    [
        ("2011-04-11", (2011, 4, 11), (2011, 4, 11), ((2011, 4, 11), None)),
        ("2011-04", (2011, 4, 1), (2011, 4, 30), ((2011, 4), None)),
        ("2011", (2011, 1, 1), (2011, 12, 31), ((2011,), None)),
        ("2011-04/2011-06", (2011, 4, 1), (2011, 6, 30), ((2011, 4), (2011, 6))),
        ("[2011-04-11..2011-04-20]", (2011, 4, 11), (2011, 4, 20), ((2011, 4, 11), (2011, 4, 20))),
        ("[2011-04-11..]", (2011, 4, 11), None, ((2011, 4, 11), None)),
        ("2011-04-11/..", (2011, 4, 11), None, ((2011, 4, 11), None)),
        ("[..2011-04-11]", None, (2011, 4, 11), ((2011, 4, 11), None)),
        ("0987", (987, 1, 1), (987, 12, 31), ((987,), None)),
        (None, (2011, 4, 11), (2011, 4, 20), ((2011, 4, 11), (2011, 4, 20))),
    ],
)
def test_dates_are_as_fine_as_they_are_known(edtf, earliest, latest, points):
    first, last = (None if day is None else date(*day) for day in (earliest, latest))
    begin, end = points_of(edtf, first, last)
    assert (begin, end) == points if edtf is not None else (begin, end)[0] == points[0]


def test_the_spreadsheet_has_the_columns_of_the_template_and_the_same_slides(affair, data, tmp_path):
    path = write(affair, tmp_path / "t.csv", "timelinejs-csv").path
    title, *events = rows(path)
    assert tuple(title) == COLUMNS
    assert (title["Type"], title["Headline"], title["Year"]) == ("title", "A &lt;b&gt;title&lt;/b&gt;", "")
    assert len(events) == len(data["events"])
    for row, event in zip(events, data["events"], strict=True):
        dates = [event["start_date"].get(part, "") for part in ("year", "month", "day")]
        assert [row["Year"], row["Month"], row["Day"]] == [str(part) for part in dates]
        assert row["Display Date"] == event["display_date"]
        assert "".join(Fragment(row["Text"]).shown) == "".join(Fragment(event["text"]["text"]).shown)
        assert row["Type"] == row["Media"] == ""


def test_no_cell_of_the_spreadsheet_begins_a_formula(affairs, tmp_path):
    day = date(2011, 5, 1)
    writer = affairs.Writer("=a.txt", '=1+1 "=2 came on 1 May 2011;-3.', None, None)
    writer.claim('=1+1 "=2 came on 1 May 2011;-3', "came", time=writer.time("1 May 2011", "2011-05-01", day, day))
    material = Material((writer.annotated(),), affairs.Corpus(), "=title")
    path = FORMATS["timelinejs-csv"].write(material, tmp_path / "t.csv").path
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file, delimiter=";", quoting=csv.QUOTE_NONE):
            assert not [cell for cell in row if cell.strip("\"' ")[:1] in tuple("=+-@")]
    title, event = rows(path)
    assert title["Headline"] == "&#61;title"
    assert Fragment(event["Text"]).passages[0][3] == ['=1+1 "=2 came on 1 May 2011;-3']


def test_more_passages_than_a_cell_holds_are_told(affair, tmp_path, monkeypatch):
    whole = rows(write(affair, tmp_path / "w.csv", "timelinejs-csv").path)[1]["Text"]
    monkeypatch.setattr(as_csv, "LONGEST_CELL", len(whole) - 1)
    written = write(affair, tmp_path / "t.csv", "timelinejs-csv")
    told = "1 event with more to be told than a cell of Google Sheets holds: the last of it left out."
    assert written.left_out[1:] == (told,)
    _, first, *others = rows(written.path)
    assert len(Fragment(first["Text"]).passages) == 1
    assert "1 further passage left out here." in first["Text"]
    assert "Two documents here assert this." in first["Text"]
    assert all(len(row["Text"]) < len(whole) for row in (first, *others))


def test_more_remarks_than_a_cell_holds_are_told(affair, tmp_path, monkeypatch):
    event = affair.corpus.events[0]
    relation = affair.corpus.relations[0]
    many = tuple(replace(relation, detail=f"{number} dead / {number}0 dead", slot="number") for number in range(900))
    records = replace(affair, corpus=replace(affair.corpus, events=(event,), relations=many))
    written = write(records, tmp_path / "t.csv", "timelinejs-csv")
    _, first, *_ = rows(written.path)
    assert len(first["Text"]) <= as_csv.LONGEST_CELL
    assert len(Fragment(first["Text"]).passages) == 2
    assert "further remarks left out here." in first["Text"]
    assert written.left_out[1].startswith("1 event with more to be told")


@pytest.mark.parametrize("words", ["a - b", "<p>well-known</p>", "“-”", ""])
def test_signs_that_begin_nothing_stay(words):
    assert harmless(words) == words


@pytest.mark.parametrize("name", ["timelinejs", "timelinejs-csv"])
def test_the_same_case_gives_the_same_bytes(affair, tmp_path, name):
    first, again = (write(affair, tmp_path / one, name).path.read_bytes() for one in ("a", "b"))
    assert first == again


@pytest.mark.parametrize("name", ["timelinejs", "timelinejs-csv"])
def test_an_empty_case_gives_a_title(affairs, tmp_path, name):
    path = FORMATS[name].write(Material((), affairs.Corpus(), "t"), tmp_path / "t").path
    if name == "timelinejs":
        assert json.loads(path.read_text("utf-8"))["events"] == []
    else:
        assert [row["Type"] for row in rows(path)] == ["title"]

"""Every passage that an export of the sample has is found again in its document, read with what reads the format."""

import csv
import json
import re
from contextlib import closing
from html.parser import HTMLParser

import icalendar
import networkx
import openpyxl
import pytest
from lxml import etree

from allegedly.case import Case
from allegedly.exporters import FORMATS, Material
from allegedly.exporters.tables.guard import unguarded
from allegedly.reports.text import visible

KML = "{http://www.opengis.net/kml/2.2}"
IN_CALENDAR = re.compile(
    r"“(.*?)”\n[^\n]*\n[^\n]*; (?:[^\n;]*, )?([^\n;,]+), [^\n,;]+, characters (\d+) to (\d+)", re.DOTALL
)


class Quoted(HTMLParser):
    """The passages that stand between <q> and </q>."""

    def __init__(self, source):
        super().__init__()
        self.found = []
        self.is_open = False
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        if tag == "q":
            given = dict(attrs)
            self.found.append([given["data-document"], int(given["data-start"]), int(given["data-end"]), ""])
            self.is_open = True

    def handle_endtag(self, tag):
        self.is_open &= tag != "q"

    def handle_data(self, data):
        if self.is_open:
            self.found[-1][3] += data


def of_csv(folder):
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if "passage" in row:
                    yield row["document_sha256"], int(row["start"]), int(row["end"]), unguarded(row["passage"])


def of_xlsx(path):
    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        for sheet in book:
            header, *rows = sheet.iter_rows(values_only=True)
            for row in (dict(zip(header, cells, strict=True)) for cells in rows):
                if "passage" in row:
                    yield row["document_sha256"], row["start"], row["end"], row["passage"]


def of_timeline(path):
    for event in json.loads(path.read_text("utf-8"))["events"]:
        yield from Quoted(event["text"]["text"]).found


def of_timeline_table(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield from Quoted(row["Text"]).found


def of_calendar(path):
    for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
        found = IN_CALENDAR.findall(str(event["DESCRIPTION"]))
        assert len(found) == str(event["DESCRIPTION"]).count(", characters ")
        for exact, document, start, end in found:
            yield document, int(start), int(end), exact


def of_geojson(path):
    for about in (feature["properties"] for feature in json.loads(path.read_text("utf-8"))["features"]):
        yield about["document_sha256"], about["start"], about["end"], about["passage"]


def of_kml(path):
    for mark in etree.parse(path).iter(f"{KML}Placemark"):
        about = {one.get("name"): one.findtext(f"{KML}value") for one in mark.iter(f"{KML}Data")}
        yield about["document_sha256"], int(about["start"]), int(about["end"]), about["passage"]


def of_graphs(read):
    def passages(folder):
        for path in folder.iterdir():
            for _, _, data in read(path).edges(data=True):
                yield data["passage_document"], data["passage_start"], data["passage_end"], data["passage"]

    return passages


PASSAGES = {
    "csv": of_csv,
    "xlsx": of_xlsx,
    "timelinejs": of_timeline,
    "timelinejs-csv": of_timeline_table,
    "ics": of_calendar,
    "geojson": of_geojson,
    "kml": of_kml,
    "gexf": of_graphs(networkx.read_gexf),
    "graphml": of_graphs(networkx.read_graphml),
}


@pytest.fixture(scope="module")
def sample(sample_folder):
    with Case.open(sample_folder) as case:
        return Material(*case.records(links=True), "The sample")


@pytest.mark.parametrize("name", sorted(PASSAGES))
def test_every_passage_of_the_sample_is_found_again(sample, tmp_path, name):
    texts = {item.document.id: item.document.text for item in sample.annotated}
    texts |= {item.document.path.rpartition("/")[2]: item.document.text for item in sample.annotated}
    found = list(PASSAGES[name](FORMATS[name].write(sample, tmp_path / f"out{FORMATS[name].suffix}").path))
    assert len(found) > 30
    for document, start, end, exact in found:
        assert exact in (texts[document][start:end], visible(texts[document][start:end]))

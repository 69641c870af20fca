import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from lxml import etree
from lxml import html as lxml_html

from allegedly.exporters import FORMATS, Material
from allegedly.exporters.report.html import write
from allegedly.reports import Filters, known_by

VOID = {"meta", "br", "col"}
OWN = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section", "div", "h1", "h2", "h3"),
    *("h4", "p", "ul", "ol", "li", "table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "a"),
    *("sup", "span", "strong", "code", "br"),
}


class Balance(HTMLParser):
    """Whether every element is closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def written(material: Material, tmp_path, name: str = "r.html") -> str:
    return write(material, tmp_path / name).path.read_text("utf-8")


def page(source: str) -> etree._Element:
    return lxml_html.document_fromstring(source)


def text_of(element: etree._Element) -> str:
    return "".join(element.itertext())


def notes_of(tree: etree._Element) -> dict[int, str]:
    found = tree.xpath('//ol[@class="notes"]/li')
    assert [one.get("id") for one in found] == [f"note-{number}" for number in range(1, len(found) + 1)]
    return {number: text_of(one) for number, one in enumerate(found, 1)}


def test_every_claim_has_a_note_that_leads_back_to_its_passage(material, tmp_path, led_back, every_claim):
    assert sorted(led_back(notes_of(page(written(material, tmp_path))), material)) == every_claim


def test_is_well_formed_and_ids_are_its_own(material, tmp_path):
    source = written(material, tmp_path)
    assert Balance(source).open == []
    ids = page(source).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_link_leads_to_a_place_on_the_page_and_back(material, tmp_path):
    tree = page(written(material, tmp_path))
    links, ids = tree.xpath("//a/@href"), set(tree.xpath("//@id"))
    assert all(link.startswith("#") for link in links)
    assert {link[1:] for link in links} <= ids
    marks = tree.xpath("//sup/a")
    assert marks
    assert {mark.get("id") for mark in marks} == {link[1:] for link in links if link.startswith("#ref-")}
    assert all(mark.get("href") == f"#note-{mark.text}" for mark in marks)


def test_nothing_of_a_document_becomes_markup(material, tmp_path):
    source = written(material, tmp_path)
    tree = page(source)
    assert {element.tag for element in tree.iter()} <= OWN
    assert all("alert" not in value for element in tree.iter() for value in element.attrib.values())
    assert "url(" not in source
    assert len(tree.xpath("//style")) == 1
    assert tree.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0].startswith("default-src 'none'")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", source)


def test_headings_are_in_order(material, tmp_path):
    levels = [int(one.tag[1]) for one in page(written(material, tmp_path)).iter("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_heads_and_as_many_cells_in_each_row(material, tmp_path):
    tree = page(written(material, tmp_path))
    for table in tree.iter("table"):
        assert len(table.xpath('./thead/tr/th[@scope="col"]')) == 6
        assert all(len(row) == 6 for row in table.xpath("./tbody/tr"))
        assert table.find("caption") is not None
    rows = tree.xpath('//section[@id="documents"]//tbody/tr')
    assert [row.get("id") for row in rows] == [f"document-{number}" for number in range(1, len(rows) + 1)]
    assert len(rows) == len(material.annotated)


def test_the_same_material_gives_the_same_bytes(material, tmp_path):
    assert written(material, tmp_path) == written(replace(material), tmp_path, "again.html")


def test_judged_and_machine_readings_are_told_apart_by_words_and_looks(judged, tmp_path):
    tree = page(written(judged.material, tmp_path))
    notes = notes_of(tree)
    signs = {text_of(one) for one in tree.xpath('//strong[@class="judged"]')}
    assert "◆ checked by Ada *B* on 1 June 2012" in signs
    assert "◆ Settled by Ada *B* on 1 June 2012: the | log" in signs
    assert all("◆" in sign or sign == "in force" for sign in signs)
    for text in notes.values():
        by_person = judged.accepted.id in text or judged.edited.id in text
        assert ("◆" in text) == by_person
        assert ("Machine reading, not checked by a person." in text) != by_person


def test_filters_and_the_day_are_told(affair, tmp_path):
    _, told = known_by(affair.annotated, date(2011, 4, 20))
    narrowed = Material(affair.annotated, affair.corpus, "t", Filters(entity="Ana Brandt"), told)
    text = text_of(page(written(narrowed, tmp_path)).find(".//header"))
    assert len(narrowed.cut) == 2
    assert all(sentence in text for sentence in narrowed.cut)


def test_an_empty_case_gives_a_page(affairs, tmp_path):
    tree = page(written(Material((), affairs.Corpus(), ""), tmp_path))
    assert "Nothing here." in text_of(tree)


@pytest.mark.parametrize("name", ["report-md", "report-html"])
def test_the_formats_are_registered(affair, tmp_path, name):
    made = FORMATS[name]
    output = tmp_path / f"r{made.suffix}"
    assert made.write(Material(affair.annotated, affair.corpus, "t"), output).path == output
    assert output.read_text("utf-8")

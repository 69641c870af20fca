"""Every export of a case made to do harm, read back by others' programs: nothing in it runs, asks or calculates."""

import csv
import importlib.util
import io
import json
import re
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import icalendar
import lxml.html
import openpyxl
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from tests.attacks.asking import BASE, HOST

from allegedly.exporters import FORMATS
from allegedly.model import Hop, Stance

HERE = Path(__file__).parent
PAYLOADS = (
    f"<script src={BASE}/1></script><img src={BASE}/2 onerror=alert(1)><svg onload=alert(2)>",
    f"</script></style></title></textarea></p><iframe src={BASE}/3></iframe><!-- -->",
    f"![seen]({BASE}/4) <{BASE}/5> [x](javascript:alert(3)) [y](data:text/html,x) {BASE}/6",
    f"url({BASE}/7) @import '{BASE}/8'; expression(alert(4))",
    "{{7*7}} ${7*7} <%= 7*7 %> #{7*7} {% raw %}",
    f'=HYPERLINK("{BASE}/9","x")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    f'\t=IMPORTXML("{BASE}/10","//a")',
    f'\r=WEBSERVICE("{BASE}/11")',
    f"x;=cmd|'/C calc'!A0;\n=HYPERLINK(\"{BASE}/12\")",
    f"x\r\nATTACH:{BASE}/13\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:put in",
    f"]]><x xmlns:xlink='a' xlink:href='{BASE}/14'/><![CDATA[ &lt;b&gt; &#60;b&#62; &xxe;",
    f'\\input{{/etc/passwd}} \\href{{{BASE}/15}}{{x}} {{\\field{{\\*\\fldinst INCLUDEPICTURE "{BASE}/16"}}}}',
    "../../../etc/cron.d/x C:\\Windows\\x CON NUL \\\\leak.example\\share",
    "a" * 300,
    "\u2028\u2029\u202egnp.exe\u202c\u2066x\u2069\u200b\ufeff\ufffe\U000e0041 \x1b]8;;http://x\x07 \x1b]52;c;eA==\x07",
    '", "__proto__": {"x": 1}, "y": "',
)
FORMULA = re.compile(r"[\s'\"]*[=+\-@＝＋－＠\t\r]")


@pytest.fixture(scope="session")
def material(affairs):
    """A case in which each payload is an event that somebody tells of, and stands in every field that has words."""
    spec = importlib.util.spec_from_file_location(
        "allegedly_test_hostile", HERE.parent / "unit" / "exporters" / "report" / "hostile.py"
    )
    hostile = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = hostile
    spec.loader.exec_module(hostile)
    made = hostile.build(affairs)
    items = [*made.annotated]
    for number, payload in enumerate(PAYLOADS):
        day = date(2012, 1, 1 + number)
        text = f"Before it {payload} after it."
        doc = affairs.Writer(f"{payload}.txt", text, day, payload, title=payload, authors=[payload])
        time = doc.time("Before", day.isoformat(), day, day)
        doc.claim(text, "Before", time=time, stance=Stance(), hops=[Hop(payload, "person"), Hop(payload, "outlet")])
        item = doc.annotated()
        url = payload if number % 2 else f"javascript:alert('{number}')//{BASE}"
        told = replace(item.document, id=f"{number:02}" * 32, url=url, notices=(payload,))
        items.append(replace(item, document=told))
    return replace(made, annotated=tuple(items), title=PAYLOADS[0])


@pytest.fixture(scope="session")
def written(material, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    return {name: made.write(material, folder / f"{name}{made.suffix}").path for name, made in FORMATS.items()}


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


@pytest.mark.parametrize("name", ["html", "report-html"])
def test_pages_have_nothing_that_runs_or_asks(written, name):
    page = lxml.html.fromstring(text_of(written[name]).encode())
    assert {one.tag for one in page.iter() if isinstance(one.tag, str)}.isdisjoint(
        {
            "script",
            "img",
            "iframe",
            "object",
            "embed",
            "link",
            "base",
            "form",
            "svg",
            "video",
            "audio",
            "source",
            "input",
        }
    )
    for one in page.iter():
        for key, value in one.attrib.items():
            assert not key.startswith("on"), key
            assert key not in ("src", "srcset", "action", "data", "poster", "ping"), key
            assert key != "style" or re.fullmatch(r"width:\s*\d+%;?", value), value
            if key == "href":
                assert value.startswith("#"), value
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    assert 'http-equiv="refresh"' not in text_of(written[name])
    for style in page.iter("style"):
        assert HOST not in (style.text or "")


def test_markdown_has_no_link_but_its_own(written):
    rendered = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text_of(written["report-md"]))
    page = lxml.html.fromstring(f"<div>{rendered}</div>")
    assert {one.tag for one in page.iter()}.isdisjoint({"script", "img", "iframe", "svg", "object", "style"})
    # Where nobody knows footnotes, a note of one word is an address that leads nowhere: the word itself.
    assert [a.get("href") for a in page.iter("a") if not a.get("href", "").startswith(("#", "%E2%80%9C"))] == []
    assert not [key for one in page.iter() for key in one.attrib if key.startswith("on")]


def test_word_documents_lead_nowhere_else(written):
    with zipfile.ZipFile(written["report-docx"]) as packed:
        for name in packed.namelist():
            tree = etree.fromstring(packed.read(name)) if name.endswith((".xml", ".rels")) else None
            assert tree is not None, name
            assert not [one for one in tree.iter() if one.get("TargetMode") == "External"], name
            for one in tree.iter():
                told = one.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instr") or ""
                assert not told or told.split()[0] in {"NOTEREF", "PAGE", "NUMPAGES", "TOC", "PAGEREF", "STYLEREF"}, (
                    told
                )
                assert etree.QName(one).localname != "instrText" or "HYPERLINK" not in (one.text or "")


def test_workbooks_calculate_nothing(written):
    book = openpyxl.load_workbook(written["xlsx"])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert len(cells) > 100
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink is not None]
    with zipfile.ZipFile(written["xlsx"]) as packed:
        assert not [name for name in packed.namelist() if "externalLink" in name]
        for name in packed.namelist():
            assert b'TargetMode="External"' not in packed.read(name)


@pytest.mark.parametrize("name", ["csv", "timelinejs-csv"])
def test_tables_begin_no_formula(written, name):
    files = sorted(written[name].glob("*.csv")) if written[name].is_dir() else [written[name]]
    cells = 0
    for file in files:
        for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")):
            for cell in row:
                cells += 1
                is_number = re.fullmatch(r"[-+]?\d+(\.\d+)?(e-?\d+)?", cell)
                guarded = cell.startswith("'") or not FORMULA.match(cell)
                assert is_number or guarded, (file.name, cell[:60])
    assert cells > 20


@pytest.mark.parametrize("name", ["kml", "gexf", "graphml"])
def test_xml_has_only_its_own_elements(written, name):
    files = sorted(written[name].rglob("*.*")) if written[name].is_dir() else [written[name]]
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for file in files:
        tree = etree.parse(file, parser)
        assert tree.docinfo.doctype == ""
        assert {etree.QName(one).localname for one in tree.iter() if isinstance(one.tag, str)}.isdisjoint(
            {"x", "script", "img", "iframe", "NetworkLink", "GroundOverlay", "href", "Link", "Icon"}
        )
        for one in tree.iter("{*}description", "{*}Snippet", "{*}name"):  # shown as HTML by some
            if one.tag.endswith("description"):
                inside = lxml.html.fromstring(f"<div>{one.text}</div>")
                assert {part.tag for part in inside.iter()} <= {"div", "p", "q", "br", "b", "i", "span"}, one.text


def test_calendars_have_their_own_lines_only(written):
    calendar = icalendar.Calendar.from_ical(written["ics"].read_bytes())
    events = calendar.walk("VEVENT")
    assert len(events) >= len(PAYLOADS) // 2
    for event in events:
        assert {name for name, _ in event.property_items()}.isdisjoint(
            {"ATTACH", "URL", "ATTENDEE", "X-EVIL", "CONFERENCE"}
        )
        assert str(event["SUMMARY"]) != "put in"
    assert all(len(line) <= 75 for line in written["ics"].read_bytes().split(b"\r\n"))


@pytest.mark.parametrize("name", ["timelinejs"])
def test_what_a_page_shows_as_html_has_none(written, name):
    told = json.loads(text_of(written[name]))
    for slide in told["events"]:
        for words in slide["text"].values():
            tags = {part.tag for part in lxml.html.fromstring(f"<div>{words}</div>").iter()}
            assert tags <= {"div", "p", "q", "br", "b", "i", "em", "strong", "span", "blockquote", "small"}, words
    assert "javascript:" not in json.dumps([slide.get("media") for slide in told["events"]])


@pytest.mark.parametrize("name", ["geojson", "jsonl", "jsonld", "prov", "ftm"])
def test_what_programs_read_is_whole(written, name):
    files = [file for file in written[name].rglob("*") if file.is_file()] if written[name].is_dir() else [written[name]]
    for file in files:
        data = file.read_text("utf-8")
        for line in data.split("\n")[:-1] if "jsonl" in (name, file.suffix[1:]) else []:
            json.loads(line)
        if file.suffix in (".json", ".geojson", ".jsonld"):
            try:
                json.loads(data)
            except json.JSONDecodeError:
                assert all(isinstance(json.loads(line), dict) for line in data.split("\n") if line), file.name


def test_no_export_writes_outside_of_where_it_was_told_to(written):
    (folder,) = {path.parent for path in written.values()}
    inside = {path.name for path in folder.iterdir()}
    assert inside == {path.name for path in written.values()}
    for path in folder.rglob("*"):
        assert len(path.name.encode()) <= 255
        assert HOST not in path.name

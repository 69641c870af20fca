import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from zipfile import ZipFile

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from lxml import etree

from allegedly.exporters import FORMATS, Material
from allegedly.exporters.report.docx import write
from allegedly.reports import Filters, known_by

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {"w": W.strip("{}")}
OFFICE = shutil.which("soffice")
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def written(material: Material, tmp_path, name: str = "r.docx") -> bytes:
    return write(material, tmp_path / name).path.read_bytes()


def part(package: bytes, name: str) -> etree._Element:
    with ZipFile(io.BytesIO(package)) as zipped:
        return etree.fromstring(zipped.read(f"word/{name}.xml"), PARSER)


def text_of(element: etree._Element) -> str:
    """What python-docx reads of the runs of a paragraph: words, tabs and line ends."""
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(one.text or "" if one.tag == f"{W}t" else signs.get(one.tag, "") for one in element.iter())


def notes_of(package: bytes) -> dict[int, str]:
    """The notes, without the space behind their signs."""
    found = part(package, "footnotes").findall("w:footnote", NAMES)
    assert [one.get(f"{W}type") for one in found[:2]] == ["separator", "continuationSeparator"]
    assert all(one.find(".//w:footnoteRef", NAMES) is not None for one in found[2:])
    return {int(one.get(f"{W}id")): text_of(one).removeprefix(" ") for one in found[2:]}


def styled(document: etree._Element, style: str) -> Iterator[str]:
    for one in document.iter(f"{W}r"):
        named = one.find("w:rPr/w:rStyle", NAMES)
        if named is not None and named.get(f"{W}val") == style:
            yield text_of(one)


def test_every_claim_has_a_note_that_leads_back_to_its_passage(material, tmp_path, led_back, every_claim):
    assert sorted(led_back(notes_of(written(material, tmp_path)), material)) == every_claim


def test_each_note_is_referred_to_once_and_later_signs_lead_to_the_first(material, tmp_path):
    package = written(material, tmp_path)
    document = part(package, "document")
    signs = [int(one.get(f"{W}id")) for one in document.iter(f"{W}footnoteReference")]
    assert sorted(signs) == sorted(notes_of(package))
    assert signs == sorted(signs)
    names = [one.get(f"{W}name") for one in document.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name) for name in names)
    for one in document.iter(f"{W}fldSimple"):
        name, shown = re.fullmatch(r" NOTEREF (note_\d+) \\f \\h ", one.get(f"{W}instr")).group(1), text_of(one)
        assert name == f"note_{shown}"
        assert name in names
    linked = {one.get(f"{W}anchor") for one in part(package, "document").iter(f"{W}hyperlink")}
    linked |= {one.get(f"{W}anchor") for one in part(package, "footnotes").iter(f"{W}hyperlink")}
    assert linked <= set(names)


def test_python_docx_reads_it_with_headings_tables_and_what_it_says_of_itself(material, tmp_path):
    opened = docx.Document(io.BytesIO(written(material, tmp_path)))
    levels = [int(p.style.name[-1]) for p in opened.paragraphs if re.fullmatch(r"Heading \d", p.style.name)]
    assert levels.count(1) == 10 + bool(material.custody)
    assert set(levels) <= {1, 2, 3}
    assert all(after - before <= 1 for before, after in pairwise(levels))
    properties = opened.core_properties
    assert properties.language == "en-GB"
    assert properties.title == opened.paragraphs[0].text == opened.sections[0].header.paragraphs[0].text
    assert (properties.created, properties.modified) == (None, None)
    assert "Page " in opened.sections[0].footer.paragraphs[0].text
    footer = opened.sections[0].footer._element
    assert [one.get(f"{W}instr").strip() for one in footer.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    for table in opened.tables:
        assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
        assert {len(row.cells) for row in table.rows} == {6}
    assert len(opened.tables[0].rows) == 1 + len(material.annotated)


def test_wide_tables_have_pages_on_their_side(material, tmp_path):
    sections = docx.Document(io.BytesIO(written(material, tmp_path))).sections
    wide = [section.page_width > section.page_height for section in sections]
    assert wide == [False, True, False]
    assert [section.different_first_page_header_footer for section in sections] == [True, False, False]


def test_it_has_a_table_of_contents_with_all_headings_of_two_levels(material, tmp_path):
    document = part(written(material, tmp_path), "document")
    fields = [one.text.strip() for one in document.iter(f"{W}instrText")]
    assert fields == ['TOC \\o "1-2" \\h \\z \\u']
    kinds = [one.get(f"{W}fldCharType") for one in document.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    texts: dict[str, list[str]] = {}
    for one in document.iter(f"{W}p"):
        style = one.find("w:pPr/w:pStyle", NAMES)
        texts.setdefault("" if style is None else style.get(f"{W}val"), []).append(text_of(one))
    assert texts["TOC1"] == texts["Heading1"]
    assert texts.get("TOC2", []) == texts.get("Heading2", [])


def test_every_style_that_is_used_is_there(material, tmp_path):
    package = written(material, tmp_path)
    there = {one.get(f"{W}styleId") for one in part(package, "styles").iter(f"{W}style")}
    for name in ("document", "footnotes", "header1", "footer1"):
        used = {
            one.get(f"{W}val")
            for kind in ("pStyle", "rStyle", "tblStyle")
            for one in part(package, name).iter(W + kind)
        }
        assert used <= there


def test_every_part_has_its_type_and_every_relationship_its_part(affair, tmp_path):
    package = written(Material(affair.annotated, affair.corpus, "t"), tmp_path)
    with ZipFile(io.BytesIO(package)) as zipped:
        names = set(zipped.namelist())
        types = etree.fromstring(zipped.read("[Content_Types].xml"), PARSER)
        inner = etree.fromstring(zipped.read("word/_rels/document.xml.rels"), PARSER)
        outer = etree.fromstring(zipped.read("_rels/.rels"), PARSER)
        assert {info.date_time for info in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    overrides = {one.get("PartName").removeprefix("/") for one in types if one.get("PartName")}
    assert names - overrides == {"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"}
    assert {one.get("Target") for one in outer} | {f"word/{one.get('Target')}" for one in inner} == overrides
    assert all(one.get("TargetMode") is None for one in (*inner, *outer))


def test_nothing_of_a_document_acts(material, tmp_path):
    package = written(material, tmp_path)
    with ZipFile(io.BytesIO(package)) as zipped:
        sources = "".join(zipped.read(name).decode() for name in zipped.namelist())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", sources)
    document = part(package, "document")
    assert {one.get(f"{W}instr").split()[0] for one in document.iter(f"{W}fldSimple")} <= {"NOTEREF"}
    allowed = {"hyperlink", "anchor", "history"}
    for one in document.iter(f"{W}hyperlink"):
        assert {etree.QName(name).localname for name in one.attrib} <= allowed


def test_the_same_material_gives_the_same_bytes(material, tmp_path):
    assert written(material, tmp_path) == written(replace(material), tmp_path, "again.docx")


def test_judged_and_machine_readings_are_told_apart_by_words_and_styles(judged, tmp_path):
    package = written(judged.material, tmp_path)
    signs = set(styled(part(package, "document"), "Judged"))
    assert "◆ checked by Ada *B* on 1 June 2012" in signs
    assert "◆ Settled by Ada *B* on 1 June 2012: the | log" in signs
    assert all("◆" in sign or sign == "in force" for sign in signs)
    assert "machine reading" in set(styled(part(package, "document"), "Machine"))
    for text in notes_of(package).values():
        by_person = judged.accepted.id in text or judged.edited.id in text
        assert ("◆" in text) == by_person
        assert ("Machine reading, not checked by a person." in text) != by_person


def test_filters_and_the_day_are_told(affair, tmp_path):
    _, told = known_by(affair.annotated, date(2011, 4, 20))
    narrowed = Material(affair.annotated, affair.corpus, "t", Filters(labels=("denied",)), told)
    shown = [one.text for one in docx.Document(io.BytesIO(written(narrowed, tmp_path))).paragraphs]
    assert [one for one in shown if one.startswith("Narrowed.")] == [f"Narrowed. {words}" for words in narrowed.cut]


def test_an_empty_case_gives_a_document(affairs, tmp_path):
    opened = docx.Document(io.BytesIO(written(Material((), affairs.Corpus(), ""), tmp_path)))
    assert "Nothing here." in [one.text for one in opened.paragraphs]
    assert opened.element.body.findall(qn("w:tbl")) == []


def test_the_format_is_registered(affair, tmp_path):
    made = FORMATS["report-docx"]
    output = tmp_path / f"r{made.suffix}"
    assert made.write(Material(affair.annotated, affair.corpus, "t"), output).path == output


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_lays_it_out_with_the_notes_at_the_foot(judged, tmp_path):
    written(judged.material, tmp_path)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        OFFICE,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "r.docx"),
    ]
    subprocess.run(command, check=True, timeout=120, capture_output=True)
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in pypdf.PdfReader(tmp_path / "r.pdf").pages]
    whole = " ".join(pages)
    for item in judged.material.annotated:
        assert all(claim.id in whole for claim in item.claims)
    first = next(page for page in pages if "◆ checked by Ada *B*" in page)
    assert judged.accepted.id in first

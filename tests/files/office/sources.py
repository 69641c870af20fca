"""The writing in the office documents: an invented case on the lower Danube. All names and happenings are made up."""
# ruff: noqa: E501 (prose)

import base64
import re
import struct
import zlib

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_STYLES = """<office:styles>
 <style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties
   fo:text-align="justify" fo:margin-bottom="0.15cm" fo:orphans="2" fo:widows="2"/>
   <style:text-properties fo:font-size="11pt" style:font-name="Liberation Serif"/></style:style>
 <style:style style:name="Heading" style:family="paragraph" style:default-outline-level="1"><style:paragraph-properties
   fo:margin-top="0.4cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/>
   <style:text-properties fo:font-size="15pt" fo:font-weight="bold"/></style:style>
 <style:style style:name="Cell" style:family="paragraph"><style:text-properties fo:font-size="10pt"/></style:style>
 <style:style style:name="Footnote" style:family="paragraph"><style:paragraph-properties fo:margin-left="0.4cm"
   fo:text-indent="-0.4cm"/><style:text-properties fo:font-size="9pt"/></style:style>
 <style:style style:name="Break" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties
   fo:break-before="page" fo:text-align="justify" fo:margin-bottom="0.15cm"/></style:style>
<text:notes-configuration text:note-class="footnote" text:start-value="1" text:start-numbering-at="document" style:num-suffix=" " style:num-format="1"/>
</office:styles>"""
_AUTOMATIC = """<office:automatic-styles>
 <style:style style:name="bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
 <style:style style:name="TC" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"
   fo:padding="0.1cm"/></style:style>
 <style:style style:name="wide" style:family="section"><style:section-properties><style:columns fo:column-count="{columns}"
   fo:column-gap="0.8cm"/></style:section-properties></style:style>
 <style:style style:name="alone" style:family="graphic"><style:graphic-properties style:wrap="none" style:vertical-pos="from-top"
   style:vertical-rel="paragraph" fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
 <style:page-layout style:name="page"><style:page-layout-properties fo:page-width="14.8cm" fo:page-height="21cm"
   fo:margin="1.8cm"/>
   <style:header-style><style:header-footer-properties fo:margin-bottom="0.4cm"/></style:header-style>
   <style:footer-style><style:header-footer-properties fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page">
 <style:header><text:p text:style-name="Cell">The Lower Danube Review</text:p></style:header>
 <style:footer><text:p text:style-name="Cell">Page <text:page-number text:select-page="current"/> of
 <text:page-count/></text:p></style:footer>
</style:master-page></office:master-styles>"""
_META = """<office:meta><dc:title>The barge at Brăila</dc:title>
<meta:initial-creator>Ruxandra Pintilie</meta:initial-creator><dc:creator>Emil Tarcău</dc:creator>
<meta:creation-date>2011-09-30T10:00:00</meta:creation-date></office:meta>"""


def flat(body: str, columns: int = 1) -> str:
    """A whole document as LibreOffice reads it; its text in so many ``columns``."""
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in _SPACES.items())
    changes, _, text = body.rpartition("<!-- text -->")
    if columns > 1:
        text = f'<text:section text:name="All" text:style-name="wide">{text}</text:section>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document {spaces} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.text">\n{_META}\n{_STYLES}\n'
        f"{_AUTOMATIC.format(columns=columns)}\n<office:body><office:text>\n{changes}{text}\n"
        "</office:text></office:body></office:document>\n"
    )


def _p(words: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>\n'


def _h(words: str) -> str:
    return f'<text:h text:style-name="Heading" text:outline-level="1">{words}</text:h>\n'


def _list(*items: str) -> str:
    return "<text:list>" + "".join(f"<text:list-item>{_p(item)}</text:list-item>" for item in items) + "</text:list>\n"


def _table(*rows: tuple[str, ...]) -> str:
    cells = (
        "".join(f'<table:table-cell table:style-name="TC">{_p(c, "Cell")}</table:table-cell>' for c in r) for r in rows
    )
    lines = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    return f'<table:table><table:table-column table:number-columns-repeated="{len(rows[0])}"/>{lines}</table:table>\n'


def _note(mark: str, words: str, kind: str = "footnote") -> str:
    return (
        f'<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
        f"<text:note-body>{_p(words, 'Footnote')}</text:note-body></text:note>"
    )


def _comment(author: str, day: str, words: str) -> str:
    return (
        f"<office:annotation><dc:creator>{author}</dc:creator><dc:date>{day}</dc:date>{_p(words)}</office:annotation>"
    )


def _change(name: str, kind: str, words: str = "") -> str:
    return (
        f'<text:changed-region text:id="{name}"><text:{kind}><office:change-info><dc:creator>Emil Tarcău</dc:creator>'
        f"<dc:date>2011-10-02T09:30:00</dc:date></office:change-info>{words}</text:{kind}></text:changed-region>"
    )


_BOX = """<draw:frame draw:name="box" draw:style-name="alone" text:anchor-type="paragraph" svg:width="6cm" svg:height="1.6cm" svg:x="5cm"><draw:text-box>
<text:p text:style-name="Cell">In the box: Ilinca was built at Giurgiu in 1978.</text:p></draw:text-box></draw:frame>"""

REPORT = (
    "<text:tracked-changes>"
    + _change("ct1", "deletion", _p("with a priest "))
    + _change("ct2", "insertion")
    + "</text:tracked-changes><!-- text -->"
    + _h("The barge at Brăila")
    + _p("By Ruxandra Pintilie")
    + _p(
        "The barge Ilinca left the grain quay at Brăila on the evening of 9 March 2009 with four men on board"
        '<text:change text:change-id="ct1"/>. She was found empty two days later, aground on the left bank below Isaccea, '
        "with her lamps still burning."
        + _note(
            "1", "The log of the coast guard station at Isaccea, entry of 11 March 2009, as copied by the lock office."
        )
        + ' <text:change-start text:change-id="ct2"/>No distress call was recorded.<text:change-end text:change-id="ct2"/>'
    )
    + _p(
        "The harbour office said on 12 March that the crew had gone ashore “of its own free will”"
        + _comment("Sabina Neagu", "2011-10-03T11:20:00", "Which office? There are two at Brăila.")
        + ". A pilot who asked not to be named said that no boat had been missing from her deck when he came along"
        "side. He had passed her twice that night, he said, and both times the wheelhouse was dark and the engine was "
        "turning over slowly, as it does when some\u00adbody means to come back."
    )
    + _h("Who was on board")
    + _list(
        "The skipper, Mihnea Oprișan, 51, of Galați, who had worked on the river since he was a boy of fifteen and knew "
        "every bank of it.",
        "His brother-in-law, Dorel Cazacu.",
        "Two deck hands from Tulcea, whose names were never published.",
    )
    + _p(
        "Oprișan’s wife, Veronica, told the police on 13 March that he had telephoned her from Reni at half past one in "
        "the morning. He had asked her to take the children to her mother’s house. “He would not say why, and he was not "
        "a man who asked for things,” she said. The police did not write this down, according to her lawyer, and the "
        "record of the inter\u00adview that was given to the court in Galați has no such sentence in it."
    )
    + _p(
        "Three people say that they saw the barge between Brăila and Isaccea. Their accounts were taken at different "
        "times and by different offices, and nobody had put them side by side before this inquiry did so."
    )
    + _table(
        ("Day", "Place", "Who saw her"),
        ("9 March 2009", "Brăila", "Pavel Stroe, crane driver at the grain quay"),
        ("10 March 2009", "Reni", "a customs officer"),
        ("11 March 2009", "Isaccea", "Anca Buhuș, lock-keeper"),
    )
    + _p(
        "Stroe said in April 2009 that the hatches were sealed when she left. In a second state\u00adment, made in June, he "
        "said that two of them had stood open and that a green lorry had waited on the quay until after midnight. Asked "
        "about the differ\u00adence, he said that the first statement had been written for him and that he had signed it "
        "because his shift was over."
    )
    + _p(
        _BOX
        + "The customs officer at Reni reported a barge without a name board. He gave the hour as a quarter to four."
    )
    + _p(
        "Anca Buhuș saw the lamps at ten in the morning of 11 March. “I called out to her twice,” she said. “Nobody "
        "answered.” She entered the barge in her book and rang the coast guard, which took two hours and forty minutes to "
        "come.",
        "Standard",
    )
    + _h("What was in the hold")
    + _p(
        "The papers speak of 640 tonnes of maize for a mill at Sulina. The coast guard found the holds swept clean. "
        "According to a letter from the mill’s book-keeper, Traian Ene, no maize had been ordered that spring, and the "
        "mill had stood still since the flood. The letter was sent to the harbour office on 20 March and answered on 2 "
        "April with a single line, in which the office thanked him for his interest.",
    )
    + _p(
        "A former clerk of the harbour office, who spoke on con\u00addition that his name be left out, said that there had been "
        "a second set of papers. These named a cargo of machine parts and a receiver in Izmail. He had seen them on the "
        "desk of his superior on the morning of 9 March and not afterwards. The office denies that such papers were ever "
        "kept. “There is one set, and the court has it,” its spokes\u00adman, Liviu Drăgan, said in September. He would not "
        "say whether the sheets were numbered."
    )
    + _p(
        "The hull was surveyed at Galați in May 2009. The survey\u00ador, Ileana Moraru, found fresh paint over the draught "
        "marks on both sides. Had the barge carried maize, she wrote, she would have lain some forty centi\u00admetres deeper "
        "than the weed on her plates allowed. The insurers, Meridian Fluvial, did not ask for the survey until July, and "
        "paid in August without having read it, if one believes the date on their receipt. They did not say to whom."
        + _note("2", "Receipt of Meridian Fluvial, 14 August 2009, shown to the authors in Constanța.")
    )
    + _p(
        "What became of the four men is not known. A fisherman from Chilia Veche, Nichifor Danilov, says that he took "
        "three men across to the Ukrainian side in the night of 10 March, for two hundred euros, and that one of them "
        "had a bandaged hand. He did not ask their names. A month later he saw the same hand, as he put it, on a man in "
        "the market at Vylkove, who looked at him and walked away."
    )
    + _h("What is still to be asked")
    + _p(
        "The court in Galați closed the file in December 2010 for want of a body. The prosecutor, Corneliu Jitaru, said that it "
        "could be opened again “if the river gives anything back”. Veronica Oprișan has asked for that three times. "
        "Her last letter, of 30 August 2011, has not been answered."
    )
    + _p("The photographs were taken by Sorin Vlase.")
)

PRINTED = re.sub("<text:change[^>]*>", "", REPORT.partition("<!-- text -->")[2])
"""Without the marks of changes, which would be printed too."""

COLUMNS = re.sub(r"\b([a-z]{4,5})([a-z]{4,})\b(?![^<]*>)", "\\1\u00ad\\2", PRINTED.replace(_BOX, ""))
"""In narrow columns, with places at which long words may be divided."""

NOTICE = "<!-- text -->" + _p(
    "The lock at Isaccea will be shut to barges from 4 May 2009 until further notice, by order of the harbour master, "
    "Octavian Rusu, who gave no reason for it."
)


def _picture(width: int = 120, height: int = 160) -> str:
    """A grey picture, as a scanner gives it: a PNG in base 64."""
    rows = b"".join(b"\x00" + bytes((x * y) % 251 // 32 * 32 for x in range(width)) for y in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    made = b"".join(struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in chunks)
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + made).decode()


_SCAN = (
    '<draw:frame text:anchor-type="as-char" svg:width="10cm" svg:height="13cm"><draw:image>'
    f"<office:binary-data>{_picture()}</office:binary-data></draw:image></draw:frame>"
)
PICTURES = _p(_SCAN, "Break") * 2

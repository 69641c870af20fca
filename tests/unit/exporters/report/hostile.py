"""Texts that try to act on whatever shows them, in a document of their own."""

from dataclasses import replace
from datetime import date
from types import ModuleType

from allegedly.corpus.claims_judged import claim_subject
from allegedly.exporters import Material
from allegedly.model import Hop, Stance, Verdict

PASSAGES = (
    "<script>alert('x')</script> & <img src=x onerror=alert(1)>",
    "# no heading",
    "- no item\n\n1. nor this\n    nor code\n~~~\nno fence\n```",
    "[a link](https://evil.example) ![picture](x.png) <https://evil.example> https://evil.example www.evil.example",
    "\n[^1]: no note\n[x]: https://evil.example 'no reference'",
    "*not strong* __nor this__ `nor code` ~~nor this~~ a|b|c $x$ {.no} \\* &lt;b&gt; &#60;b&#62;",
    "\u202egnihtemos\u202c \x1b[31mred\x1b[0m \u200b\u2066 a\ufffeb\uffff c\x0bd\x0ce \ufeff",
    "  spaces before,\ttabs,\r\nand all\rends of lines  \n  \nand two\u00a0spaces  inside",
    "=== \n--- \n+ \n: \n> quoted\n| a | b |\n| - | - |",
    "]]> <!-- --> <?php ?> <![CDATA[ x ]]> </q></p></body>",
    '=HYPERLINK("https://evil.example") and {HYPERLINK evil} and \\ at the end\\',
    "مرحبا שלום a\u0301 👩\u200d👩\u200d👧 \U0001f600",
    "long " * 2000,
)
"""What each says happens to stand in the text between marks that no passage has."""


def build(affairs: ModuleType) -> Material:
    """A case of one document, in which each of the ``PASSAGES`` is a claim."""
    text = "".join(f"\n\nBefore it {passage} after it." for passage in PASSAGES)
    doc = affairs.Writer(
        "a|b<i>.txt\x1b[1m",
        text,
        date(2011, 5, 1),
        "Outlet *of* </style><script>alert(2)</script>",
        title="[t](https://evil.example)\n# two lines",
        authors=["Ida _Roth_", "<b>Bo</b>"],
    )
    day = date(2011, 5, 1)
    for number, passage in enumerate(PASSAGES):
        time = doc.time(passage.strip()[:4], "2011-05-01", day, day) if number % 2 else None
        hops = [Hop("\x1b]0;t\x07<img src=x> [^2] `x`", "person")]
        doc.claim(passage, passage.strip()[:2], time=time, stance=Stance(), hops=hops)
    item = doc.annotated()
    pair = tuple(claim_subject(item, claim) for claim in item.claims[:2])
    made = Verdict("different", pair, by="<i>Al</i> | *Bo*", at="2012-06-01", why="[x](y) | `z`\n# h").numbered(1)
    return Material((item,), replace(affairs.Corpus(), judgements=(made,)), "# <b>T</b> [x](y)\n*z*")

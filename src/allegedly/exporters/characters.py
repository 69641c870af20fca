"""Characters that XML cannot hold, written or escaped in any way (https://www.w3.org/TR/xml/#charsets)."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""It stands for one that is forbidden, so that offsets into a text still fit."""


def for_xml(text: str) -> str:
    """The text with a replacement character for each that XML forbids."""
    return _FORBIDDEN.sub(REPLACEMENT, text)

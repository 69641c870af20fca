"""The gazetteer's file: how names become keys, and how toponyms lie in bytes. Standard library only.

The file is one flat block that is mapped into memory and never read whole: a header, a table of hash buckets, the
buckets with their keys, fixed-width toponym rows, and the texts that the rows point to. A look-up reads one bucket
and the rows that it names. All numbers are little-endian and unsigned, coordinates are signed hundred-thousandths of
a degree.
"""

import re
import struct
import unicodedata
from functools import lru_cache

MAGIC = b"ALLGAZ01"
HEADER = struct.Struct("<8s8s7I")
"""Magic, the beginning of the SHA-256 of all behind the header, number of buckets, the offsets of directory,
buckets, rows, areas and texts, and the size of the file."""
ROW = struct.Struct("<iiIIIHBBB")
"""Latitude, longitude, GeoNames id (0: none), population, text of the name, area, kind, flags, renown."""
OFFSET = struct.Struct("<I")
KINDS = ("city", "country", "state", "county", "region", "landmark")
CAPITAL, SEAT = 1, 2
"""Flags: the capital of a country; a building that stands for a government when it acts."""
ALTERNATE = 1 << 31
"""Set in a bucket's row number where the key is another name of the place, not its own."""

_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_ARTICLE = re.compile(r"(?:al|el|as|ash|ad|adh|an|ar|at|az) (?=\w{3})")
_LEFT_OUT = ".'’‘ʼʻ`´ʿʾ\u200b\u200c\u200e\u200f\u202a\u202b\u202c"
_SPACES = "-‐‑–—_/,\u00a0"
_LETTERS = {"&": " and ", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l"}
_PLAIN = str.maketrans({**dict.fromkeys(_LEFT_OUT, ""), **dict.fromkeys(_SPACES, " "), **_LETTERS, "þ": "th", "ə": "a"})


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """The form under which a name is filed: lower case, no diacritics or full stops, "St." as "saint", no "the"."""
    folded = name.lower().translate(_PLAIN)
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
        folded = folded.lower().translate(_PLAIN)
    words = [_WORDS.get(word, word) for word in folded.split()]
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


def without_article(key: str) -> str | None:
    """The key without the Arabic article that it begins with; ``None`` where there is none."""
    bare = _ARTICLE.sub("", key, count=1) if _ARTICLE.match(key) else ""
    return bare or None

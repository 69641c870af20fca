"""MEANTIME (Minard et al. 2016, "MEANTIME, the NewsReader multilingual event and time corpus"): its articles as texts.

The corpus comes as tokens (CAT XML); here they are put together again, with each token's offsets, for all that is
measured on it. Only the first sentences of an article were annotated.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from allegedly.model import Span

DEFAULT_DATA = Path("../shared/data")
MEANTIME = "events/meantime/intra-doc_annotation/corpus_apple"

_NO_SPACE_BEFORE = frozenset({".", ",", ";", ":", "!", "?", "'s", "’s", "'", ")", "]", "%", "n't", "'re", "'ve", "'ll"})
_NO_SPACE_AFTER = frozenset({"(", "[", "$", "£", "€"})


@dataclass(frozen=True, slots=True)
class Text:
    """An article: its text and date, the offsets of its tokens by id, and up to which offset it was annotated."""

    name: str
    text: str
    published: date | None
    spans: dict[str, Span]
    limit: int
    root: ET.Element
    sentences: dict[str, int]
    """The number of each token's sentence."""

    def tokens_of(self, item: ET.Element) -> list[str]:
        """The ids of an annotation's tokens."""
        return [anchor.get("t_id", "") for anchor in item.findall("token_anchor")]


def texts(folder: Path) -> Iterator[Text]:
    """The articles in a folder of the corpus, by name."""
    for path in sorted(folder.glob("*.xml")):
        root = ET.parse(path).getroot()  # noqa: S314 (a corpus of our own choosing)
        text, spans, sentence = _detokenised(root)
        anchors = root.iterfind("Markables/*/token_anchor")
        last = max(sentence[anchor.get("t_id", "")] for anchor in anchors)
        limit = max(spans[token][1] for token in spans if sentence[token] <= last)
        yield Text(path.stem, text, _published(root), spans, limit, root, sentence)


def _published(root: ET.Element) -> date | None:
    of_the_text = (t for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME")
    return next((date.fromisoformat(timex.get("value", "")) for timex in of_the_text), None)


def _detokenised(root: ET.Element) -> tuple[str, dict[str, Span], dict[str, int]]:
    """The text, the span of each token, and its sentence; headline and date stand in paragraphs of their own."""
    text, glue, quoted = "", True, False
    spans: dict[str, Span] = {}
    sentence: dict[str, int] = {}
    for token in root.iter("token"):
        word, identity, number = token.text or "", token.get("t_id", ""), int(token.get("sentence", "0"))
        if sentence and number != next(reversed(sentence.values())):
            text, glue = text + "\n\n" if number <= 2 else text + " ", True
        closing = word == '"' and quoted
        if not (glue or word in _NO_SPACE_BEFORE or closing):
            text += " "
        spans[identity] = (len(text), len(text) + len(word))
        text, sentence[identity] = text + word, number
        quoted = not quoted if word == '"' else quoted
        glue = word in _NO_SPACE_AFTER or (word == '"' and quoted)
    return text, spans, sentence

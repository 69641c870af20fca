"""Events found, and how they are put, against MEANTIME; from the raw text through the product's own stages.

    python -m benchmarks.quality.events [DATA] [--errors]

DATA is the folder of development data, ``../shared/data`` by default; every ``corpus_*`` folder of the corpus is read.
Only the part of each article that its annotators worked on counts.

*Found.* What the product takes for happenings (``extract.happenings``) is held against the gold's event mentions: a
pair shares a word, the head word of the gold's first; each is paired once. Of "painted and sold" the gold may have
three mentions, one of them both words together; that third is left out, save in ``found_f1_with_coordinations``. Nouns
are told by weights that were learned from these articles too, so each article is read with weights that were learned
without it (``found_f1``). ``found_f1_by_lexicon`` is without the tagger, where nothing is learned.

*Stance.* Of each gold event with its attributes filled in (some were left empty and say nothing), whether it is in a
class, and whether the product has put it there:

    not_plain   gold: CERTAIN missing (probable, possible, underspecified), polarity NEG, time FUTURE, or in a
                condition (special case COND_*); ours: any label but "asserted", or negative polarity
    negative    gold: polarity NEG; ours: negative polarity
    future      gold: time FUTURE; ours: planned, or conditional

A gold event that was not found is a miss for its classes. A found event that the gold does not have is not counted: the
annotators left no word on how it is put, and that it was found at all already costs precision in ``found_f1``. These
are the headline figures, ``*_f1``. ``*_f1_given`` are of the same events where the product is told which words they
are. ``not_plain_with_generic_f1`` takes the special case GEN ("the ferry carries 40 cars") for not plain too, which the
product does not: such a sentence is asserted.
"""

import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from allegedly.extract.attribution import Report, find_attributions, vouching
from allegedly.extract.cast import find_cast
from allegedly.extract.happenings import find_happenings
from allegedly.extract.temporal import find_times
from allegedly.extract.voices import complete_voices
from allegedly.model import Document, Happening, Span, Stance, TimeExpression, Voice, sha256
from allegedly.nlp.language import load
from allegedly.nlp.senses import Floats, Senses
from allegedly.nlp.tree import Tree
from allegedly.pipeline import breaks

from .happening_nouns import Sums, learned, read_sums, sums_of
from .meantime import DEFAULT_DATA, MEANTIME, Text, texts

_PLAIN_SPECIAL = {"NONE", "", "GEN"}


@dataclass(frozen=True, slots=True)
class Gold:
    """An event mention: its words, and its attributes."""

    spans: tuple[Span, ...]
    attributes: dict[str, str]

    @property
    def is_judged(self) -> bool:
        return all(self.attributes.get(name) for name in ("certainty", "polarity", "time"))


@dataclass(frozen=True)
class Read:
    """An article as the product's stages before the happenings have it."""

    text: Text
    document: Document
    tree: Tree
    times: tuple[TimeExpression, ...]
    reports: tuple[Report, ...]
    senses: Senses | None
    gold: tuple[Gold, ...]
    whole: int
    """How many mentions of the gold stand for a coordination whose members are mentions too."""

    def happenings(self, senses: Senses | None, given: Sequence[int] = ()) -> list[Happening]:
        """What the product finds in the annotated part; of the tokens ``given`` it is told."""
        found = find_happenings(self.document, self.tree, self.reports, self.times, senses, given)
        return [one for one in found if one.start < self.text.limit]

    def by_token(self, found: Sequence[Happening]) -> dict[int, Happening]:
        return {self.tree.tokens_in((one.start, one.end))[0]: one for one in found}

    def heads(self) -> list[int]:
        """The token of each gold event: of its words the one that governs the others, if need be a verb or noun."""
        return [_head(self.tree, gold) for gold in self.gold]


@dataclass(slots=True)
class Counts:
    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        return round(200 * self.right / (self.gold + self.found), 1) if self.gold + self.found else 0.0

    def add(self, gold: bool, found: bool) -> None:
        self.gold += gold
        self.found += found
        self.right += gold and found


def _is_not_plain(gold: dict[str, str]) -> bool:
    special = gold.get("special_cases", "") not in _PLAIN_SPECIAL
    return gold["certainty"] != "CERTAIN" or gold["polarity"] == "NEG" or gold["time"] == "FUTURE" or special


CLASSES: dict[str, tuple[Callable[[dict[str, str]], bool], Callable[[Stance], bool]]] = {
    "not_plain": (_is_not_plain, lambda stance: stance.label != "asserted" or stance.polarity == "negative"),
    "negative": (lambda gold: gold["polarity"] == "NEG", lambda stance: stance.polarity == "negative"),
    "future": (lambda gold: gold["time"] == "FUTURE", lambda stance: stance.reality in ("planned", "conditional")),
    "not_plain_with_generic": (
        lambda gold: _is_not_plain(gold) or gold.get("special_cases") == "GEN",
        lambda stance: stance.label != "asserted" or stance.polarity == "negative",
    ),
}


def read_articles(data: Path) -> list[Read]:
    """The articles of every corpus under ``data``, read up to the happenings."""
    folders = sorted((data / MEANTIME).parent.glob("corpus_*"))
    return [_read(text) for folder in folders for text in texts(folder)]


def _read(text: Text) -> Read:
    digest = sha256(text.text.encode())
    voice = Voice(id=digest[:16], kind="author", spans=((0, len(text.text)),))
    document = complete_voices(Document(digest, text.text, digest, published=text.published, voices=(voice,)))
    tree = load().parse(document.text, breaks(document))
    heard = find_attributions(document, tree, find_cast(document, tree))
    times = find_times(document, tree)
    marked = list(_gold(text))
    gold = tuple(one for one in marked if not _is_coordination(one, marked))
    reports = vouching(heard.reports)
    return Read(text, document, tree, times, reports, heard.senses, gold, len(marked) - len(gold))


def _gold(text: Text) -> Iterator[Gold]:
    for mention in text.root.iter("EVENT_MENTION"):
        spans = tuple(text.spans[token] for token in text.tokens_of(mention))
        if spans:
            yield Gold(spans, _attributes(mention))


def _is_coordination(one: Gold, marked: Sequence[Gold]) -> bool:
    inside = {span for other in marked if set(other.spans) < set(one.spans) for span in other.spans}
    return inside == set(one.spans)


def _attributes(mention: ET.Element) -> dict[str, str]:
    return {name: mention.get(name, "") for name in ("certainty", "polarity", "time", "special_cases")}


def _head(tree: Tree, gold: Gold) -> int:
    tokens = [i for span in gold.spans for i in tree.tokens_in(span)]
    tops = [i for i in tokens if tree.heads[i] not in tokens or tree.heads[i] == i] or tokens
    return next((i for i in tops if tree.pos[i] in ("VERB", "NOUN", "AUX")), tops[0])


def paired(read: Read, found: Sequence[Happening]) -> list[Happening | None]:
    """For each gold event what was found of it."""
    left = read.by_token(found)
    pairs: list[Happening | None] = [left.pop(head, None) for head in read.heads()]
    for number, gold in enumerate(read.gold):
        if pairs[number] is None:
            inside = (i for span in gold.spans for i in read.tree.tokens_in(span) if i in left)
            pairs[number] = left.pop(next(inside, -1), None)
    return pairs


def score(data: Path = DEFAULT_DATA, errors: bool = False) -> dict[str, float]:
    """The figures, in percent."""
    articles = read_articles(data)
    if not articles:
        print(f"events: skipped, there is no corpus in {(data / MEANTIME).parent}")
        return {}
    found, by_lexicon, whole = Counts(), Counts(), sum(read.whole for read in articles)
    stances = {f"{name}_f1{how}": Counts() for how in ("", "_given") for name in CLASSES}
    for read, weights in zip(articles, held_out(articles), strict=True):
        senses = replace(read.senses, of_happenings=weights) if read.senses is not None else None
        happenings = read.happenings(senses)
        pairs = _count(read, happenings, found)
        _count(read, read.happenings(None), by_lexicon)
        told = read.by_token(read.happenings(senses, read.heads()))
        for how, all_of in (("", pairs), ("_given", [told.get(head) for head in read.heads()])):
            for name in CLASSES:
                _judge(read, all_of, name, stances[f"{name}_f1{how}"])
        if errors:
            _tell(read, happenings, pairs)
    figures = {"found_f1": found.f1, "found_f1_by_lexicon": by_lexicon.f1}
    figures["found_f1_with_coordinations"] = Counts(found.gold + whole, found.found, found.right).f1
    figures |= {name: counts.f1 for name, counts in stances.items()}
    counted = {f"{name}_gold": stances[f"{name}_f1"].gold for name in CLASSES}
    return figures | {"gold": found.gold, "found": found.found, "right": found.right} | counted


def held_out(articles: Sequence[Read]) -> Iterator[Floats]:
    """For each article the weights for nouns that were learned without it."""
    elsewhere, parts = read_sums(), [noun_sums(read) for read in articles]
    whole = sum(parts, elsewhere)
    for part in parts:
        yield learned(whole - part)


def noun_sums(read: Read) -> Sums:
    """What an article's nouns teach: each in its annotated part, and whether it is a gold event's word."""
    tree = read.tree
    events = {i for gold in read.gold for span in gold.spans for i in tree.tokens_in(span)}
    nouns = [i for i in range(len(tree)) if tree.pos[i] == "NOUN" and tree.starts[i] < read.text.limit]
    if read.senses is None:
        return sums_of([], [])
    kept = [i for i in nouns if not (tree.deps[i] == "compound" and i in events and tree.heads[i] in events)]
    return sums_of([read.senses.vector(tree, i) for i in kept], [i in events for i in kept])


def _count(read: Read, found: Sequence[Happening], counts: Counts) -> list[Happening | None]:
    pairs = paired(read, found)
    counts.gold += len(pairs)
    counts.found += len(found)
    counts.right += sum(one is not None for one in pairs)
    return pairs


def _judge(read: Read, found: Sequence[Happening | None], name: str, counts: Counts) -> None:
    of_gold, of_ours = CLASSES[name]
    for gold, one in zip(read.gold, found, strict=True):
        if gold.is_judged:
            counts.add(of_gold(gold.attributes), one is not None and of_ours(one.stance))


def _tell(read: Read, found: Sequence[Happening], pairs: Sequence[Happening | None]) -> None:
    taken = {one.start for one in pairs if one is not None}
    for one in found:
        if one.start not in taken:
            print(f"  spurious  {_around(read, (one.start, one.end))}")
    for gold, pair in zip(read.gold, pairs, strict=True):
        if pair is None:
            print(f"  missed    {_around(read, gold.spans[0])}")
            continue
        for name in ("not_plain", "negative", "future"):
            of_gold, of_ours = CLASSES[name]
            if gold.is_judged and of_gold(gold.attributes) != of_ours(pair.stance):
                kind = "missed" if of_gold(gold.attributes) else "wrong"
                said = " ".join(value for value in gold.attributes.values() if value != "NONE")
                print(f"  {name} {kind}  {_around(read, gold.spans[0])}  {said} / {pair.stance.label}")


def _around(read: Read, span: Span) -> str:
    text, (start, end) = read.text.text, span
    around = f"{text[max(0, start - 70) : start]}[{text[start:end]}]{text[end : end + 40]}"
    return f"{read.text.name[:12]} {' '.join(around.split())}"


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--errors"]
    for key, number in score(Path(arguments[0]) if arguments else DEFAULT_DATA, "--errors" in sys.argv).items():
        print(f"{key:32} {number:g}")

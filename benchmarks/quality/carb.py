"""CaRB (Bhardwaj, Aggarwal & Mausam 2019): plain tuples against crowd-made ones.

    python -m benchmarks.quality.carb [DATA] [--rules]

``--rules`` prints how right the tuples of each rule are: the column ``right`` of ``en/tuple_rules.tsv``. The folder
``claims/carb`` holds parts: ``gold_dev.tsv`` (sentence, relation, first argument, further arguments) with ``dev.txt``,
one sentence a line; any other part of that naming is scored too.

The matcher is CaRB's own default, its *binary lenient tuple match* (not its lexical, exact or strict ones). All
arguments after the first count as one. Words are compared as they stand, slot by slot: relation with relation, first
with first, rest with rest. A pair without a common word in the relation is no match ("be" in a found relation stands
for any of its forms), nor is one where the found tuple lacks a slot. Where the gold relation is one of saying, the
found tuple may name speaker and content in either order. A pair's precision is the share of the found words that match,
its recall the share of the gold words.

*Recall* takes for each gold tuple its best found one, which may serve several. *Precision* pairs one to one within the
sentence, the most precise pair first, and divides by all found tuples. The figures are those at the confidence where F1
is best, as CaRB reports them.
"""

import argparse
import re
import string
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from allegedly.extract.tuples import find_tuples
from allegedly.model import Phrase, PlainTuple
from allegedly.nlp.language import load

DEFAULT_DATA = Path("../shared/data")
CARB = "claims/carb"
_BE = ("be", "is", "am", "are", "was", "were", "been", "being")
_SAYING = ("said", "told", "added", "adds", "says")
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_ESCAPES = {**_BRACKETS, "``": '"', "''": '"', "\\/": "/", "\\*": "*"}
_ESCAPED = re.compile("|".join(re.escape(escape) for escape in _ESCAPES))
_MARKS = str.maketrans("", "", string.punctuation)

Pair = tuple[float, float]
"""Precision and recall, of a pair of tuples or of all."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """A tuple as CaRB sees it: words between blanks. ``arguments`` begin with the subject."""

    relation: str
    arguments: tuple[str, ...]
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    precision: float
    recall: float
    f1: float


def gold_tuples(path: Path) -> dict[str, list[Extraction]]:
    """The gold tuples of each sentence."""
    gold: dict[str, list[Extraction]] = {}
    for line in path.read_text("utf-8").splitlines():
        sentence, relation, *arguments = line.strip().split("\t")
        gold.setdefault(sentence.strip(), []).append(Extraction(relation, tuple(arguments)))
    return gold


def find(sentence: str) -> list[Extraction]:
    """What the product finds in a sentence that comes as tokens with the treebank's escapes."""
    tree = load().parse(unescaped(sentence), [])

    return [_extraction(sentence, found) for found in find_tuples(tree)]


def _extraction(sentence: str, found: PlainTuple) -> Extraction:
    """CaRB's annotators add who says so as a last argument."""
    parts = [found.subject, *found.arguments, *([found.attributed] if found.attributed else [])]
    words = tuple(_words(sentence, part) for part in parts)
    return Extraction(_words(sentence, found.relation), words, found.confidence, found.rule)


def _words(sentence: str, phrase: Phrase) -> str:
    """The sentence's own words, escapes and all."""
    ends = {i: escape.end() for escape in _ESCAPED.finditer(sentence) for i in range(escape.start() + 1, escape.end())}
    return " ".join([phrase.implied or "", *(sentence[start : ends.get(end, end)] for start, end in phrase.spans)])


def unescaped(sentence: str) -> str:
    """Plain text of the same length, so that offsets stay."""
    return _ESCAPED.sub(lambda escape: _ESCAPES[escape.group()].ljust(len(escape.group())), sentence)


def match(gold: Extraction, found: Extraction) -> Pair:
    """Precision and recall of one pair."""
    straight = _match(gold.relation, _two(gold.arguments), found.relation, _two(found.arguments))
    if len(found.arguments) < 2 or not any(verb in gold.relation for verb in _SAYING):
        return straight
    first, rest = _two(found.arguments)
    return max(straight, _match(gold.relation, _two(gold.arguments), found.relation, (rest, first)))


def _two(arguments: tuple[str, ...]) -> tuple[str, ...]:
    return (arguments[0], " ".join(arguments[1:])) if len(arguments) > 1 else arguments


def _match(gold_relation: str, gold: tuple[str, ...], relation: str, found: tuple[str, ...]) -> Pair:
    common = _common(gold_relation.split(), relation.split())
    spare = Counter(relation.split()) - Counter(gold_relation.split())
    common += spare["be"] > 0 and any(form in gold_relation.split() for form in _BE)
    if common == 0 or len(found) < len(gold):
        return 0.0, 0.0
    common += sum(_common(a.split(), b.split()) for a, b in zip(gold, found, strict=False))
    wanted = sum(len(slot.split()) for slot in (gold_relation, *gold))
    given = sum(len(slot.split()) for slot in (relation, *found[: len(gold)]))
    return common / given, common / wanted


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    return (Counter(a) & Counter(b)).total()


def best_point(gold: Mapping[str, Sequence[Extraction]], found: Mapping[str, Sequence[Extraction]]) -> Point:
    """Precision, recall and F1 at the confidence where F1 is best; sentences without gold tuples do not count."""
    gold = {_key(sentence): tuples for sentence, tuples in gold.items()}
    found = {_key(sentence): tuples for sentence, tuples in found.items()}
    thresholds = sorted({one.confidence for tuples in found.values() for one in tuples})
    precisions, counts, recalls = ([0.0] * len(thresholds) for _ in range(3))
    for sentence, wanted in gold.items():
        previous = 0
        for confidence, precision, recall, count in _levels(wanted, found.get(sentence, ())):
            level = bisect_left(thresholds, confidence)
            for i in range(previous, level + 1):
                precisions[i] += precision
                counts[i] += count
                recalls[i] += recall
            previous = level + 1
    total = sum(map(len, gold.values()))
    points = [
        _point(precision / count if count else 1.0, recall / total)
        for precision, count, recall in zip(precisions, counts, recalls, strict=True)
    ]
    return max(points, key=lambda point: point.f1, default=Point(0.0, 0.0, 0.0))


def _point(precision: float, recall: float) -> Point:
    return Point(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)


def _levels(gold: Sequence[Extraction], found: Sequence[Extraction]) -> Iterator[tuple[float, float, float, int]]:
    """For each confidence in a sentence, from the least: sums of precision and recall over what is at least as sure."""
    scores = [[match(wanted, one) for one in found] for wanted in gold]
    for confidence in sorted({one.confidence for one in found}):
        kept = [j for j, one in enumerate(found) if one.confidence >= confidence]
        recall = sum(max(row[j][1] for j in kept) for row in scores)
        yield confidence, sum(_paired(scores, kept).values()), recall, len(kept)


def _paired(scores: Sequence[Sequence[Pair]], kept: Iterable[int]) -> dict[int, float]:
    """The precision of each found tuple that gets a gold one, paired one to one, the greatest first."""
    golds: set[int] = set()
    precisions: dict[int, float] = {}
    for negative, i, j in sorted((-row[j][0], i, j) for i, row in enumerate(scores) for j in kept):
        if i not in golds and j not in precisions:
            golds.add(i)
            precisions[j] = -negative
    return precisions


def right_by_rule(
    gold: Mapping[str, Sequence[Extraction]], found: Mapping[str, Sequence[Extraction]]
) -> dict[str, float]:
    """The mean precision of the tuples of each rule, all tuples of a sentence taking part in the pairing."""
    found = {_key(sentence): tuples for sentence, tuples in found.items()}
    precisions: dict[str, list[float]] = {}
    for sentence, wanted in gold.items():
        tuples = found.get(_key(sentence), ())
        paired = _paired([[match(one, other) for other in tuples] for one in wanted], range(len(tuples)))
        for j, one in enumerate(tuples):
            precisions.setdefault(one.rule, []).append(paired.get(j, 0.0))
    return {rule: fmean(values) for rule, values in precisions.items()}


def _key(sentence: str) -> str:
    """Sentences are the same whatever their blanks and marks."""
    for escape, plain in _BRACKETS.items():
        sentence = sentence.replace(escape, plain)
    return sentence.replace(" ", "").translate(_MARKS)


def parts(folder: Path) -> Iterator[tuple[str, dict[str, list[Extraction]], dict[str, list[Extraction]]]]:
    """The name of each part that is there, its gold tuples, and what is found."""
    for path in sorted(folder.glob("gold_*.tsv")):
        name = path.stem.removeprefix("gold_")
        sentences = path.with_name(f"{name}.txt").read_text("utf-8").splitlines()
        yield name, gold_tuples(path), {sentence: find(sentence) for sentence in sentences}


def score(folder: Path) -> dict[str, float]:
    """Precision, recall and F1 of each part, as shares."""
    figures: dict[str, float] = {}
    for name, gold, found in parts(folder):
        point = best_point(gold, found)
        figures |= {f"{name}_precision": point.precision, f"{name}_recall": point.recall, f"{name}_f1": point.f1}
    return figures


def rules(folder: Path) -> dict[str, float]:
    """How right the tuples of each rule are, in each part."""
    return {
        f"{name} {rule}": right
        for name, gold, found in parts(folder)
        for rule, right in right_by_rule(gold, found).items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="carb")
    parser.add_argument("data", type=Path, nargs="?", default=DEFAULT_DATA)
    parser.add_argument("--rules", action="store_true")
    options = parser.parse_args()
    folder = options.data / CARB
    figures = rules(folder) if options.rules else score(folder)
    for name, value in figures.items():
        print(f"{name:<28} {value:6.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

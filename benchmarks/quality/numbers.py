"""Conflicts of numbers and dates between two sentences, on the dev half of FEVER-Symmetric (Schuster et al. 2019).

    python -m benchmarks.quality.numbers [DATA] [--errors]

DATA is the folder of development data, ``../shared/data`` by default. Each pair is a claim and a sentence about the
same thing, which supports or refutes it. Taken are the pairs in which both sides have a number or a date: the product
finds a quantity, a rank, or a time whose value has a digit there, or else there is a digit. The product reads each
sentence as a document of its own; a pair counts as a conflict where ``compare_statements`` finds one. *precision* and
*recall* are those of "conflict" against REFUTES, whatever it is that refutes: a name, a verb, or a number.

The set was made by changing words of claims and sentences, so that the two claims and two sentences of a family make
two pairs that support and two that refute. *recall_of_numbers* asks for those refuted pairs alone where the words
changed have a number among them: either the sentence's numbers are others than in the sentence that supports the claim,
or the claim's are others than in the claim that the sentence supports.

The rules were written with half of the families in view, drawn by a hash; *..._unseen* are the figures of the other.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from allegedly import annotate_many
from allegedly.corpus.quantities import quantities, ranks
from allegedly.model import Annotated

from .printing import print_figures
from .statements import Difference, compare_statements, read_statement

DEFAULT_DATA = Path("../shared/data")
PAIRS = "contradiction/fever_symmetric/fever_symmetric_dev.jsonl"
_TREEBANK = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"', "--": "–", "−": "–"}
_BEFORE_MARK, _AFTER_MARK = re.compile(r" ([,.;:?!)\]]|n't\b|'s\b|'(?= ))"), re.compile(r"([(\[]) ")


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and a sentence; ``family`` is the id of the first pair that shares a text with it, over any others."""

    family: str
    claim: str
    sentence: str
    refuted: bool

    @property
    def seen(self) -> bool:
        """Whether it was in view when the rules were written."""
        return int(hashlib.sha256(self.family.encode()).hexdigest(), 16) % 2 == 0


def pairs(path: Path) -> list[Pair]:
    """The pairs of the file in its order."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    family: dict[tuple[str, str], str] = {}
    for _ in range(3):  # as many steps as the longest way between two texts of a family takes
        for row in rows:
            keys = ("claim", row["claim"]), ("sentence", row["evidence"])
            least = min(family.get(key, row["id"]) for key in keys)
            family.update(dict.fromkeys(keys, min(least, row["id"])))
    return [
        Pair(family["claim", row["claim"]], plain(row["claim"]), plain(row["evidence"]), row["label"] == "REFUTES")
        for row in rows
    ]


def plain(text: str) -> str:
    """A text as it was before it was cut into the tokens of the Penn Treebank."""
    words = " ".join(_TREEBANK.get(word, word) for word in text.split())
    return _AFTER_MARK.sub(r"\1", _BEFORE_MARK.sub(r"\1", words))


def numbers_in(one: Annotated) -> list[str]:
    """The numbers and dates of a text, in a form that can be compared."""
    text, spans = one.document.text, sorted((time.start, time.end) for time in one.times)
    found = [time.value for time in one.times if re.search(r"\d", time.value)]
    found += [f"{number.kind} {number.value:g}" for number in (*quantities(text, spans), *ranks(text, spans))]
    return sorted(found) or re.findall(r"\d+", text)


@dataclass(frozen=True, slots=True)
class Answer:
    """A pair with what was found; ``by_number`` says that a number is among the words that make it refuted."""

    pair: Pair
    by_number: bool
    found: tuple[Difference, ...]

    @property
    def conflicts(self) -> bool:
        return any(one.verdict.relation == "conflict" for one in self.found)


def answers(given: Sequence[Pair]) -> Iterator[Answer]:
    """The pairs in which both sides have a number, with what was found."""
    texts = sorted({text for pair in given for text in (pair.claim, pair.sentence)})
    read = dict(zip(texts, annotate_many(texts), strict=True))
    passages = {text: read_statement(text, one.times) for text, one in read.items()}
    numbers = {text: numbers_in(one) for text, one in read.items()}
    for pair in given:
        if numbers[pair.claim] and numbers[pair.sentence]:
            found = compare_statements(passages[pair.claim], passages[pair.sentence])
            yield Answer(pair, pair.refuted and _by_number(pair, given, numbers), tuple(found))


def _by_number(pair: Pair, given: Sequence[Pair], numbers: dict[str, list[str]]) -> bool:
    supported = [one for one in given if one.family == pair.family and not one.refuted]
    sentences = [one.sentence for one in supported if one.claim == pair.claim]
    claims = [one.claim for one in supported if one.sentence == pair.sentence]
    changed = [numbers[one] != numbers[pair.sentence] for one in sentences]
    changed += [numbers[one] != numbers[pair.claim] for one in claims]
    return all(changed) and bool(changed)


def score(data: Path = DEFAULT_DATA, errors: bool = False) -> dict[str, float]:
    """The figures in percent, and the numbers of pairs."""
    path = data / PAIRS
    if not path.exists():
        print(f"numbers: skipped, {path} is not there")
        return {}
    found = list(answers(pairs(path)))
    if errors:
        _tell([one for one in found if one.pair.seen])
    return {**_figures(found, ""), **_figures([one for one in found if not one.pair.seen], "_unseen")}


def _figures(found: Sequence[Answer], name: str) -> dict[str, float]:
    right = Counter((one.pair.refuted, one.conflicts) for one in found)
    by_number = [one.conflicts for one in found if one.by_number]
    return {
        f"precision{name}": _percent(right[True, True], right[True, True] + right[False, True]),
        f"recall{name}": _percent(right[True, True], right[True, True] + right[True, False]),
        f"recall_of_numbers{name}": _percent(sum(by_number), len(by_number)),
        f"pairs{name}": len(found),
        f"refuted{name}": right[True, True] + right[True, False],
        f"refuted_by_numbers{name}": len(by_number),
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _tell(found: Sequence[Answer]) -> None:
    """What went wrong among the pairs that may be looked at."""
    for one in found:
        if one.pair.refuted != one.conflicts:
            kind = "missed, a number" if one.by_number else "missed" if one.pair.refuted else "no conflict"
            why = "; ".join(f"{d.a} / {d.b}: {d.verdict.relation}" for d in one.found)
            print(f"  {kind}: {one.pair.claim} | {one.pair.sentence} [{why}]")


if __name__ == "__main__":
    print_figures(score, DEFAULT_DATA)

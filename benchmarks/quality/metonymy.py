"""Place names that mean somebody there ("Paris demanded"), against ReLocaR (Gritta et al. 2017): cross-validated.

    python -m benchmarks.quality.metonymy [DATA] [--errors]

DATA is the folder of development data, ``../shared/data`` by default. Each sample is a sentence with one marked name,
literal or metonymic. The weights that ship were learned from all of these samples; here each tenth of them is judged
with weights learned from the other nine, tenths drawn by a fixed seed. *accuracy*: the sentence alone, the name given.
*accuracy_in_context*: the same sentences, each among two others of the set, as a passage of an article would have it;
the tenths keep a sentence's two forms together. *accuracy_found*: as the product would have it, the text is all that is
given; a name that it does not place counts as read literally. *accuracy_by_rules*: the same without the tagger, by the
lexicon of acting words alone; nothing is learned there.
"""

import html
import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from allegedly.extract.attribution import find_attributions
from allegedly.extract.cast import Cast, find_cast
from allegedly.extract.places import find_places
from allegedly.extract.voices import complete_voices
from allegedly.model import Document, Span
from allegedly.nlp.language import Parser, load
from allegedly.nlp.senses import Senses
from allegedly.nlp.tree import Tree
from allegedly.pipeline import breaks
from allegedly.readers import read

from .printing import print_figures

DEFAULT_DATA = Path("../shared/data")
RELOCAR = "places/relocar/ReLocaR_Train.xml"
RIDGE = 250.0
"""What keeps the weights small: the strength of the penalty on their squares."""
_FOLDS, _SEED = 10, 1

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """A text with one name in it, and whether that stands for somebody; ``number`` is its sentence's in the set."""

    number: int
    text: str
    name: Span
    acts: bool


@dataclass(frozen=True)
class Read:
    """A sample as the product's stages up to the tagger have it."""

    sample: Sample
    document: Document
    tree: Tree
    cast: Cast
    senses: Senses


def samples(path: Path) -> list[Sample]:
    """The sentences of the corpus, in order."""
    found = []
    for number, item in enumerate(ET.parse(path).getroot().iter("sample")):  # noqa: S314 (a corpus of our own choosing)
        name = item.find("loc")
        assert name is not None, f"sample {number} has no name"
        before, words, after = (html.unescape(t or "") for t in (item.text, name.text, name.tail))
        before = before.lstrip()
        span = len(before), len(before) + len(words)
        found.append(Sample(number, (before + words + after).rstrip(), span, name.get("reading") == "met"))
    return found


def among_others(given: Sequence[Sample]) -> Iterator[Sample]:
    """Each sample as one sentence of three; the other two are drawn from the set."""
    draw = random.Random(_SEED)  # noqa: S311
    for sample in given:
        others = [one.text for one in draw.sample(list(given), 3) if one.text != sample.text][:2]
        before = draw.randint(0, len(others))
        lead = "".join(f"{text} " for text in others[:before])
        text = lead + sample.text + "".join(f" {text}" for text in others[before:])
        yield replace(sample, text=text, name=(sample.name[0] + len(lead), sample.name[1] + len(lead)))


def read_samples(given: Sequence[Sample]) -> list[Read]:
    parser = load()
    return [one for sample in given if (one := _read(parser, sample)) is not None]


def _read(parser: Parser, sample: Sample) -> Read | None:
    document = complete_voices(read(None, sample.text.encode()))
    tree = parser.parse(document.text, breaks(document))
    cast = find_cast(document, tree)
    senses = find_attributions(document, tree, cast).senses
    return None if senses is None else Read(sample, document, tree, cast, senses)


def learned(features: Doubles, acts: NDArray[np.bool_]) -> Doubles:
    """Weights [1 + features] of a ridge regression on -1 (literal) and 1 (metonymic); the constant comes first."""
    wanted = np.where(acts, 1.0, -1.0)
    middle, level = features.mean(axis=0), wanted.mean()
    centred = features - middle
    weights = np.linalg.solve(centred.T @ centred + RIDGE * np.eye(centred.shape[1]), centred.T @ (wanted - level))
    return np.concatenate([[level - middle @ weights], weights])


def features_of(items: Sequence[Read]) -> Doubles:
    return np.array([item.senses.features(item.tree, item.sample.name) for item in items], dtype=np.float64)


def score(data: Path = DEFAULT_DATA, errors: bool = False) -> dict[str, float]:
    """The figures, in percent."""
    path = data / RELOCAR
    if not path.exists():
        print(f"metonymy: skipped, {path} is not there")
        return {}
    given = samples(path)
    alone, inside = read_samples(given), read_samples(list(among_others(given)))
    if not alone:
        print("metonymy: skipped, the tagger is missing")
        return {}
    figures = ("accuracy", "accuracy_in_context", "accuracy_found", "accuracy_by_rules")
    right: dict[str, list[bool]] = {figure: [] for figure in figures}
    for held_out, weights in folds(alone, inside):
        for number in held_out:
            for figure, item in (("accuracy", alone[number]), ("accuracy_in_context", inside[number])):
                says = replace(item.senses, weights=weights).acting(item.tree, item.sample.name) > 0
                right[figure].append(says == item.sample.acts)
            right["accuracy_found"].append(_found(alone[number], weights) == alone[number].sample.acts)
            right["accuracy_by_rules"].append(_found(alone[number], None) == alone[number].sample.acts)
            if errors and not right["accuracy_found"][-1]:
                _tell(alone[number], right["accuracy"][-1])
    return {figure: round(100 * sum(answers) / len(answers), 1) for figure, answers in right.items()}


def folds(alone: Sequence[Read], inside: Sequence[Read]) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
    """The numbers of a tenth of the samples, with weights learned from the others, in both their forms."""
    order = list(range(len(alone)))
    random.Random(_SEED).shuffle(order)  # noqa: S311
    features = [features_of(alone), features_of(inside)]
    acts = np.array([item.sample.acts for item in alone])
    for fold in range(_FOLDS):
        held_out = order[fold::_FOLDS]
        kept = np.ones(len(alone), dtype=bool)
        kept[held_out] = False
        rows = np.concatenate([half[kept] for half in features])
        yield held_out, learned(rows, np.tile(acts[kept], 2)).astype(np.float32)


def _found(item: Read, weights: NDArray[np.float32] | None) -> bool:
    """Whether the product, with these weights or by its rules alone, has the name stand for somebody."""
    senses = None if weights is None else replace(item.senses, weights=weights)
    places = find_places(item.document, item.tree, item.cast, senses)
    start, end = item.sample.name
    return any(place.acts_as is not None for place in places if place.start < end and start < place.end)


def _tell(item: Read, right_when_given: bool) -> None:
    start, end = item.sample.name
    text = item.sample.text
    marked = re.sub(r"\s+", " ", f"{text[:start]}[{text[start:end]}]{text[end:]}")
    kind, why = "metonymic" if item.sample.acts else "literal", ", by the places found" if right_when_given else ""
    print(f"  {kind}{why}: {marked[:240]}")


if __name__ == "__main__":
    print_figures(score, DEFAULT_DATA)

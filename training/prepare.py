"""PolNeAR as numbers: ``python -m training.prepare PART OUT.pickle.gz`` writes one part for ``training.train``.

Each document becomes words (offsets), their features as the product computes them, and its attributions in numbers of
words. Parses with the installed language model, about a minute for the train part.
"""

import argparse
import gzip
import pickle
from pathlib import Path
from typing import Any

from benchmarks.quality.polnear import Article, polnear

from allegedly.extract.attribution.features import features
from allegedly.extract.attribution.find import by_rules
from allegedly.extract.cast import find_cast
from allegedly.extract.voices import complete_voices
from allegedly.nlp.language import load
from allegedly.nlp.layout import paragraphs
from allegedly.nlp.wordpiece import words
from allegedly.pipeline import breaks
from allegedly.readers import read


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("part", type=Path, help="the folder of PolNeAR's train or dev part")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    with gzip.open(options.out, "wb") as file:
        pickle.dump([prepared(article) for article in polnear(options.part)], file)


def prepared(article: Article) -> dict[str, Any]:
    document = complete_voices(read(None, article.text.encode()))
    tree = load().parse(document.text, breaks(document))
    context, reports = by_rules(document, tree, find_cast(document, tree))
    spans = words(article.text)
    first = {start: i for i, (start, _) in enumerate(spans)}

    def numbers(of: tuple[tuple[int, int], ...]) -> list[list[int]]:
        found = [[i for i, (start, end) in enumerate(spans) if start < b and a < end] for a, b in of]
        return [[inside[0], inside[-1] + 1] for inside in found if inside]

    return {
        "name": article.name,
        "text": article.text,
        "words": spans,
        "features": features(context, reports, spans),
        "paragraphs": sorted(first[start] for start, _ in paragraphs(article.text) if start in first),
        "sentences": sorted(first[s] for a, _ in tree.sentences if (s := tree.starts[a]) in first),
        "said": [[numbers(said.source), numbers(said.cue), numbers(said.content)] for said in article.said],
    }


if __name__ == "__main__":
    main()

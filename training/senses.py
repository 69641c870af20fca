"""Learns the head that tells literal place names from metonymic ones: ``python -m training.senses DATA``.

DATA is the folder with ``places/relocar``. Writes ``senses.npy`` beside the tagger that ships, and its hash into the
manifest. The encoder stays as it is: the head is a ridge regression on what its middle layer holds, learned from each
sentence alone and among others (``benchmarks/quality/metonymy.py``, where it is cross-validated). A few seconds after
a minute of reading; no PyTorch.
"""

import sys
from pathlib import Path

import numpy as np
from benchmarks.quality.metonymy import RELOCAR, among_others, features_of, learned, read_samples, samples

from .heads import ship


def main() -> None:
    given = samples(Path(sys.argv[1]) / RELOCAR)
    both = read_samples([*given, *among_others(given)])
    ship("senses", learned(features_of(both), np.array([item.sample.acts for item in both])))


if __name__ == "__main__":
    main()

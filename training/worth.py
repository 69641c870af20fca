"""Learns the head that tells claims worth noting from talk: ``python -m training.worth DATA``.

DATA is the folder with ``attribution/polnear``. Writes ``worth.npy`` beside the tagger that ships, and its hash into
the manifest; the encoder stays as it is. Learned from ``judged_claims.tsv`` here, where readers kept or struck claims
of PolNeAR's articles, and from the invented passages that are open to it (``benchmarks/quality/worth.py``, where it is
cross-validated). To be run anew when the marks in ``extract/claims/worth.py`` change. Some three minutes.
"""

import sys
from pathlib import Path

from benchmarks.quality.worth import examples, learned

from .heads import ship


def main() -> None:
    given = examples(Path(sys.argv[1]))
    print(f"{len(given)} claims, {sum(one.kept for one in given)} kept")
    ship("worth", learned(given))


if __name__ == "__main__":
    main()

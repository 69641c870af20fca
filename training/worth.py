"""Learns the head that tells claims worth noting from talk: ``python -m training.worth DATA``.

DATA is the folder with ``attribution/polnear``. Writes ``worth.npy`` beside the tagger that ships, and its hash into
the manifest; the encoder stays as it is. Learned from ``judged_claims.tsv`` here, where readers kept or struck claims
of PolNeAR's articles, and from the invented passages that are open to it (``benchmarks/quality/worth.py``, where it is
cross-validated). To be run anew when the marks in ``extract/claims/worth.py`` change. Some three minutes.
"""

import sys
from pathlib import Path

import numpy as np
import yaml
from benchmarks.quality.worth import examples, learned

from allegedly.model import sha256
from allegedly.nlp.tagger import MANIFEST
from allegedly.resources import load_yaml, path_of


def main() -> None:
    given = examples(Path(sys.argv[1]))
    path = path_of(MANIFEST).parent / "worth.npy"
    np.save(path, learned(given).astype(np.float32))
    manifest = {**load_yaml(MANIFEST), "worth_sha256": sha256(path.read_bytes())}
    path.with_name("tagger.yaml").write_text(yaml.safe_dump(manifest, sort_keys=False))
    print(f"{path}: {len(given)} claims, {sum(one.kept for one in given)} kept")


if __name__ == "__main__":
    main()

"""How a head on the encoder gets beside the tagger that ships."""

import numpy as np
import yaml
from numpy.typing import ArrayLike

from allegedly.model import sha256
from allegedly.nlp.tagger import MANIFEST
from allegedly.resources import load_yaml, path_of


def ship(name: str, weights: ArrayLike) -> None:
    """Writes the weights of the head ``name`` as float32, and their hash into the manifest."""
    path = path_of(MANIFEST).parent / f"{name}.npy"
    np.save(path, np.asarray(weights, dtype=np.float32))
    manifest = {**load_yaml(MANIFEST), f"{name}_sha256": sha256(path.read_bytes())}
    path.with_name("tagger.yaml").write_text(yaml.safe_dump(manifest, sort_keys=False))
    print(path, np.shape(weights))

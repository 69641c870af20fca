"""The first layer of the language model, asked once for each kind of word.

The model embeds a word by four to six features (its norm, prefix, suffix and shape among them; Miranda et al. 2022,
"Multi hash embeddings in spaCy"), and mixes them in a layer that looks at no other word: a seventh of all its time, to
give the same vector for each of the same again and again.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.api import Model

_LAYERS = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")
"""What an embedding is made of: features of all texts, in one table, looked up, mixed, and parted by texts again."""


def embed_kinds_once(language: "Language") -> None:
    """Puts such a layer into each part of the model that has an embedding of that make; what it gives is the same."""
    from thinc.api import Model

    models = (getattr(component, "model", None) for _, component in language.components)
    for whole in (one for one in models if isinstance(one, Model)):
        for model in [*whole.walk()]:
            for i, layer in enumerate(model.layers):
                if _is_embedding(layer):
                    model.layers[i] = _once_for_each_kind(layer)


def _is_embedding(model: "Model[Any, Any]") -> bool:
    names = [layer.name for layer in model.layers]
    return len(names) == len(_LAYERS) and all(map(str.startswith, names, _LAYERS))


def _once_for_each_kind(embedding: "Model[Any, Any]") -> "Model[Any, Any]":
    from thinc.api import Model

    extract, _, look_up, mix, _ = embedding.layers

    def forward(model: "Model[Any, Any]", docs: "list[Doc]", is_train: bool) -> tuple[list[NDArray[np.float32]], None]:
        features = extract.predict(docs)
        kinds, numbers = _kinds(np.concatenate(features))
        vectors = mix.predict(look_up.predict(kinds))[numbers]
        borders = np.cumsum([len(one) for one in features])[:-1]
        return np.split(vectors, borders), None

    return Model("embedding", forward, layers=[embedding])


def _kinds(rows: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """The different rows, and for each row the number of its own; as ``np.unique`` along an axis, but faster."""
    rows = np.ascontiguousarray(rows)
    whole = rows.view(np.dtype((np.void, rows.dtype.itemsize * rows.shape[1]))).ravel()
    _, first, numbers = np.unique(whole, return_index=True, return_inverse=True)
    return rows[first], numbers

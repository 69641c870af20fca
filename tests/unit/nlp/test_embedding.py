"""Embeddings that are made once for each kind of word are those that the model makes."""

import numpy as np
import pytest
import spacy
from spacy.language import Language

from allegedly.nlp.embedding import embed_kinds_once
from allegedly.nlp.language import load

TEXTS = (
    "The ferry Halvard left Bergen at 9:15; the ferry was late, the harbour office said.",
    "“He's gone,” she said. He is gone – GONE!\n\n  And the ferry?",
    "One",
)
STEPS = ["attribute_ruler", "lemmatizer"]


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load(load()._language.path, exclude=["senter"])


def test_vectors_and_readings_are_the_same_bit_for_bit(plain):
    pairs = zip(plain.pipe(TEXTS, disable=STEPS), load()._language.pipe(TEXTS, disable=STEPS), strict=True)
    for one, other in pairs:
        assert one.tensor.dtype == other.tensor.dtype
        assert np.array_equal(one.tensor, other.tensor)
        attributes = ["TAG", "DEP", "HEAD", "ENT_TYPE", "ENT_IOB"]
        assert np.array_equal(one.to_array(attributes), other.to_array(attributes))


def test_each_kind_of_word_is_looked_up_once(plain):
    language = spacy.load(plain.path, exclude=["senter"])
    asked: list[int] = []
    look_up = language.get_pipe("tok2vec").model.layers[0].layers[2]
    forward = look_up._func
    look_up._func = lambda model, rows, is_train: asked.append(len(rows)) or forward(model, rows, is_train)
    embed_kinds_once(language)
    words = len(language("the ferry and the ferry and the ferry"))
    assert (words, asked) == (8, [4])  # "the" that ends no text and "ferry" that ends one differ in the space after


def test_every_embedding_of_the_model_is_found():
    parts = (part for _, part in load()._language.components if getattr(part, "model", None))
    assert [layer.name for part in parts for layer in part.model.walk()].count("embedding") == 2


def test_a_model_of_another_make_is_left_as_it_is():
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    embed_kinds_once(language)
    assert [sentence.text for sentence in language("One. Two.").sents] == ["One.", "Two."]

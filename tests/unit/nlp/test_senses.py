"""The head that tells a place from somebody there, on vectors made by hand."""

import numpy as np
import pytest

from allegedly.nlp.senses import Senses, governor_of
from allegedly.nlp.tree import Tree

TEXT = "North Paris demanded it"


@pytest.fixture
def tree():
    return Tree(
        text=TEXT,
        words=TEXT.split(),
        lemmas=TEXT.lower().split(),
        tags=["NNP", "NNP", "VBD", "PRP"],
        pos=["PROPN", "PROPN", "VERB", "PRON"],
        deps=["compound", "nsubj", "ROOT", "dobj"],
        heads=[1, 2, 2, 2],
        starts=[0, 6, 12, 21],
        sentences=[(0, 4)],
    )


@pytest.fixture
def senses():
    vectors = np.array([[1, 0], [3, 0], [0, 5], [0, 0]], dtype=np.float32)
    return Senses(
        [0, 6, 12, 21],
        vectors,
        np.array([-1.0, 0.5, 0.0, 0.0, 0.1], dtype=np.float32),
        np.array([0.5, 0.0, -0.2], dtype=np.float32),
        np.zeros(1, dtype=np.float32),
    )


def test_a_noun_is_read_by_its_own_vector(senses, tree):
    assert senses.happening(tree, 3) == pytest.approx(0.5)
    assert senses.happening(tree, 2) == pytest.approx(0.5 - 0.2 * 5)


def test_a_name_is_read_by_its_words_and_by_what_governs_it(senses, tree):
    assert senses.features(tree, (0, 11)).tolist() == [2.0, 0.0, 0.0, 5.0]
    assert senses.acting(tree, (0, 11)) == pytest.approx(-1 + 0.5 * 2 + 0.1 * 5)
    assert senses.acting(tree, (6, 11)) == pytest.approx(-1 + 0.5 * 3 + 0.1 * 5)


def test_a_name_hangs_on_a_word_outside_it(tree):
    assert governor_of(tree, (0, 11)) == 2
    assert governor_of(tree, (0, 5)) == 1


def test_a_name_that_hangs_on_nothing_governs_itself(senses, tree):
    tree.heads[1] = 1
    assert governor_of(tree, (0, 11)) == 1
    assert senses.features(tree, (6, 11)).tolist() == [3.0, 0.0, 3.0, 0.0]

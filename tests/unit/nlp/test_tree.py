import pytest

from allegedly.nlp.tree import Tree


@pytest.fixture
def tree() -> Tree:
    """Anna left Riga ; she waited (two sentences, a blank token between them)."""
    text = "Anna left Riga. She waited."
    words = ["Anna", "left", "Riga", ".", "She", "waited", "."]
    return Tree(
        text=text,
        words=words,
        lemmas=["Anna", "leave", "Riga", ".", "she", "wait", "."],
        tags=["NNP", "VBD", "NNP", ".", "PRP", "VBD", "."],
        pos=["PROPN", "VERB", "PROPN", "PUNCT", "PRON", "VERB", "PUNCT"],
        deps=["nsubj", "ROOT", "dobj", "punct", "nsubj", "ROOT", "punct"],
        heads=[1, 1, 1, 1, 5, 5, 5],
        starts=[0, 5, 10, 14, 16, 20, 26],
        sentences=[(0, 4), (4, 7)],
    )


def test_children_and_edges_follow_the_heads(tree: Tree) -> None:
    assert tree.children[1] == [0, 2, 3]
    assert tree.edges[1] == (0, 3)
    assert tree.edges[4] == (4, 4)
    assert tree.child(1, "dobj") == 2
    assert tree.child(5, "dobj") is None
    assert list(tree.ancestors(0)) == [1]
    assert list(tree.subtree(5)) == [5, 4, 6]


def test_offsets_lead_to_tokens_and_back(tree: Tree) -> None:
    assert [tree.token_at(offset) for offset in (0, 3, 4, 14, 15, 26, 99)] == [0, 0, 1, 3, 4, 6, None]
    assert list(tree.tokens_in((5, 14))) == [1, 2]
    assert tree.text[slice(*tree.span(1, 2))] == "left Riga"
    assert tree.sentence_of == [0, 0, 0, 0, 1, 1, 1]

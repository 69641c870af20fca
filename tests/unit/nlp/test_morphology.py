"""That asking the model's rules once for each kind of word says the same as asking them for each word."""

import pytest

from allegedly.nlp.language import load
from allegedly.nlp.morphology import STEPS, Morphology

TEXTS = [
    "There's nothing left. There is, there was; it ain't so.\n\n  Let's go, y'all! I gotta, we're gonna and c'mon.",
    "The data were sold; that data is lost. Dogs dog the dogged. He left the left bank, which had been left.",
    "She'd said that they'd have met him, hasn't she? Who's who: whose is this? \t Lay, lie, lain, laid.",
    "Gonna gonna let's let's there there are. 1,000 m² – “no”, he says… http://example.org a.m. U.S.",
]


@pytest.fixture(scope="module")
def language():
    return load()._language


def _expected(language, text: str) -> list[tuple[str, ...]]:
    return [(t.text, t.lemma_, t.tag_, t.pos_, t.dep_) for t in language(text)]


def _found(morphology: Morphology, language, text: str) -> list[tuple[str, ...]]:
    with language.select_pipes(disable=STEPS):
        words = morphology.words_of(language(text))
    return [(w.form, w.lemma, w.tag, w.pos, w.dep) for w in words]


@pytest.mark.parametrize("text", TEXTS)
def test_it_is_what_the_model_says(language, text: str) -> None:
    morphology = Morphology(language)
    assert _found(morphology, language, text) == _expected(language, text)
    assert _found(morphology, language, text) == _expected(language, text)  # remembered


def test_it_is_the_same_in_any_order_of_texts(language) -> None:
    forwards, backwards = Morphology(language), Morphology(language)
    there = [_found(forwards, language, text) for text in TEXTS]
    back = [_found(backwards, language, text) for text in reversed(TEXTS)]
    assert there == back[::-1]


def test_pairs_are_seen_as_pairs(language) -> None:
    """The model's rules have some for two words: they must be met here, else the other tests show nothing."""
    lemmas = [lemma for text in TEXTS for _, lemma, *_ in _found(Morphology(language), language, text)]
    assert "us" in lemmas  # let's


def test_what_is_remembered_is_bounded(language, monkeypatch) -> None:
    monkeypatch.setattr("allegedly.nlp.morphology._MOST", 5)
    morphology = Morphology(language)
    for text in TEXTS:
        assert _found(morphology, language, text) == _expected(language, text)
    assert len(morphology._words) < 40


def test_rules_about_more_words_are_refused(language, monkeypatch) -> None:
    ruler = language.get_pipe("attribute_ruler")
    three = {"patterns": [[{"LOWER": "a"}, {"LOWER": "b"}, {"LOWER": "c"}]], "attrs": {}, "index": 0}
    monkeypatch.setattr(type(ruler), "patterns", [three])
    with pytest.raises(ValueError, match="more than two words"):
        Morphology(language)

"""What must hold across any documents."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from allegedly.corpus import read_corpus
from allegedly.corpus.fingerprints import LEAST_WORDS, words_of
from allegedly.corpus.phrases import head_noun
from allegedly.corpus.quantities import quantities
from allegedly.corpus.text_reuse import find_derivations
from allegedly.model import Annotated, Document, sha256

VOCABULARY = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"]
PIECES = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=60).map(" ".join)
TEXTS = st.lists(PIECES, min_size=1, max_size=4).map(".\n\n".join)


def annotated(text: str, day: int) -> Annotated:
    document = Document(sha256(f"{day} {text}".encode()), text, sha256(text.encode()), published=date(2012, 1, day))
    return Annotated(document, (), (), (), (), (), (), ())


@given(st.lists(TEXTS, min_size=2, max_size=5, unique=True))
def test_derivations_are_word_for_word_and_lead_back_in_time(texts: list[str]) -> None:
    documents = [annotated(text, day) for day, text in enumerate(texts, 1)]
    by_id = {one.document.id: one.document for one in documents}
    for found in find_derivations(documents):
        later, earlier = by_id[found.document], by_id[found.of_document]
        assert earlier.published < later.published
        words = words_of(later.text[found.start : found.end])
        assert words == words_of(earlier.text[found.of_start : found.of_end])
        assert len(words) >= LEAST_WORDS


@given(st.lists(st.sampled_from(VOCABULARY), min_size=30, max_size=80).map(" ".join), st.text(max_size=200))
def test_a_whole_copy_is_found_in_any_frame(story: str, frame: str) -> None:
    unique = " ".join(f"{word}{number}" for number, word in enumerate(story.split()))
    first, second = annotated(unique, 1), annotated(f"{frame} {unique} {frame}", 2)
    (found,) = [one for one in find_derivations([first, second]) if one.end - one.start >= len(unique) - 60]
    assert words_of(second.document.text[found.start : found.end]) == words_of(unique)[: len(unique)]


@given(st.text())
def test_any_phrase_has_a_head_and_numbers_in_their_place(text: str) -> None:
    assert head_noun(text) == head_noun(text).lower()
    end = 0
    for quantity in quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.start + 1


@given(st.lists(st.text(), max_size=4, unique=True))
def test_any_texts_are_read(texts: list[str]) -> None:
    documents = [annotated(text.replace("\ud800", ""), day) for day, text in enumerate(texts, 1)]
    assert read_corpus(documents).events == ()

import re
from itertools import pairwise

import pytest

from allegedly.corpus.fingerprints import FirstSeen, prints_of, word_start, word_starts, words_of

TEXTS = [
    "",
    "   \n ",
    "One word_s, and 2 numbers — “it’s” a “quoted” text…",
    "Le café de l’Élysée n’est pas fermé",
    "غادر الوزير المدينة في المساء ولم يقل شيئا",
    "部长晚上离开了这座城市，什么也没说。",
    "İstanbul \ud800 straße",
    "a\x1cb\xa0c\u2028d",
]


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_what_the_pattern_finds_however_they_are_parted(text):
    found = list(re.finditer(r"\w+", text))
    assert list(word_starts(text)) == [match.start() for match in found]
    assert [word_start(text, number) for number in range(len(found))] == list(word_starts(text))
    assert list(words_of(text)) == [words_of(match[0])[0] for match in found]


def test_prints_are_the_same_everywhere():
    prints = prints_of(" ".join(f"word{number}" for number in range(40)))
    assert (prints.hashes[0], prints.places[0]) == (-8968577922313078970, 2)


def test_hashes_ascend_and_have_their_place():
    prints = prints_of(" ".join(f"word{number}" for number in range(300)))
    assert list(prints.hashes) == sorted(set(prints.hashes))
    assert [prints.place(print_) for print_ in prints.hashes] == list(prints.places)
    places = sorted(prints.places)
    assert all(after - before <= 8 for before, after in pairwise(places))


def test_a_word_over_and_over_has_one_fingerprint():
    prints = prints_of("word " * 100_000)
    assert len(prints.words) == 100_000
    assert list(prints.places) == [0]


def test_the_first_document_with_a_fingerprint_keeps_it():
    seen = FirstSeen()
    assert seen.add(0, [1, 2, 3]) == {}
    assert seen.add(1, [3, 4]) == {0: [3]}
    assert seen.add(2, [2, 4, 5]) == {0: [2], 1: [4]}

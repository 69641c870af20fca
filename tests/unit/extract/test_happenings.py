"""The short texts of tests/cases/happenings.yaml: which words name happenings, and how each is put."""

from typing import Any

import pytest

from allegedly.extract.attribution import find_attributions, vouching
from allegedly.extract.cast import find_cast
from allegedly.extract.happenings import find_happenings
from allegedly.extract.temporal import find_times
from allegedly.extract.voices import complete_voices
from allegedly.model import Happening, Stance
from allegedly.nlp.language import load
from allegedly.pipeline import breaks
from allegedly.readers import read
from allegedly.resources import load_lexicon

CASES = "happenings.yaml"
LEXICONS = ("complement_verbs", "frames", "modifiers")


def happenings_of(text: str, *, with_tagger: bool = True) -> dict[str, Happening]:
    """The happenings by their words, of a word that stands twice the first."""
    document = complete_voices(read(None, text.encode()))
    tree = load().parse(document.text, breaks(document))
    heard = find_attributions(document, tree, find_cast(document, tree))
    times = find_times(document, tree)
    senses = heard.senses if with_tagger else None
    found = find_happenings(document, tree, vouching(heard.reports), times, senses)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(document.text[one.start : one.end] == one.text for one in found)
    return {one.text.split()[0]: one for one in reversed(found)}


def test_happenings_are_put_as_a_reader_finds_them(item: dict[str, Any]) -> None:
    found = happenings_of(item["text"])
    put = {
        word: ("not " if one.stance.polarity == "negative" else "") + one.stance.label for word, one in found.items()
    }
    wrong = [f"{w}: {put.get(w)}" for w, wanted in item["happenings"].items() if put.get(w) not in wanted.split("|")]
    wrong += [f"{word} names a happening" for word in item.get("no", ()) if word in found]
    assert not wrong, f"{item['text']}\n{wrong}\n{put}"


def test_what_says_so_is_among_the_cues() -> None:
    text = "The planned launch was cancelled, and the guard refused to open the gate."
    found = happenings_of(text)
    assert {text[slice(*cue)] for cue in found["open"].stance.cues} == {"refused"}
    assert "planned" in {text[slice(*cue)] for cue in found["launch"].stance.cues}


def test_the_particle_belongs_to_the_words() -> None:
    text = "The miners gave up."
    found = happenings_of(text)["gave"]
    assert text[found.start : found.end] == "gave up"


def test_without_the_tagger_nouns_are_known_by_lexicons() -> None:
    text = "The bombing followed a quarrel."
    assert "bombing" in happenings_of(text, with_tagger=False)
    assert "quarrel" not in happenings_of(text, with_tagger=False)
    assert "quarrel" in happenings_of(text)


@pytest.mark.parametrize("name", LEXICONS)
def test_every_effect_has_a_signature(name: str) -> None:
    signatures = load_lexicon("en/signatures.tsv")
    assert {cells["effect"] for cells in load_lexicon(f"en/{name}.tsv").values()} <= signatures.keys()


def test_every_signature_says_what_is_implied_both_ways() -> None:
    for effect, signature in load_lexicon("en/signatures.tsv").items():
        assert {signature["affirmed"], signature["negated"]} <= {"+", "-", "o", "same"}, effect
        assert signature.get("reality", "planned") == "planned", effect


def put(text: str, word: str) -> Stance:
    return happenings_of(text)[word].stance


def test_signatures_are_composed() -> None:
    """What a verb implies depends on how it is put itself: two denials, a failure within a plan."""
    twice = put("The clerk did not refuse to sign the permit.", "sign")
    assert (twice.polarity, twice.certainty) == ("positive", "unspecified")
    undone = put("The guard failed to prevent the thief from leaving.", "leaving")
    assert (undone.polarity, undone.certainty) == ("positive", "unspecified")
    ahead = put("The mill plans to stop paying its drivers.", "paying")
    assert (ahead.polarity, ahead.reality) == ("negative", "planned")
    managed = put("The divers failed to begin raising the bell.", "raising")
    assert (managed.polarity, managed.reality) == ("negative", "actual")


def test_what_is_possible_for_the_governing_word_is_no_surer_for_the_governed() -> None:
    stance = put("The divers may have managed to raise the bell.", "raise")
    assert (stance.polarity, stance.certainty, stance.label) == ("positive", "possible", "hedged")

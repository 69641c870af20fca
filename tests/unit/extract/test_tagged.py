"""The tagger's hearing laid over the rules', with a tagger that says what the test wants."""

from dataclasses import dataclass

import numpy as np
import pytest

from allegedly.extract.attribution import find_attributions, tagged, vouching
from allegedly.extract.attribution.features import FEATURES
from allegedly.extract.cast import find_cast
from allegedly.extract.voices import complete_voices
from allegedly.nlp import tagger
from allegedly.nlp.language import load
from allegedly.nlp.tagger import Hearing, Tagged
from allegedly.pipeline import annotate_documents, breaks, shortcomings
from allegedly.readers import read


@dataclass
class Saying:
    """A tagger that hears the given passages, and keeps what it was told."""

    heard: list[tuple[str, str, tuple[str, ...]]]

    senses = np.zeros(5, dtype=np.float32)
    happenings = np.zeros(3, dtype=np.float32)
    worth = np.zeros(3, dtype=np.float32)

    def read(self, forms, features, paragraphs, sentences):
        self.told = (forms, features, paragraphs, sentences)
        found = [
            Tagged(self._find(forms, source), self._find(forms, cue), sum((self._find(forms, c) for c in content), ()))
            for source, cue, content in self.heard
        ]
        return Hearing(found, np.zeros((len(forms), 2), dtype=np.float32))

    def _find(self, forms, words):
        wanted = words.split()
        starts = [i for i in range(len(forms)) if forms[i : i + len(wanted)] == wanted] if wanted else []
        return ((starts[0], starts[0] + len(wanted)),) if starts else ()


@pytest.fixture
def hear(monkeypatch):
    def found(text, *heard):
        saying = Saying(list(heard))
        monkeypatch.setattr(tagger, "load", lambda: saying)
        document = complete_voices(read(None, text.encode()))
        tree = load().parse(document.text, breaks(document))
        reports = find_attributions(document, tree, find_cast(document, tree)).reports
        return [(r, [text[slice(*span)] for span in r.record.content]) for r in reports], saying

    return found


BRIDGE = "Ada Berg said that the bridge had closed on Friday."


def test_both_heard_it(hear):
    [(report, content)], _ = hear(BRIDGE, ("Ada Berg", "said", ("that the bridge had closed on Friday",)))
    assert report.record.found_by == "attr.clause+tagger"
    assert report.record.source_name == "Ada Berg"
    assert content == ["that the bridge had closed on Friday"]


def test_the_rule_alone(hear):
    [(report, _)], _ = hear(BRIDGE)
    assert report.record.found_by == "attr.clause"


def test_the_tagger_alone(hear):
    text = "The harbour master posted that the ferry had sunk."
    [(report, content)], _ = hear(text, ("The harbour master", "posted", ("that the ferry had sunk",)))
    assert "tagger" in report.record.found_by
    assert report.record.source_type == "unnamed_person"
    assert content == ["that the ferry had sunk"]


def test_the_source_never_stands_in_its_own_content(hear):
    text = "The loan was repaid, said two officials briefed on it."
    [(_, content)], _ = hear(text, ("two officials briefed on it", "said", ("The loan was repaid", "two officials")))
    assert content == ["The loan was repaid"]


def test_a_demand_is_attributed_but_puts_nobody_behind_a_claim(hear):
    text = "Lisbon demanded a public break with the company."
    found, _ = hear(text, ("Lisbon", "demanded", ("a public break with the company",)))
    assert [report.record.found_by for report, _ in found] == ["tagger"]
    assert vouching(report for report, _ in found) == ()


def test_what_is_not_quoted_ends_with_the_sentence_of_its_cue(hear):
    text = "Some say it will blow over. It will not."
    found, _ = hear(text, ("Some", "say", ("it will blow over . It will not",)))
    assert [content for _, content in found] == [["it will blow over"]]


def test_an_interview_knows_its_speakers_better(hear):
    text = "Anna Weiss met Peter Lund.\n\nWeiss: Was it open?\n\nLund: It was.\n\nWeiss: Who says so?"
    found, _ = hear(text, ("Weiss", ":", ("Was it open ?", "It was")))
    assert [(r.record.found_by, r.record.source_type, content) for r, content in found] == [
        ("attr.speaker+tagger", "named_person", ["Was it open?"]),
        ("attr.speaker", "named_person", ["It was."]),
        ("attr.speaker", "named_person", ["Who says so?"]),
    ]


def test_a_quotation_that_the_tagger_hears_from_another_is_not_the_neighbours(hear):
    text = "“Nobody warned us about the dam,” said Ada Berg. “It was quiet that night,” the guard told Otto."
    both = [content for _, content in hear(text)[0]]
    again = hear(text, ("the guard", "told", ("“It was quiet that night,”",)))[0]
    assert len(both) == len(again) == 2


def test_who_is_whom_it_stands_for(hear):
    text = "A second officer, who had heard the call, claimed that nobody answered."
    found, _ = hear(text, ("who", "claimed", ("that nobody answered",)))
    assert [report.record.source_name for report, _ in found] == ["A second officer"]


def test_without_a_cue_or_content_there_is_nothing(hear):
    found, _ = hear("The bridge had closed.", ("", "", ("The bridge had closed",)), ("", "closed", ()))
    assert found == []


def test_every_word_has_every_feature(hear):
    _, saying = hear("“It sank,” Ada Berg said.\n\nNobody in Lyon came.")
    forms, features, paragraphs, sentences = saying.told
    assert len(features) == len(forms)
    assert all(0 <= value < size for row in features for value, size in zip(row, FEATURES.values(), strict=True))
    assert [forms[i] for i in paragraphs] == ["“", "Nobody"]
    assert set(paragraphs) <= set(sentences)
    named = dict(zip(forms, features, strict=True))
    order = list(FEATURES)
    assert named["sank"][order.index("quoted")] == 1
    assert named["Nobody"][order.index("quoted")] == 0
    assert named["said"][order.index("rule_cue")] == 1
    assert named["Lyon"][order.index("form")] == 1


def test_without_the_tagger_the_rules_work_and_the_output_says_so(monkeypatch):
    from allegedly import pipeline

    monkeypatch.setattr(tagger, "load", lambda: None)
    pipeline._made_by.cache_clear()
    try:
        [annotated] = annotate_documents([read(None, BRIDGE.encode())])
        assert [a.found_by for a in annotated.attributions] == ["attr.clause"]
        assert dict(annotated.made_by)["tagger"] == "missing: rules alone"
        assert "rules alone" in shortcomings()[0]
    finally:
        pipeline._made_by.cache_clear()


def test_the_tagger_is_named_in_what_it_made():
    [annotated] = annotate_documents([read(None, BRIDGE.encode())])
    assert "sha256:" in dict(annotated.made_by)["tagger"]
    assert shortcomings() == ()
    assert tagged.RULE == "tagger"

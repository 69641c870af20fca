"""The measure of events and their stance: what counts as gold, what is paired, and that no article teaches itself."""

import numpy as np
import pytest
from benchmarks.quality import events, happening_nouns
from benchmarks.quality.events import CLASSES, Counts, Gold, read_articles, score
from benchmarks.quality.happening_nouns import learned, sums_of

from allegedly.model import Stance

PLAIN = {"certainty": "CERTAIN", "polarity": "POS", "time": "NON_FUTURE", "special_cases": "NONE"}

ARTICLE = """<Document>
<token t_id="1" sentence="0">Mill</token><token t_id="2" sentence="0">closes</token>
<token t_id="3" sentence="1">May</token><token t_id="4" sentence="1">3</token>
<token t_id="5" sentence="2">Ada</token><token t_id="6" sentence="2">Berg</token>
<token t_id="7" sentence="2">refused</token><token t_id="8" sentence="2">to</token>
<token t_id="9" sentence="2">sign</token><token t_id="10" sentence="2">the</token>
<token t_id="11" sentence="2">lease</token><token t_id="12" sentence="2">and</token>
<token t_id="13" sentence="2">left</token><token t_id="14" sentence="2">.</token>
<token t_id="15" sentence="3">Rain</token><token t_id="16" sentence="3">fell</token>
<token t_id="17" sentence="3">.</token>
<Markables>
<TIMEX3 functionInDocument="CREATION_TIME" value="2009-05-03"><token_anchor t_id="3"/></TIMEX3>
<EVENT_MENTION certainty="CERTAIN" polarity="POS" time="NON_FUTURE" special_cases="NONE">
<token_anchor t_id="7"/></EVENT_MENTION>
<EVENT_MENTION certainty="CERTAIN" polarity="NEG" time="NON_FUTURE" special_cases="NONE">
<token_anchor t_id="9"/></EVENT_MENTION>
<EVENT_MENTION certainty="" polarity="" time="" special_cases=""><token_anchor t_id="13"/></EVENT_MENTION>
<EVENT_MENTION certainty="CERTAIN" polarity="POS" time="NON_FUTURE" special_cases="NONE">
<token_anchor t_id="7"/><token_anchor t_id="13"/></EVENT_MENTION>
<EVENT_MENTION certainty="CERTAIN" polarity="POS" time="NON_FUTURE" special_cases="NONE"/>
</Markables>
</Document>"""


@pytest.fixture
def data(tmp_path):
    folder = (tmp_path / events.MEANTIME).parent / "corpus_invented"
    folder.mkdir(parents=True)
    (folder / "one.xml").write_text(ARTICLE)
    return tmp_path


def test_an_article_is_read_with_its_events_but_not_with_coordinations_of_them(data):
    (read,) = read_articles(data)
    assert [[read.text.text[slice(*span)] for span in gold.spans] for gold in read.gold] == [
        ["refused"],
        ["sign"],
        ["left"],
    ]
    assert read.whole == 1
    assert [gold.is_judged for gold in read.gold] == [True, True, False]


def test_every_corpus_is_scored_in_its_annotated_part(data):
    figures = score(data)
    assert (figures["gold"], figures["right"]) == (3, 3)
    assert figures["found"] == 4  # the headline's verb too, and not the rain that fell after the annotators stopped
    assert figures["negative_f1"] == figures["not_plain_f1"] == 100.0
    assert figures["found_f1"] == round(200 * 3 / 7, 1)
    assert figures["found_f1_with_coordinations"] == round(200 * 3 / 8, 1)


def test_without_a_corpus_nothing_is_scored(tmp_path):
    assert score(tmp_path) == {}


@pytest.mark.parametrize(
    ("changed", "classes"),
    [
        ({}, set()),
        ({"certainty": "POSSIBLE"}, {"not_plain", "not_plain_with_generic"}),
        ({"polarity": "NEG"}, {"not_plain", "negative", "not_plain_with_generic"}),
        ({"time": "FUTURE"}, {"not_plain", "future", "not_plain_with_generic"}),
        ({"special_cases": "COND_IF_CLAUSE"}, {"not_plain", "not_plain_with_generic"}),
        ({"special_cases": "GEN"}, {"not_plain_with_generic"}),
    ],
)
def test_the_classes_of_the_gold(changed, classes):
    gold = Gold((), PLAIN | changed)
    assert {name for name, (of_gold, _) in CLASSES.items() if of_gold(gold.attributes)} == classes


def test_the_classes_of_a_stance():
    def classes(**stance):
        return {name for name, (_, ours) in CLASSES.items() if ours(Stance(**stance))}

    plain = {"polarity": "positive", "certainty": "certain", "reality": "actual", "act": "assert"}
    assert classes(**plain) == set()
    assert "negative" in classes(**plain | {"polarity": "negative"})
    assert "future" in classes(**plain | {"reality": "planned"})
    assert classes(**plain | {"certainty": "possible"}) == {"not_plain", "not_plain_with_generic"}


def test_f1_counts_what_is_in_the_class_on_either_side():
    counts = Counts()
    for gold, found in [(True, True), (True, False), (False, True), (False, False)]:
        counts.add(gold, found)
    assert counts.f1 == 50.0


def test_an_article_taken_out_again_has_taught_nothing():
    draw = np.random.default_rng(1)
    rows, happens = draw.normal(size=(60, 4)).astype(np.float32), draw.random(60) > 0.5
    one, other = sums_of(list(rows[:40]), list(happens[:40])), sums_of(list(rows[40:]), list(happens[40:]))
    assert np.allclose(learned(one + other - other), learned(one), atol=1e-5)
    assert not np.allclose(learned(one + other), learned(one), atol=1e-5)


def test_weights_part_what_can_be_parted():
    rows = [np.array([x, 1.0], dtype=np.float32) for x in np.linspace(-9, 9, 200)]
    weights = learned(sums_of(rows, [row[0] > 0 for row in rows]))
    assert all((weights[0] + row @ weights[1:] > 0) == (row[0] > 0) for row in rows)


def test_sums_are_kept_and_read_again(tmp_path, monkeypatch):
    monkeypatch.setattr(happening_nouns, "SUMS", tmp_path / "sums.npz")
    rows = [np.array([x, -x, x * x], dtype=np.float32) for x in range(6)]
    sums = sums_of(rows, [True, False] * 3, [1.0] * 5 + [0.5])
    happening_nouns.write_sums(sums)
    again = happening_nouns.read_sums()
    assert np.allclose(again.products, sums.products * happening_nouns.ELSEWHERE)
    assert np.allclose(again.wanted, sums.wanted * happening_nouns.ELSEWHERE)

"""The scorer of literal and metonymic names: what it reads of the corpus, and what it learns."""

import numpy as np
from benchmarks.quality.metonymy import Sample, among_others, learned, samples

XML = """<data>
<sample number="1">  Then <loc reading="met">Chad &amp; Co</loc> agreed.
</sample>
<sample number="2"><loc reading="lit">Oslo</loc> is cold.</sample>
</data>"""


def test_samples_are_sentences_with_the_span_of_their_name(tmp_path):
    (tmp_path / "set.xml").write_text(XML)
    first, second = samples(tmp_path / "set.xml")
    assert (first.text, first.text[slice(*first.name)], first.acts) == ("Then Chad & Co agreed.", "Chad & Co", True)
    assert (second.text[slice(*second.name)], second.acts, second.number) == ("Oslo", False, 1)


def test_a_sample_among_others_is_the_same_sample():
    given = [Sample(i, f"Here is Town{i} again.", (8, 13), bool(i % 2)) for i in range(6)]
    placed = list(among_others(given))
    assert placed == list(among_others(given))
    for before, after in zip(given, placed, strict=True):
        assert after.text[slice(*after.name)] == before.text[slice(*before.name)]
        assert before.text in after.text
        assert len(after.text) > 2 * len(before.text)
        assert (after.number, after.acts) == (before.number, before.acts)


def test_what_is_learned_tells_the_readings_apart():
    draw = np.random.default_rng(1)
    acts = np.arange(400) % 2 == 0
    features = draw.normal(size=(400, 6)) * 10
    features[:, 2] += np.where(acts, 20, -20)
    weights = learned(features, acts)
    assert weights.shape == (7,)
    assert (((weights[0] + features @ weights[1:]) > 0) == acts).mean() > 0.95

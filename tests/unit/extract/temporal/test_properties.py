"""Whatever the text: no exception, exact and disjoint spans, sound days, the same answer twice."""

import re
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.extract.temporal import find_times
from allegedly.extract.temporal.rules import grammar
from allegedly.model import Document, TimeExpression, Voice
from allegedly.nlp.tree import Tree

EDTF = re.compile(r"-?\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?|\[(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?\]")
TAGS = ("NN", "NNS", "NNP", "CD", "VBD", "VBZ", "VB", "MD", "IN", "DT", "JJ", "RB")
DEPS = ("ROOT", "compound", "nummod", "amod", "pobj", "prep", "npadvmod", "mark", "aux", "neg", "acl")

NUMBERS = "0 1 7 15 31 84 100 1984 2011 9999 15th '84 1980s 80s 10:30 9pm 2011-06-15 15/06/2011 1.5 BC"
OTHERS = "March May Friday Christmas Easter ’ ' - – , . ; ( ) / % since until by before after from between people"
VOCABULARY = sorted(word for word in grammar().words.capital if word.isalpha())
WORDS = [*VOCABULARY, *NUMBERS.split(), *OTHERS.split(), "\n", "\n\n"]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Texts full of words of time, with a parse that is anything at all."""
    words = draw(st.lists(st.sampled_from(WORDS), max_size=40))
    cased = [word.capitalize() if draw(st.booleans()) else word for word in words]
    text, starts = "", []
    for word in cased:
        starts.append(len(text))
        text += word + " "
    n = len(cased)
    heads = draw(st.lists(st.integers(0, max(n - 1, 0)), min_size=n, max_size=n))
    tags = draw(st.lists(st.sampled_from(TAGS), min_size=n, max_size=n))
    deps = draw(st.lists(st.sampled_from(DEPS), min_size=n, max_size=n))
    return Tree(text, cased, cased, tags, tags, deps, heads, starts, [(0, n)] if n else [])


def read(tree: Tree, published: date | None) -> tuple[TimeExpression, ...]:
    voices = (Voice("v", "author", ((0, len(tree.text)),)),) if tree.text else ()
    return find_times(Document("d", tree.text, "h", published=published, voices=voices), tree)


@settings(max_examples=300)
@given(trees(), st.sampled_from([None, date(2011, 6, 15), date.min, date.max, date(2012, 2, 29)]))
def test_any_words_in_any_parse(tree: Tree, published: date | None) -> None:
    found = read(tree, published)
    assert all(tree.text[time.start : time.end] == time.text for time in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for time in found:
        assert time.edtf is None or EDTF.fullmatch(time.edtf), time
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest, time
        assert (time.edtf is not None) or (time.earliest is None and time.latest is None), time
    assert read(tree, published) == found


@settings(max_examples=200)
@given(st.text(max_size=300))
def test_any_text_at_all(text: str) -> None:
    tree = Tree(text, [text], [text], ["NN"], ["NOUN"], ["ROOT"], [0], [0], [(0, 1)]) if text else Tree("", *[[]] * 8)
    assert all(text[time.start : time.end] == time.text for time in read(tree, date(2011, 6, 15)))

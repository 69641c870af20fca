"""The measures of ``benchmarks.quality.coreference`` on examples worked out by hand, most of them from the papers."""

from itertools import permutations

import pytest
from benchmarks.quality import coreference
from benchmarks.quality.coreference import assigned, b_cubed, ceaf_e, clusters, muc, scores
from hypothesis import given
from hypothesis import strategies as st


def entities(*groups):
    return [frozenset(group) for group in groups]


def shares(tally):
    return pytest.approx(tally.recall), pytest.approx(tally.precision)


KEY = entities("12345", "67", "89ABC")
WITH_A_SMALL_LINK = entities("12345", "6789ABC")
WITH_A_LARGE_LINK = entities("1234589ABC", "67")


@pytest.mark.parametrize(
    ("key", "response", "recall", "precision"),
    [
        (entities("ABCD"), entities("AB", "CD"), 2 / 3, 1),
        (entities("AB", "CD"), entities("ABCD"), 1, 2 / 3),
        (entities("ABCD"), entities("ABCD"), 1, 1),
        (entities("ABCD"), entities("BCD"), 2 / 3, 1),
        (entities("ABC"), entities("ABCX"), 1, 2 / 3),
        (entities("A", "B"), entities("AB"), 0, 0),
        (KEY, WITH_A_SMALL_LINK, 1, 0.9),
        (KEY, WITH_A_LARGE_LINK, 1, 0.9),
    ],
)
def test_muc_counts_links(key, response, recall, precision):
    assert (recall, precision) == shares(muc(key, response))


@pytest.mark.parametrize(
    ("key", "response", "recall", "precision"),
    [
        (KEY, WITH_A_SMALL_LINK, 1, 16 / 21),
        (KEY, WITH_A_LARGE_LINK, 1, 7 / 12),
        (entities("AB"), entities("A", "B"), 1 / 2, 1),
        (entities("AB"), entities("AX"), 1 / 4, 1 / 4),
    ],
)
def test_b_cubed_tells_apart_what_a_wrong_link_does(key, response, recall, precision):
    assert (recall, precision) == shares(b_cubed(key, response))


@pytest.mark.parametrize(
    ("key", "response", "recall", "precision"),
    [
        (KEY, KEY, 1, 1),
        (KEY, WITH_A_SMALL_LINK, (1 + 10 / 12) / 3, (1 + 10 / 12) / 2),
        (entities("AB", "CD"), entities("ABCD"), (4 / 6) / 2, 4 / 6),
        (entities("AB"), entities("X"), 0, 0),
        (entities("AB"), [], 0, 0),
    ],
)
def test_ceaf_aligns_each_entity_once(key, response, recall, precision):
    assert (recall, precision) == shares(ceaf_e(key, response))


def test_a_row_gives_way_where_all_together_are_worth_more():
    assert assigned([[9, 8], [8, 1]]) == [(0, 1), (1, 0)]


def test_with_more_rows_than_columns_some_rows_stay_alone():
    assert assigned([[1], [3], [2]]) == [(1, 0)]
    assert assigned([]) == assigned([[]]) == []


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(st.integers(0, 9), min_size=n, max_size=n), max_size=5)))
def test_no_other_assignment_is_worth_more(worth):
    columns = len(worth[0]) if worth else 0
    long, short = max(len(worth), columns), min(len(worth), columns)
    pairs = assigned(worth)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs) == short
    padded = [[*row, *[0] * (long - columns)] for row in worth] + [[0] * long] * (long - len(worth))
    best = max(sum(padded[row][column] for row, column in enumerate(some)) for some in permutations(range(long)))
    assert sum(worth[row][column] for row, column in pairs) == best


def test_documents_are_summed_up_before_they_are_divided():
    perfect, empty = (KEY, KEY), (entities("AB"), [])
    figures = scores([perfect, empty])
    assert figures["mentions_f1"] == round(100 * 2 * 12 / (14 + 12), 1)
    assert figures["muc_f1"] == round(100 * 2 * 9 / (10 + 9), 1)
    assert figures["conll_f1"] < 100
    assert set(scores([perfect]).values()) == {100.0}


def test_mentions_are_put_together_by_entity():
    assert clusters([(1, "a"), (2, "b"), (3, "a")]) == entities([1, 3], [2])


ARTICLE = """<Document>
<token t_id="1" sentence="0">Storm</token>
<token t_id="2" sentence="1">Marta</token><token t_id="3" sentence="1">Kowalska</token>
<token t_id="4" sentence="1">left</token><token t_id="5" sentence="1">.</token>
<token t_id="6" sentence="2">She</token><token t_id="7" sentence="2">slept</token>
<token t_id="8" sentence="2">.</token>
<token t_id="9" sentence="3">Otto</token><token t_id="10" sentence="3">Brandt</token>
<token t_id="11" sentence="3">woke</token><token t_id="12" sentence="3">.</token>
<Markables>
<ENTITY_MENTION m_id="1" head="Kowalska"><token_anchor t_id="2"/><token_anchor t_id="3"/></ENTITY_MENTION>
<ENTITY_MENTION m_id="2" head=""><token_anchor t_id="6"/></ENTITY_MENTION>
<ENTITY_MENTION m_id="3" head=""><token_anchor t_id="1"/></ENTITY_MENTION>
<ENTITY m_id="4" ent_type="PER"/><ENTITY m_id="5" ent_type="PRO"/>
</Markables>
<Relations>
<REFERS_TO><source m_id="1"/><source m_id="2"/><target m_id="4"/></REFERS_TO>
<REFERS_TO><source m_id="3"/><target m_id="5"/></REFERS_TO>
</Relations>
</Document>"""


@pytest.fixture
def article(tmp_path):
    (tmp_path / "one.xml").write_text(ARTICLE)
    (read,) = coreference.meantime(tmp_path)
    return read


def test_an_article_is_read_with_its_entities(article):
    marked = [(article.text[slice(*one.span)], one.entity, one.type) for one in article.gold]
    assert marked == [("Marta Kowalska", "4", "PER"), ("She", "4", "PER"), ("Storm", "5", "PRO")]
    assert article.text[: article.limit].endswith("She slept.")


def test_only_the_annotated_part_and_the_types_asked_for_count(article):
    assert coreference.judged(article, coreference.CAST) == (entities([0, 1]), entities([0, 1]))
    key, _ = coreference.judged(article, None)
    assert sorted(map(sorted, key)) == [[0, 1], [2]]


def test_figures_of_a_folder_and_of_none(tmp_path):
    assert coreference.score(tmp_path) == {}
    folder = tmp_path / coreference.MEANTIME
    folder.mkdir(parents=True)
    (folder / "one.xml").write_text(ARTICLE)
    figures = coreference.score(tmp_path)
    assert figures["cast.conll_f1"] == 100
    assert figures["all.conll_f1"] < 100

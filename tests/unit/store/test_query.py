import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.store.fulltext import fts5
from allegedly.store.query import MAX_DEPTH, Both, Either, QueryError, Without, Words, parse_query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a", Words("a")),
        ("a*", Words("a", prefix=True)),
        ('"a b"', Words("a b")),
        ('"a b"*', Words("a b", prefix=True)),
        ("a b", Both(Words("a"), Words("b"))),
        ("a AND b OR c", Either(Both(Words("a"), Words("b")), Words("c"))),
        ("a OR b AND c", Either(Words("a"), Both(Words("b"), Words("c")))),
        ("a OR b OR c", Either(Either(Words("a"), Words("b")), Words("c"))),
        ("a (b OR c)", Both(Words("a"), Either(Words("b"), Words("c")))),
        ("a NOT b c", Both(Without(Words("a"), Words("b")), Words("c"))),
        ("a AND NOT (b c)", Without(Words("a"), Both(Words("b"), Words("c")))),
        ("and or not", Both(Both(Words("and"), Words("or")), Words("not"))),
        ('"AND"', Words("AND")),
        ('a"b"(c)', Both(Both(Words("a"), Words("b")), Words("c"))),
        ("a\0b", Both(Words("a"), Words("b"))),
    ],
)
def test_queries_are_understood(text, query):
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('x:y* NOT ("a b" OR -c^)', '"x:y" * NOT ("a b" OR "-c^")'),
        ("a b c OR d NOT e", '"a" AND "b" AND "c" OR "d" NOT "e"'),
        ("(a OR b) (c d)", '("a" OR "b") AND ("c" AND "d")'),
        ("(a NOT b) NOT (c NOT d)", '"a" NOT "b" NOT ("c" NOT "d")'),
    ],
)
def test_every_word_is_quoted_for_the_index_and_no_bracket_is_needless(text, said):
    assert fts5(parse_query(text)) == said


def test_brackets_may_stand_as_deep_as_is_said():
    assert parse_query("(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH) == Words("a")
    with pytest.raises(QueryError, match=f"more than {MAX_DEPTH} deep"):
        parse_query("(" * (MAX_DEPTH + 1) + "a" + ")" * (MAX_DEPTH + 1))


@given(
    st.text()
    | st.lists(st.sampled_from(["a", "AND", "OR", "NOT", "(", ")", '"', "*", " ", "é", "\ud800"])).map(" ".join)
)
def test_any_text_is_a_query_or_gets_a_sentence(text):
    try:
        said = fts5(parse_query(text))
    except QueryError as error:
        said = str(error)
    assert len(said.splitlines()) <= 1 or text.splitlines() != [text]
    said.encode()

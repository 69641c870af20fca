import contextlib
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.store.fulltext import MAX_PASSAGE, cut, fts5
from allegedly.store.query import MAX_DEPTH, MAX_LENGTH, QueryError, parse_query

PIECES = [
    "a",
    "b*",
    '"a b"',
    "AND",
    "OR",
    "NOT",
    "(",
    ")",
    "*",
    "é",
    "x:y",
    "-",
    "^a",
    "NEAR",
    "+",
    "''",
    "ᵃ",
    "²",
    "Ⅷ",
    "़a",
]


@pytest.fixture(scope="module")
def index():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(text)")
    connection.execute("INSERT INTO t VALUES ('a b'), ('b c')")
    yield connection
    connection.close()


def found(index, text):
    return index.execute("SELECT count(*) FROM t WHERE t MATCH ?", [fts5(parse_query(text))]).fetchone()[0]


def test_sqlite_takes_every_query_that_we_understand(index):
    @given(st.text() | st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
    def takes(text):
        with contextlib.suppress(QueryError):
            assert found(index, text) >= 0

    takes()


@pytest.mark.parametrize(
    "text",
    [
        "a " * (MAX_LENGTH // 2),
        " OR ".join(["a"] * (MAX_LENGTH // 5)),
        " NOT ".join(["a"] * (MAX_LENGTH // 6)),
        "(" * MAX_DEPTH + "a" + " b)" * MAX_DEPTH,
        "a (b OR " * MAX_DEPTH + "c" + ")" * MAX_DEPTH,
    ],
)
def test_sqlite_takes_the_longest_and_the_deepest(index, text):
    assert found(index, text.strip()) >= 0


def test_passages_are_paragraphs():
    assert cut("One.\n\n  Two. \n\nThree") == [(0, 4), (8, 12), (15, 20)]
    assert cut(" \n ") == []


def test_a_long_paragraph_is_cut_at_spaces():
    text = "word " * 2_000
    spans = cut(text)
    assert all(end - start <= MAX_PASSAGE for start, end in spans)
    assert all(text[start:end].split() == ["word"] * len(text[start:end].split()) for start, end in spans)
    assert "".join(text[start:end] for start, end in spans) == text.strip()


def test_a_paragraph_without_spaces_is_cut_all_the_same():
    spans = cut("x" * (MAX_PASSAGE * 2 + 1))
    assert spans == [(0, MAX_PASSAGE), (MAX_PASSAGE, 2 * MAX_PASSAGE), (2 * MAX_PASSAGE, 2 * MAX_PASSAGE + 1)]

"""A flipped byte anywhere in a closed case: a sample of what ``make soak`` does by the thousand."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from benchmarks.soak import flips


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A case, and all that it says."""
    folder = tmp_path_factory.mktemp("whole")
    case = flips.make_case(folder)
    return case, flips.truth_of(case, folder)


@pytest.mark.parametrize("file", ["case.sqlite", "corpus.sqlite", "originals", "views"])
def test_a_flipped_byte_is_named_or_meant_nothing(file):
    outcomes = list(flips.run(6, 1, file))
    assert [one for one in outcomes if one.is_fault] == []
    if file == "originals":
        assert all(one.flip.file.rpartition("/")[2] in one.sentences[0] for one in outcomes)
    if file in ("corpus.sqlite", "views"):
        assert {one.kind for one in outcomes} == {"mended"}


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("UPDATE document SET title = 'Another'", "What is kept of the document "),
        ("UPDATE document SET id = CAST(id AS BLOB) WHERE rowid = 2", "speaks of something that the table document"),
        ("UPDATE document SET path = CAST(path AS BLOB) WHERE rowid = 2", "What is kept of the document "),
        ("UPDATE document SET published = 'x' WHERE rowid = 2", "What is kept of the document "),
        ("UPDATE document SET voices = CAST(voices AS BLOB)", "What is kept of the document "),
        ("UPDATE document SET text = CAST(text AS BLOB)", "cannot be checked"),
        ("UPDATE document SET size = 1.5", "What is kept of the document "),
        ("UPDATE receipt SET \"by\" = 'bruno' WHERE path LIKE '%3.txt'", "The receipt of "),
        ("UPDATE receipt SET received_at = 7, path = x'ff'", "The receipt of "),
        ("UPDATE receipt SET document_id = 'd' WHERE path LIKE '%3.txt'", "The receipt of "),
        ("DELETE FROM receipt WHERE path LIKE '%copy.txt'", "is missing, which was written on "),
        ("UPDATE refusal SET sentence = 'No.'", "The refusal of "),
        ("UPDATE judgement SET content = replace(content, 'anna', 'Anna')", "The judgement "),
        ("UPDATE judgement SET content = CAST(content AS BLOB)", "The judgement "),
        ("UPDATE judgement SET content = '{}'", "The judgement "),
        ("DELETE FROM judgement WHERE number = 2", "is missing, which was written on "),
        ("UPDATE custody SET number = 77 WHERE number = 3", "The log of custody has no line 3"),
        ("UPDATE custody SET at = 3 WHERE number = 3", "Line 3 of the log of custody is not what was written"),
        ("DELETE FROM custody WHERE number = 1", "The log of custody has no line 1"),
        ("DELETE FROM custody", "has no line in the log of custody"),
        ("DROP TABLE custody", "is damaged (no such table: custody)"),
        ("UPDATE reading SET key = 'x'", "It can be made anew."),
        ("UPDATE reading SET title = CAST(title AS BLOB)", "It can be made anew."),
        ("UPDATE reading SET claims = 'x'", "It can be made anew."),
        ("UPDATE reading SET content = 5", "It can be made anew."),
        ("UPDATE reading SET document_id = 'd' WHERE rowid = 2", "speaks of something that the table document"),
        ("UPDATE mention SET text = CAST(text AS BLOB)", "cannot be checked"),
        ("UPDATE passage SET document_id = 'd' WHERE id = 2", "The table passage speaks of something"),
        ("UPDATE passage SET start = 1.5", "cannot be searched rightly"),
        ("UPDATE alembic_version SET version_num = '0003'", "is damaged ("),
    ],
)
def test_damage_that_the_database_takes_is_named_without_a_fault(whole, tmp_path, damage, named):
    case, truth = whole
    copy = tmp_path / "copy"
    shutil.copytree(case, copy)
    with closing(sqlite3.connect(copy / "case.sqlite")) as connection, connection:
        connection.execute(damage)
    outcome = flips.judged(copy, flips.Flip("case.sqlite", 0, 0, 0), truth, tmp_path)
    assert outcome.kind == "named", outcome
    assert any(named in sentence for sentence in outcome.sentences)

"""A flipped byte anywhere in a closed case: a sample of what ``make soak`` does by the thousand."""

import pytest
from benchmarks.soak import flips


@pytest.mark.parametrize("file", ["case.sqlite", "corpus.sqlite", "originals", "views"])
def test_a_flipped_byte_is_named_or_meant_nothing(file):
    outcomes = list(flips.run(6, 1, file))
    assert [one for one in outcomes if one.is_fault] == []
    if file == "originals":
        assert all(one.flip.file.rpartition("/")[2] in one.sentences[0] for one in outcomes)
    if file in ("corpus.sqlite", "views"):
        assert {one.kind for one in outcomes} == {"mended"}

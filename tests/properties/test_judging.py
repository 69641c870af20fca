"""Whatever was judged in whatever order can be taken back in whatever order: a sample of `make soak`."""

import pytest
from benchmarks.soak import judging, worlds


@pytest.mark.parametrize("seed", range(8))
def test_judged_and_taken_back_at_random_nothing_is_left(seed) -> None:
    assert judging.run_one(worlds.small_world(), worlds.Plain, seed)["judged"]


@pytest.mark.parametrize("seed", range(2))
def test_the_same_in_a_stored_case(seed) -> None:
    assert judging.run_one(worlds.small_world(), worlds.Stored, seed, sequences=3)["judged"]


def test_the_same_over_the_sample() -> None:
    assert judging.run_one(worlds.sample_world(), worlds.Stored, 8, sequences=1)["judged"]


class Forgetful(worlds.Plain):
    def undo(self, one, by) -> None:
        """Says that it is done."""


@pytest.mark.parametrize("seed", range(3))
def test_what_is_not_taken_back_is_noticed(seed) -> None:
    with pytest.raises(worlds.WentWrongError, match=f"Seed {seed}: .*Something counts still"):
        judging.run_one(worlds.small_world(), Forgetful, seed)

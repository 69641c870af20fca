from dataclasses import replace

import pytest

from allegedly.model.corpus import Origins
from allegedly.reports.origins import apparent, origins_sentence

NOT_COUNTED = "Shared origins that left no trace in these documents are not counted."
WORKED_EXAMPLE = Origins(
    event="e", asserting=(), documents=9, least=3, most=5, first_hand=2, denying=(), denying_least=1, denying_most=1
)


def test_the_wording_is_that_of_the_design_to_the_letter():
    assert origins_sentence(WORKED_EXAMPLE) == (
        "Nine documents here assert this. They trace to between 3 and 5 apparent origins; 2 say that they saw it. "
        "One origin denies it. " + NOT_COUNTED
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"documents": 1, "least": 1, "most": 1, "first_hand": 0, "denying_least": 0, "denying_most": 0},
            "One document here asserts this. It traces to 1 apparent origin. ",
        ),
        (
            {"documents": 30, "least": 4, "most": 4, "first_hand": 1, "denying_least": 2, "denying_most": 2},
            "30 documents here assert this. They trace to 4 apparent origins; 1 says that they saw it. "
            "Two origins deny it. ",
        ),
        (
            {"documents": 0, "least": 0, "most": 0, "first_hand": 0, "denying_least": 1, "denying_most": 3},
            "Between 1 and 3 origins deny it. ",
        ),
        (
            {"documents": 0, "least": 0, "most": 0, "first_hand": 0, "denying_least": 0, "denying_most": 0},
            "No document here asserts this. ",
        ),
    ],
)
def test_the_last_sentence_is_always_the_same(changes, words):
    assert origins_sentence(replace(WORKED_EXAMPLE, **changes)) == words + NOT_COUNTED


def test_one_number_where_least_and_most_agree():
    assert apparent(1, 1) == "1 apparent origin"
    assert apparent(2, 7) == "between 2 and 7 apparent origins"

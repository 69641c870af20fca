import pytest

from allegedly.model import Stance


@pytest.mark.parametrize(
    ("stance", "label"),
    [
        (Stance(), "asserted"),
        (Stance(polarity="negative"), "asserted"),
        (Stance(certainty="possible"), "hedged"),
        (Stance(act="deny"), "denied"),
        (Stance(act="deny", certainty="possible"), "denied"),
        (Stance(reality="planned", certainty="possible"), "planned"),
        (Stance(reality="counterfactual"), "conditional"),
        (Stance(reality="question", act="deny"), "question"),
        (Stance(reality="unknown"), "unknown"),
        (Stance(act="offer"), "asserted"),
    ],
)
def test_the_label_is_the_first_that_fits(stance: Stance, label: str) -> None:
    assert stance.label == label

"""The shares of tests/cases/times_*.yaml that are read rightly, against their floors.

Shares and not items, so that the blind half stays blind: ``python -m benchmarks.quality.time_items open --errors``
shows what is wrong in the open one.
"""

from datetime import date

import pytest
import yaml
from benchmarks.figures import FLOORS
from benchmarks.quality import time_items


@pytest.fixture(scope="module")
def figures():
    return time_items.score()


@pytest.mark.parametrize("half", time_items.HALVES)
def test_the_shares_have_not_fallen(figures, half):
    floors = yaml.safe_load(FLOORS.read_text("utf-8"))
    assert figures[f"{half}_expressions"] == 100
    for figure in (f"{half}_exact", f"{half}_inside"):
        assert figures[figure] >= floors[f"times.{figure}"]


def test_what_is_exact_and_what_is_inside(tmp_path):
    expect = [
        {"at": "mid-April", "bounds": [date(2011, 4, 11), date(2011, 4, 20)], "day": date(2011, 4, 17)},
        {"at": "mid-April", "bounds": [date(2011, 4, 12), date(2011, 4, 20)], "day": date(2011, 4, 20)},
        {"at": "mid-April", "bounds": [date(2011, 4, 11), date(2011, 4, 20)], "day": date(2011, 4, 21)},
        {"at": "mid-April", "bounds": [date(2011, 4, 11), None]},
        {"at": "the dam", "bounds": [None, None], "day": date(2011, 4, 11)},
    ]
    item = {"id": "x", "published": date(2011, 6, 15), "text": "In mid-April the dam broke.", "expect": expect}
    (tmp_path / "times_open.yaml").write_text(yaml.safe_dump({"items": [item]}))
    [(_, verdicts)] = time_items.judged(tmp_path, "open")
    assert [(verdict.exact, verdict.inside) for verdict in verdicts] == [
        (True, True),
        (False, True),
        (True, False),
        (False, None),
        (False, False),
    ]

"""The shares of tests/cases/sources_*.yaml that are read rightly, against their floors.

Shares and not items, so that the blind half stays blind: ``python -m benchmarks.quality.sources open --errors`` shows
what is wrong in the open one.
"""

import pytest
import yaml
from benchmarks.figures import FLOORS
from benchmarks.quality import sources


@pytest.mark.parametrize("half", sources.HALVES)
def test_the_share_of_right_items_has_not_fallen(half):
    results = [not problems for _, problems in sources.judged(sources.CASES, half)]
    floor = yaml.safe_load(FLOORS.read_text("utf-8"))[f"sources.{half}"]
    assert len(results) >= 90
    assert 100 * sum(results) / len(results) >= floor


def test_an_item_that_states_something_else_is_wrong(tmp_path):
    item = {
        "id": "x",
        "text": "Ada Berg said that the dam had held.",
        "attributions": [{"content": "the dam had held"}],
    }
    said = item["attributions"][0]
    (tmp_path / "sources_open.yaml").write_text(yaml.safe_dump({"items": [item]}))
    assert [problems for _, problems in sources.judged(tmp_path, "open")] == [[]]
    for wrong in (
        {"source": ["Otto", "named_person"]},
        {"source": ["Ada Berg", "document"]},
        {"source": ["~", "unstated"]},
        {"cue": "denied"},
        {"basis": "told"},
        {"details": {"number": "two"}},
        {"within": "Ada Berg"},
        {"entity": "Otto"},
        {"content": "Ada"},
    ):
        changed = {**item, "attributions": [{**said, **wrong}]}
        (tmp_path / "sources_open.yaml").write_text(yaml.safe_dump({"items": [changed]}))
        assert [bool(problems) for _, problems in sources.judged(tmp_path, "open")] == [True], wrong

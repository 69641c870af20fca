"""Several people at once at one server: a sample of `make soak`."""

import shutil

import pytest
from benchmarks.soak import load


@pytest.mark.parametrize("team", [False, True], ids=["one person's windows", "a team"])
def test_of_several_people_at_once_nobody_is_answered_wrongly_and_no_judgement_is_lost(
    sample_folder, tmp_path, team
) -> None:
    case = shutil.copytree(sample_folder, tmp_path / "case")
    seen = load.run(case, users=8, seconds=15, team=team)
    assert +seen.wrong == {}
    assert len({by for by, _ in seen.written.values()}) > 1 if team else seen.written
    assert {name.partition(" ")[0] for name in seen.taken} >= {"/chronology", "judge"}
    assert any(line.startswith("memory of server") for line in load.told(seen))


def test_what_is_lost_or_of_somebody_else_is_seen() -> None:
    seen = load.Seen(written={"a": ("ada", "one"), "b": ("ada", "two")})
    load._compare({"old": ("ada", "")}, {"old": ("ada", ""), "b": ("ben", "two"), "c": ("ada", "three")}, seen)
    assert {name: count for name, count in seen.wrong.items() if count} == {
        "judgements that are lost": 1,
        "judgements that nobody was told of": 1,
        "judgements of others, or for other reasons": 1,
    }

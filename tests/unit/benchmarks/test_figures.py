"""Figures are held to their bounds, in one table; what is not there is told, and what is missing counts as missed."""

import pytest
from benchmarks import __main__ as command
from benchmarks.figures import FLOORS, Benchmark, Bound, Figure, Measurement, Row, SkippedError, bounds, rows, shown
from benchmarks.peers import __main__ as peers
from benchmarks.registry import BENCHMARKS
from benchmarks.soak import sample


@pytest.fixture
def floors(tmp_path):
    file = tmp_path / "floors.yaml"
    file.write_text("one.recall: 0.5\none.seconds: -2\none.gone: 1\n", "utf-8")
    return bounds(file)


def test_a_minus_sign_makes_a_ceiling(floors) -> None:
    assert floors["one.recall"] == Bound(0.5, "at least")
    assert floors["one.seconds"] == Bound(2, "at most")
    assert str(floors["one.seconds"]) == "at most 2"


def test_figures_are_held_to_their_bounds(floors) -> None:
    one = Benchmark("one", lambda _: Measurement(()))
    figures = [Figure("recall", 0.4, "share"), Figure("seconds", 2.0, "s"), Figure("more", 1, "")]
    table = list(rows(one, figures, floors))
    assert [(row.name, row.missed) for row in table] == [
        ("recall", True),
        ("seconds", False),
        ("more", False),
        ("gone", True),
    ]
    assert table[-1] == Row("one", "gone", None, Bound(1, "at least"))
    assert table[-1].value == "not measured"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(0.8941, "share", "0.894"), (78.54, "%", "78.54 %"), (12345.6, "/s", "12,346 /s"), (0.0123, "s", "0.012 s"),
     (84, "", "84"), (1.25, "times", "1.25 times")],
)  # fmt: skip
def test_a_figure_is_shown_with_its_unit(value, unit, text) -> None:
    assert shown(Figure("one", value, unit)) == text


def test_every_bound_belongs_to_one_benchmark() -> None:
    names = [one.name for one in BENCHMARKS]
    assert len(set(names)) == len(names)
    for bound in bounds(FLOORS):
        assert sum(bound.startswith(f"{name}.") for name in names) == 1, bound


@pytest.mark.parametrize("benchmark", [one for one in BENCHMARKS if one.name in ("koussa", "carb", "time", "strikes")],
                         ids=lambda one: one.name)  # fmt: skip
def test_data_that_are_not_there_are_told(benchmark, tmp_path) -> None:
    with pytest.raises(SkippedError, match="is not there"):
        benchmark.measure(tmp_path)


def test_one_table_and_a_status(monkeypatch, capsys, floors, tmp_path) -> None:
    def skips(_):
        raise SkippedError("there is no browser")

    figures = [Figure("recall", 0.75, "share", "3 of 4"), Figure("seconds", 3, "s"), Figure("gone", 1, "")]
    found = [Benchmark("one", lambda _: Measurement(figures, ["Ada is missed"])), Benchmark("two", skips)]
    written = {}
    monkeypatch.setattr(command, "BENCHMARKS", found)
    monkeypatch.setattr(command, "bounds", lambda: floors)
    monkeypatch.setattr(command, "write_between", lambda name, text: written.update({name: text}))
    monkeypatch.setattr("sys.argv", ["benchmarks", "--verbose", "--docs"])
    assert command.main() == 1
    printed = capsys.readouterr().out
    assert "skipped: there is no browser" in printed
    assert "Ada is missed" in printed
    assert "MISSED: one              seconds" in printed
    assert "| one | `recall` | 0.750 | at least 0.5 |" in written["bench"]
    assert "| one | `seconds` | 3.00 s | at most 2 **missed** |" in written["bench"]
    assert "- *two* was skipped: there is no browser." in written["bench"]
    figures[1] = Figure("seconds", 1, "s")
    assert command.main() == 0


def test_a_part_is_not_written_over_the_whole(monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.argv", ["benchmarks", "--only", "speed", "--docs"])
    for main in (command.main, peers.main):
        with pytest.raises(SystemExit, match="2"):
            main()
        assert "leave out --only" in capsys.readouterr().err


def test_a_soak_that_cannot_be_is_told() -> None:
    with pytest.raises(SkippedError, match=r"no compiler$"):
        sample.Sample("kills", 1, (), lambda: "There is no compiler.").score()


def test_a_sample_of_a_soak_tells_what_was_not_survived() -> None:
    assert sample.Sample("flips", 2, ["case.sqlite"]).score() == {"not_survived": 0}

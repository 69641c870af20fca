"""The benchmark of how costs grow: it runs, its documents are told as they are read, and its tables hold each line."""

import os
import pickle
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.speed.growth import __main__ as growth
from benchmarks.speed.growth.figures import AT_A_RATE, Cost, Figures, paper, table
from benchmarks.speed.growth.plot import plot
from benchmarks.speed.growth.retold import Form, Retold, drawn
from benchmarks.speed.growth.steps import Clock, sample

from allegedly.case import Case
from allegedly.exporters import FORMATS

SIZES = 40, 80


@pytest.fixture(scope="module")
def retold() -> Retold:
    return Retold(3)


def test_readings_are_told_again_as_the_texts_are(retold, tmp_path):
    for number in range(30):
        (tmp_path / f"{number:06}.txt").write_text(retold.text(number), "utf-8")
    with Case.create(tmp_path / "case", stages=retold.stages()) as case:
        report = case.add(sorted(tmp_path.glob("*.txt")))
        assert [step.outcome for step in report.steps] == ["added"] * 30
        assert case.verify().problems == ()
        claims = [claim.id for one in case.annotated() for claim in one.claims]
        assert len(claims) == len(set(claims)) > 200


def test_an_offset_in_a_reading_is_no_year():
    assert Form.of('["in 2013",[2013,2020],"2013"]', frozenset()).tokens == ("2013", "2013")


def test_documents_are_of_the_length_that_is_told(retold):
    words = [len(retold.text(number).split()) for number in range(50)]
    assert 250 < sum(words) / len(words) < 350


def test_a_document_is_the_same_in_every_process(retold):
    tell = "import pickle, sys; print(ascii(pickle.load(sys.stdin.buffer).text(7)))"
    found = {
        subprocess.run(
            [sys.executable, "-c", tell], input=pickle.dumps(retold), env=env, capture_output=True, check=True
        ).stdout
        for env in ({**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path.cwd())} for seed in "12")
    }
    assert found == {f"{retold.text(7)!a}\n".encode()}


def test_affairs_come_ever_more_slowly_and_some_documents_are_copies():
    affairs = [len({drawn(number).affair for number in range(count)}) for count in (1_000, 4_000)]
    assert 1.5 < affairs[1] / affairs[0] < 4
    copies = sum(drawn(number).root != number for number in range(2_000))
    assert 300 < copies < 500


def made() -> Figures:
    figures = Figures("a machine", "1 May 2026", 3)
    for count in (100, 1_000, 10_000):
        figures.put("Adding: read", count, Cost(0.2 * count, memory=500.0))
        figures.put("Reports: timeline", count, Cost(0.3 * count, memory=max(100.0, 0.5 * count)))
        figures.put("Across: slow", count, Cost(0.01 * count**1.5))
        figures.put("Answers: /where", count, Cost(3.0, "ms"))
    figures.missing["Reports: cast"] = {10_000: "it takes more than 1 GB of memory"}
    return figures


def test_exponents_are_slopes_of_the_logarithms():
    figures = made()
    assert figures.exponent("Reports: timeline") == pytest.approx(1)
    assert figures.exponent("Across: slow") == pytest.approx(1.5)
    assert figures.exponent("Answers: /where") == pytest.approx(0)
    assert figures.exponent("Reports: cast") is None
    assert figures.too_steep() == ["Across: slow"]


def test_memory_of_small_cases_and_what_was_measured_at_a_rate_have_no_exponent():
    figures = made()
    assert figures.exponent("Reports: timeline", memory=True) == pytest.approx(1)  # from 1,000 documents on
    assert figures.exponent("Adding: read") is None
    assert "| read | 20.0 s, 500 MB | 200 s, 500 MB | 2,000 s, 500 MB |  |" in table(figures)
    assert "| memory of a report | 5,000 MB | 5.0 TB |" in paper(figures)
    for count in (1_000, 10_000):
        figures.drop(count)
    assert "memory of a report" not in paper(figures)


def test_the_tables_mark_what_grows_too_fast_and_tell_what_was_not_measured():
    told = table(made())
    assert "| slow | 10.0 s | 316 s | 10,000 s | **1.50** |" in told
    assert "| timeline | 30.0 s, 100 MB | 300 s, 500 MB | 3,000 s, 5,000 MB | 1.00 (memory 1.00) |" in told
    assert "| cast | — | — | — |  |" in told
    assert "it takes more than 1 GB of memory" in told
    assert "Over 1.1: Across: slow (1.50)." in told


def test_on_paper_a_core_reads_as_long_as_it_was_measured():
    told = paper(made(), cores=10)
    assert "| machines of 10 cores that read them in a day |  | 3 |" in told  # 10,000,000 times 0.2 s


def test_figures_are_kept(tmp_path):
    made().write(tmp_path / "growth.json")
    assert Figures.read(tmp_path / "growth.json") == made()


class Faked:
    """Instead of the processes: each takes two seconds and leaves what it makes; those that are named fail."""

    def __init__(self, folder: Path, *failing: str) -> None:
        self.case = folder / "10" / "case"
        self.failing = failing
        self.ran: list[str] = []

    def run(self, command, *, output=True):
        name = command[3]  # the step, or the command of the command line
        self.ran.append(name)
        made = {"add": self.case, "views": self.case / "views"}
        if name in made:
            made[name].mkdir(parents=True)  # fails where something is left of it
        elif name == "keep":
            (self.case / "corpus.sqlite").write_text("kept", "utf-8")
        if name in self.failing:
            raise growth.NotMeasured("it takes too much memory")
        return growth.Ran('{"one": 2.0}', 2.0, 30.0)

    def score(self, case, rounds):
        if "score" in self.failing:
            raise ConnectionError("the server is gone")
        return {"median /cast": 3.0, "p95_of_all": 5.0, "seconds_to_start": 4.0, "memory_server": 90.0}


@pytest.fixture
def measured(tmp_path, monkeypatch):
    """Measures a case of ten with faked processes, of which some fail; returns what ran."""

    def measure(figures: Figures, *failing: str) -> list[str]:
        faked = Faked(tmp_path, *failing)
        monkeypatch.setattr(growth, "run", faked.run)
        monkeypatch.setattr(growth, "score", faked.score)
        growth.Growth(figures, tmp_path / "growth.json", tmp_path).measure(10)
        return faked.ran

    return measure


def test_a_run_that_was_cut_off_goes_on_with_the_next_step(measured, tmp_path):
    whole = Figures()
    ran = measured(whole, "score")
    assert ran[:3] == ["read", "add", "keep"]
    assert ran[-1] == "more"
    cut_off = Figures.read(tmp_path / "growth.json")
    assert cut_off == whole
    del cut_off.costs["Interface: views"]
    del cut_off.costs["Ten more documents: all of these"]
    assert measured(cut_off) == ["views", "more"]
    assert measured(whole) == []


def test_where_the_case_is_gone_all_is_measured_anew(measured, tmp_path):
    figures = Figures()
    ran = measured(figures)
    shutil.rmtree(tmp_path / "10")
    assert measured(figures) == ran


def test_what_cannot_be_measured_is_told_and_the_rest_goes_on(measured):
    figures = Figures()
    assert measured(figures, "score", "keep")[-1] == "more"
    assert "the server is gone" in figures.missing["Interface: start"][10]
    assert figures.missing["Answers: 95 of 100 of all"] == figures.missing["Interface: start"]
    assert figures.missing["Across: kept beside the case"] == {10: "it takes too much memory"}
    assert figures.missing["Disk: corpus.sqlite"] == {10: "corpus.sqlite is not there"}
    assert figures.costs["Disk: views"][10] == Cost(0.0, "MB")


def test_figures_of_another_machine_or_sample_are_not_gone_on_with(tmp_path):
    file = tmp_path / "growth.json"
    figures = growth.begun(file, 3)
    figures.put("Adding: add", 10, Cost(1.0))
    figures.write(file)
    assert growth.begun(file, 3) == figures
    with pytest.raises(ValueError, match="sample of 3"):
        growth.begun(file, 4)


def test_the_page_gets_what_was_measured_before(tmp_path, monkeypatch):
    page = tmp_path / "growth.md"
    shutil.copy(growth._PAGE, page)
    monkeypatch.setattr(growth, "_PAGE", page)
    (tmp_path / "img").mkdir()
    (tmp_path / "growth.json").write_text(
        '{"machine": "two cores", "day": "1 May 2026", "sample": 60, "missing": {},'
        ' "costs": {"Adding: add": {"1000": {"value": 15.4, "unit": "s", "memory": 325.5}}}}',
        "utf-8",
    )
    monkeypatch.setattr("sys.argv", ["growth", "--docs", "--output", str(tmp_path)])
    assert growth.main() == 0
    written = page.read_text("utf-8")
    assert "| add | 15.4 s, 326 MB |  |" in written
    assert "hours of the one process that writes | 15.4 s, 326 MB | 42.8 h |" in written
    assert written.startswith("# Growth")
    assert (tmp_path / "img" / "growth.svg").is_file()
    monkeypatch.setattr("sys.argv", ["growth", "--docs", "--output", str(tmp_path / "nowhere")])
    with pytest.raises(SystemExit):
        growth.main()


def test_the_picture_has_a_field_for_each_group():
    drawing = plot(made())
    assert [name for name in ("Reports (s)", "Across (s)", "Answers (ms)") if name not in drawing] == []
    assert drawing.count("possible") > 1


def test_two_small_cases_are_measured_and_each_line_is_in_the_table(tmp_path, monkeypatch):
    monkeypatch.setattr(growth, "REPORTS", ("timeline",))
    monkeypatch.setattr(growth, "ROUNDS", 1)
    sample(tmp_path, 2, Clock())
    figures = Figures()
    for count in SIZES:
        growth.Growth(figures, tmp_path / "growth.json", tmp_path).measure(count)
    assert figures.missing == {}
    lines = table(figures).splitlines()
    for line, costs in figures.costs.items():
        assert sorted(costs) == [*SIZES], line
        exponent = "" if line == AT_A_RATE else r".*\d\.\d\d"
        assert any(
            re.match(rf"\| {re.escape(line.partition(': ')[2])} \| .* \| .* \| {exponent}", one) for one in lines
        )
    names = {line.partition(": ")[2] for line in figures.costs}
    assert {*FORMATS, "bundle", "read", "add", "events", "timeline", "views", "/chronology", "corpus.sqlite"} <= names

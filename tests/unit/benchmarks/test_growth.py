"""The benchmark of how costs grow: it runs, its documents are told as they are read, and its tables hold each line."""

import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.speed.growth import __main__ as growth
from benchmarks.speed.growth.figures import Cost, Figures, paper, table
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
    for count in (10, 100, 1_000):
        figures.put("Adding: read", count, Cost(0.2 * count, memory=500.0))
        figures.put("Across: slow", count, Cost(0.01 * count**1.5))
        figures.put("Answers: /where", count, Cost(3.0, "ms"))
    figures.missing["Reports: cast"] = {1_000: "it takes more than 1 GB of memory"}
    return figures


def test_exponents_are_slopes_of_the_logarithms():
    figures = made()
    assert figures.exponent("Adding: read") == pytest.approx(1)
    assert figures.exponent("Adding: read", memory=True) == pytest.approx(0)
    assert figures.exponent("Across: slow") == pytest.approx(1.5)
    assert figures.exponent("Answers: /where") == pytest.approx(0)
    assert figures.exponent("Reports: cast") is None
    assert figures.too_steep() == ["Across: slow"]


def test_the_tables_mark_what_grows_too_fast_and_tell_what_was_not_measured():
    told = table(made())
    assert "| slow | 0.32 s | 10.0 s | 316 s | **1.50** |" in told
    assert re.search(r"\| read \| 2.0 s, 500 MB \| 20.0 s, 500 MB \| 200 s, 500 MB \| 1.00 \(memory -?0.00\) \|", told)
    assert "| cast | — | — | — |  |" in told
    assert "it takes more than 1 GB of memory" in told
    assert "Over 1.1: Across: slow (1.50)." in told


def test_on_paper_a_core_reads_as_long_as_it_was_measured():
    told = paper(made(), cores=10)
    assert "| machines of 10 cores that read them in a day |  | 3 |" in told  # 10,000,000 times 0.2 s


def test_figures_are_kept(tmp_path):
    made().write(tmp_path / "growth.json")
    assert Figures.read(tmp_path / "growth.json") == made()


def test_the_picture_has_a_field_for_each_group():
    drawing = plot(made())
    assert [name for name in ("Adding (s)", "Across (s)", "Answers (ms)") if name not in drawing] == []
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
        assert any(
            re.match(rf"\| {re.escape(line.partition(': ')[2])} \| .* \| .* \| .*\d\.\d\d", one) for one in lines
        )
    names = {line.partition(": ")[2] for line in figures.costs}
    assert {*FORMATS, "bundle", "read", "add", "events", "timeline", "views", "/chronology", "corpus.sqlite"} <= names

"""Comparisons with peers: turns and medians, what is missing, who is ahead; the peers themselves where they are."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from benchmarks.page import write_between
from benchmarks.peers import copies, dates, install, names, quotations
from benchmarks.peers.__main__ import COMPARISONS, told
from benchmarks.peers.comparing import (
    ROOT,
    SECONDS,
    Compared,
    Comparison,
    Measured,
    NotAnsweredError,
    Side,
    Task,
    asking,
    better_elsewhere,
    compare,
)
from benchmarks.quality.time import Article, Gold

PEERS = ROOT / ".venv-peers" / "bin" / "python"
OURS, PEER, LOST = (Side(name, name, f"{name}.work", f"as {name} is") for name in ("ours", "peer", "lost"))
COMPARISON = Comparison(
    "A task", "some texts", "", lambda _: Task(["text"], lambda answer: {"F1": answer, "errors": 1 - answer}),
    [OURS, PEER, LOST], frozenset({"errors"}),
)  # fmt: skip


def faked(seconds):
    """Answers in turn with the seconds that are given for each side; one has nothing to answer with."""
    asked = []

    def ask(side, question):
        assert question == ["text"]
        asked.append(side.name)
        if side is LOST:
            raise NotAnsweredError("No module named 'lost'")
        return {"answer": {"ours": 0.75, "peer": 0.5}[side.name], "seconds": seconds[side.name].pop(0), "version": "1"}

    return ask, asked


def test_sides_take_turns_and_the_median_counts() -> None:
    ask, asked = faked({"ours": [9.0, 2.0, 3.0], "peer": [1.0, 1.5, 7.0]})
    ours, peer, _ = compare(COMPARISON, Path("data"), ask, rounds=3).measured
    assert asked == ["ours", "peer", "lost", "ours", "peer", "ours", "peer"]
    assert ours.figures == {"F1": 0.75, "errors": 0.25, SECONDS: 3.0}
    assert peer.figures[SECONDS] == 1.5


def test_losses_and_what_is_missing_are_told() -> None:
    ask, _ = faked({"ours": [2.0], "peer": [1.0]})
    page = told(compare(COMPARISON, Path("data"), ask, rounds=1))
    assert "peer is ahead in CPU seconds: 1.00 against our 2.00." in page
    assert "ahead in F1" not in page
    assert "ahead in errors" not in page
    assert "- *lost*: not compared: No module named 'lost'." in page
    assert "| peer 1 | 0.5 | 0.5 | 1.00 |" in page


def test_figures_that_look_the_same_are_no_lead() -> None:
    ours, peer = Measured(OURS, "1", {"F1": 95.46, SECONDS: 1.004}), Measured(PEER, "1", {"F1": 95.54, SECONDS: 1.0})
    assert better_elsewhere(Compared(COMPARISON, [ours, peer])) == []
    ahead = peer._replace(figures={"F1": 95.56, SECONDS: 0.99})
    assert better_elsewhere(Compared(COMPARISON, [ours, ahead])) == [
        "peer is ahead in F1: 95.6 against our 95.5.",
        "peer is ahead in CPU seconds: 0.99 against our 1.00.",
    ]


def test_data_that_are_not_there_are_told(tmp_path) -> None:
    page = told(compare(COMPARISON._replace(needs="corpus"), tmp_path, faked({})[0], rounds=1))
    assert page.endswith("*skipped: corpus is not in the folder of data.*")


def test_each_side_answers_in_a_python_of_its_own(tmp_path) -> None:
    names = Side("Allegedly", "allegedly", "ours.names", "")
    ask = asking(Path(sys.executable), tmp_path / "python")
    reply = ask(names, [["Ada Byron", "Ada Byron", "person"], ["Ada Byron", "Jon Snow", "person"]])
    assert reply["answer"][0] > 0.9 > reply["answer"][1]
    assert reply["seconds"] >= 0
    with pytest.raises(NotAnsweredError, match="environment"):
        ask(PEER, [])
    with pytest.raises(NotAnsweredError, match="nowhere"):
        ask(names._replace(work="nowhere.work"), [])


COPIED = (
    "The ferry left the harbour at noon and came back in the evening with nobody on board. Its owner had sold it a "
    "week before to a company from another town, which said that it knew of no voyage and had paid nothing so far."
)
SMALL = {
    "quotations": ['"Nobody was hurt at the harbour," a spokesman said.\n'],
    "dates": [["It began on 6 May 2013.", "2013-05-08"]],
    "likeness": [[COPIED] * 2],
    "copies": [[{"text": "The ferry left at noon. " * 9, "outlet": outlet, "published": None} for outlet in "ab"]],
    "logic": [["Ada Byron", "Ada Byron", "person"]],
    "by_name": [["Ada Byron", "Ada Byron", "person"]],
    "names": [["Ada Byron", "Ada Byron", "person"]],
}
FOUND = {
    "quotations": lambda answer: [len(one) for one in answer] == [1],
    "dates": lambda answer: [one[-1] for one in answer[0]] == ["2013-05-06"],
    "copies": lambda answer: answer[0].get("pairs", [[1, 0]]) == [[1, 0]],
}


@pytest.mark.parametrize(
    "side", sorted({side for one in COMPARISONS for side in one.sides}), ids=lambda side: side.work
)
def test_small_texts(side) -> None:
    ours = side.package == "allegedly"
    if not ours and not PEERS.is_file():
        pytest.skip("the peers are not there; `make bench-peers` installs them")
    task = side.work.partition(".")[2]
    answer = asking(Path(sys.executable), PEERS)(side, SMALL[task])["answer"]
    assert FOUND.get(task, lambda answer: answer[0] > 0.9)(answer)


def test_quotations_are_scored_as_attributions_are(tmp_path) -> None:
    folder = tmp_path / quotations._DEV
    (folder / "text").mkdir(parents=True)
    (folder / "attributions").mkdir()
    (folder / "text" / "one.txt").write_text('"All is well," Ada said. Bob thinks that it rains.', "utf-8")
    spans = "T1\tContent 0 14\t\nT2\tSource 15 18\t\nT3\tCue 19 23\t\nE1\tx:T1 Content:T1 Source:T2 Cue:T3\n"
    (folder / "attributions" / "one_a.ann").write_text(spans, "utf-8")
    task = quotations.task(tmp_path)
    figures = task.score([[[[[15, 18]], [[19, 23]], [[0, 14]]]]])
    assert figures == {"F1, direct": 100, "recall, direct": 100, "F1, all": 100, "recall, indirect": 0}


def test_times_are_scored_by_value() -> None:
    article = Article("one", "on 6 May 2013", date(2013, 5, 8), (Gold(3, 13, "2013-05-06"),), 13)
    score = dates._task([article]).score
    assert score([[[0, 13, "2013-05-06"]]]) == {"value F1": 100, "relaxed F1": 100}
    assert score([[[0, 13, "2013-05"]]]) == {"value F1": 0, "relaxed F1": 100}


def test_documents_that_are_alike_are_one_cluster() -> None:
    wires = list(copies.made_up(1, roots=3, documents=5))
    assert copies._labels(wires, pairs=[[1, 0], [4, 3]]) == [0, 0, 2, 3, 3]
    assert copies._labels(wires) == [0, 1, 2, 3, 4]


def test_names_have_the_threshold_that_suits_them() -> None:
    assert names._best([(0.3, True), (0.2, False)]) == 1.0


def test_what_cannot_be_installed_leaves_out_itself_alone(tmp_path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("good==1 \\\n    --hash=sha256:00\nbad==2 \\\n    --hash=sha256:11\n", "utf-8")
    assert install.install(lock, lambda file: "bad" not in file.read_text("utf-8")) == ["bad==2"]
    assert install.install(lock, lambda _: True) == []


@pytest.mark.parametrize("missing", [[], ["bad==2"]])
def test_what_could_not_be_installed_is_tried_again(missing, monkeypatch, tmp_path, capsys) -> None:
    monkeypatch.setattr(install, "install", lambda *_: missing)
    install.main("python", str(tmp_path / "stamp"))
    assert (tmp_path / "stamp").exists() == (not missing)
    assert ("bad==2 could not be installed" in capsys.readouterr().out) == bool(missing)


def test_a_table_replaces_what_stood_between_its_marks(tmp_path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- peers: begin -->\nold\n<!-- peers: end -->\nafter\n", "utf-8")
    write_between("peers", r"new \1", page)
    expected = "before\n<!-- peers: begin -->\n\nnew \\1\n\n<!-- peers: end -->\nafter\n"
    assert page.read_text("utf-8") == expected
    with pytest.raises(ValueError, match="bench"):
        write_between("bench", "new", page)


def test_a_side_writes_nothing_but_its_reply() -> None:
    command = [sys.executable, "-m", "benchmarks.peers.side", "allegedly", "ours.likeness"]
    done = subprocess.run(command, input="[]", capture_output=True, text=True, cwd=ROOT, check=True, env=os.environ)
    assert json.loads(done.stdout)["answer"] == []

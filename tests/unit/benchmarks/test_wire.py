"""The invented wire copies that ``benchmarks.quality.wire`` measures with."""

import pytest
from benchmarks.quality.wire import adjusted_rand, score
from benchmarks.quality.wire_copies import made_up
from benchmarks.speed.reuse import peak_bytes, seconds


def test_partitions_are_compared_as_hubert_and_arabie_do():
    assert adjusted_rand([1, 1, 2, 2], [7, 7, 5, 5]) == 1
    assert adjusted_rand([0, 0, 1, 1], [0, 0, 1, 2]) == pytest.approx(4 / 7)
    assert adjusted_rand([0, 0, 1, 1], [0, 1, 0, 1]) == pytest.approx(-0.5)
    assert adjusted_rand([0, 1, 2], [0, 1, 2]) == 1


def test_the_same_seed_makes_the_same_documents():
    one = list(made_up(1, roots=20, documents=60))
    assert one == list(made_up(1, roots=20, documents=60))
    assert one != list(made_up(2, roots=20, documents=60))


def test_parts_say_where_sentences_were_first_written():
    wires = list(made_up(1, roots=20, documents=60))
    assert len(wires) == 60
    for wire in wires:
        text = wire.annotated.document.text
        for (start, end), root in wire.parts:
            assert text[start:end].strip() == text[start:end] != ""
            assert root <= wire.number
        assert (wire.root == wire.number) == (wire.number < 20)


def test_a_story_can_be_copied_more_than_all_others():
    wires = list(made_up(1, roots=20, documents=60, most=30))
    assert sum(0 in {root for _, root in wire.parts} for wire in wires[20:50]) >= 20


def test_figures_time_and_memory_are_there():
    figures = score([1])
    assert 0.5 < figures["adjusted_rand"] <= 1
    assert figures["share_lifted"] > 0
    documents = [wire.annotated for wire in made_up(1, roots=20, documents=30)]
    assert seconds(documents)[0] > 0
    assert peak_bytes(documents)[0] > 10_000

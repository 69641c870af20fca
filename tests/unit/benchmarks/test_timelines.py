"""The scorer of timelines, worked out by hand."""

import pytest
from benchmarks.quality.timeline_scoring import Awareness, Row, compare, graph_of, read_timeline

GOLD = [
    Row(0, "XXXX-XX-XX", ("7-9-hoped",)),
    Row(1, "1968", ("7-4-founded",)),
    Row(2, "2006-03", ("7-2-sued", "8-1-suit")),
    Row(2, "2006-03", ("7-2-claimed",)),
    Row(3, "2006-05-08", ("8-2-lost",)),
]


def test_each_event_has_a_time_and_each_rank_but_the_first_one_before_it():
    assert graph_of(GOLD).size == 5 + 2


def test_a_perfect_timeline_has_all():
    score = compare(GOLD, GOLD)
    assert (score.precision, score.recall, score.f1) == (100, 100, 100)


def test_an_empty_one_has_nothing():
    for rows in ([], [Row(0, "1968", ("7-4-founded",))]):
        score = compare(GOLD, rows)
        assert (score.precision, score.recall, score.f1) == (0, 0, 0)
        assert score.gold == 7


def test_where_two_ranks_are_swapped_their_order_is_wrong_and_all_times_are_right():
    last, first = Row(3, "1968", ("7-4-founded",)), Row(1, "2006-05-08", ("8-2-lost",))
    score = compare(GOLD, [first, *GOLD[2:4], last])
    assert (score.found_verified, score.gold_verified) == (5, 5)


def test_the_ranks_themselves_may_be_other_numbers():
    assert compare(GOLD, [Row(row.rank * 10, row.time, row.events) for row in GOLD]).f1 == 100


def test_a_missing_rank_costs_recall_alone():
    score = compare(GOLD, [row for row in GOLD if row.rank != 2])
    assert (score.found, score.found_verified) == (3, 3)  # 1968 is before 2006-05-08 in the closure
    assert score.gold_verified == 2  # of the gold's two orders neither follows


def test_an_event_that_the_gold_has_not_costs_precision_alone():
    score = compare(GOLD, [*GOLD, Row(3, "2006-05-08", ("8-3-said",))])
    assert score.recall == 100
    assert score.precision == pytest.approx(700 / 8)


def test_another_time_is_wrong_though_the_order_is_right():
    score = compare(GOLD, [*GOLD[:4], Row(3, "2006-05-09", ("8-2-lost",))])
    assert (score.found_verified, score.gold_verified) == (6, 6)


def test_a_day_at_two_ranks_makes_them_no_less_one_after_the_other():
    rows = [Row(1, "2006-05-08", ("a-1-met",)), Row(2, "2006-05-08", ("a-1-left",))]
    assert compare(rows, rows).f1 == 100
    merged = [Row(1, "2006-05-08", ("a-1-met",)), Row(1, "2006-05-08", ("a-1-left",))]
    assert compare(rows, merged).gold_verified == 2
    assert compare(rows, merged).precision == 100


def test_a_mention_that_stands_twice_counts_twice():
    rows = [Row(1, "2006", ("a-1-lost",)), Row(1, "2006", ("a-1-lost",))]
    assert graph_of(rows).size == 2
    assert compare(rows, rows[:1]).recall == 50


def test_an_unknown_part_at_the_end_of_a_time_says_nothing():
    assert compare([Row(1, "2008-03-XX", ("a-1-met",))], [Row(1, "2008-03", ("a-1-met",))]).f1 == 100
    assert compare([Row(1, "XXXX-XX-XX", ("a-1-met",))], [Row(1, "XXXX-XX-XX", ("a-1-met",))]).f1 == 100


def test_counts_are_summed():
    score = Awareness(4, 2, 2, 2) + Awareness(6, 8, 3, 3)
    assert (score.precision, score.recall) == (50, 50)


def test_a_file_has_the_name_first_and_rows_by_tabs():
    name, rows = read_timeline("Hulm Quarry\n0\tXXXX-XX-XX\t7-9-hoped\n2\t2006-03\t7-2-sued\t8-1-suit\n\n")
    assert name == "Hulm Quarry"
    assert rows == [Row(0, "XXXX-XX-XX", ("7-9-hoped",)), Row(2, "2006-03", ("7-2-sued", "8-1-suit"))]

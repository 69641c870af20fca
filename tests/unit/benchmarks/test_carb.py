"""CaRB's matcher, worked out by hand."""

import pytest
from benchmarks.quality.carb import Extraction, best_point, find, gold_tuples, match, right_by_rule, unescaped

GOLD = Extraction("closed", ("the old gate", "in May"))


def test_words_count_slot_by_slot():
    found = Extraction("has closed", ("the gate", "in late May"))
    assert match(GOLD, found) == (pytest.approx(5 / 7), pytest.approx(5 / 6))  # closed; the, gate; in, May


def test_arguments_after_the_first_count_as_one():
    gold = Extraction("met", ("Ada", "Carl", "in Hulm"))
    assert match(gold, Extraction("met", ("Ada", "in Hulm Carl"))) == (1.0, 1.0)


def test_without_a_common_word_in_the_relation_or_without_a_slot_nothing_matches():
    assert match(GOLD, Extraction("shut", ("the old gate", "in May"))) == (0.0, 0.0)
    assert match(GOLD, Extraction("Closed", ("the old gate", "in May"))) == (0.0, 0.0)
    assert match(GOLD, Extraction("closed", ("the old gate",))) == (0.0, 0.0)
    assert match(Extraction("closed", ("the gate",)), Extraction("closed", ("the gate", "in May"))) == (1.0, 1.0)


def test_be_stands_for_its_forms():
    gold = Extraction("was closed", ("it", "in May"))
    assert match(gold, Extraction("be closed", ("it", "in May"))) == (1.0, 1.0)
    assert match(Extraction("had closed", ("it", "x")), Extraction("be", ("it", "x"))) == (0.0, 0.0)


def test_speaker_and_content_may_change_places():
    gold = Extraction("said", ("Ada", "it burned"))
    assert match(gold, Extraction("said", ("it burned", "Ada"))) == (1.0, 1.0)
    asked = Extraction("asked", ("Ada", "it burned"))
    assert match(asked, Extraction("asked", ("it burned", "Ada"))) == (pytest.approx(1 / 4), pytest.approx(1 / 4))


def test_precision_pairs_one_to_one_and_recall_does_not():
    gold = {"It burned .": [Extraction("burned", ("it", "a")), Extraction("burned", ("it", "b"))]}
    point = best_point(gold, {"It burned.": [Extraction("burned", ("it", "a b"))]})
    assert (point.precision, point.recall) == (pytest.approx(3 / 4), 1.0)
    point = best_point(gold, {"It burned.": [Extraction("burned", ("it", "a"))] * 4})
    assert point.precision == pytest.approx((1 + 2 / 3) / 4)
    assert point.recall == pytest.approx((1 + 2 / 3) / 2)


def test_the_figures_are_those_at_the_best_confidence():
    right, wrong = Extraction("burned", ("it", "a"), 0.9), Extraction("sank", ("it", "a"), 0.2)
    point = best_point({"s": [right], "t": [right]}, {"s": [right, wrong], "t": [wrong]})
    assert (point.precision, point.recall, point.f1) == (1.0, 0.5, pytest.approx(2 / 3))
    assert best_point({"s": [right]}, {}).f1 == 0.0


def test_a_rule_is_as_right_as_its_tuples():
    one = Extraction("burned", ("it", "a"), rule="clause")
    other = Extraction("sank", ("it", "a"), rule="bare")
    assert right_by_rule({"s": [one]}, {"s": [one, other]}) == {"clause": 1.0, "bare": 0.0}


def test_gold_tuples_are_read_by_sentence(tmp_path):
    (tmp_path / "gold_part.tsv").write_text("It burned .\tburned\tIt\nA b .\tr\tA\tb\tc\t\n")
    assert gold_tuples(tmp_path / "gold_part.tsv") == {
        "It burned .": [Extraction("burned", ("It",))],
        "A b .": [Extraction("r", ("A", "b", "c"))],
    }


def test_escapes_are_undone_for_the_parser_and_kept_in_the_tuples():
    sentence = "Ada Berg sold the `` Aurora '' in Hulm ."
    assert unescaped(sentence) == 'Ada Berg sold the "  Aurora "  in Hulm .'
    (found,) = find(sentence)
    assert (found.relation.split(), found.arguments[1].split()) == (["sold"], ["the", "``", "Aurora", "''"])

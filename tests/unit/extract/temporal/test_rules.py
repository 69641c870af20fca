"""Every rule of time is run on its own examples and counter-examples."""

import re

import pytest

from allegedly.extract.temporal.guards import CHECKS
from allegedly.extract.temporal.rules import FILES, grammar
from allegedly.resources import load_rules, path_of

RULES = {rule_id: rule for name in FILES for rule_id, rule in load_rules(f"en/time/{name}.yaml").items()}
EXAMPLES = [(rule_id, example) for rule_id, rule in RULES.items() for example in rule["examples"]]
COUNTEREXAMPLES = [(rule_id, example) for rule_id, rule in RULES.items() for example in rule["counterexamples"]]


@pytest.mark.parametrize(("rule_id", "example"), EXAMPLES)
def test_example(times_in, rule_id: str, example: str) -> None:
    marked, _, value = example.partition(" => ")
    match = re.fullmatch(r"(.*)\[(.+)\](.*)", marked)
    assert match is not None, "an example marks its expression with square brackets"
    found = times_in(match[1] + match[2] + match[3])
    at = [time for time in found if (time.start, time.end) == match.span(2) or time.start == len(match[1])]
    assert [(time.text, time.rule, time.value) for time in at] == [(match[2], rule_id, value)]


@pytest.mark.parametrize(("rule_id", "example"), COUNTEREXAMPLES)
def test_counterexample(times_in, rule_id: str, example: str) -> None:
    assert [time for time in times_in(example) if time.rule == rule_id] == []


def test_no_rule_stands_twice() -> None:
    texts = [path_of(f"en/time/{name}.yaml").read_text("utf-8") for name in FILES]
    ids = [rule_id for text in texts for rule_id in re.findall(r"(?m)^([a-z][a-z-]*):", text)]
    assert len(ids) == len(set(ids)) == len(grammar().rules)


def test_every_check_is_used_and_every_named_check_exists() -> None:
    named = {guard for rule in grammar().rules for guard in rule.guards}
    assert named == set(CHECKS)

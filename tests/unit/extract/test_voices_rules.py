"""Every rule of ``resources/en/voices`` does what its examples say, and not what its counter-examples say."""

import re

import pytest

from allegedly.extract.voices.rules import MAX_READ
from allegedly.resources import load_rules
from allegedly.resources.wording import compiled

FILES = ("notes", "comments", "letters", "headings", "threads")
RULES = [(file, name, rule) for file in FILES for name, rule in load_rules(f"en/voices/{file}.yaml").items()]
NAMES = ("outlet", "people", "day")


def _pattern(file: str, rule: dict[str, object]) -> re.Pattern[str]:
    ignore = file == "notes" and rule["kind"] not in NAMES
    return compiled(str(rule["pattern"]), re.IGNORECASE if ignore else re.NOFLAG)


def _fit(file: str, rule: dict[str, object], text: str) -> re.Match[str] | None:
    pattern = _pattern(file, rule)
    if file == "notes" and rule["kind"] in NAMES:
        return pattern.search(compiled("%any_day%").sub("\ue000", text))
    if file == "notes" or rule.get("kind") == "numbered":
        return pattern.search(text)
    if rule.get("kind") in ("salutation", "greeting") or rule.get("prefix"):
        return pattern.match(text)
    return pattern.fullmatch(text)


def _told(kind: str, match: re.Match[str], text: str) -> str:
    """What the group of the rule's kind holds; for a day the words that its mark stands for."""
    if kind != "day":
        return match[kind]
    at = match.start("day") if match["day"] else match.start("day2")
    return compiled("%any_day%").findall(text)[match.string.count("\ue000", 0, at)]


@pytest.mark.parametrize(("file", "name", "rule"), RULES, ids=[f"{file}-{name}" for file, name, _ in RULES])
def test_examples(file: str, name: str, rule: dict[str, object]) -> None:
    for example in rule["examples"]:
        text, expected = example if isinstance(example, list) else (example, None)
        match = _fit(file, rule, text)
        assert match, text
        if expected is not None:
            assert _told(rule["kind"], match, text) == str(expected), text


@pytest.mark.parametrize(("file", "name", "rule"), RULES, ids=[f"{file}-{name}" for file, name, _ in RULES])
def test_counterexamples(file: str, name: str, rule: dict[str, object]) -> None:
    assert [text for text in rule["counterexamples"] if _fit(file, rule, text)] == []


HOSTILE = (
    "A" * MAX_READ,
    "A " * (MAX_READ // 2),
    "a.B" * (MAX_READ // 3),
    "by " * (MAX_READ // 3),
    "the following " * 100,
)


@pytest.mark.parametrize(("file", "name", "rule"), RULES, ids=[f"{file}-{name}" for file, name, _ in RULES])
def test_no_pattern_runs_away(file: str, name: str, rule: dict[str, object]) -> None:
    import time

    for text in HOSTILE:
        start = time.process_time()  # what others do on this machine does not count
        _fit(file, rule, text)
        assert time.process_time() - start < 0.5, text[:20]

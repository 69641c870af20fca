"""The walks of "adding to it" are walked: what their pages have somebody write is run as it stands there."""

import re
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
import yaml

import allegedly
from allegedly.exporters import Material
from allegedly.extract.temporal import rules
from allegedly.readers import Given
from allegedly.reports import Filters

PAGES = Path(__file__).parents[2] / "docs" / "extend"
SUBTITLES = (
    b"1\n00:00:01,000 --> 00:00:04,000\nLena Marsh flew\nto Vienna.\n\n"
    b"2\n00:00:05,000 --> 00:00:08,000\nThe ministry denied that.\n"
)


def module_in(page: str, package: str) -> ModuleType:
    """The module that a page shows, as if it stood in ``package``."""
    code = re.search(r'^```python\n(""".*?)^```$', (PAGES / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert code is not None
    module = ModuleType(f"{package}.walked")
    module.__package__ = package
    exec(compile(code[1], page, "exec"), module.__dict__)  # noqa: S102 (our own pages)
    return module


def test_the_reader_reads() -> None:
    opened = module_in("reader.md", "allegedly.readers").open_file(Path("evening.srt"), SUBTITLES, Given())
    assert [one.text for one in opened] == ["Lena Marsh flew to Vienna.\n\nThe ministry denied that."]


def test_the_exporter_writes_and_tells_what_is_left_out(affair, tmp_path) -> None:
    write = module_in("exporter.md", "allegedly.exporters").write
    whole = write(Material(affair.annotated, affair.corpus, "t"), tmp_path / "q.txt")
    assert len(whole.path.read_text("utf-8").splitlines()) == sum(len(one.claims) for one in affair.annotated)
    narrowed = Material(affair.annotated, affair.corpus, "t", Filters(labels=frozenset({"denied"})))
    assert "do not fit" in write(narrowed, tmp_path / "n.txt").left_out[0]


@pytest.fixture
def with_the_rule(monkeypatch):
    """The rules of time with the one that the page adds; the rule itself."""
    shown = re.search(r"^```yaml\n(.*?)^```$", (PAGES / "rule.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert shown is not None
    added, load = yaml.safe_load(shown[1]), rules.load_rules
    monkeypatch.setattr(rules, "load_rules", lambda name: {**load(name), **(added if "relative" in name else {})})
    rules.grammar.cache_clear()
    yield next(iter(added.items()))
    monkeypatch.undo()
    rules.grammar.cache_clear()


def test_the_rule_finds_its_examples(with_the_rule) -> None:
    name, rule = with_the_rule
    for example in rule["examples"]:
        text, _, value = example.partition(" => ")
        found = allegedly.annotate(re.sub(r"[\[\]]", "", text), published=date(2011, 6, 15)).times
        assert [(one.text, one.rule, one.value) for one in found] == [(re.findall(r"\[(.+)\]", text)[0], name, value)]
    for text in rule["counterexamples"]:
        found = allegedly.annotate(text, published=date(2011, 6, 15)).times
        assert name not in {one.rule for one in found}

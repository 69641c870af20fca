"""What is timed is read as if for the first time."""

from benchmarks.speed.timing import forget, seconds

from allegedly.nlp.language import load


def test_what_was_parsed_is_forgotten() -> None:
    text, parser = "Ada Berg left the harbour.", load()
    tree = parser.parse(text, [0])
    assert parser._known.get(text) is not None
    forget()
    assert parser._known.get(text) is None
    assert parser.parse(text, [0]) == tree


def test_work_takes_time() -> None:
    done = []
    assert seconds(lambda: done.append("work")) >= 0
    assert done == ["work"]

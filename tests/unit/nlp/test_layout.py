import pytest

from allegedly.nlp.layout import paragraphs


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_blank_lines_end_paragraphs() -> None:
    assert cut("One.\n\n  Two. \n \n\nThree.") == ["One.", "Two.", "Three."]


def test_single_line_feeds_end_paragraphs_in_a_text_that_is_not_wrapped() -> None:
    assert cut("A heading\nThe first sentence of the story.\nThe second.") == [
        "A heading",
        "The first sentence of the story.",
        "The second.",
    ]


def test_a_hard_wrapped_text_is_joined_over_its_lines() -> None:
    line = "the harbour master wrote to the ministry about the missing"
    assert cut(f"{line}\n{line}\n{line}\n\nNew.") == [f"{line}\n{line}\n{line}", "New."]


def test_carriage_returns_belong_to_no_paragraph() -> None:
    assert cut("One.\r\n\r\nTwo.\r\n") == ["One.", "Two."]


@pytest.mark.parametrize("text", ["", " \n\t\n "])
def test_nothing_has_no_paragraphs(text: str) -> None:
    assert cut(text) == []

import pytest

from allegedly.nlp.layout import paragraphs, speaker_labels


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


def test_turns_in_running_text_have_their_speakers_in_capitals():
    text = "They met. WEISS: Was it open? LUND BERG: It was. WEISS: Who says so?\n\nNobody knows."
    turns = [(text[slice(*label)], text[slice(*words)]) for label, words in speaker_labels(text)]
    assert turns == [("WEISS", "Was it open?"), ("LUND BERG", "It was."), ("WEISS", "Who says so?")]


def test_one_word_in_capitals_and_a_colon_is_no_interview():
    assert speaker_labels("NOTE: it was open. NOTE: it was shut.") == ()
    assert speaker_labels("UPDATE: it was open. CORRECTION: it was shut.") == ()


def test_the_fields_of_a_message_are_no_speakers() -> None:
    head = "From: Jane Doe\nTo: Bo Li\nSubject: crane\n\nGone.\n\n"
    assert speaker_labels(head + head) == ()

"""The passage that links a surname, a description or a pronoun to whom it stands for."""

import pytest

from allegedly.extract.cast import find_cast
from allegedly.extract.cast.clusters import Party
from allegedly.extract.cast.linking import links
from allegedly.extract.cast.reference import Reference
from allegedly.model import Document, Voice
from allegedly.nlp.language import load
from allegedly.nlp.layout import paragraphs


def linked(text):
    """Each mention with the words that link it, in order of the text."""
    tree = load().parse(text, [start for start, _ in paragraphs(text)])
    voice = Voice("a", "author", ((0, len(text)),))
    mentions = find_cast(Document("d", text, "", voices=(voice,)), tree).mentions
    return [(one.text, None if one.link is None else text[slice(*one.link)]) for one in mentions]


def links_of(text, *references, roles=None):
    """What ``links`` makes of references given as (first token, last token, how)."""
    tree = load().parse(text, [0])
    party = Party("person", [], roles=roles or {})
    own = [Reference(first, last, last, 0, how, "test") for first, last, how in references]
    return [None if span is None else text[slice(*span)] for span in links(tree, party, own)]


def test_a_full_name_needs_no_link():
    assert linked("Odo Brandt came. Odo Brandt left.") == [("Odo Brandt", None)] * 2


def test_a_surname_is_linked_by_the_full_name_before_it_or_after_it():
    text = "Brandt came first. Later Odo Brandt spoke. Brandt left."
    assert linked(text) == [("Brandt", "Odo Brandt"), ("Odo Brandt", None), ("Brandt", "Odo Brandt")]


def test_a_surname_is_linked_by_the_first_of_several_full_names():
    text = "Odo Brandt came. Odo Brandt spoke. Brandt left."
    tree = load().parse(text, [0])
    own = [Reference(first, last, last, 0, "name", "test") for first, last in ((0, 1), (4, 5), (8, 8))]
    assert links(tree, Party("person", []), own) == [None, None, (0, 10)]


def test_a_pronoun_is_linked_by_the_nearest_name_before_it():
    text = "Moussa Barzan left. Barzan slept. He woke."
    assert linked(text)[-1] == ("He", "Barzan")


def test_a_pronoun_is_not_linked_by_another_pronoun():
    text = "Moussa Barzan left. He slept. He woke."
    assert linked(text)[1:] == [("He", "Moussa Barzan")] * 2


def test_a_pronoun_before_every_name_is_linked_by_the_first_one():
    assert linked("Although he was ill, Odo Brandt travelled.")[0] == ("he", "Odo Brandt")


def test_a_relative_pronoun_is_linked_by_what_it_follows():
    assert linked("Odo Brandt, who slept, left.")[1] == ("who", "Odo Brandt")


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Moussa Barzan, the foreign minister, left. Days later the minister wept.", "Moussa Barzan, the foreign"),
        ("Foreign minister Odo Brandt came. In the end the foreign minister left.", "Foreign minister Odo Brandt"),
    ],
)
def test_a_description_is_linked_by_the_passage_with_the_role_beside_the_name(text, passage):
    mention, link = linked(text)[-1]
    assert mention.endswith("minister")
    assert link.startswith(passage)


def test_a_role_far_from_the_last_name_is_still_linked_by_where_it_was_given():
    text = "Odo Brandt, the governor, came. Brandt ate. Brandt slept. The governor left."
    assert linked(text)[-1] == ("The governor", "Odo Brandt, the governor")


def test_a_description_without_such_a_passage_is_linked_by_the_nearest_mention():
    text = "Odo Brandt came . Brandt ate . The banker left ."
    references = (0, 1, "name"), (4, 4, "name"), (7, 8, "description")
    assert links_of(text, *references) == [None, "Odo Brandt", "Brandt"]
    assert links_of(text, *references, roles={"the banker": (0, 10)})[-1] == "Odo Brandt"
    assert links_of(text, *references, roles={"the governor": (0, 10)})[-1] == "Brandt"


def test_who_is_never_named_is_linked_by_descriptions():
    text = "The governor spoke. She wept. The governor left."
    assert linked(text)[1:] == [("She", "The governor"), ("The governor", "The governor")]


def test_what_stands_alone_has_no_link():
    assert links_of("The governor left .", (0, 1, "description")) == [None]
    assert links_of("She left .", (0, 0, "pronoun")) == [None]
    assert links_of("She left .") == []


def test_links_come_in_the_order_of_the_references():
    text = "Brandt ate . Odo Brandt came ."
    assert links_of(text, (3, 4, "name"), (0, 0, "name")) == [None, "Odo Brandt"]
    assert links_of(text, (0, 0, "name"), (3, 4, "name")) == ["Odo Brandt", None]


def test_nobody_is_linked_by_words_about_somebody_else():
    text = "Odo Brandt, the governor, met Ilse Kern, the banker. The governor spoke. The banker listened."
    assert linked(text)[-2:] == [
        ("The governor", "Odo Brandt, the governor"),
        ("The banker", "Ilse Kern, the banker"),
    ]

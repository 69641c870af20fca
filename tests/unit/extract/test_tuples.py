"""Plain tuples: what a clause is cut into, and that every slot stands in the text as it says."""

import pytest

from allegedly.extract.tuples import find_tuples
from allegedly.nlp.language import load

PEOPLE = (
    "The ferry company's director, Ada Berg, said on Monday that the “Aurora” had not left Hulm, Norland, before dawn. "
    "There were two guards at the gate, which the police closed in May.\n\nSigned by Carl Rask, the letter never came."
)


def read(text):
    return find_tuples(load().parse(text, []))


def shown(text):
    """Each tuple on a line, its slots apart."""
    return [" | ".join(part.text for part in (found.subject, found.relation, *found.arguments)) for found in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an object, then what tells where and when; the preposition joins the verb where no object stands between
        ("The police closed the gate in May.", "The police | closed | the gate | in May"),
        ("Ada Berg worked for the harbour office.", "Ada Berg | worked for | the harbour office"),
        # auxiliaries, negation, particles, single adverbs and the infinitives that a verb leads to
        ("The crew had never really left the ship.", "The crew | had never really left | the ship"),
        ("Carl Rask tried to sell the house.", "Carl Rask | tried to sell | the house"),
        ("However, the crew left the ship.", "the crew | left | the ship"),
        # copulas, with what their adjective leads to
        ("Ada Berg was the mayor of Hulm.", "Ada Berg | was | the mayor of Hulm"),
        ("Carl Rask was aware of the risk.", "Carl Rask | was aware of | the risk"),
        ("Carl Rask is ready to sell the boat.", "Carl Rask | is ready to sell | the boat"),
        # what is said, who says it, and what another told
        (
            "A driver said that the road was closed by the army.",
            "A driver | said that | the road was closed by the army",
        ),
        ("Otto Lind told her that the road was icy.", "Otto Lind | told | her | that the road was icy"),
        # the subject stands outside the clause
        ("Otto Lind, who drove the bus, saw a fire.", "Otto Lind | drove | the bus"),
        ("Ada Berg is a pilot who flew the route.", "Ada Berg | flew | the route"),
        ("She sold the boat that Rask had built.", "Rask | had built | the boat"),
        ("We read a letter signed by Ada Berg.", "a letter | be signed by | Ada Berg"),
        ("Carl Rask sold the boat and left Hulm.", "Carl Rask | left | Hulm"),
        ("The clerk was fined and dismissed by the court.", "The clerk | was dismissed by | the court"),
        ("There were two guards at the gate in May.", "two guards | were at | the gate | in May"),
        # no verb at all
        ("They met Ada Berg, the mayor of Hulm.", "Ada Berg | be | the mayor of Hulm"),
        ("The ferry sank near Lyon, France.", "Lyon | be in | France"),
        ("We met the ferry company's director.", "the ferry company | has | director"),
    ],
)
def test_a_construction_gives_its_tuple(text, expected):
    assert expected in shown(text)


def test_lists_are_taken_apart_and_subjects_are_not():
    found = shown("Ada Berg and Carl Rask sold the boat, the nets and the shed.")
    assert found == [f"Ada Berg and Carl Rask | sold | {what}" for what in ("the boat", "the nets", "the shed")]
    found = shown("Berg was accused of hiding the letters and burning the maps.")
    assert found == ["Berg | was accused of hiding | the letters", "Berg | was accused of burning | the maps"]


def test_what_only_hangs_on_is_cut_off():
    found = shown("The bus, which Otto Lind drove, hit a wall (all of brick).")
    assert "The bus | hit | a wall" in found


def test_content_knows_who_is_said_to_say_it():
    by = {found.relation.text: found.attributed and found.attributed.text for found in read(PEOPLE)}
    assert by["had not left"] == "The ferry company's director said"
    assert by["said that"] is None


def test_every_slot_stands_in_the_text():
    found = read(PEOPLE)
    assert len(found) >= 8
    for one in found:
        for part in filter(None, (one.subject, one.relation, *one.arguments, one.attributed)):
            words = [PEOPLE[start:end] for start, end in part.spans]
            assert part.text == " ".join([part.implied, *words] if part.implied else words)
            assert all(word == word.strip() and word for word in words)
            assert list(part.spans) == sorted(part.spans)
        assert one.subject.spans
        assert one.relation.spans or one.relation.implied


def test_quotation_marks_and_brackets_stay_whole():
    (found,) = read("The captain left the “Aurora”.")
    assert found.arguments[0].text == "the “Aurora”"


def test_the_same_words_give_the_same_tuples_and_each_once():
    assert read(PEOPLE) == read(PEOPLE)
    assert len(set(read(PEOPLE))) == len(read(PEOPLE))


def test_a_clause_without_arguments_is_the_least_sure():
    found = read("The harbour reopened. Ada Berg, a pilot, left Hulm.")
    assert min(found, key=lambda one: one.confidence).relation.text == "reopened"
    assert all(0 < one.confidence < 1 for one in found)


@pytest.mark.parametrize("text", ["", "\n\n", "Fire!", "In May.", "Go home.", "((((", "and ran " * 300])
def test_where_nobody_does_anything_there_is_nothing(text):
    assert read(text) == ()

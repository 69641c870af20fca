"""What a lone name stands for that is a well-known place's too."""

import pytest

from allegedly.extract.cast import find_cast
from allegedly.model import Document, Voice
from allegedly.nlp.language import load
from allegedly.nlp.layout import paragraphs


def kinds_of(text, name):
    """The kinds of the mentions with exactly these words."""
    tree = load().parse(text, [start for start, _ in paragraphs(text)])
    voice = Voice("a", "author", ((0, len(text)),))
    mentions = find_cast(Document("d", text, "", voices=(voice,)), tree).mentions
    return {mention.kind for mention in mentions if mention.text == name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Batumi port was closed. The road to Batumi was open.", "Batumi"),
        ("The Porto hearing lasted a week.", "Porto"),
        ("A Rabat court heard the case. The Rabat office answered.", "Rabat"),
        ("The Denver judge slept. Denver-based lawyers waited.", "Denver"),
    ],
)
def test_a_town_is_a_place_whatever_the_model_calls_it(text, name):
    assert kinds_of(text, name) == {"place"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr Houston slept. The Houston papers were lost.", "Houston"),
        ("Odo Houston came. The Houston papers were lost.", "Houston"),
        ("Houston, who had fled, was lost.", "Houston"),
        ("Houston denied it. He slept.", "Houston"),
        ("Hamilton resigned in May. The Hamilton letters were burnt.", "Hamilton"),
        ("Governor Lincoln came. The Lincoln letters were found.", "Lincoln"),
    ],
)
def test_a_person_who_bears_the_name_of_a_town_stays_a_person(text, name):
    assert kinds_of(text, name) == {"person"}


def test_a_person_who_bears_the_name_of_a_small_town_stays_a_person():
    assert kinds_of("The Obama papers were lost.", "Obama") == {"person"}


def test_an_organisation_that_bears_the_name_of_a_town_stays_one():
    assert kinds_of("Santander, a bank, paid.", "Santander") == {"organisation"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("AYDIN ISIKLAR landed at the airport on 1 June.", "AYDIN ISIKLAR", "person"),
        ("The BERGEN HARBOUR AUTHORITY closed the pier.", "BERGEN HARBOUR AUTHORITY", "organisation"),
    ],
)
def test_a_full_name_in_capitals_that_acts_is_a_persons(text, name, kind):
    assert kinds_of(text, name) == {kind}

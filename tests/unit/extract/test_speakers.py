"""Who "I" and "we" are, read through the whole pipeline."""

import pytest

from allegedly.model import Annotated
from allegedly.pipeline import annotate_documents
from allegedly.readers import read

LETTER = """Tuesday, 3 March 2015

Letters to the editor of the Harbour Gazette: The ferry

Sir, - The deck stood under water. I warned the purser on 2 March.

Agnes Thorburn
Leith
"""
ARTICLE = """Tuesday, 3 March 2015

By Ruben Aldous, The Harbour Gazette

I went to the pier on Monday. "I locked the gate," said Ines Carrow, who keeps it. The Harbour Gazette has been
banned from the pier. The company told us on Monday that nobody may enter.
"""


def annotated(text: str) -> Annotated:
    return next(annotate_documents([read(None, text.encode())]))


def acting(found: Annotated, predicate: str, *roles: str) -> list[tuple[str | None, str]]:
    """The names and the ways found of those in the roles (the agent's, where none are given) of a claim."""
    names = {entity.id: entity.name for entity in found.entities}
    (claim,) = (claim for claim in found.claims if claim.predicate == predicate)
    return [(names.get(role.entity or ""), role.how) for role in claim.roles if role.role in (roles or ("agent",))]


def test_in_a_quotation_it_is_the_source():
    assert acting(annotated(ARTICLE), "lock") == [("Ines Carrow", "coreference")]


def test_in_an_article_it_is_the_author():
    assert acting(annotated(ARTICLE), "go") == [("Ruben Aldous", "coreference")]


def test_in_a_letter_it_is_the_writer():
    assert acting(annotated(LETTER), "warn") == [("Agnes Thorburn", "coreference")]


def test_we_of_an_article_is_its_outlet():
    found = annotated(ARTICLE)
    names = {entity.id: entity.name for entity in found.entities}
    (us,) = (mention for mention in found.mentions if mention.text == "us")
    assert names[us.entity] == "Harbour Gazette"


def test_we_of_somebody_quoted_is_the_one_who_speaks():
    found = annotated("Rosa Lindt runs the mill. “We closed the mill in May,” Rosa Lindt said.")
    assert acting(found, "close") == [("Rosa Lindt", "coreference")]


@pytest.mark.parametrize(
    "text",
    [
        "The deck stood under water. I warned the purser on 2 March.",
        "“I warned the purser on 2 March” was painted on the wall.",
    ],
)
def test_nobody_where_nothing_says_who_speaks(text: str):
    assert acting(annotated(text), "warn") == [(None, "explicit")]


def test_what_is_quoted_indirectly_keeps_the_voice_for_its_first_person():
    found = annotated(LETTER.replace("I warned the purser on 2 March.", "Ines Carrow said that I warned the purser."))
    assert acting(found, "warn") == [("Agnes Thorburn", "coreference")]


INTERVIEW = """Question: Colonel, were the boats burned?
Col. Matej Hruby: Not by my men. I slept in Brno that week.
Question: You signed the order, and you kept a copy.
Hruby: I signed nothing. I would go to court tomorrow.
"""


def test_in_an_interview_it_is_the_one_behind_the_label():
    found = annotated(INTERVIEW)
    names = {entity.id: entity.name for entity in found.entities}
    firsts = [names[mention.entity] for mention in found.mentions if mention.text == "I"]
    assert firsts == ["Matej Hruby"] * 3
    assert not [mention for mention in found.mentions if mention.text.lower() == "you"]


MESSAGE = """Subject: the gate

Hi Petra,
I locked the gate on Monday. I sent you the key on Friday. "You lied," the purser said.
Your friend in the harbour,
Ragnar
"""


def test_a_first_name_under_a_message_is_its_writer():
    found = annotated(MESSAGE)
    assert acting(found, "lock") == [("Ragnar", "coreference")]
    (signature,) = (mention for mention in found.mentions if mention.text == "Ragnar")
    assert (signature.kind, signature.how) == ("person", "name")
    (first, *_) = (mention for mention in found.mentions if mention.text == "I")
    assert first.link == (signature.start, signature.end)


def test_in_a_message_you_is_whom_the_salutation_names():
    found = annotated(MESSAGE)
    assert acting(found, "send", "recipient") == [("Petra", "coreference")]
    assert not [mention for mention in found.mentions if mention.text == "You"]


@pytest.mark.parametrize("salutation", ["Hi all,", "Dear Editor,", "My Lord,", "Dear colleagues,"])
def test_you_is_nobody_where_the_salutation_names_nobody(salutation: str):
    found = annotated(MESSAGE.replace("Hi Petra,", salutation))
    assert not [mention for mention in found.mentions if mention.text.lower() == "you"]


def test_initials_under_a_letter_are_its_writer():
    found = annotated("Petra,\nI locked the gate on Monday, and nobody saw me do it.\nR.\n")
    assert acting(found, "lock") == [("R.", "coreference")]


def test_we_of_a_letter_that_an_organisation_signs_is_the_organisation():
    found = annotated(
        "Dear Mr Vance,\n\nWe closed the pier on 3 May and told the mayor about it. I regret the delay.\n\n"
        "Yours faithfully,\nThe Leith Harbour Board\n"
    )
    assert acting(found, "close") == [("Leith Harbour Board", "coreference")]
    assert not [mention for mention in found.mentions if mention.text == "I"]

"""Who is shown where a role says "I" and nobody of the cast is behind it."""

from dataclasses import replace
from types import SimpleNamespace

from allegedly.model import Annotated
from allegedly.pipeline import annotate_documents
from allegedly.readers import read
from allegedly.reports.lines import named
from allegedly.reports.lookup import Lookup

COMMENTS = """The ferry was late again.

3 comments

  1. The purser was asleep.

  2. I warned the purser on 2 March.

  3. Nobody read the log.
"""
QUOTED = "The deck stood under water. “I warned the purser,” a deckhand who was there said."


def agents(text: str) -> tuple[str, ...]:
    item: Annotated = next(annotate_documents([read(None, text.encode())]))
    (claim,) = (claim for claim in item.claims if claim.predicate == "warn")
    (role,) = (role for role in claim.roles if role.role == "agent")
    assert role.text == "I"
    return named(Lookup([item], SimpleNamespace(entities=())), item, [replace(role, entity=None)])


def test_the_writer_of_a_comment():
    assert agents(COMMENTS) == ("comment 2",)


def test_the_source_of_a_quotation():
    (name,) = agents(QUOTED)
    assert name.startswith("a deckhand")


def test_the_word_itself_where_nobody_is_known():
    assert agents("I warned the purser on 2 March.") == ("I",)

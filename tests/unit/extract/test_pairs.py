"""Whom "they" stands for where people were named together."""

import pytest

import allegedly

PAIR = {"Pedro Almada", "Rui Costa"}


def who_acts(text, predicate):
    annotated = allegedly.annotate(text)
    names = {entity.id: entity.name for entity in annotated.entities}
    (claim,) = (claim for claim in annotated.claims if claim.predicate == predicate)
    return {(names.get(role.entity), role.how) for role in claim.roles if role.role == "agent"}


@pytest.mark.parametrize(
    "text",
    [
        "Pedro Almada and Rui Costa flew to Lisbon on 4 June. They stayed in Lisbon until 6 June.",
        "Pedro Almada and Rui Costa flew to Lisbon. The trip was long. They stayed in Lisbon.",
        "Pedro Almada and Rui Costa flew to Lisbon. Both stayed in Lisbon.",
        "Pedro Almada and Rui Costa flew to Lisbon. The two stayed in Lisbon.",
        "Pedro Almada met Rui Costa in Porto. Both men stayed in Lisbon.",
        "Pedro Almada argued with Rui Costa, a waiter said. The men stayed in Lisbon.",
        "Pedro Almada called on Rui Costa and the two stayed in Lisbon.",
    ],
)
def test_people_named_together(text):
    assert who_acts(text, "stay") == {(name, "coreference") for name in PAIR}


@pytest.mark.parametrize(
    "text",
    [
        "Pedro Almada and Rui Costa flew to Lisbon. The officers followed. They stayed in Lisbon.",
        "Pedro Almada or Rui Costa flew to Lisbon. They stayed in Lisbon.",
        "Pedro Almada and Rui Costa flew to Lisbon.\n\nThey stayed in Lisbon.",
        "Pedro Almada flew to Lisbon. They stayed in Lisbon.",
        "Pedro Almada met Rui Costa in Porto. The two ships stayed in Lisbon.",
        "Pedro Almada met Rui Costa in Porto. The three men stayed in Lisbon.",
        "Pedro Almada met Rui Costa in Porto. The men of the guard stayed in Lisbon.",
    ],
)
def test_nobody_where_it_could_be_others(text):
    assert not {name for name, _ in who_acts(text, "stay")} & PAIR


def test_somebody_without_a_name_is_shown_by_his_own_words():
    annotated = allegedly.annotate("Pedro Almada met a lawyer. The two stayed in Lisbon.")
    (claim,) = (claim for claim in annotated.claims if claim.predicate == "stay")
    assert [(role.text, role.how) for role in claim.roles if role.role == "agent"] == [
        ("a lawyer", "coreference"),
        ("The two", "coreference"),
    ]

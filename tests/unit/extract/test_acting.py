"""Whom places stand for, read through the whole pipeline: the tagger's encoder and the rules together."""

import pytest

from allegedly.extract.places.acting import acting as acts_as
from allegedly.nlp import tagger
from allegedly.nlp.language import load
from allegedly.pipeline import annotate_documents
from allegedly.readers import read
from allegedly.resources.gazetteer import lookup


def acting(text: str) -> dict[str, list[str | None]]:
    """What each place name acts as, each time it stands there."""
    (annotated,) = annotate_documents([read(None, text.encode())])
    found: dict[str, list[str | None]] = {}
    for place in annotated.places:
        found.setdefault(place.text, []).append(place.acts_as)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ankara recalled its envoy, who flew from Ankara to Oslo.", {"Ankara": ["government", None], "Oslo": [None]}),
        ("According to Lisbon, the deal was off.", {"Lisbon": ["government"]}),
        ("He agreed that Malta had acted correctly.", {"Malta": ["government"]}),
        ("The Kremlin and the Élysée would not comment.", {"Kremlin": ["government"], "Élysée": ["government"]}),
        ("Talks between Cairo and Khartoum failed.", {"Cairo": ["government"], "Khartoum": ["government"]}),
        ("The floods in Pakistan closed the road to Lahore.", {"Pakistan": [None], "Lahore": [None]}),
        ("He left Malta for Cairo in May.", {"Malta": [None], "Cairo": [None]}),
        ("He promptly left for Qatar to attend a meeting.", {"Qatar": [None]}),
        ("Chad borders Niger. France is a country in Europe.", {"Chad": [None], "France": [None]}),
        ("Norway drew with Chile.", {"Norway": ["team"], "Chile": ["team"]}),
        ("Kim competed for Kenya at the Olympics in Rio.", {"Kenya": ["team"]}),
        ("Rwanda beat the rebels and won the war.", {"Rwanda": ["government"]}),
        ("France won the vote 10-5.", {"France": ["government"]}),
        ("Snow fell in Moscow, where she was born.", {"Moscow": [None]}),
        ("Turkey refused to extradite the footballer.", {"Turkey": ["government"]}),
        ("Qatar demanded that the stadium be returned.", {"Qatar": ["government"]}),
        (
            "Denmark beat Portugal 2-1 in the final in Lyon.",
            {"Denmark": ["team"], "Portugal": ["team"], "Lyon": [None]},
        ),
    ],
)
def test_places_act_or_do_not(text, expected):
    found = acting(text)
    assert {name: found.get(name) for name in expected} == expected


def test_names_of_a_list_are_meant_in_one_way():
    """Where the encoder takes only one of two for somebody, the surer of its two readings decides."""
    tree = load().parse("Downing Street and the Élysée would not comment.", [0])
    street, palace = (0, 14), (23, 29)

    class Hearing:
        def __init__(self, first, second):
            self.said = {street: first, palace: second}

        def acting(self, _, name):
            return self.said.get(name, self.said[street])

    seat = next(place for place in lookup("Élysée") if place.seat)
    first, last = tree.tokens_in(palace)[0], tree.tokens_in(palace)[-1]
    assert acts_as(tree, seat, first, last, Hearing(0.9, -0.5)) == "government"
    assert acts_as(tree, seat, first, last, Hearing(-0.9, -0.5)) is None


def test_without_the_tagger_the_rules_judge_alone(monkeypatch):
    monkeypatch.setattr(tagger, "load", lambda: None)
    assert acting("Ankara demanded an answer. He lives in Ankara.") == {"Ankara": ["government", None]}

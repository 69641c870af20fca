"""Whom places stand for, read through the whole pipeline: the tagger's encoder and the rules together."""

import pytest

from allegedly.nlp import tagger
from allegedly.pipeline import annotate_documents
from allegedly.readers import read


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
    assert acting(text) == expected


def test_without_the_tagger_the_rules_judge_alone(monkeypatch):
    monkeypatch.setattr(tagger, "load", lambda: None)
    assert acting("Ankara demanded an answer. He lives in Ankara.") == {"Ankara": ["government", None]}

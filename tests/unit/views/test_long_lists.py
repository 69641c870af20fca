"""Long lists are cut, say so, and can be had whole; what was judged of a claim shows."""

import pytest

from allegedly.errors import NotFoundError
from allegedly.model.codec import encode
from allegedly.views import Views, Wanted, file, folding


def test_an_entry_gives_its_first_accounts_and_how_many_more_there_are(of_affair, monkeypatch):
    whole = of_affair.views.entries(Wanted(), 0, 1000)[0].items
    monkeypatch.setattr(file, "MOST_ACCOUNTS", 1)
    cut = of_affair.views.entries(Wanted(), 0, 1000)[0].items
    assert any(entry["more"] for entry in cut)
    for long, short in zip(whole, cut, strict=True):
        assert short["accounts"] == long["accounts"][:1]
        assert short["undated"] == long["undated"][:1]
        assert short["more"] == len(long["accounts"] + long["undated"]) - len(short["accounts"] + short["undated"])
        assert short["differences"] == long["differences"][:1]
        assert short["differences_total"] == len(long["differences"])
        assert {**short, **{name: long[name] for name in ("accounts", "undated", "more", "differences")}} == long
        one = of_affair.views.entry(long["id"])
        assert (one["accounts"], one["differences"], one["more"]) == (long["accounts"], long["differences"], 0)
        assert of_affair.views.entry(long["accounts"][-1]["claim"]) == one
    with pytest.raises(NotFoundError):
        of_affair.views.entry("nothing")


def test_an_entry_given_whole_says_why_its_accounts_are_taken_together(of_sample):
    entries = of_sample.views.entries(Wanted(), 0, 1000)[0].items
    several = [entry["id"] for entry in entries if len(entry["accounts"]) + len(entry["undated"]) > 1]
    assert several
    assert all(of_sample.views.entry(own)["joined"] for own in several)


def test_a_list_of_lines_is_cut_and_its_length_is_told(of_affair, monkeypatch):
    monkeypatch.setattr(folding, "MOST_LINES", 2)
    from allegedly import reports

    sides = [side for one in reports.conflicts(*of_affair.records).conflicts for side in one.sides]
    for side in sides:
        folded = folding.fold(side)
        assert folded["accounts_total"] == len(side.accounts)
        assert len(folded["accounts"]) == min(2, len(side.accounts))


@pytest.fixture
def judged(opened, inbox):
    opened.add([inbox])
    return opened


def test_a_rejected_claim_stands_beside_its_passage_only_and_an_accepted_one_shows_the_hand(judged):
    claims = [(one.document.id, claim) for one in judged.annotated() for claim in one.claims]
    (document, rejected), (_, accepted) = claims[0], claims[1]
    judged.judge("reject", rejected.id, by="Ada")
    judged.judge("accept", accepted.id, by="Ada")
    views = Views(judged.make_views())
    listed = views.lines([rejected.id, accepted.id])
    assert listed.keys() == {accepted.id}
    assert (listed[accepted.id]["hand"]["state"], listed[accepted.id]["hand"]["by"]) == ("accepted", "Ada")
    cards = {card["line"]["claim"]: card for card in views.cards(document, 0, 10_000)}
    assert cards[rejected.id]["judged"]["state"] == "rejected"
    for told in (views.trace, judged.trace):
        with pytest.raises(NotFoundError, match="is not counted as a claim: Ada rejected it on"):
            told(rejected.id[:12])
    assert views.trace(accepted.id) == encode(judged.trace(accepted.id))
    assert accepted.id not in [line["claim"] for line in views.unjudged(0, 100).items]

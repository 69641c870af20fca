"""Where accounts differ: one entry a difference, the gravest first, both sides with their sources."""

from dataclasses import replace

import pytest

from allegedly.corpus.claims_judged import claim_subject
from allegedly.model import Relation, Verdict
from allegedly.model.codec import encode
from allegedly.reports import Lookup, conflicts
from allegedly.reports.differences import differences, values_in_words


@pytest.fixture
def told(affair, affairs):
    """The affair with more claims in its event, and relations between any two of them."""
    courier, post, _ = affair.annotated
    claims = [*courier.claims, *post.claims]
    corpus = replace(
        affair.corpus,
        events=(replace(affair.corpus.events[0], claims=tuple(claim.id for claim in claims)),),
        relations=(),
    )

    class Told:
        log = ()

        def relates(self, a, b, relation, slot, detail, like_a=(), like_b=()):
            ids = [claims[n].id for n in (a, b)]
            alike = [tuple(claims[n].id for n in like) for like in (like_a, like_b)]
            made = Relation("event-1", *ids, relation, slot, detail, "test", *alike)
            self.corpus = replace(self.corpus, relations=(*self.corpus.relations, made))

        def settles(self, a, b, slot, why="the log book"):
            subjects = tuple(self.subject(claims[n].id) for n in (a, b))
            made = Verdict("settled", subjects, by="Ada", at="2012-06-01", why=why, name=slot)
            self.log = (*self.log, made.numbered(len(self.log) + 1))

        def subject(self, claim):
            item = next(one for one in affair.annotated if any(own.id == claim for own in one.claims))
            return claim_subject(item, next(own for own in item.claims if own.id == claim))

        def view(self, **more):
            return conflicts(affair.annotated, replace(self.corpus, judgements=self.log), **more)

        def lookup(self):
            return Lookup(affair.annotated, self.corpus)

    made = Told()
    made.corpus = corpus
    return made


def slots(view):
    return [(one.relation, one.slot, one.settled is not None) for one in view.conflicts]


def test_a_difference_has_both_values_both_passages_and_what_stands_behind_them(affair):
    (one,) = conflicts(affair.annotated, affair.corpus).conflicts
    assert (one.relation, one.slot, one.documents) == ("conflict", "time", 2)
    assert one.happening == "leave: Ana Brandt; Lisbon; some time between 11 and 12 April 2011"
    first, second = one.sides
    assert (first.value, second.value) == ("11 April 2011", "12 April 2011")
    assert first.accounts[0].chain_words == "The Harbour Courier > Ida Roth > one customs source"
    assert second.accounts[0].text == "Brandt left Lisbon on 12 April"
    assert [(side.documents, side.least, side.most) for side in one.sides] == [(1, 1, 1), (1, 1, 1)]
    assert one.shared_origins == 1


def test_one_entry_for_two_values_however_many_pairs_of_claims(told):
    told.relates(0, 5, "possible_conflict", "number", "3 dead / 5 dead", like_a=[1])
    told.relates(2, 3, "conflict", "number", "5 dead / 3 dead", like_b=[1])
    (one,) = told.view().conflicts
    assert one.relation == "conflict"
    assert [side.value for side in one.sides] == ["3 dead", "5 dead"]
    assert [len(side.accounts) for side in one.sides] == [3, 2]


def test_what_is_finer_turned_round_is_coarser(told):
    told.relates(0, 1, "coarser", "place", "Spain / Vigo")
    told.relates(2, 3, "finer", "place", "Vigo / Spain")
    (one,) = told.view(everything=True).conflicts
    assert (one.relation, [len(side.accounts) for side in one.sides]) == ("coarser", [2, 2])


def test_the_gravest_stand_first(told):
    told.relates(0, 5, "conflict", "place", "a / b")
    told.relates(0, 5, "conflict", "time", "c / d")
    told.relates(0, 5, "possible_conflict", "polarity", "asserts / denies")
    told.relates(0, 1, "conflict", "number", "1 dead / 2 dead")
    told.relates(0, 5, "conflict", "number", "3 dead / 4 dead")
    told.relates(0, 5, "update", "number", "5 dead / 6 dead")
    told.settles(0, 5, "time")
    assert slots(told.view()) == [
        ("conflict", "number", False),
        ("conflict", "number", False),
        ("conflict", "place", False),
        ("possible_conflict", "polarity", False),
        ("conflict", "time", True),
    ]
    assert [one.documents for one in told.view().conflicts[:2]] == [2, 1]
    assert slots(told.view(everything=True))[-1] == ("update", "number", False)


def test_what_is_settled_shows_by_whom_when_and_why_and_can_be_left_out(told):
    told.relates(0, 5, "conflict", "time", "c / d")
    told.relates(0, 5, "conflict", "place", "a / b")
    told.settles(5, 0, "time")
    view = told.view()
    assert (view.open, view.settled, view.others) == (1, 1, 0)
    made = view.conflicts[1].settled
    assert (made.by, made.at, made.why, made.judgement) == ("Ada", "2012-06-01", "the log book", told.log[0].id)
    assert slots(told.view(only_open=True)) == [("conflict", "place", False)]
    assert (told.view(only_open=True).open, told.view(only_open=True).settled) == (1, 1)


def test_a_judgement_on_any_two_claims_of_the_sides_settles_the_difference(told):
    told.relates(0, 5, "conflict", "time", "c / d", like_a=[1], like_b=[6])
    told.settles(6, 1, "time")
    assert told.view().settled == 1
    assert len(told.view().conflicts[0].sides[0].accounts) == 2


def test_a_judgement_on_two_of_one_side_settles_nothing(told):
    told.relates(0, 5, "conflict", "time", "c / d", like_a=[1])
    told.settles(0, 1, "time")
    assert told.view().settled == 0


def test_accounts_that_say_the_same_are_no_difference(told):
    told.relates(0, 5, "same", None, "")
    assert differences(told.lookup()) == ()


def test_who_denies_is_said_in_words(told):
    told.relates(0, 5, "conflict", "polarity", "denies / asserts")
    (one,) = differences(told.lookup())
    assert values_in_words(told.lookup(), one) == ("said to be so", "said not to be so")
    assert one.sides[0] != one.sides[1] == (told.lookup().corpus.relations[0].a,)


def test_origins_are_told_only_where_claims_were_followed_back(told):
    told.relates(1, 2, "conflict", "place", "a / b")
    (one,) = told.view().conflicts
    assert [(side.least, side.most) for side in one.sides] == [(None, None), (None, None)]


def test_an_empty_case_has_a_form_too(affairs):
    view = conflicts((), affairs.Corpus())
    assert encode(view) == {"documents": 0, "open": 0, "settled": 0, "others": 0, "conflicts": [], "known_by": None}

from datetime import date, timedelta

import pytest

from allegedly.corpus import read_corpus

START = date(2012, 5, 1)


@pytest.fixture
def told(draft):
    """The groups of claims in one event, of accounts by different outlets a day apart; each (text, trigger, lemma)."""

    def together(*accounts, outlet=None):
        drafts = []
        for number, (text, trigger, predicate, more) in enumerate(accounts):
            one = draft(text, published=START + timedelta(days=number), outlet=outlet or f"Paper {number}")
            for name in more.pop("names", ()):
                one.entity(name)
            one.claim(text.rstrip("."), trigger, predicate, **more)
            drafts.append(one)
        numbers = {claim.id: number for number, one in enumerate(drafts) for claim in one.claims}
        corpus = read_corpus([one.annotated() for one in drafts])
        rules = {join.by[0] for event in corpus.events for join in event.joined}
        groups = [[numbers[claim] for claim in event.claims] for event in corpus.events if len(event.claims) > 1]
        return groups, rules

    return together


def signs(text, **more):
    return text, "signed", "sign", {"agent": more.pop("agent"), "patient": more.pop("patient"), **more}


def test_the_same_in_like_words_is_one_happening(told):
    one = signs("The harbour board signed the lease of the Ostrel quay.", agent="The harbour board",
                patient="the lease of the Ostrel quay", names=("Ostrel",), day="2012-04-10")  # fmt: skip
    other = signs("Two men signed the lease of the Ostrel quay.", agent="Two men",
                  patient="the lease of the Ostrel quay", names=("Ostrel",), day="2012-04-12")  # fmt: skip
    assert told(one, other) == ([[0, 1]], {"event.words"})


def test_one_source_that_tells_of_two_days_tells_of_two_happenings(told):
    accounts = [
        signs(f"The board signed the lease of the Ostrel quay {n}.", agent="The board",
              patient="the lease of the Ostrel quay", names=("Ostrel",), day=f"2012-04-1{n}")
        for n in (0, 4)
    ]  # fmt: skip
    assert told(*accounts, outlet="Tern Gazette")[0] == []


def test_days_too_far_apart_are_of_two_happenings(told):
    accounts = [
        signs(f"The board signed the lease of the Ostrel quay {n}.", agent="The board",
              patient="the lease of the Ostrel quay", names=("Ostrel",), day=f"2011-0{n}-10")
        for n in (3, 9)
    ]  # fmt: skip
    assert told(*accounts)[0] == []


def test_nearly_the_same_words_may_have_another_verb(told):
    roles = {"agent": "Lind", "patient": "the green ledger", "recipient": "a porter"}
    one = ("Lind passed a porter the green ledger in Ostrel.", "passed", "pass", {**roles, "names": ("Ostrel",)})
    other = ("Lind gave a porter the green ledger in Ostrel.", "gave", "give", {**roles, "names": ("Ostrel",)})
    assert told(one, other) == ([[0, 1]], {"event.words"})


def test_one_word_is_enough_where_few_tell_of_it(told):
    one = ("The violin was unearthed.", "unearthed", "unearth", {"patient": "The violin"})
    other = ("They unearthed the violin here.", "unearthed", "unearth", {"agent": "They", "patient": "the violin"})
    assert told(one, other)[0] == [[0, 1]]


def test_who_is_named_differently_is_somebody_else(told):
    accounts = [
        (f"{who} fined the Ostrel baker on Friday.", "fined", "fine",
         {"agent": who, "patient": "the Ostrel baker", "names": (who,)})
        for who in ("Ilse Marn", "Odo Brandt")
    ]  # fmt: skip
    assert told(*accounts)[0] == []

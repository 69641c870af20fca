"""Deeds that are told of rarely: who tells of one without saying more tells of the one that there is."""


def sinks(case, words="The boat was scuttled", trigger="scuttled", **more):
    return case.tell(f"{words} {len(case.drafts)}.", trigger, "scuttle", **more)


def test_two_ways_of_saying_one_deed_come_together(case):
    sinks(case, day="2012-04-12", patient="The boat")
    case.tell("Two men opened the valves.", "opened", "open", agent="Two men", patient="the valves")
    assert case.together() == [[0, 1]]
    assert case.rules() == ["event.only_one"]


def test_a_rare_deed_of_one_party_is_the_one_told_of(case):
    for more in ({"day": "2012-04-12"}, {}):
        case.tell(
            f"Odo Brandt was expelled {len(case.drafts)}.", "expelled", "expel",
            people=("Odo Brandt",), patient="Odo Brandt", **more,
        )  # fmt: skip
    assert case.together() == [[0, 1]]
    assert case.rules() == ["event.party"]


def expels(case, who, **more):
    case.tell(f"{who} was expelled {len(case.drafts)}.", "expelled", "expel", people=(who,), patient=who, **more)


def test_who_names_nobody_may_be_of_the_only_one_that_fits(case):
    expels(case, "Odo Brandt", day="2012-04-12", place="Batumi")
    expels(case, "Ilse Marn", day="2012-04-20", place="Trabzon")
    case.tell("They expelled me here in Batumi.", "expelled", "expel", agent="They", patient="me", place="Batumi")
    assert case.together() == [[0, 2]]
    assert case.rules() == ["event.left_open"]


def test_who_names_nobody_stays_alone_where_two_fit(case):
    expels(case, "Odo Brandt", day="2012-04-12")
    expels(case, "Ilse Marn", day="2012-04-20")
    case.tell("They expelled me.", "expelled", "expel", agent="They", patient="me")
    assert case.together() == []


def test_nobody_tells_of_a_deed_before_it_is_done(case):
    case.tell("They expelled me.", "expelled", "expel", agent="They", patient="me")
    expels(case, "Odo Brandt", day="2012-04-12")
    expels(case, "Ilse Marn", day="2012-05-02")
    assert case.together() == [[0, 1]]


def test_again_tells_of_another_deed_than_those_told_before(case):
    expels(case, "Odo Brandt", day="2012-04-12", place="Batumi")
    expels(case, "Ilse Marn", day="2012-04-20", place="Trabzon")
    words = "They expelled somebody again in Batumi."
    case.tell(words, "expelled", "expel", agent="They", patient="somebody", place="Batumi")
    assert case.together() == []


def test_who_did_a_rare_deed_may_be_described_in_two_ways(case):
    for words, who in (("Soldiers", "Soldiers"), ("A crew", "A crew")):
        case.tell(f"{words} scuttled the boat.", "scuttled", "scuttle", agent=who, patient="the boat", day="2012-04-12")
    assert case.together() == [[0, 1]]


def test_what_a_rare_deed_was_done_to_has_many_names_in_one_fortnight(case):
    case.tell("They torched the house.", "torched", "torch", agent="They", patient="the house")
    case.tell("They torched the staircase.", "torched", "torch", agent="They", patient="the staircase")
    assert case.together() == [[0, 1]]


def test_things_tell_rare_deeds_apart_that_lie_apart(case):
    case.tell("They torched the house.", "torched", "torch", agent="They", patient="the house", day="2012-03-01")
    case.tell("They torched the mill.", "torched", "torch", agent="They", patient="the mill", day="2012-04-12")
    assert case.together() == []

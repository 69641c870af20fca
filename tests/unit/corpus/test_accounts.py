from datetime import date

import pytest

from allegedly.corpus.accounts import read_accounts
from allegedly.corpus.entities import group_entities
from allegedly.corpus.sources import Outlets, Sources
from allegedly.corpus.text_reuse import Alignment
from allegedly.model import Hop

RESIDENT = Hop("A resident", "unnamed_person")


def accounts(*drafts):
    annotated = [draft.annotated() for draft in drafts]
    return read_accounts(
        annotated, Sources(Outlets.of(one.document for one in annotated), group_entities(annotated)), Alignment((), {})
    )


def account(draft):
    (found,) = accounts(draft)
    return found


@pytest.mark.parametrize(
    ("text", "trigger", "predicate", "roles", "happening"),
    [
        ("An explosion took place.", "took", "take", {"agent": "An explosion", "patient": "place"}, "explosion"),
        ("She heard an explosion.", "heard", "hear", {"agent": "She", "patient": "an explosion"}, "explosion"),
        ("The blast woke her.", "woke", "wake", {"agent": "The blast", "patient": "her"}, "explosion"),
        ("He made no offer.", "made", "make", {"agent": "He", "patient": "no offer"}, "offer"),
        ("He slew them.", "slew", "slay", {"agent": "He", "patient": "them"}, "kill"),
        ("She heard a song.", "heard", "hear", {"agent": "She", "patient": "a song"}, "hear"),
        ("He walked across the border.", "walked", "walk", {"agent": "He"}, "cross"),
        ("He walked home.", "walked", "walk", {"agent": "He"}, "walk"),
    ],
)
def test_what_happened_in_a_word(draft, text, trigger, predicate, roles, happening):
    one = draft(text)
    one.claim(text.rstrip("."), trigger, predicate, **roles)
    assert account(one).happening == happening


def test_who_receives_is_not_who_gives(draft):
    one = draft("The Harbour Office received no warning.")
    office = one.entity("Harbour Office", kind="organisation")
    one.claim(
        "The Harbour Office received no warning", "received", "receive",
        agent="Harbour Office", patient="no warning", polarity="negative",
    )  # fmt: skip
    found = account(one)
    assert found.happening == "warn"
    assert [side for side, _ in found.parties] == ["to"]
    assert found.says == "denies"
    assert office


def test_a_meeting_has_no_sides(draft):
    one = draft("Odo Brandt met Ilse Marn.")
    one.entity("Odo Brandt")
    one.entity("Ilse Marn")
    one.claim("Odo Brandt met Ilse Marn", "met", "meet", agent="Odo Brandt", patient="Ilse Marn")
    assert {side for side, _ in account(one).parties} == {"with"}


def test_a_thing_counts_by_its_noun_and_people_do_not(draft):
    one = draft("Somebody cut the red cable for the guards.")
    one.claim("Somebody cut the red cable", "cut", "cut", patient="the red cable", recipient="the guards")
    assert account(one).things == {("to", "cable")}


def test_a_bare_surname_counts_as_the_one_person_it_may_stand_for(draft):
    full = draft("Odo Brandt left.", published=date(2012, 1, 1))
    full.entity("Odo Brandt")
    full.claim("Odo Brandt left", "left", "leave", agent="Odo Brandt")
    bare = draft("Brandt left.", published=date(2012, 1, 2))
    bare.entity("Brandt")
    bare.claim("Brandt left", "left", "leave", agent="Brandt")
    first, second = accounts(full, bare)
    assert first.parties == second.parties
    namesake = draft("Ilse Brandt left.", published=date(2012, 1, 3))
    namesake.entity("Ilse Brandt")
    first, second = accounts(full, bare, namesake)
    assert first.parties != second.parties


@pytest.mark.parametrize(
    ("polarity", "act", "says"),
    [
        ("positive", "assert", "asserts"),
        ("negative", "assert", "denies"),
        ("positive", "deny", "denies"),
        ("negative", "deny", "asserts"),
        ("positive", "offer", "asserts"),
    ],
)
def test_asserting_and_denying(draft, polarity, act, says):
    one = draft("The gate fell.")
    one.claim("The gate fell", "fell", "fall", polarity=polarity, act=act, agent="The gate")
    assert account(one).says == says


@pytest.mark.parametrize("cue", ["could not confirm", "didn’t say", "never said"])
def test_what_could_not_be_confirmed_is_neither_asserted_nor_denied(draft, cue):
    one = draft(f"The mayor {cue} that the gate fell.")
    one.attribution(cue, "that the gate fell")
    one.claim("the gate fell", "fell", "fall", agent="the gate")
    assert account(one).says == "neither"


@pytest.mark.parametrize("reality", ["question", "unknown", "conditional", "counterfactual", "generic"])
def test_what_is_asked_or_supposed_is_no_account(draft, reality):
    one = draft("The gate fell.")
    one.claim("The gate fell", "fell", "fall", reality=reality)
    assert accounts(one) == []


def test_what_a_source_says_it_saw_is_first_hand(draft):
    one = draft("A resident said that she saw soldiers burn the mill. The mill was burned.")
    one.claim("she saw soldiers burn the mill", "saw", "see", agent="she", sources=(RESIDENT,))
    one.claim("soldiers burn the mill", "burn", "burn", agent="soldiers", patient="the mill", sources=(RESIDENT,))
    one.claim("The mill was burned", "burned", "burn", patient="The mill")
    assert [found.perceived for found in accounts(one)] == [True, True, False]


def test_a_reporter_must_say_i(draft):
    one = draft("I saw the cable. She saw the horn.")
    one.claim("I saw the cable", "saw", "see", agent="I")
    one.claim("She saw the horn", "saw", "see", agent="She")
    assert [found.perceived for found in accounts(one)] == [True, False]


def test_who_did_not_see_is_no_witness(draft):
    one = draft("A resident said that she saw no fire.")
    one.claim("she saw no fire", "saw", "see", agent="she", polarity="negative", sources=(RESIDENT,))
    assert not account(one).perceived


def test_a_toll_is_counted_in_its_own_unit(draft):
    one = draft("At least 23 people were killed. Two are missing. The number of dead rose to 25.")
    one.claim("At least 23 people were killed", "killed", "kill", patient="At least 23 people")
    one.claim("Two are missing", "are", "be miss", agent="Two")
    one.claim("The number of dead rose to 25", "rose", "rise", agent="The number of dead")
    found = accounts(one)
    assert [one.toll for one in found] == ["dead", "missing", "dead"]
    assert [(one.numbers[0].value, one.numbers[0].unit) for one in found] == [
        (23, "dead"), (2, "missing"), (25, "dead"),
    ]  # fmt: skip


def test_people_whom_somebody_killed_are_no_toll(draft):
    one = draft("Odo Brandt killed two men.")
    one.entity("Odo Brandt")
    one.claim("Odo Brandt killed two men", "killed", "kill", agent="Odo Brandt", patient="two men")
    assert account(one).toll is None


def test_who_rejects_a_figure_denies_it(draft):
    one = draft("The mayor rejects the figure of 23 dead.")
    one.claim("The mayor rejects the figure of 23 dead", "rejects", "reject", act="refuse", patient="the figure")
    found = account(one)
    assert (found.toll, found.says) == ("dead", "denies")


def test_a_number_belongs_to_the_smallest_claim_around_it(draft):
    one = draft("The dam, which killed 23 people, burst at the lake.")
    one.claim("The dam, which killed 23 people, burst at the lake", "burst", "burst", agent="The dam")
    one.claim("which killed 23 people", "killed", "kill", patient="23 people")
    kill, burst = sorted(accounts(one), key=lambda found: -found.claim.start)
    assert [number.value for number in kill.numbers] == [23]
    assert burst.numbers == ()


def test_a_bare_number_counts_what_was_counted_just_before(draft):
    one = draft("She was offered 500 euros. She was offered 700.")
    for words in ("She was offered 500 euros", "She was offered 700"):
        one.claim(words, "offered", "offer", patient="She")
    assert [found.numbers[0].unit for found in accounts(one)] == ["euro", "euro"]


@pytest.mark.parametrize(
    ("text", "sources", "seen"),
    [
        ("I saw them burn it.", (), True),
        ("She had seen them burn it.", (RESIDENT,), True),
        ("She saw them burn it.", (), False),
        ("She let them burn it.", (RESIDENT,), False),
    ],
)
def test_what_was_done_before_somebodys_eyes_is_first_hand(draft, text, sources, seen):
    one = draft(text)
    one.claim("them burn it", "burn", "burn", agent="them", patient="it", sources=sources)
    assert account(one).perceived is seen


def test_the_words_of_a_phrase_and_sums_of_money_are_no_parties(draft):
    one = draft("The county parted with it for nine pesos. Dockers downed tools.")
    one.claim("The county parted with it for nine pesos", "parted", "part", agent="The county", theme="nine pesos")
    one.claim("Dockers downed tools", "downed", "down", agent="Dockers", patient="tools")
    sold, struck = accounts(one)
    assert (sold.happening, sold.things) == ("sell", {("by", "county")})
    assert (struck.happening, struck.things) == ("strike", frozenset())  # dockers are people


def test_who_walks_free_is_the_one_released(draft):
    one = draft("Odo Brandt walked free.")
    who = one.entity("Odo Brandt")
    one.claim("Odo Brandt walked free", "walked", "walk", agent="Odo Brandt")
    found = account(one)
    assert found.happening == "release"
    assert [side for side, _ in found.parties] == ["to"]
    assert who


def test_who_speaks_of_himself_in_the_same_breath_was_there(draft):
    one = draft('"I was at the well. They crossed there," a herder said. "They crossed," another said.')
    one.claim("They crossed there", "crossed", "cross", agent="They", sources=(Hop("a herder", "unnamed_person"),))
    one.claim("They crossed,", "crossed,", "cross", agent="They", sources=(Hop("another", "unnamed_person"),))
    one.attribution("a herder said", "I was at the well. They crossed there", kind="direct")
    one.attribution("another said", '"They crossed,"', kind="direct")
    assert [found.perceived for found in accounts(one)] == [True, False]

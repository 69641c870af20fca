from datetime import date, timedelta

from allegedly.corpus import read_corpus
from allegedly.model import Hop

START = date(2012, 5, 3)


def worked_example(draft):
    """The worked example of the design: a convoy leaves a barracks. Ten documents, nine assert, one denies."""
    scene = (
        "A resident of the lower town who did not want to be named said that she saw the army convoy leave the "
        "barracks at dawn on Thursday, its headlights off and its doors taped over."
    )
    documents = []

    def add(number, text, outlet):
        one = draft(text, published=START + timedelta(days=number), outlet=outlet)
        one.entity("Third Brigade", kind="organisation")
        documents.append(one)
        return one

    def leaves(one, passage, *hops, **more):
        more = {"day": "2012-05-03", "agent": "Third Brigade", "predicate": "leave", **more}
        return one.claim(passage, "leave" if "leave" in passage else "left", sources=hops, **more)

    for number, outlet in enumerate(("Tern Wire", "Port Echo", "Hill Courier", "Lake Mirror"), 1):
        one = add(number, f"{outlet}. The Third Brigade moved. {scene} More follows.", outlet)
        passage = "she saw the army convoy leave the barracks"
        hop = Hop("A resident of the lower town", "unnamed_person")
        one.claim(passage, "saw", "see", sources=(hop,), agent="she")
        leaves(one, passage.removeprefix("she saw "), hop)
    one = add(5, "Tern Wire reports that the Third Brigade left the barracks.", "Delta Times")
    leaves(one, "the Third Brigade left the barracks", Hop("Tern Wire", "organisation"))
    one = add(6, "A minister, Odo Brandt, said, citing media reports, that the Third Brigade left.", "Delta Times")
    one.entity("Odo Brandt")
    leaves(
        one, "the Third Brigade left", Hop("Odo Brandt", "person", one.entities["Odo Brandt"].id),
        Hop("media reports", "document"),
    )  # fmt: skip
    one = add(7, 'Ilse Marn, who keeps a shop, said: "I saw the Third Brigade leave."', "Coast Star")
    shopkeeper = Hop("Ilse Marn", "person", one.entity("Ilse Marn"))
    one.claim("I saw the Third Brigade leave", "saw", "see", sources=(shopkeeper,), agent="I")
    leaves(one, "the Third Brigade leave", shopkeeper)
    one = add(8, "The Third Brigade left, a Western intelligence official said.", "West Post")
    leaves(one, "The Third Brigade left", Hop("a Western intelligence official", "unnamed_person"))
    one = add(9, "The Third Brigade left, an intelligence source said.", "North Post")
    leaves(one, "The Third Brigade left", Hop("an intelligence source", "unnamed_person"))
    one = add(10, "The Ministry of Defence denied that the Third Brigade left.", "South Post")
    ministry = Hop("Ministry of Defence", "organisation", one.entity("Ministry of Defence", kind="organisation"))
    leaves(one, "the Third Brigade left", ministry, act="deny")
    return [one.annotated() for one in documents]


def test_the_worked_example_of_the_design(draft):
    documents = worked_example(draft)
    (origins,) = [one for one in read_corpus(documents).origins if one.denying]
    assert origins.documents == 9
    assert (origins.least, origins.most) == (3, 5)
    assert origins.first_hand == 2
    assert (origins.denying_least, origins.denying_most) == (1, 1)
    place = {claim.id: number for number, one in enumerate(documents, 1) for claim in one.claims}
    assert {(place[edge.a], place[edge.b], edge.kind, edge.why) for edge in origins.edges} == {
        (1, 2, "certain", "copied narration"),
        (1, 3, "certain", "copied narration"),
        (1, 4, "certain", "copied narration"),
        (1, 5, "certain", "cites the source of the other"),
        (1, 6, "possible", "others' words"),
        (8, 9, "possible", "unnamed sources of one class"),
    }
    assert [sorted(place[claim] for claim in one.claims) for one in origins.origins] == [
        [1, 2, 3, 4, 5], [6], [7], [8], [9],
    ]  # fmt: skip


def test_every_edge_shows_its_passage(draft):
    documents = worked_example(draft)
    texts = {one.document.id: one.document.text for one in documents}
    for origins in read_corpus(documents).origins:
        for edge in origins.edges:
            shown = edge.evidence
            assert texts[shown.document][shown.start : shown.end] == shown.exact
            assert shown.exact


def falls(draft, *chains, outlets=None, texts=None, **more):
    """The origins of the fall of a gate that each of the chains tells of, a document each."""
    drafts = []
    for number, hops in enumerate(chains):
        outlet = outlets[number] if outlets else f"Paper {number}"
        text = texts[number] if texts else f"The North Gate fell {number}."
        one = draft(text, published=START + timedelta(days=number), outlet=outlet)
        gate = one.entity("North Gate", kind="organisation")
        one.claim("North Gate fell", "fell", "fall", agent="North Gate", day="2012-05-01", sources=hops, **more)
        drafts.append(one)
        assert gate
    (origins,) = read_corpus([one.annotated() for one in drafts]).origins
    return origins


def bounds(origins):
    return origins.least, origins.most


def unnamed(name):
    return (Hop(name, "unnamed_person"),)


def test_reporters_of_different_outlets_are_origins_of_their_own(draft):
    assert bounds(falls(draft, (), ())) == (2, 2)


def test_one_outlet_is_one_origin(draft):
    origins = falls(draft, (), (), outlets=["Tern Gazette", "The Tern Gazette"])
    assert bounds(origins) == (1, 1)
    assert origins.documents == 2


def test_a_named_source_is_one_origin_in_whatever_paper(draft):
    who = (Hop("Odo Brandt", "person"),)
    assert bounds(falls(draft, who, who)) == (1, 1)


def test_unnamed_sources_of_one_class_may_be_one(draft):
    assert bounds(falls(draft, unnamed("a police officer"), unnamed("a policeman"))) == (1, 2)
    assert bounds(falls(draft, unnamed("a police officer"), unnamed("a nurse"))) == (2, 2)


def test_an_official_may_be_any_official_but_only_one(draft):
    border, spy, plain = unnamed("a border official"), unnamed("an intelligence official"), unnamed("an official")
    assert bounds(falls(draft, border, plain)) == (1, 2)
    assert bounds(falls(draft, border, spy)) == (2, 2)
    assert bounds(falls(draft, border, spy, plain)) == (2, 3)


def test_a_source_of_whom_nothing_is_said_may_be_any_other_that_is_not_named(draft):
    assert bounds(falls(draft, unnamed("a nurse"), unnamed("a source"))) == (1, 2)
    assert bounds(falls(draft, (Hop("Odo Brandt", "person"),), unnamed("a source"))) == (2, 2)


def test_two_that_cite_a_source_that_is_not_here_are_one_origin(draft):
    wire = (Hop("Far Wire", "organisation"),)
    handed_on = (*wire, *unnamed("a nurse"))
    assert bounds(falls(draft, wire, wire)) == (1, 1)
    assert bounds(falls(draft, handed_on, (*wire, *unnamed("a policeman")))) == (1, 1)
    assert bounds(falls(draft, handed_on, unnamed("a policeman"))) == (2, 2)


def test_what_is_described_may_be_what_another_names(draft):
    named, described = (Hop("Ministry of Mines", "organisation"),), (Hop("The ministry", "organisation"),)
    assert bounds(falls(draft, named, described)) == (1, 2)
    assert bounds(falls(draft, named, (Hop("The court", "organisation"),))) == (2, 2)


def test_words_that_are_others_may_go_back_to_what_was_published_before(draft):
    vague = (Hop(None, "unstated"),)
    assert bounds(falls(draft, (), vague)) == (1, 2)
    assert bounds(falls(draft, vague, ())) == (2, 2)


def test_a_denial_is_counted_apart(draft):
    origins = falls(draft, (), unnamed("a nurse"), act="deny")
    assert (origins.documents, *bounds(origins)) == (0, 0, 0)
    assert (origins.denying_least, origins.denying_most) == (2, 2)


def test_plain_negatives_that_speak_against_nobody_are_what_is_asserted(draft):
    origins = falls(draft, (), unnamed("a nurse"), polarity="negative")
    assert (origins.documents, *bounds(origins)) == (2, 2, 2)
    assert (origins.denying, origins.denying_most) == ((), 0)


QUOTED = (
    "The gate had stood for three hundred years and it will stand again before the winter comes because the masons of "
    "this town have never yet left a stone where it lay"
)


def quoting(draft, frame, *sources):
    texts = [frame.format(f"{QUOTED} and now the North Gate fell", number) for number in range(2)]
    return falls(draft, *sources, texts=texts)


def test_a_shared_quotation_makes_no_shared_reporting(draft):
    frame = "Number {1}. He said: “{0}.” That was all."
    assert bounds(quoting(draft, frame, (), ())) == (2, 2)
    assert bounds(quoting(draft, "Number {1}. He said: {0}. That was all.", (), ())) == (1, 1)
    speaker = (Hop("Odo Brandt", "person"),)
    assert bounds(quoting(draft, frame, speaker, speaker)) == (1, 1)


def test_what_is_planned_is_not_asserted(draft):
    origins = falls(draft, (), reality="planned")
    assert (origins.asserting, *bounds(origins)) == ((), 0, 0)


def test_what_an_outlet_repeats_rests_where_it_first_had_it(draft):
    nurse = unnamed("a nurse")
    assert bounds(falls(draft, nurse, (), outlets=["Tern Gazette", "Tern Gazette"])) == (1, 1)
    assert bounds(falls(draft, nurse, (), outlets=["Tern Gazette", "Lake Mirror"])) == (2, 2)


def test_an_unnamed_source_that_told_an_outlet_is_that_outlets(draft):
    texts = ["The North Gate fell.", "A nurse told the Tern Gazette that the North Gate fell."]
    told = (Hop("A nurse", "unnamed_person", evidence=(0, 7)),)
    assert bounds(falls(draft, (), told, outlets=["Tern Gazette", "Lake Mirror"], texts=texts)) == (1, 1)


def test_a_witness_who_signs_is_the_same_one_elsewhere(draft):
    drafts = []
    for number, (outlet, sources) in enumerate((("Tern Gazette", ()), ("Lake Mirror", (Hop("Odo Brandt", "person"),)))):
        one = draft(
            f"I saw the North Gate fall {number}.",
            published=START + timedelta(days=number), outlet=outlet, authors=() if sources else ("Odo Brandt",),
        )  # fmt: skip
        one.entity("North Gate", kind="organisation")
        more = {"agent": "North Gate", "day": "2012-05-01", "sources": sources}
        one.claim("the North Gate fall", "fall", "fall", **more)
        drafts.append(one)
    (origins,) = read_corpus([one.annotated() for one in drafts]).origins
    assert bounds(origins) == (1, 1)

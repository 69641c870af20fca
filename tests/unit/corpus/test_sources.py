from datetime import date
from itertools import count

import pytest

from allegedly.corpus.entities import group_entities
from allegedly.corpus.sources import Outlets, Sources, _document_rest, source_class, sources_named
from allegedly.model import Hop, Voice
from allegedly.readers import read

_NUMBERS = count()

TEXT = "The bridge fell. The official said that the bridge fell, a border official had said before."


@pytest.fixture
def rest(draft):
    """The rest of a claim that the hops stand behind, in a document of the Tern Gazette."""
    others = [draft(f"Nothing {outlet}.", published=date(2012, 1, 1), outlet=outlet) for outlet in OUTLETS]

    def find(*chains, outlet="Tern Gazette", voices=(), voice="", authors=(), names=()):
        one = draft(TEXT, published=date(2012, 1, 2), outlet=outlet, voices=voices, authors=authors)
        for name in names:
            one.entity(name)
        drafts = [*others, one]
        claims = [one.claim("The bridge fell", "fell", "fall", sources=hops, voice=voice) for hops in chains]
        annotated = [item.annotated() for item in drafts]
        sources = Sources(Outlets.of(one.document for one in annotated), group_entities(annotated))
        return [sources.rest(annotated[-1].document, claim) for claim in claims]

    return find


OUTLETS = ("Tern Gazette", "Lake Mirror", "Port Echo", "Evening Echo")


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("a Western intelligence official", "intelligence"),
        ("an intelligence source", "intelligence"),
        ("a resident of the lower town", "residents"),
        ("A woman from the lower village, who would not be named", "residents"),
        ("a person close to the minister", "close"),
        ("two waiters", "waiter"),
        ("a waiter there", "waiter"),
        ("a stevedore", "port"),
        ("a deputy minister", "officials"),
        ("nine of those on board", "any"),
        ("media reports", "media"),
        ("a source", "any"),
        ("one of them", "any"),
        ("", "any"),
    ],
)
def test_source_class(name, group):
    assert source_class(name) == group


def test_without_a_source_the_outlet_speaks(rest):
    (found,) = rest(())
    assert (found.key, found.kind, found.name) == ("outlet:tern gazette", "outlet", "Tern Gazette")


def test_without_an_outlet_the_author_speaks_and_without_both_the_document(rest):
    (by_author,) = rest((), outlet=None, authors=("Odo Brandt",))
    (alone,) = rest((), outlet=None)
    assert (by_author.key, by_author.kind) == ("name:odo brandt", "author")
    assert alone.key.startswith("voice:")


def test_a_comment_speaks_for_itself(rest):
    voices = (Voice("v1", "author", ((0, 10),)), Voice("v2", "comment", ((10, 90),), parent="v1", authors=("Ann",)))
    (found,) = rest((), voices=voices, voice="v2")
    assert (found.key, found.kind, found.name) == ("voice:v2", "author", "Ann")


def test_a_quoted_article_speaks_for_its_outlet(rest):
    voices = (Voice("v1", "author", ((0, 10),)), Voice("v2", "quoted", ((10, 90),), parent="v1", outlet="Lake Mirror"))
    (found,) = rest((), voices=voices, voice="v2")
    assert found.key == "outlet:lake mirror"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Lake Mirror", "outlet:lake mirror"),
        ("the newspaper The Lake Mirror", "outlet:lake mirror"),
        ("the Mirror", "outlet:lake mirror"),
        ("the Mirror of Souls", None),
        ("Lake", None),  # no short form of "Lake Mirror"
        ("Echo", None),  # there are two
    ],
)
def test_an_outlet_is_found_under_the_names_that_texts_give_it(rest, name, key):
    (found,) = rest((Hop(name, "organisation"),))
    assert (found.key if found.kind == "outlet" else None) == key
    assert found.cites == ((key,) if key else ())


def test_an_outlets_own_words_about_itself(rest):
    (found,) = rest((Hop("An earlier version of this article", "document"),))
    assert found.key == "outlet:tern gazette"


def test_an_unnamed_source_keeps_its_key_while_the_document_goes_on_about_it(rest):
    first, same, another = rest(
        (Hop("a border official", "unnamed_person"),),
        (Hop("the official", "unnamed_person"),),
        (Hop("another official", "unnamed_person"),),
    )
    assert first.key == same.key != another.key
    assert (first.kind, first.group) == ("unnamed", "border")


def test_an_unnamed_source_of_a_cited_outlet(rest):
    (found,) = rest((Hop("Lake Mirror", "organisation"), Hop("a border official", "unnamed_person")))
    assert (found.kind, found.group, found.cites) == ("unnamed", "border", ("outlet:lake mirror",))


def test_media_reports_leave_the_claim_with_whoever_relies_on_them(rest):
    named = Hop("Odo Brandt", "person")
    relying, himself = rest((named, Hop("media reports", "document")), (named,))
    assert relying.key == himself.key
    assert relying.vague
    assert not himself.vague


def test_what_is_said_by_nobody_in_particular_is_vague(rest):
    (found,) = rest((Hop(None, "unstated"),))
    assert found.vague
    assert found.key != "outlet:tern gazette"


def test_a_thing_that_is_no_document_is_an_unnamed_source(rest):
    person, paper = rest((Hop("A miner", "document"),), (Hop("a secret memo", "document"),))
    assert (person.kind, paper.kind) == ("unnamed", "document")


def test_an_organisation_that_has_it_from_somebody_is_cited(rest):
    wire = Hop("Far Wire", "organisation")
    through, itself = rest((wire, Hop("an official", "unnamed_person")), (wire,))
    assert through.cites == (itself.key,)
    assert itself.cites == ()


def test_a_name_behind_a_description_is_the_source(rest):
    described, again, placed = rest(
        (Hop("a hawker, Malva Drost", "unnamed_person"),),
        (Hop("Malva Drost", "person"),),
        (Hop("a hawker from Drost Bay", "unnamed_person"),),
    )
    assert (described.kind, described.name, described.key) == ("person", "Malva Drost", again.key)
    assert placed.kind == "unnamed"


def test_a_document_told_from_others_of_its_kind_is_one_wherever_it_is_named():
    assert _documents_key("the customs sheet") == _documents_key("the customs sheet of the port")
    assert _documents_key("the report") != _documents_key("the report")


def _documents_key(name):
    document = read(None, str(next(_NUMBERS)).encode())
    return _document_rest(document, Hop(name, "document")).key


def test_a_branch_is_known_by_the_name_of_the_whole_where_it_is_the_only_one():
    alone = Outlets(["Tern Society, Lund branch", "Lake Mirror"])
    assert alone.key("the Tern Society") == "tern society"
    both = Outlets(["Tern Society, Lund branch", "Tern Society, Riga branch"])
    assert both.key("the Tern Society") is None


def test_the_newspaper_is_the_one_cited_last(rest):
    first, then = rest((Hop("Lake Mirror", "organisation"),), (Hop("the newspaper", "document"),))
    assert (first.key, then.key) == ("outlet:lake mirror", "outlet:lake mirror")


def test_what_an_outlet_calls_itself_is_whoever_speaks(rest):
    (own,) = rest((Hop("an earlier version of this article", "document"),), outlet=None, authors=("Odo Brandt",))
    assert (own.kind, own.name) == ("author", "Odo Brandt")


def test_who_stands_in_a_headline_is_introduced_below_it(rest):
    headline, below = rest((Hop("official", "unnamed_person"),), (Hop("a border official", "unnamed_person"),))
    assert headline.key == below.key


def test_a_body_is_one_in_all_documents_and_a_reporter_is_his_outlet(rest):
    union, police, city, reporter = rest(
        (Hop("the dockers' union", "organisation"),),
        (Hop("police", "unnamed_group"),),
        (Hop("the city police", "unnamed_group"),),
        (Hop("the Lake Mirror's reporter", "unnamed_person"),),
    )
    assert (union.key, police.key, city.key) == ("body:dockers union", "body:police", "body:police")
    assert reporter.key == "outlet:lake mirror"


def test_an_outlet_is_known_by_its_first_words_too():
    outlets = Outlets(["Panel on Arms in Lund", "London Post"])
    assert outlets.key("the Panel on Arms") == outlets.key("Panel on Arms in Lund")
    assert outlets.key("London") is None


def test_all_names_by_which_a_source_is_looked_for_are_told(draft):
    one = draft("A hawker, Malva Drost, told the Lake Mirror that the bridge fell.")
    hop = Hop("A hawker, Malva Drost", "unnamed_person", evidence=(0, 21))
    one.claim("the bridge fell", "fell", "fall", sources=(hop,))
    assert {*sources_named(one.annotated())} == {"A hawker, Malva Drost", "Malva Drost", "the Lake Mirror"}

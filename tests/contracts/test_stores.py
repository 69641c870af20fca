"""What every store must do, whatever it is made of."""

from dataclasses import replace
from datetime import date

import pytest
from tests.contracts.stores import LATER, NOW

from allegedly.errors import AllegedlyError, NotFoundError
from allegedly.model import Happening, Stance, Subject, Verdict, Voice
from allegedly.model.protocols import Reading, Refusal
from allegedly.store import QueryError


def test_a_document_comes_back_as_it_was_kept(store, arrival):
    kept = arrival(
        "Zoë paid in 1999.\n\n𝔘nicode \u202eturns.",
        path="letters/a.txt",
        title="A title",
        authors=("A. Clerk", "B. Clerk"),
        outlet="The Gazette",
        url="https://example.org/a",
        published=date(987, 1, 2),
        published_by="markup",
        encoding="utf-8",
        notices=("The encoding was guessed.",),
        voices=(
            Voice("v1", "comment", ((0, 3), (5, 7)), "v0", published=date(2011, 1, 1), number=3, announced=(1, 2)),
        ),
    )
    store.keep([kept], [])
    assert store.document(kept.document.id) == kept.document


def test_a_document_that_is_not_there_is_not_found(store):
    assert not store.has("0" * 64)
    with pytest.raises(NotFoundError, match="no document 000"):
        store.document("0" * 64)


def test_a_reading_comes_back_as_it_was_kept(store, arrival):
    kept = arrival("Zoë paid Otto in 1999. Otto left.\n\n𝔘nicode \u202eturns.", published=date(2011, 6, 1))
    store.keep([kept], [])
    assert list(store.annotated()) == [kept.reading.annotated]


def test_happenings_come_back_if_asked_for(store, arrival):
    made = arrival("Otto left in 1999.")
    annotated = replace(made.reading.annotated, happenings=(Happening(5, 9, "left", Stance(), "leave"),))
    store.keep([replace(made, reading=replace(made.reading, annotated=annotated))], [])
    assert list(store.annotated()) == [made.reading.annotated]
    assert list(store.annotated(happenings=True)) == [annotated]


def test_what_is_kept_is_there_when_opened_again(open_store, arrival):
    kept = arrival("Otto left in 1999.")
    first = open_store()
    first.keep([kept], [Refusal("b", "b is empty.", NOW)])
    first.close()
    again = open_store()
    assert list(again.annotated()) == [kept.reading.annotated]
    assert again.refusals() == [Refusal("b", "b is empty.", NOW)]


def test_what_is_there_already_stays(store, arrival):
    first = arrival("Otto left.", title="One")
    store.keep([first], [])
    store.keep([replace(arrival("Otto left.", title="Two"), added_at=LATER)], [])
    (entry,) = store.documents()
    assert (entry.title, entry.added_at, entry.claims) == ("One", NOW, 1)
    assert store.search("Otto", limit=9).total == 1


def test_a_batch_is_kept_as_a_whole_or_not_at_all(store, arrival):
    good, broken = arrival("Otto left."), arrival("Zoe left.")
    broken = replace(broken, document=replace(broken.document, media_type=None))
    with pytest.raises(Exception, match="media_type"):
        store.keep([good, broken], [Refusal("b", "b is empty.", NOW)])
    assert not store.has(good.document.id)
    assert store.refusals() == []
    assert store.search("Otto", limit=9).total == 0


def test_documents_are_listed_by_date_undated_last(store, arrival):
    kept = [
        arrival("Undated."),
        arrival(
            "Late.", published=date(2012, 1, 1), stages=None, title="Late", notices=("A notice.",), authors=("A", "B")
        ),
        arrival("Early.", published=date(2011, 1, 1)),
        arrival("Also undated."),
    ]
    store.keep(kept, [])
    entries = store.documents()
    undated = sorted((kept[0].document.id, kept[3].document.id))
    assert [entry.id for entry in entries] == [kept[2].document.id, kept[1].document.id, *undated]
    late = entries[1]
    assert (late.title, late.claims, late.size, late.published) == ("Late", None, 5, date(2012, 1, 1))
    assert (late.notices, late.authors) == (("A notice.",), ("A", "B"))


def test_a_title_that_only_the_stages_found_is_listed(store, arrival):
    store.keep([arrival("Otto left in May."), arrival("Zoe left in May.", title="Given")], [])
    assert {entry.title for entry in store.documents()} == {"Otto left in", "Given"}


def test_documents_can_be_asked_for_by_a_name_in_them(store, arrival):
    kept = [arrival("Otto met Zoe."), arrival("Zoe met Zoe."), arrival("Nobody met.")]
    store.keep(kept, [])
    assert {e.id for e in store.documents(naming="Zoe")} == {kept[0].document.id, kept[1].document.id}
    assert store.documents(naming="zo") == []


def test_pending_is_what_has_no_reading_or_one_of_other_stages(store, arrival):
    read, unread, outdated = arrival("One."), arrival("Two.", stages=None), arrival("Three.", stages="0")
    store.keep([read, unread, outdated], [])
    assert store.pending("1") == sorted([unread.document.id, outdated.document.id])


def test_a_new_reading_takes_the_place_of_the_old_with_all_that_is_drawn_from_it(store, arrival):
    old = arrival("Otto left. Zoe stayed.")
    store.keep([old], [])
    was = old.reading.annotated
    now = replace(was, claims=was.claims[:1], mentions=was.mentions[:1])
    store.keep_readings([Reading("key 2", "2", now)])
    assert list(store.annotated()) == [now]
    assert store.documents()[0].claims == 1
    assert store.documents(naming="Zoe") == []
    assert store.pending("2") == []
    with pytest.raises(NotFoundError):
        store.document_of_claim(was.claims[1].id)


def test_readings_come_in_the_order_of_the_documents_or_as_asked_for(store, arrival):
    kept = [
        arrival(f"Text {i}.", published=date(2011, 1, 1 + i % 28), stages="1" if i % 9 else None) for i in range(80)
    ]
    store.keep(kept, [])
    listed = [entry.id for entry in store.documents() if entry.claims is not None]
    assert [a.document.id for a in store.annotated()] == listed
    assert [a.document.id for a in store.annotated(reversed(listed))] == listed[::-1]
    assert list(store.annotated(["nothing"])) == []


def test_a_claim_is_found_by_the_beginning_of_its_id(store, arrival):
    kept = arrival(" ".join(f"Otto left {i}." for i in range(40)))
    store.keep([kept], [])
    claims = kept.reading.annotated.claims
    for claim in claims:
        assert store.document_of_claim(claim.id) == kept.document.id
    assert store.document_of_claim(claims[0].id[:9]) == kept.document.id
    initials = [claim.id[0] for claim in claims]
    repeated = next(initial for initial in initials if initials.count(initial) > 1)
    with pytest.raises(NotFoundError, match="Several claims begin with"):
        store.document_of_claim(repeated)


def test_documents_are_found_by_claims_and_by_beginnings_of_their_ids(store, arrival):
    kept = [arrival(" ".join(f"{name} left {i}." for i in range(20))) for name in ("Otto", "Anna")]
    store.keep(kept, [])
    documents = {claim.id: one.document.id for one in kept for claim in one.reading.annotated.claims}
    assert store.documents_of_claims(documents) == documents
    some = [*documents][:3]
    assert store.documents_of_claims([some[0], some[1][:12], "f" * 16, "", "%", "\ud800"]) == {
        own: documents[own] for own in some[:2]
    }
    beginning = some[2][0]
    within = {own: document for own, document in documents.items() if own.startswith(beginning)}
    assert store.documents_of_claims([beginning]) == within


@pytest.mark.parametrize("claim_id", ["", "%", "_", "zz", "0' OR 1", "f" * 17, "g", "\ud800", "🙂"])
def test_a_claim_that_is_not_there_is_not_found(store, arrival, claim_id):
    store.keep([arrival("Otto left.")], [])
    with pytest.raises(NotFoundError):
        store.document_of_claim(claim_id)


TEXT = """Otto Klein met the harbour master in Lyon.

The HARBOUR-MASTER refused. He said "no" twice; the café was shut.

Nobody from Lyon's council came. Zoë did not: Ω 1999-03 O'Neil, al-Sadr."""


@pytest.mark.parametrize(
    ("query", "paragraphs"),
    [
        ("harbour", {0, 1}),
        ("Harbour MASTER", {0, 1}),
        ('"harbour master"', {0, 1}),
        ("“harbour master”", {0, 1}),
        ('"master harbour"', set()),
        ("harbour AND Lyon", {0}),
        ("harbour Lyon", {0}),
        ("Lyon NOT harbour", {2}),
        ("Lyon AND NOT harbour", {2}),
        ("refused OR council", {1, 2}),
        ("(refused OR council) Lyon", {2}),
        ("Lyon (harbour OR council)", {0, 2}),
        ("refused OR council Lyon", {1, 2}),
        ("coun*", {2}),
        ("coun", set()),
        ('"harbour mas"*', {0, 1}),
        ("cafe", {1}),
        ("zoe", {2}),
        ("and", set()),
        ("not", {2}),
        ("O'Neil", {2}),
        ("al-Sadr", {2}),
        ("1999-03", {2}),
        ("text:harbour", set()),
        ("harbour^", {0, 1}),
        ("near", set()),
        ("+Lyon", {0, 2}),
        ("lyon's", {2}),
        ("Ω", {2}),
    ],
)
def test_search_finds_paragraphs(store, arrival, query, paragraphs):
    store.keep([arrival(TEXT), arrival("Something else.")], [])
    result = store.search(query, limit=9)
    found = {TEXT[: hit.passage.start].count("\n\n") for hit in result.hits}
    assert found == paragraphs
    assert result.total == len(paragraphs)
    assert all(TEXT[hit.passage.start : hit.passage.end] == hit.passage.text for hit in result.hits)


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ('"open', "not closed"),
        ("(a", r"'\(' is not closed"),
        ("a)", r"'\)' without"),
        ("()", "missing"),
        ("AND a", "missing"),
        ("a AND", "missing"),
        ("a OR", "missing"),
        ("a OR OR b", "missing"),
        ("NOT a", "NOT needs"),
        ("a OR NOT b", "NOT needs"),
        ("a NOT", "missing"),
        ("—", "no letter"),
        ("*", "no letter"),
        ('""', "no letter"),
        ("(" * 300 + "a" + ")" * 300, "deep"),
        ("a " * 2000, "longer"),
    ],
)
def test_a_malformed_query_gets_a_sentence(store, arrival, query, why):
    store.keep([arrival(TEXT)], [])
    with pytest.raises(QueryError, match=why) as caught:
        store.search(query, limit=9)
    assert isinstance(caught.value, AllegedlyError)
    assert "\n" not in str(caught.value)


def test_a_hit_tells_its_matches_and_the_claims_around_them(store, arrival):
    kept = arrival(TEXT, path="a.txt")
    store.keep([kept], [])
    (hit,) = store.search('lyon "otto klein"', limit=9).hits
    assert [TEXT[start:end] for start, end in hit.matches] == ["Otto Klein", "Lyon"]
    assert (hit.title, hit.path) == ("Otto Klein m", "a.txt")
    assert hit.claims == (kept.reading.annotated.claims[0].id,)


def test_matches_are_told_whatever_stands_in_the_text(store, arrival):
    text = "\ue000\ue001 Otto \ue000 <b>met</b> \x02Otto\x02 𝔘 Otto"
    store.keep([arrival(text)], [])
    (hit,) = store.search("otto", limit=9).hits
    assert [text[start:end] for start, end in hit.matches] == ["Otto", "Otto", "Otto"]


def test_search_is_best_first_and_limited(store, arrival):
    store.keep([arrival(f"Otto met number {i}." + " and more" * i) for i in range(30)], [])
    result = store.search("otto", limit=5)
    assert (len(result.hits), result.total) == (5, 30)
    assert [hit.passage.text[:17] for hit in result.hits] == [f"Otto met number {i}" for i in range(5)]


def test_documents_without_a_reading_can_be_searched(store, arrival):
    store.keep([arrival("Otto left.", stages=None)], [])
    (hit,) = store.search("otto", limit=9).hits
    assert hit.claims == ()
    assert hit.title is None


def test_passages_are_the_paragraphs_of_a_document(store, arrival):
    kept = arrival(TEXT)
    store.keep([kept, arrival("Other.")], [])
    passages = store.passages(kept.document.id)
    assert [passage.text for passage in passages] == TEXT.split("\n\n")
    assert all(TEXT[passage.start : passage.end] == passage.text for passage in passages)


def test_a_healthy_store_has_no_problems(store, arrival):
    store.keep([arrival(TEXT), arrival("Zoe.", stages=None)], [Refusal("a", "a is empty.", NOW)])
    assert list(store.problems()) == []
    for annotated in store.annotated():
        assert list(store.problems_of(annotated)) == []


def test_a_reading_that_is_not_the_one_kept_is_a_problem(store, arrival):
    kept = arrival(TEXT)
    store.keep([kept], [])
    annotated = kept.reading.annotated
    (problem,) = store.problems_of(replace(annotated, claims=annotated.claims[1:]))
    assert "claim" in problem
    assert kept.document.id in problem


def test_ids_come_in_the_order_of_the_documents(store, arrival):
    store.keep([arrival(f"Text {i}.", published=date(2011, 1, 1 + i % 3) if i % 2 else None) for i in range(9)], [])
    assert store.ids() == [entry.id for entry in store.documents()]
    assert len(store.ids()) == 9


def test_the_log_of_judgements_only_grows_and_is_numbered(open_store):
    store = open_store()
    assert store.judgements() == ()
    subject = Subject("document", "entity", "Otto")
    first = store.judge(Verdict("alias", (subject,), by="Ada", at=NOW, why="a letter", name="The Fox"), after=0)
    second = store.judge(Verdict("undo", (), by="Bo", at=LATER, undoes=first.id), after=1)
    assert store.judge(Verdict("undo", (), by="Cy", at=LATER, undoes=first.id), after=1) is None
    assert (first.number, second.number) == (1, 2)
    assert first.id != second.id
    store.close()
    assert open_store().judgements() == (first, second)
    assert first.subjects == (subject,)

"""What is shown of the chronology is what the report says, under every filter, in pages of any size."""

from datetime import date, timedelta
from itertools import product

import pytest

from allegedly.case import Case
from allegedly.model.codec import encode
from allegedly.reports import LABELS, Filters, Lookup, chronology
from allegedly.reports.filters import outlets_of
from allegedly.views import Views, Wanted, build_views

ALL = 10_000


def entries_of(report):
    """As a list has them: whole, and without why the accounts are taken together."""
    told = [
        {**encode(entry), "more": 0, "differences_total": len(entry.differences)}
        for group in report.groups
        for entry in group.entries
    ]
    return [{name: value for name, value in entry.items() if name != "joined"} for entry in told]


def undated_of(report):
    perhaps = {one.claim: encode(one.perhaps_same) for own in report.undated for one in own.perhaps}
    return [
        {"line": encode(line), "perhaps": perhaps.get(line.claim, [])} for own in report.undated for line in own.claims
    ]


def assert_same(shown, wanted, filters):
    report = chronology(*shown.records, filters)
    page, selection = shown.views.entries(wanted, 0, ALL)
    assert page.items == entries_of(report)
    assert page.total == len(page.items) == len(selection.entries)
    assert selection.claims == report.shown
    undated = shown.views.undated(wanted, 0, ALL)
    assert undated.items == undated_of(report)
    assert undated.total == len(undated.items) == len(selection.undated)


def days_of(shown):
    """Days before, in and after the times that claims give, few enough to try all pairs."""
    claims = [claim for item in shown.annotated for claim in item.claims]
    days = sorted({day for claim in claims for day in (claim.time.earliest, claim.time.latest) if day is not None})
    return [days[0] - timedelta(1), days[0], days[len(days) // 2], days[-1], days[-1] + timedelta(1)]


def test_the_whole_is_the_whole_report(shown):
    assert_same(shown, Wanted(), Filters())


@pytest.mark.parametrize("size", [1, 7, 50])
def test_pages_make_the_whole_in_its_order(shown, size):
    whole, _ = shown.views.entries(Wanted(), 0, ALL)
    undated = shown.views.undated(Wanted(), 0, ALL)
    entries = [e for at in range(0, whole.total + size, size) for e in shown.views.entries(Wanted(), at, size)[0].items]
    claims = [c for at in range(0, undated.total + size, size) for c in shown.views.undated(Wanted(), at, size).items]
    assert (entries, claims) == (whole.items, undated.items)


def test_every_label(shown):
    for label in LABELS:
        assert_same(shown, Wanted(labels=(label,)), Filters(labels=(label,)))
    some = ("asserted", "denied")
    assert_same(shown, Wanted(labels=some), Filters(labels=some))


def test_everybody(of_sample):
    people = of_sample.views.fact("people")
    assert people
    for one in people:
        assert_same(of_sample, Wanted(people=(one["id"],)), Filters(entity=one["id"]))


def test_every_outlet(shown):
    """The report takes part of a name for it; here it is the whole name, or several."""
    outlets = [one["name"] for one in shown.views.fact("outlets")]
    assert outlets
    for name in outlets:
        within = tuple(one for one in outlets if name.casefold() in one.casefold())
        assert_same(shown, Wanted(outlets=within), Filters(outlet=name))


def test_every_period(shown):
    for begin, end in product([None, *days_of(shown)], repeat=2):
        assert_same(shown, Wanted(earliest=begin, latest=end), Filters(begin, end))


def test_filters_together(of_sample):
    days = days_of(of_sample)
    for one, label in product(of_sample.views.fact("people")[:6], ("asserted", "hedged", "denied")):
        wanted = Wanted(people=(one["id"],), labels=(label,), earliest=days[1], latest=days[-2])
        assert_same(of_sample, wanted, Filters(days[1], days[-2], (label,), one["id"]))


def claims_shown(shown, wanted):
    page, selection = shown.views.entries(wanted, 0, ALL)
    dated = {line["claim"] for entry in page.items for line in (*entry["accounts"], *entry["undated"])}
    return dated | {*selection.undated}


def claims_that(shown, fits):
    lookup = Lookup(*shown.records)
    return {claim.id for item, claim in lookup.claims() if fits(lookup, item, claim)}


def test_several_people_narrow_and_several_outlets_widen(shown):
    people = [one["id"] for one in shown.views.fact("people")[:5]]
    for pair in product(people, repeat=2):
        both = claims_that(shown, lambda lookup, item, claim, of=pair: {*of} <= lookup.entities_in(item, claim))
        assert claims_shown(shown, Wanted(people=pair)) == both
    outlets = {one["name"] for one in shown.views.fact("outlets")[:2]}
    either = claims_that(shown, lambda _, item, claim: outlets & outlets_of(item, claim))
    assert claims_shown(shown, Wanted(outlets=tuple(outlets))) == either


@pytest.mark.parametrize(
    ("facet", "name"),
    [("types", "code"), ("places", "name"), ("people", "id"), ("outlets", "name"), ("labels", "label")],
)
def test_as_many_are_shown_as_were_counted(shown, facet, name):
    for one in shown.views.fact(facet):
        assert len(claims_shown(shown, Wanted(**{facet: (one[name],)}))) == one["count"], one


def test_words_are_found_anywhere_in_a_passage_whatever_their_case(of_affair):
    found = claims_shown(of_affair, Wanted(words="LISBON courier"))
    assert found
    for line in of_affair.views.lines(found).values():
        told = f"{line['text']} {line['who']} {line['where']} {line['chain_words']}".casefold()
        assert "lisbon" in told
        assert "courier" in told
    assert claims_shown(of_affair, Wanted(words="  ")) == claims_shown(of_affair, Wanted())
    assert claims_shown(of_affair, Wanted(words="nobody says this")) == set()


def test_what_fits_nothing_is_empty(shown):
    for wanted in (Wanted(people=("nobody",)), Wanted(places=("",)), Wanted(types=("?",)), Wanted(outlets=("%",))):
        page, selection = shown.views.entries(wanted, 0, 50)
        assert (page.total, page.items, selection.claims, selection.undated) == (0, [], 0, ())


def test_around_turns_to_the_page_of_an_entry_by_its_id_or_that_of_an_account(shown):
    whole, _ = shown.views.entries(Wanted(), 0, ALL)
    for place, entry in enumerate(whole.items):
        for own in (entry["id"], entry["accounts"][-1]["claim"]):
            page, _ = shown.views.entries(Wanted(), 0, 5, around=own)
            assert page.offset == place // 5 * 5
            assert entry in page.items
    page, _ = shown.views.entries(Wanted(), 5, 5, around="no such entry")
    assert page.offset == 5


def test_the_counts_are_those_of_the_report(shown):
    report = chronology(*shown.records)
    assert shown.views.fact("documents") == report.documents
    assert shown.views.fact("claims") == report.claims
    assert shown.views.fact("entries") == sum(len(group.entries) for group in report.groups)
    assert shown.views.fact("undated") == sum(len(own.claims) for own in report.undated)


def test_what_was_known_by_a_day(sample_folder, tmp_path):
    with Case.open(sample_folder) as case:
        days = sorted({entry.published for entry in case.documents() if entry.published})
        for day in (days[0] - timedelta(1), days[len(days) // 2], date.max):
            annotated, corpus, known = case.as_known(day, links=True)
            path = tmp_path / "views" / f"{day}-1.sqlite"
            build_views(path, annotated, corpus, known_by=known)
            views = Views(path)
            report = case.timeline(known_by=day)
            assert views.entries(Wanted(), 0, ALL)[0].items == entries_of(report)
            assert views.undated(Wanted(), 0, ALL).items == undated_of(report)
            assert views.fact("known_by") == encode(report.known_by)

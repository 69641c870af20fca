"""Questions about a part of a case are answered as from all of it."""

from dataclasses import replace
from datetime import date

import pytest
from benchmarks.speed.made_case import made_case

from allegedly import demo, reports
from allegedly.case import Case
from allegedly.errors import NotFoundError

MADE = 14
EVERY = 9


def made(folder):
    """A few made documents of one affair, in the shape of files."""
    folder.mkdir()
    for number, one in enumerate(made_case(MADE)):
        text = f"{one.outlet}\n\n{one.published:%A, %d %B %Y}\n\n{one.text}"
        (folder / f"{number}.txt").write_text(text)
        if number < 3:
            (folder / f"copy{number}.txt").write_text(f"The Sarpi Echo\n\n{text}")
    return folder


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """The sample case, and a made one with copied passages."""
    folder = tmp_path_factory.mktemp("cases")
    with Case.create(folder / "sample") as sample, Case.create(folder / "made") as other:
        demo.fill(sample)
        other.add([made(folder / "in")])
        yield sample, other


def test_a_claim_is_traced_as_over_the_whole_case(cases):
    for case in cases:
        annotated, corpus = case.records()
        claims = [claim.id for one in annotated for claim in one.claims][::EVERY]
        for claim in claims:
            assert case.trace(claim) == reports.trace(annotated, corpus, claim)
        assert len(claims) > 20


def test_a_trace_reads_a_part_of_the_case(cases):
    for case in cases:
        annotated, _ = case.records()
        read = [len(case.part(claims=[one.claims[0].id])[0]) for one in annotated[::3] if one.claims]
        assert min(read) < len(annotated)


def test_judged_claims_are_traced_as_over_the_whole_case(opened, tmp_path):
    for name, year in (("a", 1999), ("b", 1998), ("c", 1997), ("d", 1997)):
        (tmp_path / f"{name}.txt").write_text(f"Otto left Lyon in {year}. Zoe read {name}.")
    opened.add([tmp_path / f"{name}.txt" for name in "abcd"], published=date(2000, 1, 1))
    annotated = list(opened.annotated())
    claims = [one.claims[0].id for one in annotated]
    opened.judge("same", *claims[:2], by="Ada", why="one ticket")
    opened.judge("settled", *claims[:2], by="Ada", why="the ticket")
    opened.judge("unsure", claims[1], claims[2], by="Ada")
    opened.judge("different", claims[2], claims[3], by="Ada")
    records = opened.records()
    for one in (claim.id for item in annotated for claim in item.claims):
        assert opened.trace(one) == reports.trace(*records, one)


def traced(trace):
    try:
        return trace()
    except NotFoundError as error:
        return str(error)


@pytest.mark.parametrize("beginning", ["", *"0123456789abcdef", "ffffffffffffffff", "no id"])
def test_the_beginning_of_an_id_means_what_it_means_in_the_whole_case(opened, inbox, beginning):
    opened.add([inbox])
    records = opened.records()
    assert traced(lambda: opened.trace(beginning)) == traced(lambda: reports.trace(*records, beginning))


def test_a_part_has_whom_it_is_asked_for_with_all_that_is_theirs(opened, inbox):
    opened.add([inbox])
    whole = opened.corpus()
    zoe = next(one for one in whole.entities if one.name == "Zoe")
    first = zoe.members[0].document
    annotated, corpus = opened.part(documents=[first], entities=[zoe.id])
    assert [one.document.id for one in annotated] == [first]
    assert zoe in corpus.entities
    _, other = opened.part(documents=[first])
    (seen,) = (one for one in other.entities if one.id == zoe.id)
    assert seen == replace(zoe, members=seen.members, names=seen.names, roles=seen.roles)
    assert {member.document for member in seen.members} == {first}


def test_without_anything_kept_a_part_is_all_of_it(opened, inbox):
    opened.add([inbox])
    (opened.folder / "corpus.sqlite").mkdir()
    assert opened.part(documents=[]) == opened.records()

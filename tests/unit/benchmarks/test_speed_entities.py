"""The made-up case that ``benchmarks.speed.entities`` measures with."""

from benchmarks.speed.entities import made_up, peak_bytes, seconds

from allegedly.corpus.entities import group_entities


def test_a_case_has_as_many_mentions_as_it_should_each_where_it_says():
    case = list(made_up(400))
    assert sum(len(one.mentions) for one in case) == 400
    for one in case:
        entities = {entity.id for entity in one.entities}
        for mention in one.mentions:
            assert one.document.text[mention.start : mention.end] == mention.text
            assert mention.entity in entities


def test_a_smaller_case_is_the_beginning_of_a_larger_one():
    large = list(made_up(400))
    assert list(made_up(120)) == large[:3]
    assert list(made_up(400, seed=2)) != large


def test_people_and_organisations_grow_in_proportion():
    grown = [
        sum(one.kind == kind for one in group_entities(list(made_up(size))))
        for kind in ("person", "organisation")
        for size in (2_000, 8_000)
    ]
    assert 3 < grown[1] / grown[0] < 5
    assert 2.5 < grown[3] / grown[2] < 5


def test_spellings_surnames_and_acronyms_are_among_them():
    reasons = {reason for one in group_entities(list(made_up(8_000))) for reason in one.joined}
    assert reasons == {"name", "spelling", "acronym"}
    assert any(one.candidates for one in group_entities(list(made_up(8_000))))


def test_time_and_memory_are_measured():
    assert seconds(400) > 0
    assert peak_bytes(400) > 10_000

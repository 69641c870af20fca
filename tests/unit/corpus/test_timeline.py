"""Timelines across documents, from happenings made by hand."""

from datetime import date

import pytest

from allegedly.corpus.timeline import TimelineRow, timeline_of
from allegedly.model import Annotated, ClaimTime, Document, Entity, Happening, Member, Party, Stance, sha256

TEXT = " " * 100
NONE = ClaimTime()


def on(day: str, basis: str = "own_clause") -> ClaimTime:
    known = date.fromisoformat(day)
    return ClaimTime(day, known, known, None, basis)  # type: ignore[arg-type]


def year(number: int) -> ClaimTime:
    return ClaimTime(str(number), date(number, 1, 1), date(number, 12, 31), None, "own_clause")


def party(text: str, part: str = "subject", entity: str | None = None) -> Party:
    return Party(90, 95, text, part, entity, text)


def happening(start: int, kind: str, time: ClaimTime, *parties: Party, stance: Stance | None = None) -> Happening:
    return Happening(start, start + 3, kind, stance or Stance(), kind, parties, time)


def document(name: str, *happenings: Happening, entities: tuple[Entity, ...] = (), text: str = TEXT) -> Annotated:
    made = Document(sha256(name.encode()), text, sha256(text.encode()))
    return Annotated(made, (), entities, (), (), (), (), (), happenings=happenings)


def rows(name: str, *documents: Annotated) -> list[tuple[int, str | None, list[str]]]:
    return [_short(row) for row in timeline_of(documents, name)]


def _short(row: TimelineRow) -> tuple[int, str | None, list[str]]:
    return row.rank, row.time.edtf, [telling.happening.text for telling in row.tellings]


def test_rows_are_in_the_order_of_time_those_without_any_first():
    it = party("Corsair 2")
    one = document("a", happening(0, "sail", on("2031-05-03"), it), happening(5, "rust", NONE, it))
    two = document("b", happening(0, "sink", on("2031-05-03"), it), happening(5, "build", year(1999), it))
    assert rows("Corsair 2", one, two) == [
        (0, None, ["rust"]),
        (1, "1999", ["build"]),
        (2, "2031-05-03", ["sail"]),
        (2, "2031-05-03", ["sink"]),
    ]


def test_a_wider_time_stands_before_one_inside_it():
    it = party("Corsair 2")
    found = rows(
        "Corsair 2", document("a", happening(0, "sail", on("1999-01-01"), it), happening(5, "build", year(1999), it))
    )
    assert [text for _, _, (text,) in found] == ["build", "sail"]


def test_what_is_told_of_one_kind_at_one_time_is_one_row_with_the_finest_time():
    it = party("Corsair 2")
    one, two = (
        document(n, happening(0, "build", time, it)) for n, time in (("a", year(1999)), ("b", on("1999-03-04")))
    )
    assert rows("Corsair 2", one, two) == [(1, "1999-03-04", ["build", "build"])]


def test_what_is_dated_by_its_telling_alone_joins_what_the_same_did_on_a_day():
    ship, berg = party("Corsair 2", "object"), party("Ada Berg")
    one = document("a", happening(0, "praise", on("2031-05-03"), berg, ship))
    two = document("b", happening(0, "praise", on("2031-06-12", "told"), berg, ship))
    other = document("c", happening(0, "praise", on("2031-06-12", "told"), party("Karl Holm"), ship))
    assert rows("Corsair 2", one, two) == [(1, "2031-05-03", ["praise", "praise"])]
    assert len(rows("Corsair 2", one, other)) == 2


def test_nothing_joins_what_happened_after_it_was_told():
    ship, berg = party("Corsair 2", "object"), party("Ada Berg")
    early = document("a", happening(0, "praise", on("2031-05-01", "told"), berg, ship))
    late = document("b", happening(0, "praise", on("2031-05-03"), berg, ship))
    assert len(rows("Corsair 2", early, late)) == 2


@pytest.mark.parametrize(
    ("called", "is_it"),
    [
        ("Corsair 2", True),
        ("the new Corsair 2", True),
        ("Corsair 2 ferry", True),
        ("Corsair 2 crew", False),
        ("Corsair 3", False),
        ("Corsair", False),
    ],
)
def test_a_thing_goes_by_its_name(called, is_it):
    found = rows("Corsair 2", document("a", happening(0, "sail", on("2031-05-03"), party(called))))
    assert bool(found) is is_it


def test_what_has_no_name_goes_by_its_words_and_nothing_by_none():
    market = Party(0, 12, "stock market", "subject", None, None)
    told = document("a", happening(20, "fall", on("2031-05-03"), market))
    assert len(rows("stock market", told)) == 1
    assert rows("", told) == rows("?", told) == []


def test_one_of_the_cast_goes_by_whatever_stands_for_it_in_its_document():
    berg = Entity("e1", "person", "Ada Berg", ("Ada Berg", "Berg"))
    told = document("a", happening(0, "leave", on("2031-05-03"), party("she", entity="e1")), entities=(berg,))
    assert len(rows("Ada Berg", told)) == 1
    assert rows("Karl Berg", told) == []


def test_members_of_the_cast_are_meant_whatever_their_names_and_others_are_not():
    there = [Entity("e1", "person", name, (name,)) for name in ("Aada Berg", "Ada Berg")]
    one, two = (
        document(n, happening(0, "leave", on("2031-05-03"), party(e.name, entity="e1")), entities=(e,))
        for n, e in zip("ab", there, strict=True)
    )
    first, second = (Member(item.document.id, "e1") for item in (one, two))

    def told(**who: list[Member]) -> list[str]:
        return [telling.document for row in timeline_of([one, two], "Ada Berg", **who) for telling in row.tellings]

    assert told() == [two.document.id]
    assert told(members=[first, second]) == [one.document.id, two.document.id]
    assert told(members=[first], others=[second]) == [one.document.id]


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("Berg sold his red ledgers.", True),
        ("A row of red ledgers. Berg sold the ledgers.", True),
        ("Berg sold the ledgers.", False),
        ("A row of red ledgers. Berg sold ledgers.", False),
        ("A row of red ledgers. Berg sold the old ledgers.", False),
        ("A row of red ledgers. Berg sold the red boats.", False),
    ],
)
def test_a_thing_goes_by_its_qualities_and_where_they_stand_by_its_noun_alone(text, is_it):
    start = text.rindex(" ") + 1
    thing = Party(start, len(text) - 1, text[start:-1], "object", None, None)
    told = document("a", happening(0, "sell", on("2031-05-03"), thing), text=text)
    assert bool(rows("the red ledgers", told)) is is_it


def test_an_organisation_goes_by_its_letters_and_without_its_legal_form():
    for name in ("HQ", "Hulm Quarries Ltd."):
        firm = Entity("e1", "organisation", name, (name,))
        told = document("a", happening(0, "close", on("2031-05-03"), party(name, entity="e1")), entities=(firm,))
        assert len(rows("Hulm Quarries", told)) == 1


def test_a_surname_alone_is_enough_where_nobody_else_bears_it():
    berg, other = (Entity("e1", "person", name, (name,)) for name in ("Berg", "Karl Berg"))
    one = document("a", happening(0, "leave", on("2031-05-03"), party("Berg", entity="e1")), entities=(berg,))
    two = document("b", entities=(other,))
    assert len(rows("Ada Berg", one)) == 1
    assert rows("Ada Berg", one, two) == []


@pytest.mark.parametrize(
    "stance",
    [Stance(polarity="negative"), Stance(certainty="possible"), Stance(reality="conditional"), Stance(act="deny")],
)
def test_what_is_not_told_as_fact_is_left_out(stance):
    told = document("a", happening(0, "sail", on("2031-05-03"), party("Corsair 2"), stance=stance))
    assert rows("Corsair 2", told) == []
    assert len(timeline_of([told], "Corsair 2", every=True)) == 1


def test_states_of_mind_are_left_out_and_light_verbs_beside_their_noun():
    it, speech = party("Ada Berg"), Party(10, 13, "speech", "object", None, None)
    told = document(
        "a",
        happening(0, "hope", on("2031-05-03"), it),
        happening(5, "give", on("2031-05-03"), it, speech),
        happening(10, "speech", on("2031-05-03"), it),
    )
    assert rows("Ada Berg", told) == [(1, "2031-05-03", ["speech"])]

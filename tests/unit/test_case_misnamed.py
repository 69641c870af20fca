"""What is told of names in an edit that nobody bears."""

from shutil import copytree

import pytest

from allegedly.case import Case
from allegedly.model import Correction
from allegedly.store import only_writer


@pytest.fixture
def case(opened, tmp_path):
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "a.txt").write_text("Otto left Lyon in 1999. The porter stayed.")
    (folder / "b.txt").write_text("Kasparian met Otto in Oran in 1998.")
    opened.add([folder])
    opened.records()
    return opened


def told(case, **edit):
    """What is told of an edit of the first claim."""
    own = next(claim.id for one in case.annotated() for claim in one.claims)
    return case.decide("edit", own, edit=Correction(**edit), by="Ada", at_once=True).told


@pytest.mark.parametrize("name", ["Kasparian", "KASPARIAN", "The porter", "porter"])
def test_names_that_the_cast_or_the_document_knows_stay_silent(case, name):
    assert not [line for line in told(case, roles=(("agent", name),)) if "Nobody" in line]


@pytest.mark.parametrize("name", ["Kapsarian", "Kaspariann", "Kasparin", "Kasqarian"])
def test_a_mistyped_name_is_told_with_whom_it_may_mean(case, name):
    assert told(case, roles=(("agent", name),)) == (
        f'Nobody in the cast is called "{name}" (perhaps you mean Kasparian); the claim stands with that name alone.',
    )


def test_a_name_that_is_like_no_other_is_told_too(case):
    (line,) = told(case, roles=(("patient", "Wilhelmina"),))
    assert line == 'Nobody in the cast is called "Wilhelmina"; the claim stands with that name alone.'


def test_only_what_is_edited_now_is_told(case):
    told(case, roles=(("agent", "Wilhelmina"),))
    assert "Wilhelmina" not in " ".join(told(case, place="Oran")).partition("It replaces")[0]


@pytest.mark.parametrize(
    ("place", "near"), [("Lodnon", "London"), ("Lyom", "Lyon"), ("Orann", "Oran"), ("The Grey Inn", None)]
)
def test_a_mistyped_place_is_told_with_the_nearest_one(case, place, near):
    perhaps = f" (perhaps you mean {near})" if near else ""
    assert told(case, place=place) == (f'No place here is called "{place}"{perhaps}; it will not stand on the map.',)


@pytest.mark.parametrize("place", ["London", "lyon", "Oran", "", "Kasparian"])
def test_places_that_are_known_stay_silent(case, place):
    assert told(case, place=place) == ()


def test_waits_for_nobody(case, monkeypatch):
    monkeypatch.setattr("allegedly.store.lock.WAIT_SECONDS", 0.1)
    with only_writer(case.folder):
        assert "perhaps you mean London" in told(case, place="Lodnon")[0]


@pytest.mark.parametrize("odd", ["\ud800", "\0", "'; drop", ".", "🜨" * 300, "a" * 300, "Kas\u0335parian"])
def test_odd_names_do_no_harm(case, odd):
    assert all(line.endswith(".") for line in told(case, place=odd, roles=(("agent", odd),)))


@pytest.mark.parametrize(
    ("name", "meant"),
    [("Archill Kajaya", "Archil Kajaia"), ("Kajaya", "Kajaia")],
)
def test_a_full_name_that_is_spelled_otherwise_is_told(sample_folder, tmp_path, name, meant):
    with Case.open(copytree(sample_folder, tmp_path / "case")) as case:
        (line,) = told(case, roles=(("agent", name),))
    assert f"(perhaps you mean {meant}" in line

from dataclasses import replace

import pytest

from allegedly.model import Document, Happening, Hop, Party, Stance, Voice, sha256
from allegedly.model.protocols import Passage
from allegedly.store.checking import count_passages, passage_problems, text_problems

TEXT = "Otto left Lyon in 1999. Zoe stayed."
FIRST = Passage("d", 0, 5, "Otto ")


@pytest.fixture
def annotated(fakes):
    return fakes.annotated_of(Document(id="d", text=TEXT, text_sha256=sha256(TEXT.encode())))


def changed(annotated, records: str, **fields):
    first, *rest = getattr(annotated, records)
    return replace(annotated, **{records: (replace(first, **fields), *rest)})


def test_a_sound_reading_has_no_problems(annotated):
    assert list(passage_problems(annotated)) == []
    assert count_passages(annotated) > 20


@pytest.mark.parametrize("records", ["mentions", "times", "places"])
def test_words_that_do_not_stand_there_are_told(annotated, records):
    (problem,) = passage_problems(changed(annotated, records, text="Other"))
    assert "is not what stands at" in problem
    assert "Other" not in problem


def test_words_of_a_role_that_do_not_stand_there_are_told(annotated):
    role = replace(annotated.claims[0].roles[0], start=1)
    (problem,) = passage_problems(changed(annotated, "claims", roles=(role,)))
    assert problem.startswith(f"The agent of the claim {annotated.claims[0].id} of the document d")


def test_words_of_a_happening_that_do_not_stand_there_are_told(annotated):
    left = Happening(5, 9, "left", Stance(), "leave", (Party(0, 4, "Otto", "subject", None, None),))
    sound = replace(annotated, happenings=(left,))
    assert list(passage_problems(sound)) == []
    assert count_passages(sound) == count_passages(annotated) + 2
    (problem,) = passage_problems(replace(annotated, happenings=(replace(left, text="went"),)))
    assert problem.startswith("The happening of the document d is not what stands at")


OUTSIDE = (3, len(TEXT) + 1)


@pytest.mark.parametrize(
    ("records", "fields"),
    [
        ("mentions", {"start": -1}),
        ("times", {"start": 99, "end": 98}),
        ("places", {"end": 10_000}),
        ("attributions", {"source": (OUTSIDE,)}),
        ("attributions", {"cue": (OUTSIDE,)}),
        ("attributions", {"content": ((0, 1), OUTSIDE)}),
        ("claims", {"end": 10_000}),
        ("claims", {"trigger": OUTSIDE}),
        ("claims", {"stance": Stance(cues=(OUTSIDE,))}),
        ("claims", {"chain": (Hop("x", "outlet", None, OUTSIDE),)}),
    ],
)
def test_passages_outside_of_the_text_are_told(annotated, records, fields):
    (problem,) = passage_problems(changed(annotated, records, **fields))
    assert "points outside of its text" in problem


@pytest.mark.parametrize("fields", [{"spans": (OUTSIDE,)}, {"announced": OUTSIDE}])
def test_voices_outside_of_the_text_are_told(annotated, fields):
    voice = replace(Voice("v", "author", ((0, 1),)), **fields)
    (problem,) = passage_problems(replace(annotated, document=replace(annotated.document, voices=(voice,))))
    assert problem.startswith("The voice v")


def test_a_changed_text_is_told(annotated):
    document = annotated.document
    assert list(text_problems(document, [FIRST], [(0, 5)])) == []
    (problem,) = text_problems(replace(document, text=TEXT + " "), [FIRST], [(0, 5)])
    assert "text of the document d is not what it was" in problem


@pytest.mark.parametrize("passages", [[], [replace(FIRST, text="Ottx ")], [replace(FIRST, end=4)], [FIRST, FIRST]])
def test_passages_that_are_not_those_of_the_text_are_told(annotated, passages):
    (problem,) = text_problems(annotated.document, passages, [(0, 5)])
    assert "cannot be searched" in problem

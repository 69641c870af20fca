import numpy as np
import pytest

from allegedly.extract.claims import worth
from allegedly.extract.claims.worth import least_worth
from allegedly.pipeline import annotate_documents
from allegedly.readers import read

REPORT = (
    "PORTO, 4 May (Douro Wire) - The customs clerk Ana Brandt was arrested in Porto on Monday. Police seized forty "
    "crates from a warehouse on the quay. Her lawyer met the prosecutor on Tuesday and offered him a list of names. "
)
TALK = (
    "I think you know how it is. Politics is a game for people who like games. He is just not the best man for the "
    "job. Voters like strong leaders. We want our country to be great and we need hope. "
)


def triggers(text: str) -> set[str]:
    annotated = next(annotate_documents([read(None, text.encode())]))
    return {text[slice(*claim.trigger)] for claim in annotated.claims}


def test_happenings_are_kept_and_talk_is_not():
    found = triggers(REPORT + TALK)
    assert {"arrested", "seized", "met", "offered"} <= found
    assert not found & {"like", "need", "know", "think"}


def test_what_the_ledger_and_the_questions_rest_on_is_kept_whatever_its_worth(monkeypatch):
    monkeypatch.setattr(worth, "LEAST_WORTH", 1000.0)
    text = (
        "The port offered Ana Brandt a pass. She refused. It is not known where she is. Its clerk declined to comment."
    )
    assert triggers(text) == {"offered", "refused", "known", "declined"}
    assert triggers("Ana Brandt was arrested in Porto on Monday.") == set()


def test_without_the_tagger_everything_is_kept(monkeypatch):
    monkeypatch.setattr("allegedly.nlp.tagger.load", lambda: None)
    assert {"arrested", "need", "want"} <= triggers(REPORT + TALK)


@pytest.mark.parametrize(("worths", "lower"), [([3.0] * 30, True), ([-3.0] * 30, False)])
def test_less_is_asked_of_a_claim_where_most_are_worth_noting(worths, lower):
    assert (least_worth(worths) < worth.LEAST_WORTH - 1) is lower
    assert (least_worth(worths) > worth.LEAST_WORTH + 1) is not lower


def test_one_claim_alone_hardly_moves_what_is_asked():
    assert abs(least_worth([4.0]) - worth.LEAST_WORTH) < 0.5


def test_the_weights_that_ship_are_for_these_marks(tagger):
    width = tagger.happenings.size - 1
    assert tagger.worth.shape == (1 + len(worth.MARKS) + 2 * width,)
    assert np.isfinite(tagger.worth).all()


@pytest.fixture
def tagger():
    from allegedly.nlp.tagger import load

    return load()

from datetime import date
from pathlib import Path

import pytest

from allegedly import readers
from allegedly.corpus import read_corpus
from allegedly.corpus.withdrawn import withdrawn
from allegedly.pipeline import annotate_documents


def read(*texts):
    documents = (
        readers.read(Path(f"{n}.txt"), text.encode(), published=date(2015, 3, n)) for n, text in enumerate(texts, 1)
    )
    return list(annotate_documents(documents))


@pytest.mark.parametrize(
    ("text", "taken_back"),
    [
        ("Correction: we wrote that Karl Brenner was arrested in Bremen. He was arrested in Kiel.", ["Bremen"]),
        ("An earlier version of this article said that Karl Brenner was arrested in Bremen.", ["Bremen"]),
        ("This newspaper reported that Karl Brenner was arrested in Bremen. That was wrong.", ["Bremen"]),
        ("We wrote that Karl Brenner was arrested in Bremen.", []),
        ("The police said that Karl Brenner was arrested in Bremen. That was wrong.", []),
    ],
)
def test_what_a_voice_takes_back_is_known(text, taken_back):
    (one,) = read(text)
    claims = sorted(one.claims, key=lambda claim: (claim.trigger, claim.id))
    found = withdrawn(one, claims)
    assert [claim.place.name for claim in claims if claim.id in found] == taken_back


def test_a_correction_leaves_the_difference_that_it_is_about():
    documents = read(
        "Karl Brenner was arrested in Bremen on 1 March, a police officer said.",
        "Karl Brenner was arrested in Bremen on 28 February, two neighbours said.",
        "Correction: we wrote that Karl Brenner was arrested in Bremen on 28 February. He was arrested on 1 March.",
    )
    before, after = read_corpus(documents[:2]), read_corpus(documents)
    for corpus in (before, after):
        assert [(one.relation, one.slot) for one in corpus.relations if one.relation == "conflict"] == [
            ("conflict", "time")
        ]
    (origins,) = [one for one in after.origins if len(one.asserting) > 1]
    assert (origins.documents, origins.most) == (3, 3)  # the officer, the neighbours, the paper that corrects itself

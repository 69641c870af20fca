from datetime import date

from allegedly.model import (
    Annotated,
    Claim,
    ClaimTime,
    Document,
    Hop,
    Phrase,
    PlainTuple,
    Role,
    Stance,
    Voice,
    content_id,
    sha256,
)
from allegedly.model.codec import decode, encode


def a_claim() -> Claim:
    return Claim(
        id="c1",
        start=0,
        end=4,
        trigger=(0, 4),
        predicate="leave",
        type=None,
        voice="v1",
        roles=(Role("agent", 0, 4, "Anna", "e1", "explicit"),),
        time=ClaimTime("2014-03-04", date(2014, 3, 4), date(2014, 3, 4), "t1", "own_clause"),
        place=None,
        stance=Stance(cues=((1, 2),)),
        chain=(Hop("The Post", "outlet", evidence=(3, 4)),),
        links=(),
        found_by="claim.verb",
        model="m",
    )


def test_records_come_back_as_they_were() -> None:
    claim = a_claim()
    assert decode(Claim, encode(claim)) == claim
    voice = Voice("v1", "author", ((0, 4), (6, 9)), published=None, authors=("A", "B"))
    assert decode(Voice, encode(voice)) == voice


def test_the_public_object_has_the_promised_keys_and_comes_back() -> None:
    document = Document("d1", "Anna left.", sha256(b"x"), voices=(Voice("v1", "author", ((0, 10),)),))
    annotated = Annotated(document, (), (), (), (), (), (a_claim(),), (("model", "m"),))
    data = annotated.to_dict()
    assert list(data)[:2] == ["document", "voices"]
    assert "voices" not in data["document"]
    assert (data["voices"][0]["start"], data["voices"][0]["end"]) == (0, 10)
    assert data["claims"][0]["stance"]["label"] == "asserted"
    assert "tuples" not in data
    assert Annotated.from_dict(data) == annotated


def test_tuples_come_back_where_they_were_asked_for() -> None:
    document = Document("d1", "Anna left.", sha256(b"x"), voices=(Voice("v1", "author", ((0, 10),)),))
    found = PlainTuple(Phrase("Anna", ((0, 4),)), Phrase("left", ((5, 9),)), (), None, 0.5, "tuple.bare")
    for tuples in ((found,), ()):
        annotated = Annotated(document, (), (), (), (), (), (), (("model", "m"),), tuples)
        assert Annotated.from_dict(annotated.to_dict()) == annotated


def test_ids_come_from_content() -> None:
    assert content_id("claim", 1, "a") == content_id("claim", 1, "a")
    assert content_id("claim", 1, "a") != content_id("claim", "1a")
    assert len(content_id("x")) == 16

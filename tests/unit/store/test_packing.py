import json
import zlib
from dataclasses import replace
from datetime import date

import pytest

from allegedly.model import Claim, ClaimTime, Document, Happening, Hop, Link, Party, Stance, Voice
from allegedly.store.packing import pack, unpack

TEXT = "Otto left Lyon in 1999.\u2028Zoë \U0001d518 stayed."


@pytest.fixture
def annotated(fakes):
    document = Document(id="d", text=TEXT, text_sha256="s", published=date(1, 2, 3), authors=("A", "B"))
    made = fakes.annotated_of(document)
    linked = replace(made.claims[0], links=(Link("answers", "other"),), place=None, type="MAKE STATEMENT")
    return replace(made, claims=(linked, *made.claims[1:]))


def test_a_reading_is_the_same_after_packing(annotated):
    assert unpack(pack(annotated), TEXT) == annotated


def test_a_packed_reading_holds_no_text(annotated):
    assert b"left Lyon" not in zlib.decompress(pack(annotated))


def test_open_ends_and_tuples_of_records_come_back(annotated):
    time = ClaimTime("[..2011-03-30]", None, date(2011, 3, 30), None, "own_clause")
    hops = (Hop(None, "unstated"), Hop("x", "person", "e", (0, 4)))
    voices = (
        Voice("v", "comment", ((0, 1), (2, 3)), announced=None),
        Voice("w", "letter", ((4, 5),), announced=(0, 1)),
    )
    claim = replace(annotated.claims[0], time=time, chain=hops, stance=Stance(cues=((0, 1), (2, 3))))
    changed = replace(annotated, claims=(claim,), document=replace(annotated.document, voices=voices))
    again = unpack(pack(changed), TEXT)
    assert again == changed
    assert isinstance(again.claims[0].chain[1].evidence, tuple)


@pytest.fixture
def with_happenings(annotated):
    otto = Party(0, 4, "Otto", "subject", "e", None)
    time = ClaimTime("1999", date(1999, 1, 1), date(1999, 12, 31), "t", "own_clause")
    left = Happening(5, 9, "left", Stance(cues=((0, 1),)), "leave", (otto,), time)
    return replace(annotated, happenings=(left,))


def test_happenings_come_back_if_asked_for(annotated, with_happenings):
    content = pack(with_happenings)
    assert unpack(content, TEXT) == annotated
    assert unpack(content, TEXT, happenings=True) == with_happenings


def test_a_reading_without_happenings_stays_without(annotated):
    assert unpack(pack(annotated), TEXT, happenings=True) == annotated
    of_old = rewritten(pack(annotated), lambda header, body: (header, body))
    assert unpack(of_old, TEXT, happenings=True) == annotated


def rewritten(content: bytes, change) -> bytes:
    header, body = zlib.decompress(content).decode().split("\n")[:2]
    header, body = change(json.loads(header), json.loads(body))
    return zlib.compress(f"{json.dumps(header)}\n{json.dumps(body)}".encode())


def test_a_reading_with_its_fields_in_another_order_is_understood(annotated):
    def swap(header, body):
        fields = header["Entity"]
        fields[0], fields[2] = fields[2], fields[0]
        for row in body[header["Annotated"].index("entities")]:
            row[0], row[2] = row[2], row[0]
        return header, body

    assert unpack(rewritten(pack(annotated), swap), TEXT) == annotated


def test_a_field_that_is_no_more_is_left_out(annotated):
    def add(header, body):
        header["Claim"].append("colour")
        for row in body[header["Annotated"].index("claims")]:
            row.append("red")
        return header, body

    assert unpack(rewritten(pack(annotated), add), TEXT) == annotated


def test_a_field_that_is_new_has_its_default(annotated):
    def drop(header, body):
        i = header["Entity"].index("roles")
        del header["Entity"][i]
        for row in body[header["Annotated"].index("entities")]:
            del row[i]
        return header, body

    again = unpack(rewritten(pack(annotated), drop), TEXT)
    assert again.entities == tuple(replace(entity, roles=()) for entity in annotated.entities)


def test_a_field_that_is_new_and_has_no_default_is_told(annotated):
    def drop(header, body):
        i = header["Claim"].index("predicate")
        del header["Claim"][i]
        for row in body[header["Annotated"].index("claims")]:
            del row[i]
        return header, body

    with pytest.raises(TypeError, match="predicate"):
        unpack(rewritten(pack(annotated), drop), TEXT)


def test_it_is_small(annotated):
    many = replace(annotated, claims=annotated.claims * 50)
    assert len(pack(many)) * 5 < len(json.dumps(many.to_dict()))
    assert isinstance(many.claims[0], Claim)

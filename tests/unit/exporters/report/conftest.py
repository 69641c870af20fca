"""What the tests of a report's formats share: cases to write, and what holds of the notes in each format."""

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from allegedly.corpus.claims_judged import claim_subject
from allegedly.exporters import Material
from allegedly.exporters.report.shown import to_the_letter
from allegedly.model import Annotated, Checked, Claim, ClaimTime, Correction, Hand, Verdict
from allegedly.model.protocols import Receipt

HERE = Path(__file__).parent
SPAN = re.compile(r"characters ([\d,]+) to ([\d,]+)")
OWN_ID = re.compile(r"; claim ([0-9a-f]{16})\.")
SHA256 = re.compile(r"SHA-256 of the original ([0-9a-f]{64});")
ADA, WHY = "Ada *B*", "the | log"
AT = "2012-06-01T09:30:00Z"


@pytest.fixture(scope="session")
def hostile(affairs) -> Material:
    """A case whose one document, people and log try to act on whatever shows them."""
    name = "allegedly_test_hostile"
    spec = spec_from_file_location(name, HERE / "hostile.py")
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module.build(affairs)


@dataclass(frozen=True)
class Judged:
    """The affair with an accepted claim, an edited one, one that was rejected, and a difference that was settled."""

    material: Material
    accepted: Claim
    edited: Claim
    rejected: Claim


@pytest.fixture(scope="session")
def judged(affair) -> Judged:
    courier, post, hostile_one = affair.annotated
    accepted, edited, rejected = courier.claims[0], courier.claims[1], courier.claims[3]
    settled = tuple(claim_subject(item, item.claims[0]) for item in affair.annotated[:2])
    asked = (
        Verdict("accept", (claim_subject(courier, accepted),), ADA, AT, WHY),
        Verdict("edit", (claim_subject(courier, edited),), ADA, AT, WHY, edit=Correction(when="2011-04-13")),
        Verdict("reject", (claim_subject(courier, rejected),), ADA, AT, WHY),
        Verdict("settled", settled, ADA, AT, WHY, name="time"),
    )
    log = [made.numbered(number) for number, made in enumerate(asked, 1)]
    states = ("accepted", "edited", "rejected")
    hands = [Hand(state, one.by, one.at, one.id) for state, one in zip(states, log, strict=False)]
    checked = tuple(Checked(c, h) for c, h in zip((accepted, edited, rejected), hands, strict=True))
    day = date(2011, 4, 13)
    now = replace(edited, time=ClaimTime("2011-04-13", day, day, None, "judged"))
    claims = tuple(now if claim is edited else claim for claim in courier.claims if claim is not rejected)
    annotated: tuple[Annotated, ...] = (replace(courier, claims=claims, checked=checked), post, hostile_one)
    receipts = {
        item.document.id: (Receipt(item.document.id, f"/in/{number}.txt", AT),) for number, item in enumerate(annotated)
    }
    corpus = replace(affair.corpus, judgements=tuple(log))
    return Judged(Material(annotated, corpus, "The affair", receipts=receipts), accepted, now, rejected)


@pytest.fixture(params=["affair", "hostile", "judged", "sample"])
def material(request, affair) -> Material:
    """Each of the cases in turn."""
    if request.param == "affair":
        return Material(affair.annotated, affair.corpus, "A <b>title</b>")
    if request.param == "judged":
        return request.getfixturevalue("judged").material
    return request.getfixturevalue(request.param)


def _led_back(notes: Mapping[int, str], material: Material) -> list[str]:
    """The ids of the claims to which the notes lead; each begins with its passage to the letter, and says where it
    stands.
    """
    assert sorted(notes) == list(range(1, len(notes) + 1))
    claims = {claim.id: (item, claim) for item in material.annotated for claim in item.claims}
    found = []
    for text in notes.values():
        item, claim = claims[OWN_ID.findall(text)[-1]]
        document = item.document
        assert text.startswith(f"“{to_the_letter(document.text[claim.start : claim.end])}”")
        places = [(int(a.replace(",", "")), int(b.replace(",", ""))) for a, b in SPAN.findall(text)]
        assert (claim.start, claim.end) in places
        assert SHA256.findall(text)[-1] == document.id
        found.append(claim.id)
    return found


@pytest.fixture(scope="session")
def led_back():
    return _led_back


@pytest.fixture
def every_claim(material) -> list[str]:
    return sorted(claim.id for item in material.annotated for claim in item.claims)

"""What is said to have happened, as FollowTheMoney's events, and each claim as a note with its exact passage.

An event there reads like a fact. So its name says how its accounts put it ("2 asserted, 1 denied"), its summary to how
many apparent origins they trace, its notes where they differ, and each account is a statement of its own.
"""

from collections.abc import Iterator

from ...model import Annotated, Claim, Event
from ...reports.conflicts import settled_in_words
from ...reports.entries import EntryDifference, difference_in_words, happening_of
from ...reports.lines import ClaimLine, claim_line, hand_words
from ..naming import happening_name, parties_of, stands
from ..naming import happenings as named_happenings
from .dates import dates_of
from .telling import MADE, Telling, claim_id, document_id, event_id, party_id, place_id
from .things import Thing, Values


def happenings(telling: Telling) -> Iterator[Thing]:
    """The happenings of which an account is written, and the dated claims that stand alone."""
    by_claim = telling.lookup.by_claim
    for event in sorted(_events(telling), key=lambda event: event.id):
        thing = telling.thing(event_id(event.id), "Event")
        accounts = [by_claim[claim] for claim in event.claims if claim in by_claim]
        lines = [claim_line(telling.lookup, *account) for account in accounts]
        _say_whole(telling, thing, event, lines)
        for (item, claim), line in zip(accounts, lines, strict=True):
            _say_account(telling, thing, item, claim, line)
        yield thing


def notes(telling: Telling) -> Iterator[Thing]:
    """Every claim, with its exact words."""
    told = {claim: event.id for event in _events(telling) for claim in event.claims}
    for item, claim in telling.claims():
        line = claim_line(telling.lookup, item, claim)
        document = document_id(item.document.id)
        named = telling.lookup.entities_in(item, claim) & telling.parties.keys()
        about = [event_id(told[claim.id])] if claim.id in told else []
        thing = telling.thing(claim_id(claim.id), "Note")
        values = {
            "description": item.document.text[claim.start : claim.end],
            "summary": [_how(line), *_beside(telling, claim)],
            "entity": [*about, document, *map(party_id, sorted(named))],
            "keywords": _keywords(claim),
            "publisher": item.document.outlet,
            "sourceUrl": item.document.url,
            "proof": document,
        }
        thing.say(values, origin=document, days=[line.published])
        yield thing


def _events(telling: Telling) -> Iterator[Event]:
    return named_happenings(telling.lookup, telling.material.corpus.events, telling.chosen, telling.annotated)


def _say_whole(telling: Telling, thing: Thing, event: Event, lines: list[ClaimLine]) -> None:
    """What no account says by itself."""
    whole = happening_of(telling.lookup, event.id)
    values = {
        "name": happening_name(telling.lookup, event),
        "summary": whole.origins,
        "notes": [_difference(one) for one in whole.differences],
        "recordId": event.id,
        "addressEntity": None if event.place is None else place_id(event.place),
    }
    thing.say(values, origin=MADE, days=[line.published for line in lines])


def _say_account(telling: Telling, thing: Thing, item: Annotated, claim: Claim, line: ClaimLine) -> None:
    document = document_id(item.document.id)
    values: Values = {
        **dates_of(claim.time),
        "description": f"{_how(line)}: “{line.text}”",
        "recordId": claim.id,
        "involved": map(party_id, parties_of(telling.lookup, item, claim)),
        "location": line.where,
        "addressEntity": None if claim.place is None else place_id(claim.place),
        "country": None if claim.place is None else claim.place.country,
        "keywords": _keywords(claim),
        "publisher": item.document.outlet,
        "sourceUrl": item.document.url,
        "proof": document,
    }
    if claim.time.edtf is not None and not dates_of(claim.time):
        telling.lost["date refused"] += 1
    edited = line.hand is not None and line.hand.state == "edited"
    origin = f"judgement-{line.hand.judgement}" if edited and line.hand is not None else document
    thing.say(values, origin=origin, entity=f"account-{claim.id}", days=[line.published])


def _keywords(claim: Claim) -> list[str]:
    return [stands(claim.stance.label, claim.stance.polarity), *([claim.type] if claim.type is not None else [])]


def _how(line: ClaimLine) -> str:
    """How a claim is put, by whom, of which day and place, where it stands, and who checked it."""
    page = None if line.page is None else f"page {line.page}"
    voice = None if line.voice is None else f"in {line.voice}"
    parts = (
        stands(line.label, line.polarity),
        line.chain_words,
        voice,
        line.who,
        line.when,
        line.where,
        page,
        hand_words(line.hand),
    )
    return "; ".join(part for part in parts if part)


def _beside(telling: Telling, claim: Claim) -> list[str]:
    chosen = telling.chosen
    beside = chosen.filtered and claim.id not in chosen.fitting
    return ["does not fit what was asked for; stands here beside what does"] if beside else []


def _difference(one: EntryDifference) -> str:
    settled = "" if one.settled is None else f" {settled_in_words(one.settled)}"
    return difference_in_words(one) + settled

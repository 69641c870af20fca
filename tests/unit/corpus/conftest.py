"""A bench on which documents with their records are put together by hand."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from allegedly.corpus import read_corpus
from allegedly.corpus.claims_judged import claim_subject
from allegedly.model import (
    Annotated,
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    Document,
    Entity,
    Hop,
    Mention,
    Place,
    Role,
    Stance,
    Verdict,
    Voice,
    content_id,
    sha256,
)

PLACES = {
    "Turkey": ClaimPlace("Turkey", 39.0, 35.0, "TR"),
    "Georgia": ClaimPlace("Georgia", 42.0, 43.5, "GE"),
    "Batumi": ClaimPlace("Batumi", 41.64228, 41.63392, "GE"),
    "Trabzon": ClaimPlace("Trabzon", 41.005, 39.72694, "TR"),
    "Kutaisi": ClaimPlace("Kutaisi", 42.26791, 42.69459, "GE"),
}


@dataclass
class Draft:
    """A document under construction; passages and names are found in its text, the first time they stand there."""

    text: str
    published: date | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    attributions: list[Attribution] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    @property
    def id(self) -> str:
        return sha256(f"{self.text}{self.published}{self.outlet}".encode())

    def entity(self, name: str, *others: str, kind: str = "person", roles: tuple[str, ...] = ()) -> str:
        entity_id = content_id("entity", self.id, name)
        for word in (name, *others):
            start = self.text.find(word)
            while start != -1:
                mention = content_id("mention", self.id, start)
                self.mentions.append(
                    Mention(mention, start, start + len(word), word, kind, entity_id, "name", "test")  # type: ignore[arg-type]
                )
                start = self.text.find(word, start + len(word))
        self.entities[name] = Entity(entity_id, kind, name, (name, *others), roles, ((0, len(name)),) * len(roles))  # type: ignore[arg-type]
        return entity_id

    def place(self, name: str, lat: float, lon: float, country: str, geonames_id: int | None = None) -> None:
        start = self.text.index(name)
        self.places.append(Place(start, start + len(name), name, name, lat, lon, country, geonames_id, None, "test"))

    def claim(
        self,
        passage: str,
        trigger: str,
        predicate: str,
        *,
        day: str | None = None,
        until: str | None = None,
        place: str | None = None,
        place_role: str = "place",
        sources: tuple[Hop, ...] = (),
        voice: str = "",
        polarity: str = "positive",
        act: str = "assert",
        certainty: str = "certain",
        reality: str = "actual",
        answer: str | None = None,
        **roles: str,
    ) -> Claim:
        start = self.text.index(passage)
        first = self.text.index(trigger, start)
        named = list(roles.items())
        if place is not None:
            named.append((place_role, place))
        claim = Claim(
            id=content_id("claim", self.id, start, first),
            start=start,
            end=start + len(passage),
            trigger=(first, first + len(trigger)),
            predicate=predicate,
            type=None,
            voice=voice,
            roles=tuple(self._role(role, words) for role, words in named),
            time=_time(day, until),
            place=PLACES[place] if place is not None else None,
            stance=Stance(polarity, certainty, reality, act),  # type: ignore[arg-type]
            chain=((Hop(self.outlet, "outlet"),) if self.outlet else ()) + sources,
            links=(),
            found_by="claim.verb",
            model="test",
            answer=answer,  # type: ignore[arg-type]
        )
        self.claims.append(claim)
        return claim

    def attribution(self, cue: str, content: str, kind: str = "indirect") -> None:
        spans = [(start := self.text.index(part), start + len(part)) for part in (cue, content)]
        attribution_id = content_id("attribution", self.id, *spans[0])
        self.attributions.append(
            Attribution(attribution_id, (), (spans[0],), (spans[1],), kind, "unstated", None, None, None, "test")  # type: ignore[arg-type]
        )

    def annotated(self) -> Annotated:
        document = Document(
            self.id,
            self.text,
            sha256(self.text.encode()),
            authors=self.authors,
            outlet=self.outlet,
            published=self.published,
            voices=self.voices,
        )
        return Annotated(
            document=document,
            mentions=tuple(sorted(self.mentions, key=lambda mention: mention.start)),
            entities=tuple(self.entities.values()),
            times=(),
            places=tuple(self.places),
            attributions=tuple(self.attributions),
            claims=tuple(self.claims),
            made_by=(),
        )

    def _role(self, role: str, words: str) -> Role:
        start = max(self.text.find(words), 0)
        entity = next((e.id for e in self.entities.values() if words in e.names), None)
        return Role(role, start, start + len(words), words, entity, "explicit")  # type: ignore[arg-type]


def _time(day: str | None, until: str | None) -> ClaimTime:
    if day is None:
        return ClaimTime()
    edtf = day if until is None else f"[{day}..{until}]"
    return ClaimTime(edtf, date.fromisoformat(day), date.fromisoformat(until or day), None, "own_clause")


@pytest.fixture
def draft() -> type[Draft]:
    return Draft


START = date(2012, 5, 1)


class Case:
    """Documents of one case; each with one claim, in the order of their publication."""

    def __init__(self, draft):
        self.draft, self.drafts, self.log = draft, [], []

    def tell(self, text, trigger, predicate, *, people=(), outlet=None, source=None, **more):
        number = len(self.drafts)
        one = self.draft(text, published=START + timedelta(days=number), outlet=outlet or f"Paper {number}")
        for name in people:
            one.entity(name)
        sources = (source,) if source else ()
        claim = one.claim(text.rstrip("."), trigger, predicate, sources=sources, **more)
        self.drafts.append(one)
        return claim

    def corpus(self):
        return read_corpus([one.annotated() for one in self.drafts], self.log)

    def judge(self, kind, *numbers):
        """Judge the claims of these documents."""
        found = [one.annotated() for one in (self.drafts[number] for number in numbers)]
        subjects = tuple(claim_subject(one, one.claims[0]) for one in found)
        name = "time" if kind == "settled" else None
        made = Verdict(kind, subjects, by="Ada", at="2012-06-01", name=name).numbered(len(self.log) + 1)
        self.log.append(made)
        return made

    def undo(self, made):
        self.log.append(Verdict("undo", (), by="Ada", at="2012-06-02", undoes=made.id).numbered(len(self.log) + 1))

    def candidates(self):
        """The pairs of claims, by number, whose events may be one."""
        events = {event.id: event for event in self.corpus().events}
        first = {event.id: self.number(event.claims[0]) for event in events.values()}
        return sorted({tuple(sorted((first[e.id], first[o]))) for e in events.values() for o in e.candidates})

    def number(self, claim):
        return next(n for n, one in enumerate(self.drafts) if any(own.id == claim for own in one.claims))

    def together(self):
        """The groups of claims that are in one event, by their number; those alone left out."""
        numbers = {claim.id: number for number, one in enumerate(self.drafts) for claim in one.claims}
        return [[numbers[claim] for claim in event.claims] for event in self.corpus().events if len(event.claims) > 1]

    def rules(self):
        return [join.by[0] for event in self.corpus().events for join in event.joined]


@pytest.fixture
def case(draft):
    return Case(draft)

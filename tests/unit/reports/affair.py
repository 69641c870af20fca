"""A small invented affair as records, written by hand: what the reports, the exporters and the commands are tried on.

Three documents: the first tells, the second repeats it with another day, the third is hostile.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from allegedly.model import (
    Annotated,
    Attribution,
    Claim,
    ClaimPlace,
    ClaimTime,
    Document,
    Entity,
    Hop,
    Judgement,
    Link,
    Mention,
    Place,
    Role,
    Stance,
    TimeExpression,
    Voice,
    content_id,
    sha256,
)
from allegedly.model.corpus import (
    CaseEntity,
    CaseLink,
    Derivation,
    Event,
    Evidence,
    Member,
    NameUse,
    Origin,
    OriginEdge,
    Origins,
    Relation,
    RoleUse,
)
from allegedly.model.records import AnswerState

COURIER = (
    "The customs house\n\n"
    "Ana Brandt left Lisbon on 11 April, one customs source said. She was not stopped.\n\n"
    "In mid-April the port office offered Brandt a pass and a desk by the quay, on condition that she stay. "
    "She refused. She has not left Porto since."
)
POST = (
    "Brandt left Lisbon on 12 April, the Harbour Courier reported. It is not known where she is.\n\n"
    "The port office denied that it offered her anything. Its clerk declined to comment.\n\n"
    "1. Will she return?"
)
HOSTILE = (
    "<script>alert('x')</script> & \u202egnihtemos\u202c \x1b[31mred\x1b[0m happened on 1 May 2011. <b>Bold</b> it was."
)
DAY_11, DAY_12 = date(2011, 4, 11), date(2011, 4, 12)
MAKERS = (("allegedly", "0"), ("model", "none"))


@dataclass(frozen=True)
class Corpus:
    entities: tuple[CaseEntity, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    origins: tuple[Origins, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    links: tuple[CaseLink, ...] = ()


@dataclass(frozen=True)
class Affair:
    annotated: tuple[Annotated, ...]
    corpus: Corpus

    def claim(self, words: str) -> Claim:
        """The claim whose passage begins with these words."""
        found = [c for a in self.annotated for c in a.claims if a.document.text[c.start : c.end].startswith(words)]
        return found[0]


class Writer:
    """Builds the records of one document from quotations."""

    def __init__(self, name: str, text: str, published: date | None, outlet: str | None, **more: object) -> None:
        own_id = sha256(text.encode())
        self.document = Document(
            id=own_id,
            text=text,
            text_sha256=own_id,
            path=f"in/{name}",
            title=str(more.get("title", text.split("\n", 1)[0])),
            authors=tuple(more.get("authors", ())),  # type: ignore[call-overload]
            outlet=outlet,
            published=published,
            published_by="option" if published else "unknown",
        )
        split = int(more.get("comment_at", len(text)))  # type: ignore[call-overload]
        voices = [Voice(content_id("voice", own_id, 0), "author", ((0, split),), outlet=outlet)]
        if split < len(text):
            voices.append(
                Voice(content_id("voice", own_id, 1), "comment", ((split, len(text)),), voices[0].id, number=1)
            )
        self.document = replace(self.document, voices=tuple(voices))
        self.claims: list[Claim] = []
        self.mentions: list[Mention] = []
        self.times: list[TimeExpression] = []
        self.places: list[Place] = []
        self.entities: dict[str, Entity] = {}

    def span(self, quote: str) -> tuple[int, int]:
        start = self.document.text.index(quote)
        return start, start + len(quote)

    def entity(self, kind: str, name: str, *quotes: str, how: str = "name") -> str:
        entity_id = content_id("entity", self.document.id, name)
        self.entities[name] = Entity(entity_id, kind, name, (name,))  # type: ignore[arg-type]
        for quote in quotes:
            start, end = self.span(quote)
            mention_id = content_id("mention", self.document.id, start, name)
            self.mentions.append(Mention(mention_id, start, end, quote, kind, entity_id, how, "test"))  # type: ignore[arg-type]
        return entity_id

    def place(self, quote: str, lat: float, lon: float) -> Place:
        place = Place(*self.span(quote), quote, quote, lat, lon, "PT", None, None, "test")
        self.places.append(place)
        return place

    def time(self, quote: str, edtf: str, earliest: date | None, latest: date | None) -> ClaimTime:
        start, end = self.span(quote)
        time_id = content_id("time", self.document.id, start)
        self.times.append(
            TimeExpression(
                time_id, start, end, quote, "DATE", edtf, None, edtf, earliest, latest, "document", "test-rule"
            )
        )
        return ClaimTime(edtf, earliest, latest, time_id, "own_clause")

    def claim(
        self,
        quote: str,
        trigger: str,
        *,
        predicate: str | None = None,
        roles: Sequence[tuple[str, str, str | None, str]] = (),
        time: ClaimTime | None = None,
        place: ClaimPlace | None = None,
        stance: Stance | None = None,
        hops: Sequence[Hop] = (),
        links: Sequence[Link] = (),
        answer: AnswerState | None = None,
    ) -> Claim:
        start, end = self.span(quote)
        at = self.document.text.index(trigger, start)
        voice = self.document.voice_at(start)
        outlet = [Hop(self.document.outlet, "outlet")] if self.document.outlet else []
        authors = [Hop(author, "author") for author in self.document.authors]
        made = Claim(
            id=content_id("claim", self.document.id, start, end, trigger),
            start=start,
            end=end,
            trigger=(at, at + len(trigger)),
            predicate=predicate or trigger,
            type=None,
            voice=voice.id if voice else "",
            roles=tuple(Role(n, *self.span(q), q, entity, how) for n, q, entity, how in roles),  # type: ignore[arg-type]
            time=time or ClaimTime(),
            place=place,
            stance=stance or Stance(),
            chain=(*outlet, *authors, *hops),
            links=tuple(links),
            answer=answer,
            found_by="claim.verb",
            model="none 1.0",
        )
        self.claims.append(made)
        return made

    def annotated(self, attributions: Sequence[Attribution] = ()) -> Annotated:
        return Annotated(
            self.document,
            tuple(self.mentions),
            tuple(self.entities.values()),
            tuple(self.times),
            tuple(self.places),
            tuple(attributions),
            tuple(self.claims),
            MAKERS,
        )


def build() -> Affair:
    courier, post, hostile = _courier(), _post(), _hostile()
    return Affair((courier, post, hostile), _corpus(courier, post))


def _courier() -> Annotated:
    doc = Writer("courier.txt", COURIER, date(2011, 4, 20), "The Harbour Courier", authors=["Ida Roth"])
    ana = doc.entity("person", "Ana Brandt", "Ana Brandt")
    office = doc.entity("organisation", "port office", "the port office")
    source = doc.entity("person", "one customs source", "one customs source", how="description")
    lisbon, porto = doc.place("Lisbon", 38.7, -9.1), doc.place("Porto", 41.1, -8.6)
    said = Hop("one customs source", "unnamed_person", source, doc.span("one customs source"))
    left = doc.claim(
        "Ana Brandt left Lisbon on 11 April",
        "left",
        predicate="leave",
        roles=[("agent", "Ana Brandt", ana, "explicit"), ("from", "Lisbon", None, "explicit")],
        time=doc.time("on 11 April", "2011-04-11", DAY_11, DAY_11),
        place=ClaimPlace(lisbon.name, lisbon.lat, lisbon.lon, "PT"),
        hops=[said],
    )
    doc.claim(
        "She was not stopped",
        "stopped",
        roles=[("patient", "She", ana, "coreference")],
        stance=Stance(polarity="negative", cues=(doc.span("not"),)),
        time=replace(left.time, basis="narration"),
    )
    offer = doc.claim(
        "In mid-April the port office offered Brandt a pass and a desk by the quay, on condition that she stay",
        "offered",
        predicate="offer",
        roles=[
            ("agent", "the port office", office, "explicit"),
            ("recipient", "Brandt", ana, "explicit"),
            ("patient", "a pass and a desk by the quay", None, "explicit"),
            ("theme", "condition", None, "explicit"),
        ],
        time=doc.time("In mid-April", "[2011-04-11..2011-04-20]", DAY_11, date(2011, 4, 20)),
        stance=Stance(act="offer", cues=(doc.span("offered"),)),
    )
    doc.claim(
        "She refused",
        "refused",
        predicate="refuse",
        roles=[("agent", "She", ana, "coreference")],
        stance=Stance(act="refuse"),
        links=[Link("answers", offer.id)],
        answer="refused",
    )
    doc.claim(
        "She has not left Porto since",
        "left",
        predicate="leave",
        roles=[("agent", "She", ana, "coreference"), ("from", porto.text, None, "explicit")],
        time=doc.time("since", "2011-04-15/2011-04-20", date(2011, 4, 15), date(2011, 4, 20)),
        stance=Stance(polarity="negative"),
    )
    report = Attribution(
        "a1", (doc.span("one customs source"),), (), (doc.span("Ana Brandt left Lisbon"),), "indirect",
        "unnamed_person", source, "one customs source", None, "test",
    )  # fmt: skip
    return doc.annotated([report])


def _post() -> Annotated:
    doc = Writer("post.txt", POST, date(2011, 4, 21), "The Evening Post", comment_at=POST.index("1. Will"))
    ana = doc.entity("person", "Brandt", "Brandt")
    office = doc.entity("organisation", "port office", "The port office")
    doc.place("Lisbon", 38.7, -9.1)
    courier = Hop("the Harbour Courier", "organisation", None, doc.span("the Harbour Courier"))
    doc.claim(
        "Brandt left Lisbon on 12 April",
        "left",
        predicate="leave",
        roles=[("agent", "Brandt", ana, "explicit"), ("from", "Lisbon", None, "explicit")],
        time=doc.time("on 12 April", "2011-04-12", DAY_12, DAY_12),
        hops=[courier],
    )
    doc.claim("It is not known where she is", "known", stance=Stance(reality="unknown"))
    doc.claim(
        "it offered her anything",
        "offered",
        predicate="offer",
        roles=[("agent", "it", office, "coreference"), ("recipient", "her", ana, "coreference")],
        stance=Stance(act="deny"),
        hops=[Hop("port office", "organisation", office, doc.span("The port office"))],
    )
    doc.claim("Its clerk declined to comment", "declined", roles=[("agent", "Its clerk", None, "explicit")])
    doc.claim(
        "Will she return",
        "return",
        roles=[("agent", "she", ana, "coreference")],
        stance=Stance(reality="question"),
    )
    return doc.annotated()


def _hostile() -> Annotated:
    doc = Writer(
        "hostile.html", HOSTILE, None, "Times</style><script>alert(2)</script>", title="</title><script>alert(3)"
    )
    day = date(2011, 5, 1)
    passage = HOSTILE[: HOSTILE.index(". <b>")]
    doc.claim(passage, "happened", time=doc.time("1 May 2011", "2011-05-01", day, day))
    overlapping = HOSTILE[HOSTILE.index("happened") : HOSTILE.index(" it was")]
    doc.claim(overlapping, "on", stance=Stance(certainty="possible"))
    doc.claim("<b>Bold</b> it was", "was", hops=[Hop("\x1b]0;title\x07<img src=x>", "person")])
    return doc.annotated()


def _corpus(courier: Annotated, post: Annotated) -> Corpus:
    one, two = courier.claims[0].id, post.claims[0].id
    c, p = courier.document, post.document
    ana = CaseEntity(
        "e-ana", "person", "Ana Brandt",
        (NameUse("Ana Brandt", 3, (c.id,)), NameUse("Brandt", 2, (c.id, p.id))),
        (RoleUse("clerk", c.id, c.published, 0, 9),),
        (Member(c.id, courier.entities[0].id), Member(p.id, post.entities[0].id)),
        ("e-office",),
    )  # fmt: skip
    office = CaseEntity(
        "e-office", "organisation", "Port Office", (NameUse("port office", 2, (c.id, p.id)),), (),
        (Member(c.id, courier.entities[1].id), Member(p.id, post.entities[1].id)),
    )  # fmt: skip
    source = CaseEntity(
        "e-source", "person", "one customs source", (NameUse("one customs source", 1, (c.id,)),), (),
        (Member(c.id, courier.entities[2].id),),
    )  # fmt: skip
    event = Event(
        "event-1", (one, two), "leave", None, DAY_11, DAY_12, "[2011-04-11,2011-04-12]",
        ClaimPlace("Lisbon", 38.7, -9.1, "PT"), ("e-ana",),
    )  # fmt: skip
    start, end = p.text.index("the Harbour Courier"), p.text.index(" reported")
    edge = OriginEdge(one, two, "certain", "cites the other document", Evidence(p.id, start, end, p.text[start:end]))
    origins = Origins(
        "event-1", (one, two), 2, 1, 1, 0, (), 0, 0,
        (Origin((one, two), "unnamed", "one customs source", first_hand=False),), (), (edge,),
    )  # fmt: skip
    relation = Relation("event-1", one, two, "conflict", "time", "11 April 2011 / 12 April 2011", "test")
    copied = Derivation(p.id, 0, 20, c.id, c.text.index("Brandt left"), c.text.index("Brandt left") + 20, "narration")
    return Corpus((ana, office, source), (event,), (relation,), (copied,), (origins,))

"""What is read out of one document: the records of the case, as frozen values."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from .document import Span

EntityKind = Literal["person", "organisation", "place"]
MentionHow = Literal["name", "pronoun", "description"]
ActsAs = Literal["government", "team", "people"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
AttributionKind = Literal["direct", "indirect", "mixed"]
SourceType = Literal["named_person", "organisation", "document", "unnamed_person", "unnamed_group", "unstated"]
Basis = Literal["witnessed", "told", "documents", "inference", "not_stated"]
"""How a source knows what it says, by the text's own words: it saw or heard it happen, somebody told it, papers show
it, it concludes it; or the text does not say."""
DetailKind = Literal["office", "side", "number", "anonymity", "knowledge"]
HopKind = Literal[
    "outlet", "author", "person", "organisation", "document", "unnamed_person", "unnamed_group", "unstated"
]
RoleName = Literal["agent", "patient", "recipient", "theme", "place", "from", "to", "instrument", "purpose"]
RoleHow = Literal["explicit", "inherited", "coreference", "judged"]
"""How who stands in a role was found; "judged" where a person said so: the words may stand elsewhere in the text then,
or, where its span is empty, nowhere."""
Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "probable", "possible", "unspecified"]
Reality = Literal["actual", "planned", "conditional", "counterfactual", "question", "generic", "unknown"]
Act = Literal["assert", "deny", "offer", "demand", "request", "promise", "refuse", "accept", "threaten", "ask"]
Label = Literal["asserted", "hedged", "denied", "planned", "conditional", "question", "unknown"]
AnchorKind = Literal["voice", "narration", "speaker", "event"]
"""What a time is counted from: the date of the voice, what was told before, the day on which somebody is quoted as
speaking, or another happening that the text dates."""
TimeBasis = Literal["own_clause", "governing_clause", "narration", "told", "judged", "none"]
"""What a time rests on; "told" is the day of the telling, for what news tells without another day (happenings only);
"judged" is a person's word, also for that there is none."""
LinkKind = Literal["condition_of", "content_of", "answers", "challenges", "causes"]
AnswerState = Literal["accepted", "refused", "evaded", "unanswered", "unknown"]
"""What an answer comes to; "unknown" where something came back, or may have, and the text does not say what."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that refers to an entity: by name, by pronoun, or by a description ("the former minister").

    ``link`` is the passage that shows whose mention it is: the full name for a surname, the name with the role beside
    it for a description, the antecedent for a pronoun. ``None`` for the full name itself.
    """

    id: str
    start: int
    end: int
    text: str
    kind: EntityKind
    entity: str
    how: MentionHow
    found_by: str
    link: Span | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """The person, organisation or place behind mentions of one document. ``names`` are distinct, most telling first.

    ``role_spans`` has, for each of ``roles``, the first passage in which it stands beside the name.
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    role_spans: tuple[Span, ...] = ()
    government_of: str | None = None
    """The code of the country whose government it is (ISO 3166-1)."""


@dataclass(frozen=True, slots=True)
class TimeAnchor:
    """What a time expression was counted from, and the inclusive days that this means.

    ``start`` and ``end`` are where it stands in the text; ``None`` for the date of a voice.
    """

    kind: AnchorKind
    earliest: date
    latest: date
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class TimeAlternative:
    """Another interval that the same words could well mean.

    ``why`` says what is open: "tense" (before or after the date of the voice), "day_first" or "month_first" (digits),
    "week" (this week's or the next one's), "narration" (a quoted speaker spoke in what is told, not to the writer).
    """

    why: str
    edtf: str | None
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch of text that names a time, and the interval of days that it means.

    ``value`` and ``mod`` are TIMEX3 (ISO 8601 values; TimeML 1.2.1). ``edtf`` is ISO 8601-2: ``a/b`` throughout,
    ``[a..b]`` some time within. ``earliest`` and ``latest`` are inclusive days, ``None`` where the text leaves an
    end open. ``basis`` says from what it was worked out (explicit, document, tense, narration, speaker, event, none),
    ``anchor`` what exactly that was, and ``rule`` names the rule.
    """

    id: str
    start: int
    end: int
    text: str
    type: TimexType
    value: str
    mod: str | None
    edtf: str | None
    earliest: date | None
    latest: date | None
    basis: str
    rule: str
    anchor: TimeAnchor | None = None
    alternatives: tuple[TimeAlternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym with coordinates in degrees (WGS 84).

    ``acts_as`` says whom the name stands for where it stands for somebody: a government, a team, other people there.
    """

    start: int
    end: int
    text: str
    name: str
    lat: float
    lon: float
    country: str | None
    geonames_id: int | None
    acts_as: ActsAs | None
    found_by: str


@dataclass(frozen=True, slots=True)
class SourceDetail:
    """What the text says of a source: its office, whose side it is on, how many they are, why it is not named, and
    how it is said to know.
    """

    kind: DetailKind
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source + cue + content, in the text. Span lists may be discontinuous; a source that is unstated has no span.

    ``source_how`` says how ``source_entity`` was reached: by its name, or worked out from a pronoun or a description.
    ``details`` are kept of sources without a name. ``found_by`` is a rule's id, "tagger", or both with + between.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: AttributionKind
    source_type: SourceType
    source_entity: str | None
    source_name: str | None
    """The words for the source, as the text has them ("one intelligence source")."""
    parent: str | None
    found_by: str
    source_how: MentionHow | None = None
    basis: Basis = "not_stated"
    basis_cue: tuple[Span, ...] = ()
    details: tuple[SourceDetail, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    role: RoleName
    start: int
    end: int
    text: str
    entity: str | None
    how: RoleHow


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When a claim says that it happened; ``earliest`` and ``latest`` are ``None`` for an undated claim.

    ``expression`` is the id of the time expression it rests on. ``not_after`` is the date of the voice where it tells
    of the claim as past: a bound, never the claim's date.
    """

    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    expression: str | None = None
    basis: TimeBasis = "none"
    not_after: date | None = None


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    name: str
    lat: float
    lon: float
    country: str | None


@dataclass(frozen=True, slots=True)
class Stance:
    """How the text puts a claim. ``cues`` are the words that say so."""

    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    reality: Reality = "actual"
    act: Act = "assert"
    cues: tuple[Span, ...] = ()

    @property
    def label(self) -> Label:
        """The one word that a person sees: the first that fits."""
        by_reality: dict[str, Label] = {
            "question": "question",
            "unknown": "unknown",
            "conditional": "conditional",
            "counterfactual": "conditional",
            "planned": "planned",
        }
        if self.reality in by_reality:
            return by_reality[self.reality]
        if self.act == "deny":
            return "denied"
        return "asserted" if self.certainty == "certain" else "hedged"


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain, outermost first; ``evidence`` is the passage that shows it, where one does."""

    name: str | None
    kind: HopKind
    entity: str | None = None
    evidence: Span | None = None

    @property
    def is_of_voice(self) -> bool:
        """Whether it hands the claim on as its voice (outlet, author), not as a source that the text names."""
        return self.kind in ("outlet", "author")


@dataclass(frozen=True, slots=True)
class Link:
    kind: LinkKind
    claim: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that something happened, holds, was planned, was offered ..., at one passage."""

    id: str
    start: int
    end: int
    trigger: Span
    predicate: str
    type: str | None
    voice: str
    roles: tuple[Role, ...]
    time: ClaimTime
    place: ClaimPlace | None
    stance: Stance
    chain: tuple[Hop, ...]
    links: tuple[Link, ...]
    found_by: str
    model: str
    """The language model behind the parse: name, version, hash."""
    answer: AnswerState | None = None
    """What it comes to as an answer, if it answers something, to which a link may lead."""

    def role(self, *names: RoleName) -> Role | None:
        """The first role of the given names that the claim has, in the order of the names."""
        for name in names:
            for role in self.roles:
                if role.role == name:
                    return role
        return None

"""A claim as the stages across documents see it: what happened, to whom, when, where, how many, and who says so.

The participants are the entities of the case on the side of who does it or of whom it is done to; a thing that no
entity stands for counts by its noun. A verb that leaves it to a noun to say what happened ("an explosion took place",
"she heard an explosion", "made an offer") is read as that noun.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from ..model import Annotated, Claim, ClaimPlace, Document, Role
from ..names import fold
from ..resources import load_lexicon
from ..resources.event_types import event_types
from .clocks import Clock, clock_of
from .counts import numbers_of, toll_of, with_units_of
from .deeds import Phrase, deed_of, words_behind
from .marks import Marks
from .phrases import head_noun, is_pronoun, singular
from .quantities import Quantity, lengths, quantities
from .sources import Rest, Sources
from .text_reuse import Alignment, Copied
from .withdrawn import withdrawn

Side = Literal["by", "to", "with"]
Says = Literal["asserts", "denies", "neither"]
Party = tuple[Side, str]
"""A side, and the id of an entity of the case or a noun."""

_HAPPENINGS = frozenset({"actual", "planned"})
"""What is asked, supposed or said to be unknown is no account of a happening."""
_NARROW_DAYS = 9
_SIDES: dict[str, Side] = {"agent": "by", "patient": "to", "recipient": "to", "theme": "to"}
_TURNED: dict[Side, Side] = {"by": "to", "to": "by", "with": "with"}
_NEGATION = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.IGNORECASE)
_NOBODY = re.compile(r"\W*(?:nobody|no one|no-one|none|neither|no)\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(?:again|once more|(?:for|on) (?:the|a) (?:second|third|fourth) time|this time)\b", re.IGNORECASE
)
_SUCH = re.compile(r"\bsuch\b", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+(\w+)")
_INFINITIVE = re.compile(r"to ([a-z]{2,})\b(?!\s+(?:been|have)\b)")
_FIRST_PERSON = re.compile(r"\W*(?:I|[Ww]e|me|us)\b(?!\.)")
_MYSELF = re.compile(r"\b(?:I|me|my|[Ww]e|us)\b(?!\.)")
_SHORT_BEFORE = 40
_NAMED_THING = re.compile(r"\W*(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur)\b(?:\s\w+)*?\s([^\W\d_a-z]\w+)")
_SAW = re.compile(
    r"\b(?:I|we|he|she|they)\b(?:\s+(?:had|have|has|also|then|even))*\s+"
    r"(?:saw|seen|heard|felt|watched|noticed|witnessed|overheard)\s+\Z",
    re.IGNORECASE,
)


def tells_of_a_happening(claim: Claim) -> bool:
    """Whether a claim is an account of a happening, told or planned."""
    return claim.stance.reality in _HAPPENINGS


@dataclass(frozen=True, slots=True)
class Account:
    """One claim, ready to be compared; ``order`` sorts accounts by publication, document and place in the text.

    ``of_noun`` says that a noun tells what happened, ``refers_back`` that it does so as "such an offer", ``again`` that
    it had happened before, ``perceived`` that the source says it saw, heard or lived through it. ``toll`` is set for
    counts of people ("dead"); ``outlet`` is the key of who publishes the voice. ``words`` are those for whom and what
    it tells of, ``near`` the names that stand near it, of what is not copied; ``left_open`` says that it speaks of
    somebody by a pronoun that nobody is found for. ``clock`` is the time of the day, ``running`` says that what it
    counts goes on ("so far"). ``copied`` are the passages of earlier documents that its words stand in. ``claim`` is
    without its roles, chain and links: what compares accounts goes by the parties and by ``rest``.
    """

    claim: Claim
    document: str
    order: tuple[date, str, int, str]
    published: date | None
    happening: str
    type: str | None
    of_noun: bool
    refers_back: bool
    again: bool
    parties: frozenset[Party]
    things: frozenset[Party]
    place_role: str
    numbers: tuple[Quantity, ...]
    toll: str | None
    says: Says
    perceived: bool
    rest: Rest
    outlet: str | None
    words: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    left_open: bool = False
    clock: Clock = ()
    running: bool = False
    copied: tuple[Copied, ...] = ()

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def place(self) -> ClaimPlace | None:
        return self.claim.place

    @property
    def planned(self) -> bool:
        return self.claim.stance.reality == "planned"

    @property
    def days(self) -> tuple[date, date] | None:
        """The days in which it is said to have happened, where both ends are known."""
        time = self.claim.time
        return None if time.earliest is None or time.latest is None else (time.earliest, time.latest)

    @property
    def narrow(self) -> tuple[date, date] | None:
        """The days, where they are few enough to tell one happening from another."""
        days = self.days
        return days if days is not None and (days[1] - days[0]).days <= _NARROW_DAYS else None

    @property
    def evidence(self) -> frozenset[Party]:
        return self.parties | self.things


def read_accounts(annotated: Sequence[Annotated], sources: Sources, alignment: Alignment) -> list[Account]:
    """The accounts of the documents, earliest publication first."""
    found = [account for one in annotated for account in _of_document(one, sources, alignment)]
    return sorted(found, key=lambda account: account.order)


def _of_document(one: Annotated, sources: Sources, alignment: Alignment) -> Iterator[Account]:
    document = one.document
    if not one.claims:
        return
    claims = sorted(one.claims, key=lambda claim: (claim.trigger, claim.id))
    numbers = numbers_of(claims, _numbers(one))
    left_open = _not_taken_up(one, claims) | withdrawn(one, claims)
    seen = _Perceptions(claims)
    marks = Marks(one)
    lived = _lived_through(one, claims)
    previous: Account | None = None
    for before, claim in zip((None, *claims), claims, strict=False):
        rest = sources.rest(document, claim)
        if not tells_of_a_happening(claim):
            continue
        account = _account(document, claim, rest, tuple(numbers[claim.id]), sources)
        if previous is not None and previous.happening == account.happening:
            account = replace(account, numbers=with_units_of(account.numbers, previous.numbers))
        previous = account if account.numbers else previous
        copied = tuple(alignment.copies(document.id, (claim.start, claim.end), claim.trigger[0]))
        yield replace(
            account,
            claim=replace(claim, roles=(), chain=(), links=()),
            says="neither" if claim.id in left_open else account.says,
            perceived=account.perceived
            or seen.frames(claim)
            or _is_told_as_seen(document.text, claim)
            or claim.id in lived,
            words=frozenset() if copied else _without(account.happening, marks.words(claim)),
            near=frozenset() if copied else marks.around(claim, before),
            left_open=marks.leaves_open(claim),
            clock=clock_of(document.text, claim, one.times),
            running=bool(account.numbers) and _running().search(document.text, claim.start, claim.end) is not None,
            copied=copied,
        )


def _numbers(one: Annotated) -> list[Quantity]:
    """What is counted or measured in a document, in the order of its text."""
    text, times = one.document.text, one.times
    found = [*quantities(text, sorted((time.start, time.end) for time in times)), *lengths(text, times)]
    return sorted(found, key=lambda number: number.start)


def _account(document: Document, claim: Claim, rest: Rest, numbers: tuple[Quantity, ...], sources: Sources) -> Account:
    deed = _deed(document.text, claim)
    happening, noun_role, way = _happening(document.text, claim) if deed is None else (deed.deed, None, None)
    if (undone := _left_undone(document.text, claim)) is not None:
        happening, noun_role, way, deed = undone, None, "refrain", None
    type_ = type_of(happening) or (claim.type if undone is None else None) or _type_of_motion(claim)
    parties: set[Party] = set()
    things: set[Party] = set()
    for role in claim.roles:
        side = _side(role, type_, way if noun_role is not None else "undergo" if deed and deed.undergone else None)
        if side is None or role is noun_role:
            continue
        entity = sources.party(document.id, role.entity)
        if entity is not None:
            parties.add((side, entity))
        elif (noun := _thing(role.text)) and not (deed and deed.names(noun)):
            things.add((side, noun))
    toll, numbers = toll_of(document.text, claim, numbers, by_somebody=any(side == "by" for side, _ in parties))
    voice = document.voice(claim.voice)
    return Account(
        claim=claim,
        document=document.id,
        order=(document.published or date.max, document.id, claim.start, claim.id),
        published=document.published_of(voice),
        happening=happening,
        type=type_,
        of_noun=noun_role is not None or claim.found_by == "claim.noun",
        refers_back=noun_role is not None and _SUCH.search(noun_role.text) is not None,
        again=_AGAIN.search(document.text, claim.start, claim.end) is not None,
        parties=frozenset(parties),
        things=frozenset(things),
        place_role=_place_role(claim),
        numbers=numbers,
        toll=toll,
        says=_says(claim, way, toll),
        perceived=_speaks_as_witness(claim, rest),
        rest=rest,
        outlet=sources.outlet_of(document, voice),
    )


def _deed(text: str, claim: Claim) -> Phrase | None:
    behind = words_behind(text, claim.trigger[1], claim.end)
    return deed_of(claim.predicate, behind, [head_noun(role.text) for role in claim.roles])


def _happening(text: str, claim: Claim) -> tuple[str, Role | None, str | None]:
    """What happened in a word, the role whose noun says so, and how the verb puts it (see light_verbs.tsv)."""
    behind = words_behind(text, claim.trigger[1], claim.end)
    with_particle = load_lexicon("en/happenings.tsv").get(f"{claim.predicate} {behind[0]}" if behind else "")
    if with_particle is not None:
        return with_particle["happening"], None, None
    light = load_lexicon("en/light_verbs.tsv")
    patient = claim.role("patient", "theme")
    phrase = f"{claim.predicate} {head_noun(patient.text)}" if patient is not None else claim.predicate
    cells = light.get(phrase) or light.get(claim.predicate) or light.get(claim.predicate.partition(" ")[0])
    if cells is None:
        return _canonical(claim.predicate), None, None
    role = (claim.role("agent") or patient) if cells["noun"] == "agent" else patient  # "there was an explosion"
    noun = head_noun(role.text) if role is not None else ""
    if role is not None and role.entity is None and _names_a_happening(noun):
        return _canonical(noun), role, cells["way"]
    return _canonical(claim.predicate), None, cells["way"]


def _without(happening: str, words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if _canonical(word) != happening)


def _left_undone(text: str, claim: Claim) -> str | None:
    """What somebody is said not to have done: "refused to sign" (see refraining_verbs.tsv)."""
    listed = load_lexicon("en/refraining_verbs.tsv")
    follows = _NEXT_WORD.match(text, claim.trigger[1])
    cells = listed.get(f"{claim.predicate} {follows.group(1)}" if follows else "") or listed.get(claim.predicate)
    if cells is None or "deed" in cells:
        return None if cells is None else _canonical(cells["deed"])
    to_do = next((match for role in claim.roles if (match := _INFINITIVE.match(role.text))), None)
    return _canonical(to_do.group(1).lower()) if to_do is not None else None


def _names_a_happening(noun: str) -> bool:
    listed = any(noun in load_lexicon(f"en/{name}.tsv") for name in ("event_nouns", "happenings"))
    return listed or type_of(noun) is not None


def _canonical(word: str) -> str:
    return load_lexicon("en/happenings.tsv").get(word, {}).get("happening", word)


@cache
def type_of(happening: str) -> str | None:
    return event_types().of_word(happening)


def _type_of_motion(claim: Claim) -> str | None:
    """Verbs of motion move somebody, unless they take an object and lead nowhere ("runs the mine")."""
    if claim.predicate not in load_lexicon("en/motion_verbs.tsv"):
        return None
    return "X-MOVE" if claim.role("patient") is None or claim.role("to", "from") is not None else None


def _side(role: Role, type_: str | None, way: str | None) -> Side | None:
    """On which side of the happening a role stands; whoever only perceives or denies it stands on none."""
    side = _SIDES.get(role.role)
    if side is None or way in ("perceive", "deny"):
        return None
    if type_ == "CONSULT":
        return "with"
    return _TURNED[side] if way == "undergo" else side


def _thing(text: str) -> str | None:
    """The noun of a phrase that no entity stands for, with a capital where it is a name ("the Grey Pearl")."""
    noun = head_noun(_INFINITIVE.sub("", text, count=1))
    if (name := _NAMED_THING.search(text)) is not None and singular(name.group(1).lower()) == noun:
        return noun.capitalize()
    nobody = noun == "person" or any(noun in load_lexicon(f"en/{name}.tsv") for name in ("role_nouns", "currencies"))
    return None if nobody or len(noun) < 3 or noun.isdigit() or is_pronoun(text) else noun


def _place_role(claim: Claim) -> str:
    if claim.place is None:
        return ""
    name = fold(claim.place.name)
    return next(
        (role.role for role in claim.roles if role.role in ("place", "to") and name in fold(role.text)), "place"
    )


def _says(claim: Claim, way: str | None, toll: str | None) -> Says:
    """A denial in the negative ("denies that he did not go") asserts."""
    stance = claim.stance
    denies = way in ("deny", "refrain") or (stance.act == "deny" and claim.trigger not in stance.cues)
    denies = denies or (toll is not None and stance.act in ("deny", "refuse"))
    return "denies" if denies != (stance.polarity == "negative") else "asserts"


@cache
def _running() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load_lexicon('en/running_counts.tsv'))})\b", re.IGNORECASE)


def _speaks_as_witness(claim: Claim, rest: Rest) -> bool:
    """Whether the source is called a witness, or tells in the first person what it did or what was done to it."""
    if rest.group in ("witnesses", "survivors"):
        return True
    return any(role.role in _SIDES and role.role != "theme" and _FIRST_PERSON.match(role.text) for role in claim.roles)


def _is_told_as_seen(text: str, claim: Claim) -> bool:
    """Whether a verb of perceiving stands right before it: "I saw him take the keys"."""
    before = _SAW.search(text, max(0, claim.start - _SHORT_BEFORE), claim.start)
    spoken = claim.chain and not claim.chain[-1].is_of_voice
    return before is not None and bool(spoken or _FIRST_PERSON.match(before.group()))


def _lived_through(one: Annotated, claims: Sequence[Claim]) -> set[str]:
    """Claims of somebody who, in the same breath, speaks of himself: "I was at the well. They crossed there."."""
    triggers = [claim.trigger[0] for claim in claims]
    found: set[str] = set()
    for attribution in one.attributions:
        spans = attribution.content if attribution.kind in ("direct", "mixed") else ()
        if attribution.source_type != "organisation" and any(
            _MYSELF.search(one.document.text, *span) for span in spans
        ):
            for start, end in spans:
                inside = claims[bisect_left(triggers, start) : bisect_left(triggers, end)]
                found.update(claim.id for claim in inside if claim.chain and not claim.chain[-1].is_of_voice)
    return found


class _Perceptions:
    """The claims of one document by which a source says that it perceived what it tells."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = sorted(filter(_is_perception, claims), key=lambda claim: (claim.start, claim.end, claim.id))
        self._starts = [claim.start for claim in self._claims]

    def frames(self, claim: Claim) -> bool:
        """Whether the claim is such a one, or stands inside one of the same source ("she saw them leave")."""
        number = bisect_right(self._starts, claim.trigger[0]) - 1
        if number < 0:
            return False
        frame = self._claims[number]
        return frame.id == claim.id or (frame.end > claim.trigger[0] and frame.chain == claim.chain)


def _is_perception(claim: Claim) -> bool:
    """A source says "I saw", or is said to say "she saw"; the voice alone must say "I"."""
    cells = load_lexicon("en/light_verbs.tsv").get(claim.predicate, {})
    who = claim.role("patient" if cells.get("noun") == "agent" else "agent")
    if cells.get("way") != "perceive" or who is None or claim.stance.polarity == "negative":
        return False
    source = claim.chain[-1] if claim.chain else None
    if source is None or source.is_of_voice:
        return _FIRST_PERSON.match(who.text) is not None
    return is_pronoun(who.text) or (who.entity is not None and who.entity == source.entity)


def _not_taken_up(one: Annotated, claims: Sequence[Claim]) -> set[str]:
    """Claims whose source is said not to say them: "could not confirm that ...", "nobody could say whether ..."."""
    triggers = [claim.trigger[0] for claim in claims]
    text = one.document.text
    found: set[str] = set()
    for attribution in one.attributions:
        negated = any(_NEGATION.search(text[start:end]) for start, end in attribution.cue)
        if negated or any(_NOBODY.match(text[start:end]) for start, end in attribution.source):
            for start, end in attribution.content:
                found.update(claim.id for claim in claims[bisect_left(triggers, start) : bisect_left(triggers, end)])
    return found

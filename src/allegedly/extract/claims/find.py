"""Puts the claims of a document together from its predicates, roles, times, stances and chains."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import compress

from ...model import Claim, ClaimPlace, ClaimTime, Document, Hop, Place, Role, Span, Stance, TimeExpression, content_id
from ...model.records import AnswerState
from ...nlp.layout import paragraph_index, paragraphs
from ...nlp.senses import Senses
from ...nlp.tree import Tree
from ..attribution import Report
from ..cast import Cast
from ..complements import verb_with_particle
from ..happenings.words import names_happening
from ..predicates import Predicate, find_predicates
from ..stance import lies_ahead, read_stance
from ..temporal.tense import direction_at
from .answers import answer_state
from .chains import reports_behind, source_hops, voice_hops
from .commitments import commits_itself, spokesmen_of
from .links import link_claims
from .making import RoleContext
from .passages import owners, passages
from .roles import find_roles
from .surroundings import find_surroundings
from .times import TimedPredicate, date_claims, lasting, own_times
from .types import type_of
from .worth import noted

_IN_NAMES = ("places.part_of_name", "places.of_name")  # "Leeds Police" is not in Leeds because of its name
_WHERE = ("place", "to")


@dataclass(frozen=True, slots=True)
class Found:
    """What the stages before have read out of the document; ``senses`` is ``None`` where the tagger is missing."""

    times: tuple[TimeExpression, ...]
    cast: Cast
    places: tuple[Place, ...]
    reports: tuple[Report, ...]
    senses: Senses | None = None


def find_claims(
    document: Document, tree: Tree, found: Found, *, model: str, every_claim: bool = False
) -> tuple[Claim, ...]:
    """The claims of a document in order of the text. ``model`` names the language model behind the parse."""
    made = candidates(document, tree, found, model=model)
    kept = made if found.senses is None or every_claim else list(compress(made, noted(tree, made, found.senses)))
    return link_claims(document, tree, [claim for _, claim in kept], [predicate for predicate, _ in kept])


def candidates(document: Document, tree: Tree, found: Found, *, model: str) -> list[tuple[Predicate, Claim]]:
    """All that could be noted, each with its predicate, in order of the text; nothing is linked yet."""
    dated = _tokens(tree, ((time.start, time.end) for time in found.times))
    places = tuple(place for place in found.places if place.found_by not in _IN_NAMES and place.acts_as is None)
    place_tokens = {i: place for place in places for i in tree.tokens_in((place.start, place.end))}
    handing_on = {report.cue for report in found.reports if report.verb_class != "characterising"}
    withheld = _tokens(tree, _anonymity(found.reports))
    contents = {report.root for report in found.reports if report.root is not None}
    happens = partial(names_happening, tree, senses=found.senses)
    predicates = [
        predicate
        for predicate in find_predicates(tree, handing_on, dated, place_tokens.keys(), contents, happens)
        if not _announces(document, tree.starts[predicate.trigger]) and predicate.trigger not in withheld
    ]
    owner = owners(tree, predicates, handing_on)
    own = own_times(tree, found.times, owner)
    behind = reports_behind(found.reports, [(p.trigger, tree.span(p.trigger, p.trigger)) for p in predicates])
    stances = _stances(document, tree, predicates, behind, own)
    spread = lasting(tree, found.times, owner)
    times = date_claims(tree, _timed(document, tree, predicates, stances), own, spread)
    spans = passages(tree, predicates, owner, _tokens(tree, (cue for r in found.reports for cue in r.record.cue)))
    surroundings = find_surroundings(document, tree, found.cast)
    context = RoleContext(document, tree, found.cast, place_tokens, frozenset(dated), surroundings)
    names = {entity.id: (entity.name, *entity.names) for entity in found.cast.entities}
    hops = {voice.id: voice_hops(document, voice) for voice in document.voices}
    spokesmen = spokesmen_of(found.cast.entities)
    claims: list[tuple[Predicate, Claim]] = []
    for predicate in predicates:
        trigger = predicate.trigger
        voice = document.voice_at(tree.starts[trigger])
        voice_id = voice.id if voice is not None else ""
        claim = _claim(
            document,
            tree,
            predicate,
            span=spans[trigger],
            voice=voice_id,
            roles=find_roles(context, predicate),
            places=places,
            time=replace(times.get(trigger, ClaimTime()), not_after=_not_after(document, tree, trigger)),
            stance=stances[trigger],
            answer=answer_state(tree, predicate, stances[trigger]),
            chain=(*hops.get(voice_id, ()), *source_hops(behind[trigger], names)),
            model=model,
        )
        if commits_itself(tree, predicate, claim, spokesmen):
            claim = replace(claim, stance=replace(claim.stance, act="promise"))
        claims.append((predicate, claim))
    return claims


def _not_after(document: Document, tree: Tree, trigger: int) -> date | None:
    """The date of the voice that tells of a happening as past."""
    told = direction_at(tree, trigger) in ("past", "perfect")
    return document.published_of(document.voice_at(tree.starts[trigger])) if told else None


def _tokens(tree: Tree, spans: Iterable[Span]) -> set[int]:
    return {i for span in spans for i in tree.tokens_in(span)}


def _anonymity(reports: Iterable[Report]) -> Iterator[Span]:
    """Where the text says why it names no source ("who asked not to be named"): kept beside the source, no claim."""
    details = (detail for report in reports for detail in report.record.details)
    return ((detail.start, detail.end) for detail in details if detail.kind == "anonymity")


def _announces(document: Document, offset: int) -> bool:
    """Notes that only say whose words follow make no claims."""
    voice = document.voice_at(offset)
    return voice is not None and any(
        other.announced is not None and other.announced[0] <= offset < other.announced[1] for other in document.voices
    )


def _stances(
    document: Document,
    tree: Tree,
    predicates: list[Predicate],
    behind: dict[int, list[Report]],
    own: dict[int, TimeExpression],
) -> dict[int, Stance]:
    stances: dict[int, Stance] = {}
    for predicate in sorted(predicates, key=lambda p: (_depth(p), p.trigger)):  # a clause after the one it hangs on
        time = own.get(predicate.trigger)
        published = document.published_of(document.voice_at(tree.starts[predicate.trigger]))
        later = time is not None and lies_ahead(time, published)
        above = stances.get(predicate.above.trigger) if predicate.above is not None else None
        stances[predicate.trigger] = read_stance(tree, predicate, behind[predicate.trigger], above, speaks_later=later)
    return stances


def _depth(predicate: Predicate) -> int:
    depth = 0
    while predicate.above is not None:
        predicate, depth = predicate.above, depth + 1
    return depth


def _timed(
    document: Document, tree: Tree, predicates: list[Predicate], stances: dict[int, Stance]
) -> list[TimedPredicate]:
    spans = paragraphs(document.text)
    timed = []
    for predicate in predicates:
        offset = tree.starts[predicate.trigger]
        voice = document.voice_at(offset)
        number = paragraph_index(spans, offset)
        timed.append(TimedPredicate(predicate, stances[predicate.trigger], voice.id if voice else "", number))
    return timed


def _claim(
    document: Document,
    tree: Tree,
    predicate: Predicate,
    *,
    span: Span,
    voice: str,
    roles: tuple[Role, ...],
    places: tuple[Place, ...],
    time: ClaimTime,
    stance: Stance,
    answer: AnswerState | None,
    chain: tuple[Hop, ...],
    model: str,
) -> Claim:
    lemma = _predicate_lemma(tree, predicate)
    trigger = tree.span(predicate.trigger, predicate.trigger)
    return Claim(
        id=content_id("claim", document.id, span, trigger, lemma),
        start=span[0],
        end=span[1],
        trigger=trigger,
        predicate=lemma,
        type=type_of(tree, predicate),
        voice=voice,
        roles=roles,
        time=time,
        place=_place_of(roles, places),
        stance=stance,
        chain=chain,
        links=(),
        found_by=predicate.rule,
        model=model,
        answer=answer,
    )


def _predicate_lemma(tree: Tree, predicate: Predicate) -> str:
    """The trigger's lemma, with its particle ("give up") or, for a state, with what is said to be ("be ready")."""
    lemma = verb_with_particle(tree, predicate.trigger)
    if predicate.rule == "claim.state" and tree.child(predicate.trigger, "prt") is None:
        said = tree.child(predicate.trigger, "acomp", "attr", "prep")
        return lemma if said is None else f"{lemma} {tree.lemmas[said].lower()}"
    return lemma


def _place_of(roles: tuple[Role, ...], places: tuple[Place, ...]) -> ClaimPlace | None:
    for name in _WHERE:
        for role in roles:
            if role.role == name:
                inside = [place for place in places if role.start <= place.start and place.end <= role.end]
                if inside:
                    place = inside[0]
                    return ClaimPlace(place.name, place.lat, place.lon, place.country)
    return None

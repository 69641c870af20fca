"""Whom a description stands for: a party met before, a new one, or nobody that can be told.

A definite phrase is linked only where what is known agrees with it: the country ("the Libyan official"), the noun and
its modifiers ("the former minister"). Where nothing does, a party that acts becomes an entity of its own.
"""

from dataclasses import replace

from ...model import EntityKind
from . import lexicon
from .clusters import Party
from .focus import LEAST, Focus, Scene
from .phrases import Phrase, acts, happened

_MOST_CANDIDATES = 12
_IN_MIND = 60.0


def described_party(scene: Scene, focus: Focus, phrase: Phrase) -> tuple[int, str] | None:
    """The party that the phrase stands for and the rule that says so."""
    if (named := _called(scene, phrase)) is not None:
        return named, "cast.calls_himself"
    if phrase.noun_class == "body" or (phrase.noun_class == "people" and phrase.plural):
        return _state(scene, focus, phrase)
    if phrase.plural and phrase.noun_class == "firm":
        return None
    if (
        phrase.plural
        and phrase.noun in lexicon.words("stands_for")
        and (own := _organisation_before(scene, phrase)) is not None
    ):
        return own, "cast.members"
    if phrase.form in ("definite", "possessive") and not phrase.distinct:
        known = _known(scene, focus, phrase)
        if known is not None:
            return known, "cast.description"
    if phrase.noun_class == "firm" and (phrase.plural or not happened(scene.tree, phrase.head)):
        return None
    if phrase.form in ("indefinite", "bare"):
        again = _again(scene, focus, phrase)
        if again is not None:
            return again, "cast.repeated_description"
    return (_new(scene, phrase), "cast.unnamed") if _is_specific(scene, phrase) else None


def _called(scene: Scene, phrase: Phrase) -> int | None:
    """The person whose name somebody gives: "the guest signed in as Jan Voss", "a man who introduced himself as"."""
    tree, head = scene.tree, phrase.head
    verbs = [c for c in tree.children[head] if tree.deps[c] in ("relcl", "acl")]
    verbs.extend([tree.heads[head]] if tree.deps[head] == "nsubj" else [])
    for verb in verbs:
        if phrase.plural or tree.lemmas[verb].lower() not in lexicon.words("signing"):
            continue
        for prep in tree.children_by(verb, "prep"):
            party = scene.party_at(tree.child(prep, "pobj")) if tree.lowers[prep] == "as" else None
            if party is not None and scene.parties[party].kind == "person" and not scene.parties[party].described:
                return party
    return None


def _known(scene: Scene, focus: Focus, phrase: Phrase) -> int | None:
    """The most salient party met before that has the phrase's country, noun and modifiers."""
    owner = _owner(scene, phrase)
    if phrase.noun_class == "firm" or phrase.noun in lexicon.words("generic") or phrase.noun_class == "people":
        candidates = sorted(party for party in focus.salience if party >= 0)
    else:
        candidates = scene.by_noun.get(phrase.noun, [])[-_MOST_CANDIDATES:]
    phrase, named = _without_names(scene, phrase)
    if named and sum(1 for p in candidates if not scene.parties[p].described) > 1:
        return None
    fitting = [p for p in candidates if p != owner and _is_of(scene, phrase, scene.parties[p])]
    fitting = [p for p in fitting if _fits(phrase, scene.parties[p], focus.at(p))]
    if not fitting and phrase.noun_class == "firm" and not phrase.modifiers:
        fitting = _only_firm(scene, candidates)
    if not fitting:
        return None
    ranked = sorted(fitting, key=lambda p: (-focus.at(p), p))
    if len(ranked) > 1 and focus.at(ranked[0]) == focus.at(ranked[1]):
        return None
    return ranked[0]


def _only_firm(scene: Scene, candidates: list[int]) -> list[int]:
    """The one organisation that is still in mind, where "the company" can mean no other."""
    parties = scene.parties
    firms = [p for p in candidates if parties[p].kind == "organisation" and not (parties[p].plural or parties[p].body)]
    return firms if len(firms) == 1 else []


def _without_names(scene: Scene, phrase: Phrase) -> tuple[Phrase, bool]:
    """The phrase without the names among its modifiers ("the Ohio senator"), and whether there were any."""
    tree = scene.tree
    named: set[str] = set()
    for i in range(phrase.first, phrase.head):
        reference = scene.by_head.get(i)
        if reference is not None and reference.how == "name" and tree.deps[i] != "poss":
            named.update(tree.lowers[reference.first : reference.last + 1])
    if not named & phrase.modifiers or phrase.noun_class == "firm":
        return phrase, False
    return replace(phrase, modifiers=phrase.modifiers - named), True


def _fits(phrase: Phrase, party: Party, salience: float) -> bool:
    if phrase.noun_class == "firm":
        own = {word for surface in party.surfaces for word in surface.key.split()} | party.role_words
        named_so = phrase.noun in own or bool(phrase.modifiers & own)
        loose = phrase.form == "definite" and not phrase.modifiers and salience >= _IN_MIND
        return party.kind == "organisation" and not party.plural and not party.body and (named_so or loose)
    if party.plural != phrase.plural or (party.kind != "person" and not party.described):
        return False
    if phrase.gender and party.gender and phrase.gender != party.gender:
        return False
    if phrase.countries and not phrase.countries & party.countries:
        return False
    if phrase.noun in party.role_nouns:
        return phrase.modifiers <= party.role_words
    if phrase.noun_class == "people":
        return True
    if phrase.noun not in lexicon.words("generic") or phrase.modifiers or phrase.form != "definite":
        return False
    if phrase.noun in ("man", "woman"):
        return bool(party.gender) and salience >= _IN_MIND and not party.described
    return bool(party.role_nouns) and (bool(phrase.countries) or salience >= _IN_MIND)


def _owner(scene: Scene, phrase: Phrase) -> int | None:
    return owner_at(scene, phrase.head)


def owner_at(scene: Scene, head: int) -> int | None:
    """The party whose the phrase with that head is: "his lawyer", "the minister's brother"."""
    return scene.party_at(scene.tree.child(head, "poss"))


def _is_of(scene: Scene, phrase: Phrase, party: Party) -> bool:
    """Whether a possessive phrase can mean somebody who is known as another's."""
    return phrase.form != "possessive" or not party.owners or _owner(scene, phrase) in party.owners


def _organisation_before(scene: Scene, phrase: Phrase) -> int | None:
    for child in scene.tree.children[phrase.head]:
        party = scene.party_at(child)
        if party is not None and child < phrase.head and scene.parties[party].kind == "organisation":
            return party
    return None


def _again(scene: Scene, focus: Focus, phrase: Phrase) -> int | None:
    """The party of a nearly equal indefinite phrase in this sentence or the one before."""
    if phrase.distinct or not (phrase.modifiers or phrase.countries):
        return None
    nouns = sorted(lexicon.words("alike")) if phrase.noun in lexicon.words("alike") else [phrase.noun]
    for noun in nouns:
        for party in scene.by_noun.get(noun, [])[-_MOST_CANDIDATES:]:
            other = scene.parties[party]
            alike = other.described and other.plural == phrase.plural and other.countries == phrase.countries
            recent = focus.salience.get(party, (0.0, -9))[1] >= focus.sentence - 1
            if alike and recent and phrase.modifiers == other.role_words - {noun}:
                return party
    return None


def _state(scene: Scene, focus: Focus, phrase: Phrase) -> tuple[int, str] | None:
    """The people or the body of a state: "The British", "Libya's government", "the regime"."""
    noun = "people" if phrase.noun_class == "people" else phrase.noun
    owner = _owner(scene, phrase)
    if phrase.countries:
        key: tuple[str, object] = (noun, sorted(phrase.countries)[0])
    elif owner is not None and scene.parties[owner].kind == "person" and noun in lexicon.words("own_body"):
        key = (noun, owner)
    else:
        return _bare_state(scene, focus, phrase)
    if phrase.modifiers:
        key = (" ".join([*sorted(phrase.modifiers), key[0]]), key[1])
    party = scene.by_state.get(key)
    if party is None and not phrase.modifiers and noun in ("people", "government"):
        party = scene.by_state.get(("government" if noun == "people" else "people", key[1]))
    if party is None:
        if not acts(scene.tree, phrase.head):
            return None
        party = scene.by_state[key] = _new(scene, phrase)
    return party, "cast.people" if phrase.noun_class == "people" else "cast.body"


def _bare_state(scene: Scene, focus: Focus, phrase: Phrase) -> tuple[int, str] | None:
    if phrase.form != "definite" or (phrase.noun in lexicon.words("quality") and not phrase.modifiers):
        return None
    fitting = [
        party
        for party in focus.salience
        if party >= 0 and phrase.noun in scene.parties[party].role_nouns and focus.at(party) >= LEAST
        if phrase.modifiers <= scene.parties[party].role_words
    ]
    if fitting:
        return min(fitting, key=lambda p: (-focus.at(p), p)), "cast.description"
    if not acts(scene.tree, phrase.head):
        return None
    return _new(scene, phrase), "cast.unnamed"


def _is_specific(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase speaks of certain people who do something, not of a kind of people."""
    tree, head = scene.tree, phrase.head
    if not acts(tree, head) or (phrase.form == "bare" and not phrase.plural):
        return False
    if phrase.form == "possessive" and _owner(scene, phrase) is None and not phrase.countries:
        return happened(tree, head)
    if phrase.form == "definite":
        return True
    return happened(tree, head, objects=phrase.noun_class in ("office", "force"))


def _new(scene: Scene, phrase: Phrase) -> int:
    tree = scene.tree
    group = phrase.noun_class == "body" or (phrase.noun_class in ("people", "group") and phrase.plural)
    office = phrase.plural and phrase.noun_class in ("office", "force")
    kind: EntityKind = "organisation" if group or office or phrase.noun_class == "firm" else "person"
    words = {tree.lowers[i] for i in range(phrase.first, phrase.head)} & phrase.modifiers
    party = Party(
        kind,
        [],
        gender=phrase.gender,
        countries=set(phrase.countries),
        role_nouns={phrase.noun} if phrase.noun else set(),
        role_words=words | ({phrase.noun} if phrase.noun else set()),
        plural=phrase.plural,
        described=True,
        body=phrase.noun_class == "body",
    )
    owner = _owner(scene, phrase)
    if owner is not None:
        party.owners.add(owner)
    scene.parties.append(party)
    return len(scene.parties) - 1

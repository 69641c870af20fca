"""Whom a personal pronoun stands for: the most salient party that agrees with it, or nobody.

Salience after Lappin & Leass (1994): every mention raises its party by its place in the sentence, every new sentence
halves what was gathered. Nouns that stand for no party compete for "it" and "they". Each voice has its own salience, so
that no pronoun reaches into another's words.
"""

from ...nlp.tree import Tree
from .clusters import Party
from .focus import LEAST, PLURAL, SINGULAR, Focus, Scene
from .grammar import arguments, does_something, governor, is_of_a_party, is_spokesman, speaker_of, subject_of

PERSONAL = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "theirs": "they", "themselves": "they",
}  # fmt: skip
"""Personal pronouns of the third person and what they agree with."""
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_PLURAL = 80.0
"""What a plural party has before an organisation where "they" must choose."""
_RAISING = frozenset({"seem", "appear", "happen", "rain", "snow", "emerge", "transpire", "turn"})


def pronoun_party(scene: Scene, focus: Focus, i: int) -> int | None:
    """The party that the pronoun at token ``i`` stands for."""
    word = scene.tree.lowers[i]
    wanted = PERSONAL[word]
    if wanted == "it" and _is_empty_it(scene.tree, i):
        return None
    if word in _REFLEXIVE:
        party = scene.party_at(subject_of(scene.tree, governor(scene.tree, i)))
        return party if party is not None and agrees(scene.parties[party], wanted) else None
    return _most_salient(scene, focus, i, wanted)


def relative_party(scene: Scene, i: int) -> int | None:
    """The party that "who", "whom" or "whose" at token ``i`` takes up: the noun before the relative clause."""
    tree = scene.tree
    at = i
    for _ in range(5):
        if tree.deps[at] == "relcl":
            head = tree.heads[at]
            party = scene.party_at(head)
            if party is not None and scene.parties[party].kind == "place":
                return scene.party_at(governor(tree, head))  # "a resident of Malta, who ..."
            return party
        at = tree.heads[at]
    return None


def agrees(party: Party, wanted: str) -> bool:
    """Whether a party can be called by a pronoun of that gender or number."""
    if wanted in ("m", "f"):
        return party.kind == "person" and not party.plural and party.gender in ("", wanted)
    if wanted == "they":
        return party.kind == "organisation" or party.plural
    return party.kind != "person" and not party.plural


def _most_salient(scene: Scene, focus: Focus, i: int, wanted: str) -> int | None:
    blocked = _blocked(scene, i)
    if wanted in ("m", "f"):
        chosen = _announced(scene, focus, i, wanted, blocked)
        if chosen is None and (spokesman := _spokesman_above(scene.tree, i)) is not None:
            chosen = _spoken_for(scene, spokesman, wanted, blocked)
            blocked = blocked | {party for party in [scene.party_at(spokesman)] if party is not None}
        if chosen is not None:
            return chosen
    acting = wanted == "it" and is_of_a_party(scene.tree, i)
    if (acting or (wanted == "it" and does_something(scene.tree, i))) and (own := _speaking(scene, i)) is not None:
        return own
    thing = {"it": None if acting else SINGULAR, "they": PLURAL}.get(wanted)
    best, most = None, LEAST if thing is None else max(LEAST, focus.at(thing))
    for party in focus.salience:
        if party < 0 or party in blocked or not agrees(scene.parties[party], wanted):
            continue
        if acting and scene.parties[party].kind == "place" and party not in scene.acted:
            continue
        value = focus.at(party) + (_PLURAL if wanted == "they" and scene.parties[party].plural else 0.0)
        if value > most or (value == most and (party < best if best is not None else thing is None)):
            best, most = party, value
    return best


def _announced(scene: Scene, focus: Focus, i: int, wanted: str, blocked: set[int]) -> int | None:
    """The named subject of the main clause, for a pronoun in a clause before it: "When he arrived, Sarr said ...".

    Only where nobody was mentioned earlier in the sentence.
    """
    tree = scene.tree
    for above in tree.ancestors(i):
        main = tree.heads[above]
        if tree.deps[above] in ("advcl", "prep") and above < main:
            subject = tree.child(main, "nsubj", "nsubjpass")
            reference = scene.by_head.get(subject) if subject is not None else None
            if subject is None or subject < i or reference is None or reference.how != "name":
                return None
            met = any(
                agrees(scene.parties[p], wanted)
                for p, held in focus.salience.items()
                if p >= 0
                if held[1] == focus.sentence
            )
            fits = reference.party not in blocked and agrees(scene.parties[reference.party], wanted)
            return reference.party if fits and not met else None
    return None


def _speaking(scene: Scene, i: int) -> int | None:
    """The organisation in whose words the pronoun stands: "the company said that it would"."""
    party = scene.party_at(speaker_of(scene.tree, i))
    told = party is not None and scene.parties[party].kind == "organisation" and not scene.parties[party].plural
    return party if told else None


def _spokesman_above(tree: Tree, i: int) -> int | None:
    """Whoever speaks for somebody, where the pronoun stands in what he or she says: "his lawyer said that he would"."""
    source = speaker_of(tree, i)
    return source if source is not None and is_spokesman(tree, source) else None


def _spoken_for(scene: Scene, source: int, wanted: str, blocked: set[int]) -> int | None:
    """Whom a source speaks for, where a pronoun can mean that person: what it says is mostly about him or her."""
    tree = scene.tree
    near = (source, *(c for c in tree.children[source] if tree.deps[c] in ("amod", "relcl", "appos")))
    beside = [c for head in near for prep in tree.children_by(head, "prep") for c in tree.children_by(prep, "pobj")]
    for head in (tree.child(source, "poss"), *beside):
        party = scene.party_at(head)
        if party is not None and party not in blocked and agrees(scene.parties[party], wanted):
            return party
    return None


def _blocked(scene: Scene, i: int) -> set[int]:
    """Parties that the pronoun cannot stand for: what it owns, the other arguments of its clause, who speaks it."""
    tree = scene.tree
    if tree.tags[i] == "PRP$":
        heads = _owned(tree, i)
    else:
        verb = governor(tree, i)
        heads = [c for c in arguments(tree, verb) if c != i]
        shared = subject_of(tree, verb) if tree.pos[verb] in ("VERB", "AUX") else None
        if shared is not None and shared != i:
            heads.append(shared)
    if scene.quoted[i]:
        heads.extend(_speakers(scene, i))
    return {reference.party for head in heads if (reference := scene.by_head.get(head)) is not None}


def _owned(tree: Tree, i: int) -> list[int]:
    """In "his son Saif" the son and Saif, whom "his" cannot mean."""
    owned = tree.heads[i]
    heads = [owned, *(c for c in tree.children[owned] if tree.deps[c] == "appos")]
    return [*heads, tree.heads[owned]] if tree.deps[owned] in ("compound", "nmod", "appos") else heads


def _speakers(scene: Scene, i: int) -> list[int]:
    for above in scene.tree.ancestors(i):
        if not scene.quoted[above]:
            subject = subject_of(scene.tree, above)
            return [] if subject is None else [subject]
    return []


def _is_empty_it(tree: Tree, i: int) -> bool:
    """Whether "it" stands for nothing: "it is clear that", "it seems", "it was said that"."""
    verb = tree.heads[i]
    if tree.deps[i] in ("dobj", "attr"):
        return True  # mostly what was said or done: "denied it"
    if tree.tags[i] == "PRP$" or tree.deps[i] not in ("nsubj", "nsubjpass", "expl"):
        return False
    if tree.lemmas[verb] in _RAISING or tree.deps[i] == "expl":
        return True
    clauses = [c for c in tree.children[verb] if tree.deps[c] in ("ccomp", "xcomp", "csubj", "advcl") and c > i]
    described = any(tree.deps[c] in ("acomp", "attr") for c in tree.children[verb])
    return bool(clauses) and (described or tree.deps[i] == "nsubjpass" or tree.lemmas[verb] in ("be", "take", "make"))

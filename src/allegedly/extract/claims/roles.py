"""Who did what to whom, where: the roles of a claim, read from the parse."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...model import Document, Mention, Place, Role, RoleName, Span
from ...model.records import RoleHow
from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..attribution.sources import source_span
from ..cast import Cast
from ..predicates import Predicate
from .pairs import people_meant

_LOCATIVE = {"in", "at", "on", "near", "outside", "inside", "within", "under", "by", "off", "across", "around"}
_TOWARDS = {"to", "into", "onto", "toward", "towards", "for"}
_IN_BUILDINGS = {"in", "at", "near", "outside", "inside", "into"}
_AWAY = {"from"}
_CAUSED_FROM = {"die", "suffer", "result", "stem", "differ", "benefit", "recover", "refrain"}
_ABOUT = {"about", "over", "against", "of", "on", "for"}


@dataclass(frozen=True, slots=True)
class RoleContext:
    document: Document
    tree: Tree
    cast: Cast
    place_tokens: dict[int, Place]
    """The place that each token of a toponym belongs to."""


def find_roles(context: RoleContext, predicate: Predicate, dated: set[int]) -> tuple[Role, ...]:
    """The roles of one claim in the order of the text; each name of a role may stand more than once."""
    tree = context.tree
    roles = list(_subject_roles(context, predicate))
    for i in predicate.chain:
        for child in tree.children[i]:
            if child in dated:
                roles.extend(_behind_a_time(context, i, child, dated))
            elif tree.lowers[child] != "according":
                roles.extend(_dependent(context, predicate, i, child, dated))
    unique = {(role.role, role.start, role.end, role.entity): role for role in roles}
    return tuple(sorted(unique.values(), key=lambda role: (role.start, role.end, role.role)))


def _subject_roles(context: RoleContext, predicate: Predicate) -> Iterator[Role]:
    tree, subject = context.tree, predicate.subject
    if subject is None or tree.deps[subject] in ("expl", "csubj"):
        return
    if predicate.rule == "claim.noun":
        yield _role(context, "agent", subject)
        return
    passive = tree.child(predicate.trigger, "auxpass") is not None or (
        tree.tags[predicate.trigger] == "VBN"
        and tree.deps[predicate.trigger] == "acl"
        and tree.child(predicate.trigger, "nsubj") is None
    )
    how: RoleHow = "explicit" if predicate.subject_is_own and not predicate.effects else "inherited"
    for i in tree.joined(subject):
        role = _outside(context, predicate.top, _role(context, "patient" if passive else "agent", i, how), i)
        several = people_meant(context.document, tree, context.cast, i)
        yield from (replace(role, entity=entity, how="coreference") for entity in several)
        if not several:
            yield role


def _outside(context: RoleContext, top: int, role: Role, head: int) -> Role:
    """The role without the predicate itself: "the notary" of "accused the notary of forging wills"."""
    tree = context.tree
    around = next((c for c in tree.children_by(head, "prep") if tree.edges[c][0] <= top <= tree.edges[c][1]), None)
    if around is None:
        return role
    span = tree.span(tree.edges[head][0], around - 1)
    return _phrase_role(context, role.role, span, role.how, role.entity)


def _dependent(context: RoleContext, predicate: Predicate, verb: int, child: int, dated: set[int]) -> Iterator[Role]:
    tree = context.tree
    dep = tree.deps[child]
    if dep in ("dobj", "attr", "oprd"):
        yield from _object(context, verb, child)
    elif dep == "dative":
        head = tree.child(child, "pobj") if tree.pos[child] == "ADP" else child
        if head is not None:
            yield _role(context, "recipient", head)
    elif dep == "agent":
        by = tree.child(child, "pobj")
        if by is not None:
            yield _role(context, "agent" if _can_act(context, by) else "instrument", by)
    elif dep in ("prep", "prt") or (dep == "advmod" and tree.child(child, "prep") is not None):
        yield from _prepositional(context, verb, child, dated)
    elif dep == "xcomp" and _is_purpose(tree, verb, child):
        yield _phrase_role(context, "purpose", tree.span(*tree.edges[child]))
    elif dep in ("ccomp", "xcomp") and child not in predicate.chain and child > verb == predicate.trigger:
        yield _phrase_role(context, "theme", tree.span(*tree.edges[child]))
        if predicate.act is not None:  # the terms one by one: "to pay and to leave"
            parts = (part for part in tree.subtree(child) if _is_further_term(tree, child, part))
            yield from (_phrase_role(context, "theme", tree.span(*tree.edges[part])) for part in parts)
        subject = tree.child(child, "nsubj")
        if subject is not None and predicate.act is not None:
            yield _role(context, "recipient", subject)
    elif dep == "advcl" and any(tree.lowers[c] == "to" for c in tree.children_by(child, "aux")):
        yield _phrase_role(context, "purpose", tree.span(*tree.edges[child]))


def _is_further_term(tree: Tree, first: int, part: int) -> bool:
    """Whether a verb is joined to the first one of the terms, also where the parser has joined it to another of another
    form ("that he appear when he arrives and denounce them").
    """
    if tree.deps[part] != "conj" or _is_bare(tree, part) != _is_bare(tree, first):
        return False
    return part in tree.joined(first) or _is_bare(tree, tree.heads[part]) != _is_bare(tree, part)


def _is_bare(tree: Tree, verb: int) -> bool:
    """Whether a verb stands in its bare form, which the tagger may take for a present."""
    return tree.tags[verb] in ("VB", "VBP")


def _is_purpose(tree: Tree, verb: int, infinitive: int) -> bool:
    """Whether "telephoned him to complain", where "forced him to sign" says what became of him."""
    lemma = tree.lemmas[verb].lower()
    if tree.child(verb, "dobj") is None and lemma not in load_lexicon("en/motion_verbs.tsv"):
        return False
    listed = ("control_verbs", "complement_verbs", "speech_acts", "reporting_verbs")
    controls = any(lemma in load_lexicon(f"en/{name}.tsv") for name in listed)
    return not controls and any(tree.lowers[c] == "to" for c in tree.children_by(infinitive, "aux"))


def _object(context: RoleContext, verb: int, child: int) -> Iterator[Role]:
    tree = context.tree
    motion = load_lexicon("en/motion_verbs.tsv").get(tree.lemmas[verb].lower(), {}).get("object")
    if motion is not None and _is_place(context, child):
        name: RoleName = "from" if motion == "from" else "to"
        yield from (_role(context, name, place) for place in _joined_places(context, child))
        return
    for i in tree.joined(child):
        yield _role(context, "patient" if tree.deps[child] == "dobj" else "theme", i)
    for prep in tree.children_by(child, "prep"):  # "contacts with MI6 representatives in London"
        yield from _of_object(context, prep)


def _of_object(context: RoleContext, prep: int) -> Iterator[Role]:
    tree = context.tree
    for head in tree.children_by(prep, "pobj"):
        word = tree.lowers[prep]
        if word == "with" and context.cast.mention_at(head) is not None:
            yield _role(context, "recipient", head)
        elif word in _LOCATIVE and _is_place(context, head):
            yield _role(context, "place", head)
        yield from (role for inner in tree.children_by(head, "prep") for role in _of_object(context, inner))


def _prepositional(context: RoleContext, verb: int, prep: int, dated: set[int]) -> Iterator[Role]:
    tree = context.tree
    for inner in tree.children_by(prep, "prep", "conj"):  # "out of Oran", "from Oran to Fez", "in Oran and in Fez"
        yield from _prepositional(context, verb, inner, dated)
    head = tree.child(prep, "pobj")
    if head is None:
        return
    if head in dated and not _is_asked_for(tree, verb, prep):
        yield from _behind_a_time(context, verb, head, dated)
        return
    if tree.lowers[head] == "order" and tree.child(head, "acl") is not None:
        yield _phrase_role(context, "purpose", tree.span(prep, tree.edges[head][1]))
        return
    name = _by_preposition(context, verb, tree.lowers[prep], head)
    if name is not None:
        places = _joined_places(context, head) if name in ("place", "to") else (head,)
        yield from (_role(context, name, place) for place in places)
    if name != "place":
        yield from _places_of(context, head, through_of=tree.lowers[prep] in ("during", "at", "in"))


def _behind_a_time(context: RoleContext, verb: int, noun: int, dated: set[int]) -> Iterator[Role]:
    """Times have no places of their own: in "spent the night of 2 June in Faro" the place is the verb's."""
    tree = context.tree
    for prep in tree.children_by(noun, "prep"):
        head = tree.child(prep, "pobj")
        if head is None:
            continue
        definite = tree.pos[head] == "PROPN" or bool(tree.children[head])  # not so in "his years in office"
        if head in dated or (definite and _is_place(context, head)):
            yield from _prepositional(context, verb, prep, dated)


def _joined_places(context: RoleContext, head: int) -> Iterator[int]:
    """The place and those joined to it: "in Oran, Fez and Tunis"."""
    yield head
    for other in context.tree.children_by(head, "conj"):
        if _is_place(context, other):
            yield from _joined_places(context, other)


def _places_of(context: RoleContext, head: int, *, through_of: bool) -> Iterator[Role]:
    """Where a thing is that stands with the verb: "at a party in Rome", "during a meeting of the board in Oslo"."""
    tree = context.tree
    for inner in tree.children_by(head, "prep"):
        for noun in tree.children_by(inner, "pobj"):
            if tree.lowers[inner] in _LOCATIVE and _is_place(context, noun):
                yield _role(context, "place", noun)
            elif tree.lowers[inner] == "of" and through_of:
                yield from _places_of(context, noun, through_of=False)


def _is_asked_for(tree: Tree, verb: int, prep: int) -> bool:
    """Time can be what is asked for: "asked for three days"."""
    return tree.lowers[prep] == "for" and tree.lemmas[verb].lower() in load_lexicon("en/speech_acts.tsv")


def _by_preposition(context: RoleContext, verb: int, word: str, head: int) -> RoleName | None:
    tree = context.tree
    mention = context.cast.mention_at(head)
    is_party = mention is not None and mention.kind in ("person", "organisation")
    if _is_place(context, head) or (mention is not None and _is_in_a_building(tree, verb, word, mention)):
        if word in _LOCATIVE:
            return "place"
        if word in _TOWARDS and (word != "for" or _sets_out(tree, verb)):
            return "to"
        if word in _AWAY:
            return "from"
    if word == "with":
        speaks = tree.lemmas[head].lower() in load_lexicon("en/source_nouns.tsv")
        return "recipient" if is_party or speaks or tree.pos[head] == "PROPN" else "instrument"
    if word in ("to", "for") and (is_party or _is_person(tree, head)):
        return "recipient"
    if word in _AWAY and tree.lemmas[verb].lower() not in _CAUSED_FROM:
        return "from"
    if word in _ABOUT:
        return "purpose" if word == "for" and tree.lemmas[verb].lower() in ("leave", "go") else "theme"
    return None


def _sets_out(tree: Tree, verb: int) -> bool:
    """Whether "for" says where to: "left for Oslo", not "works for a bank"."""
    particle = tree.child(verb, "prt")
    lemma = tree.lemmas[verb].lower() + (f" {tree.lowers[particle]}" if particle is not None else "")
    return load_lexicon("en/motion_verbs.tsv").get(lemma, {}).get("for") == "to"


def _is_in_a_building(tree: Tree, verb: int, word: str, mention: Mention) -> bool:
    """Whether an organisation is where somebody is or goes: "checked into the Hotel Savoy", not "wrote to" or "took the
    case to" it.
    """
    lemma = tree.lemmas[verb].lower()
    moves = word == "to" and lemma in load_lexicon("en/motion_verbs.tsv") and tree.child(verb, "dobj") is None
    if mention.kind != "organisation" or not (moves or word in _IN_BUILDINGS):
        return False
    words = mention.text.lower().split()
    return words[0] in load_lexicon("en/facilities.tsv") or words[-1] in load_lexicon("en/facilities.tsv")


def _can_act(context: RoleContext, head: int) -> bool:
    """Not so for "by hand" and "by train"."""
    tree = context.tree
    known = context.cast.mention_at(head) is not None or tree.lemmas[head].lower() in load_lexicon(
        "en/source_nouns.tsv"
    )
    return known or tree.pos[head] != "NOUN" or tree.child(head, "det", "amod", "poss", "nummod") is not None


def _is_person(tree: Tree, head: int) -> bool:
    return tree.pos[head] == "NOUN" and tree.lemmas[head].lower() in load_lexicon("en/role_nouns.tsv")


def _is_place(context: RoleContext, head: int) -> bool:
    if head in context.place_tokens:
        return True
    mention = context.cast.mention_at(head)
    if mention is not None:
        return mention.kind == "place"
    return context.tree.lemmas[head].lower() in load_lexicon("en/place_nouns.tsv")


def _role(context: RoleContext, name: RoleName, head: int, how: RoleHow = "explicit") -> Role:
    mention = _mention(context, head)
    entity = mention.entity if mention is not None else None
    if how == "explicit" and mention is not None and mention.how == "pronoun":
        how = "coreference"
    return _phrase_role(context, name, source_span(context.tree, head), how, entity)


def _mention(context: RoleContext, head: int) -> Mention | None:
    """Who stands there, or who is named beside it: "the shipowner, Jan Voss, 61,"."""
    beside = (c for c in context.tree.children_by(head, "appos") if context.tree.pos[c] == "PROPN")
    return next((one for i in (head, *beside) if (one := context.cast.mention_at(i)) is not None), None)


def _phrase_role(
    context: RoleContext, name: RoleName, span: Span, how: RoleHow = "explicit", entity: str | None = None
) -> Role:
    return Role(name, *span, text=context.document.text[slice(*span)], entity=entity, how=how)

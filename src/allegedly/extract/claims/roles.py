"""Who did what to whom, where: the roles of a claim, read from the parse."""

from collections.abc import Iterator
from dataclasses import replace

from ...model import Mention, Role, RoleName
from ...model.records import RoleHow
from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..complements import act_of
from ..predicates import SUBJECTS, Predicate
from .addressees import addressed_by_content, gift_behind, is_addressed, named_before_the_gift, spoken_to_above
from .deeds import deed_roles, is_deed
from .making import LOCATIVE, RoleContext, is_party, is_place, make_role, mention_of, name_role, phrase_role
from .pairs import people_meant
from .wheres import (
    joined_places,
    journey_roles,
    place_roles,
    places_around,
    places_of,
    pointed_at,
    things_places,
    witness_places,
)

_TOWARDS = {"to", "into", "onto", "toward", "towards", "for"}
_IN_BUILDINGS = {"in", "at", "near", "outside", "inside", "into"}
_AWAY = {"from"}
_CAUSED_FROM = {"die", "suffer", "result", "stem", "differ", "benefit", "recover", "refrain"}
_ABOUT = {"about", "over", "against", "of", "on", "for"}
_OF_A_DEED = {"of", "by", "between", "against", "on"}
_RELATIVES = {"who", "whom", "which", "that"}
_OBJECTS: dict[str, RoleName] = {"dobj": "patient"}


def find_roles(context: RoleContext, predicate: Predicate) -> tuple[Role, ...]:
    """The roles of one claim in the order of the text; each name of a role may stand more than once."""
    roles = list(_roles(context, predicate))
    if not any(role.role == "recipient" for role in roles):
        roles.extend(_put_to(context, predicate))
    if predicate.subject is not None and not any(role.role in ("place", "to", "from") for role in roles):
        roles.extend(things_places(context, predicate.subject))
        roles.extend(witness_places(context, predicate.trigger, roles))
    unique = {(role.role, role.start, role.end, role.entity): role for role in roles}
    return tuple(sorted(unique.values(), key=lambda role: (role.start, role.end, role.role)))


def _roles(context: RoleContext, predicate: Predicate) -> Iterator[Role]:
    tree = context.tree
    yield from _subject_roles(context, predicate)
    for i in predicate.chain:
        for child in tree.children[i]:
            if child in context.dated:
                yield from _behind_a_time(context, i, child)
            elif tree.lowers[child] != "according":
                yield from _dependent(context, predicate, i, child)
    if predicate.unknown:
        yield from _left_open(context, predicate)


def _put_to(context: RoleContext, predicate: Predicate) -> Iterator[Role]:
    """To whom an offer, a promise or a demand is put where the verb itself has nobody for that."""
    contents = [c for c in context.tree.children_by(predicate.trigger, "ccomp", "xcomp") if c > predicate.trigger]
    found = [role for content in contents for role in addressed_by_content(context, predicate, content)]
    yield from found or spoken_to_above(context, predicate)


def _left_open(context: RoleContext, predicate: Predicate) -> Iterator[Role]:
    """Who and where in what is said not to be known: "it is not known where Weiss was"."""
    tree = context.tree
    for content in tree.children_by(predicate.trigger, "ccomp", "csubj", "csubjpass"):
        subject = tree.child(content, *SUBJECTS)
        inner = replace(
            predicate, trigger=content, top=content, subject=subject, subject_is_own=True, effects=(), unknown=False
        )
        kept = ("agent", "patient", "place", "to", "from")
        yield from (replace(role, how="inherited") for role in _roles(context, inner) if role.role in kept)


def _subject_roles(context: RoleContext, predicate: Predicate) -> Iterator[Role]:
    tree, subject = context.tree, predicate.subject
    if predicate.rule == "claim.noun":
        yield from deed_roles(context, predicate.trigger)
        return
    if subject is None or tree.deps[subject] in ("expl", "csubj") or _is_empty(context, predicate, subject):
        return
    subject = _who(context, predicate, subject)
    how: RoleHow = "explicit" if predicate.subject_is_own and not predicate.effects else "inherited"
    for i in tree.joined(subject):
        name = _name_of_subject(context, predicate, i)
        role = _outside(context, predicate.top, make_role(context, name, i, how), i)
        several = people_meant(context.document, tree, context.cast, i)
        yield from (_one_of_several(context, role, head) for head in several)
        if not several:
            yield role
    if is_deed(context, subject):
        yield from deed_roles(context, subject)


def _is_empty(context: RoleContext, predicate: Predicate, subject: int) -> bool:
    """Whether the subject is the "it" of "it is not known where ..."."""
    tree = context.tree
    if tree.lowers[subject] != "it" or context.cast.mention_at(subject) is not None:
        return False
    return predicate.unknown and tree.child(predicate.trigger, "ccomp") is not None


def _who(context: RoleContext, predicate: Predicate, subject: int) -> int:
    """The noun that the subject stands for: not the place in "a resident of Malta, who left", nor in "MALTA, 4 May - A
    sailor left".
    """
    tree = context.tree
    beside = tree.child(subject, "appos")
    if beside is not None and context.surroundings.is_dateline(subject):
        return beside
    relative = tree.child(predicate.top, *SUBJECTS)
    if relative is None or tree.lowers[relative] != "who" or tree.heads[predicate.top] != subject:
        return subject
    while tree.deps[subject] == "pobj" and is_place(context, subject):
        above = tree.heads[tree.heads[subject]]
        if tree.pos[above] not in ("NOUN", "PROPN", "PRON"):
            break
        subject = above
    return subject


def _name_of_subject(context: RoleContext, predicate: Predicate, subject: int) -> RoleName:
    tree, trigger = context.tree, predicate.trigger
    passive = tree.child(trigger, "auxpass") is not None or (
        tree.tags[trigger] == "VBN" and tree.deps[trigger] == "acl" and tree.child(trigger, "nsubj") is None
    )
    if not passive:
        return "agent"
    return "recipient" if is_addressed(context, trigger, subject) else "patient"


def _one_of_several(context: RoleContext, role: Role, head: int) -> Role:
    """One of those whom a plural stands for; somebody whom nothing leads to is shown by his own words."""
    mention = context.cast.mention_at(head)
    if mention is None:
        return make_role(context, role.role, head, "coreference")
    return replace(role, entity=mention.entity, how="coreference")


def _outside(context: RoleContext, top: int, role: Role, head: int) -> Role:
    """The role without the predicate itself: "the notary" of "accused the notary of forging wills"."""
    tree = context.tree
    around = next((c for c in tree.children_by(head, "prep") if tree.edges[c][0] <= top <= tree.edges[c][1]), None)
    if around is None:
        return role
    span = tree.span(tree.edges[head][0], around - 1)
    return phrase_role(context, role.role, span, role.how, role.entity)


def _dependent(context: RoleContext, predicate: Predicate, verb: int, child: int) -> Iterator[Role]:
    tree = context.tree
    dep = tree.deps[child]
    if dep in ("dobj", "attr", "oprd"):
        yield from _object(context, verb, child)
    elif dep == "dative":
        head = tree.child(child, "pobj") if tree.pos[child] == "ADP" else child
        if head is not None:
            yield from _given_to(context, verb, head)
    elif dep == "agent":
        by = tree.child(child, "pobj")
        if by is not None:
            yield make_role(context, "agent" if _can_act(context, by) else "instrument", by)
    elif dep in ("prep", "prt", "advmod", "acomp"):
        yield from _beside(context, verb, child)
    elif dep == "xcomp" and _is_purpose(tree, verb, child):
        yield phrase_role(context, "purpose", tree.span(*tree.edges[child]))
    elif dep in ("ccomp", "xcomp") and child not in predicate.chain and child > verb == predicate.trigger:
        yield phrase_role(context, "theme", tree.span(*tree.edges[child]))
        if predicate.act is not None:  # the terms one by one: "to pay and to leave"
            parts = (part for part in tree.subtree(child) if _is_further_term(tree, child, part))
            yield from (phrase_role(context, "theme", tree.span(*tree.edges[part])) for part in parts)
    elif dep == "advcl" and any(tree.lowers[c] == "to" for c in tree.children_by(child, "aux")):
        yield phrase_role(context, "purpose", tree.span(*tree.edges[child]))


def _beside(context: RoleContext, verb: int, child: int) -> Iterator[Role]:
    tree = context.tree
    if tree.deps[child] == "acomp":  # "was present at the talks in Oslo"
        for prep in tree.children_by(child, "prep"):
            yield from _prepositional(context, verb, prep)
    elif tree.lowers[child] == "where" and tree.deps[verb] == "relcl" and is_place(context, tree.heads[verb]):
        yield from place_roles(context, "place", tree.heads[verb])
    elif tree.deps[child] != "advmod" or tree.child(child, "prep") is not None:
        yield from _prepositional(context, verb, child)
    else:
        yield from pointed_at(context, child)


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
    if tree.lowers[child] in _RELATIVES and tree.deps[child] == "dobj":
        if tree.deps[verb] == "relcl":
            yield make_role(context, "patient", tree.heads[verb])
            return
        if tree.lowers[child] == "that":
            return  # the conjunction of "said that he left", which the parser took for a pronoun
    motion = load_lexicon("en/motion_verbs.tsv").get(tree.lemmas[verb].lower(), {}).get("object")
    if motion is not None and is_place(context, child):
        name: RoleName = "from" if motion == "from" else "to"
        yield from (role for place in joined_places(context, child) for role in place_roles(context, name, place))
        return
    given = list(named_before_the_gift(context, verb, child))
    yield from given
    puts = act_of(tree, verb) is not None
    for i in tree.joined(child)[1 if given else 0 :]:
        if tree.deps[child] == "dobj" and is_addressed(context, verb, i):
            yield from _given_to(context, verb, i)
        else:
            role = make_role(context, _OBJECTS.get(tree.deps[child], "theme"), i)
            yield _with_what_follows(context, role, i) if puts else role
    yield from journey_roles(context, child)
    for prep in tree.children_by(child, "prep"):  # "contacts with MI6 representatives in London"
        yield from _of_object(context, prep)


def _given_to(context: RoleContext, verb: int, party: int) -> Iterator[Role]:
    """Whoever is given or told something, and the thing where the parser hangs it on them."""
    gift, mention = gift_behind(context, verb, party), mention_of(context, party)
    if gift is None:
        yield make_role(context, "recipient", party)
        return
    yield name_role(context, "recipient", mention) if mention is not None else make_role(context, "recipient", party)
    yield phrase_role(context, "patient", context.tree.span(*context.tree.edges[gift]))


def _with_what_follows(context: RoleContext, role: Role, head: int) -> Role:
    """What is put to somebody, in full: "the pictures taken at the border"."""
    tree = context.tree
    last = head
    while last < tree.edges[head][1] and tree.deps[last + 1] not in ("punct", "cc"):
        last += 1
    end = max(role.end, tree.ends[last])
    return phrase_role(context, role.role, (role.start, end), role.how, role.entity)


def _of_object(context: RoleContext, prep: int) -> Iterator[Role]:
    tree = context.tree
    if tree.lowers[prep] == "out":
        yield from (role for of in tree.children_by(prep, "prep") for role in _of_object(context, of))
    for head in tree.children_by(prep, "pobj"):
        word = tree.lowers[prep]
        if word == "with" and is_party(context, head):
            yield make_role(context, "recipient", head)
        elif word in LOCATIVE and is_place(context, head):
            yield from place_roles(context, "place", head)
        elif word == "of" and tree.lowers[tree.heads[prep]] == "out" and is_place(context, head):
            yield from place_roles(context, "from", head)  # "smuggled the letters out of Oran"
        yield from (role for inner in tree.children_by(head, "prep") for role in _of_object(context, inner))


def _prepositional(context: RoleContext, verb: int, prep: int) -> Iterator[Role]:
    tree = context.tree
    for inner in tree.children_by(prep, "prep", "conj"):  # "from Oran to Fez", "in Oran and in Fez"
        if tree.lowers[prep] == "out" and tree.lowers[inner] == "of":
            yield from _out_of(context, inner)
        else:
            yield from _prepositional(context, verb, inner)
    head = tree.child(prep, "pobj")
    if head is None:
        return
    if head in context.dated and not _is_asked_for(tree, verb, prep):
        yield from _behind_a_time(context, verb, head)
        return
    if tree.lowers[head] == "order" and tree.child(head, "acl") is not None:
        yield phrase_role(context, "purpose", tree.span(prep, tree.edges[head][1]))
        return
    name = _by_preposition(context, verb, tree.lowers[prep], head)
    if is_deed(context, verb) and tree.lowers[prep] in _OF_A_DEED and is_party(context, head):
        return
    yield from journey_roles(context, head)
    if name in ("place", "to", "from") and is_place(context, head):
        where: RoleName = "from" if name == "from" else "place"
        for place in joined_places(context, head):
            yield make_role(context, name, place)
            yield from places_around(context, place, where)
        return
    if name is not None:
        yield make_role(context, name, head)
    yield from places_of(context, head, "place", through_of=tree.lowers[prep] in ("during", "at", "in"))


def _out_of(context: RoleContext, of: int) -> Iterator[Role]:
    """Where somebody or something came "out of", which is no more than what it is about where it is no place."""
    for head in context.tree.children_by(of, "pobj"):
        if is_place(context, head):
            yield from place_roles(context, "from", head)
        else:
            yield make_role(context, "theme", head)


def _behind_a_time(context: RoleContext, verb: int, noun: int) -> Iterator[Role]:
    """Times have no places of their own: in "spent the night of 2 June in Faro" the place is the verb's."""
    tree = context.tree
    for prep in tree.children_by(noun, "prep"):
        head = tree.child(prep, "pobj")
        if head is None:
            continue
        definite = tree.pos[head] == "PROPN" or bool(tree.children[head])  # not so in "his years in office"
        if head in context.dated or (definite and is_place(context, head)):
            yield from _prepositional(context, verb, prep)


def _is_asked_for(tree: Tree, verb: int, prep: int) -> bool:
    """Time can be what is asked for: "asked for three days"."""
    return tree.lowers[prep] == "for" and tree.lemmas[verb].lower() in load_lexicon("en/speech_acts.tsv")


def _by_preposition(context: RoleContext, verb: int, word: str, head: int) -> RoleName | None:
    tree = context.tree
    mention = context.cast.mention_at(head)
    if is_place(context, head) or (mention is not None and _is_in_a_building(tree, verb, word, mention)):
        if word in LOCATIVE:
            return "place"
        if word in _TOWARDS and (word != "for" or _sets_out(tree, verb)):
            return "to"
        if word in _AWAY:
            return "from"
    if word == "with":
        speaks = tree.lemmas[head].lower() in load_lexicon("en/source_nouns.tsv")
        return "recipient" if is_party(context, head) or speaks or tree.pos[head] == "PROPN" else "instrument"
    named = mention is not None or tree.lemmas[head].lower() in load_lexicon("en/role_nouns.tsv")
    if (word == "to" or (word == "for" and named)) and is_party(context, head):
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

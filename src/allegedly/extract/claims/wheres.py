"""Where: the places in a phrase, those around a thing, and what "there", "here" and "the mine" point at."""

from collections.abc import Iterator

from ...model import Role, RoleName
from ...resources import load_lexicon
from .making import LOCATIVE, RoleContext, is_party, is_place, make_role, name_role


def place_roles(context: RoleContext, name: RoleName, head: int) -> Iterator[Role]:
    """The role of a place, with the town beside the hotel ("at the Royal in Fez") or the one that the text has named
    it with ("at the mine").
    """
    yield make_role(context, name, head)
    yield from places_around(context, head, name)


def places_around(context: RoleContext, head: int, name: RoleName) -> Iterator[Role]:
    """The places that the one with that head is in."""
    inner = list(places_of(context, head, name, through_of=True))
    pointing = (i for i in context.tree.subtree(head) if _points(context, i))
    inner.extend(role for i in pointing for role in _meant(context, name, i))
    yield from inner
    if not inner and head not in context.place_tokens:
        yield from _meant(context, name, head)


def joined_places(context: RoleContext, head: int) -> Iterator[int]:
    """The place and those joined to it: "in Oran, Fez and Tunis"."""
    yield head
    for other in context.tree.children_by(head, "conj"):
        if is_place(context, other):
            yield from joined_places(context, other)


def places_of(context: RoleContext, head: int, name: RoleName, *, through_of: bool) -> Iterator[Role]:
    """Where a thing is that stands with the verb: "at a party in Rome", "during a meeting of the board in Oslo"."""
    tree = context.tree
    for inner in tree.children[head]:
        for noun in tree.children_by(inner, "pobj") if tree.deps[inner] == "prep" else ():
            if tree.lowers[inner] in LOCATIVE and is_place(context, noun):
                mention = context.cast.mention_at(noun)
                yield make_role(context, name, noun) if mention is None else name_role(context, name, mention)
                yield from places_of(context, noun, name, through_of=through_of)
            elif tree.lowers[inner] == "of" and through_of:
                yield from places_of(context, noun, name, through_of=False)


def _meant(context: RoleContext, name: RoleName, i: int) -> Iterator[Role]:
    mention = context.surroundings.meant_at(i)
    if mention is not None:
        yield name_role(context, name, mention, "coreference")


def pointed_at(context: RoleContext, i: int) -> Iterator[Role]:
    """The place that "there" or "here" at token ``i`` stands for."""
    if _points(context, i):
        yield from _meant(context, "place", i)


def _points(context: RoleContext, i: int) -> bool:
    return context.tree.lowers[i] in ("here", "there") and context.tree.deps[i] == "advmod"


def things_places(context: RoleContext, thing: int) -> Iterator[Role]:
    """Where something happens with a thing that is somewhere: "the clinic in Fez treated him", "the Orel mine burst".

    People may be elsewhere: of "the consul in Fez" nothing is said here.
    """
    tree = context.tree
    building = tree.lemmas[thing].lower() in load_lexicon("en/place_nouns.tsv")
    if tree.pos[thing] != "NOUN" or context.cast.mention_at(thing) is not None:
        return
    if is_party(context, thing) and not building:
        return
    names = [context.cast.mention_at(c) for c in tree.children_by(thing, "compound", "nmod")]
    for mention in names:
        if mention is not None and mention.kind == "place":
            yield name_role(context, "place", mention)
            return
    found = [role for role in places_of(context, thing, "place", through_of=False) if role.entity is not None]
    yield from found or _meant(context, "place", thing)


def journey_roles(context: RoleContext, head: int) -> Iterator[Role]:
    """Where a journey leads, or what takes somebody there: "took the first coach to Kars", "on a flight from Oran"."""
    tree = context.tree
    if tree.lemmas[head].lower() not in load_lexicon("en/journeys.tsv"):
        return
    for prep in tree.children_by(head, "prep"):
        names: dict[str, RoleName] = {"to": "to", "into": "to", "from": "from"}
        name = names.get(tree.lowers[prep])
        for noun in tree.children_by(prep, "pobj"):
            if name is not None and is_place(context, noun):
                yield from place_roles(context, name, noun)


def witness_places(context: RoleContext, verb: int, roles: list[Role]) -> Iterator[Role]:
    """Where somebody is who perceives something: "a shopkeeper in Fez said that she saw him"."""
    cells = load_lexicon("en/light_verbs.tsv").get(context.tree.lemmas[verb].lower(), {})
    if cells.get("way") != "perceive" or cells.get("noun") != "patient":
        return
    agents = {role.entity for role in roles if role.role == "agent" and role.entity is not None}
    places = (m for m in context.cast.mentions if m.entity in agents and m.how == "description")
    for described in places:
        for head, place in context.surroundings.named:
            if described.start < place.start and place.end <= described.end and _stays_in(context, head):
                yield name_role(context, "place", place, "inherited")
                return


def _stays_in(context: RoleContext, head: int) -> bool:
    """Whether the place at ``head`` is where somebody is or lives: "a baker in Fez", "a resident of Fez"."""
    tree = context.tree
    prep = tree.heads[head]
    classes = load_lexicon("en/cast_words.tsv").get(tree.lowers[tree.heads[prep]], {}).get("classes", "")
    lives = "of_place" in classes.split()
    return tree.deps[head] == "pobj" and (tree.lowers[prep] in LOCATIVE or (tree.lowers[prep] == "of" and lives))

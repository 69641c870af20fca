"""Roles at nouns that say what happened: "his arrest", "the arrest of the mayor", "talks between the two banks"."""

from collections.abc import Iterator

from ...model import Role, RoleName
from ...resources import load_lexicon
from .making import RoleContext, is_party, make_role, phrase_role


def is_deed(context: RoleContext, noun: int) -> bool:
    tree = context.tree
    lemma = tree.lemmas[noun].lower()
    listed = lemma in load_lexicon("en/deed_nouns.tsv") or lemma in load_lexicon("en/event_nouns.tsv")
    return tree.pos[noun] == "NOUN" and listed


def deed_roles(context: RoleContext, noun: int) -> Iterator[Role]:
    """Who does what the noun names, and to whom."""
    tree = context.tree
    owner = _owner_is(context, noun)
    for child in tree.children[noun]:
        if tree.deps[child] == "poss" and child not in context.dated:
            yield make_role(context, owner, child)
        elif tree.deps[child] in ("prep", "agent"):
            yield from _behind(context, child, owner)


def _owner_is(context: RoleContext, noun: int) -> RoleName:
    kind = load_lexicon("en/deed_nouns.tsv").get(context.tree.lemmas[noun].lower(), {}).get("of")
    return "patient" if kind == "patient" else "agent"


def _behind(context: RoleContext, prep: int, owner: RoleName) -> Iterator[Role]:
    tree = context.tree
    by_word: dict[str, RoleName] = {"of": owner, "by": "agent", "between": "agent", "against": "patient"}
    if owner == "agent":
        by_word["on"] = "patient"
    name = by_word.get(tree.lowers[prep])
    for head in tree.children_by(prep, "pobj") if name is not None else ():
        for party in tree.joined(head):
            if name is not None and party not in context.dated and is_party(context, party):
                yield from _party(context, name, party, owner)


def _party(context: RoleContext, name: RoleName, party: int, owner: RoleName) -> Iterator[Role]:
    """The party, and the other one that the parser has hung on it: "an attack by the dockers on the mayor"."""
    tree = context.tree
    inner = next((c for c in tree.children_by(party, "prep") if tree.lowers[c] in ("on", "against")), None)
    if name != "agent" or inner is None:
        yield make_role(context, name, party)
        return
    entity = make_role(context, name, party)
    yield phrase_role(context, name, tree.span(tree.edges[party][0], inner - 1), entity.how, entity.entity)
    yield from _behind(context, inner, owner)

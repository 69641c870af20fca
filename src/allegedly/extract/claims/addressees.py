"""To whom something is told, put or given: what a verb's objects, or the subject of its passive, are to it."""

from collections.abc import Iterator

from ...model import Role
from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..predicates import Predicate
from .making import RoleContext, is_party, make_role, mention_of, name_role, phrase_role

_PUT = ("offer", "promise", "threaten")
_ASKED = ("demand", "request")
_NEW = {"a", "an", "any", "some", "no"}
_THINGS = {"it", "this", "that", "which", "what", "nothing", "something", "anything", "everything"}


def is_addressed(context: RoleContext, verb: int, party: int) -> bool:
    """Whether the object of the verb at ``verb``, or the subject of its passive, is the one whom it is put to.

    So in "told him to leave", "refused him a visa", "was offered money"; not in "sent him to Oslo", "refused it".
    """
    tree = context.tree
    when = load_lexicon("en/dative_verbs.tsv").get(tree.lemmas[verb].lower(), {}).get("when")
    if when is None or tree.lowers[party] in _THINGS:
        return False
    if any(c > party for c in tree.children_by(verb, "dobj", "oprd")) or gift_behind(context, verb, party) is not None:
        return True
    if when != "asked":
        return False
    clause = any(c > max(verb, party) for c in tree.children_by(verb, "ccomp", "xcomp"))
    return is_party(context, party) or (clause and not _is_said(tree, party))


def _is_said(tree: Tree, noun: int) -> bool:
    """Whether a noun is for words themselves: "told the story that"."""
    lemma = tree.lemmas[noun].lower()
    return lemma in load_lexicon("en/reporting_nouns.tsv") or lemma in load_lexicon("en/deed_nouns.tsv")


def named_before_the_gift(context: RoleContext, verb: int, thing: int) -> Iterator[Role]:
    """The two roles of "offered Mr Weiss money", where the parser takes the name for a part of the object's."""
    tree = context.tree
    if tree.lemmas[verb].lower() not in load_lexicon("en/dative_verbs.tsv") or tree.pos[thing] != "NOUN":
        return
    for child in tree.children_by(thing, "compound", "nmod"):
        mention = mention_of(context, child)
        if mention is not None and mention.kind == "person" and mention.end <= tree.starts[thing]:
            yield name_role(context, "recipient", mention)
            rest = next(i for i in range(child + 1, thing + 1))
            yield phrase_role(context, "patient", tree.span(rest, thing))
            return


def gift_behind(context: RoleContext, verb: int, party: int) -> int | None:
    """The thing of "offered Bob Ray a house" and "paid Bob Ray £500", which the parser takes for another name of
    somebody, or for a measure.
    """
    tree = context.tree
    if tree.lemmas[verb].lower() not in load_lexicon("en/dative_verbs.tsv") or not is_party(context, party):
        return None
    beside = [c for c in tree.children_by(party, "appos") if tree.pos[c] == "NOUN" and _is_new(tree, c)]
    measures = [c for c in tree.children_by(verb, "npadvmod") if c > party and tree.tags[c] == "CD"]
    return next((c for c in (*beside, *measures) if c not in context.dated), None)


def _is_new(tree: Tree, noun: int) -> bool:
    """Whether a noun speaks of a thing not known yet: "a house", "two lorries"; not of a trade, "a clerk"."""
    thing = tree.lemmas[noun].lower() not in load_lexicon("en/role_nouns.tsv")
    return thing and any(tree.lowers[c] in _NEW or tree.deps[c] == "nummod" for c in tree.children[noun])


def addressed_by_content(context: RoleContext, predicate: Predicate, content: int) -> Iterator[Role]:
    """Whom the clause or infinitive that is demanded, offered or promised says it is put to.

    Who is to do what is demanded ("that the bank pay"); who is to have what is offered ("to pay the widow", "that the
    widow would be paid").
    """
    tree = context.tree
    subject = tree.child(content, "nsubj")
    if predicate.act in _ASKED and subject is not None:
        yield make_role(context, "recipient", subject)
    elif predicate.act in _PUT:
        for head in _gaining(tree, content):
            if is_party(context, head):
                yield make_role(context, "recipient", head)
                return


def _gaining(tree: Tree, content: int) -> Iterator[int]:
    if tree.deps[content] == "ccomp":
        yield from tree.children_by(content, "nsubjpass")
        return
    objects = tree.children_by(content, "dobj")
    for head in (content, *objects):  # the parser may hang "to the widow" on the thing that she is to have
        yield from tree.children_by(head, "dative") if tree.pos[head] == "VERB" else ()
        for prep in tree.children_by(head, "prep", "dative"):
            yield from tree.children_by(prep, "pobj") if tree.lowers[prep] == "to" else ()
    yield from objects


def spoken_to_above(context: RoleContext, predicate: Predicate) -> Iterator[Role]:
    """Whom an offer is put to where only the clause around says so: "met him in Bern, promising a passport"."""
    above, tree = predicate.above, context.tree
    if predicate.act not in _PUT or above is None or tree.deps[predicate.top] not in ("advcl", "conj"):
        return
    if predicate.subject_is_own or above.subject != predicate.subject:
        return
    for head in tree.children_by(above.trigger, "dobj", "dative"):
        if is_party(context, head):
            yield make_role(context, "recipient", head, "inherited")
            return

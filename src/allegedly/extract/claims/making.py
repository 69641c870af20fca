"""What every rule on roles looks at, and how a role is made of a phrase."""

from dataclasses import dataclass

from ...model import Document, Mention, Place, Role, RoleName, Span
from ...model.records import RoleHow
from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..attribution.sources import source_span
from ..cast import Cast
from .surroundings import Surroundings

LOCATIVE = {"in", "at", "on", "near", "outside", "inside", "within", "under", "by", "off", "across", "around"}
_FRINGE = " ,;:"


@dataclass(frozen=True, slots=True)
class RoleContext:
    document: Document
    tree: Tree
    cast: Cast
    place_tokens: dict[int, Place]
    """The place that each token of a toponym belongs to."""
    dated: frozenset[int]
    """The tokens of time expressions."""
    surroundings: Surroundings


def make_role(context: RoleContext, name: RoleName, head: int, how: RoleHow = "explicit") -> Role:
    mention = mention_of(context, head)
    entity = mention.entity if mention is not None else None
    if how == "explicit" and mention is not None and mention.how == "pronoun":
        how = "coreference"
    return phrase_role(context, name, _without_a_day(context, source_span(context.tree, head), head), how, entity)


def _without_a_day(context: RoleContext, span: Span, head: int) -> Span:
    """The phrase without a day before it, which the parser may take into it: "on 5 June Ana Berg left"."""
    tree = context.tree
    first = tree.token_at(span[0])
    if first is None or first not in context.dated or head in context.dated:
        return span
    while first < head and (first in context.dated or tree.pos[first] == "PUNCT"):
        first += 1
    return tree.starts[first], span[1]


def name_role(context: RoleContext, name: RoleName, mention: Mention, how: RoleHow = "explicit") -> Role:
    """The role of a party or place by the words that name it, nothing around them."""
    return phrase_role(context, name, (mention.start, mention.end), how, mention.entity)


def mention_of(context: RoleContext, head: int) -> Mention | None:
    """Who stands there, or who is named beside it: "the shipowner, Jan Voss, 61,"."""
    beside = (c for c in context.tree.children_by(head, "appos") if context.tree.pos[c] == "PROPN")
    return next((one for i in (head, *beside) if (one := context.cast.mention_at(i)) is not None), None)


def phrase_role(
    context: RoleContext, name: RoleName, span: Span, how: RoleHow = "explicit", entity: str | None = None
) -> Role:
    text = context.document.text
    start, end = span
    while end > start and text[end - 1] in _FRINGE:
        end -= 1
    return Role(name, start, end, text=text[start:end], entity=entity, how=how)


def is_place(context: RoleContext, head: int) -> bool:
    if head in context.place_tokens:
        return True
    mention = context.cast.mention_at(head)
    if mention is not None:
        return mention.kind == "place"
    return context.tree.lemmas[head].lower() in load_lexicon("en/place_nouns.tsv")


def is_party(context: RoleContext, head: int) -> bool:
    """Whether somebody can be meant: a person, an organisation, a noun or pronoun for one."""
    mention = mention_of(context, head)
    if mention is not None:
        return mention.kind in ("person", "organisation")
    return is_person(context.tree, head)


def is_person(tree: Tree, head: int) -> bool:
    lemma = tree.lemmas[head].lower()
    if tree.pos[head] == "PRON":
        return tree.lowers[head] in _PERSONS
    if tree.pos[head] not in ("NOUN", "PROPN"):
        return False
    body = load_lexicon("en/organisation_words.tsv").get(lemma, {}).get("kind") == "organisation"
    firm = "firm" in load_lexicon("en/cast_words.tsv").get(lemma, {}).get("classes", "").split()
    return body or firm or lemma in load_lexicon("en/role_nouns.tsv")


_PERSONS = frozenset(
    {"i", "me", "we", "us", "you", "he", "him", "she", "her", "they", "them", "who", "whom", "everybody", "everyone"}
    | {"nobody", "anybody", "anyone", "somebody", "someone", "both"}
)

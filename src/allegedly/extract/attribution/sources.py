"""What kind of source a noun phrase names, and which words make it up."""

from collections.abc import Collection

from ...model import SourceType, Span
from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..cast import Cast

_PLURAL_TAGS = {"NNS", "NNPS"}
_GROUP_PRONOUNS = {"we", "us", "they", "them", "some", "others", "many", "several", "critics", "both", "most", "few"}
_PERSON_PRONOUNS = {"i", "me", "you", "he", "she", "him", "her", "who", "one", "someone", "somebody", "another"}
_RELATIVES = {"who", "whom", "whose", "which", "where", "that", "speaking"}
_OUTSIDE_THE_NAME = {"advmod", "relcl", "parataxis", "advcl", "acl", "cc", "conj", "appos", "case"}


def source_span(tree: Tree, head: int) -> Span:
    """The phrase around ``head``, without what follows it: relative clauses, and appositions that are no bare name."""
    last = head
    left, right = tree.edges[head]
    for child in tree.children[head]:
        if tree.tags[child] == "_SP":
            continue
        if child > head and tree.deps[child] not in _OUTSIDE_THE_NAME and tree.deps[child] != "punct":
            last = max(last, tree.edges[child][1])
        elif child > head and tree.deps[child] in _OUTSIDE_THE_NAME:
            last = _named_beside(tree, child, last)
            break
    return tree.span(left, _before_a_clause(tree, head, min(last, right)))


def _named_beside(tree: Tree, beside: int, last: int) -> int:
    """The end of the phrase, with the name in "the third engineer, Jonas Eide"."""
    first, _ = tree.edges[beside]
    name = tree.deps[beside] == "appos" and all(tree.pos[i] == "PROPN" for i in range(first, beside + 1))
    return beside if name else last


def _before_a_clause(tree: Tree, head: int, last: int) -> int:
    """The last token before ", who asked not to be named", which the parser may hang on any noun of the phrase."""
    for i in range(head + 1, last):
        if tree.words[i] == "," and tree.lowers[i + 1] in _RELATIVES:
            return i - 1
    return last


def source_type(tree: Tree, cast: Cast, named: Collection[str], head: int) -> SourceType | None:
    """The type of the source that ``head`` names, or ``None`` where a thing that cannot speak stands there.

    ``named`` holds the ids of the entities that are called by a name somewhere in the document.
    """
    mention = cast.mention_at(head)
    lower, plural = tree.lowers[head], tree.tags[head] in _PLURAL_TAGS
    if mention is not None and mention.kind == "organisation" and tree.pos[head] != "NOUN":
        return "organisation"
    if mention is not None and mention.kind == "person" and mention.entity in named:
        return "named_person"
    if lower in _GROUP_PRONOUNS:
        return "unnamed_group"
    if lower in _PERSON_PRONOUNS:
        return "unnamed_person"
    if tree.pos[head] == "NUM":
        return "unnamed_group"
    kind = _kind_of_noun(tree.lemmas[head].lower())
    if kind is not None and tree.pos[head] != "PROPN":
        return _by_noun(kind, plural=plural)
    if mention is not None:
        return _by_noun("person" if mention.kind == "person" else "group", plural=plural)
    if tree.pos[head] == "PROPN":
        return "named_person"
    return "unnamed_group" if plural and tree.pos[head] == "NOUN" else None


def _kind_of_noun(lemma: str) -> str | None:
    kind = load_lexicon("en/source_nouns.tsv").get(lemma, {}).get("type")
    if kind is None and lemma in load_lexicon("en/role_nouns.tsv"):
        return "group" if load_lexicon("en/role_nouns.tsv")[lemma]["class"] == "group" else "person"
    return kind


def _by_noun(kind: str, *, plural: bool) -> SourceType:
    if kind == "document":
        return "document"
    if kind == "person":
        return "unnamed_group" if plural else "unnamed_person"
    return "unnamed_group" if plural else "organisation"

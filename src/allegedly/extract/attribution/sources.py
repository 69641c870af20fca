"""What kind of source a noun phrase names, and which words make it up."""

from ...model import SourceType, Span
from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..cast import Cast

_PLURAL_TAGS = {"NNS", "NNPS"}
_GROUP_PRONOUNS = {"they", "them", "some", "others", "many", "several", "critics", "both", "most", "few"}
_PERSON_PRONOUNS = {"he", "she", "him", "her", "who", "one", "someone", "somebody", "another"}
_OUTSIDE_THE_NAME = {"relcl", "parataxis", "advcl", "acl", "cc", "conj", "appos"}


def source_span(tree: Tree, head: int) -> Span:
    """The phrase around ``head``, without relative clauses and appositions that follow it."""
    last = head
    left, right = tree.edges[head]
    for child in tree.children[head]:
        if tree.tags[child] == "_SP":
            continue
        if child > head and tree.deps[child] not in _OUTSIDE_THE_NAME and tree.deps[child] != "punct":
            last = max(last, tree.edges[child][1])
        elif child > head and tree.deps[child] in _OUTSIDE_THE_NAME:
            break
    return tree.span(left, min(last, right))


def source_type(tree: Tree, cast: Cast, head: int) -> SourceType | None:
    """The type of the source that ``head`` names, or ``None`` where a thing that cannot speak stands there."""
    mention = cast.mention_at(head)
    lower = tree.lowers[head]
    if mention is not None and mention.kind == "organisation" and tree.pos[head] != "NOUN":
        return "organisation"
    if mention is not None and mention.kind == "person" and (mention.how != "description" or _is_named(cast, head)):
        return "named_person" if _is_named(cast, head) else "unnamed_person"
    if lower in _GROUP_PRONOUNS:
        return "unnamed_group"
    if lower in _PERSON_PRONOUNS:
        return "unnamed_person"
    kind = load_lexicon("en/source_nouns.tsv").get(tree.lemmas[head].lower(), {}).get("type")
    if kind is not None and tree.pos[head] != "PROPN":
        return _by_noun(kind, plural=tree.tags[head] in _PLURAL_TAGS)
    if mention is not None:
        return "organisation"
    if tree.pos[head] == "PROPN":
        return "named_person"
    return "unnamed_group" if tree.tags[head] in _PLURAL_TAGS and tree.pos[head] == "NOUN" else None


def _is_named(cast: Cast, head: int) -> bool:
    mention = cast.mention_at(head)
    if mention is None:
        return False
    name = cast.entity(mention.entity).name
    return mention.how == "name" or any(word[:1].isupper() for word in name.split()[-1:])


def _by_noun(kind: str, *, plural: bool) -> SourceType:
    if kind == "document":
        return "document"
    if kind == "person":
        return "unnamed_group" if plural else "unnamed_person"
    return "unnamed_group" if plural else "organisation"

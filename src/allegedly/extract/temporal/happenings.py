"""Words that tell of a happening that a time can be counted from.

Noun and verb are told to be of one kind by resources/en/happenings.tsv.
"""

from ...nlp.tree import Tree
from ...resources import load_lexicon


def kind_of(tree: Tree, node: int) -> str:
    """One word for a happening, whether told by noun or by verb: "die" for death, "marry" for wedding."""
    lemma = tree.lemmas[node].lower()
    return load_lexicon("en/happenings.tsv").get(lemma, {}).get("happening", lemma)


def is_happening(tree: Tree, node: int) -> bool:
    """Whether a word tells of a happening: any verb, and the nouns of the lexicons."""
    if tree.pos[node] == "VERB":
        return True
    lemma = tree.lemmas[node].lower()
    return lemma in load_lexicon("en/event_nouns.tsv") or lemma in load_lexicon("en/happenings.tsv")


def happening_after(tree: Tree, node: int | None) -> int | None:
    """The noun or verb of a happening that hangs on the "before", "after" or "of" at ``node``."""
    if node is None:
        return None
    if tree.deps[node] == "mark":
        return tree.heads[node] if tree.heads[node] > node else None
    noun = next((child for child in tree.children_by(node, "pobj", "pcomp") if child > node), None)
    if noun is None or is_happening(tree, noun):
        return noun
    # Without a comma the parser takes "on the eve of the crash people ..." for people of a crash.
    return next((child for child in tree.children_by(noun, "compound") if is_happening(tree, child)), None)

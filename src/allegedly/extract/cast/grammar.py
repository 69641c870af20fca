"""Small questions to the parse that resolving pronouns and descriptions needs answered."""

from ...nlp.tree import Tree
from . import lexicon

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "dative", "pobj", "iobj"})
_LONGEST_LIST = 30
_CITED = 40
_OFFICERS = ("office", "force")
_CLOSE = frozenset({"person", "people", "source", "somebody", "someone"})
_SHARED = frozenset({"conj", "xcomp", "advcl", "acl", "pcomp"})


def subject_of(tree: Tree, verb: int) -> int | None:
    """The subject of a verb, its own or the one that it shares with the verb above ("met ... and pitched")."""
    for _ in range(6):
        for child in tree.children[verb]:
            if tree.deps[child] in SUBJECTS:
                return child
        above = tree.heads[verb]
        if above == verb or tree.deps[verb] not in _SHARED:
            return None
        if tree.deps[verb] == "acl":
            return above
        if tree.deps[verb] == "pcomp":
            above = tree.heads[above]
        verb = above
    return None


def governor(tree: Tree, i: int) -> int:
    """The verb or noun that token ``i`` is an argument of, prepositions skipped."""
    above = tree.heads[i]
    for _ in range(3):
        if tree.deps[above] not in ("prep", "agent", "dative") or tree.pos[above] != "ADP":
            break
        above = tree.heads[above]
    return above


def coordinated(tree: Tree, i: int, *deps: str) -> int:
    """The first of the phrases that the one with head ``i`` is joined to by those labels; long lists are cut off."""
    for _ in range(_LONGEST_LIST):
        if tree.deps[i] not in deps or tree.heads[i] == i:
            break
        i = tree.heads[i]
    return i


def arguments(tree: Tree, verb: int) -> list[int]:
    """The heads of the noun phrases that are arguments of a verb or noun: subjects, objects, those of prepositions."""
    found = []
    for child in tree.children[verb]:
        dep = tree.deps[child]
        if dep in SUBJECTS or dep in _OBJECTS or dep == "poss":
            found.append(child)
        elif dep in ("prep", "agent", "dative"):
            found.extend(c for c in tree.children[child] if tree.deps[c] == "pobj")
    return found


def weight(tree: Tree, i: int) -> int:
    """How much a mention with head ``i`` raises its party, by its place in the sentence (Lappin & Leass 1994)."""
    total = 100
    i = coordinated(tree, i, "conj", "appos")
    dep = tree.deps[i]
    if _is_only_cited(tree, i):
        return _CITED
    if dep in SUBJECTS:
        total += 80
        if _is_told_afterwards(tree, i):
            return total - 60
    elif dep in ("dobj", "attr"):
        total += 50
    elif dep in ("dative", "pobj", "agent"):
        total += 40
    above = tree.heads[i]
    if above != i and tree.deps[above] == "prep":
        above = tree.heads[above]
    if tree.pos[above] not in ("NOUN", "PROPN") or above == i:
        total += 80
    return total


def _is_only_cited(tree: Tree, i: int) -> bool:
    """Whether the phrase is a source beside the main clause, which the clause is seldom about: "according to an
    official", "quoting an official".
    """
    dep, above = tree.deps[i], tree.heads[i]
    if dep == "pobj" and tree.lowers[above] == "to":
        return tree.lowers[tree.heads[above]] == "according"
    return (
        dep == "dobj" and tree.lowers[above] in ("quoting", "citing") and tree.deps[above] in ("advcl", "acl", "prep")
    )


def _is_told_afterwards(tree: Tree, subject: int) -> bool:
    """Whether the subject is only the source named after what it says: "He was not stopped, an official said"."""
    verb = tree.heads[subject]
    if tree.deps[verb] != "ROOT" or verb < subject:
        return False
    said = tree.child(verb, "ccomp")
    quotes = ("”", '"', "''", "’")
    return said is not None and said < subject and not any(w in quotes for w in tree.words[said + 1 : subject])


def quoted(tree: Tree) -> list[bool]:
    """For each token, whether it stands between quotation marks. A new paragraph closes what is open."""
    flags: list[bool] = []
    inside = False
    for i, word in enumerate(tree.words):
        if word in ("“", "„", "«"):
            inside = True
        elif word in ("”", "»"):
            inside = False
        elif word == '"' or (tree.tags[i] in ("``", "''") and word in ("''", "``")):
            inside = not inside
        elif inside and tree.tags[i] == "_SP" and "\n" in word:
            inside = False
        flags.append(inside)
    return flags


def is_of_a_party(tree: Tree, i: int) -> bool:
    """Whether "it" or "its" at token ``i`` stands where no thing does: "it demanded", "its chairman"."""
    above = tree.heads[i]
    lemma = tree.lemmas[above].lower()
    if tree.deps[i] == "poss":
        return lexicon.role_nouns().get(lemma, {}).get("class") in _OFFICERS or lemma in lexicon.words("staff")
    if tree.deps[i] == "nsubjpass":
        return lemma in lexicon.addressing_verbs()
    if tree.deps[i] != "nsubj":
        return False
    received = tree.child(above, "dobj") if lemma in ("get", "receive") else None
    answered = received is not None and tree.lemmas[received].lower() in lexicon.words("sent")
    return answered or lemma in lexicon.party_verbs()


def is_spokesman(tree: Tree, i: int) -> bool:
    """Whether somebody's lawyer, aide or friend stands there, or "a person close to" somebody."""
    close = any(tree.lowers[c] == "close" for c in tree.subtree(i))
    return tree.lemmas[i].lower() in lexicon.words("speaks_for") or (close and tree.lemmas[i].lower() in _CLOSE)


def does_something(tree: Tree, i: int) -> bool:
    """Whether token ``i`` is the subject of a verb with an object, or of what somebody is going to do."""
    verb = tree.heads[i]
    if tree.deps[i] != "nsubj" or tree.pos[verb] != "VERB":
        return False
    willing = any(tree.lowers[c] in ("would", "will", "could", "can") for c in tree.children_by(verb, "aux"))
    return willing or tree.child(verb, "dobj") is not None


def speaker_of(tree: Tree, i: int) -> int | None:
    """The subject of the nearest verb above that has the clause of token ``i`` for its content."""
    for above in (i, *tree.ancestors(i)):
        if tree.deps[above] == "ccomp":
            return subject_of(tree, tree.heads[above])
    return None

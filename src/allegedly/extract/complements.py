"""What a verb makes of its complements: a frame around another verb, or an act that is done by saying so."""

from ..nlp.tree import Tree
from ..resources import load_lexicon
from .attribution.report import is_arranged

_COULD = {"can", "could", "would", "will", "may"}
_STATES = {"be", "have", "know", "think", "believe", "imagine", "see", "say", "like", "want", "understand", "go"}
"""Verbs of which a question with "can you" asks, and for nothing."""
_OBJECTS = ("dobj", "nsubjpass", "oprd")


def descend(tree: Tree, i: int) -> tuple[int, tuple[tuple[int, str], ...]]:
    """From a verb that only frames another ("planned to", "is said to") down to the one that tells."""
    effects: list[tuple[int, str]] = []
    while True:
        below = _framed(tree, i)
        if below is None:
            return i, tuple(effects)
        effects.append((i, below[1]))
        i = below[0]


def _framed(tree: Tree, i: int) -> tuple[int, str] | None:
    framing = load_lexicon("en/complement_verbs.tsv")
    inner = next((c for c in tree.children_by(i, "xcomp") if is_infinitive(tree, c)), None)
    adjective = tree.child(i, "acomp")
    if inner is None and adjective is not None:
        inner = next((c for c in tree.children_by(adjective, "xcomp") if is_infinitive(tree, c)), None)
    if inner is None:
        return None
    if adjective is None and tree.lemmas[i] == "be":
        return inner, "planned"
    word = adjective if adjective is not None else i
    entry = framing.get(tree.lowers[word]) or framing.get(tree.lemmas[word].lower())
    if entry is None or tree.child(word, "dobj") is not None:
        return None
    if word == i and is_arranged(tree, i, inner):
        return inner, "planned"
    reports = word == i and tree.lemmas[i].lower() in load_lexicon("en/reporting_verbs.tsv")
    if reports and entry["effect"] == "hedged" and tree.child(i, "auxpass") is None:
        return None
    return inner, entry["effect"]


def is_infinitive(tree: Tree, i: int) -> bool:
    return any(tree.lowers[c] == "to" for c in tree.children_by(i, "aux"))


def act_of(tree: Tree, i: int) -> str | None:
    """The act that a verb performs with the complements it has here."""
    entry = load_lexicon("en/speech_acts.tsv").get(tree.lemmas[i].lower())
    if tree.pos[i] != "VERB":
        return None
    if entry is None:
        return _act_of_noun(tree, i)
    needs = entry.get("needs", "").split()
    rejected = tree.child(i, "dobj") if entry["act"] == "refuse" else None
    if rejected is not None and tree.lemmas[rejected].lower() in load_lexicon("en/reporting_nouns.tsv"):
        return "deny"  # "rejects the figure", "dismissed the claim"
    return entry["act"] if not needs or any(_has_complement(tree, i, need) for need in needs) else None


def _act_of_noun(tree: Tree, i: int) -> str | None:
    """The act that a light verb leaves it to a noun to name: "made an offer", "was sent a demand"."""
    way = load_lexicon("en/light_verbs.tsv").get(verb_with_particle(tree, i), {}).get("way")
    if way not in ("perform", "undergo"):
        return None
    nouns = (load_lexicon("en/act_nouns.tsv").get(tree.lemmas[c].lower()) for c in tree.children_by(i, *_OBJECTS))
    return next((entry["act"] for entry in nouns if entry is not None), None)


def asks_politely(tree: Tree, top: int) -> bool:
    """Whether a clause asks its reader for something: "Please send the list", "Could your office send the list?"."""
    start, end = tree.sentences[tree.sentence_of[top]]
    subject = tree.child(top, "nsubj")
    if subject is None:
        bare = tree.deps[top] == "ROOT" and tree.tags[top] in ("VB", "VBP")
        return bare and any(tree.lowers[i] == "please" for i in tree.children[top])
    addressed = tree.lowers[subject] == "you" or any(tree.lowers[c] == "your" for c in tree.children[subject])
    able = any(tree.lowers[c] in _COULD and c < subject for c in tree.children_by(top, "aux"))
    asked = any(tree.words[i] == "?" for i in range(top, end)) and start <= subject < top
    return addressed and able and asked and tree.lemmas[top] not in _STATES


def verb_with_particle(tree: Tree, i: int) -> str:
    """The lemma of a verb, in lower case, with its particle: "give up"."""
    particle = tree.child(i, "prt")
    lemma = tree.lemmas[i].lower()
    return lemma if particle is None else f"{lemma} {tree.lowers[particle]}"


def _has_complement(tree: Tree, i: int, need: str) -> bool:
    if need == "to":
        return any(is_infinitive(tree, c) for c in tree.children_by(i, "xcomp", "ccomp", "advcl"))
    if need == "that":
        content = tree.child(i, "ccomp")
        return content is not None and not _is_told(tree, content)
    if need == "alone":
        beside = any(tree.lowers[c] in ("with", "about") for c in tree.children_by(i, "prep"))
        return not beside and tree.child(i, "ccomp", "dobj") is None
    if need == "noun":
        return tree.child(i, "dobj", "nsubjpass") is not None
    return any(tree.lowers[c] == need for c in tree.children_by(i, "prep"))


def _is_told(tree: Tree, content: int) -> bool:
    """Whether a clause tells ("insisted that he had paid"), where another calls for something ("... that he pay")."""
    tags = {tree.tags[i] for i in (content, *tree.children_by(content, "aux", "auxpass"))}
    return "MD" not in tags and bool(tags & {"VBD", "VBZ"})

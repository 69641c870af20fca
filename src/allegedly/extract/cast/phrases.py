"""Noun phrases that describe a party without naming it: what they say, and whether they are definite."""

from dataclasses import dataclass
from typing import Literal

from ...nlp.tree import Tree
from . import lexicon
from .grammar import coordinated
from .roles import role_phrase

Form = Literal["definite", "indefinite", "possessive", "bare"]
NounClass = Literal["office", "force", "human", "kin", "group", "people", "body", "firm"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A describing noun phrase: tokens ``first`` to ``last``, both inclusive, around the noun ``head``."""

    first: int
    last: int
    head: int
    noun: str
    noun_class: NounClass
    form: Form
    plural: bool
    gender: str
    countries: frozenset[str]
    modifiers: frozenset[str]
    """Lower-case words before the noun that tell it from others of its kind; countries are not among them."""
    distinct: bool
    """Whether a word like "another" says that it is somebody new."""


def phrase_at(tree: Tree, i: int) -> Phrase | None:
    """The describing phrase with head ``i``, or ``None`` where no such noun stands at the head of its phrase."""
    if tree.deps[i] in ("compound", "amod", "nmod", "npadvmod"):
        return None
    if any(tree.lowers[child] in lexicon.words("any") for child in tree.children[i] if child < i):
        return None
    tag, lower = tree.tags[i], tree.lowers[i]
    people = lexicon.nationalities().get(lower)
    if people is not None:
        return _people(tree, i, people)
    if tag not in ("NN", "NNS", "NNP") or (tag == "NNP" and tree.words[i].isupper()):
        return None
    noun = tree.lemmas[i].lower()
    cells = lexicon.role_nouns().get(noun) or lexicon.role_nouns().get(lower)
    if cells is not None:
        noun_class: NounClass = cells["class"]  # type: ignore[assignment]
        return _phrase(tree, i, noun, noun_class, cells.get("gender", ""))
    if noun in lexicon.state_bodies() or lower in lexicon.state_bodies():
        return _phrase(tree, i, noun, "body", "")
    if i + 1 < len(tree) and tree.tags[i + 1] == "NNP":
        return None  # "the company Delta": the name says who
    return _phrase(tree, i, noun, "firm", "") if noun in lexicon.words("firm") else None


def _people(tree: Tree, i: int, country: tuple[str, frozenset[str]]) -> Phrase | None:
    code, forms = country
    if forms == {"country"}:
        return None
    determiner = tree.child(i, "det")
    word = tree.lowers[determiner] if determiner is not None else ""
    counted = tree.child(i, "nummod") is not None
    if "people" in forms and (word in ("the", "both") or counted):
        plural = True
    elif "person" in forms and word and tree.tags[i] not in ("NNS", "NNPS"):
        plural = False
    else:
        return None
    form: Form = "definite" if word in lexicon.words("definite") else "indefinite"
    first = determiner if determiner is not None and determiner < i else i
    gender = "m" if tree.lowers[i].endswith("man") else "f" if tree.lowers[i].endswith("woman") else ""
    if tree.lowers[i].endswith(("german", "oman", "roman")):
        gender = ""
    noun_class: NounClass = "human" if counted else "people"
    return Phrase(first, i, i, "", noun_class, form, plural, gender, frozenset({code}), frozenset(), word == "another")


def _phrase(tree: Tree, i: int, noun: str, noun_class: NounClass, gender: str) -> Phrase:
    span = role_phrase(tree, i)
    form = _form(tree, i)
    countries, modifiers = set[str](), set[str]()
    for j in range(span.first, i):
        country = lexicon.nationalities().get(tree.lowers[j])
        if country is not None and _is_own(tree, j, i):
            countries.add(country[0])
        elif tree.lowers[j] not in lexicon.words("idle") and tree.tags[j] not in (
            "DT",
            "PRP$",
            "POS",
            "CD",
            "HYPH",
            "_SP",
        ):
            modifiers.add(tree.lowers[j])
    if i + 2 <= span.last and tree.lowers[i + 1] == "of":
        country_behind = lexicon.country_before(tree.lowers[i + 2 : span.last + 1])
        countries.update(() if country_behind is None else (country_behind,))
    before = {tree.lowers[j] for j in range(span.first, i)}
    plural = tree.tags[i] in ("NNS", "NNPS") or noun_class == "group"
    distinct = bool(before & lexicon.words("new"))
    return Phrase(
        span.first, span.last, i, noun, noun_class, form, plural, gender,
        frozenset(countries), frozenset(modifiers), distinct,
    )  # fmt: skip


def _is_own(tree: Tree, j: int, head: int) -> bool:
    """Whether the country word at ``j`` modifies ``head``, directly or through one word between."""
    above = tree.heads[j]
    return above == head or tree.heads[above] == head


def _form(tree: Tree, i: int) -> Form:
    form: Form = "bare"
    for child in tree.children[i]:
        if child > i:
            break
        dep, word = tree.deps[child], tree.lowers[child]
        if dep == "poss":
            return "possessive"
        if dep == "det" or word in ("another", "one"):
            form = "definite" if word in lexicon.words("definite") else "indefinite"
        elif dep == "nummod" and form == "bare":
            form = "indefinite"
    return form


def acts(tree: Tree, i: int) -> bool:
    """Whether the phrase with head ``i`` takes part in what a verb tells, rather than only describing or counting."""
    i = coordinated(tree, i, "conj")
    dep, above = tree.deps[i], tree.heads[i]
    if dep in ("nsubj", "nsubjpass", "dobj", "dative"):
        return True
    if dep != "pobj":
        return False
    if tree.deps[above] == "agent" or (tree.lowers[above] == "to" and tree.lowers[tree.heads[above]] == "according"):
        return True
    return tree.pos[tree.heads[above]] == "VERB" and tree.lowers[above] in (
        "with",
        "to",
        "by",
        "from",
        "for",
        "against",
    )


def happened(tree: Tree, i: int, *, objects: bool = False) -> bool:
    """Whether the phrase with head ``i`` is the subject of a verb that tells one happening, past or planned.

    With ``objects`` its objects count too: "sent an emissary", not "needs a leader".
    """
    i = coordinated(tree, i, "conj")
    above = tree.heads[i]
    if tree.deps[i] == "pobj":
        if tree.lowers[above] == "by" or tree.lowers[tree.heads[above]] == "according":
            return True
        above = tree.heads[above]
    if tree.deps[i] not in ("nsubj", "nsubjpass") and (not objects or _is_wanting(tree, above)):
        return False
    if tree.tags[above] in ("VB", "VBN"):
        above = coordinated(tree, above, "conj")
    if tree.tags[above] == "VBD" or (tree.tags[above] == "VBG" and objects):
        return True
    helpers = {tree.lowers[c] for c in tree.children[above] if tree.deps[c] in ("aux", "auxpass")}
    return bool(helpers & {"was", "were", "had", "has", "have", "will", "is", "are", "'s", "been"})


def _is_wanting(tree: Tree, verb: int) -> bool:
    """Whether there need be no such party as the object names: "was not sent a guard", "nobody offered him a guard"."""
    subject = tree.child(verb, "nsubj", "nsubjpass")
    nobody = subject is not None and tree.lowers[subject] in ("nobody", "none", "neither")
    return nobody or tree.child(verb, "neg") is not None or tree.lemmas[verb].lower() in lexicon.words("wishing")

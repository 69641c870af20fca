"""Attributions that show in the parse.

The rules, by id:
    attr.clause      a reporting verb with its clause: "X said that ...", "..., X said", "new details suggest ..."
    attr.passive     nobody named: "is said to have ...", "it is understood that ..."
    attr.as          a judgement put on something: "was touted as ..."
    attr.according   "according to X", "in the words of X"
    attr.noun        a noun with its clause: "the claim that ...", "The message is that ..."
    attr.adverb      "reportedly", "allegedly"
"""

from collections.abc import Iterator

from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..predicates import is_finite
from .idioms import find_idioms
from .report import (
    SUBJECTS,
    Context,
    Report,
    content_spans,
    inverted_subject,
    is_arranged,
    make_report,
    subject_of,
)

_NO_SOURCE = {
    "nobody",
    "none",
    "nothing",
    "i",
    "we",
    "you",
    "which",
    "that",
    "this",
    "there",
    "me",
    "us",
    "what",
    "these",
    "those",
}
_IMPERSONAL = {"inferring", "thought", "characterising"}
"""Classes whose "it" need not stand for anybody ("it shows that ...")."""
_WITH_GERUND = {"denying", "admitting", "recall", "remember"}
_THINGS = {"it", "this", "that", "these", "those"}
_ADVERBS = {"reportedly", "allegedly", "supposedly", "purportedly", "rumoredly", "rumouredly"}


def find_in_parse(context: Context) -> Iterator[Report]:
    tree = context.tree
    for i, pos in enumerate(tree.pos):
        lower = tree.lowers[i]
        if lower == "according":
            yield from _according(context, i)
        elif pos == "VERB":
            yield from _verb(context, i)
        elif pos == "NOUN":
            yield from _in_the_words_of(context, i) if lower == "words" else _noun(context, i)
        elif lower in _ADVERBS:
            yield from _adverb(context, i)


def is_passive(tree: Tree, i: int) -> bool:
    return tree.child(i, "auxpass") is not None


def _verb(context: Context, i: int) -> Iterator[Report]:
    tree = context.tree
    lemma = tree.lemmas[i].lower()
    entry = load_lexicon("en/reporting_verbs.tsv").get(lemma)
    content = _content_of(tree, i, entry["class"]) if entry is not None else None
    if entry is not None and content is not None:
        yield from _clause(context, i, content, entry)
        return
    if lemma in load_lexicon("en/characterising_verbs.tsv"):
        yield from _as_phrase(context, i)
    yield from find_idioms(context, i)


def _content_of(tree: Tree, i: int, verb_class: str) -> int | None:
    """The root of what is reported: the verb's clause, its infinitive ("is said to have ..."), or the clause around."""
    content = next(
        (c for c in tree.children_by(i, "ccomp") if is_finite(tree, c) or tree.child(c, "mark") is not None), None
    )
    if content is None and is_passive(tree, i) and tree.lemmas[i].lower() in load_lexicon("en/complement_verbs.tsv"):
        infinitives = (c for c in tree.children_by(i, "xcomp") if tree.child(c, "aux") is not None)
        content = next((c for c in infinitives if not is_arranged(tree, i, c)), None)
    if content is None and is_passive(tree, i):
        content = _after_agent(tree, i)
    if content is None and (verb_class in _WITH_GERUND or tree.lemmas[i] in _WITH_GERUND):
        content = _gerund(tree, i)
    if content is None and tree.deps[i] == "parataxis" and tree.child(i, *SUBJECTS) is not None:
        return tree.heads[i]
    if content is None and tree.deps[i] == "advcl" and tree.lowers[tree.edges[i][0]] == "as":
        return tree.heads[i]
    return content


def _after_agent(tree: Tree, i: int) -> int | None:
    """What somebody was told, which the parser hangs on the teller: "was told by a cook that the envoy had left"."""
    agent = _agent(tree, i)
    clauses = [] if agent is None else tree.children_by(agent, "relcl", "acl")
    marked = (c for c in clauses if any(tree.lowers[m] == "that" for m in tree.children_by(c, "mark")))
    return next((c for c in marked if tree.child(c, *SUBJECTS) is not None), None)


def _gerund(tree: Tree, i: int) -> int | None:
    """What is denied or admitted in "denies taking money", "admitted to taking money"."""
    places = [i, *(c for c in tree.children_by(i, "prep") if tree.lowers[c] == "to")]
    gerunds = (c for place in places for c in tree.children_by(place, "xcomp", "pcomp"))
    return next((c for c in gerunds if tree.tags[c] == "VBG"), None)


def _clause(context: Context, i: int, content: int, entry: dict[str, str]) -> Iterator[Report]:
    tree = context.tree
    passive = is_passive(tree, i)
    source = _agent(tree, i) if passive else subject_of(tree, i)
    if passive and source is None and entry["class"] == "thought" and "certainty" not in entry:
        return  # "is known to have died" vouches for it
    if not passive and (source is None or not _can_speak(context, source, entry["class"])):
        return
    answered = tree.child(i, "dobj")
    if content < i and answered is not None and tree.pos[answered] == "PRON" and tree.lowers[answered] in _THINGS:
        return  # "the offer stands; she has not answered it"
    above = content == tree.heads[i]
    inverted = inverted_subject(tree, i)
    first, last = tree.edges[content if inverted is None or above else i]
    outside = [tree.edges[i]] if above and inverted is None else _own_words(tree, i, inverted)
    spans = content_spans(context, first, last, outside, cue=i)
    if not spans:
        return
    if passive and tree.deps[content] == "xcomp":
        spans = _with_subject(context, i, spans)
    yield make_report(
        context,
        "attr.passive" if passive else "attr.clause",
        source=source,
        cue=i,
        content=spans,
        certainty=_certainty(tree, i, passive, entry),
        verb_class=entry["class"],
        root=None if above else _verb_of(tree, content),
    )


def _verb_of(tree: Tree, content: int) -> int:
    """The verb of the content; the parser hangs "paid" on "bank" in "records show that the bank paid for it"."""
    if tree.pos[content] == "NOUN" and tree.child(content, "mark") is not None:
        return next((c for c in tree.children_by(content, "acl") if tree.tags[c] == "VBN"), content)
    return content


def _certainty(tree: Tree, i: int, passive: bool, entry: dict[str, str]) -> str | None:
    """A passive that names nobody ("is said to") leaves its content hedged, whatever the verb."""
    if passive and _agent(tree, i) is None:
        return entry.get("certainty", "probable")
    return entry.get("certainty")


def _own_words(tree: Tree, i: int, inverted: int | None) -> list[tuple[int, int]]:
    """The cue and its subject, where they stand in the middle of the content."""
    subject = tree.child(i, *SUBJECTS) if inverted is None else inverted
    return [(i, i)] if subject is None else [(i, i), tree.edges[subject]]


def _with_subject(context: Context, i: int, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    subject = context.tree.child(i, *SUBJECTS)
    if subject is None or context.tree.lowers[subject] == "it":
        return spans
    return tuple(sorted([*content_spans(context, *context.tree.edges[subject], [], cue=i), *spans]))


def _agent(tree: Tree, i: int) -> int | None:
    by = tree.child(i, "agent")
    return None if by is None else tree.child(by, "pobj")


def _can_speak(context: Context, source: int, verb_class: str) -> bool:
    lower = context.tree.lowers[source]
    if lower in _NO_SOURCE or (lower == "it" and verb_class in _IMPERSONAL):
        return False
    if lower == "it":
        return True
    return verb_class == "neutral" or context.source_type(source) is not None


def _as_phrase(context: Context, i: int) -> Iterator[Report]:
    tree = context.tree
    as_ = next((c for c in tree.children_by(i, "prep") if tree.lowers[c] == "as"), None)
    passive = is_passive(tree, i)
    source = _agent(tree, i) if passive else subject_of(tree, i)
    if as_ is None or (not passive and (source is None or not _can_speak(context, source, "characterising"))):
        return
    judged = tree.child(i, "nsubjpass", "dobj")
    parts = [as_] if judged is None else sorted([judged, as_])
    spans = tuple(span for part in parts for span in content_spans(context, *tree.edges[part], [], cue=i))
    if spans:
        yield make_report(context, "attr.as", source=source, cue=i, content=spans, verb_class="characterising")


def _according(context: Context, i: int) -> Iterator[Report]:
    to = next((c for c in context.tree.children[i] if context.tree.lowers[c] == "to"), None)
    if to is not None:
        yield from _prepositional(context, top=i, cue=i, last=to)


def _in_the_words_of(context: Context, i: int) -> Iterator[Report]:
    tree = context.tree
    of = next((c for c in tree.children_by(i, "prep") if tree.lowers[c] == "of"), None)
    if of is not None and i >= 2 and tree.lowers[i - 2 : i] == ["in", "the"] and tree.deps[i] == "pobj":
        yield from _prepositional(context, top=tree.heads[i], cue=i, last=of)


def _prepositional(context: Context, top: int, cue: int, last: int) -> Iterator[Report]:
    """A phrase that attributes the clause it hangs on."""
    tree = context.tree
    source = tree.child(last, "pobj")
    clause = tree.heads[top]
    while tree.pos[clause] not in ("VERB", "AUX") and tree.heads[clause] != clause:
        clause = tree.heads[clause]
    if source is None or clause == top:
        return
    spans = content_spans(context, *tree.edges[clause], [tree.edges[top]], cue=cue)
    if spans:
        cue_span = tree.span(min(top, cue), last)
        yield make_report(context, "attr.according", source=source, cue=cue, content=spans, cue_span=cue_span)


def _noun(context: Context, i: int) -> Iterator[Report]:
    tree = context.tree
    entry = load_lexicon("en/reporting_nouns.tsv").get(tree.lemmas[i].lower())
    if entry is None:
        return
    content = _that_clause(tree, i, "acl", "ccomp")
    source = tree.child(i, "poss") if content is not None else None
    if content is None and tree.deps[i] == "nsubj" and tree.lemmas[tree.heads[i]] == "be":
        content, source = _that_clause(tree, tree.heads[i], "ccomp"), i
    if content is None:
        return
    by = next((c for c in tree.children_by(i, "prep") if tree.lowers[c] in ("by", "from", "of")), None)
    if by is not None and (source is None or source == i):
        source = tree.child(by, "pobj") or source
    if source is not None and tree.lowers[source] in ("my", "our", "your"):
        return
    spans = content_spans(context, *tree.edges[content], [], cue=i)
    if not spans:
        return
    denied = _denier(tree, i)
    if denied is not None and (source is None or source == i):
        cue, source = denied
        yield make_report(
            context, "attr.noun", source=source, cue=cue, content=spans, verb_class="denying", root=content
        )
        return
    certainty = entry.get("certainty") if source in (None, i) else None  # "Ada's claim" is as good as "Ada claims"
    yield make_report(
        context, "attr.noun", source=source, cue=i, content=spans, certainty=certainty, verb_class="noun", root=content
    )


def _denier(tree: Tree, noun: int) -> tuple[int, int] | None:
    """Cue and source of a denial: "The embassy rejected claims that ..."."""
    verb = tree.heads[noun]
    entry = load_lexicon("en/reporting_verbs.tsv").get(tree.lemmas[verb].lower())
    if tree.deps[noun] != "dobj" or entry is None or entry["class"] != "denying":
        return None
    source = subject_of(tree, verb)
    return None if source is None else (verb, source)


def _that_clause(tree: Tree, i: int, *deps: str) -> int | None:
    return next(
        (c for c in tree.children_by(i, *deps) if any(tree.lowers[m] == "that" for m in tree.children_by(c, "mark"))),
        None,
    )


def _adverb(context: Context, i: int) -> Iterator[Report]:
    tree = context.tree
    head = tree.heads[i]
    spans = content_spans(context, *tree.edges[head], [(i, i)], cue=i) if head != i else ()
    if spans:
        yield make_report(context, "attr.adverb", source=None, cue=i, content=spans, certainty="probable")

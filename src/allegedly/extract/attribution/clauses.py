"""Attributions that show in the parse.

The rules, by id:
    attr.clause      a reporting verb with its clause: "X said that ...", "..., X said", "new details suggest ..."
    attr.quoting     the source of that source: "The Herald, quoting a lawyer, said that ..."
    attr.passive     nobody named: "is said to have ...", "it is understood that ..."
    attr.as          a judgement put on something: "was touted as ..."
    attr.according   "according to X", "in the words of X"
    attr.noun        a noun with its clause: "the claim that ...", "The message is that ..."
    attr.adverb      "reportedly", "allegedly"
"""

from collections.abc import Iterator

from ...nlp.tree import Tree
from ...resources import load_lexicon
from .report import SUBJECTS, Context, Report, content_spans, make_report, subject_of
from .sources import source_type

_NO_SOURCE = {"i", "we", "you", "it", "which", "that", "this", "there", "me", "us", "what", "these", "those"}
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
    content = _content_of(tree, i) if entry is not None else None
    if entry is not None and content is not None:
        yield from _clause(context, i, content, entry)
    elif lemma in load_lexicon("en/characterising_verbs.tsv"):
        yield from _as_phrase(context, i)


def _content_of(tree: Tree, i: int) -> int | None:
    """The root of what is reported: the verb's clause, its infinitive ("is said to have ..."), or the clause around."""
    content = tree.child(i, "ccomp")
    if content is None and is_passive(tree, i):
        content = next((c for c in tree.children_by(i, "xcomp") if tree.child(c, "aux") is not None), None)
    if content is None and tree.deps[i] == "parataxis" and tree.child(i, *SUBJECTS) is not None:
        return tree.heads[i]
    if content is None and tree.deps[i] == "advcl" and tree.lowers[tree.edges[i][0]] == "as":
        return tree.heads[i]
    return content


def _clause(context: Context, i: int, content: int, entry: dict[str, str]) -> Iterator[Report]:
    tree = context.tree
    passive = is_passive(tree, i)
    source = _agent(tree, i) if passive else subject_of(tree, i)
    if passive and source is None and entry["class"] == "thought" and "certainty" not in entry:
        return  # "is known to have died" vouches for it
    if not passive and (source is None or not _can_speak(context, source, entry["class"])):
        return
    above = content == tree.heads[i]
    first, last = tree.edges[content]
    outside = [tree.edges[i]] if above else _own_words(tree, i)
    spans = content_spans(context, first, last, outside, cue=i)
    if not spans:
        return
    if passive and tree.deps[content] == "xcomp":
        spans = _with_subject(context, i, spans)
    for quoting in _quoting(tree, i, source):
        quoted = tree.child(quoting, "dobj")
        if quoted is not None:
            yield make_report(context, "attr.quoting", source=quoted, cue=quoting, content=spans)
    yield make_report(
        context,
        "attr.passive" if passive else "attr.clause",
        source=source,
        cue=i,
        content=spans,
        certainty=_certainty(tree, i, passive, entry),
        verb_class=entry["class"],
    )


def _quoting(tree: Tree, *heads: int | None) -> list[int]:
    return [
        child
        for head in heads
        if head is not None
        for child in tree.children_by(head, "acl", "advcl")
        if tree.lowers[child] in ("quoting", "citing")
    ]


def _certainty(tree: Tree, i: int, passive: bool, entry: dict[str, str]) -> str | None:
    """A passive that names nobody ("is said to") leaves its content hedged, whatever the verb."""
    if passive and _agent(tree, i) is None:
        return entry.get("certainty", "probable")
    return entry.get("certainty")


def _own_words(tree: Tree, i: int) -> list[tuple[int, int]]:
    """The cue and its subject, where they stand in the middle of the content."""
    subject = tree.child(i, *SUBJECTS)
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
    if context.tree.lowers[source] in _NO_SOURCE:
        return False
    return verb_class == "neutral" or source_type(context.tree, context.cast, source) is not None


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
    if spans:
        certainty = entry.get("certainty")
        yield make_report(
            context, "attr.noun", source=source, cue=i, content=spans, certainty=certainty, verb_class="noun"
        )


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

"""Reports that are put in set phrases.

The rules, by id:
    attr.quoted_as   "X quoted Y as saying that ...": both of them
    attr.accusing    "X accuses Y of selling ...", "Y is charged with selling ..."
    attr.put_it      "as one veteran put it"
    attr.has_it      "rumour has it that ..."
    attr.emerged     "it emerged that ...": nobody is said to have said it
    attr.quoting     the source of a source: "The Herald, quoting a lawyer, said ...", "according to her, citing ..."
"""

from collections.abc import Iterator
from dataclasses import replace

from ...nlp.tree import Tree
from .report import SUBJECTS, Context, Report, content_spans, make_report, subject_of

_QUOTING = {"quote", "cite", "report"}
_CITING = {"citing", "quoting"}
_EMERGING = {"emerge", "transpire"}
_ACCUSING = {"accuse": "of", "suspect": "of", "charge": "with"}


def find_idioms(context: Context, i: int) -> Iterator[Report]:
    """The reports of a verb that stands in one of the phrases."""
    tree = context.tree
    lemma = tree.lemmas[i].lower()
    if lemma in _QUOTING:
        yield from _quoted_as_saying(context, i)
    elif lemma in _ACCUSING:
        yield from _accusing(context, i, _ACCUSING[lemma])
    elif lemma == "put":
        yield from _as_put(context, i)
    elif lemma == "have":
        yield from _has_it(context, i)
    elif lemma in _EMERGING:
        yield from _emerged(context, i)


def find_quoting(context: Context, reports: list[Report]) -> Iterator[Report]:
    """For each "citing" or "quoting" the report that it belongs to once more, from whom it cites.

    It belongs to the report in its sentence whose source stands nearest before it, else nearest after it.
    """
    tree = context.tree
    by_sentence: dict[int, list[Report]] = {}
    for report in reports:
        if report.source is not None:
            by_sentence.setdefault(tree.sentence_of[report.cue], []).append(report)
    for i, lower in enumerate(tree.lowers):
        cited = tree.child(i, "dobj") if lower in _CITING else None
        near = [r for r in by_sentence.get(tree.sentence_of[i], ()) if r.cue != i and r.source != cited]
        if cited is None or not near:
            continue
        citing = min(near, key=lambda r: (r.source is None or r.source > i, abs((r.source or 0) - i), r.cue))
        made = make_report(context, "attr.quoting", source=cited, cue=i, content=citing.record.content)
        yield replace(made, vouched=citing.vouched)


def _quoted_as_saying(context: Context, i: int) -> Iterator[Report]:
    tree = context.tree
    saying = _gerund(tree, i, "as")
    content = None if saying is None else tree.child(saying, "ccomp")
    quoted = tree.child(i, "dobj", "nsubjpass")
    if saying is None or content is None or quoted is None:
        return
    spans = content_spans(context, *tree.edges[content], [], cue=i)
    if not spans:
        return
    quoting = subject_of(tree, i) if tree.deps[quoted] == "dobj" else None
    if quoting is not None:
        yield make_report(context, "attr.clause", source=quoting, cue=i, content=spans)
    cue, cue_span = (saying, None) if quoting is not None else (i, tree.span(i, saying))
    yield make_report(context, "attr.quoted_as", source=quoted, cue=cue, content=spans, cue_span=cue_span, root=content)


def _accusing(context: Context, i: int, preposition: str) -> Iterator[Report]:
    """Somebody's word for it that the accused did something; a bare noun ("accused of fraud") tells nothing of it."""
    tree = context.tree
    accused = tree.child(i, "dobj", "nsubjpass")
    deed = _gerund(tree, i, preposition)
    if deed is None and accused is not None:
        deed = _gerund(tree, accused, preposition)
    if deed is None or accused is None:
        return
    passive = tree.deps[accused] == "nsubjpass"
    by = tree.child(i, "agent")
    source = (None if by is None else tree.child(by, "pobj")) if passive else subject_of(tree, i)
    spans = content_spans(context, *tree.edges[deed], [], cue=i)
    if spans and (passive or source is not None):
        yield make_report(
            context, "attr.accusing", source=source, cue=i, content=spans, certainty="probable", root=deed
        )


def _gerund(tree: Tree, i: int, preposition: str) -> int | None:
    preps = (c for c in tree.children_by(i, "prep") if tree.lowers[c] == preposition)
    return next((c for prep in preps for c in tree.children_by(prep, "pcomp") if tree.tags[c] == "VBG"), None)


def _as_put(context: Context, i: int) -> Iterator[Report]:
    tree = context.tree
    it, source = tree.child(i, "dobj"), tree.child(i, *SUBJECTS)
    first, last = tree.edges[i]
    if it is None or source is None or tree.lowers[it] != "it" or tree.lowers[first] != "as":
        return
    clause = next((c for c in tree.ancestors(i) if tree.pos[c] in ("VERB", "AUX")), None)
    if clause is None:
        return
    spans = content_spans(context, *tree.edges[clause], [(first, last)], cue=i)
    if spans:
        yield make_report(context, "attr.put_it", source=source, cue=i, content=spans, cue_span=tree.span(i, it))


def _has_it(context: Context, i: int) -> Iterator[Report]:
    """Nobody in particular says what rumour has."""
    tree = context.tree
    it, content = tree.child(i, "dobj"), tree.child(i, "ccomp")
    if it is None or content is None or tree.lowers[it] != "it" or tree.child(i, *SUBJECTS) is None:
        return
    spans = content_spans(context, *tree.edges[content], [], cue=i)
    if spans:
        cue_span = tree.span(i, it)
        yield make_report(
            context, "attr.has_it", source=None, cue=i, content=spans, certainty="probable", cue_span=cue_span
        )


def _emerged(context: Context, i: int) -> Iterator[Report]:
    tree = context.tree
    it, content = tree.child(i, *SUBJECTS), tree.child(i, "ccomp")
    if it is None or content is None or tree.lowers[it] != "it":
        return
    spans = content_spans(context, *tree.edges[content], [], cue=i)
    if spans:
        yield make_report(context, "attr.emerged", source=None, cue=i, content=spans, root=content)

"""What the tagger is told of each word beside its letters: its form, its place in the parse, what the rules found.

Each feature is a small number; ``FEATURES`` names them in order, with how many values each has. A trained tagger goes
with exactly this list, so that a change here means training it anew.
"""

from bisect import bisect_right
from collections.abc import Iterator

from ...model import Span
from ...nlp.tree import Tree
from ...resources import load_lexicon
from .report import Context, Report

_TAGS = """
    NN IN NNP DT , . JJ NNS VBD PRP RB VB CC VBN TO VBG VBZ CD PRP$ VBP `` '' MD POS : WDT WP RP WRB -LRB- -RRB- $
    HYPH NNPS JJR RBR JJS EX PDT UH NFP FW WP$ RBS SYM LS ADD AFX XX _SP
""".split()  # noqa: SIM905 (a table is read more easily so)
_DEPS = """
    prep pobj det nsubj punct amod dobj compound ROOT advmod aux conj cc ccomp poss mark relcl acl xcomp advcl
    attr nummod nsubjpass auxpass pcomp neg appos npadvmod case prt agent nmod acomp expl intj quantmod dative
    oprd predet csubj dep parataxis meta preconj csubjpass
""".split()  # noqa: SIM905 (a table is read more easily so)
_LABELS = """
    PERSON ORG GPE NORP DATE CARDINAL LOC FAC TIME MONEY PERCENT ORDINAL EVENT WORK_OF_ART LAW PRODUCT QUANTITY
    LANGUAGE
""".split()  # noqa: SIM905 (a table is read more easily so)
_TAG, _DEP, _LABEL = ({name: i + 1 for i, name in enumerate(names)} for names in (_TAGS, _DEPS, _LABELS))
_FURTHEST = 6

FEATURES = {
    "form": 4,
    "quoted": 2,
    "sentence": 2,
    "tag": len(_TAGS) + 1,
    "dependency": len(_DEPS) + 1,
    "head": 2 * _FURTHEST + 1,
    "name": len(_LABELS) + 1,
    "lexicon": 5,
    "rule_source": 3,
    "rule_cue": 3,
    "rule_content": 3,
}
"""Every feature, in order, and how many values it has; 0 stands for none."""
FROM_RULES = ("rule_source", "rule_cue", "rule_content")


def features(context: Context, reports: list[Report], words: list[Span]) -> list[tuple[int, ...]]:
    """For each word its values of ``FEATURES``. ``words`` are sorted and do not overlap."""
    tree, text = context.tree, context.document.text
    starts = [start for start, _ in words]
    sentence_starts = {tree.starts[first] for first, _ in tree.sentences}
    records = [report.record for report in reports]
    return list(
        zip(
            [_form(text[start:end]) for start, end in words],
            [min(mark, 1) for mark in _marked(starts, [(q.start, q.end) for q in context.quotations])],
            [int(start in sentence_starts) for start in starts],
            *_of_words(tree, starts),
            _marked(starts, [span for record in records for span in record.source]),
            _marked(starts, [span for record in records for span in record.cue]),
            _marked(starts, [span for record in records for span in record.content]),
            strict=True,
        )
    )


def _of_words(tree: Tree, starts: list[int]) -> Iterator[list[int]]:
    """For each feature of the parse its values for all words: those of the token in which the word begins."""
    tokens = [max(bisect_right(tree.starts, start) - 1, 0) for start in starts]
    for column in _of_tokens(tree):
        yield [column[token] for token in tokens] if column else [0] * len(starts)


def _of_tokens(tree: Tree) -> Iterator[list[int]]:
    """Tag, dependency, distance to the head, kind of name, and lexicon, each for all tokens."""
    labels = [0] * len(tree)
    for name in tree.entities:
        labels[name.start : name.end] = [_LABEL.get(name.label, 0)] * (name.end - name.start)
    yield [_TAG.get(tag, 0) for tag in tree.tags]
    yield [_DEP.get(dep, 0) for dep in tree.deps]
    yield [_distance(head - i) for i, head in enumerate(tree.heads)]
    yield labels
    yield [_listed(pos, lemma.lower()) for pos, lemma in zip(tree.pos, tree.lemmas, strict=True)]


def _listed(pos: str, lemma: str) -> int:
    if pos == "VERB":
        return int(lemma in load_lexicon("en/reporting_verbs.tsv"))
    if pos != "NOUN":
        return 0
    if lemma in load_lexicon("en/reporting_nouns.tsv"):
        return 2
    return 3 if lemma in load_lexicon("en/source_nouns.tsv") else 0


def _distance(offset: int) -> int:
    """0 for a root; else 1 to 6 for heads to the right, 7 to 12 to the left, by the binary logarithm."""
    if offset == 0:
        return 0
    far = min(abs(offset).bit_length(), _FURTHEST)
    return far if offset > 0 else far + _FURTHEST


def _form(word: str) -> int:
    if not word[0].isalpha():
        return 3 if word[0].isdigit() else 0
    if word[0].islower():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def _marked(starts: list[int], spans: list[Span]) -> list[int]:
    """For each word 1 where a span begins, 2 inside one, 0 outside all; of nested spans the innermost counts."""
    marks = [0] * len(starts)
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        first, after = bisect_right(starts, start - 1), bisect_right(starts, end - 1)
        if first < after:
            marks[first] = 1
            marks[first + 1 : after] = [2] * (after - first - 1)
    return marks

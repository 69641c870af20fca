"""The making of an attribution's record from tokens of the parse."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...model import Attribution, Document, Span, content_id
from ...model.records import AttributionKind, SourceType
from ...nlp.tree import Tree
from ..cast import Cast
from ..quotations import Quotation, quotation_at
from .sources import source_span, source_type

SUBJECTS = ("nsubj", "nsubjpass")
_NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}
_RELATIVES = {"who", "which", "that"}
_DIRECT_SHARE = 0.85  # of a direct content's code points stand in quotation marks (PolNeAR's rule)
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "ant", "ee")
_FRINGE = " \t\r\n,;:.-–—―"
_AROUND_A_NAME = _FRINGE.replace(".", "") + '“”"‘’'


@dataclass(frozen=True, slots=True)
class Context:
    """What every rule looks at."""

    document: Document
    tree: Tree
    cast: Cast
    paragraphs: tuple[Span, ...]
    quotations: list[Quotation]
    named: frozenset[str]
    """Entities that are called by a name somewhere in the document."""

    def source_type(self, head: int) -> SourceType | None:
        return source_type(self.tree, self.cast, self.named, head)


@dataclass(frozen=True, slots=True)
class Report:
    """An attribution, with what later stages need of it: where it stands in the parse and what it does to certainty."""

    record: Attribution
    cue: int
    """The token of the cue."""
    certainty: str | None
    """"probable" or "possible" where the cue itself leaves the content so."""
    verb_class: str
    source: int | None
    """The head token of the source."""
    root: int | None = None
    """The token at the top of the content, where the content is a clause of its own."""
    vouched: tuple[Span, ...] = ()
    """Where claims have the source behind them: mostly the content; nothing where no statement is handed on, as in
    "Paris demanded a public break"."""

    def covers(self, span: Span) -> bool:
        return any(start <= span[0] and span[1] <= end for start, end in self.vouched)


def make_report(
    context: Context,
    rule: str,
    *,
    source: int | None,
    cue: int,
    content: tuple[Span, ...],
    certainty: str | None = None,
    verb_class: str = "neutral",
    cue_span: Span | None = None,
    root: int | None = None,
) -> Report:
    """The report of one attribution; ``source`` is the head token of the source's phrase, ``None`` if unstated."""
    tree, cast = context.tree, context.cast
    where = () if source is None else _source_spans(tree, source, cue)
    mention = cast.mention_at(source) if source is not None else None
    cues = (cue_span or _cue_span(tree, cue),)
    record = Attribution(
        id=content_id("attribution", context.document.id, cues, content),
        source=where,
        cue=cues,
        content=content,
        kind=_kind(context.quotations, content),
        source_type="unstated"
        if source is None
        else context.source_type(source) or _unlisted(tree, source, verb_class),
        source_entity=mention.entity if mention else None,
        source_how=mention.how if mention else None,
        source_name=context.document.text[slice(*where[0])] if where else None,
        parent=None,
        found_by=rule,
    )
    return Report(record, cue, certainty, verb_class, source, root, content)


def _source_spans(tree: Tree, source: int, cue: int) -> tuple[Span, ...]:
    """The source's phrase, and the "who" that stands for it beside the cue."""
    phrase = _trim(tree.text, *source_span(tree, source), _AROUND_A_NAME)
    relative = next((i for i in tree.children_by(cue, *SUBJECTS) if antecedent(tree, i) == source != i), None)
    if relative is None or phrase[0] <= tree.starts[relative] < phrase[1]:
        return (phrase,)
    return (phrase, tree.span(relative, relative))


def antecedent(tree: Tree, i: int) -> int:
    """What a relative pronoun stands for; any other token stands for itself."""
    clause = tree.heads[i]
    return tree.heads[clause] if tree.lowers[i] in _RELATIVES and tree.deps[clause] == "relcl" else i


def head_of(tree: Tree, span: Span) -> int:
    """The token of the span that the others of it hang on."""
    tokens = tree.tokens_in(span)
    return next((i for i in tokens if tree.heads[i] not in tokens or tree.heads[i] == i), tokens[0])


def head_of_source(tree: Tree, span: Span) -> int:
    """The noun at the head of a source: of "who heard it" the one that this is said of, of a bare "the" its noun."""
    tokens = tree.tokens_in(span)
    nominal = [i for i in tokens if tree.pos[i] in _NOMINAL]
    head = next((i for i in nominal if tree.heads[i] not in nominal or tree.heads[i] == i), None)
    if head is None:
        top = head_of(tree, span)
        return tree.heads[top] if tree.pos[tree.heads[top]] in _NOMINAL else top
    return antecedent(tree, head)


def _unlisted(tree: Tree, source: int, verb_class: str) -> SourceType:
    """Of nouns that no list has, those for people tend to show it ("the verger said"), and the rest are papers."""
    if verb_class != "inferring" and tree.lowers[source].endswith(_PERSON_ENDINGS):
        return "unnamed_person"
    return "document"


def subject_of(tree: Tree, i: int) -> int | None:
    """The subject of the verb ``i``: its own, its antecedent's, or that of the verb it is joined to."""
    inverted = inverted_subject(tree, i)
    if inverted is not None:
        return inverted
    while True:
        subject = tree.child(i, *SUBJECTS)
        if subject is not None and antecedent(tree, subject) != subject:
            return antecedent(tree, subject)
        if subject is not None or tree.deps[i] not in ("conj", "xcomp", "advcl"):
            return subject
        i = tree.heads[i]


def inverted_subject(tree: Tree, i: int) -> int | None:
    """The speaker in "The money, said Ada Berg, never came", whom the parser takes for the subject of what follows."""
    subjects = tree.children_by(i, *SUBJECTS)
    if len(subjects) == 2 and subjects[0] < i < subjects[1] and tree.words[i - 1] == ",":
        return subjects[1]
    content, apparent = tree.child(i, "ccomp"), tree.child(i, *SUBJECTS)
    if content is None or apparent is None or not apparent < i < content or tree.words[i - 1] != ",":
        return None
    subject = tree.child(content, *SUBJECTS)
    if subject is None or tree.edges[subject][0] != i + 1:
        return None
    return subject if "," in tree.words[subject + 1 : content] else None


def is_arranged(tree: Tree, verb: int, infinitive: int) -> bool:
    """Whether "was supposed to meet": an arrangement, where "is supposed to have met" is hearsay."""
    have = any(tree.lemmas[c] == "have" for c in tree.children_by(infinitive, "aux"))
    return tree.lemmas[verb].lower() == "suppose" and not have


def content_spans(
    context: Context, first: int, last: int, outside: Iterable[tuple[int, int]], *, cue: int
) -> tuple[Span, ...]:
    """The tokens ``first`` to ``last`` without the ranges ``outside`` (inclusive), as spans without a fringe.

    A quotation that is taken in part is taken whole, unless ``cue`` itself stands in it.
    """
    tree, text = context.tree, context.document.text
    within = quotation_at(context.quotations, tree.starts[cue])
    spans = []
    for piece in _without(first, last, sorted(outside)):
        start, end = _trim(text, *tree.span(*piece))
        for quotation in _near(context.quotations, start, end):
            if quotation != within:
                start, end = min(start, quotation.start), max(end, quotation.end)
        if any(c.isalnum() for c in text[start:end]):
            spans.append((start, end))
    return tuple(spans)


def _without(first: int, last: int, outside: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for left, right in outside:
        if left > first:
            yield first, min(left - 1, last)
        first = max(first, right + 1)
    if first <= last:
        yield first, last


def trimmed(context: Context, span: Span) -> Span | None:
    """A content without its fringe of commas and stops; ``None`` where no word is left."""
    start, end = _trim(context.document.text, *span)
    return (start, end) if any(c.isalnum() for c in context.document.text[start:end]) else None


def _trim(text: str, start: int, end: int, fringe: str = _FRINGE) -> Span:
    while start < end and text[start] in fringe:
        start += 1
    while end > start and text[end - 1] in fringe:
        end -= 1
    return start, end


def _near(quotations: list[Quotation], start: int, end: int) -> Iterator[Quotation]:
    i = max(bisect_right(quotations, start, key=lambda quotation: quotation.start) - 1, 0)
    while i < len(quotations) and quotations[i].start < end:
        if quotations[i].end >= start:
            yield quotations[i]
        i += 1


def _cue_span(tree: Tree, cue: int) -> Span:
    first = min([cue, *tree.children_by(cue, "aux", "auxpass", "neg")])
    return tree.span(first if cue - first <= 3 else cue, cue)


def _kind(quotations: list[Quotation], content: tuple[Span, ...]) -> AttributionKind:
    total = sum(end - start for start, end in content)
    quoted = sum(
        min(quotation.end, end) - max(quotation.start, start)
        for start, end in content
        for quotation in _near(quotations, start, end)
    )
    if quoted >= _DIRECT_SHARE * total:
        return "direct"
    return "mixed" if quoted else "indirect"

"""The trained tagger's attributions, laid over those of the rules.

Where both heard the same cue, the record keeps the rule's cue, class and certainty, and takes the tagger's borders of
the content, and its source where it heard one. What the tagger alone heard becomes a record of its own.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...model import Span
from ...nlp import tagger
from ...nlp.senses import Senses
from ...nlp.tagger import Range, Tagged
from ...nlp.tree import Tree
from ...nlp.wordpiece import words
from ...resources import load_lexicon
from ..predicates import is_finite
from ..quotations import quotation_at
from .features import features
from .report import Context, Report, head_of, head_of_source, make_report, trimmed

RULE = "tagger"
_BY_LAYOUT = ("attr.signed", "attr.speaker")
_REPORTING = ("en/reporting_verbs.tsv", "en/reporting_nouns.tsv")
_NO_STATEMENT = {"asking", "promising"}


def with_tagger(context: Context, reports: list[Report]) -> tuple[list[Report], Senses | None]:
    """The reports of the rules and of the tagger, and what its encoder holds of each word; those of the rules alone
    where the tagger is missing.
    """
    trained = tagger.load()
    if trained is None:
        return reports, None
    text = context.document.text
    spans = words(text)
    starts = [start for start, _ in spans]
    first_words = _numbers(starts, (start for start, _ in context.paragraphs))
    first_of_sentences = _numbers(starts, (context.tree.starts[first] for first, _ in context.tree.sentences))
    forms = [text[start:end] for start, end in spans]
    hearing = trained.read(forms, features(context, reports, spans), first_words, first_of_sentences)
    heard = [one for tagged in hearing.attributions if (one := _heard(context, tagged, spans))]
    senses = Senses(starts, hearing.vectors, trained.senses, trained.happenings, trained.worth)
    return list(_merged(context, reports, heard)), senses


@dataclass(frozen=True, slots=True)
class _Heard:
    """One attribution of the tagger, in tokens of the parse and spans of the text."""

    source: int | None
    cue: int
    cue_span: Span
    content: tuple[Span, ...]


def _heard(context: Context, tagged: Tagged, spans: list[Span]) -> _Heard | None:
    """``None`` where there is no cue or nothing is said."""
    cues = [_span(spans, part) for part in tagged.cue]
    sources = [_span(spans, part) for part in tagged.source]
    content = tuple(
        span
        for part in tagged.content
        if (span := trimmed(context, _within_the_sentence(context, cues, _span(spans, part))))
    )
    content = tuple(part for part in content if not any(a < part[1] and part[0] < b for a, b in [*sources, *cues]))
    source = head_of_source(context.tree, sources[0]) if sources else None
    if not cues or not content:
        return None
    return _Heard(source, head_of(context.tree, cues[0]), cues[0], content)


def _span(spans: list[Span], part: Range) -> Span:
    return spans[part[0]][0], spans[part[1] - 1][1]


def _within_the_sentence(context: Context, cues: list[Span], content: Span) -> Span:
    """What is not quoted ends with the sentence of its cue: the next may be the voice's own answer."""
    tree = context.tree
    cue = tree.token_at(cues[0][0]) if cues else None
    first = tree.token_at(content[0])
    if cue is None or first is None or quotation_at(context.quotations, content[1] - 1) is not None:
        return content
    if tree.sentence_of[first] != tree.sentence_of[cue]:
        return content
    return content[0], min(content[1], tree.ends[tree.sentences[tree.sentence_of[cue]][1] - 1])


def _numbers(starts: list[int], offsets: Iterable[int]) -> list[int]:
    """The numbers of the words that begin at or next after each offset, sorted, each once."""
    return sorted({bisect_left(starts, offset) for offset in offsets})


def _merged(context: Context, reports: list[Report], heard: list[_Heard]) -> Iterator[Report]:
    """Every report once. Of several that the rules made of one cue, all were heard by the tagger too."""
    tree = context.tree
    heard = _less_laid_out(tree, reports, heard)
    by_token: dict[int, list[_Heard]] = {}
    spoken = bytearray(len(tree))
    for one in heard:
        for i in tree.tokens_in(one.cue_span):
            by_token.setdefault(i, []).append(one)
        for span in one.content:
            tokens = tree.tokens_in(span)
            spoken[tokens.start : tokens.stop] = b"\1" * len(tokens)
    matched: set[int] = set()
    for report in reports:
        near = (one for span in report.record.cue for i in tree.tokens_in(span) for one in by_token.get(i, ()))
        same = next((one for one in near if _touch(report.record.content, one.content)), None)
        if same is not None:
            matched.add(id(same))
            yield _confirmed(context, report, same)
        elif report.record.found_by != "attr.quotation" or not _spoken_by_another(tree, report, spoken):
            yield report
    for one in heard:
        if id(one) not in matched:
            yield _of_its_own(context, one)


def _less_laid_out(tree: Tree, reports: list[Report], heard: list[_Heard]) -> list[_Heard]:
    """What was heard, less contents that the lay-out gives to a cue of its own; what stands inside of those is kept."""
    owner: dict[int, Report] = {}
    for report in reports:
        if report.record.found_by in _BY_LAYOUT:
            owner.update((i, report) for span in report.record.content for i in tree.tokens_in(span))

    def is_its_own(one: _Heard, part: Span) -> bool:
        laid_out = next((owner[i] for i in tree.tokens_in(part) if i in owner), None)
        return laid_out is None or owner.get(one.cue) is laid_out or _touch(laid_out.record.cue, (one.cue_span,))

    parts = [tuple(part for part in one.content if is_its_own(one, part)) for one in heard]
    return [replace(one, content=kept) for one, kept in zip(heard, parts, strict=True) if kept]


def _spoken_by_another(tree: Tree, report: Report, spoken: bytearray) -> bool:
    """Whether the tagger gives another cue to most of what a rule gave to the cue nearest by; it hears better."""
    tokens = [i for span in report.record.content for i in tree.tokens_in(span)]
    return 2 * sum(spoken[i] for i in tokens) > len(tokens)


def _confirmed(context: Context, report: Report, one: _Heard) -> Report:
    """The rule's report with the tagger's hearing of where the content begins and ends, and of who says it.

    The lay-out of an interview, or of a quotation that is signed, knows both better.
    """
    found_by = f"{report.record.found_by}+{RULE}"
    content = tuple(part for part in one.content if not _is_said_of_the_source(context, report, part))
    if report.record.found_by in _BY_LAYOUT or not content:
        return replace(report, record=replace(report.record, found_by=found_by))
    return make_report(
        context,
        found_by,
        source=report.source if one.source is None else one.source,
        cue=report.cue,
        content=content,
        certainty=report.certainty,
        verb_class=report.verb_class,
        cue_span=report.record.cue[0],
        root=report.root,
    )


def _is_said_of_the_source(context: Context, report: Report, part: Span) -> bool:
    """Whether a part of the content, in nobody's quotation marks, stands between the source and its cue: "A nurse,
    speaking anonymously because she feared reprisals, said ...".
    """
    record = report.record
    between = bool(record.source) and record.source[-1][1] <= part[0] and part[1] <= record.cue[0][0]
    return between and not _touch(record.content, (part,)) and quotation_at(context.quotations, part[0]) is None


def _of_its_own(context: Context, one: _Heard) -> Report:
    verbs = load_lexicon("en/reporting_verbs.tsv")
    entry = verbs.get(context.tree.lemmas[one.cue].lower(), {})
    report = make_report(
        context,
        RULE,
        source=one.source,
        cue=one.cue,
        content=one.content,
        certainty=entry.get("certainty"),
        verb_class=entry.get("class", "neutral"),
        cue_span=one.cue_span,
    )
    return report if _states(context, report, one) else replace(report, vouched=())


def _states(context: Context, report: Report, one: _Heard) -> bool:
    """Whether the content is a statement that the source hands on, and no offer, demand, plan or doubt of its own.

    Quoted speech is one; so is a clause with a finite verb under a cue that reports and is not negated.
    """
    tree = context.tree
    if report.verb_class in _NO_STATEMENT or any(tree.deps[i] == "neg" for i in tree.children[one.cue]):
        return False
    if report.record.kind == "direct":
        return True
    listed = any(tree.lemmas[one.cue].lower() in load_lexicon(name) for name in _REPORTING)
    first = [tree.token_at(start) for start, _ in one.content]
    verbs = [i for span in one.content for i in tree.tokens_in(span) if tree.pos[i] in ("VERB", "AUX")]
    bare = any(i is not None and tree.tags[i] in ("TO", "VBG") for i in first)
    return listed and not bare and any(is_finite(tree, i) for i in verbs)


def _touch(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)

"""Attributions that show in quotation marks, and in the lay-out of interviews and of quotations that are signed.

The rules, by id:
    attr.quotation   quoted words beside a reporting verb, or going on after an attributed quotation
    attr.signed      a paragraph in quotation marks, and who said it after a dash, behind it or on the next line
    attr.speaker     the turns of an interview: a speaker's name and a colon before a paragraph, or Q and A
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from ...model import Attribution, Span
from ...names import fold
from ...nlp.layout import speaker_labels
from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..predicates import is_finite
from ..quotations import Quotation, quotation_at
from .report import Context, Report, head_of_source, make_report, subject_of

_ANNOUNCED = re.compile(r"\b(?:interview with|conversation with|spoke (?:to|with)|talked (?:to|with))\s+(?:\w+ )?$")
_SIGNATURE = re.compile(r"([–—―]|--)\s*([A-Z][^“”„\"«»]{1,100})$")
_MARKS = "“”„\"«»‘’'"
_SILENT_CLASSES = {"thought", "inferring"}
_MIN_WORDS = 4
_MAX_GAP = 200
"""Code points between two quotations of one speech, in one paragraph."""


def find_quoted(context: Context, by_parse: list[Report]) -> Iterator[Report]:
    """Quotations that no rule on the parse has attributed, with the cue beside them or the speaker before them."""
    owners = sorted((span, report.cue) for report in by_parse for span in report.record.content)
    starts = [span[0] for span, _ in owners]
    cues = [i for i in range(len(context.tree)) if _is_speech_cue(context.tree, i)]
    attributing = frozenset(report.cue for report in by_parse)
    last: tuple[int, int] | None = None  # source and cue of the quotation before
    previous: Quotation | None = None
    for quotation in context.quotations:
        owner = _owner(owners, starts, quotation, context.tree)
        if owner is not None:
            source = subject_of(context.tree, owner)
            last = None if source is None else (source, owner)
            if source is not None and not _is_whole(owners, starts, quotation):
                yield _report(context, source, owner, quotation)
        elif _is_statement(context.tree, (quotation.start, quotation.end)):
            last = _beside(context, quotation, cues, attributing) or _carried_on(context, last, previous, quotation)
            if last is not None:
                yield _report(context, *last, quotation)
        previous = quotation


def find_signed(context: Context) -> Iterator[Report]:
    """What is signed: "“The pier was closed for a week.” — Ada Berg, harbour master"."""
    tree = context.tree
    for said, dash, who in _signed(context):
        source = head_of_source(tree, who)
        if tree.pos[source] == "PROPN" and not _is_clause(tree, who) and _is_statement(tree, said):
            cue = tree.tokens_in(dash)[0]
            yield make_report(context, "attr.signed", source=source, cue=cue, content=(said,), cue_span=dash)


def _signed(context: Context) -> Iterator[tuple[Span, Span, Span]]:
    """Each paragraph between quotation marks, turned right or not, before a dash and what may be a name: all three."""
    text = context.document.text
    before = (0, 0)
    for start, end in context.paragraphs:
        match = _SIGNATURE.search(text, start, end)
        if match:
            said = before if match.start() == start else (start, start + len(text[start : match.start()].rstrip()))
            if text[said[0]] in _MARKS and text[said[1] - 1] in _MARKS:
                yield said, match.span(1), match.span(2)
        before = start, end


def find_speakers(context: Context) -> Iterator[Report]:
    """What is said in an interview's turns: by the name before the colon, or, after an "A", by the one interviewed."""
    tree, text = context.tree, context.document.text
    turns = speaker_labels(text)
    interviewed = _interviewed(context, turns[0][0][0]) if turns else None
    for label, words in turns:
        name = text[slice(*label)]
        head = interviewed if name == "A" else tree.token_at(label[1] - 1)
        if name != "Q" and head is not None:
            made = make_report(
                context, "attr.speaker", source=head, cue=head, content=(words,), cue_span=(label[0], label[1] + 1)
            )
            yield replace(made, record=_as_speaker(context, made.record, name))


def _is_clause(tree: Tree, span: Span) -> bool:
    """Whether something is said of a name: "Ada Berg denied it", not "Ada Berg, who denied it"."""
    return any(is_finite(tree, i) and tree.deps[i] not in ("relcl", "aux") for i in tree.tokens_in(span))


def _as_speaker(context: Context, record: Attribution, label: str) -> Attribution:
    """A speaker is somebody: the one person of the cast whose surname the label is, or else one who is not known."""
    if record.source_entity is not None:
        return record
    people = {e.id for e in context.cast.entities if e.kind == "person" and fold(e.name.split()[-1]) == fold(label)}
    if len(people) == 1:
        return replace(record, source_entity=people.pop(), source_how="name", source_type="named_person")
    return replace(record, source_type="unnamed_person")


def _interviewed(context: Context, before: int) -> int | None:
    """The head of the first person's name after "interview with", "spoke to" and the like, else of the first name."""
    names = [m for m in context.cast.mentions if m.kind != "place" and m.how == "name" and m.end <= before]
    announced = [m for m in names if _ANNOUNCED.search(context.document.text[max(m.start - 40, 0) : m.start])]
    first = next(iter(announced or [m for m in names if m.kind == "person"]), None)
    if first is None:
        return None
    return next((i for i in context.tree.tokens_in((first.start, first.end)) if context.cast.mention_at(i)), None)


def _report(context: Context, source: int, cue: int, quotation: Quotation) -> Report:
    content = ((quotation.start, quotation.end),)
    return make_report(context, "attr.quotation", source=source, cue=cue, content=content)


def _owner(owners: list[tuple[Span, int]], starts: list[int], quotation: Quotation, tree: Tree) -> int | None:
    """The cue outside the quotation of an attribution whose content overlaps it."""
    for i in range(bisect_left(starts, quotation.end) - 1, -1, -1):
        (start, end), cue = owners[i]
        if end > quotation.start and not quotation.start <= tree.starts[cue] < quotation.end:
            return cue
        if quotation.start - start > 5_000:
            break
    return None


def _is_whole(owners: list[tuple[Span, int]], starts: list[int], quotation: Quotation) -> bool:
    """Whether one attribution already holds all of the quotation."""
    first = bisect_left(starts, quotation.start - 5_000)
    last = bisect_left(starts, quotation.end)
    return any(start <= quotation.start + 1 and quotation.end - 1 <= end for (start, end), _ in owners[first:last])


def _is_speech_cue(tree: Tree, i: int) -> bool:
    if tree.pos[i] != "VERB":
        return False
    entry = load_lexicon("en/reporting_verbs.tsv").get(tree.lemmas[i].lower())
    return entry is not None and entry["class"] not in _SILENT_CLASSES


def _is_statement(tree: Tree, span: Span) -> bool:
    tokens = tree.tokens_in(span)
    words = sum(tree.words[i][0].isalnum() for i in tokens)
    return words >= _MIN_WORDS and any(tree.pos[i] in ("VERB", "AUX") for i in tokens)


def _beside(
    context: Context, quotation: Quotation, cues: list[int], attributing: frozenset[int]
) -> tuple[int, int] | None:
    """Source and cue of the reporting verb nearest to the quotation, outside all quotations.

    It stands in the quotation's own sentences, or attributes something in the sentence before or after.
    """
    tree = context.tree
    tokens = tree.tokens_in((quotation.start, quotation.end))
    first = tree.sentences[tree.sentence_of[max(tokens[0] - 1, 0)]][0]
    end = tree.sentences[tree.sentence_of[min(tokens[-1] + 1, len(tree) - 1)]][1]
    near = cues[bisect_left(cues, first) : bisect_left(cues, end)]
    own = {tree.sentence_of[i] for i in tokens}
    spoken = [
        i
        for i in near
        if (tree.sentence_of[i] in own or i in attributing or tree.words[tokens[0] - 1] == ":")
        and quotation_at(context.quotations, tree.starts[i]) is None
    ]
    for cue in sorted(spoken, key=lambda i: (min(abs(i - tokens[0]), abs(i - tokens[-1])), i)):
        source = subject_of(tree, cue)
        if source is not None and quotation_at(context.quotations, tree.starts[source]) is None:
            return source, cue
    return None


def _carried_on(
    context: Context, last: tuple[int, int] | None, previous: Quotation | None, quotation: Quotation
) -> tuple[int, int] | None:
    """The speaker of the quotation before, where this one goes on with that speech."""
    if last is None or previous is None:
        return None
    between = context.document.text[previous.end : quotation.start]
    goes_on = (not previous.closed and not between.strip()) or ("\n" not in between and len(between) < _MAX_GAP)
    return last if goes_on else None

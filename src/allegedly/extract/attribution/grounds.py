"""How a source is described, and how it is said to know: the details and the basis of an attribution.

The rules are regular expressions over a few hundred characters around the source and its cue; the parse decides whether
what they find is said of this source, and where its words end.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...model import Attribution, Span
from ...model.records import Basis, DetailKind, SourceDetail
from ...nlp.tree import Tree
from ...resources import load_lexicon
from .ground_rules import Match, anchored, found
from .report import Context, Report

_REACH = 400  # code points that are read on each side, so that no sentence is read again and again
_CLIMB = 40
_LONGEST = 40  # tokens of a detail
_LEAD = re.compile(r"""[\s“”"'‘’«»„(\[]*(?:that\s)?(?:(?!(?:he|she|they|it)\s)[^,.;:“”"]{1,60},\s)?""", re.IGNORECASE)
_FULL_STOPS = frozenset(',;:.!?()[]{}“”"«»—–…')
_REASONS = frozenset(
    {"because", "as", "since", "for", "fearing", "citing", "out", "lest", "so", "to", "in", "given", "due"}
)
_AFTER_A_COMMA = frozenset({"because", "since", "for", "fearing", "citing"})
_HEARING = frozenset({"learn", "hear", "gather"})
_AMOUNTS = frozenset(
    {"dozen", "score", "hundred", "thousand", "number", "couple", "handful", "pair", "majority", "trio", "lot"}
)
_JOINTS = frozenset({"and", "or", "but", "also", "both", "while"})
_MASCULINE, _FEMININE = frozenset({"he", "him", "his"}), frozenset({"she", "her"})
_MANY = frozenset({"they", "them", "their"})
_PERSONAL = _MASCULINE | _FEMININE | _MANY | {"it", "its"}
_UNNAMED = ("unnamed_person", "unnamed_group")
_PHRASE_JOINTS = frozenset({"of", "for", "at", "to", "within", "inside"})
_LOOSE_JOINTS = frozenset({"in", "with", "from", "on", "by"})
_GENERIC_JOINTS = frozenset({"at", "within", "inside", "for", "of"})


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a source stands: its head, its phrase (tokens, inclusive), and the verbs that it is subject of."""

    head: int | None
    left: int
    right: int
    anchors: tuple[int, ...]


def grounded(context: Context, report: Report) -> Report:
    """The report with its record's details (of sources without a name), basis and the words that tell the basis."""
    place = _place(context.tree, report)
    details = tuple(_details(context, report, place)) if report.record.source_type in _UNNAMED else ()
    basis, cue = _basis(context, report, place)
    if basis == "not_stated" and not details:
        return report
    return replace(report, record=replace(report.record, basis=basis, basis_cue=cue, details=details))


def _place(tree: Tree, report: Report) -> _Place:
    head = _head(tree, report.record)
    left, right = tree.edges[head] if head is not None else (report.cue, report.cue)
    anchors, verb = [report.cue], report.cue
    while tree.deps[verb] in ("conj", "xcomp", "prep", "pcomp", "aux") and len(anchors) < _CLIMB:
        verb = tree.heads[verb]
        anchors.append(verb)
    return _Place(head, left, right, tuple(anchors))


def _head(tree: Tree, record: Attribution) -> int | None:
    """The token of the source's phrase whose own head lies outside of it."""
    for span in record.source:
        tokens = tree.tokens_in(span)
        for i in tokens:
            if (tree.heads[i] not in tokens or tree.heads[i] == i) and tree.deps[i] not in ("punct", "case"):
                return i
    return None


# The basis


def _basis(context: Context, report: Report, place: _Place) -> tuple[Basis, tuple[Span, ...]]:
    """What tells most of how the source knows, first: what is said of it, its own words, its nature, the cue."""
    record = report.record
    for search in (_in_phrase, _in_clause, _in_speech, _in_opening):
        match = search(context, report, place)
        if match is not None and (match.kind != "inference" or record.source_type != "document"):
            return _as_basis(match.kind), ((match.start, match.end),)
    if record.source_type == "document":
        return "documents", record.source
    lemma = context.tree.lemmas[report.cue].lower()
    of_cue = load_lexicon("en/basis_verbs.tsv").get(lemma, {}).get("basis", "not_stated")
    return _as_basis(of_cue), record.cue if of_cue != "not_stated" else ()


def _as_basis(kind: str) -> Basis:
    bases: tuple[Basis, ...] = ("witnessed", "told", "documents", "inference")
    return next((basis for basis in bases if basis == kind), "not_stated")


def _in_phrase(context: Context, report: Report, place: _Place) -> Match | None:
    if place.head is None or context.tree.pos[place.head] == "PRON":
        return None
    start, end = report.record.source[0]
    return next(anchored("phrase", ("witnessed",), context.tree.text, start, min(end, start + _REACH)), None)


def _in_clause(context: Context, report: Report, place: _Place) -> Match | None:
    for start, end in _clause(context, report, of_cue=True):
        for match in found("clause", ("witnessed", "told", "documents"), context.tree.text, start, end):
            if _told_to_another(context.tree, report, place, match):
                continue
            if _below(context.tree, place, match) is not None:
                return match
    return None


def _told_to_another(tree: Tree, report: Report, place: _Place, match: Match) -> bool:
    """Whether "had been told by the clerk" is the cue of the clerk's own report."""
    if not match.start < tree.ends[report.cue] <= match.end:
        return False
    return place.head is None or place.head > report.cue or tree.lemmas[report.cue].lower() not in _HEARING


def _in_speech(context: Context, report: Report, place: _Place) -> Match | None:
    if report.record.kind == "indirect":
        return None
    for start, end in report.record.content[:4]:
        stop = min(end, start + _REACH)
        match = next(found("speech", ("told", "documents", "witnessed"), context.tree.text, start, stop), None)
        if match is not None:
            return match
    return None


def _in_opening(context: Context, report: Report, place: _Place) -> Match | None:
    """What the source says of itself in the first words of its content, where "he" can be the source."""
    start, end = report.record.content[0]
    text, stop = context.tree.text, min(end, start + _REACH)
    lead = _LEAD.match(text, start, stop)
    for first in dict.fromkeys((start, lead.end() if lead else start)):
        for match in anchored("opening", ("documents", "told", "witnessed", "inference"), text, first, stop):
            if match.kind == "inference" or _of_itself(context, report, place, match):
                return match
    return None


def _of_itself(context: Context, report: Report, place: _Place, match: Match) -> bool:
    tree = context.tree
    tokens = tree.tokens_in((match.start, match.end))
    pronouns = [i for i in tokens if tree.lowers[i] in _PERSONAL]
    if not pronouns:
        return match.kind == "documents"
    chosen = pronouns[-1] if tree.lowers[tokens[-1]] in _PERSONAL else pronouns[0]
    return _may_be(context, report, place, chosen)


def _may_be(context: Context, report: Report, place: _Place, pronoun: int) -> bool:
    """Whether a pronoun in what a source says can stand for the source."""
    tree, record = context.tree, report.record
    mention = context.cast.mention_at(pronoun)
    if mention is not None and record.source_entity is not None and record.source_type != "unstated":
        if mention.entity == record.source_entity:
            return True
        if record.source_type == "named_person" and mention.how == "pronoun" and tree.lowers[pronoun] not in _MANY:
            return False
    lower = tree.lowers[pronoun]
    said_by = tree.lowers[place.head] if place.head is not None else ""
    for family in (_MASCULINE, _FEMININE, _MANY, frozenset({"it"})):
        if said_by in family:
            return lower in family
    if lower in _MANY:
        return record.source_type in ("unnamed_group", "organisation")
    if lower in ("it", "its"):
        return record.source_type in ("organisation", "document")
    return record.source_type in ("named_person", "unnamed_person")


# The details


def _details(context: Context, report: Report, place: _Place) -> Iterator[SourceDetail]:
    if place.head is None:
        return
    tree = context.tree
    clauses = list(_clause_details(context, report, place))
    pieces = [*clauses, *_follows(context, report)]
    pieces += [*_number(tree, place), *_sides(tree, place), *_office(context, place, [m.start for m in clauses])]
    for piece in sorted(set(pieces), key=lambda m: (m.start, m.end, m.kind)):
        kind: DetailKind = piece.kind  # type: ignore[assignment]
        yield SourceDetail(kind, piece.start, piece.end, tree.text[piece.start : piece.end])


def _clause_details(context: Context, report: Report, place: _Place) -> Iterator[Match]:
    tree = context.tree
    for start, end in _clause(context, report, of_cue=False):
        matches = list(found("clause", ("anonymity", "knowledge", "side"), tree.text, start, end))
        for n, match in enumerate(matches):
            top = _below(tree, place, match)
            if top is None or (match.kind == "side" and not _inside(tree, place, match)):
                continue
            stop = matches[n + 1].start if n + 1 < len(matches) else end
            yield _complete(tree, match, stop, tree.edges[top][1])


def _inside(tree: Tree, place: _Place, match: Match) -> bool:
    return place.left <= tree.tokens_in((match.start, match.end))[0] <= place.right


def _complete(tree: Tree, match: Match, stop: int, limit: int) -> Match:
    """The match with the rest of its clause: to a comma, or where the parse ends it, but with a reason that follows."""
    last = tree.tokens_in((match.start, match.end))[-1]
    i = last + 1
    while i < len(tree) and tree.starts[i] < stop and i - last < _LONGEST:
        if i > limit and match.kind == "anonymity" and tree.lowers[i] in _REASONS:
            limit = len(tree)
        if tree.words[i][0] in _FULL_STOPS and not _comma_before_reason(tree, match, i):
            break
        if i > limit and tree.words[i][0] not in _FULL_STOPS:
            break
        i += 1
    end = i - 1
    while end > last and (tree.lowers[end] in _JOINTS or tree.tags[end] == "_SP" or tree.words[end][0] in _FULL_STOPS):
        end -= 1
    return Match(match.kind, match.start, max(match.end, tree.ends[end]) if end >= last else match.end)


def _comma_before_reason(tree: Tree, match: Match, i: int) -> bool:
    following = tree.lowers[i + 1] if i + 1 < len(tree) else ""
    return match.kind == "anonymity" and tree.words[i] == "," and following in _AFTER_A_COMMA


def _follows(context: Context, report: Report) -> Iterator[Match]:
    """A sentence like "He asked not to be identified because ...": the next of the paragraph, or the one after it."""
    tree = context.tree
    here = tree.sentence_of[report.cue]
    before = tree.ends[tree.sentences[here][1] - 1]
    for first, after in tree.sentences[here + 1 : here + 3]:
        start, end = tree.starts[first], tree.ends[after - 1]
        if "\n" in tree.text[before : min(start, before + 9)]:
            return
        for match in anchored("follow", ("anonymity",), tree.text, start, min(end, start + _REACH)):
            yield _complete(tree, match, min(end, start + _REACH), after - 1)
            return
        if any(tree.lemmas[i].lower() in load_lexicon("en/reporting_verbs.tsv") for i in range(first, after)):
            return  # somebody else may speak there, and be meant by the "he" of the sentence after


def _number(tree: Tree, place: _Place) -> Iterator[Match]:
    start, end = tree.span(place.left, place.right)
    yield from anchored("phrase", ("number",), tree.text, start, min(end, start + 100))


def _sides(tree: Tree, place: _Place) -> Iterator[Match]:
    """Words before the noun that tell a side or a nation: "rebel", "Libyan", "South Korean"."""
    noun = _noun(tree, place)
    if noun is None:
        return
    for i in range(max(tree.edges[noun][0], noun - _CLIMB), noun + 1):
        if _is_of_a_nation(tree, i):
            first = i - 1 if i > place.left and _nation(f"{tree.lowers[i - 1]} {tree.lowers[i]}") else i
            yield Match("side", *tree.span(first, i))
        elif _trait(tree, i) == "side":
            yield Match("side", *tree.span(i, i))


def _office(context: Context, place: _Place, details: list[int]) -> Iterator[Match]:
    tree, noun = context.tree, _noun(context.tree, place)
    if noun is None or _trait(tree, noun) == "none" or _is_of_a_nation(tree, noun):
        return
    first = max(tree.edges[noun][0], noun - _CLIMB)
    while first < noun and _is_no_job(tree, first):
        first += 1
    generic = _trait(tree, noun) == "generic"
    phrase = _joined_phrase(context, noun, generic, details)
    modified = any(_trait(tree, i) not in ("rank", "plain") and tree.words[i] != "-" for i in range(first, noun))
    if generic and not modified and phrase is None:
        return
    yield Match("office", *tree.span(first, phrase or noun))


def _noun(tree: Tree, place: _Place) -> int | None:
    """The noun for what the source is: "teammates" of "several of her teammates"."""
    head = place.head
    for _ in range(3):
        if head is None or (tree.pos[head] in ("NOUN", "PROPN") and tree.lemmas[head].lower() not in _AMOUNTS):
            return head
        joint = tree.child(head, "prep")
        head = tree.child(joint, "pobj") if joint is not None and tree.lowers[joint] == "of" else None
    return None


def _is_no_job(tree: Tree, i: int) -> bool:
    return (
        tree.pos[i] in ("DET", "NUM", "PRON", "ADV", "PUNCT", "CCONJ", "ADP", "SPACE", "PART")
        or tree.deps[i] in ("det", "nummod", "predet", "quantmod", "advmod")
        or _trait(tree, i) in ("plain", "side", "none")
        or _is_of_a_nation(tree, i)
        or _nation(f"{tree.lowers[i]} {tree.lowers[i + 1]}")
    )


def _joined_phrase(context: Context, noun: int, generic: bool, details: list[int]) -> int | None:
    """The last token of "for Tarn Minerals" or "of the club" after the noun, ``None`` where there is none."""
    tree, last = context.tree, None
    for joint in tree.children_by(noun, "prep"):
        target = tree.child(joint, "pobj")
        if joint < noun or target is None or tree.starts[joint] in details:
            continue
        if joint > (last or noun) + 1 or not _leads_to_office(context, joint, target, generic):
            break
        last = _before_another(tree, joint, tree.edges[joint][1], details)
    return last


def _leads_to_office(context: Context, joint: int, target: int, generic: bool) -> bool:
    word = context.tree.lowers[joint]
    mention = context.cast.mention_at(target)
    listed = load_lexicon("en/organisation_words.tsv").get(context.tree.lemmas[target].lower(), {})
    body = listed.get("kind") == "organisation" or (mention is not None and mention.kind == "organisation")
    if word in _LOOSE_JOINTS:
        return body
    return word in (_GENERIC_JOINTS if generic else _PHRASE_JOINTS)


def _before_another(tree: Tree, first: int, last: int, details: list[int]) -> int:
    for i in range(first + 1, min(last, first + _LONGEST) + 1):
        if tree.words[i][0] in _FULL_STOPS or tree.starts[i] in details or tree.tags[i] in ("WP", "WDT", "WP$"):
            return i - 1
    return min(last, first + _LONGEST)


def _trait(tree: Tree, i: int) -> str | None:
    traits = load_lexicon("en/source_traits.tsv")
    cells = traits.get(tree.lowers[i]) or traits.get(tree.lemmas[i].lower(), {})
    return cells.get("trait")


def _is_of_a_nation(tree: Tree, i: int) -> bool:
    return _nation(tree.lowers[i]) or (i > 0 and _nation(f"{tree.lowers[i - 1]} {tree.lowers[i]}"))


def _nation(words: str) -> bool:
    if words in load_lexicon("en/demonyms.tsv"):
        return True
    return load_lexicon("en/nationalities.tsv").get(words, {}).get("forms", "country") != "country"


# Where to look, and whether it is this source's


def _clause(context: Context, report: Report, *, of_cue: bool) -> Iterator[Span]:
    """The sentence of the cue without the content, as far as it is near; without the cue unless ``of_cue``."""
    tree, record = context.tree, report.record
    around = [*record.cue, *record.source]
    first, last = tree.sentences[tree.sentence_of[report.cue]]
    start = max(tree.starts[first], min(a for a, _ in around) - _REACH)
    end = min(tree.ends[last - 1], max(b for _, b in around) + _REACH)
    for left, right in sorted([*record.content, *(() if of_cue else record.cue)]):
        if left > start:
            yield start, min(left, end)
        start = max(start, right)
    if start < end:
        yield start, end


def _below(tree: Tree, place: _Place, match: Match) -> int | None:
    """The top of the phrase that the match begins, if that hangs on the source or its verb and on nobody else."""
    tokens = tree.tokens_in((match.start, match.end))
    i = next((t for t in tokens if tree.pos[t] not in ("PUNCT", "SPACE")), tokens[0])
    for _ in range(_CLIMB):
        above = tree.heads[i]
        if above == i or above == place.head or above in place.anchors or i == place.head:
            return i if above != i or i in place.anchors else None
        if tree.pos[above] in ("NOUN", "PROPN", "PRON") and not place.left <= above <= place.right:
            return None
        i = above
    return None

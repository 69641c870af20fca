"""How the text puts a claim: polarity, certainty, reality and act, with the words that say so."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ..model import Span, Stance, TimeExpression
from ..model.records import Act, Certainty, Polarity, Reality
from ..nlp.tree import Tree
from ..resources import load_lexicon
from .attribution import Report
from .complements import is_infinitive
from .frames import frames_above
from .not_known import is_asked
from .predicates import SUBJECTS, Predicate, question_mark

_NEGATIONS = {"not", "n't", "never", "neither", "hardly", "barely", "no", "nobody", "none", "nothing"}
_NO = {"no", "neither"}
_ONLY = {"only", "merely"}
_OUGHT = {"must", "should", "ought"}
_LATER = {"later", "subsequently", "eventually", "ultimately", "afterwards", "afterward"}
_INVERTED = {"had", "were", "should"}
_HEDGE_DEPS = {"advmod", "aux", "acomp", "intj", "dep"}
_IF = {"if", "unless", "provided", "assuming"}
_PROVIDED = {"provided", "providing", "assuming", "supposing"}
_ASK_IF = {"ask", "wonder", "know", "see", "say", "check", "inquire", "enquire", "doubt"}
_PLAN_HANDED_ON = {"while", "and", "or", "but", "when", "after", "before", "until", "once", "as"}
_FINITE = ("MD", "VBD", "VBZ", "VBP")
_OPENING = ("“", '"', "‘", "'", "``", ":")
_WEAKER: dict[str, int] = {"certain": 0, "probable": 1, "possible": 2, "unspecified": 3}


@dataclass
class _Reading:
    """A stance while it is put together."""

    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    reality: Reality = "actual"
    act: Act = "assert"

    def weaken(self, certainty: str | None) -> None:
        if certainty is not None and _WEAKER[certainty] > _WEAKER[self.certainty]:
            self.certainty = certainty  # type: ignore[assignment]  # the lexicons hold degrees of certainty only

    def flip(self) -> None:
        self.polarity = "negative" if self.polarity == "positive" else "positive"

    def govern(self, effect: str) -> None:
        """What becomes of a reading when it goes from the governing word to the one governed (signatures.tsv)."""
        signature = load_lexicon("en/signatures.tsv")[effect]
        implied = signature["affirmed" if self.polarity == "positive" else "negated"]
        if implied != "same":
            self.polarity = "negative" if implied == "-" else "positive"
        if implied == "o" and "certainty" not in signature:
            self.certainty = "unspecified"
        self.weaken(signature.get("certainty"))
        if "reality" in signature:
            self.reality = "planned"


def read_stance(
    tree: Tree, predicate: Predicate, reports: Iterable[Report], above: Stance | None, *, speaks_later: bool
) -> Stance:
    """The stance of one claim.

    ``reports`` are the attributions around it, ``above`` the stance of the predicate that its clause hangs on.
    ``speaks_later`` says that the claim's time lies after the day of the voice, so that a present tense is a plan.
    """
    reading, cues = _Reading(), list[int]()
    reports = tuple(reports)
    attributed = frozenset(report.cue for report in reports)
    governed = _governed(tree, predicate, attributed)
    _own_words(tree, governed, reading, cues)
    _would(tree, governed, reading, cues, reported=bool(reports))
    _by_governor(tree, governed.top, reading, cues)
    _in_the_voices_own_saying(tree, governed.top, attributed, reading, cues)
    _clause_type(tree, governed, reading, cues)
    spans = [tree.span(i, i) for i in cues]
    for report in reports:
        _by_report(tree, governed, report, reading, spans)
    if above is not None:
        _hand_on(tree, predicate, above, reading)
    if speaks_later and reading.reality == "actual" and tree.tags[predicate.top] in ("VBZ", "VBP", "VBG", "VBN"):
        reading.reality = "planned"
    if predicate.unknown:
        reading.reality = "unknown"
    return Stance(reading.polarity, reading.certainty, reading.reality, reading.act, tuple(sorted(set(spans))))


def lies_ahead(time: TimeExpression, published: date | None) -> bool:
    """Whether a time is later than the day on which it was named: by the voice, or by whom it quotes."""
    spoken = time.anchor.earliest if time.anchor is not None and time.anchor.kind == "speaker" else published
    return time.earliest is not None and spoken is not None and time.earliest > spoken


def _governed(tree: Tree, predicate: Predicate, attributed: frozenset[int]) -> Predicate:
    """The predicate with all that governs it in the chain of words that bear on its trigger."""
    handing_on = {cue for cue in attributed if tree.pos[cue] == "VERB" and tree.child(cue, "auxpass") is None}
    top, frames = frames_above(tree, predicate.top, handing_on)
    return replace(predicate, top=top, effects=(*frames, *predicate.effects))


def _in_the_voices_own_saying(
    tree: Tree, top: int, attributed: frozenset[int], reading: _Reading, cues: list[int]
) -> None:
    """As in "I never said that ..." and "I heard that ...": nobody else says it, yet it is not plainly asserted."""
    verb = tree.heads[top]
    entry = load_lexicon("en/reporting_verbs.tsv").get(tree.lemmas[verb].lower())
    if tree.deps[top] != "ccomp" or entry is None or verb in attributed:
        return
    reading.weaken(entry.get("certainty"))
    negation = tree.child(verb, "neg")
    if negation is not None and reading.reality == "actual":
        reading.weaken("possible")
        cues.append(negation)
    if "certainty" in entry:
        cues.append(verb)


def _own_words(tree: Tree, predicate: Predicate, reading: _Reading, cues: list[int]) -> None:
    """From the outermost word that governs the trigger down to the trigger, each with what stands at it."""
    if predicate.act is not None:
        reading.act = predicate.act  # type: ignore[assignment]  # the lexicon holds acts only
        cues.append(predicate.trigger)
    for token, effect in predicate.effects:
        _by_dependents(tree, predicate, token, reading, cues)
        _by_effect(tree, token, effect, reading, cues)
    _by_dependents(tree, predicate, predicate.trigger, reading, cues)


def _by_dependents(tree: Tree, predicate: Predicate, i: int, reading: _Reading, cues: list[int]) -> None:
    governed = tree.heads[i] in predicate.chain
    for child in tree.children[i]:
        _by_dependent(tree, child, reading, cues)
        if tree.pos[i] in ("NOUN", "PROPN"):
            _by_modifier(tree, child, reading, cues, governed=governed)
    adjective = tree.child(i, "acomp")
    if adjective is not None and predicate.rule == "claim.verb":
        for child in tree.children_by(adjective, "neg", "advmod"):
            _by_dependent(tree, child, reading, cues)


def _by_effect(tree: Tree, token: int, effect: str, reading: _Reading, cues: list[int]) -> None:
    yet = next((c for c in tree.children_by(token, "advmod") if tree.lowers[c] == "yet"), None)
    has_to = yet is None and _has_to(tree, token)
    reading.govern("planned" if has_to else effect)
    if yet is not None and tree.lemmas[token] in ("have", "be"):
        reading.flip()
        cues.append(yet)
    if has_to or effect != "happened":
        adjective = tree.child(token, "acomp")
        cues.append(token if adjective is None else adjective)


def _has_to(tree: Tree, verb: int) -> bool:
    """Such as "has to pay"; who had to pay has paid."""
    present = tree.lemmas[verb] == "have" and tree.tags[verb] in ("VBZ", "VBP")
    return present and any(is_infinitive(tree, c) for c in tree.children_by(verb, "xcomp"))


def _by_modifier(tree: Tree, child: int, reading: _Reading, cues: list[int], *, governed: bool) -> None:
    """What stands before a noun: "the planned strike", "no strike"; of a governed noun the verb has read the "no"."""
    entry = load_lexicon("en/modifiers.tsv").get(tree.lowers[child])
    if entry is not None and tree.deps[child] in ("amod", "compound"):
        reading.govern(entry["effect"])
        cues.append(child)
    elif tree.lowers[child] in _NO and tree.deps[child] == "det" and not governed:
        reading.flip()
        cues.append(child)
    elif is_infinitive(tree, child) and tree.child(child, "auxpass") is not None:
        reading.reality = "planned"  # "a vote to be held in May"
        cues.append(child)


def _by_dependent(tree: Tree, child: int, reading: _Reading, cues: list[int]) -> None:
    lower, dep = tree.lowers[child], tree.deps[child]
    hedge = load_lexicon("en/hedges.tsv").get(lower)
    if dep == "neg" or (dep in ("advmod", "preconj") and lower in _NEGATIONS):
        if child + 1 < len(tree) and tree.lowers[child + 1] in _ONLY:
            return  # "not only paid but also left"
        reading.flip()
        cues.append(child)
    elif dep in ("nsubj", "nsubjpass", "dobj", "attr", "advmod") and hedge is None:
        no = child if lower in _NEGATIONS else _no_at(tree, child)
        if no is not None:
            reading.flip()
            cues.append(no)
    elif dep == "aux" and lower in ("will", "'ll", "wo", "shall"):
        reading.reality = "planned"
        cues.append(child)
    elif dep == "aux" and lower in _OUGHT:
        _by_duty(tree, child, reading)
        cues.append(child)
    elif hedge is not None and dep in _HEDGE_DEPS and not (lower == "could" and _is_ability(tree, child)):
        reading.weaken(hedge["certainty"])
        cues.append(child)


def _by_duty(tree: Tree, modal: int, reading: _Reading) -> None:
    """Who must pay has not paid; who must have paid seems to have; who should have paid has not."""
    if not _has_have(tree, tree.heads[modal]):
        reading.reality = "planned"
    elif tree.lowers[modal] == "must":
        reading.weaken("probable")
    else:
        reading.reality = "counterfactual"


def _no_at(tree: Tree, word: int) -> int | None:
    """The "no" of a noun or of "no longer", not that of "No. 1"."""
    return next((c for c in tree.children[word] if tree.lowers[c] in _NO and tree.words[c + 1] != "."), None)


def _is_ability(tree: Tree, could: int) -> bool:
    """Whether "could not leave" and "could hear": ability, where "could have left" is possibility."""
    verb = tree.heads[could]
    if _has_have(tree, verb):
        return False
    return tree.child(verb, "neg") is not None or tree.lemmas[verb] in ("hear", "see")


def _has_have(tree: Tree, verb: int) -> bool:
    return any(tree.lowers[c] in ("have", "'ve") for c in tree.children_by(verb, "aux"))


def _would(tree: Tree, predicate: Predicate, reading: _Reading, cues: list[int], *, reported: bool) -> None:
    """Would tells of the future as seen from the past, and "would have" of what did not come.

    Beside a hedge it only softens, "would not" refuses, and a narrator's "would later serve four years" tells.
    """
    for i in predicate.chain:
        for child in tree.children_by(i, "aux"):
            if tree.lowers[child] not in ("would", "'d") or tree.tags[child] != "MD":
                continue
            if not reported and any(tree.lowers[c] in _LATER for c in tree.children_by(i, "advmod")):
                continue
            cues.append(child)
            if reading.certainty == "certain" and reading.reality == "actual":
                if _has_have(tree, i):
                    reading.reality = "counterfactual"
                elif not _is_negated(tree, i):
                    reading.reality = "planned"


def _is_negated(tree: Tree, verb: int) -> bool:
    return any(tree.lowers[c] in _NEGATIONS for c in tree.children_by(verb, "neg", "advmod"))


def _by_governor(tree: Tree, top: int, reading: _Reading, cues: list[int]) -> None:
    """What puts a whole clause less surely: "it appears that ...", "it is possible that ..."."""
    if tree.deps[top] not in ("ccomp", "csubj", "acl"):
        return
    head = tree.heads[top]
    verb = tree.heads[head] if tree.deps[head] == "acomp" else head
    subject = tree.child(verb, "nsubj", "expl")
    if subject is None or tree.lowers[subject] != "it":
        return
    if tree.lemmas[verb] in ("seem", "appear"):
        reading.weaken("probable")
        cues.append(verb)
    elif tree.lemmas[verb] == "be":
        for child in tree.children_by(verb, "aux", "acomp", "advmod"):
            hedge = load_lexicon("en/hedges.tsv").get(tree.lowers[child])
            if hedge is not None:
                reading.weaken(hedge["certainty"])
                cues.append(child)


def _clause_type(tree: Tree, predicate: Predicate, reading: _Reading, cues: list[int]) -> None:
    top = predicate.top
    marks = [c for c in tree.children[top] if tree.deps[c] in ("mark", "advmod")]
    condition = next((c for c in marks if tree.lowers[c] in _IF and tree.deps[top] == "advcl"), None)
    whether = next((c for c in marks if tree.lowers[c] in ("whether", "if") and tree.deps[top] == "ccomp"), None)
    if whether is not None and tree.lowers[whether] == "if" and tree.lemmas[tree.heads[top]] not in _ASK_IF:
        condition, whether = whether, None
    if condition is not None:
        reading.reality = "conditional"
        cues.append(condition)
    elif whether is not None:
        reading.reality = "question"
        cues.append(whether)
    elif predicate.rule == "claim.asked" or is_asked(tree, top):
        reading.reality = "question"
    elif _is_bidden(tree, top):
        reading.reality = "planned"
    elif _is_provided(tree, tree.heads[top]) or _is_inverted_condition(tree, top) or _depends_on_condition(tree, top):
        reading.reality = "conditional"
    question = question_mark(tree, top)
    asks = tree.deps[top] in ("ROOT", "conj", "ccomp", "parataxis") and tree.pos[top] in ("VERB", "AUX")
    if question is not None and (asks or tree.heads[top] == top):
        reading.reality = "question"
        cues.append(question)


def _is_bidden(tree: Tree, top: int) -> bool:
    """An imperative ("Burn the letters"), and the infinitive of a headline ("Mill to close its furnace")."""
    if tree.tags[top] != "VB" or any(tree.tags[c] in _FINITE for c in tree.children_by(top, "aux", "auxpass")):
        return False
    if tree.deps[top] == "ROOT":
        return is_infinitive(tree, top) or tree.child(top, *SUBJECTS) is None
    opening = top == tree.sentences[tree.sentence_of[top]][0] or tree.words[top - 1] in _OPENING
    return tree.deps[top] == "ccomp" and tree.edges[top][0] == top and opening


def _depends_on_condition(tree: Tree, top: int) -> bool:
    """Whether a clause that looks ahead or holds at any time stands under a condition."""
    modal = any(tree.tags[c] == "MD" for c in tree.children_by(top, "aux"))
    if tree.lemmas[top] in _ASK_IF or not (modal or tree.tags[top] in ("VBZ", "VBP") or _is_bidden(tree, top)):
        return False
    clauses = tree.children_by(top, "advcl", "ccomp")
    marked = any(tree.lowers[c] in _IF for clause in clauses for c in tree.children_by(clause, "mark", "advmod"))
    return marked or any(_is_provided(tree, c) or _is_inverted_condition(tree, c) for c in clauses)


def _is_provided(tree: Tree, i: int) -> bool:
    """Such as "provided the army leaves", which the parser takes for a verb."""
    conjunction = tree.lowers[i] in _PROVIDED and tree.child(i, "nsubj", "nsubjpass", "aux", "auxpass") is None
    return conjunction and tree.heads[i] != i and tree.child(i, "ccomp") is not None


def _is_inverted_condition(tree: Tree, clause: int) -> bool:
    """Such as "Had he stayed, ..." before a clause with "would"."""
    first, head = tree.edges[clause][0], tree.heads[clause]
    subject = tree.child(clause, "nsubj", "nsubjpass")
    if tree.lowers[first] not in _INVERTED or not clause < head:
        return False
    if clause != first and (subject is None or subject < first):
        return False
    return any(tree.tags[c] == "MD" for c in tree.children_by(head, "aux"))


def _by_report(tree: Tree, predicate: Predicate, report: Report, reading: _Reading, cues: list[Span]) -> None:
    if report.certainty is not None:
        reading.weaken(report.certainty)
        cues.extend(report.record.cue)
    if not _is_main_content(tree, predicate, report):
        return
    negated = tree.child(report.cue, "neg") is not None and predicate.trigger != report.cue
    if negated:
        reading.weaken("possible")
        cues.extend(report.record.cue)
    elif report.verb_class == "denying" and predicate.trigger != report.cue:
        if predicate.act is not None:  # "denied that it had offered money": the denial, not the offer, is told
            cues[:] = [cue for cue in cues if cue != tree.span(predicate.trigger, predicate.trigger)]
        reading.act = "deny"
        cues.extend(report.record.cue)


def _is_main_content(tree: Tree, predicate: Predicate, report: Report) -> bool:
    """Not so for clauses of time, place or description inside the content: who denies those takes them for granted."""
    i = predicate.top
    while i != report.cue:
        if tree.deps[i] in ("advcl", "relcl", "acl") and i != report.root:
            return False
        if tree.heads[i] == i:
            return True
        i = tree.heads[i]
    return True


def _hand_on(tree: Tree, predicate: Predicate, above: Stance, reading: _Reading) -> None:
    """A conjunct or participle without auxiliaries of its own shares how its head is put, and what a paper says that
    does not exist yet ("would sign a statement that they were forged") is said by nobody yet.
    """
    noun = tree.lemmas[tree.heads[predicate.top]].lower()
    if tree.deps[predicate.top] in ("acl", "ccomp") and noun in load_lexicon("en/reporting_nouns.tsv"):
        reading.reality = above.reality if reading.reality == "actual" else reading.reality
    joined = tree.deps[predicate.top] == "conj" or predicate.rule == "claim.participle"
    bare = not tree.children_by(predicate.top, "aux", "auxpass") and not predicate.subject_is_own
    if joined and bare:
        reading.weaken(above.certainty if above.certainty in _WEAKER else None)
        if reading.reality == "actual":
            reading.reality = above.reality
    elif above.reality == "planned" and reading.reality == "actual" and tree.tags[predicate.top] not in ("VBD", "VBN"):
        marks = {tree.lowers[c] for c in tree.children_by(predicate.top, "mark", "advmod", "cc")}
        if any(tree.tags[c] == "MD" for c in tree.children_by(predicate.top, "aux")):
            return  # "will cut jobs and may close"
        if marks & _PLAN_HANDED_ON or tree.deps[predicate.top] == "conj":
            reading.reality = "planned"

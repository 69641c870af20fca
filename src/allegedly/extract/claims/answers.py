"""What a claim answers: a refusal, an acceptance, a silence or a reply to what was put to somebody before it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from ...bargaining import is_alike, is_put, to_whom, who_acts
from ...model import Claim, Role, Stance
from ...model.records import AnswerState
from ...nlp.tree import Tree
from ...resources import load_lexicon
from ..predicates import Predicate

_REPLIED = re.compile(r"\b(?:replied|answered|responded|countered|retorted)\b", re.IGNORECASE)
_REPLIES = re.compile(rf"\b(?:but|however)\b|{_REPLIED.pattern}", re.IGNORECASE)
_REPLY_GAP = 150
"""Code points between what was put to somebody and the reply in words."""
_SENTENCES_BETWEEN = 4
"""How far back an answer that does not say what it answers finds it, in sentences."""
_MOST_PUT = 200
"""How many things put to somebody an answer is held against, the last first."""
_OBJECTS = ("dobj", "nsubjpass", "attr", "dative")
_TOPICS = (*_OBJECTS, "xcomp", "ccomp")
_TOPIC_PREPOSITIONS = {"to", "for", "on", "about"}
_SPEAKERS = {"i", "we"}
_POINTS_BACK = {"it", "this", "that", "them", "these", "those", "so", "such"}
_CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
_INSISTS = re.compile(
    r"\b(?:ha[sd] to|have to|must|need(?:s|ed)? to|cannot|(?:could|can|will|would)(?: not|n[’']t)|won[’']t)\b",
    re.IGNORECASE,
)


def answer_state(tree: Tree, predicate: Predicate, stance: Stance) -> AnswerState | None:
    """What the predicate comes to if it answers something: by its verb, or by the noun of a light one."""
    if stance.reality not in ("actual", "planned", "unknown") or stance.act == "deny":
        return None
    noun = _answer_noun(tree, predicate)
    if predicate.unknown:
        silent = any(tree.lowers[c] == "unanswered" for c in tree.children[predicate.trigger])
        return "unanswered" if silent else "unknown" if noun is not None else None
    no = stance.polarity == "negative"
    entry = load_lexicon("en/answering_verbs.tsv").get(_verb(tree, predicate.trigger))
    if entry is not None and (entry.get("needs") != "act" or _names_an_act(tree, predicate)):
        state = entry.get("negated" if no else "state")
    else:
        state = None if noun is None else "unanswered" if no else noun
    return state  # type: ignore[return-value]  # the lexicons hold states only


def _names_an_act(tree: Tree, predicate: Predicate) -> bool:
    acts = load_lexicon("en/act_nouns.tsv")
    return any(tree.lemmas[topic].lower() in acts for topic in _topics(tree, predicate))


def _verb(tree: Tree, trigger: int) -> str:
    """The verb with its particle, which the parser may take for an adverb ("wrote back")."""
    lemma = tree.lemmas[trigger].lower()
    phrases = (f"{lemma} {tree.lowers[c]}" for c in tree.children_by(trigger, "prt", "advmod"))
    return next((phrase for phrase in phrases if phrase in load_lexicon("en/answering_verbs.tsv")), lemma)


def _answer_noun(tree: Tree, predicate: Predicate) -> str | None:
    """What the noun of "received no reply", "the answer never came" or "the response is not known" comes to."""
    i = predicate.trigger
    if not predicate.unknown and tree.lemmas[i].lower() not in load_lexicon("en/light_verbs.tsv"):
        return None
    nouns = load_lexicon("en/answer_nouns.tsv")
    found = (nouns.get(tree.lemmas[c].lower()) for c in tree.children_by(i, "nsubj", *_OBJECTS))
    return next((entry["state"] for entry in found if entry is not None), None)


@dataclass(frozen=True, slots=True)
class _Put:
    """Something put to somebody, with the lemmas that say what."""

    claim: Claim
    words: frozenset[str]
    deeds: frozenset[str]
    """The lemmas of the verbs for what is demanded or asked for."""
    sentence: int


def find_answers(
    tree: Tree, claims: list[Claim], predicates: list[Predicate]
) -> Iterator[tuple[Claim, Claim, AnswerState]]:
    """Each claim that answers, what it answers and what that comes to; ``claims`` and ``predicates`` go in step."""
    put: list[_Put] = []
    replied_to: set[str] = set()
    for claim, predicate in zip(claims, predicates, strict=True):
        sentence = tree.sentence_of[predicate.trigger]
        found = _answer(tree, put, claim, predicate, replied_to)
        if found is not None:
            asked, state = found
            replied_to.add(asked.id)
            yield claim, asked, state
        if is_put(claim):
            words = frozenset(_content(tree, tree.tokens_in((claim.start, claim.end))))
            put.append(_Put(claim, words, frozenset(_deeds(tree, predicate)), sentence))


def _answer(
    tree: Tree, put: list[_Put], claim: Claim, predicate: Predicate, replied_to: set[str]
) -> tuple[Claim, AnswerState] | None:
    """What a claim answers and what that comes to: by its verb, by a deed, or as a reply in words."""
    sentence = tree.sentence_of[predicate.trigger]
    if claim.answer is not None:
        answered = _answered(tree, put, claim, predicate)
        return None if answered is None else (answered.claim, claim.answer)
    done = _done(put, claim, sentence)
    if done is not None:
        return done.claim, "accepted" if claim.stance.polarity == "positive" else "refused"
    if is_put(claim) or not put or sentence - put[-1].sentence > 1 or put[-1].claim.id in replied_to:
        return None
    asked = put[-1].claim
    if not _replies(tree.text, asked, claim):
        return None
    return asked, "refused" if _insists(tree.text, claim) else "unknown"


def _insists(text: str, reply: Claim) -> bool:
    """Whether who replies says that they must do otherwise, cannot or will not: "that she had to leave at once"."""
    speaker = reply.chain[-1].entity
    own = speaker is not None and speaker in _entities(who_acts(reply))
    return own and _INSISTS.search(text, reply.start, reply.end) is not None


def _deeds(tree: Tree, predicate: Predicate) -> Iterator[str]:
    if predicate.act in ("demand", "request"):
        for content in tree.children_by(predicate.trigger, "xcomp", "ccomp"):
            yield from (tree.lemmas[i].lower() for i in tree.joined(content) if tree.pos[i] == "VERB")


def _done(put: list[_Put], claim: Claim, sentence: int) -> _Put | None:
    """What was asked of somebody who then does it, or will not: "demanded that I remove it. I have removed it"."""
    if claim.stance.reality not in ("actual", "planned") or claim.stance.act != "assert":
        return None
    for one in reversed(put):
        if sentence - one.sentence > _SENTENCES_BETWEEN:
            break
        asked = to_whom(one.claim)
        same = _entities(asked) & _entities(who_acts(claim)) or _texts(asked) & _texts(who_acts(claim)) & _SPEAKERS
        if one.sentence < sentence and claim.predicate in one.deeds and same and one.claim.voice == claim.voice:
            return one
    return None


def _texts(roles: tuple[Role, ...]) -> set[str]:
    return {role.text.lower() for role in roles}


def _answered(tree: Tree, put: list[_Put], claim: Claim, predicate: Predicate) -> _Put | None:
    """The last thing put that the answer names in words or, where it names none, that fits its parties and is near."""
    recent = [one for one in reversed(put[-_MOST_PUT:]) if _may_answer(one.claim, claim)]
    topics = list(_topics(tree, predicate))
    about = set(_content(tree, (i for topic in topics for i in tree.subtree(topic))))
    acts = load_lexicon("en/act_nouns.tsv")
    kinds = {acts[lemma]["act"] for topic in topics if (lemma := tree.lemmas[topic].lower()) in acts}
    about = {word for word in about if word not in acts and word not in load_lexicon("en/answer_nouns.tsv")}
    named = [one for one in recent if about & one.words]
    if kinds:
        alike = [one for one in recent if any(is_alike(one.claim.stance.act, kind) for kind in kinds)]
        return next((one for one in alike if one in named), None if about and named else next(iter(alike), None))
    points_back = any(tree.lowers[i] in _POINTS_BACK for topic in topics for i in tree.subtree(topic))
    if named or (about and not points_back):
        return next(iter(named), None)
    sentence = tree.sentence_of[predicate.trigger]
    return next(takewhile(lambda one: sentence - one.sentence <= _SENTENCES_BETWEEN, recent), None)


def _topics(tree: Tree, predicate: Predicate) -> Iterator[int]:
    """The heads of what an answer says that it answers: "refused the offer", "agreed to a meeting"."""
    i = predicate.trigger
    for child in tree.children[i]:
        if tree.deps[child] in _TOPICS and tree.pos[child] != "PROPN":
            yield child
        elif tree.deps[child] == "prep" and tree.lowers[child] in _TOPIC_PREPOSITIONS:
            yield from (c for c in tree.children_by(child, "pobj", "pcomp") if tree.pos[c] != "PROPN")


def _content(tree: Tree, tokens: Iterator[int] | range) -> Iterator[str]:
    return (tree.lemmas[i].lower() for i in tokens if tree.pos[i] in _CONTENT and len(tree.lemmas[i]) > 2)


def _may_answer(asked: Claim, answer: Claim) -> bool:
    """Whether the parties fit: who answers is not who asked, and is whom it was put to where the text says."""
    if asked.voice != answer.voice:
        return False
    answering, asking, addressed = (_entities(roles) for roles in (who_acts(answer), who_acts(asked), to_whom(asked)))
    if answer.answer == "unknown" and answer.stance.reality == "unknown":
        return True  # nobody acts in "the response is not known"
    return not (answering & asking) and bool(answering & addressed or not answering or not addressed)


def _entities(roles: tuple[Role, ...]) -> set[str]:
    return {role.entity for role in roles if role.entity}


def _replies(text: str, asked: Claim, reply: Claim) -> bool:
    """Whether the words of whom it was put to come right upon it: "A asked for time, but B said he had to go"."""
    if asked.voice != reply.voice or not 0 <= reply.start - asked.end <= _REPLY_GAP:
        return False
    speaker = reply.chain[-1] if reply.chain else None
    if speaker is None or speaker.is_of_voice or asked.chain == reply.chain:
        return False
    if speaker.entity in _entities(who_acts(asked)):
        return False
    addressed = _entities(to_whom(asked))
    says_so = _REPLIES if speaker.entity in addressed or not addressed else _REPLIED
    return says_so.search(text, asked.end, reply.start) is not None

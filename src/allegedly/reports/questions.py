"""What the texts themselves say is not known, what they ask, and what somebody would not say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..bargaining import is_not_recalled, is_not_told
from ..model import Annotated, Claim
from .lines import ClaimLine, claim_line, party, voice_words
from .lookup import CorpusRecords, Lookup, document_name

QuestionKind = Literal["not known", "asked", "not told"]


@dataclass(frozen=True, slots=True)
class Question:
    """One open question; ``who`` does not know, asks, or would not tell, as far as the text says.

    ``since`` is the day as of which it is open: the last one that the claim itself is dated to, else the day of the
    voice; ``None`` when neither is known. ``answers`` are the claims of later documents that speak to it, in order of
    documents; whether they settle it is for the reader.
    """

    kind: QuestionKind
    who: str
    line: ClaimLine
    since: date | None = None
    answers: tuple[ClaimLine, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceQuestions:
    """The open questions of one voice."""

    voice: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class DocumentQuestions:
    document: str
    document_name: str
    voices: tuple[VoiceQuestions, ...]


@dataclass(frozen=True, slots=True)
class Questions:
    """What is open, by document and by voice; ``count`` is the number of all questions."""

    count: int
    documents: tuple[DocumentQuestions, ...]


def questions(annotated: Sequence[Annotated], corpus: CorpusRecords) -> Questions:
    """What the texts of a case leave open, in order of documents and text."""
    lookup = Lookup(annotated, corpus)
    by_document = [(item, _by_voice(lookup, item)) for item in annotated]
    documents = tuple(
        DocumentQuestions(item.document.id, document_name(item.document), voices)
        for item, voices in by_document
        if voices
    )
    count = sum(len(voice.questions) for document in documents for voice in document.voices)
    return Questions(count, documents)


def _by_voice(lookup: Lookup, item: Annotated) -> tuple[VoiceQuestions, ...]:
    voices: dict[str, list[Question]] = {}
    for claim in item.claims:
        kind = _kind(item, claim)
        if kind is not None:
            voices.setdefault(_voice_name(lookup, item, claim), []).append(_question(lookup, item, claim, kind))
    return tuple(VoiceQuestions(voice, tuple(found)) for voice, found in voices.items())


def _question(lookup: Lookup, item: Annotated, claim: Claim, kind: QuestionKind) -> Question:
    line = claim_line(lookup, item, claim)
    own = line.basis is None
    since = (line.latest or line.earliest if own else None) or line.published
    answers = tuple(
        claim_line(lookup, *told)
        for answer in lookup.answers_to.get(claim.id, ())
        if (told := lookup.by_claim.get(answer)) is not None
    )
    return Question(kind, _who(lookup, item, claim, kind), line, since, answers)


def _kind(item: Annotated, claim: Claim) -> QuestionKind | None:
    """What somebody would not tell is that, also where the claim is of what is not known."""
    text, label = item.document.text, claim.stance.label
    if label == "question":
        return "asked"
    if is_not_told(text, claim):
        return "not told"
    return "not known" if label == "unknown" or is_not_recalled(text, claim) else None


def _who(lookup: Lookup, item: Annotated, claim: Claim, kind: QuestionKind) -> str:
    """Who would not tell is the one who acts; who asks or does not know is whoever the words are attributed to."""
    if kind == "not told":
        agents = party(lookup, item, claim, "agent")
        if agents:
            return " and ".join(agents)
    line = claim_line(lookup, item, claim)
    return line.chain[-1].name if line.chain else _voice_name(lookup, item, claim)


def _voice_name(lookup: Lookup, item: Annotated, claim: Claim) -> str:
    """The voice in words, with who speaks in it: "comment 2 (Bidzina T.)"."""
    voice = lookup.voices.get((item.document.id, claim.voice))
    speakers = ", ".join(voice.authors) if voice is not None else ""
    kind = voice_words(voice)
    if kind is None:
        return speakers or ", ".join(item.document.authors) or item.document.outlet or document_name(item.document)
    outlet = f", {voice.outlet}" if voice is not None and voice.outlet and voice.kind == "quoted" else ""
    return f"{kind}{outlet} ({speakers})" if speakers else f"{kind}{outlet}"

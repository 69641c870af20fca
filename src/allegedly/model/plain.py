"""What is read out of every clause, wider than claims and nearer to the words: plain tuples, and happenings."""

from dataclasses import dataclass, field

from .document import Span
from .records import ClaimTime, Stance


@dataclass(frozen=True, slots=True)
class Phrase:
    """One slot of a tuple: the words at ``spans``, in order of the text, with a blank between them in ``text``.

    ``implied`` is what the text leaves out: "be" in "Ada Berg, the mayor" (the tense is not told), "has" in "Berg's
    boat". It stands in front of the words, and alone where there are none.
    """

    text: str
    spans: tuple[Span, ...]
    implied: str | None = None


@dataclass(frozen=True, slots=True)
class PlainTuple:
    """A subject, a relation and what it relates the subject to, all as the text words them.

    ``attributed`` is the source and the cue that the clause stands under: "a driver said". ``confidence``, between 0
    and 1, is how right tuples of this kind were where it was measured. ``rule`` names the construction.
    """

    subject: Phrase
    relation: Phrase
    arguments: tuple[Phrase, ...]
    attributed: Phrase | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Party:
    """Who or what takes part in a happening, by the words for it: a name, a description, a pronoun.

    ``part`` says how it stands there: "subject", "object", or the preposition ("by", "with") of a verb or a noun;
    "owner" or "name" before a noun ("Berg's arrest", "the Berg trial"), "doer" where the noun is a verb's object.
    ``entity`` is its id where it is one of the cast. A thing is in no cast ("the Corsair 2"): then ``named`` has the
    words that the text names it by, which stand elsewhere for "it" and "the ferry".
    """

    start: int
    end: int
    text: str
    part: str
    entity: str | None
    named: str | None


@dataclass(frozen=True, slots=True)
class Happening:
    """A word that names a happening (with its particle: "step down"), and how the text puts it.

    ``kind`` is one word for noun and verb: "resign" for resignation. ``parties`` are those whom it happens by, to or
    with. ``time`` is wider than a claim's: what news tells without a day has that of the telling (basis "told").
    """

    start: int
    end: int
    text: str
    stance: Stance
    kind: str = ""
    parties: tuple[Party, ...] = ()
    time: ClaimTime = field(default_factory=ClaimTime)

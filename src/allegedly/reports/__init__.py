"""What a person asks of a case, answered with plain view models: pure functions over records.

Each report takes the readings of all documents, in the order in which they are listed, and what was read across them.
The view models are frozen dataclasses that `model.codec.encode` turns into JSON; whoever draws them adds nothing.
"""

from .cast import CastList, CastMember, cast
from .chronology import Chronology, Entry, Group, Undated, chronology
from .filters import Filters
from .ledger import Answer, Ledger, LedgerEntry, ledger
from .lines import LABEL_MEANS, LABELS, ClaimLine, HopView
from .lookup import CorpusRecords, Lookup
from .parties import find_judgement, find_subject, verdict
from .preview import EntryChange, PartyView, Preview, preview
from .questions import DocumentQuestions, Question, Questions, VoiceQuestions, questions
from .trace import Trace, trace
from .whereabouts import Clash, Gap, Stop, Whereabouts, whereabouts

__all__ = [
    "LABELS",
    "LABEL_MEANS",
    "Answer",
    "CastList",
    "CastMember",
    "Chronology",
    "ClaimLine",
    "Clash",
    "CorpusRecords",
    "DocumentQuestions",
    "Entry",
    "EntryChange",
    "Filters",
    "Gap",
    "Group",
    "HopView",
    "Ledger",
    "LedgerEntry",
    "Lookup",
    "PartyView",
    "Preview",
    "Question",
    "Questions",
    "Stop",
    "Trace",
    "Undated",
    "VoiceQuestions",
    "Whereabouts",
    "cast",
    "chronology",
    "find_judgement",
    "find_subject",
    "ledger",
    "preview",
    "questions",
    "trace",
    "verdict",
    "whereabouts",
]

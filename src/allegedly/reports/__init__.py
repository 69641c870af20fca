"""What a person asks of a case, answered with plain view models: pure functions over records.

Each report takes the readings of all documents, in the order in which they are listed, and what was read across them.
The view models are frozen dataclasses that `model.codec.encode` turns into JSON; whoever draws them adds nothing.
"""

from .cast import CastList, CastMember, cast
from .chronology import Chronology, Group, Undated, chronology
from .clashes import Clash
from .conflicts import Conflict, Conflicts, Settlement, Side, conflicts
from .entries import Entry, EntryDifference, Happening, entry_of, happening_of
from .filters import Filters
from .known import KnownBy, known_by
from .ledger import Answer, Ledger, LedgerEntry, ledger
from .lines import LABEL_MEANS, LABELS, ClaimLine, HopView
from .lookup import CorpusRecords, Lookup
from .parties import find_judgement, find_subject, verdict
from .preview import EntryChange, PartyView, Preview, Touched, open_differences, preview
from .questions import DocumentQuestions, Question, Questions, VoiceQuestions, questions
from .rulings import (
    Decision,
    JudgementView,
    SubjectView,
    decision,
    decision_at_once,
    judgement_log,
    same_already,
    undone_already,
)
from .stops import Stop
from .timelines import TimelineOf, timeline_of
from .trace import Trace, trace
from .when import written
from .whereabouts import Gap, Whereabouts, whereabouts

__all__ = [
    "LABELS",
    "LABEL_MEANS",
    "Answer",
    "CastList",
    "CastMember",
    "Chronology",
    "ClaimLine",
    "Clash",
    "Conflict",
    "Conflicts",
    "CorpusRecords",
    "Decision",
    "DocumentQuestions",
    "Entry",
    "EntryChange",
    "EntryDifference",
    "Filters",
    "Gap",
    "Group",
    "Happening",
    "HopView",
    "JudgementView",
    "KnownBy",
    "Ledger",
    "LedgerEntry",
    "Lookup",
    "PartyView",
    "Preview",
    "Question",
    "Questions",
    "Settlement",
    "Side",
    "Stop",
    "SubjectView",
    "TimelineOf",
    "Touched",
    "Trace",
    "Undated",
    "VoiceQuestions",
    "Whereabouts",
    "cast",
    "chronology",
    "conflicts",
    "decision",
    "decision_at_once",
    "entry_of",
    "find_judgement",
    "find_subject",
    "happening_of",
    "judgement_log",
    "known_by",
    "ledger",
    "open_differences",
    "preview",
    "questions",
    "same_already",
    "timeline_of",
    "trace",
    "undone_already",
    "verdict",
    "whereabouts",
    "written",
]

"""Across documents: who is whom, what is told of one happening, where accounts differ, who copied whom, from where."""

from .checked import documents_checked, judged, judged_keys, overlay
from .upkeep import bring_up_to_date, has_the_readings, is_up_to_date, kept_corpus, part_of
from .whole import Corpus, read_cast, read_corpus, with_links

__all__ = [
    "Corpus",
    "bring_up_to_date",
    "documents_checked",
    "has_the_readings",
    "is_up_to_date",
    "judged",
    "judged_keys",
    "kept_corpus",
    "overlay",
    "part_of",
    "read_cast",
    "read_corpus",
    "with_links",
]

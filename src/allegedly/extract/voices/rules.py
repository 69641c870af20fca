"""The rules of this room, compiled from ``resources/en/voices`` when they are first needed."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ...resources import load_rules
from ...resources.wording import compiled

File = Literal["notes", "comments", "letters"]
_KINDS_WITH_CASE = {"outlet", "people", "day"}  # in notes; names are known by their capitals
MAX_READ = 1_500
"""Code points of a note that are searched for what it announces."""


@dataclass(frozen=True, slots=True)
class VoiceRule:
    """A compiled rule; the flags are explained at the head of the rule files."""

    id: str
    pattern: re.Pattern[str]
    bare: bool = False
    open: bool = False
    named: bool = False
    weak: bool = False
    either: bool = False
    certain: bool = False
    alone: bool = False


@cache
def rules(file: File, kind: str) -> tuple[VoiceRule, ...]:
    """The rules of one kind, in the file's order, which is their priority."""
    flags = re.IGNORECASE if file == "notes" and kind not in _KINDS_WITH_CASE else re.NOFLAG
    flag_names = VoiceRule.__dataclass_fields__.keys() - {"id", "pattern"}
    return tuple(
        VoiceRule(f"voices.{name}", compiled(rule["pattern"], flags), **{f: rule[f] for f in rule.keys() & flag_names})
        for name, rule in load_rules(f"en/voices/{file}.yaml").items()
        if rule["kind"] == kind
    )

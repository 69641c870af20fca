"""What a note says about the words around it: whose they are, since when, whether whole."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ...resources.wording import compiled
from .bylines import names_in
from .days import day_named
from .rules import MAX_READ, VoiceRule, rules

Effect = Literal["opens", "above", "continues", "closes"]
_EFFECTS: tuple[Effect, ...] = ("continues", "closes", "above", "opens")
_DAY = "\ue000"  # stands for each day, so that rules need not know how days are written
_LAST_SENTENCE = re.compile(r"(?<=[a-z\d][.!?])[”\"’']?\s+(?=[^\W\d_a-z])")
_INITIALS = re.compile(r"\b[^\W\d_]")
_ARTICLE = "(?i)\\b%article%\\b"
_CONNECTORS = r"^(?:%connector%,?\s+){1,2}"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a note says. ``effect`` is ``None`` where it says nothing about whose the words around it are."""

    effect: Effect | None
    rule: VoiceRule | None
    outlet: str | None = None
    people: tuple[str, ...] = ()
    day: date | None = None
    abridged: bool = False
    letter: bool = False


SILENT = Announcement(None, None)


def editor_rule(note: str) -> tuple[VoiceRule, re.Match[str]] | None:
    """The rule by which a note bears an editor's mark ("RB: ...", "... - Ed."), and how it fits."""
    for rule in rules("notes", "editor"):
        if match := rule.pattern.search(note):
            return rule, match
    return None


def editor_name(match: re.Match[str], document_authors: tuple[str, ...]) -> tuple[str, ...]:
    """Who signs a note: the document's author whose initials it bears, else the words of the note."""
    groups = match.groupdict()
    if groups.get("people"):
        return (groups["people"],)
    initials = (groups.get("initials") or "").replace(".", "")
    if not initials:
        return ()
    fitting = [name for name in document_authors if "".join(_INITIALS.findall(name)).upper() == initials.upper()]
    return (fitting[0],) if len(fitting) == 1 else (groups["initials"],)


def read_note(note: str, base: date | None, *, bare: bool = False) -> Announcement:
    """What ``note`` (without brackets) says; ``base`` is the date that its "today" means.

    ``bare``: the note is a paragraph without brackets, of which only certain forms count.
    """
    note = _LAST_SENTENCE.split(note[:MAX_READ])[-1] if bare else note[:MAX_READ]
    signed = None if bare else editor_rule(note)
    if signed and signed[1].start() == 0:
        note = note[signed[1].end() :].lstrip()
    note = compiled(_CONNECTORS).sub("", note)
    effect, rule = _effect(note, bare)
    if effect is None or rule is None:
        return SILENT
    if effect not in ("opens", "above"):
        return Announcement(effect, rule)
    days = compiled("%any_day%").findall(note)
    marked = compiled("%any_day%").sub(_DAY, note) if days else note
    people, outlet = names_in(marked)
    # An editor who only talks about "the following article" leaves the words to whoever they were.
    if not outlet and not people and (signed or (rule.named and not note.endswith(":"))):
        return SILENT
    kind = compiled(_ARTICLE).search(note)
    return Announcement(
        effect,
        rule,
        outlet,
        people,
        _day(marked, days, base),
        any(rule.pattern.search(note) for rule in rules("notes", "abridged")),
        kind is not None and kind[0].lower() == "letter",
    )


def _effect(note: str, bare: bool) -> tuple[Effect | None, VoiceRule | None]:
    for effect in _EFFECTS:
        for rule in rules("notes", effect):
            if bare and not rule.bare:
                continue
            if rule.pattern.search(note) and not (rule.weak and _points_elsewhere(note)):
                return effect, rule
    return None, None


def _points_elsewhere(note: str) -> bool:
    return any(rule.pattern.search(note) for rule in rules("notes", "elsewhere"))


def _day(marked: str, days: list[str], base: date | None) -> date | None:
    """The day of publication, of the days that stand as marks in a note."""
    for rule in rules("notes", "day") if days else ():
        if match := rule.pattern.search(marked):
            at = match.start("day") if match["day"] else match.start("day2")
            return day_named(days[marked.count(_DAY, 0, at)], base)
    return None

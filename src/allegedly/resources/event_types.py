"""The types of happenings and the frames that give them (en/event_types.yaml, which says how a frame is written).

Refuses a type without definition, examples and counter-examples, a frame that it cannot read, and a frame or a word
that stands twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from ..errors import ResourceError
from .loading import load_lexicon, load_rules, load_yaml

RULES = "en/event_types.yaml"
WORDS = "en/event_type_words.yaml"
NO_TYPE = "NONE"
SOMEBODY, PLACE = "SOMEBODY", "PLACE"

Words = frozenset[str]
"""Lemmas, and perhaps ``SOMEBODY`` or ``PLACE``."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What must stand beside a verb for it to tell of a type; an empty part asks for nothing."""

    type: str
    objects: Words = frozenset()
    subjects: Words = frozenset()
    preposition: Words = frozenset()
    prepositional: Words = frozenset()
    infinitive: str = ""
    """"to" for any, "that" for a clause, "as" for a name put on the object, else a lemma or a type."""
    beside: str = ""
    alone: bool = False
    negated: bool = False

    @property
    def conditions(self) -> int:
        """How much it asks for: of two frames that fit, the one that asks for more is meant."""
        parts = (self.objects, self.subjects, self.preposition, self.prepositional, self.infinitive, self.beside)
        return sum(map(bool, parts)) + self.alone + self.negated


@dataclass(frozen=True, slots=True)
class EventTypes:
    """Frames by verb (a particle after a blank: "call off"), those that ask for most first, and types by noun."""

    frames: Mapping[str, Sequence[Frame]]
    nouns: Mapping[str, str]
    meant: Mapping[str, str]
    """What an act of a type becomes when it is only willed."""
    refused: Mapping[str, str]
    """What it becomes when it is willed not to be."""
    light: Words
    """Verbs whose object says what happened; of those in light_verbs.tsv all that say so of it."""
    empty: Words
    """Nouns that leave it to the word before them: "a mediation effort"."""
    phases: Words
    """Verbs before a participle that says what happens: "began shelling"."""
    willing: Words
    resolved: Words
    """Those of the willing that say so openly, where "plan" may be a plot."""
    people: Words

    def of_word(self, lemma: str) -> str | None:
        """The type of a verb with whatever beside it, or of a noun."""
        bare = (frame.type for frame in self.frames.get(lemma, ()) if not frame.conditions)
        found = next(bare, None) or self.nouns.get(lemma)
        return None if found == NO_TYPE else found


@cache
def event_types() -> EventTypes:
    rules, words = load_rules(RULES), load_yaml(WORDS)
    nouns = dict(_once((noun, name) for name, rule in rules.items() for noun in rule.get("nouns", ())))
    by_type = {name: frozenset(rule.get("nouns", ())) for name, rule in rules.items()}
    frames: dict[str, list[Frame]] = {}
    for verb, frame in _once(pair for name, rule in rules.items() for pair in _frames(name, rule, words, by_type)):
        frames.setdefault(verb, []).append(frame)
    listed = load_lexicon("en/light_verbs.tsv")
    light = {verb for verb, cells in listed.items() if cells["noun"] == "patient" and cells["way"] in _DONE}
    return EventTypes(
        frames={verb: sorted(found, key=_first) for verb, found in frames.items()},
        nouns=nouns,
        meant={name: rule["meant"] for name, rule in rules.items() if "meant" in rule},
        refused={name: rule["refused"] for name, rule in rules.items() if "refused" in rule},
        light=frozenset(light | set(map(_spaced, words["light"]))),
        empty=frozenset(words["empty"]),
        phases=frozenset(map(_spaced, words["phases"])),
        willing=frozenset(words["willing"]),
        resolved=frozenset(words["resolved"]),
        people=frozenset(words["people"]) | _people(),
    )


def definitions() -> dict[str, str]:
    """When each type applies, in a sentence."""
    return {name: rule["definition"] for name, rule in load_rules(RULES).items() if name != NO_TYPE}


def _first(frame: Frame) -> tuple[int, bool, bool]:
    """What is asked first: more conditions, no type before a type, words of its own before anybody and anywhere."""
    return -frame.conditions, frame.type != NO_TYPE, bool(frame.objects) and frame.objects <= {SOMEBODY, PLACE}


def _people() -> Words:
    organisations = load_lexicon("en/organisation_words.tsv")
    groups = (word for word, cells in organisations.items() if cells["kind"] == "organisation")
    return frozenset([*load_lexicon("en/role_nouns.tsv"), *load_lexicon("en/titles.tsv"), *groups])


_DONE = ("perform", "undergo")


def _once(pairs: Iterator[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    seen = set()
    for pair in pairs:
        key = (pair[0], replace(pair[1], type="")) if isinstance(pair[1], Frame) else pair[0]
        if key in seen:
            raise ResourceError(f"{pair[0]!r} stands twice in {RULES} with the same beside it. Take one out.")
        seen.add(key)
        yield pair


def _frames(
    name: str, rule: Mapping[str, Any], words: Mapping[str, Sequence[str]], nouns: Mapping[str, Words]
) -> Iterator[tuple[str, Frame]]:
    if not rule.get("definition"):
        raise ResourceError(f"The type {name} in {RULES} has no definition. Say when it applies.")
    for verb in rule.get("verbs", ()):
        yield verb, Frame(name)
    for written in rule.get("frames", ()):
        verbs, *parts = str(written).split()
        frame = _frame(name, parts, words, nouns)
        yield from ((_spaced(verb), frame) for verb in verbs.split("|"))


def _frame(name: str, parts: Sequence[str], words: Mapping[str, Sequence[str]], nouns: Mapping[str, Words]) -> Frame:
    asked: dict[str, Any] = {}
    for part in parts:
        mark, rest = part[0], part[1:]
        if part in ("-", "no"):
            asked["alone" if part == "-" else "negated"] = True
        elif mark == "+":
            preposition, _, objects = rest.partition(":")
            asked["preposition"] = frozenset(preposition.split(","))
            asked["prepositional"] = _expanded(objects, words, nouns)
        elif mark in "><":
            asked["objects" if mark == ">" else "subjects"] = _expanded(rest, words, nouns)
        elif mark == "[":
            asked["infinitive"] = rest.rstrip("]")
        elif part.isalpha():
            asked["beside"] = part
        else:
            raise ResourceError(f"A frame of {name} in {RULES} has {part!r}, which means nothing. See the file's head.")
    return Frame(name, **asked)


def _expanded(written: str, words: Mapping[str, Sequence[str]], nouns: Mapping[str, Words]) -> Words:
    found: set[str] = set()
    for word in filter(None, written.split(",")):
        named = words if word[0] == "%" else nouns if word[0] == "@" else None
        key = word.strip("%@")
        if named is not None and key not in named:
            raise ResourceError(f"The frames in {RULES} name {word}, which is not listed in {WORDS} or a type.")
        found.update([word] if named is None else named[key])
    return frozenset(found)


def _spaced(verb: str) -> str:
    return verb.replace("_", " ")

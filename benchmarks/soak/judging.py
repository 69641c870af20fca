"""Judging at random: whatever was judged in whatever order can be taken back in whatever order.

Each sequence is drawn from a seed of its own. In a stored case, through its public functions, all kinds of judgements
are made, of people and of claims, taken back and given back; documents come in meanwhile and are read anew, with other
ids and with claims gone. After every step what is kept of the case is compared with what all of it gives, read at once
in another order of the documents; who was judged to differ must not be one. In the end everything is taken back, in an
order drawn too, and the case must be byte for byte what it is without any log.
"""

import json
import random
import time
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from allegedly import reports
from allegedly.corpus import Corpus, judged, read_corpus
from allegedly.deciding import Wish
from allegedly.errors import AllegedlyError
from allegedly.exporters import Material, jsonl
from allegedly.model import Annotated, Correction, Judgement, JudgementKind
from allegedly.model.codec import decode, encode
from allegedly.model.judgements import in_force, standings
from allegedly.reports.lookup import document_name

from .worlds import AT, VERSIONS, Plain, Stored, WentWrongError, World, same, sample_world, small_world

IN_STORE, ON_SAMPLE = 50, 250
"""One in so many cases is stored, or is the sample; the others are a few invented sentences and a log in memory, which
goes ten times as fast.
"""
IN_ONE_CASE = 5
_STEPS = 8
_SHUFFLED, _BETWEEN = 0.3, 0.4
_PAIRS: tuple[JudgementKind, ...] = ("same", "same", "different", "unsure")
_ALONE: tuple[JudgementKind, ...] = ("accept", "reject", "edit")
_EDITS = (
    Correction(when="2011-04-02"),
    Correction(when=""),
    Correction(place="Lyon", label="denied"),
    Correction(place="", polarity="negative"),
    Correction(label="question"),
    Correction(roles=(("agent", "Otto"), ("patient", ""))),
)
_ALIASES = ("The Fox", "Otto", "Zoe", "Anna Marten")
_PEOPLE = ("Ada", "Ben")


class _Judged:
    """One case that is judged in, step by step."""

    def __init__(self, case: Stored | Plain, names: Collection[str], rng: random.Random) -> None:
        self._rng = rng
        self._version = VERSIONS[0]
        self.judged = self.refused = self.undone = 0
        self.case = case
        self._waiting = rng.sample(sorted(names), len(names))
        self.case.add([self._waiting.pop() for _ in range(1 + len(self._waiting) // 2)])
        self._whole = self._compared()

    def step(self) -> None:
        """Something is judged, taken back, added or read anew; then all is compared."""
        draw = self._rng.random()
        if draw < 0.08:
            self._version = self._rng.choice([one for one in VERSIONS if one != self._version])
            self.case.read_anew(self._version)
        elif draw < 0.16 and self._waiting:
            self.case.add([self._waiting.pop()])
        elif draw < 0.4 and self.case.log():
            self._undo(self._rng.choice(self.case.log()))
        else:
            self._judge()
        self._whole = self._compared()

    def take_all_back(self) -> None:
        """Everything that anybody decided, in any order; the case is then what it is without a log."""
        log = self.case.log()
        made = [one for one in log if one.kind != "undo" and standings(log)[one.id].state != "undone"]
        for one in self._rng.sample(made, len(made)):
            self._undo(one)
            if self._rng.random() < _BETWEEN:
                self._compared()
        self._whole = self._compared()
        if in_force(self.case.log()):
            raise WentWrongError("Something counts still.")
        raw = self.case.annotated()
        now, without = (
            _bytes(list(self._whole.annotated), read_corpus(self._whole.annotated, self.case.log())),
            _bytes(raw, read_corpus(raw, ())),
        )
        for name in now.keys() | without.keys():
            if now.get(name) != without.get(name):
                raise WentWrongError(f"{name} is not as it was before anybody judged.")

    def _undo(self, one: Judgement) -> None:
        self.case.undo(one, self._rng.choice(_PEOPLE))
        self.undone += 1

    def _judge(self) -> None:
        kind, parties, name, edit = self._wish()
        try:
            self.case.judge(Wish(kind, parties, name, edit, self._rng.choice(_PEOPLE), "so", AT), self._whole)
            self.judged += 1
        except AllegedlyError:
            self.refused += 1  # it makes no sense as the case stands; that nothing came of it is compared

    def _wish(self) -> tuple[JudgementKind, tuple[str, ...], str | None, Correction | None]:
        draw = self._rng.random()
        if draw < 0.3:
            return self._rng.choice(_PAIRS), (self._somebody(), self._somebody()), None, None
        if draw < 0.4:
            return "alias", (self._somebody(),), self._rng.choice(_ALIASES), None
        if draw < 0.65:
            return self._rng.choice((*_PAIRS, "settled")), self._accounts(), None, None
        kind = self._rng.choice(_ALONE)
        return kind, (self._account(),), None, self._rng.choice(_EDITS) if kind == "edit" else None

    def _somebody(self) -> str:
        """One of the cast, as a person may name them: often one whose name others have too."""
        entity = self._rng.choice(self._whole.corpus.entities)
        member = self._rng.choice(entity.members)
        own = self._whole.own_entity[member.document, member.entity]
        document = self._whole.of_document(member.document).document
        return self._rng.choice((f"{own.name}@{document_name(document)}", entity.id, f"{entity.id}@{document.id[:8]}"))

    def _account(self) -> str:
        claims = [claim.id for item in self._whole.annotated for claim in item.claims]
        return self._rng.choice(claims) if claims else "none"

    def _accounts(self) -> tuple[str, str]:
        """Two claims, mostly such as may be of one happening."""
        events = [event for event in self._whole.corpus.events if len(event.claims) > 1]
        if events and self._rng.random() < 0.5:
            first, second = self._rng.sample(self._rng.choice(events).claims, 2)
            return first, second
        return self._account(), self._account()

    def _compared(self) -> reports.Lookup:
        """The case as all of it is read at once; what is kept of it must be the same, and the walls stand."""
        log = self.case.log()
        annotated = list(judged(self.case.annotated(), log))
        written = tuple(decode(Judgement, json.loads(json.dumps(encode(one)))) for one in log)
        whole = read_corpus(annotated, written)
        self.case.compare(annotated, whole)
        if self._rng.random() < _SHUFFLED:
            shuffled = self._rng.sample(annotated, len(annotated))
            same("in another order", _sorted(read_corpus(shuffled, log)), _sorted(whole))
        lookup = reports.Lookup(annotated, whole)
        _walls_hold(lookup)
        return lookup


def _sorted(corpus: Corpus) -> Corpus:
    """In an order that documents have no part in."""
    lists = {name: tuple(sorted(getattr(corpus, name), key=repr)) for name in Corpus.__slots__}
    return replace(corpus, **{**lists, "judgements": corpus.judgements})


def _walls_hold(lookup: reports.Lookup) -> None:
    for one in lookup.in_force:
        if one.kind != "different":
            continue
        if one.subjects[0].kind == "claim":
            claims = [lookup.subject_claim(subject) for subject in one.subjects]
            found: list[Any] = [claim and lookup.event_of.get(claim.id) for claim in claims]
        else:
            found = [lookup.subject_entity(subject) for subject in one.subjects]
        if _one_subject(lookup, one) or None in found:
            continue
        if found[0].id == found[1].id or found[1].id in found[0].candidates:
            raise WentWrongError(f"The wall of {one.id} does not hold.")


def _one_subject(lookup: reports.Lookup, one: Judgement) -> bool:
    """Whether a new reading has left one for both: there is nothing to keep apart then."""
    if one.subjects[0].kind == "claim":
        first, second = (lookup.subject_claim(subject) for subject in one.subjects)
        return first is not None and second is not None and first.id == second.id
    members = {lookup.subject_member(subject) for subject in one.subjects}
    return len(members) == 1


def _bytes(annotated: list[Annotated], corpus: Corpus) -> dict[str, bytes]:
    """All that the case gives away, save the log itself: the records as they are exported, and every report."""
    with TemporaryDirectory() as name:
        jsonl.write(Material(annotated, corpus), Path(name))
        told = {file.name: file.read_bytes() for file in Path(name).iterdir() if file.name != "judgements.jsonl"}
    made = {
        "timeline": reports.chronology(annotated, corpus, reports.Filters(), None),
        "cast": reports.cast(annotated, corpus),
        "conflicts": reports.conflicts(annotated, corpus, everything=True),
        "ledger": reports.ledger(annotated, corpus),
        "where": reports.whereabouts(annotated, corpus, None),
        "questions": reports.questions(annotated, corpus),
    }
    return told | {name: json.dumps(encode(report)).encode() for name, report in made.items()}


def run_one(world: World, keeper: type[Stored] | type[Plain], seed: int, sequences: int = IN_ONE_CASE) -> Counter[str]:
    """Some sequences in one case, one after the other; what was counted. Raises ``WentWrongError`` with the seed."""
    rng = random.Random(seed)  # noqa: S311 (nothing secret)
    with closing(keeper(world, rng)) as case:
        try:
            sequence = _Judged(case, world.files, rng)
            for _ in range(sequences):
                for _ in range(rng.randint(3, _STEPS)):
                    sequence.step()
                sequence.take_all_back()
        except Exception as error:
            raise WentWrongError(f"Seed {seed}: {error!r}") from error
    return Counter(sequences=sequences, judged=sequence.judged, refused=sequence.refused, undone=sequence.undone)


def drawn(number: int) -> tuple[World, type[Stored] | type[Plain]]:
    """What the case of a number is over, and how it is kept."""
    return (
        sample_world() if number % ON_SAMPLE == 1 else small_world(),
        Stored if number % IN_STORE == 0 else Plain,
    )


def main(_: Sequence[str], seed: int, times: int) -> int:
    """So many sequences; how many cases went wrong."""
    counted: Counter[str] = Counter()
    begun = time.monotonic()
    cases = -(-times // IN_ONE_CASE)
    for number in range(cases):
        try:
            counted += run_one(*drawn(number), seed + number)
        except WentWrongError as error:
            counted["wrong"] += 1
            print(f"  WRONG: case {number}: {error}", flush=True)
        if (number + 1) % 100 == 0:
            print(f"  {number + 1} of {cases} cases, {time.monotonic() - begun:.0f} s", flush=True)
    print("  " + ", ".join(f"{counted[name]} {name}" for name in ("sequences", "judged", "refused", "undone", "wrong")))
    return counted["wrong"]

"""What is told of a judgement from a part of the case is what is told from all of it."""

import random

import pytest
from tests.elsewhere import another_writes

from allegedly import reports
from allegedly.case import Case
from allegedly.corpus import read_corpus
from allegedly.errors import AllegedlyError
from allegedly.model import Verdict
from allegedly.reports.lookup import document_name
from allegedly.reports.rulings import SHOWS_LATER

TEXTS = {
    "a": "Otto left Lyon in 1999. Zoe stayed. Anna met Otto.",
    "b": "Otto left Lyon in 1998. Zoe wept.",
    "c": "Ottone left Lyon in 1999. Zoe Marten stayed.",
    "d": "Anna left Lyon in 1997. Zoe Martin left Lyon in 1998.",
}
KINDS = ("same", "same", "different", "different", "unsure", "alias", "settled", "undo", "undo")
STEPS, SEEDS = 7, 12


@pytest.fixture
def case(opened, tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text)
    opened.add([tmp_path / f"{name}.txt" for name in TEXTS])
    return opened


class Whole:
    """The case as all of it is read, without anything kept."""

    def __init__(self, case: Case) -> None:
        self.annotated = list(case.annotated())
        self.lookup = reports.Lookup(self.annotated, read_corpus(self.annotated, case.judgements()))

    def of_cast(self, rng: random.Random) -> str:
        """How a person may name one of the cast: by its id or a name, mostly rightly."""
        entity = rng.choice(self.lookup.corpus.entities)
        member = rng.choice(entity.members)
        document = self.lookup.of_document(member.document).document
        own = self.lookup.own_entity[member.document, member.entity].name
        named = f"{own}@{document_name(document)}", f"{entity.id}@{document.id[:8]}", rng.choice(entity.names).name
        return rng.choice((*named, named[0], entity.id, entity.id[:7], entity.id, "Nobody"))

    def of_claims(self, rng: random.Random) -> str:
        """A claim by its id, or the beginning of it."""
        own = rng.choice([claim.id for item, claim in self.lookup.claims() if " left Lyon" in words(item, claim)])
        return rng.choice((own, own, own[:9], own, own, own, own, "ffffff"))

    def of_cast_for_certain(self, rng: random.Random) -> str:
        """One of the cast by what names it whatever is judged meanwhile: its id, or the name that a document has."""
        entity = rng.choice(self.lookup.corpus.entities)
        member = rng.choice(entity.members)
        own = self.lookup.own_entity[member.document, member.entity].name
        return rng.choice((entity.id, f"{own}@{document_name(self.lookup.of_document(member.document).document)}"))


def words(item, claim) -> str:
    return item.document.text[claim.start : claim.end]


def told(decide) -> tuple[object, ...]:
    try:
        made = decide()
    except AllegedlyError as error:
        return type(error), str(error)
    return made.view, made.known, made.told


def expected(whole: Whole, wish: tuple, at: str) -> tuple[object, ...] | None:
    """What deciding says with the whole case read before it and after it; ``None`` where nothing is decided."""
    kind, parties, name = wish
    log = whole.lookup.corpus.judgements
    if kind == "undo":
        undone = reports.find_judgement(log, parties[0])
        verdict = Verdict("undo", (), by="Ada", at=at, undoes=undone.id)
        known = reports.undone_already(log, undone)
    else:
        try:
            verdict = reports.verdict(whole.lookup, kind, parties, name=name, by="Ada", why="so", at=at)
        except AllegedlyError as error:
            return type(error), str(error)
        known = reports.same_already(whole.lookup, verdict)
    made = known or verdict.numbered(len(log) + 1)
    after = read_corpus(whole.annotated, log if known else (*log, made))
    decision = reports.decision(whole.lookup, reports.Lookup(whole.annotated, after), made, known=known is not None)
    return decision.view, decision.known, decision.told


def previewed(whole: Whole, kind: str, parties: tuple[str, ...], name: str | None) -> object:
    """What a preview is with the whole case read as it would be, or the sentence of an error."""
    log, before = whole.lookup.corpus.judgements, whole.lookup.corpus
    try:
        verdict = reports.verdict(whole.lookup, kind, parties, name=name, by="", why=None, at="")
    except AllegedlyError as error:
        return str(error)
    known = reports.same_already(whole.lookup, verdict)
    after = before if known else read_corpus(whole.annotated, (*log, verdict.numbered(len(log) + 1)))
    return reports.preview(whole.annotated, before, after, known)


def seen(preview) -> object:
    try:
        return preview()
    except AllegedlyError as error:
        return str(error)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_decision_is_told_as_over_the_whole_case(case, monkeypatch, seed) -> None:
    rng = random.Random(seed)  # noqa: S311 (nothing secret)
    monkeypatch.setattr("allegedly.case.now", lambda: "2012-02-01T00:00:00Z")
    for _ in range(STEPS):
        whole, kind = Whole(case), rng.choice(KINDS)
        if kind == "undo":
            if not (log := case.judgements()):
                continue
            one = rng.choice(log).id
            wanted = expected(whole, (kind, (one,), None), "2012-02-01T00:00:00Z")
            assert told(lambda one=one: case.take_back(one, by="Ada")) == wanted
        else:
            some = whole.of_claims if kind == "settled" or rng.random() < 0.5 else whole.of_cast
            other = some if rng.random() < 0.95 else whole.of_cast
            name = rng.choice(("Fox", "Zoe", "Otto", "Lyon")) if kind == "alias" else None
            parties = (some(rng),) if kind == "alias" else (some(rng), other(rng))
            shown = seen(lambda k=kind, p=parties, n=name: case.preview(k, *p, name=n))
            assert shown == previewed(whole, kind, parties, name)
            wanted = expected(whole, (kind, parties, name), "2012-02-01T00:00:00Z")
            got = told(lambda k=kind, p=parties, n=name: case.decide(k, *p, name=n, by="Ada", why="so"))
            assert got == wanted
        lines = reports.judgement_log(Whole(case).lookup)
        assert case.judgement_log() == lines


@pytest.fixture
def somebody_writes(case):
    """Another one holds the case, and goes on doing so; it was read across before."""
    case.corpus()
    with another_writes(case.folder):
        yield


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_is_judged_at_once_is_judged_as_with_the_whole_case(case, somebody_writes, seed) -> None:
    rng = random.Random(seed)  # noqa: S311 (nothing secret)
    later = 0
    for _ in range(STEPS * 2):
        whole, kind = Whole(case), rng.choice(("same", "same", "different", "unsure", "undo"))
        if kind == "undo":
            if not (log := case.judgements()):
                continue
            made = case.take_back(rng.choice(log).id, by="Ada", at_once=True)
        else:
            some = whole.of_claims if rng.random() < 0.4 else whole.of_cast_for_certain
            parties = some(rng), some(rng)
            try:
                wanted = reports.verdict(whole.lookup, kind, parties, name=None, by="Ada", why="so", at="now")
            except AllegedlyError:
                with pytest.raises(AllegedlyError):
                    case.decide(kind, *parties, by="Ada", why="so", at_once=True)
                continue
            made = case.decide(kind, *parties, by="Ada", why="so", at_once=True)
            assert (made.made.kind, {*made.made.subjects}) == (wanted.kind, {*wanted.subjects})
            assert made.known == (reports.same_already(whole.lookup, wanted) is not None)
        assert made.view.id == made.made.id
        assert case.judgements()[-1] == made.made or made.known
        assert made.known or made.told in ((), (SHOWS_LATER,))
        later += made.told == (SHOWS_LATER,)
        log = [one.id for one in case.judgements()]
        assert [one.id for one in case.judgement_lines(log)] == log
    assert later

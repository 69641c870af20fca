"""What is read across the documents of a case is kept, brought up to date, and never needed."""

import os

import pytest
from tests.elsewhere import another_writes

from allegedly import across
from allegedly import case as case_module
from allegedly.corpus import bring_up_to_date, kept_corpus, read_corpus, with_links
from allegedly.errors import CaseError, NotFoundError
from allegedly.store import SqliteShelf, sqlite_shelf

FILE = "corpus.sqlite"


@pytest.fixture
def case(opened, inbox):
    opened.add([inbox])
    return opened


def assert_it_is_the_case(case):
    annotated = list(case.annotated())
    assert case.corpus() == with_links(read_corpus(annotated, case.judgements()), annotated)


def test_it_is_kept_and_followed_up(case, tmp_path):
    assert_it_is_the_case(case)
    assert (case.folder / FILE).is_file()
    more = tmp_path / "more.txt"
    more.write_text("Ada left Lyon in 1999. Otto stayed.")
    case.add([more])
    assert_it_is_the_case(case)


def test_a_judgement_on_who_took_part_is_followed_up_where_others_are_told_of(opened, tmp_path, fakes):
    fakes.letters(tmp_path, 8)
    opened.add([tmp_path / f"{number:03}.txt" for number in range(8)])
    assert_it_is_the_case(opened)
    opened.judge("same", "Otto@000.txt", "Zoe@001.txt", by="Ada")
    assert_it_is_the_case(opened)


def test_a_judgement_is_followed_up(case, tmp_path):
    more = tmp_path / "more.txt"
    more.write_text("Otto left Lyon in 1999. Ottone stayed.")
    case.add([more])
    assert_it_is_the_case(case)
    made = case.judge("same", "Otto@more.txt", "Ottone@more.txt", by="Ada")
    assert_it_is_the_case(case)
    case.undo(made.id, by="Ada")
    assert_it_is_the_case(case)


@pytest.mark.parametrize("harm", ["gone", "in pieces", "a folder"])
def test_without_it_all_is_worked_out_again(case, harm):
    before = case.corpus()
    for file in case.folder.glob(f"{FILE}*"):
        file.unlink()
    if harm == "in pieces":
        (case.folder / FILE).write_bytes(b"neither a database nor empty" * 200)
    elif harm == "a folder":
        (case.folder / FILE).mkdir()
    assert case.corpus() == before
    assert_it_is_the_case(case)


def test_while_another_one_writes_it_is_worked_out_in_memory(case):
    with another_writes(case.folder):
        assert_it_is_the_case(case)


def test_many_documents_are_read_across_at_once(opened, tmp_path, monkeypatch):
    monkeypatch.setattr(case_module, "MANY", 3)
    files = [tmp_path / f"{number}.txt" for number in range(4)]
    for number, file in enumerate(files):
        file.write_text(f"Ada left Lyon in {1990 + number}.")
    told = []
    opened.add(files[:1], across=lambda *steps: told.append(steps))
    assert told == []
    opened.add(files[1:], across=lambda *steps: told.append(steps))
    assert told == [(0, 4), (1, 4), (3, 4)]
    assert_it_is_the_case(opened)


def test_what_another_one_adds_meanwhile_is_no_trouble(case, tmp_path, monkeypatch):
    more = tmp_path / "more.txt"
    more.write_text("Ada left Lyon in 1999. Otto stayed.")

    def kept_and_then_another_one_adds(*given):
        found = kept_corpus(*given)
        case.add([more])
        return found

    monkeypatch.setattr(across, "kept_corpus", kept_and_then_another_one_adds)
    annotated, corpus = case.records()
    assert len(annotated) == 3
    assert corpus == read_corpus(annotated)


def test_pages_in_pieces_behind_a_sound_head_are_thrown_away(case):
    before = case.corpus()
    file = case.folder / FILE
    size = file.stat().st_size
    with file.open("r+b") as pages:
        pages.seek(4096)
        pages.write(b"\xff" * (size - 4096))
    assert case.corpus() == before  # worked out in memory
    assert case.corpus() == before
    assert_it_is_the_case(case)


def test_what_another_one_wrote_and_has_not_sealed_yet_is_not_looked_through_by_who_knows_the_file(case, monkeypatch):
    case.corpus()
    looked = []
    monkeypatch.setattr(SqliteShelf, "_is_whole", lambda shelf: not looked.append(1))
    file = case.folder / FILE
    os.utime(file, ns=(1, 1))  # as if somebody had written
    case.corpus()
    assert not looked
    sqlite_shelf._whole.clear()  # as another process, to which it may be the work of one that was ended
    os.utime(file, ns=(2, 2))
    case.corpus()
    assert looked


@pytest.fixture
def followed_up(case, monkeypatch):
    """How often what is kept was brought up to date."""
    found = []
    monkeypatch.setattr(across, "bring_up_to_date", lambda *given: (found.append(1), bring_up_to_date(*given)))
    return found


def test_a_judgement_that_others_have_nothing_to_do_with_is_told_at_once(case, followed_up):
    case.corpus()
    followed_up.clear()
    first, second = (one.claims[0].id for one in case.annotated())
    case.judge("same", first, second, by="Ada")
    assert followed_up == []
    case.decide("same", "Otto@a.txt", "Otto@b.txt", by="Ada")
    assert followed_up == [1]  # for the judgement before
    assert_it_is_the_case(case)


def test_what_hangs_on_another_judgement_is_told_from_the_case_with_it(case, followed_up):
    case.judge("different", "Otto@a.txt", "Otto@b.txt", by="Ada")
    case.judge("same", "Otto@b.txt", "Anna", by="Ada")
    case.corpus()
    followed_up.clear()
    told = case.decide("same", "Otto@a.txt", "Anna", by="Ada").told
    assert followed_up == [1]
    assert "has no effect" in told[0]


def test_at_once_nothing_is_judged_by_a_case_that_lacks_a_document(case, tmp_path):
    """Whoever is meant may be another one by then: it waits for its turn, and is told whose turn it is."""
    case.corpus()
    more = tmp_path / "more.txt"
    more.write_text("Otto left Lyon in 1999. Ottone stayed.")
    case.add([more])
    with another_writes(case.folder):
        with pytest.raises(CaseError, match="Another process is writing"):
            case.decide("same", "Otto@more.txt", "Otto@a.txt", by="Ada", at_once=True)
        assert case.judgements() == ()
    assert case.decide("same", "Otto@more.txt", "Otto@a.txt", by="Ada", at_once=True).made in case.judgements()


def test_a_check_that_is_taken_back_beside_other_judgements_is_told_as_with_the_whole_case(case):
    first, second = (one.claims[0].id for one in case.annotated())
    case.judge("same", first, second, by="Ada")
    rejected = case.decide("reject", first, by="Ada")
    back = case.take_back(rejected.made.id, by="Ada")
    assert [line.state for line in case.judgement_log()] == ["in_force", "undone", "in_force"]
    assert back.view == case.judgement_log()[-1]
    assert rejected.told[0].startswith("It leaves without effect")
    assert back.told[0].startswith("It brings back into force")


def test_what_was_read_anew_while_the_case_was_asked_is_not_told_from_before(case, tmp_path, monkeypatch):
    case.corpus()
    more = tmp_path / "more.txt"
    more.write_text("Ada left Lyon in 1999. Otto stayed.")
    asked = []

    def ask(kept):
        if not asked:
            case.add([more])
        asked.append(len(kept.readings([one.id for one in case.documents()])))
        return asked[-1]

    assert case._across.ask(ask, lambda: "all of the case") == len(case.documents())
    assert asked == [len(case.documents())] * 2  # the first answer is not taken: the case changed below it


def test_a_question_that_others_keep_from_an_answer_is_answered_from_the_whole_case(case, monkeypatch):
    claim = next(iter(case.annotated())).claims[0].id
    follow_up, followed = case._across._follow_up, []

    def and_others_judge(shelf) -> None:
        follow_up(shelf)
        followed.append(case.judge("reject" if len(followed) % 2 else "accept", claim, by="Ada"))

    monkeypatch.setattr(case._across, "_follow_up", and_others_judge)
    assert case._across.ask(lambda kept: "a part", lambda: "all of the case") == "all of the case"
    assert 1 < len(followed) < 50


def test_who_is_refused_at_once_is_not_kept_waiting_for_the_whole_case(case, followed_up):
    case.judge("same", *(one.claims[0].id for one in case.annotated()), by="Ada")
    case.corpus()
    case.judge("different", "Otto@a.txt", "Otto@b.txt", by="Ada")
    followed_up.clear()
    with pytest.raises(NotFoundError):
        case.decide("unsure", "0123456789abcdef", "fedcba9876543210", by="Ada", at_once=True)
    assert followed_up == []

"""What changes while something is looked at, which takes a moment: what is true at the end counts."""

import sqlite3
import threading
from contextlib import suppress

import pytest
from argon2 import PasswordHasher

from allegedly.team import FILE, AttemptsError, BusyHashingError, Team, TeamError, WrongPasswordError
from allegedly.team.attempts import Attempts, _Counted
from allegedly.team.passwords import Hashing

GOOD = "seven geese cross the quay"
OTHER = "nine herons on a wet roof"
THIRD = "a third one, long enough"
HERE = "192.0.2.1"

CHANGES = [
    lambda team: team.set_password("Jon", OTHER, by="Mara"),
    lambda team: team.set_disabled("Jon", True, by="Mara"),
    lambda team: team.remove("Jon", by="Mara"),
]


@pytest.fixture
def meanwhile(team, monkeypatch):
    """Lets something happen while a password is looked at."""

    def happens(change):
        fits = team._hashing.fits
        monkeypatch.setattr(team._hashing, "fits", lambda *given: (fits(*given), change(team))[0])

    return happens


@pytest.mark.parametrize("change", CHANGES)
def test_nobody_logs_in_with_what_was_right_a_moment_ago(team, meanwhile, change):
    meanwhile(change)
    with pytest.raises(WrongPasswordError):
        team.log_in("Jon", GOOD, HERE)
    assert team.sessions() == []


@pytest.mark.parametrize("change", CHANGES)
def test_nor_is_a_password_changed_by_who_had_another_a_moment_ago(team, meanwhile, monkeypatch, change):
    session = team.session(team.log_in("Jon", GOOD, HERE).token)
    with monkeypatch.context():
        meanwhile(change)
        with pytest.raises(WrongPasswordError):
            team.change_password(session, GOOD, THIRD)
    monkeypatch.undo()
    assert team.sessions() == []
    with pytest.raises(WrongPasswordError):
        team.log_in("Jon", THIRD, HERE)


def test_of_two_names_that_are_taken_for_each_other_the_first_is_given(team, monkeypatch):
    hashed, come = team._hashing.hashed, iter(["J0n Dee"])

    def slow(password):
        for name in come:
            team.add(name, "read", GOOD, by="Mara")
        return hashed(password)

    monkeypatch.setattr(team._hashing, "hashed", slow)
    with pytest.raises(TeamError, match="would be taken for J0n Dee"):
        team.add("Jon Dee", "manage", GOOD, by="Mara")
    assert [one.name for one in team.accounts()] == ["J0n Dee", "Jon", "Mara", "Rita"]


def test_a_hash_made_anew_does_not_bring_an_old_password_back(team, tmp_path, monkeypatch):
    newer = Hashing(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    hashed = newer.hashed
    monkeypatch.setattr(newer, "hashed", lambda one: (hashed(one), team.set_password("Jon", OTHER, by="Mara"))[0])
    with Team(tmp_path, hashing=newer) as other, pytest.raises(WrongPasswordError):
        other.log_in("Jon", GOOD, HERE)
    assert team.log_in("Jon", OTHER, HERE).name == "Jon"


def test_a_session_of_who_is_disabled_lets_nobody_in_however_that_came(team, tmp_path):
    token = team.log_in("Jon", GOOD, HERE).token
    with sqlite3.connect(tmp_path / FILE) as direct:
        direct.execute("UPDATE account SET disabled = 1 WHERE name = 'Jon'")
    direct.close()
    assert team.session(token) is None


def test_of_two_guesses_at_once_one_waits(clock, monkeypatch):
    """Whether it is too early is looked at and noted in one step: both are past the first half, if that can be."""
    attempts, both, waits = Attempts(clock), threading.Barrier(2), []
    for _ in range(4):
        attempts.begin("Jon", HERE)
    wait = _Counted.wait

    def slow(self, key, at):
        seconds = wait(self, key, at)
        with suppress(threading.BrokenBarrierError):
            both.wait(0.5)
        return seconds

    def guess():
        try:
            attempts.begin("Jon", HERE)
        except AttemptsError as error:
            waits.append(error.seconds)

    monkeypatch.setattr(_Counted, "wait", slow)
    threads = [threading.Thread(target=guess) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    assert waits == [1]


def test_who_was_sent_away_unseen_has_not_failed(team, monkeypatch):
    def busy(*_):
        raise BusyHashingError

    with monkeypatch.context() as patch:
        patch.setattr(team._hashing, "fits", busy)
        for _ in range(40):
            with pytest.raises(BusyHashingError):
                team.log_in("Jon", GOOD, HERE)
    assert team.log_in("Jon", GOOD, HERE).name == "Jon"


def test_what_was_written_is_on_the_disk_and_what_was_taken_away_is_not(team):
    names = ("foreign_keys", "journal_mode", "synchronous", "secure_delete")
    with team._database.reading() as connection:
        settings = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
    assert settings == [1, "wal", 2, 1]

"""Accounts, sessions, and what is written down of both."""

import sqlite3
import stat
import threading

import pytest
from argon2 import PasswordHasher

from allegedly.errors import CaseError
from allegedly.team import FILE, AttemptsError, Lasting, NoAccountError, Team, TeamError, WrongPasswordError, may
from allegedly.team.attempts import Attempts
from allegedly.team.passwords import Hashing

GOOD = "seven geese cross the quay"
OTHER = "nine herons on a wet roof"
HERE = "192.0.2.1"


def names(team):
    return {one.name: (one.role, one.disabled) for one in team.accounts()}


def told(team):
    return [(one.who, one.what, one.whom) for one in team.events()[1]]


def test_each_role_may_what_those_before_it_may():
    assert may("manage", "read")
    assert may("judge", "judge")
    assert not may("judge", "manage")
    assert not may("read", "judge")


def test_only_the_owner_reads_the_file(team, tmp_path):
    files = list(tmp_path.glob("team.sqlite*"))
    assert len(files) == 3
    assert {stat.S_IMODE(one.stat().st_mode) for one in files} == {0o600}


def test_no_password_and_no_token_stands_in_the_file(team, tmp_path):
    token = team.log_in("Jon", GOOD, HERE).token
    with pytest.raises(WrongPasswordError):
        team.log_in("a secret phrase", OTHER, HERE)
    team.close()
    content = b"".join(one.read_bytes() for one in tmp_path.glob("team.sqlite*"))
    assert b"Jon" in content
    for secret in (GOOD, OTHER, token, "secret phrase"):
        assert secret.encode() not in content


def test_the_first_account_manages(tmp_path, quick):
    with Team(tmp_path, create=True, hashing=quick) as made:
        with pytest.raises(TeamError, match="able to manage"):
            made.add("Jon", "judge", GOOD, by=None)
        assert made.accounts() == []
        assert made.add("Mara", "manage", GOOD, by=None).created_by == "Mara"


def test_without_a_file_there_is_no_team(tmp_path):
    with pytest.raises(CaseError, match="add NAME --role manage"):
        Team(tmp_path)
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    "last", [lambda t: t.set_role("Mara", "judge", by="Mara"), lambda t: t.set_disabled("Mara", True, by="Mara"),
             lambda t: t.remove("Mara", by="Mara")],
)  # fmt: skip
def test_somebody_who_manages_stays(team, last):
    before = told(team)
    with pytest.raises(TeamError, match="able to manage"):
        last(team)
    assert names(team)["Mara"] == ("manage", False)
    assert told(team) == before
    team.set_role("Jon", "manage", by="Mara")
    last(team)


@pytest.mark.parametrize("name", ["Jon", "jon", "JON", "J0n", "Јоn", "Jo n"])
def test_no_second_name_that_would_be_taken_for_the_first(team, name):
    with pytest.raises(TeamError):
        team.add(name, "read", GOOD, by="Mara")


def test_a_name_that_was_removed_is_given_to_nobody_else(team):
    team.remove("Jon", by="Mara")
    for name in ("Jon", "jon", "J0N"):
        with pytest.raises(TeamError, match="was removed"):
            team.add(name, "judge", GOOD, by="Mara")


@pytest.mark.parametrize("name", ["Nobody", "jon", "", "\ud800", "a\x00", "x" * 500])
def test_nobody_of_that_name(team, name):
    for change in (
        lambda: team.set_role(name, "read", by="Mara"),
        lambda: team.set_disabled(name, True, by="Mara"),
        lambda: team.set_password(name, GOOD, by="Mara"),
        lambda: team.end_sessions(name, by="Mara"),
        lambda: team.remove(name, by="Mara"),
    ):
        with pytest.raises(NoAccountError):
            change()


def test_a_token_lets_in_and_only_that_one(team):
    made = team.log_in("Jon", GOOD, HERE)
    assert (made.name, made.role) == ("Jon", "judge")
    assert len(made.token) >= 43
    assert team.session(made.token).name == "Jon"
    for other in ("", made.token[:-1], made.token + "a", made.token.swapcase(), "x" * 10_000, "\ud800"):
        assert team.session(other) is None


@pytest.mark.parametrize(
    ("name", "password"), [("Jon", OTHER), ("Nobody", GOOD), ("", ""), ("\ud800", "\ud800"), ("jon", GOOD)]
)
def test_the_same_words_whatever_is_wrong(team, name, password):
    with pytest.raises(WrongPasswordError, match="Name or password is wrong"):
        team.log_in(name, password, HERE)


def test_one_who_is_disabled_is_told_no_more_than_others(team):
    team.set_disabled("Jon", True, by="Mara")
    with pytest.raises(WrongPasswordError, match="Name or password is wrong"):
        team.log_in("Jon", GOOD, HERE)
    team.set_disabled("Jon", False, by="Mara")
    assert team.log_in("Jon", GOOD, HERE).name == "Jon"


def test_a_name_nobody_has_takes_as_many_hashes_as_one_that_somebody_has(tmp_path):
    class Counting(PasswordHasher):
        looked = 0

        def verify(self, kept, password):
            self.looked += 1
            return super().verify(kept, password)

    counting = Counting(time_cost=1, memory_cost=8, parallelism=1)
    with Team(tmp_path, create=True, hashing=Hashing(counting)) as made:
        made.add("Mara", "manage", GOOD, by=None)
        for name, password in (("Mara", OTHER), ("Nobody", OTHER), ("Mara", "x" * 5000), ("\ud800", "")):
            counting.looked = 0
            with pytest.raises(WrongPasswordError):
                made.log_in(name, password, HERE)
            assert counting.looked == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda t, s: t.log_out(s),
        lambda t, s: t.set_role("Jon", "read", by="Mara"),
        lambda t, s: t.set_role("Jon", "manage", by="Mara"),
        lambda t, s: t.set_password("Jon", OTHER, by="Mara"),
        lambda t, s: t.set_disabled("Jon", True, by="Mara"),
        lambda t, s: t.end_sessions("Jon", by="Mara"),
        lambda t, s: t.remove("Jon", by="Mara"),
        lambda t, s: t.change_password(s, GOOD, OTHER),
    ],
)
def test_a_session_ends(team, change):
    token = team.log_in("Jon", GOOD, HERE).token
    mara = team.log_in("Mara", GOOD, HERE).token
    change(team, team.session(token))
    assert team.session(token) is None
    assert team.session(mara) is not None


def test_disabling_and_enabling_brings_no_session_back(team):
    token = team.log_in("Jon", GOOD, HERE).token
    team.set_disabled("Jon", True, by="Mara")
    team.set_disabled("Jon", False, by="Mara")
    assert team.session(token) is None


def test_a_session_ends_after_twelve_hours_though_it_is_used(team, clock):
    token = team.log_in("Jon", GOOD, HERE).token
    for _ in range(23):
        clock.at += 1800
        assert team.session(token)
    clock.at += 1801
    assert team.session(token) is None


def test_a_session_ends_after_an_hour_in_which_it_was_only_looked_at(team, clock):
    token = team.log_in("Jon", GOOD, HERE).token
    for _ in range(35):
        clock.at += 100
        assert team.session(token, using=False)
    clock.at += 101
    assert team.session(token, using=False) is None
    assert team.session(token) is None


def test_how_long_can_be_set(tmp_path, quick, clock):
    with Team(tmp_path, create=True, hashing=quick, clock=clock, lasting=Lasting(100.0, 10.0)) as made:
        made.add("Mara", "manage", GOOD, by=None)
        token = made.log_in("Mara", GOOD, HERE).token
        clock.at += 11
        assert made.session(token) is None


def test_ended_sessions_are_swept_and_no_account_has_many(team, clock, tmp_path):
    for _ in range(30):
        team.log_in("Jon", GOOD, HERE)
    assert len(team.sessions()) == 20
    clock.at += 13 * 3600
    assert team.sessions() == []
    team.log_in("Mara", GOOD, HERE)
    with sqlite3.connect(tmp_path / FILE) as direct:
        assert direct.execute("SELECT count(*) FROM session").fetchone() == (1,)


def test_changing_ones_password_needs_the_old_one(team):
    session = team.session(team.log_in("Jon", GOOD, HERE).token)
    with pytest.raises(WrongPasswordError):
        team.change_password(session, OTHER, "a third one, long enough")
    with pytest.raises(TeamError, match="that you have"):
        team.change_password(session, GOOD, GOOD)
    made = team.change_password(session, GOOD, OTHER)
    assert team.session(made.token).name == "Jon"
    assert {one.name: one.password_by for one in team.accounts()}["Jon"] == "Jon"
    with pytest.raises(WrongPasswordError):
        team.log_in("Jon", GOOD, HERE)


def test_the_old_password_cannot_be_guessed_from_a_session_either(team):
    session = team.session(team.log_in("Jon", GOOD, HERE).token)
    told = []
    for tried in range(40):
        with pytest.raises((WrongPasswordError, AttemptsError)) as error:
            team.change_password(session, f"guess number {tried}", OTHER)
        told.append(error.type)
    assert told.count(WrongPasswordError) == 30


def test_a_right_password_is_told_the_seconds_too(team, clock):
    for _ in range(5):
        with pytest.raises(WrongPasswordError):
            team.log_in("Jon", OTHER, HERE)
    with pytest.raises(AttemptsError, match="Try again in 1 second"):
        team.log_in("Jon", GOOD, HERE)
    clock.at += 2
    assert team.log_in("Jon", GOOD, HERE).name == "Jon"


def test_a_hash_of_old_is_made_anew_when_somebody_logs_in(tmp_path, quick):
    with Team(tmp_path, create=True, hashing=quick) as made:
        made.add("Mara", "manage", GOOD, by=None)
    newer = Hashing(PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    with Team(tmp_path, hashing=newer) as made:
        assert made.log_in("Mara", GOOD, HERE).name == "Mara"
    with sqlite3.connect(tmp_path / FILE) as direct:
        (kept,) = direct.execute("SELECT password FROM account").fetchone()
    assert "m=16,t=2,p=1" in kept


def test_what_happened_is_written_down(team):
    team.log_in("Jon", GOOD, HERE)
    with pytest.raises(WrongPasswordError):
        team.log_in("Jon", OTHER, HERE)
    with pytest.raises(WrongPasswordError):
        team.log_in("Nobody", OTHER, HERE)
    team.set_role("Jon", "read", by="Mara")
    assert told(team)[:4] == [
        ("Mara", "role", "Jon"),
        (None, "failed", None),
        ("Jon", "failed", None),
        ("Jon", "logged_in", None),
    ]
    assert {one.address for one in team.events()[1] if one.what == "failed"} == {HERE}


def test_failures_do_not_fill_the_disk(team, monkeypatch):
    from allegedly.team import audit

    monkeypatch.setattr(audit, "_KEPT", 40)
    monkeypatch.setattr(audit, "_SWEPT_AFTER", 10)
    with team._database.writing() as connection:
        for _ in range(500):
            audit.note(connection, None, "failed", address=HERE)
    total, _ = team.events()
    assert 40 <= total < 60
    assert ("Mara", "added", "Rita") in [(one.who, one.what, one.whom) for one in team.events(0, 100)[1]]


def test_two_programs_see_each_others_changes_at_once(team, tmp_path, quick):
    token = team.log_in("Jon", GOOD, HERE).token
    with Team(tmp_path, hashing=quick) as other:
        other.end_sessions("Jon", by="root")
        assert team.session(token) is None


def test_many_threads_come_and_go(team):
    failed = []

    def come(number):
        try:
            for _ in range(5):
                token = team.log_in("Jon" if number % 2 else "Rita", GOOD, HERE).token
                assert team.session(token)
                team.log_out(team.session(token))
        except Exception as error:  # noqa: BLE001
            failed.append(error)

    team._attempts = Attempts()
    threads = [threading.Thread(target=come, args=(one,)) for one in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failed == []
    assert team.sessions() == []


def test_saved_views_are_each_ones_own_and_go_with_the_account(team):
    team.save_view("Jon", "ships", "/chronology?q=ship")
    team.save_view("Jon", "ships", "/chronology?q=ships")
    team.save_view("Rita", "mine", "/")
    assert team.saved_views("Jon") == [("ships", "/chronology?q=ships")]
    team.forget_view("Jon", "nothing")
    team.remove("Jon", by="Mara")
    assert team.saved_views("Jon") == []
    assert team.saved_views("Rita") == [("mine", "/")]
    for number in range(199):
        team.save_view("Rita", f"view {number}", "/")
    with pytest.raises(TeamError, match="200"):
        team.save_view("Rita", "one more", "/")
    assert len(team.saved_views("Rita")) == 200


def test_what_is_no_file_of_a_team_is_told(tmp_path, quick):
    (tmp_path / FILE).write_bytes(b"SQLite format 3\x00" + b"x" * 5000)
    with pytest.raises(CaseError, match=r"team\.sqlite"):
        Team(tmp_path, hashing=quick)


def test_a_newer_file_is_told(team, tmp_path, quick):
    team.close()
    with sqlite3.connect(tmp_path / FILE) as direct:
        direct.execute("PRAGMA user_version = 99")
    with pytest.raises(CaseError, match="newer"):
        Team(tmp_path, hashing=quick)

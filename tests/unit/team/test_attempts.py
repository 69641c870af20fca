"""Who guesses waits, longer each time; who has come in before is not kept out by that."""

import pytest

from allegedly.team import AttemptsError
from allegedly.team.attempts import _MOST, Attempts


@pytest.fixture
def attempts(clock):
    return Attempts(clock)


def fails(attempts, name="Jon", address="192.0.2.1", times=1):
    for _ in range(times):
        attempts.begin(name, address)


def seconds(attempts, name="Jon", address="192.0.2.1"):
    try:
        attempts.begin(name, address)
    except AttemptsError as error:
        return error.seconds
    return 0


def test_the_wait_doubles_up_to_a_minute_for_an_account(attempts, clock):
    fails(attempts, times=5)
    waits = []
    for number in range(9):
        waits.append(seconds(attempts, address=f"198.51.100.{number}"))
        clock.at += waits[-1]
        fails(attempts, address=f"198.51.100.{number}")
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_an_address_may_try_more_often_and_then_waits_longer(attempts, clock):
    for number in range(30):
        fails(attempts, f"person {number}")
    waits = []
    for number in range(12):
        waits.append(seconds(attempts, "somebody else"))
        clock.at += waits[-1]
        fails(attempts, f"one more {number}")
    assert waits[0] == 1
    assert waits[-1] == 900
    assert sum(waits) > 1500


@pytest.mark.parametrize("other", ["jon", "JON", "J0n", "Jon "])
def test_a_name_written_otherwise_is_the_same_account(attempts, other):
    fails(attempts, times=5)
    assert seconds(attempts, other, "203.0.113.9") > 0


def test_addresses_of_one_household_are_one(attempts):
    for number in range(30):
        fails(attempts, f"person {number}", f"2001:db8:1:2::{number:x}")
    assert seconds(attempts, "Zoe", "2001:db8:1:2:ffff::1") > 0
    assert seconds(attempts, "Zoe", "2001:db8:1:3::1") == 0
    for number in range(30):
        fails(attempts, f"other {number}", "::ffff:192.0.2.7")
    assert seconds(attempts, "Zoe", "192.0.2.7") > 0


def test_what_succeeds_is_forgotten_for_the_account_but_gives_no_more_guesses_for_others(attempts):
    fails(attempts, times=4)
    attempts.begin("Jon", "192.0.2.1")
    attempts.succeeded("Jon", "192.0.2.1")
    assert seconds(attempts) == 0
    for number in range(24):
        fails(attempts, f"person {number}")
        attempts.begin("Eve", "192.0.2.1")
        attempts.succeeded("Eve", "192.0.2.1")
    fails(attempts, "person 24")
    assert seconds(attempts, "Zoe") > 0


def test_who_came_in_from_an_address_is_not_kept_out_by_others(attempts):
    attempts.begin("Jon", "192.0.2.1")
    attempts.succeeded("Jon", "192.0.2.1")
    fails(attempts, "Jon", "203.0.113.5", times=5)
    assert seconds(attempts, "Jon", "203.0.113.6") > 0
    assert seconds(attempts, "Jon", "192.0.2.1") == 0


def test_after_an_hour_it_is_forgotten(attempts, clock):
    fails(attempts, times=5)
    clock.at += 3601
    fails(attempts, times=4)
    assert seconds(attempts) == 0


def test_many_at_once_are_no_way_round(attempts):
    begun = sum(seconds(attempts) == 0 for _ in range(100))
    assert begun == 5


def test_its_memory_is_bounded(attempts):
    for number in range(_MOST + 500):
        attempts.begin(f"n{number}", f"10.{number // 65536}.{number // 256 % 256}.{number % 256}")
    assert len(attempts._accounts._failures) == len(attempts._addresses._failures) == _MOST

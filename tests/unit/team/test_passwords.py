"""Which passwords are taken, and how they are kept."""

import threading

import pytest
from argon2 import PasswordHasher, Type

from allegedly.team import BusyHashingError, TeamError
from allegedly.team.passwords import LONGEST, Hashing, check_new

GOOD = "seven geese cross the quay"


@pytest.mark.parametrize(
    "password", [GOOD, "aB3$aB3$aB3$", "гуси идут домой", "zwölf Gänse!!", "a b c d e f g", "x" * 1000 + "abc"]
)
def test_long_ones_are_taken(password):
    check_new(password, "Mara")


@pytest.mark.parametrize(
    "password",
    ["", "short", "a" * 11, "a" * 12, "abababababab", "Password1234", "pass word 1234", "123456789012", "QWERTYUIOP12",
     "Mara Lindqvist", "mara lindqvist", "Mara-Lindqvist Mara Lindqvist", "seven geese\ncross",
     "seven geese \x00 cross", "seven geese \ud800 cross", "ä" * 513 + "bcd", "\uff53hort"],
)  # fmt: skip
def test_those_tried_first_are_not(password):
    with pytest.raises(TeamError):
        check_new(password, "Mara Lindqvist")


def test_it_is_kept_as_the_standard_recommends():
    kept = Hashing().hashed(GOOD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert GOOD not in kept
    assert kept != Hashing().hashed(GOOD)


def test_a_password_is_the_same_however_it_is_composed(quick):
    assert quick.fits("Caf\u00e9 am Ring um neun", quick.hashed("Cafe\u0301 am Ring um neun"))
    assert quick.fits("ｓeven geese cross", quick.hashed("seven geese cross"))
    assert not quick.fits("Seven geese cross", quick.hashed("seven geese cross"))


@pytest.mark.parametrize("tried", ["", "x" * (LONGEST + 1), "\ud800" * 20, "\x00" * 20, "seven geese cross the quay "])
def test_others_do_not_fit(quick, tried):
    assert not quick.fits(tried, quick.hashed(GOOD))
    assert not quick.fits(tried, None)


@pytest.mark.parametrize("kept", ["", "plain", "$argon2id$broken", "$2b$12$" + "a" * 53])
def test_a_hash_that_is_none_fits_nothing(quick, kept):
    assert not quick.fits(GOOD, kept)
    assert not quick.fits("", kept)


def test_what_was_made_with_other_parameters_is_known(quick):
    assert Hashing().is_of_old(quick.hashed(GOOD))
    assert not quick.is_of_old(quick.hashed(GOOD))


class Slow(PasswordHasher):
    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1, type=Type.ID)
        self.lock = threading.Lock()
        self.here = self.most = 0
        self.go = threading.Event()

    def verify(self, kept, password):
        with self.lock:
            self.here += 1
            self.most = max(self.most, self.here)
        self.go.wait(20)
        with self.lock:
            self.here -= 1
        return super().verify(kept, password)


def test_two_at_once_some_wait_and_the_others_are_sent_away():
    slow = Slow()
    hashing = Hashing(slow)
    kept = hashing.hashed(GOOD)
    busy, fitted = [], []

    def come():
        try:
            fitted.append(hashing.fits(GOOD, kept))
        except BusyHashingError as error:
            busy.append(error)
            if len(busy) == 86:
                slow.go.set()

    threads = [threading.Thread(target=come) for _ in range(100)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert (len(busy), len(fitted), all(fitted), slow.most) == (86, 14, True, 2)

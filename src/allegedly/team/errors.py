"""What can be wrong with accounts and who asks to be let in."""

from ..errors import AllegedlyError

NO_TEAM = "This case has no team. Make its first account with: allegedly users CASE add NAME --role manage"


class TeamError(AllegedlyError):
    """An account cannot be as was asked for."""


class NoAccountError(TeamError):
    """There is nobody of that name."""


class WrongPasswordError(TeamError):
    """Nobody is let in with that name and password; which of them is wrong is not told."""

    def __init__(self) -> None:
        super().__init__("Name or password is wrong.")


class AttemptsError(TeamError):
    """Too many were wrong before; ``seconds`` until the next may be tried."""

    def __init__(self, seconds: int) -> None:
        unit = "second" if seconds == 1 else "seconds"
        super().__init__(f"Too many attempts have failed. Try again in {seconds} {unit}.")
        self.seconds = seconds


class BusyHashingError(TeamError):
    """More ask to be let in at this moment than can be looked at."""

    seconds = 2

    def __init__(self) -> None:
        super().__init__("Too many people log in at this moment. Try again in 2 seconds.")

"""Passphrases and passwords: asked for, or read from a file; never an argument, which every user of the machine could
see.
"""

from pathlib import Path

from ..errors import AllegedlyError

_LONGEST = 4_096


def passphrase_of(file: Path | None, *, ask: bool, twice: bool = False) -> str | None:
    """The passphrase in the first line of a file, or, if it is to be asked for, that which is typed; else ``None``."""
    return secret_of(file, "passphrase", twice=twice) if ask or file is not None else None


def secret_of(file: Path | None, what: str, *, twice: bool = False) -> str:
    """The secret in the first line of a file, or that which is typed; ``what`` it is called."""
    if file is not None:
        return _first_line(file, what)
    from getpass import getpass

    try:
        given = getpass(f"{what.capitalize()}: ")
        if twice and given and getpass("Once more: ") != given:
            raise AllegedlyError(f"The two {what}s are not the same.")
    except EOFError:
        raise AllegedlyError(f"There is nobody to ask for a {what}; give a file with --{what}-file.") from None
    return _checked(given, what)


def _first_line(file: Path, what: str) -> str:
    try:
        with file.open("rb") as opened:
            line = opened.readline(_LONGEST + 1).rstrip(b"\r\n")
        if len(line) > _LONGEST:
            raise AllegedlyError(f"The first line of {file} is too long for a {what}.")
        return _checked(line.decode("utf-8-sig"), what)  # some editors put a mark before the first letter
    except UnicodeDecodeError:
        raise AllegedlyError(f"{file} is no text in UTF-8; write the {what} into its first line.") from None


def _checked(words: str, what: str) -> str:
    if not words:
        raise AllegedlyError(f"The {what} is empty.")
    return words

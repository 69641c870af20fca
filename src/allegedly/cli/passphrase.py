"""Passphrases: asked for, or read from a file; never an argument, which every user of the machine could see."""

from pathlib import Path

from ..errors import AllegedlyError

_LONGEST = 4_096


def passphrase_of(file: Path | None, *, ask: bool, twice: bool = False) -> str | None:
    """The passphrase in the first line of a file, or, if it is to be asked for, that which is typed; else ``None``."""
    if file is not None:
        return _first_line(file)
    if not ask:
        return None
    from getpass import getpass

    try:
        given = getpass("Passphrase: ")
        if twice and given and getpass("Once more: ") != given:
            raise AllegedlyError("The two passphrases are not the same.")
    except EOFError:
        raise AllegedlyError("There is nobody to ask for a passphrase; give a file with --passphrase-file.") from None
    return _checked(given)


def _first_line(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            line = opened.readline(_LONGEST + 1).rstrip(b"\r\n")
        if len(line) > _LONGEST:
            raise AllegedlyError(f"The first line of {file} is too long for a passphrase.")
        return _checked(line.decode("utf-8-sig"))  # some editors put a mark before the first letter
    except UnicodeDecodeError:
        raise AllegedlyError(f"{file} is no text in UTF-8; write the passphrase into its first line.") from None


def _checked(words: str) -> str:
    if not words:
        raise AllegedlyError("The passphrase is empty.")
    return words

"""Text that goes into any database."""


def plain(words: str) -> str:
    """Text that every database can hold, of which NUL and halves of characters are no part; they become other signs.

    Documents with such signs are refused before. But a file may have any name, and a caller may ask for anything.
    """
    return words.replace("\0", "\N{SYMBOL FOR NULL}").encode("utf-8", "replace").decode()

"""Keeps words of documents from being taken for formulas by whoever opens a CSV file in a spreadsheet.

A cell that begins with one of = + - @ (also in their wide forms), with a tab or with the end of a line, straight or
behind blanks and quotation marks, gets an apostrophe in front (https://owasp.org/www-community/attacks/CSV_Injection).
So does such a beginning inside a cell, behind a semicolon, a tab or the end of a line: a spreadsheet set to other
separators sees a cell begin there. Numbers are no words: -9.1 stays a number.

Nothing is lost. An apostrophe that was there before is a quotation mark, so the cell gets another one, and
``unguarded`` gives back every text to which ``guarded`` was applied.
"""

import re

_FORMULA = frozenset("=+-@＝＋－＠")
_LINE_ENDS = frozenset("\t\r\n")
_SUSPECT = re.compile(r"""\A[\s'"\ufeff=+\-@＝＋－＠]|[;\t\r\n]""")
_BEFORE = re.compile(r"""\A[\s'";\ufeff]*|[\s'";\ufeff]+""")
_SEPARATOR = re.compile(r"([;\t\r\n])")
_MARKED = re.compile(r"([;\t\r\n])'")


def guarded(text: str) -> str:
    """The text with an apostrophe wherever a formula could begin. Time grows with its length and no faster."""
    return _BEFORE.sub(_mark, text) if _SUSPECT.search(text) else text


def unguarded(text: str) -> str:
    """The inverse of ``guarded``."""
    return _BEFORE.sub(_unmark, text)


def _mark(found: re.Match[str]) -> str:
    before, at_start = found.group(), found.start() == 0
    if _comes_formula(found):
        return ("'" if at_start else "") + _SEPARATOR.sub(r"\1'", before)
    return "'" + before if at_start and not _LINE_ENDS.isdisjoint(before) else before


def _unmark(found: re.Match[str]) -> str:
    before, at_start = found.group(), found.start() == 0
    if _comes_formula(found):
        return _MARKED.sub(r"\1", before.removeprefix("'") if at_start else before)
    return before.removeprefix("'") if at_start and not _LINE_ENDS.isdisjoint(before) else before


def _comes_formula(found: re.Match[str]) -> bool:
    return found.string[found.end() : found.end() + 1] in _FORMULA

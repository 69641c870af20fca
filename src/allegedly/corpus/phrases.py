"""What can be read off a phrase without a parse: its head noun, and whether it is definite."""

import re
from functools import lru_cache

_END_OF_HEAD = re.compile(
    r"[,;:()\[\]—–]|\s-\s|\b(?:of|in|at|on|from|with|for|to|by|about|over|after|before|near|under|inside|behind|against|"
    r"between|through|into|was|were|is|are|had|has|have|who|whom|whose|which|that|where|there|here|close|like|than|as)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_DEFINITE = re.compile(r"\W*(?:the|this|that|these|those|his|her|its|their|he|she|it|they)\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\W*(?:I|me|we|us|you|he|him|she|her|it|they|them|this|that|these|those|who|which|what|some|one|all|many|none|both)\W*\Z",
    re.IGNORECASE,
)
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life"}


@lru_cache(maxsize=65_536)
def head_noun(phrase: str) -> str:
    """The noun that a noun phrase is about, in lower case and the singular; "" for a phrase without a word."""
    first = next((part for part in _END_OF_HEAD.split(phrase) if _WORD.search(part)), phrase)
    words = _WORD.findall(first)
    return singular(words[-1].lower()) if words else ""


def is_pronoun(phrase: str) -> bool:
    return _PRONOUN.match(phrase) is not None


def before_head(phrase: str) -> str:
    """The head noun of a phrase with the words before it, but for articles: "title deed" of "the title deed to it"."""
    first = next((part for part in _END_OF_HEAD.split(phrase) if _WORD.search(part)), phrase)
    return " ".join(word for word in _WORD.findall(first) if word.lower() not in ("the", "a", "an", "this", "that"))


def ends_a_head(word: str) -> bool:
    """Whether no head noun can stand behind the word: a preposition and the like."""
    return _END_OF_HEAD.fullmatch(word) is not None


def is_definite(phrase: str) -> bool:
    """Whether the phrase points back to what was named before ("the official", "she")."""
    return _DEFINITE.match(phrase) is not None


def singular(noun: str) -> str:
    """The singular of a lower-case English noun, by its ending."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3 else noun

"""What both libraries for near duplicates are given: runs of words of a text."""

import re

WORDS, PERMUTATIONS = 3, 256
"""Of runs of one to five words and 128 or 256 permutations, what does best on the copied answers."""
THRESHOLD = 0.3
"""Similarity of documents, of 0.05 to 0.7 what does best on the seeds of the wire stories that are not reported."""


def shingles(text: str) -> list[str]:
    """Every run of ``WORDS`` words, in small letters."""
    words = re.findall(r"\w+", text.lower())
    return [" ".join(words[i : i + WORDS]) for i in range(max(1, len(words) - WORDS + 1))]

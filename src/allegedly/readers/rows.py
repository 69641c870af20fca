"""Tables in running text."""

from collections.abc import Sequence

_LONGEST_CELL = 300


def row_paragraphs(cells: Sequence[Sequence[str]]) -> list[str]:
    """A row of a table as paragraphs, its cells given as the paragraphs of each.

    Short cells make one line, parted by bars, so that they are not read as one sentence. Where cells hold prose, as in
    tables made for the sake of layout, every paragraph stands for itself.
    """
    filled = [[words for words in cell if words.strip()] for cell in cells]
    filled = [cell for cell in filled if cell]
    if len(filled) == 1 or any(sum(map(len, cell)) > _LONGEST_CELL for cell in filled):
        return [words for cell in filled for words in cell]
    return [" | ".join(" / ".join(" ".join(words.split()) for words in cell) for cell in filled)] if filled else []

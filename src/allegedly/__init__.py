"""Allegedly reads what was written about a contested case and keeps the record of who says that what happened.

The public surface is ``Case``, ``annotate`` and ``annotate_many``; importing this module loads no language model.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from .version import __version__

__all__ = ["Case", "__version__", "annotate", "annotate_many"]

if TYPE_CHECKING:
    from .case import Case
    from .model import Annotated


def annotate(text: str, *, published: date | None = None) -> "Annotated":
    """Everything that is read out of one text. ``published`` counts where the text itself gives no date.

    Raises ``allegedly.errors.RefusedInputError`` for an empty text, one with NUL characters, or one that is too long.
    """
    return next(annotate_many([text], published=published))


def annotate_many(texts: Iterable[str], *, published: date | None = None, processes: int = 1) -> "Iterator[Annotated]":
    """The same for many texts, in their order; ``processes`` above 1 shares them out."""
    from .pipeline import annotate_documents
    from .readers import read
    from .runners import in_processes

    documents = (read(None, text.encode("utf-8", "surrogatepass"), published=published) for text in texts)
    if processes > 1:
        return in_processes(annotate_documents, documents, processes)
    return annotate_documents(documents)


def __getattr__(name: str) -> Any:
    if name == "Case":
        from .case import Case

        return Case
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

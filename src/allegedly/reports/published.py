"""When a document was published, and how that is known, in words."""

from ..model import Document
from .when import day

KNOWN_BY = {
    "markup": "from the file's markup",
    "heading": "from its heading",
    "option": "as given when it was added",
    "note": "from a note in the text",
    "reference": "from a list or an archive that names the file",
}


def published_words(document: Document) -> str:
    """As in "20 April 2011 (from its heading)"; "date unknown" where nobody can say."""
    if document.published is None:
        return "date unknown"
    known_by = KNOWN_BY.get(document.published_by)
    return day(document.published) + (f" ({known_by})" if known_by is not None else "")

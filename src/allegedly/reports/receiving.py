"""How bytes came into a case, in words."""

from ..model.protocols import Receipt, ReceivedHow

_WORDS: dict[ReceivedHow, str] = {
    "file": "from a file",
    "upload": "sent through the interface",
    "fetched": "fetched from the web",
    "inside": "inside another file",
    "sample": "from the sample",
}


def received_words(how: ReceivedHow | None) -> str:
    """How it came in; nothing where it was not noted."""
    return "" if how is None else _WORDS.get(how, how)


def receipt_words(receipt: Receipt) -> str:
    """How it came in, from where and by whom, as far as that was noted: "fetched from the web, URL, by anna"."""
    by = f"by {receipt.by}" if receipt.by else ""
    return ", ".join(part for part in (received_words(receipt.how), receipt.url, by) if part)

"""Ids made from content, so that the same input always carries the same id."""

import hashlib


def sha256(data: bytes) -> str:
    """Hex digest of ``data``: 64 characters."""
    return hashlib.sha256(data).hexdigest()


def content_id(kind: str, *parts: object) -> str:
    """An id of 16 hex digits from a record's kind and the parts that make it what it is.

    Parts are joined by the ASCII unit separator, which no text that we read as a part contains by accident.
    """
    joined = "\x1f".join([kind, *(str(part) for part in parts)])
    return sha256(joined.encode("utf-8", "surrogatepass"))[:16]

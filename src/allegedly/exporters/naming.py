"""Names for what is exported to programs in which a happening looks like a fact, and addresses fit for them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

from ..model import Annotated, Claim, Event
from ..model.records import Label, Polarity
from ..reports import LABELS, Lookup
from ..reports.happenings import happening_line
from .chosen import Chosen

_HOST = re.compile(r"(?=.*[^\W_])[\w-]{1,63}(?:\.[\w-]{1,63})*\.[^\W\d_][\w-]{1,62}\.?")
_NOT_IN_ADDRESSES = re.compile(r"""[\x00-\x20<>"{}|\\^`\x7f-\xa0\ud800-\udfff]""")
_LONGEST_ADDRESS = 4_096


def stands(label: Label, polarity: Polarity) -> str:
    """How a claim is put, in words that say so too where it is put in the negative."""
    return f"{label} in the negative" if polarity == "negative" and label != "unknown" else label


def happening_name(lookup: Lookup, event: Event) -> str:
    """A happening in a line, with how its accounts put it: "leave: Ana Brandt; no date (2 asserted, 1 denied)"."""
    stances = (lookup.by_claim[claim][1].stance for claim in event.claims if claim in lookup.by_claim)
    counts = Counter((LABELS.index(one.label), stands(one.label, one.polarity)) for one in stances)
    how = ", ".join(f"{counts[put]:,} {put[1]}" for put in sorted(counts))
    return f"{happening_line(lookup, event)} ({how})"


def happenings(lookup: Lookup, events: Iterable[Event], chosen: Chosen, items: Iterable[Annotated]) -> Iterator[Event]:
    """The happenings of which an account is written; a dated claim that stands alone is one of its own."""
    told: set[str] = set()
    for event in events:
        told.update(event.claims)
        if chosen.tells_of(event):
            yield event
    for item, claim in chosen.claims(items):
        if claim.id not in told and claim.time.edtf is not None:
            yield _alone(lookup, item, claim)


def _alone(lookup: Lookup, item: Annotated, claim: Claim) -> Event:
    time, parties = claim.time, parties_of(lookup, item, claim)
    return Event(
        claim.id, (claim.id,), claim.predicate, claim.type, time.earliest, time.latest, time.edtf, claim.place, parties
    )


def parties_of(lookup: Lookup, item: Annotated, claim: Claim) -> tuple[str, ...]:
    """The persons and organisations that a claim has something happen with, not those who only say it."""
    found = (lookup.entity_of.get((item.document.id, role.entity)) for role in claim.roles if role.entity is not None)
    return tuple(dict.fromkeys(entity.id for entity in found if entity is not None and entity.kind != "place"))


def web_address(text: str) -> str | None:
    """An address on the web, with all that no address may have written as its code; ``None`` for what is none."""
    try:
        parts = urlsplit(text.strip())
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "ftp") or _HOST.fullmatch(parts.hostname or "") is None:
        return None
    whole = (parts if parts.path else parts._replace(path="/")).geturl()
    written = _NOT_IN_ADDRESSES.sub(lambda found: quote(found[0], errors="replace"), whole)
    return written if len(written) <= _LONGEST_ADDRESS else None

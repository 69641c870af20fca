"""Times in FollowTheMoney: a day, a month or a year, each as it is known; a first and a last one for what went on."""

from ...model import ClaimTime

OPEN = ("", "..")


def dates_of(time: ClaimTime) -> dict[str, list[str]]:
    """The properties that give a time. What went on throughout has a beginning and an end.

    What happened some time within has the month or the year that both ends share: FollowTheMoney has no other form for
    that, and a beginning and an end would say that it went on. Empty where they share none, or one is open.
    """
    edtf = time.edtf
    if edtf is None:
        return {}
    if edtf.startswith("["):
        shared = None if time.earliest is None or time.latest is None else _shared(str(time.earliest), str(time.latest))
        return {} if shared is None else {"date": [shared]}
    first, between, last = edtf.partition("/")
    if not between:
        return {"date": [edtf]}
    ends = {"startDate": first, "endDate": last}
    return {prop: [end] for prop, end in ends.items() if end not in OPEN}


def _shared(first: str, last: str) -> str | None:
    return next((first[:length] for length in (10, 7, 4) if first[:length] == last[:length]), None)

"""Reads durations and sets: "three days", "every Friday"."""

from .amounts import amount_of
from .matching import Hit
from .reading import Reader, Reading
from .setting import Setting

_SET_FORMS = {"weekday": "XXXX-WXX-{}", "month": "XXXX-{:02}", "season": "XXXX-{}", "daypart": "XXXX-XX-XXT{}"}


def duration(hit: Hit, setting: Setting) -> Reading:
    amount = amount_of(hit)
    return Reading.dateless(amount.value, "DURATION", amount.mod)


def each(hit: Hit, setting: Setting) -> Reading:
    """Reads "every Friday", "twice a week", "annual"."""
    if "set" in hit.fields:
        return Reading.dateless(str(hit.fields["set"]), "SET")
    for name, form in _SET_FORMS.items():
        if name in hit.fields:
            return Reading.dateless(form.format(hit.fields[name]), "SET")
    unit = str(hit.fields["unit"])
    return Reading.dateless(f"PT{_every(hit)}{unit[1]}" if unit.startswith("T") else f"P{_every(hit)}{unit}", "SET")


def _every(hit: Hit) -> int:
    """How many units apart: two for "every other day" and "every two days", one for "twice a week"."""
    if hit.words[0] not in ("every", "each"):
        return 1
    return 2 if "other" in hit.words else hit.number("number", hit.number("int", hit.number("ordinal", 1)))


def recurring(hit: Hit, setting: Setting) -> Reading:
    """Reads "at night": a time of day of no day in particular."""
    return Reading.dateless(str(hit.fields["value"]), "TIME")


READERS: dict[str, Reader] = {"duration": duration, "age": duration, "each": each, "recurring": recurring}

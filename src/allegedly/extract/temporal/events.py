"""Times that are counted from a happening: "two days before the trial", "the night of the murder".

A happening has the date that the text gives it elsewhere: "the 1988 bombing", "the trial opened on 4 May", "she was
arrested that Friday".
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ...model import TimeAnchor
from ...nlp.tree import Tree
from . import periods
from .amounts import amount_of
from .happenings import happening_after, is_happening, kind_of
from .joining import joints
from .lexer import Tokens
from .matching import Hit
from .periods import Days
from .reading import Reader, Reading, with_parts
from .setting import Setting
from .shifts import away

Dated = dict[str, list[tuple[int, TimeAnchor]]]
"""Where a text dates which kind of happening, in order of the text: offset, and days as an anchor."""

_SUBJECTS = ("nsubj", "nsubjpass", "dobj")
_LINKS = frozenset(
    {"prep", "pobj", "pcomp", "npadvmod", "nummod", "compound", "amod", "nmod", "appos", "advmod", "poss"}
)
_WITH_HAPPENING = frozenset({"day_of_event", "anniversary"})
_MOST_STEPS = 8
_LONGEST_NAME = 40
"""Letters between "the day after" and the end of the happening's word."""


@dataclass(frozen=True, slots=True)
class Happenings:
    """What a text dates, and which of it an expression counts from."""

    tokens: Tokens
    dated: Dated = field(default_factory=dict)

    def behind(self, hit: Hit, tree: Tree) -> TimeAnchor | None:
        """The dated happening that a hit counts from: the last that the text dated before, else the first after."""
        node = _happening_behind(hit, self.tokens, tree)
        known = self.dated.get(kind_of(tree, node), ()) if node is not None else ()
        if not known:
            return None
        i = bisect_left(known, hit.start, key=lambda one: one[0])
        return known[max(i - 1, 0)][1]


def asks_for_one(hit: Hit, tokens: Tokens, tree: Tree) -> bool:
    """Whether a hit counts from some happening, known or not."""
    return _happening_behind(hit, tokens, tree) is not None


def dated_in(told: Iterable[tuple[Hit, Reading]], tokens: Tokens, tree: Tree) -> Dated:
    """The happenings that expressions date, by kind, in order of the text."""
    found: Dated = defaultdict(list)
    for hit, reading in told:
        if reading.period.days is None or reading.type in ("SET", "DURATION") or reading.limits is not None:
            continue
        for node in _dated_by(hit, tokens, tree):
            anchor = TimeAnchor("event", *reading.period.days, tree.starts[node], tree.ends[node])
            found[kind_of(tree, node)].append((hit.start, anchor))
    return found


def _dated_by(hit: Hit, tokens: Tokens, tree: Tree) -> list[int]:
    """The words that tell what happened at a time: the noun it hangs on, or the verb with its subject and object."""
    node = tree.token_at(tokens.starts[hit.last - 1])
    for _ in range(_MOST_STEPS):
        if node is None or tree.heads[node] == node:
            break
        inside = tree.starts[node] >= hit.start and tree.ends[node] <= hit.end
        if not inside and tree.pos[node] == "NOUN" and is_happening(tree, node):
            return [node]
        if tree.deps[node] not in _LINKS and not inside:
            break
        node = tree.heads[node]
    if node is None or tree.pos[node] not in ("VERB", "AUX"):
        return []
    if (noun := _noun_before(hit, tree)) is not None:
        return [noun]
    beside = [child for child in tree.children_by(node, *_SUBJECTS) if is_happening(tree, child)]
    return [node, *beside] if tree.pos[node] == "VERB" else beside


def _noun_before(hit: Hit, tree: Tree) -> int | None:
    """The happening right before "on" and a date, whatever the parse hangs the date on: "his arrest on 4 May"."""
    first = tree.token_at(hit.start)
    if first is None or first < 2 or tree.lowers[first - 1] not in ("on", "in"):
        return None
    return first - 2 if tree.pos[first - 2] == "NOUN" and is_happening(tree, first - 2) else None


def _happening_behind(hit: Hit, tokens: Tokens, tree: Tree) -> int | None:
    link = _link_behind(hit, tokens)
    return happening_after(tree, tree.token_at(tokens.starts[link])) if link is not None else None


def extent(hit: Hit, tokens: Tokens, tree: Tree) -> int:
    """Where "the day after the fire" ends: with the happening, where that is near."""
    node = _happening_behind(hit, tokens, tree) if hit.means in _WITH_HAPPENING else None
    near = node is not None and hit.end < tree.ends[node] <= hit.end + _LONGEST_NAME
    return tree.ends[node] if near and node is not None else hit.end


def _link_behind(hit: Hit, tokens: Tokens) -> int | None:
    """The token of "before", "after" or "of" by which a hit hangs on a happening."""
    if hit.means in _WITH_HAPPENING:
        return hit.last - 1
    if hit.means == "duration" and "unit" in hit.fields:
        return _last_of_link(hit.last, tokens)
    return None


def _last_of_link(first: int, tokens: Tokens) -> int | None:
    for length in (4, 3, 2, 1):
        if " ".join(tokens.words(first, first + length)) in joints()["away"]:
            return first + length - 1
    return None


def counted(hit: Hit, reading: Reading, setting: Setting, tokens: Tokens) -> Reading:
    """A length that leads to a day by way of a happening: "two days before the trial"."""
    link = _link_behind(hit, tokens) if hit.means == "duration" else None
    if setting.event is None or link is None:
        return reading
    words = " ".join(tokens.words(hit.last, link + 1))
    days = setting.event.earliest, setting.event.latest
    meant = away(days, amount_of(hit), joints()["away"][words], to_the_day="day" in words)
    return replace(reading, limits=meant.days, notation=meant.edtf, basis="event")


def day_of_event(hit: Hit, setting: Setting) -> Reading | None:
    """Reads "the day after the fire", "the week of the strike"; nothing where the text does not date it."""
    if setting.event is None:
        return None
    grain, which = str(hit.fields.get("period", "D")), hit.number("step", 0)
    days = setting.event.earliest, setting.event.latest
    period = _whole(days, grain, which)
    return with_parts(Reading.of(period, "event"), hit)


def _whole(days: Days, grain: str, which: int) -> periods.Period:
    first, last = (periods.containing(grain, periods.add(day, which, grain)) for day in days)
    if first.days is None or last.days is None or first.days == last.days:
        return first
    return first.somewhere_in(first.days[0], last.days[1])


def anniversary(hit: Hit, setting: Setting) -> Reading | None:
    """Reads "the tenth anniversary of the fire"; nothing where the text does not date it."""
    if setting.event is None:
        return None
    years = hit.number("tens", 0) + hit.number("ordinal", 0)
    first, last = (periods.add_months(day, 12 * years) for day in (setting.event.earliest, setting.event.latest))
    period = periods.day(first)
    return Reading.of(period if first == last else period.somewhere_in(first, last), "event")


READERS: dict[str, Reader] = {"day_of_event": day_of_event, "anniversary": anniversary}

"""Checks that tell times from look-alikes: names, numbers, verbs, ages.

Rules name them; each says yes or no to a match. Lists of words are data (resources/en/time/lookalikes.yaml); the checks
only know where to look.
"""

from collections.abc import Callable
from functools import cache

from ...resources import load_yaml
from .happenings import happening_after
from .sight import MatchedSpan
from .tense import direction_at

_MODIFIER_DEPS = frozenset({"compound", "amod", "nummod", "nmod", "quantmod"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_VERB_TAGS = frozenset({"MD", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_CLAUSE_END = frozenset([*".,;:!?)]-—\"”’'…", "", "\n", "and", "but", "or"])
_OBJECT_DEPS = frozenset({"pobj", "pcomp", "prep", "relcl", "ccomp"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_yaml("en/time/lookalikes.yaml")[name])


def premodifies(span: MatchedSpan) -> bool:
    """Whether the span stands before a noun that it modifies: "the 1988 bombing", "a Friday meeting"."""
    node, tree = span.node, span.tree
    if node is None:
        return False
    start = span.sight.tokens.starts[span.first]
    for _ in span.words:
        if start <= tree.starts[tree.heads[node]] < span.end:
            node = tree.heads[node]
    head = tree.heads[node]
    modifies = tree.deps[node] in _MODIFIER_DEPS and tree.tags[head] in _NOUN_TAGS
    return modifies and head > node and tree.starts[head] >= span.end


def stands_alone(span: MatchedSpan) -> bool:
    return not premodifies(span) and span.after != "-"


def day_is_not_count(span: MatchedSpan) -> bool:
    """Not "March 10 people": a day that counts the plural noun after it."""
    node, tree = span.node, span.tree
    if node is None or tree.deps[node] != "nummod" or "year" in span.fields:
        return True
    head = tree.heads[node]
    return not (tree.tags[head] == "NNS" and head == node + 1)


def month_is_time(span: MatchedSpan) -> bool:
    """Not the verbs may and march, nor people called April, June or May."""
    token = span.token_of(_words("doubtful_months"))
    if token is None:
        return True
    node = span.sight.node(token)
    if node is None or span.tree.tags[node] in _VERB_TAGS or span.named(node, "PERSON"):
        return False
    before = span.word(token - 1) if span.word(token - 1) != "." else span.word(token - 2)
    if before.rstrip(".") in _words("titles"):
        return False
    if "year" in span.fields:
        return True
    if before == "the" and span.last == token + 1:
        return premodifies(span)
    if before in _words("before_months"):
        return True
    beside_name = span.capital(token + 1) or (span.capital(token - 1) and not span.opens_sentence(token - 1))
    return not beside_name


def year_is_time(span: MatchedSpan) -> bool:
    """Not a count ("1988 people"), an amount, or a number that names a thing ("flight 1988")."""
    if span.last - span.first > 1 and span.word(span.last - 2) in ("year", "years", "fiscal"):
        return True
    if span.after in _words("counted") or (span.after == "-" and span.word(span.last + 1) in _words("counted")):
        return False
    if span.fields.keys() & {"early", "beginning", "part"}:
        return True
    if span.before.rstrip(".") in _words("numbered") and "mod" not in span.fields:
        return False
    if premodifies(span):
        return not _counts(span)
    return not _is_round(span) or span.before in _words("before_years")


def _is_round(span: MatchedSpan) -> bool:
    """Whether a number is as likely a count as a year: 1500, 1600, 1200."""
    year = int(span.fields["year"])
    return year < 1700 or (year % 100 == 0 and year not in (1900, 2000))


def _counts(span: MatchedSpan) -> bool:
    """Whether the number counts the noun that it stands before: "1984 soldiers", not "the 1984 elections"."""
    node, tree = span.node, span.tree
    head = tree.heads[node] if node is not None else None
    if _is_round(span):
        return True
    plural = head is not None and tree.tags[head] in ("NNS", "NNPS")
    return plural and span.before not in _words("before_plural_year")


def decade_is_time(span: MatchedSpan) -> bool:
    """Not "in his sixties", nor the bare word."""
    if any(word[-2:] == "0s" and len(word) != len("80s") for word in span.words):
        return span.before not in _words("owners") - {"the", "a", "an"}
    return "the" in span.words


def season_is_time(span: MatchedSpan) -> bool:
    """Not the verbs fall and spring, a fall in prices, the fall of a city, nor the Prague Spring."""
    node, tree = span.node, span.tree
    if "year" in span.fields or span.last - span.first > 2:
        return True
    token = span.last - 1
    if node is None or tree.tags[node] in _VERB_TAGS:
        return False
    if span.capital(token) and span.capital(token - 1) and not span.opens_sentence(token - 1):
        return False
    article = span.before if span.first == token else span.word(span.first)
    if article in ("a", "an") and not premodifies(span):
        return False
    if span.word(token) == "fall":
        placed = premodifies(span) or span.before in _words("before_fall")
        return placed and span.after not in ("of", "in", "from", "-")
    return True


def quarter_is_time(span: MatchedSpan) -> bool:
    return span.after not in ("of", "-") or "year" in span.fields


def is_single_occasion(span: MatchedSpan) -> bool:
    """Not "Christmas trees"; the "Christmas Day bombing" is one of a day."""
    return span.last - span.first > 1 or not premodifies(span)


def capital(span: MatchedSpan) -> bool:
    return any(span.capital(i) for i in range(span.first, span.last))


def weekday_is_time(span: MatchedSpan) -> bool:
    """Not the Sunday Times, nor Black Friday."""
    node = span.node
    if span.capital(span.last) and span.after in _words("after_weekdays"):
        return False
    if span.before in _words("before_weekdays") and span.capital(span.first - 1):
        return False
    name = span.named(node, "ORG", "WORK_OF_ART", "PRODUCT", "PERSON", "LAW") if node is not None else None
    return name is None or name.end == (node or 0) + 1 or not span.capital(span.last)


def clock_is_time(span: MatchedSpan) -> bool:
    """Not a score or a verse: a bare 10:30 counts after "at" and the like only."""
    if span.fields.keys() & {"ampm", "hour", "zone", "weekday", "offset", "mod"}:
        return True
    words = span.words
    if any(word[0].isdigit() and "." in word for word in words) and "ampm" not in span.fields:
        return span.before == "at" and span.after in ("on", ",", ".", "local", "gmt", "")
    if "clock" in words or "past" in words or "oclock" in words or any(word.endswith("m") for word in words):
        return True
    return span.before in _words("before_clock") or span.before[:4].isdigit()


def not_in_name(span: MatchedSpan) -> bool:
    """Not USA Today, nor the Daily Bugle."""
    first, last = span.first, span.last - 1
    if not span.capital(first):
        return True
    if span.capital(first - 1) and not span.opens_sentence(first) and span.before not in _words("opening"):
        return False
    return not span.capital(last + 1) or (span.opens_sentence(first) and premodifies(span) is False)


def not_title(span: MatchedSpan) -> bool:
    """Not a programme called This Morning."""
    return not any(span.capital(i) for i in range(span.first + 1, span.last))


def is_no_ideal(span: MatchedSpan) -> bool:
    """Not "a brighter tomorrow"."""
    node = span.sight.node(span.first - 1)
    return node is None or span.tree.tags[node] not in ("JJ", "JJR", "JJS", "RBR")


def last_without_article(span: MatchedSpan) -> bool:
    """Not "the last week of school", nor "his next year"."""
    return span.before not in _words("owners")


def last_is_adjective(span: MatchedSpan) -> bool:
    """Not the verb: "to last six weeks"."""
    token = span.token_of(frozenset({"last"}))
    node = span.sight.node(token) if token is not None else None
    return node is None or span.tree.tags[node] not in ("VB", "VBP") or span.word((token or 0) - 1) == "the"


def that_is_determiner(span: MatchedSpan) -> bool:
    """Not the conjunction: "he said that day care is dear"."""
    if span.word(span.first) != "that":
        return True
    node = span.sight.node(span.first)
    before = span.sight.node(span.first - 1)
    said = before is not None and span.tree.tags[before][:2] in ("VB", "NN", "PR", "JJ")
    return node is not None and (span.tree.tags[node] == "DT" or not said) and not premodifies(span)


def no_object(span: MatchedSpan) -> bool:
    """Not "the day before the trial": nothing that the last word takes with it."""
    node, tree = span.node, span.tree
    if node is None or tree.deps[node] == "mark" or span.after in _words("persons_after") or span.after == "of":
        return False
    return not any(child > node and tree.deps[child] in _OBJECT_DEPS for child in tree.children[node])


def no_of(span: MatchedSpan) -> bool:
    """Not "at the moment of truth"."""
    return span.after not in ("of", "that", "when")


def opens_clause(span: MatchedSpan) -> bool:
    """Takes "Ten years on, nobody is charged", not "two days on, two days off"."""
    again = span.word(span.last + 1) in span.words
    return span.opens_sentence(span.first) and span.after == "," and not again


def lies_ahead(span: MatchedSpan) -> bool:
    """Takes "will soon leave", not "soon left", "as soon as", nor "soon after"."""
    beside = span.before in ("as", "so", "too", "how") or span.after in (
        "after",
        "afterwards",
        "afterward",
        "as",
        "enough",
    )
    return not beside and direction_at(span.tree, span.node) == "future"


def leads_to_happening(span: MatchedSpan) -> bool:
    """Takes "the day after the fire" and "the day after he left", not "the morning of his life"."""
    node = span.sight.node(span.last - 1)
    return happening_after(span.tree, node) is not None


def before_no_name(span: MatchedSpan) -> bool:
    """Not "by then Senator Olsen"."""
    return not span.capital(span.last)


def followed_by_of(span: MatchedSpan) -> bool:
    return span.after == "of"


def is_bare_adjective(span: MatchedSpan) -> bool:
    """Takes "recent victories", not "the most recent victory", nor the Current River."""
    node, tree = span.node, span.tree
    if node is None or tree.deps[node] != "amod" or tree.heads[node] <= node or span.capital(span.first):
        return False
    return span.before not in ("most", "more", "very") and span.after not in ("affairs", "account")


def back_is_time(span: MatchedSpan) -> bool:
    return span.words[-1] != "back" or span.after in _CLAUSE_END


def follows_amount(span: MatchedSpan) -> bool:
    """Takes "1500 cars a day": what hangs on a counted noun is a rate."""
    node, tree = span.node, span.tree
    if node is None or tree.deps[node] != "npadvmod":
        return False
    head = tree.heads[node]
    counted = tree.tags[head] in ("NNS", "CD", "$") or tree.child(head, "nummod") is not None
    return head < node and counted


def not_age(span: MatchedSpan) -> bool:
    """Not "three years old", "aged ten years", "the 31-year-old"."""
    after = span.after if span.after != "-" else span.word(span.last + 1)
    of_age = after == "of" and span.word(span.last + 1) == "age"
    return after not in ("old", "olds") and span.before not in ("aged", "age") and not of_age


def is_an_age(span: MatchedSpan) -> bool:
    """Not "a year old", which is as often said of things."""
    return span.words[0] not in ("a", "an", "the")


def length_is_time(span: MatchedSpan) -> bool:
    """Not "a second man", "a quarter of them", "some day", "one day he came", "a day trader", "75 hours of tape"."""
    words, unit = span.words, span.fields.get("unit")
    if span.after == "of" and span.word(span.last + 1) in _words("recorded"):
        return False
    counts = set(words) & {"a", "an"} and len(words) == 2
    if unit == "Q" and (span.after == "of" or "a" in words):
        return False
    if counts and (unit in ("TS", "Q") or premodifies(span) or span.after == "-"):
        return False
    if "vague" in span.fields and not words[-1].endswith(("s", "ia", "half")):
        return False
    if words == ["one", "day"]:
        return span.before in _words("one_day_before")
    return span.word(span.last - 1) != "second" or span.last - span.first == 1


def plural_is_length(span: MatchedSpan) -> bool:
    return not premodifies(span) and not (span.after == "of" and span.word(span.last + 1) == "old")


def span_of_one(span: MatchedSpan) -> bool:
    moment = span.fields.get("unit") in ("TS", "TM")
    return not premodifies(span) and span.after not in ("of", "before", "when", "in") and not moment


def since_ends_clause(span: MatchedSpan) -> bool:
    node, tree = span.node, span.tree
    return node is not None and span.after in _CLAUSE_END and not any(child > node for child in tree.children[node])


def now_is_time(span: MatchedSpan) -> bool:
    """Not "now that he is gone", "Now, listen", nor Apocalypse Now."""
    if span.word(span.last - 1) != "now":
        return span.before != "as" and not_in_name(span)
    if span.after == "that" or (span.opens_sentence(span.first) and span.after == ","):
        return False
    return not_in_name(span)


CHECKS: dict[str, Callable[[MatchedSpan], bool]] = {
    check.__name__: check
    for check in (
        back_is_time,
        before_no_name,
        capital,
        followed_by_of,
        follows_amount,
        is_an_age,
        is_bare_adjective,
        is_no_ideal,
        is_single_occasion,
        clock_is_time,
        day_is_not_count,
        decade_is_time,
        last_is_adjective,
        last_without_article,
        leads_to_happening,
        length_is_time,
        lies_ahead,
        month_is_time,
        no_object,
        no_of,
        not_age,
        not_in_name,
        not_title,
        now_is_time,
        opens_clause,
        plural_is_length,
        quarter_is_time,
        season_is_time,
        since_ends_clause,
        span_of_one,
        stands_alone,
        that_is_determiner,
        weekday_is_time,
        year_is_time,
    )
}

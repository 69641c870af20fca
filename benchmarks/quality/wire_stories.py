"""Invented wire stories, written from a grammar (``wire.yaml``) with a seed.

Forty conflicts go on at one time, each in a country of its own with its people, towns and tolls. A story tells of one
happening in one of them, so two stories of one conflict, or of one kind of happening, have names, formulas and
background in common by chance, as stories of one news desk have.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_GRAMMAR = Path(__file__).with_name("wire.yaml")
_GAP = re.compile(r"(?<=[a-z]) (?=[a-z])")
_OWN_WORDS = 1 / 8
_SLOT = re.compile(r"\{((?:[^{}]|\{\w+\})+)\}")
_CONFLICTS = 40
_OUTLETS = 36
_ONSETS = ["b", "br", "d", "dr", "f", "g", "gr", "h", "k", "kh", "l", "m", "n", "p", "r", "s", "sh", "st", "t", "v"]
_NUCLEI = ["a", "e", "i", "o", "u", "ai", "ou", "ea"]
_CODAS = ["", "", "", "l", "n", "r", "s", "m", "k", "t", "sk", "rn"]
_GROUPS = ["{} Front", "{} Liberation Army", "Movement for a Free {}", "{} Council", "People's Union of {}"]
_GROUP_WORDS = {"Front", "Army", "Movement", "Council", "Union"}
_OFFICES = ["Foreign", "Interior", "Defence", "Finance", "Justice"]
_TRADES = ["copper", "cotton", "timber", "fish", "wheat", "oil", "tea", "cement", "wool", "sugar"]
_SITES = ["the {} hotel", "the {} market", "{} station", "the {} bridge", "the {} works", "{} school", "the {} mosque"]
_CRIMES = ["bribery", "smuggling", "fraud", "espionage", "arms dealing", "kidnapping", "embezzlement"]
_VEHICLES = ["white van", "lorry", "fuel truck", "taxi", "delivery van", "tractor"]
_ISSUES = ["pay", "prisoners", "the border", "water rights", "a new constitution", "land", "customs", "amnesty"]
_PAPERS = ["{} Herald", "{} Gazette", "{} Times", "Daily {}", "{} Post", "{} News Agency", "{} Observer", "{} Online"]
_FREE = {"lede", "fact", "background", "reaction", "quote_start", "quote_middle", "quote_end", "quoted"}
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

Facts = Mapping[str, str]


class Sentence(NamedTuple):
    """``origin`` is the number of the document that it was written for."""

    text: str
    origin: int
    quoted: bool = False


class Story(NamedTuple):
    """A text as it is before an outlet puts its furniture around it."""

    headline: str
    paragraphs: Sequence[Sequence[Sentence]]
    facts: Facts


class Outlet(NamedTuple):
    """``head`` and ``feet`` are the furniture; empty where it has none."""

    name: str
    head: str
    feet: Sequence[str]


@lru_cache(maxsize=1)
def grammar() -> dict[str, Any]:
    """The rules, words that are any of a group written as such a choice."""
    loaded: dict[str, Any] = yaml.safe_load(_GRAMMAR.read_text("utf-8"))
    groups = {group[0]: f"{{{'|'.join(group)}}}" for group in loaded["alike"]}
    longest = "|".join(sorted(groups, key=len, reverse=True))
    pattern = re.compile(rf"\{{(?:[^{{}}]|\{{\w+\}})+\}}|\b(?:{longest})\b")

    def freed(line: str) -> str:
        return pattern.sub(lambda match: groups.get(match[0], match[0]), line)

    for rules in (loaded["common"], *loaded["kinds"].values()):
        for name in rules.keys() & _FREE:
            rules[name] = [freed(line) for line in rules[name]]
    return loaded


@cache
def _parts(template: str) -> Sequence[str]:
    """Plain stretches and slots, by turns."""
    return _SLOT.split(template)


class Desk:
    """Writes stories, and knows the conflicts and the outlets."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.common: dict[str, list[str]] = {name: list(map(str, rule)) for name, rule in grammar()["common"].items()}
        self.kinds: dict[str, dict[str, list[str]]] = grammar()["kinds"]
        self.conflicts = [self._conflict() for _ in range(_CONFLICTS)]
        self.outlets = [self._outlet() for _ in range(_OUTLETS)]
        self.sums = list(accumulate(1 / (rank + 3) for rank in range(_OUTLETS)))

    def story(self, number: int, facts: Facts | None = None, quote: Sentence | None = None) -> Story:
        """A story of about 300 words; of the happening that ``facts`` are of and with the ``quote``, if given."""
        rng = self.rng
        facts = facts or self.facts()
        rules = self._rules(facts)
        say = self._sayer(rules, facts)
        facts_told = [self._own(say(line)) for line in rng.sample(rules["fact"], rng.randint(4, 7))]
        quotes = [Sentence(say(line), number, True) for line in rng.sample(rules["quoted"], rng.randint(1, 3))]
        if quote is not None:
            quotes[0] = quote
        reactions = [self._own(say(line)) for line in self._some(rules["reaction"], 3)]
        formulas = map(say, self._some(rules["formula"], 2))
        told = [Sentence(text, number) for text in (*facts_told, *reactions, *formulas)]
        rng.shuffle(told)
        background = [Sentence(self._own(say(line)), number) for line in self._some(rules["background"], 3)]
        lede = Sentence(f"{facts['place'].upper()} - {self._own(say(rng.choice(rules['lede'])))}", number)
        body = self._grouped(told)
        for sentence in quotes:
            body.insert(rng.randint(0, len(body)), [sentence])
        return Story(say(rng.choice(rules["headline"])), [[lede], *body, *self._grouped(background)], facts)

    def headline(self, facts: Facts) -> str:
        rules = self._rules(facts)
        return self._sayer(rules, facts)(self.rng.choice(rules["headline"]))

    def byline(self, facts: Facts) -> str:
        return self._sayer(self.common, facts)(self.rng.choice(self.common["byline"]))

    def sentence(self, number: int, facts: Facts) -> Sentence:
        """A sentence that a copying outlet adds."""
        rule = self.rng.choice(["reaction", "background", "formula"])
        return Sentence(self._sayer(self._rules(facts), facts)(self.rng.choice(self.common[rule])), number)

    def outlet(self) -> Outlet:
        return self.rng.choices(self.outlets, cum_weights=self.sums)[0]

    def facts(self) -> Facts:
        """What holds all through one story."""
        rng = self.rng
        conflict = rng.choice(self.conflicts)
        places = rng.sample(conflict["places"].split(","), 2)
        title, person = rng.choice(conflict["officials"].split(",")).split("/")
        return {
            **conflict,
            "kind": rng.choice(list(self.kinds)),
            "place": places[0],
            "town": places[1],
            "official": self._styled(title, person),
            "group": rng.choice([conflict["full"], conflict["full"], "the insurgents", conflict["short"]]),
            "title": f"{title}/{person}",
            "surname": person.split()[-1],
            "role": f"the {title.lower()} minister",
            "ministry": f"{title.lower()} ministry",
            "person": self.name(),
            "other": self.name(),
            "site": rng.choice(_SITES).format(self.word()),
            "number": str(rng.randint(2, 60)),
            "hurt": str(rng.randint(20, 240)),
            "on": rng.choice(_DAYS),
            "crime": rng.choice(_CRIMES),
            "vehicle": rng.choice(_VEHICLES),
            "issue": rng.choice(_ISSUES),
            "paper": rng.choice(self.outlets).name,
        }

    def retold(self, facts: Facts) -> Facts:
        """As another reporter tells them: the numbers need not be the same, nor who was asked."""
        numbers = {
            name: str(int(facts[name]) + self.rng.choice((-2, -1, 0, 0, 0, 1, 3))) for name in ("number", "hurt")
        }
        title, person = facts["title"].split("/")
        group = self.rng.choice([facts["full"], "the insurgents", facts["short"], "the rebels"])
        return {**facts, **numbers, "other": self.name(), "official": self._styled(title, person), "group": group}

    def _styled(self, title: str, person: str) -> str:
        """An official as one reporter calls him throughout."""
        short = f"{title} Minister {person.split()[-1]}"
        return self.rng.choice([f"{title} Minister {person}", short, f"{person} of the {title.lower()} ministry"])

    def _rules(self, facts: Facts) -> dict[str, list[str]]:
        return {**self.common, **self.kinds[facts["kind"]]}

    def _sayer(self, rules: Mapping[str, Sequence[str]], facts: Facts) -> Callable[[str], str]:
        choice = self.rng.choice

        def said(template: str) -> str:
            parts = list(_parts(template))
            for i in range(1, len(parts), 2):
                name = parts[i]
                parts[i] = facts[name] if name in facts else said(choice(rules.get(name) or name.split("|")))
            return "".join(parts)

        def say(template: str) -> str:
            text = said(template)
            return text[:1].upper() + text[1:]

        return say

    def _own(self, text: str) -> str:
        """With words of the writer's own put in, one about every eight words: no two people fill a frame alike."""

        def put(match: re.Match[str]) -> str:
            return f" {self.rng.choice(self.common['own'])} " if self.rng.random() < _OWN_WORDS else match[0]

        return _GAP.sub(put, text)

    def _some(self, lines: Sequence[str], most: int) -> list[str]:
        return self.rng.sample(lines, self.rng.randint(1, most))

    def _grouped(self, sentences: list[Sentence]) -> list[list[Sentence]]:
        """Paragraphs of one to three sentences."""
        grouped: list[list[Sentence]] = []
        while sentences:
            count = self.rng.choice((1, 2, 2, 2, 3))
            grouped.append(sentences[:count])
            sentences = sentences[count:]
        return grouped

    def _conflict(self) -> dict[str, str]:
        rng = self.rng
        group = rng.choice(_GROUPS).format(self.word())
        country, since = self.word(2), f"{rng.choice(self.common['month'])} {rng.randint(1998, 2012)}"
        return {
            "country": country,
            "capital": self.word(),
            "neighbour": self.word(),
            "province": self.word(),
            "places": ",".join(self.word() for _ in range(4)),
            "officials": ",".join(f"{title}/{self.name()}" for title in rng.sample(_OFFICES, 2)),
            "full": f"the {group}",
            "short": "the " + next(word for word in group.split() if word in _GROUP_WORDS),
            "president": self.name(),
            "since": since,
            "toll": f"{rng.randint(2, 90)},000",
            "displaced": f"{rng.randint(100, 900)},000",
            "distance": str(rng.randint(20, 400)),
            "size": f"{rng.randint(8, 90)},000",
            "trade": rng.choice(_TRADES),
        }

    def _outlet(self) -> Outlet:
        rng = self.rng
        city = self.word()
        name = rng.choice(_PAPERS).format(city)
        say = self._sayer(self.common, {"outlet": name, "city": city, "year": str(rng.randint(1850, 1990))})
        head = say(rng.choice(self.common["head"])) if rng.random() < 0.4 else ""
        feet = [say(line) for line in rng.sample(self.common["foot"], rng.choice((0, 1, 1, 2)))]
        return Outlet(name, head, feet)

    def name(self) -> str:
        return f"{self.word()} {self.word()}"

    def word(self, syllables: int = 0) -> str:
        count = syllables or self.rng.choice((1, 2, 2, 3))
        parts = (self.rng.choice(some) for _ in range(count) for some in (_ONSETS, _NUCLEI, _CODAS))
        return "".join(parts).capitalize()

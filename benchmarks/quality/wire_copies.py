"""Copies of invented wire stories: whole, cut, lifted from, merged and rewritten, each with where its words are from.

Of the copies: 30 in 100 are whole, 24 the first paragraphs, 20 a paragraph or two in an article of one's own, 12 two
stories in one, 14 rewritten (sentences left out, put elsewhere and added). Three in ten are copies of a copy. On top of
that each outlet replaces one word in eight of some sentences (of none to half of them; a quarter to nine in ten when it
rewrites, at most a quarter when it lifts), swaps neighbouring paragraphs, changes the headline, shortens names and puts
its own furniture around the text, sometimes with that of the outlet it copies from.
One root in ten is a report of its own on a happening that another reports too, and shares a quotation with it.

How often a story is copied falls with its rank, as 1 / (rank + 2). Copies come on the same day or later; three in a
hundred documents have no date, three no outlet.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, chain
from typing import NamedTuple

from allegedly.model import Annotated, Document, Span, sha256

from .wire_stories import Desk, Outlet, Sentence, Story

_FIRST_DAY = date(2013, 1, 1)
_DAYS = 120
_KINDS = {"whole": 30, "cut": 24, "lifted": 20, "merged": 12, "rewritten": 14}
_DELAYS = {0: 45, 1: 35, 2: 12, 5: 8}
_TOUCHED = {
    "whole": (0, 0, 0, 0.1, 0.25, 0.5),
    "cut": (0, 0, 0, 0.1, 0.25, 0.5),
    "merged": (0, 0, 0, 0.1, 0.25, 0.5),
    "lifted": (0, 0, 0, 0, 0.1, 0.25),
    "rewritten": (0.25, 0.5, 0.75, 0.9),
}
_REPLACED = 0.12
_WORTH_LIFTING = 25
_WORD = re.compile(r"\b[a-z]+\b")


class Wire(NamedTuple):
    """One document of the simulation.

    ``root`` is the number of the document in which the most of its copied words were first written, its own number
    where none are copied. ``parts`` are its sentences in order, each with its span in the text and its root: the
    document that it was first written for; of what somebody added to a copied story, the root of the story. ``done``
    names what was done to make it.
    """

    number: int
    annotated: Annotated
    root: int
    parts: Sequence[tuple[Span, int]]
    done: Sequence[str]


class _Made(NamedTuple):
    story: Story
    day: int
    outlet: Outlet
    foot: str


def made_up(seed: int, roots: int = 200, documents: int = 600, most: int = 0) -> Iterator[Wire]:
    """``documents`` documents, of which the first ``roots`` copy nothing; the next ``most`` all copy the first."""
    return _Copyists(seed, roots, most).documents(documents)


class _Copyists:
    def __init__(self, seed: int, roots: int, most: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 (nothing secret)
        self.desk = Desk(self.rng)
        stories = [self.desk.story(0) for _ in range(40)]
        self.words = sorted(
            {word for story in stories for one in _sentences(story) for word in _WORD.findall(one.text)}
        )
        self.roots = roots
        self.most = most
        self.made: list[_Made] = []
        self.label: list[int] = []  # the root of what was written for a document
        self.family: list[int] = []  # the root that it was copied from first, for the number of copies
        self.copies: list[list[int]] = [[] for _ in range(roots)]
        self.sums = list(accumulate(1 / (rank + 2) for rank in range(roots)))

    def documents(self, count: int) -> Iterator[Wire]:
        for number in range(count):
            if number < self.roots:
                story, day, source, done = self.root(number)
            else:
                story, day, source, done = self.copy(number)
            yield self.printed(number, story, day, source, done)

    def root(self, number: int) -> tuple[Story, int, int | None, list[str]]:
        if number and self.rng.random() < 0.1:
            other = self.made[self.rng.randrange(number)]
            quotes = [one for part in other.story.paragraphs for one in part if one.quoted]
            quote = self.rng.choice(quotes)
            story = self.desk.story(number, self.desk.retold(other.story.facts), quote._replace(origin=number))
            return story, other.day + self.delay(), None, ["shares a quotation"]
        return self.desk.story(number), self.rng.randrange(_DAYS), None, ["own"]

    def copy(self, number: int) -> tuple[Story, int, int | None, list[str]]:
        kind = self.rng.choices(list(_KINDS), list(_KINDS.values()))[0]
        source = self.source(0 if number < self.roots + self.most else None)
        first = self.made[source]
        likely = [part for part in first.story.paragraphs if _narration(part) >= _WORTH_LIFTING]
        if kind == "lifted" and not likely:
            kind = "cut"
        done = [kind]
        day = first.day + self.delay()
        if kind == "merged":
            other = self.source()
            while self.family[other] == self.family[source]:
                other = self.source()
            story = self.merged(first.story, self.made[other].story)
            day = max(first.day, self.made[other].day) + (self.delay() or self.rng.choice((0, 1, 1, 1)))
        elif kind == "lifted":
            story = self.lifted(number, first.story, likely)
        else:
            story = first.story if kind == "whole" else self.shortened(first.story, number, kind)
        if source >= self.roots:
            done.append("copy of a copy")
        return self.edited(story, kind, done), day, source, done

    def source(self, root: int | None = None) -> int:
        """A root, the likelier the lower its number, or as often a copy of it."""
        if root is None:
            root = self.rng.choices(range(self.roots), cum_weights=self.sums)[0]
        if self.copies[root] and self.rng.random() < 0.5:
            return self.rng.choice(self.copies[root])
        return root

    def delay(self) -> int:
        return self.rng.choices(list(_DELAYS), list(_DELAYS.values()))[0]

    def merged(self, one: Story, other: Story) -> Story:
        """The first paragraphs of two stories, one after the other or by turns."""
        mine = one.paragraphs[: max(3, int(len(one.paragraphs) * self.rng.uniform(0.5, 0.9)))]
        theirs = other.paragraphs[: max(2, int(len(other.paragraphs) * self.rng.uniform(0.3, 0.6)))]
        if self.rng.random() < 0.3:
            mixed = [part for pair in zip(mine, theirs, strict=False) for part in pair]
            return one._replace(paragraphs=[*mixed, *mine[len(theirs) :], *theirs[len(mine) :]])
        return one._replace(paragraphs=[*mine, *theirs])

    def lifted(self, number: int, source: Story, likely: Sequence[Sequence[Sentence]]) -> Story:
        """An article of one's own with one or two paragraphs of at least 25 words of narration from another."""
        own = self.desk.story(number, self.desk.retold(source.facts))
        taken = self.rng.sample(likely, min(len(likely), self.rng.choice((1, 1, 2))))
        paragraphs = list(own.paragraphs[: self.rng.randint(3, 9)])
        for part in taken:
            paragraphs.insert(self.rng.randint(1, len(paragraphs)), part)
        return own._replace(paragraphs=paragraphs)

    def shortened(self, story: Story, number: int, kind: str) -> Story:
        if kind == "cut":
            return story._replace(paragraphs=story.paragraphs[: self.rng.randint(2, max(2, len(story.paragraphs) - 1))])
        sentences = [one for part in story.paragraphs for one in part if self.rng.random() > 0.15] or [
            story.paragraphs[0][0]
        ]
        for _ in range(self.rng.randint(1, 4)):
            i = self.rng.randrange(len(sentences))
            sentences.insert(self.rng.randint(0, len(sentences)), sentences.pop(i))
        for _ in range(self.rng.randint(0, 3)):
            sentences.insert(self.rng.randint(1, len(sentences)), self.desk.sentence(number, story.facts))
        return story._replace(paragraphs=[sentences[i : i + 2] for i in range(0, len(sentences), 2)])

    def edited(self, story: Story, kind: str, done: list[str]) -> Story:
        """``story`` with some of its words and paragraphs changed; what was changed is added to ``done``."""
        share = self.rng.choice(_TOUCHED[kind])
        paragraphs = [list(part) for part in story.paragraphs]
        if share:
            done.append(f"words replaced: in {100 * share:.0f} % of the sentences")
            paragraphs = [[self.replaced(one, share) for one in part] for part in paragraphs]
        if self.rng.random() < 0.3:
            done.append("names shortened")
            title, surname = story.facts["official"], "Mr " + story.facts["surname"]
            paragraphs = [[one._replace(text=one.text.replace(title, surname)) for one in part] for part in paragraphs]
        if len(paragraphs) > 3 and self.rng.random() < 0.25:
            done.append("paragraphs swapped")
            i = self.rng.randrange(1, len(paragraphs) - 1)
            paragraphs[i], paragraphs[i + 1] = paragraphs[i + 1], paragraphs[i]
        headline = story.headline
        if self.rng.random() < 0.7:
            done.append("headline changed")
            headline = self.desk.headline(story.facts)
        return Story(headline, paragraphs, story.facts)

    def replaced(self, sentence: Sentence, share: float) -> Sentence:
        def other(match: re.Match[str]) -> str:
            return self.rng.choice(self.words) if self.rng.random() < _REPLACED else match[0]

        if self.rng.random() > share:
            return sentence
        return sentence._replace(text=_WORD.sub(other, sentence.text))

    def printed(self, number: int, story: Story, day: int, source: int | None, done: list[str]) -> Wire:
        """The document, with furniture around the story, and where its narration was first written."""
        outlet, foot = self.desk.outlet(), ""
        if outlet.feet and self.rng.random() < 0.85:
            foot = self.rng.choice(outlet.feet)
        edges = [outlet.head] if outlet.head and self.rng.random() < 0.85 else []
        paragraphs = [" ".join(one.text for one in part) for part in story.paragraphs]
        feet = [self.desk.byline(story.facts)] if self.rng.random() < 0.3 else []
        if source is not None and self.made[source].foot and self.rng.random() < 0.15:
            done.append("furniture copied")
            feet.append(self.made[source].foot)
        before = [*edges, story.headline]
        text = "\n\n".join([*before, *paragraphs, *feet, *([foot] if foot else [])])
        known, dated = self.rng.random() > 0.03, self.rng.random() > 0.03
        digest = sha256(f"{number} {text}".encode())
        document = Document(
            digest,
            text,
            digest,
            outlet=outlet.name if known else None,
            published=_FIRST_DAY + timedelta(days=day) if dated else None,
        )
        self.made.append(_Made(story, day, outlet, foot))
        root = self.main_root(number, story)
        self.label.append(number if source is None or "lifted" in done else root)
        self.family.append(number if source is None else self.family[source])
        if source is not None:
            self.copies[self.family[source]].append(number)
        parts = tuple(self.parts(story, len("\n\n".join(before)) + 2, root))
        return Wire(number, Annotated(document, (), (), (), (), (), (), ()), root, parts, tuple(done))

    def main_root(self, number: int, story: Story) -> int:
        counted: Counter[int] = Counter()
        for one in _sentences(story):
            if one.origin != number:
                counted[self.label[one.origin]] += len(one.text.split())
        return max(counted, key=lambda root: (counted[root], -root)) if counted else number

    def parts(self, story: Story, start: int, root: int) -> Iterator[tuple[Span, int]]:
        for paragraph in story.paragraphs:
            for one in paragraph:
                yield (start, start + len(one.text)), self.label[one.origin]
                start += len(one.text) + 1
            start += 1


def _narration(part: Sequence[Sentence]) -> int:
    return sum(len(one.text.split()) for one in part if not one.quoted)


def _sentences(story: Story) -> Iterator[Sentence]:
    return chain.from_iterable(story.paragraphs)

"""Who is whom inside a document, against MEANTIME (its entities in the articles about Apple), scored as at CoNLL-2012.

    python -m benchmarks.quality.coreference [DATA] [--errors]

DATA is the folder of development data, ``../shared/data`` by default. Only the part of each article that its annotators
worked on counts. A found mention is the gold's of the same span, else one with the same head token that no other took;
what is left is spurious. Entities of one mention count, as they are in the gold.

The measures are those of the papers, with the counts of all articles summed up before they are divided: MUC (Vilain et
al. 1995), B-cubed (Bagga & Baldwin 1998), entity-based CEAF (Luo 2005, phi 4), and the mean of the three F1 (Pradhan et
al. 2012). Where one side lacks a mention of the other, it adds nothing to what is shared and counts in the whole
(Pradhan et al. 2014). ``cast.*`` is for gold people, organisations and locations, of which the product keeps a cast;
``all.*`` for gold products and sums of money too.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from allegedly.extract.cast import Cast, find_cast
from allegedly.model import Document, Span, Voice, sha256
from allegedly.nlp.language import load
from allegedly.nlp.layout import paragraphs
from allegedly.nlp.tree import Tree

from .meantime import DEFAULT_DATA, MEANTIME, Text, texts

Clusters = Sequence[frozenset[Hashable]]
CAST = frozenset({"PER", "ORG", "LOC"})


@dataclass(frozen=True, slots=True)
class GoldMention:
    """``head`` is the offset of the head word where the gold says which it is."""

    span: Span
    head: int | None
    entity: str
    type: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its gold mentions, and the offset up to which it was annotated."""

    name: str
    text: str
    gold: tuple[GoldMention, ...]
    limit: int


@dataclass(slots=True)
class Tally:
    """What is shared, of the whole of the key (recall) and of the response (precision)."""

    shared_of_key: float = 0.0
    key: float = 0.0
    shared_of_response: float = 0.0
    response: float = 0.0

    def add(self, other: "Tally") -> None:
        self.shared_of_key += other.shared_of_key
        self.key += other.key
        self.shared_of_response += other.shared_of_response
        self.response += other.response

    @property
    def recall(self) -> float:
        return self.shared_of_key / self.key if self.key else 0.0

    @property
    def precision(self) -> float:
        return self.shared_of_response / self.response if self.response else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def muc(key: Clusters, response: Clusters) -> Tally:
    """Links: of the fewest that hold each entity together, those that the other side has too (Vilain et al. 1995)."""
    return Tally(*_links(key, response), *_links(response, key))


def _links(key: Clusters, response: Clusters) -> tuple[int, int]:
    owner = {mention: number for number, cluster in enumerate(response) for mention in cluster}
    shared = whole = 0
    for cluster in key:
        parts = {owner.get(mention, mention) for mention in cluster if mention in owner}
        shared += len(cluster) - len(parts) - sum(mention not in owner for mention in cluster)
        whole += len(cluster) - 1
    return shared, whole


def b_cubed(key: Clusters, response: Clusters) -> Tally:
    """For each mention, the share of its entity that is in the other side's one too (Bagga & Baldwin 1998)."""
    overlaps = [(a, b, len(a & b)) for a in key for b in response]
    return Tally(
        sum(common**2 / len(a) for a, _, common in overlaps),
        sum(map(len, key)),
        sum(common**2 / len(b) for _, b, common in overlaps),
        sum(map(len, response)),
    )


def ceaf_e(key: Clusters, response: Clusters) -> Tally:
    """The best one-to-one alignment of entities, a pair worth the Dice coefficient of its two (Luo 2005, phi 4)."""
    alike = [[2 * len(a & b) / (len(a) + len(b)) for b in response] for a in key]
    best = sum(alike[row][column] for row, column in assigned(alike))
    return Tally(best, len(key), best, len(response))


MEASURES: dict[str, Callable[[Clusters, Clusters], Tally]] = {"muc": muc, "b_cubed": b_cubed, "ceaf_e": ceaf_e}


def assigned(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs of rows and columns, each used once, of the most worth together (Kuhn 1955; Munkres 1957), by row.

    Rows are added one by one along shortest augmenting paths (Jonker & Volgenant 1987): cubic time.
    """
    if not worth or not worth[0]:
        return []
    if len(worth) > len(worth[0]):
        return sorted((row, column) for column, row in assigned([list(one) for one in zip(*worth, strict=True)]))
    columns = len(worth[0])
    by_row, by_column = [0.0] * len(worth), [0.0] * (columns + 1)
    row_of = [-1] * (columns + 1)  # the last column stands for none
    for row in range(len(worth)):
        row_of[columns] = row
        for column, before in _augmenting(worth, row_of, by_row, by_column):
            row_of[column] = row_of[before]
    return sorted((row, column) for column, row in enumerate(row_of[:columns]) if row >= 0)


def _augmenting(
    worth: Sequence[Sequence[float]], row_of: list[int], by_row: list[float], by_column: list[float]
) -> list[tuple[int, int]]:
    """The steps that bring the row of the last column to a free one, as (column, the column before it)."""
    columns = len(worth[0])
    column, seen = columns, [False] * columns
    least, before = [float("inf")] * columns, [columns] * columns
    while row_of[column] >= 0:
        if column < columns:
            seen[column] = True
        row = row_of[column]
        for other in range(columns):
            slack = -worth[row][other] - by_row[row] - by_column[other]
            if not seen[other] and slack < least[other]:
                least[other], before[other] = slack, column
        step, following = min((least[other], other) for other in range(columns) if not seen[other])
        for other in range(columns):
            if seen[other]:
                by_row[row_of[other]] += step
                by_column[other] -= step
            else:
                least[other] -= step
        by_row[row_of[columns]] += step
        column = following
    steps = []
    while column != columns:
        steps.append((column, before[column]))
        column = before[column]
    return steps


def meantime(folder: Path) -> Iterator[Article]:
    """The articles of MEANTIME with their entities."""
    for read in texts(folder):
        yield Article(read.name, read.text, tuple(_gold(read)), read.limit)


def _gold(read: Text) -> Iterator[GoldMention]:
    types = {entity.get("m_id", ""): entity.get("ent_type", "") for entity in read.root.iter("ENTITY")}
    entity_of: dict[str, str] = {}
    for refers in read.root.iter("REFERS_TO"):
        target = refers.find("target")
        for source in refers.findall("source"):
            entity_of[source.get("m_id", "")] = target.get("m_id", "") if target is not None else ""
    for mention in read.root.iter("ENTITY_MENTION"):
        tokens, entity = read.tokens_of(mention), entity_of.get(mention.get("m_id", ""), "")
        if tokens and entity in types:
            heads = [read.spans[t][0] for t in tokens if read.text[slice(*read.spans[t])] == mention.get("head")]
            span = read.spans[tokens[0]][0], read.spans[tokens[-1]][1]
            yield GoldMention(span, heads[-1] if heads else None, entity, types[entity])


def matched(gold: Sequence[GoldMention], cast: Cast, tree: Tree, limit: int) -> dict[int, int]:
    """The numbers of found mentions with those of the gold mentions that they are, each used once.

    Among gold mentions with the same head, the one of the most similar length is taken.
    """
    found = {number: one for number, one in enumerate(cast.mentions) if one.start < limit}
    by_span = {one.span: number for number, one in enumerate(gold)}
    pairs = {n: by_span[one.start, one.end] for n, one in found.items() if (one.start, one.end) in by_span}
    by_head: dict[int, set[int]] = defaultdict(set)
    for number in set(range(len(gold))) - set(pairs.values()):
        by_head[_head(gold[number], tree)].add(number)
    heads = {number: tree.starts[token] for token, number in cast.heads.items()}
    for number, one in found.items():
        rivals = by_head.get(heads.get(number, -1))
        if number not in pairs and rivals:
            pairs[number] = min(rivals, key=lambda g: (abs(_length(gold[g].span) - _length((one.start, one.end))), g))
            rivals.remove(pairs[number])
    return pairs


def _length(span: Span) -> int:
    return span[1] - span[0]


def _head(mention: GoldMention, tree: Tree) -> int:
    """The offset of the mention's head: the gold's, else the first of its words that depends on none of the others."""
    if mention.head is not None:
        return mention.head
    start, end = mention.span
    inside = [i for i, at in enumerate(tree.starts) if start <= at < end]
    tops = (i for i in inside if tree.heads[i] == i or tree.heads[i] not in inside)
    return tree.starts[next(tops)] if inside else start


def clusters(owners: Iterable[tuple[Hashable, Hashable]]) -> Clusters:
    """Mentions by their entity, from pairs of mention and entity."""
    together: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, entity in owners:
        together[entity].add(mention)
    return [frozenset(mentions) for mentions in together.values()]


def judged(article: Article, types: Collection[str] | None, errors: bool = False) -> tuple[Clusters, Clusters]:
    """The entities of the gold, of the given types or all, and those found; a mention of both has one name in both.

    Found mentions of gold entities of other types are left out.
    """
    cast, tree = _cast(article)
    pairs = matched(article.gold, cast, tree, article.limit)
    kept = {n for n, one in enumerate(article.gold) if types is None or one.type in types}
    key = clusters((n, article.gold[n].entity) for n in sorted(kept))
    found = [(pairs.get(n, one.id), one) for n, one in enumerate(cast.mentions) if one.start < article.limit]
    response = clusters((name, one.entity) for name, one in found if isinstance(name, str) or name in kept)
    if errors:
        _tell(article, cast, pairs)
    return key, response


def _cast(article: Article) -> tuple[Cast, Tree]:
    digest = sha256(article.text.encode())
    voice = Voice(id=digest[:16], kind="author", spans=((0, len(article.text)),))
    tree = load().parse(article.text, [start for start, _ in paragraphs(article.text)])
    return find_cast(Document(digest, article.text, digest, voices=(voice,)), tree), tree


def _tell(article: Article, cast: Cast, pairs: dict[int, int]) -> None:
    """Each gold entity with the found entities that its mentions are in; then what is no gold entity's."""
    owner = {g: cast.mentions[n].entity for n, g in pairs.items()}
    print(f"\n{article.name}")
    by_entity: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(article.gold):
        by_entity[one.entity].append(number)
    for numbers in by_entity.values():
        parts = Counter(cast.entity(owner[n]).name if n in owner else "-" for n in numbers)
        texts = " | ".join(article.text[slice(*article.gold[n].span)] for n in numbers)
        print(f"  {article.gold[numbers[0]].type} {texts}   found in: {dict(parts)}")
    spurious = [one.text for n, one in enumerate(cast.mentions) if n not in pairs and one.start < article.limit]
    print(f"  spurious: {' | '.join(spurious)}")


def score(data: Path, errors: bool = False) -> dict[str, float]:
    """F1 of finding mentions, of each measure and the mean, in percent; for the cast and for all entities."""
    folder = data / MEANTIME
    if not folder.is_dir():
        print(f"coreference: skipped, there is no folder {folder}")
        return {}
    articles = list(meantime(folder))
    figures: dict[str, float] = {}
    for name, types in (("cast", CAST), ("all", None)):
        both = [judged(article, types, errors and types is None) for article in articles]
        figures |= {f"{name}.{figure}": value for figure, value in scores(both).items()}
    return figures


def scores(both: Collection[tuple[Clusters, Clusters]]) -> dict[str, float]:
    """F1 in percent over documents of key and response clusters: of mentions, each measure, and ``conll_f1``."""
    tallies = {name: Tally() for name in MEASURES}
    mentions = Tally()
    for key, response in both:
        for name, measure in MEASURES.items():
            tallies[name].add(measure(key, response))
        of_key, of_response = frozenset[Hashable]().union(*key), frozenset[Hashable]().union(*response)
        common = len(of_key & of_response)
        mentions.add(Tally(common, len(of_key), common, len(of_response)))
    figures = {"mentions_f1": mentions.f1, **{f"{name}_f1": tally.f1 for name, tally in tallies.items()}}
    figures["conll_f1"] = sum(tally.f1 for tally in tallies.values()) / len(tallies)
    return {name: round(100 * value, 1) for name, value in figures.items()}


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--errors"]
    for key, number in score(Path(arguments[0]) if arguments else DEFAULT_DATA, "--errors" in sys.argv).items():
        print(f"{key:20} {number:g}")

"""The plain tuples of a text.

Claims are what is worth keeping of a case; plain tuples are all that the clauses say, a descriptive clause and a name's
apposition included. The division into constructions follows ClausIE (Del Corro & Gemulla 2013); how phrases are cut
follows the guidelines of CaRB (Bhardwaj, Aggarwal & Mausam 2019): short arguments, the preposition with the relation
where no object comes between, lists taken apart.
"""

from collections.abc import Iterator

from ...model import Phrase, PlainTuple
from ...nlp.tree import Tree
from ...resources import load_lexicon
from .clauses import Clauses
from .draft import Draft, Tokens
from .nouns import noun_drafts
from .phrases import phrases_of

_RULES = "en/tuple_rules.tsv"


def find_tuples(tree: Tree) -> tuple[PlainTuple, ...]:
    """The tuples of a parsed text, in order of the words that they were read from; each once."""
    made = (_tuple(tree, draft) for draft in _drafts(tree))
    return tuple(dict.fromkeys(made))


def _drafts(tree: Tree) -> Iterator[Draft]:
    phrases = phrases_of(tree)
    clauses = Clauses(tree, phrases)
    for i, pos in enumerate(tree.pos):
        if pos in ("VERB", "AUX"):
            yield from clauses.drafts(i)
        elif pos in ("NOUN", "PROPN"):
            yield from noun_drafts(phrases, i)


def _tuple(tree: Tree, draft: Draft) -> PlainTuple:
    return PlainTuple(
        subject=_phrase(tree, draft.subject),
        relation=_phrase(tree, draft.relation, draft.implied),
        arguments=tuple(_phrase(tree, argument) for argument in draft.arguments),
        attributed=_phrase(tree, draft.attributed) if draft.attributed else None,
        confidence=float(load_lexicon(_RULES)[draft.rule]["right"]),
        rule=f"tuple.{draft.rule}",
    )


def _phrase(tree: Tree, tokens: Tokens, implied: str | None = None) -> Phrase:
    """Neighbouring tokens share a span, blanks between them included."""
    spans: list[tuple[int, int]] = []
    before: int | None = None
    for token in sorted(set(tokens)):
        joined = before is not None and token == before + 1
        start = spans.pop()[0] if joined else tree.starts[token]
        spans.append((start, tree.ends[token]))
        before = token
    words = [tree.text[start:end] for start, end in spans]
    return Phrase(" ".join([implied, *words] if implied else words), tuple(spans), implied)

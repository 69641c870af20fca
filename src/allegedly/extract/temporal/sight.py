"""What a check may look at: a matched span, the tokens around it, and the parsed text."""

from dataclasses import dataclass

from ...nlp.tree import NamedSpan, Tree
from .lexer import Tokens
from .vocabulary import Value


@dataclass(frozen=True, slots=True)
class Sight:
    """The tokens and the parsed text; positions in ``tree`` are called nodes to tell them from tokens."""

    tokens: Tokens
    tree: Tree
    names: dict[int, NamedSpan]
    """The named entity that a node lies in."""

    @classmethod
    def of(cls, tokens: Tokens, tree: Tree) -> "Sight":
        return cls(tokens, tree, {node: name for name in tree.entities for node in range(name.start, name.end)})

    def span(self, first: int, last: int, fields: dict[str, Value] | None = None) -> "MatchedSpan":
        return MatchedSpan(self, first, last, fields or {})

    def node(self, token: int) -> int | None:
        """The node at a token; ``None`` outside of the text."""
        tokens = self.tokens
        return self.tree.token_at(tokens.starts[token]) if 0 <= token < len(tokens.starts) else None


@dataclass(frozen=True, slots=True)
class MatchedSpan:
    """Tokens [first, last) of a match, with the fields that its words fill."""

    sight: Sight
    first: int
    last: int
    fields: dict[str, Value]

    @property
    def tree(self) -> Tree:
        return self.sight.tree

    def word(self, token: int) -> str:
        return self.sight.tokens.word(token)

    @property
    def before(self) -> str:
        """The word before, in lower case; empty at the start of the text."""
        return self.word(self.first - 1)

    @property
    def after(self) -> str:
        return self.word(self.last)

    @property
    def words(self) -> list[str]:
        return [self.word(i) for i in range(self.first, self.last)]

    @property
    def node(self) -> int | None:
        """The node of the last token."""
        return self.sight.node(self.last - 1)

    @property
    def end(self) -> int:
        """The offset at which the span ends."""
        return self.sight.tokens.ends[self.last - 1]

    def token_of(self, words: frozenset[str]) -> int | None:
        """The first token of the span that is one of the words."""
        return next((i for i in range(self.first, self.last) if self.word(i) in words), None)

    def capital(self, token: int) -> bool:
        """Whether a token is a word with a capital letter."""
        raw = self.sight.tokens.raw(token)
        return raw[:1].isupper() and raw.isalpha()

    def opens_sentence(self, token: int) -> bool:
        node = self.sight.node(token)
        return node is not None and node == self.tree.sentences[self.tree.sentence_of[node]][0]

    def named(self, node: int, *labels: str) -> NamedSpan | None:
        """The named entity of one of the kinds that the node lies in."""
        name = self.sight.names.get(node)
        return name if name is not None and name.label in labels else None

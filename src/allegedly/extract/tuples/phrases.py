"""Which tokens make up a phrase: what is asked for with its head, without what only hangs on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ...nlp.tree import Tree
from .draft import Tokens

_QUOTES = frozenset("\"“”'‘’«»„")
_OPENING = frozenset("([{")
_CLOSING = frozenset(")]}")


def phrases_of(tree: Tree) -> "Phrases":
    return Phrases(tree, {token: e.label for e in tree.entities for token in range(e.start, e.end)})


@dataclass(frozen=True, slots=True)
class Phrases:
    tree: Tree
    labels: Mapping[int, str]
    """The label of each token that stands in a named entity."""

    def noun(self, head: int, without: Collection[int] = (), *, alone: bool = False) -> Tokens:
        """A noun's phrase without relative clauses, appositions, brackets, and participles behind a comma.

        ``without`` are tokens left out with all below them; ``alone`` leaves out what the head is joined to.
        """
        return self._phrase(head, {*without, *self._asides(head)}, alone, relatives=False)

    def whole(self, head: int, without: Collection[int] = (), *, alone: bool = False) -> Tokens:
        """All that hangs on a head: an adverbial, or a content clause."""
        return self._phrase(head, without, alone, relatives=True)

    def listed(self, head: int, without: Collection[int] = ()) -> list[Tokens]:
        """A noun's phrase for each member of the list that it begins."""
        members = self.conjuncts(head)
        return [self.noun(member, without, alone=len(members) > 1) for member in members]

    def conjuncts(self, head: int) -> list[int]:
        """The head and what is joined to it; verbs are joined to verbs only."""
        tree = self.tree
        is_verb = tree.pos[head] in ("VERB", "AUX")
        members = [head]
        for member in members:  # grows while it is walked
            joined = tree.children_by(member, "conj")
            members.extend(c for c in joined if (tree.pos[c] in ("VERB", "AUX")) == is_verb)
        return members

    def _asides(self, head: int) -> list[int]:
        tree = self.tree
        bracketed = [c for c in tree.children[head] if c > head and tree.words[c] in _OPENING | _CLOSING]
        behind = [
            c for c in tree.children_by(head, "acl") if tree.edges[c][0] > 0 and tree.words[tree.edges[c][0] - 1] == ","
        ]
        return [*tree.children_by(head, "appos"), *bracketed, *behind]

    def _phrase(self, head: int, without: Collection[int], alone: bool, *, relatives: bool) -> Tokens:
        tree = self.tree
        left_out = {*without, *(self._joined(head) if alone else ())}
        tokens, stack = [], [head]
        while stack:
            token = stack.pop()
            tokens.append(token)
            stack.extend(
                c for c in tree.children[token] if c not in left_out and (relatives or tree.deps[c] != "relcl")
            )
        return self._trimmed(sorted(tokens))

    def _joined(self, head: int) -> list[int]:
        tree = self.tree
        return [
            c
            for c in tree.children[head]
            if tree.deps[c] in ("conj", "cc", "preconj") or (tree.deps[c] == "punct" and c > head)
        ]

    def _trimmed(self, tokens: list[int]) -> Tokens:
        """Without marks at either end; those that enclose something of the phrase stay with it."""
        words = self.tree.words
        first, last = 0, len(tokens)
        while first < last and self._is_fringe(tokens[first]) and not _opens(words, tokens[first:last]):
            first += 1
        while first < last and self._is_fringe(tokens[last - 1]) and not _closes(words, tokens[first:last]):
            last -= 1
        return tuple(tokens[first:last])

    def _is_fringe(self, token: int) -> bool:
        return self.tree.pos[token] in ("PUNCT", "SPACE")


def _opens(words: list[str], tokens: list[int]) -> bool:
    if words[tokens[0]] in _QUOTES:
        return _are_paired(words, tokens)
    return words[tokens[0]] in _OPENING and any(words[token] in _CLOSING for token in tokens)


def _closes(words: list[str], tokens: list[int]) -> bool:
    if words[tokens[-1]] in _QUOTES:
        return _are_paired(words, tokens)
    return words[tokens[-1]] in _CLOSING and any(words[token] in _OPENING for token in tokens)


def _are_paired(words: list[str], tokens: list[int]) -> bool:
    return sum(words[token] in _QUOTES for token in tokens) % 2 == 0

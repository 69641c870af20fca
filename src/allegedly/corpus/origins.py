"""To how many apparent origins an event can be traced.

Certain edges join two claims to one origin: they rest in one source, one names the other's outlet as its source, or
its words lie in narration copied from the other. Possible edges: two unnamed sources of one class; "media reports", "is
said to" and the like, which may go back to whatever was published before. A shared quotation makes no edge by itself.
The reasons, by name: "same source", "cites the source of the other", "both cite one source", "copied narration";
"unnamed sources of one class", "described by a word of the other's name" ("the ministry"), "others' words".
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Event, Evidence, Origin, OriginEdge, Origins
from ..model.corpus import EdgeKind
from ..names import fold, organisation_words
from .accounts import Account
from .phrases import head_noun, is_definite
from .sources import ANY

_LOOK_BACK = 50


@dataclass(slots=True)
class _Graph:
    """Accounts of one event and the edges between them; ``parents`` follow the certain edges, then all."""

    accounts: Sequence[Account]
    texts: Mapping[str, str]
    edges: list[OriginEdge] = field(default_factory=list)
    parents: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.parents = list(range(len(self.accounts)))

    def root(self, number: int) -> int:
        while self.parents[number] != number:
            self.parents[number] = number = self.parents[self.parents[number]]
        return number

    def roots(self) -> list[int]:
        return sorted({self.root(number) for number in range(len(self.accounts))})

    def join(self, a: int, b: int, kind: EdgeKind, why: str, span: tuple[str, int, int] | None) -> None:
        """Draw an edge, if its ends are not joined yet."""
        first, second = sorted((self.root(a), self.root(b)))
        if first == second:
            return
        self.parents[second] = first
        evidence = Evidence(*span, exact=self.texts[span[0]][span[1] : span[2]]) if span is not None else None
        one, other = self.accounts[min(a, b)], self.accounts[max(a, b)]
        self.edges.append(OriginEdge(one.id, other.id, kind, why, evidence))


def trace_origins(event: Event, accounts: Sequence[Account], texts: Mapping[str, str]) -> Origins:
    """The origins of an event; ``accounts`` are in order, ``texts`` are those of the documents by id.

    What is planned, and what a source is said not to have confirmed, neither asserts nor denies.
    """
    asserting, denying = _sides(accounts)
    graphs = [_Graph(asserting, texts), _Graph(denying, texts)]
    rested: list[tuple[Origin, ...]] = []
    for graph in graphs:
        _certain(graph)
        rested.append(tuple(_origins(graph)))
        _possible(graph)
    return Origins(
        event=event.id,
        asserting=tuple(account.id for account in asserting),
        documents=len({account.document for account in asserting}),
        least=len(graphs[0].roots()),
        most=len(rested[0]),
        first_hand=sum(origin.first_hand for origin in rested[0]),
        denying=tuple(account.id for account in denying),
        denying_least=len(graphs[1].roots()),
        denying_most=len(rested[1]),
        origins=rested[0],
        denying_origins=rested[1],
        edges=tuple(edge for graph in graphs for edge in graph.edges),
    )


def _sides(accounts: Sequence[Account]) -> tuple[list[Account], list[Account]]:
    """Who asserts and who denies. Where no account asserts it and none is a denial by its own words, the plain
    negatives ("has not answered") are what is asserted.
    """
    told = [account for account in accounts if not account.planned]
    asserting = [account for account in told if account.says == "asserts"]
    denying = [account for account in told if account.says == "denies"]
    plain = not asserting and all(account.claim.stance.polarity == "negative" for account in denying)
    return (denying, []) if plain else (asserting, denying)


def _certain(graph: _Graph) -> None:
    if len(graph.accounts) < 2:
        return
    _join_first(graph, "same source", ((n, _sources(account)) for n, account in enumerate(graph.accounts)))
    _join_citations(graph)
    _join_copies(graph)


def _sources(account: Account) -> Iterator[str]:
    """The keys of an account's source; a witness who signs what an outlet prints is the same one elsewhere."""
    rest = account.rest
    yield rest.key
    witness = rest.author if account.perceived and rest.kind == "outlet" else None
    name = rest.name if rest.kind in ("person", "author") else witness
    if name is not None and " " in name:
        yield f"name:{fold(name)}"


def _join_first(graph: _Graph, why: str, keys: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Join each account with the first that has the same key."""
    firsts: dict[str, int] = {}
    for number, own in keys:
        for key in own:
            graph.join(firsts.setdefault(key, number), number, "certain", why, _named_at(graph.accounts[number]))


def _join_citations(graph: _Graph) -> None:
    """A claim that cites an outlet rests where that outlet's own claim does; of several, in the one most like it.

    Claims that cite an outlet or organisation of which the case has no claim of its own rest there together.
    """
    own: dict[str, list[int]] = defaultdict(list)
    for number, account in enumerate(graph.accounts):
        for cited in account.rest.cites:
            if own[cited] and account.outlet != cited:
                best = max(own[cited][:_LOOK_BACK], key=lambda n: (_alike(account, graph.accounts[n]), -n))
                graph.join(best, number, "certain", "cites the source of the other", _named_at(account))
        if account.outlet is not None:
            _join_own(graph, number, own[account.outlet])
            own[account.outlet].append(number)
    keys = ((n, [cited for cited in one.rest.cites if not own[cited]]) for n, one in enumerate(graph.accounts))
    _join_first(graph, "both cite one source", keys)


def _join_own(graph: _Graph, number: int, before: Sequence[int]) -> None:
    """What an outlet tells on its own authority in a later piece rests where its earlier ones have it from."""
    account = graph.accounts[number]
    earlier = [n for n in before[:_LOOK_BACK] if graph.accounts[n].document != account.document]
    if earlier and account.rest.key == account.outlet and not account.perceived:
        best = max(earlier, key=lambda n: (_alike(account, graph.accounts[n]), -n))
        graph.join(best, number, "certain", "told by one outlet", _named_at(account))


def _alike(a: Account, b: Account) -> tuple[bool, bool, bool]:
    return a.rest.group is not None and a.rest.group == b.rest.group, a.days == b.days, a.happening == b.happening


def _join_copies(graph: _Graph) -> None:
    at: dict[str, list[int]] = defaultdict(list)
    for number, account in enumerate(graph.accounts):
        at[account.document].append(number)
    for number, account in enumerate(graph.accounts):
        for derivation in (copied.derivation for copied in account.copied):
            if derivation.kind != "narration":
                continue
            for other in at[derivation.of_document]:
                if derivation.of_start <= graph.accounts[other].claim.trigger[0] < derivation.of_end:
                    span = derivation.document, derivation.start, derivation.end
                    graph.join(other, number, "certain", "copied narration", span)


def _possible(graph: _Graph) -> None:
    pairs = {
        "unnamed sources of one class": _of_one_class(graph),
        "described by a word of the other's name": _described(graph),
        "others' words": _others_words(graph),
    }
    for why, found in pairs.items():
        for number, other in found:
            graph.join(other, number, "possible", why, _named_at(graph.accounts[number]))


def _of_one_class(graph: _Graph) -> Iterator[tuple[int, int]]:
    """Each unnamed source with the first of its class; one described more widely ("an official") with the first that
    may be meant ("a border official"), one of whom nothing is said with the first of any.
    """
    firsts: dict[str, int] = {}
    inside: dict[str, int] = {}
    for number, account in enumerate(graph.accounts):
        group, wider = account.rest.group, account.rest.wider
        if account.rest.kind == "unnamed" and group is not None:
            yield number, firsts.setdefault(group, number)
            if group != ANY:
                inside.setdefault(ANY, number)
            if wider is not None and wider != ANY:
                inside.setdefault(wider, number)
    yield from ((number, inside[group]) for group, number in sorted(firsts.items()) if group in inside)


def _described(graph: _Graph) -> Iterator[tuple[int, int]]:
    """Each "the ministry" with the first source that has the word in its name."""
    named: dict[str, int] = {}
    for number, account in enumerate(graph.accounts):
        if account.rest.kind in ("organisation", "outlet"):
            for word in organisation_words(account.rest.name or ""):
                named.setdefault(word, number)
    for number, account in enumerate(graph.accounts):
        other = named.get(head_noun(account.rest.name or ""))
        if account.rest.kind == "unnamed" and other is not None and is_definite(account.rest.name or ""):
            yield number, other


def _others_words(graph: _Graph) -> Iterator[tuple[int, int]]:
    """Accounts that hand on what is not theirs, each with the first account, if that was published before."""
    for number, account in enumerate(graph.accounts):
        first = graph.accounts[0]
        before = number > 0 and account.published is not None and first.published is not None
        if account.rest.vague and before and first.published <= account.published:  # type: ignore[operator]
            yield number, 0


def _named_at(account: Account) -> tuple[str, int, int] | None:
    """The passage that names the account's source, else the claim itself."""
    start, end = account.rest.evidence or (account.claim.start, account.claim.end)
    return account.document, start, end


def _origins(graph: _Graph) -> Iterator[Origin]:
    members: dict[int, list[Account]] = defaultdict(list)
    for number, account in enumerate(graph.accounts):
        members[graph.root(number)].append(account)
    for _, own in sorted(members.items()):
        rest = own[0].rest
        ids = tuple(account.id for account in own)
        yield Origin(ids, rest.kind, rest.name, first_hand=any(account.perceived for account in own))

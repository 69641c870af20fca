"""The two graphs of a case, for networkx.

    who-with-whom   persons and organisations; an edge weighs as much as there are claims in which both take part or by
                    whose chains they stand
    sources         outlets, authors, named and unnamed sources; an edge leads from who hands on to whom it is from, and
                    weighs as much as there are claims that come this way

Every edge has the ids of its claims, and the passage of the first with where it stands. What is not known is left out,
and lists are strings, since Gephi reads neither nothing nor lists; characters that XML forbids are replaced.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import networkx

from ...model.codec import encode
from ...reports.citing import Citing, citing
from ...reports.numbers import counted
from ...reports.text import one_line, visible
from ...reports.together import MOST_TOGETHER, Tie, people_in, who_with_whom
from ..characters import for_xml
from ..material import Material

Value = str | int


@dataclass(frozen=True, slots=True)
class Networks:
    """Graphs by the names of their files, and what has no place in them."""

    graphs: Mapping[str, networkx.Graph]
    left_out: tuple[str, ...]


def networks(material: Material) -> Networks:
    ties, cited = who_with_whom(material.lookup, material.claims), citing(material.lookup, material.claims)
    graphs = {"who-with-whom": _together(material, ties), "sources": _sources(material, cited)}
    return Networks(graphs, tuple(_left_out(material, ties, cited)))


def _together(material: Material, ties: Iterable[Tie]) -> networkx.Graph:
    graph = networkx.Graph(name="Who with whom")
    ties = list(ties)
    for member in sorted({own for tie in ties for own in (tie.a, tie.b)}):
        entity = material.lookup.entities[member]
        names = "; ".join(use.name for use in entity.names)
        graph.add_node(member, **_plain(label=entity.name, kind=entity.kind, names=names))
    for tie in ties:
        days = {"first_day": tie.first, "last_day": tie.last}
        graph.add_edge(tie.a, tie.b, weight=len(tie.claims), **_plain(**_passage(material, tie.claims), **days))
    return graph


def _sources(material: Material, cited: Citing) -> networkx.DiGraph:
    graph = networkx.DiGraph(name="Who cites whom")
    for one in cited.sources:
        known = _plain(label=one.name, kind=one.kind, entity=one.entity, claims=one.claims, documents=one.documents)
        graph.add_node(one.id, **known)
    for way in cited.citations:
        days = {"first_published": way.first, "last_published": way.last}
        known = _plain(documents=way.documents, **_passage(material, way.claims), **days)
        graph.add_edge(way.by, way.of, weight=len(way.claims), **known)
    return graph


def _passage(material: Material, claims: tuple[str, ...]) -> dict[str, str | int | None]:
    """The ids of the claims of an edge, and where the first of them stands."""
    item, claim = material.lookup.by_claim[claims[0]]
    return {
        "claims": " ".join(claims),
        "passage": item.document.text[claim.start : claim.end],
        "passage_document": item.document.id,
        "passage_start": claim.start,
        "passage_end": claim.end,
    }


def _plain(**known: str | int | date | None) -> dict[str, Value]:
    """What is known, as strings and numbers; words on one line but for the passage, which is kept as it is."""
    return {name: _value(name, value) for name, value in known.items() if value is not None}


def _value(name: str, value: str | int | date) -> Value:
    if isinstance(value, int):
        return value
    if isinstance(value, date):
        return str(encode(value))
    return for_xml(value if name == "passage" else one_line(visible(value)))


def _left_out(material: Material, ties: Iterable[Tie], cited: Citing) -> list[str]:
    lookup = material.lookup
    there = {own for tie in ties for own in (tie.a, tie.b)}
    people = [people_in(lookup, item, claim) for item, claim in material.claims]
    alone = len({own for one in people for own in one} - there)
    lists = sum(len(one) > MOST_TOGETHER for one in people)
    found = []
    if alone:
        people_alone = counted(alone, "person or organisation", "persons and organisations")
        found.append(f"{people_alone} in no claim with another left out.")
    if lists:
        named = f"{counted(lists, 'claim')} with more than {MOST_TOGETHER} parties"
        found.append(f"{named} (lists of names) tie nobody to anybody.")
    if cited.unsourced:
        found.append(f"{counted(cited.unsourced, 'claim')} without a chain left out of the sources.")
    return found

"""Expands a JSON-LD export with rdflib, no network at hand, and prints, as JSON, what it finds there.

Run by a Python that has the library: ``jsonld_reader.py FILE``. It imports nothing of the product.
"""

import json
import socket
import sys
from collections import Counter
from pathlib import Path

from rdflib import Graph, Literal, Namespace
from rdflib.namespace import RDF, SDO, XSD

OA = Namespace("http://www.w3.org/ns/oa#")
_OF_OA = {OA.hasSelector, OA.start, OA.end, OA.TextPositionSelector}


def no_network(*_):
    raise OSError("this file asks for something from the network")


def main(path: Path) -> None:
    socket.socket.connect = no_network
    graph = Graph().parse(path, format="json-ld")
    claims = []
    for claim in graph.subjects(RDF.type, SDO.Claim):
        appearance = graph.value(claim, SDO.appearance)
        selector = graph.value(appearance, OA.hasSelector)
        start, end = graph.value(selector, OA.start), graph.value(selector, OA.end)
        assert start.datatype == end.datatype == XSD.nonNegativeInteger
        document, words = graph.value(appearance, SDO.isPartOf), graph.value(claim, SDO.text)
        claims.append([str(claim), str(document), int(start), int(end), str(words)])
    types = Counter(str(kind).rpartition("/")[2] for kind in graph.objects(None, RDF.type))
    print(json.dumps({"claims": claims, "types": types, "faults": list(faults(graph))}))


def faults(graph):
    terms = {*graph.predicates(), *graph.objects(None, RDF.type)} - {RDF.type} - _OF_OA
    yield from (f"schema.org has no {term}" for term in terms if term not in SDO)
    for day in (SDO.datePublished, SDO.startDate, SDO.endDate):
        yield from (f"{value!r} is no date" for value in graph.objects(None, day) if value.datatype != SDO.Date)
    yield from (f"{url!r} is no address" for url in graph.objects(None, SDO.url) if isinstance(url, Literal))
    named = set(graph.subjects())
    spoken_of = {thing for thing in graph.objects() if str(thing).startswith("urn:") and not isinstance(thing, Literal)}
    yield from (f"{thing} is spoken of and not there" for thing in spoken_of - named)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

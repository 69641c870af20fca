import networkx
import pytest
from lxml import etree

from allegedly.errors import AllegedlyError
from allegedly.exporters import FORMATS, Material
from allegedly.exporters.graphs.networks import networks
from allegedly.model import Hop
from allegedly.reports import Filters

READ = {"gexf": networkx.read_gexf, "graphml": networkx.read_graphml}
NAMES = ("sources", "who-with-whom")


def write(records, folder, name, filters=None):
    return FORMATS[name].write(Material(records.annotated, records.corpus, "t", filters or Filters()), folder)


def known(data):
    """What is known of a node or an edge, without what a format adds of its own."""
    return {name: value for name, value in data.items() if name != "id"}


@pytest.fixture(params=sorted(READ))
def name(request):
    return request.param


@pytest.fixture
def folder(affair, tmp_path, name):
    return write(affair, tmp_path / "graphs", name).path


def test_writes_two_graphs(folder, name):
    assert sorted(path.name for path in folder.iterdir()) == [f"{one}.{name}" for one in NAMES]


def test_networkx_reads_back_the_same_nodes_and_edges(affair, folder, name):
    made = networks(Material(affair.annotated, affair.corpus)).graphs
    for own, graph in made.items():
        found = READ[name](folder / f"{own}.{name}")
        assert found.is_directed() == graph.is_directed() == (own == "sources")
        assert {node: known(data) for node, data in found.nodes(data=True)} == dict(graph.nodes(data=True))
        edges = {frozenset(edge) if own != "sources" else edge: known(graph.edges[edge]) for edge in graph.edges}
        read = {frozenset(edge) if own != "sources" else edge: known(found.edges[edge]) for edge in found.edges}
        assert read == edges


def test_who_with_whom_is_weighted_by_claims(affair, folder, name):
    graph = READ[name](folder / f"who-with-whom.{name}")
    assert graph.nodes["e-ana"] == {"label": "Ana Brandt", "kind": "person", "names": "Ana Brandt; Brandt"}
    edge = graph.edges["e-ana", "e-office"]
    assert edge["weight"] == 2
    assert edge["claims"].split() == [affair.claim("In mid-April").id, affair.claim("it offered her").id]
    assert (edge["first_day"], edge["last_day"]) == ("2011-04-11", "2011-04-20")


def test_sources_lead_inward(affair, folder, name):
    graph = READ[name](folder / f"sources.{name}")
    labels = {data["label"]: node for node, data in graph.nodes(data=True)}
    assert graph.has_edge(labels["The Evening Post"], labels["The Harbour Courier"])
    assert not graph.has_edge(labels["The Harbour Courier"], labels["The Evening Post"])
    assert graph.has_edge(labels["Ida Roth"], labels["one customs source"])


def test_every_passage_is_found_again(affair, folder, name):
    texts = {item.document.id: item.document.text for item in affair.annotated}
    edges = [data for one in NAMES for _, _, data in READ[name](folder / f"{one}.{name}").edges(data=True)]
    assert len(edges) == 7
    for data in edges:
        exact = texts[data["passage_document"]][data["passage_start"] : data["passage_end"]]
        assert data["passage"] == exact


def test_what_xml_forbids_is_replaced(affairs, tmp_path, name):
    writer = affairs.Writer("a.txt", "One\r\n\x1b <left>\t& came.", None, 'The "<Post>\x1b"')
    writer.claim("One\r\n\x1b <left>\t& came", "came", hops=[Hop("A\x00b <i>", "person")])
    folder = write(affairs.Affair((writer.annotated(),), affairs.Corpus()), tmp_path / "graphs", name).path
    graph = READ[name](folder / f"sources.{name}")
    assert {data["label"] for _, data in graph.nodes(data=True)} == {'The "<Post>⟨U+001B⟩"', "A⟨U+0000⟩b <i>"}
    (edge,) = (data for _, _, data in graph.edges(data=True))
    assert edge["passage"] == "One\r\n\ufffd <left>\t& came"


def test_attributes_have_types_that_gephi_reads(folder, name):
    types = set()
    for path in folder.iterdir():
        for one in etree.fromstring(path.read_bytes()).iter("{*}attribute", "{*}key"):
            types.add(one.get("type") or one.get("attr.type"))
    assert types <= {"string", "long", "integer", "float", "double", "boolean"}


def test_what_has_no_place_is_told(affair, tmp_path, name):
    told = write(affair, tmp_path / "graphs", name, Filters(labels=("hedged", "question"))).left_out
    assert told == ("1 person or organisation in no claim with another left out.",)


def test_the_same_case_gives_the_same_bytes(affair, folder, tmp_path, name):
    again = write(affair, tmp_path / "again", name).path
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {p.name: p.read_bytes() for p in again.iterdir()}


def test_the_date_of_gexf_is_the_case_s(affair, affairs, tmp_path):
    folder = write(affair, tmp_path / "graphs", "gexf").path
    assert b'lastmodifieddate="2011-04-21"' in (folder / "sources.gexf").read_bytes()
    empty = write(affairs.Affair((), affairs.Corpus()), tmp_path / "empty", "gexf").path
    assert b"lastmodifieddate" not in (empty / "sources.gexf").read_bytes()


def test_a_file_in_the_way_is_told(affair, tmp_path, name):
    (tmp_path / "file").write_text("x")
    with pytest.raises(AllegedlyError, match="is a file"):
        write(affair, tmp_path / "file", name)

"""The graphs as GraphML, which Cytoscape, yEd, R, Gephi and others read: ``who-with-whom.graphml`` and
``sources.graphml``.
"""

from pathlib import Path

import networkx

from ...errors import AllegedlyError
from ..material import Material, Written
from ..whole import whole_file
from .networks import networks


def write(material: Material, output: Path) -> Written:
    """Write the two files into the folder ``output``, which is made."""
    if output.exists() and not output.is_dir():
        raise AllegedlyError(f"{output} is a file; name a folder for the graphs.")
    made = networks(material)
    for name, graph in made.graphs.items():
        with whole_file(output / f"{name}.graphml") as file:
            networkx.write_graphml(graph, file)
    return Written(output, made.left_out)

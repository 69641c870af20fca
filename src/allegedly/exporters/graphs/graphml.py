"""The graphs as GraphML, which Cytoscape, yEd, R, Gephi and others read: ``who-with-whom.graphml`` and
``sources.graphml``.
"""

from pathlib import Path

import networkx

from ..material import Material, Written
from ..whole import part_file, whole_folder
from .networks import networks


def write(material: Material, output: Path) -> Written:
    """Write the two files into the folder ``output``, which is made."""
    made = networks(material)
    with whole_folder(output) as folder:
        for name, graph in made.graphs.items():
            with part_file(folder / f"{name}.graphml") as file:
                networkx.write_graphml(graph, file)
    return Written(output, made.left_out)

"""The graphs as GEXF 1.2, which Gephi reads: ``who-with-whom.gexf`` and ``sources.gexf``.

The format's date of the last change is the last day of publication in the case, so that the same case gives the same
bytes; it is left out where no day is known.
"""

from pathlib import Path

from networkx.readwrite.gexf import GEXFWriter

from ..material import Material, Written
from ..whole import part_file, whole_folder
from .networks import networks


def write(material: Material, output: Path) -> Written:
    """Write the two files into the folder ``output``, which is made."""
    made = networks(material)
    published = [item.document.published for item in material.annotated]
    changed = max((day for day in published if day is not None), default=None)
    with whole_folder(output) as folder:
        for name, graph in made.graphs.items():
            writer = GEXFWriter(graph)
            about = writer.xml.find("meta")
            about.find("creator").text = "Allegedly"
            del about.attrib["lastmodifieddate"]
            if changed is not None:
                about.set("lastmodifieddate", changed.isoformat())
            with part_file(folder / f"{name}.gexf") as file:
                writer.write(file)
    return Written(output, made.left_out)

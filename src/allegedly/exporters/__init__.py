"""Writes a case for other programs or for people, a file per format. What is written is whole, or not there at all.

Each format is a module with a function ``write(material, output)`` that gives what was ``Written``.
"""

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from .material import Material, Written

__all__ = ["BUNDLE", "BUNDLED", "FORMATS", "Format", "Material", "Written"]


@dataclass(frozen=True, slots=True)
class Format:
    """``suffix`` is that of its file's name; empty where it writes a folder."""

    description: str
    module: str
    suffix: str = ""

    def write(self, material: Material, output: Path) -> Written:
        """Write the material to ``output``: a file, or a folder, which is made."""
        # Some need libraries that are slow to import.
        written: Written = import_module(f".{self.module}", __package__).write(material, output)
        return written


BUNDLE = "bundle"
"""The case itself, in one file: nothing that an exporter could make of its records."""
BUNDLED = "the whole case in one file, which `allegedly restore` opens elsewhere; can be encrypted with a passphrase"
FORMATS: dict[str, Format] = {
    "html": Format(
        "one page for people, every passage in its document; needs no network and no scripts", "html", ".html"
    ),
    "report-docx": Format(
        "a report to be filed and cited, every passage in a footnote: a Word document", "report.docx", ".docx"
    ),
    "report-html": Format("the same as one page; needs no network and no scripts", "report.html", ".html"),
    "report-md": Format("the same as Markdown", "report.markdown", ".md"),
    "csv": Format("a folder with a table per kind of record; for spreadsheets, databases and statistics", "tables.csv"),
    "xlsx": Format("the same tables as an Excel workbook, a sheet each", "tables.xlsx", ".xlsx"),
    "timelinejs": Format(
        "the chronology as data for TimelineJS, a timeline on a web page", "timelinejs.as_json", ".json"
    ),
    "timelinejs-csv": Format("the same for the spreadsheet that TimelineJS reads", "timelinejs.as_csv", ".csv"),
    "ics": Format("the chronology as a calendar, for Outlook, Apple and Google", "ics", ".ics"),
    "geojson": Format(
        "where people were and where claims lie, for web maps and geographic information systems",
        "maps.geojson",
        ".geojson",
    ),
    "kml": Format("the same map for Google Earth", "maps.kml", ".kml"),
    "gexf": Format("a folder with two graphs for Gephi: who with whom, and who cites whom", "graphs.gexf"),
    "graphml": Format("the same graphs for Cytoscape, yEd, R and others", "graphs.graphml"),
    "jsonl": Format("a folder with one file per kind of record, one record a line; for other programs", "jsonl"),
    "ftm": Format("a folder of FollowTheMoney entities and statements, for Aleph; passages as Web Annotations", "ftm"),
    "jsonld": Format("claims as schema.org has them, without ratings, in JSON-LD", "jsonld", ".jsonld"),
    "prov": Format("where every claim comes from, as W3C PROV in JSON", "provenance", ".prov.json"),
}

"""Reads an export with followthemoney itself and prints, as JSON, every fault that the library finds in it.

Run by a Python that has the library: ``ftm_reader.py FOLDER``. It imports nothing of the product.
"""

import io
import json
import sys
from collections import defaultdict
from pathlib import Path

from followthemoney import model
from followthemoney.dataset import Dataset
from followthemoney.exc import InvalidData
from followthemoney.statement.entity import StatementEntity
from followthemoney.statement.serialize import CSVStatementWriter, read_csv_statements


def main(folder: Path) -> None:
    lines = (folder / "entities.ftm.json").read_text("utf-8").splitlines()
    entities = {data["id"]: data for data in map(json.loads, lines)}
    statements = folder / "statements.csv"
    faults = [*entity_faults(entities), *statement_faults(statements), *sum_faults(statements, entities)]
    if len(entities) != len(lines):
        faults.append("an id stands there twice")
    schemata = sorted({data["schema"] for data in entities.values()})
    print(json.dumps({"entities": len(entities), "schemata": schemata, "faults": faults[:20]}))


def entity_faults(entities):
    for own, data in entities.items():
        schema = model.get(data["schema"])
        if schema is None or schema.abstract:
            yield f"{own}: no schema {data['schema']}"
            continue
        properties = data["properties"]
        yield from (f"{own}: no {prop}" for prop in sorted(set(schema.required)) if not properties.get(prop))
        yield from (f"{own}: {prop} is unknown" for prop in properties if prop not in schema.properties)
        try:
            schema.validate(data)
        except InvalidData as error:
            yield f"{own}: {error}: {error.errors}"
        again = model.get_proxy(data, cleaned=False).to_dict()["properties"]
        changed = {prop for prop in properties if set(properties[prop]) != set(again.get(prop, ()))}
        yield from (f"{own}: {prop} is cleaned otherwise: {properties[prop]} {again.get(prop)}" for prop in changed)
        for prop, values in properties.items():
            kind = schema.properties[prop]
            if kind.type.name == "entity":
                for value in values:
                    there = entities.get(value)
                    if there is None or not model.get(there["schema"]).is_a(kind.range):
                        yield f"{own}: {prop} leads to {value}, which is no {kind.range.name}"


def statement_faults(path):
    """Whether the library writes the same bytes, and has the same ids, from what it has read."""
    written = io.BytesIO()
    with path.open("rb") as file:
        read = list(read_csv_statements(file))
    writer = CSVStatementWriter(io.TextIOWrapper(written, encoding="utf-8", newline=""))
    for statement in read:
        writer.write(statement)
        if statement.id != statement.generate_key():
            yield f"{statement}: its id is {statement.id}, not {statement.generate_key()}"
        statement.to_db_row()
    writer.close()
    if written.getvalue() != path.read_bytes():
        yield "the library writes other bytes"


def sum_faults(path, entities):
    """Whether the statements, put together by the library, are the entities."""
    together = defaultdict(list)
    with path.open("rb") as file:
        for statement in read_csv_statements(file):
            together[statement.canonical_id].append(statement)
    if together.keys() != entities.keys():
        yield "entities and statements are not about the same"
    for own, statements in together.items():
        entity = StatementEntity.from_statements(
            Dataset.make({"name": statements[0].dataset, "title": "t"}), statements
        )
        made, data = entity.to_dict(), entities[own]
        for key in ("schema", "first_seen", "last_seen"):
            if made.get(key) != data.get(key):
                yield f"{own}: {key} is {made.get(key)} by its statements and {data.get(key)}"
        for key in ("referents", "datasets", "origin"):
            if set(made.get(key, ())) != set(data[key]):
                yield f"{own}: {key} is {made.get(key)} by its statements and {data[key]}"
        if {prop: set(values) for prop, values in made["properties"].items()} != {
            prop: set(values) for prop, values in data["properties"].items()
        }:
            yield f"{own}: its properties are {made['properties']} by its statements"


if __name__ == "__main__":
    main(Path(sys.argv[1]))

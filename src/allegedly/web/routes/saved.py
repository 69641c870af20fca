"""Views that a person saved: names for addresses of the interface, kept beside the case."""

import json
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import TypeAdapter, ValidationError

from ...exporters.whole import write_whole
from ..answers import TheDesk
from ..shapes import SavedView

router = APIRouter()
FILE = "saved_views.json"
_MOST = 200
_VIEWS = TypeAdapter(list[SavedView])


@router.get("/saved", response_model=list[SavedView])
def saved(desk: TheDesk) -> Any:
    return _read(desk.folder)


@router.put("/saved", response_model=list[SavedView])
def save(desk: TheDesk, view: SavedView) -> Any:
    """Keep an address under a name, in the place of any of that name."""
    with desk.saving:
        views = [one for one in _read(desk.folder) if one.name != view.name]
        if len(views) >= _MOST:
            raise HTTPException(409, f"There are {_MOST} saved views already; delete one first.")
        return _write(desk.folder, [*views, view])


@router.delete("/saved", response_model=list[SavedView])
def forget(desk: TheDesk, name: Annotated[str, Query(max_length=80)]) -> Any:
    with desk.saving:
        return _write(desk.folder, [one for one in _read(desk.folder) if one.name != name])


def _read(folder: Path) -> list[SavedView]:
    """Those that are there; a file that is none of ours counts for nothing, and stays until something is saved."""
    try:
        return _VIEWS.validate_json((folder / FILE).read_bytes())
    except (OSError, ValidationError):
        return []


def _write(folder: Path, views: list[SavedView]) -> list[SavedView]:
    write_whole(folder / FILE, [json.dumps([view.model_dump() for view in views], ensure_ascii=False, indent=1)])
    return views

"""Views that a person saved: names for addresses of the interface. Kept beside the case; where there is a team each has
their own.
"""

import json
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from pydantic import TypeAdapter, ValidationError

from ...exporters.whole import write_whole
from ...team import Team
from ..answers import TheDesk
from ..asking import READ, TheAsker
from ..desk import Desk
from ..shapes import SavedView

router = APIRouter()
FILE = "saved_views.json"
_MOST = 200
_VIEWS = TypeAdapter(list[SavedView])


@router.get("/saved", response_model=list[SavedView], dependencies=READ)
def saved(desk: TheDesk, asker: TheAsker) -> Any:
    return _kept(desk, asker.name).all()


@router.put("/saved", response_model=list[SavedView], dependencies=READ)
def save(desk: TheDesk, asker: TheAsker, view: SavedView) -> Any:
    """Keep an address under a name, in the place of any of that name."""
    kept = _kept(desk, asker.name)
    kept.put(view)
    return kept.all()


@router.delete("/saved", response_model=list[SavedView], dependencies=READ)
def forget(desk: TheDesk, asker: TheAsker, name: Annotated[str, Query(max_length=80)]) -> Any:
    kept = _kept(desk, asker.name)
    kept.forget(name)
    return kept.all()


def _kept(desk: Desk, person: str) -> "_InFile | _OfPerson":
    return _InFile(desk.folder / FILE, desk.saving) if desk.team is None else _OfPerson(desk.team, person)


class _InFile:
    def __init__(self, file: Path, lock: Lock) -> None:
        self._file = file
        self._lock = lock

    def all(self) -> list[SavedView]:
        """Those that are there; a file that is none of ours counts for nothing, and stays until something is saved."""
        try:
            return _VIEWS.validate_json(self._file.read_bytes())
        except (OSError, ValidationError):
            return []

    def put(self, view: SavedView) -> None:
        def changed(views: list[SavedView]) -> list[SavedView]:
            others = [one for one in views if one.name != view.name]
            if len(others) >= _MOST:
                raise HTTPException(409, f"There are {_MOST} saved views already; delete one first.")
            return [*others, view]

        self._change(changed)

    def forget(self, name: str) -> None:
        self._change(lambda views: [one for one in views if one.name != name])

    def _change(self, change: Callable[[list[SavedView]], list[SavedView]]) -> None:
        with self._lock:
            views = [view.model_dump() for view in change(self.all())]
            write_whole(self._file, [json.dumps(views, ensure_ascii=False, indent=1)])


class _OfPerson:
    def __init__(self, team: Team, person: str) -> None:
        self._team = team
        self._person = person

    def all(self) -> list[SavedView]:
        return [SavedView(name=name, url=url) for name, url in self._team.saved_views(self._person)]

    def put(self, view: SavedView) -> None:
        self._team.save_view(self._person, view.name, view.url)

    def forget(self, name: str) -> None:
        self._team.forget_view(self._person, name)

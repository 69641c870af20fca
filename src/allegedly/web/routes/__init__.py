"""The API, a file for each room of the interface."""

from . import adding, cast, chronology, documents, exporting, judging, lists, overview, saved, work

ROUTERS = tuple(
    room.router for room in (overview, work, documents, chronology, cast, lists, judging, adding, exporting, saved)
)

__all__ = ["ROUTERS"]

"""The API, a file for each room of the interface. Every route says what who asks must be allowed: see ``asking``."""

from . import adding, cast, chronology, documents, exporting, judging, lists, overview, people, saved, session, work

ROUTERS = tuple(
    room.router
    for room in (
        overview,
        work,
        session,
        documents,
        chronology,
        cast,
        lists,
        judging,
        adding,
        exporting,
        saved,
        people,
    )
)

__all__ = ["ROUTERS"]

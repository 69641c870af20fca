"""Connections that are not kept for who does nothing with them: so many at once, and each step within a bounded time.

uvicorn by itself waits for ever for the rest of a request's head, for the rest of a body that was answered already, and
for somebody to read an answer (slowloris).
"""

import asyncio
from typing import Literal

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST = 600
"""So many at once; a browser opens up to six. Each takes a file of the process, of which it often has 1,024."""
_Awaited = Literal["head", "rest"]
SECONDS: dict[_Awaited, float] = {"head": 15.0, "rest": 30.0}
"""For a whole head of a request; for the rest of a body after its answer, which its sender may not have read yet."""
READING = 60.0
"""Seconds in which somebody must have read the next part of an answer."""


class Connection(H11Protocol):
    _awaited: _Awaited | None = None
    _waiting: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > MOST:
            transport.abort()
        else:
            self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        for timer in (self._waiting, self._unread):
            if timer is not None:
                timer.cancel()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self.loop.call_later(READING, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()

    def _look(self) -> None:
        """Begin to wait for what is to come next, unless that is waited for already."""
        awaited = self._to_come()
        if awaited == self._awaited:
            return
        if self._waiting is not None:
            self._waiting.cancel()
        self._awaited = awaited
        self._waiting = None if awaited is None else self.loop.call_later(SECONDS[awaited], self.transport.abort)

    def _to_come(self) -> _Awaited | None:
        """While a request is worked on, the guard sees to its body; between two requests uvicorn counts the time."""
        if self.transport.is_closing() or (self.cycle is not None and not self.cycle.response_complete):
            return None
        if self.conn.their_state is h11.SEND_BODY:
            return "rest"
        is_between = self.timeout_keep_alive_task is not None
        return "head" if self.conn.their_state is h11.IDLE and not is_between else None

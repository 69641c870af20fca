"""Spans that may overlap in any way, as spans that only nest, so that each can be an element."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from ...model import Claim, Span


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A part of a claim's passage; ``order`` sorts pieces of the same span."""

    start: int
    minus_end: int
    order: int
    claim: Claim

    @property
    def end(self) -> int:
        return -self.minus_end


def nested(claims: Iterable[Claim], within: Span) -> list[Piece]:
    """The parts of the claims' passages inside ``within``, sorted so that an outer one comes before those inside it.

    A passage that only partly overlaps an earlier one is cut where that one ends.
    """
    first, last = within
    waiting = [
        Piece(max(claim.start, first), -min(claim.end, last), number, claim)
        for number, claim in enumerate(claims)
        if claim.start < last and claim.end > first
    ]
    heapq.heapify(waiting)
    found: list[Piece] = []
    open_ends: list[int] = []
    while waiting:
        piece = heapq.heappop(waiting)
        while open_ends and open_ends[-1] <= piece.start:
            open_ends.pop()
        if open_ends and piece.end > open_ends[-1]:
            heapq.heappush(waiting, Piece(open_ends[-1], piece.minus_end, piece.order, piece.claim))
            piece = Piece(piece.start, -open_ends[-1], piece.order, piece.claim)
        found.append(piece)
        open_ends.append(piece.end)
    return found

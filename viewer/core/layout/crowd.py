"""Crowds: which of a lane's many events show at which scale, so that none ever touches another.

Each event has one row for good and one number, the coarsest scale at which it shows. It shows at
every finer scale too: what has come into sight while zooming in stays, and stays in its row. Both
come from the events alone, never from the view, so a view looks the same however it was reached
(Been, Daiches and Yap, "Dynamic Map Labeling", 2006; here in one dimension).

Rows: what lasts long stands above what is short, each row holding durations of one kind, since
what has to share a row with an age is hidden by it however near one comes. Within a kind, events
go to its rows in turn, by time.

Scale: the events of a row, numbered by time, take rank by how often two divides their number, so
that each rank is spread evenly over them. An event shows where it keeps clear of the nearest
events of higher rank on both sides. What touches no higher rank touches nothing that shows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Seconds = NDArray[np.int64]
#: Beyond the ends of a row, far from any moment and from the ends of int64.
BEFORE, AFTER = -(1 << 62), 1 << 62
#: Octaves of duration that may share a row even where there are few.
ALIKE = 3


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """``row`` (int32) of each event, and ``coarsest`` (float32), the most seconds a pixel at
    which it shows: infinite for the first of a row, none (-1) for what is always covered."""

    row: NDArray[np.int32]
    coarsest: NDArray[np.float32]


def spread(start: Seconds, end: Seconds, open_: NDArray[np.bool_], rows: int, room: float) -> Crowd:
    """Rows and scales for events sorted by ``start``, each ``room`` pixels longer than it lasts.

    ``open_`` marks events with an unknown bound: a kind of their own, on top.
    """
    kind = _kinds(end - start, open_)
    row = np.zeros(len(start), dtype=np.int32)
    coarsest = np.zeros(len(start), dtype=np.float32)
    first = 0
    for kinds, share in _shares(kind, rows):
        members = np.flatnonzero(np.isin(kind, kinds))
        rank = np.arange(len(members))
        row[members] = first + rank % share
        coarsest[members] = _coarsest(start[members], end[members], share) / room
        first += share
    return Crowd(row, coarsest * np.float32(1 - 1e-6))  # rounding must not let two touch


def _kinds(length: Seconds, open_: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Octaves of duration; what is open counts as longest of all."""
    octave = np.log2(np.maximum(length, 1)).astype(np.int8)
    octave[open_] = 64
    return octave


def _shares(kind: NDArray[np.int8], rows: int) -> list[tuple[list[int], int]]:
    """Kinds from the longest to the shortest, neighbours together until they fill a row, and how
    many of the rows they get. The few that last far longer than others have a row of their own."""
    found, counts = np.unique(kind, return_counts=True)
    groups: list[tuple[list[int], int]] = []
    waiting: list[int] = []
    count = 0
    for octave, many in zip(found[::-1].tolist(), counts[::-1].tolist(), strict=True):
        if waiting and waiting[0] - octave > ALIKE and len(groups) + 1 < rows / 2:
            groups.append((waiting, count))
            waiting, count = [], 0
        waiting.append(octave)
        count += many
        if count * rows >= len(kind):
            groups.append((waiting, count))
            waiting, count = [], 0
    if waiting:
        before, many = groups.pop() if groups else ([], 0)
        groups.append((before + waiting, many + count))
    # Each group has a row; the rest go to those that are fullest.
    given = [1] * len(groups)
    for _ in range(rows - len(groups)):
        fullest = max(range(len(groups)), key=lambda g: groups[g][1] / given[g])
        given[fullest] += 1
    return [(kinds, share) for (kinds, _), share in zip(groups, given, strict=True)]


def _coarsest(start: Seconds, end: Seconds, rows: int) -> NDArray[np.float64]:
    """Seconds between each event and the nearest of higher rank in its row; dealt out in turn.

    A column for each row, so that all rows are compared at once.
    """
    deep = -(-len(start) // rows)
    begin = np.full((deep, rows), AFTER, dtype=np.int64)
    stop = np.full((deep, rows), BEFORE, dtype=np.int64)
    begin.reshape(-1)[: len(start)], stop.reshape(-1)[: len(end)] = start, end
    clear = np.full((deep, rows), np.inf)
    step = 1
    while step < deep:
        here_begin, here_stop = begin[step :: 2 * step], stop[step :: 2 * step]
        count = len(here_begin)
        # The last to end of all of higher rank before: one that lasts may cover many after it.
        before = np.maximum.accumulate(stop[:: 2 * step])[:count]
        after = np.full_like(here_begin, AFTER)
        following = begin[2 * step :: 2 * step][:count]
        after[: len(following)] = following
        clear[step :: 2 * step] = np.minimum(here_begin - before, after - here_stop)
        step *= 2
    return clear.reshape(-1)[: len(start)]

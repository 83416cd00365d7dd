"""A lane's rows: which of its events show at a scale, and how many are hidden where."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from viewer.core.layout.crowd import AFTER, BEFORE
from viewer.core.layout.scale import FINEST, TimeScale

#: Octaves of scale in a run of the index: enough to be few, few enough to skip most.
OCTAVES = 2
#: Below this many events an index costs more than it saves.
INDEXED = 1024


@dataclass(frozen=True, slots=True, eq=False)
class _Run:
    """Events [first, last) of an index, sorted by start, none longer than ``reach`` seconds, and
    none showing at more than ``coarsest`` seconds a pixel."""

    coarsest: float
    first: int
    last: int
    reach: int


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Columns over those of a lane's events that may show at some scale.

    ``member`` is the event's row in the timeline, ``row`` its row in the lane, ``start`` and
    ``end`` what of it is known (seconds), ``left`` and ``right`` the pixels that mark and label
    take beyond, ``side`` where the label stands, ``coarsest`` the most seconds a pixel at which it
    shows. ``count`` rows; ``starts`` and ``ends`` sorted, of all the lane's events;
    ``crowded`` where labels share what room there is.
    """

    count: int
    crowded: bool
    member: NDArray[np.int32]
    row: NDArray[np.int32]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    left: NDArray[np.float32]
    right: NDArray[np.float32]
    side: NDArray[np.int8]
    coarsest: NDArray[np.float32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    runs: tuple[_Run, ...]
    widest: float

    def showing(self, scale: TimeScale) -> NDArray[np.intp]:
        """Places in the columns of the events that show with mark or label, or stand so close
        beside the view that labels in it have to mind them."""
        beyond = int((self.widest + 1) * scale.per_pixel)
        begin, finish = max(scale.start - beyond, BEFORE), min(scale.end + beyond, AFTER)
        slices = []
        for run in self.runs:
            if run.coarsest < scale.per_pixel:
                continue
            starts = self.start[run.first : run.last]
            a = int(starts.searchsorted(max(begin - run.reach, BEFORE)))
            b = int(starts.searchsorted(finish, side="right"))
            if a < b:
                slices.append(np.arange(run.first + a, run.first + b))
        if not slices:
            return np.zeros(0, dtype=np.intp)
        found = np.concatenate(slices)
        return found[(self.coarsest[found] >= scale.per_pixel) & (self.end[found] >= begin)]

    def within(self, scale: TimeScale) -> int:
        """How many of the lane's events touch the view, shown or not."""
        begun = int(self.starts.searchsorted(scale.end, side="right"))
        return begun - int(self.ends.searchsorted(scale.start))

    def begun(self, edges: NDArray[np.int64]) -> NDArray[np.intp]:
        """How many of the lane's events begin between each edge and the next (seconds)."""
        begun = self.starts.searchsorted(edges)
        return begun[1:] - begun[:-1]

    def place(self, member: int) -> int:
        """Where in the columns an event stands, -1 for one that never shows."""
        found = np.flatnonzero(self.member == member)
        return int(found[0]) if len(found) else -1


def rows_of(
    member: NDArray[np.int32],
    row: NDArray[np.int32],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    left: NDArray[np.float32],
    right: NDArray[np.float32],
    side: NDArray[np.int8],
    coarsest: NDArray[np.float32],
    *,
    count: int,
    crowded: bool,
) -> Rows:
    """Columns as an index: by the scale at which events come into sight, then by time."""
    starts, ends = np.sort(start), np.sort(end)
    able = np.flatnonzero(coarsest >= FINEST)
    octave = np.zeros(len(able))
    if len(able) > INDEXED:  # the first of each row are infinite
        octave = np.minimum(np.log2(coarsest[able]), 96) // OCTAVES
    # The long of a run stand apart: they would widen the search for the short.
    length = end[able] - start[able]
    long = length > right[able] * 2.0 ** (octave * OCTAVES)
    order = np.lexsort((start[able], long, octave))
    chosen, octave, long, length = able[order], octave[order], long[order], length[order]
    cuts = np.flatnonzero((np.diff(octave) != 0) | (np.diff(long) != 0)) + 1
    edges = [0, *cuts.tolist(), len(chosen)] if len(chosen) else []
    runs = tuple(
        _Run(float(coarsest[chosen[a:b]].max()), a, b, int(length[a:b].max()))
        for a, b in pairwise(edges)
    )
    return Rows(
        count, crowded, member[chosen], row[chosen], start[chosen], end[chosen], left[chosen],
        right[chosen], side[chosen], coarsest[chosen], starts, ends, runs,
        float(max(left.max(initial=0.0), right.max(initial=0.0))),
    )  # fmt: skip

"""Counts: how many events of a lane a view does not show one by one, and where they are."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, log2

import numpy as np
from numpy.typing import NDArray

from viewer.core.layout.placing import CLEAR, CLUSTER_ROW, Placement
from viewer.core.layout.rows import Rows
from viewer.core.layout.scale import TimeScale
from viewer.core.layout.scene import Box, Cluster, Crowding, Role
from viewer.core.layout.words import Ruler
from viewer.core.timeline import Form, known_ends

#: The least pixels of a count's stretch, of a column, and around a count's figures.
STRETCH, COLUMN, PADDING = 256.0, 6.0, 16.0
#: The lanes out of view that are asked one by one.
SOUGHT = 64
#: The fewest events that make a column half as high as it can be.
LEAST_HALF = 6.0


class Counter:
    """Counts for the lanes of one view, over stretches that all of them share."""

    def __init__(self, scale: TimeScale, ruler: Ruler) -> None:
        self._scale = scale
        self._ruler = ruler
        self._columns = _edges(scale, COLUMN)
        self._x = scale.xs(self._columns)
        self._stretches = _edges(scale, STRETCH)
        self._stretches[0], self._stretches[-1] = scale.start, scale.end + 1

    def crowding(self, rows: Rows, hue: int, foot: float) -> Crowding:
        """How all events of a crowd are spread, in columns on ``foot``."""
        many = rows.begun(self._columns)
        used = many.nonzero()[0]
        many = many[used]
        wide = float(self._x[1] - self._x[0])
        # Half as high as can be where there are as many as on the average of the whole lane: it
        # depends on the zoom alone, so that panning changes no column.
        length = float(rows.starts[-1] - rows.starts[0]) or 1.0
        half = max(LEAST_HALF, len(rows.starts) * wide * self._scale.per_pixel / length)
        height = (CLUSTER_ROW - 4) * many / (many + half)
        return Crowding(hue, foot, wide, self._x[used], height)

    def hidden(
        self, rows: Rows, showing: NDArray[np.intp], lane: int, y: float, free: float
    ) -> list[Cluster]:
        """What of a lane is in view but not among those ``showing`` (see `Rows.showing`), as
        counts in a line at ``y`` that has room right of ``free``."""
        start, end = self._scale.start, self._scale.end
        begins = rows.start[showing]
        seen = (begins <= end) & (rows.end[showing] >= start)
        hidden = rows.within(self._scale) - int(np.count_nonzero(seen))
        if not hidden:
            return []
        edges = self._stretches
        # Those that began before the view fall into no stretch.
        stretch = edges.searchsorted(begins[seen], side="right")
        many = rows.begun(edges) - np.bincount(stretch, minlength=len(edges))[1:]
        many[0] += hidden - int(many.sum())  # what began before the view is counted at its edge
        first, last = max(int(rows.starts[0]), start), min(int(rows.starts[-1]), end)
        return _pills(
            many.tolist(), edges.tolist(), self._scale, lane, y, free, self._ruler, first, last
        )


def outside(placement: Placement, scale: TimeScale, lanes: range) -> tuple[int, int]:
    """How many events touch the view's stretch of time in lanes before and after these."""
    line = placement.labels.timeline
    # In the column's own type: it would be copied to be compared with another.
    first, last = line.lane.searchsorted(np.array([lanes.start, lanes.stop], np.int32)).tolist()
    return (
        _touching(placement, scale, range(lanes.start), slice(0, first)),
        _touching(placement, scale, range(lanes.stop, len(line.lanes)), slice(last, None)),
    )


def _touching(placement: Placement, scale: TimeScale, lanes: range, held: slice) -> int:
    """How many events of some lanes, ``held`` in these rows of the timeline, touch the view."""
    line = placement.labels.timeline
    if len(lanes) < SOUGHT:
        rows = (placement.lanes[lane] for lane in lanes)
        return sum(one.within(scale) for one in rows if one is not None)
    # Of very many lanes each has few events: all are looked through at once.
    here = np.arange(len(line.lane))[held]
    start, end = known_ends(line, here)
    seen = (start <= scale.end) & (end >= scale.start) & (line.form[here] != Form.SHELF)
    return int(np.count_nonzero(seen))


def members(placement: Placement, scale: TimeScale, cluster: Cluster) -> list[int]:
    """The events (rows of the timeline) that a count of this view stands for, by time."""
    line, rows = placement.labels.timeline, placement.lanes[cluster.lane]
    if rows is None:
        return []
    first, last = np.searchsorted(line.lane, [cluster.lane, cluster.lane + 1])
    here = first + np.flatnonzero(line.form[first:last] != Form.SHELF)
    start, end = known_ends(line, here)
    inside = (start >= cluster.start) & (start < cluster.end)
    if cluster.start == scale.start:
        inside |= (start < cluster.start) & (end >= cluster.start)
    inside &= ~np.isin(here, rows.member[rows.showing(scale)])
    found: list[int] = here[inside].tolist()
    return found


def _pills(
    many: list[int],
    edges: list[int],
    scale: TimeScale,
    lane: int,
    y: float,
    free: float,
    ruler: Ruler,
    first: int,
    last: int,
) -> list[Cluster]:
    """A count for each stretch, in the middle of what of it lies between the lane's ``first``
    and ``last`` event; those pushed together at an edge become one."""
    pills: list[Cluster] = []
    for count, (start, end) in zip(many, pairwise(edges), strict=True):
        if not count:
            continue
        wide = ruler.width(told(count), Role.CLUSTER) + PADDING
        middle = (scale.x(max(start, first)) + scale.x(min(end, last))) / 2
        x = min(max(middle - wide / 2, free), scale.width - wide - CLEAR)
        while pills and pills[-1].box.x + pills[-1].box.w > x:
            before = pills.pop()
            start, count = before.start, count + before.count
            wide = ruler.width(told(count), Role.CLUSTER) + PADDING
            x = min(before.box.x, scale.width - wide - CLEAR)
        pills.append(Cluster(Box(x, y + 2, wide, CLUSTER_ROW - 6), count, start, end, lane))
    return pills


def told(count: int) -> str:
    """A count as it is written on the chart: by the thousand from a thousand on."""
    for unit, letter in ((1_000_000, "M"), (1000, "k")):
        if count >= unit:
            whole = f"{count // unit:,}"
            return (
                f"+{whole}{letter}" if count >= 10 * unit else f"+{count * 10 // unit / 10}{letter}"
            )
    return f"+{count}"


def _edges(scale: TimeScale, least: float) -> NDArray[np.int64]:
    """Moments that cut the view into stretches at least so many pixels wide: powers of two of
    seconds, fixed in time, so that they pan along and keep their place while the zoom stays near.
    """
    size = 1 << max(ceil(log2(least * scale.per_pixel)), 0)
    first = scale.start // size * size
    return np.arange(first, scale.end + size + 1, size, dtype=np.int64)

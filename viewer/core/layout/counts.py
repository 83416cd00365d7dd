"""Counts: how many events of a lane a view does not show one by one, and where they are."""

from __future__ import annotations

from math import ceil, log2

import numpy as np
from numpy.typing import NDArray

from viewer.core.layout.placing import CLUSTER_ROW, EDGE, LANE_HEADER
from viewer.core.layout.rows import Rows
from viewer.core.layout.scale import TimeScale
from viewer.core.layout.scene import Box, Cluster, Crowding, Role
from viewer.core.layout.words import Ruler

#: The least pixels of a count's stretch, of a column, and around a count's figures.
STRETCH, COLUMN, PADDING = 140.0, 5.0, 16.0
#: So many events in a column make it half as high as it can be: the same in every view.
HALF = 6.0


def counted(
    rows: Rows,
    showing: NDArray[np.intp],
    scale: TimeScale,
    lane: int,
    hue: int,
    top: float,
    free: float,
    ruler: Ruler,
) -> tuple[list[Cluster], list[Crowding]]:
    """What of a lane is in view but not drawn, and for a crowd how all its events are spread.

    ``showing`` are those drawn (see `Rows.showing`), ``top`` is where the first row begins. A
    crowd's counts have a strip of their own above it; those of a calm lane, which come about
    far out only, stand in its header, right of ``free``.
    """
    y = top - CLUSTER_ROW
    crowding = []
    if rows.crowded:
        edges = _edges(scale, COLUMN)
        many = rows.begun(edges)
        used = np.flatnonzero(many)
        x = scale.xs(edges[used])
        height = (CLUSTER_ROW - 4) * many[used] / (many[used] + HALF)
        wide = float(edges[1] - edges[0]) / scale.per_pixel
        crowding.append(Crowding(hue, y + CLUSTER_ROW - 2, wide, x, height))
    else:
        y -= LANE_HEADER + 4 - CLUSTER_ROW - 3
    shown_start, shown_end = rows.start[showing], rows.end[showing]
    seen = (shown_start <= scale.end) & (shown_end >= scale.start)
    hidden = rows.within(scale) - int(np.count_nonzero(seen))
    if not hidden:
        return [], crowding
    edges = _edges(scale, STRETCH)
    edges[0], edges[-1] = scale.start, scale.end + 1
    # Those that began before the view fall into no stretch.
    stretch = edges.searchsorted(shown_start[seen], side="right")
    many = rows.begun(edges) - np.bincount(stretch, minlength=len(edges))[1:]
    many[0] += hidden - int(many.sum())  # what began before the view is counted at its edge
    return _pills(many, edges, scale, lane, y, EDGE if rows.crowded else free, ruler), crowding


def _pills(
    many: NDArray[np.intp],
    edges: NDArray[np.int64],
    scale: TimeScale,
    lane: int,
    y: float,
    free: float,
    ruler: Ruler,
) -> list[Cluster]:
    """A count for each stretch, in its middle; those pushed together at an edge become one."""
    pills: list[Cluster] = []
    for k in np.flatnonzero(many).tolist():
        start, end, count = int(edges[k]), int(edges[k + 1]), int(many[k])
        wide = ruler.width(f"+{count:,}", Role.CLUSTER) + PADDING
        middle = (scale.x(start) + scale.x(end)) / 2
        x = min(max(middle - wide / 2, free), scale.width - wide - EDGE / 2)
        while pills and pills[-1].box.x + pills[-1].box.w > x:
            before = pills.pop()
            start, count = before.start, count + before.count
            wide = ruler.width(f"+{count:,}", Role.CLUSTER) + PADDING
            x = min(before.box.x, scale.width - wide - EDGE / 2)
        pills.append(Cluster(Box(x, y + 2, wide, CLUSTER_ROW - 6), count, start, end, lane))
    return pills


def _edges(scale: TimeScale, least: float) -> NDArray[np.int64]:
    """Moments that cut the view into stretches at least so many pixels wide: powers of two of
    seconds, fixed in time, so that they pan along and keep their place while the zoom stays near.
    """
    size = 1 << max(ceil(log2(least * scale.per_pixel)), 0)
    first = scale.start // size * size
    return np.arange(first, scale.end + size + 1, size, dtype=np.int64)

"""The overview: how many events lie in each stretch of the whole range."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from viewer.core.layout import axis
from viewer.core.layout.scale import TimeScale, over
from viewer.core.layout.scene import Box, Measure, Role, Text
from viewer.core.timeline import Form, Timeline
from viewer.core.when import FUTURE, PAST, civil, seconds

#: Pixels of height for the years below the columns, and above the highest.
FOOT = 18.0
HEAD = 8.0
MARGIN = 8.0  # that names keep from the strip's ends, where the window's frame stands


@dataclass(frozen=True, slots=True)
class Overview:
    """Columns of the whole range, in pixels, with the scale they stand on."""

    scale: TimeScale
    columns: tuple[Box, ...]
    texts: tuple[Text, ...]


def overview(timeline: Timeline, width: float, height: float, measure: Measure) -> Overview:
    """Count the events of each year (or what divides the range into some sixty stretches)."""
    start, end = timeline.extent
    # An event of which only a bound is known lies in no stretch more than in another.
    placed = ~np.isin(timeline.form, (Form.SHELF, Form.FADE_PAST, Form.FADE_FUTURE))
    for period in timeline.background:
        # A period's known begin belongs to the whole range, as long as it does not dwarf it.
        if period.start != PAST and 0 < start - period.start < 4 * (end - start):
            start = period.start
    margin = max((end - start) // 12, 1)
    scale = over(start - margin, end + margin, width)
    if not placed.any() and not timeline.story_dates:
        return Overview(scale, (), ())  # a range nobody named is not shown as if it were one
    edges = _edges(scale)
    first = np.where(timeline.start == PAST, timeline.end - 1, timeline.start)
    last = np.where(timeline.end == FUTURE, timeline.start + 1, timeline.end)
    first, last = np.sort(first[placed]), np.sort(last[placed])
    columns, texts = [], []
    # An event counts in every stretch it touches: begun before its end, not ended before its start.
    counts = [
        int(np.searchsorted(first, b, side="left") - np.searchsorted(last, a, side="right"))
        for a, b in pairwise(edges)
    ]
    most = max(counts, default=0)
    free = -1e9
    for count, (a, b) in zip(counts, pairwise(edges), strict=True):
        x0, x1 = scale.x(a), scale.x(b)
        if count:
            h = max((height - FOOT - HEAD) * count / most, 3.0)
            columns.append(Box(x0 + 1.5, height - FOOT - h, max(x1 - x0 - 3, 1.0), h))
        name = axis.year_name(civil(a)[0])
        w = measure.width(name, Role.AXIS_MINOR)
        if x0 + 2 >= max(free, MARGIN) and x0 + 2 + w < width - MARGIN and _is_new_year(a):
            texts.append(Text(name, Box(x0 + 2, height - FOOT, w, FOOT), Role.AXIS_MINOR))
            free = x0 + 2 + w + axis.GAP
    return Overview(scale, tuple(columns), tuple(texts))


def _edges(scale: TimeScale) -> list[int]:
    """Instants that cut the range into at most some sixty stretches of one natural unit."""
    span = scale.end - scale.start
    step = next((s for s in axis.STEPS if span / s.span <= 60), axis.STEPS[-1])
    edges = list(axis.instants(scale.start, scale.end, step))
    if edges and edges[0] > scale.start:
        edges.insert(0, scale.start)
    edges.append(max(scale.end, edges[-1] + 1) if edges else scale.end)
    return edges


def _is_new_year(second: int) -> bool:
    return second == seconds(civil(second)[0])

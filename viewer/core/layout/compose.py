"""The picture: turns placed events and a scale into the boxes and words of a scene."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.core.dates import USUAL, Manner
from viewer.core.layout import around, axis
from viewer.core.layout.around import Heading
from viewer.core.layout.counts import PADDING, Counter, outside, told
from viewer.core.layout.marks import Lie, labels_of, marks_of
from viewer.core.layout.placing import (
    AXIS,
    CLUSTER_ROW,
    EDGE,
    HEADING,
    LANE_HEADER,
    Placement,
    rows_height,
)
from viewer.core.layout.rows import Rows
from viewer.core.layout.scale import TimeScale
from viewer.core.layout.scene import (
    Box,
    Cluster,
    Crowding,
    LaneStrip,
    Role,
    Scene,
    Text,
    Tick,
)


def compose(
    placement: Placement,
    scale: TimeScale,
    height: float,
    *,
    scroll: float = 0.0,
    heading: Heading | None = None,
    today: int | None = None,
    manner: Manner = USUAL,
) -> Scene:
    """The scene of a view: ``scale.width`` by ``height`` pixels, rows scrolled by ``scroll``.

    It holds what is in view, and costs what is in view, however much there is besides. ``today``
    is the second at which the reader's day began, None for a picture that does not show it; the
    axis tells time in the reader's ``manner``.
    """
    labels = placement.labels
    line, ruler = labels.timeline, labels.ruler
    width = scale.width
    top = HEADING if heading else 0.0
    axis_box = Box(0, top, width, AXIS)
    rows_top = top + AXIS
    rows_box = Box(0, rows_top, width, rows_height(labels, height, headed=heading is not None))
    offset = rows_top - min(max(scroll, 0.0), max(placement.content - rows_box.h, 0.0))

    lower, upper = axis.ticks(scale, ruler, manner)
    # A month begins within a week: it has a line all the same.
    lines = {t.second: t.major or not upper for t in (*upper, *lower)}
    strips, texts = around.strips(placement, scale, offset, rows_box)
    lanes: list[LaneStrip] = []
    shown: list[tuple[Rows, NDArray[np.intp], float]] = []
    clusters: list[Cluster] = []
    crowding: list[Crowding] = []
    counter = Counter(scale, ruler)
    seen = _lanes_between(placement, -offset + rows_top, -offset + rows_top + rows_box.h)
    for number in seen:
        lane, rows = line.lanes[number], placement.lanes[number]
        if rows is None:
            continue
        header = Box(0, offset + float(placement.tops[number]), width, LANE_HEADER)
        lanes.append(
            LaneStrip(number, header, offset + float(placement.tops[number + 1]), lane.hue)
        )
        named = around.lane_texts(lane, header, ruler)
        texts += named
        showing = rows.showing(scale)
        top_row = offset + placement.first_row(number)
        shown.append((rows, showing, top_row))
        if rows.crowded:  # its counts have a strip of their own above its rows
            crowding.append(counter.crowding(rows, lane.hue, top_row - 2))
            clusters += counter.hidden(rows, showing, number, top_row - CLUSTER_ROW, EDGE)
        else:  # far out only, so that they may stand in the header
            free = named[-1].box.x + named[-1].box.w + EDGE
            clusters += counter.hidden(rows, showing, number, header.y + 3, free)
    lie, cut = _lie(placement, shown, scale, rows_box)
    marks = marks_of(placement, lie)
    texts += labels_of(placement, lie, marks, width)
    shelf_lane, shelf_texts = around.shelf(placement, width, offset, rows_box)
    lanes += shelf_lane
    texts += shelf_texts
    for cluster in clusters:
        box = cluster.box
        at = Box(box.x + PADDING / 2, box.y, box.w - PADDING, box.h)
        texts.append(Text(told(cluster.count), at, Role.CLUSTER))

    parts = (
        outside(placement, scale, seen),
        cut,
        around.counts_outside(clusters, rows_box),
        around.shelf_outside(placement, offset, rows_box),
    )
    above, below = map(sum, zip(*parts, strict=True))
    beyond = around.beyond_of(above, below, rows_box, around.lines(line, today, scale), ruler)
    story_dates, day, pills = around.pills(line, today, scale, rows_box, beyond, ruler)
    blank = not line.story_dates and all(rows is None for rows in placement.lanes)
    return Scene(
        width=width,
        height=height,
        content=placement.content,
        title=around.title(heading, width, ruler),
        axis=axis_box,
        axis_texts=() if blank else around.axis_texts(lower, upper, scale, axis_box, ruler),
        ticks=tuple(
            Tick(scale.x(second), major)
            for second, major in sorted(lines.items())
            if not blank and 0 <= scale.x(second) <= width
        ),
        rows=rows_box,
        lanes=tuple(lanes),
        strips=strips,
        marks=marks,
        clusters=tuple(clusters),
        crowding=tuple(crowding),
        texts=tuple(texts),
        story_dates=story_dates,
        today=day,
        message=around.message(line, rows_box, ruler),
        pills=pills,
        beyond=beyond,
        legend=around.legend(labels, height),
    )


def _lanes_between(placement: Placement, top: float, bottom: float) -> range:
    """The lanes that reach into a stretch of the content."""
    first = int(np.searchsorted(placement.tops, top, side="right")) - 1
    last = int(np.searchsorted(placement.tops, bottom, side="left"))
    return range(max(first, 0), min(last, len(placement.lanes)))


def _lie(
    placement: Placement,
    shown: list[tuple[Rows, NDArray[np.intp], float]],
    scale: TimeScale,
    seen: Box,
) -> tuple[Lie, tuple[int, int]]:
    """Where the events that show at a scale lie, in view; labels may run to where the next one in
    their row begins. Of each lane in view its rows, what of them shows, and the top of the first.
    And how many would be in view, but that their rows are above or below.
    """
    if not shown:
        nothing = np.zeros(0)
        kinds = ("i4", "i1", *4 * ("f8",), "?")
        return Lie(*(nothing.astype(kind) for kind in kinds)), (0, 0)

    def column(of: Callable[[Rows], NDArray[Any]]) -> NDArray[Any]:
        return np.concatenate([of(rows)[showing] for rows, showing, _ in shown])

    x0, x1 = scale.xs(column(lambda rows: rows.start)), scale.xs(column(lambda rows: rows.end))
    left, right = column(lambda rows: rows.left), column(lambda rows: rows.right)
    many = [len(showing) for _, showing, _ in shown]
    height = placement.density.row
    y = column(lambda rows: rows.row) * height + np.repeat([top for *_, top in shown], many)
    order = np.lexsort((x0, y))
    next_too = y[order[1:]] == y[order[:-1]]
    until = np.full(len(order), np.inf)
    until[order[:-1][next_too]] = (x0 - left)[order[1:][next_too]]
    inside = (x1 + right >= 0) & (x0 - left <= scale.width)
    above, below = y + height <= seen.y, y >= seen.y + seen.h
    inside &= ~(above | below)
    across = (x1 >= 0) & (x0 <= scale.width)
    lie = Lie(
        member=column(lambda rows: rows.member)[inside],
        side=column(lambda rows: rows.side)[inside],
        x0=x0[inside],
        x1=x1[inside],
        y=y[inside],
        until=until[inside],
        crowded=np.repeat([rows.crowded for rows, *_ in shown], many)[inside],
    )
    return lie, (int(np.count_nonzero(across & above)), int(np.count_nonzero(across & below)))

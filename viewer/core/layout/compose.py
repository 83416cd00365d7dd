"""The picture: turns placed events and a scale into the boxes and words of a scene."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from viewer.core.layout import axis
from viewer.core.layout.counts import PADDING, Counter, told
from viewer.core.layout.marks import Lie, labels_of, marks_of
from viewer.core.layout.placing import (
    AXIS,
    CLUSTER_ROW,
    COMPACT,
    EDGE,
    HEADING,
    LANE_HEADER,
    LEGEND_GAP,
    LEGEND_ROW,
    PILL,
    SAMPLE,
    SAMPLE_GAP,
    STRIP,
    TAG_GAP,
    Labels,
    Placement,
    legend_height,
    rows_height,
    strips_height,
)
from viewer.core.layout.rows import Rows
from viewer.core.layout.scale import TimeScale
from viewer.core.layout.scene import (
    Box,
    Cluster,
    Crowding,
    LaneStrip,
    LegendItem,
    Role,
    Scene,
    Strip,
    Text,
    Tick,
)
from viewer.core.layout.words import Ruler
from viewer.core.timeline import Lane, Timeline
from viewer.core.when import FUTURE, PAST

#: Pixels that words on a source must have to be worth beginning.
LEAST_TOLD = 80.0


@dataclass(frozen=True, slots=True)
class Heading:
    """A picture's own title, for exports: on screen the window carries it."""

    title: str
    subtitle: str


def compose(
    placement: Placement,
    scale: TimeScale,
    height: float,
    *,
    scroll: float = 0.0,
    heading: Heading | None = None,
) -> Scene:
    """The scene of a view: ``scale.width`` by ``height`` pixels, rows scrolled by ``scroll``.

    It holds what is in view, and costs what is in view, however much there is besides.
    """
    labels = placement.labels
    line, ruler = labels.timeline, labels.ruler
    width = scale.width
    top = HEADING if heading else 0.0
    axis_box = Box(0, top, width, AXIS)
    rows_top = top + AXIS
    rows_box = Box(0, rows_top, width, rows_height(labels, height, headed=heading is not None))
    offset = rows_top - min(max(scroll, 0.0), max(placement.content - rows_box.h, 0.0))

    lower, upper = axis.ticks(scale, ruler)
    strips, texts = _strips(placement, scale, offset, rows_box)
    lanes: list[LaneStrip] = []
    shown: list[tuple[Rows, NDArray[np.intp], float]] = []
    clusters: list[Cluster] = []
    crowding: list[Crowding] = []
    counter = Counter(scale, ruler)
    for number in _lanes_between(placement, -offset + rows_top, -offset + rows_top + rows_box.h):
        lane, rows = line.lanes[number], placement.lanes[number]
        if rows is None:
            continue
        header = Box(0, offset + float(placement.tops[number]), width, LANE_HEADER)
        lanes.append(
            LaneStrip(number, header, offset + float(placement.tops[number + 1]), lane.hue)
        )
        named = _lane_texts(lane, header, ruler)
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
    lie = _lie(placement, shown, scale, rows_box)
    marks = marks_of(placement, lie)
    texts += labels_of(placement, lie, marks, width)
    shelf_lane, shelf_texts = _shelf(placement, width, offset, rows_box)
    lanes += shelf_lane
    texts += shelf_texts
    for cluster in clusters:
        box = cluster.box
        at = Box(box.x + PADDING / 2, box.y, box.w - PADDING, box.h)
        texts.append(Text(told(cluster.count), at, Role.CLUSTER))

    story_dates, pills_ = _story_lines(line, scale, rows_box, ruler)
    blank = not line.story_dates and all(rows is None for rows in placement.lanes)
    return Scene(
        width=width,
        height=height,
        content=placement.content,
        title=_title(heading, width, ruler),
        axis=axis_box,
        axis_texts=() if blank else _axis_texts(lower, upper, scale, axis_box, ruler),
        ticks=tuple(
            Tick(scale.x(t.second), t.major or not upper)
            for t in lower
            if not blank and 0 <= scale.x(t.second) <= width
        ),
        rows=rows_box,
        lanes=tuple(lanes),
        strips=strips,
        marks=marks,
        clusters=tuple(clusters),
        crowding=tuple(crowding),
        texts=tuple(texts),
        story_dates=story_dates,
        message=_message(line, rows_box, ruler),
        pills=pills_,
        legend=_legend(labels, height),
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
) -> Lie:
    """Where the events that show at a scale lie, in view; labels may run to where the next one in
    their row begins. Of each lane in view its rows, what of them shows, and the top of the first.
    """
    if not shown:
        nothing = np.zeros(0)
        return Lie(*(nothing.astype(kind) for kind in ("i4", "i1", *4 * ("f8",), "?")))

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
    inside &= (y + height >= seen.y) & (y <= seen.y + seen.h)
    return Lie(
        member=column(lambda rows: rows.member)[inside],
        side=column(lambda rows: rows.side)[inside],
        x0=x0[inside],
        x1=x1[inside],
        y=y[inside],
        until=until[inside],
        crowded=np.repeat([rows.crowded for rows, *_ in shown], many)[inside],
    )


# ── parts ────────────────────────────────────────────────────────────────────────────────────


def _title(heading: Heading | None, width: float, ruler: Ruler) -> tuple[Text, ...]:
    if heading is None:
        return ()
    inner = width - 2 * EDGE
    return (
        Text(
            ruler.shorten(heading.title, inner, Role.TITLE),
            Box(EDGE, 14, inner, 28),
            Role.TITLE,
        ),
        Text(
            ruler.shorten(heading.subtitle, inner, Role.SUBTITLE),
            Box(EDGE, 42, inner, 20),
            Role.SUBTITLE,
        ),
    )


def _axis_texts(
    lower: list[axis.Named],
    upper: list[axis.Named],
    scale: TimeScale,
    box: Box,
    ruler: Ruler,
) -> tuple[Text, ...]:
    """Names of both rows; none overlaps its neighbour, the unit in progress sticks to the left."""
    texts = []
    half = box.h / 2
    if not upper:
        upper_role, y, h = Role.AXIS_MAJOR, box.y + half / 2, half
        rows = [(lower, upper_role, y, h)]
    else:
        rows = [
            (upper, Role.AXIS_MAJOR, box.y + 2, half - 2),
            (lower, Role.AXIS_MINOR, box.y + half, half - 2),
        ]
    for names, role, y, h in rows:
        free = -1e9
        starts = [scale.x(n.second) for n in names]
        for i, named in enumerate(names):
            w = ruler.width(named.name, role)
            x = starts[i] + 5
            if role is Role.AXIS_MAJOR and upper:
                limit = starts[i + 1] - axis.GAP if i + 1 < len(names) else box.w
                x = min(max(x, 5.0), max(x, limit - w))
            if x < 0 or x + w > box.w or x < free:
                continue
            texts.append(Text(named.name, Box(x, y, w, h), role))
            free = x + w + axis.GAP / 2
    return tuple(texts)


def _strips(
    placement: Placement, scale: TimeScale, y: float, rows: Box
) -> tuple[tuple[Strip, ...], list[Text]]:
    """Named periods: a thin line each, under its name, above the lanes."""
    line, labels = placement.labels.timeline, placement.labels
    strips, texts = [], []
    if y + strips_height(placement.strips) < rows.y:
        return (), []
    reach = [
        (
            -10.0 if period.start == PAST else scale.x(period.start),
            scale.width + 10 if period.end == FUTURE else scale.x(period.end),
        )
        for period in line.background
    ]
    until = [scale.width] * len(reach)  # where the next in a row begins
    last: dict[int, int] = {}
    for number in sorted(range(len(reach)), key=lambda n: reach[n][0]):
        row = placement.strips[number]
        if row in last:
            until[last[row]] = reach[number][0] - 6
        last[row] = number
    for number, (x0, x1) in enumerate(reach):
        if x1 <= 0 or x0 >= scale.width:
            continue
        period = line.background[number]
        top = y + STRIP * placement.strips[number]
        left, right = max(x0, -10.0), min(x1, scale.width + 10)
        tint = None
        if period.start != PAST and period.end != FUTURE:
            tint = Box(left, rows.y, right - left, rows.h)
        strips.append(Strip(Box(left, top + STRIP - 3, right - left, 2), tint))
        # A name may run on beyond its line's end, but not when it sticks to the view's edge.
        room = min(scale.width, until[number]) - left - 4.0 if x0 >= EDGE else right - EDGE
        room = min(room, until[number] - max(x0, EDGE))
        name, name_width = labels.ruler.shortened(labels.periods[number], room, Role.BACKGROUND)
        if name:
            box = Box(max(x0, EDGE), top + 2, name_width, STRIP - 5)
            texts.append(Text(name, box, Role.BACKGROUND))
    return tuple(strips), texts


def _lane_texts(lane: Lane, header: Box, ruler: Ruler) -> list[Text]:
    """The lane's name, what is told of it as far as there is room, and how many events it has."""
    x = EDGE + (18 if lane.hue >= 0 else 0)
    title = ruler.shorten(lane.title, header.w * 0.6, Role.LANE)
    width = ruler.width(title, Role.LANE)
    texts = [Text(title, Box(x, header.y, width, header.h), Role.LANE, lane.hue)]
    x += width + 14
    words = f"{lane.count:,} event" + ("" if lane.count == 1 else "s")
    room = header.w - EDGE - x - ruler.width(f" · {words}", Role.LANE_COUNT)
    if lane.told and room > LEAST_TOLD:
        words = f"{ruler.shorten(lane.told, room, Role.LANE_COUNT)} · {words}"
    count_box = Box(x, header.y, ruler.width(words, Role.LANE_COUNT), header.h)
    return [*texts, Text(words, count_box, Role.LANE_COUNT)]


def _shelf(
    placement: Placement, width: float, offset: float, seen: Box
) -> tuple[list[LaneStrip], list[Text]]:
    """Events of which nothing is known, beside the axis, in the order they are told."""
    labels, shelf = placement.labels, placement.shelf
    y = offset + float(placement.tops[-1])
    bottom = offset + placement.content
    if not len(shelf) or bottom < seen.y or y > seen.y + seen.h:
        return [], []
    header = Box(0, y, width, LANE_HEADER)
    lane = Lane("No date known — in the order of telling", -1, len(shelf))
    texts = _lane_texts(lane, header, labels.ruler)
    y += LANE_HEADER + 4
    first = max(int((seen.y - y) // COMPACT.row), 0)
    last = max(int((seen.y + seen.h - y) // COMPACT.row) + 1, 0)
    for number, i in enumerate(shelf[first:last].tolist(), first):
        top = y + number * COMPACT.row
        note, note_w = labels.words.note(i)
        hue = int(labels.timeline.hue[i])
        room = width - 2 * EDGE - note_w - 2 * TAG_GAP
        headline, w = labels.words.headline(i, room)
        texts.append(Text(headline, Box(EDGE, top, w, COMPACT.row), Role.LABEL, hue, i))
        box = Box(EDGE + w + 2 * TAG_GAP, top, note_w, COMPACT.row)
        texts.append(Text(note, box, Role.NOTE, hue, i))
    return [LaneStrip(-1, header, bottom, -1)], texts


def _message(line: Timeline, rows: Box, ruler: Ruler) -> Text | None:
    """What to say where no event was found."""
    if line.events or not line.readings:
        return None
    words = "No events found"
    w = ruler.width(words, Role.MESSAGE)
    box = Box(rows.x + (rows.w - w) / 2, rows.y + rows.h / 2 - 10, w, 20)
    return Text(words, box, Role.MESSAGE)


def _story_lines(
    line: Timeline, scale: TimeScale, rows: Box, ruler: Ruler
) -> tuple[tuple[Box, ...], tuple[Text, ...]]:
    """When stories were written: columns as wide as what they say of it, and their names."""
    columns, pills, taken = [], [], -1e9
    for story in sorted(line.story_dates, key=lambda s: s.start):
        x0, x1 = scale.x(story.start), scale.x(story.end)
        if x1 < 0 or x0 > scale.width:
            continue
        x0, x1 = max(x0, -10.0), min(x1, scale.width + 10)
        columns.append(Box(x0, rows.y, x1 - x0, rows.h))
        words = "story written"
        if len(line.story_dates) > 1:
            words = ruler.shorten(story.name, 180.0, Role.PILL)
        w = ruler.width(words, Role.PILL) + 20
        left = min(max((x0 + x1 - w) / 2, 2.0), scale.width - w - 2)
        if left > taken:
            box = Box(left, rows.y + rows.h + 2, w, PILL)
            pills.append(Text(words, box, Role.PILL))
            taken = left + w
    return tuple(columns), tuple(pills)


def _legend(labels: Labels, height: float) -> tuple[LegendItem, ...]:
    """Only what this timeline uses."""
    items = []
    tall = legend_height(labels, height)
    if tall < LEGEND_ROW:
        return ()
    y = height - tall + 4
    for row in labels.legend:
        x = EDGE
        for sample, form in row:
            w = labels.ruler.width(sample.value, Role.LEGEND)
            words = Box(x + SAMPLE + SAMPLE_GAP, y, w, LEGEND_ROW)
            swatch = Box(x, y + LEGEND_ROW / 2 - 6, SAMPLE, 12)
            items.append(LegendItem(sample, form, swatch, Text(sample.value, words, Role.LEGEND)))
            x = words.x + w + LEGEND_GAP
        y += LEGEND_ROW
    return tuple(items)

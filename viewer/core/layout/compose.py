"""The picture: turns placed events and a scale into the boxes and words of a scene."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from viewer.core.events import Status
from viewer.core.layout import axis
from viewer.core.layout.placing import (
    CLOSE,
    COMFORTABLE,
    COMPACT,
    EDGE,
    FADE_WHISKER,
    FEW,
    GAP,
    INSIDE,
    LEFT,
    LEGEND_GAP,
    NARROWEST,
    ON_BAR,
    RADIUS,
    SAMPLE,
    SAMPLE_GAP,
    TAG_GAP,
    Labels,
    Placement,
    level_of,
    place,
    shorten,
)
from viewer.core.layout.scale import TimeScale
from viewer.core.layout.scene import (
    Box,
    Cluster,
    LaneStrip,
    LegendItem,
    Mark,
    Measure,
    Role,
    Scene,
    Strip,
    Text,
    Tick,
)
from viewer.core.timeline import Form, Lane, Timeline
from viewer.core.when import FUTURE, PAST

AXIS = 38.0
LANE_HEADER = 28.0
LANE_FOOT = 10.0
STRIP = 20.0
CLUSTER_ROW = 24.0
CLUSTER_BIN = 96.0
LEGEND_ROW = 24.0
FIRST_ROWS = 6
PILL = 20.0
FOOT = PILL + 6  # below the rows, for the story date's name
#: Pixels that words on a source must have to be worth beginning.
LEAST_TOLD = 80.0
HOLLOW = (Status.POSSIBLE, Status.DENIED)


@dataclass(frozen=True, slots=True)
class Heading:
    """A picture's own title, for exports: on screen the window carries it."""

    title: str
    subtitle: str


@dataclass(frozen=True, slots=True)
class _Row:
    """One lane's vertical place, in content pixels."""

    top: float
    rows: float
    bottom: float


def choose(labels: Labels, per_pixel: float, height: float) -> Placement:
    """Rows as roomy as ``height`` pixels allow: with notes, closer, or with tags only."""
    level = level_of(per_pixel)
    room = rows_height(labels, height)
    if len(labels.headlines) <= FEW:
        for density in (COMFORTABLE, CLOSE):
            placement = place(labels, level, density)
            if content_height(placement) <= room:
                return placement
    return place(labels, level, COMPACT)


def natural_height(placement: Placement, heading: Heading | None = None) -> float:
    """Pixels a picture needs to show every row."""
    below = FOOT + _legend_height(placement.labels, inf)
    return content_height(placement) + AXIS + below + _heading_height(heading)


def compose(
    placement: Placement,
    scale: TimeScale,
    height: float,
    measure: Measure,
    *,
    scroll: float = 0.0,
    heading: Heading | None = None,
) -> Scene:
    """The scene of a view: ``scale.width`` by ``height`` pixels, rows scrolled by ``scroll``."""
    line = placement.labels.timeline
    width = scale.width
    top = _heading_height(heading)
    axis_box = Box(0, top, width, AXIS)
    labels = placement.labels
    rows_top = top + AXIS
    rows_box = Box(0, rows_top, width, rows_height(labels, height, heading))
    content = content_height(placement)
    offset = rows_top - min(max(scroll, 0.0), max(content - rows_box.h, 0.0))

    lower, upper = axis.ticks(scale, measure)
    strips, strip_texts, y = _strips(placement, scale, offset, rows_box, measure)
    lanes: list[LaneStrip] = []
    marks: list[Mark] = []
    clusters: list[Cluster] = []
    texts = list(strip_texts)
    for number, lane in enumerate(line.lanes):
        if not lane.count:
            continue
        place_ = _lane_rows(placement, number, y)
        header = Box(0, y, width, LANE_HEADER)
        lanes.append(LaneStrip(header, place_.bottom, lane.hue))
        texts.extend(_lane_texts(lane, header, measure))
        y = place_.bottom
        if place_.bottom < rows_box.y or place_.top > rows_box.y + rows_box.h:
            continue
        _events(placement, number, place_.rows, scale, rows_box, measure, marks, texts)
        if placement.crowded[number]:
            clusters.extend(_clusters(placement, number, place_, scale, texts, measure))
    shelf_lane, shelf_texts, y = _shelf(labels, width, y, measure)
    lanes.extend(shelf_lane)
    texts.extend(shelf_texts)

    story_dates, pills = _story_lines(line, scale, rows_box, measure)
    blank = not line.story_dates and bool((line.form == Form.SHELF).all())
    return Scene(
        width=width,
        height=height,
        content=content,
        title=_title(heading, width, measure),
        axis=axis_box,
        axis_texts=() if blank else _axis_texts(lower, upper, scale, axis_box, measure),
        ticks=tuple(
            Tick(scale.x(t.second), t.major or not upper)
            for t in lower
            if not blank and 0 <= scale.x(t.second) <= width
        ),
        rows=rows_box,
        lanes=tuple(lanes),
        strips=strips,
        marks=tuple(marks),
        clusters=tuple(clusters),
        texts=tuple(texts),
        story_dates=story_dates,
        message=_message(line, rows_box, measure),
        pills=pills,
        legend=_legend(labels, height, measure),
    )


# ── heights ──────────────────────────────────────────────────────────────────────────────────


def content_height(placement: Placement) -> float:
    """Pixels that all rows take, axis and legend not counted."""
    line = placement.labels.timeline
    y = _strips_height(placement)
    for number in range(len(line.lanes)):
        y = _lane_rows(placement, number, y).bottom
    return y + _shelf_height(line)


def rows_height(labels: Labels, height: float, heading: Heading | None = None) -> float:
    """Pixels a picture of ``height`` leaves for rows; more content than that scrolls."""
    taken = _heading_height(heading) + AXIS + _legend_height(labels, height) + FOOT
    return max(height - taken, 0.0)


def _legend_height(labels: Labels, height: float) -> float:
    """A picture too low for both keeps its first rows and leaves the legend out."""
    wanted = LEGEND_ROW * len(labels.legend) + 8
    first = LANE_HEADER + COMPACT.row * min(len(labels.headlines), FIRST_ROWS)
    return wanted if height - AXIS - FOOT - wanted >= first else 4.0


def place_of(placement: Placement, row: int, scale: TimeScale) -> tuple[float, float, float, float]:
    """(left, right, top, bottom) of an event with its label: view and content pixels."""
    line = placement.labels.timeline
    top = _strips_height(placement)
    for number in range(len(line.lanes)):
        place_ = _lane_rows(placement, number, top)
        if number == line.lane[row] and line.form[row] != Form.SHELF:
            at = int(placement.row[row])
            y = place_.rows + at * placement.density.row
            if at < 0:
                y = place_.rows - CLUSTER_ROW
            return (
                scale.x(int(placement.anchor_start[row])) - float(placement.left[row]),
                scale.x(int(placement.anchor_end[row])) + float(placement.right[row]),
                y,
                y + placement.density.row,
            )
        top = place_.bottom
    y = top + LANE_HEADER + 4 + _shelved(line).index(row) * COMPACT.row
    return 0.0, scale.width, y, y + COMPACT.row


def _lane_rows(placement: Placement, number: int, top: float) -> _Row:
    if not placement.labels.timeline.lanes[number].count:
        return _Row(top, top, top)
    rows = top + LANE_HEADER + 4
    if placement.crowded[number]:
        rows += CLUSTER_ROW
    bottom = rows + placement.rows[number] * placement.density.row + LANE_FOOT
    return _Row(top, rows, bottom)


def _heading_height(heading: Heading | None) -> float:
    return 74.0 if heading else 0.0


def _strips_height(placement: Placement) -> float:
    rows = max(placement.strips, default=-1) + 1
    return STRIP * rows + 6 if rows else 0.0


def _shelf_height(line: Timeline) -> float:
    count = int(np.count_nonzero(line.form == Form.SHELF))
    return LANE_HEADER + 4 + count * COMPACT.row + LANE_FOOT if count else 0.0


# ── parts ────────────────────────────────────────────────────────────────────────────────────


def _title(heading: Heading | None, width: float, measure: Measure) -> tuple[Text, ...]:
    if heading is None:
        return ()
    inner = width - 2 * EDGE
    return (
        Text(
            shorten(heading.title, inner, Role.TITLE, measure),
            Box(EDGE, 14, inner, 28),
            Role.TITLE,
        ),
        Text(
            shorten(heading.subtitle, inner, Role.SUBTITLE, measure),
            Box(EDGE, 42, inner, 20),
            Role.SUBTITLE,
        ),
    )


def _axis_texts(
    lower: list[axis.Named],
    upper: list[axis.Named],
    scale: TimeScale,
    box: Box,
    measure: Measure,
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
            w = measure.width(named.name, role)
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
    placement: Placement, scale: TimeScale, y: float, rows: Box, measure: Measure
) -> tuple[tuple[Strip, ...], list[Text], float]:
    """Named periods: a thin line each, under its name, above the lanes."""
    line, labels = placement.labels.timeline, placement.labels
    strips, texts = [], []
    for number, period in enumerate(line.background):
        x0 = -10.0 if period.start == PAST else scale.x(period.start)
        x1 = scale.width + 10 if period.end == FUTURE else scale.x(period.end)
        if x1 <= 0 or x0 >= scale.width:
            continue
        top = y + STRIP * placement.strips[number]
        left, right = max(x0, -10.0), min(x1, scale.width + 10)
        tint = None
        if period.start != PAST and period.end != FUTURE:
            tint = Box(left, rows.y, right - left, rows.h)
        strips.append(Strip(Box(left, top + STRIP - 3, right - left, 2), tint))
        # A name may run on beyond its line's end, but not when it sticks to the view's edge.
        room = scale.width - left - 4.0 if x0 >= EDGE else right - EDGE
        name = shorten(labels.periods[number], room, Role.BACKGROUND, measure) if room > 0 else ""
        if name:
            width = measure.width(name, Role.BACKGROUND)
            box = Box(max(x0, EDGE), top + 2, width, STRIP - 5)
            texts.append(Text(name, box, Role.BACKGROUND))
    return tuple(strips), texts, y + _strips_height(placement)


def _lane_texts(lane: Lane, header: Box, measure: Measure) -> list[Text]:
    """The lane's name, what is told of it as far as there is room, and how many events it has."""
    x = EDGE + (18 if lane.hue >= 0 else 0)
    title = shorten(lane.title, header.w * 0.6, Role.LANE, measure)
    width = measure.width(title, Role.LANE)
    texts = [Text(title, Box(x, header.y, width, header.h), Role.LANE, lane.hue)]
    x += width + 14
    words = f"{lane.count:,} event" + ("" if lane.count == 1 else "s")
    room = header.w - EDGE - x - measure.width(f" · {words}", Role.LANE_COUNT)
    if lane.told and room > LEAST_TOLD:
        words = f"{shorten(lane.told, room, Role.LANE_COUNT, measure)} · {words}"
    count_box = Box(x, header.y, measure.width(words, Role.LANE_COUNT), header.h)
    return [*texts, Text(words, count_box, Role.LANE_COUNT)]


def _events(
    placement: Placement,
    lane: int,
    top: float,
    scale: TimeScale,
    rows: Box,
    measure: Measure,
    marks: list[Mark],
    texts: list[Text],
) -> None:
    """Marks and labels of the lane's placed events that reach into the view."""
    line = placement.labels.timeline
    first, last = (int(i) for i in np.searchsorted(line.lane, [lane, lane + 1]))
    here = slice(first, last)
    x0 = _pixels(placement.anchor_start[here], scale)
    x1 = _pixels(placement.anchor_end[here], scale)
    y = top + placement.row[here] * placement.density.row
    seen = (
        (placement.row[here] >= 0)
        & (x1 + placement.right[here] >= 0)
        & (x0 - placement.left[here] <= scale.width)
        & (y + placement.density.row >= rows.y)
        & (y <= rows.y + rows.h)
    )
    for offset in np.flatnonzero(seen):
        i = first + int(offset)
        mark = _mark(line, i, float(x0[offset]), float(x1[offset]), float(y[offset]), placement)
        marks.append(mark)
        _label(placement, i, mark, float(y[offset]), scale.width, measure, texts)


def _pixels(moments: NDArray[np.int64], scale: TimeScale) -> NDArray[np.float64]:
    """x of many seconds; whole seconds are subtracted before anything becomes a float."""
    x = ((moments - scale.origin) - scale.fraction) / scale.per_pixel
    return np.clip(x, -1e7, 1e7)


def _mark(line: Timeline, i: int, x0: float, x1: float, y: float, placement: Placement) -> Mark:
    event, form = line.events[i], Form(int(line.form[i]))
    bar = placement.density.bar
    height = bar if form is Form.BAR else bar * 0.7
    fade, at = 0, (x0 + x1) / 2
    if form is Form.FADE_PAST:
        x0, fade, height, at = x1 - placement.labels.fade, -1, 9.0, x1
    elif form is Form.FADE_FUTURE:
        x1, fade, height, at = x0 + placement.labels.fade, 1, 9.0, x0
    elif form is Form.WHISKER and line.start[i] == PAST:
        x0, fade, at = x1 - FADE_WHISKER, -1, x1
    elif form is Form.DOT and x1 - x0 < 2 * RADIUS:
        x0, x1 = at - RADIUS, at + RADIUS  # from afar; near to, a day is as long as a day
    dashed = event.status is Status.PLANNED
    if dashed and form in (Form.WHISKER, Form.BAR):
        height = bar * 0.9
        if x1 - x0 < 12:
            x0, x1 = at - 6, at + 6
    if x1 - x0 < NARROWEST:
        x0, x1 = at - NARROWEST / 2, at + NARROWEST / 2
    middle = y + bar / 2 + 2
    if form is Form.WHISKER and not dashed and x1 - x0 < 2 * RADIUS and not fade:
        x0, x1 = at - RADIUS, at + RADIUS
    return Mark(
        event=i,
        form=form,
        box=Box(x0, middle - height / 2, x1 - x0, height),
        hue=int(line.hue[i]),
        at=at,
        fade=fade,
        dashed=dashed,
        hollow=event.status in HOLLOW,
    )


def _label(
    placement: Placement,
    i: int,
    mark: Mark,
    y: float,
    width: float,
    measure: Measure,
    texts: list[Text],
) -> None:
    labels, density, hue = placement.labels, placement.density, mark.hue
    headline, note = labels.headlines[i], labels.notes[i]
    w, note_w = float(labels.headline_widths[i]), float(labels.note_widths[i])
    middle = mark.box.y + mark.box.h / 2
    if placement.side[i] == ON_BAR:
        # Words on a bar stick to its visible part.
        left = max(mark.box.x, 0.0) + INSIDE
        right = min(mark.box.x + mark.box.w, width) - INSIDE
        if headline != labels.whole[i] or right - left < w:
            headline = shorten(labels.whole[i], right - left, Role.LABEL_ON_BAR, measure)
            w = measure.width(headline, Role.LABEL_ON_BAR) if headline else 0.0
        plain = mark.dashed or mark.hollow
        if headline:
            box = Box(left, mark.box.y, w, mark.box.h)
            role = Role.LABEL if plain else Role.LABEL_ON_BAR
            texts.append(Text(headline, box, role, hue, i))
        if not density.notes:
            note, note_w = labels.tags[i], float(labels.tag_widths[i])
        if note and left + w + 12 + note_w <= right:
            box = Box(left + w + 12, mark.box.y, note_w, mark.box.h)
            role = Role.NOTE if plain else Role.NOTE_ON_BAR
            texts.append(Text(note, box, role, hue, i))
        return
    on_left = placement.side[i] == LEFT
    gap = GAP

    def beside(text_width: float) -> float:
        return mark.box.x - gap - text_width if on_left else mark.box.x + mark.box.w + gap

    line_height = 17.0
    label_y = middle - line_height / 2
    tag = "" if density.notes else labels.tags[i]
    whole = w + float(labels.tag_widths[i]) if tag else w
    seen = max(mark.box.x, 0.0), min(mark.box.x + mark.box.w, width)
    x, cleared = beside(whole), False
    if (x >= width or x + whole <= 0) and seen[1] - seen[0] > whole + 2 * INSIDE:
        # The view lies inside a mark whose label is far off: the words come along, on the mark.
        x, cleared = seen[0] + INSIDE, True
    texts.append(Text(headline, Box(x, label_y, w, line_height), Role.LABEL, hue, i, cleared))
    if tag:
        box = Box(x + w + TAG_GAP, label_y, whole - w - TAG_GAP, line_height)
        texts.append(Text(tag, box, Role.NOTE, hue, i, cleared))
    elif density.notes and note and not cleared:
        box = Box(beside(note_w), label_y + line_height - 1, note_w, 15.0)
        texts.append(Text(note, box, Role.NOTE, hue, i))


def _clusters(
    placement: Placement,
    lane: int,
    place_: _Row,
    scale: TimeScale,
    texts: list[Text],
    measure: Measure,
) -> list[Cluster]:
    """Counts of what found no row, in bins that are fixed in time so that they pan along."""
    line = placement.labels.timeline
    first, last = (int(i) for i in np.searchsorted(line.lane, [lane, lane + 1]))
    begin, end = placement.anchor_start[first:last], placement.anchor_end[first:last]
    left_over = first + np.flatnonzero(
        (placement.row[first:last] < 0)
        & (line.form[first:last] != Form.SHELF)
        & (end >= scale.start)
        & (begin <= scale.end)
    )
    size = max(int(CLUSTER_BIN * scale.per_pixel), 1)
    size = 1 << (size - 1).bit_length()  # bins keep their place while the zoom stays near
    # What began before the view is counted at its edge.
    moments = np.maximum(placement.anchor_start[left_over], scale.start)
    bins, counts = np.unique(moments // size, return_counts=True)
    y = place_.rows - CLUSTER_ROW
    clusters = []
    for number, count in zip(bins.tolist(), counts.tolist(), strict=True):
        start = number * size
        x = scale.x(start)
        right = scale.x(start + size)
        if right < 0 or x > scale.width:
            continue
        words = f"+{count:,}"
        w = min(measure.width(words, Role.CLUSTER) + 16, right - x)
        box = Box((x + right - w) / 2, y + 2, w, CLUSTER_ROW - 6)
        clusters.append(Cluster(box, count, start, start + size, lane))
        inner = measure.width(words, Role.CLUSTER)
        texts.append(Text(words, Box(box.x + (w - inner) / 2, box.y, inner, box.h), Role.CLUSTER))
    return clusters


def _shelved(line: Timeline) -> list[int]:
    """Rows of the events on the shelf, in the order they are told."""
    rows: list[int] = np.flatnonzero(line.form == Form.SHELF).tolist()
    return sorted(rows, key=lambda i: line.events[i].span)


def _shelf(
    labels: Labels, width: float, y: float, measure: Measure
) -> tuple[list[LaneStrip], list[Text], float]:
    """Events of which nothing is known, beside the axis, in the order they are told."""
    line = labels.timeline
    rows = _shelved(line)
    if not rows:
        return [], [], y
    header = Box(0, y, width, LANE_HEADER)
    shelf = Lane("No date known — in the order of telling", -1, len(rows))
    texts = _lane_texts(shelf, header, measure)
    y += LANE_HEADER + 4
    for i in rows:
        note, hue = labels.notes[i], int(line.hue[i])
        note_w = float(labels.note_widths[i])
        room = width - 2 * EDGE - note_w - 2 * TAG_GAP
        headline = shorten(labels.whole[i], room, Role.LABEL, measure)
        w = measure.width(headline, Role.LABEL)
        texts.append(Text(headline, Box(EDGE, y, w, COMPACT.row), Role.LABEL, hue, i))
        box = Box(EDGE + w + 2 * TAG_GAP, y, note_w, COMPACT.row)
        texts.append(Text(note, box, Role.NOTE, hue, i))
        y += COMPACT.row
    y += LANE_FOOT
    return [LaneStrip(header, y, -1)], texts, y


def _message(line: Timeline, rows: Box, measure: Measure) -> Text | None:
    """What to say where no event was found."""
    if line.events or not line.readings:
        return None
    words = "No events found"
    w = measure.width(words, Role.LABEL)
    box = Box(rows.x + (rows.w - w) / 2, rows.y + rows.h / 2 - 10, w, 20)
    return Text(words, box, Role.LABEL)


def _story_lines(
    line: Timeline, scale: TimeScale, rows: Box, measure: Measure
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
            words = shorten(story.name, 180.0, Role.PILL, measure)
        w = measure.width(words, Role.PILL) + 20
        left = min(max((x0 + x1 - w) / 2, 2.0), scale.width - w - 2)
        if left > taken:
            box = Box(left, rows.y + rows.h + 2, w, PILL)
            pills.append(Text(words, box, Role.PILL))
            taken = left + w
    return tuple(columns), tuple(pills)


def _legend(labels: Labels, height: float, measure: Measure) -> tuple[LegendItem, ...]:
    """Only what this timeline uses."""
    items = []
    tall = _legend_height(labels, height)
    if tall < LEGEND_ROW:
        return ()
    y = height - tall + 4
    for row in labels.legend:
        x = EDGE
        for sample in row:
            w = measure.width(sample.value, Role.LEGEND)
            words = Box(x + SAMPLE + SAMPLE_GAP, y, w, LEGEND_ROW)
            swatch = Box(x, y + LEGEND_ROW / 2 - 6, SAMPLE, 12)
            items.append(LegendItem(sample, swatch, Text(sample.value, words, Role.LEGEND)))
            x = words.x + w + LEGEND_GAP
        y += LEGEND_ROW
    return tuple(items)

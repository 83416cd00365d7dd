"""The picture: turns placed events and a scale into the boxes and words of a scene."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from viewer.core.events import Status
from viewer.core.layout import axis
from viewer.core.layout.placing import (
    COMFORTABLE,
    COMPACT,
    FADE_WHISKER,
    GAP,
    INSIDE,
    LEFT,
    NARROWEST,
    ON_BAR,
    RADIUS,
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
    Sample,
    Scene,
    Strip,
    Text,
    Tick,
)
from viewer.core.timeline import Form, Timeline
from viewer.core.when import FUTURE, PAST, civil

AXIS = 38.0
LANE_HEADER = 28.0
LANE_FOOT = 10.0
STRIP = 20.0
CLUSTER_ROW = 24.0
CLUSTER_BIN = 96.0
LEGEND = 32.0
PILL = 20.0
FOOT = PILL + 6  # below the rows, for the story date's name
EDGE = 24.0  # left and right margin of what does not move with time
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
    """Rows with notes when they fit into ``height`` pixels, else set closer and without."""
    level = level_of(per_pixel)
    roomy = place(labels, level, COMFORTABLE)
    if content_height(roomy) <= rows_height(height):
        return roomy
    return place(labels, level, COMPACT)


def natural_height(placement: Placement, heading: Heading | None = None) -> float:
    """Pixels a picture needs to show every row."""
    return content_height(placement) + AXIS + LEGEND + FOOT + _heading_height(heading)


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
    legend = _legend(placement.labels, width, height, measure)
    rows_top = top + AXIS
    rows_box = Box(0, rows_top, width, rows_height(height, heading))
    content = content_height(placement)
    offset = rows_top - min(max(scroll, 0.0), max(content - rows_box.h, 0.0))

    lower, upper = axis.ticks(scale, measure)
    strips, strip_texts, y = _strips(line, scale, offset, rows_box, measure)
    lanes: list[LaneStrip] = []
    marks: list[Mark] = []
    clusters: list[Cluster] = []
    texts = list(strip_texts)
    for number, lane in enumerate(line.lanes):
        place_ = _lane_rows(placement, number, y)
        header = Box(0, y, width, LANE_HEADER)
        lanes.append(LaneStrip(header, place_.bottom, lane.hue))
        texts.extend(_lane_texts(lane.title, lane.count, lane.hue, header, measure))
        y = place_.bottom
        if place_.bottom < rows_box.y or place_.top > rows_box.y + rows_box.h:
            continue
        _events(placement, number, place_.rows, scale, rows_box, measure, marks, texts)
        if placement.crowded[number]:
            clusters.extend(_clusters(placement, number, place_, scale, texts, measure))
    shelf_lane, shelf_texts, y = _shelf(placement.labels, width, y, measure)
    lanes.extend(shelf_lane)
    texts.extend(shelf_texts)

    story_lines, pills = _story_lines(line, scale, rows_box, measure)
    return Scene(
        width=width,
        height=height,
        content=content,
        title=_title(heading, width, measure),
        axis=axis_box,
        axis_texts=_axis_texts(lower, upper, scale, axis_box, measure),
        ticks=tuple(
            Tick(scale.x(t.second), t.major or not upper)
            for t in lower
            if 0 <= scale.x(t.second) <= width
        ),
        rows=rows_box,
        lanes=tuple(lanes),
        strips=strips,
        marks=tuple(marks),
        clusters=tuple(clusters),
        texts=tuple(texts),
        story_lines=story_lines,
        pills=pills,
        legend=legend,
    )


# ── heights ──────────────────────────────────────────────────────────────────────────────────


def content_height(placement: Placement) -> float:
    """Pixels that all rows take, axis and legend not counted."""
    line = placement.labels.timeline
    y = _strips_height(line)
    for number in range(len(line.lanes)):
        y = _lane_rows(placement, number, y).bottom
    return y + _shelf_height(line)


def rows_height(height: float, heading: Heading | None = None) -> float:
    """Pixels a picture of ``height`` leaves for rows; more content than that scrolls."""
    return max(height - _heading_height(heading) - AXIS - LEGEND - FOOT, 0.0)


def place_of(placement: Placement, row: int, scale: TimeScale) -> tuple[float, float, float, float]:
    """(left, right, top, bottom) of an event with its label: view and content pixels."""
    line = placement.labels.timeline
    top = _strips_height(line)
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
    rows = top + LANE_HEADER + 4
    if placement.crowded[number]:
        rows += CLUSTER_ROW
    bottom = rows + placement.rows[number] * placement.density.row + LANE_FOOT
    return _Row(top, rows, bottom)


def _heading_height(heading: Heading | None) -> float:
    return 74.0 if heading else 0.0


def _strips_height(line: Timeline) -> float:
    return STRIP * len(line.background) + 6 if line.background else 0.0


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
    line: Timeline, scale: TimeScale, y: float, rows: Box, measure: Measure
) -> tuple[tuple[Strip, ...], list[Text], float]:
    """Named periods: a thin line each, under its name, above the lanes."""
    strips, texts = [], []
    for period in line.background:
        x0 = -10.0 if period.start == PAST else scale.x(period.start)
        x1 = scale.width + 10 if period.end == FUTURE else scale.x(period.end)
        if x1 > 0 and x0 < scale.width:
            left, right = max(x0, -10.0), min(x1, scale.width + 10)
            tint = None
            if period.start != PAST and period.end != FUTURE:
                tint = Box(left, rows.y, right - left, rows.h)
            strips.append(Strip(Box(left, y + STRIP - 3, right - left, 2), tint))
            at = max(left, EDGE)
            # Each period has a line of its own, so its name may run on beyond it.
            room = max(scale.width - at - 4.0, 0.0)
            name = _period_name(period.name, period.start, period.end)
            name = shorten(name, room, Role.BACKGROUND, measure)
            if name:
                width = measure.width(name, Role.BACKGROUND)
                texts.append(Text(name, Box(at, y + 2, width, STRIP - 5), Role.BACKGROUND))
        y += STRIP
    return tuple(strips), texts, y + 6 if line.background else y


def _period_name(name: str, start: int, end: int) -> str:
    first = "" if start == PAST else axis.year_name(civil(start)[0])
    last = "" if end == FUTURE else axis.year_name(civil(end - 1)[0])
    if first == last:
        return f"{name}  {first}".rstrip()
    if not last:
        return f"{name}  since {first}"
    return f"{name}  {first}–{last}" if first else f"{name}  until {last}"


def _lane_texts(title: str, count: int, hue: int, header: Box, measure: Measure) -> list[Text]:
    x = EDGE + (18 if hue >= 0 else 0)
    title = shorten(title, header.w * 0.6, Role.LANE, measure)
    width = measure.width(title, Role.LANE)
    words = f"{count:,} event" + ("" if count == 1 else "s")
    return [
        Text(title, Box(x, header.y, width, header.h), Role.LANE, hue),
        Text(
            words,
            Box(x + width + 14, header.y, measure.width(words, Role.LANE_COUNT), header.h),
            Role.LANE_COUNT,
        ),
    ]


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
    elif form is Form.DOT:
        x0, x1 = at - RADIUS, at + RADIUS
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
        if density.notes and note and left + w + 12 + note_w <= right:
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
    seen = max(mark.box.x, 0.0), min(mark.box.x + mark.box.w, width)
    outside = beside(w) >= width or beside(w) + w <= 0
    if outside and seen[1] - seen[0] > w + 2 * INSIDE:
        # The view lies inside a mark whose label is far off: the words come along, on the mark.
        box = Box(seen[0] + INSIDE, label_y, w, line_height)
        texts.append(Text(headline, box, Role.LABEL, hue, i, cleared=True))
        return
    texts.append(Text(headline, Box(beside(w), label_y, w, line_height), Role.LABEL, hue, i))
    if density.notes and note:
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
    left_over = first + np.flatnonzero(
        (placement.row[first:last] < 0) & (line.form[first:last] != Form.SHELF)
    )
    size = max(int(CLUSTER_BIN * scale.per_pixel), 1)
    size = 1 << (size - 1).bit_length()  # bins keep their place while the zoom stays near
    moments = placement.anchor_start[left_over]
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
    texts = _lane_texts("No date known — in the order of telling", len(rows), -1, header, measure)
    y += LANE_HEADER + 4
    for i in rows:
        w = float(labels.headline_widths[i])
        hue = int(line.hue[i])
        texts.append(Text(labels.headlines[i], Box(EDGE, y, w, COMPACT.row), Role.LABEL, hue, i))
        y += COMPACT.row
    y += LANE_FOOT
    return [LaneStrip(header, y, -1)], texts, y


def _story_lines(
    line: Timeline, scale: TimeScale, rows: Box, measure: Measure
) -> tuple[tuple[float, ...], tuple[Text, ...]]:
    xs, pills, taken = [], [], -1e9
    for story in sorted(line.story_dates, key=lambda s: s.moment):
        x = scale.x(story.moment)
        if not 0 <= x <= scale.width:
            continue
        xs.append(x)
        words = "story written"
        w = measure.width(words, Role.PILL) + 20
        left = min(max(x - w / 2, 2.0), scale.width - w - 2)
        if left > taken:
            box = Box(left, rows.y + rows.h + 2, w, PILL)
            pills.append(Text(words, box, Role.PILL))
            taken = left + w
    return tuple(xs), tuple(pills)


def _legend(
    labels: Labels, width: float, height: float, measure: Measure
) -> tuple[LegendItem, ...]:
    """Only what this timeline uses, from left to right as far as there is room."""
    items = []
    x, y = EDGE, height - LEGEND
    for sample in Sample:
        if sample not in labels.samples:
            continue
        w = measure.width(sample.value, Role.LEGEND)
        if x + 38 + w > width - EDGE:
            break
        text = Text(sample.value, Box(x + 38, y, w, LEGEND), Role.LEGEND)
        items.append(LegendItem(sample, Box(x, y + LEGEND / 2 - 6, 30, 12), text))
        x += 38 + w + 26
    return tuple(items)

"""What stands around the events of a picture: axis, named periods, lane heads, shelf, legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from viewer.core.layout import axis
from viewer.core.layout.placing import (
    COMPACT,
    EDGE,
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
    strips_height,
)
from viewer.core.layout.scale import TimeScale
from viewer.core.layout.scene import (
    Beyond,
    Box,
    Cluster,
    LaneStrip,
    LegendItem,
    Role,
    Strip,
    Text,
)
from viewer.core.layout.words import Ruler
from viewer.core.timeline import Lane, Timeline
from viewer.core.when import DAY, FUTURE, PAST

#: Pixels between two counts of what is out of view, and that a day's name may reach to the right.
HINTS, PILL_ROOM = 6.0, 60.0
#: Pixels that words on a source must have to be worth beginning.
LEAST_TOLD = 80.0


@dataclass(frozen=True, slots=True)
class Heading:
    """A picture's own title, for exports: on screen the window carries it."""

    title: str
    subtitle: str


def title(heading: Heading | None, width: float, ruler: Ruler) -> tuple[Text, ...]:
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


def axis_texts(
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


def strips(
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


def lane_texts(lane: Lane, header: Box, ruler: Ruler) -> list[Text]:
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


def shelf(
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
    texts = lane_texts(lane, header, labels.ruler)
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


def counts_outside(clusters: Sequence[Cluster], seen: Box) -> tuple[int, int]:
    """How many events are counted above and below what is seen of the rows."""
    return (
        sum(c.count for c in clusters if c.box.y + c.box.h <= seen.y),
        sum(c.count for c in clusters if c.box.y >= seen.y + seen.h),
    )


def shelf_outside(placement: Placement, offset: float, seen: Box) -> tuple[int, int]:
    """How many events of the shelf stand above and below what is seen of the rows."""
    top = offset + float(placement.tops[-1]) + LANE_HEADER + 4
    many = len(placement.shelf)
    before = min(max(int((seen.y - top) // COMPACT.row), 0), many)
    within = min(max(ceil((seen.y + seen.h - top) / COMPACT.row), 0), many)
    return before, many - within


def beyond_of(
    above: int, below: int, rows: Box, lines: Sequence[float], ruler: Ruler
) -> tuple[Beyond, ...]:
    """What lies in rows above and below, told under the rows at the right; at the left where one
    of the ``lines`` (pixels) has its name at the right."""
    told = [f"↑ {above:,} above", f"↓ {below:,} below"]
    wide = [ruler.width(words, Role.BEYOND) + 20 for words in told]
    x = rows.w - EDGE / 2 - sum(wide) - HINTS
    if any(x - PILL_ROOM < line <= rows.w for line in lines):
        x = EDGE / 2
    found = []
    for words, w, count, down in zip(told, wide, (above, below), (False, True), strict=True):
        if count:
            box = Box(x, rows.y + rows.h + 2, w, PILL)
            found.append(Beyond(Text(words, box, Role.BEYOND), count, down))
        if count or x > EDGE:  # at the right each keeps its place
            x += w + HINTS
    return tuple(found)


def pills(
    line: Timeline, today: int | None, scale: TimeScale, rows: Box, beyond: Sequence[Beyond],
    ruler: Ruler,
) -> tuple[tuple[Box, ...], Box | None, tuple[Text, ...]]:  # fmt: skip
    """Columns of the days when stories were written, that of the reader's own day, and under the
    rows their names, clear of what is told there of rows ``beyond``."""
    columns, names = [], []
    stories = sorted(line.story_dates, key=lambda story: story.start)
    many = len(stories) > 1
    # Stories of one day have one line, with the name of the first.
    days = {(s.start, s.end): s.name for s in reversed(stories)}
    wanted = [(start, end, name if many else "story written") for (start, end), name in
              reversed(days.items())]  # fmt: skip
    if today is not None:
        wanted.append((today, today + DAY, "today"))
    taken = [hint.text.box for hint in beyond]
    for start, end, name in wanted:
        x0, x1 = scale.x(start), scale.x(end)
        seen = x1 >= 0 and x0 <= scale.width
        x0, x1 = max(x0, -10.0), min(x1, scale.width + 10)
        columns.append(Box(x0, rows.y, x1 - x0, rows.h) if seen else None)
        if not seen:
            continue
        words = ruler.shorten(name, 180.0, Role.PILL)
        w = ruler.width(words, Role.PILL) + 20
        left = min(max((x0 + x1 - w) / 2, 2.0), scale.width - w - 2)
        box = Box(left, rows.y + rows.h + 2, w, PILL)
        if not any(box.overlaps(other) for other in taken):
            names.append(Text(words, box, Role.PILL))
            taken.append(box)
    day = columns.pop() if today is not None else None
    return tuple(column for column in columns if column), day, tuple(names)


def lines(line: Timeline, today: int | None, scale: TimeScale) -> list[float]:
    """Where in pixels those columns begin, in view or not."""
    moments = [story.start for story in line.story_dates]
    return [scale.x(moment) for moment in (*moments, *(() if today is None else (today,)))]


def message(line: Timeline, rows: Box, ruler: Ruler) -> Text | None:
    """What to say where no event was found."""
    if line.events or not line.readings:
        return None
    words = "No events found"
    w = ruler.width(words, Role.MESSAGE)
    box = Box(rows.x + (rows.w - w) / 2, rows.y + rows.h / 2 - 10, w, 20)
    return Text(words, box, Role.MESSAGE)


def legend(labels: Labels, height: float) -> tuple[LegendItem, ...]:
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

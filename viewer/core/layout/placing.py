"""Where events go: lanes one under the other, and in each the rows and labels of its events.

A row is an event's for good, at every scale, so nothing jumps while one zooms or pans. In a *calm*
lane rows are found at the scale that shows everything, its *root*: events take, in the order of
their left edges, the first row in which mark and label touch nothing (first fit on an interval
graph, which uses the fewest rows). Marks keep their distance in time and labels their width in
pixels, so what does not touch there cannot touch on coming nearer; from further off some have to
hide. A lane with too many events for that is a crowd (see `crowd`), with as many rows as it can be
given. What hides is counted by `compose`, never dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from viewer.core.events import Status
from viewer.core.layout import axis
from viewer.core.layout.crowd import spread
from viewer.core.layout.rows import Rows, rows_of
from viewer.core.layout.scale import TimeScale, held, over
from viewer.core.layout.scene import Measure, Role, Sample
from viewer.core.layout.words import Ruler, Words
from viewer.core.timeline import STATUSES, Form, Timeline, known_ends
from viewer.core.when import DAY, FUTURE, PAST, civil

#: Of a timeline with more events than FEW, lanes with more than FEW_OF_MANY are crowds: with a row
#: for each, one would see a few lanes of many, and hunt for what is in view up and down.
FEW, FEW_OF_MANY = 250, 40
#: The rows a crowd may have: as many as there is room for, in steps, so that a window that is
#: pulled a little taller does not set them anew.
CROWD_ROWS = (4, 5, 6, 8, 10, 13, 17, 22, 28, 34, 40)
#: The widest label, and its share of a narrow view; what a label in a crowd is promised, and may
#: grow to where its neighbour is far.
WIDEST_LABEL, LABEL_SHARE = 640.0, 0.54
CROWD_LABEL, CROWD_WIDEST = 150.0, 400.0
#: How far, in pixels, a mark with an unknown bound is drawn before it has faded out.
FADE, FADE_SHARE = 148.0, 0.14
FADE_WHISKER = 56.0
#: The shares of a view's width that labels may take left and right of a fitted timeline. What is
#: still to come stands at the right, and reads best with its label behind it.
ZONE_LEFT, ZONE_RIGHT, MOST_BEHIND = 0.25, 0.33, 0.5
RADIUS = 7.0  # of a whisker's or dot's mark
GAP = 10.0  # between a mark and its label
SPACE = 14.0  # between neighbours in a row
TAG_GAP = 7.0  # between a headline and its tag
#: Pixels of a legend's sample, between it and its words, and after them.
SAMPLE, SAMPLE_GAP, LEGEND_GAP, EDGE = 28.0, 7.0, 18.0, 24.0
CLEAR = 20.0  # of a view's right edge, where a scroll bar may lie, for what can stand elsewhere
INSIDE = 10.0  # between a bar's end and the words on it
NARROWEST = 4.0
#: Heights in pixels.
AXIS = 38.0
LANE_HEADER, LANE_FOOT = 28.0, 10.0
STRIP = 20.0
CLUSTER_ROW = 24.0
LEGEND_ROW = 24.0
PILL = 20.0
FOOT = PILL + 6  # below the rows, for the story date's name
HEADING = 74.0
FIRST_ROWS, FIRST_PERIODS = 6, 3

#: Where a label stands.
LEFT, RIGHT, ON_BAR = -1, 1, 0

#: What the legend has to explain, by status and, where it simply happened, by form.
_BY_STATUS = {
    Status.PLANNED: Sample.PLANNED,
    Status.POSSIBLE: Sample.HOLLOW,
    Status.DENIED: Sample.HOLLOW,
}
_BY_FORM = {
    Form.BAR: Sample.BAR,
    Form.WHISKER: Sample.WHISKER,
    Form.DOT: Sample.DOT,
    Form.FADE_PAST: Sample.FADE,
    Form.FADE_FUTURE: Sample.FADE,
}


class Explained(NamedTuple):
    """What the legend has to explain, drawn as most events that are so."""

    sample: Sample
    form: Form


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """A timeline's words as views of one width show them.

    ``crowds`` says which lanes are crowds, ``calm`` are the events (rows of the timeline) on the
    axis of those that are none; the three widths (pixels, float64) are theirs, of headline, note
    and tag, shortened to fit a label. ``fade`` is how far a mark with an unknown bound is drawn,
    ``zones`` how far labels may reach out before the first and behind the last event; ``legend``
    is what has to be explained, row by row, ``periods`` the names of the named periods with their
    years.
    """

    timeline: Timeline
    ruler: Ruler
    words: Words
    crowds: NDArray[np.bool_]
    calm: NDArray[np.int32]
    headline_widths: NDArray[np.float64]
    note_widths: NDArray[np.float64]
    tag_widths: NDArray[np.float64]
    fade: float
    zones: tuple[float, float]
    legend: tuple[tuple[Explained, ...], ...]
    periods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Density:
    """Heights in pixels of one way to set rows."""

    row: float
    bar: float
    notes: bool


COMFORTABLE = Density(row=38.0, bar=26.0, notes=True)
CLOSE = Density(row=33.0, bar=19.0, notes=True)
COMPACT = Density(row=23.0, bar=17.0, notes=False)


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """Every lane's rows, and where each lane stands in the content (pixels from its top).

    ``lanes`` are the rows of each lane, None for one with nothing on the axis; ``tops`` where each
    begins, and after the last, where the shelf does. ``shelf`` are the events of which nothing is
    known, in the order they are told, ``strips`` the row of each named period above the lanes.
    ``root`` is the scale, in seconds a pixel, at which calm lanes found their rows.
    """

    labels: Labels
    root: float
    density: Density
    lanes: tuple[Rows | None, ...]
    tops: NDArray[np.float64]
    shelf: NDArray[np.intp]
    strips: tuple[int, ...]
    crowd_rows: int

    @property
    def content(self) -> float:
        """Pixels that all rows take, axis and legend not counted."""
        return float(self.tops[-1]) + shelf_height(len(self.shelf))

    def first_row(self, lane: int) -> float:
        """Where a lane's first row begins."""
        rows = self.lanes[lane]
        strip = CLUSTER_ROW if rows is not None and rows.crowded else 0.0
        return float(self.tops[lane]) + LANE_HEADER + 4 + strip


def prepare(
    timeline: Timeline, measure: Measure, width: float, *, few: int | None = None
) -> Labels:
    """A timeline's words for views ``width`` pixels wide; every zoom reuses them.

    ``few`` is the most events of a lane that is no crowd; None: as befits a window.
    """
    widest = min(WIDEST_LABEL, max(width * LABEL_SHARE, 120.0))
    ruler = Ruler(measure)
    words = Words(timeline, ruler, widest)
    crowds = _crowds(timeline, few)
    on_axis = timeline.form != Form.SHELF
    calm = np.flatnonzero(on_axis & ~crowds[timeline.lane]).astype(np.int32)
    tags = [words.tag(int(row))[1] for row in calm]
    return Labels(
        timeline,
        ruler,
        words,
        crowds,
        calm,
        np.array([words.headline(int(row), widest)[1] for row in calm], dtype=np.float64),
        np.array([words.note(int(row))[1] for row in calm], dtype=np.float64),
        np.array([width + TAG_GAP if width else 0.0 for width in tags], dtype=np.float64),
        min(FADE, max(width * FADE_SHARE, 40.0)),
        (width * ZONE_LEFT, width * ZONE_RIGHT),
        _legend_rows(_samples(timeline), ruler, width),
        tuple(_period_name(p.name, p.start, p.end) for p in timeline.background),
    )


def choose(
    labels: Labels, per_pixel: float, height: float, *, before: Placement | None = None
) -> Placement:
    """Rows as roomy as ``height`` pixels allow: with notes, closer, or with tags only.

    ``per_pixel`` is the scale that shows everything. Crowds keep the rows they had ``before``
    where the timeline is the same and they have no more room.
    """
    room = rows_height(labels, height)
    if len(labels.timeline.events) <= FEW:
        for density in (COMFORTABLE, CLOSE):
            placement = _place(labels, per_pixel, density, room, before)
            if placement.content <= room:
                return placement
    return _place(labels, per_pixel, COMPACT, room, before)


def _place(
    labels: Labels, per_pixel: float, density: Density, room: float, before: Placement | None
) -> Placement:
    line = labels.timeline
    shelf = np.flatnonzero(line.form == Form.SHELF)
    shelf = np.array(sorted(shelf.tolist(), key=lambda i: line.events[i].span), dtype=np.intp)
    strips = _strip_rows(labels, per_pixel)
    lanes: list[Rows | None] = [None] * len(line.lanes)
    side, left, right = _overhang(labels, per_pixel, notes=density.notes)
    of_lane = np.searchsorted(line.lane[labels.calm], np.arange(len(line.lanes) + 1))
    taken = strips_height(strips) + shelf_height(len(shelf))
    for number, lane in enumerate(line.lanes):
        here = slice(int(of_lane[number]), int(of_lane[number + 1]))
        if lane.count and not labels.crowds[number]:
            rows = _calm(line, labels.calm[here], side[here], left[here], right[here], per_pixel)
            lanes[number] = rows
            taken += LANE_HEADER + 4 + rows.count * density.row + LANE_FOOT
    each = (room - taken) / max(int(labels.crowds.sum()), 1) - (
        LANE_HEADER + 4 + CLUSTER_ROW + LANE_FOOT
    )
    given = max((n for n in CROWD_ROWS if n * density.row <= each), default=CROWD_ROWS[0])
    same = before if before and before.labels.timeline is line else None
    for number in np.flatnonzero(labels.crowds).tolist():
        kept = same.lanes[number] if same and same.crowd_rows == given else None
        lanes[number] = kept or _crowded(line, number, given)
    heights = [
        LANE_HEADER + 4 + (CLUSTER_ROW if rows.crowded else 0) + rows.count * density.row
        + LANE_FOOT if rows else 0.0
        for rows in lanes
    ]  # fmt: skip
    tops = np.cumsum([strips_height(strips), *heights], dtype=np.float64)
    return Placement(labels, per_pixel, density, tuple(lanes), tops, shelf, strips, given)


def _crowds(line: Timeline, few: int | None) -> NDArray[np.bool_]:
    """Which lanes are crowds."""
    counts = np.array([lane.count for lane in line.lanes], dtype=np.int64)
    if few is None:
        few = FEW if counts.sum() <= FEW else FEW_OF_MANY
    crowds: NDArray[np.bool_] = counts > few
    return crowds


def _calm(
    line: Timeline,
    member: NDArray[np.int32],
    side: NDArray[np.int8],
    left: NDArray[np.float64],
    right: NDArray[np.float64],
    per_pixel: float,
) -> Rows:
    """Rows at the root scale, and at how much more each event still shows."""
    start, end = known_ends(line, member)
    x0 = (start - line.extent[0]) / per_pixel - left
    x1 = (end - line.extent[0]) / per_pixel + right + SPACE
    order = np.argsort(x0, kind="stable")
    row = np.zeros(len(member), dtype=np.int32)
    found, used = _first_fit(x0[order].tolist(), x1[order].tolist())
    row[order] = found
    coarsest = np.full(len(member), inf, dtype=np.float32)
    for number in range(used):
        here = order[row[order] == number]
        clear = _clear(start[here], end[here], left[here], right[here])
        # All show at the root, whatever rounding says; from further off none may touch.
        coarsest[here] = np.maximum(clear * (1 - 1e-6), per_pixel * (1 + 1e-6))
    return rows_of(
        member, row, start, end, left.astype(np.float32), right.astype(np.float32), side,
        coarsest, count=used, crowded=False,
    )  # fmt: skip


def _crowded(line: Timeline, lane: int, rows: int) -> Rows:
    first, last = np.searchsorted(line.lane, [lane, lane + 1])
    member = first + np.flatnonzero(line.form[first:last] != Form.SHELF).astype(np.int32)
    start, end = known_ends(line, member)
    form = line.form[member]
    left = np.where(form == Form.FADE_PAST, FADE, RADIUS).astype(np.float32)
    left[(form == Form.WHISKER) & (line.start[member] == PAST)] = FADE_WHISKER
    right = np.where(form == Form.FADE_FUTURE, FADE, RADIUS).astype(np.float32)
    right += np.float32(GAP + CROWD_LABEL)
    room = float(left.max() + right.max() + SPACE)
    crowd = spread(start, end, (form == Form.FADE_PAST) | (form == Form.FADE_FUTURE), rows, room)
    side = np.full(len(member), RIGHT, dtype=np.int8)
    return rows_of(
        member, crowd.row, start, end, left, right, side, crowd.coarsest,
        count=rows, crowded=True,
    )  # fmt: skip


def _first_fit(lefts: list[float], rights: list[float]) -> tuple[list[int], int]:
    """The first free row for each stretch, and how many rows it takes; stretches in the order of
    their left ends. Each row is either taken or free, and lies in the heap of those, so a step
    costs the logarithm of the rows."""
    taken: list[tuple[float, int]] = []
    free: list[int] = []
    found: list[int] = []
    used = 0
    for left, right in zip(lefts, rights, strict=True):
        while taken and taken[0][0] <= left:
            heappush(free, heappop(taken)[1])
        if free:
            row = heappop(free)
        else:
            row, used = used, used + 1
        found.append(row)
        heappush(taken, (right, row))
    return found, used


def _clear(
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    left: NDArray[np.float64],
    right: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The coarsest scale at which each event of a row, in order, touches none of higher rank; rank
    is how often two divides its number, as in a crowd."""
    number = np.arange(len(start))
    rank = np.where(number, number & -number, 1 << 30)
    with np.errstate(divide="ignore"):
        apart = (start[None, :] - end[:, None]) / (right[:, None] + left[None, :] + SPACE)
    apart = np.where(number[None, :] > number[:, None], apart, apart.T)
    apart[rank[None, :] <= rank[:, None]] = inf
    clear: NDArray[np.float64] = apart.min(axis=1)
    return clear


def fit(labels: Labels, width: float) -> TimeScale:
    """The scale that shows every event with its label, as far as labels leave room."""
    line = labels.timeline
    start, end = line.extent
    margin = 28.0
    inner = max(width - 2 * margin, 50.0)
    calm_start, calm_end = known_ends(line, labels.calm)
    placed = line.form != Form.SHELF
    crowded = bool(np.count_nonzero(placed) > len(labels.calm))
    low, high = float(start), float(end)
    # Margins only grow from round to round: sides change with the scale, and would change back.
    for _ in range(16):
        per_pixel = held((high - low) / inner, width)
        if not placed.any():
            break
        _, left, right = _overhang(labels, per_pixel, notes=True)
        # A label that fits on neither side stands at the right, and gets the room it needs.
        before, behind = labels.zones[0] * per_pixel, MOST_BEHIND * width * per_pixel
        reach_left = (calm_start - left * per_pixel).min(initial=inf)
        reach_right = (calm_end + right * per_pixel).max(initial=-inf)
        if crowded:  # its last event is an event as any other, and has its label
            reach_left = min(reach_left, start - RADIUS * per_pixel)
            reach_right = max(reach_right, end + (RADIUS + GAP + CROWD_LABEL) * per_pixel)
        wider = min(low, max(reach_left, start - before)), max(high, min(reach_right, end + behind))
        if wider == (low, high):
            break
        low, high = wider
    per_pixel = held((high - low) / inner, width)
    return over(int(low - margin * per_pixel), int(high + margin * per_pixel), width)


def _overhang(
    labels: Labels, per_pixel: float, *, notes: bool
) -> tuple[NDArray[np.int8], NDArray[np.float64], NDArray[np.float64]]:
    """Of calm events: label side, and the pixels taken left and right of the anchors."""
    line, member = labels.timeline, labels.calm
    anchor_start, anchor_end = known_ends(line, member)
    drawn = (anchor_end - anchor_start) / per_pixel
    tagged = labels.headline_widths + labels.tag_widths
    words = np.maximum(tagged, labels.note_widths)
    form = line.form[member]
    fits = boxed(line, member) & (drawn >= tagged + 2 * INSIDE)
    mark_left = np.where(form == Form.FADE_PAST, labels.fade, 0.0)
    mark_left = np.where((line.start[member] == PAST) & (form == Form.WHISKER), FADE_WHISKER,
                         mark_left)  # fmt: skip
    mark_left = np.where((form == Form.DOT) | (form == Form.WHISKER),
                         np.maximum(mark_left, RADIUS), mark_left)  # fmt: skip
    mark_right = np.where(form == Form.FADE_FUTURE, labels.fade, 0.0)
    mark_right = np.where((form == Form.DOT) | (form == Form.WHISKER),
                          np.maximum(mark_right, RADIUS), mark_right)  # fmt: skip
    mark_right = np.maximum(mark_right, NARROWEST)
    beside = words + GAP
    origin, (before, behind) = line.extent[0], labels.zones
    span = (line.extent[1] - origin) / per_pixel
    reach_left = (anchor_start - origin) / per_pixel - mark_left - beside
    reach_right = (anchor_end - origin) / per_pixel + mark_right + beside
    left_fits, right_fits = reach_left >= -before, reach_right <= span + behind
    # A label keeps clear of the line of the story's date where it can.
    clear = form != Form.FADE_PAST
    if line.story_dates:
        # In its way are lines that begin before its end, unless all those are over with the event.
        stories = sorted((story.start, story.end) for story in line.story_dates)
        begin = (np.array([start for start, _ in stories], np.int64) - origin) / per_pixel
        over = np.maximum.accumulate(np.array([end for _, end in stories], np.int64)) + DAY
        begun = np.searchsorted(begin, reach_right)
        clear &= (begun == 0) | (anchor_end > over[begun - 1])
    side = np.where(right_fits & clear, RIGHT, np.where(left_fits, LEFT, RIGHT)).astype(np.int8)
    side[fits] = ON_BAR
    if not notes:  # sides stay as they are with notes, so that they do not jump
        beside = tagged + GAP
    left = mark_left + np.where(side == LEFT, beside, 0.0)
    right = mark_right + np.where(side == RIGHT, beside, 0.0)
    return side, left, right


def boxed(line: Timeline, member: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether events are drawn as a box that words may stand in: what lasts, and what is planned
    for some time within."""
    form = line.form[member]
    planned = line.status[member] == STATUSES.index(Status.PLANNED)
    boxed: NDArray[np.bool_] = (form == Form.BAR) | (planned & (form == Form.WHISKER))
    return boxed


# ── heights ──────────────────────────────────────────────────────────────────────────────────


def natural_height(placement: Placement, *, headed: bool = False) -> float:
    """Pixels a picture needs to show every row and the legend, under a heading or not."""
    below = FOOT + legend_height(placement.labels, inf)
    rows = max(placement.content, first_rows(placement.labels))
    return rows + AXIS + below + (HEADING if headed else 0.0)


def rows_height(labels: Labels, height: float, *, headed: bool = False) -> float:
    """Pixels a picture of ``height`` leaves for rows; more content than that scrolls."""
    taken = (HEADING if headed else 0.0) + AXIS + legend_height(labels, height) + FOOT
    return max(height - taken, 0.0)


def legend_height(labels: Labels, height: float) -> float:
    """A picture too low for both keeps its first rows and leaves the legend out."""
    wanted = LEGEND_ROW * len(labels.legend) + 8
    return wanted if height - AXIS - FOOT - wanted >= first_rows(labels) else 4.0


def first_rows(labels: Labels) -> float:
    """Pixels of rows that come before a legend, those of named periods among them."""
    line = labels.timeline
    periods = STRIP * min(len(line.background), FIRST_PERIODS)
    return periods + LANE_HEADER + COMPACT.row * min(len(line.events), FIRST_ROWS)


def strips_height(strips: tuple[int, ...]) -> float:
    rows = max(strips, default=-1) + 1
    return STRIP * rows + 6 if rows else 0.0


def shelf_height(count: int) -> float:
    return LANE_HEADER + 4 + count * COMPACT.row + LANE_FOOT if count else 0.0


def place_of(placement: Placement, row: int, scale: TimeScale) -> tuple[float, float, float, float]:
    """(left, right, top, bottom) of an event with its label, or of where it is counted: view and
    content pixels."""
    line = placement.labels.timeline
    shelved = np.flatnonzero(placement.shelf == row)
    if len(shelved):
        y = float(placement.tops[-1]) + LANE_HEADER + 4 + float(shelved[0]) * COMPACT.row
        return 0.0, scale.width, y, y + COMPACT.row
    lane = int(line.lane[row])
    rows = placement.lanes[lane]
    assert rows is not None  # it has this event
    height, top = placement.density.row, placement.first_row(lane)
    at = rows.place(row)
    if at < 0 or rows.coarsest[at] < scale.per_pixel:
        start, end = known_ends(line, np.array([row]))
        y = top - CLUSTER_ROW
        return scale.x(int(start[0])), scale.x(int(end[0])), y, y + height
    y = top + float(rows.row[at]) * height
    return (
        scale.x(int(rows.start[at])) - float(rows.left[at]),
        scale.x(int(rows.end[at])) + float(rows.right[at]),
        y,
        y + height,
    )


def shows_at(placement: Placement, row: int) -> float:
    """The coarsest scale, in seconds a pixel, at which an event on the axis shows; -1 for never."""
    rows = placement.lanes[int(placement.labels.timeline.lane[row])]
    at = rows.place(row) if rows is not None else -1
    return float(rows.coarsest[at]) if rows is not None and at >= 0 else -1.0


# ── what stands around ───────────────────────────────────────────────────────────────────────


def _samples(line: Timeline) -> list[Explained]:
    """What has to be explained of a timeline, in the legend's order."""
    pairs, counts = np.unique(
        line.status.astype(np.int16) * len(Form) + line.form, return_counts=True
    )
    found: dict[Sample, Form] = {}
    for pair in pairs[np.argsort(-counts, kind="stable")].tolist():
        status, form = STATUSES[pair // len(Form)], Form(pair % len(Form))
        if form != Form.SHELF:
            found.setdefault(_BY_STATUS.get(status) or _BY_FORM[form], form)
    if line.background:
        found[Sample.BACKGROUND] = Form.BAR
    return [Explained(sample, found[sample]) for sample in Sample if sample in found]


def _legend_rows(
    samples: list[Explained], ruler: Ruler, width: float
) -> tuple[tuple[Explained, ...], ...]:
    """What the legend explains, in as many rows as it takes."""
    rows: list[list[Explained]] = [[]]
    x = EDGE
    for one in samples:
        taken = SAMPLE + SAMPLE_GAP + ruler.width(one.sample.value, Role.LEGEND)
        if rows[-1] and x + taken > width - EDGE:
            rows.append([])
            x = EDGE
        rows[-1].append(one)
        x += taken + LEGEND_GAP
    return tuple(tuple(row) for row in rows)


def _strip_rows(labels: Labels, per_pixel: float) -> tuple[int, ...]:
    """Rows for named periods and their names, first fit like everything else."""
    origin = labels.timeline.extent[0]
    ends: list[float] = []
    found: dict[int, int] = {}
    periods = labels.timeline.background
    for i in sorted(range(len(periods)), key=lambda i: periods[i].start):
        period = periods[i]
        x0 = -inf if period.start == PAST else (period.start - origin) / per_pixel
        x1 = inf if period.end == FUTURE else (period.end - origin) / per_pixel
        name = labels.ruler.width(labels.periods[i], Role.BACKGROUND)
        x1 = max(x1, x0 + name) + SPACE
        row = next((r for r, end in enumerate(ends) if end <= x0), len(ends))
        if row == len(ends):
            ends.append(x1)
        ends[row] = x1
        found[i] = row
    return tuple(found[i] for i in range(len(periods)))


def _period_name(name: str, start: int, end: int) -> str:
    first = "" if start == PAST else axis.year_name(civil(start)[0])
    last = "" if end == FUTURE else axis.year_name(civil(end - 1)[0])
    if first == last:
        return f"{name}  {first}".rstrip()
    if not last:
        return f"{name}  since {first}"
    return f"{name}  {first}–{last}" if first else f"{name}  until {last}"

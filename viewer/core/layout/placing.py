"""Where events go: rows in which no bar, mark or label touches another.

A row is found once for a *level* of zoom (levels are half powers of two of seconds a pixel) at
that level's coarsest scale. Marks keep their distance in time and labels their width in pixels,
so what does not touch at the coarse end cannot touch at the fine end: rows depend on the level
alone, never on how the view was panned. Within a lane, events take the first free row in
the order of their left edges (first fit on an interval graph, which uses the fewest rows).
What finds no row among MOST_ROWS is counted in clusters by `compose`, never dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from math import ceil, inf, log2

import numpy as np
from numpy.typing import NDArray

from viewer.core.events import Event, Status
from viewer.core.layout import axis
from viewer.core.layout.scale import TimeScale, held, over
from viewer.core.layout.scene import Measure, Role, Sample
from viewer.core.summary import note, tag
from viewer.core.timeline import Form, Timeline
from viewer.core.when import DAY, FUTURE, PAST, civil

#: A lane with more events than FEW stops at MOST_ROWS rows, and counts the rest.
MOST_ROWS, FEW = 40, 250
#: The widest label, and its share of a narrow view.
WIDEST_LABEL, LABEL_SHARE = 640.0, 0.54
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
INSIDE = 10.0  # between a bar's end and the words on it
NARROWEST = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """A timeline's words, shortened to fit a label, and their widths in pixels (float64).

    ``whole`` are the headlines unshortened, for bars that are long enough; ``fade`` is how far a
    mark with an unknown bound is drawn, ``zones`` how far labels may reach out before the first
    and behind the last event; ``planned`` marks the events drawn as an outline;
    ``tags`` are the few words (planned, no date) that an event keeps where there is no room for its
    note, widths with the gap before them; ``legend`` is what has to be explained, row by row,
    ``periods`` the names of the named periods with their years.
    """

    timeline: Timeline
    whole: tuple[str, ...]
    headlines: tuple[str, ...]
    notes: tuple[str, ...]
    headline_widths: NDArray[np.float64]
    note_widths: NDArray[np.float64]
    tags: tuple[str, ...]
    tag_widths: NDArray[np.float64]
    fade: float
    zones: tuple[float, float]
    planned: NDArray[np.bool_]
    legend: tuple[tuple[Sample, ...], ...]
    periods: tuple[str, ...]
    period_widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Density:
    """Heights in pixels of one way to set rows."""

    row: float
    bar: float
    notes: bool


COMFORTABLE = Density(row=38.0, bar=26.0, notes=True)
CLOSE = Density(row=33.0, bar=19.0, notes=True)
COMPACT = Density(row=23.0, bar=17.0, notes=False)

#: Where a label stands.
LEFT, RIGHT, ON_BAR = -1, 1, 0


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """Rows for one level of zoom, as columns over the timeline's events.

    ``row`` within the lane (-1: no room, counted in a cluster; always -1 on the shelf),
    ``side`` of the label, ``left`` and ``right`` pixels that mark and label take beyond the
    anchors (``anchor_start``, ``anchor_end``, seconds). ``rows`` is how many each lane needs,
    ``strips`` the row of each named period above the lanes.
    """

    labels: Labels
    level: int
    density: Density
    row: NDArray[np.int32]
    side: NDArray[np.int8]
    left: NDArray[np.float64]
    right: NDArray[np.float64]
    anchor_start: NDArray[np.int64]
    anchor_end: NDArray[np.int64]
    rows: tuple[int, ...]
    crowded: tuple[bool, ...]
    strips: tuple[int, ...]


def prepare(timeline: Timeline, measure: Measure, width: float) -> Labels:
    """Measure a timeline's words for views ``width`` pixels wide; every zoom reuses them."""
    widest = min(WIDEST_LABEL, max(width * LABEL_SHARE, 120.0))
    whole = tuple(" ".join(e.headline.split()) for e in timeline.events)
    headlines = tuple(shorten(text, widest, Role.LABEL, measure) for text in whole)
    notes = tuple(shorten(note(e), widest, Role.NOTE, measure) for e in timeline.events)
    tags = tuple(tag(e) for e in timeline.events)
    periods = tuple(_period_name(p.name, p.start, p.end) for p in timeline.background)
    samples = {
        _sample(e, Form(int(f))) for e, f in zip(timeline.events, timeline.form, strict=True)
    }
    if timeline.background:
        samples.add(Sample.BACKGROUND)
    return Labels(
        timeline,
        whole,
        headlines,
        notes,
        np.array([measure.width(t, Role.LABEL) for t in headlines], dtype=np.float64),
        np.array([measure.width(t, Role.NOTE) if t else 0.0 for t in notes], dtype=np.float64),
        tags,
        np.array([measure.width(t, Role.NOTE) + TAG_GAP if t else 0.0 for t in tags]),
        min(FADE, max(width * FADE_SHARE, 40.0)),
        (width * ZONE_LEFT, width * ZONE_RIGHT),
        np.array([e.status is Status.PLANNED for e in timeline.events], dtype=bool),
        _legend_rows([s for s in Sample if s in samples], measure, width),
        periods,
        tuple(measure.width(name, Role.BACKGROUND) for name in periods),
    )


def shorten(text: str, widest: float, role: Role, measure: Measure) -> str:
    """``text`` on one line, cut at a word and closed with "…" when it is wider than allowed."""
    text = " ".join(text.split())
    if not text or measure.width(text, role) <= widest:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure.width(text[:middle].rstrip() + "…", role) <= widest:
            low = middle
        else:
            high = middle - 1
    cut = text[:low]
    word_end = cut.rfind(" ")
    if low < len(text) and text[low] != " " and word_end > low // 2:
        cut = cut[:word_end]
    cut = cut.rstrip(" ,;:–—-")
    return cut + "…" if cut else ""


def level_of(per_pixel: float) -> int:
    """The level of zoom whose rows hold at this scale."""
    return ceil(2 * log2(per_pixel) - 1e-9)


def coarsest(level: int) -> float:
    """Seconds a pixel at the coarse end of a level."""
    return float(2.0 ** (level / 2))


def place(labels: Labels, level: int, density: Density) -> Placement:
    """Find rows for every event at a level of zoom."""
    line = labels.timeline
    per_pixel = coarsest(level)
    anchor_start, anchor_end = _anchors(line)
    side, left, right = _overhang(labels, per_pixel, density, anchor_start, anchor_end)
    origin = line.extent[0]
    x0 = (anchor_start - origin) / per_pixel - left
    x1 = (anchor_end - origin) / per_pixel + right + SPACE
    row = np.full(len(line.events), -1, dtype=np.int32)
    rows, crowded = [], []
    for lane in range(len(line.lanes)):
        first, last = np.searchsorted(line.lane, [lane, lane + 1])
        members = first + np.argsort(x0[first:last], kind="stable")
        members = members[line.form[members] != Form.SHELF]
        most = len(members) if len(members) <= FEW else MOST_ROWS
        found, used = _first_fit(x0[members].tolist(), x1[members].tolist(), most)
        row[members] = found
        rows.append(used)
        crowded.append(-1 in found)
    return Placement(labels, level, density, row, side, left, right, anchor_start, anchor_end,
                     tuple(rows), tuple(crowded), _strip_rows(labels, per_pixel))  # fmt: skip


def _first_fit(lefts: list[float], rights: list[float], most: int) -> tuple[list[int], int]:
    """The first free row for each stretch, -1 where ``most`` are taken, and how many rows it
    takes; stretches in the order of their left ends. Each row is either taken or free, and lies
    in the heap of those, so a step costs the logarithm of the rows."""
    taken: list[tuple[float, int]] = []
    free: list[int] = []
    found: list[int] = []
    used = 0
    for left, right in zip(lefts, rights, strict=True):
        while taken and taken[0][0] <= left:
            heappush(free, heappop(taken)[1])
        if free:
            row = heappop(free)
        elif used < most:
            row, used = used, used + 1
        else:
            found.append(-1)
            continue
        found.append(row)
        heappush(taken, (right, row))
    return found, used


def fit(labels: Labels, width: float) -> TimeScale:
    """The scale that shows every event with its label, as far as labels leave room."""
    line = labels.timeline
    start, end = line.extent
    margin = 28.0
    inner = max(width - 2 * margin, 50.0)
    placed = line.form != Form.SHELF
    anchor_start, anchor_end = _anchors(line)
    low, high = float(start), float(end)
    # Margins only grow from round to round: sides change with the level, and would change back.
    for _ in range(16):
        per_pixel = held((high - low) / inner, width)
        if not placed.any():
            break
        # Sides are chosen at the level's coarse end, as `place` does.
        level = coarsest(level_of(per_pixel))
        _, left, right = _overhang(labels, level, COMFORTABLE, anchor_start, anchor_end)
        # A label that fits on neither side stands at the right, and gets the room it needs.
        before, behind = labels.zones[0] * per_pixel, MOST_BEHIND * width * per_pixel
        reach_left = float((anchor_start - left * per_pixel)[placed].min())
        reach_right = float((anchor_end + right * per_pixel)[placed].max())
        wider = min(low, max(reach_left, start - before)), max(high, min(reach_right, end + behind))
        if wider == (low, high):
            break
        low, high = wider
    per_pixel = held((high - low) / inner, width)
    return over(int(low - margin * per_pixel), int(high + margin * per_pixel), width)


def _anchors(line: Timeline) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The known ends of each event; an open side is drawn from the other one."""
    start = np.where(line.start == PAST, line.end, line.start)
    end = np.where(line.end == FUTURE, line.start, line.end)
    shelf = line.form == Form.SHELF
    start[shelf] = end[shelf] = line.extent[0]
    return start, end


def _overhang(
    labels: Labels,
    per_pixel: float,
    density: Density,
    anchor_start: NDArray[np.int64],
    anchor_end: NDArray[np.int64],
) -> tuple[NDArray[np.int8], NDArray[np.float64], NDArray[np.float64]]:
    """Label side, and the pixels taken left and right of the anchors."""
    line = labels.timeline
    drawn = (anchor_end - anchor_start) / per_pixel
    tagged = labels.headline_widths + labels.tag_widths
    words = np.maximum(tagged, labels.note_widths)
    form = line.form
    is_bar = (form == Form.BAR) | (labels.planned & (form == Form.WHISKER))
    fits = is_bar & (drawn >= tagged + 2 * INSIDE)
    open_start = line.start == PAST
    mark_left = np.where(form == Form.FADE_PAST, labels.fade, 0.0)
    mark_left = np.where(open_start & (form == Form.WHISKER), FADE_WHISKER, mark_left)
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
    for story in line.story_dates:
        at = (story.start - origin) / per_pixel
        clear &= (anchor_end > story.end + DAY) | (reach_right <= at)
    side = np.where(right_fits & clear, RIGHT, np.where(left_fits, LEFT, RIGHT)).astype(np.int8)
    side[fits] = ON_BAR
    if not density.notes:  # sides stay as they are with notes, so that they do not jump
        beside = tagged + GAP
    left = mark_left + np.where(side == LEFT, beside, 0.0)
    right = mark_right + np.where(side == RIGHT, beside, 0.0)
    return side, left, right


def _sample(event: Event, form: Form) -> Sample | None:
    if event.status is Status.PLANNED:
        return Sample.PLANNED
    if event.status in (Status.POSSIBLE, Status.DENIED):
        return Sample.HOLLOW
    return {
        Form.BAR: Sample.BAR,
        Form.WHISKER: Sample.WHISKER,
        Form.DOT: Sample.DOT,
        Form.FADE_PAST: Sample.FADE,
        Form.FADE_FUTURE: Sample.FADE,
        Form.SHELF: None,
    }[form]


def _legend_rows(
    samples: list[Sample], measure: Measure, width: float
) -> tuple[tuple[Sample, ...], ...]:
    """What the legend explains, in as many rows as it takes."""
    rows: list[list[Sample]] = [[]]
    x = EDGE
    for sample in samples:
        taken = SAMPLE + SAMPLE_GAP + measure.width(sample.value, Role.LEGEND)
        if rows[-1] and x + taken > width - EDGE:
            rows.append([])
            x = EDGE
        rows[-1].append(sample)
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
        x1 = max(x1, x0 + labels.period_widths[i]) + SPACE
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

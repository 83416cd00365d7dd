"""The chart's subject: which event stands in which lane, over what stretch, behind what periods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

import numpy as np
from numpy.typing import NDArray

from viewer.core.dates import NamedPeriod
from viewer.core.events import Event, Kind, Reading, Shape, Status
from viewer.core.story import Citation
from viewer.core.when import DAY, FUTURE, PAST, When

YEAR = 31_556_952  # mean Gregorian year in seconds


class Grouping(StrEnum):
    """What a lane stands for."""

    SOURCE = "source"
    PARAGRAPH = "paragraph"
    CERTAINTY = "certainty"
    STORY = "story"


class Form(IntEnum):
    """How an event lies on the axis; one way to draw each (see the legend)."""

    BAR = 0  # lasts from A to B
    WHISKER = 1  # once, some time within A..B
    DOT = 2  # an exact day or finer
    FADE_PAST = 3  # the start is not known: fades out to the left
    FADE_FUTURE = 4  # the end is not known: fades out to the right
    SHELF = 5  # nothing known: beside the axis, in story order


@dataclass(frozen=True, slots=True)
class Lane:
    """A band of the chart, with how many events it has on the axis.

    ``hue`` is the number of its source colour, -1 for none; ``told`` what the file tells of
    that source beside its id, "" where it is silent.
    """

    title: str
    hue: int
    count: int
    told: str = ""


@dataclass(frozen=True, slots=True)
class Background:
    """A named period behind the events: what the table of periods adds to the text.

    ``start`` and ``end`` in seconds, half-open, PAST or FUTURE where open.
    """

    name: str
    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class StoryDate:
    """When a story was written, as far as it says; drawn as a line or band, never as an event.

    Seconds, half-open.
    """

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Timeline:
    """Events laid out in lanes, as parallel columns over ``events``; arrays are read-only.

    ``start`` and ``end`` (int64 seconds, half-open) are what is drawn, PAST or FUTURE on an open
    side; ``form``, ``lane`` and ``hue`` say how, where and in which source's colour (-1: none).
    Rows are sorted by lane, then by their first known second. ``extent`` is the stretch a
    fitted view shows, before any margin.
    """

    readings: tuple[Reading, ...]
    grouping: Grouping
    events: tuple[Event, ...]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    form: NDArray[np.int8]
    lane: NDArray[np.int32]
    hue: NDArray[np.int16]
    lanes: tuple[Lane, ...]
    background: tuple[Background, ...]
    story_dates: tuple[StoryDate, ...]
    extent: tuple[int, int]

    def index_of(self, event_id: str) -> int:
        """Row of an event, -1 when it is not here."""
        for i, event in enumerate(self.events):
            if event.id == event_id:
                return i
        return -1


_SURE = (Status.HAPPENED, Status.ONGOING)
CERTAINTIES: tuple[tuple[str, Callable[[Event], bool]], ...] = (
    ("Dated in the text", lambda e: e.kind is not Kind.UNDATED and e.status in _SURE),
    ("Planned or expected", lambda e: e.status is Status.PLANNED),
    ("Possible", lambda e: e.status is Status.POSSIBLE),
    ("Said not to have happened", lambda e: e.status is Status.DENIED),
    ("No date in the text", lambda e: True),
)
UNCITED = "No source given"


def arrange(readings: Sequence[Reading], *, grouping: Grouping = Grouping.SOURCE) -> Timeline:
    """Put the events of one story or of many into lanes."""
    rows: list[tuple[Event, str, int]] = []  # event, lane title, hue
    numbered = hues(readings)
    for number, reading in enumerate(readings):
        for event in reading.events:
            hue = numbered.get((number, event.citations[0]), -1) if event.citations else -1
            rows.append((event, _lane_title(event, reading, number, grouping, len(readings)), hue))
    titles = _lane_order(readings, rows, grouping)
    rank = {title: i for i, title in enumerate(titles)}
    extents = [drawn(event) for event, _, _ in rows]
    order = sorted(
        range(len(rows)),
        key=lambda i: (rank[rows[i][1]], _first_known(*extents[i][:2]), rows[i][0].span),
    )
    start = np.array([extents[i][0] for i in order], dtype=np.int64)
    end = np.array([extents[i][1] for i in order], dtype=np.int64)
    lane = np.array([rank[rows[i][1]] for i in order], dtype=np.int32)
    form = np.array([extents[i][2] for i in order], dtype=np.int8)
    # The shelf counts its own: what has no place on the axis is in no lane.
    counts = np.bincount(lane[form != Form.SHELF], minlength=len(titles))
    by_source = grouping is Grouping.SOURCE
    hue_of = {title: hue for _, title, hue in reversed(rows)} if by_source else {}
    told = {
        numbered[number, source.id]: _told(source)
        for number, reading in enumerate(readings)
        for source in reading.story.citations
    }
    dates = tuple(
        StoryDate(r.date.earliest, _after(r.date), r.story.title or r.story.name)
        for r in readings
        if r.date.is_known
    )
    columns = (start, end, lane)
    timeline = Timeline(
        readings=tuple(readings),
        grouping=grouping,
        events=tuple(rows[i][0] for i in order),
        start=start,
        end=end,
        form=form,
        lane=lane,
        hue=np.array([rows[i][2] for i in order], dtype=np.int16),
        lanes=tuple(
            Lane(
                title,
                hue_of.get(title, -1),
                int(counts[i]),
                told.get(hue_of.get(title, -1), ""),
            )
            for i, title in enumerate(titles)
        ),
        background=_backgrounds(readings),
        story_dates=dates,
        extent=_extent(start, end, dates),
    )
    for column in (*columns, timeline.form, timeline.hue):
        column.flags.writeable = False
    return timeline


def drawn(event: Event) -> tuple[int, int, Form]:
    """(start, end, form) of an event: half-open seconds, PAST or FUTURE on an open side."""
    when = event.when
    start = when.earliest
    end = FUTURE if when.latest == FUTURE else when.latest + 1
    if start == PAST and end == FUTURE:
        return start, end, Form.SHELF
    if event.shape is Shape.OPEN or end == FUTURE:
        return start, end, Form.FADE_PAST if start == PAST else Form.FADE_FUTURE
    if event.shape is Shape.SPAN and start != PAST:
        return start, end, Form.BAR
    if event.shape is Shape.MOMENT and start != PAST:
        return start, end, Form.DOT
    return start, end, Form.WHISKER


def hues(readings: Sequence[Reading]) -> dict[tuple[int, str], int]:
    """Number the sources through all stories, by (story's number, source's id)."""
    found: dict[tuple[int, str], int] = {}
    for number, reading in enumerate(readings):
        for citation in reading.story.citations:
            found.setdefault((number, citation.id), len(found))
    return found


def _lane_title(
    event: Event, reading: Reading, number: int, grouping: Grouping, stories: int
) -> str:
    if grouping is Grouping.STORY:
        return reading.story.title or reading.story.name or f"Story {number + 1}"
    if grouping is Grouping.CERTAINTY:
        return next(title for title, holds in CERTAINTIES if holds(event))
    of_story = f" · {reading.story.name}" if stories > 1 else ""
    if grouping is Grouping.PARAGRAPH:
        return f"Paragraph {event.paragraph + 1}{of_story}"
    return (event.citations[0] + of_story) if event.citations else UNCITED


def _told(source: Citation) -> str:
    """A source in a few words: title, outlet and date, else where it lies."""
    words = " · ".join(part for part in (source.title, source.outlet, source.date) if part)
    return words or source.link.removeprefix("https://").removeprefix("http://").rstrip("/")


def _lane_order(
    readings: Sequence[Reading], rows: Sequence[tuple[Event, str, int]], grouping: Grouping
) -> tuple[str, ...]:
    titles = dict.fromkeys(title for _, title, _ in rows)
    if grouping is Grouping.CERTAINTY:
        return tuple(title for title, _ in CERTAINTIES if title in titles)
    if grouping is Grouping.SOURCE:
        # Sources in order of first mention; what nobody is cited for comes last.
        hue = {title: h for _, title, h in rows}
        return tuple(sorted(titles, key=lambda t: (hue[t] < 0, hue[t])))
    return tuple(titles)


def _first_known(start: int, end: int) -> int:
    return end if start == PAST else start


def _backgrounds(readings: Sequence[Reading]) -> tuple[Background, ...]:
    periods: dict[str, NamedPeriod] = {}
    for reading in readings:
        for mention in reading.background:
            periods.setdefault(mention.period.name, mention.period)
    return tuple(
        Background(p.name, p.when.earliest, _after(p.when), p.source) for p in periods.values()
    )


def _after(when: When) -> int:
    return FUTURE if when.latest == FUTURE else when.latest + 1


def _extent(
    start: NDArray[np.int64], end: NDArray[np.int64], dates: Sequence[StoryDate]
) -> tuple[int, int]:
    known = np.concatenate(
        [
            start[(start != PAST) & (start != FUTURE)],
            end[(end != PAST) & (end != FUTURE)],
            np.array([moment for d in dates for moment in (d.start, d.end)], dtype=np.int64),
        ]
    )
    if not len(known):
        return -DAY * 365, 0
    first, last = int(known.min()), int(known.max())
    closed = (start != PAST) & (end != FUTURE)
    if len(dates) == 0 and closed.any() and (end - start)[closed].min() >= last - first:
        # All there is covers the whole range: shown with some of what is around it.
        return first - 2 * (last - first), last + 2 * (last - first)
    if last - first < 60:
        return first - DAY, last + DAY
    return first, last

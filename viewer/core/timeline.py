"""The chart's subject: which event stands in which lane, over what stretch, behind what periods."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import accumulate
from typing import Any, NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from viewer.core.dates import NamedPeriod
from viewer.core.difference import Change
from viewer.core.events import Event, Kind, Reading, Shape, Status
from viewer.core.events.columns import Held
from viewer.core.story import Citation
from viewer.core.when import DAY, FUTURE, PAST, When

YEAR = 31_556_952  # mean Gregorian year in seconds


class Grouping(StrEnum):
    """What a lane stands for."""

    SOURCE = "source"
    PARAGRAPH = "paragraph"
    CERTAINTY = "certainty"
    STORY = "story"
    NONE = "none"  # one lane for all
    CHANGE = "change"  # between two versions that are compared


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

    ``story`` is the number of the reading that tells each.
    ``start`` and ``end`` (int64 seconds, half-open) are what is drawn, PAST or FUTURE on an open
    side; ``form``, ``lane`` and ``hue`` say how, where and in which source's colour (-1: none);
    ``status`` is the place of the event's in STATUSES.
    Rows are sorted by lane, then by their first known second. ``extent`` is the stretch a
    fitted view shows, before any margin.
    """

    readings: tuple[Reading, ...]
    grouping: Grouping
    events: Sequence[Event]
    story: NDArray[np.int32]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    form: NDArray[np.int8]
    status: NDArray[np.int8]
    lane: NDArray[np.int32]
    hue: NDArray[np.int32]
    lanes: tuple[Lane, ...]
    background: tuple[Background, ...]
    story_dates: tuple[StoryDate, ...]
    extent: tuple[int, int]

    def index_of(self, event_id: str) -> int:
        """Row of an event, -1 when it is not here."""
        return next(iter(self.rows_of({event_id})), -1)

    def rows_of(self, event_ids: Collection[str]) -> list[int]:
        """Rows of those of some events that are here, in the order of rows."""
        if isinstance(self.events, _Ordered):
            return self.events.rows_of(event_ids)
        return [row for row, event in enumerate(self.events) if event.id in event_ids]


class _Ordered(Sequence[Event]):
    """The events of several stories, in the order of a timeline's rows: ``order`` holds for each
    row its place in the stories, one behind the other."""

    def __init__(self, stories: Sequence[Sequence[Event]], order: NDArray[np.intp]) -> None:
        self._stories, self._order = stories, order.astype(np.int32)
        self._firsts = [0, *accumulate(map(len, stories))][:-1]

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, row: int) -> Event: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Event]: ...
    def __getitem__(self, row: int | slice) -> Event | Sequence[Event]:
        if isinstance(row, slice):
            return tuple(map(self._at, self._order[row].tolist()))
        return self._at(int(self._order[row]))

    def __iter__(self) -> Iterator[Event]:
        return map(self._at, self._order.tolist())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment] # as of a list

    def _at(self, place: int) -> Event:
        story = bisect_right(self._firsts, place) - 1
        return self._stories[story][place - self._firsts[story]]

    def rows_of(self, event_ids: Collection[str]) -> list[int]:
        places: list[int] = []
        for first, events in zip(self._firsts, self._stories, strict=True):
            if isinstance(events, Held):
                places += [first + at for at in events.places("id", event_ids)]
            else:
                places += [first + at for at, e in enumerate(events) if e.id in event_ids]
        if not places:
            return []
        rows: list[int] = np.flatnonzero(np.isin(self._order, places)).tolist()
        return rows


_SURE = (Status.HAPPENED, Status.ONGOING)
_NOT_TOLD = (Kind.UNDATED, Kind.READER)
CERTAINTIES: tuple[tuple[str, Callable[[Kind, Status], bool]], ...] = (
    ("Dated in the text", lambda kind, status: kind not in _NOT_TOLD and status in _SURE),
    ("Dated by the reader", lambda kind, status: kind is Kind.READER and status in _SURE),
    ("Planned or expected", lambda kind, status: status is Status.PLANNED),
    ("Possible", lambda kind, status: status is Status.POSSIBLE),
    ("Said not to have happened", lambda kind, status: status is Status.DENIED),
    ("No date in the text", lambda kind, status: True),
)
_CERTAINTY = {
    (kind, status): next(title for title, holds in CERTAINTIES if holds(kind, status))
    for kind in Kind
    for status in Status
}
ALL_EVENTS = "All events"
UNCITED = "No source given"
#: The lanes of a comparison, in this order.
CHANGES = {
    Change.NEW: "New",
    Change.GONE: "Gone",
    Change.REDATED: "Dated or told otherwise",
    Change.RESOURCED: "From other sources",
    Change.REWORDED: "In other words",
    None: "The same in both",
}
#: What the numbers of the column ``status`` stand for.
STATUSES = tuple(Status)
_STATUSES = {status: i for i, status in enumerate(STATUSES)}
_SHAPES = {shape: i for i, shape in enumerate(Shape)}


def arrange(
    readings: Sequence[Reading],
    *,
    grouping: Grouping = Grouping.SOURCE,
    changes: Mapping[str, Change] | None = None,
) -> Timeline:
    """Put the events of one story or of many into lanes.

    ``changes`` are those of two versions by the events' ids, for lanes of Grouping.CHANGE.
    """
    numbered: list[dict[str, int]] = [{} for _ in readings]
    for (number, source), colour in hues(readings).items():
        numbered[number][source] = colour
    stories = [
        _kinds(
            reading.events,
            grouping,
            _lane_titles(reading, number, grouping, len(readings), changes or {}),
            numbered[number],
        )
        for number, reading in enumerate(readings)
    ]
    hue_of: dict[str, int] = {}
    if grouping is Grouping.SOURCE:
        titled = (pair for one in stories for pair in zip(one.titles, one.hues, strict=True))
        hue_of = dict(reversed(list(titled)))  # the first of each title
    titles = _lane_order(
        dict.fromkeys(title for one in stories for title in one.titles), hue_of, grouping
    )
    rank = {title: i for i, title in enumerate(titles)}
    start = _joined([one.earliest for one in stories], np.int64)
    latest = _joined([one.latest for one in stories], np.int64)
    end = np.where(latest == FUTURE, FUTURE, latest + 1)
    lane = _joined([one.each([rank[t] for t in one.titles]) for one in stories], np.int32)
    hue = _joined([one.each(one.hues) for one in stories], np.int32)
    shape = _joined([one.each(one.shapes) for one in stories], np.int8)
    status = _joined([one.each(one.statuses) for one in stories], np.int8)
    # By lane, then by the first second that is known, then as told.
    order = np.lexsort((_known(start, end), lane))
    start, end, lane, hue = start[order], end[order], lane[order], hue[order]
    shape, status = shape[order], status[order]
    form = _forms(start, end, shape)
    sizes = [len(reading.events) for reading in readings]
    story = np.repeat(np.arange(len(readings), dtype=np.int32), sizes)[order]
    # The shelf counts its own: what has no place on the axis is in no lane.
    counts = np.bincount(lane[form != Form.SHELF], minlength=len(titles))
    told = {
        numbered[number][source.id]: _told(source)
        for number, reading in enumerate(readings)
        for source in reading.story.citations
    }
    dates = tuple(
        StoryDate(r.date.earliest, _after(r.date), r.story.title or r.story.name)
        for r in readings
        if r.date.is_known
    )
    for column in (story, start, end, form, status, lane, hue):
        column.flags.writeable = False
    return Timeline(
        readings=tuple(readings),
        grouping=grouping,
        events=_Ordered([reading.events for reading in readings], order),
        story=story,
        start=start,
        end=end,
        form=form,
        status=status,
        lane=lane,
        hue=hue,
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


class _Kinds(NamedTuple):
    """A story's events by kinds that differ in nothing but words and date.

    ``kind`` is the number of each event's own; for each kind there are the title of its lane, the
    number of its source, and the places of its shape and status. Bounds are the events' own.
    """

    earliest: NDArray[np.int64]
    latest: NDArray[np.int64]
    kind: NDArray[np.intp]
    titles: list[str]
    hues: list[int]
    shapes: list[int]
    statuses: list[int]

    def each(self, of_kind: list[int]) -> NDArray[np.int32]:
        """Of each event what is told of its kind."""
        return np.array(of_kind, dtype=np.int32)[self.kind]


#: What of an event, beside its source, shape and status, says in which lane it stands. In a
#: comparison its id does: each event is a kind of its own.
_LANE_FIELDS = {Grouping.CERTAINTY: ("kind",), Grouping.PARAGRAPH: ("paragraph",)}


def _kinds(
    events: Sequence[Event],
    grouping: Grouping,
    title_of: Callable[[Event], str],
    hues: Mapping[str, int],
) -> _Kinds:
    size = len(events)
    if isinstance(events, Held) and size and grouping is not Grouping.CHANGE:
        earliest, latest = events.bounds("when")
        fields = ("citations", "shape", "status", *_LANE_FIELDS.get(grouping, ()))
        kind, firsts = _alike([events.numbers(field) for field in fields])
        each: Sequence[Event] = [events[first] for first in firsts]
    else:
        each, kind = events, np.arange(size)
        earliest = np.fromiter((e.when.earliest for e in events), np.int64, size)
        latest = np.fromiter((e.when.latest for e in events), np.int64, size)
    return _Kinds(
        earliest,
        latest,
        kind,
        [title_of(event) for event in each],
        [hues.get(e.citations[0], -1) if e.citations else -1 for e in each],
        [_SHAPES[e.shape] for e in each],
        [_STATUSES[e.status] for e in each],
    )


def _alike(columns: Sequence[NDArray[np.uint32]]) -> tuple[NDArray[np.intp], list[int]]:
    """(the number of each row's kind, the first row of each kind) of rows that are alike in all
    columns; kinds in the order of their first rows."""
    kind = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        # Numbered anew each time, so that no product outgrows its type.
        _, kind = np.unique(kind * (int(column.max()) + 1) + column, return_inverse=True)
    _, first = np.unique(kind, return_index=True)
    order = np.argsort(first)
    return np.argsort(order)[kind], first[order].tolist()


def _joined(columns: Sequence[NDArray[Any]], kind: type[np.generic]) -> NDArray[Any]:
    return np.concatenate([np.zeros(0, dtype=kind), *columns], dtype=kind)


def _forms(
    start: NDArray[np.int64], end: NDArray[np.int64], shape: NDArray[np.int8]
) -> NDArray[np.int8]:
    """How each event lies on the axis, from its bounds (PAST or FUTURE where open) and shape."""
    past, future = start == PAST, end == FUTURE
    return np.select(
        [
            past & future,
            future | (shape == _SHAPES[Shape.OPEN]),
            ~past & (shape == _SHAPES[Shape.SPAN]),
            ~past & (shape == _SHAPES[Shape.MOMENT]),
        ],
        [Form.SHELF, np.where(past, Form.FADE_PAST, Form.FADE_FUTURE), Form.BAR, Form.DOT],
        Form.WHISKER,
    ).astype(np.int8)


def hues(readings: Sequence[Reading]) -> dict[tuple[int, str], int]:
    """Number the sources through all stories, by (story's number, source's id).

    A source that several stories give alike has one number. A bare number is no such name: [3] of
    another story is another source, unless what is told of it is the same.
    """
    found: dict[tuple[int, str], int] = {}
    hue: dict[tuple[str | int, ...], int] = {}
    for number, reading in enumerate(readings):
        for source in reading.story.citations:
            told = (source.title, source.outlet, source.link)
            nameless = source.id.isdecimal() and not any(told)
            name = (source.id, number) if nameless else (source.id, *told)
            found.setdefault((number, source.id), hue.setdefault(name, len(hue)))
    return found


def _lane_titles(
    reading: Reading,
    number: int,
    grouping: Grouping,
    stories: int,
    changes: Mapping[str, Change],
) -> Callable[[Event], str]:
    """What the lane of each of a story's events is called."""
    if grouping is Grouping.STORY:
        whole = reading.story.title or reading.story.name or f"Story {number + 1}"
        return lambda event: whole
    if grouping is Grouping.NONE:
        return lambda event: ALL_EVENTS
    if grouping is Grouping.CHANGE:
        return lambda event: CHANGES[changes.get(event.id)]
    if grouping is Grouping.CERTAINTY:
        return lambda event: _CERTAINTY[event.kind, event.status]
    of_story = f" · {reading.story.name}" if stories > 1 else ""
    if grouping is Grouping.PARAGRAPH:
        return lambda event: f"Paragraph {event.paragraph + 1}{of_story}"
    return lambda event: event.citations[0] + of_story if event.citations else UNCITED


def _told(source: Citation) -> str:
    """A source in a few words: title, outlet and date, else where it lies."""
    words = " · ".join(part for part in (source.title, source.outlet, source.date) if part)
    return words or source.link.removeprefix("https://").removeprefix("http://").rstrip("/")


def _lane_order(
    titles: Iterable[str], hue_of: Mapping[str, int], grouping: Grouping
) -> tuple[str, ...]:
    if grouping in (Grouping.CERTAINTY, Grouping.CHANGE):
        used = set(titles)
        fixed = CHANGES.values() if grouping is Grouping.CHANGE else dict(CERTAINTIES)
        return tuple(title for title in fixed if title in used)
    if grouping is Grouping.SOURCE:
        # Sources in order of first mention; what nobody is cited for comes last.
        return tuple(sorted(titles, key=lambda t: (hue_of[t] < 0, hue_of[t])))
    return tuple(titles)


def first_known(timeline: Timeline) -> NDArray[np.int64]:
    """The first second that is known of each event: its start, or else its end."""
    return _known(timeline.start, timeline.end)


def known_start(when: When) -> int:
    """The first second that is known of a date: its start, or else its end."""
    return when.latest if when.earliest == PAST else when.earliest


def known_ends(
    timeline: Timeline, rows: NDArray[np.integer[Any]]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What is known of the ends of events on the axis: for an open side, the other one."""
    start, end = timeline.start[rows], timeline.end[rows]
    return _known(start, end), np.where(end == FUTURE, start, end)


def _known(start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.where(start == PAST, end, start)


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

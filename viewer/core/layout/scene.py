"""The scene: every mark, word and line of a picture of a timeline, in pixels, ready to paint."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from viewer.core.timeline import Form


class Role(StrEnum):
    """What a text is for; the painter gives each role its type and ink."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    AXIS_MAJOR = "axis-major"
    AXIS_MINOR = "axis-minor"
    LANE = "lane"
    LANE_COUNT = "lane-count"
    LABEL = "label"
    LABEL_ON_BAR = "label-on-bar"
    NOTE = "note"
    NOTE_ON_BAR = "note-on-bar"
    BACKGROUND = "background"
    LEGEND = "legend"
    PILL = "pill"
    BEYOND = "beyond"
    CLUSTER = "cluster"
    MESSAGE = "message"


class Measure(Protocol):
    """What layout must know of type: how wide a text will be."""

    def width(self, text: str, role: Role) -> float:
        """Pixels that ``text`` takes in the type of ``role``."""
        ...


class Box(NamedTuple):
    """A rectangle in pixels; y grows downwards. A tuple, as are texts and marks: a scene has
    hundreds, made anew for every step."""

    x: float
    y: float
    w: float
    h: float

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.x + self.w and self.y <= y < self.y + self.h

    def overlaps(self, other: Box) -> bool:
        return (
            self.x < other.x + other.w
            and other.x < self.x + self.w
            and self.y < other.y + other.h
            and other.y < self.y + self.h
        )


class Text(NamedTuple):
    """Words in a box, on one line, left-aligned and centred in height.

    ``cleared`` words stand on a mark's own line, which is interrupted for them.
    """

    text: str
    box: Box
    role: Role
    hue: int = -1
    event: int = -1
    cleared: bool = False


class Mark(NamedTuple):
    """An event's mark. ``at`` is the x of a whisker's or dot's mark.

    ``fade`` is -1 when it fades out to the left, +1 to the right. ``event`` is the row in the
    timeline. ``dashed``: planned; ``hollow``: only possible, or denied.
    """

    event: int
    form: Form
    box: Box
    hue: int
    at: float
    fade: int = 0
    dashed: bool = False
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """Events too dense to draw one by one, counted: nothing in view is left out.

    They are those of ``lane`` that begin in [start, end), and those that reach into a view that
    begins at ``start``.
    """

    box: Box
    count: int
    start: int
    end: int
    lane: int


@dataclass(frozen=True, slots=True, eq=False)
class Crowding:
    """How many events of a crowded lane begin where: columns of one width, standing on ``foot``.

    ``x`` and ``height`` in pixels, float64.
    """

    hue: int
    foot: float
    width: float
    x: NDArray[np.float64]
    height: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Beyond:
    """How many events of the stretch in view lie in rows above it, or ``down`` below."""

    text: Text
    count: int
    down: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A grid line. ``major`` ones start a unit of the axis's upper row."""

    x: float
    major: bool


@dataclass(frozen=True, slots=True)
class LaneStrip:
    """A lane's place: its header's box, and where its rows end. ``lane`` is -1 for the shelf."""

    lane: int
    header: Box
    bottom: float
    hue: int


@dataclass(frozen=True, slots=True)
class Strip:
    """A named period's line behind the events; ``tint`` its column below, None when open."""

    line: Box
    tint: Box | None


class Sample(StrEnum):
    """What the legend shows; one for each way to be in time."""

    BAR = "lasts"
    WHISKER = "once, within"
    DOT = "exact day"
    FADE = "bound not known"
    PLANNED = "planned"
    HOLLOW = "possible or denied"
    BACKGROUND = "named period"


@dataclass(frozen=True, slots=True)
class LegendItem:
    """What a way of drawing says; ``form`` is the one that is shown for it."""

    sample: Sample
    form: Form
    box: Box
    text: Text


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture, complete. Coordinates are pixels from its top left corner.

    ``content`` is the height that all rows would take; a view shorter than that scrolls. Parts
    that stay put while rows scroll (axis, legend, title) are painted over ``rows``. ``today`` is
    the column of the reader's own day where it is in view. ``message`` is what stands there
    instead when there is nothing to draw.
    """

    width: float
    height: float
    content: float
    title: tuple[Text, ...]
    axis: Box
    axis_texts: tuple[Text, ...]
    ticks: tuple[Tick, ...]
    rows: Box
    lanes: tuple[LaneStrip, ...]
    strips: tuple[Strip, ...]
    marks: tuple[Mark, ...]
    clusters: tuple[Cluster, ...]
    crowding: tuple[Crowding, ...]
    texts: tuple[Text, ...]
    story_dates: tuple[Box, ...]
    today: Box | None
    message: Text | None
    pills: tuple[Text, ...]
    beyond: tuple[Beyond, ...]
    legend: tuple[LegendItem, ...]

    def event_at(self, x: float, y: float) -> int:
        """Row of the event whose mark or label is under a point, -1 for none."""
        if not self.rows.contains(x, y):
            return -1
        for text in self.texts:
            if text.event >= 0 and text.box.contains(x, y):
                return text.event
        best, nearest = -1, 4.0  # a mark can be hit from four pixels away
        for mark in self.marks:
            if mark.box.y <= y < mark.box.y + mark.box.h:
                away = max(mark.box.x - x, x - mark.box.x - mark.box.w, 0.0)
                if away < nearest:
                    best, nearest = mark.event, away
        return best

    def beside(self, mark: Mark, away: float) -> tuple[float, float]:
        """Where a sign of a mark stands: so far before it, or behind it where its words are."""
        box = mark.box
        first, last = box.x, box.x + box.w
        if mark.form in (Form.DOT, Form.WHISKER):
            first, last = mark.at - 5, mark.at + 5
        words = next((text for text in self.texts if text.event == mark.event), None)
        behind = words is not None and words.box.x + words.box.w <= box.x
        x = last + away if behind else first - away
        return min(max(x, away), self.width - away), box.y + box.h / 2

    def beyond_at(self, x: float, y: float) -> Beyond | None:
        """The count of events above or below that is under a point."""
        return next((b for b in self.beyond if b.text.box.contains(x, y)), None)

    def cluster_at(self, x: float, y: float) -> Cluster | None:
        """The cluster under a point."""
        if not self.rows.contains(x, y):
            return None
        return next((c for c in self.clusters if c.box.contains(x, y)), None)

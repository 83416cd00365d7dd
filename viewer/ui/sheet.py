"""How a picture's sheet is filled: what is shown at which size, with which parts around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

from viewer import __version__
from viewer.core import layout
from viewer.core.dates import restyled
from viewer.core.layout.placing import HEADING, legend_height
from viewer.core.summary import summary, title
from viewer.core.timeline import Timeline, arrange
from viewer.files.entries import between
from viewer.ui.pictures import Picture
from viewer.ui.theme import FontMeasure

#: A sheet of a given height that cannot hold all rows is drawn smaller, step by step, down to
#: type that still can be read on paper.
SHARES = (1.0, 0.85, 0.72, 0.6, 0.5, 0.42, 0.35)
#: The most events of a lane in which each has a row of its own: first in a picture that may be as
#: tall as it needs, then, where they find no room, as in a window, then where they find even less.
FEW = (1000, 250, 40, 8)
DPI = 96  # one scene pixel is one CSS pixel: 1/96 inch
#: How a sheet of a given height is filled, the best first: events are counted before type becomes
#: too small for a slide, and type becomes that small before nothing is drawn at all.
_WAYS = sorted(((few, share) for few in FEW for share in SHARES), key=lambda way: way[1] < 0.5)
SOURCE_LINE = 26.0
EDGE = 24.0
LEAST = 240.0
#: Pixels that a mark or letter may stand out of its box.
REACH = 40.0


class ExportFailed(Exception):
    """A picture that could not be made; the message names the reason and the way out."""


class NoRoom(ExportFailed):
    """The events do not fit on a sheet."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A scene, drawn at ``share`` of its size, that fills ``width`` by ``height`` pixels.

    A file has ``scale`` pixels for each of these. ``counted`` of its ``events`` have found no room
    of their own and are counted beside the others; ``told`` is what else differs from the wish.
    """

    scene: layout.Scene
    width: float
    height: float
    share: float
    events: int
    counted: int
    scale: float = 1.0
    told: tuple[str, ...] = ()

    def part(self, top: float, bottom: float) -> layout.Scene:
        """The scene with those of its many marks and words alone that stand between two heights,
        in pixels of the scene."""

        def near(box: layout.Box) -> bool:
            return box.y - REACH < bottom and box.y + box.h + REACH > top

        return replace(
            self.scene,
            marks=tuple(mark for mark in self.scene.marks if near(mark.box)),
            texts=tuple(text for text in self.scene.texts if near(text.box)),
        )

    @property
    def lost(self) -> tuple[str, ...]:
        """What the picture does not show, in sentences."""
        if not self.counted:
            return self.told
        return (
            *self.told,
            f"{self.counted:,} of {self.events:,} events have no room of their own and stand as "
            "counts (“+12”): a larger sheet, a shorter time or more lanes would name more",
        )


def within(timeline: Timeline, picture: Picture) -> Timeline:
    """The timeline of what a picture shows: with its events alone, in the lanes they need."""
    if picture.start is None and picture.end is None:
        return timeline
    shown = between(timeline.readings, picture.first, picture.last)
    return arrange(shown, grouping=timeline.grouping)


def lay_out(timeline: Timeline, picture: Picture, *, most: float = inf) -> Sheet:
    """The sheet of a picture. Raises ExportFailed.

    One as tall as it needs is no taller than ``most``. On a sheet that has no room for a row of
    each event's own, those in the thick of it are counted.
    """
    if picture.width < 200 or picture.scale <= 0 or 0 < picture.height < 200:
        raise ExportFailed("a picture is at least 200 pixels wide and high")
    if picture.first > picture.last:
        raise ExportFailed("the picture would end before it starts")
    least = inf
    for few, share in _WAYS if picture.height else ((few, 1.0) for few in FEW):
        height = picture.height / share
        room = height or (0.0 if few == FEW[0] else most)
        placed = _place(timeline, picture, picture.width / share, room, few)
        if placed.needed <= (height + 1 if height else most):
            return _sheet(timeline, picture, placed, share)
        least = min(least, placed.needed * share)
    size = f"{picture.width:,} × {picture.height or round(most):,}"
    raise NoRoom(
        f"the events do not fit on {size} pixels in type that can be read: they need a height of "
        f"{round(least):,}. Take a larger sheet or a smaller scale, a shorter time, all events in "
        "one lane, or SVG"
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """Rows for a picture, and the pixels of height it ``needs`` for all of them."""

    placement: layout.Placement
    scale: layout.TimeScale
    needed: float


def _place(timeline: Timeline, picture: Picture, width: float, room: float, few: int) -> _Placed:
    """The rows of a picture; crowded lanes, those of more than a ``few`` events, spread in the
    ``room`` that it has, in pixels of height, 0 for no bound."""
    labels = layout.prepare(timeline, FontMeasure(), width, few=few)
    scale = layout.fit(labels, width)
    if picture.start is not None or picture.end is not None:
        start = scale.start if picture.start is None else picture.start
        end = scale.end if picture.end is None else picture.end
        scale = layout.over(start, max(end, start + 1), width)
    around = _around(picture, labels)
    placement = layout.choose(labels, scale.per_pixel, (room or 1200.0) - around)
    natural = layout.natural_height(placement, headed=picture.title)
    return _Placed(placement, scale, natural + around - (HEADING if picture.title else 0.0))


def _around(picture: Picture, labels: layout.Labels) -> float:
    """Pixels of height that the parts around the events take beyond those of a window."""
    return (
        (HEADING if picture.title else 0.0)
        + (SOURCE_LINE if picture.source else 0.0)
        - (0.0 if picture.legend else legend_height(labels, inf))
    )


def _sheet(timeline: Timeline, picture: Picture, placed: _Placed, share: float) -> Sheet:
    labels = placed.placement.labels
    height = picture.height / share
    whole = round(height or max(placed.needed + 24, LEAST))
    below = SOURCE_LINE if picture.source else 0.0
    # Without its legend the scene is made as much higher and cut off above it.
    legend = 0.0 if picture.legend else legend_height(labels, inf)
    told = restyled(summary(timeline.readings), picture.manner.style)
    heading = layout.Heading(title(timeline.readings), told)
    scene = layout.compose(
        placed.placement,
        placed.scale,
        whole - below + legend,
        heading=heading if picture.title else None,
        manner=picture.manner,
    )
    if not picture.legend:
        scene = replace(scene, legend=())
    if not picture.story_date:
        scene = replace(scene, story_dates=(), pills=())
    scene = replace(scene, height=float(whole))
    if picture.source:
        line = _source_line(timeline, labels, scene.width, whole - SOURCE_LINE)
        scene = replace(scene, title=(*scene.title, line))
    named = {mark.event for mark in scene.marks} | {text.event for text in scene.texts}
    events = len(timeline.events)
    return Sheet(
        scene,
        float(picture.width),
        float(picture.height or scene.height),
        share,
        events,
        events - len(named - {-1}),
    )


def _source_line(timeline: Timeline, labels: layout.Labels, width: float, y: float) -> layout.Text:
    """What the picture was made from, and with what."""
    names = [" ".join(reading.story.name.split()) for reading in timeline.readings]
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    words = f"Story Timeline {__version__} · from {shown}" if shown else "Story Timeline"
    inner = width - 2 * EDGE
    box = layout.Box(EDGE, y, inner, SOURCE_LINE - 6)
    return layout.Text(labels.ruler.shorten(words, inner, layout.Role.LEGEND), box,
                       layout.Role.LEGEND)  # fmt: skip

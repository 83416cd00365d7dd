"""How a picture's sheet is filled: what is shown at which size, with which parts around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf

from viewer import __version__
from viewer.core import layout
from viewer.core.layout.placing import HEADING, legend_height
from viewer.core.summary import summary, title
from viewer.core.timeline import Timeline
from viewer.ui.pictures import Picture
from viewer.ui.theme import FontMeasure

#: A sheet of a given height that cannot hold all rows is drawn smaller, step by step, down to
#: type that still can be read on paper.
SHARES = (1.0, 0.85, 0.72, 0.6, 0.5, 0.42, 0.35)
SOURCE_LINE = 26.0
EDGE = 24.0
LEAST = 240.0


class ExportFailed(Exception):
    """A picture that could not be made; the message names the reason and the way out."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A scene, drawn at ``share`` of its size, that fills ``width`` by ``height`` pixels."""

    scene: layout.Scene
    width: float
    height: float
    share: float


def lay_out(timeline: Timeline, picture: Picture) -> Sheet:
    """The sheet of a picture; every row has its place on it. Raises ExportFailed."""
    if picture.width < 200 or picture.scale <= 0 or 0 < picture.height < 200:
        raise ExportFailed("a picture is at least 200 pixels wide and high")
    if not picture.height:
        scene, _ = _scene(timeline, picture, float(picture.width), 0.0)
        return Sheet(scene, scene.width, scene.height, 1.0)
    for share in SHARES:
        scene, needed = _scene(timeline, picture, picture.width / share, picture.height / share)
        if needed <= scene.height + 1:
            return Sheet(scene, float(picture.width), float(picture.height), share)
    raise ExportFailed(
        f"the events do not fit on {picture.width:,} × {picture.height:,} pixels in type that can "
        f"be read: they need a height of {round(needed * SHARES[-1]):,} (leave --height out to "
        "take what is needed), or show a part of the time with --from and --to"
    )


def _scene(
    timeline: Timeline, picture: Picture, width: float, height: float
) -> tuple[layout.Scene, float]:
    """A scene ``height`` pixels high, 0: as high as it needs; and the height it needs."""
    labels = layout.prepare(timeline, FontMeasure(), width, tall=True)
    scale = layout.fit(labels, width)
    if picture.start is not None or picture.end is not None:
        start = scale.start if picture.start is None else picture.start
        end = scale.end if picture.end is None else picture.end
        if start >= end:
            raise ExportFailed("the picture would end before it starts: check --from and --to")
        scale = layout.over(start, end, width)
    heading = layout.Heading(title(timeline.readings), summary(timeline.readings))
    below = SOURCE_LINE if picture.source else 0.0
    # Without its legend the scene is made as much higher and cut off above it.
    legend = 0.0 if picture.legend else legend_height(labels, inf)
    taken = (HEADING if picture.title else 0.0) + below - legend
    placement = layout.choose(labels, scale.per_pixel, height - taken if height else 1200.0)
    needed = layout.natural_height(placement, headed=picture.title) + below - legend
    whole = round(height or max(needed + 24, LEAST))
    scene = layout.compose(
        placement, scale, whole - below + legend, heading=heading if picture.title else None
    )
    if not picture.legend:
        scene = replace(scene, legend=())
    if not picture.story_date:
        scene = replace(scene, story_dates=(), pills=())
    scene = replace(scene, height=float(whole))
    if picture.source:
        line = _source_line(timeline, labels, width, whole - SOURCE_LINE)
        scene = replace(scene, title=(*scene.title, line))
    return scene, needed


def _source_line(timeline: Timeline, labels: layout.Labels, width: float, y: float) -> layout.Text:
    """What the picture was made from, and with what."""
    names = [" ".join(reading.story.name.split()) for reading in timeline.readings]
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    words = f"Story Timeline {__version__} · from {shown}" if shown else "Story Timeline"
    inner = width - 2 * EDGE
    box = layout.Box(EDGE, y, inner, SOURCE_LINE - 6)
    return layout.Text(labels.ruler.shorten(words, inner, layout.Role.LEGEND), box,
                       layout.Role.LEGEND)  # fmt: skip

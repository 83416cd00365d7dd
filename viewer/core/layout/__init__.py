"""Geometry: which second stands at which pixel, and where marks and words find room."""

from viewer.core.layout.around import Heading
from viewer.core.layout.compose import compose
from viewer.core.layout.counts import members
from viewer.core.layout.lengths import Measured, gathered, length, measured
from viewer.core.layout.overview import FOOT, Overview, overview
from viewer.core.layout.placing import (
    AXIS,
    Labels,
    Placement,
    choose,
    fit,
    natural_height,
    place_of,
    prepare,
    rows_height,
    shows_at,
)
from viewer.core.layout.pointing import ghost, pointed
from viewer.core.layout.scale import TimeScale, over
from viewer.core.layout.scene import (
    Beyond,
    Box,
    Cluster,
    Crowding,
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

__all__ = [
    "AXIS",
    "FOOT",
    "Beyond",
    "Box",
    "Cluster",
    "Crowding",
    "Heading",
    "Labels",
    "LaneStrip",
    "LegendItem",
    "Mark",
    "Measure",
    "Measured",
    "Overview",
    "Placement",
    "Role",
    "Sample",
    "Scene",
    "Strip",
    "Text",
    "Tick",
    "TimeScale",
    "choose",
    "compose",
    "fit",
    "gathered",
    "ghost",
    "length",
    "measured",
    "members",
    "natural_height",
    "over",
    "overview",
    "place_of",
    "pointed",
    "prepare",
    "rows_height",
    "shows_at",
]

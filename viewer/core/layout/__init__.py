"""Geometry: which second stands at which pixel, and where marks and words find room."""

from viewer.core.layout.compose import (
    AXIS,
    Heading,
    choose,
    compose,
    content_height,
    natural_height,
    place_of,
    rows_height,
)
from viewer.core.layout.overview import Overview, overview
from viewer.core.layout.placing import Labels, Placement, fit, level_of, prepare
from viewer.core.layout.scale import TimeScale, over
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

__all__ = [
    "AXIS",
    "Box",
    "Cluster",
    "Heading",
    "Labels",
    "LaneStrip",
    "LegendItem",
    "Mark",
    "Measure",
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
    "content_height",
    "fit",
    "level_of",
    "natural_height",
    "over",
    "overview",
    "place_of",
    "prepare",
    "rows_height",
]

"""Geometry: which second stands at which pixel, and where marks and words find room."""

from viewer.core.layout.compose import Heading, choose, compose, natural_height
from viewer.core.layout.overview import Overview, overview
from viewer.core.layout.placing import Labels, Placement, fit, prepare
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
    "fit",
    "natural_height",
    "over",
    "overview",
    "prepare",
]

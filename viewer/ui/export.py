"""Pictures of the whole timeline in files: PNG, SVG and PDF, through the painter of the screen."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from viewer.core import layout
from viewer.core.summary import summary, title
from viewer.core.timeline import Timeline
from viewer.files import write_whole
from viewer.ui.painter import paint
from viewer.ui.pictures import PICTURES, Kind, Picture, kind_of_file
from viewer.ui.theme import THEMES, FontMeasure

DPI = 96  # one scene pixel is one CSS pixel: 1/96 inch
LONGEST_PAGE = 200  # inches: 14,400 units of 1/72 inch
#: Beyond this a PNG would not fit into the memory of an ordinary machine.
MOST_PIXELS = 400_000_000
# XML 1.0 has no place for these, escaped or not; Qt's SVG writer lets them through.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class ExportFailed(Exception):
    """A picture that could not be made; the message names the reason and the way out."""


def write_picture(timeline: Timeline, path: Path, picture: Picture) -> None:
    """Draw the timeline into a file whose suffix says the format.

    Raises ExportFailed when it cannot be drawn, OSError when it cannot be written; a file
    already there stays whole.
    """
    kind = kind_of_file(path.name)
    if kind is None or kind.name not in _DRAWN:
        endings = ", ".join(one.suffixes[0] for one in PICTURES if one.name in _DRAWN)
        raise ExportFailed(f"{path.name}: a picture's name ends in {endings}, not “{path.suffix}”")
    write_whole(path, picture_bytes(timeline, kind, picture))


def picture_bytes(timeline: Timeline, kind: Kind, picture: Picture) -> bytes:
    """The picture in one of the formats that are drawn. Raises ExportFailed."""
    ensure_application()
    return _DRAWN[kind.name](_scene(timeline, picture), picture, title(timeline.readings))


def svg_text(timeline: Timeline, picture: Picture) -> str:
    """The picture as SVG, for a page that holds it."""
    ensure_application()
    return _drawing(_scene(timeline, picture), picture, title(timeline.readings))


def ensure_application() -> QGuiApplication:
    """Qt's own state, without a display where there is none."""
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication):
        return app
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication(["story-timeline"])


def _scene(timeline: Timeline, picture: Picture) -> layout.Scene:
    if picture.width < 200 or picture.scale <= 0 or 0 < picture.height < 200:
        raise ExportFailed("a picture is at least 200 pixels wide and high")
    measure = FontMeasure()
    labels = layout.prepare(timeline, measure, float(picture.width))
    scale = layout.fit(labels, float(picture.width))
    start = scale.start if picture.start is None else picture.start
    end = scale.end if picture.end is None else picture.end
    if picture.start is not None or picture.end is not None:
        if start >= end:
            raise ExportFailed("the picture would end before it starts: check --from and --to")
        scale = layout.over(start, end, float(picture.width))
    heading = layout.Heading(title(timeline.readings), summary(timeline.readings))
    placement = layout.choose(labels, scale.per_pixel, picture.height or 1200.0)
    height = picture.height or max(layout.natural_height(placement, headed=True) + 24, 240.0)
    return layout.compose(placement, scale, float(round(height)), heading=heading)


def _png(scene: layout.Scene, picture: Picture, name: str) -> bytes:
    size = QSize(round(scene.width * picture.scale), round(scene.height * picture.scale))
    if size.width() * size.height() > MOST_PIXELS or max(size.width(), size.height()) > 32_767:
        raise ExportFailed(
            f"{size.width():,} × {size.height():,} pixels are too many for a PNG: "
            "take a smaller --scale or --width, or SVG or PDF, which have no pixels"
        )
    image = QImage(size, QImage.Format.Format_RGB32)
    if image.isNull():
        raise ExportFailed("there is not enough memory for this picture: take a smaller --scale")
    image.setDotsPerMeterX(round(DPI * picture.scale / 0.0254))
    image.setDotsPerMeterY(round(DPI * picture.scale / 0.0254))
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(picture.scale, picture.scale)
    paint(painter, scene, THEMES[picture.theme])
    painter.end()
    buffer = _buffer()
    image.setText("Title", name)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs want bytes, Qt a name
    return bytes(buffer.data().data())


def _svg(scene: layout.Scene, picture: Picture, name: str) -> bytes:
    return _drawing(scene, picture, name).encode("utf-8")


def _drawing(scene: layout.Scene, picture: Picture, name: str) -> str:
    buffer = _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(DPI)
    generator.setSize(QSize(round(scene.width), round(scene.height)))
    generator.setViewBox(QRect(0, 0, round(scene.width), round(scene.height)))
    generator.setTitle(_NOT_XML.sub("\ufffd", name))
    generator.setDescription("A timeline made by Story Timeline")
    painter = QPainter(generator)
    paint(painter, scene, THEMES[picture.theme])
    painter.end()
    return _NOT_XML.sub("\ufffd", bytes(buffer.data().data()).decode("utf-8", "replace"))


def _pdf(scene: layout.Scene, picture: Picture, name: str) -> bytes:
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(_NOT_XML.sub("\ufffd", name))
    writer.setCreator("Story Timeline")
    # A longer page than PDF knows (ISO 32000-1, annex C) is drawn smaller.
    share = min(1.0, LONGEST_PAGE * DPI / max(scene.width, scene.height))
    inches = QSizeF(scene.width * share / DPI, scene.height * share / DPI)
    page = QPageSize(inches, QPageSize.Unit.Inch, "timeline", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    painter = QPainter(writer)
    painter.scale(share, share)
    paint(painter, scene, THEMES[picture.theme])
    painter.end()
    return bytes(buffer.data().data())


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


_DRAWN: dict[str, Callable[[layout.Scene, Picture, str], bytes]] = {
    "png": _png,
    "svg": _svg,
    "pdf": _pdf,
}

"""Pictures of the whole timeline in files, through the painter of the screen."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from viewer.core.summary import title
from viewer.core.timeline import Timeline
from viewer.files import write_whole
from viewer.files.formats import of_file
from viewer.files.page import page
from viewer.ui.notes import draw_notes, numbered
from viewer.ui.painter import paint
from viewer.ui.pictures import PICTURES, Kind, Picture, kind_of_file
from viewer.ui.sheet import ExportFailed, Sheet, lay_out
from viewer.ui.theme import THEMES, Theme

DPI = 96  # one scene pixel is one CSS pixel: 1/96 inch
LONGEST_PAGE = 200  # inches: 14,400 units of 1/72 inch
#: Beyond this a PNG would not fit into the memory of an ordinary machine.
MOST_PIXELS = 400_000_000
# XML 1.0 has no place for these, escaped or not; Qt's SVG writer lets them through.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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


def write_file(timeline: Timeline, path: Path, picture: Picture) -> tuple[str, ...]:
    """Write the timeline in the format that the file's name ends in, drawn or told; what that
    format has no place for.

    Raises ExportFailed when it cannot be drawn, OSError when it cannot be written; a file
    already there stays whole.
    """
    kind, form = kind_of_file(path.name), of_file(path.name)
    if kind is not None and kind.name == "html":
        write_whole(path, page_bytes(timeline, picture))
    elif kind is None and form is not None:
        mark = "\ufeff" if form.mark else ""
        write_whole(path, (mark + form.write(timeline.readings)).encode("utf-8", "replace"))
        return form.lost(timeline.readings)
    else:
        write_picture(timeline, path, picture)
    return ()


def page_bytes(timeline: Timeline, picture: Picture) -> bytes:
    """The page for a browser, with the picture in it. Raises ExportFailed."""
    drawing = svg_text(timeline, picture)
    return page(*timeline.readings, picture=drawing).encode("utf-8", "replace")


def picture_bytes(timeline: Timeline, kind: Kind, picture: Picture) -> bytes:
    """The picture in one of the formats that are drawn. Raises ExportFailed."""
    ensure_application()
    if picture.transparent and kind.name not in ("png", "webp", "svg"):
        raise ExportFailed(f"{kind.name.upper()} has no transparent background: take PNG or SVG")
    if picture.notes and kind.name != "pdf":
        raise ExportFailed("notes behind the picture need pages: take PDF")
    return _DRAWN[kind.name](timeline, picture)


def svg_text(timeline: Timeline, picture: Picture) -> str:
    """The picture as SVG, for a page that holds it."""
    ensure_application()
    return _drawing(lay_out(timeline, picture), picture, title(timeline.readings))


def ensure_application() -> QGuiApplication:
    """Qt's own state, without a display where there is none."""
    app = QGuiApplication.instance()
    if isinstance(app, QGuiApplication):
        return app
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication(["story-timeline"])


def _theme(picture: Picture) -> Theme:
    theme = THEMES[picture.theme]
    if not picture.transparent:
        return theme
    # The same colours without substance, for what they are mixed into.
    return replace(theme, paper=f"#00{theme.paper[1:]}", band=f"#00{theme.band[1:]}")


def _image(timeline: Timeline, picture: Picture, format_: str) -> bytes:
    sheet = lay_out(timeline, picture)
    size = QSize(round(sheet.width * picture.scale), round(sheet.height * picture.scale))
    most = 16_383 if format_ == "WEBP" else 32_767  # a side, by the formats and by Qt
    if size.width() * size.height() > MOST_PIXELS or max(size.width(), size.height()) > most:
        raise ExportFailed(
            f"{size.width():,} × {size.height():,} pixels are too many for a picture of pixels: "
            "take a smaller --scale or --width, or SVG or PDF, which have no pixels"
        )
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied if picture.transparent
                   else QImage.Format.Format_RGB32)  # fmt: skip
    if image.isNull():
        raise ExportFailed("there is not enough memory for this picture: take a smaller --scale")
    image.setDotsPerMeterX(round(DPI * picture.scale / 0.0254))
    image.setDotsPerMeterY(round(DPI * picture.scale / 0.0254))
    image.fill(0 if picture.transparent else 0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(picture.scale * sheet.share, picture.scale * sheet.share)
    paint(painter, sheet.scene, _theme(picture))
    painter.end()
    buffer = _buffer()
    image.setText("Title", title(timeline.readings))
    # At 92 of 100 the edges of letters stay clean in JPEG; WebP of 100 loses nothing.
    quality = {"JPG": 92, "WEBP": 100}.get(format_, -1)
    image.save(buffer, format_, quality)  # type: ignore[call-overload] # Qt takes a name
    return bytes(buffer.data().data())


def _svg(timeline: Timeline, picture: Picture) -> bytes:
    name = title(timeline.readings)
    return _drawing(lay_out(timeline, picture), picture, name).encode("utf-8")


def _drawing(sheet: Sheet, picture: Picture, name: str) -> str:
    buffer = _buffer()
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(DPI)
    generator.setSize(QSize(round(sheet.width), round(sheet.height)))
    generator.setViewBox(QRect(0, 0, round(sheet.width), round(sheet.height)))
    generator.setTitle(_NOT_XML.sub("\ufffd", name))
    generator.setDescription("A timeline made by Story Timeline")
    painter = QPainter(generator)
    painter.scale(sheet.share, sheet.share)
    paint(painter, sheet.scene, _theme(picture))
    painter.end()
    text = _NOT_XML.sub("\ufffd", bytes(buffer.data().data()).decode("utf-8", "replace"))
    # Read aloud as one picture with its title and description (SVG 2, 5.13; WAI-ARIA).
    return text.replace("<svg ", '<svg role="img" ', 1)


def _pdf(timeline: Timeline, picture: Picture) -> bytes:
    notes = numbered(timeline) if picture.notes else None
    sheet = lay_out(notes.timeline if notes else timeline, picture)
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(_NOT_XML.sub("\ufffd", title(timeline.readings)))
    writer.setCreator("Story Timeline")
    # A longer page than PDF knows (ISO 32000-1, annex C) is drawn smaller.
    fits = min(1.0, LONGEST_PAGE * DPI / max(sheet.width, sheet.height))
    inches = QSizeF(sheet.width * fits / DPI, sheet.height * fits / DPI)
    page = QPageSize(inches, QPageSize.Unit.Inch, "timeline", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    painter = QPainter(writer)
    painter.save()
    painter.scale(fits * sheet.share, fits * sheet.share)
    paint(painter, sheet.scene, THEMES[picture.theme])
    painter.restore()
    if notes:
        draw_notes(writer, painter, notes, title(timeline.readings))
    painter.end()
    return bytes(buffer.data().data())


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


_DRAWN: dict[str, Callable[[Timeline, Picture], bytes]] = {
    "png": partial(_image, format_="PNG"),
    "jpeg": partial(_image, format_="JPG"),
    "webp": partial(_image, format_="WEBP"),
    "svg": _svg,
    "pdf": _pdf,
}

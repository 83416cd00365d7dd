"""The bytes that a timeline becomes in each format, drawn by the painter of the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import floor, sqrt
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from viewer.core.summary import summary, title
from viewer.core.timeline import Timeline
from viewer.files import write_whole
from viewer.files.entries import between
from viewer.files.formats import Written, of_file
from viewer.files.letters import legible
from viewer.files.page import page
from viewer.ui.export.below import Below, below, letters_of, paint_below, with_links, with_notes
from viewer.ui.export.document import document
from viewer.ui.export.linking import LANGUAGE
from viewer.ui.export.notes import numbered
from viewer.ui.export.pixels import jpeg, png
from viewer.ui.export.typefaces import told_of, with_typefaces
from viewer.ui.painter import paint
from viewer.ui.pictures import PICTURES, Kind, Picture, contradiction, kind_of_file
from viewer.ui.sheet import DPI, ExportFailed, NoRoom, Sheet, lay_out, within
from viewer.ui.theme import THEMES, Theme

#: Beyond this a picture would not fit into the memory of an ordinary machine.
MOST_PIXELS = 200_000_000
#: The longest side of a picture of pixels, by the formats and by the programs that open them.
LONGEST_SIDE = {"png": 32_767, "jpeg": 32_767, "webp": 16_383}

#: Is told the share of the work that is done, from 0 to 1; what it raises ends the work.
Told = Callable[[float], None]


def _unheard(_share: float) -> None:
    """Nobody waits to be told."""


def write_picture(timeline: Timeline, path: Path, picture: Picture) -> None:
    """Draw the timeline into a file whose suffix says the format.

    Raises ExportFailed when it cannot be drawn, OSError when it cannot be written; a file
    already there stays whole.
    """
    write_whole(path, draw(timeline, _kind(path), picture).data)


def write_file(
    timeline: Timeline, path: Path, picture: Picture, told: Told = _unheard
) -> tuple[str, ...]:
    """Write the timeline in the format that the file's name ends in, drawn or told; what that
    format has no place for.

    Raises ExportFailed when it cannot be drawn, OSError when it cannot be written; a file
    already there stays whole.
    """
    form = of_file(path.name)
    if form is None or kind_of_file(path.name):
        written = draw(timeline, _kind(path), picture, told)
    else:
        written = form.file(between(timeline.readings, picture.first, picture.last))
    told(1.0)
    write_whole(path, written.data)
    return written.lost


def _kind(path: Path) -> Kind:
    kind = kind_of_file(path.name)
    if kind is None:
        endings = ", ".join(one.suffixes[0] for one in PICTURES)
        raise ExportFailed(f"{path.name}: a picture's name ends in {endings}, not “{path.suffix}”")
    return kind


def draw(timeline: Timeline, kind: Kind, picture: Picture, told: Told = _unheard) -> Written:
    """The picture in one of the formats that are drawn. Raises ExportFailed."""
    ensure_application()
    if why := contradiction(kind, picture):
        raise ExportFailed(why)
    return _DRAWN[kind.name](within(timeline, picture), picture, told)


def svg_text(timeline: Timeline, picture: Picture) -> str:
    """The picture as SVG, for a page that holds it, in the page's typefaces: its events lead to
    their notes there."""
    ensure_application()
    notes = numbered(timeline)
    sheet = lay_out(notes.timeline, picture)
    return with_links(_drawing(sheet, picture, timeline), sheet, notes)[0]


def image_of(sheet: Sheet, picture: Picture, scale: float, under: Below | None = None) -> QImage:
    """A sheet as pixels, ``scale`` of them to one of the sheet's, and what stands ``under`` it."""
    height = sheet.height + (under.height if under else 0.0)
    size = QSize(max(round(sheet.width * scale), 1), max(round(height * scale), 1))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied if picture.transparent
                   else QImage.Format.Format_RGB32)  # fmt: skip
    if image.isNull():
        raise ExportFailed("there is not enough memory for this picture: take a smaller scale")
    image.setDotsPerMeterX(round(DPI * scale / 0.0254))
    image.setDotsPerMeterY(round(DPI * scale / 0.0254))
    image.fill(0 if picture.transparent else 0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(scale, scale)
    theme = _theme(picture)
    if under:
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        ground = QRectF(0, sheet.height, sheet.width, under.height)
        painter.fillRect(ground, QColor(theme.paper))
        paint_below(painter, under, sheet.height, theme)
    painter.scale(sheet.share, sheet.share)
    paint(painter, sheet.scene, theme)
    painter.end()
    return image


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


def sheet_for(timeline: Timeline, kind: Kind, picture: Picture) -> Sheet:
    """The sheet that a format draws of a timeline (see `within`). Raises ExportFailed.

    A picture of pixels that may be as tall as it needs names fewer events rather than be too
    large, and is less sharp rather than not be drawn.
    """
    if picture.notes:
        timeline = numbered(timeline).timeline
    if not kind.pixels:
        return lay_out(timeline, picture)
    try:
        sheet = lay_out(timeline, picture, most=_tallest(kind, picture.width, picture.scale))
    except NoRoom:
        if picture.height or picture.scale <= 1:
            raise
        sheet = lay_out(timeline, picture, most=_tallest(kind, picture.width, 1.0))
        sharp = _sharpest(kind, sheet)
        told = (
            f"drawn {sharp:g} times as sharp as a screen, not {picture.scale:g} times: a file of "
            f"{kind.name.upper()} holds no more of a picture this large"
        )
        return replace(sheet, scale=sharp, told=(told,))
    wide, high = round(sheet.width * picture.scale), round(sheet.height * picture.scale)
    if high > _tallest(kind, picture.width, picture.scale) * picture.scale:
        raise ExportFailed(
            f"{wide:,} × {high:,} pixels are too many for a picture of pixels: "
            "take a smaller scale or width, or SVG or PDF, which have no pixels"
        )
    return replace(sheet, scale=picture.scale)


def _tallest(kind: Kind, width: float, scale: float) -> float:
    """The most pixels of a sheet's height, of those of its width at a scale."""
    longest = LONGEST_SIDE[kind.name]
    if width * scale > longest:
        return 0.0
    return min(longest / scale, MOST_PIXELS / (width * scale**2))


def _sharpest(kind: Kind, sheet: Sheet) -> float:
    """The largest scale, in hundredths, at which a format holds a sheet."""
    fits = min(
        LONGEST_SIDE[kind.name] / max(sheet.width, sheet.height),
        sqrt(MOST_PIXELS / (sheet.width * sheet.height)),
    )
    return floor(fits * 100) / 100


def _image(timeline: Timeline, picture: Picture, told: Told, kind: Kind) -> Written:
    sheet = sheet_for(timeline, kind, picture)
    told(0.1)
    name = title(timeline.readings)
    if kind.name == "png":
        data = png(sheet, sheet.scale, _theme(picture), name,
                   transparent=picture.transparent, told=told)  # fmt: skip
        return Written(data, sheet.lost)
    if kind.name == "jpeg":
        return Written(jpeg(sheet, sheet.scale, _theme(picture), name, told=told), sheet.lost)
    image = image_of(sheet, picture, sheet.scale)
    told(0.5)
    image.setText("Title", name)
    buffer = _buffer()
    image.save(buffer, "WEBP", 100)  # type: ignore[call-overload] # Qt takes a name; 100: lossless
    return Written(bytes(buffer.data().data()), sheet.lost)


def _svg(timeline: Timeline, picture: Picture, told: Told) -> Written:
    notes = numbered(timeline) if picture.notes else None
    sheet = lay_out(notes.timeline if notes else timeline, picture)
    told(0.4)
    under = below(notes, sheet.width) if notes else None
    drawing = _drawing(sheet, picture, timeline, under.height if under else 0.0)
    if notes and under:
        drawing = with_notes(drawing, sheet, notes, under, THEMES[picture.theme])
    told(0.7)
    words, missing = with_typefaces(drawing, letters_of(under) if under else None)
    return Written(words.encode("utf-8"), (*sheet.lost, *told_of(missing)))


def _drawing(sheet: Sheet, picture: Picture, timeline: Timeline, below: float = 0.0) -> str:
    """A sheet as SVG, with so many pixels of empty ground ``below`` it."""
    buffer = _buffer()
    width, height = round(sheet.width), round(sheet.height + below)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(DPI)
    generator.setSize(QSize(width, height))
    generator.setViewBox(QRect(0, 0, width, height))
    generator.setTitle(legible(title(timeline.readings)))
    told = f"Timeline made by Story Timeline. {summary(timeline.readings)}"
    generator.setDescription(legible(told))
    painter = QPainter(generator)
    theme = _theme(picture)
    if below:
        painter.fillRect(QRectF(0, sheet.height, width, below), QColor(theme.paper))
    painter.scale(sheet.share, sheet.share)
    paint(painter, sheet.scene, theme)
    painter.end()
    # Qt lets through what XML has no place for.
    text = legible(bytes(buffer.data().data()).decode("utf-8", "replace"))
    # Read aloud as one picture with its title and description (SVG 2, 5.13; WAI-ARIA), in the
    # language that the program reads.
    return text.replace("<svg ", f'<svg role="img" xml:lang="{LANGUAGE}" lang="{LANGUAGE}" ', 1)


def _page(timeline: Timeline, picture: Picture, told: Told) -> Written:
    """The page for a browser, with the picture in it."""
    drawing = svg_text(timeline, picture)
    told(0.5)
    return Written(page(*timeline.readings, picture=drawing).encode("utf-8", "replace"))


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


_DRAWN: dict[str, Callable[[Timeline, Picture, Told], Written]] = {
    **{kind.name: partial(_image, kind=kind) for kind in PICTURES if kind.pixels},
    "svg": _svg,
    "pdf": document,
    "html": _page,
}

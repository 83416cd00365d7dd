"""The PDF of a timeline: its pages, and the numbered notes behind it."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from viewer.core.summary import title
from viewer.core.timeline import Timeline
from viewer.files.formats import Written
from viewer.ui.export.notes import draw_notes, numbered
from viewer.ui.painter import paint
from viewer.ui.pictures import Picture
from viewer.ui.sheet import DPI, lay_out
from viewer.ui.theme import THEMES

LONGEST_PAGE = 200  # inches: 14,400 units of 1/72 inch
# What PDF's own title cannot hold: see XML 1.0, in which readers are told of it.
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(timeline: Timeline, picture: Picture, told: Callable[[float], None]) -> Written:
    """The PDF of a timeline. Raises ExportFailed."""
    notes = numbered(timeline) if picture.notes else None
    sheet = lay_out(notes.timeline if notes else timeline, picture)
    told(0.3)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
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
    told(0.7)
    if notes:
        draw_notes(writer, painter, notes, title(timeline.readings))
    painter.end()
    return Written(bytes(buffer.data().data()), sheet.lost)

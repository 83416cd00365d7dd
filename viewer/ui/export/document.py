"""The PDF of a timeline: one page of its own size or tiles of paper, and the notes behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from viewer.core.layout import Box, Role, Scene
from viewer.core.summary import summary, title
from viewer.core.timeline import Timeline
from viewer.files.formats import Written
from viewer.files.letters import legible
from viewer.ui.export.linking import Contents, Link, Place, linked
from viewer.ui.export.notes import Notes, numbered, set_in_type
from viewer.ui.export.paged import A4, WIDTH, draw_notes
from viewer.ui.painter import paint
from viewer.ui.pictures import Picture, size_named
from viewer.ui.sheet import DPI, Sheet, lay_out
from viewer.ui.theme import THEMES, font

LONGEST_PAGE = 200  # inches: 14,400 units of 1/72 inch (ISO 32000-1, annex C)
POINTS = 72 / DPI  # of PDF, to a pixel
#: Pixels around a tile that a printer may leave white, and of its crop marks.
MARGIN, CROP, CROP_GAP = 38.0, 22.0, 6.0
ABOVE = 40.0  # points that are shown over an event that a link leads to
#: Lanes that the outline names.
MOST_LANES = 300


@dataclass(frozen=True, slots=True)
class Tile:
    """A page: the part of the sheet (pixels of the sheet) that stands on it, ``scale`` pixels of
    the page to one of the sheet's, ``margin`` pixels from the page's edges. ``name`` says which of
    several it is, "" where there is but one."""

    part: QRectF
    page: QSizeF
    scale: float
    margin: float
    name: str = ""

    def rect(self, box: Box) -> QRectF:
        """Where a box of the sheet stands on the page, as far as it does; in points from the
        page's lower left corner, as PDF counts."""
        shown = QRectF(box.x, box.y, box.w, box.h) & self.part
        left = (self.margin + (shown.x() - self.part.x()) * self.scale) * POINTS
        top = (self.margin + (shown.y() - self.part.y()) * self.scale) * POINTS
        wide, high = shown.width() * self.scale * POINTS, shown.height() * self.scale * POINTS
        return QRectF(left, self.page.height() * POINTS - top - high, wide, high)


def document(timeline: Timeline, picture: Picture, told: Callable[[float], None]) -> Written:
    """The PDF of a timeline. Raises ExportFailed."""
    notes = numbered(timeline) if picture.notes else None
    sheet = lay_out(notes.timeline if notes else timeline, picture)
    tiles = list(tiles_of(sheet, picture.paper))
    told(0.3)
    name = legible(title(timeline.readings))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setTitle(name)
    writer.setCreator("Story Timeline")
    painter = QPainter()
    for number, tile in enumerate(tiles):
        _set_page(writer, tile.page)
        if number:
            writer.newPage()
        else:
            painter.begin(writer)
        _draw_tile(painter, sheet, tile, picture, name)
        told(0.3 + 0.4 * (number + 1) / len(tiles))
    begins = draw_notes(writer, painter, set_in_type(notes, WIDTH), name) if notes else []
    painter.end()
    told(0.8)
    contents = Contents(
        name=name,
        author=f"Story Timeline, from {_names(timeline)}",
        subject=summary(timeline.readings),
        lanes=tuple(_lanes(timeline, sheet, tiles)),
        notes=Place(len(tiles)) if notes else None,
        links=tuple(_links(sheet, tiles, notes, begins)) if notes else (),
    )
    return Written(linked(bytes(buffer.data().data()), contents), sheet.lost)


def tiles_of(sheet: Sheet, paper: str) -> Iterator[Tile]:
    """The pages of a sheet: one of its own size, or as many of a size by name as it takes, line
    by line, upright or not as takes fewer of them."""
    size = size_named(paper)
    if size is None:
        # What is longer than a page can be is drawn smaller.
        fits = min(1.0, LONGEST_PAGE * DPI / max(sheet.width, sheet.height))
        whole = QRectF(0, 0, sheet.width, sheet.height)
        yield Tile(whole, QSizeF(sheet.width * fits, sheet.height * fits), fits, 0.0)
        return
    upright = QSizeF(min(size.width, size.height), max(size.width, size.height))
    page = min((upright, upright.transposed()), key=lambda p: _count(sheet, p)[2])
    wide, high = page.width() - 2 * MARGIN, page.height() - 2 * MARGIN
    across, down, _ = _count(sheet, page)
    whole = QRectF(0, 0, sheet.width, sheet.height)
    for row in range(down):
        for column in range(across):
            part = QRectF(column * wide, row * high, wide, high) & whole
            name = f"Row {row + 1} of {down}, column {column + 1} of {across}"
            yield Tile(part, page, 1.0, MARGIN, name)


def _count(sheet: Sheet, page: QSizeF) -> tuple[int, int, int]:
    """Pages across, down, and in all."""
    across = max(ceil(sheet.width / (page.width() - 2 * MARGIN) - 0.001), 1)
    down = max(ceil(sheet.height / (page.height() - 2 * MARGIN) - 0.001), 1)
    return across, down, across * down


def _set_page(writer: QPdfWriter, page: QSizeF) -> None:
    inches = QSizeF(page.width() / DPI, page.height() / DPI)
    size = QPageSize(inches, QPageSize.Unit.Inch, "timeline", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))


def _draw_tile(painter: QPainter, sheet: Sheet, tile: Tile, picture: Picture, name: str) -> None:
    part = tile.part
    painter.save()
    painter.translate(tile.margin, tile.margin)
    painter.scale(tile.scale, tile.scale)
    painter.translate(-part.x(), -part.y())
    if tile.name:
        painter.setClipRect(part)
    painter.scale(sheet.share, sheet.share)
    top, bottom = part.top() / sheet.share, part.bottom() / sheet.share
    paint(painter, sheet.part(top, bottom), THEMES[picture.theme])
    painter.restore()
    if tile.name:
        _draw_crop(painter, tile, name)


def _draw_crop(painter: QPainter, tile: Tile, name: str) -> None:
    """Marks where to cut a tile, and which of them it is."""
    left, top = tile.margin, tile.margin
    right, bottom = left + tile.part.width(), top + tile.part.height()
    painter.setPen(QPen(QColor("black"), 0.5))
    near, far = CROP_GAP, CROP_GAP + CROP
    for x, out in ((left, -1), (right, 1)):
        for y, up in ((top, -1), (bottom, 1)):
            painter.drawLine(QLineF(x + out * near, y, x + out * far, y))
            painter.drawLine(QLineF(x, y + up * near, x, y + up * far))
    painter.setFont(font(Role.AXIS_MINOR))
    painter.drawText(QPointF(left + 30, bottom + 20), f"{tile.name} · {name[:100]}")


# ── what links and outline point at ──────────────────────────────────────────────────────────


def _lanes(timeline: Timeline, sheet: Sheet, tiles: list[Tile]) -> Iterator[tuple[str, Place]]:
    """The lanes with the places of their headers."""
    for strip in sheet.scene.lanes[:MOST_LANES]:
        if strip.lane < 0:
            continue
        lane, share = timeline.lanes[strip.lane], sheet.share
        box = Box(0, strip.header.y * share, sheet.width * share, strip.header.h * share)
        for number, tile in enumerate(tiles):
            rect = tile.rect(box)
            if rect.height() > 0:
                yield (
                    " · ".join(part for part in (lane.title, lane.told) if part),
                    Place(number, rect.bottom()),
                )
                break


def _links(
    sheet: Sheet, tiles: list[Tile], notes: Notes, begins: list[tuple[int, Box]]
) -> Iterator[Link]:
    """A link from the words of each event to its note, and from the note's first line back."""
    share = sheet.share
    places = [Place(len(tiles) + page, (A4[1] - line.y) * POINTS) for page, line in begins]
    drawn: dict[int, Place] = {}
    for row, box in sorted(event_boxes(sheet.scene).items(), key=lambda item: item[1].y):
        number = notes.numbers[row]
        for page, tile in enumerate(tiles):
            rect = tile.rect(Box(box.x * share, box.y * share, box.w * share, box.h * share))
            if rect.width() > 1 and rect.height() > 1:
                drawn.setdefault(number, Place(page, rect.bottom() + ABOVE))
                yield Link(page, _corners(rect), places[number - 1], f"Note {number}")
    for number, (place, (_, line)) in enumerate(zip(places, begins, strict=True), 1):
        if number in drawn:
            bottom = A4[1] - line.y - line.h
            rect = QRectF(line.x * POINTS, bottom * POINTS, line.w * POINTS, line.h * POINTS)
            yield Link(place.page, _corners(rect), drawn[number], f"Event {number} in the picture")


def _corners(rect: QRectF) -> tuple[float, float, float, float]:
    return rect.left(), rect.top(), rect.right(), rect.bottom()


def event_boxes(scene: Scene) -> dict[int, Box]:
    """The box around the words of each event in a picture, by row; around its mark where it has
    none."""
    boxes: dict[int, Box] = {}
    for text in scene.texts:
        if text.event >= 0:
            boxes[text.event] = _around(boxes.get(text.event), text.box)
    for mark in scene.marks:
        boxes.setdefault(mark.event, mark.box)
    return boxes


def _around(one: Box | None, other: Box) -> Box:
    """The box around two."""
    if one is None:
        return other
    left, top = min(one.x, other.x), min(one.y, other.y)
    right, bottom = max(one.x + one.w, other.x + other.w), max(one.y + one.h, other.y + other.h)
    return Box(left, top, right - left, bottom - top)


def _names(timeline: Timeline) -> str:
    names = [" ".join(reading.story.name.split()) for reading in timeline.readings]
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")

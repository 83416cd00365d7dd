"""What an export will be, before it is written: the sheet made small, or the beginning of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.core.summary import title
from viewer.core.timeline import Timeline
from viewer.files.entries import between
from viewer.files.formats import Format
from viewer.ui.export.below import below
from viewer.ui.export.document import tiles_of
from viewer.ui.export.drawing import Told, image_of, sheet_for
from viewer.ui.export.notes import TYPES, numbered, set_in_type
from viewer.ui.export.paged import WIDTH, count_pages
from viewer.ui.export.typefaces import kept_back, told_of
from viewer.ui.pictures import Kind, Picture
from viewer.ui.plain import PlainLabel
from viewer.ui.sheet import DPI, Sheet, within
from viewer.ui.theme import TYPE

#: Letters of a file of words that are shown.
LETTERS = 20_000
#: The least share of the room's width that a tall sheet is shown in.
NARROW = 0.5
#: Pixels of height of a sheet that are shown.
TALLEST = 16_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What a preview shows: a sheet's image or a file's words, a line of facts about it, and what
    the format has no place for."""

    facts: str
    lost: tuple[str, ...]
    image: QImage | None = None
    words: str = ""


def preview(
    timeline: Timeline, form: Kind | Format, picture: Picture, room: QSize, dots: float, told: Told
) -> Shown:
    """The export made small, for ``room`` pixels of the window, each of so many ``dots``.

    Raises ExportFailed as the export would.
    """
    if isinstance(form, Format):
        written = form.file(between(timeline.readings, picture.first, picture.last))
        words = written.data.decode("utf-8", "replace").lstrip("\ufeff")
        count = len(words.splitlines())
        facts = f"{count:,} lines, {_bytes(len(written.data))}"
        return Shown(facts, written.lost, words=words[:LETTERS])
    shown = within(timeline, picture)
    sheet = sheet_for(shown, form, picture)
    told(0.5)
    notes = numbered(shown) if picture.notes else None
    under = below(notes, sheet.width) if notes and not form.pages else None
    height = sheet.height + (under.height if under else 0.0)
    fits = min(room.width() / sheet.width, room.height() / height)
    fits = min(max(fits, NARROW * room.width() / sheet.width), 1.0, TALLEST / height)
    image = image_of(sheet, picture, fits * dots, under)
    image.setDevicePixelRatio(dots)
    named = sheet.events - sheet.counted
    whole = len(timeline.events)
    parts = [f"{named:,} of {whole:,} events" if named < whole else f"{whole:,} events"]
    if len(shown.events) < whole:
        parts.append(f"{whole - len(shown.events):,} lie outside these dates")
    if notes and form.pages:
        pages = count_pages(set_in_type(notes, WIDTH), title(timeline.readings))
        parts.append(f"{pages:,} {'page' if pages == 1 else 'pages'} of notes")
    lost = sheet.lost
    if form.name == "svg":  # its words are in the type of this machine, where that is allowed
        used = (*TYPE.values(), *(TYPES.values() if notes else ()))
        lost += told_of(kept_back(used))
    return Shown(f"{_size(form, picture, sheet, height)} · {', '.join(parts)}", lost, image)


def _size(form: Kind, picture: Picture, sheet: Sheet, height: float) -> str:
    if form.pixels:
        return f"{sheet.width * sheet.scale:,.0f} × {height * sheet.scale:,.0f} pixels"
    size = f"{sheet.width / DPI * 2.54:,.0f} × {height / DPI * 2.54:,.0f} cm"
    if picture.paper and form.pages:
        size += f" on {len(list(tiles_of(sheet, picture.paper))):,} pages"
    return size


def _bytes(count: int) -> str:
    return f"{count / 1e6:,.1f} MB" if count >= 1e6 else f"{max(count / 1e3, 0.1):,.1f} kB"


class Preview(QWidget):
    """Shows a preview, over a line of facts and what is lost."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = PlainLabel("", "exportPicture")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setObjectName("exportPreview")
        self._area.setWidget(self._picture)
        self._area.setWidgetResizable(True)
        self._words = QPlainTextEdit()
        self._words.setObjectName("exportWords")
        self._words.setReadOnly(True)
        self._words.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._problem = PlainLabel("", "exportProblem")
        self._problem.setWordWrap(True)
        self._problem.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._problem.setMargin(24)
        self._pages = QStackedWidget()
        for page in (self._area, self._words, self._problem):
            self._pages.addWidget(page)
        self._pages.setFrameShape(QFrame.Shape.StyledPanel)
        self._facts = PlainLabel("", "exportFacts")
        self._lost = PlainLabel("", "exportLost")
        self._lost.setWordWrap(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._pages, 1)
        box.addWidget(self._facts)
        box.addWidget(self._lost)

    @property
    def room(self) -> QSize:
        """Pixels for a sheet, without a scroll bar's."""
        return (self._pages.size() - QSize(24, 8)).expandedTo(QSize(100, 100))

    def show_export(self, shown: Shown) -> None:
        """Show how the export would be."""
        if shown.image is not None:
            self._picture.setPixmap(_on_chequers(shown.image))
            self._pages.setCurrentWidget(self._area)
        else:
            self._words.setPlainText(shown.words)
            self._pages.setCurrentWidget(self._words)
        self._facts.setText(shown.facts)
        self._show_lost(shown.lost)

    def show_problem(self, words: str) -> None:
        """Say why there is nothing to export."""
        self._problem.setText(words)
        self._pages.setCurrentWidget(self._problem)
        self._facts.setText("")
        self._show_lost(())

    def _show_lost(self, lost: Sequence[str]) -> None:
        self._lost.setText(
            "\n".join(f"• {sentence[:1].upper()}{sentence[1:]}." for sentence in lost)
        )
        self._lost.setVisible(bool(lost))


def _on_chequers(image: QImage) -> QPixmap:
    """An image as a pixmap, on chequers where it is transparent."""
    if not image.hasAlphaChannel():
        return QPixmap.fromImage(image)
    made = QPixmap(image.size())
    made.setDevicePixelRatio(image.devicePixelRatio())
    made.fill("white")
    painter = QPainter(made)
    painter.fillRect(made.rect(), QBrush(Qt.GlobalColor.lightGray, Qt.BrushStyle.Dense6Pattern))
    painter.drawImage(0, 0, image)
    painter.end()
    return made

"""Notes on pages of paper: which line of them stands on which page behind a picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter

from viewer.core.layout import Box
from viewer.ui.export.notes import GAP, Note, Tone, Typeset, letters, paint_lines
from viewer.ui.theme import PRINT

A4 = (794.0, 1123.0)  # 1/96 inch
MARGIN = 76.0  # 2 cm
WIDTH, HEIGHT = A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN  # of what stands on a page
#: Of their heading.
ROOM = QRectF(0, 0, WIDTH, HEIGHT / 2)
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
#: A note of up to so many lines is not divided between two pages.
TOGETHER = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of a note, from ``first`` up to before ``last``, that stand ``top`` pixels below the
    margin of a page, counted from 0."""

    note: Note
    first: int
    last: int
    page: int
    top: float


def pieces(notes: Typeset, top: float) -> Iterator[Piece]:
    """The notes on pages, from ``top`` pixels below the margin of the first."""
    page = 0
    for note in notes.notes:
        many = len(note.lines)
        first = 0
        while first < many:
            fitting = int((HEIGHT - top + 0.01) // notes.line)
            wanted = many - first if many <= TOGETHER else min(many - first, 2)
            if fitting < wanted and top > 0:
                page, top = page + 1, 0.0
                continue
            last = min(first + fitting, many)
            yield Piece(note, first, last, page, top)
            top += (last - first) * notes.line
            first = last
        top += GAP


def count_pages(notes: Typeset, title: str) -> int:
    """On how many pages notes come."""
    return max((piece.page for piece in pieces(notes, _heading(title)[2])), default=0) + 1


def draw_notes(
    writer: QPdfWriter, painter: QPainter, notes: Typeset, title: str
) -> list[tuple[int, Box]]:
    """Add pages of notes, A4 upright, as text that can be selected; where each note begins: the
    page of these, from 0, and the box of its first line in pixels of that."""
    words, large, top = _heading(title)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    )
    begins = []
    for page, standing in groupby(pieces(notes, top), lambda p: p.page):
        writer.setPageLayout(layout)
        writer.newPage()
        painter.save()
        painter.translate(MARGIN, MARGIN)
        if page == 0:
            painter.setFont(large)
            painter.setPen(QColor(PRINT.ink))
            painter.drawText(ROOM, WRAPPED, words)
        for piece in standing:
            lines = piece.note.lines[piece.first : piece.last]
            # On paper, whatever the picture's colours are.
            paint_lines(painter, lines, 0.0, piece.top - piece.first * notes.line, PRINT)
            if piece.first == 0:
                begins.append((page, Box(MARGIN, MARGIN + piece.top, WIDTH, notes.line)))
        painter.restore()
    return begins


def _heading(title: str) -> tuple[str, QFont, float]:
    """The words over the notes, their font, and pixels from the margin to what is below them."""
    font = QFont(letters(Tone.HEAD))
    font.setPixelSize(20)
    words = f"Notes to “{title}”"
    return words, font, QFontMetricsF(font).boundingRect(ROOM, WRAPPED, words).height() + 2 * GAP

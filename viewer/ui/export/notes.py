"""The numbered notes behind a picture: each event's sentence and who says so, on pages of paper."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QMarginsF, QPointF, QRectF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from viewer.core.timeline import Timeline
from viewer.files.entries import Entry, entries, source_words, web_address
from viewer.ui.theme import SERIF

A4 = (794.0, 1123.0)  # 1/96 inch
MARGIN = 76.0  # 2 cm


@dataclass(frozen=True, slots=True)
class Notes:
    """A timeline whose headlines begin with the numbers of their notes, and the notes in order;
    ``numbers`` are those of the timeline's rows, from 1."""

    timeline: Timeline
    numbers: tuple[int, ...]
    entries: tuple[Entry, ...]


def numbered(timeline: Timeline) -> Notes:
    """Number the events in order of time, the undated last."""
    dated, undated = entries(timeline.readings)
    every = (*dated, *undated)
    # Reading by reading: two may be one story twice, and tell the same event.
    number_of = {
        (id(entry.reading), entry.event.id): number for number, entry in enumerate(every, 1)
    }
    numbers = tuple(
        number_of[id(timeline.readings[story]), event.id]
        for story, event in zip(timeline.story.tolist(), timeline.events, strict=True)
    )
    events = tuple(
        replace(event, headline=f"{number}  {event.headline}")
        for number, event in zip(numbers, timeline.events, strict=True)
    )
    return Notes(replace(timeline, events=events), numbers, every)


def draw_notes(
    writer: QPdfWriter, painter: QPainter, notes: Notes, title: str
) -> list[tuple[int, float]]:
    """Add pages of notes, A4 upright, as text that can be selected; where each note begins: the
    page of these, from 0, and pixels from its top."""
    document = _document(notes, title)
    inner = QRectF(0, 0, A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN)
    document.setPageSize(inner.size())
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, "black")  # whatever the desktop's colours are
    context.palette = palette
    page = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    )
    for number in range(document.pageCount()):
        writer.setPageLayout(page)
        writer.newPage()
        painter.save()
        painter.translate(QPointF(MARGIN, MARGIN - number * inner.height()))
        # A line at the edge of the next page would be drawn here too, unseen, but read.
        context.clip = inner.translated(0, number * inner.height()).adjusted(0, 1, 0, -1)
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
    shape = document.documentLayout()
    tops = []
    block = document.begin().next()
    while block.isValid():
        page_of, top = divmod(shape.blockBoundingRect(block).top(), inner.height())
        tops.append((int(page_of), MARGIN + top))
        block = block.next()
    return tops


def _document(notes: Notes, title: str) -> QTextDocument:
    """Title and notes. Words of a story are inserted as plain text, never as markup."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    font = QFont()
    font.setFamilies(list(SERIF))
    font.setPixelSize(13)
    if hasattr(font, "setFeature"):  # ligatures would be read back as single odd characters
        font.setFeature(QFont.Tag("liga"), 0)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    cursor = QTextCursor(document)
    plain, strong, large = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
    strong.setFontWeight(QFont.Weight.DemiBold)
    large.setFontWeight(QFont.Weight.DemiBold)
    large.setFontPointSize(15)
    cursor.insertText(f"Notes to “{title}”", large)
    block = QTextBlockFormat()
    block.setTopMargin(10)
    block.setLeftMargin(32)
    block.setTextIndent(-32)
    for number, entry in enumerate(notes.entries, 1):
        cursor.insertBlock(block)
        cursor.insertText(f"{number}  {entry.headline}. {entry.dated_status}. ", strong)
        cursor.insertText(f"“{entry.quote}” {entry.event.because}", plain)
        for source in entry.sources:
            told = ", ".join(part for part in (source_words(source), web_address(source)) if part)
            cursor.insertText(f" Source {source.id}{f': {told}' if told else ''}.", plain)
        if len(notes.timeline.readings) > 1:
            cursor.insertText(f" In “{entry.story}”.", plain)
    return document

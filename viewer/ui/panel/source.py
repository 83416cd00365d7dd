"""The source text, set for reading: events lit, time words underlined, citations as chips."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLine,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from viewer.core.dates import Timex, TimexType
from viewer.core.events import Event, Reading
from viewer.core.story import BlockKind, Span
from viewer.ui.panel.offsets import Offsets
from viewer.ui.plain import hide_tip, show_tip
from viewer.ui.session import Session
from viewer.ui.theme import MONO, SANS, SERIF, Theme

SIZE = 16  # pixels of the story's type, of which the reader may want more or less
LEADING = 150.0  # percent
NEAR = 4_000  # code points around what is shown whose marks are set with it
BLOCKS = 120  # more never stand on a screen
#: What a time expression is that names no date.
NO_DATE = {TimexType.DURATION: "a length of time", TimexType.SET: "again and again"}
MEASURE = 680  # pixels: a line longer than some 80 characters is hard to follow


class SourceText(QTextEdit):
    """The whole story. Click a sentence and the timeline shows its event, and the other way."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourceText")
        self.setAccessibleName("Source text")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(20)
        self._session = session
        self._reading: Reading | None = None
        self._offsets = Offsets("")
        self._events: list[tuple[Span, Event]] = []  # by the start of what is lit
        self._times: list[tuple[Span, int]] = []
        self._chips: list[tuple[Span, int]] = []
        self._hits: list[Span] = []
        self._hues: dict[str, int] = {}
        self._look: tuple[str, Theme, int] | None = None
        self._pressed_at: int | None = None
        self._dressed: set[Span] = set()  # the citation marks that are set as chips
        self.verticalScrollBar().valueChanged.connect(lambda _: self._dress_shown())
        session.opened.connect(self._open)
        session.arranged.connect(self.renew)
        session.restyled.connect(self.renew)
        session.chosen.connect(self._follow)
        session.found.connect(self._mark)

    def _open(self) -> None:
        self.verticalScrollBar().setValue(0)  # another story: its place is its beginning
        self.renew()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    # ── what is shown ────────────────────────────────────────────────────────────────────────

    def renew(self) -> None:
        """Set the session's story anew."""
        reading = self._session.reading
        if reading is None:
            self._reading = None
            self.clear()
            return
        story = reading.story
        look = (story.digest, self._session.theme, self._session.text_size)
        unchanged = self._reading is not None and look == self._look
        self._reading, self._look = reading, look
        self._offsets = self._offsets if unchanged else Offsets(story.text)
        hues = {c.id: self._session.hue_of(reading, c.id) for c in story.citations}
        self._events = sorted(((e.span, e) for e in reading.events), key=lambda pair: pair[0].start)
        self._times = sorted(
            (t.span, hues.get(e.citations[0], -1) if e.citations else -1)
            for e in reading.events
            for t in e.timexes
        )
        self._chips = sorted(
            (span, hues[c.id]) for c in story.citations for span in c.marks if len(span)
        )
        self._hues = hues
        self._mark()
        if unchanged:  # other lanes, or another date: the same words in the same place
            self.viewport().update()
            return
        self._keep_measure()
        at = self.verticalScrollBar().value()
        self._set(reading)
        if at:
            self._lay_out()
        self.verticalScrollBar().setValue(at)
        self._dress_shown()

    def _set(self, reading: Reading) -> None:
        document, story = self.document(), reading.story
        theme = self._session.theme
        self.setUpdatesEnabled(False)
        document.clear()
        self._dressed.clear()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        body = self._letters(SERIF, SIZE, theme.ink)
        leading = QTextBlockFormat()
        leading.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(leading)
        cursor.insertText(self._offsets.shown, body)
        tight = QTextBlockFormat()
        tight.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        small = self._letters(SANS, 12, theme.faint)
        heading = self._letters(SANS, SIZE + 1, theme.ink, QFont.Weight.DemiBold)
        looks = {
            BlockKind.TITLE: self._letters(SANS, SIZE + 3, theme.ink, QFont.Weight.DemiBold),
            BlockKind.HEADING: heading,
            BlockKind.VERSION: small,
            BlockKind.DATE: small,
            BlockKind.DISCLAIMER: small,
            BlockKind.SOURCES: small,
        }
        for block in story.blocks:
            look = looks.get(block.kind)
            if look is not None:
                self._select(cursor, block.span)
                cursor.setCharFormat(look)
                # The paragraph that a dateline opens keeps the leading of prose.
                if not _rest_of_line(story.text, block.span.end).strip():
                    cursor.mergeBlockFormat(tight)
        empty = QTextBlockFormat()
        empty.setLineHeight(9 * self._share, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        block_ = document.begin()
        while block_.isValid():
            if not block_.text().strip():
                cursor.setPosition(block_.position())
                cursor.setBlockFormat(empty)
            block_ = block_.next()
        cursor.endEditBlock()
        self.setUpdatesEnabled(True)

    def _dress(self, first: int, last: int) -> None:
        """Set the citation marks of a stretch as chips, those that are not yet.

        A long story has thousands, and few on screen: each is set when it first comes into view.
        """
        reading = self._reading
        if reading is None:
            return
        if not self._bare(first, last):
            return
        # Each time costs a look at the whole layout: some screens' worth are set at once.
        bare = self._bare(first - NEAR, last + NEAR)
        theme = self._session.theme
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        # The brackets of a mark take the chip's own colour: they pad it, and copying keeps them.
        for span, hue in bare:
            self._dressed.add(span)
            self._select(cursor, span)
            cursor.setCharFormat(self._letters(MONO, 12, theme.on_hue))
            text = span.of(reading.story.text)
            pad = self._letters(MONO, 12, theme.hue(hue).name())
            for edge, mark in ((span.start, text[:1]), (span.end - 1, text[-1:])):
                if mark in "[]()【】":
                    self._select(cursor, Span(edge, edge + 1))
                    cursor.setCharFormat(pad)
        cursor.endEditBlock()

    def _bare(self, first: int, last: int) -> list[tuple[Span, int]]:
        """The marks in a stretch that are not set as chips yet."""
        at = bisect_right(self._chips, first, key=lambda pair: pair[0].end)
        end = bisect_left(self._chips, last, key=lambda pair: pair[0].start)
        return [chip for chip in self._chips[at:end] if chip[0] not in self._dressed]

    def _dress_shown(self) -> None:
        # What is not laid out yet has no height: without a bound all of it would be on screen.
        shown = list(islice(self._blocks_shown(), BLOCKS))
        if shown:
            self._dress(shown[0][0], shown[-1][1] + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_measure()
        self._dress_shown()

    @property
    def _share(self) -> float:
        """How large the type is, to the usual size."""
        return self._session.text_size / 100

    def _keep_measure(self) -> None:
        """Lines no longer than are easy to follow."""
        beside = max(self.width() - round(MEASURE * self._share), 0) // 2
        if beside != self.viewportMargins().left():
            self.setViewportMargins(beside, 0, beside, 0)

    def _letters(
        self,
        families: tuple[str, ...],
        size: int,
        ink: str,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> QTextCharFormat:
        """Type of a size in pixels at the usual size of text."""
        made = QTextCharFormat()
        made.setFontFamilies(list(families))
        made.setProperty(QTextCharFormat.Property.FontPixelSize, round(size * self._share))
        made.setFontWeight(weight)
        made.setForeground(QColor(ink))
        return made

    def _select(self, cursor: QTextCursor, span: Span) -> None:
        cursor.setPosition(self._offsets.unit(span.start))
        cursor.setPosition(self._offsets.unit(span.end), QTextCursor.MoveMode.KeepAnchor)

    # ── light behind the words ───────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        for first, last, block in self._blocks_shown():
            self._light(painter, first, last, block)
        painter.end()
        super().paintEvent(event)

    def _blocks_shown(self) -> Iterator[tuple[int, int, QTextBlock]]:
        """(first, end, block) of the blocks on screen, as code points."""
        layout = self.document().documentLayout()
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        block = self._block_at(top)
        while block.isValid() and layout.blockBoundingRect(block).top() <= bottom:
            start = block.position()
            yield (
                self._offsets.point(start),
                self._offsets.point(start + block.length() - 1),
                block,
            )
            block = block.next()

    def _block_at(self, y: float) -> QTextBlock:
        """The first block that reaches below ``y``, in document pixels.

        cursorForPosition answers wrongly near the top of a document laid out in steps.
        """
        document = self.document()
        layout = document.documentLayout()

        def is_above(number: int) -> bool:
            box = layout.blockBoundingRect(document.findBlockByNumber(number))
            # What is not laid out yet has no height, and lies further down.
            return box.height() > 0 and box.bottom() < y

        last = document.blockCount() - 1
        low, high = 0, min(1, last)
        # To be asked for a block, Qt lays out all before it: down in steps that grow.
        while high < last and is_above(high):
            low, high = high + 1, min(2 * high, last)
        while low < high:
            middle = (low + high) // 2
            if is_above(middle):
                low = middle + 1
            else:
                high = middle
        return document.findBlockByNumber(low)

    def _light(self, painter: QPainter, first: int, last: int, block: QTextBlock) -> None:
        theme = self._session.theme
        chosen = self._session.chosen_id
        at = max(bisect_right(self._events, first, key=lambda pair: pair[0].start) - 8, 0)
        for span, event in self._events[at:]:
            if span.start >= last:
                break
            if span.end > first:
                hue = self._hues.get(event.citations[0], -1) if event.citations else -1
                painter.setBrush(theme.tinted(hue, chosen=event.id == chosen))
                for box, _ in self._boxes(block, span):
                    painter.drawRoundedRect(box.adjusted(-2, -1, 2, 2), 3, 3)
        at = max(bisect_right(self._hits, first, key=lambda span: span.start) - 1, 0)
        painter.setBrush(theme.marked())
        for span in self._hits[at:]:
            if span.start >= last:
                break
            if span.end > first:
                for box, _ in self._boxes(block, span):
                    painter.drawRoundedRect(box.adjusted(-1, -1, 1, 2), 3, 3)
        for spans, draw in ((self._times, self._underline), (self._chips, self._chip)):
            at = max(bisect_right(spans, first, key=lambda pair: pair[0].start) - 2, 0)
            for span, hue in spans[at:]:
                if span.start >= last:
                    break
                if span.end > first:
                    for box, baseline in self._boxes(block, span):
                        draw(painter, box, baseline, theme.hue(hue))

    def _underline(self, painter: QPainter, box: QRectF, baseline: float, ink: QColor) -> None:
        share = self._share
        painter.fillRect(QRectF(box.x(), baseline + 3 * share, box.width(), 2 * share), ink)

    def _chip(self, painter: QPainter, box: QRectF, baseline: float, ink: QColor) -> None:
        share = self._share
        painter.setBrush(ink)
        chip = QRectF(box.x(), baseline - 13 * share, box.width(), 18 * share)
        painter.drawRoundedRect(chip, 9 * share, 9 * share)

    def _boxes(self, block: QTextBlock, span: Span) -> Iterator[tuple[QRectF, float]]:
        """(box, baseline) of a span on each of the block's lines, in document pixels."""
        layout: QAbstractTextDocumentLayout = self.document().documentLayout()
        origin = layout.blockBoundingRect(block).topLeft()
        lines = block.layout()
        start = max(self._offsets.unit(span.start) - block.position(), 0)
        end = min(self._offsets.unit(span.end) - block.position(), block.length() - 1)
        for number in range(lines.lineCount()):
            line = lines.lineAt(number)
            a = max(start, line.textStart())
            b = min(end, line.textStart() + line.textLength())
            if a >= b:
                continue
            top = origin.y() + line.y()
            height = line.ascent() + line.descent()
            for x0, x1 in _stretches(line, a, b):
                yield QRectF(origin.x() + x0, top, x1 - x0, height), top + line.ascent()

    def _mark(self) -> None:
        """Take the places of what is looked for."""
        session = self._session
        number = next((n for n, r in enumerate(session.readings) if r is self._reading), -1)
        self._hits = [span for n, span in session.hits.spans if n == number]
        self.viewport().update()

    # ── both ways ────────────────────────────────────────────────────────────────────────────

    def _follow(self, event_id: str) -> None:
        """Bring the chosen event's words into view."""
        if self._session.reading is not self._reading:
            self.renew()
        event = self._session.event_of(event_id)
        if event is not None:
            self.show_span(event.span)
        self.viewport().update()

    def show_span(self, span: Span) -> None:
        """Scroll so that a span stands in the upper half, unless it is in view already."""
        document = self.document()
        self._dress(span.start, span.end + NEAR)
        self._lay_out()
        bar, height = self.verticalScrollBar(), self.viewport().height()
        cursor = QTextCursor(document)
        cursor.setPosition(self._offsets.unit(span.start))
        top = self.cursorRect(cursor).top()
        cursor.setPosition(self._offsets.unit(span.end))
        bottom = self.cursorRect(cursor).bottom()
        if top < 12 or bottom > height - 12:
            bar.setValue(round(bar.value() + top - height * 0.3))

    def _lay_out(self) -> None:
        """Qt lays long texts out in steps, and the scroll bar ends at the last step: do all now."""
        document, bar = self.document(), self.verticalScrollBar()
        document.documentLayout().blockBoundingRect(document.lastBlock())
        beyond = round(document.size().height()) - self.viewport().height()
        bar.setMaximum(max(bar.maximum(), beyond))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = self.cursorForPosition(event.position().toPoint()).position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = self.cursorForPosition(event.position().toPoint()).position()
        clicked = at == self._pressed_at and not self.textCursor().hasSelection()
        if clicked and event.button() == Qt.MouseButton.LeftButton:
            found = self.event_at(self._offsets.point(at))
            if found is not None:
                self._session.choose(found.id)

    # ── a time expression under the pointer ──────────────────────────────────────────────────

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self.time_at(QPointF(event.pos()))
            if found is None:
                hide_tip()
            else:
                timex, box = found
                show_tip(
                    event.globalPos(), self._read_as(timex), self.viewport(), box.toAlignedRect()
                )
            return True
        return super().viewportEvent(event)

    def time_at(self, pixel: QPointF) -> tuple[Timex, QRectF] | None:
        """The time expression at a pixel of the viewport, and its box there."""
        if self._reading is None:
            return None
        shift = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        at, timexes = pixel + shift, self._reading.timexes
        block, layout = self._block_at(at.y()), self.document().documentLayout()
        # The box of an empty line reaches into the next one: several may lie there.
        while block.isValid() and layout.blockBoundingRect(block).top() <= at.y():
            first = self._offsets.point(block.position())
            last = self._offsets.point(block.position() + block.length())
            for row in range(bisect_left(timexes, first, key=lambda t: t.span.end), len(timexes)):
                if timexes[row].span.start >= last:
                    break
                for box, _ in self._boxes(block, timexes[row].span):
                    if box.contains(at):
                        return timexes[row], box.translated(-shift)
            block = block.next()
        return None

    # ── what is selected ─────────────────────────────────────────────────────────────────────

    def select(self, reading: Reading, span: Span) -> None:
        """Select a stretch of a story and bring it into view, if that story is shown."""
        if reading is not self._reading:
            return
        cursor = QTextCursor(self.document())
        self._select(cursor, span)
        self.setTextCursor(cursor)
        self.show_span(span)

    def selected(self) -> tuple[Reading, Span] | None:
        """The story shown and the stretch of it that is selected; None where nothing is."""
        cursor = self.textCursor()
        if self._reading is None or not cursor.hasSelection():
            return None
        start = self._offsets.point(cursor.selectionStart())
        end = self._offsets.point(cursor.selectionEnd())
        text = self._reading.story.text[start:end]
        if not text.strip():
            return None
        left, right = len(text) - len(text.lstrip()), len(text.rstrip())
        return self._reading, Span(start + left, start + right)

    def _read_as(self, timex: Timex) -> tuple[str, str]:
        """What a time expression was read as, and why."""
        if timex.when.is_known:
            said = f"{self._session.when(timex.when)} ({timex.when.edtf})"
        else:
            said = f"{NO_DATE.get(timex.type, 'no date of its own')} ({timex.value})"
        because = self._session.in_style(timex.because)
        return f"“{' '.join(timex.text.split())}” → {said}", because

    def event_at(self, point: int) -> Event | None:
        """The event told at a code point: of its clause, else the first of its sentence."""
        if self._reading is None:
            return None
        inside = [e for e in self._reading.events if e.span.start <= point < e.span.end]
        if inside:
            return min(inside, key=lambda e: len(e.span))
        near = (e for e in self._reading.events if e.sentence.start <= point <= e.sentence.end)
        return next(near, None)


def _rest_of_line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def _stretches(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """(left, right) of a line's characters: one stretch, or one for each run of direction."""
    x0, x1 = _x(line.cursorToX(start)), _x(line.cursorToX(end))
    runs = line.glyphRuns(start, end - start)
    if len(runs) > 1 and any(run.isRightToLeft() for run in runs):
        boxes = [run.boundingRect() for run in runs]
        return [(box.left(), box.right()) for box in boxes if box.width() > 0]
    x0, x1 = min(x0, x1), max(x0, x1)
    # A line's natural width ends before the space it was broken at.
    return [(x0, min(x1, line.x() + line.naturalTextWidth()) if x0 >= line.x() else x1)]


def _x(answer: object) -> float:
    """QTextLine.cursorToX answers x, or (x, cursor), as PySide's version has it."""
    return float(answer[0]) if isinstance(answer, tuple) else float(answer)  # type: ignore[arg-type]

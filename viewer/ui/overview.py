"""The overview strip: the whole range, and the window's frame on it to move and stretch."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.core.layout import FOOT, Box, Overview, overview
from viewer.core.timeline import Form, first_known, known_ends
from viewer.ui.painter import paint_overview
from viewer.ui.session import Session

HEIGHT = 72
GRIP = 6.0  # pixels around the frame's edge that take hold of it
SLIMMEST = 8.0
STRIDE = 0.25  # of what the timeline shows, for an arrow key
#: What a key moves the frame by, in lengths of what the timeline shows.
MOVES: dict[int, float] = {
    Qt.Key.Key_Left: -STRIDE,
    Qt.Key.Key_Right: STRIDE,
    Qt.Key.Key_PageUp: -1.0,
    Qt.Key.Key_PageDown: 1.0,
}


class OverviewStrip(QWidget):
    """Drag the frame to move the view, its edges to stretch it; click beside it to go there.

    With keys the arrows and pages move it, Home and End bring it to where the story begins and
    ends; the window's own stretch it. It is as large as the reader's text.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overviewStrip")
        self.setAccessibleName("Overview of the whole timeline")
        self.setAccessibleDescription(
            "The frame is what the timeline shows. Arrows move it, plus and minus stretch it."
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._session = session
        self._made: Overview | None = None
        self._held: tuple[str, float] | None = None  # what is dragged, and where it was taken
        session.opened.connect(self._renew)
        session.arranged.connect(self._renew)
        session.view.moved.connect(self.update)
        session.restyled.connect(self._resize)
        session.found.connect(self.update)
        session.gathered.connect(self.update)
        self._resize()

    @property
    def _share(self) -> float:
        """How large it is drawn, to the usual size."""
        return self._session.text_size / 100

    def _resize(self) -> None:
        self.setFixedHeight(round(HEIGHT * self._share))
        self._renew()

    @property
    def _wide(self) -> float:
        """Pixels of width at the usual size; all places here are so."""
        return self.width() / self._share

    def _renew(self) -> None:
        self._made = None
        self.update()

    def _overview(self) -> Overview:
        if self._made is None or self._made.scale.width != self._wide:
            self._made = overview(
                self._session.timeline, self._wide, HEIGHT, self._session.view.measure
            )
        return self._made

    def frame(self) -> Box:
        """The box of what the timeline shows now."""
        scale, view = self._overview().scale, self._session.view.scale
        left = min(max(scale.x(view.start), 2.0), self._wide - SLIMMEST - 2)
        right = max(min(scale.x(view.end), self._wide - 2.0), left + SLIMMEST)
        return Box(left, 3, right - left, HEIGHT - 3 - FOOT)  # the years stay free

    def chosen_at(self) -> list[float]:
        """Where the chosen events begin, of those whose time is known; each pixel once."""
        session = self._session
        rows = np.array(session.chosen_rows, dtype=np.intp)
        rows = rows[session.timeline.form[rows] != Form.SHELF]
        start, _ = known_ends(session.timeline, rows)
        # NumPy's own "unique" would load its masked arrays, which nothing else here needs.
        return sorted(set(np.rint(self._overview().scale.xs(start)).tolist()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.scale(self._share, self._share)
        size = Box(0, 0, self._wide, HEIGHT)
        made = self._overview()
        frame = self.frame() if made.texts else size  # nothing to point at: no frame
        paint_overview(painter, made, self._session.theme, size, frame, self.chosen_at())
        for x in self._hits(made):
            painter.fillRect(QRectF(x - 1, 2, 2, 7), QColor(self._session.theme.hit))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._session.theme.hues[0]), 2))
            painter.drawRect(QRectF(1, 1, self._wide - 2, HEIGHT - 2))
        painter.end()

    def _hits(self, made: Overview) -> list[float]:
        """Where on the strip lies what was looked for."""
        session = self._session
        if not session.hits.events:
            return []
        seconds = first_known(session.timeline)
        rows = session.timeline.rows_of(set(session.hits.events))
        on_axis = (row for row in rows if session.timeline.form[row] != Form.SHELF)
        return sorted({round(made.scale.x(int(seconds[row]))) for row in on_axis})

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._session.readings:
            return
        x = event.position().x() / self._share
        part = self._part(x)
        if part == "beside":
            self._session.view.centre(self._overview().scale.second(x))
            part = "frame"
        self._held = (part, x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x() / self._share
        if self._held is None:
            edge = self._part(x) in ("left", "right")
            self.setCursor(Qt.CursorShape.SizeHorCursor if edge else Qt.CursorShape.ArrowCursor)
            return
        part, last = self._held
        scale, view = self._overview().scale, self._session.view.scale
        moved = (x - last) * scale.per_pixel
        if part == "frame":
            self._session.view.pan(moved / view.per_pixel)
        elif part == "left":
            self._session.view.show_span(min(view.start + int(moved), view.end - 1), view.end)
        else:
            self._session.view.show_span(view.start, max(view.end + int(moved), view.start + 1))
        self._held = (part, x)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        view, key = self._session.view, event.key()
        first, last = self._session.timeline.extent
        if held or not self._session.readings:
            event.ignore()
        elif key in MOVES:
            view.pan(MOVES[key] * view.scale.width)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            view.centre(first if key == Qt.Key.Key_Home else last)
        else:
            event.ignore()

    def _part(self, x: float) -> str:
        frame = self.frame()
        inner = min(GRIP, frame.w / 4)  # a slim frame can still be taken by its middle
        if -GRIP <= x - frame.x <= inner:
            return "left"
        if -inner <= x - frame.x - frame.w <= GRIP:
            return "right"
        return "frame" if frame.x < x < frame.x + frame.w else "beside"

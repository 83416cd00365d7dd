"""The overview strip: the whole range, and the window's frame on it to drag and stretch."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.core.layout import FOOT, Box, Overview, overview
from viewer.core.timeline import Form, first_known, known_ends
from viewer.ui.painter import paint_overview
from viewer.ui.session import Session

HEIGHT = 72
GRIP = 6.0  # pixels around the frame's edge that take hold of it
SLIMMEST = 8.0


class OverviewStrip(QWidget):
    """Drag the frame to move the view, its edges to stretch it; click beside it to go there."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overviewStrip")
        self.setAccessibleName("Overview of the whole timeline")
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._session = session
        self._made: Overview | None = None
        self._held: tuple[str, float] | None = None  # what is dragged, and where it was taken
        session.opened.connect(self._renew)
        session.arranged.connect(self._renew)
        session.view.moved.connect(self.update)
        session.restyled.connect(self.update)
        session.found.connect(self.update)
        session.gathered.connect(self.update)

    def _renew(self) -> None:
        self._made = None
        self.update()

    def _overview(self) -> Overview:
        if self._made is None or self._made.scale.width != self.width():
            self._made = overview(
                self._session.timeline, self.width(), HEIGHT, self._session.view.measure
            )
        return self._made

    def frame(self) -> Box:
        """The box of what the timeline shows now."""
        scale, view = self._overview().scale, self._session.view.scale
        left = min(max(scale.x(view.start), 2.0), self.width() - SLIMMEST - 2)
        right = max(min(scale.x(view.end), self.width() - 2.0), left + SLIMMEST)
        return Box(left, 3, right - left, HEIGHT - 3 - FOOT)  # the years stay free

    def chosen_at(self) -> list[float]:
        """Where the chosen events begin, of those whose time is known; each pixel once."""
        session = self._session
        rows = np.array(session.chosen_rows, dtype=np.intp)
        rows = rows[session.timeline.form[rows] != Form.SHELF]
        start, _ = known_ends(session.timeline, rows)
        places: list[float] = np.unique(np.rint(self._overview().scale.xs(start))).tolist()
        return places

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = Box(0, 0, self.width(), self.height())
        made = self._overview()
        frame = self.frame() if made.texts else size  # nothing to point at: no frame
        paint_overview(painter, made, self._session.theme, size, frame, self.chosen_at())
        for x in self._hits(made):
            painter.fillRect(QRectF(x - 1, 2, 2, 7), QColor(self._session.theme.hit))
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
        x = event.position().x()
        part = self._part(x)
        if part == "beside":
            self._session.view.centre(self._overview().scale.second(x))
            part = "frame"
        self._held = (part, x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
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

    def _part(self, x: float) -> str:
        frame = self.frame()
        inner = min(GRIP, frame.w / 4)  # a slim frame can still be taken by its middle
        if -GRIP <= x - frame.x <= inner:
            return "left"
        if -inner <= x - frame.x - frame.w <= GRIP:
            return "right"
        return "frame" if frame.x < x < frame.x + frame.w else "beside"

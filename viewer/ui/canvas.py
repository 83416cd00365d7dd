"""The timeline under the reader's hands: wheel, drag, click and keys, and one paint a step."""

from __future__ import annotations

from functools import partial
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QNativeGestureEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QGestureEvent,
    QGraphicsSceneWheelEvent,
    QGridLayout,
    QMenu,
    QPinchGesture,
    QScrollBar,
    QWidget,
)

from viewer.core import dates, layout
from viewer.core.difference import Comparison
from viewer.core.events import Event
from viewer.core.layout import Box, Mark, Measured, Scene
from viewer.core.summary import note
from viewer.core.timeline import Timeline
from viewer.core.when import ANY, When
from viewer.ui.lettering import Lettering
from viewer.ui.painter import (
    Sign,
    paint,
    paint_band,
    paint_hits,
    paint_measured,
    paint_pair,
    paint_signs,
)
from viewer.ui.plain import tip
from viewer.ui.session import Session
from viewer.ui.spoken import EventList, Spoken
from viewer.ui.view import CLOSER

NOTCH = 120.0  # of Qt's wheel, one click
STRIDE = 0.15  # of the view, for an arrow key
PAGE = 0.8  # of the rows in view, for a click on what is above or below
#: With Shift, the event before or after is chosen too.
BESIDE: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
LISTED = 25  # events of a count, in its list
LEAST_PINCH = 0.2  # of the scale, at one touch
WORDS = 6000  # kept ready to draw: some twenty screens full


class _Picture(pg.GraphicsObject):  # type: ignore[misc] # pyqtgraph ships no types
    """The whole scene as one item, in pixels of the view."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._scene: Scene | None = None
        self._timeline: Timeline | None = None  # which the scene is of
        self._lettering = Lettering(WORDS)
        self._size = (1.0, 1.0)
        self._band: Box | None = None
        self._carried: tuple[str, float] | None = None  # the event held over which pixel

    def scene_shown(self) -> Scene:
        """The scene as it stands on screen; made when first asked for after a change."""
        timeline = self._session.timeline
        if self._scene is None or self._timeline is not timeline:
            self._scene, self._timeline = self._session.view.scene(), timeline
        return self._scene

    def measured(self) -> Measured | None:
        """What the reader measures, as it stands on screen."""
        session = self._session
        if session.view.measured is None:
            return None
        rows = self.scene_shown().rows
        return layout.measured(session.view.scale, rows, session.view.measured, session.view.labels)

    def carry(self, event_id: str, at: QPointF | None) -> When:
        """An event is held over a pixel of the view, None for no more; the date it would get."""
        rows = self.scene_shown().rows
        inside = at is not None and rows.contains(at.x(), at.y())
        self._carried = (event_id, at.x()) if at is not None and inside else None
        self.update()
        if self._carried is None:
            return ANY
        return layout.pointed(self._session.view.scale, self._carried[1])

    def ghost(self) -> Measured | None:
        """What the event that is held over the view would cover."""
        if self._carried is None:
            return None
        view, (event_id, x) = self._session.view, self._carried
        when, event = layout.pointed(view.scale, x), self._session.event_of(event_id)
        if not when.is_known:
            return None
        words = dates.words(when)
        if event and (when.latest < event.when.earliest or when.earliest > event.when.latest):
            words += f", but the text says {dates.words(event.when)}"
        return layout.ghost(view.scale, self.scene_shown().rows, when, words, view.labels, x)

    def draw_band(self, band: Box | None) -> None:
        """The band that the reader draws around events, None for no more."""
        self._band = band
        self.update()

    def invalidate(self) -> None:
        self._scene = None
        self.update()

    def take_size(self, width: float, height: float) -> None:
        self.prepareGeometryChange()
        self._size = (width, height)
        self.invalidate()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, *self._size)

    def paint(self, painter: QPainter, *_: Any) -> None:
        session = self._session
        paint(
            painter,
            self.scene_shown(),
            session.theme,
            chosen=set(session.chosen_rows),
            lettering=self._lettering,
        )
        if session.hits.events:
            found = set(session.hits.events)
            events = session.timeline.events
            rings = [m.box for m in self.scene_shown().marks if events[m.event].id in found]
            paint_hits(painter, rings, session.theme)
        if session.comparison is not None:
            self._sign(painter, session.comparison)
        for measured in (self.measured(), self.ghost()):
            if measured:
                paint_measured(painter, measured, session.theme, self._lettering)
        if self._band is not None:
            paint_band(painter, self._band, session.theme)

    def _sign(self, painter: QPainter, made: Comparison) -> None:
        """What two versions tell differently, and the two sides of what is chosen."""
        session, scene, theme = self._session, self.scene_shown(), self._session.theme
        events = session.timeline.events
        signs: list[Sign] = []
        sides: dict[bool, Mark] = {}
        chosen = session.change_of(session.chosen_id)
        for mark in scene.marks:
            line = made.line_of.get(events[mark.event].id)
            if line is not None:
                earlier = events[mark.event] is line.before
                colour = QColor(theme.change(line.change))
                signs.append(Sign(mark, line.change.sign, colour, earlier))
                if line is chosen:
                    sides[earlier] = mark
        if len(sides) == 2:
            paint_pair(painter, scene.rows, sides[True], sides[False], theme)
        paint_signs(painter, scene, signs, theme)


class _Hands(pg.ViewBox):  # type: ignore[misc] # pyqtgraph ships no types
    """What the mouse does. Coordinates are pixels: the view's range is its own size, always.

    The time scale is the session's, in whole seconds; a ViewBox's float range would jitter.
    """

    def __init__(self, session: Session, picture: _Picture) -> None:
        super().__init__(enableMenu=False, invertY=True, defaultPadding=0.0)
        self._session = session
        self._picture = picture
        self.addItem(picture, ignoreBounds=True)
        self.disableAutoRange()
        self.setAcceptHoverEvents(True)

    def wheelEvent(self, event: QGraphicsSceneWheelEvent, axis: int | None = None) -> None:
        notches = event.delta() / NOTCH
        if event.orientation() is Qt.Orientation.Horizontal:
            self._session.view.pan(-notches * 60)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._session.view.pan(0, -notches * 60)
        else:
            self._session.view.zoom(CLOSER**notches, event.pos().x())
        event.accept()

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            event.ignore()
            return
        event.accept()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            second = self._session.view.scale.second
            ends = second(event.buttonDownPos().x()), second(event.pos().x())
            self._session.view.measure_between((min(ends), max(ends)))
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._draw_band(event.buttonDownPos(), event.pos(), done=event.isFinish())
            return
        moved = event.pos() - event.lastPos()
        self._session.view.pan(-moved.x(), -moved.y())
        shape = Qt.CursorShape.ArrowCursor if event.isFinish() else Qt.CursorShape.ClosedHandCursor
        self._picture.getViewWidget().setCursor(shape)

    def _draw_band(self, start: QPointF, end: QPointF, *, done: bool) -> None:
        """A band from one corner to the other; what it touches is chosen when it is ``done``."""
        corners = QRectF(QPointF(start), QPointF(end)).normalized()
        band = Box(corners.x(), corners.y(), corners.width(), corners.height())
        self._picture.draw_band(None if done else band)
        if not done:
            return
        session, scene = self._session, self._picture.scene_shown()
        rows = [mark.event for mark in scene.marks if mark.box.overlaps(band)]
        events = [session.timeline.events[row] for row in rows]
        for cluster in scene.clusters:
            if cluster.box.overlaps(band):
                events += session.view.hidden_in(cluster)
        session.choose_all(event.id for event in events)

    def mouseClickEvent(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        x, y = event.pos().x(), event.pos().y()
        session, scene = self._session, self._picture.scene_shown()
        session.view.measure_between(None)
        too = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        row, cluster = scene.event_at(x, y), scene.cluster_at(x, y)
        beyond = scene.beyond_at(x, y)
        if beyond:
            page = scene.rows.h * PAGE
            session.view.pan(0, page if beyond.down else -page)
        elif too:
            if row >= 0:
                session.choose_too(session.timeline.events[row].id)
            elif cluster:
                session.choose_all(one.id for one in session.view.hidden_in(cluster))
        elif row >= 0:
            session.choose(session.timeline.events[row].id)
            if event.double():
                session.fit_chosen()
        elif cluster:
            hidden = session.view.hidden_in(cluster)
            session.view.show_around(cluster.start, cluster.end, margin=0.05)
            self._list(hidden, event.screenPos().toPoint())
        else:
            session.choose("")

    def _list(self, hidden: list[Event], at: QPoint) -> None:
        """The events of a count by name, to choose from; the first LISTED of very many."""
        menu = QMenu(self._picture.getViewWidget())
        menu.setObjectName("clusterList")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for event in hidden[:LISTED]:
            words = f"{dates.words(event.when)}: {event.headline}".replace("&", "&&")
            menu.addAction(words).triggered.connect(partial(self._session.choose, event.id))
        if len(hidden) > LISTED:
            menu.addAction(f"… and {len(hidden) - LISTED:,} more").setEnabled(False)
        menu.popup(at)

    def hoverEvent(self, event: Any) -> None:
        row, on_count = -1, False
        if not event.isExit():
            x, y = event.pos().x(), event.pos().y()
            scene = self._picture.scene_shown()
            row = scene.event_at(x, y)
            on_count = bool(scene.cluster_at(x, y) or scene.beyond_at(x, y))
        hit = row >= 0 or on_count
        self._picture.getViewWidget().setCursor(
            Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor
        )
        pointed = self._session.timeline.events[row] if row >= 0 else None
        self._session.point(pointed.id if pointed else "")
        self._picture.setToolTip(tip(_card(pointed)) if pointed else "")


def _card(event: Event) -> tuple[str, ...]:
    """Headline, date and sources of an event, for a tool tip."""
    dated = (dates.words(event.when) if event.when.is_known else "", note(event))
    cited = " ".join(f"[{source}]" for source in event.citations)
    return event.headline, " · ".join(part for part in dated if part), cited


class Canvas(QWidget):
    """The timeline with its scroll bar, kept in step with the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._picture = _Picture(session)
        self.view = pg.GraphicsView(self, useOpenGL=False, background=None)
        self.view.setObjectName("timelineView")
        self.view.setAccessibleName("Timeline")
        self.view.setAccessibleDescription(
            "Events on an axis of time. Period and comma go from event to event; "
            "the Events tab lists the same events."
        )
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view.keyPressEvent = self._key  # GraphicsView swallows keys it has no use for
        self._told: tuple[Scene, list[Spoken]] | None = None  # what is said of which scene
        # The list of events in view that screen readers hear; Qt asks the view for it.
        self.view.spoken = EventList(self.view, self._in_view, lambda: session.chosen_id)
        self._hands = _Hands(session, self._picture)
        self.view.setCentralItem(self._hands)
        # Two fingers: a touchpad tells of them itself, on a screen Qt makes a pinch of them.
        self.view.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.view.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.view.viewport().installEventFilter(self)
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.bar.setAccessibleName("Scroll the lanes")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self.view, 0, 0)
        # The bar lies over the view: one that took room would change the scale when it comes.
        self.bar.raise_()
        self.bar.hide()
        self.bar.valueChanged.connect(self._scrolled)
        self.setFocusProxy(self.view)
        self.view.sigDeviceRangeChanged.connect(self._resized)
        for signal in (session.opened, session.arranged, session.view.moved, session.restyled):
            signal.connect(self._renew)
        session.gathered.connect(self._renew)
        session.chosen.connect(lambda _: self.view.spoken.tell_chosen())
        session.found.connect(self._renew)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, tall = (
            self.bar.sizeHint().width(),
            round(layout.rows_height(self._session.view.labels, self.height())),
        )
        self.bar.setGeometry(self.width() - wide, round(layout.AXIS), wide, tall)
        self._resized()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Two fingers that part or meet zoom where they are, and move the view along."""
        view = self._session.view
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                view.zoom(max(1.0 + event.value(), LEAST_PINCH), event.position().x())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                moved = pinch.centerPoint() - pinch.lastCenterPoint()
                if pinch.state() is Qt.GestureState.GestureUpdated:
                    view.pan(-moved.x(), -moved.y())
                at = self.view.viewport().mapFromGlobal(pinch.centerPoint())
                view.zoom(max(pinch.scaleFactor(), LEAST_PINCH), at.x())
                event.accept(pinch)
                return True
        return super().eventFilter(watched, event)

    def position_of(self, event_id: str) -> QPointF | None:
        """Where an event's mark stands in the view, None when it is not drawn now."""
        row = self._session.timeline.index_of(event_id)
        for mark in self._picture.scene_shown().marks:
            if mark.event == row:
                box = mark.box
                return QPointF(box.x + box.w / 2, box.y + box.h / 2)
        return None

    def scene_shown(self) -> Scene:
        """The scene on screen."""
        return self._picture.scene_shown()

    def measured_words(self) -> str:
        """The length that the reader measures, "" for none."""
        measured = self._picture.measured()
        return measured.text.text if measured else ""

    def carry(self, event_id: str, at: QPoint | None) -> When:
        """An event is held over a place of the screen, None for no more: shows the date it would
        get there, and answers it; ANY for none."""
        return self._picture.carry(event_id, QPointF(self.view.mapFromGlobal(at)) if at else None)

    def carried_words(self) -> str:
        """The date that an event held over the timeline would get, "" for none."""
        ghost = self._picture.ghost()
        return ghost.text.text if ghost else ""

    def _in_view(self) -> list[Spoken]:
        """What is said of each event in view, lane by lane."""
        scene, events = self._picture.scene_shown(), self._session.timeline.events
        if self._told is None or self._told[0] is not scene:
            told = []
            for mark in scene.marks:
                event, box = events[mark.event], mark.box
                words = ", ".join(part for part in (event.headline, *_card(event)[1:]) if part)
                area = QRectF(box.x, box.y, max(box.w, 1), max(box.h, 1)).toAlignedRect()
                told.append(Spoken(event.id, words, area))
            self._told = (scene, told)
        return self._told[1]

    def tip(self) -> str:
        """What the tip under the pointer tells."""
        return str(self._picture.toolTip())

    def _resized(self, *_: Any) -> None:
        size = self.view.viewport().size()
        width, height = float(size.width()), float(size.height())
        if width < 1 or height < 1:
            return
        self._hands.setRange(xRange=(0, width), yRange=(0, height), padding=0)
        self._picture.take_size(width, height)
        self._session.view.resize(width, height)

    def _renew(self, *_: Any) -> None:
        session = self._session
        self._picture.invalidate()
        shown = layout.rows_height(session.view.labels, session.view.height)
        beyond = session.view.placement.content - shown
        self.bar.blockSignals(True)
        self.bar.setVisible(beyond > 0.5)
        self.bar.setRange(0, max(round(beyond), 0))
        self.bar.setPageStep(round(shown))
        self.bar.setSingleStep(24)
        self.bar.setValue(round(session.view.scroll))
        self.bar.blockSignals(False)

    def _scrolled(self, value: int) -> None:
        self._session.view.pan(0, value - self._session.view.scroll)

    def _key(self, event: QKeyEvent) -> None:
        session = self._session
        stride = session.view.scale.width * STRIDE
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ShiftModifier and event.key() in BESIDE:
            session.step(BESIDE[event.key()], too=True)
            event.accept()
            return
        key = event.key() if held == Qt.KeyboardModifier.NoModifier else None
        if key in (Qt.Key.Key_Left, Qt.Key.Key_A):
            session.view.pan(-stride)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_D):
            session.view.pan(stride)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_W):
            session.view.pan(0, -40)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_S):
            session.view.pan(0, 40)
        elif key == Qt.Key.Key_Home:
            session.view.centre(session.timeline.extent[0])
        elif key == Qt.Key.Key_End:
            session.view.centre(session.timeline.extent[1])
        else:
            event.ignore()
            return
        event.accept()

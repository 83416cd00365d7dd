"""The view under the canvas: the picture of the timeline, and what a mouse does to it.

The view never moves, and scales with the size of the reader's text alone: its scene is in its own
pixels at the usual size. The time scale is the session's, in whole seconds, where a view's floats
would jitter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent, QTransform
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsObject,
    QGraphicsSceneWheelEvent,
    QGraphicsView,
    QMenu,
    QWidget,
)

from viewer.core import layout
from viewer.core.difference import Comparison
from viewer.core.events import Event
from viewer.core.layout import Box, Mark, Measured, Scene
from viewer.core.summary import note
from viewer.core.timeline import Timeline
from viewer.core.when import ANY, When
from viewer.ui import gestures
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
LISTED = 25  # events of a count, in its list
WORDS = 6000  # kept ready to draw: some twenty screens full


class Plane(QGraphicsView):
    """The view: one ``picture`` of the timeline, as large as itself.

    ``spoken`` is the list of events in view that screen readers hear; Qt asks the view for it.
    """

    def __init__(self, session: Session, key: Callable[[QKeyEvent], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("timelineView")
        self.setAccessibleName("Timeline")
        self.setAccessibleDescription(
            "Events on an axis of time. Period and comma go from event to event; "
            "the Events tab lists the same events."
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setAcceptDrops(False)  # the window's, all over
        self._session, self._key = session, key
        self.picture = Hands(session)
        self._scene = gestures.scene(self)
        self._scene.addItem(self.picture)
        self.setScene(self._scene)
        self._told: tuple[Scene, list[Spoken]] | None = None  # what is said of which scene
        session.restyled.connect(self.fill)
        self.spoken = EventList(self, self._in_view, lambda: session.chosen_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._key(event)  # Qt's own would scroll with the arrows

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fill()

    def leaveEvent(self, event: QEvent) -> None:
        self._scene.leaveEvent(event)  # type: ignore[attr-defined] # pyqtgraph's: nothing is hovered

    def fill(self) -> None:
        """The picture takes the size that the view has now, drawn as large as text is."""
        size, share = self.viewport().size(), self._session.text_size / 100
        width, height = size.width() / share, size.height() / share
        if width < 1 or height < 1:
            return
        self.setTransform(QTransform.fromScale(share, share))
        self.setSceneRect(0, 0, width, height)
        self.picture.take_size(width, height)
        self._session.view.resize(width, height)

    def _in_view(self) -> list[Spoken]:
        """What is said of each event in view, lane by lane."""
        session = self._session
        scene, events = self.picture.scene_shown(), session.timeline.events
        if self._told is None or self._told[0] is not scene:
            told = []
            for mark in scene.marks:
                event, box = events[mark.event], mark.box
                words = ", ".join(
                    part for part in (event.headline, *card(event, session)[1:]) if part
                )
                area = QRectF(box.x, box.y, max(box.w, 1), max(box.h, 1))
                area = self.transform().mapRect(area)
                told.append(Spoken(event.id, words, area.toAlignedRect()))
            self._told = (scene, told)
        return self._told[1]


class Picture(QGraphicsObject):
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
        session = self._session
        words = session.when(when)
        if event and (when.latest < event.when.earliest or when.earliest > event.when.latest):
            words += f", but the text says {session.when(event.when)}"
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
                earlier = line.before is not None and events[mark.event].id == line.before.id
                colour = QColor(theme.change(line.change))
                signs.append(Sign(mark, line.change.sign, colour, earlier))
                if line is chosen:
                    sides[earlier] = mark
        if len(sides) == 2:
            paint_pair(painter, scene.rows, sides[True], sides[False], theme)
        paint_signs(painter, scene, signs, theme)


class Hands(Picture):
    """The picture under the reader's mouse. Its events are those of `gestures`."""

    def wheelEvent(self, event: QGraphicsSceneWheelEvent) -> None:
        notches = event.delta() / NOTCH
        if event.orientation() is Qt.Orientation.Horizontal:
            self._session.view.pan(-notches * 60)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._session.view.pan(0, -notches * 60)
        else:
            self._session.view.zoom(CLOSER**notches, event.pos().x())
        event.accept()

    def mouseDragEvent(self, event: Any) -> None:
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
        self.setCursor(shape)

    def _draw_band(self, start: QPointF, end: QPointF, *, done: bool) -> None:
        """A band from one corner to the other; what it touches is chosen when it is ``done``."""
        corners = QRectF(QPointF(start), QPointF(end)).normalized()
        band = Box(corners.x(), corners.y(), corners.width(), corners.height())
        self.draw_band(None if done else band)
        if not done:
            return
        session, scene = self._session, self.scene_shown()
        rows = [mark.event for mark in scene.marks if mark.box.overlaps(band)]
        for cluster in scene.clusters:
            if cluster.box.overlaps(band):
                rows += session.view.hidden_in(cluster)
        self._choose_all(rows)

    def _choose_all(self, rows: Iterable[int]) -> None:
        events = self._session.timeline.events
        self._session.choose_all(events[row].id for row in rows)

    def mouseClickEvent(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        event.accept()
        x, y = event.pos().x(), event.pos().y()
        session, scene = self._session, self.scene_shown()
        session.view.measure_between(None)
        too = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        row, cluster = scene.event_at(x, y), scene.cluster_at(x, y)
        beyond = scene.beyond_at(x, y)
        if beyond:
            session.view.turn(1 if beyond.down else -1)
        elif too:
            if row >= 0:
                session.choose_too(session.timeline.events[row].id)
            elif cluster:
                self._choose_all(session.view.hidden_in(cluster))
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

    def _list(self, hidden: list[int], at: QPoint) -> None:
        """The events of a count by name, to choose from; the first LISTED of very many."""
        menu = QMenu(self.scene().views()[0])
        menu.setObjectName("clusterList")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for row in hidden[:LISTED]:
            event = self._session.timeline.events[row]
            words = f"{self._session.when(event.when)}: {event.headline}".replace("&", "&&")
            menu.addAction(words).triggered.connect(partial(self._session.choose, event.id))
        if len(hidden) > LISTED:
            menu.addAction(f"… and {len(hidden) - LISTED:,} more").setEnabled(False)
        menu.popup(at)

    def hoverEvent(self, event: Any) -> None:
        row, on_count = -1, False
        if not event.isExit():
            x, y = event.pos().x(), event.pos().y()
            scene = self.scene_shown()
            row = scene.event_at(x, y)
            on_count = bool(scene.cluster_at(x, y) or scene.beyond_at(x, y))
        hit = row >= 0 or on_count
        self.setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)
        pointed = self._session.timeline.events[row] if row >= 0 else None
        self._session.point(pointed.id if pointed else "")
        self.setToolTip(tip(card(pointed, self._session)) if pointed else "")


def card(event: Event, session: Session) -> tuple[str, ...]:
    """Headline, date and sources of an event, for a tool tip."""
    dated = (session.when(event.when) if event.when.is_known else "", note(event))
    cited = " ".join(f"[{source}]" for source in event.citations)
    return event.headline, " · ".join(part for part in dated if part), cited

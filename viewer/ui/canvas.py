"""The timeline under the reader's hands: its scroll bar, keys and fingers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QNativeGestureEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGestureEvent, QGridLayout, QPinchGesture, QScrollBar, QWidget

from viewer.core import layout
from viewer.core.layout import Scene
from viewer.core.when import When
from viewer.ui.session import Session

if TYPE_CHECKING:
    from viewer.ui.plane import Plane

STRIDE = 0.15  # of the view, for an arrow key
#: With Shift, the event before or after is chosen too.
BESIDE: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
PAGES: dict[int | None, int] = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
LEAST_PINCH = 0.2  # of the scale, at one touch


class Canvas(QWidget):
    """The timeline with its scroll bar, kept in step with the session.

    ``view``, which shows it, is made when it is first to be seen.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._plane: Plane | None = None
        self.bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.bar.setAccessibleName("Scroll the lanes")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self.bar.hide()
        self.bar.valueChanged.connect(self._scrolled)
        for signal in (session.opened, session.arranged, session.view.moved, session.restyled):
            signal.connect(self._renew)
        session.gathered.connect(self._renew)
        session.chosen.connect(lambda _: self._tell_chosen())
        session.found.connect(self._renew)
        session.restyled.connect(self._place_bar)

    @property
    def view(self) -> Plane:
        """The view, made when first asked for."""
        if self._plane is None:
            # A window without a story does without it.
            from viewer.ui.plane import Plane

            view = self._plane = Plane(self._session, self._key, self)
            # Two fingers: a touchpad tells of them itself, on a screen Qt makes a pinch of them.
            view.viewport().setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
            view.viewport().grabGesture(Qt.GestureType.PinchGesture)
            view.viewport().installEventFilter(self)
            self._grid.addWidget(view, 0, 0)
            # The bar lies over the view: one that took room would change the scale when it comes.
            self.bar.raise_()
            # Made late, it has its turn with Tab where the canvas stands all the same. Qt
            # places only beside what takes the focus.
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setTabOrder(self, view)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setFocusProxy(view)
            view.fill()
        return self._plane

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_bar()
        if self._plane is not None:
            self._plane.fill()

    def _place_bar(self) -> None:
        """The scroll bar stands beside the rows, which are as large as the reader's text."""
        share = self._session.text_size / 100
        wide = self.bar.sizeHint().width()
        tall = layout.rows_height(self._session.view.labels, self.height() / share)
        self.bar.setGeometry(
            self.width() - wide, round(layout.AXIS * share), wide, round(tall * share)
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Two fingers that part or meet zoom where they are, and move the view along."""
        view = self._session.view
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                at = self.view.mapToScene(event.position().toPoint())
                view.zoom(max(1.0 + event.value(), LEAST_PINCH), at.x())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                share = self._session.text_size / 100
                moved = (pinch.centerPoint() - pinch.lastCenterPoint()) / share
                if pinch.state() is Qt.GestureState.GestureUpdated:
                    view.pan(-moved.x(), -moved.y())
                here = self.view.viewport().mapFromGlobal(pinch.centerPoint())
                at = self.view.mapToScene(here.toPoint())
                view.zoom(max(pinch.scaleFactor(), LEAST_PINCH), at.x())
                event.accept(pinch)
                return True
        return super().eventFilter(watched, event)

    def position_of(self, event_id: str) -> QPointF | None:
        """Where an event's mark stands in the view, None when it is not drawn now."""
        row = self._session.timeline.index_of(event_id)
        for mark in self.view.picture.scene_shown().marks:
            if mark.event == row:
                box = mark.box
                middle = QPointF(box.x + box.w / 2, box.y + box.h / 2)
                return self.view.transform().map(middle)
        return None

    def scene_shown(self) -> Scene:
        """The scene on screen."""
        return self.view.picture.scene_shown()

    def measured_words(self) -> str:
        """The length that the reader measures, "" for none."""
        measured = self.view.picture.measured()
        return measured.text.text if measured else ""

    def carry(self, event_id: str, at: QPoint | None) -> When:
        """An event is held over a place of the screen, None for no more: shows the date it would
        get there, and answers it; ANY for none."""
        return self.view.picture.carry(
            event_id, self.view.mapToScene(self.view.mapFromGlobal(at)) if at else None
        )

    def carried_words(self) -> str:
        """The date that an event held over the timeline would get, "" for none."""
        ghost = self.view.picture.ghost()
        return ghost.text.text if ghost else ""

    def tip(self) -> str:
        """What the tip under the pointer tells."""
        return str(self.view.picture.toolTip())

    def _tell_chosen(self) -> None:
        if self._plane is not None:
            self._plane.spoken.tell_chosen()

    def _renew(self, *_: Any) -> None:
        session = self._session
        if self._plane is not None:
            self._plane.picture.invalidate()
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
        elif key in PAGES:
            session.view.turn(PAGES[key])
        elif key == Qt.Key.Key_Home:
            session.view.centre(session.timeline.extent[0])
        elif key == Qt.Key.Key_End:
            session.view.centre(session.timeline.extent[1])
        else:
            event.ignore()
            return
        event.accept()

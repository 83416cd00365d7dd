"""The undated shelf as a list: what the text gives no date, in story order, to place by hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QListWidget, QListWidgetItem, QWidget

from viewer.core import dates
from viewer.core.events import Event, Kind
from viewer.ui.panel.seen import WhenSeen
from viewer.ui.session import Session


class UndatedShelf(QListWidget):
    """Events without a date, each with the bounds that are known. The row chosen is the event
    chosen.

    Signals: ``place`` the reader wants to date the chosen event (Enter, double click). A row can
    be dragged out of the list: ``carried`` it is held over a place of the screen (the event's id,
    a QPoint, None when it is held no more), ``dropped`` it was let go there.
    """

    place = Signal()
    carried = Signal(str, object)
    dropped = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("undatedShelf")
        self.setAccessibleName("Events without a date")
        self.setWordWrap(True)
        self.setSpacing(6)
        self.setViewportMargins(8, 0, 8, 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(False)  # Qt's own drag would leave the program
        self._session = session
        self._taken: QPoint | None = None  # where the button went down on a row
        self._held = ""  # the id of the event that is being dragged
        seen = WhenSeen(self, self.renew)
        for signal in (session.opened, session.arranged, session.restyled):
            signal.connect(seen.stir)
        session.chosen.connect(self._follow)
        self.currentItemChanged.connect(self._choose)
        self.itemActivated.connect(lambda _: self.place.emit())

    def renew(self) -> None:
        """Fill the list from the session's stories."""
        self.blockSignals(True)
        self.clear()
        session = self._session
        for reading in session.own:
            for event in reading.events:
                if event.kind is Kind.UNDATED and session.shows(event, reading):
                    item = QListWidgetItem(f"{event.headline}\n{session.in_style(_bounds(event))}")
                    item.setData(Qt.ItemDataRole.UserRole, event.id)
                    self.addItem(item)
        self.blockSignals(False)
        self._follow(self._session.chosen_id)

    # ── dragging a row onto the axis ─────────────────────────────────────────────────────────

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        at = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        self._taken = at if left and self.itemAt(at) is not None else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        far = QApplication.startDragDistance()
        if self._taken is not None and (at - self._taken).manhattanLength() >= far:
            item, self._taken = self.itemAt(self._taken), None
            self._held = self._id(item) if item is not None else ""
            self.viewport().setCursor(Qt.CursorShape.DragMoveCursor)
        if self._held:
            self.carried.emit(self._held, event.globalPosition().toPoint())
        elif self._taken is None:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._taken = None
        held = self._let_go()
        if held:
            self.dropped.emit(held, event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        # Esc is a key of the window too; during a drag it ends that.
        overrides = self._held and event.type() is QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._held:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self._let_go()

    def _let_go(self) -> str:
        """Drag no further; answers the id of the event that was dragged, "" for none."""
        held, self._held = self._held, ""
        if held:
            self.viewport().unsetCursor()
            self.carried.emit(held, None)
        return held

    def _follow(self, event_id: str) -> None:
        rows = (r for r in range(self.count()) if self._id(self.item(r)) == event_id)
        self.blockSignals(True)
        self.setCurrentRow(next(rows, -1))
        self.blockSignals(False)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and (self.hasFocus() or self.underMouse()):
            self._session.choose(self._id(item))

    @staticmethod
    def _id(item: QListWidgetItem) -> str:
        return str(item.data(Qt.ItemDataRole.UserRole))


def _bounds(event: Event) -> str:
    return dates.words(event.when) if event.when.is_known else "any time"

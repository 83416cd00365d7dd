"""The undated shelf as a list: what the text gives no date, in story order, to place by hand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from viewer.core import dates
from viewer.core.events import Event, Kind
from viewer.ui.session import Session


class UndatedShelf(QListWidget):
    """Events without a date, each with the bounds that are known. The row chosen is the event
    chosen. Signal ``place``: the reader wants to date the chosen event (Enter, double click).
    """

    place = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("undatedShelf")
        self.setAccessibleName("Events without a date")
        self.setWordWrap(True)
        self.setSpacing(4)
        self._session = session
        for signal in (session.opened, session.arranged):
            signal.connect(self.renew)
        session.chosen.connect(self._follow)
        self.currentItemChanged.connect(self._choose)
        self.itemActivated.connect(lambda _: self.place.emit())

    def renew(self) -> None:
        """Fill the list from the session's stories."""
        self.blockSignals(True)
        self.clear()
        for reading in self._session.own:
            for event in reading.events:
                if event.kind is Kind.UNDATED and self._session.shows(event, reading):
                    item = QListWidgetItem(f"{event.headline}\n{_bounds(event)}")
                    item.setData(Qt.ItemDataRole.UserRole, event.id)
                    self.addItem(item)
        self.blockSignals(False)
        self._follow(self._session.chosen_id)

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

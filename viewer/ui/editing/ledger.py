"""Every correction of the open story: what holds, what applies no more, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTabWidget,
    QUndoView,
    QVBoxLayout,
    QWidget,
)

from viewer.core.corrections import words
from viewer.files import shown
from viewer.ui.plain import PlainLabel
from viewer.ui.session import Session

QUOTED = 70


class Ledger(QDialog):
    """The list of corrections, each of which can be taken back, and the steps of this session."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("corrections")
        self.setWindowTitle("Corrections")
        self.resize(640, 480)
        self._session = session
        self._where = PlainLabel("", "correctionsWhere")
        self._where.setWordWrap(True)
        self.list = QListWidget()
        self.list.setObjectName("correctionList")
        self.list.setAccessibleName("Corrections")
        self.list.setWordWrap(True)
        self.list.setSpacing(4)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.itemSelectionChanged.connect(self._selected)
        self.list.itemActivated.connect(self._show)
        self._back = QPushButton("Take Back")
        self._back.setObjectName("takeBack")
        self._back.clicked.connect(self._take_back)
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        history = QUndoView(session.corrections.stack)
        history.setObjectName("history")
        history.setAccessibleName("History")
        history.setEmptyLabel("As opened")
        tabs = QTabWidget()
        tabs.addTab(self.list, "Corrections")
        tabs.addTab(history, "History")
        buttons = QHBoxLayout()
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(close)
        box = QVBoxLayout(self)
        box.addWidget(self._where)
        box.addWidget(tabs)
        box.addLayout(buttons)
        session.corrections.changed.connect(self.renew)
        session.opened.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Fill the list from the session's corrections."""
        made = self._session.corrections
        reasons = {one.correction.id: one.reason for one in made.lapsed}
        self.list.clear()
        for correction in made.all:
            quoted = " ".join(correction.target.place.words.split())
            quoted = quoted if len(quoted) <= QUOTED else quoted[:QUOTED].rstrip() + "…"
            lines = f"{words(correction.change, self._session.manner.style)}\n“{quoted}”"
            if correction.id in reasons:
                lines += f"\nDoes not apply: {reasons[correction.id]}."
            item = QListWidgetItem(lines)
            item.setData(Qt.ItemDataRole.UserRole, correction.id)
            self.list.addItem(item)
        if made.trouble:
            self._where.setText(f"Not saved. {made.trouble}.")
        elif made.path is not None:
            self._where.setText(f"Saved in {shown(made.path)}. The story itself is never changed.")
        elif made.all:
            self._where.setText("Saved. The story itself is never changed.")
        else:
            self._where.setText("Nothing has been put right in this story.")
        self._selected()

    def _selected(self) -> None:
        self._back.setEnabled(bool(self.list.selectedItems()))

    def _take_back(self) -> None:
        ids = [str(item.data(Qt.ItemDataRole.UserRole)) for item in self.list.selectedItems()]
        self._session.corrections.take_back(ids)

    def _show(self, item: QListWidgetItem) -> None:
        """Bring the event that a correction is about into view."""
        wanted = str(item.data(Qt.ItemDataRole.UserRole))
        made = next((c for c in self._session.corrections.all if c.id == wanted), None)
        event = self._session.event_at(made.target) if made else None
        if event is not None:
            self._session.choose(event.id)

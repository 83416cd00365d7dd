"""The pages around the lists: what narrows them, and what is shown only."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from viewer.core.finding import ALL, Support
from viewer.ui.panel.tables import CitationList, EventTable
from viewer.ui.plain import PlainLabel, message
from viewer.ui.session import Session


class EventsPage(QWidget):
    """The table of events under a line of words that narrows it."""

    def __init__(self, table: EventTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setObjectName("eventFilter")
        self.line.setAccessibleName("Show events that hold these words")
        self.line.setPlaceholderText("Only rows with these words")
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(table.narrow)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(6)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(self.line)
        box.addLayout(top)
        box.addWidget(table, 1)


class CitationsPage(QWidget):
    """The list of sources under what is shown only: events of so many sources, or of one."""

    def __init__(
        self, session: Session, listed: CitationList, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._listed = session, listed
        self._support = QComboBox()
        self._support.setObjectName("supportFilter")
        self._support.setAccessibleName("Show events with")
        for support in Support:
            self._support.addItem(support.value.capitalize())
        self._support.currentIndexChanged.connect(self._choose)
        self._all = QPushButton("Show all")
        self._all.setObjectName("showAll")
        self._all.setProperty("pill", True)
        self._all.clicked.connect(lambda: session.show_only(ALL))
        self._link = QPushButton("Open link…")
        self._link.setObjectName("openLink")
        self._link.setProperty("pill", True)
        self._link.clicked.connect(self.ask_link)
        self._said = PlainLabel("", "unsourced")
        self._said.setWordWrap(True)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        for part in (self._support, self._all, self._link):
            top.addWidget(part)
        top.addStretch(1)
        below = QHBoxLayout()
        below.setContentsMargins(16, 0, 16, 4)
        below.addWidget(self._said)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(6)
        box.addLayout(top)
        box.addWidget(listed, 1)
        box.addLayout(below)
        listed.selectionModel().currentRowChanged.connect(lambda *_: self.renew())
        for signal in (session.opened, session.arranged):
            signal.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Say what is shown, and what stands without a source."""
        shown = self._session.filter
        self._support.blockSignals(True)
        self._support.setCurrentIndex(list(Support).index(shown.support))
        self._support.blockSignals(False)
        self._all.setEnabled(shown != ALL)
        self._link.setEnabled(bool(self._listed.address()))
        events = [e for r in self._session.own for e in r.events]
        without = sum(not e.citations for e in events)
        single = sum(len(e.citations) == 1 for e in events)
        self._said.setText(
            f"{len(events):,} events: {single:,} rest on one source alone, {without:,} on none."
            if events
            else ""
        )

    def _choose(self, index: int) -> None:
        self._session.show_only(self._session.filter._replace(support=list(Support)[index]))

    def ask_link(self) -> None:
        """Show where a source lies; open it when the reader says so."""
        address = self._listed.address()
        if not address:
            return
        box = message(self, "Open a link", f"Open this address in the browser?\n\n{address}",
                      warning=False)  # fmt: skip
        box.setStandardButtons(QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)

        def done(answer: int) -> None:
            if answer == QMessageBox.StandardButton.Open:
                QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))

        box.finished.connect(done)
        box.open()

"""The pages around the lists: what narrows them, and what is shown only."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from viewer.core.events import Reading
from viewer.core.finding import ALL, Support, unsourced
from viewer.core.story import Span
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


class Weak(QListWidget):
    """What is weakly sourced, to be looked up in the text: events that rest on one source alone,
    or sentences without any.

    Signal ``looked_up``: a reading and a stretch of it.
    """

    looked_up = Signal(object, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("weakList")
        self.setWordWrap(True)
        self.setSpacing(6)
        self.setViewportMargins(8, 0, 8, 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._session = session
        self._places: list[tuple[Reading, Span]] = []
        self.itemActivated.connect(lambda _: self._look_up())
        self.itemClicked.connect(lambda _: self._look_up())

    def show_single(self) -> int:
        """List the events of one source; answers how many there are."""
        return self._fill(
            [
                (reading, event.span, f"{event.headline}\n{event.citations[0]}")
                for reading in self._session.own
                for event in reading.events
                if len(event.citations) == 1
            ],
            "Events that rest on one source alone",
        )

    def show_unsourced(self) -> int:
        """List the sentences without a source; answers how many there are."""
        return self._fill(
            [
                (reading, span, " ".join(span.of(reading.story.text).split()))
                for reading in self._session.own
                for span in unsourced(reading)
            ],
            "Sentences without a source",
        )

    def _fill(self, rows: list[tuple[Reading, Span, str]], name: str) -> int:
        self.setAccessibleName(name)
        self.clear()
        self._places = [(reading, span) for reading, span, _ in rows]
        self.addItems([words for _, _, words in rows])
        return len(rows)

    def _look_up(self) -> None:
        row = self.currentRow()
        if 0 <= row < len(self._places):
            self.looked_up.emit(*self._places[row])


SOURCES, SINGLE, UNSOURCED = LISTS = (
    "Sources",
    "Events on one source alone",
    "Sentences without a source",
)


class CitationsPage(QWidget):
    """The list of sources, or of what is weakly sourced, under what is shown only: events of so
    many sources, or of one. ``weak`` tells which words were looked up."""

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
        self._lists = QComboBox()
        self._lists.setObjectName("citationLists")
        self._lists.setAccessibleName("List")
        self._lists.addItems(LISTS)
        self._lists.currentIndexChanged.connect(lambda _: self.renew())
        self.weak = Weak(session)
        self._stack = QStackedWidget()
        self._stack.addWidget(listed)
        self._stack.addWidget(self.weak)
        above = QHBoxLayout()
        above.setContentsMargins(16, 0, 16, 0)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        # On Linux a screen reader takes the name of a box of choices from its label alone.
        for line, words, choices in ((above, "List", self._lists), (top, "Show", self._support)):
            label = PlainLabel(words)
            label.setBuddy(choices)
            line.addWidget(label)
        above.addWidget(self._lists, 1)
        top.addWidget(self._support, 1)
        top.addWidget(self._all)
        below = QHBoxLayout()
        below.setContentsMargins(16, 0, 16, 4)
        below.addWidget(self._said, 1)
        below.addWidget(self._link)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(6)
        box.addLayout(above)
        box.addLayout(top)
        box.addWidget(self._stack, 1)
        box.addLayout(below)
        listed.selectionModel().currentRowChanged.connect(lambda *_: self._allow_link())
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
        self._allow_link()
        listed = self._lists.currentText()
        self._stack.setCurrentIndex(listed != SOURCES)
        if listed == UNSOURCED:
            count = self.weak.show_unsourced()
            many = f"{count:,} sentence{'' if count == 1 else 's'} without a source."
            self._said.setText(many if count else "No sentence is without a source.")
            return
        if listed == SINGLE:
            self.weak.show_single()
        cited = Counter(len(e.citations) for r in self._session.own for e in r.events)
        told = f"{cited[1]:,} rest on one source alone, {cited[0]:,} on none."
        self._said.setText(f"{cited.total():,} events: {told}" if cited else "")

    def _allow_link(self) -> None:
        self._link.setEnabled(bool(self._listed.address()))

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

"""The search box: words, dates and sources, and the steps from hit to hit."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from viewer.ui.plain import PlainLabel
from viewer.ui.session import Session


class SearchBox(QLineEdit):
    """What is looked for. Enter steps to the next event found, Shift+Enter back, Esc ends it.

    Signal ``stepped``: go on by so many hits.
    """

    stepped = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchBox")
        self.setAccessibleName("Search")
        self.setPlaceholderText("Search words, dates, sources")
        self.setClearButtonEnabled(True)
        self.textChanged.connect(session.search)

    def event(self, event: QEvent) -> bool:
        # Esc is a key of the window too; while the box has the focus it ends the search.
        overrides = event.type() is QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.clearFocus()
        else:
            super().keyPressEvent(event)


class SearchBar(QWidget):
    """The box, how many were found, and where a date was read from the words."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.box = SearchBox(session)
        self.box.stepped.connect(self._step)
        self._count = PlainLabel("", "searchCount")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 10, 16, 4)
        line.addWidget(self.box, 1)
        line.addWidget(self._count)
        for words, name, by in (("‹", "searchPrevious", -1), ("›", "searchNext", 1)):
            button = QPushButton(words)
            button.setObjectName(name)
            button.setProperty("pill", True)
            button.setAccessibleName("Previous hit" if by < 0 else "Next hit")
            button.clicked.connect(partial(self._step, by))
            line.addWidget(button)
        session.found.connect(self.renew)
        session.arranged.connect(self.renew)
        session.restyled.connect(self.renew)
        session.opened.connect(self._opened)

    def renew(self) -> None:
        """Say what was found."""
        hits = self._session.hits
        if not hits.words:
            self._count.setText("")
            return
        events, places = len(hits.events), len(hits.spans)
        at = self._session.hit
        said = f"{at + 1:,} of {events:,}" if at >= 0 else f"{events:,} events, {places:,} in text"
        self._count.setText(
            f"{said} · {self._session.in_style(hits.read_as)}" if hits.read_as else said
        )

    def _opened(self) -> None:
        self.box.clear()
        self.renew()

    def _step(self, by: int, _checked: bool = False) -> None:
        self._session.step_hit(by)
        self.renew()

"""What stands over the timeline: title, summary, groupings; and a line that says what happened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from viewer.core.finding import narrowed
from viewer.core.summary import summary, title
from viewer.ui.plain import PlainLabel, TwoLines
from viewer.ui.session import Session

#: Pixels between two groupings, and beside the header.
_BETWEEN = 6
_MARGIN = 24


class Header(QWidget):
    """The open story's title and summary, and a button for each of the ``groups`` it can have.

    Signal: ``undated`` is asked for the date of a story that has none.
    """

    undated = Signal()

    def __init__(self, session: Session, groups: Sequence[QAction]) -> None:
        super().__init__()
        self._session = session
        self.title = TwoLines("", "title")
        self._summary = PlainLabel("", "summary")
        self._summary.setWordWrap(True)
        self._set_date = QPushButton("Give the story’s date…")
        self._set_date.setObjectName("giveDate")
        self._set_date.setProperty("pill", True)
        self._set_date.clicked.connect(self.undated)
        buttons = QHBoxLayout()
        buttons.setSpacing(_BETWEEN)
        buttons.addStretch(1)
        self._groups = [_GroupButton(action) for action in groups]
        for button in self._groups:
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 14, _MARGIN, 10)
        column.setSpacing(4)
        column.addWidget(self.title)
        facts = QHBoxLayout()
        facts.addWidget(self._summary, 1)
        facts.addWidget(self._set_date, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(facts)
        column.addLayout(buttons)
        session.opened.connect(self._renew)
        session.arranged.connect(self._renew)
        session.restyled.connect(self._renew)
        self._renew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_groups()

    def _fit_groups(self) -> None:
        """The groupings in few words where the window is narrow."""
        shown = [button for button in self._groups if button.isVisibleTo(self)]
        needed = sum(button.whole_width() + _BETWEEN for button in shown)
        for button in self._groups:
            button.shorten(needed > self.width() - 2 * _MARGIN)

    def set_brief(self, brief: bool) -> None:
        """Leave the summary out, or show it."""
        self._summary.setVisible(not brief)

    def _renew(self) -> None:
        readings = self._session.own
        self._fit_groups()
        self.title.setText(title(readings) if readings else "")
        session = self._session
        said = summary(narrowed(readings, session.filter)) if readings else ""
        self._summary.setText(session.in_style(said))
        self._set_date.setVisible(any(not r.date.is_known for r in readings))


class _GroupButton(QPushButton):
    """A button that is pressed, shown and named as its action is."""

    def __init__(self, action: QAction) -> None:
        super().__init__(action.text().replace("&", ""))
        self._whole = self.text()
        self.setAccessibleName(self._whole)
        name = action.objectName().removeprefix("action")
        self.setObjectName(f"{name[0].lower()}{name[1:]}")
        self.setCheckable(True)
        self.setProperty("pill", True)
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def whole_width(self) -> int:
        """Pixels that the button takes in all its words."""
        metrics = self.fontMetrics()
        around = self.sizeHint().width() - metrics.horizontalAdvance(self.text())
        return around + metrics.horizontalAdvance(self._whole)

    def shorten(self, short: bool) -> None:
        """Say "Source" for "By Source", or all of it."""
        self.setText(self._whole.partition(" ")[2] if short else self._whole)

    def _follow(self) -> None:
        self.setChecked(self._action.isChecked())
        self.setVisible(self._action.isVisible())


class Notice(QWidget):
    """A line over everything that says what happened to the file, until it is dismissed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("notice")
        self._session = session
        self._words = PlainLabel("", "noticeWords")
        self._other_version = QPushButton("Show the Other Version")
        self._other_version.setObjectName("otherVersion")
        self._other_version.clicked.connect(session.go_back)
        self._again = QPushButton("Open Again")
        self._again.setObjectName("openAgainNotice")
        self._accept: Callable[[], object] | None = None
        self._again.clicked.connect(self._open_again)
        close = QPushButton("Dismiss")
        close.setObjectName("dismissNotice")
        close.clicked.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 6, 16, 6)
        line.addWidget(self._words, 1)
        for button in (self._other_version, self._again, close):
            button.setProperty("pill", True)
            line.addWidget(button)
        self.hide()
        session.noticed.connect(self.tell)
        session.opened.connect(self.hide)

    def tell(self, words: str) -> None:
        """Show a sentence."""
        self._words.setText(words)
        self._other_version.setVisible(self._session.can_go_back)
        self._again.hide()
        self.show()

    def offer(self, words: str, accept: Callable[[], object]) -> None:
        """Show a sentence, and the button that does what it offers."""
        self.tell(words)
        self._other_version.hide()
        self._accept = accept
        self._again.show()

    def _open_again(self) -> None:
        self.hide()
        if self._accept is not None:
            self._accept()

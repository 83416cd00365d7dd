"""What a window shows when nothing is open: what was open before, stories to try, where to drop."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from viewer.files import shown
from viewer.files.settings import Recent
from viewer.ui.plain import PlainLabel
from viewer.ui.settings import Memory
from viewer.ui.stories import SAMPLES, Stories

#: Recent stories that are listed; the menu has them all.
LISTED = 8
#: Pixels to which the page grows.
WIDEST = 860


class Welcome(QScrollArea):
    """The page. ``actions`` are offered as buttons."""

    def __init__(self, stories: Stories, memory: Memory, actions: list[QAction]) -> None:
        super().__init__()
        self.setObjectName("welcome")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its rows and buttons have it
        self._stories, self._memory = stories, memory
        title = PlainLabel("Open a story", "welcomeTitle")
        hint = PlainLabel(
            "See when things happened, and who says so. Drop story files, a folder or a text "
            "anywhere in this window, or:",
            "welcomeHint",
        )
        hint.setWordWrap(True)
        buttons = QHBoxLayout()
        for action in actions:
            button = QPushButton(action.text().replace("&", ""))
            button.setProperty("pill", True)
            button.clicked.connect(action.trigger)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._offer = self._offered()
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        self._heading = PlainLabel("Recent", "welcomeRecent")
        self._heading.setProperty("heading", True)
        samples = QVBoxLayout()
        samples.setSpacing(2)
        for number, (name, words, about) in enumerate(SAMPLES, start=1):
            row = _Row(words, about)
            row.setObjectName(f"sample{number}")
            row.clicked.connect(partial(stories.open_sample, name))
            samples.addWidget(row)
        samples.addStretch(1)
        self._columns = QGridLayout()
        self._columns.setHorizontalSpacing(36)
        self._columns.setVerticalSpacing(6)
        tried = PlainLabel("Sample stories", "welcomeSamples")
        tried.setProperty("heading", True)
        self._columns.addWidget(self._heading, 0, 0)
        self._columns.addLayout(self._recent, 1, 0)
        self._columns.addWidget(tried, 0, 1)
        self._columns.addLayout(samples, 1, 1)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(32, 24, 32, 24)
        column.addStretch(1)
        column.addWidget(title)
        column.addWidget(hint)
        column.addSpacing(6)
        column.addLayout(buttons)
        column.addSpacing(10)
        column.addWidget(self._offer)
        column.addSpacing(12)
        column.addLayout(self._columns)
        column.addStretch(2)
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch(1)
        line.addWidget(inside, 100)
        line.addStretch(1)
        self.setWidget(whole)
        memory.listed.connect(self.renew)
        self.renew()

    def _offered(self) -> QWidget:
        made = QWidget()
        made.setObjectName("offer")
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._offer_words = PlainLabel("", "offerWords")
        self._offer_words.setWordWrap(True)
        again = QPushButton("Open Again")
        again.setObjectName("openAgain")
        no = QPushButton("Dismiss")
        no.setObjectName("dismissOffer")
        box = QHBoxLayout(made)
        box.setContentsMargins(14, 10, 10, 10)
        box.addWidget(self._offer_words, 1)
        for button in (again, no):
            button.setProperty("pill", True)
            box.addWidget(button)
        self._again = again
        no.clicked.connect(made.hide)
        made.hide()
        return made

    def offer(self, words: str, accept: Callable[[], object]) -> None:
        """Offer something at the top of the page, once."""
        self._offer_words.setText(words)
        self._again.clicked.connect(self._offer.hide)
        self._again.clicked.connect(accept)
        self._offer.show()

    def renew(self) -> None:
        """List the stories that were open before, pinned ones first."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        rows = sorted(self._memory.now.recent, key=lambda one: not one.pinned)[:LISTED]
        for number, one in enumerate(rows, start=1):
            self._recent.addWidget(self._entry(one, number))
        if not rows:
            self._recent.addWidget(PlainLabel("Stories that you open are listed here."))
        self._recent.addStretch(1)
        self._columns.setColumnStretch(0, 3)
        self._columns.setColumnStretch(1, 2)

    def _entry(self, one: Recent, number: int) -> QWidget:
        path = Path(one.path)
        row = _Row(one.title or shown(Path(path.name)), _tilde(path))
        row.setObjectName(f"recent{number}")
        row.clicked.connect(lambda: self._stories.open([path]))
        pin = QToolButton()
        pin.setObjectName(f"pin{number}")
        pin.setCheckable(True)
        pin.setChecked(one.pinned)
        pin.setAutoRaise(True)
        pin.setText("★" if one.pinned else "☆")
        pin.setToolTip("No longer keep it at the top" if one.pinned else "Keep it at the top")
        pin.setAccessibleName("Pin")
        pin.clicked.connect(lambda on: self._memory.update(lambda now: now.with_pin(one.path, on)))
        forget = QToolButton()
        forget.setObjectName(f"forget{number}")
        forget.setAutoRaise(True)
        forget.setText("✕")
        forget.setToolTip("Take it off the list")
        forget.setAccessibleName("Take off the list")
        forget.clicked.connect(
            lambda: self._memory.update(lambda now: now.without_recent(one.path))
        )
        line = QWidget()
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row, 1)
        box.addWidget(pin)
        box.addWidget(forget)
        return line


class _Row(QAbstractButton):
    """Two lines to click: what it is called, and more about it, each cut where it is too long."""

    entered = Signal()

    def __init__(self, words: str, about: str) -> None:
        super().__init__()
        self._words, self._about = " ".join(words.split()), about
        self.setAccessibleName(f"{self._words}, {about}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(200, QFontMetrics(self.font()).lineSpacing() * 2 + 14)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours, roles = self.palette(), QPalette.ColorRole
        box = self.rect().adjusted(0, 1, -1, -1)
        if self.underMouse() or self.isDown():
            painter.fillRect(box, colours.color(roles.AlternateBase))
        if self.hasFocus():
            painter.setPen(colours.color(roles.Highlight))
            painter.drawRect(box)
        metrics = QFontMetrics(self.font())
        inside = box.adjusted(8, 6, -8, -6)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(bold)
        painter.setPen(colours.color(roles.Text))
        wide = QFontMetrics(bold).elidedText(self._words, elide, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignTop, wide)
        painter.setFont(self.font())
        painter.setPen(colours.color(roles.PlaceholderText))
        about = metrics.elidedText(self._about, Qt.TextElideMode.ElideMiddle, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignBottom, about)
        painter.end()


def _tilde(path: Path) -> str:
    """A path with the reader's home as "~"."""
    home = os.path.expanduser("~")
    text = shown(path)
    return f"~{text[len(home) :]}" if home != "/" and text.startswith(home + os.sep) else text

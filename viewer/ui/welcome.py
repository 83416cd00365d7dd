"""The page of a window in which no story is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from viewer.ui.plain import PlainLabel


class Welcome(QWidget):
    """Says what the program is for, with a button for each of the ``ways`` to begin."""

    def __init__(self, ways: Sequence[QAction]) -> None:
        super().__init__()
        self.setObjectName("welcome")
        box = QVBoxLayout(self)
        box.addStretch(2)
        for words, name in (
            ("Open a story", "welcomeTitle"),
            (
                "See when things happened, and who says so. Drop a story file here, or:",
                "welcomeHint",
            ),
        ):
            label = PlainLabel(words, name)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(label)
        row = QHBoxLayout()
        row.addStretch(1)
        for action in ways:
            button = QPushButton(action.text().replace("&", ""))
            button.setProperty("pill", True)
            button.clicked.connect(action.trigger)
            row.addWidget(button)
        row.addStretch(1)
        box.addSpacing(10)
        box.addLayout(row)
        box.addStretch(3)

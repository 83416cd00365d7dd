"""Two versions side by side: with what to compare, what differs in a line, and the way back."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMainWindow, QMenu, QPushButton, QWidget

from viewer.ui.menus import Menus
from viewer.ui.plain import PlainLabel
from viewer.ui.session import Session


class Comparing(QObject):
    """The actions that compare the open story with another, and `bar`, which stands over the
    timeline meanwhile.

    ``kinds`` are the files a story may be in, as a file dialog names them.
    """

    def __init__(
        self, window: QMainWindow, session: Session, menus: Menus, menu: QMenu, kinds: str
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._kinds = window, session, kinds
        self._with = menus.add(menu, "actionCompare", "Co&mpare with…", self.ask, "Ctrl+Shift+D")
        self._version = menus.add(
            menu,
            "actionCompareVersions",
            "Compare with the Other &Version",
            session.compare_versions,
        )
        self._steps = [
            menus.add(menu, name, words, partial(session.step_change, by), key)
            for name, words, by, key in (
                ("actionNextChange", "Next Chan&ge", 1, "Alt+."),
                ("actionPreviousChange", "Previo&us Change", -1, "Alt+,"),
            )
        ]
        self._end = menus.add(
            menu, "actionEndComparison", "&End Comparison", session.end_comparison
        )
        self.bar = QWidget()
        self.bar.setObjectName("comparison")
        self._words = PlainLabel("", "comparisonWords")
        self._words.setWordWrap(True)
        line = QHBoxLayout(self.bar)
        line.setContentsMargins(24, 6, 16, 6)
        line.addWidget(self._words, 1)
        for words, name, action in (
            ("‹ Previous", "previousChange", self._steps[1]),
            ("Next ›", "nextChange", self._steps[0]),
            ("End Comparison", "endComparison", self._end),
        ):
            button = QPushButton(words)
            button.setObjectName(name)
            button.setAccessibleName(action.text().replace("&", ""))
            button.setProperty("pill", True)
            button.clicked.connect(action.trigger)
            action.enabledChanged.connect(button.setEnabled)
            line.addWidget(button)
        for signal in (session.opened, session.arranged):
            signal.connect(self.renew)
        self.renew()

    def ask(self) -> None:
        """Timeline ▸ Compare with…"""
        path = self._session.path
        name, _ = QFileDialog.getOpenFileName(
            self._window, "Compare with another version", str(path.parent) if path else "",
            self._kinds,
        )  # fmt: skip
        if name:
            self._session.compare_with(Path(name))

    def renew(self) -> None:
        """Say what is compared, and what can be done."""
        session, made = self._session, self._session.comparison
        self._with.setEnabled(bool(session.readings))
        self._version.setEnabled(session.can_go_back)
        for step in self._steps:
            step.setEnabled(made is not None and bool(made.changed))
        self._end.setEnabled(made is not None)
        if made is not None:
            found = made.difference.words
            side = "Hollow signs are of the earlier version." if made.changed else ""
            self._words.setText(f"Compared with {session.compared_with}: {found}. {side}".strip())
        self.bar.setVisible(made is not None)

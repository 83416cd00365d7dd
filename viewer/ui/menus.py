"""The menu bar: every action has its name, words, place and keys from one line of code."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

#: A key as Qt writes it ("Ctrl+O"), or as the platform has it.
Key = str | QKeySequence.StandardKey


class Menus:
    """The actions of a window, which each subject hangs into the menus itself.

    The order of `menu` and `add` is the order on screen. What an action is called, where it
    stands and which keys it has is told here alone: lists of commands and keys are read off it.
    """

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.bar = window.menuBar()
        self._named: dict[str, QAction] = {}

    def __getitem__(self, name: str) -> QAction:
        """The action of that object name. Raises KeyError where there is none."""
        return self._named[name]

    def menu(self, words: str) -> QMenu:
        """A menu at the end of the bar."""
        return self.bar.addMenu(words)

    def add(
        self, menu: QMenu, name: str, words: str, does: Callable[[], object], *keys: Key
    ) -> QAction:
        """An action at the end of a menu; without a key of its own for no ``keys``."""
        action = QAction(words, self._window)
        action.setObjectName(name)
        # Of a key that the platform has twice, or not at all, one or nothing is left.
        made = {QKeySequence(key).toString(): QKeySequence(key) for key in keys}
        action.setShortcuts([key for text, key in made.items() if text])
        action.triggered.connect(lambda _checked=False: does())
        menu.addAction(action)
        # Its keys work where the menu bar is hidden, too.
        self._window.addAction(action)
        self._named[name] = action
        return action

"""The Help menu: the keys, and what the program is."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from viewer import PROGRAM, __version__
from viewer.ui.menus import Menus
from viewer.ui.plain import message

#: What the mouse and the arrows do on the timeline, which no action says.
ON_THE_TIMELINE = (
    ("Wheel", "zoom at the pointer"),
    ("Shift+Wheel", "scroll the lanes"),
    ("Drag", "move the timeline"),
    ("Shift+Drag", "measure a time"),
    ("Double click", "go to an event"),
    ("← → ↑ ↓, A D W S", "move"),
    ("Home, End", "first and last date"),
)


class Helping(QObject):
    """The actions that explain the program."""

    def __init__(self, window: QMainWindow, menus: Menus, menu: QMenu) -> None:
        super().__init__(window)
        self._window, self._menus = window, menus
        menus.add(menu, "actionKeys", "&Keys", self.show_keys, "F1")
        about = menus.add(menu, "actionAbout", f"&About {PROGRAM}", self.show_about)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def show_keys(self) -> None:
        """Help ▸ Keys"""
        rows = [*ON_THE_TIMELINE, *_keys(self._menus.bar.actions())]
        width = max(len(keys) for keys, _ in rows)
        words = "\n".join(f"{keys:<{width}}   {does}" for keys, does in rows)
        box = message(self._window, "Keys", words, warning=False)
        box.setStyleSheet("QLabel { font-family: monospace; }")
        box.open()

    def show_about(self) -> None:
        """Help ▸ About"""
        text = (
            f"{PROGRAM} {__version__}\n\nReads prose that tells what happened, and shows when, and "
            "who says so.\nMIT licence. It never uses the network."
        )
        message(self._window, f"About {PROGRAM}", text, warning=False).open()


def _keys(actions: list[QAction]) -> Iterator[tuple[str, str]]:
    """The keys and words of actions and of those in the menus below them, in order."""
    for action in actions:
        below = action.menu()
        if isinstance(below, QMenu):
            yield from _keys(below.actions())
        elif shortcuts := action.shortcuts():
            native = QKeySequence.SequenceFormat.NativeText
            keys = ", ".join(dict.fromkeys(key.toString(native) for key in shortcuts))
            yield keys, action.text().replace("&", "").rstrip("…")

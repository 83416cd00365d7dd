"""The File menu: opening stories, by dialog and by drop, and closing windows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMenu

from viewer import resources
from viewer.ui.menus import Menus
from viewer.ui.plain import message
from viewer.ui.session import Session

SAMPLE = ("stories", "harbour-bridge.txt")
STORIES = "Story files (*.txt *.story *.md *.markdown *.html *.htm *.json);;All files (*)"


class Filing(QObject):
    """The actions that open stories."""

    def __init__(self, window: QMainWindow, session: Session, menus: Menus, menu: QMenu) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        menus.add(menu, "actionOpen", "&Open…", self.ask, QKeySequence.StandardKey.Open)
        menus.add(menu, "actionOpenSample", "Open the Sa&mple Story", self.open_sample)
        session.refused.connect(self._refused)

    def ask(self) -> None:
        """File ▸ Open…"""
        start = str(self._session.path.parent) if self._session.path else ""
        name, _ = QFileDialog.getOpenFileName(self._window, "Open a story", start, STORIES)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> bool:
        """Open a story in this window; what was open stays when it cannot be read."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return self._session.open(path)
        finally:
            QApplication.restoreOverrideCursor()

    def open_sample(self) -> None:
        """File ▸ Open the Sample Story"""
        self.open(resources.path(*SAMPLE))

    def _refused(self, reason: str) -> None:
        message(self._window, "The story could not be opened", reason).open()


def add_closing(window: QMainWindow, menus: Menus, menu: QMenu) -> None:
    """The end of the File menu: the window, and the program."""
    menus.add(menu, "actionClose", "&Close Window", window.close, "Ctrl+W")
    leave = menus.add(menu, "actionQuit", "&Quit", QApplication.closeAllWindows, "Ctrl+Q")
    leave.setMenuRole(QAction.MenuRole.QuitRole)


def dropped(data: QMimeData) -> Path | None:
    """The first local file of a drag; None where it brings none."""
    for url in data.urls():
        if url.isLocalFile():
            return Path(url.toLocalFile())
    return None

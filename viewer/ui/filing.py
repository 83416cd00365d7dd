"""The File menu: opening stories by dialog, list, drop and paste, and closing windows."""

from __future__ import annotations

import hashlib
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMenu

from viewer.files import NotSaved, shown, write_whole
from viewer.files.folders import data_folder
from viewer.files.gathering import STORIES
from viewer.files.names import safe_name
from viewer.ui.menus import Menus
from viewer.ui.plain import message
from viewer.ui.session import Session
from viewer.ui.settings import Memory
from viewer.ui.stories import SAMPLES, Stories

ENDINGS = " ".join(f"*{ending}" for ending in STORIES)
KINDS = f"Story files ({ENDINGS});;All files (*)"


class Filing(QObject):
    """The actions that open stories."""

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        memory: Memory,
        stories: Stories,
        menus: Menus,
        menu: QMenu,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._memory, self._stories = window, session, memory, stories
        menus.add(menu, "actionOpen", "&Open…", self.ask, QKeySequence.StandardKey.Open)
        self._add = menus.add(menu, "actionAddStory", "&Add Story…", self.ask_more, "Ctrl+Shift+O")
        menus.add(menu, "actionOpenFolder", "Open &Folder…", self.ask_folder)
        self._recent = menu.addMenu("Open &Recent")
        self._recent.setObjectName("menuRecent")
        samples = menu.addMenu("Sa&mple Stories")
        for number, (name, words, about) in enumerate(SAMPLES, start=1):
            menus.add(samples, f"actionSample{number}", f"{words}: {about}",
                      partial(stories.open_sample, name))  # fmt: skip
        self._clear = QAction("&Clear the List", self)
        self._clear.setObjectName("actionClearRecent")
        self._clear.triggered.connect(lambda: memory.update(lambda now: now.cleared()))
        session.opened.connect(self._renew)
        session.refused.connect(self._refused)
        memory.listed.connect(self._list_recent)
        self._list_recent()
        self._renew()

    def add_pasting(self, menus: Menus, menu: QMenu) -> None:
        """The Edit menu's way to open a story."""
        menus.add(menu, "actionPaste", "&Paste Story", self.paste, "Ctrl+Shift+V")

    def _renew(self) -> None:
        self._add.setEnabled(bool(self._session.readings))

    def _list_recent(self) -> None:
        self._recent.clear()
        rows = sorted(self._memory.now.recent, key=lambda one: not one.pinned)
        for one in rows:
            path = Path(one.path)
            words = f"{one.title} — {shown(Path(path.name))}" if one.title else shown(path)
            action = self._recent.addAction(_menu_words(("★ " if one.pinned else "") + words))
            action.triggered.connect(partial(self._open_recent, path))
        if rows:
            self._recent.addSeparator()
        self._recent.addAction(self._clear)
        self._clear.setEnabled(bool(rows))

    def _open_recent(self, path: Path, _checked: bool = False) -> None:
        self._stories.open([path])

    def ask(self) -> None:
        """File ▸ Open…"""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, "Open a story, or several on one timeline", self._folder(), KINDS
        )
        if names:
            self._stories.open([Path(name) for name in names])

    def ask_more(self) -> None:
        """File ▸ Add Story…"""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, "Add stories to the timeline", self._folder(), KINDS
        )
        if names:
            self._stories.open([Path(name) for name in names], add=True)

    def ask_folder(self) -> None:
        """File ▸ Open Folder…"""
        name = QFileDialog.getExistingDirectory(
            self._window, "Open every story in a folder", self._folder()
        )
        if name:
            self._stories.open([Path(name)])

    def _folder(self) -> str:
        path = self._session.path
        return str(path.parent) if path else ""

    def paste(self) -> None:
        """Edit ▸ Paste Story"""
        self.take_text(QGuiApplication.clipboard().text())

    def take_text(self, text: str) -> bool:
        """Open a text as a story without a name, kept in the reader's data folder; False, and a
        message, where that is not possible."""
        folder = data_folder()
        if not text.strip():
            self._say("Nothing to paste", "There is no text on the clipboard. Copy a story first.")
            return False
        if folder is None:
            self._say("The story was not pasted", "This account has no folder to keep it in.")
            return False
        data = text.replace("\r\n", "\n").encode("utf-8", "surrogatepass").decode(
            "utf-8", "replace").encode()  # fmt: skip
        first = " ".join(text.split()[:8])
        digest = hashlib.sha256(data).hexdigest()[:6]
        path = folder / "pasted" / f"{safe_name(first)[:60].strip()} ({digest}).txt"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                write_whole(path, data)
        except OSError as error:
            words = str(error) if isinstance(error, NotSaved) else error.strerror or str(error)
            self._say("The story was not pasted", words)
            return False
        return self._stories.open([path])

    def takes(self, dropped: QMimeData) -> bool:
        """Whether something that is dragged over the window can be opened."""
        return bool(_files(dropped)) or (dropped.hasText() and bool(dropped.text().strip()))

    def drop(self, dropped: QMimeData, *, add: bool = False) -> None:
        """Open what was dropped: files and folders, else the text itself."""
        files = _files(dropped)
        if files:
            self._stories.open(files, add=add)
        elif dropped.hasText():
            self.take_text(dropped.text())

    def _refused(self, reason: str) -> None:
        self._say("The story could not be opened", reason)

    def _say(self, title: str, words: str) -> None:
        message(self._window, title, words).open()


def add_closing(window: QMainWindow, menus: Menus, menu: QMenu) -> None:
    """The end of the File menu: the window, and the program."""
    menus.add(menu, "actionClose", "&Close Window", window.close, "Ctrl+W")
    leave = menus.add(menu, "actionQuit", "&Quit", QApplication.closeAllWindows, "Ctrl+Q")
    leave.setMenuRole(QAction.MenuRole.QuitRole)


def _files(dropped: QMimeData) -> list[Path]:
    """The local files and folders of a drag."""
    return [Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()]


def _menu_words(words: str) -> str:
    """Words of a story or a file in a menu: one line, and no letter of theirs is a key."""
    words = " ".join(words.split()).replace("&", "&&")
    return words if len(words) <= 90 else words[:89] + "…"

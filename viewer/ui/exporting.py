"""The File menu's export: which file is asked for, and what is said of it when it is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu

from viewer import resources
from viewer.core.summary import title
from viewer.files.formats import FORMATS
from viewer.files.names import safe_name
from viewer.ui.export import write_file
from viewer.ui.menus import Menus
from viewer.ui.pictures import PICTURES, Picture
from viewer.ui.plain import message
from viewer.ui.session import Session
from viewer.ui.sheet import ExportFailed

#: What a story is exported as, by the line of the file dialog that offers it.
EXPORTS = {
    f"{one.words} (*{one.suffixes[0]})": one.suffixes[0][1:] for one in (*PICTURES, *FORMATS)
}


class Exporting(QObject):
    """The actions that write the timeline to a file."""

    def __init__(self, window: QMainWindow, session: Session, menus: Menus, menu: QMenu) -> None:
        super().__init__(window)
        self._window, self._session = window, session
        self._action = menus.add(menu, "actionExport", "&Export…", self.ask, "Ctrl+E")
        session.opened.connect(self._renew)
        self._renew()

    def ask(self) -> None:
        """File ▸ Export…"""
        session = self._session
        if not session.readings:
            return
        folder = session.path.parent if session.path else Path.home()
        if resources.path() in folder.parents:
            folder = Path.home()  # the sample's own folder is the program's
        dialog = QFileDialog(self._window, "Export the whole timeline", str(folder))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(EXPORTS))
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(EXPORTS[chosen]))
        dialog.selectFile(f"{safe_name(title(session.readings))}.png")
        if dialog.exec():
            self.export(Path(dialog.selectedFiles()[0]))

    def export(self, path: Path) -> bool:
        """Write the whole timeline in the format the name ends in; say so, and what that format
        has no place for."""
        session = self._session
        picture = Picture(
            width=max(round(session.view.scale.width), 1200),
            scale=2.0 if path.suffix.lower() == ".png" else 1.0,
            theme=session.theme.name,
        )
        try:
            try:
                lost = write_file(session.timeline, path, picture)
            except ExportFailed:
                # A very tall timeline may still fit at its plain size.
                lost = write_file(session.timeline, path, replace(picture, scale=1.0))
        except (ExportFailed, OSError) as error:
            message(self._window, "The timeline was not exported", _said(error, path)).open()
            return False
        self._window.statusBar().showMessage(f"Exported to {path}", 8000)
        if lost:
            told = "\n".join(f"• {sentence}." for sentence in lost)
            words = f"{path.name} is written. The format has no place of its own for:\n\n{told}"
            message(self._window, "Exported", words, warning=False).open()
        return True

    def _renew(self) -> None:
        self._action.setEnabled(bool(self._session.readings))


def _said(error: Exception, path: Path) -> str:
    if isinstance(error, OSError):
        return f"{path} cannot be written: {error.strerror or error}. Choose another folder."
    return str(error)

"""The menu's ways out of the window: export, the picture on the clipboard, print."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QMenu

from viewer import resources
from viewer.core.summary import title
from viewer.files.names import safe_name
from viewer.ui.menus import Menus
from viewer.ui.plain import message
from viewer.ui.session import Session
from viewer.ui.settings import Memory


class Exporting(QObject):
    """The actions that take the timeline out of the window.

    What they need is imported when it is asked for: a start does not wait for it.
    """

    def __init__(
        self, window: QMainWindow, session: Session, memory: Memory, menus: Menus, menu: QMenu
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._menus = window, session, menus
        self._memory = memory
        self._actions = [
            menus.add(menu, "actionExport", "&Export…", self.ask, "Ctrl+E"),
            menus.add(menu, "actionPrint", "&Print…", self.print, "Ctrl+P"),
        ]
        session.opened.connect(self._renew)
        self._renew()

    def hang_copy(self, menu: QMenu) -> None:
        """Add the action that copies the picture to a menu."""
        self._actions.append(
            self._menus.add(
                menu, "actionCopyPicture", "Copy Timeline P&icture", self.copy_picture,
                "Ctrl+Alt+C",
            )
        )  # fmt: skip
        self._renew()

    def ask(self) -> None:
        """File ▸ Export…"""
        from viewer.ui.export.choices import kept, of_kept
        from viewer.ui.export.dialog import ExportDialog, Subject

        session = self._session
        folder = session.path.parent if session.path else Path.home()
        if resources.path() in folder.parents:
            folder = Path.home()  # the sample's own folder is the program's
        scale = session.view.scale
        subject = Subject(
            session.exported,
            (scale.start, scale.end),
            session.paths,
            folder,
            safe_name(title(session.own)),
            session.manner,
        )
        choices = of_kept(self._memory.now.export)
        dialog = ExportDialog(self._window, subject, choices, session.understood)

        def written(path: Path) -> None:
            chosen = kept(dialog.choices)
            self._memory.update(lambda now: now.with_export(chosen))
            self._window.statusBar().showMessage(f"Exported to {path}", 8000)

        dialog.written.connect(written)
        dialog.open()

    def copy_picture(self) -> None:
        """Edit ▸ Copy Timeline Picture: as the last export was drawn, the whole of it."""
        from viewer.ui.export import image_of, sheet_for
        from viewer.ui.export.choices import of_kept
        from viewer.ui.pictures import PICTURES
        from viewer.ui.sheet import ExportFailed

        # Of pixels, whatever the last export was: without numbers of notes that it does not hold.
        choices = replace(of_kept(self._memory.now.export), form=PICTURES[0].name)
        picture = replace(choices.picture(None, None), manner=self._session.manner)
        try:
            sheet = sheet_for(self._session.exported, PICTURES[0], picture)
            image = image_of(sheet, picture, sheet.scale)
        except ExportFailed as error:
            message(self._window, "Nothing was copied", f"{error}.").open()
            return
        QGuiApplication.clipboard().setImage(image)
        told = f"Copied the picture of {len(self._session.exported.events):,} events"
        self._window.statusBar().showMessage("; ".join((told, *sheet.lost)), 8000)

    def print(self) -> None:
        """File ▸ Print…: how it comes on paper, and from there to the printer."""
        from viewer.ui.export.printing import PrintPreview

        PrintPreview(self._window, self._session.exported, self._session.manner).open()

    def _renew(self) -> None:
        for action in self._actions:
            action.setEnabled(bool(self._session.readings))

"""The Help menu: the guide, every command and key, and what the program is."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu

from viewer import PROGRAM
from viewer.ui.menus import Menus
from viewer.ui.plain import message


class Helping(QObject):
    """The actions that explain the program.

    What they show is imported when it is asked for: a start does not wait for it.
    """

    def __init__(self, window: QMainWindow, menus: Menus, menu: QMenu) -> None:
        super().__init__(window)
        self._window, self._menus = window, menus
        menus.add(menu, "actionGuide", "&User Guide", self.show_guide, "F1")
        menus.add(menu, "actionKeys", "&Keys", self.show_keys, "?")
        menus.add(menu, "actionCommands", "&Commands…", self.show_commands, "Ctrl+Shift+P")
        menu.addSeparator()
        about = menus.add(menu, "actionAbout", f"&About {PROGRAM}", self.show_about)
        about.setMenuRole(about.MenuRole.AboutRole)

    def show_guide(self) -> None:
        """Help ▸ User Guide"""
        from viewer.ui.guide import Guide

        self._show(Guide(self._window))

    def show_keys(self) -> None:
        """Help ▸ Keys"""
        from viewer.ui.commands import KeySheet

        self._show(KeySheet(self._menus.bar, self._window))

    def show_commands(self) -> None:
        """Help ▸ Commands…"""
        from viewer.ui.commands import Palette

        palette = Palette(self._menus.bar, self._window)
        palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        palette.open()

    def show_about(self) -> None:
        """Help ▸ About"""
        from viewer.ui.report import versions

        text = (
            "Reads prose that tells what happened, and shows when, and who says so.\n"
            f"MIT licence. It never uses the network.\n\n{versions()}"
        )
        box = message(self._window, f"About {PROGRAM}", text, warning=False)
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box.open()

    def _show(self, dialog: QDialog) -> None:
        """A window beside the story, once."""
        for other in self._window.findChildren(type(dialog)):
            if other is not dialog and isinstance(other, QDialog):
                other.close()
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

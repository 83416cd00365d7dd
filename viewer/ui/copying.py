"""The end of the Edit menu: what is copied, what is found, and choosing no event."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from viewer.core.finding import ALL
from viewer.core.summary import title
from viewer.ui.menus import Menus
from viewer.ui.panel import SidePanel
from viewer.ui.panel.card import when_words
from viewer.ui.session import Session


class Copying(QObject):
    """The actions that take words out of the window, and look for them in it."""

    def __init__(
        self, window: QMainWindow, session: Session, menus: Menus, menu: QMenu, panel: SidePanel
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._panel = window, session, panel
        self._menus = menus
        keys = QKeySequence.StandardKey
        self._of_story = [
            menus.add(menu, "actionCopy", "&Copy Selected Text", panel.source.copy, keys.Copy)
        ]
        self._copy_event = menus.add(
            menu, "actionCopyEvent", "Copy Event with Ci&tation", self.copy_event, "Ctrl+Shift+C"
        )
        menu.addSeparator()
        self._of_story.append(menus.add(menu, "actionFind", "&Find…", self.find, "Ctrl+F", "/"))
        menus.add(menu, "actionShowAll", "Show &All Events", lambda: session.show_only(ALL))
        menu.addSeparator()
        menus.add(menu, "actionDeselect", "Choose &No Event", session.let_go, "Esc")
        session.opened.connect(self._renew)
        session.arranged.connect(self._renew)
        session.chosen.connect(lambda _: self._renew())
        self._renew()

    def copy_event(self) -> None:
        """Put what is chosen on the clipboard by time, with dates, quotations and citations."""
        chosen = self._session.chosen_events()
        if not chosen:
            return
        told = []
        for event, reading in chosen:
            quote = " ".join(event.span.of(reading.story.text).split())
            cited = "".join(f" [{i}]" for i in event.citations)
            when = self._session.in_style(when_words(event))
            told.append(
                f"{when}: {event.headline}.\n“{quote}”{cited}\n"
                f"{title([reading])} ({reading.story.name})\n"
            )
        QGuiApplication.clipboard().setText("\n".join(told))
        many = (
            "the event with its citations"
            if len(told) == 1
            else f"{len(told):,} events with their citations"
        )
        self._window.statusBar().showMessage(f"Copied {many}", 4000)

    def find(self) -> None:
        """Edit ▸ Find…"""
        if not self._panel.isVisible():
            self._menus["actionPanel"].trigger()
        self._panel.search.box.setFocus()
        self._panel.search.box.selectAll()

    def _renew(self) -> None:
        for action in self._of_story:
            action.setEnabled(bool(self._session.readings))
        self._copy_event.setEnabled(bool(self._session.chosen_id))

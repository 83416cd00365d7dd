"""What the reader prefers, at work in a window: looks, dates, lanes, named periods."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QMenu

from viewer.core.dates import USUAL, DateStyle, Manner
from viewer.files import known_periods
from viewer.ui.menus import Menus
from viewer.ui.preferences import GROUPINGS, WEEKS, PreferencesDialog
from viewer.ui.session import Session
from viewer.ui.settings import Memory


class Preferring(QObject):
    """The Preferences action, and its window's part in what is preferred."""

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        memory: Memory,
        menus: Menus,
        menu: QMenu,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._memory = window, session, memory
        action = menus.add(menu, "actionPreferences", "Pre&ferences…", self.ask, "Ctrl+,")
        action.setMenuRole(action.MenuRole.PreferencesRole)
        memory.preferred.connect(self.follow)
        memory.renamed.connect(self._name_periods)
        session.restyled.connect(self._remember)
        offered = {one.value: one for one, _ in GROUPINGS}
        preferred = offered.get(memory.preferences.grouping)
        if preferred is not None:
            session.group_by(preferred)

    def ask(self) -> None:
        """Edit ▸ Preferences…"""
        PreferencesDialog(self._memory, self._window).open()

    def follow(self) -> None:
        """Take theme, size of text and manner of dates as preferred."""
        now = self._memory.preferences
        style = next((one for one in DateStyle if one.value == now.dates), USUAL.style)
        _, week = WEEKS.get(now.week, ("", USUAL.week))
        self._session.restyle(now.theme, now.text_size, Manner(style, week))

    def _remember(self) -> None:
        """A theme chosen in the View menu is preferred from then on."""
        if self._session.theme_name != self._memory.preferences.theme:
            self._memory.prefer(theme=self._session.theme_name)

    def _name_periods(self) -> None:
        periods, _ = known_periods()
        self._session.know(periods)

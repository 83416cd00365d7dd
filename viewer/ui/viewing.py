"""The View menu: what part of the timeline is seen, in which colours, beside what."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QActionGroup, QFontDatabase, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QInputDialog, QMainWindow, QMenu, QWidget

from viewer.ui.menus import Menus
from viewer.ui.plain import message
from viewer.ui.session import Session
from viewer.ui.theme import enlarged, palette, style_sheet
from viewer.ui.view import CLOSER

THEMES = (
    ("system", "As the &System"),
    ("light", "&Light"),
    ("dark", "&Dark"),
    ("contrast", "&High Contrast"),
)


class Viewing(QObject):
    """The actions that move the view, choose the theme and show or hide the side panel."""

    def __init__(
        self, window: QMainWindow, session: Session, menus: Menus, menu: QMenu, panel: QWidget
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._side = window, session, panel
        keys, view = QKeySequence.StandardKey, session.view
        self._of_story = [menus.add(menu, "actionFit", "&Fit Everything", view.fit, "F")]
        self._fit_chosen = menus.add(
            menu, "actionFitChosen", "Fit the &Chosen Event", session.fit_chosen, "Shift+F"
        )
        self._of_story += [
            menus.add(menu, "actionBack", "&Back", lambda: view.travel(-1), "["),
            menus.add(menu, "actionForward", "For&ward", lambda: view.travel(1), "]"),
            menus.add(menu, "actionGoTo", "&Go to a Date…", self.ask_moment, "Ctrl+G"),
            menus.add(menu, "actionZoomIn", "Zoom &In", lambda: view.zoom(CLOSER**2),
                      "+", "=", keys.ZoomIn),
            menus.add(menu, "actionZoomOut", "Zoom &Out", lambda: view.zoom(CLOSER**-2),
                      "-", keys.ZoomOut),
        ]  # fmt: skip
        menu.addSeparator()
        group = QActionGroup(self)
        below = menu.addMenu("&Theme")
        self._themes = {
            name: menus.add(
                below, f"actionTheme{name.title()}", words, partial(session.restyle, name)
            )
            for name, words in THEMES
        }
        for action in self._themes.values():
            action.setCheckable(True)
            group.addAction(action)
        self._panel = menus.add(menu, "actionPanel", "Side &Panel", self._toggle_panel, "F9")
        self._panel.setCheckable(True)
        self._panel.setChecked(True)
        full = menus.add(menu, "actionFullScreen", "F&ull Screen", self._toggle_full, "F11")
        full.setCheckable(True)
        session.opened.connect(self._renew)
        session.chosen.connect(lambda _: self._renew())
        session.arranged.connect(self._renew)
        session.restyled.connect(self._restyle)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_theme)
        self._restyle()
        self._renew()

    def ask_moment(self) -> None:
        """View ▸ Go to a Date…"""
        words, given = QInputDialog.getText(
            self._window, "Go to a date", "For example 4 July 1976, the 1990s, or last March."
        )
        if given and words.strip():
            self.go_to(words)

    def go_to(self, words: str) -> bool:
        """Show the time that words name; False, and a message, when they name none."""
        if self._session.go_to(words):
            return True
        text = f"“{words.strip()}” is not a time this program reads. Try 4 July 1976."
        message(self._window, "Not a time", text).open()
        return False

    def _toggle_panel(self) -> None:
        self._side.setVisible(self._panel.isChecked())

    def _toggle_full(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def _renew(self) -> None:
        for action in self._of_story:
            action.setEnabled(bool(self._session.readings))
        self._fit_chosen.setEnabled(bool(self._session.chosen_id))

    @Slot()
    def _system_theme(self) -> None:
        if self._session.theme_name == "system":
            self._session.restyle("system")

    def _restyle(self) -> None:
        self._themes[self._session.theme_name].setChecked(True)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            sheet = enlarged(style_sheet(self._session.theme), self._session.text_size)
            if app.styleSheet() == sheet:
                return  # each would polish every widget of every window again
            font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
            font.setPointSizeF(font.pointSizeF() * self._session.text_size / 100)
            if app.font() != font:
                app.setFont(font)
            app.setPalette(palette(self._session.theme))
            app.setStyleSheet(sheet)

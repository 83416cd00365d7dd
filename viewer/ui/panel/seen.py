"""Renewing what is seen at once, and what lies behind another tab when it comes to the front."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class WhenSeen(QObject):
    """Calls ``renew`` of a widget for each `stir`: at once where the widget is to be seen, else
    once when it is next.

    Lists of fifteen thousand rows behind three tabs would take as long as the timeline itself,
    at every step.
    """

    def __init__(self, widget: QWidget, renew: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget, self._renew = widget, renew
        self._stale = False
        widget.installEventFilter(self)

    def stir(self) -> None:
        """What the widget shows has changed."""
        self._stale = not self._widget.isVisible()
        if not self._stale:
            self._renew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and self._stale:
            self._stale = False
            self._renew()
        return False

"""What a screen reader hears of the timeline: a list of the events in view, one of them selected.

What is answered to Qt must live on in Python as long as Qt may use it, so every interface made is
kept. `interface_cast` is left alone: overridden in Python, it crashes. Of many thousand events only
those in view are told; the Events tab lists them all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class Spoken(NamedTuple):
    """An event in view: its id, what is said of it, and its box in pixels of the widget."""

    event: str
    words: str
    box: QRect


class EventList(QAccessibleWidget):
    """A widget as a list of events.

    ``told`` answers those in view, in an order that lasts while the view does; ``chosen`` the id
    of the one selected, "" for none.
    """

    def __init__(
        self,
        widget: QWidget,
        told: Callable[[], Sequence[Spoken]],
        chosen: Callable[[], str],
    ) -> None:
        super().__init__(widget, QAccessible.Role.List, widget.accessibleName())
        self._widget, self._told, self._chosen = widget, told, chosen
        self._items: dict[str, _Item] = {}

    def childCount(self) -> int:
        return len(self._told())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        told = self._told()
        return self._item(told[index].event) if 0 <= index < len(told) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        for number, one in enumerate(self._told()):
            if self._items.get(one.event) is child:
                return number
        return -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        at = self._widget.mapFromGlobal(QRect(x, y, 1, 1).topLeft())
        found = next((one for one in self._told() if one.box.contains(at)), None)
        return self._item(found.event) if found else None

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return self._item(self._chosen()) if self.place(self._chosen()) >= 0 else None

    def place(self, event: str) -> int:
        """Which of the events in view that is, -1 for none."""
        return next((n for n, one in enumerate(self._told()) if one.event == event), -1)

    def spoken(self, event: str) -> Spoken | None:
        """What is told of an event now; None where it is out of view."""
        return next((one for one in self._told() if one.event == event), None)

    def is_chosen(self, event: str) -> bool:
        return event == self._chosen()

    def on_screen(self, box: QRect) -> QRect:
        """A box of the widget, in pixels of the screen."""
        return QRect(self._widget.mapToGlobal(box.topLeft()), box.size())

    def has_focus(self) -> bool:
        return self._widget.hasFocus()

    def tell_chosen(self) -> None:
        """Tell who listens that another event is selected."""
        place = self.place(self._chosen()) if QAccessible.isActive() else -1
        if place < 0:
            return
        for kind in (QAccessible.Event.Selection, QAccessible.Event.Focus):
            if kind is QAccessible.Event.Focus and not self.has_focus():
                continue
            event = QAccessibleEvent(self._widget, kind)
            event.setChild(place)
            QAccessible.updateAccessibility(event)

    def _item(self, event: str) -> _Item:
        if event not in self._items:
            self._items[event] = _Item(self, event)
        return self._items[event]


class _Item(QAccessibleInterface):
    """One event of the list."""

    def __init__(self, parent: EventList, event: str) -> None:
        super().__init__()
        self._parent, self._event = parent, event

    def isValid(self) -> bool:
        return self._parent.spoken(self._event) is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        return self._parent.window()

    def parent(self) -> QAccessibleInterface:
        return self._parent

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        found = self._parent.spoken(self._event)
        return self._parent.on_screen(found.box) if found else QRect()

    def text(self, kind: QAccessible.Text) -> str:
        found = self._parent.spoken(self._event)
        return found.words if found and kind is QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        return None

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = state.focusable = True
        if self._parent.is_chosen(self._event):
            state.selected = True
            state.focused = self._parent.has_focus()
        if not self.isValid():
            state.invisible = True
        return state

    def foregroundColor(self) -> QColor:
        return QColor()

    def backgroundColor(self) -> QColor:
        return QColor()


def interface(_class_name: str, asked: QObject) -> QAccessibleInterface | None:
    """The factory that Qt asks: a widget with an `EventList` of its own has it as ``spoken``."""
    found = getattr(asked, "spoken", None)
    return found if isinstance(found, EventList) else None

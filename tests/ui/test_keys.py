"""The whole program by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QTabBar, QWidget

from viewer.ui.window import MainWindow

#: What Tab comes by in each tab of the side panel.
PARTS = (
    {"sourceText"},
    {"citationLists", "supportFilter", "citationList"},
    {"eventFilter", "eventTable"},
    {"undatedShelf"},
)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifiers)
    QApplication.processEvents()


def round_trip(window: MainWindow, key: Qt.Key) -> list[QWidget]:
    """What has the focus, one after the other, until it is the timeline's again."""
    window.activateWindow()
    window.canvas.setFocus()
    QApplication.processEvents()
    found = [focus()]
    for _ in range(40):
        press(key)
        if focus() is found[0]:
            return found
        found.append(focus())
    raise AssertionError([one.objectName() for one in found])


def ringed(widget: QWidget, colour: str) -> bool:
    """Whether the outermost pixels of a widget have a colour."""
    picture = widget.grab().toImage()
    middle = picture.height() // 2
    return any(picture.pixelColor(x, middle).name() == colour for x in range(2))


@pytest.mark.parametrize("tab", range(4))
def test_tab_comes_by_everything_and_back(window: MainWindow, tab: int) -> None:
    """Search, tabs, what the tab shows, the card and the groupings; Shift+Tab the other way."""
    window.panel.tabs.setCurrentIndex(tab)
    there = round_trip(window, Qt.Key.Key_Tab)
    names = {one.objectName() for one in there}
    wanted = {"timelineView", "searchBox", "searchNext", "whyCard", "groupSource"}
    assert names >= wanted | PARTS[tab]
    assert any(isinstance(one, QTabBar) for one in there)
    back = round_trip(window, Qt.Key.Key_Backtab)
    assert back[1:] == there[:0:-1]


def test_what_has_the_focus_has_a_ring(window: MainWindow) -> None:
    """The timeline, the lists and the fields."""
    colour = window.session.theme.hues[0].lower()
    for tab in range(4):
        window.panel.tabs.setCurrentIndex(tab)
        for one in round_trip(window, Qt.Key.Key_Tab):
            if one.objectName() in {"timelineView", "searchBox", "eventFilter", *PARTS[tab]}:
                if isinstance(one, QComboBox):
                    continue  # Qt's own ring
                one.setFocus()
                QApplication.processEvents()
                assert ringed(one, colour), one.objectName()
                window.canvas.setFocus()
                assert one is window.canvas.view or not ringed(one, colour), one.objectName()


def test_tabs_and_filters_are_worked_by_keys(window: MainWindow) -> None:
    """Arrows go from tab to tab; a letter takes a filter, and the timeline follows."""
    bar = window.panel.tabs.tabBar()
    bar.setFocus()
    press(Qt.Key.Key_Right)
    assert window.panel.tabs.currentWidget() is window.panel.sources_page
    every = len(window.session.timeline.events)
    choices = window.findChild(QComboBox, "supportFilter")
    choices.setFocus()
    press(Qt.Key.Key_Down)
    assert choices.currentText() == "Two or more sources"
    assert len(window.session.timeline.events) < every


def test_an_event_is_chosen_in_the_list_by_keys(window: MainWindow) -> None:
    """Down goes from row to row of the table, and the event is the one chosen."""
    window.panel.tabs.setCurrentWidget(window.panel.events_page)
    window.activateWindow()
    window.panel.events.setFocus()
    QApplication.processEvents()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    event = window.session.event_of(window.session.chosen_id)
    assert event is not None
    row = window.panel.events.currentIndex().row()
    assert window.panel.events.model().index(row, 1).data() == event.headline

"""Two versions of a story side by side, as a reader sets them there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget

from viewer.core.corrections import Hide
from viewer.core.difference import Change
from viewer.ui.window import MainWindow

HEAD = "A weir at Torrby\n\n{}\n\n"
EARLIER = HEAD.format("2020-11-02") + (
    "The weir was built in 1902 [ab12cd34]. It broke on 4 August 1911 [ab12cd34]. "
    "The council bought the meadow in 1961 [ab12cd34]. A strike stopped the pumps in 1926.\n"
)
LATER = HEAD.format("2021-03-09") + (
    "The weir was built in 1902 [ab12cd34]. It broke on 5 August 1911 [ab12cd34]. "
    "The council bought the meadow in 1961 [ef56ab78]. A new lock opened in 1970 [ef56ab78].\n"
)


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    path = tmp_path / "weir-1.txt"
    path.write_text(EARLIER, encoding="utf-8")
    return path


@pytest.fixture
def desk(empty_window: MainWindow, tmp_path: Path) -> MainWindow:
    """A window on the later version."""
    path = tmp_path / "weir-2.txt"
    path.write_text(LATER, encoding="utf-8")
    assert empty_window.open(path)
    QApplication.processEvents()
    return empty_window


def do(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, name)
    assert action.isEnabled()
    action.trigger()
    QApplication.processEvents()


def compare(window: MainWindow, path: Path, hands: Any) -> None:
    """Timeline ▸ Compare with…, and the file in the dialog."""
    hands.answer_file_dialog(path)
    do(window, "actionCompare")


def rows(window: MainWindow) -> list[tuple[str, ...]]:
    model = window.findChild(QTableView, "changeList").model()
    return [
        tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def words(window: MainWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    return str(label.text()) if label.isVisible() else ""


def lanes(window: MainWindow) -> dict[str, int]:
    return {lane.title: lane.count for lane in window.session.timeline.lanes}


def chosen(window: MainWindow) -> tuple[str, str]:
    event = window.session.event_of(window.session.chosen_id)
    assert event is not None
    return event.headline, event.when.edtf


def test_two_versions_are_told_apart(desk: MainWindow, earlier: Path, hands: Any) -> None:
    """In a line, a list by time, and lanes of one axis; what is the same is there once."""
    compare(desk, earlier, hands)
    told = words(desk, "comparisonWords")
    assert "weir-1.txt: 1 event new, 1 gone, 1 dated or told otherwise, 1 from other" in told
    assert rows(desk) == [
        ("≠ date", "4 August 1911 → 5 August 1911", "It broke"),
        ("− gone", "1926", "A strike stopped the pumps"),
        ("§ sources", "ab12cd34 → ef56ab78", "The council bought the meadow"),
        ("+ new", "1970", "A new lock opened"),
    ]
    assert lanes(desk) == {
        "New": 1,
        "Gone": 1,
        "Dated or told otherwise": 2,
        "From other sources": 2,
        "The same in both": 1,
    }
    assert desk.panel.tabs.currentWidget() is desk.panel.changes


def test_the_changes_are_stepped_through(desk: MainWindow, earlier: Path, hands: Any) -> None:
    """Keys go from one to the next and round; text and card follow, of either version."""
    compare(desk, earlier, hands)
    do(desk, "actionNextChange")
    assert chosen(desk) == ("It broke", "1911-08-05")
    table = desk.findChild(QTableView, "changeList")
    assert table.currentIndex().row() == 0
    card = "\n".join(label.text() for label in desk.panel.card.findChildren(QLabel))
    assert "4 August 1911" in card
    QTest.mouseClick(desk.findChild(QPushButton, "nextChange"), Qt.MouseButton.LeftButton)
    assert chosen(desk) == ("A strike stopped the pumps", "1926")
    assert "stopped the pumps" in desk.panel.source.toPlainText()
    do(desk, "actionPreviousChange")
    do(desk, "actionPreviousChange")
    assert chosen(desk) == ("A new lock opened", "1970")
    assert "stopped the pumps" not in desk.panel.source.toPlainText()
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert chosen(desk)[0] == "The council bought the meadow"


def test_what_only_the_other_version_tells_cannot_be_put_right(
    desk: MainWindow, earlier: Path, hands: Any
) -> None:
    """The other story is not open: it is read, and left as it is."""
    compare(desk, earlier, hands)
    do(desk, "actionNextChange")
    assert desk.findChild(QAction, "actionChangeDate").isEnabled()
    do(desk, "actionNextChange")
    assert chosen(desk)[0] == "A strike stopped the pumps"
    for name in ("actionChangeDate", "actionHide", "actionRename", "actionAddEvent"):
        assert not desk.findChild(QAction, name).isEnabled()
    assert desk.panel.card.findChild(QPushButton, "takeAlternative") is None


def test_the_way_back(desk: MainWindow, earlier: Path, hands: Any) -> None:
    """Ended, everything is as it was, and an event of the other version leads to its own side."""
    before = [(e.id, e.when.edtf) for e in desk.session.timeline.events]
    grouping = desk.session.grouping
    compare(desk, earlier, hands)
    line = next(one for one in desk.session.comparison.changed if one.before and one.after)
    desk.session.choose(line.before.id)
    QTest.mouseClick(desk.findChild(QPushButton, "endComparison"), Qt.MouseButton.LeftButton)
    assert [(e.id, e.when.edtf) for e in desk.session.timeline.events] == before
    assert desk.session.grouping is grouping
    assert desk.session.chosen_id == line.after.id
    assert not desk.findChild(QWidget, "comparison").isVisible()
    assert not desk.panel.tabs.isTabVisible(desk.panel.tabs.indexOf(desk.panel.changes))
    assert not desk.findChild(QAction, "actionNextChange").isEnabled()


def test_from_the_earlier_version_the_later_is_still_the_later(
    desk: MainWindow, earlier: Path
) -> None:
    """Which of two is the later one, their dates say, not which was opened first."""
    later = desk.session.path
    assert later is not None
    assert desk.open(earlier)
    assert desk.session.compare_with(later)
    assert ("+ new", "1970", "A new lock opened") in rows(desk)
    assert ("− gone", "1926", "A strike stopped the pumps") in rows(desk)


def test_a_correction_shows_in_the_comparison(desk: MainWindow, earlier: Path, hands: Any) -> None:
    """Put right meanwhile, the line changes with it."""
    compare(desk, earlier, hands)
    do(desk, "actionNextChange")
    desk.session.corrections.make(
        Hide(),
        desk.session.target_of(desk.session.event_of(desk.session.chosen_id)),
    )
    assert rows(desk)[0] == ("− gone", "4 August 1911", "It broke")


def test_a_version_kept_when_the_file_changed_can_be_compared(desk: MainWindow, qtbot: Any) -> None:
    """The story changes on disk: what it told before stands beside what it tells now."""
    action = desk.findChild(QAction, "actionCompareVersions")
    assert not action.isEnabled()
    path = desk.session.path
    assert path is not None
    path.write_text(LATER.replace("in 1970", "in 1971"), encoding="utf-8")
    qtbot.waitUntil(lambda: desk.session.can_go_back, timeout=5000)
    do(desk, "actionCompareVersions")
    assert rows(desk) == [("≠ date", "1970 → 1971", "A new lock opened")]
    desk.session.go_back()
    assert not desk.findChild(QWidget, "comparison").isVisible()
    do(desk, "actionCompareVersions")
    assert rows(desk) == [("≠ date", "1970 → 1971", "A new lock opened")]


def test_what_is_exported_meanwhile_is_the_open_story(
    desk: MainWindow, earlier: Path, hands: Any
) -> None:
    """Events of the other version would pass for its own."""
    before = [e.id for e in desk.session.timeline.events]
    compare(desk, earlier, hands)
    assert [e.id for e in desk.session.exported.events] == before


def test_a_file_that_is_no_story_changes_nothing(
    desk: MainWindow, tmp_path: Path, hands: Any
) -> None:
    """Said why, and the window goes on."""
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    compare(desk, empty, hands)
    assert "empty" in hands.message_shown(desk)
    assert desk.session.comparison is None


def test_signs_stand_beside_the_marks(desk: MainWindow, earlier: Path, hands: Any) -> None:
    """Each change has a colour on the timeline, and its sign says the same without it."""
    compare(desk, earlier, hands)
    picture = desk.canvas.view.viewport().grab().toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 2)
        for y in range(picture.height())
    }
    made = desk.session.comparison
    for change in {line.change for line in made.changed}:
        assert QColor(desk.session.theme.change(change)).name() in seen
    assert len({change.sign for change in Change}) == len(Change)

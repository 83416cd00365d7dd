"""A program that comes back: recent stories, the last view, and what a kill took away."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QToolButton, QWidget

from viewer import resources
from viewer.files import known_periods
from viewer.files.settings import NAME, SettingsFile
from viewer.ui.desk import Desk
from viewer.ui.session import Session
from viewer.ui.settings import Memory
from viewer.ui.window import MainWindow

ROOT = Path(__file__).parents[2]
BRIDGE = resources.path("stories", "harbour-bridge.txt").read_text(encoding="utf-8")
SALT = resources.path("stories", "salt-and-silver.md").read_text(encoding="utf-8")


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(BRIDGE, encoding="utf-8")
    return path


@pytest.fixture
def salt(tmp_path: Path) -> Path:
    path = tmp_path / "salt.md"
    path.write_text(SALT, encoding="utf-8")
    return path


@pytest.fixture
def start(qtbot: Any) -> Iterator[Callable[[], MainWindow]]:
    """A window as the program opens one at a start, on settings as they are on disk."""
    periods, _ = known_periods()
    made: list[MainWindow] = []

    def window() -> MainWindow:
        one = MainWindow(Session(periods), Memory())
        one.preferring.follow()
        qtbot.addWidget(one)
        one.show()
        QApplication.processEvents()
        made.append(one)
        return one

    yield window
    for one in made:
        one.close()


def press(window: QWidget, name: str) -> None:
    """Click a button by its object name."""
    button = window.findChild(QPushButton, name) or window.findChild(QToolButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def rows(window: MainWindow) -> list[str]:
    """The rows of recent stories on the welcome page, as a screen reader tells them."""
    found = [w for w in window.welcome.findChildren(QWidget) if w.objectName()[:6] == "recent"]
    shown = [w for w in found if w.isVisibleTo(window.welcome)]
    return [w.accessibleName() for w in sorted(shown, key=lambda w: w.objectName())]


def test_a_story_comes_back_as_it_was_left(start: Any, bridge: Path, salt: Path) -> None:
    """Stretch of time, chosen event, tab and lanes of each story, in another program."""
    window = start()
    window.open(bridge)
    session = window.session
    chosen = session.timeline.events[3].id
    window.menus["actionGroupParagraph"].trigger()
    session.choose(chosen)
    session.view.zoom(9.0)
    window.panel.tabs.setCurrentIndex(2)
    left = (session.view.scale.start, session.view.scale.end)
    window.open(salt)
    assert session.chosen_id == ""
    window.close()
    again = start()
    again.open(bridge)
    assert again.session.chosen_id == chosen
    assert again.panel.tabs.currentIndex() == 2
    assert again.menus["actionGroupParagraph"].isChecked()
    scale = again.session.view.scale
    span = left[1] - left[0]
    assert abs(scale.start - left[0]) < span / 100
    assert abs(scale.end - left[1]) < span / 100


def test_the_lanes_of_a_comparison_do_not_come_back(start: Any, bridge: Path, salt: Path) -> None:
    """They end with it: the story opens in lanes of its own."""
    window = start()
    window.open(bridge)
    assert window.session.compare_with(salt)
    window.close()
    again = start()
    again.open(bridge)
    assert again.session.grouping.value == "source"


def test_a_story_that_was_whole_in_view_is_so_again(start: Any, bridge: Path) -> None:
    """Fitted then, fitted now, whatever the window's width."""
    window = start()
    window.open(bridge)
    window.close()
    again = start()
    again.resize(900, 700)
    again.open(bridge)
    assert again.session.view.fitted


def test_the_date_that_was_given_is_kept(start: Any, tmp_path: Path) -> None:
    """A story without a date of its own is read with the reader's at the next opening, too."""
    path = tmp_path / "note.txt"
    path.write_text("A note\n\nThe bridge closed last May.\n", encoding="utf-8")
    window = start()
    window.open(path)
    assert window.arranging.take_date("3 July 2020")
    assert window.session.readings[0].events[0].when.edtf == "2020-05"
    window.close()
    again = start()
    again.open(path)
    assert again.session.readings[0].events[0].when.edtf == "2020-05"


def test_the_window_stands_where_it_stood(start: Any) -> None:
    """Its size comes back."""
    window = start()
    window.resize(780, 620)
    QApplication.processEvents()
    window.close()
    assert start().size().toTuple() == (780, 620)


def test_recent_stories_are_listed_pinned_and_forgotten(
    start: Any, bridge: Path, salt: Path
) -> None:
    """The last first; a pin keeps one at the top; a cross takes one off; all of it stays so."""
    window = start()
    for path in (bridge, salt):
        window.open(path)
    window.close()
    again = start()
    assert ["salt.md" in rows(again)[0], "bridge.txt" in rows(again)[1]] == [True, True]
    press(again, "pin2")
    assert "bridge.txt" in rows(again)[0]
    press(again, "forget2")
    assert len(rows(again)) == 1
    menu = again.findChild(QWidget, "menuRecent")
    words = [action.text() for action in menu.actions()]
    assert words[0].startswith("★ Haoxing Harbour Bridge")
    menu.actions()[0].trigger()
    assert again.session.path == bridge
    QTest.qWait(1)
    again.findChild(QAction, "actionClearRecent").trigger()
    assert len(SettingsFile().now.recent) == 1, "pinned stories stay"


def test_a_click_on_the_welcome_page_opens(start: Any, bridge: Path) -> None:
    """A recent story, and a sample."""
    window = start()
    window.open(bridge)
    window.close()
    again = start()
    row = again.welcome.findChild(QWidget, "recent1")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert again.session.path == bridge
    other = start()
    sample = other.welcome.findChild(QWidget, "sample1")
    QTest.keyClick(sample, Qt.Key.Key_Space)
    assert other.session.path.name == "harbour-bridge.txt"


def test_samples_are_not_listed_as_recent(start: Any) -> None:
    """They have a list of their own."""
    window = start()
    window.menus["actionSample1"].trigger()
    assert window.session.readings
    assert SettingsFile().now.recent == ()


def test_a_recent_story_that_is_gone_says_so(start: Any, bridge: Path) -> None:
    """A message, and the window lives on."""
    window = start()
    window.open(bridge)
    window.close()
    bridge.unlink()
    again = start()
    QTest.mouseClick(again.welcome.findChild(QWidget, "recent1"), Qt.MouseButton.LeftButton)
    box = again.findChild(QMessageBox)
    assert "no such file" in box.text()
    box.close()


# ── what is dropped and pasted ───────────────────────────────────────────────────────────────


def drop(window: MainWindow, data: QMimeData) -> None:
    at = QPointF(300, 300)
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    keys = Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(at.toPoint(), *how, keys)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(window, QDropEvent(at, *how, keys, QEvent.Type.Drop))
    QApplication.processEvents()


def test_several_files_dropped_stand_on_one_timeline(start: Any, bridge: Path, salt: Path) -> None:
    """A lane each; the title counts them; the list of stories appears."""
    window = start()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in (bridge, salt)])
    drop(window, data)
    assert window.session.paths == (bridge, salt)
    assert window.windowTitle().startswith("2 stories")
    tabs = window.panel.tabs
    assert tabs.isTabVisible(tabs.indexOf(window.panel.stories))
    tabs.setCurrentWidget(window.panel.stories)
    item = window.panel.stories.list.item(0)
    before = len(window.session.timeline.events)
    item.setCheckState(Qt.CheckState.Unchecked)
    assert len(window.session.timeline.events) == before - len(window.session.readings[0].events)
    press(window, "showAllStories")
    assert len(window.session.timeline.events) == before


def test_a_folder_dropped_opens_its_stories(start: Any, bridge: Path, salt: Path) -> None:
    """And those of the folders in it; what is no story is left alone."""
    inner = bridge.parent / "inner"
    inner.mkdir()
    salt.rename(inner / "salt.md")
    (inner / "picture.png").write_bytes(b"\x89PNG")
    (inner / ".hidden.txt").write_text("The mill burned down in 1911.")
    window = start()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(bridge.parent))])
    drop(window, data)
    assert [path.name for path in window.session.paths] == ["bridge.txt", "salt.md"]
    assert window.windowTitle().startswith(bridge.parent.name)
    assert SettingsFile().now.recent[0].path == str(bridge.parent)


def test_text_dropped_or_pasted_is_a_story(start: Any, data_folder: Path) -> None:
    """It lies in the reader's data folder, so that it comes back; the same text is one file."""
    window = start()
    data = QMimeData()
    data.setHtml("<b>The mine</b> opened on 4 June 1902. <img src='http://example.org/x.png'>")
    data.setText("The mine opened on 4 June 1902.")
    drop(window, data)
    assert window.session.readings[0].story.text == "The mine opened on 4 June 1902."
    path = window.session.path
    assert data_folder in path.parents
    QGuiApplication.clipboard().setText("The mine opened on 4 June 1902.")
    other = start()
    QTest.keyClick(
        other, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert other.session.path == path


def test_nothing_on_the_clipboard_is_said(start: Any) -> None:
    """No empty story opens."""
    QGuiApplication.clipboard().setText("  \n")
    window = start()
    window.menus["actionPaste"].trigger()
    box = window.findChild(QMessageBox)
    assert "no text" in box.text()
    box.close()
    assert not window.session.readings


# ── the end of a program ─────────────────────────────────────────────────────────────────────

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from viewer.ui import app
from viewer.ui.single import Order
from viewer.ui.window import MainWindow
def look():
    shown = [w for w in app.QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
    if shown and all(w.session.readings for w in shown):
        print("open", flush=True)
    else:
        QTimer.singleShot(20, look)
app.application()
QTimer.singleShot(0, look)
app.run(Order(tuple(Path(name) for name in sys.argv[1:])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a matter of POSIX systems")
def test_what_was_open_at_a_kill_is_offered_again(start: Any, bridge: Path, salt: Path) -> None:
    """Not while the program runs; after kill -9, once, and a click opens it."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(bridge), str(salt)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == b"open\n"
    early = start()
    Desk(early.memory).offer(early)
    assert not early.findChild(QPushButton, "openAgain").isVisible()
    program.send_signal(signal.SIGKILL)
    program.wait()
    program.stdout.close()
    window = start()
    Desk(window.memory).offer(window)
    assert "bridge.txt, salt.md" in window.welcome._offer_words.text()
    press(window, "openAgain")
    assert set(window.session.paths) == {bridge, salt}
    later = start()
    Desk(later.memory).offer(later)
    assert not later.findChild(QPushButton, "openAgain").isVisible()


def test_the_offer_comes_over_a_story_that_is_open(start: Any, bridge: Path, salt: Path) -> None:
    """A program started with a story offers what was lost in a line above it."""
    file = SettingsFile()
    file.run(((str(salt),),))
    file._life.let_go()
    window = start()
    window.open(bridge)
    Desk(window.memory).offer(window)
    assert window.notice.isVisible()
    press(window, "openAgainNotice")
    assert window.session.path == salt


def test_what_was_open_at_the_end_is_remembered(start: Any, bridge: Path) -> None:
    """For a reader who prefers to begin there."""
    window = start()
    desk = Desk(window.memory)
    desk.add(window)
    window.open(bridge)
    window.close()
    desk.end()
    now = SettingsFile().now
    assert now.last == ((str(bridge),),)
    assert now.running == {}


def test_settings_that_are_damaged_are_told_in_the_window(start: Any, tmp_path: Path) -> None:
    """The program starts as usual; the line says where the old file is kept once it is."""
    path = SettingsFile().path
    assert path is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{ not settings")
    window = start()
    window.memory.told.connect(window.notice.tell)
    window.memory.tell()
    assert window.notice.isVisible()
    assert "damaged" in window.notice._words.text()
    window.memory.prefer(theme="dark")
    assert f"{NAME}.damaged" in window.notice._words.text()
    assert json.loads(path.read_text())["preferences"]["theme"] == "dark"

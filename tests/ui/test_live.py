"""The story's file changes while it is open."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from viewer.core import corrections as fix
from viewer.core import dates
from viewer.files.sidecar import Sidecar
from viewer.ui import watching
from viewer.ui.window import MainWindow

STORY = "The dyke broke on 3 May 1901 [1]. The mill closed in 1920 [1].\n\nThe pump stood idle.\n"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "dyke.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def desk(empty_window: MainWindow, story: Path) -> MainWindow:
    assert empty_window.open(story)
    QApplication.processEvents()
    return empty_window


def notice(window: MainWindow) -> str:
    label = window.findChild(QLabel, "noticeWords")
    return label.text() if label.isVisible() else ""


def heads(window: MainWindow) -> list[str]:
    return [e.headline for e in window.session.timeline.events]


def test_of_very_many_files_a_change_is_seen_at_the_return(
    empty_window: MainWindow, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is one too many to be watched is looked at when the reader comes back."""
    monkeypatch.setattr(watching, "WATCHED", 1)
    names = ("one", "two")
    paths = [tmp_path / f"{name}.txt" for name in names]
    for path in paths:
        path.write_text(f"The mill of {path.stem.title()} closed in 1920.\n", encoding="utf-8")
    assert empty_window.stories.open(paths)
    paths[1].write_text("The mill of Two opened in 1911.\n", encoding="utf-8")
    QTest.qWait(3 * watching.QUIET)
    assert notice(empty_window) == ""
    QApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    qtbot.waitUntil(lambda: notice(empty_window) != "", timeout=5000)
    assert any("1911" in dates.words(e.when) for e in empty_window.session.timeline.events)


@pytest.mark.parametrize("way", ["in place", "replaced"])
def test_a_changed_story_is_read_again(desk: MainWindow, story: Path, qtbot: Any, way: str) -> None:
    """Written over or replaced, as editors do; the notice counts, and what was chosen stays."""
    event = next(e for e in desk.session.timeline.events if "mill" in e.headline)
    desk.session.choose(event.id)
    text = "The fort fell in 1850.\n\n" + STORY
    if way == "in place":
        story.write_text(text, encoding="utf-8")
    else:
        other = story.with_name("other.tmp")
        other.write_text(text, encoding="utf-8")
        os.replace(other, story)
    qtbot.waitUntil(lambda: notice(desk) != "", timeout=5000)
    assert notice(desk) == "The story changed on disk: 1 event new."
    assert any("fort" in head for head in heads(desk))
    chosen = desk.session.event_of(desk.session.chosen_id)
    assert chosen is not None
    assert "mill" in chosen.headline
    assert "fort fell" in desk.panel.source.toPlainText()


def test_the_earlier_version_can_be_shown_again(desk: MainWindow, story: Path) -> None:
    """There and back, each time with what differs."""
    story.write_text(STORY.replace("1920", "1921"), encoding="utf-8")
    desk.session.reload()
    assert "1 event dated or told otherwise" in notice(desk)
    button = desk.findChild(QPushButton, "otherVersion")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert {e.when.edtf for e in desk.session.timeline.events} >= {"1920"}
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert {e.when.edtf for e in desk.session.timeline.events} >= {"1921"}


def test_a_deleted_story_stays_open(desk: MainWindow, story: Path, qtbot: Any) -> None:
    """The window says so, and goes on."""
    before = heads(desk)
    story.unlink()
    qtbot.waitUntil(lambda: "gone" in notice(desk), timeout=5000)
    assert heads(desk) == before
    story.write_text(STORY.replace("1920", "1922"), encoding="utf-8")
    qtbot.waitUntil(lambda: "changed on disk" in notice(desk), timeout=5000)


def test_a_story_that_cannot_be_read_any_more_stays_open(
    desk: MainWindow, story: Path, hands: Any
) -> None:
    """Half-written or emptied: said, and what was open stays."""
    before = heads(desk)
    story.write_bytes(b"")
    desk.session.reload()
    assert "empty" in hands.message_shown(desk)
    assert heads(desk) == before


def test_what_another_window_put_right_shows(desk: MainWindow, story: Path, qtbot: Any) -> None:
    """The corrections file is watched too."""
    reading = desk.session.readings[0]
    event = next(e for e in reading.events if "mill" in e.headline)
    place = fix.place_of(reading.story, event.span)
    made = fix.Correction("1", fix.Target(place), fix.Rename("The old mill closes"))
    Sidecar(story).save([made])
    qtbot.waitUntil(lambda: "The old mill closes" in heads(desk), timeout=5000)

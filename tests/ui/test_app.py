"""The program around its windows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from viewer import resources
from viewer.ui import app
from viewer.ui.single import Order
from viewer.ui.window import MainWindow

SAMPLE = resources.path("stories", "harbour-bridge.txt")


def windows() -> list[MainWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]


def run_and(does: Any, *paths: Any) -> int:
    """Run the program, do something once its windows show their stories, and leave."""

    def act() -> None:
        try:
            while any(w.stories.busy for w in windows()):
                QTest.qWait(10)
            does()
        finally:
            for window in windows():
                window.close()
            QTimer.singleShot(0, QApplication.quit)

    QTimer.singleShot(0, act)
    hook = sys.excepthook
    try:
        return app.run(Order(tuple(paths)))
    finally:
        sys.excepthook = hook
        for window in windows():
            window.deleteLater()
        QApplication.processEvents()


def test_each_file_has_a_window_and_all_have_one_theme(qapp: Any) -> None:
    """Two stories, two windows; dark in one is dark in both."""
    seen = []

    def look() -> None:
        seen.append(sorted(w.windowTitle() for w in windows() if w.isVisible()))
        first, second = [w for w in windows() if w.isVisible()]
        second.menus["actionThemeDark"].trigger()
        seen.append([w.session.theme.name for w in (first, second)])
        seen.append(first.menus["actionThemeDark"].isChecked())

    history = resources.path("stories", "salt-and-silver.md")
    assert run_and(look, SAMPLE, history) == 0
    assert seen == [
        ["harbour-bridge.txt — Story Timeline", "salt-and-silver.md — Story Timeline"],
        ["dark", "dark"],
        True,
    ]


def test_nothing_named_opens_a_welcome(qapp: Any) -> None:
    """No file: one window that offers to open one."""
    seen = []
    assert run_and(lambda: seen.extend(w.windowTitle() for w in windows() if w.isVisible())) == 0
    assert seen == ["Story Timeline"]


def test_the_window_is_seen_before_the_story_is_read(qapp: Any) -> None:
    """The first paint says which story is being opened; the timeline comes after it, and what
    cannot be read leaves the welcome."""
    seen: list[tuple[bool, str]] = []

    class Seen(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() is QEvent.Type.Paint and isinstance(watched, MainWindow) and not seen:
                label = watched.findChild(QLabel, "coming")
                seen.append((bool(watched.session.readings), label.text()))
                assert label.isVisible()
            return False

    def look() -> None:
        (window,) = [w for w in windows() if w.isVisible()]
        assert window.session.readings
        assert window.canvas.isVisible()
        window.open_once_seen([SAMPLE.with_name("not there.txt")])
        assert window.canvas.isVisible()  # what is open stays

    watcher = Seen()
    qapp.installEventFilter(watcher)
    assert run_and(look, SAMPLE) == 0
    qapp.removeEventFilter(watcher)
    assert seen == [(False, "Opening harbour-bridge.txt…")]


def test_a_story_that_is_not_there_leaves_the_welcome(qapp: Any, tmp_path: Path) -> None:
    """The window that waited for it says why it did not come, and offers others."""
    shown = []

    def look() -> None:
        (window,) = [w for w in windows() if w.isVisible()]
        shown.extend([window.welcome.isVisible(), window.windowTitle()])
        box = next(b for b in window.findChildren(QMessageBox) if b.isVisible())
        shown.append("missing.txt" in box.text())
        box.accept()

    assert run_and(look, tmp_path / "missing.txt") == 0
    assert shown == [True, "Story Timeline", True]


def test_an_error_nobody_foresaw_is_told(qapp: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """The blanket handler shows what happened, and the window lives on."""
    seen: list[str] = []

    def fail() -> None:
        try:
            raise RuntimeError("an unforeseen thing")
        except RuntimeError:
            sys.excepthook(*sys.exc_info())
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                seen.append(box.detailedText())
                box.accept()

    assert run_and(fail, SAMPLE) == 0
    assert len(seen) == 1
    assert "an unforeseen thing" in seen[0]
    assert "an unforeseen thing" in capsys.readouterr().err


def test_without_a_display_it_says_so(monkeypatch: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Qt would abort; the program names what works instead."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux can be without a display server")
    assert app.run(Order((SAMPLE,))) == app.NO_DISPLAY
    assert "export" in capsys.readouterr().err

"""The program around its windows."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from viewer import resources
from viewer.ui import app
from viewer.ui.single import Order
from viewer.ui.window import MainWindow

SAMPLE = resources.path("stories", "harbour-bridge.txt")


def windows() -> list[MainWindow]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]


def run_and(does: Any, *paths: Any) -> int:
    """Run the program, do something once its windows are up, and leave."""

    def act() -> None:
        try:
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

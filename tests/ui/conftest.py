"""A window on a story, driven as a person would."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget

from viewer import resources
from viewer.files.known import known_periods
from viewer.ui import app
from viewer.ui.session import Session
from viewer.ui.window import MainWindow

SAMPLE = resources.path("stories", "harbour-bridge.txt")


class Hands:
    """The reader's mouse on a widget of the window."""

    def wheel(
        self,
        widget: QWidget,
        at: QPointF,
        notches: float,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        event = QWheelEvent(
            at,
            widget.mapToGlobal(at),
            QPoint(0, 0),
            QPoint(0, round(notches * 120)),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)
        QApplication.processEvents()

    def mouse(
        self,
        widget: QWidget,
        kind: QEvent.Type,
        at: QPointF,
        buttons: Qt.MouseButton,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else buttons
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else buttons
        event = QMouseEvent(kind, at, widget.mapToGlobal(at), button, held, modifiers)
        QApplication.sendEvent(widget, event)
        QApplication.processEvents()

    def click(
        self,
        widget: QWidget,
        at: QPointF,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        self.mouse(widget, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, modifiers)
        for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            self.mouse(widget, kind, at, Qt.MouseButton.LeftButton, modifiers)

    def drag(
        self,
        widget: QWidget,
        start: QPointF,
        end: QPointF,
        steps: int = 8,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        left = Qt.MouseButton.LeftButton
        self.mouse(widget, QEvent.Type.MouseMove, start, Qt.MouseButton.NoButton, modifiers)
        self.mouse(widget, QEvent.Type.MouseButtonPress, start, left, modifiers)
        for i in range(1, steps + 1):
            at = start + (end - start) * (i / steps)
            QTest.qWait(12)  # the view takes at most a hundred moves a second
            self.mouse(widget, QEvent.Type.MouseMove, at, left, modifiers)
        self.mouse(widget, QEvent.Type.MouseButtonRelease, end, left, modifiers)

    def answer_file_dialog(self, path: Path) -> None:
        """When a file dialog opens, type a path and press its button."""

        def fill() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                QTimer.singleShot(20, fill)
                return
            dialog.findChild(QLineEdit, "fileNameEdit").setText(str(path))
            QMetaInvoke(dialog)

        QTimer.singleShot(20, fill)

    def message_shown(self, window: MainWindow) -> str:
        """The text of the message box in front of the window, which is then closed."""
        boxes = [b for b in window.findChildren(QMessageBox) if b.isVisible()]
        if not boxes:
            return ""
        text = boxes[-1].text()
        boxes[-1].accept()
        boxes[-1].deleteLater()
        QApplication.processEvents()
        return text


def QMetaInvoke(dialog: QFileDialog) -> None:  # noqa: N802 - named after Qt's own
    """Accept a file dialog as its button does (accept is protected in Python)."""
    from PySide6.QtWidgets import QDialogButtonBox

    box = dialog.findChild(QDialogButtonBox)
    for button in box.buttons():
        if box.buttonRole(button) is QDialogButtonBox.ButtonRole.AcceptRole:
            button.setEnabled(True)
            button.click()


@pytest.fixture(autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of each test's own for data and settings: no test reads or writes the reader's."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[..., Any]:
    """The program's own application object, as `app.run` makes it."""
    return lambda _args: app.application()


@pytest.fixture
def empty_window(qtbot: Any) -> Iterator[MainWindow]:
    """A window with nothing open."""
    periods, _ = known_periods()
    session = Session(periods)
    window = MainWindow(session)
    session.restyle("light")
    window.resize(1440, 900)
    qtbot.addWidget(window)
    window.show()
    QApplication.processEvents()
    yield window
    window.close()


@pytest.fixture
def window(empty_window: MainWindow) -> MainWindow:
    """A window with the sample story."""
    assert empty_window.open(SAMPLE)
    QApplication.processEvents()
    return empty_window


@contextmanager
def _xvfb() -> Iterator[str]:
    """The name of an Xvfb screen of 1500 x 950 pixels, which ends with the block."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1500x950x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(timeout=10)


@pytest.fixture(scope="session")
def virtual_screen() -> Callable[[], AbstractContextManager[str]]:
    """Makes a screen for a real window."""
    return _xvfb

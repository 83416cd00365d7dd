"""The mouse on the timeline, and what of pyqtgraph is loaded for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QMessageBox

from viewer.ui import gestures, report
from viewer.ui.plane import Picture
from viewer.ui.window import MainWindow

CHECKOUT = Path(__file__).resolve().parents[2]
MOST = 8
#: Says which modules of pyqtgraph are executed for a scene, and what is left of them.
LOADED = """
import sys
from PySide6.QtWidgets import QApplication
from viewer.ui import gestures
app = QApplication([])
ran = set()
def note(event, arguments):
    if event == "import" and isinstance(ran, set) and arguments[0].partition(".")[0] == "pyqtgraph":
        ran.add(arguments[0])
sys.addaudithook(note)
scene = gestures.scene(app)
ran = len(ran)
left = [name for name in sys.modules if name.partition(".")[0] == "pyqtgraph"]
import pyqtgraph
print(ran, len(left), bool(pyqtgraph.PlotWidget))
"""


def test_a_window_loads_no_more_of_pyqtgraph_than_its_scene() -> None:
    """Plots and trees of parameters are no part of a start; who wants them finds them whole."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        capture_output=True, text=True, check=True, cwd=CHECKOUT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    ran, left, whole = done.stdout.split()
    assert 0 < int(ran) <= MOST
    assert (left, whole) == ("0", "True")


def test_a_version_with_other_parts_is_loaded_whole(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the stand-ins lack something that the scene asks for, the package itself has it."""
    monkeypatch.setattr(gestures, "QtWidgets", None)
    gestures._kind.cache_clear()
    try:
        assert hasattr(gestures.scene(window), "sigMouseClicked")
    finally:
        gestures._kind.cache_clear()


def test_an_error_in_a_gesture_is_told(
    window: MainWindow, hands: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes wrong under a click reaches the one handler of errors, as from a menu."""
    told: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: told.append(str(error)))

    def fail(*_: object) -> None:
        raise RuntimeError("a mark that is not there")

    monkeypatch.setattr(Picture, "scene_shown", fail)
    hands.click(window.canvas.view.viewport(), QPointF(5, 400))
    monkeypatch.undo()
    assert "a mark that is not there" in told
    assert not window.findChildren(QMessageBox)


def test_a_report_still_names_the_library(window: MainWindow) -> None:
    """The versions for a report of a bug know pyqtgraph's, of which a part alone was loaded."""
    assert "pyqtgraph: 0." in report.versions()

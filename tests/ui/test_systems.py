"""Systems unlike the usual one: other languages, fonts, screens, and a theme that changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication

from viewer import resources
from viewer.ui import theme
from viewer.ui.window import MainWindow

CHECKOUT = Path(__file__).resolve().parents[2]
SAMPLE = resources.path("stories", "harbour-bridge.txt")
STORY = (
    "Das Brückenfest\n\n"
    "The “Café Ünal” opened in Zürich on 3 May 1901 [1]. Łódź fell in 1914 [1].\n"
)

#: Opens a story as a double click does, and tells as JSON what can be seen of it.
LOOK = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from viewer.files import known_periods
from viewer.ui import app
from viewer.ui.settings import Memory
from viewer.ui.single import Order
application = app.application()
program = app.Program(known_periods()[0], Memory())
program.begin(Order((Path(sys.argv[1]),)))
(window,) = program.windows
while window.stories.busy:
    QTest.qWait(10)
if len(sys.argv) > 2:
    window.resize(*map(int, sys.argv[2].split("x")))
QTest.qWait(50)
scene = window.canvas.scene_shown()
whole = QRect(QPoint(), window.size())
clipped = []
for button in window.findChildren(QPushButton):
    if button.isVisible():
        place = QRect(button.mapTo(window, QPoint()), button.size())
        narrow = button.fontMetrics().horizontalAdvance(button.text()) > button.width()
        if narrow or not whole.contains(place):
            clipped.append(button.objectName())
boxes = [mark.box for mark in scene.marks] + [text.box for text in scene.texts]
print(json.dumps({
    "title": window.windowTitle(),
    "headlines": [event.headline for event in window.session.timeline.events],
    "clipped": clipped,
    "overlaps": sum(
        a.box.overlaps(b.box) for n, a in enumerate(scene.marks) for b in scene.marks[n + 1:]
    ),
    "outside": sum(box.x + box.w > scene.width + 1 for box in boxes),
    "ratio": window.devicePixelRatioF(),
    "grabbed": list(window.grab().size().toTuple()),
    "size": list(window.size().toTuple()),
}))
"""


def look(story: Path, *more: str, **environment: str) -> dict[str, Any]:
    """What a program of its own shows of a story, under a system's ``environment``."""
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(story), *more],
        cwd=CHECKOUT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("utf8", ["0", "1"])
def test_a_story_opens_where_the_system_knows_ascii_alone(tmp_path: Path, utf8: str) -> None:
    """LC_ALL=C, with Python's own UTF-8 mode and without: accents in a file's name and in its
    text stay what they are."""
    path = tmp_path / "Brücke — Łódź.txt"
    path.write_text(STORY, encoding="utf-8")
    seen = look(path, LC_ALL="C", LANG="C", PYTHONUTF8=utf8, PYTHONCOERCECLOCALE="0")
    assert any("Café Ünal" in headline for headline in seen["headlines"])
    assert seen["title"].endswith("— Story Timeline")
    if utf8 == "1":
        assert seen["title"] == "Brücke — Łódź.txt — Story Timeline"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="fontconfig is Linux's")
def test_a_system_without_fonts_shows_its_stories(tmp_path: Path) -> None:
    """Letters are boxes there, and wider: nothing overlaps, nothing is cut off."""
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(
        f'<?xml version="1.0"?>\n<fontconfig><dir>{tmp_path}/none</dir>'
        f"<cachedir>{tmp_path}/cache</cachedir></fontconfig>\n",
        encoding="utf-8",
    )
    seen = look(SAMPLE, "1440x900", FONTCONFIG_FILE=str(fonts), QT_QPA_FONTDIR=str(tmp_path))
    assert seen["headlines"]
    assert (seen["overlaps"], seen["outside"], seen["clipped"]) == (0, 0, [])


@pytest.mark.parametrize(
    ("size", "scale"), [("1920x1080", "2"), ("3840x2160", "1"), ("720x460", "2")]
)
def test_a_large_or_a_fine_screen_shows_all_of_the_window(size: str, scale: str) -> None:
    """Two pixels for one, or four times the room: whole words on every button, events apart,
    the picture as sharp as the screen."""
    seen = look(SAMPLE, size, QT_SCALE_FACTOR=scale)
    assert seen["ratio"] == float(scale)
    assert seen["grabbed"] == [side * int(scale) for side in seen["size"]]
    assert (seen["overlaps"], seen["outside"], seen["clipped"]) == (0, 0, [])


def test_the_theme_follows_the_system_while_the_window_is_open(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the desktop turns dark the window does, all of it, and back; a theme that the reader
    chose stays. (Qt's offscreen screen has no desktop: the test speaks for it.)"""
    hints = QGuiApplication.styleHints()

    def turn(scheme: Qt.ColorScheme) -> str:
        found = theme.DARK if scheme is Qt.ColorScheme.Dark else theme.LIGHT
        monkeypatch.setattr("viewer.ui.session.of_system", lambda: found)
        hints.colorSchemeChanged.emit(scheme)
        QApplication.processEvents()
        return window.grab().toImage().pixelColor(QPoint(300, 400)).name()

    window.menus["actionThemeSystem"].trigger()
    day = turn(Qt.ColorScheme.Light)
    night = turn(Qt.ColorScheme.Dark)
    assert window.session.theme is theme.DARK
    assert QColor(day).lightness() > 220 > 60 > QColor(night).lightness()
    assert turn(Qt.ColorScheme.Light) == day
    window.menus["actionThemeLight"].trigger()
    assert turn(Qt.ColorScheme.Dark) == day

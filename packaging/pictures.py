"""Draws the README's pictures with the program itself: the window, and its main job in steps."""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PIL import Image
from PySide6.QtCore import QBuffer, QElapsedTimer, QIODevice, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QWidget

from viewer import resources
from viewer.core.when import seconds
from viewer.files import known_periods
from viewer.files.settings import SettingsFile
from viewer.ui import app
from viewer.ui.session import Session
from viewer.ui.settings import Memory
from viewer.ui.window import MainWindow

PICTURES = Path(__file__).resolve().parent / "pictures"
STORY = "flood-at-merrow.txt"
#: The event whose reason is told, by words of its headline, and the weeks that it lies in.
CHOSEN = "left its bed"
WEEKS = seconds(2024, 10, 16), seconds(2024, 12, 2)
WHOLE, STEP = (1440, 900), (1080, 660)
#: Colours of a picture: letters and tints need no more, and it is half as large.
COLOURS = 256
#: Milliseconds that the preview of an export may take.
PATIENCE = 20_000
EVENTS_TAB = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=PICTURES, help="the folder for the pictures")
    folder = parser.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["HOME"] = "/home"  # a reader's folder that is told in a picture is nobody's
    application = app.application()
    with window_on(WHOLE) as window:
        choose(window)
        keep(window, folder / "window.png")
        window.session.restyle("dark")
        window.panel.tabs.setCurrentIndex(EVENTS_TAB)
        keep(window, folder / "window-dark.png")
        window.session.restyle("light")
    with window_on(STEP) as window:
        keep(window, folder / "tour-1-open.png")
        window.session.view.show_span(*WEEKS)
        keep(window, folder / "tour-2-zoom.png")
        choose(window)
        window.session.view.show_span(*WEEKS)
        keep(window, folder / "tour-3-why.png")
        window.menus["actionExport"].trigger()
        dialog = window.findChild(QDialog, "exportDialog")
        size = dialog.findChild(QComboBox, "exportSize")
        size.setCurrentIndex(size.findText("Slide", Qt.MatchFlag.MatchStartsWith))
        facts = dialog.findChild(QLabel, "exportFacts")
        wait_until(lambda: "events" in facts.text() and "1,920" in facts.text())
        keep(dialog, folder / "tour-4-export.png")
        dialog.reject()
    application.quit()


@contextmanager
def window_on(size: tuple[int, int]) -> Iterator[MainWindow]:
    """A window on the sample, with settings that nobody made."""
    with tempfile.TemporaryDirectory() as settings:
        periods, _ = known_periods()
        window = MainWindow(Session(periods), Memory(SettingsFile(Path(settings))))
        window.session.restyle("light")
        window.resize(*size)
        window.show()
        if not window.session.open(resources.path("stories", STORY)):
            raise SystemExit("the sample is not read")
        yield window
        window.close()


def choose(window: MainWindow) -> None:
    """Select the event whose reason is told."""
    (event,) = [e for e in window.session.timeline.events if CHOSEN in e.headline]
    window.session.choose(event.id)


def keep(widget: QWidget, path: Path) -> None:
    """Write what a widget shows, in few colours."""
    for _ in range(5):
        QApplication.processEvents()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    with Image.open(io.BytesIO(bytes(buffer.data().data()))) as picture:
        few = picture.convert("RGB").quantize(
            COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
        few.save(path, optimize=True)
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


def wait_until(holds: Callable[[], bool]) -> None:
    timer = QElapsedTimer()
    timer.start()
    while not holds():
        if timer.hasExpired(PATIENCE):
            raise SystemExit("the preview does not come")
        QApplication.processEvents()


if __name__ == "__main__":
    main()

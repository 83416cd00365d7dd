"""The program with a window: starts Qt, opens what it is given, catches what nobody else did."""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QAccessible, QIcon
from PySide6.QtWidgets import QApplication, QStyle

from viewer import PROGRAM, resources
from viewer.core.dates import NamedPeriod
from viewer.core.when import ANY, DAY, When, days_from_civil
from viewer.desktop import APP_ID
from viewer.files import known_periods, shown
from viewer.ui import spoken
from viewer.ui.desk import Desk
from viewer.ui.plain import message
from viewer.ui.report import keep_report, versions
from viewer.ui.session import Session
from viewer.ui.settings import Memory
from viewer.ui.window import MainWindow

NO_DISPLAY = 1
LONGEST_GLIDE = 180  # milliseconds from one view to another


def run(paths: Sequence[Path], *, date: When = ANY) -> int:
    """Show a window for each story (an empty one for none) until the last is closed.

    Returns the exit status: 0, or 1 where there is no display to show a window on.
    """
    if not has_display():
        print(  # noqa: T201 - there is no window to say it in
            "story-timeline: there is no display to open a window on. "
            "Without one: story-timeline export STORY -o picture.png, or events STORY.",
            file=sys.stderr,
        )
        return NO_DISPLAY
    app = application()
    periods, diagnostics = known_periods()
    memory = Memory()
    desk = Desk(memory)
    windows: list[MainWindow] = []
    sys.excepthook = _Catcher(windows)
    wanted: list[tuple[Path, ...]] = [(path,) for path in paths]
    if not wanted and memory.preferences.resume:
        wanted = [tuple(map(Path, names)) for names in memory.now.last]
    for _ in range(max(len(wanted), 1)):
        windows.append(_window(periods, memory))
        desk.add(windows[-1])
    for window, files in zip(windows, wanted, strict=False):
        window.stories.open(files, date=date)
    desk.offer(windows[0])
    memory.told.connect(windows[0].notice.tell)
    memory.tell()
    for diagnostic in diagnostics:
        windows[0].statusBar().showMessage(diagnostic.message)
    status = app.exec()
    desk.end()
    return status


def application() -> QApplication:
    """Qt's application, named and styled as ours."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(["story-timeline"])
        QAccessible.installFactory(spoken.interface)
    app.setApplicationName("story-timeline")
    app.setApplicationDisplayName(PROGRAM)
    app.setDesktopFileName(APP_ID)
    icon = QIcon()
    for size in (16, 32, 48, 128):
        icon.addFile(str(resources.path("icons", f"story-timeline-{size}.png")))
    app.setWindowIcon(icon)
    app.setStyle("Fusion")
    return app


def has_display() -> bool:
    """Whether a window can be shown; on Linux Qt aborts the program where it cannot."""
    if not sys.platform.startswith("linux"):
        return True
    named = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if named in ("offscreen", "minimal", "vnc", "linuxfb", "eglfs"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _window(periods: Sequence[NamedPeriod], memory: Memory) -> MainWindow:
    """A window on a session of its own."""
    session = Session(periods)
    window = MainWindow(session, memory)
    window.preferring.follow()
    # Nought where the system asks for less motion.
    rest = window.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, window)
    session.view.today = _day
    session.view.glide.pace = min(rest, LONGEST_GLIDE)
    window.show()
    return window


def _day() -> int:
    """The second at which the reader's day began, by the clock on their wall."""
    return days_from_civil(*time.localtime()[:3]) * DAY


class _Catcher:
    """The one blanket handler: an error nobody foresaw is told, and the window lives on."""

    def __init__(self, windows: Sequence[MainWindow]) -> None:
        self._windows = windows
        self._telling = False

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        sys.stderr.write(details)
        if self._telling:
            return
        self._telling = True
        kept = keep_report(details)
        where = f"The report is kept in {shown(kept)}; it is sent nowhere. " if kept else ""
        box = message(
            self._windows[0] if self._windows else None,
            "Something went wrong",
            "An error in Story Timeline stopped what it was doing. Your story files are untouched, "
            f"what you put right is saved, and you can go on.\n\n{where}Please pass the details on "
            "to those who make the program.",
            details=f"{versions()}\n\n{details}",
        )
        box.finished.connect(self._told)
        box.open()

    def _told(self, _: int) -> None:
        self._telling = False

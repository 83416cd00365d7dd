"""The program with a window: starts Qt, opens what it is given, catches what nobody else did."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication, QStyle

from viewer import APP_ID, PROGRAM, resources
from viewer.core.dates import NamedPeriod
from viewer.core.when import DAY, days_from_civil
from viewer.files import known_periods, shown
from viewer.ui import spoken
from viewer.ui.desk import Desk
from viewer.ui.plain import message
from viewer.ui.session import Session
from viewer.ui.settings import Memory
from viewer.ui.single import Door, Order
from viewer.ui.window import MainWindow

NO_DISPLAY = 1
LONGEST_GLIDE = 180  # milliseconds from one view to another
FRAME = QSize(16, 48)  # pixels that a window's frame and title take at most


def run(wanted: Order, door: Door | None = None) -> int:
    """Show a window for each story (an empty one for none) until the last is closed.

    Behind an open ``door`` later starts have their stories opened here. Returns the exit status:
    0, or 1 where there is no display to show a window on.
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
    program = Program(periods, memory)
    sys.excepthook = _Catcher(program.windows)
    app.asked.connect(program.follow)
    if door is not None:
        door.asked.connect(program.follow)
        door.open()
    program.begin(wanted)
    for diagnostic in diagnostics:
        program.windows[0].statusBar().showMessage(diagnostic.message)
    status = app.exec()
    app.asked.disconnect(program.follow)
    if door is not None:
        door.close()
    program.desk.end()
    return status


class Program(QObject):
    """The ``windows`` that are open, and what later starts and the desktop want opened."""

    def __init__(self, periods: Sequence[NamedPeriod], memory: Memory) -> None:
        super().__init__()
        self._periods, self._memory = periods, memory
        self.desk = Desk(memory)
        self.windows: list[MainWindow] = []

    def begin(self, wanted: Order) -> None:
        """The first windows: what is wanted, else what was open when the program was quit."""
        files: list[tuple[Path, ...]] = [(path,) for path in wanted.files]
        if not files and not wanted.new_window and self._memory.preferences.resume:
            files = [tuple(map(Path, names)) for names in self._memory.now.last]
        windows = [self._window() for _ in range(max(len(files), 1))]
        for window, paths in zip(windows, files, strict=False):
            window.open_once_seen(paths, wanted.date)
        if windows[0].stories.busy:
            windows[0].stories.rested.connect(_begun)
        else:
            _begun()
        self.desk.offer(windows[0])
        self._memory.told.connect(windows[0].notice.tell)
        self._memory.tell()

    @Slot(object)
    def follow(self, wanted: Order) -> None:
        """Open what another start wants: in the window that shows it, else in an empty one, else
        in a new one; without files bring an empty one to the front."""
        if wanted.token:
            # With it the desktop lets a window come to the front that nobody clicked.
            os.environ["XDG_ACTIVATION_TOKEN"] = wanted.token
        for path in wanted.files or (None,):
            window = None if wanted.new_window else self._fitting(path)
            window = window or self._window()
            if path is not None and not _shows(window, path):
                window.open_once_seen([path], wanted.date)
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.show()
            window.raise_()
            window.activateWindow()

    def _fitting(self, path: Path | None) -> MainWindow | None:
        """The window that shows a file, else one that shows nothing."""
        shows = (window for window in self.windows if path is not None and _shows(window, path))
        empty = (window for window in self.windows if not window.stories.subject)
        return next(shows, None) or next(empty, None)

    def _window(self) -> MainWindow:
        """A new window on a session of its own."""
        session = Session(self._periods)
        window = MainWindow(session, self._memory)
        window.preferring.follow()
        # Nought where the system asks for less motion.
        style = window.style()
        rest = style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, window)
        session.view.today = _day
        session.view.glide.pace = min(rest, LONGEST_GLIDE)
        # On a small screen all of it is to be seen, with its frame.
        window.resize(window.size().boundedTo(window.screen().availableSize() - FRAME))
        self.windows.append(window)
        self.desk.add(window)
        window.closed.connect(partial(self._forget, window))
        window.show()
        return window

    def _forget(self, window: MainWindow) -> None:
        # The last one stays to be told of: the program ends with it.
        if window in self.windows and len(self.windows) > 1:
            self.windows.remove(window)
            window.deleteLater()


class Application(QApplication):
    """Qt's application, which a Mac's Finder tells what to open.

    Signal: ``asked`` a file was double clicked, or dropped on the icon (an `Order`).
    """

    asked = Signal(object)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.asked.emit(Order((Path(event.file()),)))
            return True
        return super().event(event)


def application() -> Application:
    """Qt's application, named and styled as ours."""
    app = QApplication.instance()
    if not isinstance(app, Application):
        app = Application(["story-timeline"])
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


def _begun() -> None:
    """What the start has made stays: no more is looked for garbage among it."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _shows(window: MainWindow, path: Path) -> bool:
    """Whether a window shows a file, and no other beside it."""
    name = window.stories.subject
    return bool(name) and os.path.realpath(name) == os.path.realpath(path)


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
        # Imported when they are needed, which is never, one hopes.
        import traceback

        from viewer.ui.report import keep_report, versions

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

"""Watches the open story's file and its corrections: says when they changed, or went away."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

#: Milliseconds of quiet before a change is looked at: editors write in several steps.
QUIET = 250
#: Files that are watched as they change: systems have room for some thousands in all. The others
#: are looked at when the reader comes back to the program.
WATCHED = 400
#: What a file looks like: (inode, size, time of change), None where it is not there.
Look = tuple[int, int, int] | None


class Watch(QObject):
    """Signals: ``altered`` a file holds something else now; ``gone`` it is there no more.

    Of up to WATCHED files it is told as it happens, of more of them when the program's windows
    come to the front again.
    """

    altered = Signal(Path)
    gone = Signal(Path)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks: dict[Path, Look] = {}
        self._watcher = QFileSystemWatcher(self)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET)
        self._quiet.timeout.connect(self.look)
        self._watcher.fileChanged.connect(self._stir)
        self._watcher.directoryChanged.connect(self._stir)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._return)

    def watch(self, paths: Sequence[Path]) -> None:
        """Watch these files and no others."""
        looks = self._looks
        self._looks = {path: looks[path] if path in looks else _look(path) for path in paths}
        wanted = self._wanted()
        watched = {*self._watcher.files(), *self._watcher.directories()} - wanted
        if watched:
            self._watcher.removePaths(sorted(watched))
        self._add(wanted)

    def seen(self) -> None:
        """What stands there now is known: it was written from here."""
        self._looks = {path: _look(path) for path in self._looks}

    def look(self) -> None:
        """Compare the files with what they were, and say what changed."""
        for path, before in list(self._looks.items()):
            now = _look(path)
            if now == before:
                continue
            self._looks[path] = now
            (self.gone if now is None else self.altered).emit(path)
        self._add(self._wanted())

    def _stir(self, _path: str) -> None:
        self._quiet.start()

    def _return(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive and len(self._looks) > WATCHED:
            self._quiet.start()

    def _wanted(self) -> set[str]:
        """The files that are to be watched as they change, and their folders: a file that is
        replaced, as editors save, is lost to the watcher."""
        soonest = list(islice(self._looks, WATCHED))
        folders = {path.parent for path in soonest}
        return {str(path) for path in soonest if path.exists()} | {
            str(folder) for folder in folders if folder.is_dir()
        }

    def _add(self, wanted: set[str]) -> None:
        new = wanted - {*self._watcher.files(), *self._watcher.directories()}
        if new:
            self._watcher.addPaths(sorted(new))


def _look(path: Path) -> Look:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns

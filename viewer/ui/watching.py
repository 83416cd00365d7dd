"""Watches the open story's file and its corrections: says when they changed, or went away."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

#: Milliseconds of quiet before a change is looked at: editors write in several steps.
QUIET = 250
#: Files that are watched: systems have room for some thousands in all.
WATCHED = 400
#: What a file looks like: (inode, size, time of change), None where it is not there.
Look = tuple[int, int, int] | None


class Watch(QObject):
    """Signals: ``altered`` a file holds something else now; ``gone`` it is there no more."""

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

    def watch(self, paths: Sequence[Path]) -> None:
        """Watch these files and no others; of very many the first."""
        paths = paths[:WATCHED]
        watched = [*self._watcher.files(), *self._watcher.directories()]
        if watched:
            self._watcher.removePaths(watched)
        self._looks = {path: _look(path) for path in paths}
        self._add()

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
        self._add()

    def _stir(self, _path: str) -> None:
        self._quiet.start()

    def _add(self) -> None:
        # The folder too: a file that is replaced, as editors save, is lost to the watcher.
        wanted = {str(path) for path in self._looks if path.exists()}
        wanted |= {str(path.parent) for path in self._looks if path.parent.is_dir()}
        new = wanted - {*self._watcher.files(), *self._watcher.directories()}
        if new:
            self._watcher.addPaths(sorted(new))


def _look(path: Path) -> Look:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns

"""Locks between programs: one at a time reads, changes and writes in a folder."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

#: Seconds to wait for another; a save takes some milliseconds.
PATIENCE = 5.0
_PAUSE = 0.01
#: What a held lock answers; anything else says that there are no locks here.
_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


class StillLocked(OSError):
    """Another program holds the lock and does not let go."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder's lock. It ends with the process, leaves no file in the folder, and keeps
    nobody out who does not ask. Where the file system knows no locks there is none.

    Raises StillLocked, and OSError where the folder cannot be read.
    """
    descriptor = _handle(folder)
    try:
        _wait(descriptor)
        yield
    finally:
        os.close(descriptor)  # lets go


def _wait(descriptor: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            _take(descriptor)
            return
        except OSError as error:
            if error.errno not in _HELD:
                return
            if time.monotonic() > end:
                raise StillLocked("another window is saving there") from error
        time.sleep(_PAUSE)


if sys.platform == "win32":
    import msvcrt

    def _handle(folder: Path) -> int:
        # Windows opens no folder: a file elsewhere stands for it.
        name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:16]
        path = Path(tempfile.gettempdir()) / f"story-timeline-{name}.lock"
        return os.open(path, os.O_RDWR | os.O_CREAT)

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _handle(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

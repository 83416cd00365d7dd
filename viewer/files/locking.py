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


class Held:
    """A lock that a program holds as long as it lives, on a file of its own that says so.

    However the program ends, the system lets go of the lock; the file may stay.
    """

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path, self._descriptor = path, descriptor

    @classmethod
    def take(cls, path: Path) -> Held | None:
        """The lock of a new file; None where none can be made."""
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError:
            return None
        try:
            _take(descriptor)
        except OSError:
            os.close(descriptor)
            return None
        return cls(path, descriptor)

    def let_go(self) -> None:
        """Let go of it, and take the file away."""
        os.close(self._descriptor)
        with contextlib.suppress(OSError):
            self._path.unlink()

    @staticmethod
    def is_held(path: Path) -> bool:
        """Whether a living program holds it; the file of one that does not is taken away."""
        try:
            descriptor = os.open(path, os.O_RDWR)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        try:
            _take(descriptor)
        except OSError:
            return True
        finally:
            os.close(descriptor)
        with contextlib.suppress(OSError):
            path.unlink()
        return False


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

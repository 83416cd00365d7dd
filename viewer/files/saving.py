"""Saving: a file is replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

#: Bytes a file's name may have on the file systems in use.
LONGEST_NAME = 255


class NotSaved(OSError):
    """A file that could not be written; what stood there before is untouched.

    str() names the file and the reason.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")


def write_whole(path: Path, data: bytes, *, scratch: str = "") -> None:
    """Write a file by way of a temporary one beside it, flushed to the disk, then renamed.

    A crash, a full disk or a lost connection leaves the old file or the new one, never half. A
    link is kept and its target replaced; a device or pipe is written to directly. ``scratch``
    names the temporary file for one who holds a lock on the folder: then what a killed save left
    behind is written over by the next, else its name is new each time. Raises NotSaved.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and stat.S_ISDIR(mode):
            raise NotSaved(path, "it is a folder")
        if mode is not None and not stat.S_ISREG(mode):
            with open(target, "wb", buffering=0) as device:
                _write_all(device.fileno(), data)
            return
        if mode is not None and not os.access(target, os.W_OK):
            raise NotSaved(path, "the file is write-protected")
        _replace(target, data, mode, scratch)
    except NotSaved:
        raise
    except OSError as error:
        raise NotSaved(path, _reason(error)) from error
    except ValueError as error:  # a zero character in the name
        raise NotSaved(path, "no file can have this name") from error


def set_aside(path: Path, why: str) -> Path:
    """Rename a file that is not to be lost; answers its new name.

    Raises NotSaved where hundreds lie aside already, OSError where it cannot be renamed.
    """
    for number in range(1, 1000):
        aside = path.with_name(f"{path.name}.{why}{f'-{number}' if number > 1 else ''}")
        if len(os.fsencode(aside.name)) > LONGEST_NAME:
            aside = path.with_name(f"{path.name[:40]}.{why}-{os.urandom(4).hex()}")
        if not os.path.lexists(aside):
            os.rename(path, aside)
            return aside
    raise NotSaved(path, "there are too many damaged files beside it")


def _replace(target: Path, data: bytes, mode: int | None, scratch: str) -> None:
    # A short name of its own: the target's may already be as long as a name can be.
    temporary = target.parent / (scratch or f".story-timeline-{os.urandom(6).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    if scratch:
        temporary.unlink(missing_ok=True)
    descriptor = os.open(temporary, flags, 0o666)
    try:
        try:
            _write_all(descriptor, data)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if mode is not None:
            os.chmod(temporary, stat.S_IMODE(mode))
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise
    _settle(target.parent)


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _settle(folder: Path) -> None:
    """Make the rename last through a power cut, where the system knows how."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "the folder does not exist"
    if isinstance(error, PermissionError):
        return "you have no permission to write there"
    return f"it cannot be written ({error.strerror or error})"

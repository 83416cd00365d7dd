"""One program for a user: what a second start was to open is handed to the first."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import stat
import struct
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import appdirs
from PySide6.QtCore import QLockFile, QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from viewer.core.when import ANY, EdtfError, When, parse

#: Milliseconds to reach a program that listens, to have its answer, for another to begin to listen.
REACHED, ANSWERED, BEGUN = 1000, 5000, 4000
#: Bytes of an order at most: thousands of files.
LONGEST = 1 << 20
#: Words of a desktop that let a window come to the front.
LONGEST_TOKEN = 200
TAKEN = b"taken\n"
#: What is said between two starts; another language has another door.
LANGUAGE = 1


@dataclass(frozen=True, slots=True)
class Order:
    """What a start was asked for: the ``files``, absolute, the ``date`` given for them, whether
    they are to have windows of their own, and the desktop's ``token`` for coming to the front."""

    files: tuple[Path, ...] = ()
    date: When = ANY
    new_window: bool = False
    token: str = ""

    def said(self) -> bytes:
        """The order as a line."""
        names = [os.fsencode(path).decode("utf-8", "surrogateescape") for path in self.files]
        row = {
            "files": names,
            "date": self.date.edtf if self.date.is_known else "",
            "new": self.new_window,
            "token": self.token,
        }
        return json.dumps(row).encode("ascii") + b"\n"

    @staticmethod
    def heard(line: bytes) -> Order | None:
        """The order of a line; None for a line that is none."""
        try:
            row = json.loads(line)
            names, date, token = row["files"], row["date"], row["token"]
            files = tuple(
                Path(os.fsdecode(name.encode("utf-8", "surrogateescape"))) for name in names
            )
            if not all(path.is_absolute() and "\0" not in str(path) for path in files):
                return None
            if len(token) > LONGEST_TOKEN or not token.isprintable():
                return None
            return Order(files, parse(date) if date else ANY, bool(row["new"]), token)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, EdtfError):
            return None


def order(files: Sequence[Path], date: When, *, new_window: bool) -> Order:
    """The order of this start, as another program can follow it."""
    token = os.environ.get("XDG_ACTIVATION_TOKEN", "")
    fits = len(token) <= LONGEST_TOKEN and token.isprintable()
    made = tuple(Path(os.path.abspath(path)) for path in files)
    return Order(made, date, new_window, token if fits else "")


class Door(QObject):
    """Where a program is reached by the starts that come after it.

    Signal: ``asked`` another start was to do something (an `Order`).
    """

    asked = Signal(object)

    def __init__(self, name: str, lock: QLockFile | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name, self._lock = name, lock
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def open(self) -> bool:
        """Begin to listen, and let the starts that wait for it go on; whether it could."""
        if not self._name:
            return False
        # Nobody answered behind this name: what is left there is a killed program's.
        QLocalServer.removeServer(self._name)
        listens = self._server.listen(self._name)
        if self._lock is not None:
            self._lock.unlock()
        return listens

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _connected(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            if not _is_ours(caller):
                caller.abort()
                caller.deleteLater()
                continue
            _Call(caller, self)


class _Call(QObject):
    """One start that says what it wants; forgotten when it has, or when it takes too long."""

    def __init__(self, caller: QLocalSocket, door: Door) -> None:
        super().__init__(caller)
        self._caller, self._door, self._line = caller, door, bytearray()
        caller.readyRead.connect(self._read)
        caller.disconnected.connect(caller.deleteLater)
        QTimer.singleShot(ANSWERED, caller, caller.abort)
        self._read()

    def _read(self) -> None:
        self._line += self._caller.readAll().data()
        if len(self._line) > LONGEST:
            self._caller.abort()
            return
        if not self._line.endswith(b"\n"):
            return
        heard = Order.heard(bytes(self._line))
        if heard is None:
            self._caller.abort()
            return
        self._line.clear()
        self._caller.write(TAKEN)
        self._caller.disconnectFromServer()
        self._door.asked.emit(heard)


def enter(wanted: Order, environment: Mapping[str, str] = os.environ) -> Door | None:
    """Hand an order to the program that runs for this user on this screen.

    None when it took it; else the door that this program is to open, so that the next start finds
    it. Where the system offers no safe place for a door it leads nowhere.
    """
    place = _place(environment)
    if place is None:
        return Door("", None)
    name = str(place)
    if _handed(wanted, name):
        return None
    # Of two starts at once, one listens and the other waits for it to: a quick double click twice.
    lock = QLockFile(f"{name}.lock" if os.path.isabs(name) else _beside(name))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        lock.tryLock(BEGUN)
        if _handed(wanted, name):
            lock.unlock()
            return None
    return Door(name, lock if lock.isLocked() else None)


def _handed(wanted: Order, name: str) -> bool:
    """Whether a program behind a name took the order."""
    caller = QLocalSocket()
    caller.connectToServer(name)
    if not caller.waitForConnected(REACHED) or not _is_ours(caller):
        caller.abort()
        return False
    # No flush(): behind it waitForBytesWritten says that nothing was written.
    caller.write(wanted.said())
    if not caller.waitForBytesWritten(REACHED):
        caller.abort()
        return False
    answer = bytearray()
    while len(answer) < len(TAKEN) and caller.waitForReadyRead(ANSWERED):
        answer += caller.readAll().data()
    caller.abort()
    return bytes(answer) == TAKEN


def _place(environment: Mapping[str, str]) -> Path | None:
    """The name of the door: of this user, their settings, this screen, this language.

    On Unix a socket in a folder that nobody else can enter; None where there is none.
    """
    apart = [environment.get(name, "") for name in ("WAYLAND_DISPLAY", "DISPLAY")]
    apart.append(appdirs.user_config_dir("story-timeline"))
    mark = hashlib.sha256("\n".join(apart).encode("utf-8", "replace")).hexdigest()[:12]
    name = f"story-timeline-{LANGUAGE}-{mark}"
    if not hasattr(os, "getuid"):
        user = hashlib.sha256(str(Path.home()).encode("utf-8", "replace")).hexdigest()[:12]
        return Path(f"{name}-{user}")
    for folder in (
        Path(environment.get("XDG_RUNTIME_DIR") or "/nonexistent"),
        Path(tempfile.gettempdir()) / f"story-timeline-{os.getuid()}",
    ):
        if _is_private(folder, make=folder.name.startswith("story-timeline-")):
            return folder / name
    return None


def _is_private(folder: Path, *, make: bool) -> bool:
    """Whether a folder is this user's and closed to all others."""
    try:
        if make:
            folder.mkdir(mode=0o700, exist_ok=True)
        found = os.lstat(folder)
    except OSError:
        return False
    own = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    return own and not stat.S_IMODE(found.st_mode) & 0o077


def _beside(name: str) -> str:
    return str(Path(tempfile.gettempdir()) / f"{name}.lock")


def _is_ours(peer: QLocalSocket) -> bool:
    """Whether the other end is a program of this user's; where the system cannot tell, the folder
    and the rights of the socket have to."""
    if not sys.platform.startswith("linux"):
        return True
    try:
        with socket.socket(fileno=os.dup(peer.socketDescriptor())) as end:
            told = end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    except OSError:
        return False
    _, user, _ = struct.unpack("3i", told)
    return bool(user == os.getuid())

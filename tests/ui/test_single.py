"""One program for a user: a second start hands its stories to the first."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from viewer import resources
from viewer.core.when import ANY, parse
from viewer.files import known_periods
from viewer.ui import app, single
from viewer.ui.settings import Memory
from viewer.ui.single import Door, Order, enter

CHECKOUT = Path(__file__).resolve().parents[2]
BRIDGE = resources.path("stories", "harbour-bridge.txt")
SALT = resources.path("stories", "salt-and-silver.md")
unix = pytest.mark.skipif(sys.platform == "win32", reason="sockets are files on Unix alone")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder for sockets, as a desktop makes it."""
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def program(qtbot: Any) -> Iterator[app.Program]:
    """The program with its first, empty window."""
    periods, _ = known_periods()
    made = app.Program(periods, Memory())
    made.begin(Order())
    yield made
    for window in list(made.windows):
        window.close()
        window.deleteLater()
    QApplication.processEvents()


def second_start(*arguments: str) -> subprocess.Popen[bytes]:
    """The program as a second double click starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "viewer", *arguments],
        cwd=CHECKOUT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip


def titles(program: app.Program) -> list[str]:
    """What the windows show, once they have read it."""
    while any(w.stories.busy for w in program.windows):
        QTest.qWait(10)
    return sorted(w.windowTitle().split(" — ")[0] for w in program.windows if w.isVisible())


def test_a_second_start_opens_in_the_first(place: Path, program: app.Program, qtbot: Any) -> None:
    """Two stories, started one after the other in processes of their own, stand in two windows of
    the first program, each once; the processes end with 0 and open nothing."""
    door = enter(Order())
    assert isinstance(door, Door)
    door.asked.connect(program.follow)
    assert door.open()
    for path in (BRIDGE, SALT, BRIDGE):
        started = second_start(str(path))
        qtbot.waitUntil(lambda started=started: started.poll() is not None, timeout=60_000)
        assert started.returncode == 0
    assert titles(program) == ["harbour-bridge.txt", "salt-and-silver.md"]
    door.close()


def test_a_new_window_shows_what_is_open_already(program: app.Program) -> None:
    """--new-window opens a story again; without it the window that shows it comes to the front."""
    program.follow(Order((BRIDGE,)))
    assert titles(program) == ["harbour-bridge.txt"]  # in the empty window
    program.windows[0].showMinimized()
    program.follow(Order((BRIDGE,)))
    assert titles(program) == ["harbour-bridge.txt"]
    assert not program.windows[0].isMinimized()
    program.follow(Order((BRIDGE,), new_window=True))
    assert titles(program) == ["harbour-bridge.txt", "harbour-bridge.txt"]
    program.follow(Order())
    assert titles(program) == ["Story Timeline", "harbour-bridge.txt", "harbour-bridge.txt"]
    program.follow(Order())
    assert len(program.windows) == 3


def test_a_window_is_no_larger_than_the_screen(program: app.Program) -> None:
    """On a screen of less than 1440 by 900 the whole window is to be seen."""
    room = QApplication.primaryScreen().availableGeometry()
    (window,) = program.windows
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_a_closed_window_is_forgotten(program: app.Program, qtbot: Any) -> None:
    """After windows come and go those that stay still follow the preferences, and open stories."""
    first = program.windows[0]
    program.follow(Order((BRIDGE,)))
    program.follow(Order((SALT,)))
    first.close()
    qtbot.wait(20)
    (left,) = program.windows
    left.menus["actionThemeDark"].trigger()
    assert left.session.theme.name == "dark"
    program.follow(Order((BRIDGE,)))
    assert titles(program) == ["harbour-bridge.txt", "salt-and-silver.md"]


def test_a_file_that_the_desktop_sends_is_opened(program: app.Program, qapp: Any) -> None:
    """A Mac tells the running program which file was double clicked, by an event."""
    qapp.asked.connect(program.follow)
    QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(SALT))))
    qapp.asked.disconnect(program.follow)
    assert titles(program) == ["salt-and-silver.md"]


@unix
def test_a_killed_program_does_not_bar_the_next(place: Path) -> None:
    """The socket that a killed program left is taken over."""
    first = enter(Order())
    assert first is not None
    assert first.open()
    name = next(path for path in place.iterdir() if path.is_socket())
    first.close()
    assert not name.exists()
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(name))
    assert name.is_socket()
    second = enter(Order((BRIDGE,)))
    assert second is not None
    assert second.open()
    second.close()


@unix
def test_nobody_else_is_let_in(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The socket is this user's alone; in a folder that others can enter there is none."""
    door = enter(Order())
    assert door is not None
    assert door.open()
    name = next(path for path in place.iterdir() if path.is_socket())
    assert not stat.S_IMODE(name.stat().st_mode) & 0o077
    door.close()
    place.chmod(0o777)
    monkeypatch.setattr(single.tempfile, "gettempdir", lambda: str(tmp_path))
    foreign = tmp_path / f"story-timeline-{os.getuid()}"
    foreign.mkdir(mode=0o777)
    foreign.chmod(0o777)
    closed = enter(Order())
    assert closed is not None
    assert not closed.open()
    assert not any(path.is_socket() for path in (*place.iterdir(), *foreign.iterdir()))


@unix
@pytest.mark.parametrize(
    "line",
    [
        b"\n", b"open /etc/passwd\n", b"[]\n", b"[" * 5000 + b"\n", b'{"files": "/etc"}\n',
        b'{"files": ["etc/passwd"], "date": "", "new": false, "token": ""}\n',
        b'{"files": [], "date": "never", "new": false, "token": ""}\n',
        b'{"files": [], "date": "", "new": false, "token": "a\\u0007b"}\n',
        b"x" * ((1 << 20) + 10),
    ],
)  # fmt: skip
def test_what_is_no_order_is_not_followed(place: Path, line: bytes, qtbot: Any) -> None:
    """Other words than an order's, or far too many, are answered by hanging up."""
    door = enter(Order())
    assert door is not None
    heard: list[object] = []
    door.asked.connect(heard.append)
    assert door.open()
    name = next(path for path in place.iterdir() if path.is_socket())
    talk = (
        "import socket, sys\n"
        "end = socket.socket(socket.AF_UNIX); end.settimeout(20); end.connect(sys.argv[1])\n"
        "try:\n    end.sendall(sys.stdin.buffer.read()); answer = end.recv(100)\n"
        "except ConnectionError:\n    answer = b''\n"
        "sys.exit(len(answer))\n"
    )
    with subprocess.Popen([sys.executable, "-c", talk, str(name)], stdin=subprocess.PIPE) as caller:
        assert caller.stdin
        caller.stdin.write(line)
        caller.stdin.close()
        qtbot.waitUntil(lambda: caller.poll() is not None, timeout=30_000)
    assert caller.returncode == 0
    assert heard == []
    door.close()


names = st.text(st.characters(exclude_characters="\0", exclude_categories=()), min_size=1)


@given(st.lists(names, max_size=4), st.sampled_from([ANY, parse("2031-05")]), st.booleans())
def test_an_order_arrives_as_it_was_given(files: list[str], date: Any, new: bool) -> None:
    """Whatever files are called, their names arrive."""
    try:
        paths = tuple(Path("/") / os.fsdecode(os.fsencode(name)) for name in files)
    except UnicodeEncodeError:
        return  # no file can have this name here
    wanted = Order(paths, date, new, "token-1")
    assert Order.heard(wanted.said()) == wanted

"""The program itself on a screen: started, seen, used with keys, and left."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from viewer import resources

NEEDED = ("Xvfb", "xdotool")
pytestmark = pytest.mark.skipif(
    not all(shutil.which(tool) for tool in NEEDED),
    reason="Xvfb and xdotool are not installed: no screen to show a real window on",
)


@pytest.fixture
def screen(
    virtual_screen: Callable[[], AbstractContextManager[str]],
) -> Iterator[dict[str, str]]:
    """The environment of a virtual screen."""
    with virtual_screen() as name:
        environment = {**os.environ, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}
        environment.pop("WAYLAND_DISPLAY", None)
        yield environment


def test_the_window_opens_answers_and_closes(screen: dict[str, str]) -> None:
    """A story named on the command line is shown by name, keys are taken, Ctrl+Q ends it well."""
    story = resources.path("stories", "harbour-bridge.txt")
    program = subprocess.Popen(
        [sys.executable, "-m", "viewer", str(story)],
        env=screen,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )

    def ask(*words: str) -> str:
        return subprocess.run(
            ["xdotool", *words], env=screen, capture_output=True, text=True, check=False
        ).stdout.strip()

    try:
        window = ""
        until = time.monotonic() + 60
        while not window and time.monotonic() < until and program.poll() is None:
            window = ask("search", "--name", "harbour-bridge.txt — Story Timeline").split("\n")[0]
            time.sleep(0.1)
        assert window, program.communicate(timeout=10)[0]
        time.sleep(0.5)
        ask("windowfocus", "--sync", window)
        ask("mousemove", "--window", window, "400", "400", "click", "4", "click", "5")
        ask("key", "--window", window, "period")
        ask("key", "--window", window, "f")
        ask("key", "--window", window, "ctrl+q")
        said, _ = program.communicate(timeout=30)
    finally:
        if program.poll() is None:
            program.kill()
            program.wait()
    assert program.returncode == 0
    assert "Traceback" not in said


#: Opens a story, lets an X server's own pointer and keys at it, and tells what they did.
WALK = """
import json, subprocess, sys
from pathlib import Path
from PySide6.QtCore import QPointF
from PySide6.QtTest import QTest
from viewer.files import known_periods
from viewer.ui import app
from viewer.ui.settings import Memory
from viewer.ui.single import Order
application = app.application()
program = app.Program(known_periods()[0], Memory())
program.begin(Order((Path(sys.argv[1]),)))
(window,) = program.windows
while window.stories.busy:
    QTest.qWait(10)
QTest.qWait(300)
session, canvas = window.session, window.canvas
view = session.view

def do(*words):
    running = subprocess.Popen(["xdotool", *map(str, words)])
    while running.poll() is None:
        QTest.qWait(20)
    QTest.qWait(350)  # longer than a view glides

def place(x, y):
    at = canvas.view.viewport().mapToGlobal(QPointF(x, y)).toPoint()
    return at.x(), at.y()

told = {}
x, y = 300, canvas.scene_shown().rows.y + 60
do("mousemove", *place(x, y))
second, before = view.scale.second(x), view.scale
do("click", 4, "click", 4, "click", 4)
told["wheel"] = [view.scale.per_pixel / before.per_pixel, abs(view.scale.x(second) - x)]
before = view.scale
do("mousedown", 1, "mousemove", *place(x - 60, y), "mousemove", *place(x - 120, y), "mouseup", 1)
told["drag"] = before.panned(120).x(view.scale.origin)
do("keydown", "shift")
do("mousemove", *place(x - 100, y), "mousedown", 1)
do("mousemove", *place(x, y))
do("mousemove", *place(x + 100, y))
told["measured"] = canvas.measured_words()
do("mouseup", 1, "keyup", "shift")
canvas.view.setFocus()
do("key", "f")
told["fitted"] = view.fitted
do("key", "period", "key", "period")
told["chosen"] = session.chosen_id != ""
before, scene = view.scale, canvas.scene_shown()
mark = next(m for m in scene.marks if session.timeline.events[m.event].id == session.chosen_id)
do("mousemove", *place(mark.at, mark.box.y + mark.box.h / 2), "click", "--repeat", 2, 1)
told["double"] = view.scale.per_pixel / before.per_pixel
do("key", "bracketleft")
told["back"] = view.scale.per_pixel / before.per_pixel
do("key", "End")
told["end"] = view.scale.x(session.timeline.extent[1]) - view.scale.width / 2
print(json.dumps(told))
"""


def test_a_real_pointer_and_real_keys_move_the_view(screen: dict[str, str]) -> None:
    """Wheel, drag, measure, fit, step, double click, back and End, as an X server tells of them."""
    story = resources.path("stories", "harbour-bridge.txt")
    done = subprocess.run(
        [sys.executable, "-c", WALK, str(story)],
        env=screen,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    closer, moved = told["wheel"]
    assert closer < 0.6
    assert moved < 1
    assert abs(told["drag"]) < 1.5
    assert "year" in told["measured"] or "month" in told["measured"]
    assert told["fitted"]
    assert told["chosen"]
    assert told["double"] < 0.8
    assert abs(told["back"] - 1) < 0.01
    assert abs(told["end"]) < 1.5

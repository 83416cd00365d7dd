"""The program itself on a screen: started, seen, used with keys, and left."""

from __future__ import annotations

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

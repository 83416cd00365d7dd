"""What a screen reader hears of the running window."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from viewer import resources

LISTENER = Path(__file__).with_name("listener.py")
HOUSE = LISTENER.parent.parent.parent
#: A window on a story with an event chosen, as the program opens it.
PROGRAM = """
import sys
from pathlib import Path
from viewer.files.known import known_periods
from viewer.ui import app
from viewer.ui.session import Session
from viewer.ui.window import MainWindow
running = app.application()
window = MainWindow(Session(known_periods()[0]))
window.show()
window.open(Path(sys.argv[1]))
window.panel.tabs.setCurrentIndex(int(sys.argv[3]))
told = [e for e in window.session.timeline.events if sys.argv[2] in e.headline]
window.session.choose(told[0].id)
running.exec()
"""
SAMPLE = resources.path("stories", "harbour-bridge.txt")
CHOSEN = "The city council approved the crossing"


@cache
def systems_python() -> str:
    """A Python that has the system's library of assistive technology; "" for none."""
    for one in ("/usr/bin/python3", sys.executable):
        asked = [one, "-c", "import gi; gi.require_version('Atspi', '2.0')"]
        if Path(one).exists() and not subprocess.run(asked, capture_output=True).returncode:
            return one
    return ""


@pytest.fixture(scope="module")
def screen(virtual_screen: Callable[[], AbstractContextManager[str]]) -> Iterator[str]:
    """A virtual screen's name."""
    missing = [tool for tool in ("Xvfb", "dbus-run-session") if shutil.which(tool) is None]
    if not systems_python():
        missing.append("gir1.2-atspi-2.0")
    if not list(Path("/usr").glob("lib*/at-spi*bus-launcher")) + list(
        Path("/usr").glob("lib*/at-spi2-core/at-spi-bus-launcher")
    ):
        missing.append("at-spi2-core")
    if missing:
        pytest.skip(f"nothing can listen to the window here: {', '.join(missing)} not installed")
    with virtual_screen() as name:
        yield name


def heard(screen: str, home: Path, tab: int) -> dict[str, Any]:
    """The tree of a window on the sample, an event chosen, a tab of the side panel in front."""
    environment = {
        **os.environ,
        "DISPLAY": screen,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "PYTHONPATH": str(HOUSE),
    }
    environment.pop("WAYLAND_DISPLAY", None)
    script = '"$1" -c "$2" "$3" "$4" "$5" & program=$!; "$6" "$7" "$8"; said=$?; ' + (
        'kill "$program"; exit "$said"'
    )
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", script, "sh", sys.executable, PROGRAM, str(SAMPLE),
         CHOSEN, str(tab), systems_python(), str(LISTENER), SAMPLE.name],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    # The registry of the bus writes a line of its own before it.
    tree: dict[str, Any] = json.loads(done.stdout[done.stdout.index("{") :])
    return tree


@pytest.fixture(scope="module")
def window(screen: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Any]:
    """The tree of the window with a tab in front, heard once."""
    return cache(lambda tab: heard(screen, tmp_path_factory.mktemp("home"), tab))


def nodes(tree: dict[str, Any], inside: str = "") -> Iterator[tuple[dict[str, Any], str]]:
    """Every node with the role of the one around it."""
    yield tree, inside
    for child in tree["children"]:
        yield from nodes(child, tree["role"])


def called(tree: dict[str, Any], role: str, name: str) -> dict[str, Any]:
    found = [node for node, _ in nodes(tree) if (node["role"], node["name"]) == (role, name)]
    assert len(found) == 1, (role, name, len(found))
    return found[0]


@pytest.mark.parametrize("tab", range(4))
def test_every_control_has_a_name(window: Callable[[int], Any], tab: int) -> None:
    """Whatever can have the focus says what it is, in each tab of the side panel."""
    tree = window(tab)
    mute = [
        (node["role"], inside)
        for node, inside in nodes(tree)
        if {"focusable", "showing"} <= set(node["states"])
        and not node["name"].strip()
        and inside not in ("combo box", "table")  # parts of a control that has a name
    ]
    assert mute == []


def test_the_chosen_event_is_told(window: Callable[[int], Any]) -> None:
    """The timeline is a list of the events in view with their dates, the chosen one selected."""
    items = called(window(0), "list", "Timeline")["children"]
    assert len(items) > 8
    selected = [item["name"] for item in items if "selected" in item["states"]]
    assert len(selected) == 1
    assert selected[0].startswith(f"{CHOSEN}, 12 March 2021")


def test_the_table_of_events_is_reached(window: Callable[[int], Any]) -> None:
    """All events with date, source and status, the chosen row selected."""
    table = called(window(2), "table", "Events")
    cells = [cell for cell in table["children"] if cell["role"] == "table cell"]
    selected = [cell["name"] for cell in cells if "selected" in cell["states"]]
    assert selected[:2] == ["12 March 2021", CHOSEN]
    headings = [c["name"] for c in table["children"] if c["role"] == "table column header"]
    assert headings == ["When", "What happened", "Source", "Told as"]

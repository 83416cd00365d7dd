"""What a screen reader is told of a running window: its tree, written as JSON.

    python3 tests/ui/listener.py NAME

Needs the system's Python with gi and Atspi (gir1.2-atspi-2.0), on a bus with at-spi2-core; run by
the test of accessibility, which opens the window.
"""

from __future__ import annotations

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 - needs the version above

PATIENCE = 60  # seconds for the window to come
DEEP = 40


def tree(node: Atspi.Accessible, depth: int = 0) -> dict[str, object]:
    """A node and what lies below it."""
    states = node.get_state_set()
    named = {
        "selected": Atspi.StateType.SELECTED,
        "focusable": Atspi.StateType.FOCUSABLE,
        "focused": Atspi.StateType.FOCUSED,
        "showing": Atspi.StateType.SHOWING,
    }
    below = range(node.get_child_count()) if depth < DEEP else range(0)
    found = (node.get_child_at_index(number) for number in below)
    return {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "states": [name for name, state in named.items() if states.contains(state)],
        "children": [tree(child, depth + 1) for child in found if child is not None],
    }


def main() -> None:
    wanted, end = sys.argv[1], time.monotonic() + PATIENCE
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(number)
            if program is None:
                continue
            for place in range(program.get_child_count()):
                window = program.get_child_at_index(place)
                if window is not None and wanted in (window.get_name() or ""):
                    json.dump(tree(window), sys.stdout)
                    return
        time.sleep(0.2)
    sys.exit(f"no window is called {wanted}")


if __name__ == "__main__":
    main()

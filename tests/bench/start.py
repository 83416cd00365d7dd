"""CPU seconds that a cold start costs: to the first painted window, and for `events`.

usage: python tests/bench/start.py [STORY] [--runs N]

Each run is a process of its own; printed are the median, least and most CPU seconds (user and
system) of N runs after one that is not counted, as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "stories" / "harbour-bridge.txt"

# Opens the window as the program does, and leaves when the timeline has been painted once.
FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from viewer.ui import app, canvas
from viewer.ui.single import Order
painted = canvas.paint
def paint(*args, **kwargs):
    painted(*args, **kwargs)
    QTimer.singleShot(0, application.quit)
canvas.paint = paint
application = app.application()
sys.exit(app.run(Order((Path(sys.argv[1]),))))
"""


def cpu_of(command: list[str], environment: dict[str, str]) -> float:
    """CPU seconds of one finished process. Raises CalledProcessError when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("story", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # As a reader has it: the run that is not counted leaves compiled modules behind.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    story = str(options.story)
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "events": [sys.executable, "-m", "viewer", "events", story, "--format", "json"],
        "check": [sys.executable, "-m", "viewer", "check", story],
        "first paint": [sys.executable, "-c", FIRST_PAINT, story],
    }
    result = {}
    for name, command in commands.items():
        cpu_of(command, environment)
        times = sorted(cpu_of(command, environment) for _ in range(options.runs))
        result[name] = {
            "median": round(statistics.median(times), 3),
            "least": round(times[0], 3),
            "most": round(times[-1], 3),
        }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()

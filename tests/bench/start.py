"""CPU seconds that a start costs: to the window, to the story's timeline in it, and of commands.

usage: python tests/bench/start.py [STORY] [--runs N] [--program COMMAND]

Each run is a process of its own; printed are the median, least and most CPU seconds (user and
system) of N runs after one that is not counted, as JSON. ``window`` is the program until its
window is first painted, which is before it reads the story; ``timeline`` until the story is read
and its timeline painted too. With ``--program`` any build of the program is measured as it is,
such as the one-folder build's or an installed command: ``at rest`` is what it has used once it
is quiet, with the timeline painted and all else that a start does.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "resources" / "stories" / "harbour-bridge.txt"

#: Runs the program as its command does, and leaves after the first paint.
WINDOW = """
import sys
from PySide6.QtWidgets import QApplication
from viewer import __main__
from viewer.ui import stories
stories.Stories.open_expected = lambda _: QApplication.quit()
sys.exit(__main__.main([sys.argv[1]]))
"""
#: Likewise, after the first paint of a timeline.
TIMELINE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from viewer import __main__
from viewer.ui import plane
painted = plane.paint
def paint(*args, **kwargs):
    painted(*args, **kwargs)
    QTimer.singleShot(0, QApplication.quit)
plane.paint = paint
sys.exit(__main__.main([sys.argv[1]]))
"""
#: Seconds between two looks at a program, and how long it must have done nothing to be at rest.
LOOK, QUIET = 0.05, 1.0
#: Seconds in which a program may begin, and CPU seconds that it has used by then.
PATIENCE, BEGUN = 60.0, 0.3


def cpu_of(command: list[str], environment: dict[str, str]) -> float:
    """CPU seconds of one finished process. Raises CalledProcessError when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True, env=environment, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cpu_at_rest(command: list[str], environment: dict[str, str]) -> float:
    """CPU seconds of a program once it has nothing more to do; it is ended then (Linux)."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    tick = os.sysconf("SC_CLK_TCK")
    used = quiet = 0.0
    began = time.monotonic()
    try:
        while quiet < QUIET or used < BEGUN:
            if process.poll() is not None or time.monotonic() - began > PATIENCE:
                raise SystemExit(f"{command[0]} did not start")
            time.sleep(LOOK)
            words = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
            now = sum(map(int, words.split()[11:13])) / tick
            quiet = quiet + LOOK if now == used else 0.0
            used = now
    finally:
        process.kill()
        process.wait()
    return used


def told(once: Callable[[], float], runs: int) -> dict[str, float]:
    """Median, least and most of some runs, after one that is not counted."""
    once()
    times = sorted(once() for _ in range(runs))
    return {
        "median": round(statistics.median(times), 3),
        "least": round(times[0], 3),
        "most": round(times[-1], 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("story", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--program", help="the command of a build to measure, as it is")
    options = parser.parse_args()
    story = str(options.story.resolve())
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        # Nothing of the reader's own is touched, nor a program of theirs that runs.
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
            environment[name] = folder
        # As a reader has it: the run that is not counted leaves compiled modules behind.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if options.program:
            command = [options.program, story]
            result = {"at rest": told(lambda: cpu_at_rest(command, environment), options.runs)}
        else:
            commands = {
                "python -c pass": ["-c", "pass"],
                "events": ["-m", "viewer", "events", story, "--format", "json"],
                "check": ["-m", "viewer", "check", story],
                "window": ["-c", WINDOW, story],
                "timeline": ["-c", TIMELINE, story],
            }
            result = {
                name: told(lambda c=c: cpu_of([sys.executable, *c], environment), options.runs)
                for name, c in commands.items()
            }
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()

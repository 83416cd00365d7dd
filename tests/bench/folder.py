"""Opens many stories, or a very long one, in a window: when events show, and whether it answers.

    python tests/bench/folder.py [STORIES] [--megabytes N]

Prints seconds by the clock from the order to the first events on screen and to the last story
read, and the longest that the window did not answer meanwhile, asked 50 times a second. With
``--megabytes`` one story of that size is opened instead of a folder.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
    os.environ[name] = tempfile.mkdtemp()

from PySide6.QtCore import QTimer

from viewer import resources
from viewer.files import known_periods
from viewer.ui import app
from viewer.ui.session import Session
from viewer.ui.window import MainWindow

TICK = 20  # milliseconds
REST = 1000  # milliseconds after the last story, until all of it is drawn
SOURCE = resources.path("stories", "flood-at-merrow.txt").read_text(encoding="utf-8")
#: Of its paragraphs, where the prose begins and ends.
HEAD, END = 3, -1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stories", nargs="?", type=int, default=1000)
    parser.add_argument("--megabytes", type=float, default=0.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if options.megabytes:
            measure(long_story(folder / "long.txt", options.megabytes))
        else:
            for number in range(options.stories):
                text = SOURCE.replace("Merrow", f"Merrow{number}")
                (folder / f"story-{number:05}.txt").write_text(text, encoding="utf-8")
            measure(folder)


def long_story(path: Path, megabytes: float) -> Path:
    """A story of a size, whose paragraphs come again and again with other names."""
    paragraphs = SOURCE.split("\n\n")
    prose = "\n\n".join(paragraphs[HEAD:END])
    times = max(round(megabytes * 1e6 / len(prose)), 1)
    told = (prose.replace("Merrow", f"Merrow{number}") for number in range(times))
    text = "\n\n".join([*paragraphs[:HEAD], *told, *paragraphs[END:]])
    path.write_text(text, encoding="utf-8")
    return path


def measure(path: Path) -> None:
    """Open a file or folder in a window, and print how that went."""
    application = app.application()
    periods, _ = known_periods()
    window = MainWindow(Session(periods))
    window.resize(1440, 900)
    window.show()
    application.processEvents()
    first = longest = busiest = 0.0
    began = last = time.perf_counter()
    used = time.process_time()

    def tick() -> None:
        nonlocal longest, busiest, last, used, first
        now, spent = time.perf_counter(), time.process_time()
        longest, last = max(longest, now - last), now
        busiest, used = max(busiest, spent - used), spent
        if not first and window.session.readings:
            window.grab()
            first = time.perf_counter() - began

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(TICK)
    # The last turn is one, too.
    window.stories.came.connect(lambda: QTimer.singleShot(REST, application.quit))
    came: list[float] = []
    window.stories.came.connect(lambda: came.append(time.perf_counter() - began))
    window.stories.open([path])
    ordered = time.perf_counter() - began
    application.exec()
    events = len(window.session.timeline.events)
    print(f"{len(window.session.readings):,} stories, {events:,} events")
    print(f"the order took {ordered:.2f} s, first events after {first:.2f} s, all {came[0]:.1f} s")
    print(f"longest without an answer {longest:.2f} s by the clock, {busiest:.2f} s of work")
    timer.stop()
    window.close()


if __name__ == "__main__":
    main()

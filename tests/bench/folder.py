"""Opens a folder of many stories in a window: when the first events show, and whether it answers.

    python tests/bench/folder.py [STORIES]

Prints seconds by the clock from the order to the first events on screen and to the last story
read, and the longest that the window did not answer meanwhile, asked 50 times a second.
"""

from __future__ import annotations

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
SOURCE = resources.path("stories", "flood-at-merrow.txt").read_text(encoding="utf-8")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    application = app.application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(count):
            text = SOURCE.replace("Merrow", f"Merrow{number}")
            (folder / f"story-{number:05}.txt").write_text(text, encoding="utf-8")
        periods, _ = known_periods()
        window = MainWindow(Session(periods))
        window.resize(1440, 900)
        window.show()
        application.processEvents()
        first = longest = 0.0
        began = last = time.perf_counter()

        def tick() -> None:
            nonlocal longest, last, first
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
            if not first and window.session.readings:
                window.grab()
                first = time.perf_counter() - began

        timer = QTimer()
        timer.timeout.connect(tick)
        timer.start(TICK)
        window.stories.came.connect(application.quit)
        window.stories.open([folder])
        ordered = time.perf_counter() - began
        application.exec()
        whole = time.perf_counter() - began
        events = len(window.session.timeline.events)
        print(f"{len(window.session.readings):,} stories, {events:,} events")
        print(
            f"the order took {ordered:.2f} s, first events after {first:.2f} s, all {whole:.1f} s"
        )
        print(f"longest without an answer {longest:.2f} s")
        timer.stop()
        window.close()


if __name__ == "__main__":
    main()

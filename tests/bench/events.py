"""What reading events costs: start, speed, memory, and whether cost grows with length alone.

usage: python tests/bench/events.py [FILE…] [--runs N] [--largest CHARACTERS]

As `tests/bench/dates.py`, with `story-timeline events`. The aim is half a megabyte of prose a CPU
second, and no more memory than twenty times the text.
"""

from __future__ import annotations

from measuring import main

if __name__ == "__main__":
    main("events", __doc__)

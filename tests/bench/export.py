"""CPU seconds and bytes that each format costs, for more and more events.

usage: python tests/bench/export.py [--events N ...]

The events are read once and not counted; each format is written in this process, pictures at four
times their size where they have pixels. Printed is one line a format and number of events, and how
many times the cost of the least number the most one takes for each event (1 is linear).
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from viewer.core import events
from viewer.core.events import Reading
from viewer.core.story import read_text
from viewer.core.timeline import arrange
from viewer.files.formats import FORMATS, Written
from viewer.ui.export import draw
from viewer.ui.pictures import PICTURES, Picture
from viewer.ui.sheet import ExportFailed

PIXELS = [kind.name for kind in PICTURES if kind.pixels]


def story(count: int) -> Reading:
    """A story of so many dated events, a paragraph each."""
    lines = (
        f"The mill number {n} opened on {n % 28 + 1} May {1000 + n % 1000} [{n % 40}]."
        for n in range(count)
    )
    return events.read(read_text("\n\n".join(lines), name="long.txt"))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--events", type=int, nargs="+", default=[1_000, 10_000])
    counts = parser.parse_args().events
    spent: dict[str, list[float]] = {}
    for count in counts:
        reading = story(count)
        line = arrange([reading])
        works: dict[str, Callable[[], Written]] = {
            form.name: partial(form.file, [reading]) for form in FORMATS
        }
        for kind in PICTURES:
            picture = Picture(scale=4.0 if kind.name in PIXELS else 1.0)
            works[kind.name] = partial(draw, line, kind, picture)
        for name, work in works.items():
            start = time.process_time()
            try:
                made = work()
            except ExportFailed as error:
                print(f"{name:10} {count:7,} events: {error}")
                continue
            took = time.process_time() - start
            spent.setdefault(name, []).append(took / count)
            megabytes = len(made.data) / 1e6
            print(f"{name:10} {count:7,} events {took:6.2f} CPU s {megabytes:7.2f} MB", flush=True)
            for sentence in made.lost if name in PIXELS else ():
                print(f"{'':10} {sentence}")
    for name, each in spent.items():
        print(f"{name:10} grows by {each[-1] / each[0]:.2f} from the least to the most")


if __name__ == "__main__":
    main()

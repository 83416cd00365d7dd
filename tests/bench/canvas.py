"""What drawing many events costs: the first fitted frame, each pan and zoom step, and memory.

usage: python tests/bench/canvas.py --events N [--file F] [--size 1920x1080] [--json]

The events are made up, always the same: instants, days, months and stretches of years in eight
lanes, in clusters as news comes. ``--file`` takes a JSON list of {id, lane, start, end?, title}
instead, in milliseconds since 1970. Times are CPU seconds or milliseconds (user and system) of the
offscreen window's canvas, painting included; memory is the peak beyond that of a window without
events, and what of it the events take before a window shows them. Each figure comes from a process
of its own. Counted in every frame, and 0 where the layout keeps its word: boxes of different events
or counts that overlap, and events that reach into the view but are neither drawn nor counted in a
cluster.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from viewer.core import layout
from viewer.core.events import Event, Kind, Reading, Shape, Status
from viewer.core.events.columns import many
from viewer.core.story import Citation, Span, read_text
from viewer.core.timeline import Form
from viewer.core.when import ANY, DAY, FUTURE, PAST, Precision, When, civil, seconds
from viewer.ui.app import application
from viewer.ui.canvas import Canvas
from viewer.ui.session import Session
from viewer.ui.store import Opened

STEPS = 60
WORDS = (
    "pier bridge council harbour opened signed closed storm night ferry report mill ship".split()
)


@dataclass(frozen=True, slots=True)
class Row:
    """One made-up happening: half-open seconds from 1970."""

    name: str
    lane: str
    start: int
    end: int
    title: str


def made_up(count: int) -> Iterator[Row]:
    chance = random.Random(1)
    first, last = seconds(1900), seconds(2024)
    centres = [chance.randrange(first, last) for _ in range(max(1, count // 200))]
    for number in range(count):
        near = int(chance.gauss(chance.choice(centres), 200 * DAY))
        start = min(max(near, first), last) // DAY * DAY
        kind = chance.random()
        length = 1 if kind < 0.1 else DAY if kind < 0.6 else 30 * DAY
        if kind > 0.8:
            length = chance.randrange(100, 3000) * DAY
        title = " ".join(chance.choices(WORDS, k=chance.randrange(2, 9))).capitalize()
        yield Row(str(number), f"source {number % 8}", start, start + length, title)


def from_file(path: Path) -> Iterator[Row]:
    for number, row in enumerate(objects(path)):
        start = int(row["start"]) // 1000
        end = max(int(row.get("end") or row["start"]) // 1000, start + 1)
        yield Row(str(row.get("id", number)), str(row.get("lane", "")), start, end,
                  str(row.get("title", "")))  # fmt: skip


def objects(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON list, one by one: all at once take more room than a window of them."""
    decode = json.JSONDecoder().raw_decode
    with path.open(encoding="utf-8") as file:
        text, at, ended = "", 0, False
        while not ended:
            more = file.read(1 << 20)
            text, at, ended = text[at:] + more, 0, not more
            while (begin := text.find("{", at)) >= 0:
                try:
                    value, at = decode(text, begin)
                except json.JSONDecodeError:
                    if ended:
                        raise
                    at = begin
                    break
                yield value


def reading_of(rows: Iterable[Row]) -> Reading:
    """The rows as a story's events; of the story there is no text.

    They are held as the window holds as many.
    """
    cited: dict[str, tuple[str, ...]] = {"": ()}
    events = (
        Event(
            id=row.name,
            span=(span := Span(number, number + 1)),
            sentence=span,
            paragraph=0,
            headline=row.title,
            when=_when(row),
            kind=Kind.EXPLICIT,
            status=Status.HAPPENED,
            shape=Shape.MOMENT if row.end - row.start <= DAY else Shape.SPAN,
            because="",
            citations=cited.setdefault(row.lane, (row.lane,)),
        )
        for number, row in enumerate(rows)
    )
    story = read_text("", name="bench")
    told = many(events)
    lanes = tuple(Citation(lane) for lane in cited if lane)
    return Reading(story._replace(citations=lanes), ANY, (), told, (), ())


def _when(row: Row) -> When:
    y, m, d, *_ = civil(row.start)
    last = row.end - 1
    return When(
        f"{y:04d}-{m:02d}-{d:02d}", row.start, row.start, last, last, Precision.DAY
    )  # fmt: skip


def broken(session: Session) -> tuple[int, int]:
    """(boxes of different events or counts that overlap, events in view not accounted for), in a
    picture of the same view that is high enough for every row."""
    placement, scale = session.view.placement, session.view.scale
    scene = layout.compose(placement, scale, layout.natural_height(placement))
    boxes = [(*m.box, m.event) for m in scene.marks]
    boxes += [(*t.box, t.event) for t in scene.texts if t.event >= 0]
    boxes += [(*c.box, -1 - n) for n, c in enumerate(scene.clusters)]
    overlapping = 0
    table = np.array(boxes, dtype=np.float64) if boxes else np.empty((0, 5))
    for x, y, w, h, event in table:
        other = table[table[:, 4] != event]
        hit = (other[:, 0] < x + w - 1e-6) & (x < other[:, 0] + other[:, 2] - 1e-6)
        hit &= (other[:, 1] < y + h - 1e-6) & (y < other[:, 1] + other[:, 3] - 1e-6)
        overlapping += int(hit.sum())
    line = session.timeline
    start = np.where(line.start == PAST, line.end, line.start)
    end = np.where(line.end == FUTURE, line.start, line.end)
    seen = (line.form != Form.SHELF) & (end >= scale.start) & (start <= scale.end)
    drawn = sum(bool(seen[mark.event]) for mark in scene.marks)
    counted = sum(cluster.count for cluster in scene.clusters)
    return overlapping // 2, abs(int(seen.sum()) - drawn - counted)


def measure(rows: Iterable[Row], size: QSize, *, check: bool) -> dict[str, object]:
    application()
    before = peak()
    reading = reading_of(rows)
    told = peak() - before
    session = Session()
    canvas = Canvas(session)
    canvas.resize(size)
    canvas.show()
    image = QImage(size, QImage.Format.Format_RGB32)

    def frame() -> None:
        painter = QPainter(image)
        canvas.view.render(painter)
        painter.end()

    frame()
    wrong = [0, 0]

    def timed(step: Callable[[], None]) -> float:
        began = time.process_time()
        step()
        frame()
        spent = time.process_time() - began
        if check:
            for k, found in enumerate(broken(session)):
                wrong[k] += found
        return spent

    def first() -> None:
        session.show([Opened(Path("made up"), (reading,))])

    result: dict[str, object] = {
        "first frame CPU s": round(timed(first) if reading.events else 0.0, 3)
    }
    if reading.events:
        middle = size.width() / 2
        zooms = [timed(lambda: session.view.zoom(1.3, middle)) for _ in range(STEPS // 2)]
        pans = [timed(lambda: session.view.pan(37)) for _ in range(STEPS)]
        zooms += [timed(lambda: session.view.zoom(1 / 1.3, middle)) for _ in range(STEPS // 2)]
        result |= {"pan CPU ms": _spread(pans), "zoom CPU ms": _spread(zooms)}
    result |= {"peak MB": round(peak(), 1), "MB of them the events as read": round(told, 1)}
    if check:
        result |= {"overlapping boxes": wrong[0], "unaccounted events": wrong[1]}
    return result


def peak() -> float:
    """The most memory so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _spread(spent: list[float]) -> dict[str, float]:
    milliseconds = sorted(1000 * s for s in spent)
    return {
        "median": round(statistics.median(milliseconds), 2),
        "p95": round(milliseconds[int(0.95 * (len(milliseconds) - 1))], 2),
        "max": round(milliseconds[-1], 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--size", default="1920x1080")
    parser.add_argument("--json", action="store_true", help="on one line")
    parser.add_argument("--part", choices=("empty", "time", "check"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    width, height = map(int, options.size.split("x"))
    if options.part:
        rows: Iterable[Row] = ()
        if options.part != "empty":
            rows = from_file(options.file) if options.file else made_up(options.events)
        print(json.dumps(measure(rows, QSize(width, height), check=options.part == "check")))
        return
    told = {}
    for part in ("empty", "time", "check"):
        done = subprocess.run(
            [sys.executable, __file__, *sys.argv[1:], "--part", part],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        told[part] = json.loads(done.stdout.splitlines()[-1])
    result = {"events": options.events, "size": options.size, **told["time"]}
    above = result.pop("peak MB") - told["empty"]["peak MB"]
    result["MB above the empty window"] = round(above, 1)
    result["MB of them the events as read"] = result.pop("MB of them the events as read")
    result |= {key: told["check"][key] for key in ("overlapping boxes", "unaccounted events")}
    print(json.dumps(result, indent=None if options.json else 1))


if __name__ == "__main__":
    main()

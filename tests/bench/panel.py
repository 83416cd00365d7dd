"""What the source text of a long story costs: its first paint, a step of scrolling, a jump.

usage: python tests/bench/panel.py [--bytes N] [--json]

The story is made up, always the same: sentences with a date and a citation mark each. Times are
CPU seconds or milliseconds (user and system) of the offscreen widget, painting included, once the
events are known.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from PySide6.QtWidgets import QApplication

from viewer.ui.app import application
from viewer.ui.panel.source import SourceText
from viewer.ui.session import Session

STEPS = 120
JUMPS = 20
VERBS = ("opened", "closed", "burned down", "was sold", "flooded")
WORDS = "mayor council bridge harbour workers a new line said that many people in town".split()


def made_up(size: int) -> str:
    chance = random.Random(3)
    paragraphs, length = [], 0
    while length < size:
        sentences = [
            f"The {chance.choice(WORDS[:5])} {chance.choice(VERBS)} on {chance.randrange(1, 28)} "
            f"May {chance.randrange(1900, 2024)} while {' '.join(chance.choices(WORDS, k=18))} "
            f"[{chance.randrange(16**8):08x}]."
            for _ in range(4)
        ]
        paragraphs.append(" ".join(sentences))
        length += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)


def cpu(does: Callable[[], object]) -> float:
    start = time.process_time()
    does()
    QApplication.processEvents()
    return time.process_time() - start


def measure(size: int) -> dict[str, float]:
    application()
    session = Session()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.txt"
        path.write_text(made_up(size), encoding="utf-8")
        session.open(path)
    source = SourceText(session)
    source.resize(480, 560)

    def first() -> None:
        session.opened.emit()
        source.show()
        source.grab()

    opened = cpu(first)
    bar = source.verticalScrollBar()
    steps = [cpu(lambda: bar.setValue(bar.value() + 60)) for _ in range(STEPS)]
    chance, events = random.Random(5), session.readings[0].events
    jumps = [cpu(lambda: session.choose(chance.choice(events).id)) for _ in range(JUMPS)]
    return {
        "events": len(events),
        "first paint s": round(opened, 3),
        "scroll step ms": round(statistics.median(steps) * 1e3, 1),
        "jump ms": round(statistics.median(jumps) * 1e3, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bytes", type=int, default=2_000_000)
    parser.add_argument("--json", action="store_true", help="on one line")
    options = parser.parse_args()
    print(json.dumps(measure(options.bytes), indent=None if options.json else 1))


if __name__ == "__main__":
    main()

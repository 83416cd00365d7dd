"""What a command costs on longer and longer text: CPU seconds, memory, whether cost is linear.

The text is made of the paragraphs of stories, drawn again and again until it is long enough. Each
run is the command in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
STORIES = ROOT / "resources" / "stories"
SENTENCE = "It opened in May 2013.\n"
LENGTHS = (10_000, 100_000, 1_000_000, 10_000_000)

#: Runs its arguments and says CPU seconds and the peak of memory in kilobytes. A process of its
#: own: the peak is that of the largest child so far.
MEASURE = """
import json, resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


def paragraphs(files: Sequence[Path]) -> list[str]:
    """The paragraphs of stories, as the program cuts them."""
    from viewer.files import open_stories

    return [
        block.span.of(story.text)
        for file in files
        for story in open_stories(file)
        for block in story.paragraphs
    ]


def prose(parts: Sequence[str], length: int) -> str:
    """About so many characters of paragraphs, drawn by chance, always the same."""
    chance = random.Random(1)
    text: list[str] = []
    while length > 0:
        text.append(chance.choice(parts))
        length -= len(text[-1]) + 2
    return "\n\n".join(text) + "\n"


def measured(command: str, text: str, runs: int) -> tuple[float, float]:
    """Median CPU seconds and median peak of memory in megabytes of a command on a text."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    # As a reader has it: the run that is not counted leaves compiled modules behind.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    results = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text.txt"
        file.write_text(text, encoding="utf-8")
        line = [sys.executable, "-m", "viewer", command, str(file)]
        for _ in range(runs + 1):
            done = subprocess.run(
                [sys.executable, "-c", MEASURE, *line],
                check=True, capture_output=True, text=True, env=environment,
            )  # fmt: skip
            results.append(json.loads(done.stdout))
    seconds, kilobytes = zip(*results[1:], strict=True)
    return statistics.median(seconds), statistics.median(kilobytes) / 1024


def main(command: str, about: str) -> None:
    """Measure `story-timeline COMMAND` as the arguments of the program say, and print JSON."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, default=sorted(STORIES.iterdir()))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--largest", type=int, default=LENGTHS[-1])
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    parts = paragraphs(options.files)
    start, base = measured(command, SENTENCE, max(7, options.runs))
    result: dict[str, object] = {"start CPU s": round(start, 3), "start MB": round(base, 1)}
    dear: list[float] = []
    for length in LENGTHS:
        if length > options.largest:
            break
        text = prose(parts, length)
        seconds, peak = measured(command, text, options.runs)
        seconds = max(seconds - start, 0.001)
        dear.append(seconds / len(text))
        megabytes = len(text.encode()) / 1_000_000
        result[f"{length:,} characters"] = {
            "CPU s": round(seconds, 3),
            "MB of text a CPU s": round(megabytes / seconds, 2),
            "memory beyond start and text, MB": round(peak - base - megabytes, 1),
        }
    if len(dear) > 2:
        result["steepness"] = round(dear[-1] / dear[1], 2)
    print(json.dumps(result, indent=1))

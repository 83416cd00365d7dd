"""Reading stories in a process of its own, for a window that must not wait.

The worker takes orders from its standard input, one JSON object a line: {"job", "path", "date",
"many"}. For each it writes one frame to its standard output: the job's number and the length of
what follows, each in eight bytes, then a pickle of the readings, or of the words that say why
there are none. It ends with its input, so with the program that started it.
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import struct
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

from viewer.core import events
from viewer.core.dates import NamedPeriod
from viewer.core.events import Reading
from viewer.core.story import Story
from viewer.core.when import ANY, When, parse
from viewer.files.known import known_periods
from viewer.files.reading import StoryRefused, open_stories

#: A frame's head: the job, and bytes of what follows.
HEAD: Final = struct.Struct(">QQ")
#: The argument that makes the program a worker.
ARGUMENT: Final = "--worker"


def read_file(
    path: Path, *, date: When = ANY, periods: Sequence[NamedPeriod] = (), many: bool = False
) -> tuple[Reading, ...]:
    """The stories of a file, each once, as the program reads them.

    ``date`` is the story's date where the reader gave one; of ``many`` stories, and of several in
    one file, only those without a date of their own take it. Raises StoryRefused.
    """
    stories = open_stories(path)
    if not any(story.text.strip() for story in stories):
        raise StoryRefused(path, "the file is empty", "Choose one that holds a story.")
    once = tuple({story.digest: story for story in reversed(stories)}.values())[::-1]
    many = many or len(once) > 1
    return tuple(read_story(story, date=date, periods=periods, many=many) for story in once)


def read_story(story: Story, *, date: When, periods: Sequence[NamedPeriod], many: bool) -> Reading:
    """One story, likewise."""
    if date.is_known and many:
        own = events.read(story, periods=periods)
        if own.date.is_known:
            return own
    return events.read(story, date=date, periods=periods)


def order(job: int, path: Path, date: When, *, many: bool) -> bytes:
    """A line that orders a file to be read."""
    # os.fsencode keeps names that are no valid text.
    name = os.fsencode(path).hex()
    words = {"job": job, "path": name, "date": date.edtf if date.is_known else "", "many": many}
    return json.dumps(words).encode() + b"\n"


def serve(orders: BinaryIO, answers: BinaryIO) -> None:
    """Read what is ordered until there are no more orders."""
    periods, _ = known_periods()
    for line in orders:
        wanted = json.loads(line)
        date = parse(wanted["date"]) if wanted["date"] else ANY
        path = Path(os.fsdecode(bytes.fromhex(wanted["path"])))
        answer: tuple[Reading, ...] | str
        try:
            answer = read_file(path, date=date, periods=periods, many=wanted["many"])
        except StoryRefused as error:
            answer = str(error)
        except (MemoryError, RecursionError):
            answer = f"{path.name}: there is not enough memory to read it."
        data = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
        answers.write(HEAD.pack(wanted["job"], len(data)))
        answers.write(data)
        answers.flush()


def main() -> int:
    """The worker's program; ends quietly when nobody listens any more."""
    gc.disable()  # stories are read into what holds no cycles, see `tests/core/test_events.py`
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0

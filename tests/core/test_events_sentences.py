"""Events of single sentences: what each of a class of wordings tells, as case files say it.

A case is a line ``[STORY DATE] sentence`` (the date may be missing) and, indented, one line
``EDTF status | headline`` for each event, "-" for an event without a date.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.core.events import read
from viewer.core.story import read_text
from viewer.core.when import ANY, parse
from viewer.files import known_periods

CASES = Path(__file__).parent / "cases" / "sentences"


def cases() -> Iterator[tuple[str, str, str, list[str]]]:
    """(name, story date, sentence, expected lines) of every case."""
    for path in sorted(CASES.glob("*.txt")):
        found: list[tuple[str, str, str, list[str]]] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                date, _, sentence = line[1:].partition("] ")
                found.append((path.stem, date, sentence.replace("\\n", "\n"), []))
            elif line.startswith("  "):
                found[-1][3].append(line.strip())
        yield from found


@pytest.mark.parametrize(("name", "date", "sentence", "expected"), list(cases()))
def test_a_sentence_tells_these_events(
    name: str, date: str, sentence: str, expected: list[str]
) -> None:
    """Each sentence yields the events written below it and no other."""
    periods, _ = known_periods()
    story = read_text(sentence, name=name)
    reading = read(story, date=parse(date) if date else ANY, periods=periods)
    told = [
        f"{e.when.edtf if e.timexes else '-'} {e.status.value} | {e.headline}"
        for e in reading.events
    ]
    assert told == expected


@pytest.mark.parametrize("name", sorted({name for name, *_ in cases()}))
def test_a_sentence_may_break_off_anywhere(name: str) -> None:
    """Whatever a sentence has been cut to, it is read, and its events are words of it."""
    cut = [
        " ".join(words[:k])
        for words in (sentence.split() for other, _, sentence, _ in cases() if other == name)
        for k in range(1, len(words))
    ]
    reading = read(read_text("\n\n".join(cut), name=name), date=parse("2024-07-01"))
    assert all(event.span.of(reading.story.text).strip() for event in reading.events)

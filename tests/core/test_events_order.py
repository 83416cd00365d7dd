"""What the order of telling says of happenings without a date, as a case file says it.

A case is a line ``[STORY DATE] text`` and, indented, one line ``EDTF of the bounds | headline`` for
each event without a date.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from viewer.core.events import Kind, read
from viewer.core.story import read_text
from viewer.core.when import ANY, parse

CASES = Path(__file__).parent / "cases" / "order.txt"


def cases() -> Iterator[tuple[str, str, list[str]]]:
    """(story date, text, expected lines) of every case."""
    found: list[tuple[str, str, list[str]]] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            date, _, text = line[1:].partition("] ")
            found.append((date, text.replace("\\n", "\n"), []))
        elif line.startswith("  "):
            found[-1][2].append(line.strip())
    yield from found


@pytest.mark.parametrize(("date", "text", "expected"), list(cases()))
def test_the_telling_bounds_what_has_no_date(date: str, text: str, expected: list[str]) -> None:
    """An event without a date is bounded by what was told before it, and by nothing it denies."""
    reading = read(read_text(text, name="case"), date=parse(date) if date else ANY)
    undated = [e for e in reading.events if e.kind is Kind.UNDATED]
    assert [f"{e.when.edtf} | {e.headline}" for e in undated] == expected
    for event in undated:
        said = [t.text for t in event.follows]
        assert all(f"“{words}”" in event.because for words in said)
        assert bool(said) == (not event.when.edtf.startswith(".."))
        assert not event.timexes

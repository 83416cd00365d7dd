"""A chronology in words, for people who read it in a terminal or paste it into a mail."""

from __future__ import annotations

import textwrap

from viewer.core.events import Reading
from viewer.core.story import Severity
from viewer.core.summary import summary, title
from viewer.files.entries import Entry, entries

_WIDTH = 88


def chronicle(*readings: Reading) -> str:
    """Each story's events in order of time, the undated last, each with its sources and why."""
    return "\n".join(_one(reading) for reading in readings)


def _one(reading: Reading) -> str:
    heading = textwrap.wrap(_plain(title([reading])), _WIDTH)
    lines = [*heading, *textwrap.wrap(summary([reading]), _WIDTH), ""]
    dated, undated = entries([reading])
    for entry in dated:
        lines += _told(entry)
    if undated:
        lines += ["No date in the text", ""]
        for entry in undated:
            lines += _told(entry)
    for diagnostic in reading.diagnostics:
        mark = "Note" if diagnostic.severity is Severity.NOTE else "Warning"
        lines += textwrap.wrap(f"{mark}: {_plain(diagnostic.message)}", _WIDTH)
    return "\n".join(lines).rstrip() + "\n"


def _told(entry: Entry) -> list[str]:
    return [
        entry.dated_status,
        *_indented(f"{entry.event.headline} {entry.marks}"),
        *_indented(entry.event.because),
        "",
    ]


def _indented(words: str) -> list[str]:
    words = _plain(words).rstrip()
    if 0 < len(words) <= _WIDTH - 4:
        return [f"    {words}"]  # most are, and `textwrap` takes its time
    return textwrap.wrap(
        words, _WIDTH, initial_indent="    ", subsequent_indent="    ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _plain(words: str) -> str:
    """Without control characters: a terminal would obey them."""
    if words.isprintable():
        return words
    return "".join(char if char.isprintable() else " " for char in words)

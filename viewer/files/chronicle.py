"""A chronology in words, for people who read it in a terminal or paste it into a mail."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from viewer.core.dates import words
from viewer.core.events import Event, Kind, Reading
from viewer.core.story import Severity
from viewer.core.summary import STATUS_WORDS, summary, title
from viewer.core.when import PAST

_WIDTH = 88


def chronicle(*readings: Reading) -> str:
    """Each story's events in order of time, the undated last, each with its sources and why."""
    return "\n".join(_one(reading) for reading in readings)


def in_order(events: Sequence[Event]) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """Dated events by their first known second, and undated ones as the text tells them."""
    dated = [event for event in events if event.kind is not Kind.UNDATED]
    undated = [event for event in events if event.kind is Kind.UNDATED]
    dated.sort(
        key=lambda e: (
            e.when.latest if e.when.earliest == PAST else e.when.earliest,
            e.when.latest,
            e.span,
        )
    )
    return tuple(dated), tuple(undated)


def _one(reading: Reading) -> str:
    heading = textwrap.wrap(_plain(title([reading])), _WIDTH)
    lines = [*heading, *textwrap.wrap(summary([reading]), _WIDTH), ""]
    dated, undated = in_order(reading.events)
    for event in dated:
        lines += _event(event, words(event.when))
    if undated:
        lines += ["No date in the text", ""]
        for event in undated:
            lines += _event(event, words(event.when) if event.when.is_known else "any time")
    for diagnostic in reading.diagnostics:
        mark = "Note" if diagnostic.severity is Severity.NOTE else "Warning"
        lines += textwrap.wrap(f"{mark}: {_plain(diagnostic.message)}", _WIDTH)
    return "\n".join(lines).rstrip() + "\n"


def _event(event: Event, date: str) -> list[str]:
    status = STATUS_WORDS[event.status]
    cited = " ".join(f"[{name}]" for name in event.citations)
    return [
        f"{date} · {status}" if status else date,
        *_indented(f"{event.headline} {cited}"),
        *_indented(event.because),
        "",
    ]


def _indented(words: str) -> list[str]:
    return textwrap.wrap(
        _plain(words), _WIDTH, initial_indent="    ", subsequent_indent="    ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _plain(words: str) -> str:
    """Without control characters: a terminal would obey them."""
    return "".join(char if char.isprintable() else " " for char in words)

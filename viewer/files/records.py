"""Events as data: the JSON and CSV that other programs read."""

from __future__ import annotations

import csv
import io
import json

from viewer.core.dates import words
from viewer.core.events import Event, Kind, Reading
from viewer.core.story import Diagnostic
from viewer.core.when import FUTURE, PAST, stamp

#: What a spreadsheet would run as a formula when a cell begins with it (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = (
    "story", "date", "earliest", "latest", "edtf", "headline", "status", "kind", "shape",
    "citations", "quote", "because", "id",
)  # fmt: skip


def events_json(*readings: Reading) -> str:
    """One object for one story, a list of them for several, ending in a line break.

    ``story`` {name, title, version, date, citations [{id, count}], diagnostics [{code, severity,
    message, start, end}]} and ``events`` [{id, start, end, quote, headline, edtf, earliest,
    latest, kind, status, shape, citations, dates [{start, end, text, type, value, rule,
    anchor}], because}]. Offsets count code points of the decoded text; ``edtf`` is null for an
    undated event; a bound is a day, or a second where it is no day's own, null where open.
    """
    objects = [_story_object(reading) for reading in readings]
    return (
        json.dumps(objects[0] if len(objects) == 1 else objects, ensure_ascii=False, indent=1)
        + "\n"
    )


def events_csv(*readings: Reading) -> str:
    """A table of all events (RFC 4180), cells that look like formulas defused by a quote mark."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(_COLUMNS)
    for reading in readings:
        for event in reading.events:
            table.writerow(
                _defused(cell)
                for cell in (
                    reading.story.title or reading.story.name,
                    words(event.when),
                    bound(event.when.earliest, end=False) or "",
                    bound(event.when.latest, end=True) or "",
                    "" if event.kind is Kind.UNDATED else event.when.edtf,
                    event.headline,
                    event.status.value,
                    event.kind.value,
                    event.shape.value,
                    " ".join(event.citations),
                    event.span.of(reading.story.text),
                    event.because,
                    event.id,
                )
            )
    return out.getvalue()


def bound(second: int, *, end: bool) -> str | None:
    """A bound as a day or a second; None where it is open."""
    return None if second in (PAST, FUTURE) else stamp(second, end=end)


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _story_object(reading: Reading) -> dict[str, object]:
    story = reading.story
    return {
        "story": {
            "name": story.name,
            "title": story.title,
            "version": story.version,
            "date": reading.date.edtf if reading.date.is_known else None,
            "citations": [{"id": c.id, "count": len(c.marks)} for c in story.citations],
            "diagnostics": [_diagnostic_object(d) for d in reading.diagnostics],
        },
        "events": [_event_object(event, story.text) for event in reading.events],
    }


def _diagnostic_object(diagnostic: Diagnostic) -> dict[str, object]:
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def _event_object(event: Event, text: str) -> dict[str, object]:
    return {
        "id": event.id,
        "start": event.span.start,
        "end": event.span.end,
        "quote": event.span.of(text),
        "headline": event.headline,
        "edtf": None if event.kind is Kind.UNDATED else event.when.edtf,
        "earliest": bound(event.when.earliest, end=False),
        "latest": bound(event.when.latest, end=True),
        "kind": event.kind.value,
        "status": event.status.value,
        "shape": event.shape.value,
        "citations": list(event.citations),
        "dates": [
            {
                "start": timex.span.start,
                "end": timex.span.end,
                "text": timex.text,
                "type": timex.type.value,
                "value": timex.value,
                "rule": timex.rule,
                "anchor": timex.anchor,
            }
            for timex in event.timexes
        ],
        "because": event.because,
    }

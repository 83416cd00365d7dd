"""Events as data: the JSON that other programs read, and that gives the same timeline again.

The fields are described in `resources/data/timeline.schema.json` (JSON Schema 2020-12), which
ships with the program. A field may be added within a version; none changes its meaning.
"""

from __future__ import annotations

from collections.abc import Sequence

from viewer.core.dates import PeriodMention, Timex
from viewer.core.events import Event, Kind, Reading
from viewer.core.story import Block, Citation, Diagnostic, Span
from viewer.core.when import FUTURE, PAST, stamp
from viewer.files.spread import spread

#: What the field `format` says, and the version of the fields.
FORMAT = "story-timeline"
VERSION = 1


def events_json(*readings: Reading, whole: bool = False) -> str:
    """One object for one story, a list of them for several, ending in a line break.

    ``story`` {name, title, version, date, citations [{id, count}], diagnostics [{code, severity,
    message, start, end}]} and ``events`` [{id, start, end, quote, headline, edtf, earliest,
    latest, kind, status, shape, citations, dates [{start, end, text, type, value, rule,
    anchor}], follows [the same], because}]. Offsets count code points of the decoded text;
    ``edtf`` is null for an undated event; a bound is a day, or a second where it is no day's own,
    null where open. ``whole`` adds the text itself and all that `recorded.readings` needs to give
    them again.
    """
    objects = [_reading_object(reading, whole=whole) for reading in readings]
    return spread(objects[0] if len(objects) == 1 else objects)


def timeline_json(*readings: Reading) -> str:
    """The stories whole: text, times and named periods beside the events."""
    return events_json(*readings, whole=True)


def bound(second: int, *, end: bool) -> str | None:
    """A bound as a day or a second; None where it is open."""
    return None if second in (PAST, FUTURE) else stamp(second, end=end)


def _reading_object(reading: Reading, *, whole: bool) -> dict[str, object]:
    story = reading.story
    told: dict[str, object] = {
        "name": story.name,
        "title": story.title,
        "version": story.version,
        "date": reading.date.edtf if reading.date.is_known else None,
        "citations": [_citation_object(c, whole=whole) for c in story.citations],
        "diagnostics": [_diagnostic_object(d) for d in reading.diagnostics],
    }
    made: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "story": told,
        "events": [_event_object(event, story.text, whole=whole) for event in reading.events],
    }
    if whole:
        told["date_text"] = story.date_text
        told["digest"] = story.digest
        told["blocks"] = [_block_object(block) for block in story.blocks]
        told["own_diagnostics"] = [_diagnostic_object(d) for d in story.diagnostics]
        told["text"] = story.text
        made["times"] = [_timex_object(timex, whole=True) for timex in reading.timexes]
        made["background"] = [_period_object(mention) for mention in reading.background]
    return made


def _citation_object(citation: Citation, *, whole: bool) -> dict[str, object]:
    told: dict[str, object] = {"id": citation.id, "count": len(citation.marks)}
    if whole:
        told["title"] = citation.title
        told["outlet"] = citation.outlet
        told["date"] = citation.date
        told["link"] = citation.link
        told["marks"] = _pairs(citation.marks)
    return told


def _diagnostic_object(diagnostic: Diagnostic) -> dict[str, object]:
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def _event_object(event: Event, text: str, *, whole: bool) -> dict[str, object]:
    told: dict[str, object] = {
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
        "dates": [_timex_object(timex, whole=whole) for timex in event.timexes],
        "follows": [_timex_object(timex, whole=whole) for timex in event.follows],
        "because": event.because,
    }
    if event.own:
        told["corrected"] = [part.value for part in event.own]
    if event.note:
        told["note"] = event.note
    if whole:
        told["bounds"] = event.when.edtf
        told["sentence"] = [event.sentence.start, event.sentence.end]
        told["paragraph"] = event.paragraph
        told["again"] = _pairs(event.again)
    return told


def _timex_object(timex: Timex, *, whole: bool) -> dict[str, object]:
    told: dict[str, object] = {
        "start": timex.span.start,
        "end": timex.span.end,
        "text": timex.text,
        "type": timex.type.value,
        "value": timex.value,
        "rule": timex.rule,
        "anchor": timex.anchor,
    }
    if whole:
        told["edtf"] = timex.when.edtf
        told["mod"] = timex.mod
        told["signal"] = timex.signal.value
        told["period"] = timex.period
        told["relative"] = timex.relative
        told["because"] = timex.because
    return told


def _block_object(block: Block) -> dict[str, object]:
    return {
        "kind": block.kind.value,
        "start": block.span.start,
        "end": block.span.end,
        "sentences": _pairs(block.sentences),
    }


def _period_object(mention: PeriodMention) -> dict[str, object]:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "name": mention.period.name,
        "edtf": mention.period.when.edtf,
        "source": mention.period.source,
    }


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]

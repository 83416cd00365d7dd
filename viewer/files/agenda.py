"""Events as an iCalendar file (RFC 5545), for calendars people already keep.

A calendar knows days and moments only. An event whose bounds are both known becomes an entry
over all the days it may cover; one with an open bound, or without a date, would have to be
given a day it does not have: those are listed in the calendar's description instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from viewer.core.dates import words
from viewer.core.events import Event, Kind, Reading, Shape, Status
from viewer.core.summary import STATUS_WORDS
from viewer.core.when import DAY, FUTURE, PAST, civil, seconds

_FIRST = seconds(1)
_LAST = seconds(10_000) - 1
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def agenda(*readings: Reading) -> str:
    """The calendar of all stories given, its lines folded and ended as the standard says."""
    placed: list[tuple[Reading, Event]] = []
    left: list[Event] = []
    for reading in readings:
        for event in reading.events:
            if _has_days(event):
                placed.append((reading, event))
            else:
                left.append(event)
    titles = " / ".join(r.story.title or r.story.name for r in readings)
    return "".join(f"{line}\r\n" for line in _folded(_lines(titles, placed, left)))


def _has_days(event: Event) -> bool:
    return (
        event.kind is not Kind.UNDATED
        and event.shape is not Shape.OPEN
        and event.when.earliest != PAST
        and event.when.latest != FUTURE
        and event.when.earliest >= _FIRST
        and event.when.latest <= _LAST - DAY
    )


def _lines(
    title: str, placed: Iterable[tuple[Reading, Event]], left: Iterable[Event]
) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Story Timeline//Story Timeline//EN"
    yield "CALSCALE:GREGORIAN"
    yield f"NAME:{_escaped(title)}"  # RFC 7986
    yield f"X-WR-CALNAME:{_escaped(title)}"
    listed = "\n".join(f"{words(event.when)}: {event.headline}" for event in left)
    if listed:
        description = _escaped(f"Without a day in the story:\n{listed}")
        yield f"DESCRIPTION:{description}"  # RFC 7986
        yield f"X-WR-CALDESC:{description}"
    seen: dict[str, int] = {}
    for reading, event in placed:
        seen[event.id] = seen.get(event.id, 0) + 1
        uid = event.id if seen[event.id] == 1 else f"{event.id}-{seen[event.id]}"
        yield from _entry(reading, event, uid)
    yield "END:VCALENDAR"


def _entry(reading: Reading, event: Event, uid: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@story-timeline"
    # The standard wants the moment the entry was made; the story's date keeps the file stable.
    made = reading.date.latest if reading.date.is_known else 0
    yield f"DTSTAMP:{_moment(made if _FIRST <= made <= _LAST else 0)}Z"
    start, end = event.when.earliest, event.when.latest
    if start % DAY == 0 and (end + 1) % DAY == 0:
        yield f"DTSTART;VALUE=DATE:{_moment(start)[:8]}"
        yield f"DTEND;VALUE=DATE:{_moment(end + 1)[:8]}"
    else:
        yield f"DTSTART:{_moment(start)}"
        yield f"DTEND:{_moment(max(end + 1, start + 60) if end > start else start)}"
    status = STATUS_WORDS[event.status]
    yield f"SUMMARY:{_escaped(f'{event.headline} ({status})' if status else event.headline)}"
    yield f"DESCRIPTION:{_escaped(_description(reading, event))}"
    if event.status in (Status.POSSIBLE, Status.PLANNED):
        yield "STATUS:TENTATIVE"
    elif event.status is Status.DENIED:
        yield "STATUS:CANCELLED"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(reading: Reading, event: Event) -> str:
    within = "Some time within: " if event.shape is Shape.WITHIN else ""
    cited = " ".join(f"[{name}]" for name in event.citations)
    lines = (
        f"{within}{words(event.when)}",
        event.because,
        f"“{event.span.of(reading.story.text)}” {cited}".strip(),
    )
    return "\n".join(lines)


def _moment(second: int) -> str:
    y, m, d, hour, minute, sec = civil(second)
    return f"{y:04d}{m:02d}{d:02d}T{hour:02d}{minute:02d}{sec:02d}"


def _escaped(words: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11)."""
    plain = _CONTROL.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(lines: Iterable[str]) -> Iterator[str]:
    """Lines of at most 75 octets, never cut inside a character (RFC 5545, 3.1)."""
    for line in lines:
        room = 75
        start = 0
        size = 0
        for index, char in enumerate(line):
            width = len(char.encode("utf-8", "replace"))
            if size + width > room:
                yield (" " if start else "") + line[start:index]
                start, size, room = index, 0, 74
            size += width
        yield (" " if start else "") + line[start:]

"""Events as an iCalendar file (RFC 5545), for calendars people already keep.

A calendar knows days and moments only:

- Both bounds known: an entry over all the days, or from minute to minute, that it may cover. Its
  summary begins with the date where that is no single day, for a bar over a month looks like
  something that lasted a month.
- One bound known: an entry on that day, whose summary begins "by …" or "since …".
- No date in the story: a journal entry without a day (VJOURNAL, 3.6.3: the standard's own place
  for it), and a line of the calendar's description, which more programs show.

Times are local without a zone ("floating", 3.3.5), as stories tell them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from viewer.core.events import Reading, Status
from viewer.core.summary import title
from viewer.core.when import DAY, FUTURE, PAST, civil, seconds
from viewer.files.entries import Entry, Reach, entries, source_words, web_address

#: The years that four digits can write.
_FIRST = seconds(1)
_LAST = seconds(9_999) - 1
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def agenda(*readings: Reading) -> str:
    """The calendar of all stories given, its lines folded and ended as the standard says."""
    placed, left = _sorted(readings)
    return "".join(f"{line}\r\n" for line in _folded(_lines(title(readings), placed, left)))


def lost(*readings: Reading) -> tuple[str, ...]:
    """What a calendar cannot say of these stories, and where it stands instead."""
    placed, left = _sorted(readings)
    told = []
    if left:
        told.append(
            f"{len(left):,} without a day that a calendar has: listed as journal entries and in "
            "the calendar's description"
        )
    if wide := sum(not entry.lasts and _is_wide(entry) for entry in placed):
        told.append(
            f"{wide:,} some time within several days, or known from one side only: the summary "
            "begins with the date as far as it is known"
        )
    return tuple(told)


def _sorted(readings: Sequence[Reading]) -> tuple[list[Entry], list[Entry]]:
    dated, undated = entries(readings)
    placed = [entry for entry in dated if _has_days(entry)]
    return placed, [entry for entry in dated if not _has_days(entry)] + list(undated)


def _has_days(entry: Entry) -> bool:
    if entry.reach is Reach.NEITHER:
        return False
    first, last = _stretch(entry)
    return first >= _FIRST and last <= _LAST


def _stretch(entry: Entry) -> tuple[int, int]:
    """First and last second of its entry: all it may cover, or the one bound that is known.

    A bound of days is the last day of its own: "by 2019" ends on 31 December 2019.
    """
    when = entry.event.when
    if entry.reach is Reach.END:
        end = when.latest
        return (end + 1 - DAY, end) if (end + 1) % DAY == 0 else (end, end)
    if entry.reach is Reach.START:
        start = when.earliest
        return (start, start + DAY - 1) if start % DAY == 0 else (start, start)
    return when.earliest, when.latest


def _is_wide(entry: Entry) -> bool:
    first, last = _stretch(entry)
    return entry.reach is not Reach.BOTH or last - first >= DAY


def _lines(title: str, placed: Iterable[Entry], left: Sequence[Entry]) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Story Timeline//Story Timeline//EN"
    yield "CALSCALE:GREGORIAN"
    yield f"NAME:{_escaped(title)}"  # RFC 7986
    yield f"X-WR-CALNAME:{_escaped(title)}"
    listed = "\n".join(f"{entry.date}: {entry.told}" for entry in left)
    if listed:
        description = _escaped(f"Without a day in the story:\n{listed}")
        yield f"DESCRIPTION:{description}"  # RFC 7986
        yield f"X-WR-CALDESC:{description}"
    seen: Counter[str] = Counter()
    for entry in placed:
        yield from _event(entry, _uid(entry, seen))
    for entry in left:
        yield from _journal(entry, _uid(entry, seen))
    yield "END:VCALENDAR"


def _uid(entry: Entry, seen: Counter[str]) -> str:
    """A name that stays the same when the story is read again; a story given twice counts on."""
    name = entry.event.id
    seen[name] += 1
    return f"{name if seen[name] == 1 else f'{name}-{seen[name]}'}@story-timeline"


def _event(entry: Entry, uid: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield _stamp(entry)
    start, end = _stretch(entry)
    if start % DAY == 0 and (end + 1) % DAY == 0:
        yield f"DTSTART;VALUE=DATE:{_moment(start)[:8]}"
        yield f"DTEND;VALUE=DATE:{_moment(end + 1)[:8]}"
    else:
        yield f"DTSTART:{_moment(start)}"
        if end > start:  # without an end it takes no time (3.6.1)
            yield f"DTEND:{_moment(end + 1)}"
    yield f"SUMMARY:{_escaped(_summary(entry))}"
    yield from _told(entry)
    if entry.event.status in (Status.POSSIBLE, Status.PLANNED):
        yield "STATUS:TENTATIVE"
    elif entry.event.status is Status.DENIED:
        yield "STATUS:CANCELLED"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _journal(entry: Entry, uid: str) -> Iterator[str]:
    yield "BEGIN:VJOURNAL"
    yield f"UID:{uid}"
    yield _stamp(entry)
    yield f"SUMMARY:{_escaped(entry.told)}"
    yield from _told(entry)
    yield "END:VJOURNAL"


def _stamp(entry: Entry) -> str:
    """The standard wants the moment the entry was made; the story's date keeps the file stable."""
    made = entry.reading.date.latest if entry.reading.date.is_known else 0
    return f"DTSTAMP:{_moment(made if _FIRST <= made <= _LAST else 0)}Z"


def _summary(entry: Entry) -> str:
    if entry.lasts or not _is_wide(entry):
        return entry.told
    return f"{entry.date}: {entry.told}"


def _told(entry: Entry) -> Iterator[str]:
    event = entry.event
    within = "Some time within: " if not entry.lasts and _bounded_wide(entry) else ""
    lines = [f"{within}{entry.dated_status}", event.because]
    lines.append(f"“{entry.quote}” {entry.marks}".strip())
    for source in entry.sources:
        told = " — ".join(part for part in (source_words(source), web_address(source)) if part)
        if told:
            lines.append(f"[{source.id}] {told}")
    lines.append(f"From: {entry.story}")
    yield f"DESCRIPTION:{_escaped(chr(10).join(lines))}"


def _bounded_wide(entry: Entry) -> bool:
    when = entry.event.when
    return PAST < when.earliest < when.latest < FUTURE and when.latest - when.earliest >= DAY


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
        octets = line.encode("utf-8", "replace")
        start, end = 0, 75
        while end < len(octets):
            while octets[end] & 0xC0 == 0x80:  # inside a character
                end -= 1
            yield (" " if start else "") + octets[start:end].decode("utf-8")
            start, end = end, end + 74
        yield (" " if start else "") + octets[start:].decode("utf-8")

"""A reading in a few words: what to call it, what it amounts to, how an event is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from viewer.core import dates
from viewer.core.events import Event, Kind, Reading, Status
from viewer.core.when import FUTURE, PAST, Precision, When, parse

#: How a status is told; what simply happened needs no word.
STATUS_WORDS = {
    Status.HAPPENED: "",
    Status.ONGOING: "ongoing",
    Status.PLANNED: "planned",
    Status.POSSIBLE: "possible",
    Status.DENIED: "said not to have happened",
}


def note(event: Event) -> str:
    """What stands under an event's label: its time words, or why it has none."""
    if event.kind is Kind.UNDATED:
        words = "no date in the text"
        if event.when.earliest_start == PAST and event.when.latest != FUTURE:
            words += " — before the story"
        elif event.follows:
            words += f" — after “{' '.join(event.follows[-1].text.split())}”"
        elif event.when.latest == FUTURE and event.when.earliest_start != PAST:
            words += " — after the story"
    elif event.kind is Kind.READER:
        words = "date given by the reader"
    else:
        words = " … ".join(f"“{' '.join(t.text.split())}”" for t in event.timexes[:2])
    status = "" if event.status is Status.ONGOING else STATUS_WORDS[event.status]
    return " · ".join(part for part in (status, words) if part)


def tag(event: Event) -> str:
    """The least that must stand at an event's label: that it is not simply dated and done."""
    if event.status in (Status.HAPPENED, Status.ONGOING):
        return "no date" if event.kind is Kind.UNDATED else ""
    return STATUS_WORDS[event.status]


def title(readings: Sequence[Reading]) -> str:
    """What to call these stories."""
    names = [r.story.title or r.story.name or "Untitled story" for r in readings]
    if len(names) > 3:
        return f"{names[0]}, and {len(names) - 1} other stories"
    return " · ".join(names)


def summary(readings: Sequence[Reading]) -> str:
    """One line of facts: the story's date, version, and how many events it tells."""
    found = Counter(e.kind for r in readings for e in r.events)
    bounded = sum(e.when.is_known for r in readings for e in r.events if e.kind is Kind.UNDATED)
    loose = found[Kind.UNDATED] - bounded
    given = found[Kind.READER]
    told = found.total() - found[Kind.UNDATED] - given
    counts = [_count(found.total(), "event"), f"{told:,} dated in the text"]
    if given:
        counts.append(f"{given:,} by the reader")
    if bounded:
        counts.append(f"{bounded:,} bounded")
    if loose:
        counts.append(f"{loose:,} without any date")
    parts = []
    if len(readings) == 1:
        reading = readings[0]
        dated = reading.date.is_known
        parts.append(
            f"Story dated {_to_the_minute(reading.date)}" if dated else "Story without a date"
        )
        if reading.story.version:
            parts.append(f"version {reading.story.version.lstrip('v')}")
    else:
        parts.append(_count(len(readings), "story", "stories"))
    sources = {(n, c.id) for n, r in enumerate(readings) for c in r.story.citations}
    parts.append(_count(len(sources), "source") if sources else "no sources")
    parts.append(", ".join(counts) if found else "no events found")
    remarks = (d.message for r in readings for d in r.diagnostics if d.code == "filtered")
    parts += [words[0].lower() + words[1:].rstrip(".") for words in set(remarks)]
    return " · ".join(parts)


def _to_the_minute(when: When) -> str:
    """A story's date for people; its seconds and their fractions tell nobody anything."""
    minute = when.edtf[:16] if when.precision is Precision.SECOND else when.edtf
    return dates.words(parse(minute))


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"

"""Lengths of time: how long it is between two moments, in words and on the chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from viewer.core import dates
from viewer.core.events import Event
from viewer.core.layout.placing import Labels
from viewer.core.layout.scale import TimeScale
from viewer.core.layout.scene import Box, Role, Text
from viewer.core.timeline import YEAR, known_start
from viewer.core.when import DAY, FUTURE, PAST, Precision, When, civil, days_from_civil, seconds

#: Units from the largest, in seconds (mean).
UNITS = (("year", YEAR), ("month", YEAR // 12), ("day", DAY), ("hour", 3600), ("minute", 60),
         ("second", 1))  # fmt: skip
#: So many units tell a length well enough.
MOST = 3
#: How finely a length is told between dates so precise; in years between coarser ones.
FINEST_TOLD = {Precision.DAY: DAY, Precision.WEEK: DAY, Precision.MONTH: YEAR // 12}
HIGH, PADDING = 22.0, 10.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A stretch of time that a reader measures: its column in the view, and its length."""

    column: Box
    text: Text


def length(start: int, end: int, finest: float = 1.0) -> str:
    """The time from one second to a later one as a calendar counts it: "2 years, 3 months, 4 days".

    Units shorter than ``finest`` seconds are left out: so exactly was nothing pointed at.
    """
    year, month, day, *clock = civil(start)
    last_year, last_month, last_day, *last_clock = civil(end)
    months = (last_year - year) * 12 + last_month - month
    if (last_day, last_clock) < (day, clock):
        months -= 1
    # So many months on; where that month is shorter, its last day.
    first = year * 12 + month - 1 + months
    begins = days_from_civil(first // 12, first % 12 + 1, 1)
    follows = days_from_civil((first + 1) // 12, (first + 1) % 12 + 1, 1)
    reached = min(begins + day - 1, follows - 1) * DAY + start % DAY
    rest = max(end - reached, 0)
    counts = (
        months // 12,
        months % 12,
        rest // DAY,
        rest % DAY // 3600,
        rest % 3600 // 60,
        rest % 60,
    )
    told = [
        f"{count:,} {unit}{'' if count == 1 else 's'}"
        for count, (unit, size) in zip(counts, UNITS, strict=True)
        if count and size >= finest
    ]
    if told:
        return ", ".join(told[:MOST])
    unit = next((unit for unit, size in reversed(UNITS) if size >= finest), "year")
    return f"less than {'an' if unit == 'hour' else 'a'} {unit}"


def gathered(events: Sequence[Event]) -> str:
    """Events chosen together, in words: how many, from when to when, and how far that is.

    From the first's beginning to the last's end, told no finer than both are known.
    """
    words = f"{len(events):,} events"
    dated = [e for e in events if e.when.earliest != PAST or e.when.latest != FUTURE]
    if not dated:
        return f"{words}, none with a date"
    first = min(dated, key=lambda e: known_start(e.when))
    last = max(dated, key=lambda e: _end(e.when))
    named = [dates.words(event.when) for event in (first, last)]
    words += f" · {named[0]}" + (f" … {named[1]}" if named[1] != named[0] else "")
    if first is not last:
        precision = min(first.when.precision, last.when.precision, Precision.DAY)
        finest = FINEST_TOLD.get(precision, YEAR)
        ends = (_begun(known_start(first.when), finest), _begun(_end(last.when), finest))
        words += " · " + ("about " if precision < Precision.DAY and ends[0] < ends[1] else "")
        words += length(*ends, finest)
    without = len(events) - len(dated)
    return words + (f" · {without:,} without a date" if without else "")


def _begun(second: int, finest: int) -> int:
    """The beginning of the day, month or year of a second."""
    year, month, day, *_ = civil(second)
    return seconds(year, month if finest < YEAR else 1, day if finest <= DAY else 1)


def _end(when: When) -> int:
    """The last second that is known of a date, which has one."""
    return when.latest if when.latest != FUTURE else when.earliest


def measured(scale: TimeScale, rows: Box, ends: tuple[int, int], labels: Labels) -> Measured:
    """A measured stretch in a view, its length in words in the middle of what of it is seen."""
    words = length(*ends, finest=scale.per_pixel)
    x0 = max(scale.x(ends[0]), -PADDING)
    x1 = min(scale.x(ends[1]), scale.width + PADDING)
    wide = labels.ruler.width(words, Role.PILL) + 2 * PADDING
    left = min(max((x0 + x1 - wide) / 2, 2.0), scale.width - wide - 2)
    box = Box(left, rows.y + PADDING, wide, HIGH)
    return Measured(Box(x0, rows.y, max(x1 - x0, 1.0), rows.h), Text(words, box, Role.PILL))

"""The axis: which instants deserve a line and a name at a given scale.

Two rows, as on a printed chart: small units below, the larger unit they belong to above
(hours under their day, days under their month, months under their year). The finest step whose
names fit is taken; between days and months that is the week, from its first day on. Years before
our era are counted as people count them: 1 BC is followed by AD 1, steps fall on shown years
(500 BC, not 501 BC), and beyond ten thousand years names turn to thousands ("12,000 BC") and
millions of years ("66 Ma", million years ago).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from viewer.core.dates import USUAL, DateStyle, Manner, restyled
from viewer.core.layout.scale import TimeScale
from viewer.core.layout.scene import Measure, Role
from viewer.core.timeline import YEAR
from viewer.core.when import DAY, civil, civil_from_days, days_from_civil, seconds

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
WEEK = 7 * DAY
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
#: The weekday of the first day of 1970, from which seconds are counted.
THURSDAY = 3
GAP = 14.0  # pixels between two names, so that they read as two
#: Beyond this many years before our era a year is named by its age.
DEEP = 1_000_000


@dataclass(frozen=True, slots=True)
class Step:
    """A distance between ticks: so many of one unit; ``widest`` is its longest likely name."""

    unit: str
    count: int
    span: float  # seconds, mean
    widest: str


STEPS: tuple[Step, ...] = (
    *(Step("second", n, n, "14:30:00") for n in (1, 5, 15, 30)),
    *(Step("minute", n, n * 60, "14:30") for n in (1, 5, 15, 30)),
    *(Step("hour", n, n * 3600, "18:00") for n in (1, 3, 6, 12)),
    *(Step("day", n, n * DAY, "28") for n in (1, 7)),
    *(Step("month", n, n * YEAR / 12, "Sep") for n in (1, 3)),
    *(
        Step(
            "year",
            n * 10**k,
            n * 10**k * YEAR,
            "13,800 Ma" if k > 4 else "12,000 BC" if k > 2 else "9999 BC",
        )
        for k in range(11)
        for n in ((1, 2, 5) if k < 10 else (1,))
    ),
)

#: The upper row over each unit of the lower one.
OVER = {"second": "day", "minute": "day", "hour": "day", "day": "month", "month": "year"}
#: The length of a unit of the upper row, in seconds, and its longest likely name.
WIDEST_OVER = {
    "day": (DAY, "Wed 28 Sep 2024"),
    "month": (YEAR / 12, "September 2024"),
    "year": (YEAR, "9999 BC"),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A tick with its name, in seconds."""

    second: int
    name: str
    major: bool


def ticks(
    scale: TimeScale, measure: Measure, manner: Manner = USUAL
) -> tuple[list[Named], list[Named]]:
    """(lower row, upper row) for a view; the upper row starts with the unit in progress."""
    step = next((s for s in STEPS if _fits(s, scale, measure)), STEPS[-1])
    lower = [
        Named(t, _name(t, step), _starts_over(t, step))
        for t in instants(scale.start, scale.end, step, manner.week)
    ]
    upper_unit = OVER.get(step.unit)
    if upper_unit is None:
        return lower, _eras(scale, step)
    upper_step = Step(upper_unit, 1, 0.0, "")
    first = _floor(scale.start, upper_step)
    upper = [Named(first, _context(first, upper_unit, manner), True)]
    upper += [
        Named(t, _context(t, upper_unit, manner), True)
        for t in instants(scale.start, scale.end, upper_step, manner.week)
        if t > first
    ]
    return lower, upper


def _fits(step: Step, scale: TimeScale, measure: Measure) -> bool:
    """Whether the names of a step find room, and those of the units over it."""
    rows = [(step.span, step.widest, Role.AXIS_MINOR)]
    if step.unit in OVER:
        rows.append((*WIDEST_OVER[OVER[step.unit]], Role.AXIS_MAJOR))
    return all(
        span / scale.per_pixel >= measure.width(widest, role) + GAP for span, widest, role in rows
    )


def year_name(year: int, *, step: int = 0) -> str:
    """A year as people write it: "2024", "AD 79"-era years bare, "44 BC", "12,000 BC", "66 Ma"."""
    if year > 0:
        return f"{year:,}" if year > 9999 else str(year)
    count = 1 - year
    if count >= DEEP or step >= DEEP // 10:
        age = count / 1e6
        if step:  # as many decimals as tell one step from the next
            return f"{age:,.{max(0, 7 - len(str(step)))}f} Ma"
        return f"{age:,.0f} Ma" if age >= 100 or age == int(age) else f"{age:.3g} Ma"
    return f"{count:,} BC" if count > 9999 else f"{count} BC"


def instants(start: int, end: int, step: Step, week: int = 0) -> Iterator[int]:
    """Instants of a step in [start, end], one before start included for its name's tail; a
    ``week`` begins with Monday (0) or a later day."""
    if step.unit in ("second", "minute", "hour"):
        size = int(step.span)
        yield from range(start // size * size, end + 1, size)
    elif step.unit == "day" and step.count == 1:
        yield from range(start // DAY * DAY, end + 1, DAY)
    elif step.unit == "day":
        first = (week - THURSDAY) * DAY
        yield from range((start - first) // WEEK * WEEK + first, end + 1, WEEK)
    elif step.unit == "month":
        month = _floor(start, step)
        while month <= end:
            yield month
            month = _next_month(month, step.count)
    else:
        yield from _years(civil(start)[0], civil(end)[0], step.count)


def _years(first: int, last: int, count: int) -> Iterator[int]:
    """New years of shown years that are multiples of ``count``."""
    if count == 1:
        for year in range(first, last + 1):
            yield seconds(year)
        return
    if first <= 0:
        shown = (1 - first) // count * count
        while shown > 0 and 1 - shown <= last:
            yield seconds(1 - shown)
            shown -= count
        if first <= 1 <= last:
            yield seconds(1)
    year = max(first // count * count, count)
    while year <= last:
        yield seconds(year)
        year += count


def _floor(second: int, step: Step) -> int:
    if step.unit == "day":
        return second // DAY * DAY
    year, month, *_ = civil(second)
    if step.unit == "year":
        return seconds(year)
    return seconds(year, (month - 1) // step.count * step.count + 1)


def _next_month(second: int, count: int) -> int:
    year, month, *_ = civil(second)
    month += count
    return days_from_civil(year + (month - 1) // 12, (month - 1) % 12 + 1, 1) * DAY


def _name(second: int, step: Step) -> str:
    year, month, day, hour, minute, sec = civil(second)
    if step.unit == "second":
        return f"{hour:02}:{minute:02}:{sec:02}"
    if step.unit in ("minute", "hour"):
        return f"{hour:02}:{minute:02}"
    if step.unit == "day":
        return str(day)
    if step.unit == "month":
        return MONTHS[month - 1][:3]
    return "AD 1" if year == 1 and step.count > 1 else year_name(year, step=step.count)


def _starts_over(second: int, step: Step) -> bool:
    _, month, day, *_ = civil(second)
    if step.unit in ("second", "minute", "hour"):
        return second % DAY == 0
    if step.unit == "day":
        return day == 1
    return step.unit == "month" and month == 1


def _context(second: int, unit: str, manner: Manner) -> str:
    year, month, day = civil_from_days(second // DAY)
    if unit == "year":
        return year_name(year)
    if unit == "month":
        return restyled(f"{MONTHS[month - 1]} {year_name(year)}", manner.style)
    weekday = WEEKDAYS[(second // DAY + THURSDAY) % 7]
    name = MONTHS[month - 1][:3]
    match manner.style:
        case DateStyle.ISO if 1000 <= year <= 9999:
            return f"{weekday} {year}-{month:02}-{day:02}"
        case DateStyle.MONTH_FIRST:
            return f"{weekday}, {name} {day}, {year_name(year)}"
        case _:
            return f"{weekday} {day} {name} {year_name(year)}"


def _eras(scale: TimeScale, step: Step) -> list[Named]:
    """Over years: the decade, century or millennium, while years are still counted by hand."""
    if step.count >= 100:
        return []
    size = 10 if step.count == 1 else 100
    first, last = civil(scale.start)[0], civil(scale.end)[0]
    if first < 1:
        return []
    named = []
    for year in range(first // size * size, last + 1, size):
        name = f"{year}s" if year else "1st century" if size == 100 else "1–9"
        named.append(Named(seconds(max(year, 1)), name, True))
    return named

"""Which date stands under a pixel: as exact as the scale lets a reader point, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from viewer.core.layout.lengths import HIGH, PADDING, Measured
from viewer.core.layout.placing import Labels
from viewer.core.layout.scale import TimeScale
from viewer.core.layout.scene import Box, Role, Text
from viewer.core.when import ANY, DAY, EdtfError, When, civil, parse

#: Pixels that a unit of time must be wide to be pointed at.
WIDE = 12.0
YEAR = 31_556_952  # mean Gregorian year in seconds
_FINE = ((60, 5), (3_600, 4), (DAY, 3), (YEAR // 12, 2), (YEAR, 1))


def pointed(scale: TimeScale, x: float) -> When:
    """The minute, hour, day, month, year, decade, century … under a pixel: the finest that is wide
    enough to be met; ANY where no date can be told, beyond all calendars."""
    second = scale.second(x)
    for edtf in _written(civil(second), scale.per_pixel * WIDE):
        try:
            when = parse(edtf)
        except EdtfError:  # a year so far away is written in years only
            continue
        if when.earliest <= second <= when.latest:
            return when
    return ANY


def _written(at: tuple[int, ...], least: float) -> Iterator[str]:
    """A moment as EDTF, ever coarser, from the first unit that is no shorter than ``least``."""
    year, month, day, hour, minute = at[:5]
    sign, digits = ("-" if year < 0 else ""), f"{abs(year):04}"
    parts = (f"{sign}{digits}", f"-{month:02}", f"-{day:02}", f"T{hour:02}", f":{minute:02}")
    for length, count in _FINE:
        if length >= least:
            yield "".join(parts[:count])
    if least <= YEAR:
        yield f"Y{year}"
    for power in range(1, len(digits)):
        if YEAR * 10**power >= least:
            if len(digits) == 4 and power <= 2:  # a decade, a century
                yield f"{sign}{digits[:-power]}{'X' * power}"
            yield f"Y{year}S{len(digits) - power}"


def ghost(
    scale: TimeScale, rows: Box, when: When, words: str, labels: Labels, x: float
) -> Measured:
    """What an event would cover that is let go at pixel ``x``, and the words that say when."""
    x0 = max(scale.x(when.earliest), -PADDING)
    x1 = min(scale.x(when.latest + 1), scale.width + PADDING)
    wide = labels.ruler.width(words, Role.PILL) + 2 * PADDING
    left = min(max(x - wide / 2, 2.0), scale.width - wide - 2)
    box = Box(left, rows.y + PADDING, wide, HIGH)
    return Measured(Box(x0, rows.y, max(x1 - x0, 1.0), rows.h), Text(words, box, Role.PILL))

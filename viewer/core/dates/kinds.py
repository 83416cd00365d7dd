"""The kinds of expressions of time: what a reading's date hangs on."""

from __future__ import annotations

from enum import Enum
from typing import Final

from viewer.core.members import at_hand


@at_hand
class Kind(Enum):
    """What a reading's date hangs on."""

    CALENDAR = "calendar"  # year, month, day as far as stated
    UNIT = "unit"  # this, last, next, the same day, week, month, ...
    OFFSET = "offset"  # so many units before or after a date
    WEEKDAY = "weekday"
    DECADE = "decade"
    CENTURY = "century"
    HOLIDAY = "holiday"
    PERIOD = "period"
    DEEP = "deep"  # years before the present, by the million
    CLOCK = "clock"  # a time or part of a day that is not named
    DURATION = "duration"
    SET = "set"
    VAGUE = "vague"
    TIED = "tied"  # the day, week or weekday before or after another time


# Each by a name of its own: on Python 3.11 a member looked up on its class takes longer than all
# that is done with it, and a reading is asked for its kind many times.
CALENDAR: Final = Kind.CALENDAR
UNIT: Final = Kind.UNIT
OFFSET: Final = Kind.OFFSET
WEEKDAY: Final = Kind.WEEKDAY
DECADE: Final = Kind.DECADE
CENTURY: Final = Kind.CENTURY
HOLIDAY: Final = Kind.HOLIDAY
PERIOD: Final = Kind.PERIOD
DEEP: Final = Kind.DEEP
CLOCK: Final = Kind.CLOCK
DURATION: Final = Kind.DURATION
SET: Final = Kind.SET
VAGUE: Final = Kind.VAGUE
TIED: Final = Kind.TIED

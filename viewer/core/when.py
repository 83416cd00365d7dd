"""The calendar: EDTF dates (ISO 8601-2), and the seconds they may cover."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

DAY = 86_400
#: Bounds of what is not known; beyond the age of the universe (4.4e17 s), far inside int64.
PAST = -(1 << 62)
FUTURE = 1 << 62


class Precision(IntEnum):
    """How finely a date is stated, coarse to fine; an interval has that of its coarser end."""

    NONE = 0
    AGE = 1  # thousands of years and more
    CENTURY = 2
    DECADE = 3
    YEAR = 4
    HALF = 5
    QUARTER = 6
    SEASON = 7
    MONTH = 8
    WEEK = 9
    DAY = 10
    HOUR = 11
    MINUTE = 12
    SECOND = 13


@dataclass(frozen=True, slots=True)
class When:
    """A date as EDTF states it, with the four bounds that follow from it.

    Bounds are whole seconds of the proleptic Gregorian calendar counted from 1970-01-01T00:00,
    both ends included, PAST or FUTURE where open. ``2024-09`` starts and ends somewhere from
    2024-09-01T00:00:00 to 2024-09-30T23:59:59; ``2021/2024-07-01`` starts within 2021 and
    ends within that day. Qualifiers (``~ ? %``) are kept as flags and do not widen the bounds.

    Raises ValueError when the bounds run backwards.
    """

    edtf: str
    earliest_start: int
    latest_start: int
    earliest_end: int
    latest_end: int
    precision: Precision
    approximate: bool = False
    uncertain: bool = False

    def __post_init__(self) -> None:
        if not (
            self.earliest_start <= self.latest_start
            and self.earliest_end <= self.latest_end
            and self.earliest_start <= self.latest_end
        ):
            raise ValueError(f"bounds run backwards: {self.edtf}")

    @property
    def earliest(self) -> int:
        """The first second it may cover."""
        return self.earliest_start

    @property
    def latest(self) -> int:
        """The last second it may cover."""
        return self.latest_end

    @property
    def is_interval(self) -> bool:
        return "/" in self.edtf

    @property
    def is_known(self) -> bool:
        """False for ANY, which says nothing at all."""
        return self.earliest_start != PAST or self.latest_end != FUTURE


#: Nothing is said about when: the place of the undated.
ANY = When("../..", PAST, FUTURE, PAST, FUTURE, Precision.NONE)


def days_from_civil(year: int, month: int, day: int) -> int:
    """Days from 1970-01-01 to a proleptic Gregorian date; any year, 0 is 1 BC.

    Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
    """
    year -= month <= 2
    era = year // 400
    year_of_era = year - era * 400
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146_097 + day_of_era - 719_468


def civil_from_days(days: int) -> tuple[int, int, int]:
    """(year, month, day) of a day counted from 1970-01-01; the inverse of days_from_civil."""
    days += 719_468
    era = days // 146_097
    day_of_era = days - era * 146_097
    year_of_era = (
        day_of_era - day_of_era // 1_460 + day_of_era // 36_524 - day_of_era // 146_096
    ) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    return (
        year_of_era + era * 400 + (month <= 2),
        month,
        day_of_year - (153 * shifted + 2) // 5 + 1,
    )


def seconds(
    year: int, month: int = 1, day: int = 1, hour: int = 0, minute: int = 0, second: int = 0
) -> int:
    """Seconds from 1970-01-01T00:00 to a proleptic Gregorian moment."""
    return days_from_civil(year, month, day) * DAY + hour * 3600 + minute * 60 + second


def civil(moment: int) -> tuple[int, int, int, int, int, int]:
    """(year, month, day, hour, minute, second) of a moment in seconds from 1970-01-01T00:00."""
    days, rest = divmod(moment, DAY)
    return (*civil_from_days(days), rest // 3600, rest % 3600 // 60, rest % 60)

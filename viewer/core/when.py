"""The calendar: EDTF dates (ISO 8601-2), and the seconds they may cover."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple, Self

from viewer.core.members import at_hand
from viewer.core.patterns import late

__all__ = [
    "ANY",
    "DAY",
    "FUTURE",
    "PAST",
    "EdtfError",
    "Precision",
    "When",
    "after",
    "before",
    "century",
    "civil",
    "civil_from_days",
    "day",
    "days_from_civil",
    "decade",
    "interval",
    "iso",
    "month",
    "month_length",
    "parse",
    "quarter",
    "season",
    "seconds",
    "stamp",
    "week",
    "year",
]

DAY = 86_400
#: Bounds of what is not known; beyond the age of the universe (4.4e17 s), far inside int64.
PAST = -(1 << 62)
FUTURE = 1 << 62


class EdtfError(ValueError):
    """A text that is no EDTF date, or one that no calendar has; the message says which part."""


@at_hand
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


class _Bounds(NamedTuple):
    edtf: str
    earliest_start: int
    latest_start: int
    earliest_end: int
    latest_end: int
    precision: Precision
    approximate: bool = False
    uncertain: bool = False


class When(_Bounds):
    """A date as EDTF states it, with the four bounds that follow from it.

    Bounds are whole seconds of the proleptic Gregorian calendar counted from 1970-01-01T00:00,
    both ends included, PAST or FUTURE where open. ``2024-09`` starts and ends somewhere from
    2024-09-01T00:00:00 to 2024-09-30T23:59:59; ``2021/2024-07-01`` starts within 2021 and
    ends within that day. Qualifiers (``~ ? %``) are kept as flags and do not widen the bounds.
    A zone (``Z``, ``+05:30``) is kept in the text; the bounds are those of the clock as written.

    Raises ValueError when the bounds run backwards.
    """

    __slots__ = ()

    def __new__(
        cls,
        edtf: str,
        earliest_start: int,
        latest_start: int,
        earliest_end: int,
        latest_end: int,
        precision: Precision,
        approximate: bool = False,
        uncertain: bool = False,
    ) -> Self:
        if not (
            earliest_start <= latest_start
            and earliest_end <= latest_end
            and earliest_start <= latest_end
        ):
            raise ValueError(f"bounds run backwards: {edtf}")
        bounds = (earliest_start, latest_start, earliest_end, latest_end)
        return tuple.__new__(cls, (edtf, *bounds, precision, approximate, uncertain))

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


# --- EDTF: https://www.loc.gov/standards/datetime/ ------------------------------------------
#
#   date       [q]-?YYYY[q] [-[q]MM[q] [-[q]DD[q] [T hh[:mm[:ss]] [zone]]]]     q is one of ? ~ %
#              any digit may be X, not known; MM may be a season 21..41
#   long year  Y-?digits [E exponent] [S significant] [q]
#   interval   date-or-.. / date-or-..       an end left empty is not known, which bounds nothing
#   set        [a, b..c] one of them; {a, b..c} all of them; a.. and ..a are open
#
# Hours and minutes may stand without what follows (ISO 8601-1, reduced precision): a text that
# says "at 18:00" has said nothing about seconds.

_Q = "([?~%]?)"
_DATE = late(
    rf"{_Q}(-?)([0-9X]{{4}}){_Q}"
    rf"(?:-{_Q}([0-9X]{{2}}){_Q}"
    rf"(?:-{_Q}([0-9X]{{2}}){_Q}"
    r"(?:T([0-9]{2})(?::([0-9]{2})(?::([0-9]{2}))?)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?)?)?"
)
_LONG = rf"Y(-?[0-9]{{1,12}})(?:E([0-9]{{1,2}}))?(?:S([0-9]{{1,2}}))?{_Q}"
_SIGNIFICANT = rf"(-?[0-9]{{4}})()S([1-4]){_Q}"
#: How precise a year of four digits is of which so many are significant.
_SHARED = {1: Precision.AGE, 2: Precision.CENTURY, 3: Precision.DECADE, 4: Precision.YEAR}
#: Beyond this the seconds would no longer lie between PAST and FUTURE.
_LAST_YEAR = 100_000_000_000

#: Code: first month, number of months, precision. Seasons without a hemisphere (21-24) are the
#: northern ones; a winter begins in the December of its year, as ISO 8601-2 leaves open.
_SEASONS = {
    **{code: (3 * (code - 21) + 3, 3, Precision.SEASON) for code in range(21, 25)},
    **{code: (3 * (code - 25) + 3, 3, Precision.SEASON) for code in range(25, 29)},
    29: (9, 3, Precision.SEASON),
    30: (12, 3, Precision.SEASON),
    31: (3, 3, Precision.SEASON),
    32: (6, 3, Precision.SEASON),
    **{code: (3 * (code - 33) + 1, 3, Precision.QUARTER) for code in range(33, 37)},
    **{code: (4 * (code - 37) + 1, 4, Precision.HALF) for code in range(37, 40)},
    **{code: (6 * (code - 40) + 1, 6, Precision.HALF) for code in range(40, 42)},
}


@lru_cache(maxsize=1024)  # a text comes back to the same few dates again and again
def parse(edtf: str) -> When:
    """The date that an EDTF text states; ``parse(w.edtf) == w`` for every When.

    Levels 0 and 1, and of level 2 exponential years, seasons 25-41, parts not known or
    qualified one by one, and sets, of which the outer bounds are kept.
    Raises EdtfError saying what is wrong.
    """
    text = edtf.strip()
    if not text:
        raise EdtfError("an EDTF date is expected, the text is empty")
    if text[0] in "[{":
        return _set(text)
    if "/" in text:
        return _interval(text)
    first, last, precision, marks = _bounds(text)
    return When(text, first, last, first, last, precision, *_flags(marks))


def _flags(marks: str) -> tuple[bool, bool]:
    return "~" in marks or "%" in marks, "?" in marks or "%" in marks


def _bounds(text: str) -> tuple[int, int, Precision, str]:
    """First and last second, precision and qualifiers of one date. Raises EdtfError."""
    found = _DATE.fullmatch(text)
    if found is None:
        return _long_year(text)
    q1, sign, years, q2, q3, months, q4, q5, days, q6, hour, minute, second = found.groups("")
    marks = q1 + q2 + q3 + q4 + q5 + q6
    if sign and years == "0000":
        raise EdtfError(f"there is no year -0000, the year before 0001 is 0000: {text!r}")
    if "X" in years or "X" in months or "X" in days:
        if hour:
            raise EdtfError(f"a time of day needs a whole date: {text!r}")
        return (*_masked(text, sign, years, months, days), marks)
    y = int(sign + years)
    if not months:
        return seconds(y), seconds(y + 1) - 1, Precision.YEAR, marks
    m = int(months)
    if m in _SEASONS and not days:
        start, length, precision = _SEASONS[m]
        after_it = seconds(y + (start + length - 1) // 12, (start + length - 1) % 12 + 1)
        return seconds(y, start), after_it - 1, precision, marks
    if not 1 <= m <= 12:
        raise EdtfError(f"there is no month {months}: {text!r}")
    if not days:
        return seconds(y, m), seconds(y, m, month_length(y, m)) + DAY - 1, Precision.MONTH, marks
    d = int(days)
    if not 1 <= d <= month_length(y, m):
        raise EdtfError(f"there is no day {days} in that month: {text!r}")
    midnight = seconds(y, m, d)
    if not hour:
        return midnight, midnight + DAY - 1, Precision.DAY, marks
    if int(hour) > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        raise EdtfError(f"there is no such time of day: {text!r}")
    first = midnight + int(hour) * 3600 + int(minute or 0) * 60 + int(second or 0)
    if second:
        return first, first, Precision.SECOND, marks
    if minute:
        return first, first + 59, Precision.MINUTE, marks
    return first, first + 3599, Precision.HOUR, marks


def _long_year(text: str) -> tuple[int, int, Precision, str]:
    """A year beyond four digits, or one of which only some digits are significant (1950S2).

    With significant digits it is some year that shares them (ISO 8601-2, level 2). An age that is
    only about so many years is, by a rule of ours, within half a unit of its last digit that is
    not zero, and within a tenth: 65 million years ago is 65.5 to 64.5, 2 million 2.2 to 1.8. Years
    BC count alike: about 20,000 BC (Y-19999~) is 22,000 to 18,000 BC.
    """
    found = re.fullmatch(_LONG, text) or re.fullmatch(_SIGNIFICANT, text)
    if found is None:
        raise EdtfError(f"not an EDTF date (like 2024-09-01, 2024-09, 199X, 2021/2025): {text!r}")
    digits, exponent, significant, marks = found.groups("")
    if not (exponent or significant) and len(digits.lstrip("-")) < 5:
        raise EdtfError(f"a year of four digits is written without Y: {text!r}")
    y = int(digits) * 10 ** int(exponent or 0)
    if abs(y) > _LAST_YEAR:
        raise EdtfError(f"no year beyond {_LAST_YEAR:,} is known here: {text!r}")
    about = "~" in marks or "%" in marks
    age = 1 - y if about and y < 0 and (1 - y) % 1000 == 0 else abs(y)
    rough = Precision.AGE if exponent or significant or age % 1000 == 0 else Precision.YEAR
    low = high = y
    if significant:
        if not exponent and len(digits.lstrip("-")) == 4:
            rough = _SHARED[int(significant)]
        unit = int(10 ** max(0, len(str(abs(y))) - int(significant)))
        low = abs(y) // unit * unit
        low, high = (low, low + unit - 1) if y >= 0 else (-low - unit + 1, -low)
    elif rough is Precision.AGE and about:
        unit = 1
        while age and age % (10 * unit) == 0:
            unit *= 10
        half = min(unit // 2, age // 10)
        low, high = y - half, y + half
    return seconds(low), seconds(high + 1) - 1, rough, marks


def _matching(mask: str, first: int, last: int) -> Iterator[int]:
    """The numbers from first to last, in that order, whose digits fit a mask like ``1X``."""
    for number in range(first, last + 1) if first <= last else range(first, last - 1, -1):
        digits = f"{number:0{len(mask)}d}"
        if all(m in ("X", d) for m, d in zip(mask, digits, strict=True)):
            yield number


def _masked(text: str, sign: str, years: str, months: str, days: str) -> tuple[int, int, Precision]:
    """Bounds of a date with parts not known: the first and the last real date that fits."""
    low, high = int(years.replace("X", "0")), int(years.replace("X", "9"))

    def extreme(*, last: bool) -> tuple[int, int, int]:
        # Before the year 0 a larger number is an earlier year.
        from_high = last != bool(sign)
        for number in _matching(years, *((high, low) if from_high else (low, high))):
            y = -number if sign else number
            for m in _matching(months or "XX", *((12, 1) if last else (1, 12))):
                longest = month_length(y, m)
                ends = (longest, 1) if last else (1, longest)
                for d in _matching(days or "XX", *ends):
                    return y, m, d
        raise EdtfError(f"no date of the calendar fits {text!r}")

    unknown = years.count("X")
    if unknown:
        precision = (Precision.DECADE, Precision.CENTURY, Precision.AGE, Precision.AGE)[unknown - 1]
    else:
        precision = Precision.YEAR if "X" in months else Precision.MONTH
    return seconds(*extreme(last=False)), seconds(*extreme(last=True)) + DAY - 1, precision


def _interval(text: str) -> When:
    left, _, right = text.partition("/")
    if "/" in right or not (left or right):
        raise EdtfError(f"an interval has two ends, written a/b, a/.. or ../b: {text!r}")
    first, latest_start, start_precision, start_marks = _end(left, PAST, FUTURE)
    earliest_end, last, end_precision, end_marks = _end(right, PAST, FUTURE)
    if first > last:
        raise EdtfError(f"an interval that ends before it starts: {text!r}")
    known = [p for p in (start_precision, end_precision) if p is not Precision.NONE]
    return When(
        text,
        first,
        min(latest_start, last),
        max(earliest_end, first),
        last,
        min(known, default=Precision.NONE),
        *_flags(start_marks + end_marks),
    )


def _end(text: str, first: int, last: int) -> tuple[int, int, Precision, str]:
    return (first, last, Precision.NONE, "") if text in ("", "..") else _bounds(text)


def _set(text: str) -> When:
    """One of, or all of, several dates: the outer bounds, the coarsest precision."""
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise EdtfError(f"the bracket of a set is not closed: {text!r}")
    firsts, lasts, precisions, marks = [], [], [], ""
    for part in text[1:-1].split(","):
        low, dots, high = part.strip().partition("..")
        if not (low or high):
            raise EdtfError(f"a set with an empty place: {text!r}")
        start = _end(low, PAST, PAST)
        stop = _end(high, FUTURE, FUTURE) if dots else start
        if start[0] > stop[1]:
            raise EdtfError(f"a range that ends before it starts: {text!r}")
        firsts.append(start[0])
        lasts.append(stop[1])
        precisions += [p for p in (start[2], stop[2]) if p is not Precision.NONE]
        marks += start[3] + stop[3]
    first, last = min(firsts), max(lasts)
    return When(text, first, last, first, last, min(precisions), *_flags(marks))


# --- writing dates --------------------------------------------------------------------------


def _year_text(y: int) -> str:
    if -10_000 < y < 10_000:
        return f"{y:05d}" if y < 0 else f"{y:04d}"
    return f"Y{y}"


def year(y: int, marks: str = "") -> When:
    """A year, 0 being 1 BC; marks is "" or one of ``~ ? %``. Raises EdtfError."""
    return parse(_year_text(y) + marks)


def month(y: int, m: int) -> When:
    """A month of a year of four digits. Raises EdtfError."""
    return parse(f"{_year_text(y)}-{m:02d}")


def day(y: int, m: int, d: int) -> When:
    """A day of a year of four digits. Raises EdtfError when the calendar has no such day."""
    return parse(f"{_year_text(y)}-{m:02d}-{d:02d}")


def season(y: int, code: int) -> When:
    """A season by its EDTF code, 21 spring to 24 winter. Raises EdtfError."""
    return parse(f"{_year_text(y)}-{code}")


def quarter(y: int, q: int) -> When:
    """A quarter of a calendar year, q from 1 to 4. Raises EdtfError."""
    return parse(f"{_year_text(y)}-{32 + q}")


def decade(y: int) -> When:
    """The ten years that a year from 0 to 9999 lies in: 1994 gives ``199X``. Raises EdtfError."""
    return parse(f"{y // 10:03d}X")


def century(n: int) -> When:
    """The hundred years whose first two digits are n: 19 gives ``19XX``. Raises EdtfError."""
    return parse(f"{n:02d}XX")


def week(y: int, w: int) -> When:
    """An ISO week, Monday to Sunday, as the interval of its days. Raises EdtfError."""
    fourth = days_from_civil(y, 1, 4)  # 4 January always lies in week 1
    monday = fourth - (fourth + 3) % 7 + 7 * (w - 1)
    thursday = civil_from_days(monday + 3)[0]
    if w < 1 or thursday != y:
        raise EdtfError(f"there is no week {w} in {y}")
    return interval(day(*civil_from_days(monday)), day(*civil_from_days(monday + 6)))


def interval(start: When | None, end: When | None) -> When:
    """From the start of one date to the end of another, None for an open end.

    Raises EdtfError when it would end before it starts.
    """
    left = ".." if start is None else _side(start, 0)
    right = ".." if end is None else _side(end, -1)
    return parse(f"{left}/{right}")


def before(limit: When | int) -> When:
    """``../X``: at some time up to a date, or up to a second. Raises EdtfError."""
    return parse(f"../{stamp(limit, end=True) if isinstance(limit, int) else _side(limit, -1)}")


def after(limit: When | int) -> When:
    """``X/..``: at some time from a date or a second on. Raises EdtfError."""
    return parse(f"{stamp(limit, end=False) if isinstance(limit, int) else _side(limit, 0)}/..")


def _side(w: When, which: int) -> str:
    if w.edtf[0] in "[{":
        return stamp(w.latest, end=True) if which else stamp(w.earliest, end=False)
    return w.edtf.split("/")[which] or ".."


def iso(second: int) -> str:
    """A moment as ``2024-07-01T20:06:35``; ``..`` for PAST and FUTURE.

    Beyond the years of four digits EDTF can only name the year (``Y-65000000``).
    """
    if second in (PAST, FUTURE):
        return ".."
    y, m, d, hour, minute, sec = civil(second)
    if not -10_000 < y < 10_000:
        return _year_text(y)
    return f"{_year_text(y)}-{m:02d}-{d:02d}T{hour:02d}:{minute:02d}:{sec:02d}"


def stamp(second: int, *, end: bool) -> str:
    """A bound for people and files: the day alone where the second is the day's own bound.

    ``2024-09-01`` for the first second of that day, or with ``end`` for its last; otherwise
    as `iso`.
    """
    text = iso(second)
    return text.removesuffix("T23:59:59" if end else "T00:00:00")


# --- counting days --------------------------------------------------------------------------


def month_length(y: int, m: int) -> int:
    """Days in a month, 28 to 31."""
    if m == 2:
        return 29 if y % 4 == 0 and (y % 100 != 0 or y % 400 == 0) else 28
    return 30 if m in (4, 6, 9, 11) else 31


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

"""The two ends of a range: what each borrows from the other, and that they belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from viewer.core.dates import kinds
from viewer.core.dates.model import Signal, Timex, TimexType
from viewer.core.dates.readings import Found, Reading
from viewer.core.dates.tokens import Row
from viewer.core.patterns import late

_TO: Final = r"(?i)\s*(?:-|–|—|−|‑|/)\s*|\s+(?:to|until|till|through|thru)\s+(?:the\s+)?"
_AND: Final = r"(?i)\s+and\s+(?:the\s+)?"
_FROM: Final = late(r"\b(from|between)\s+(?:the\s+)?$", re.I)
_POINTED: Final = frozenset((TimexType.DATE, TimexType.TIME))


#: Between the two ends of a range, or two of a kind.
_ENDS: Final = frozenset((" z ", " z t ", "-", " - ", "/", " / "))
_LIKE: Final = _ENDS | frozenset((" & ", " & t ", " & i ", ", & ", ", & t "))


def second_of_two(line: Row, first: Found, second: Found) -> bool:
    """The second of two dates without a year lies in the year of the first, or the next."""
    a, b = first.reading, second.reading
    if line.classes[first.end : second.start] not in _LIKE:
        return False
    alike = (a.m and b.m) or (a.season and b.season) or (a.quarter and b.quarter)
    return a.lacks_year and b.lacks_year and bool(alike)


def joined(line: Row, first: Found, second: Found) -> bool:
    """The two are the ends of a range."""
    return line.classes[first.end : second.start] in _ENDS


def years_from_the_right(line: Row, found: list[Found]) -> list[Found]:
    """In "between May and July 2009" the first month has the year of the second."""
    result = list(found)
    in_list = False
    for k in range(len(found) - 2, -1, -1):
        a, b = result[k], result[k + 1]
        joint = line.classes[a.end : b.start]
        if joint not in _LIKE and not (joint == ", " and in_list):
            in_list = False
            continue
        in_list = joint not in _ENDS
        ra, rb = a.reading, b.reading
        if ra.lacks_year and rb.kind is kinds.UNIT and rb.unit == "year" and ra.m == rb.m:
            if ra.m is not None and (ra.d or 0) < (rb.d or 0):
                # "25 and 26 July next year"
                result[k] = a._replace(reading=rb._replace(d=ra.d, weekday=ra.weekday))
            continue
        if not (ra.lacks_year and rb.kind is kinds.CALENDAR and rb.y is not None):
            continue
        if ra.m is not None and rb.m is not None:
            later = (ra.m, ra.d or 0) > (rb.m, rb.d or 0)
            y = rb.y - 1 if later else rb.y
        elif (ra.season and rb.season) or (ra.quarter and rb.quarter):
            y = rb.y
        else:
            continue
        result[k] = a._replace(reading=ra._replace(y=y, short_year=rb.short_year))
    return result


def decades_from_the_left(line: Row, found: list[Found]) -> list[Found]:
    """In "the 1920s and '30s" the second decade is of the century of the first."""
    result = list(found)
    for k in range(len(found) - 1):
        a, b = result[k], result[k + 1]
        ra, rb = a.reading, b.reading
        if not (ra.kind is rb.kind is kinds.DECADE and ra.y is not None and rb.y is None):
            continue
        if line.classes[a.end : b.start] not in _LIKE or rb.amount is None:
            continue
        y = ra.y // 100 * 100 + int(rb.amount)
        result[k + 1] = b._replace(reading=rb._replace(y=y if y > ra.y else y + 100))
    return result


def weekdays_with_dates(line: Row, found: list[Found]) -> list[Found]:
    """In "Wednesday (1 May)" the weekday is that day, and tells its year."""
    result = list(found)
    for k, (a, b) in enumerate(pairwise(found)):
        plain = a.reading.kind is kinds.WEEKDAY and a.reading.rule == "weekday"
        day = b.reading.kind is kinds.CALENDAR and b.reading.m and b.reading.d
        if plain and day and line.classes[a.end : b.start] == " (" and not a.reading.part:
            both = b.reading._replace(weekday=a.reading.weekday)
            result[k : k + 2] = a._replace(reading=both), b._replace(reading=both)
    return result


def restated(line: Row, found: list[Found]) -> list[Found]:
    """In "two years later, in March 1999" the first is the year that the second says outright."""
    result = list(found)
    for k, (a, b) in enumerate(pairwise(found)):
        r, whole = a.reading, b.reading
        counted = r.kind is kinds.OFFSET or (r.kind is kinds.UNIT and r.ref == "text")
        if not counted or r.mod or whole.kind is not kinds.CALENDAR or whole.y is None or whole.bc:
            continue
        if line.classes[a.end : b.start] not in _RESTATING:
            continue
        month, day = (whole.m, whole.d) if not (whole.nth_unit or whole.nth) else (None, None)
        plain = Reading(kinds.CALENDAR, RESTATED, whole.y, short_year=whole.short_year)
        if r.unit == "year":
            result[k] = a._replace(reading=plain)
        elif r.unit == "month" and month:
            result[k] = a._replace(reading=plain._replace(m=month))
        elif r.unit == "day" and day:
            result[k] = a._replace(reading=plain._replace(m=month, d=day))
    return result


def counted_beside(line: Row, found: Sequence[Found], k: int) -> int:
    """Which of the neighbours of a month or day without a year counts it, -1 where none does: "two
    years later, in March" (the one before), "in April, two years after" (the one behind)."""
    if not found[k].reading.lacks_year or found[k].reading.m is None:
        return -1
    for near in (k - 1, k + 1):
        if not 0 <= near < len(found):
            continue
        r = found[near].reading
        counted = r.kind is kinds.OFFSET and r.unit == "year" and r.ref != "story" and r.m is None
        a, b = sorted((found[near], found[k]))
        joint = line.classes[a.end : b.start]
        if counted and (joint in _RESTATING if near < k else joint == ", "):
            return near
    return -1


#: The rule by which "two years later" is what follows it.
RESTATED: Final = "restated"
_RESTATING: Final = frozenset((", ", ", i ", ", i t ", " (", " i "))


def day_of_clock(line: Row, found: list[Found], k: int) -> Found | None:
    """The day named right after a clock, as in "between 9:15 and 10:45 on Monday"."""
    for i in range(k, min(k + 3, len(found) - 1)):
        following = found[i + 1]
        joint = line.classes[found[i].end : following.start]
        if following.reading.kind is kinds.CLOCK:
            if joint not in _BETWEEN_CLOCKS:
                return None
        elif following.reading.clock is not None and joint in _BETWEEN_CLOCKS:
            first = found[k].reading.clock
            return following if first and first < following.reading.clock else None
        elif following.reading.names_day:
            near = joint in (" i ", ", ", " i t ", " i a ", ", i ", ") i ", ") ") or (
                i > k and joint == " "
            )
            return following if near else None
        else:
            return None
    return None


_BETWEEN_CLOCKS: Final = frozenset((" z ", " & ", "-", " - ", " (", "/", " / "))


def weekday_after(line: Row, previous: Found, one: Found) -> Reading:
    """In "from Monday to Friday" the second day comes after the first."""
    a, b = previous.reading.weekday, one.reading.weekday
    if (
        previous.reading.kind is kinds.WEEKDAY
        and one.reading.kind is kinds.WEEKDAY
        and _spans_days(line, previous, one)
        and a is not None
        and b is not None
    ):
        return one.reading._replace(
            kind=kinds.OFFSET, unit="day", step=1, ref="text", amount=float((b - a) % 7)
        )
    return one.reading


def _spans_days(line: Row, first: Found, second: Found) -> bool:
    joint = line.classes[first.end : second.start]
    between = line.tokens[max(0, first.start - 2)].lower() == "between"
    return joint in _ENDS or (between and joint == " & ")


def paired(text: str, timexes: list[Timex]) -> list[Timex]:
    """The two ends of each range marked as FROM and TO."""
    result = list(timexes)
    k = 0
    while k + 1 < len(result):
        a, b = result[k], result[k + 1]
        k += 1
        if a.type not in _POINTED or b.type not in _POINTED:
            continue
        if not (a.when.is_known and b.when.is_known) or a.when.earliest > b.when.latest:
            continue
        gap = text[a.span.end : b.span.start]
        if len(gap) > 20:
            continue
        lead = _FROM.search(text, max(0, a.span.start - 20), a.span.start)
        opened = lead[1].lower() if lead else ""
        if (
            (opened == "between" and re.fullmatch(_AND, gap))
            or (
                re.fullmatch(_TO, gap)
                and opened != "between"
                and a.when.precision == b.when.precision
            )
            or (opened == "from" and re.fullmatch(_TO, gap))
        ):
            result[k - 1] = a._replace(signal=Signal.FROM)
            result[k] = b._replace(signal=Signal.TO)
            k += 1
    return result

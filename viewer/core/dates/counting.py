"""Times counted from another time or a happening: two days after Christmas, the week ended 2 May.

TimeML keeps such a phrase in two: a DURATION ("two days"), a signal ("after") and what it counts
from. What it counts from may be a time of the text: then the duration gets its place in time and
keeps its value, P2D. Or it is a happening ("two days after the vote"): then no date is made up.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from viewer.core.dates.model import Timex, TimexType
from viewer.core.dates.readings import Found, Kind
from viewer.core.dates.tokens import Row
from viewer.core.dates.values import Point, of_point, week_of
from viewer.core.dates.wording import words
from viewer.core.when import (
    Precision,
    When,
    civil,
    civil_from_days,
    days_from_civil,
    interval,
    month_length,
)

#: Between the duration and the time it counts from. The noun in between ("the attacks of
#: 11 September") has that time by its own "of"; "on" or "in" might belong to the verb.
_COUNTS: Final = re.compile(
    r"\s+(?P<way>before|after|following|prior to|from)\s+"
    r"(?:(?:the|his|her|its|their)\s+)?(?:[a-z]{3,20}\s+of\s+)?(?:the\s+)?",
    re.I,
)
_ENDS: Final = re.compile(
    r"\s+(?:(?:that|which)\s+)?(?:(?:ended|ending)(?:\s+(?:on|in|with))?|to|through)"
    r"\s+(?:the\s+)?",
    re.I,
)
#: Words before a duration that make it a stretch: "for two years after 1990" names no moment.
_STRETCH: Final = frozenset(
    "for within in over during the first last next these those than least most to".split()
)
_COUNTED: Final = re.compile(r"P(?P<n>[0-9]+)(?P<unit>DE|CE|D|W|M|Q|Y)")
_MONTHS: Final = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
#: Between two expressions further apart than this nothing counts.
_REACH: Final = 60


def from_happening(line: Row, one: Found) -> bool:
    """What it counts from follows it, and is no time: the night before the match."""
    return _way_after(line, one) in ("before", "after", "of", "following")


def hangs(line: Row, one: Found) -> bool:
    """It is a part of the day or a weekday of a happening: the morning of the attack, the Monday
    after the storm; so it is none of the story's days."""
    r = one.reading
    if r.kind is Kind.CLOCK and r.part and line.classes[one.start] == "t":
        return from_happening(line, one)
    if r.kind is Kind.WEEKDAY and not r.step and line.classes[max(0, one.start - 2)] == "t":
        return from_happening(line, one)
    return False


def _way_after(line: Row, one: Found) -> str:
    """The word after an expression when a noun phrase follows that, else ""."""
    after = line.tokens[one.end : one.end + 4]
    if len(after) < 4 or not (after[0].isspace() and after[2].isspace() and after[3].isalnum()):
        return ""
    return after[1].lower()


def placed(text: str, a: Timex, b: Timex) -> Timex | None:
    """The duration ``a`` with the place in time that it has by the time ``b``, the next timex.

    "two days" of "two days after 5 May" is 7 May; "three months" of "three months ended 31 March"
    is January to March. None when it does not count from b, or b is not known well enough.
    """
    count = _COUNTED.fullmatch(a.value)
    pointed = b.type in (TimexType.DATE, TimexType.TIME) and b.when.is_known
    if a.type is not TimexType.DURATION or count is None or not pointed or a.when.is_known:
        return None
    if not 0 < b.span.start - a.span.end < _REACH:
        return None
    gap = text[a.span.end : b.span.start]
    ends, counts = _ENDS.fullmatch(gap), _COUNTS.fullmatch(gap)
    if ends and not b.when.is_interval:
        return _ended(a, b, int(count["n"]), count["unit"])
    if counts and a.mod in ("", "APPROX") and _before(text, a) not in _STRETCH:
        step = 1 if counts["way"].lower() in ("after", "following", "from") else -1
        return _counted(a, b, step * int(count["n"]), count["unit"], counts["way"].lower())
    return None


def _before(text: str, a: Timex) -> str:
    found = text[max(0, a.span.start - 20) : a.span.start].split()
    return found[-1].lower() if found else ""


def _counted(a: Timex, b: Timex, n: int, unit: str, way: str) -> Timex | None:
    point = _edge(b, after=n > 0)
    if point is None:
        return None
    when = _shifted(point, n, unit)
    if when is None:
        return None
    because = f"“{a.text}” {way} {words(b.when)} is {words(when)}."
    return replace(
        a, when=when, because=because, anchor=f"text date {words(b.when)}", relative=True
    )


def _edge(b: Timex, *, after: bool) -> Point | None:
    """The end of a time that is counted from, as finely as it is known: the last day of "the end
    of May", the year of 1939/1945 from which "before" counts."""
    when = b.when
    if when.precision < Precision.YEAR or when.edtf[0] in "[{" or ".." in when.edtf:
        return None
    y, m, d, *_ = civil(when.latest if after else when.earliest)
    text = when.edtf.split("/")[-1 if after else 0]
    fine = text.count("-") - text.startswith("-")
    named_edge = b.mod in ("START", "END") and re.search(r"\b(?:end|start|beginning)\b", b.text)
    if named_edge and when.precision in (Precision.YEAR, Precision.MONTH):
        return civil(when.latest if b.mod == "END" else when.earliest)[:3]
    if when.precision in (Precision.SEASON, Precision.QUARTER, Precision.HALF):
        fine = 0
    return (y, m if fine >= 1 else None, d if fine >= 2 else None)


def _shifted(point: Point, n: int, unit: str) -> When | None:
    """That many units from a date; weeks and longer units are no finer than themselves."""
    y, m, d = point
    if unit in ("D", "W"):
        if m is None or d is None:
            return None
        days = days_from_civil(y, m, d) + n * (7 if unit == "W" else 1)
        return of_point(civil_from_days(days)) if unit == "D" else week_of(days).when
    months = n * _MONTHS[unit]
    if unit in ("M", "Q"):
        if m is None:
            return None
        y, zero = divmod(12 * y + m - 1 + months, 12)
        return of_point((y, zero + 1, None))
    return of_point((y + months // 12, None, None))


def _ended(a: Timex, b: Timex, n: int, unit: str) -> Timex | None:
    """A stretch told by its length and its end; one that is a unit of the calendar is a DATE."""
    y, m, d, *_ = civil(b.when.latest)
    if b.when.precision is Precision.MONTH:
        d = month_length(y, m)
    elif b.when.precision is not Precision.DAY:
        return None
    last = days_from_civil(y, m, d)
    if unit in ("D", "W"):
        first = last - n * (7 if unit == "W" else 1) + 1
    else:
        y0, zero = divmod(12 * y + m - 1 - n * _MONTHS[unit], 12)
        whole = d == month_length(y, m)
        day = month_length(y0, zero + 1) if whole else min(d, month_length(y0, zero + 1))
        first = days_from_civil(y0, zero + 1, day) + 1
    when = interval(of_point(civil_from_days(first)), of_point((y, m, d)))
    because = f"“{a.text}” that ended then lasted {words(when)}."
    value, kind = a.value, a.type
    begins = civil_from_days(first)
    if a.value == "P1Q" and begins[1] % 3 == 1 and begins[2] == 1:
        value, kind = f"{y:04d}-Q{(m + 2) // 3}", TimexType.DATE
    elif a.value == "P1M" and begins[2] == 1:
        value, kind = f"{y:04d}-{m:02d}", TimexType.DATE
    elif a.value == "P1W":
        value, kind = week_of(last - 3).value, TimexType.DATE
    return replace(
        a,
        type=kind,
        value=value,
        when=when,
        because=because,
        anchor=f"text date {words(b.when)}",
        relative=b.relative,
    )


def happening(said: str, because: str) -> str:
    """Why a time that counts from a happening has no date; a duration still says how long."""
    more = because if because.endswith("how long.") else f"“{said}” names a time."
    return f"{more[:-1]}, counted from a happening that has no date here."

"""Times counted from another time or a happening: two days after Christmas, the week ended 2 May.

TimeML keeps such a phrase in two: a DURATION ("two days"), a signal ("after") and what it counts
from. What it counts from may be a time of the text: then the duration gets its place in time and
keeps its value, P2D. Or it is a happening ("two days after the vote"): then no date is made up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from viewer.core.dates import kinds
from viewer.core.dates.clauses import DETERMINERS, is_past, word_before
from viewer.core.dates.happenings import Told, told_before
from viewer.core.dates.model import Signal, Timex, TimexType
from viewer.core.dates.readings import Found, Reading
from viewer.core.dates.tokens import Row
from viewer.core.dates.values import Point, built, of_point, week_of
from viewer.core.dates.wording import words
from viewer.core.when import (
    Precision,
    When,
    civil,
    civil_from_days,
    days_from_civil,
    interval,
    month_length,
    parse,
)

#: A thing and its time: "the attacks of 11 September". Where "on" or "in" might belong to the verb
#: ("left two years after the war in 1947") a thing of somebody's, or a day, shows that it does not.
#: "After leaving Hull on 4 May" and "after the mine closed in 1985" say as much.
_THING: Final = (
    r"(?:(?:the\s+)?[a-z]{3,20}\s+of\s+(?:the\s+)?|(?:his|her|its|their)\s+(?:[a-z]{3,20}\s+){1,2}"
    r"(?:of|in|on)\s+|the\s+(?P<noun>[a-z]{3,20})\s+(?:on|in)\s+|"
    r"[a-z]{2,20}ing\s+(?:[a-z]{2,20}\s+){0,3}(?:in|on)\s+|"
    r"(?:[a-z]{1,20}\s+){1,4}(?:[a-z]{2,18}ed|left|came|began|went|won|lost|fell|broke|sank)\s+"
    r"(?:in|on)\s+|(?:(?:the|his|her|its|their)\s+)?)"
)
#: Between the duration and the time it counts from.
_COUNTS: Final = (
    r"(?i)\s+(?P<exact>to\s+the\s+day\s+)?(?P<way>before|after|following|prior to|from|of)\s+"
    + _THING
)
_ENDS: Final = (
    r"(?i),?\s+(?:(?:that|which)\s+)?(?:(?:ended|ending)(?:\s+(?:on|in|with))?|to|through)"
    r"\s+(?:the\s+)?"
)
#: Words before a duration that make it a stretch: "for two years after 1990" names no moment.
_STRETCH: Final = frozenset(
    "for on within in over during the first last next these those than least most to".split()
)
_COUNTED: Final = r"P(?P<n>[0-9]+)(?P<unit>DE|CE|D|W|M|Q|Y)"
_MONTHS: Final = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
#: Between two expressions further apart than this nothing counts.
_REACH: Final = 60


def from_happening(line: Row, one: Found) -> bool:
    """What it counts from follows it, and is no time: the night before the match."""
    return _way_after(line, one) in _HAPPENS


def counts_on(line: Row, one: Found) -> bool:
    """Whether it may count from a happening told before: "two days after the vote", "the day
    after the vote"."""
    if one.reading.kind is kinds.DURATION:
        return from_happening(line, one) or word_before(line, one.start) == "after"
    return one.reading.rule == "the-before"


def hangs(line: Row, one: Found) -> bool:
    """It is told by a happening, so it is none of the story's days: the morning of the attack, the
    Monday after the storm, the spring before it closed, the last month of the war."""
    r = one.reading
    if not (r.lacks_year or r.kind in _HANGING):
        return False
    way = _way_after(line, one)
    led = "t" in (line.classes[one.start], line.classes[max(0, one.start - 2)])
    if not way or not led or "$" in line.classes[one.end : one.end + 5]:
        return False
    if r.kind is kinds.CLOCK:
        return bool(r.part) and line.classes[one.start] == "t" and way in _HAPPENS
    if r.kind is kinds.WEEKDAY and not r.step:
        return way in _HAPPENS
    if r.kind is kinds.UNIT and r.rule == "the" and r.unit == "weekend":
        return way in _HAPPENS
    if r.lacks_year and r.d is None and (r.m or r.season):
        return way in _HAPPENS
    if r.kind in (kinds.UNIT, kinds.WEEKDAY) and not r.mod:
        if way == "to" and r.unit == "day" and r.rule in ("last", "first"):
            return line.tokens[one.end + 3].lower() not in DETERMINERS  # "the last day to apply"
        return way == {"last": "of", "next": "of", "same": "as"}.get(r.rule)
    return False


_HANGING: Final = (kinds.CLOCK, kinds.WEEKDAY, kinds.UNIT)
_HAPPENS: Final = frozenset(("before", "after", "of", "following"))


def _way_after(line: Row, one: Found) -> str:
    """The word after an expression when a noun phrase follows that, else ""."""
    after = line.tokens[one.end : one.end + 4]
    if len(after) < 4 or not (after[0].isspace() and after[2].isspace() and after[3].isalnum()):
        return ""
    return after[1].lower()


#: By a name of its own, as `kinds` has its members.
_DURATION: Final = TimexType.DURATION


def placed(text: str, a: Timex, b: Timex) -> Timex | None:
    """The duration ``a`` with the place in time that it has by the time ``b``, the next timex.

    "two days" of "two days after 5 May" is 7 May; "three months" of "three months ended 31 March"
    is January to March. None when it does not count from b, or b is not known well enough.
    """
    if a.rule == "the-before" and not a.when.is_known:
        dated = b.type is TimexType.DATE and b.when.is_known
        thing = dated and re.fullmatch(_OF_THING, text[a.span.end : b.span.start])
        return _one_on(a, b) if thing else None
    if a.type is not _DURATION or a.when.is_known:
        return None
    count = re.fullmatch(_COUNTED, a.value)
    pointed = b.type in (TimexType.DATE, TimexType.TIME) and b.when.is_known
    if count is None or not pointed:
        return None
    if not 0 < b.span.start - a.span.end < _REACH:
        return None
    gap = text[a.span.end : b.span.start]
    ends, counts = re.fullmatch(_ENDS, gap), re.fullmatch(_COUNTS, gap)
    if ends and not b.when.is_interval:
        return _ended(a, b, int(count["n"]), count["unit"])
    if counts and counts["noun"] and not _is_day(b):
        return None
    if counts and _before(text, a) == "within" and counts["way"].lower() in ("of", "after", "from"):
        return _no_later(a, b, int(count["n"]), count["unit"])
    if counts and counts["way"].lower() == "of":
        return None  # "two years of war"
    if counts and a.mod in ("", "APPROX") and _before(text, a) not in _STRETCH:
        step = 1 if counts["way"].lower() in ("after", "following", "from") else -1
        exact = bool(counts["exact"])
        return _counted(a, b, step * int(count["n"]), count["unit"], counts["way"], exact=exact)
    return None


def _one_on(a: Timex, b: Timex) -> Timex | None:
    """The day after the attacks of 11 September 2001, the week before the 5 May vote: one unit on
    from, or back before, the time ``b``."""
    unit = {"XXXX-XX-XX": "D", "XXXX-WXX": "W", "XXXX-XX": "M", "XXXX": "Y"}.get(a.value)
    way = a.text.rpartition(" ")[2].lower()
    if unit is None or way not in ("before", "after"):
        return None
    step = 1 if way == "after" else -1
    point = _edge(b, after=step > 0)
    when = None if point is None else _shifted(point, step, unit)
    if when is None:
        return None
    y, m, d, *_ = civil(when.earliest)
    if unit == "W":
        value = week_of(days_from_civil(y, m, d)).value
    else:
        month, day = (m if unit in "DM" else None), (d if unit == "D" else None)
        value = built(Reading(kinds.CALENDAR, ""), y, month, day).value
    because = f"“{a.text}” that is {words(when)}, counted from {words(b.when)}."
    anchor = f"text date {words(b.when)}"
    return a._replace(value=value, when=when, because=because, anchor=anchor, relative=b.relative)


#: Between "the day after" and the day of the thing that it came after.
_OF_THING: Final = r"(?i)\s+" + _THING


def counted_from_told(
    text: str, a: Timex, heard: Sequence[Timex], behind: int | None
) -> Timex | None:
    """The duration ``a``, or "the day after", with its place in time where it counts from a
    happening that the text has told before at one of the times ``heard``; ``behind`` is where the
    next time begins.

    None where that next time says what it counts from, or the text tells no such happening.
    """
    if a.when.is_known or not heard:
        return None
    if _before(text, a) == "after" and text[a.span.end : a.span.end + 4] != " of ":
        return _gone_by(text, a, heard[-1])
    day_after = a.rule == "the-before"
    way = a.span.end - len(a.text.rpartition(" ")[2]) - 1 if day_after else a.span.end
    if behind is not None and re.fullmatch(_COUNTS, text[way:behind]):
        return None
    if day_after:
        told = told_before(text, way, heard)
        return None if told is None else _day_after(a, told)
    count = re.fullmatch(_COUNTED_HOURS, a.value)
    if count is None or a.mod not in ("", "APPROX") or _before(text, a) in _STRETCH:
        return None
    told = told_before(text, way, heard)
    if told is None:
        return None
    n = int(count["n"]) * (-1 if told.way == "before" else 1)
    if count["unit"] == "H":
        when = _hours_on(told.time, n)
    else:
        point = _edge(told.time, after=n > 0)
        when = None if point is None else _shifted(point, n, count["unit"])
    if when is None:
        return None
    day = words(told.time.when)
    because = f"“{a.text} {told.way} {told.said}”, told of {day}, is {words(when)}."
    return a._replace(when=when, because=because, anchor=f"text date {day}", relative=True)


def _gone_by(text: str, a: Timex, b: Timex) -> Timex | None:
    """A duration that had gone by since the time ``b`` of what was told right before: "began on 3
    May and ended after nine days", "began on 3 May. After nine days it ended".

    "Resigned on 3 May after nine days" says how long that took, and years may have gone by since
    something told before.
    """
    count = re.fullmatch(_COUNTED, a.value)
    gap = text[b.span.end : a.span.start]
    joined = re.fullmatch(_JOINED, gap) and any(is_past(w) for w in gap.lower().split())
    opened = re.fullmatch(_OPENED, gap) and count is not None and count["unit"] in "DWM"
    if count is None or a.mod or not (joined or opened):
        return None
    point = _edge(b, after=True)
    when = None if point is None else _shifted(point, int(count["n"]), count["unit"])
    if when is None:
        return None
    because = f"“{a.text}” after {words(b.when)} is {words(when)}."
    anchor = f"text date {words(b.when)}"
    return a._replace(when=when, because=because, anchor=anchor, relative=True, signal=Signal.AT)


_JOINED: Final = r"(?i)(?:,?\s+and|;|,)\s+(?:[\w'’]+\s+){1,6}after\s+"
_OPENED: Final = r"(?:[.;]|[.]?[\"”’])\s+(?:But\s+)?[Aa]fter\s+"


def _day_after(a: Timex, told: Told) -> Timex | None:
    shifted = _one_on(a, told.time)
    if shifted is None:
        return None
    day = words(told.time.when)
    because = f"“{a.text} {told.said}”, told of {day}, is {words(shifted.when)}."
    return shifted._replace(because=because, relative=True)


_COUNTED_HOURS: Final = r"PT?(?P<n>[0-9]+)(?P<unit>DE|CE|D|W|M|Q|Y|H)"


def _hours_on(b: Timex, n: int) -> When | None:
    """The day or days that lie some hours, at least a whole day, from a time of a day."""
    if b.when.precision < Precision.DAY or b.when.is_interval or abs(n) < _DAY_HOURS:
        return None
    first = of_point(civil(b.when.earliest + 3600 * n)[:3])
    last = of_point(civil(b.when.latest + 3600 * n)[:3])
    return first if first == last else interval(first, last)


_DAY_HOURS: Final = 24


def _is_day(timex: Timex) -> bool:
    return timex.when.precision is Precision.DAY and not timex.when.is_interval


def _no_later(a: Timex, b: Timex, n: int, unit: str) -> Timex | None:
    """Within two years of its closure in 1930: from then to 1932."""
    first, last = _edge(b, after=False), _edge(b, after=True)
    end = _shifted(last, n, unit) if last is not None else None
    if first is None or end is None:
        return None
    when = interval(of_point(first), end)
    because = f"“{a.text}” of {words(b.when)}: no later than {words(end)}."
    return a._replace(
        when=when, because=because, anchor=f"text date {words(b.when)}", relative=True
    )


def _before(text: str, a: Timex) -> str:
    found = text[max(0, a.span.start - 20) : a.span.start].split()
    return found[-1].lower() if found else ""


def _counted(a: Timex, b: Timex, n: int, unit: str, way: str, *, exact: bool) -> Timex | None:
    point = _edge(b, after=n > 0)
    if point is None:
        return None
    when = _shifted(point, n, unit)
    if exact and when is not None and unit == "Y" and point[1:] != (2, 29):
        when = of_point((point[0] + n, *point[1:]))
    if when is None:
        return None
    because = f"“{a.text}” {way.lower()} {words(b.when)} is {words(when)}."
    return a._replace(
        when=when, because=because, anchor=f"text date {words(b.when)}", relative=True
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
    value, kind = a.value, a.type
    named = _named(a, civil_from_days(first), (y, m))
    if named:
        value, kind = named, TimexType.DATE
    elif not re.search(_FISCAL, a.text) and (of_weeks := _of_weeks(a.value, last)) is not None:
        # Some houses end their quarters on a weekday near its end: 13 weeks, or one more.
        value, first = of_weeks
        kind, start = TimexType.DATE, of_point(civil_from_days(first)).edtf
        when = parse(f"{start}~/{of_point((y, m, d)).edtf}")
    elif a.value == "P1W":
        value, kind = week_of(last - 3).value, TimexType.DATE
    because = f"“{a.text}” that ended then lasted {words(when)}."
    return a._replace(
        type=kind,
        value=value,
        when=when,
        because=because,
        anchor=f"text date {words(b.when)}",
        relative=b.relative,
    )


_FISCAL: Final = r"(?i)\b(?:fiscal|financial)\b"


def _named(a: Timex, begins: Point, ends: tuple[int, int]) -> str:
    """The value of a stretch that is a month, quarter, half or year of the calendar, or a fiscal
    year, which has the number of the year in which it ends; "" for any other."""
    y, m = ends
    if re.search(_FISCAL, a.text):
        return f"FY{y:04d}" if a.value == "P1Y" else ""
    if begins[2] != 1 or begins[1] is None:
        return ""
    if a.value == "P1M":
        return f"{y:04d}-{m:02d}"
    if a.value == "P1Q" and m % 3 == 0:
        return f"{y:04d}-Q{m // 3}"
    if a.value == "P6M" and m % 6 == 0 and a.text[-1] != "s":
        return f"{y:04d}-H{m // 6}"
    return f"{y:04d}" if a.value == "P1Y" and m == 12 else ""


def _of_weeks(value: str, last: int) -> tuple[str, int] | None:
    """The value and the first day, some weeks before, of a quarter or year that ends on a day
    within a week of its end in the calendar; None where it does not."""
    for days in (last - _WEEKS_NEAR, last + _WEEKS_NEAR):
        y, m, _ = civil_from_days(days)
        end = days_from_civil(y, m, month_length(y, m))
        if abs(end - last) > _WEEKS_NEAR or m % 3 or end == last:
            continue
        if value == "P1Q":
            return f"{y:04d}-Q{m // 3}", last - 13 * 7 + 1
        if value == "P1Y" and m == 12:
            return f"{y:04d}", last - 52 * 7 + 1
    return None


#: Days between the end of a quarter in the calendar and in books that are kept by weeks.
_WEEKS_NEAR: Final = 6


def happening(said: str, because: str) -> str:
    """Why a time that counts from a happening has no date; a duration still says how long."""
    more = because if because.endswith("how long.") else f"“{said}” names a time."
    return f"{more[:-1]}, counted from a happening that has no date here."

"""Parts and wholes: neighbouring expressions that are one date together.

"September" and "this year" are two hearts; "September of this year" is one date, and so is "last
year's September". So no rule has to know all that may follow it.
"""

from __future__ import annotations

from typing import Final

from viewer.core.dates import kinds
from viewer.core.dates import lexicon as lex
from viewer.core.dates.readings import Found, Reading
from viewer.core.dates.tokens import Row

_JOINTS: Final = frozenset(
    (" ", ", ", " O ", " O t ", ",", ", t ", "s ", " i ", " i t ", "-", " g ", " & ", ", & ")
)
#: Between a clock and the part of the day that settles which half of it is meant.
_AT_PART: Final = frozenset((" i ", " i t "))
_WHOLES: Final = (kinds.CALENDAR, kinds.UNIT, kinds.DECADE, kinds.CENTURY)


def compose(row: Row, found: list[Found]) -> list[Found]:
    """The same expressions with each part joined to the whole beside it."""
    joined: list[Found] = []
    for one in found:
        while joined:
            previous = joined[-1]
            joint = row.classes[previous.end : one.start]
            both = _joined(row, previous, one, joint) if joint in _JOINTS else None
            if both is None:
                break
            joined.pop()
            one = Found(previous.start, one.end, both)
        joined.append(one)
    return joined


def _joined(row: Row, previous: Found, one: Found, joint: str) -> Reading | None:
    a, b = previous.reading, one.reading
    if a.kind is kinds.DURATION:
        together = _added(a, b) if joint in (" ", ", ", " & ", ", & ") else None
        if together is not None:
            return together
    if "&" in joint:
        return None
    if joint == " " and a.kind is kinds.OFFSET and a.rule == "offset" and _is_near(b):
        # a year ago this week, ten years ago next month
        by_years = a.ref == "story" and _whole_years(a)
        return b._replace(amount=a.step * (a.amount or 0.0), rule="year-ago") if by_years else None
    if joint == "s ":
        return _owned(a, b)
    if joint == "-":
        # the weekend of 11-12 May
        return a if a.rule == "weekend-of" and b.rule == "days" else None
    if a.rule == "eve":
        named = b.names_day and not b.part and b.clock is None and joint == " "
        return Reading(kinds.TIED, "eve", unit="day", step=-1, base=b) if named else None
    if a.rule == "anniversary":
        return None
    if joint == " g ":
        way = row.tokens[previous.end + 1].lower()
        return _tied(row, previous, one, way) if row.classes[one.end : one.end + 1] != "s" else None
    if joint == " " or (joint in _AT_PART and _placed(row, previous.end)):
        clock = _clock_in_part(a, b, joint)
        if clock is not None:
            return clock
    if joint.startswith(" i"):
        in_ = row.tokens[previous.end + 1].lower() == "in"
        return _join(a, b, " O ") if in_ and _counts_in(a, b) else None
    return _join(a, b, joint)


def _tied(row: Row, previous: Found, one: Found, way: str) -> Reading | None:
    """The day after Christmas, the Friday before 5 May, the night before Easter."""
    a, b = previous.reading, one.reading
    step = {"before": -1, "after": 1}.get(way)
    if step is None or b.clock is not None or b.part or b.kind is kinds.DURATION:
        return None
    tied = Reading(kinds.TIED, f"{a.rule}-{way}", step=step, base=b)
    by_year = b.kind is kinds.CALENDAR and b.y is not None and not (b.nth_unit or b.mod)
    if a.lacks_year and a.d is None and (a.m or a.season) and not a.nth_unit and by_year:
        unit = "month" if a.m else "season"
        return tied._replace(unit="year", m=a.m, season=a.season, nth_unit=unit)
    if a.kind is kinds.UNIT and a.rule == "the" and (b.names_day or a.unit in ("month", "year")):
        return tied._replace(unit=a.unit)
    if not b.names_day:
        return None
    led = row.tokens[max(0, previous.start - 2)].lower() == "the"
    if a.kind is kinds.WEEKDAY and a.rule == "weekday" and led:
        return tied._replace(unit="weekday", weekday=a.weekday)
    # The night before is that of the day before, the morning after that of the day after.
    night = (a.part, step) in (("NI", -1), ("EV", -1), ("MO", 1))
    if a.kind is kinds.CLOCK and night and row.classes[previous.start] == "t":
        return tied._replace(unit="day", part=a.part)
    return None


def _added(a: Reading, b: Reading) -> Reading | None:
    """Two years and three months, with "ago" too; 5 hours, 32 minutes: larger before smaller."""
    if a.rule != "duration" or b.rule not in ("duration", "offset") or a.amount is None:
        return None
    if b.amount is None or a.unit not in _FALLING or b.unit not in _FALLING:
        return None
    if a.mod or _FALLING.index(a.unit) >= _FALLING.index(b.unit):
        return None
    if b.kind is kinds.DURATION:
        clock = "T" if "T" in b.value and "T" not in a.value else ""
        tail = b.value.removeprefix("P").removeprefix("T")
        value = f"{a.value}{clock}{tail}"
        return b._replace(value=value)
    size = _MONTHS.get(a.unit, 0), _MONTHS.get(b.unit, 0)
    if all(size):
        return b._replace(amount=a.amount * size[0] + b.amount * size[1], unit="month")
    if a.unit == "week" and b.unit == "day":
        return b._replace(amount=7 * a.amount + b.amount)
    return b._replace(amount=None) if a.unit in ("hour", "minute") else None


_FALLING: Final = ("year", "month", "week", "day", "hour", "minute", "second")
_MONTHS: Final = {"year": 12, "month": 1}


def _counts_in(a: Reading, b: Reading) -> bool:
    """The last Friday in May, the same month in 2011: what "in" joins like "of"."""
    nth_day = a.nth_unit in lex.WEEKDAYS or a.nth_unit in ("day", "week", "weekend")
    last_friday = a.kind is kinds.WEEKDAY and a.rule == "last"
    if b.kind is kinds.CALENDAR and b.m is not None and b.d is None:
        return (nth_day and a.nth is not None) or last_friday
    return _repeats(a) and _is_year(b)


def _whole_years(r: Reading) -> bool:
    """A year ago, ten years earlier."""
    return (
        r.kind is kinds.OFFSET and r.unit == "year" and bool(r.amount) and not (r.amount or 0) % 1
    )


def _is_near(b: Reading) -> bool:
    """This week, last month, next month, this spring."""
    plain = b.kind is kinds.UNIT and b.ref == "story" and not (b.amount or b.part or b.nth)
    return plain and (_is_this(b) or (b.unit in ("week", "month") and b.rule in ("last", "next")))


def _is_this(a: Reading) -> bool:
    """This week, this month, this spring, that same day: of another year where one follows."""
    if a.kind is not kinds.UNIT or a.step or a.amount or a.part or a.nth is not None:
        return False
    if a.rule == "same":
        return a.unit == "day"
    return a.rule == "this" and a.ref == "story" and (a.unit != "year" or bool(a.m or a.season))


def _is_year(b: Reading) -> bool:
    """It names one whole year: 2009, last year, the following year."""
    if b.kind is kinds.UNIT:
        whole = b.m is None and not b.season and b.nth is None and not b.mod
        return b.unit == "year" and whole and b.rule not in ("turn", "anniversary")
    bare = b.m is None and not (b.season or b.quarter or b.half or b.fiscal)
    return b.kind is kinds.CALENDAR and b.y is not None and bare and b.rule == "year"


def _fiscal_whole(b: Reading) -> bool:
    """A whole fiscal year: FY13, fiscal 2012, this fiscal year."""
    return b.fiscal and not (b.quarter or b.half)


def _owned(a: Reading, b: Reading) -> Reading | None:
    """Last year's third quarter, 2012's second half, the year's first week."""
    if _fiscal_whole(a) and b.lacks_year and (b.quarter or b.half):
        return _inside(b, a)
    if not (_is_year(a) or (a.kind is kinds.UNIT and a.unit in ("month", "quarter", "year"))):
        return None
    if a.mod:
        return None
    return _join(b, a, " O ")


_BARE_YEARS: Final = frozenset(("year", "years"))


def _join(a: Reading, b: Reading, joint: str) -> Reading | None:
    """Part and whole as one reading, None when they do not belong together."""
    of = " O" in joint
    if joint == " O t " and b.kind is kinds.CALENDAR and b.m is None and b.rule in _BARE_YEARS:
        return None  # "the last day of the 1976 season"
    if _fiscal_whole(b) and a.lacks_year and (a.quarter or a.half) and not joint.startswith(" i"):
        return _inside(a, b)._replace(value="")
    in_front = _fiscal_whole(a) or (_is_year(a) and a.kind is kinds.CALENDAR)
    if joint == " " and in_front and b.lacks_year and (b.quarter or b.half) and not b.fiscal:
        return _inside(b, a)
    year_like = _is_year(b) and (b.kind is kinds.UNIT or of)
    if of and b.kind in _WHOLES and b.nth is None and not b.part:
        inner = _narrowed(a, b)
        if inner is not None:
            return inner
    if _is_this(a) and (b.rule == "last" or b.rule == "next") and _is_year(b) and joint == " ":
        ref = "here" if a.ref == "text" else a.ref
        return a._replace(amount=float(b.step), ref=ref, rule=f"{a.rule}-{b.rule}")
    if _is_this(a) and a.rule == "same" and joint == " " and _whole_years(b):
        return a._replace(amount=b.step * (b.amount or 0.0), ref="here", rule="same-year-ago")
    named_part = a.m or a.season or a.quarter or a.half
    if year_like and a.lacks_year and named_part:
        return _inside(a, b)
    if a.kind is kinds.HOLIDAY and a.y is None and not a.step and year_like:
        if b.kind is kinds.CALENDAR:
            return a._replace(y=b.y, short_year=b.short_year)
        return a._replace(unit="year", step=b.step, ref=b.ref)
    if (a.rule == "same-period" or _repeats(a)) and (
        year_like or _a_year_off(b) or (a.rule == "same-period" and _is_year(b))
    ):
        return b._replace(nth_unit="same", value=a.unit, rule=f"same-period-{b.rule}")
    if of and a.rule == "day-of-month" and b.d is None and (b.m or b.unit == "month"):
        return b._replace(d=a.d, partial=False, rule=f"day-of-{b.rule}") if not b.mod else None
    if a.rule == "commencing":
        return _around(a, b)
    if of and a.rule == "the" and a.kind is kinds.UNIT:
        around = _around(a, b)
        if around is not None:
            return around
    day_b = b.names_day and not b.part and b.clock is None
    if a.kind is kinds.CLOCK and day_b and "," not in joint:
        return b._replace(part=a.part, clock=a.clock, zone=a.zone, rule=f"{a.rule}-of-{b.rule}")
    day_a = a.names_day and not a.part and a.clock is None
    if b.kind is kinds.CLOCK and day_a and not of:
        return a._replace(part=b.part, clock=b.clock, zone=b.zone, rule=f"{a.rule}-{b.rule}")
    if a.kind is kinds.WEEKDAY and not a.step and b.kind is kinds.UNIT and b.unit == "week":
        return b._replace(weekday=a.weekday, rule="weekday-of-week")
    return None


def _narrowed(a: Reading, b: Reading) -> Reading | None:
    """A counted part of a whole: the first half of the century, the last week of March."""
    long = b.kind in (kinds.DECADE, kinds.CENTURY) or b.unit in ("decade", "century")
    if long:
        if a.kind is kinds.UNIT and a.rule == "last" and a.unit == "quarter":
            return _inside(a._replace(quarter=4, nth=None, nth_unit=""), b)
        if a.kind is kinds.UNIT and a.rule == "last" and a.unit in ("year", "decade"):
            return _inside(a._replace(nth=-1, nth_unit=a.unit), b)
        if a.y is not None or not (a.quarter or a.half or a.nth_unit in ("year", "decade")):
            return None
        return _inside(a, b)
    if b.d is not None and not b.part:
        return None
    if a.rule == "nth-day" and not (b.kind is kinds.UNIT and b.unit == "month"):
        return None
    if a.nth_unit and a.nth is not None and a.kind is kinds.CALENDAR:
        return _inside(a, b)
    if a.kind is kinds.DURATION and a.nth is not None and a.nth_unit in _SMALLER.get(_size(b), ()):
        return _inside(a, b)
    # "the last week of March" is no week of its own.
    last_of = a.kind is kinds.UNIT and a.step == -1 and a.rule == "last" and not a.part
    if last_of and a.unit in lex.UNITS and b.unit != a.unit and a.m is None and not a.season:
        if a.unit == "quarter":
            return _inside(a._replace(quarter=4), b)
        return _inside(a._replace(kind=kinds.CALENDAR, nth=-1, nth_unit=a.unit), b)
    if a.kind is kinds.WEEKDAY and a.rule == "last" and a.weekday is not None:
        return _inside(a._replace(nth=-1, nth_unit=_WEEKDAYS[a.weekday]), b)
    return None


_WEEKDAYS: Final = {number: name for name, number in lex.WEEKDAYS.items()}
_SMALLER: Final = {
    "year": ("day", "week", "month"),
    "quarter": ("day", "week", "month"),
    "month": ("day", "week"),
    "week": ("day",),
}


def _size(b: Reading) -> str:
    """The unit of a whole."""
    if b.kind is kinds.UNIT:
        return b.unit if b.m is None and not b.season else "month" if b.m else ""
    if b.quarter or b.half or b.season:
        return "quarter"
    return "month" if b.m is not None else "year"


def _repeats(a: Reading) -> bool:
    """The same month, the same quarter: of another year where one follows."""
    return a.kind is kinds.UNIT and a.rule == "same" and a.unit in ("week", "month", "quarter")


def _around(a: Reading, b: Reading) -> Reading | None:
    """The week of 4 July, the weekend of 11 May, the month of May 2009."""
    if a.unit in ("week", "weekend") and b.names_day and not b.part and b.clock is None:
        return b._replace(nth_unit=a.unit, rule=f"{a.unit}-{'of' if a.rule == 'the' else a.rule}")
    if a.unit == "month" and b.kind is kinds.CALENDAR and b.m is not None and b.d is None:
        return b
    return None


def _placed(row: Row, at: int) -> bool:
    return row.tokens[at + 1].lower() in ("in", "on", "at")


def _clock_in_part(a: Reading, b: Reading, joint: str) -> Reading | None:
    """A clock and a part of a day as one: "nine in the morning", "8:30 Monday night"."""
    if a.clock is None:
        return None
    if b.kind is kinds.SET and b.value.startswith("XXXX-XX-XXT"):
        hour, minute, _ = _in_half(a.clock, b.value[-2:])
        return b._replace(value=f"XXXX-XX-XXT{hour:02d}:{minute or 0:02d}")
    if not b.part or b.clock is not None:
        return None
    clock = _in_half(a.clock, b.part)
    if b.kind is kinds.CLOCK:
        return a._replace(clock=clock, partial=False)
    if a.kind is not kinds.CLOCK or (joint != " " and not a.partial):
        return None
    # Two o'clock last night was two o'clock today.
    small = b.kind is kinds.UNIT and b.part == "NI" and b.step == -1 and clock[0] < 6
    step = 0 if small else b.step
    return b._replace(
        part="", clock=clock, zone=a.zone, step=step, partial=False, rule=f"{a.rule}-{b.rule}"
    )


def _in_half(
    clock: tuple[int, int | None, int | None], part: str
) -> tuple[int, int | None, int | None]:
    """The clock in the half of the day that its part lies in."""
    hour, minute, second = clock
    if (part in ("AF", "EV") and hour < 12) or (part == "NI" and 6 <= hour < 12):
        hour += 12
    elif part in ("MO", "NI") and hour == 12:
        hour = 0 if part == "MO" or minute else 24
    return hour, minute, second


def _a_year_off(r: Reading) -> bool:
    return r.kind is kinds.OFFSET and r.unit == "year" and r.amount == 1


def _inside(part: Reading, whole: Reading) -> Reading:
    """The whole, narrowed to its part; of a vague number ("the last weeks of 1944") to a side."""
    vague = part.kind is kinds.DURATION and part.many is None
    return whole._replace(
        mod=("START" if part.nth == 1 else "END") if vague else whole.mod,
        m=part.m if part.m is not None else whole.m,
        d=part.d if part.d is not None else whole.d,
        season=part.season or whole.season,
        quarter=part.quarter or whole.quarter,
        half=part.half or whole.half,
        nth=part.nth,
        nth_unit=part.nth_unit,
        many=part.many,
        value=part.value,
        partial=False,
        rule=f"{part.rule}-of-{whole.rule}",
    )

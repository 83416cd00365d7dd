"""Parts and wholes: neighbouring expressions that are one date together.

"September" and "this year" are two hearts; "September of this year" is one date. So no rule
has to know all that may follow it.
"""

from __future__ import annotations

from typing import Final

from viewer.core.dates import lexicon as lex
from viewer.core.dates.readings import Found, Kind, Reading
from viewer.core.dates.tokens import Row

_JOINTS: Final = frozenset((" ", ", ", " O ", " O t ", ",", ", t "))


def compose(row: Row, found: list[Found]) -> list[Found]:
    """The same expressions with each part joined to the whole beside it."""
    joined: list[Found] = []
    for one in found:
        while joined:
            previous = joined[-1]
            joint = row.classes[previous.end : one.start]
            both = _join(previous.reading, one.reading, joint) if joint in _JOINTS else None
            if both is None:
                break
            joined.pop()
            one = Found(previous.start, one.end, both)
        joined.append(one)
    return joined


def _join(a: Reading, b: Reading, joint: str) -> Reading | None:
    """Part and whole as one reading, None when they do not belong together."""
    of = " O" in joint
    year_like = (b.kind is Kind.UNIT and b.unit == "year" and b.m is None and not b.season) or (
        b.kind is Kind.CALENDAR and b.y is not None and b.m is None and b.rule == "year" and of
    )
    named_part = a.m or a.season or a.quarter or a.half or (a.nth and of)
    if year_like and a.lacks_year and named_part and (of or b.kind is Kind.UNIT):
        return _inside(a, b)
    if a.kind is Kind.HOLIDAY and a.y is None and year_like and b.kind is Kind.CALENDAR:
        return a._replace(y=b.y)
    whole = b.kind in (Kind.CALENDAR, Kind.UNIT) and b.nth is None
    if of and whole and a.nth_unit and a.nth is not None and a.kind is Kind.CALENDAR:
        return _inside(a, b)
    # "the last week of March" is no week of its own.
    last_of = of and a.kind is Kind.UNIT and a.step == -1 and not a.part and a.unit in lex.UNITS
    if last_of and whole and b.unit != a.unit and b.d is None:
        return _inside(a._replace(kind=Kind.CALENDAR, nth=-1, nth_unit=a.unit), b)
    if a.rule == "same-period" and (year_like or _a_year_off(b)):
        return b._replace(nth_unit="same", rule=f"same-period-{b.rule}")
    day_b = b.names_day and not b.part and b.clock is None
    if a.kind is Kind.CLOCK and day_b and "," not in joint:
        return b._replace(part=a.part, clock=a.clock, zone=a.zone, rule=f"{a.rule}-of-{b.rule}")
    day_a = a.names_day and not a.part and a.clock is None
    if b.kind is Kind.CLOCK and day_a and not of:
        return a._replace(part=b.part, clock=b.clock, zone=b.zone, rule=f"{a.rule}-{b.rule}")
    if a.kind is Kind.WEEKDAY and not a.step and b.kind is Kind.UNIT and b.unit == "week":
        return b._replace(weekday=a.weekday, rule="weekday-of-week")
    return None


def _a_year_off(r: Reading) -> bool:
    return r.kind is Kind.OFFSET and r.unit == "year"


def _inside(part: Reading, whole: Reading) -> Reading:
    """The whole, narrowed to its part."""
    return whole._replace(
        m=part.m if part.m is not None else whole.m,
        d=part.d if part.d is not None else whole.d,
        season=part.season or whole.season,
        quarter=part.quarter or whole.quarter,
        half=part.half or whole.half,
        nth=part.nth,
        nth_unit=part.nth_unit,
        partial=False,
        rule=f"{part.rule}-of-{whole.rule}",
    )

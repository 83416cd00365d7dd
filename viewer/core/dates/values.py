"""How a date whose parts are known is written: TIMEX3 value, EDTF and bounds."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from viewer.core.dates import kinds
from viewer.core.dates import lexicon as lex
from viewer.core.dates.model import TimexType
from viewer.core.dates.readings import Reading
from viewer.core.dates.wording import words
from viewer.core.patterns import late
from viewer.core.when import (
    ANY,
    DAY,
    FUTURE,
    PAST,
    When,
    century,
    civil,
    civil_from_days,
    days_from_civil,
    decade,
    interval,
    month_length,
    parse,
    week,
)

YEARS: Final = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
#: A date as far as it is known: year, month or None, day or None.
Point = tuple[int, int | None, int | None]
_SEASON_CODES: Final = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
#: From the code of a season to that of the southern one, as EDTF has them.
_TO_SOUTH: Final = 8
SEASON_MONTHS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Meaning(NamedTuple):
    """What a reading denotes; the fields are those of a Timex."""

    type: TimexType
    value: str
    when: When
    because: str
    anchor: str = ""
    relative: bool = False
    point: Point | None = None


class Unknown(Exception):
    """The date that would have to be borrowed is not known."""


#: How the anchor of a date begins that was counted from the story's.
STORY_DATE: Final = "story date "


def plainly(said: str, meaning: Meaning, r: Reading) -> str:
    if r.doubtful:
        return f"“{said}” may have its day or its month first: only the year is sure."
    shown = words(meaning.when)
    return f"“{said}” is written out." if shown in said else f"“{said}” is {shown}."


def reasoned(meaning: Meaning, said: str, why: str) -> Meaning:
    shown = words(meaning.when)
    return meaning._replace(
        because=f"“{said}” is {shown}, because {why}.",
        anchor=why.replace("the story is dated ", STORY_DATE).replace(
            "the text last spoke of ", "text date "
        ),
        relative=True,
    )


def first_month(r: Reading) -> int:
    if r.season:
        return SEASON_MONTHS[r.season]
    if r.quarter:
        return 3 * r.quarter - 2
    return 7 if r.half == 2 else 1


def year_with_weekday(y: int, m: int, d: int, weekday: int) -> int:
    """The year nearest to y, four back or ahead at most, in which that day is that weekday."""
    for near in (y, y - 1, y + 1, y - 2, y + 2, y - 3, y + 3, y - 4, y + 4):
        if is_weekday(near, m, d, weekday):
            return near
    return y


def is_weekday(y: int, m: int, d: int, weekday: int) -> bool:
    """Whether there is such a day, and it is that weekday (1 for Monday to 7)."""
    return d <= month_length(y, m) and weekday_of(y, m, d) == weekday


def years_within(when: When, month: int, day: int) -> list[int]:
    """The years in which a month, or a day where ``day`` is not 0, lies inside a stretch of two
    years at most."""
    first, last = civil(when.earliest)[0], civil(when.latest)[0]
    found = []
    for year in range(first, last + 1) if last - first < 2 else ():
        if day > month_length(year, month):
            continue
        start = days_from_civil(year, month, day or 1)
        end = start if day else days_from_civil(year, month, month_length(year, month))
        if when.earliest <= start * DAY and (end + 1) * DAY - 1 <= when.latest:
            found.append(year)
    return found


def weekday_of(y: int, m: int, d: int) -> int:
    """1 for Monday to 7."""
    return (days_from_civil(y, m, d) + 3) % 7 + 1


def day_number(point: Point) -> int:
    y, m, d = point
    if m is None or d is None:
        raise Unknown
    return days_from_civil(y, m, d)


def lies_within(day: Point, other: Point) -> bool:
    """Whether a day lies in another date, as far as that is known."""
    return all(a == b for a, b in zip(day, other, strict=True) if b is not None)


def year_value(y: int) -> str:
    return f"{y:04d}" if y > 0 else f"BC{1 - y:04d}"


def year_edtf(y: int) -> str:
    if not -10_000 < y < 10_000:
        return f"Y{y}"
    return f"{y:05d}" if y < 0 else f"{y:04d}"


def of_point(point: Point) -> When:
    y, m, d = point
    text = year_edtf(y)
    if m is not None:
        text += f"-{m:02d}" + (f"-{d:02d}" if d is not None else "")
    return parse(text)


def of_when(when: When) -> Meaning:
    """A date that is known, by what all of it shares: the month of 6-8 June."""
    (y, m, d), last = civil(when.earliest)[:3], civil(when.latest)[:3]
    month = m if (y, m) == last[:2] else None
    point = (y, month, d if (y, m, d) == last else None)
    return Meaning(TimexType.DATE, when.edtf, when, "", point=point)


def years_later(meaning: Meaning, years: int) -> Meaning:
    """The same stretch of another year: 2003-Q4 a year before is 2002-Q4."""

    def moved(found: re.Match[str]) -> str:
        return f"{int(found[0]) + years:04d}"

    value = re.sub(r"(?<=^FY)[0-9]{4}|^[0-9]{4}", moved, meaning.value)
    edtf = re.sub(r"(?<![0-9-])[0-9]{4}", moved, meaning.when.edtf)
    # A stretch up to the end of February ends with it in every year.
    edtf = re.sub(
        r"([0-9]{4})-02-2[89]$", lambda f: f"{f[1]}-02-{month_length(int(f[1]), 2)}", edtf
    )
    point = meaning.point
    if point is not None:
        point = (point[0] + years, *point[1:])
    moved_on = meaning._replace(value=value, when=parse(edtf), point=point)
    return _as_part_of_year(moved_on)


def _as_part_of_year(meaning: Meaning) -> Meaning:
    """Three or six months that are a quarter or a half of the calendar are that one: no length
    is told by "the same period a year earlier"."""
    y, m, d, *_ = civil(meaning.when.earliest)
    length = {"P3M": 3, "P6M": 6}.get(meaning.value)
    if length is None or d != 1 or (m - 1) % length:
        return meaning
    part = f"{'Q' if length == 3 else 'H'}{(m - 1) // length + 1}"
    return meaning._replace(type=TimexType.DATE, value=f"{y:04d}-{part}")


def of_year(y: int) -> When:
    return of_point((y, None, None))


def _season(r: Reading, y: int) -> Meaning:
    """A season that begins in a year. The southern summer "of 1957" alone may be that which began
    in 1957, or that which ended then: some time from the one to the other."""
    value, edtf = f"{year_value(y)}-{r.season}", year_edtf(y)
    code, first = _SEASON_CODES[r.season], SEASON_MONTHS[r.season]
    if not r.southern:
        return Meaning(TimexType.DATE, value, parse(f"{edtf}-{code}"), "", point=(y, first, None))
    code, first = code + _TO_SOUTH, (first + 5) % 12 + 1
    when = parse(f"{edtf}-{code}")
    if r.season == "SU" and not r.across:
        when = interval(parse(f"{year_edtf(y - 1)}-{code}"), when)
        return Meaning(TimexType.DATE, value, when, "", point=(y, None, None))
    return Meaning(TimexType.DATE, value, when, "", point=(y, first, None))


#: By names of their own, as `kinds` has its members.
_DATE: Final = TimexType.DATE
_TIME: Final = TimexType.TIME


def built(r: Reading, y: int, m: int | None, d: int | None) -> Meaning:
    """The meaning of a reading in a year, month and day that are now known."""
    year, edtf = year_value(y), year_edtf(y)
    kind = _DATE
    if r.nth is not None and r.nth_unit:
        found = _nth(r, y, m)
        if found is not None:
            return found
    if d is not None and m is not None and r.nth_unit in ("week", "weekend"):
        days = days_from_civil(y, m, d)
        if r.nth_unit == "week":
            whole = week_of(days)
            if r.rule == "week-commencing":
                sixth = of_point(civil_from_days(days + 6))
                return whole._replace(when=interval(of_point((y, m, d)), sixth))
            return whole
        weekday = (days + 3) % 7
        # A Monday's weekend is the one before it.
        whole = week_of(days - weekday - 1 if weekday < 2 else days, weekend=True)
        if r.kind is not kinds.HOLIDAY or weekday == 2:
            return whole
        # A holiday beside its weekend belongs to it.
        day = of_point(civil_from_days(days))
        first = min(whole.when.earliest, day.earliest)
        last = max(whole.when.latest, day.latest)
        ends = (of_point(civil(first)[:3]), of_point(civil(last)[:3]))
        return whole._replace(when=interval(*ends))
    if r.nth_unit == "ending" and m is not None:
        return _ending(r.unit, y, m)
    if r.season:
        return _season(r, y)
    if r.quarter:
        when = parse(f"{edtf}-{32 + r.quarter}")
        return Meaning(kind, f"{year}-Q{r.quarter}", when, "", point=(y, 3 * r.quarter - 2, None))
    if r.half:
        when = parse(f"{edtf}-{39 + r.half}")
        return Meaning(kind, f"{year}-H{r.half}", when, "", point=(y, 6 * r.half - 5, None))
    if m is not None and d is not None:
        d = min(d, month_length(y, m))
    value, point = year, (y, m, d)
    if m is not None:
        value += f"-{m:02d}" + (f"-{d:02d}" if d is not None else "")
        edtf += f"-{m:02d}" + (f"-{d:02d}" if d is not None else "")
    when = parse(edtf)
    if r.doubtful:
        return Meaning(kind, value, parse(year_edtf(y)), "", point=(y, None, None))
    if d is not None and (r.part or r.clock):
        kind = _TIME
        if r.clock is not None:
            clock = ":".join(f"{p:02d}" for p in r.clock if p is not None)
            shown = clock
            if r.clock[0] == 24 and m is not None:
                # The end of a day is, to the calendar, where the next one begins.
                y, m, d = civil_from_days(days_from_civil(y, m, d) + 1)
                edtf, shown = f"{year_edtf(y)}-{m:02d}-{d:02d}", f"00{clock[2:]}"
            when = parse(f"{edtf}T{shown}{r.zone}")
            shown = clock if r.clock[1] is not None else f"{clock}:00"
            value = f"{value}T{shown}{r.zone}"
        else:
            value = f"{value}T{r.part}"
    return Meaning(kind, value, when, "", point=point)


def _ending(unit: str, y: int, m: int) -> Meaning:
    """The quarter or half that ends with a month; TIMEX3 names those of the calendar only."""
    length = 3 if unit == "quarter" else 6
    letter = "Q" if length == 3 else "H"
    first = 12 * y + m - length
    point = (first // 12, first % 12 + 1, None)
    if m % length:
        when = interval(of_point(point), of_point((y, m, None)))
        return Meaning(TimexType.DATE, f"{year_value(y)}-{letter}X", when, "", point=point)
    n = m // length
    when = parse(f"{year_edtf(y)}-{(32 if length == 3 else 39) + n}")
    return Meaning(TimexType.DATE, f"{year_value(y)}-{letter}{n}", when, "", point=point)


def _nth(r: Reading, y: int, m: int | None) -> Meaning | None:
    """The first week of March, the last day of 1918, the third Monday of May."""
    n, unit = r.nth or 0, r.nth_unit
    first_day, last_day = _days_of(r, y, m)
    if r.value:
        return _several(r, y, m, first_day, last_day)
    if unit == "day":
        days = last_day + 1 + n if n < 0 else first_day + n - 1
    elif unit == "week":
        # The week that has most of its days in the month.
        return week_of(last_day - 3) if n == -1 else week_of(first_day + 3 + 7 * (n - 1))
    elif unit == "month" and m is None and (r.quarter or r.half):
        a, b = civil_from_days(first_day)[1], civil_from_days(last_day)[1]
        month = b + 1 + n if n < 0 else a + n - 1
        return built(r._replace(nth=None, nth_unit="", quarter=None, half=None), y, month, None)
    elif unit == "quarter" and m is None:
        return built(r._replace(nth=None, nth_unit="", quarter=n if n > 0 else 4), y, None, None)
    elif unit == "month" and m is None:
        return built(r._replace(nth=None, nth_unit=""), y, 12 if n == -1 else min(n, 12), None)
    elif unit in lex.WEEKDAYS:
        wanted = lex.WEEKDAYS[unit]
        if n == -1:
            days = last_day - (last_day + 3 - wanted + 1) % 7
        else:
            days = first_day + (wanted - 1 - (first_day + 3)) % 7 + 7 * (n - 1)
    elif unit == "weekend":
        saturday = (
            last_day - (last_day + 3 - 5) % 7
            if n == -1
            else (first_day + (5 - (first_day + 3)) % 7 + 7 * (n - 1))
        )
        return week_of(saturday, weekend=True)
    else:
        return None
    if not first_day <= days <= last_day:
        raise Unknown
    return built(r._replace(nth=None, nth_unit=""), *civil_from_days(days))


def _days_of(r: Reading, y: int, m: int | None) -> tuple[int, int]:
    """The first and the last day of the month, quarter, half or year that a part is counted in."""
    first, last = 1, 12
    if m is not None:
        first = last = m
    elif r.quarter:
        first, last = 3 * r.quarter - 2, 3 * r.quarter
    elif r.half:
        first, last = 6 * r.half - 5, 6 * r.half
    return days_from_civil(y, first, 1), days_from_civil(y, last, month_length(y, last))


def _several(r: Reading, y: int, m: int | None, first_day: int, last_day: int) -> Meaning:
    """The first two months of 2009, the last three days of May: so long, and when.

    Three or six months at the start or end of a year are its quarter or half. A vague count
    ("the last months of 1944") is one side of the whole.
    """
    whole = r._replace(nth=None, nth_unit="", value="", many=None)
    start = r.nth == 1
    if r.many is None or r.many != int(r.many):
        return built(whole, y, m, None)
    n = int(r.many)
    calendar_year = m is None and not (r.quarter or r.half or r.season)
    if r.nth_unit == "month" and calendar_year and n in (3, 6):
        if n == 3:
            return built(whole._replace(quarter=1 if start else 4), y, None, None)
        return built(whole._replace(half=1 if start else 2), y, None, None)
    if r.nth_unit == "month":
        a, b = civil_from_days(first_day)[1], civil_from_days(last_day)[1]
        low, high = (a, a + n - 1) if start else (b - n + 1, b)
        if not a <= low <= high <= b:
            raise Unknown
        when = interval(of_point((y, low, None)), of_point((y, high, None)))
        return Meaning(TimexType.DURATION, r.value, when, "", point=(y, low, None))
    days = n * (7 if r.nth_unit == "week" else 1)
    low, high = (first_day, first_day + days - 1) if start else (last_day - days + 1, last_day)
    if not first_day <= low <= high <= last_day:
        raise Unknown
    a_day, b_day = civil_from_days(low), civil_from_days(high)
    return Meaning(
        TimexType.DURATION,
        r.value,
        interval(of_point(a_day), of_point(b_day)),
        "",
        point=(a_day[0], a_day[1], None),
    )


def age_of(unit: str, y: int) -> Meaning:
    """The decade or century that a year lies in. Raises EdtfError for those before the first."""
    if unit == "decade":
        return Meaning(TimexType.DATE, f"{y // 10:03d}", decade(y), "")
    return Meaning(TimexType.DATE, f"{y // 100:02d}", century(y // 100), "")


def part_of_age(r: Reading, whole: Meaning, first: int, length: int) -> Meaning:
    """A part of a decade or century, ``first`` its first year: its first half, its last decade.

    TIMEX3 has a value for decades and years alone; of a half or quarter it gives the whole and
    START or END. The whole itself where nothing is counted in it.
    """
    if r.value:
        n = int(r.many or 0) * YEARS.get(r.nth_unit, 0)
        if not 0 < n <= length:
            return whole
        low = first if r.nth == 1 else first + length - n
        lasting = whole._replace(type=TimexType.DURATION, value=r.value)
        return lasting._replace(when=interval(of_year(low), of_year(low + n - 1)))
    if r.nth_unit == "decade" and length == 100 and r.nth is not None:
        tens = 9 if r.nth == -1 else r.nth - 1
        if not 0 <= tens <= 9:
            raise Unknown
        y = first + 10 * tens
        return whole._replace(value=f"{y // 10:03d}", when=decade(y))
    if r.nth_unit == "year" and r.nth is not None:
        y = first + (length - 1 if r.nth == -1 else r.nth - 1)
        return whole._replace(value=year_value(y), when=of_year(y))
    parts, n = (2, r.half) if r.half else (4, r.quarter or 0)
    if not n or (length % parts and parts == 4):
        return whole
    low, high = first + length * (n - 1) // parts, first + length * n // parts - 1
    return whole._replace(when=interval(of_year(low), of_year(high)))


#: What "early", "the middle of" and "late" say of where in a decade or century something lay.
_WHERE: Final = {"START": "early in", "MID": "about the middle of", "END": "late in"}


def told_age(r: Reading, said: str, meaning: Meaning) -> Meaning:
    """A decade or century, or a part of it, with the years that it is, and why."""
    within = _WHERE.get(r.mod) if not (r.half or r.quarter or r.nth) else None
    told = f"lies {within}" if within else "are"
    first, last = (civil(at)[0] for at in (meaning.when.earliest, meaning.when.latest))
    if first == last:
        return meaning._replace(because=f"“{said}” is the year {_said(first)}.")
    era = " BC" if last <= 0 else ""
    first_said = _said(first).removesuffix(era)
    because = f"“{said}” {told} the years {first_said} to {_said(last)}."
    return meaning._replace(because=because)


_EDGE: Final = late(r"\b(?:start|beginning|outbreak|outset|end|close)\b", re.I)


def edge_of_period(r: Reading, said: str, whole: Meaning) -> Meaning:
    """The first or last year of a named period, for "the end of the Salt War"; else the whole.

    Its value stays that of the whole, as TIMEX3 has it, with START or END beside it.
    """
    when = whole.when
    if r.mod not in ("START", "END") or not _EDGE.search(said) or not when.is_interval:
        return whole
    if when.earliest == PAST or when.latest == FUTURE or "~" in when.edtf:
        return whole  # what is known roughly has no first year
    of_first = r.mod == "START"
    y = civil(when.earliest if of_first else when.latest)[0]
    which = "first" if of_first else "last"
    told = f"“{said}” is the {which} year of {words(when)}, by the table of periods."
    return whole._replace(when=of_year(y), because=told)


def week_of(days: int, *, weekend: bool = False) -> Meaning:
    """The ISO week that a day lies in."""
    y, n = iso_week(days)
    point = civil_from_days(days)
    if weekend:
        monday = days - (days + 3) % 7
        when = interval(
            *(parse("{:04d}-{:02d}-{:02d}".format(*civil_from_days(monday + k))) for k in (5, 6))
        )
        return Meaning(TimexType.DATE, f"{y:04d}-W{n:02d}-WE", when, "", point=point)
    return Meaning(TimexType.DATE, f"{y:04d}-W{n:02d}", week(y, n), "", point=point)


def iso_week(days: int) -> tuple[int, int]:
    """Year and number of the ISO 8601 week of a day: the week that holds its Thursday."""
    thursday = days - (days + 3) % 7 + 3
    y = civil_from_days(thursday)[0]
    return y, (thursday - days_from_civil(y, 1, 1)) // 7 + 1


def century_of(r: Reading, said: str) -> Meaning:
    n = int(r.amount or 1)
    if r.rule == "millennium":
        text, value = f"{n - 1}XXX", f"{n - 1}"
    else:
        text, value = f"{n - 1:02d}XX", f"{n - 1:02d}"
    if r.bc:
        text, value = f"-{text}", f"BC{value}"
    when = parse(text)
    whole = Meaning(TimexType.DATE, value, when, "")
    if not (r.bc or "millennium" in r.rule):
        whole = part_of_age(r, whole, 100 * (n - 1), 100)
    return told_age(r, said, whole)


def _said(y: int) -> str:
    return str(y) if y > 0 else f"{1 - y} BC"


def years_before_present(r: Reading, said: str) -> Meaning:
    """So many years before our own age, on the calendar while that makes a difference: 12,000
    years ago is 10,000 BC, where ten or twenty lifetimes more or less are lost in the rounding."""
    years = int(r.amount or 0)
    size, letters = next((s, c) for s, c in _AGES if years >= s)
    value = f"{letters}{years / max(size, 1000):g}"
    if years < _CALENDAR:
        when = parse(f"{year_edtf(2001 - years)}~")
        because = f"“{said}” counts from our own age, and so is {words(when)}."
        return Meaning(TimexType.DATE, value, when, because)
    when = parse(f"{year_edtf(-years)}~")
    first, last = (words(parse(year_edtf(civil(s)[0]))) for s in (when.earliest, when.latest))
    count, _, unit = first.partition(" ")
    first = count if last.endswith(unit) else first.removesuffix(" years ago")
    because = f"“{said}” counts from our own age; rounded so, it is between {first} and {last}."
    return Meaning(TimexType.DATE, value, when, because)


#: Years ago from which on the two thousand years of our era are lost in the rounding.
_CALENDAR: Final = 100_000
#: TIMEX2 counts years before the present by the thousand, the million, the billion.
_AGES: Final = ((10**9, "GA"), (10**6, "MA"), (1, "KA"))


def unknown(r: Reading, said: str) -> Meaning:
    """The value with X for what is not known, as TIMEX3 writes it."""
    kind = TimexType.DATE
    because = f"“{said}” borrows its date from one that is not known."
    tail = ""
    if r.clock is not None:
        clock = ":".join(f"{p:02d}" for p in r.clock if p is not None)
        tail, kind = (
            f"T{clock if r.clock[1] is not None else clock + ':00'}{r.zone}",
            TimexType.TIME,
        )
    elif r.part:
        tail, kind = f"T{r.part}", TimexType.TIME
    if r.kind is kinds.WEEKDAY:
        value = f"XXXX-WXX-{r.weekday}{tail}"
    elif r.season:
        value = f"XXXX-{r.season}"
    elif r.unit in ("decade", "century"):
        value = "XXXX"
    elif r.quarter:
        value = f"XXXX-Q{r.quarter}"
    elif r.half:
        value = f"XXXX-H{r.half}"
    elif r.m is None and r.d is not None:
        value = f"XXXX-XX-{r.d:02d}{tail}"
    elif r.m is not None:
        value = f"XXXX-{r.m:02d}" + (f"-{r.d:02d}" if r.d is not None else "") + tail
    elif r.kind is kinds.CLOCK or r.kind is kinds.HOLIDAY or r.unit == "day":
        value = f"XXXX-XX-XX{tail}"
    elif r.unit in ("hour", "minute", "second"):
        value, kind = "XXXX-XX-XXTXX:XX", TimexType.TIME
    else:
        value = {
            "week": "XXXX-WXX",
            "weekend": "XXXX-WXX-WE",
            "month": "XXXX-XX",
            "quarter": "XXXX-QX",
        }.get(r.unit, "XXXX")
    return Meaning(kind, value, ANY, because, relative=True)

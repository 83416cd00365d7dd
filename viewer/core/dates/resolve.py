"""What an expression of time denotes, given the discourse: the story's date and what was told.

Nothing here reads a clock: without a story date, what needs one stays unknown (``XXXX-09``,
when ANY).
"""

from __future__ import annotations

from typing import Final

from viewer.core.dates import kinds
from viewer.core.dates.days import CLOCK_UNITS
from viewer.core.dates.fiscal import DIFFER, fiscal_period, near_period
from viewer.core.dates.holidays import NotKept, holiday
from viewer.core.dates.model import TimexType
from viewer.core.dates.readings import Reading
from viewer.core.dates.surroundings import Around
from viewer.core.dates.units import Units, is_over
from viewer.core.dates.values import (
    YEARS,
    Meaning,
    Point,
    Unknown,
    age_of,
    built,
    century_of,
    day_number,
    edge_of_period,
    first_month,
    of_point,
    part_of_age,
    plainly,
    reasoned,
    told_age,
    unknown,
    week_of,
    year_edtf,
    year_with_weekday,
    years_before_present,
)
from viewer.core.dates.wording import month_name, words
from viewer.core.patterns import late
from viewer.core.when import (
    ANY,
    EdtfError,
    Precision,
    civil_from_days,
    days_from_civil,
    decade,
    interval,
    month_length,
    parse,
)

#: Values of lengths that a date can be counted by: at most four digits of days, weeks, months,
#: years.
_LIMIT: Final = late(r"P([0-9]{1,4})([DWMY])")


class Resolver(Units):
    """Reads expressions one after the other, each in the light of those before."""

    def resolve(self, reading: Reading, said: str, around: Around) -> Meaning:
        """What a reading denotes. ``said`` are its words, ``around`` what those beside it
        show."""
        try:
            return self._resolve(reading, said, around)
        except (Unknown, EdtfError, NotKept):
            return unknown(reading, said)

    def _resolve(self, r: Reading, said: str, around: Around) -> Meaning:
        if r.kind is kinds.DURATION:
            if around.limit and around.ahead and not (self.narrative or self.elsewhere):
                return self._within(r, said)
            if r.ref == "text" or (r.ref == "here" and (self.narrative or self.elsewhere)):
                return self._following(r, said)
            return Meaning(TimexType.DURATION, r.value, ANY, f"“{said}” says how long.")
        if r.kind is kinds.SET:
            return Meaning(TimexType.SET, r.value, ANY, f"“{said}” says how often.")
        if r.kind is kinds.VAGUE:
            return Meaning(TimexType.DATE, r.value, ANY, f"“{said}” names no date.")
        if r.kind is kinds.DEEP:
            return years_before_present(r, said)
        if r.kind is kinds.PERIOD:
            assert r.period is not None
            name = "" if r.period.name in said else f"{r.period.name}, "
            because = f"“{said}” is {name}{words(r.period.when)}, by the table of periods."
            whole = Meaning(TimexType.DATE, r.period.when.edtf, r.period.when, because)
            return edge_of_period(r, said, whole)
        if r.kind is kinds.DECADE:
            return self._decade(r, said)
        if r.kind is kinds.CENTURY:
            return century_of(r, said)
        if r.kind is kinds.CALENDAR:
            return self._calendar(r, said, around)
        if r.kind is kinds.HOLIDAY:
            return self._holiday(r, said, around)
        if r.kind is kinds.WEEKDAY:
            return self._weekday(r, said, around)
        if r.kind is kinds.CLOCK:
            return self._clock(r, said, around)
        if r.kind is kinds.OFFSET:
            return self._offset(r, said, around)
        if r.kind is kinds.TIED:
            return self._tied(r, said, around)
        if r.unit == "fiscal":
            return self._fiscal(r, None, said, around)
        return self._unit(r, said, around)

    def _within(self, r: Reading, said: str) -> Meaning:
        """The days from the story's to the last one of "must reply within ten days"."""
        # "Called in April for a reply within ten days" counts from April.
        found = None if self.story is None or self.told_here else _lasting_from(r, self.story)
        if found is None or self.story is None or self.story[2] is None:
            return Meaning(TimexType.DURATION, r.value, ANY, f"“{said}” says how long.")
        end = words(parse(found.when.edtf.split("/")[1]))
        because = f"“{said}” from the day of writing, {self.story_words}: no later than {end}."
        return found._replace(because=because)

    def _following(self, r: Reading, said: str) -> Meaning:
        """The months from the date last told to the last of "the following eighteen months"."""
        found = None
        if self.last is not None and self.age is None:
            found = _lasting_from(r, self.last)
        if found is None or self.last is None:
            return Meaning(TimexType.DURATION, r.value, ANY, f"“{said}” says how long.")
        told = words(of_point(self.last))
        because = f"“{said}” are {words(found.when)}, because the text last spoke of {told}."
        return found._replace(because=because)

    def _decade(self, r: Reading, said: str) -> Meaning:
        if r.bc and r.y is not None:
            when = interval(parse(year_edtf(-r.y - 8)), parse(year_edtf(1 - r.y)))
            return told_age(r, said, Meaning(TimexType.DATE, f"BC{r.y // 10:03d}", when, ""))
        y, relative = r.y, False
        if y is None:
            y, relative = self.full_decade(int(r.amount or 0))
        whole = Meaning(TimexType.DATE, f"{y // 10:03d}", decade(y), "", relative=relative)
        return told_age(r, said, part_of_age(r, whole, y, 10))

    def _calendar(self, r: Reading, said: str, around: Around) -> Meaning:
        y = r.y
        if y is not None and r.short_year:
            y = self.full_year(y)
        if y is not None and r.nth_unit == "same":
            same = self._same(r, y=y) or built(r._replace(nth_unit=""), y, None, None)
            if self.last is None:
                because = f"“{said}” lies in {words(same.when)}: the text has not said which it is."
                return same._replace(because=because)
            return reasoned(same, said, f"the text last spoke of {words(of_point(self.last))}")
        if r.fiscal or ((r.quarter or r.half) and y is None and (self.year_ends or self.of_year)):
            return self._fiscal(r, y, said, around)
        if y is not None:
            meaning = built(r, y, r.m, r.d)
            return meaning._replace(because=plainly(said, meaning, r))
        if r.d is not None and r.m is None:
            return self._day_of_month(r, r.d, said, around)
        m = r.m or first_month(r)
        if r.season in ("SP", "SU", "FA") and around.ahead and not self.narrative:
            m += 2  # the summer that still lasts is the one to come
        if (r.quarter or r.half) and not self.narrative:
            # What is told of a quarter is told when it is over, and reported.
            m += 2 if r.quarter else 5
            around = around._replace(ahead=bool(around.ahead), reported=True)
        headed = self.headed_year(m, r.d, r.weekday, around) if r.m and not around.head else None
        y, why = headed or self.borrowed_year(m, r.d, around)
        by_weekday = r.weekday is not None and not (self.narrative or headed)
        if by_weekday and r.m is not None and r.d is not None and r.weekday is not None:
            y = year_with_weekday(y, r.m, r.d, r.weekday)
        if r.season == "WI" and not self.narrative and self.story and (self.story[1] or 12) < 6:
            y = min(y, self.story[0] - 1) if not around.ahead else y
        meaning = built(r, y, r.m, r.d)
        return reasoned(meaning, said, why)

    def _day_of_month(self, r: Reading, d: int, said: str, around: Around) -> Meaning:
        """The 23rd: of the month last spoken of, or of the one in which the story is told."""
        if self.unsure_here:
            raise Unknown  # "On 6 November ... on the 7th", in a year that nobody can tell
        last = self.last
        if last is not None and last[2] is None and self.last_told and self.last_told[2]:
            last = self.last_told  # "who had turned ten in May": a month in passing
        if last is not None and last[1] is None and not self.to_come(self.last_month):
            if self.stood and self.last_month and self.stood[0] != self.last_month[0]:
                raise Unknown  # another year has been told since
            # "On 3 May ... The road was built in 1932 ... on the 5th"
            last = self.last_month or last
        if last is not None and last[1] is not None and not around.coming:
            y, month, day = last
            why = f"the text last spoke of {words(of_point(last))}"
            later = self.narrative and day is not None and d < day
        elif self.story is not None and self.story[2] and not (self.narrative or self.elsewhere):
            y, month, day = self.story
            why = self.dated
            later = bool(around.ahead) and d < self.story[2]
            if not around.ahead and d > self.story[2]:
                y, month = (y, month - 1) if month and month > 1 else (y - 1, 12)
        else:
            raise Unknown
        assert month is not None
        if later:
            y, month = (y, month + 1) if month < 12 else (y + 1, 1)
        if d > month_length(y, month):
            raise Unknown
        return reasoned(built(r, y, month, d), said, why)

    def _fiscal(self, r: Reading, y: int | None, said: str, around: Around) -> Meaning:
        """A fiscal year or its part. Raises Unknown."""
        if r.nth is not None:
            # The first nine months, the last day of a fiscal year lie somewhere in it.
            whole = self._fiscal(r._replace(nth=None, nth_unit="", value=""), y, said, around)
            if r.value:
                return whole._replace(type=TimexType.DURATION, value=r.value)
            return whole._replace(
                value=unknown(Reading(kinds.UNIT, "", unit=r.nth_unit), said).value
            )
        r = r._replace(ends=None if r.across else self.year_ends)
        told = (
            f"the text tells of a fiscal year that ends in {month_name(r.ends)}" if r.ends else ""
        )
        if y is not None:
            meaning = fiscal_period(r, y)
            if r.ends:
                return reasoned(meaning, said, told)._replace(relative=False)
            because = f"“{said}” lies in {words(meaning.when)}: {DIFFER}."
            return meaning._replace(because=because)
        if self.of_year and r.kind is kinds.CALENDAR and (r.quarter or r.half) and not around.ahead:
            end = words(of_point(self.of_year))
            meaning = fiscal_period(r._replace(ends=self.of_year[1]), self.of_year[0])
            return reasoned(meaning, said, f"the text reports on the year to {end}")
        point, why = self.base("story" if r.kind is kinds.CALENDAR else r.ref, r.step)
        if self.narrative or self.elsewhere:
            raise Unknown
        meaning = near_period(r, point, ahead=bool(around.ahead), step=r.step)
        return reasoned(meaning, said, f"{why}; {told or DIFFER}")

    def _holiday(self, r: Reading, said: str, around: Around) -> Meaning:
        why = ""
        y = r.y
        if y is not None and r.short_year:
            y = self.full_year(y)
        if y is None and (r.step or r.unit or r.ref):
            y, why = self._holiday_near(r)
        if y is None:
            probe = self.last[0] if self.narrative and self.last else (self.story or (2000,))[0]
            m, d = holiday(r.holiday, probe)
            y, why = self.borrowed_year(m, d, around)
        try:
            m, d = holiday(r.holiday, y)
        except NotKept:
            because = f"“{said}” is no day that its name and year alone would tell."
            return built(Reading(kinds.CALENDAR, ""), y, None, None)._replace(
                value=f"{y:04d}-XX-XX", because=because
            )
        meaning = built(r, y, m, d)
        if not why:
            return meaning._replace(because=f"“{said}” fell on {words(meaning.when)}.")
        return reasoned(meaning, said, why)

    def _holiday_near(self, r: Reading) -> tuple[int, str]:
        """The year of last Christmas, next Easter, Easter this year, and why. Raises Unknown."""
        point, why = self.base(r.ref, r.step)
        y = point[0]
        if r.unit == "year" or not r.step:
            return y + r.step, why
        if point[1] is None and r.step == 1 and r.ref == "text":
            return y + 1, why  # "closed in 1971 and reopened the following Easter"
        m, _ = holiday(r.holiday, y)
        if point[1] is None or (point[2] is None and point[1] == m):
            raise Unknown
        passed = holiday(r.holiday, y) < (point[1], point[2] or 0)
        return y + (not passed if r.step < 0 else passed) * r.step, why

    def _offset(self, r: Reading, said: str, around: Around) -> Meaning:
        if r.amount is None:
            ref = "PAST_REF" if r.step < 0 else "FUTURE_REF"
            return Meaning(TimexType.DATE, ref, ANY, f"“{said}” does not say how many.")
        unit = r.unit
        if unit in YEARS and r.step < 0 and r.amount * YEARS[unit] >= 10_000:
            return years_before_present(r._replace(amount=r.amount * YEARS[unit]), said)
        if unit in CLOCK_UNITS:
            return self._clock_offset(r, said)
        if unit in YEARS and r.amount * YEARS[unit] >= 10_000:
            raise Unknown  # "40 million years later" follows an age, not a date
        ref = r.ref
        if ref == "here":
            ref = "text" if self.narrative or self.elsewhere else "story"
        if (rough := self._roughly(r, said, ref)) is not None:
            return rough
        point, why = self.base(ref, r.step, unit, over=is_over(r, around))
        if r.nth_unit == "near-day":
            return reasoned(self._day_ago(r, point), said, why)
        y, m, _ = point
        n = r.step * r.amount
        if self.age is not None and ref == "text" and not self.told_here:
            if n != int(n):
                raise Unknown
            return reasoned(age_of(unit, y + int(n) * YEARS[unit]), said, why)
        if unit in YEARS and n * YEARS[unit] == int(n * YEARS[unit]):
            n, unit = n * YEARS[unit], "decade" if unit == "decade" else "year"
        if unit in ("day", "week", "fortnight", "weekend"):
            days = day_number(point) + round(n * {"day": 1, "fortnight": 14}.get(unit, 7))
            if unit == "day":
                return reasoned(built(r, *civil_from_days(days)), said, why)
            meaning = week_of(days, weekend=unit == "weekend")
            return reasoned(meaning, said, why)
        if unit in ("month", "quarter", "semester") or n != int(n):
            if m is None:
                raise Unknown
            months = round(n * {"month": 1, "quarter": 3, "semester": 6}.get(unit, 12))
            y, zero = divmod(12 * y + m - 1 + months, 12)
            if n != int(n):
                return reasoned(built(r, y, None, None), said, why)
            if unit == "quarter":
                return reasoned(built(r._replace(quarter=zero // 3 + 1), y, None, None), said, why)
            return reasoned(built(r, y, zero + 1, None), said, why)
        if unit == "year" and (r.nth_unit == "same" or (n == -1 and self.of_period)):
            same = self._same(r, y=y + int(n), years=int(n))
            if same is not None:
                return reasoned(same, said, why)
        r = r._replace(nth=None, nth_unit="")
        years = int(n)
        meaning = built(r, y + years, None, None)
        if abs(years) >= 1000:
            meaning = meaning._replace(when=parse(f"{meaning.when.edtf}~"))
        if unit == "decade":
            meaning = meaning._replace(value=f"{(y + years) // 10:03d}", when=decade(y + years))
        return reasoned(meaning, said, why)

    def _roughly(self, r: Reading, said: str, ref: str) -> Meaning | None:
        """Six months after a year, two weeks after a month: from the first day that it may be to
        the last, and no value; None where it can be counted, or not even so."""
        last, count = self.last, r.amount
        if ref != "text" or r.step < 0 or r.nth_unit or self.age is not None or last is None:
            return None
        y, m, _ = last
        if count is None or count != int(count) or self.beside is not None:
            return None
        if r.unit == "month" and self.grain is Precision.YEAR:
            months = int(count)
            first, final = 12 * y + months, 12 * y + 11 + months
        elif r.unit in ("day", "week", "fortnight") and self.grain is Precision.MONTH and m:
            days = int(count) * {"day": 1, "week": 7, "fortnight": 14}[r.unit]
            start = days_from_civil(y, m, 1) + days
            ends = (civil_from_days(n) for n in (start, start + month_length(y, m) - 1))
            first, final = (12 * year + month - 1 for year, month, _ in ends)
        else:
            return None
        ends_ = [of_point((n // 12, n % 12 + 1, None)) for n in (first, final)]
        when = interval(*ends_) if first < final else ends_[0]
        found = unknown(r, said)
        return reasoned(
            found._replace(when=when), said, f"the text last spoke of {words(of_point(last))}"
        )

    def _tied(self, r: Reading, said: str, around: Around) -> Meaning:
        """The day after Christmas, the Friday before 5 May. Raises Unknown."""
        assert r.base is not None
        from_ = self._resolve(r.base, said, around)
        if from_.point is None:
            raise Unknown
        bare = r._replace(weekday=None, unit="")
        y, m, _ = from_.point
        if r.unit == "weekday":
            assert r.weekday is not None
            days = day_number(from_.point)
            today = (days + 3) % 7 + 1
            away = (today - r.weekday) % 7 if r.step < 0 else (r.weekday - today) % 7
            meaning = built(bare, *civil_from_days(days + r.step * (away or 7)))
        elif r.unit == "day":
            meaning = built(bare, *civil_from_days(day_number(from_.point) + r.step))
        elif r.unit in ("week", "weekend"):
            days = day_number(from_.point) + 7 * r.step
            meaning = week_of(days, weekend=r.unit == "weekend")
        elif r.unit == "month" and m is not None:
            y, zero = divmod(12 * y + m - 1 + r.step, 12)
            meaning = built(bare, y, zero + 1, None)
        elif r.unit == "year" and r.nth_unit:
            y = self._nearest(y, m, r)
            meaning = built(bare._replace(nth_unit=""), y, r.m, None)
        elif r.unit == "year":
            meaning = built(bare, y + r.step, None, None)
        else:
            raise Unknown
        because = f"“{said}” is {words(meaning.when)}, counted from {words(from_.when)}."
        return meaning._replace(because=because, anchor=from_.anchor, relative=from_.relative)

    def _day_ago(self, r: Reading, point: Point) -> Meaning:
        """A week ago today, a year ago Monday: so long before that day. Raises Unknown."""
        days = day_number(point) + (r.nth or 0)
        if r.weekday is not None:
            away = ((days + 3) % 7 + 1 - r.weekday) % 7
            days += -away if r.step < 0 else -away % 7 or 7
        count, bare = int(r.amount or 0), r._replace(nth=None, nth_unit="", weekday=None)
        if count != r.amount or r.unit not in ("week", "fortnight", "month", "year", "decade"):
            raise Unknown
        if r.unit in ("week", "fortnight"):
            days += r.step * count * (7 if r.unit == "week" else 14)
            return built(bare, *civil_from_days(days))
        y, m, d = civil_from_days(days)
        months = r.step * count * {"month": 1, "year": 12, "decade": 120}[r.unit]
        y, zero = divmod(12 * y + m - 1 + months, 12)
        meaning = built(bare, y, zero + 1, d)
        if r.weekday is not None:
            # That date a year before, or that weekday: people mean either.
            meaning = meaning._replace(when=parse(f"{meaning.when.edtf}~"))
        return meaning


def _lasting_from(r: Reading, start: Point) -> Meaning | None:
    """The stretch of a length that begins with a date, None where that is known less finely
    than the length is counted."""
    count = _LIMIT.fullmatch(r.value)
    y, month, day = start
    if count is None or (day is None and count[2] in "DW") or (not month and count[2] == "M"):
        return None
    if count[2] in "DW":
        days = int(count[1]) * (7 if count[2] == "W" else 1)
        end: Point = civil_from_days(day_number(start) + days)
    else:
        months = (month or 1) - 1 + int(count[1]) * (12 if count[2] == "Y" else 1)
        y, m = y + months // 12, months % 12 + 1
        end = (y, month and m, day and min(day, month_length(y, m)))
    when = interval(of_point(start), of_point(end))
    anchor = of_point(start).edtf
    return Meaning(TimexType.DURATION, r.value, when, "", anchor=anchor, relative=True)

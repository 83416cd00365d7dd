"""What an expression of time denotes, given the discourse: the story's date and what was told.

Nothing here reads a clock: without a story date, what needs one stays unknown (``XXXX-09``,
when ANY).
"""

from __future__ import annotations

import re
from typing import Final

from viewer.core.dates import kinds
from viewer.core.dates.discourse import Discourse
from viewer.core.dates.fiscal import DIFFER, fiscal_period, near_period
from viewer.core.dates.holidays import NotKept, holiday
from viewer.core.dates.model import TimexType
from viewer.core.dates.readings import Reading
from viewer.core.dates.surroundings import Around
from viewer.core.dates.values import (
    SEASON_MONTHS,
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
    lies_within,
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
    years_later,
)
from viewer.core.dates.wording import month_name, words
from viewer.core.when import (
    ANY,
    EdtfError,
    Precision,
    civil,
    civil_from_days,
    days_from_civil,
    decade,
    interval,
    month_length,
    parse,
)

#: Values of lengths that a date can be counted by: at most four digits of days, weeks, months,
#: years.
_LIMIT: Final = re.compile(r"P([0-9]{1,4})([DWMY])")
#: Days before and after a programme that belong to it.
_BESIDE: Final = 2
#: Seconds of the units that are counted by the clock.
CLOCK_UNITS: Final = {"second": 1, "minute": 60, "hour": 3600}


class Resolver(Discourse):
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
        because = f"“{said}” from the story's date, {self.story_words}: no later than {end}."
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
        last = self.last
        if last is not None and last[2] is None and self.last_told and self.last_told[2]:
            last = self.last_told  # "who had turned ten in May": a month in passing
        if last is not None and last[1] is not None and not around.coming:
            y, month, day = last
            why = f"the text last spoke of {words(of_point(last))}"
            later = self.narrative and day is not None and d < day
        elif self.story is not None and self.story[2] and not (self.narrative or self.elsewhere):
            y, month, day = self.story
            why = f"the story is dated {self.story_words}"
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

    def _weekday(self, r: Reading, said: str, around: Around) -> Meaning:
        assert r.weekday is not None
        if not (r.step or r.ref) and (day := self._day_of_programme(r, around)) is not None:
            why = f"the story announces {words(self.announced)}"
            return reasoned(built(r, *civil_from_days(day)), said, why)
        start, why = self._weekday_base(r, around)
        from_text = start is not self.story
        if r.rule == "by-name" and r.ref == "text" and not from_text:
            raise Unknown  # nothing told that "two Fridays later" could follow
        days = day_number(start)
        today = (days + 3) % 7 + 1
        back, forth = (today - r.weekday) % 7, (r.weekday - today) % 7
        if r.step < 0:
            days -= (back or 7) + 7 * (-r.step - 1)
        elif r.step > 0:
            days += (forth or 7) + 7 * (r.step - 1)
        elif r.ref == "story":
            days += r.weekday - today
        elif from_text and r.ref == "text":
            days += forth  # "that Friday"
        elif from_text:
            definite = around.definite
            days = self.scene.weekday(r.weekday, days, back=around.back, definite=definite)
        elif around.ahead:
            # On a Monday "will meet on Monday" is a week away, "opens on Monday" is today.
            days += forth or (7 if around.coming else 0)
        elif not back and self.day_here and self.scene.named(r.weekday) == days - 7:
            # On a Thursday "on Thursday", behind "the next day", which was the Thursday before.
            days, why = days - 7, "the text has just told of that day"
        else:
            # What has lasted since Friday began no later than the Friday before, on a Friday.
            days -= back or (7 if around.since and r.rule == "weekday" else 0)
        return reasoned(built(r, *civil_from_days(days)), said, why)

    def _day_of_programme(self, r: Reading, around: Around) -> int | None:
        """A weekday among the days that the whole tells of, or the one right before or after them:
        "the field opens on Friday evening"; None where another day has been told, or two fit."""
        days, told = self.announced, self.last
        if not days.is_known:
            return None
        first, last = (n // 86_400 for n in (days.earliest, days.latest))
        near = range(first - _BESIDE, last + 1 + _BESIDE)
        here = told is None or told[0] == civil(days.earliest)[0]
        if told is not None and told[2] is not None:
            here = day_number(told) in near
        over = around.ahead is False or around.back
        if over or not (here or around.coming or around.fixed or around.present):
            return None
        fits = [n for n in near if (n + 3) % 7 + 1 == r.weekday]
        inside = [n for n in fits if first <= n <= last] or fits
        return inside[0] if len(inside) == 1 else None

    def _weekday_base(self, r: Reading, around: Around) -> tuple[Point, str]:
        """The day a weekday is counted from, and why. Raises Unknown.

        It is the story's, unless the passage tells of another time: then the day told there.
        Where neither shows, the week is not known.
        """
        definite = around.definite or r.ref == "text"
        if self.last_day is not None and not around.coming:
            here = self.day_here and r.ref != "story" and not around.reported
            told = self.narrative or self.elsewhere or definite
            if self.story is None:
                # What is told from the day of its writing leaves its weekdays open.
                told, here = definite or not self.newsy, here or definite or bool(r.step)
            if here and told:
                if self.age is not None and self.age.value.startswith("XXXX") and not r.step:
                    raise Unknown  # "Last year it ended on the Saturday"
                from_ = self.aside.last_day if self.aside and around.back else None
                from_ = from_ or self.last_day
                return from_, f"the text last spoke of {words(of_point(from_))}"
        if self.story is None:
            raise Unknown
        of_story = r.ref == "story" or around.reported or not self.narrative or self.near
        spoken = around.said and not self.narrative
        if around.coming or spoken or (of_story and not self.elsewhere):
            return self.story, f"the story is dated {self.story_words}"
        raise Unknown

    def _clock(self, r: Reading, said: str, around: Around) -> Meaning:
        if self.aside is not None and not (self.aside_here or around.back):
            self.come_back()
        point, why = self.last_day, ""
        resumed = self._resumed(r) if self.fresh else None
        if resumed is not None:
            point = self.last = self.last_told = resumed
        if point and around.coming and not self.narrative and self.story and self.story[2]:
            # What is still to come does not belong to a day that is over.
            point = point if day_number(point) >= day_number(self.story) else None
        told = self.announced
        if point is None and told.is_known and not told.is_interval and around.ahead is not False:
            why = f"the story announces {words(told)}"
            return reasoned(built(r, *civil(told.earliest)[:3]), said, why)
        if self.day_lost:
            raise Unknown
        if self.narrative and point and self.last_told and not lies_within(point, self.last_told):
            raise Unknown  # other dates have been spoken of since that day
        if point is not None:
            why = f"the text last spoke of {words(of_point(point))}"
        elif (
            self.story is not None
            and not (self.narrative or self.elsewhere)
            and self.story[2] is not None
        ):
            point, why = self.story, f"the story is dated {self.story_words}"
            old = self.old_day if around.ahead is False and r.rule != "overnight" else None
            if old is not None and r.clock is None and not self.scene.by_clock(day_number(old)):
                old = None  # "by midafternoon" is news where nobody told that day by its hours
            if old is not None:
                point, why = old, f"the text last spoke of {words(of_point(old))}"
                if r.clock is None or not self.scene.goes_on(day_number(old), _second(r.clock)):
                    raise Unknown  # of the day of old, or of the news
            elif around.ahead is False and self.news_day is not None and r.rule != "overnight":
                # What a report tells of the hours of its news is told of the day of that news.
                point, why = self.news_day, f"the text tells of {words(of_point(self.news_day))}"
        if point is None:
            raise Unknown
        if r.rule == "overnight" and around.ahead is False:
            # What happened overnight did so in the night that began the day before.
            point = civil_from_days(day_number(point) - 1)
        elif r.clock is not None and not (around.back or r.zone) and self._has_told(point):
            day = self.scene.clock(day_number(point), _second(r.clock), opens=around.opens)
            point = civil_from_days(day)
        return reasoned(built(r, *point), said, why)

    def _has_told(self, point: Point) -> bool:
        """Whether the hours of a day go on from what was told of it, in whatever paragraph."""
        return self.last_day is not None or self.scene.by_clock(day_number(point))

    def _resumed(self, r: Reading) -> Point | None:
        """The day told by the hour that a new paragraph comes back to. Raises Unknown."""
        if r.clock is None:
            return None
        day = self.scene.resumed(_second(r.clock))
        return civil_from_days(day) if day is not None else None

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
        point, why = self.base(ref, r.step, unit, over=_is_over(r, around))
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

    def _clock_offset(self, r: Reading, said: str) -> Meaning:
        """Ten minutes later, two hours before: from the time of day last told. Raises Unknown."""
        if self.last_clock is None or r.ref != "text" or r.amount is None:
            raise Unknown
        at, zone = self.last_clock
        at += r.step * round(r.amount * CLOCK_UNITS[r.unit])
        y, m, d, h, i, s = civil(at)
        clock = (h, i, s if r.unit == "second" or s else None)
        meaning = built(r._replace(clock=clock, zone=zone), y, m, d)
        told = of_point(self.last) if self.last is not None else ANY
        return reasoned(meaning, said, f"the text last spoke of {words(told)}")

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

    def _unit(self, r: Reading, said: str, around: Around) -> Meaning:
        if r.ref == "report":
            assert self.reported is not None
            return reasoned(self.reported, said, self._reports())
        if r.unit == "quarter" and r.ref == "text" and (beside := self._beside_reported(r)):
            return reasoned(beside, said, self._reports())
        if around.back and r.rule == "unit-end" and self._long_past(self.last_told):
            if not self.told_here:
                raise Unknown  # "by month's end it had closed": the month told of, or the story's
            point, why = self.base("text", 0, r.unit)
        elif r.ref == "here" and self.story is not None and not (self.narrative or self.elsewhere):
            day = self.last_day if r.unit == "day" else None
            point, why = day or self.story, f"the story is dated {self.story_words}"
            if day is not None:
                why = f"the text last spoke of {words(of_point(day))}"
        elif (
            r.ref == "here"
            and r.unit == "year"
            and self.of_period
            and self.reported is not None
            and self.reported.point is not None
        ):
            # In a report of an old quarter "the year" is that of the quarter.
            point, why = self.reported.point, self._reports()
        else:
            ref = "text" if r.ref == "here" else r.ref
            point, why = self.base(ref, r.step, r.unit, over=_is_over(r, around))
        y, m, d = point
        if r.amount:
            y += int(r.amount)  # a year ago this week
            d = min(d, month_length(y, m)) if m is not None and d is not None else d
            point = (y, m, d)
        unit, step = r.unit, r.step
        if r.rule == "turn":
            return reasoned(built(r, self._turn_of(unit, y), None, None), said, why)
        if unit == "year":
            if r.rule.endswith("new-year"):
                # Around New Year it is the one next to come, or that has just begun.
                y += (m or 12) > 6
            elif r.nth_unit in ("season", "month") and r.nth is None:
                y = self._nearest(y, m, r)
            else:
                y += step
            if self._of_fiscal_year(r):
                assert self.reported is not None
                return reasoned(years_later(self.reported, step), said, self._reports())
            if r.ref == "here" and not self.narrative:
                if r.quarter or r.half:
                    y = self._year_told_of(y, r)
                elif r.rule == "full-year" and (whole := self._year_reported(ahead=around.ahead)):
                    return reasoned(whole, said, self._reports())
            same = self._same(r, y=y) if r.nth_unit == "same" else None
            if r.nth_unit == "same":
                r = r._replace(nth_unit="", value="")
            return reasoned(same or built(r, y, r.m, r.d), said, why)
        if unit == "day":
            if r.part == "NI" and step == -1 and r.ref == "story" and d is None:
                raise Unknown
            days = day_number(point) + step
            return reasoned(built(r, *civil_from_days(days)), said, why)
        if unit in ("week", "weekend"):
            days = day_number(point)
            if unit == "weekend" and step == 0 and r.rule == "the" and not self.narrative:
                days -= 7 if (days + 3) % 7 < 5 and not around.ahead else 0
            days += 7 * step
            if r.weekday is not None:
                days += r.weekday - 1 - (days + 3) % 7
                return reasoned(built(r, *civil_from_days(days)), said, why)
            return reasoned(week_of(days, weekend=unit == "weekend"), said, why)
        if unit in ("month", "quarter"):
            if m is None:
                raise Unknown
            size = 1 if unit == "month" else 3
            y, zero = divmod(12 * y + (m - 1) // size * size + step * size, 12)
            if unit == "quarter":
                r = r._replace(quarter=zero // 3 + 1)
                return reasoned(built(r, y, None, None), said, why)
            return reasoned(built(r, y, zero + 1, r.d), said, why)
        if unit not in ("decade", "century"):
            raise Unknown
        length = YEARS[unit]
        if r.ref == "here" and not self.narrative:
            self._check_age(r, y, length, over=around.ahead is False)
        y = y // length * length + length * step
        whole = age_of(unit, y)
        return reasoned(part_of_age(r, whole, y, length), said, why)

    def can_tell(self, r: Reading) -> bool:
        """Whether "the quarter" or "the period" is one that the text reports on."""
        if r.ref != "report":
            return True
        if self.reported is None:
            return False
        value = self.reported.value
        kinds = {"quarter": ("-Q", "P3M", "P1Q"), "half": ("-H", "P6M")}.get(r.unit, ("",))
        return any(kind in value for kind in kinds)

    def _reports(self) -> str:
        assert self.reported is not None
        return f"the text last reported on {words(self.reported.when)}"

    def _of_fiscal_year(self, r: Reading) -> bool:
        """The year before, where the text has just told of a fiscal year."""
        plain = not (r.m or r.season or r.quarter or r.half or r.nth_unit or r.mod)
        told = self.reported is not None and self.reported.value.startswith(("FY", "P1Y"))
        return plain and told and r.ref == "text" and self.of_period and bool(r.step)

    def _beside_reported(self, r: Reading) -> Meaning | None:
        """The quarter before or after the one reported on."""
        told = self.reported
        if told is None or told.point is None or not re.match(r"[0-9]{4}-Q", told.value):
            return None
        index = 4 * told.point[0] + int(told.value[-1]) - 1 + r.step
        if r.step > 0 and self.story is not None and not self.narrative:
            # What is to come is not over: the text looks on from its own day.
            now = 4 * self.story[0] + ((self.story[1] or 1) - 1) // 3
            index = index if index >= now else now + r.step
        y, zero = divmod(index, 4)
        return built(r._replace(quarter=zero + 1), y, None, None)

    def _year_reported(self, *, ahead: bool | None) -> Meaning | None:
        """The year, or fiscal year, of which the text reports on a part; what it foresees behind
        a last quarter is the next."""
        if self.reported is None or self.reported.point is None:
            return None
        over = bool(ahead) and self.reported.value.endswith(("-Q4", "-H2"))
        if self.reported.value.startswith("FY"):
            number = int(self.reported.value[2:6]) + over
            return fiscal_period(
                Reading(kinds.CALENDAR, "", fiscal=True, ends=self.year_ends), number
            )
        return built(Reading(kinds.CALENDAR, ""), self.reported.point[0] + over, None, None)

    def _year_told_of(self, y: int, r: Reading) -> int:
        """The year of "the second half of the year": not one that is still to come where the
        text reports on the year before."""
        if self.reported is None or self.reported.point is None or self.story is None:
            return y
        reported = self.reported.point[0]
        to_come = first_month(r) > (self.story[1] or 12)
        return reported if to_come and reported == y - 1 else y

    def _same(self, r: Reading, *, y: int, years: int | None = None) -> Meaning | None:
        """The period that the text reports on, in the year y or so many years later; or the
        month last spoken of, for "the same period".

        None where the text has not spoken of any; "the same month" then is some month of y.
        """
        bare = r._replace(nth=None, nth_unit="", value="")
        asked = r.value or r.unit * (r.nth_unit == "same" and r.kind is kinds.OFFSET)
        asked = "" if asked == "year" else asked
        if asked == "time" and not self.of_period:
            asked = "month"
        month = self.last[1] if self.last is not None else None
        of_month = month is not None and self.last is not None and self.last[2] is None
        told = self.reported
        fits = asked not in ("month", "week") and self.can_tell(
            r._replace(ref="report", unit=asked)
        )
        fits = fits and (bool(asked) or self.of_period or not of_month)
        if told is not None and told.point is not None and fits:
            if years is None:
                # In January the last quarter's "last year" is the year before its own.
                same_year = y == told.point[0] and r.kind is kinds.UNIT
                years = y - told.point[0] - same_year
            return years_later(told, years)
        if r.nth_unit == "same" and month is not None and asked not in ("quarter", "half", "week"):
            return built(bare, y, month, None)
        open_value = {
            "quarter": f"{y:04d}-QX",
            "half": f"{y:04d}-HX",
            "month": f"{y:04d}-XX",
            "week": f"{y:04d}-WXX",
        }
        if asked in open_value:
            meaning = built(bare, y, None, None)
            return meaning._replace(value=open_value[asked], point=None)
        return None

    def _nearest(self, y: int, m: int | None, r: Reading) -> int:
        """The year of last spring, next May, this autumn, that summer, two winters ago.

        In July "last summer" is that of the year before, for this one is not over. What follows a
        bare year lies in the next, but for its own winter.
        """
        first = r.m or SEASON_MONTHS[r.season]
        if r.step < 0:
            if m is None:
                return y + r.step
            ends = first + (2 if r.season else 0)
            y, ends = (y - 1, ends - 12) if ends > 12 else (y, ends)
            latest = y if ends < m else y - 1
            return latest + r.step + 1
        if r.step > 0:
            ahead = first > (m or (1 if r.season == "WI" else 12))
            return (y if ahead else y + 1) + r.step - 1
        return y

    def _check_age(self, r: Reading, y: int, length: int, *, over: bool) -> None:
        """Raises Unknown where the decade or century of a report may be that of what it tells: it
        has just told of another, or the part meant is still to come and the clause is over."""
        told = self.last[0] if self.last is not None else y
        if self.age is not None and self.age.when.is_known:
            told = civil(self.age.when.earliest)[0]
        size = YEARS.get(r.nth_unit, 1)
        if r.nth is not None and not r.value:
            begun = length - size if r.nth < 0 else (r.nth - 1) * size
        elif r.quarter or r.half:
            begun = (r.half - 1) * length // 2 if r.half else ((r.quarter or 1) - 1) * length // 4
        else:
            # What has no modifier is the rest of it.
            begun = {"START": 0, "MID": length // 2}.get(r.mod, length - 1)
        to_come = self.story is not None and y // length * length + begun > self.story[0]
        if told // length != y // length or (to_come and over):
            raise Unknown

    def _turn_of(self, unit: str, y: int) -> int:
        """The year of the turn of the century or millennium nearest to a year. Raises Unknown.

        In a report it is over; where the text has told of another time, it may be that one.
        """
        length = YEARS[unit]
        turn, told = (
            (near + length // 2) // length * length
            for near in (y, self.last[0] if self.last else y)
        )
        if (self.story is not None and turn > self.story[0]) or turn != told:
            raise Unknown
        return turn


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


def _is_over(r: Reading, around: Around) -> bool:
    """A day earlier, the week before, in the past; the pluperfect counts from what is told."""
    return around.ahead is False and r.step < 0 and not around.back


def _second(clock: tuple[int, int | None, int | None]) -> int:
    """The second of the day that a clock shows."""
    return sum(n * p for n, p in zip((3600, 60, 1), clock, strict=True) if p)

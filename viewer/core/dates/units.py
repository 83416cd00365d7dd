"""Which year, quarter, month or week "this", "next" and "the same" mean: by the calendar, or as
the text reports on them."""

from __future__ import annotations

import re

from viewer.core.dates import kinds
from viewer.core.dates.days import Days
from viewer.core.dates.fiscal import fiscal_period
from viewer.core.dates.readings import Reading
from viewer.core.dates.surroundings import Around
from viewer.core.dates.values import (
    SEASON_MONTHS,
    YEARS,
    Meaning,
    Unknown,
    age_of,
    built,
    day_number,
    first_month,
    of_point,
    part_of_age,
    reasoned,
    week_of,
    years_later,
)
from viewer.core.dates.wording import words
from viewer.core.when import civil, civil_from_days, month_length


class Units(Days):
    """Counts the units of the calendar from the date they hang on, or from the figures that the
    text reports."""

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
            point, why = day or self.story, self.dated
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
            point, why = self.base(ref, r.step, r.unit, over=is_over(r, around))
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


def is_over(r: Reading, around: Around) -> bool:
    """A day earlier, the week before, in the past; the pluperfect counts from what is told."""
    return around.ahead is False and r.step < 0 and not around.back

"""The day that a weekday or a time of the clock is of."""

from __future__ import annotations

from typing import Final

from viewer.core.dates.readings import Reading
from viewer.core.dates.surroundings import Around
from viewer.core.dates.values import (
    Meaning,
    Point,
    Unknown,
    built,
    day_number,
    lies_within,
    of_point,
    reasoned,
)
from viewer.core.dates.wording import words
from viewer.core.dates.years import Years
from viewer.core.when import ANY, civil, civil_from_days

#: Days before and after a programme that belong to it.
_BESIDE: Final = 2
#: Seconds of the units that are counted by the clock.
CLOCK_UNITS: Final = {"second": 1, "minute": 60, "hour": 3600}


class Days(Years):
    """Gives a weekday its week, and an hour its day, as far as the discourse tells them."""

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
            return self.story, self.dated
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
            point, why = self.story, self.dated
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


def _second(clock: tuple[int, int | None, int | None]) -> int:
    """The second of the day that a clock shows."""
    return sum(n * p for n, p in zip((3600, 60, 1), clock, strict=True) if p)

"""The year of a month, a day or two digits that do not say it."""

from __future__ import annotations

from typing import Final

from viewer.core.dates.discourse import Discourse, precedes
from viewer.core.dates.surroundings import Around
from viewer.core.dates.values import (
    Point,
    Unknown,
    day_number,
    is_weekday,
    of_point,
    weekday_of,
    years_within,
)
from viewer.core.dates.wording import words
from viewer.core.when import civil, month_length

#: Two digits from which on a year of no known century is taken for one of the twentieth.
_LIKELY_NINETEEN: Final = 40
#: Years that two digits may go on from a year of the last century: "'80s" after 1912 are its own.
_LAST_CENTURY: Final = 75
#: Days ahead of a report that are those days whatever the tense: nobody means the year before.
_AT_HAND: Final = 10
#: Months back that are a year ahead instead: January after November.
_TURN: Final = 8
#: Months ahead that the pluperfect means the year before instead: November, seen from March.
_LONG_BACK: Final = 6
#: Months by which a list of days runs on at most from one to the next.
_RUN: Final = 6
#: Years ahead within which one plan follows another in the same sentence.
_SOON: Final = 2
#: Months before the story within which a bare day or month may be news.
_NEWS_MONTHS: Final = 3
#: Months around a programme in which dates without a year lie, for which it gives the year.
_BEFOREHAND: Final = 6
_AFTERWARDS: Final = -9


def latest_of(two: int, limit: int) -> int:
    """The latest year up to a limit that ends in two given digits; in the first century if none."""
    return max(limit - (limit - two) % 100, two)


class Years(Discourse):
    """Lends a month, a day or two digits the year that the discourse gives them."""

    def headed_year(
        self, m: int, d: int | None, weekday: int | None, around: Around
    ) -> tuple[int, str] | None:
        """The year of a month or a day that the heading above settles, or in a list the title;
        and why."""
        if self.season is not None and d and weekday and self.season.year_of(m) is None:
            # In the month where seasons end and begin the weekday tells.
            years = [
                y for y in (self.season.first, self.season.last) if is_weekday(y, m, d, weekday)
            ]
            if len(years) == 1:
                return years[0], f"the text is about the {self.season.said}"
        if around.back and self.last is not None and self.last[1] and m > self.last[1]:
            return None  # "lit on 6 February. He had died in December": in no month to come
        if self._is_under_stretch():
            years = years_within(self.stretch, m, d or 0)
            if len(years) == 1 and (not d or weekday in (None, weekday_of(years[0], m, d))):
                return years[0], f"it stands under {words(self.stretch)}"
        listed = around.edge and around.ahead is not False
        if not self.whole.is_known or not listed or not self.fresh:
            return None
        y = civil(self.whole.earliest)[0]
        if self.story is not None and self.whole.latest < of_point(self.story).earliest:
            return None  # a report on a time that is over speaks of what comes next, too
        turned = self.last is not None and self.last[0] == y and (self.last[1] or 0) - m >= _TURN
        for year in (y + 1,) if turned else (y, y + 1):
            if weekday is None or (d and is_weekday(year, m, d, weekday)):
                return year, f"the story opens with {words(self.whole)}"
        return None

    def _is_under_stretch(self) -> bool:
        """The heading above names a time, and no other year has been told since."""
        if not self.stretch.is_known or self.last is None:
            return self.stretch.is_known
        first, last = civil(self.stretch.earliest)[0], civil(self.stretch.latest)[0]
        return first <= self.last[0] <= last

    def borrowed_year(self, m: int, d: int | None, around: Around) -> tuple[int, str]:
        """The year that a month or a day without one belongs to, and why. Raises Unknown."""
        if (self.year_lost or around.aged) and not around.ahead:
            raise Unknown
        y, why = self._borrowed_year(m, d, around)
        over = self.narrative and around.ahead is False and not around.would
        if over and self.story is not None and (y, m) > (self.story[0], self.story[1] or 12):
            raise Unknown  # what was done lies before its telling
        if (m, d) == (2, 29) and month_length(y, 2) == 28:
            y += 1 if around.ahead else -1
            if month_length(y, 2) == 28:
                raise Unknown
        return y, why

    def _borrowed_year(self, m: int, d: int | None, around: Around) -> tuple[int, str]:
        ahead = around.ahead
        if around.head is not None:
            y, month, day = around.head
            later = (m, d or 0) < (month or 0, day or 0 if d else 0)
            if later and not ahead and self.story and (y + 1, m) > self.story[:2]:
                later = False  # "in November and October"
            return y + later, f"the text last spoke of {words(of_point(around.head))}"
        if (fixed := self._year_of_programme(m, d, around)) is not None:
            return fixed
        if (season := self._year_of_season(m)) is not None:
            return season
        if around.entry and self.entry is not None and (month := self.entry[1]) is not None:
            # A list runs forward: 6 January, below 24 December, is of the year after.
            y, day = self.entry[0], self.entry[2]
            turned = (m, d or 0) < (month, (day or 0) if d else 0)
            if m - month + 12 * turned <= _RUN:
                return y + turned, f"it stands below {words(of_point(self.entry))}"
        if around.habit or (self.story is None and around.coming):
            # What is still to come does not lie in the year last told of.
            raise Unknown
        if around.would and not around.coming and (told := self._told_before()) is not None:
            y, month, _ = told
            if month is None:
                raise Unknown  # "said in 2022 that it would open in May": of that year or the next
            return y + (m < month), f"the text last spoke of {words(of_point(told))}"
        told_ahead = around.coming or (
            bool(ahead) and not self._is_history and (around.fixed or not self.elsewhere)
        )
        if (around.present or around.fixed) and self.narrative and not told_ahead:
            raise Unknown  # a history tells in the present of what comes again each year
        if not told_ahead and (reported := self._year_of_report(m, d)) is not None:
            return reported
        seen = self.passage or self.thread
        if around.back and not self.narrative and seen is not None and seen[1]:
            y, month, _ = seen
            why = f"the text last spoke of {words(of_point(seen))}"
            return y - (m > (month or 12)), why  # "April 2023: ... she had known since September"
        if self.is_chronological and not (told_ahead or self.narrative or self.carried is None):
            # "It began in April 2021. By June ...": so it goes on, but for what may be news.
            near = self._fresh_news(m, d) if self.fresh else None
            if near is not None and near > self.carried[0]:
                raise Unknown
            why = f"the text last spoke of {words(of_point(self.carried))}"
            return self._carried_year(self.carried, m), why
        if self.story is None or ((self.narrative or self.elsewhere) and not told_ahead):
            if self._is_old(self.here) or not self.narrative:
                frame = self.here or self.passage
            else:
                frame = self.carried
            # The news is of a year that nobody says, but where this paragraph tells of old.
            told = self.here or self.passage or self.told
            frame = told if self.newsy else frame or self.carried
            if frame is not None and self.lead is not None and self._is_of_lead(m, d, frame):
                return self.lead[0], f"the text opens with {words(of_point(self.lead))}"
            if frame is not None:
                if self.now_here and self._is_old(frame) and frame is not self.here:
                    raise Unknown  # the days of the writer or the days of old
                if not (self.sure or (around.opens and self.telling)) and self.story is not None:
                    raise Unknown  # "The chapel dates from 1404. It burned in May."
                if frame is self.carried and (fresh := self._fresh_year(m, d)) is not None:
                    return fresh, self.dated
                why = f"the text last spoke of {words(of_point(frame))}"
                if around.back and self.narrative:
                    y, month, _ = self.seen_from or frame
                    if month is not None and y - 1 <= frame[0] <= y:
                        # "In March ... He had been ill since November"
                        return y - (m - month >= _LONG_BACK), why
                # "8 January. No coal since Christmas."
                lasted = around.since and frame[1] is not None and m - frame[1] >= _LONG_BACK
                return self._carried_year(frame, m) - lasted, why
            if self.story is None:
                raise Unknown
        assert self.story is not None
        next_year = self.last == (self.story[0] + 1, None, None) and self.told_here
        if (around.coming or ahead) and next_year and self.now_here:
            # "Next year's fair will run from 9 to 12 July"
            return self.story[0] + 1, f"the text last spoke of {self.story[0] + 1}"
        if (around.coming or ahead) and self.planned is not None:
            y, month, _ = self.planned
            follows = around.joined and self.told_here and y <= self.story[0] + _SOON
            if month is not None and ((m >= month and around.opens) or follows):
                # "Tests run from spring 2025, and the handover is set for December"
                return y + (m < month), f"the text last spoke of {words(of_point(self.planned))}"
        if ahead is False and not (self.now_here or around.reported) and self._is_old(self.told):
            return self._year_of_old(m, d)
        y, month, day = self.story
        why = self.dated
        opened = self.here or self.passage
        if opened is not None and opened[0] == y - 1 and not ahead:
            why = f"the text last spoke of {words(of_point(opened))}"
            return self._carried_year(opened, m), why
        if month is None:
            return y, why
        here = (m, d or 0) if d is not None and day is not None else (m, 0)
        now = (month, day or 0) if d is not None and day is not None else (month, 0)
        if ahead and around.missed:
            months = m - month
            return y + (months < -6) - (months > 6), why
        if ahead:
            return (y if here >= now else y + 1), why
        if (ahead is None or around.fixture) and here > now:
            # Nothing in the clause looks ahead or back: a month or so ahead is meant as such.
            return (y if m - month <= 2 else y - 1), why
        if here > now and d is not None and day is not None:
            soon = day_number((y, m, d)) - day_number(self.story) <= _AT_HAND
            if soon:
                return y, why  # "gave notice of a strike from 21 July", on the 18th
        y -= here > now
        if self._may_follow_lead(y, m, d):
            raise Unknown
        return y, why

    def _may_follow_lead(self, y: int, m: int, d: int | None) -> bool:
        """A report that opens with a day of old may mean the months behind that one: "sank on 14
        August 2020 ... a statement of 19 August" need not be of the year just past."""
        if self.lead is None or not self._long_past(self.lead):
            return False
        year, month, day = self.lead
        ahead = (m - (month or 1)) % 12
        if ahead == 0 and (d or 31) < (day or 1):
            return False
        return ahead <= _NEWS_MONTHS and year + (m < (month or 1)) != y

    def _long_past(self, point: Point | None) -> bool:
        """It lies more than half a year before the story."""
        if point is None or self.story is None or point[1] is None or self.story[1] is None:
            return self._is_old(point)
        return 12 * (self.story[0] - point[0]) + self.story[1] - point[1] > 6

    def _year_of_programme(self, m: int, d: int | None, around: Around) -> tuple[int, str] | None:
        """The year of a month or day in a programme that says which days it is of but not when it
        was written; and why. What it tells as past lies before its last day. Raises Unknown for
        that behind another year: "The 2016 fair was washed out. The stage was rebuilt in April."
        """
        days = self.announced
        if not days.is_known or around.habit:
            return None
        why = f"the story announces {words(days)}"
        year, month, *_ = civil(days.earliest)
        if not (around.coming or around.ahead or around.fixed or around.present):
            told = self.thread or self.carried
            if self.here is not None:
                return None
            if told is not None and told[0] not in (year, year - 1):
                if told is self.thread and told[1] is not None:
                    return None  # "In May 2019 the roof fell. In June it was mended."
                raise Unknown
            last = civil(days.latest)
            return year - ((m, d or 0) > (last[1], last[2] if d else 0)), why
        # Half a year before it things are put on sale, three months after it they are told.
        year += (m - month < _AFTERWARDS) - (m - month > _BEFOREHAND)
        return year, why

    def _year_of_report(self, m: int, d: int | None) -> tuple[int, str] | None:
        """The year of a month or day in a report on twelve months, where the sentence tells of no
        other year, nor its paragraph opens with one; and why."""
        if self.of_year is None:
            return None
        y, month, day = self.of_year
        frame = self.here or self.passage
        if frame is not None and not y - 1 <= frame[0] <= y:
            return None
        if self.story is not None and not y <= self.story[0] <= y + 1:
            return None
        y -= (m, d or 0) > (month, day)
        return y, f"the text reports on the year to {words(of_point(self.of_year))}"

    def _year_of_season(self, m: int) -> tuple[int, str] | None:
        """The year of a month or day of the season that the text is about, where the sentence
        tells of no other year, nor its paragraph opens with one; and why. Raises Unknown for the
        month in which such seasons end and begin.
        """
        season = self.season
        if season is None:
            return None
        frame = self.here or self.passage
        if frame is not None and not season.first <= frame[0] <= season.last:
            return None
        if self.story is not None and not season.first - 1 <= self.story[0] <= season.last + 1:
            return None
        year = season.year_of(m)
        if year is None:
            raise Unknown
        return year, f"the text is about the {season.said}"

    def _told_before(self) -> Point | None:
        """When this sentence has told something, before the story was written, from which what
        "would" come is seen."""
        if self.main is None or (self.story is not None and not precedes(self.main[0], self.story)):
            return None
        return self.main[0]

    def _is_of_lead(self, m: int, d: int | None, frame: Point) -> bool:
        """A day or month comes back to the day that the text opens with.

        What led up to it may have told of earlier years; then the very day, or its month right
        under a heading, is that of the happening that the text is about.
        """
        assert self.lead is not None
        y, month, day = self.lead
        if not (self.narrative and frame[0] < y and m == month):
            return False
        return d == day if d is not None else self.headed

    def _year_of_old(self, m: int, d: int | None) -> tuple[int, str]:
        """The year of what a report tells behind a clause of old years. Raises Unknown.

        What goes on from a day or a month of long ago belongs to its year; behind a mere year, or
        before that month, it may as well be news.
        """
        assert self.story is not None
        assert self.told is not None
        y, month, day = self.told
        if self.thread is not None and precedes(self.told, self.thread) and self.thread[0] == y:
            _, month, day = self.thread  # "ordered in February 2016, opened that October"
        if month is None or (m, d or 31) < (month, day or 0):
            raise Unknown
        return y, f"the text last spoke of {words(of_point(self.told))}"

    def _fresh_year(self, m: int, d: int | None) -> int | None:
        """The year of a day in the season before the story, where the text may mean that one.

        In a paragraph that has named no year yet, "30 May" told on 3 June may be news, even after
        much history: it is when the carried year would run backwards, and else nobody can say.
        Raises Unknown for that.
        """
        told = self.passage or self.told
        mere = told is not None and told[1] is None and d is not None
        if self._is_history or (told and not mere) or self.carried is None:
            return None
        year = self._fresh_news(m, d)
        if year is None or self.carried[0] >= year:
            return None
        if (self.carried[1] or 0) > m:
            return year
        raise Unknown

    def _fresh_news(self, m: int, d: int | None) -> int | None:
        """The year of a day or month of the season before the story; None of any other."""
        if self.story is None:
            return None
        y, month, day = self.story
        if month is None:
            return None
        year = y if (m, d or 0) <= (month, day or 31) else y - 1
        return year if 0 <= (y - year) * 12 + month - m <= _NEWS_MONTHS else None

    def _carried_year(self, frame: Point, m: int) -> int:
        y, month, _ = frame
        last = self.last
        if last and last[0] == y + 1 and (last[1] or 13) <= m:
            if month and m < month:
                return last[0]  # "signed in December 2022, for the following March; in October"
            raise Unknown  # the same behind "in late 2022"
        # Narratives go forward: January after November is that of the next year.
        if month is not None and month - m >= _TURN:
            return y + 1
        return y

    def full_year(self, two: int) -> int:
        """The four digits of '82, nearest to the dates spoken of. Raises Unknown."""
        report = self.story if not (self.narrative or self.elsewhere) else None
        near = report or self.last or self.story
        if near is None:
            if two < _LIKELY_NINETEEN:
                raise Unknown
            return 1900 + two
        return latest_of(two, self._end_of_short(near, 50, 10))

    def full_decade(self, tens: int) -> tuple[int, bool]:
        """The first year of "the 80s", and whether it was borrowed: the latest that has begun."""
        report = self.story if not (self.narrative or self.elsewhere) else None
        near = report or self.last or self.story
        if near is None:
            return 1900 + tens, False
        return latest_of(tens, self._end_of_short(near, 30, 0)), True

    def _end_of_short(self, near: Point, on: int, ahead: int) -> int:
        """The last year that two digits may name: some years on from what is told of, and no more
        than a few ahead of the story. In a text of the last century they are hardly ever those of
        the one before: `_LAST_CENTURY` lets them go further on.
        """
        if near is self.story:
            return near[0] + ahead
        limit = near[0] + (_LAST_CENTURY if near[0] >= 1900 else on)
        return min(limit, self.story[0] + ahead) if self.story is not None else limit

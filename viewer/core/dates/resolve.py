"""What an expression of time denotes, given the story's date and what the text said before.

The *discourse* is what a reader carries in mind: the date of the story, the date last spoken of,
and whether the text is a report, told from the day it was written, or a narrative, which carries
its own year forward. Nothing here reads a clock: without a story date, what needs one stays
unknown (``XXXX-09``, when ANY).
"""

from __future__ import annotations

from typing import Final, NamedTuple

from viewer.core.dates import lexicon as lex
from viewer.core.dates.holidays import holiday
from viewer.core.dates.model import TimexType
from viewer.core.dates.readings import Kind, Reading
from viewer.core.dates.wording import words
from viewer.core.when import (
    ANY,
    FUTURE,
    PAST,
    EdtfError,
    Precision,
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

_YEARS: Final = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
#: A date as far as it is known: year, month or None, day or None.
Point = tuple[int, int | None, int | None]

_SEASON_CODES: Final = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_SEASON_MONTHS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Meaning(NamedTuple):
    """What a reading denotes; the fields are those of a Timex."""

    type: TimexType
    value: str
    when: When
    because: str
    anchor: str = ""
    relative: bool = False
    point: Point | None = None


class _Unknown(Exception):
    """The date that would have to be borrowed is not known."""


class Around(NamedTuple):
    """What the words around an expression show of its clause.

    ``ahead``: it looks to what has yet to come, None when it does not show. ``coming``: that lies
    ahead of the writer, too ("will open", not "was planned"). ``reported``: it says who said
    something, so it speaks of the days before the story.
    """

    ahead: bool | None = None
    coming: bool = False
    reported: bool = False


#: Years before the story's from which on a date that opens a sentence is of another time.
_LONG_AGO: Final = 2
#: Months before the story within which a bare day or month may be news.
_NEWS_MONTHS: Final = 3
#: How the anchor of a date begins that was counted from the story's.
_STORY_DATE: Final = "story date "


class Discourse:
    """The dates a reader has in mind at one place of a text."""

    def __init__(self, anchor: When, *, narrative: bool, distant: bool) -> None:
        """``distant``: none of the years told is near the story's, so even "this year" in it
        is the year of what is told."""
        self.narrative = narrative
        self.distant = distant
        self.story: Point | None = None
        self.story_words = ""
        if anchor.earliest_start != PAST and anchor.latest_end != FUTURE:
            y, m, d, *_ = civil(anchor.earliest)
            fine = anchor.precision
            self.story = (
                y,
                m if fine >= Precision.MONTH else None,
                d if fine >= Precision.DAY else None,
            )
            self.story_words = words(_of_point(self.story))
        self.last: Point | None = None
        self.last_day: Point | None = None
        self.carried: Point | None = None
        self.passage: Point | None = None  # opened a sentence of this paragraph with its year
        self.day_here = False
        self.now_here = False  # the date last spoken of was counted from the story's
        self.fresh = True
        self.last_words = ""
        self.last_quarter: int | None = None

    # --- what to count from -------------------------------------------------------------------

    def base(self, ref: str, step: int = 0) -> tuple[Point, str]:
        """The date an expression counts from, and words for it. Raises _Unknown."""
        if ref == "text" and self.last is not None:
            return self.last, f"the text last spoke of {self.last_words}"
        # Nothing told of yet that "a week later" could follow: it does not follow the story.
        if self.story is None or (ref == "text" and (self.narrative or self.elsewhere or step > 0)):
            raise _Unknown
        if self.narrative and self.distant and self.elsewhere:
            # "this year" in a passage of old may be the writer's year or that of the telling
            raise _Unknown
        return self.story, f"the story is dated {self.story_words}"

    @property
    def elsewhere(self) -> bool:
        """The paragraph tells of years long before the story: it opened a sentence with one."""
        return (
            self.passage is not None
            and self.story is not None
            and self.passage[0] <= self.story[0] - _LONG_AGO
        )

    @property
    def near(self) -> bool:
        """The date last spoken of lies about the story's own."""
        return (
            self.last is not None
            and self.story is not None
            and abs(self.last[0] - self.story[0]) < _LONG_AGO
        )

    def remember(self, meaning: Meaning, *, leads: bool = True) -> None:
        """The date just read is the one last spoken of.

        A year in passing ("planned for 1976") does not carry the story off; one that opens a
        sentence does, as every month and day; what a narrative says of its writer's days does not.
        """
        if meaning.point is None:
            return
        self.now_here = meaning.anchor.startswith(_STORY_DATE)
        steps_out = self.narrative and self.now_here
        fuller = leads or self.fresh or meaning.point[1] is not None or self.carried is None
        if fuller and not steps_out:
            self.carried = meaning.point
        if leads and not meaning.relative:
            self.passage = meaning.point
        self.fresh = False
        self.last = meaning.point
        _, found, digit = meaning.value.partition("-Q")
        self.last_quarter = int(digit) if found and digit.isdigit() else None
        self.last_words = words(_of_point(meaning.point))
        if meaning.point[2] is not None:
            self.last_day = meaning.point
            self.day_here = True

    def new_paragraph(self) -> None:
        """What was said of a day does not carry into the next paragraph of a report."""
        self.fresh = True
        self.passage = None
        self.day_here = False
        self.now_here = False
        if not self.narrative:
            self.last_day = None

    # --- years, days --------------------------------------------------------------------------

    def borrowed_year(self, m: int, d: int | None, around: Around) -> tuple[int, str]:
        """The year that a month or a day without one belongs to, and why. Raises _Unknown."""
        ahead = around.ahead
        if self.story is None and around.coming:
            raise _Unknown  # what is still to come does not lie in the year last told of
        told_ahead = around.coming or (bool(ahead) and not self.distant and not self.elsewhere)
        if self.story is None or ((self.narrative or self.elsewhere) and not told_ahead):
            if self.carried is not None:
                if self.now_here and self.story and self.carried[0] <= self.story[0] - _LONG_AGO:
                    raise _Unknown  # the days of the writer or the days of old
                if (fresh := self._fresh_year(m, d)) is not None:
                    return fresh, f"the story is dated {self.story_words}"
                why = f"the text last spoke of {words(_of_point(self.carried))}"
                return self._carried_year(m), why
            if self.story is None:
                raise _Unknown
        assert self.story is not None
        y, month, day = self.story
        why = f"the story is dated {self.story_words}"
        if month is None:
            return y, why
        here = (m, d or 0) if d is not None and day is not None else (m, 0)
        now = (month, day or 0) if d is not None and day is not None else (month, 0)
        if ahead:
            return (y if here >= now else y + 1), why
        if ahead is None and here > now:
            # Nothing in the clause looks ahead or back: a month or so ahead is meant as such.
            return (y if m - month <= 2 else y - 1), why
        return (y if here <= now else y - 1), why

    def _fresh_year(self, m: int, d: int | None) -> int | None:
        """The year of a day in the season before the story, where the text may mean that one.

        In a paragraph that has named no year yet, "30 May" told on 3 June may be news, even after
        much history: it is when the carried year would run backwards, and else nobody can say.
        Raises _Unknown for that.
        """
        if self.distant or self.passage is not None or self.story is None or self.carried is None:
            return None
        y, month, day = self.story
        if month is None:
            return None
        year = y if (m, d or 0) <= (month, day or 31) else y - 1
        if not 0 <= (y - year) * 12 + month - m <= _NEWS_MONTHS or self.carried[0] >= year:
            return None
        if (self.carried[1] or 0) > m:
            return year
        raise _Unknown

    def _carried_year(self, m: int) -> int:
        assert self.carried is not None
        y, month, _ = self.carried
        # Narratives go forward: January after November is that of the next year.
        if month is not None and month - m >= 8:
            return y + 1
        return y

    def full_year(self, two: int) -> int:
        """The four digits of '82, nearest to the dates spoken of. Raises _Unknown."""
        near = self.last or self.story
        if near is None:
            return 1900 + two
        limit = near[0] + (10 if near is self.story else 50)
        return max(c for c in (two + 100 * k for k in range(31)) if c <= max(limit, two))

    # --- readings -----------------------------------------------------------------------------

    def resolve(self, reading: Reading, said: str, around: Around) -> Meaning:
        """What a reading denotes. ``said`` are its words, ``around`` what those beside it
        show."""
        try:
            return self._resolve(reading, said, around)
        except _Unknown:
            return _unknown(reading, said)
        except EdtfError:
            return _unknown(reading, said)

    def _resolve(self, r: Reading, said: str, around: Around) -> Meaning:
        if r.kind is Kind.DURATION:
            return Meaning(TimexType.DURATION, r.value, ANY, f"“{said}” says how long.")
        if r.kind is Kind.SET:
            return Meaning(TimexType.SET, r.value, ANY, f"“{said}” says how often.")
        if r.kind is Kind.VAGUE:
            return Meaning(TimexType.DATE, r.value, ANY, f"“{said}” names no date.")
        if r.kind is Kind.DEEP:
            return _deep(r, said)
        if r.kind is Kind.PERIOD:
            assert r.period is not None
            because = f"The {r.period.name} is {words(r.period.when)}, by the table of periods."
            return Meaning(TimexType.DATE, r.period.when.edtf, r.period.when, because)
        if r.kind is Kind.DECADE:
            return self._decade(r, said)
        if r.kind is Kind.CENTURY:
            return _century(r, said)
        if r.kind is Kind.CALENDAR:
            return self._calendar(r, said, around)
        if r.kind is Kind.HOLIDAY:
            return self._holiday(r, said, around)
        if r.kind is Kind.WEEKDAY:
            return self._weekday(r, said, around)
        if r.kind is Kind.CLOCK:
            return self._clock(r, said)
        if r.kind is Kind.OFFSET:
            return self._offset(r, said)
        return self._unit(r, said)

    def _decade(self, r: Reading, said: str) -> Meaning:
        if r.bc and r.y is not None:
            when = interval(parse(_year_edtf(-r.y - 8)), parse(_year_edtf(1 - r.y)))
            because = f"“{said}” are the years {r.y + 9} to {r.y} BC."
            return Meaning(TimexType.DATE, f"BC{r.y // 10:03d}", when, because)
        y, relative = r.y, False
        if y is None:
            tens = int(r.amount or 0)
            near = self.last or self.story
            y, relative = (near[0] // 100 * 100 if near else 1900) + tens, near is not None
            if near and y > near[0] + 20:
                y -= 100
        when = decade(y)
        because = f"“{said}” are the years {y} to {y + 9}."
        return Meaning(TimexType.DATE, f"{y // 10:03d}", when, because, relative=relative)

    def _calendar(self, r: Reading, said: str, around: Around) -> Meaning:
        y = r.y
        if y is not None and r.short_year:
            y = self.full_year(y)
        if y is not None:
            meaning = _built(r, y, r.m, r.d)
            return meaning._replace(because=_plainly(said, meaning, r))
        m = r.m or _first_month(r)
        if (r.quarter or r.half) and not self.narrative:
            # What is told of a quarter is told when it is over.
            m += 2 if r.quarter else 5
            around = around._replace(ahead=bool(around.ahead))
        y, why = self.borrowed_year(m, r.d, around)
        if r.weekday is not None and r.m is not None and r.d is not None and not self.narrative:
            y = _year_with_weekday(y, r.m, r.d, r.weekday)
        if r.season == "WI" and not self.narrative and self.story and (self.story[1] or 12) < 6:
            y = min(y, self.story[0] - 1) if not around.ahead else y
        meaning = _built(r, y, r.m, r.d)
        return _because(meaning, said, why)

    def _holiday(self, r: Reading, said: str, around: Around) -> Meaning:
        why = ""
        y = r.y
        if y is not None and r.short_year:
            y = self.full_year(y)
        if y is None:
            probe = self.last[0] if self.narrative and self.last else (self.story or (2000,))[0]
            m, d = holiday(r.holiday, probe)
            y, why = self.borrowed_year(m, d, around)
        m, d = holiday(r.holiday, y)
        meaning = _built(r, y, m, d)
        if not why:
            return meaning._replace(because=f"“{said}” fell on {words(meaning.when)}.")
        return _because(meaning, said, why)

    def _weekday(self, r: Reading, said: str, around: Around) -> Meaning:
        assert r.weekday is not None
        start, why = self._weekday_base(r, around)
        from_text = start is not self.story
        days = _day_number(start)
        today = (days + 3) % 7 + 1
        back, forth = (today - r.weekday) % 7, (r.weekday - today) % 7
        if r.step < 0:
            days -= back or 7
        elif r.step > 0:
            days += forth or 7
        elif r.ref == "story":
            days += r.weekday - today
        elif from_text or around.ahead:
            days += forth or (0 if from_text else 7)
        else:
            days -= back
        return _because(_built(r, *civil_from_days(days)), said, why)

    def _weekday_base(self, r: Reading, around: Around) -> tuple[Point, str]:
        """The day a weekday is counted from, and why. Raises _Unknown.

        It is the story's, unless the passage tells of another time: then the day told there.
        Where neither shows, the week is not known.
        """
        if self.last_day is not None and not around.coming:
            here = self.day_here and r.ref != "story" and not around.reported
            told = self.narrative or self.elsewhere or r.ref == "text"
            if (here and told) or self.story is None:
                return self.last_day, f"the text last spoke of {words(_of_point(self.last_day))}"
        if self.story is None:
            raise _Unknown
        of_story = r.ref == "story" or around.reported or not self.narrative or self.near
        if around.coming or (of_story and not self.elsewhere):
            return self.story, f"the story is dated {self.story_words}"
        raise _Unknown

    def _clock(self, r: Reading, said: str) -> Meaning:
        point, why = self.last_day, ""
        if self.narrative and point and self.last and not _within(point, self.last):
            raise _Unknown  # other dates have been spoken of since that day
        if point is not None:
            why = f"the text last spoke of {words(_of_point(point))}"
        elif (
            self.story is not None
            and not (self.narrative or self.elsewhere)
            and self.story[2] is not None
        ):
            point, why = self.story, f"the story is dated {self.story_words}"
        if point is None:
            raise _Unknown
        return _because(_built(r, *point), said, why)

    def _offset(self, r: Reading, said: str) -> Meaning:
        if r.amount is None:
            ref = "PAST_REF" if r.step < 0 else "FUTURE_REF"
            return Meaning(TimexType.DATE, ref, ANY, f"“{said}” does not say how many.")
        unit = r.unit
        if unit in _YEARS and r.step < 0 and r.amount * _YEARS[unit] >= 10_000:
            return _deep(r._replace(amount=r.amount * _YEARS[unit]), said)
        point, why = self.base(r.ref, r.step)
        y, m, _ = point
        n = r.step * r.amount
        if unit in _YEARS and n * _YEARS[unit] == int(n * _YEARS[unit]):
            n, unit = n * _YEARS[unit], "decade" if unit == "decade" else "year"
        if unit in ("hour", "minute", "second"):
            raise _Unknown
        if unit in ("day", "week", "fortnight", "weekend"):
            days = _day_number(point) + round(n * {"day": 1, "fortnight": 14}.get(unit, 7))
            if unit == "day":
                return _because(_built(r, *civil_from_days(days)), said, why)
            meaning = _week(days, weekend=unit == "weekend")
            return _because(meaning, said, why)
        if unit in ("month", "quarter", "semester") or n != int(n):
            if m is None:
                raise _Unknown
            months = round(n * {"month": 1, "quarter": 3, "semester": 6}.get(unit, 12))
            y, zero = divmod(12 * y + m - 1 + months, 12)
            if n != int(n):
                return _because(_built(r, y, None, None), said, why)
            if unit == "quarter":
                return _because(_built(r._replace(quarter=zero // 3 + 1), y, None, None), said, why)
            return _because(_built(r, y, zero + 1, None), said, why)
        if unit == "year" and (r.nth_unit == "same" or n == -1):
            same = self._same_in(y + int(n), r)
            if same is not None:
                return _because(same, said, why)
        years = int(n)
        meaning = _built(r, y + years, None, None)
        if abs(years) >= 1000:
            meaning = meaning._replace(when=parse(f"{meaning.when.edtf}~"))
        if unit == "decade":
            meaning = meaning._replace(value=f"{(y + years) // 10:03d}", when=decade(y + years))
        return _because(meaning, said, why)

    def _unit(self, r: Reading, said: str) -> Meaning:
        if r.rule == "the" and self.story is not None and not (self.narrative or self.elsewhere):
            day = self.last_day if r.unit == "day" else None
            point, why = day or self.story, f"the story is dated {self.story_words}"
            if day is not None:
                why = f"the text last spoke of {words(_of_point(day))}"
        else:
            point, why = self.base(r.ref, r.step)
        y, m, d = point
        unit, step = r.unit, r.step
        if unit == "year":
            if r.nth_unit in ("season", "month") and r.nth is None:
                y = self._nearest(y, m, r)
            else:
                y += step
            same = self._same_in(y, r) if r.nth_unit == "same" else None
            return _because(same or _built(r, y, r.m, r.d), said, why)
        if unit == "day":
            if r.part == "NI" and step == -1 and r.ref == "story" and d is None:
                raise _Unknown
            days = _day_number(point) + step
            return _because(_built(r, *civil_from_days(days)), said, why)
        if unit in ("week", "weekend"):
            days = _day_number(point)
            if unit == "weekend" and step == 0 and r.rule == "the" and not self.narrative:
                days -= 7 if (days + 3) % 7 < 5 else 0
            days += 7 * step
            if r.weekday is not None:
                days += r.weekday - 1 - (days + 3) % 7
                return _because(_built(r, *civil_from_days(days)), said, why)
            return _because(_week(days, weekend=unit == "weekend"), said, why)
        if unit in ("month", "quarter"):
            if m is None:
                raise _Unknown
            size = 1 if unit == "month" else 3
            y, zero = divmod(12 * y + (m - 1) // size * size + step * size, 12)
            if unit == "quarter":
                r = r._replace(quarter=zero // 3 + 1)
                return _because(_built(r, y, None, None), said, why)
            return _because(_built(r, y, zero + 1, r.d), said, why)
        if unit == "decade":
            y += 10 * step
            value, when = f"{y // 10:03d}", decade(y)
        elif unit == "century":
            y += 100 * step
            value, when = f"{y // 100:02d}", century(y // 100)
        else:
            raise _Unknown
        return _because(Meaning(TimexType.DATE, value, when, ""), said, why)

    def _same_in(self, y: int, r: Reading) -> Meaning | None:
        """The quarter last spoken of, in another year; or the month, for "the same period"."""
        bare = r._replace(nth=None, nth_unit="")
        if self.last_quarter is not None:
            return _built(bare._replace(quarter=self.last_quarter), y, None, None)
        if r.nth_unit == "same" and self.last is not None and self.last[1] is not None:
            return _built(bare, y, self.last[1], None)
        return None

    def _nearest(self, y: int, m: int | None, r: Reading) -> int:
        """The year of last spring, next May, this autumn, that summer."""
        first = r.m or _SEASON_MONTHS[r.season]
        month = m or 1
        if r.step < 0:
            return y if first < month else y - 1
        if r.step > 0:
            return y if first > month else y + 1
        return y


# --- building values -----------------------------------------------------------------------------


def _plainly(said: str, meaning: Meaning, r: Reading) -> str:
    if r.doubtful:
        return f"“{said}” may have its day or its month first: only the year is sure."
    shown = words(meaning.when)
    return f"“{said}” is written out." if shown in said else f"“{said}” is {shown}."


def _because(meaning: Meaning, said: str, why: str) -> Meaning:
    shown = words(meaning.when)
    return meaning._replace(
        because=f"“{said}” is {shown}, because {why}.",
        anchor=why.replace("the story is dated ", _STORY_DATE).replace(
            "the text last spoke of ", "text date "
        ),
        relative=True,
    )


def _first_month(r: Reading) -> int:
    if r.season:
        return _SEASON_MONTHS[r.season]
    if r.quarter:
        return 3 * r.quarter - 2
    return 7 if r.half == 2 else 1


def _year_with_weekday(y: int, m: int, d: int, weekday: int) -> int:
    """The year nearest to y, four back or ahead at most, in which that day is that weekday."""
    for near in (y, y - 1, y + 1, y - 2, y + 2, y - 3, y + 3, y - 4, y + 4):
        if d <= month_length(near, m) and (days_from_civil(near, m, d) + 3) % 7 + 1 == weekday:
            return near
    return y


def _day_number(point: Point) -> int:
    y, m, d = point
    if m is None or d is None:
        raise _Unknown
    return days_from_civil(y, m, d)


def _within(day: Point, other: Point) -> bool:
    """Whether a day lies in another date, as far as that is known."""
    return all(a == b for a, b in zip(day, other, strict=True) if b is not None)


def _year_value(y: int) -> str:
    return f"{y:04d}" if y > 0 else f"BC{1 - y:04d}"


def _year_edtf(y: int) -> str:
    if not -10_000 < y < 10_000:
        return f"Y{y}"
    return f"{y:05d}" if y < 0 else f"{y:04d}"


def _of_point(point: Point) -> When:
    y, m, d = point
    text = _year_edtf(y)
    if m is not None:
        text += f"-{m:02d}" + (f"-{d:02d}" if d is not None else "")
    return parse(text)


def _built(r: Reading, y: int, m: int | None, d: int | None) -> Meaning:
    """The meaning of a reading in a year, month and day that are now known."""
    year, edtf = _year_value(y), _year_edtf(y)
    kind = TimexType.DATE
    if r.nth is not None and r.nth_unit:
        found = _nth(r, y, m)
        if found is not None:
            return found
    if r.fiscal:
        when = parse(f"{_year_edtf(y - 1)}/{edtf}")
        return Meaning(kind, f"FY{year}", when, "", point=(y, None, None))
    if r.season:
        code = _SEASON_CODES[r.season]
        return Meaning(
            kind,
            f"{year}-{r.season}",
            parse(f"{edtf}-{code}"),
            "",
            point=(y, _SEASON_MONTHS[r.season], None),
        )
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
        return Meaning(kind, value, parse(_year_edtf(y)), "", point=(y, None, None))
    if d is not None and (r.part or r.clock):
        kind = TimexType.TIME
        if r.clock is not None:
            clock = ":".join(f"{p:02d}" for p in r.clock if p is not None)
            when = parse(f"{edtf}T{clock}{r.zone}")
            shown = clock if r.clock[1] is not None else f"{clock}:00"
            value = f"{value}T{shown}{r.zone}"
        else:
            value = f"{value}T{r.part}"
    return Meaning(kind, value, when, "", point=point)


def _nth(r: Reading, y: int, m: int | None) -> Meaning | None:
    """The first week of March, the last day of 1918, the third Monday of May."""
    n, unit = r.nth or 0, r.nth_unit
    last = month_length(y, m) if m is not None else 31
    first_day = days_from_civil(y, m or 1, 1)
    last_day = days_from_civil(y, m or 12, last)
    if unit == "day":
        days = last_day + 1 + n if n < 0 else first_day + n - 1
    elif unit == "week":
        # The week that has most of its days in the month.
        return _week(last_day - 3) if n == -1 else _week(first_day + 3 + 7 * (n - 1))
    elif unit == "month" and m is None:
        return _built(r._replace(nth=None, nth_unit=""), y, 12 if n == -1 else min(n, 12), None)
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
        return _week(saturday, weekend=True)
    else:
        return None
    if not first_day <= days <= last_day:
        raise _Unknown
    return _built(r._replace(nth=None, nth_unit=""), *civil_from_days(days))


def _week(days: int, *, weekend: bool = False) -> Meaning:
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


def _century(r: Reading, said: str) -> Meaning:
    n = int(r.amount or 1)
    if r.rule == "millennium":
        text, value = f"{n - 1}XXX", f"{n - 1}"
    else:
        text, value = f"{n - 1:02d}XX", f"{n - 1:02d}"
    if r.bc:
        text, value = f"-{text}", f"BC{value}"
    when = parse(text)
    first, last = civil(when.earliest)[0], civil(when.latest)[0]
    because = f"“{said}” are the years {_said(first)} to {_said(last)}."
    return Meaning(TimexType.DATE, value, when, because)


def _said(y: int) -> str:
    return str(y) if y > 0 else f"{1 - y} BC"


def _deep(r: Reading, said: str) -> Meaning:
    years = int(r.amount or 0)
    when = parse(f"Y-{years}~")
    size, letters = (10**9, "GA") if years >= 10**9 else (10**6, "MA")
    because = f"“{said}” counts from our own age; what is rounded so is about that year."
    return Meaning(TimexType.DATE, f"{letters}{years / size:g}", when, because)


def _unknown(r: Reading, said: str) -> Meaning:
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
    if r.kind is Kind.WEEKDAY:
        value = f"XXXX-WXX-{r.weekday}{tail}"
    elif r.season:
        value = f"XXXX-{r.season}"
    elif r.quarter:
        value = f"XXXX-Q{r.quarter}"
    elif r.half:
        value = f"XXXX-H{r.half}"
    elif r.m is not None:
        value = f"XXXX-{r.m:02d}" + (f"-{r.d:02d}" if r.d is not None else "") + tail
    elif r.kind is Kind.CLOCK or r.kind is Kind.HOLIDAY or r.unit == "day":
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

"""Headings: the time that stands over what is told under it, each read in the light of those above.

    Harbour Days, 6-8 June 2025        the days of the whole
    FRIDAY                             the one Friday among them
      Main stage                       under Friday: what says no time, and ranks below, ends none
    SATURDAY                           the day after

A heading borrows what it leaves out from a coarser one above ("January" under "2022"), from the
title, or from its sister before it: days and months run forward. A weekday that does not agree with
its date, or one that nothing places, makes it a heading of no known time: never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from viewer.core import when as calendar
from viewer.core.dates.model import Signal, Timex, TimexType
from viewer.core.dates.reader import find
from viewer.core.dates.values import years_within
from viewer.core.dates.wording import words
from viewer.core.patterns import late
from viewer.core.story import Block, BlockKind, Span
from viewer.core.story.datelines import OPENS_HOUR, heads_time, is_date_line
from viewer.core.when import ANY, Precision, When

__all__ = ["Heading", "headings", "whole"]


class Heading(NamedTuple):
    """A heading, and the time of what stands under it: ``when`` is ANY where it has none,
    ``said`` the words that tell it, at ``source``; ``own`` is True where the heading itself names
    a time, known or not."""

    span: Span
    when: When
    said: str
    source: Span
    own: bool


#: A line of the head that may name the days of the whole.
_LONGEST = 400
#: Blocks at the top that hold the title and lines like one; that are the opening.
_TOP, _OPENING = 4, 8
_SHORT = 60
_WEEK, _MONTH = 7, 31
_TURN = 8
#: How far from the story's date a heading without a year may lie.
_NEAR, _NEAR_MONTHS = 150 * calendar.DAY, 6
#: What is open in a TIMEX3 value.
_OPEN = late(
    r"(?:XXXX-(?P<m>[01][0-9])(?:-(?P<d>[0-3][0-9]))?|XXXX-WXX-(?P<weekday>[1-7])"
    r"|XXXX-XX-(?P<day>[0-3][0-9]))\Z"
)
_WEEKDAY = late(r"\b(mon|tue|wed|thu|fri|sat|sun)(?=[a-z]{0,6}\b)", re.IGNORECASE)
_WEEKDAY_WORD = late(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_COUNTED = late(r"\bday ([0-9]{1,2}|one|two|three|four|five)\b", re.IGNORECASE)
_COUNT = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_DAY_OF_MONTH = late(r"(?<![0-9])([0-3]?[0-9])(?:st|nd|rd|th)?", re.IGNORECASE)
#: What days from one to another have between them.
_RANGE = late(r"[0-9](?:st|nd|rd|th)?(?: [A-Z][a-z]{2,8}\.?)? ?(?:[-–—]|to\b|until\b|and\b)")
#: What stands between the two ends of a stretch.
_JOINS = late(r"\s?(?:-|–|—|to|and|&|/|until|till)\s?")
_YEAR = late(r"(?<![0-9/–-])(?:19|20)[0-9]{2}(?![0-9/–-])")


def headings(
    text: str, blocks: Sequence[Block], anchor: When, *, fixture: bool = False
) -> tuple[Heading, ...]:
    """The headings of a story in order; the title and the date of a programme may be one, and the
    date line is where it is known to be that of a ``fixture``.

    ``anchor`` is the story's date: a day without a year that nothing else places lies by it.
    """
    outline = _Outline(text, blocks, anchor)
    kinds = (BlockKind.HEADING, BlockKind.TITLE, BlockKind.DATE)
    spans = (block.span for block in blocks if block.kind is BlockKind.PARAGRAPH)
    timed = fixture or any(OPENS_HOUR.match(text, span.start, span.end) for span in spans)
    named = [b for b in blocks if b.kind in kinds and (timed or not _is_written(text, b))]
    repeated = _repeated(text, (b.span for b in named if b.kind is BlockKind.HEADING))
    found = []
    for block in named:
        if heads_time(block.span.of(text), marked=True):
            found.append(outline.name(block.span))
        elif block.kind is BlockKind.HEADING:
            again = block.span.of(text) in repeated or _over_hours(text, block.span)
            found.append(outline.pass_by(block.span, again=again))
    return tuple(found)


def whole(text: str, blocks: Sequence[Block], anchor: When) -> When:
    """The days or the one year that a story tells of, as its title or a line like one says."""
    year, days = _whole(text, blocks, anchor)
    return days if days.is_known or not year else calendar.year(year)


def _is_written(text: str, block: Block) -> bool:
    """Whether a date line names one day: where no line tells an hour of it, that on which the story
    was written."""
    return block.kind is BlockKind.DATE and is_date_line(block.span.of(text))


def _over_hours(text: str, heading: Span) -> bool:
    """Whether a time of day stands right under a heading, as under a stage of a programme."""
    following = text[heading.end : heading.end + _SHORT].lstrip(" \t\r*_")
    return following[:1] == "\n" and OPENS_HOUR.match(following[1:].lstrip()) is not None


def _repeated(text: str, spans: Iterable[Span]) -> frozenset[str]:
    """Headings that stand in several places, as a stage does under each day."""
    seen: set[str] = set()
    again: set[str] = set()
    for span in spans:
        shown = span.of(text)
        (again if shown in seen else seen).add(shown)
    return frozenset(again)


class _Named(NamedTuple):
    when: When
    said: str
    source: Span
    rank: int


class _Outline:
    """The headings above a place, the coarser first, and the days of the whole."""

    def __init__(self, text: str, blocks: Sequence[Block], anchor: When) -> None:
        self._text = text
        self._anchor = anchor
        self._above: list[_Named] = []
        self._before: When = ANY  # the day or month that a heading named last
        self._first: tuple[int, When] | None = None  # "Day 1", and its day
        self._year, self._days = _whole(text, blocks, anchor)

    def pass_by(self, span: Span, *, again: bool) -> Heading:
        """A heading that names no time ends what ranks as it does or below."""
        rank = self._rank(span)
        keep = [n for n in self._above if n.rank < rank or (again and n.rank == rank)]
        self._above = keep
        if keep:
            return Heading(span, keep[-1].when, keep[-1].said, keep[-1].source, own=False)
        return Heading(span, ANY, "", span, own=False)

    def name(self, span: Span) -> Heading:
        """A heading that names a time."""
        rank = self._rank(span)
        shown = span.of(self._text).strip(" \t#*_:|.-–—>")
        while self._above and self._above[-1].rank > rank:
            self._above.pop()
        when, why = self._read(shown)
        while self._above and not _is_part(when, self._above[-1].when):
            self._above.pop()
        if when.is_known:
            self._above.append(_Named(when, why, span, rank))
            if when.precision is Precision.DAY and not when.is_interval:
                self._count(shown, when)
            self._before = when
        return Heading(span, when, why, span, own=True)

    def _rank(self, span: Span) -> int:
        """How high a heading stands, 1 the highest: by its signs, then by its capitals."""
        start = self._text.rfind("\n", 0, span.start) + 1
        signs = self._text[start : span.start].lstrip()
        shown = span.of(self._text)
        if signs.startswith("#"):
            return signs.count("#")
        if signs.startswith(("*", "_")) or shown.startswith(("*", "_")):
            return 10
        return 11 if shown.isupper() else 12

    def _count(self, shown: str, day: When) -> None:
        if counted := _COUNTED.search(shown):
            self._first = (_number(counted[1]), day)

    def _read(self, shown: str) -> tuple[When, str]:
        """(what a heading names, its words and those it borrows from), ANY where unknown."""
        found = [t for t in find(shown) if t.type is TimexType.DATE]
        if not found:
            return self._counted(shown)
        if any(t.signal not in (Signal.AT, Signal.FROM, Signal.TO) for t in found):
            return ANY, ""  # "by March" is no plain time
        if len(found) == 1:
            return (ANY, "") if _says_more(shown, found[0]) else self._placed(shown, found[0])
        if len(found) == 2 and _JOINS.fullmatch(shown[found[0].span.end : found[1].span.start]):
            first, why = self._placed(shown, found[0])
            last, _ = self._placed(shown, found[1])
            if first.is_known and last.is_known and first.earliest < last.earliest:
                return calendar.interval(first, last), why
        return ANY, ""

    def _placed(self, shown: str, timex: Timex) -> tuple[When, str]:
        said = f"“{shown}”"
        if timex.when.is_known:
            return (timex.when, said) if _agrees(shown, timex.when) else (ANY, "")
        if (open_ := _OPEN.match(timex.value)) is None:
            return ANY, ""
        if open_["weekday"]:
            return self._weekday(shown, int(open_["weekday"]))
        if open_["day"]:
            return self._day_of_month(shown, int(open_["day"]))
        month, day = int(open_["m"]), int(open_["d"] or 0)
        by_weekday = _WEEKDAY.search(shown) is not None
        for year, why in self._years(month, day, by_weekday=by_weekday):
            when = _date(year, month, day)
            if when.is_known and _agrees(shown, when):
                return when, f"{said} {why}".strip()
        return ANY, ""

    def _years(self, month: int, day: int, *, by_weekday: bool) -> list[tuple[int, str]]:
        """The years that a month or day may be of, and whence; one alone in each place."""
        found: list[tuple[int, str]] = []
        for named in reversed(self._above):
            years = years_within(named.when, month, day)
            if len(years) == 1:
                found.append((years[0], f"under {named.said}"))
        if self._days.is_known and len(years := years_within(self._days, month, day)) == 1:
            found.append((years[0], f"of the days {words(self._days)}, named above"))
        y, m, *_ = calendar.civil(self._before.earliest) if self._before.is_known else (0, 0)
        turned = m - month >= _TURN  # January after November is that of the next year
        if self._year and not (turned and y == self._year):
            found.append((self._year, f"and the title says “{self._year}”"))
        if y:
            found.append((y + turned, f"beside {words(self._before)}"))
        elif self._anchor.is_known:
            why = f"by the story's date, {words(self._anchor)}"
            found += [(near, why) for near in self._near_story(month, day, by_weekday=by_weekday)]
        return found

    def _near_story(self, month: int, day: int, *, by_weekday: bool) -> list[int]:
        """The year of a day within some months of the story's, or the years among which its
        weekday tells; a month is only of the story's own year."""
        y, m, *_ = calendar.civil(self._anchor.earliest)
        if not day:
            return [y] if abs(month - m) <= _NEAR_MONTHS else []
        around = [y, y + 1, y - 1]
        if by_weekday:
            return around
        dates = [(year, _date(year, month, day)) for year in around]
        return [
            year
            for year, date in dates
            if date.is_known and abs(date.earliest - self._anchor.earliest) < _NEAR
        ]

    def _weekday(self, shown: str, weekday: int) -> tuple[When, str]:
        """The one such day among those of the whole; else within a week of the day before."""
        said = f"“{shown}”"
        span = self._days
        if span.is_known:
            first, last = span.earliest // calendar.DAY, span.latest // calendar.DAY
            if last - first < _WEEK:
                at = next((n for n in range(first, last + 1) if (n + 3) % 7 + 1 == weekday), None)
                if at is None:
                    return ANY, ""
                return _day(at), f"{said}, of {words(span)}, named above"
        before = self._before
        if before.is_known and before.precision is Precision.DAY and not before.is_interval:
            at = before.earliest // calendar.DAY
            ahead = (weekday - 1 - (at + 3)) % 7
            if ahead:
                return _day(at + ahead), f"{said} after {words(before)}"
        return ANY, ""

    def _day_of_month(self, shown: str, day: int) -> tuple[When, str]:
        before, named = self._before, _WEEKDAY.search(shown) is not None
        if self._days.is_known:
            at, last = (s // calendar.DAY for s in (self._days.earliest, self._days.latest))
            fits = (_day(n) for n in range(at, last + 1) if calendar.civil_from_days(n)[2] == day)
            when = next(fits, ANY)
            known = when.is_known and _agrees(shown, when)
            return (when, f"“{shown}”, of {words(self._days)}, named above") if known else (ANY, "")
        if not before.is_known or before.precision < Precision.MONTH or before.is_interval:
            return ANY, ""
        y, m, d, *_ = calendar.civil(before.earliest)
        back = before.precision >= Precision.DAY and day <= d
        following = (y, m + 1) if m < 12 else (y + 1, 1)
        # Where days run backwards only the weekday can tell whether they do, or the month is over.
        for year, month in [(y, m)] * (not back or named) + [following] * (back and named):
            when = _date(year, month, day)
            if when.is_known and _agrees(shown, when):
                return when, f"“{shown}” beside {words(before)}"
        return ANY, ""

    def _counted(self, shown: str) -> tuple[When, str]:
        """ "Day 3", counted from a day that was named before or from the first of the whole; or
        "Sat 8th", of the month that was."""
        counted = _COUNTED.search(shown)
        if counted is None:
            bare = _DAY_OF_MONTH.fullmatch(_WEEKDAY_WORD.sub("", shown).strip(" ,"))
            return self._day_of_month(shown, int(bare[1])) if bare else (ANY, "")
        number = _number(counted[1])
        if self._first is not None:
            told, day = self._first
            at = day.earliest // calendar.DAY + number - told
            return _day(at), f"“{shown}”, counted from {words(day)}"
        if self._days.is_known:
            first, last = (s // calendar.DAY for s in (self._days.earliest, self._days.latest))
            if 0 < number <= last - first + 1:
                return _day(first + number - 1), f"“{shown}” of {words(self._days)}, named above"
        return ANY, ""


def _whole(text: str, blocks: Sequence[Block], anchor: When) -> tuple[int, When]:
    """The one year that the title or a line like one names, 0 if none, and the days of the whole:
    the first that title or opening name from one to another."""
    years: set[int] = set()
    days = ANY
    for place, block in enumerate(blocks[:_OPENING]):
        shown = block.span.of(text)
        heads = heads_time(shown, marked=True)
        written = block.kind is BlockKind.DATE and not heads
        if len(shown) > _LONGEST or block.kind is BlockKind.SOURCES or written:
            continue
        prose = block.kind is BlockKind.PARAGRAPH and (len(shown) > _SHORT or shown.endswith("."))
        named = _stretch(shown, anchor)
        if prose and named.is_known and not _is_held(shown):
            continue  # "On the night of 8–9 December power failed" announces nothing
        if named.is_known and not days.is_known:
            days = named
        if place >= _TOP or prose:
            continue
        if named.is_known:
            years.add(calendar.civil(named.earliest)[0])
        if not (block.kind is BlockKind.HEADING and heads):
            years.update(int(year) for year in _YEAR.findall(shown))
    return (years.pop() if len(years) == 1 else 0), days


#: What prose says of the whole that it gives the days of.
_HELD = re.compile(
    r"\b(?:runs?|ran|running|takes?\s+place|took\s+place|taking\s+place|"
    r"(?:is|was|are|were|be|been)\s+held|will\s+(?:be|run|take|return|meet|gather)|returns?|"
    r"returned|lasts?|lasted|meets?|met|opens?|begins?|starts?|invites?|welcomes?|visits?|"
    r"programme|program|schedule|timetable|dates)\b",
    re.I,
)


def _is_held(prose: str) -> bool:
    """Whether the sentence that names days from one to another says what runs, or ran, on them."""
    found = _RANGE.search(prose)
    if found is None:
        return False
    start = prose.rfind(". ", 0, found.start()) + 1
    end = prose.find(". ", found.end())
    return _HELD.search(prose, start, end if end >= 0 else len(prose)) is not None


def _stretch(shown: str, anchor: When) -> When:
    """The first days from one to another that some words name, ANY if none."""
    if _RANGE.search(shown) is None:
        return ANY
    for first, last in pairwise(find(shown, anchor=anchor)):
        if (first.signal, last.signal) != (Signal.FROM, Signal.TO):
            continue
        a, b = first.when, last.when
        if a.is_known and b.is_known and a.precision is b.precision is Precision.DAY:
            length = (b.latest - a.earliest) // calendar.DAY
            return calendar.interval(a, b) if 0 < length < _MONTH else ANY
    return ANY


def _says_more(shown: str, timex: Timex) -> bool:
    """Whether figures stand beside a date that may be a part of it: "3 4 May"."""
    rest = shown[: timex.span.start] + " " + shown[timex.span.end :]
    return bool(re.search(r"(?<![0-9.])[0-9]{1,2}(?![0-9.])", _COUNTED.sub("", rest)))


def _agrees(shown: str, when: When) -> bool:
    """Whether the weekday that a heading names is that of its day."""
    named = _WEEKDAY.search(shown)
    if named is None or when.is_interval:
        return True
    if when.precision is not Precision.DAY:
        return False  # "Fri 3/5/2024"
    return _weekday_of(when) == _WEEKDAYS.index(named[1].lower()) + 1


def _is_part(part: When, whole: When) -> bool:
    finer = part.latest - part.earliest < whole.latest - whole.earliest
    return part.is_known and finer and whole.earliest <= part.earliest <= whole.latest


def _date(year: int, month: int, day: int) -> When:
    """A day, or a month where ``day`` is 0; ANY where there is none such."""
    if not 1 <= month <= 12 or day > calendar.month_length(year, month):
        return ANY
    return calendar.day(year, month, day) if day else calendar.month(year, month)


def _day(number: int) -> When:
    return calendar.day(*calendar.civil_from_days(number))


def _weekday_of(day: When) -> int:
    return (day.earliest // calendar.DAY + 3) % 7 + 1


def _number(word: str) -> int:
    return _COUNT.get(word.lower()) or int(word)

"""What the time words of a clause say about its happening: when, in which shape, and why.

TimeML ties an event to a time by a TLINK, and the word that states the tie is its SIGNAL
(ISO 24617-1). The signals make different dates of the same words:

    in 2019        some time within 2019            2019
    since 2019     from then to the story's date    2019/2024-07-01
    by 2019        at latest then                   ../2019-12-31
    until 2019     an end, no beginning             ../2019
    before, after  one bound                        ../2019, 2019/..
    from .. to ..  from the one to the other        2015/2019
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from viewer.core import when as calendar
from viewer.core.dates import Signal, Timex, TimexType, words
from viewer.core.events.model import Kind, Shape
from viewer.core.when import ANY, PAST, Precision, When

__all__ = [
    "Dating",
    "begun",
    "bounded",
    "combine",
    "dates",
    "day_of",
    "either",
    "followed",
    "moved_to",
    "not_until",
    "stretch",
    "told_by",
]


class Dating(NamedTuple):
    """When a happening was, and why: ``timexes`` are the words that say so, ``follows`` those of
    the happening that an undated one is told on from."""

    when: When
    kind: Kind
    shape: Shape
    because: str
    timexes: tuple[Timex, ...]
    since: bool = False
    follows: tuple[Timex, ...] = ()


def dates(timex: Timex) -> bool:
    """Whether a time expression can date a happening: a date or time that is known, or a duration
    with a place in time ("two days" of "two days after Christmas")."""
    return timex.when.is_known and timex.type is not TimexType.SET


def day_of(story_date: When) -> When:
    """The story's date without its clock time: the day up to which it can tell."""
    if story_date.is_known and story_date.precision > Precision.DAY and not story_date.is_interval:
        return calendar.day(*calendar.civil(story_date.earliest)[:3])
    return story_date


def combine(found: Sequence[Timex], story_date: When, *, between: bool = False) -> Dating | None:
    """The dating that the time expressions of one clause give together, or None.

    ``found`` is in text order, all `dates`. ``between`` marks a range in which the happening lies
    somewhere rather than lasting through it.
    """
    if not found:
        return None
    if len(found) == 1 and found[0].signal is Signal.AT:
        return _single(found[0], (found[0],))  # as most are
    starts = [t for t in found if t.signal in (Signal.FROM, Signal.SINCE)]
    ends = [t for t in found if t.signal in (Signal.TO, Signal.UNTIL)]
    if starts and ends and starts[0].span.start < ends[-1].span.start:
        return _range(starts[0], ends[-1], between)
    if starts:
        return _since(starts[0], story_date)
    return _single(*_finest(found))


def _finest(found: Sequence[Timex]) -> tuple[Timex, tuple[Timex, ...]]:
    """(the finest of the expressions that lie within the first, all those)."""
    best, chain = found[0], [found[0]]
    if best.signal in (Signal.AFTER, Signal.BEFORE):
        # "shortly after 14:20 on 8 May": within the day, which says more than the bound
        for whole in found[1:]:
            if whole.signal is Signal.AT and _covers(whole.when, best.when):
                return whole, (best, whole)
    for timex in found[1:]:
        if _covers(best.when, timex.when) and timex.signal is best.signal is Signal.AT:
            best = timex
            chain.append(timex)
    return best, tuple(chain)


def _covers(whole: When, part: When) -> bool:
    return whole.earliest <= part.earliest and part.latest <= whole.latest


def _kind(timexes: Sequence[Timex]) -> Kind:
    kind = Kind.EXPLICIT
    for timex in timexes:
        if timex.period:
            return Kind.NAMED_PERIOD
        if timex.relative:
            kind = Kind.RELATIVE
    return kind


def _range(start: Timex, end: Timex, between: bool) -> Dating:
    try:
        when = calendar.interval(_narrowed(start), _narrowed(end))
    except ValueError:
        return _single(start, (start,))
    because = (
        f"From “{start.text}” to “{end.text}”: {words(when)}."
        if not between
        else f"Some time between “{start.text}” and “{end.text}”: {words(when)}."
    )
    shape = Shape.WITHIN if between else Shape.SPAN
    return Dating(when, _kind((start, end)), shape, because, (start, end))


def _since(timex: Timex, story_date: When) -> Dating:
    start = _beginning(timex)
    today = day_of(story_date)
    because = timex.because
    if timex.signal is Signal.FROM:
        when, shape = calendar.after(start), Shape.OPEN
        because = _also(because, "“from” gives its start, and the text names no end")
    elif today.is_known and start.earliest <= today.latest:
        when, shape = calendar.interval(start, today), Shape.SPAN
        because = _also(
            because,
            f"“since” makes it last from {words(start)} to the story's date, {words(today)}",
        )
    else:
        when, shape = calendar.after(start), Shape.OPEN
        because = _also(
            because,
            f"“since” gives its start, {words(start)}, and the story no later date to bound it",
        )
    return Dating(when, _kind((timex,)), shape, because, (timex,), since=True)


def begun(timex: Timex) -> Dating:
    """What "had worked there since 2009" says: a start, and an end before what is told next."""
    start = _beginning(timex)
    because = _also(timex.because, f"“since” gives its start, {words(start)}, “had” no end")
    return Dating(calendar.after(start), _kind((timex,)), Shape.OPEN, because, (timex,))


def told_by(timexes: Sequence[Timex], story_date: When) -> Dating | None:
    """The date of what was told as done at a time: that time at the latest."""
    found = combine(timexes, story_date)
    if found is None or found.shape is Shape.OPEN:
        return None
    try:
        last = calendar.stamp(found.when.latest, end=True)[:10]
        when = (
            calendar.parse("../" + last) if found.when.is_interval else calendar.before(found.when)
        )
    except ValueError:
        return None
    because = _also(found.because, "it was told then as already done, so it was no later")
    return found._replace(when=when, shape=Shape.OPEN, because=because)


def stretch(first: Timex, last: Timex) -> Dating:
    """What adjoining days or months say together: "on 3 and 4 May", "in April and May 1931"."""
    when = calendar.interval(first.when, last.when)
    because = f"“{first.text}” and “{last.text}” adjoin: {words(when)}."
    return Dating(when, _kind((first, last)), Shape.SPAN, because, (first, last))


def either(found: Sequence[Timex]) -> Dating | None:
    """What "in 1931 or 1932", "on 5 or 6 May" say: one of these, and nobody knows which (EDTF's
    "one of a set"). "By 1850 or 1851" is by the later. None where one is more than a plain date."""
    if found[0].signal in (Signal.BY, Signal.UNTIL, Signal.TO, Signal.BEFORE):
        last = _single(found[-1]._replace(signal=found[0].signal), tuple(found))
        return last._replace(because=_also(last.because, "the text does not say which it was"))
    plain = [t.when.edtf for t in found if t.signal is Signal.AT and not t.when.is_interval]
    if len(plain) < len(found) or any(edtf[0] in "[{" for edtf in plain):
        return None
    when = calendar.parse(f"[{','.join(plain)}]")
    said = " or ".join(f"“{t.text}”" for t in found)
    because = f"{said}: the text does not say which."
    return Dating(when, _kind(found), Shape.WITHIN, because, tuple(found))


def not_until(timexes: Sequence[Timex], story_date: When) -> Dating | None:
    """What "was not rebuilt until 1660" says: that it was, then."""
    found = moved_to(timexes, story_date)
    if found is None:
        return None
    return found._replace(because=_also(found.because, "“not until” says that it came then"))


def not_before(timexes: Sequence[Timex], story_date: When) -> Dating | None:
    """What "will not be let in before Sunday" says: Sunday at the earliest, if at all."""
    found = moved_to(timexes, story_date)
    if found is None or ".." in found.when.edtf:
        return None
    because = _also(found.because, "“not before” says no more than that it is no earlier")
    return found._replace(when=calendar.after(found.when), shape=Shape.OPEN, because=because)


def moved_to(timexes: Sequence[Timex], story_date: When) -> Dating | None:
    """What "postponed until June" says: June, and not all the time before it."""
    found = combine([t._replace(signal=Signal.AT) for t in timexes], story_date)
    if found is None:
        return None
    spans = {t.span for t in found.timexes}
    return found._replace(timexes=tuple(t for t in timexes if t.span in spans))


def _also(because: str, more: str) -> str:
    """One sentence of two."""
    because = because.strip().rstrip(".")
    return f"{because}; {more}." if because else f"{more[:1].upper()}{more[1:]}."


def _beginning(timex: Timex) -> When:
    """The start of an expression, at its own precision: 2021 of 2021/2025."""
    when = _narrowed(timex) if timex.mod != "START" else timex.when
    left = when.edtf.split("/")[0]
    if left in ("", "..") or left[0] in "[{":
        return when
    return calendar.parse(left)


def _single(timex: Timex, found: tuple[Timex, ...]) -> Dating:
    when = _narrowed(timex)
    because = timex.because
    signal = timex.signal
    if signal is Signal.BY:
        try:
            if when.precision <= Precision.DAY or when.is_interval:
                when = calendar.parse("../" + calendar.stamp(when.latest, end=True)[:10])
            else:
                when = calendar.before(when)
        except ValueError:
            when = calendar.before(when)
        because = _also(because, f"“by” makes {words(when).removeprefix('by ')} the latest")
        return Dating(when, _kind((timex,)), Shape.WITHIN, because, found)
    if signal in (Signal.UNTIL, Signal.TO):
        because = _also(because, f"the text gives its end, {words(when)}, and no beginning")
        return Dating(calendar.before(when), _kind((timex,)), Shape.OPEN, because, found)
    if signal is Signal.BEFORE:
        because = _also(because, "“before” says no more than that it was earlier")
        limit = calendar.before(_end(when, first=True))
        return Dating(limit, _kind((timex,)), Shape.OPEN, because, found)
    if signal is Signal.AFTER:
        because = _also(because, "“after” says no more than that it was later")
        limit = calendar.after(_end(when, first=False))
        return Dating(limit, _kind((timex,)), Shape.OPEN, because, found)
    if when.is_interval and (when.earliest == PAST or ".." in when.edtf.split("/")):
        shape = Shape.OPEN
    elif when.precision >= Precision.DAY and not when.is_interval:
        shape = Shape.MOMENT
    else:
        shape = Shape.WITHIN
    return Dating(when, _kind((timex,)), shape, because, found)


def _end(when: When, *, first: bool) -> When:
    """What lay before a stretch lay before its first end, what came after it after its last: "after
    the war" is after 1945, not after 1939."""
    sides = when.edtf.split("/")
    side = sides[0 if first else -1]
    if len(sides) < 2 or side in ("", "..") or side[0] in "[{":
        return when
    return calendar.parse(side)


#: Parts of a unit: "early" and "late" take a third of it, "the beginning of" one step of the
#: calendar below it. (first, last) days of a month and months of a year.
_THIRDS_OF_MONTH = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}
_THIRDS_OF_YEAR = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}
_THIRDS_OF_DECADE = {"START": (0, 3), "MID": (3, 6), "END": (6, 9)}
_THIRDS_OF_WEEK = {"START": (0, 2), "MID": (1, 3), "END": (3, 6)}


_EDGE = re.compile(r"\b(?:end|beginning|start|turn|close|outset)\b", re.I)


_UP_TO = (Signal.BY, Signal.UNTIL, Signal.BEFORE)


def _narrowed(timex: Timex) -> When:
    """The date of a week, month, year or decade as its START, MID or END narrows it; any other as
    it is, and the first year of a named period."""
    when = timex.when
    if timex.period:
        return when
    if timex.mod not in _THIRDS_OF_MONTH or when.edtf[0] in "[{":
        return when
    if when.is_interval:
        return _narrowed_week(timex) if "W" in timex.value else when
    year, month, *_ = calendar.civil(when.earliest)
    edge = _EDGE.search(timex.text) is not None
    if when.precision is Precision.MONTH:
        first, last = _THIRDS_OF_MONTH[timex.mod]
        last = min(last, calendar.month_length(year, month))
        if edge and timex.signal in _UP_TO:
            return calendar.day(year, month, last if timex.mod == "END" else 1)
        return calendar.interval(calendar.day(year, month, first), calendar.day(year, month, last))
    if when.precision is Precision.YEAR:
        if edge and timex.mod == "END":
            if timex.signal in _UP_TO:
                return calendar.day(year, 12, 31)
            return calendar.month(year, 12)
        if edge and timex.mod == "START":
            return calendar.month(year, 1)
        first, last = _THIRDS_OF_YEAR[timex.mod]
        return calendar.interval(calendar.month(year, first), calendar.month(year, last))
    if when.precision is Precision.DECADE:
        first, last = _THIRDS_OF_DECADE[timex.mod]
        return calendar.interval(calendar.year(year + first), calendar.year(year + last))
    return when


def _narrowed_week(timex: Timex) -> When:
    """The days of the week that "early next week" means."""
    start = timex.when.earliest // calendar.DAY
    if timex.when.latest // calendar.DAY - start != 6:
        return timex.when
    first, last = (
        calendar.day(*calendar.civil_from_days(start + n)) for n in _THIRDS_OF_WEEK[timex.mod]
    )
    return calendar.interval(first, last)


def bounded(story_date: When, *, planned: bool, told: str, unplaced: str = "") -> Dating:
    """The place of an undated happening: what ``told`` ("as already done") and the story allow.

    ``unplaced`` are time words that the clause has, but that no known date settles.
    """
    today = day_of(story_date)
    lack = f"“{unplaced}” could not be placed" if unplaced else "No date in the text"
    if not today.is_known:
        because = f"{lack}; told {told}, in a story that gives no date of its own."
        return Dating(ANY, Kind.UNDATED, Shape.OPEN, because, ())
    when = calendar.after(today) if planned else calendar.before(today)
    because = f"{lack}; told {told} when the story was written on {words(today)}."
    return Dating(when, Kind.UNDATED, Shape.OPEN, because, ())


def followed(undated: Dating, before: Dating, story_date: When) -> Dating:
    """The place of an undated happening that is told on from a dated one: not before that."""
    today = day_of(story_date)
    when = calendar.interval(before.when, today) if today.is_known else calendar.after(before.when)
    told = " ".join(before.timexes[-1].text.split())
    because = _also(undated.because, f"it is told on from “{told}”, so it was no earlier")
    return undated._replace(when=when, because=because, follows=before.timexes)

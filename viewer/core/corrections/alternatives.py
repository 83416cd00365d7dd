"""Other dates an event might have: what its sentence also says, and where a word has two answers.

The program shows one date. What it passed over is offered here, for the reader to take by one
click, each with the reason that would have led to it:

    another date in the same sentence       "In 2019, after the vote of 2016, …"
    the date of the sentence before         it may be told on
    a month or day without its year         the year before, the year after
    a weekday                               the week before, the week after
    no date                                 the words do not date this clause at all
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from viewer.core.dates import Timex, TimexType, month_name
from viewer.core.events import Event, Kind, Reading, Shape, shape_of
from viewer.core.when import ANY, DAY, Precision, When, civil, civil_from_days, day, month

_YEAR = re.compile(r"[0-9]{4}|['’][0-9]{2}")
#: As many as a card can show.
MOST = 6
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


class Alternative(NamedTuple):
    """A date that an event may have instead, and why it may."""

    when: When
    shape: Shape
    why: str


def alternatives(event: Event, reading: Reading) -> tuple[Alternative, ...]:
    """Other dates for an event, the likeliest first, none twice and none that it has already."""
    found: dict[str, Alternative] = {}
    for one in _weighed(event, reading):
        if one.when.edtf != event.when.edtf:
            found.setdefault(one.when.edtf, one)
    return tuple(found.values())[:MOST]


def _weighed(event: Event, reading: Reading) -> Iterator[Alternative]:
    starts = [t.span.start for t in reading.timexes]
    here = reading.timexes[
        bisect_left(starts, event.sentence.start) : bisect_left(starts, event.sentence.end)
    ]
    used = {t.span for t in event.timexes}
    for timex in here:
        if timex.span not in used and _dates(timex):
            why = f"“{_line(timex.text)}” stands in the same sentence"
            yield Alternative(timex.when, shape_of(timex.when), why)
    for timex in event.timexes:
        yield from _elsewhere(timex)
    before = bisect_left(starts, event.sentence.start) - 1
    if before >= 0 and _dates(reading.timexes[before]):
        timex = reading.timexes[before]
        why = f"“{_line(timex.text)}” stands in what is told before"
        yield Alternative(timex.when, shape_of(timex.when), why)
    if event.kind is not Kind.UNDATED:
        yield Alternative(ANY, Shape.OPEN, "nothing in the text dates this")


def _dates(timex: Timex) -> bool:
    return timex.when.is_known and timex.type in (TimexType.DATE, TimexType.TIME)


def _elsewhere(timex: Timex) -> Iterator[Alternative]:
    """The same words one week or year further on, where they do not say which."""
    words, when = timex.text.lower(), timex.when
    if not timex.relative or when.is_interval or not when.is_known:
        return
    y, m, d, *_ = civil(when.earliest)
    try:
        if when.precision is Precision.DAY and any(name in words for name in _WEEKDAYS):
            for weeks, which in ((-1, "the week before"), (1, "the week after")):
                other = day(*civil_from_days(when.earliest // DAY + 7 * weeks))
                yield _other(other, words, which)
        elif month_name(m).lower()[:3] in words and not _YEAR.search(words):
            for years, which in ((-1, "the year before"), (1, "the year after")):
                if when.precision is Precision.DAY:
                    yield _other(day(y + years, m, d), words, which)
                elif when.precision is Precision.MONTH:
                    yield _other(month(y + years, m), words, which)
    except ValueError:  # 29 February of a year that has none
        return


def _other(when: When, words: str, which: str) -> Alternative:
    return Alternative(when, shape_of(when), f"“{_line(words)}” might be that of {which}")


def _line(words: str) -> str:
    return " ".join(words.split())

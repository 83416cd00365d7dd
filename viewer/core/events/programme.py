"""Programmes: a day as a heading, and under it lines with a time of day, first or behind.

    Saturday 6 July 2024
    10 am      Brass band
    14.00–15.30  Tug of war

Such a line is a happening, verb or no verb, on the day that stands above it and on no other: a
clock time is never hung on the story's own date over a heading that names a day. A list that runs
on from the evening into the small hours has passed midnight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from viewer.core import when as calendar
from viewer.core.dates import Heading, Timex, TimexType, words
from viewer.core.story import Block, BlockKind, Span
from viewer.core.when import Precision, When

__all__ = ["Slot", "slots"]


class Slot(NamedTuple):
    """A line of a programme: all of it but its bullet, its words without the time, its time."""

    paragraph: int
    span: Span
    label: Span
    timex: Timex


#: Bullets, numbers of headings and marks of emphasis that may stand before a date or time.
_LEAD = re.compile(r"[ \t]*(?:[-•‣·|>]|[#]{1,6}|[*_]{1,3}(?=\S)|[*](?=[ \t]))?[ \t]*[*_]{0,3}")
_HOUR = r"(?:[01]?[0-9]|2[0-3])"
_HALF = r"(?:[ \t]?(?P<{0}>am|pm|a\.m\.|p\.m\.)(?![a-z]))?"
_CLOCK = re.compile(
    rf"(?:(?P<word>(?:12[ \t])?(?:noon|midday))\b"
    r"|(?P<hm>(?-i:(?:[01][0-9]|2[0-3])[0-5][0-9](?=[ \t]+[A-Z])))"
    rf"|(?P<h>{_HOUR})(?:[.:h](?P<m>[0-5][0-9]))?(?![0-9]|[.:/][0-9]){_HALF.format('half')})"
    rf"(?:[ \t]*(?:-|–|—|to|until)[ \t]*"
    rf"(?:(?P<word2>midnight|noon|midday|late|close)\b|(?P<h2>{_HOUR})"
    rf"(?:[.:h](?P<m2>[0-5][0-9]))?(?![0-9]|[.:/][0-9]){_HALF.format('half2')}))?"
    r"(?:[ \t]?(?:hrs?|h|hours)\b)?",
    re.I,
)
_AFTER = re.compile(r"[*_]{0,3}[ \t]*(?:[:|–—]|-(?=[ \t])|[ \t])[ \t|*_]*")
#: What stands before a time that follows its words.
_BEHIND = re.compile(
    r"[ \t]*(?:,|[|–—]|[ \t]-)[ \t]+(?:at |from )?(?=[0-9]{1,2}(?:[.:h]?[0-9]{2})?\b)"
)
_LABEL = 10  # words before a time that follows
_LONGEST_LINE = 200
#: A programme goes past midnight from an hour of the evening to a small one.
_EVENING, _SMALL_HOURS = 18 * 3600, 6 * 3600


def slots(text: str, blocks: Sequence[Block], headings: Sequence[Heading]) -> Iterator[Slot]:
    """The lines of the programmes in a story, in text order."""
    above = {heading.span: heading for heading in headings}
    stands: Heading | None = None
    paragraph = -1
    night = _Night()
    for block in blocks:
        paragraph += block.kind is BlockKind.PARAGRAPH
        if block.span in above:
            stands, night = above[block.span], _Night()
        if block.kind is not BlockKind.PARAGRAPH or stands is None or not _is_day(stands.when):
            continue
        for line in _lines(text, block.span):
            slot = _slot(text, line, paragraph, stands, night)
            if slot is not None:
                yield slot
            elif not _LEAD.fullmatch(text, line.start, line.end):
                night = _Night()  # another place, maybe, with a list of its own


class _Night:
    """Whether the lines of a list have passed midnight."""

    def __init__(self) -> None:
        self._last = 0
        self._over = False

    def passes(self, first: int) -> bool:
        """Whether a time of day (in seconds), told next, is of the day after."""
        self._over |= self._last >= _EVENING and first < _SMALL_HOURS
        self._last = first
        return self._over


def _is_day(when: When) -> bool:
    return when.is_known and when.precision is Precision.DAY and not when.is_interval


def _lines(text: str, block: Span) -> Iterator[Span]:
    at = block.start
    while at < block.end:
        end = text.find("\n", at, block.end)
        end = block.end if end < 0 else end
        if end - at <= _LONGEST_LINE:
            yield Span(at, end)
        at = end + 1


def _slot(text: str, line: Span, paragraph: int, heading: Heading, night: _Night) -> Slot | None:
    lead = _LEAD.match(text, line.start, line.end)
    start = lead.end() if lead else line.start
    end = line.end
    while end > start and text[end - 1] in " \t\r|*_.;":
        end -= 1
    clock = _CLOCK.match(text, start, line.end)
    if clock is not None:
        after = _AFTER.match(text, clock.end(), line.end)
        if after is None or after.end() >= end:
            return None
        label = Span(after.end(), end)
    elif (behind := _BEHIND.search(text, start, line.end)) is not None:
        clock = _CLOCK.match(text, behind.end(), line.end)
        label = Span(start, behind.start())
        # "Opening concert, 7 pm, Town Hall": nothing but a place follows, and no sentence.
        if clock is None or not re.match(r"\s*(?:[,|.]|\Z)", text[clock.end() : line.end]):
            return None
        if re.search(r"[.!?]\s", label.of(text)) or len(label.of(text).split()) > _LABEL:
            return None
    if clock is None or not any(clock[part] for part in ("m", "half", "half2", "word", "hm")):
        return None
    day = heading.when
    when = _when(clock, day)
    if when is None:
        return None
    after_midnight = ""
    if night.passes(when.earliest % calendar.DAY):
        day = calendar.day(*calendar.civil(heading.when.earliest + calendar.DAY)[:3])
        when = _when(clock, day) or when
        after_midnight = ", past midnight"
    span = Span(clock.start(), clock.end())
    because = (
        f"“{span.of(text)}” is {words(when)}: the line stands under {heading.said}{after_midnight}."
    )
    timex = Timex(
        span, span.of(text), TimexType.TIME, when.edtf, when, "programme", because,
        anchor=words(day), relative=True,
    )  # fmt: skip
    return Slot(paragraph, Span(start, end), label, timex)


def _when(clock: re.Match[str], day: When) -> When | None:
    """The time of a clock match on a day, None where it cannot be."""
    half, half2 = _short(clock["half"]), _short(clock["half2"])
    if clock["hm"]:
        return _time(clock["hm"][:2], clock["hm"][2:], "", day)
    if clock["word"]:
        return _time("12", "00", "", day)
    if clock["word2"]:  # "8 pm to midnight", "till late": only the beginning is told by the clock
        return _time(clock["h"], clock["m"], half, day)
    if clock["h2"] is None:
        return _time(clock["h"], clock["m"], half, day)
    first = _time(clock["h"], clock["m"], half or half2, day)
    last = _time(clock["h2"], clock["m2"], half2 or half, day)
    if first is None or last is None:
        return None
    if first.earliest > last.earliest and half2 == "p" and not half:
        first = _time(clock["h"], clock["m"], "a", day) or first  # "11–1 pm"
    return calendar.interval(first, last) if first.earliest < last.earliest else first


def _short(half: str | None) -> str:
    return half[0].lower() if half else ""


def _time(hour: str, minute: str | None, half: str, day: When) -> When | None:
    number = int(hour)
    if half:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + (12 if half == "p" else 0)
    stamp = f"{day.edtf}T{number:02}" + (f":{minute}" if minute else "")
    try:
        return calendar.parse(stamp)
    except calendar.EdtfError:
        return None

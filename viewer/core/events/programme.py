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
    rf"(?:(?P<word2>midnight|noon|midday|late(?!\s+[a-z])|close(?!\s+[a-z]))\b|(?P<h2>{_HOUR})"
    rf"(?:[.:h](?P<m2>[0-5][0-9]))?(?![0-9]|[.:/][0-9]){_HALF.format('half2')}))?"
    r"(?:[ \t]?(?:hrs?|h|hours)\b)?",
    re.I,
)
#: What may lead in the time that opens a line.
_ABOUT = re.compile(
    r"(?:from|at|by|about|around|approx\.?|approximately|circa|ca?\.|"
    r"(?:just|shortly|soon)[ \t]+(?:after|before))[ \t]+(?=[0-9n])",
    re.I,
)
#: What joins the times of a thing that is on more than once: "10 am and 4 pm".
_AGAIN = re.compile(r"[ \t]*(?:and|&|,|/|[ \t]\+)[ \t]*(?=[0-9])")
_SENTENCE = re.compile(
    r"(?<!\b[PCR](?:rof|apt|evd))(?:(?<=[^\W\d_]{4})|(?<=[\])”\"]))[.!?][ \t]+(?=[A-Z“\"])"
)
#: A day that a line names itself: it stands under no other.
_OWN_DAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?[ \t]+[0-9]"
    r"|[0-9](?:st|nd|rd|th)?[ \t]+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?[ \t]+[0-9]",
    re.I,
)
_AFTER = re.compile(r"[*_]{0,3}[ \t]*(?:[:|–—]|-(?=[ \t])|[ \t])[ \t|*_]*")
#: What stands before a time that follows its words.
_BEHIND = re.compile(
    r"(?:[ \t]*(?:,|[|–—]|[ \t]-)[ \t]+(?:at |from )?|[ \t]+(?P<at>at|from)[ \t]+)"
    r"(?=[0-9]{1,2}(?:[.:h]?[0-9]{2})?(?:\b|[ap]m))"
)
#: A place behind the time of a line that is no sentence: "at 7.30 pm | in the Corn Hall".
_PLACE = re.compile(r"[ \t]+(?:in|at|on|by|outside|near|behind)[ \t](?:[^\s.!?]+[ \t]*){1,6}\Z")
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
            found = list(_slot(text, line, paragraph, stands, night))
            yield from found
            if not found and not _LEAD.fullmatch(text, line.start, line.end):
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


def _slot(text: str, line: Span, paragraph: int, heading: Heading, night: _Night) -> Iterator[Slot]:
    """The happening of a line, once for each time of day that it has; none where it is no slot."""
    lead = _LEAD.match(text, line.start, line.end)
    start = lead.end() if lead else line.start
    end = line.end
    while end > start and text[end - 1] in " \t\r|*_.;":
        end -= 1
    about = _ABOUT.match(text, start, end)
    clock = _CLOCK.match(text, about.end() if about else start, line.end)
    clocks = []
    if clock is not None:
        clocks = _clocks(text, clock, line.end)
        after = _AFTER.match(text, clocks[-1].end(), line.end)
        if after is None or after.end() >= end:
            return
        label = Span(after.end(), end)
    elif (behind := _BEHIND.search(text, start, line.end)) is not None:
        clock = _CLOCK.match(text, behind.end(), line.end)
        label = Span(start, behind.start())
        if clock is None or not _closes(text, clock, line, tied=behind["at"] is not None):
            return
        if _SENTENCE.search(label.of(text)) or len(label.of(text).split()) > _LABEL:
            return
        if _OWN_DAY.search(text, label.start, label.end):
            return  # "| Fri 4 July | 19:30 |"
        clocks = [clock]
    if not clocks or not any(clocks[0][part] for part in ("m", "half", "half2", "word", "hm")):
        return
    stop = _SENTENCE.search(text, max(label.start, clocks[-1].end()), end)
    end = stop.start() if stop is not None else end
    label = Span(label.start, min(label.end, end))
    for k, each in enumerate(clocks):
        timex = _timex(text, each, heading, night)
        if timex is not None:
            yield Slot(paragraph, Span(start if not k else each.start(), end), label, timex)


def _clocks(text: str, first: re.Match[str], end: int) -> list[re.Match[str]]:
    """The times of day that open a line: "10 am and 4 pm Puppets"."""
    found = [first]
    while (joint := _AGAIN.match(text, found[-1].end(), end)) is not None:
        clock = _CLOCK.match(text, joint.end(), end)
        if clock is None or not any(clock[part] for part in ("m", "half", "half2", "hm")):
            break
        found.append(clock)
    return found


def _closes(text: str, clock: re.Match[str], line: Span, *, tied: bool) -> bool:
    """Whether nothing but a place follows the time behind the words of a line: "Opening concert,
    7 pm, Town Hall"; ``tied`` by "at", the line must be no sentence."""
    rest = text[clock.end() : line.end].rstrip()
    if tied:
        return not rest or _PLACE.match(rest) is not None
    return re.match(r"\s*(?:[,|.]|\Z)", rest) is not None


def _timex(text: str, clock: re.Match[str], heading: Heading, night: _Night) -> Timex | None:
    """The time of day on the day of the heading, or on the next one past midnight."""
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
    return Timex(
        span, span.of(text), TimexType.TIME, when.edtf, when, "programme", because,
        anchor=words(day), relative=True,
    )  # fmt: skip


def _when(clock: re.Match[str], day: When) -> When | None:
    """The time of a clock match on a day, None where it cannot be."""
    half, half2 = _short(clock["half"]), _short(clock["half2"])
    if clock["hm"]:
        return _time(clock["hm"][:2], clock["hm"][2:], "", day)
    if clock["word"]:
        noon = _time("12", "00", "", day)
        until = clock["h2"] and _time(clock["h2"], clock["m2"], half2 or "p", day)
        if noon is None or not until or until.earliest <= noon.earliest:
            return noon
        return calendar.interval(noon, until)
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

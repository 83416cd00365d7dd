"""Programmes: a day as a heading, and under it lines with a time of day, first or behind.

    Saturday 6 July 2024
    10 am      Brass band
    14.00–15.30  Tug of war

Such a line is a happening, verb or no verb, on the day that stands above it and on no other: a
clock time is never hung on the story's own date over a heading that names a day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from viewer.core import when as calendar
from viewer.core.dates import Signal, Timex, TimexType, find, words
from viewer.core.story import Block, BlockKind, Span
from viewer.core.when import Precision, When

__all__ = ["Slot", "days", "slots"]


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
_HEAD = 4  # blocks that may hold the title or a line like one
_LABEL = 10  # words before a time that follows
#: A day line is short; a longer one is prose.
_LONGEST_DAY = 60
_LONGEST_LINE = 200
_MAYBE_DAY = re.compile(
    r"[0-9].{0,20}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z.]{0,7} [0-9]"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")
_WEEKDAY_WORD = r"(?i)\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b,?"
_WEEKDAYS = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)(?=[a-z]{0,6}\b)", re.I)
#: The beginnings of months and days of the week, and endings of ordinals.
_CALENDAR = frozenset(
    "jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun "
    "st nd rd th t".split()
)
#: What else a day line may say: "Timetable for ...", "Day 1 – ...".
_BESIDE = frozenset(
    "timetable programme program schedule agenda order running events for on of the day one two "
    "three four five first second third last morning afternoon evening night".split()
)


#: Any day is a day of some year: which one is told elsewhere.
_SOME_LEAP_YEAR = calendar.parse("2024-07-01")
#: A day may stand over the first lines as the story's title or date.
_READ = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.TITLE, BlockKind.DATE)


def slots(text: str, blocks: Sequence[Block], story_date: When) -> Iterator[Slot]:
    """The lines of the programmes in a story, in text order.

    A day without a year ("Friday 6 June") is of the one year that the title or a line like one
    names, where the day of the week agrees.
    """
    titles = " ".join(b.span.of(text) for b in blocks[:_HEAD] if len(b.span) <= _LONGEST_DAY)
    years = set(re.findall(r"(?<![0-9/–-])(?:19|20)[0-9]{2}(?![0-9/–-])", titles))
    year = years.pop() if len(years) == 1 else ""
    day, words_of_day = calendar.ANY, ""
    paragraph = -1
    for block in blocks:
        paragraph += block.kind is BlockKind.PARAGRAPH
        if block.kind is BlockKind.HEADING:
            day = calendar.ANY
        if block.kind not in _READ:
            continue
        for line in _lines(text, block.span):
            found = _day(text, line, story_date, year)
            if found is not None:
                day, words_of_day = found
            elif day.is_known and block.kind is BlockKind.PARAGRAPH:
                slot = _slot(text, line, paragraph, day, words_of_day)
                if slot is not None:
                    yield slot


def days(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """The paragraphs that are the day of a programme or of notes and nothing else: what stands
    under them is told of that day."""
    return tuple(
        block.span
        for block in blocks
        if block.kind is BlockKind.PARAGRAPH
        and len(block.span) <= _LONGEST_DAY
        and _names_day(text, block.span)
    )


def _lines(text: str, block: Span) -> Iterator[Span]:
    at = block.start
    while at < block.end:
        end = text.find("\n", at, block.end)
        end = block.end if end < 0 else end
        if end - at <= _LONGEST_LINE:
            yield Span(at, end)
        at = end + 1


def _names_day(text: str, line: Span) -> bool:
    """Whether a line names a day, of whatever year, and nothing else."""
    shown = re.sub(_WEEKDAY_WORD, "", line.of(text))
    return _day(shown, Span(0, len(shown)), _SOME_LEAP_YEAR, "") is not None


def _day(text: str, line: Span, story_date: When, year: str) -> tuple[When, str] | None:
    """The day that a line names and nothing else, with its words; ``year`` is that of a day
    without one."""
    if len(line) > _LONGEST_DAY:
        return None
    shown = line.of(text)
    if not all(w.lower()[:3] in _CALENDAR or w.lower() in _BESIDE for w in _WORD.findall(shown)):
        return None
    if _MAYBE_DAY.search(shown) is None:
        return None
    shown = shown.strip(" \t#*_:|.-–—>")
    said = ""
    if year and not re.search("[0-9]{4}", shown):
        said = f"{shown}” and the title says “{year}"
        shown, story_date = f"{shown} {year}", calendar.ANY
    found = [t for t in find(shown, anchor=story_date) if t.type is TimexType.DATE]
    if len(found) != 1 or found[0].signal is not Signal.AT:
        return None
    timex = found[0]
    rest = re.findall(r"[^\W_]+", shown[: timex.span.start] + " " + shown[timex.span.end :])
    if any(word.lower() not in _BESIDE and not word.isdecimal() for word in rest):
        return None
    whole = timex.when.is_known and timex.when.precision is Precision.DAY
    if whole and (named := _WEEKDAYS.search(shown)) is not None:
        number = (timex.when.earliest // calendar.DAY + 3) % 7
        whole = named[0].lower() == "mon tue wed thu fri sat sun".split()[number]
    return (timex.when, said or timex.text) if whole and not timex.when.is_interval else None


def _slot(text: str, line: Span, paragraph: int, day: When, heading: str) -> Slot | None:
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
    when = _when(clock, day)
    if when is None:
        return None
    span = Span(clock.start(), clock.end())
    because = f"“{span.of(text)}” is {words(when)}: the line stands under “{heading}”."
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

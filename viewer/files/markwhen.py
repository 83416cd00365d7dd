"""Events as markwhen (https://docs.markwhen.com), a timeline that is written as plain text.

A line `RANGE: words #tag`, what is told beneath it. Ranges are EDTF of level 0 or, for what that
cannot write, two moments; years before Christ stand as "44 BC", to the year. A range cannot be
open: what is known from one side stands there and says so in words. What has no date, and what
lies beyond the calendars of JavaScript, is listed before the first event.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from viewer.core.events import Reading, Status
from viewer.core.summary import summary, title
from viewer.core.when import DAY, civil, iso, seconds, stamp
from viewer.files.entries import Entry, Reach, entries, source_words, story_name, web_address

#: Years that the program's regular expressions and JavaScript's dates know.
_FIRST, _LAST = seconds(-99_999), seconds(10_000) - 1
_AFTER_CHRIST = seconds(1)
_WHOLE = re.compile("[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
_TAGS = {
    Status.HAPPENED: "",
    Status.ONGOING: " #ongoing",
    Status.PLANNED: " #planned",
    Status.POSSIBLE: " #possible",
    Status.DENIED: " #denied",
}
#: What would be a tag or an id, a link or an image, or a box to tick: parted by a word joiner,
#: which nobody sees.
_SIGNS = re.compile(r"(?<=[#!])(?=\w)|(?<=\])(?=\()|(?<=\[)(?=[ 0-9xX]{0,9}\])")


def markwhen(*readings: Reading) -> str:
    """One document; several stories are sections of it."""
    return "\n".join(_lines(readings)) + "\n"


def lost(*readings: Reading) -> tuple[str, ...]:
    """What markwhen cannot say of these stories, and where it stands instead."""
    dated, undated = entries(readings)
    placed = [entry for entry in dated if _has_range(entry)]
    told = []
    if left := len(undated) + len(dated) - len(placed):
        told.append(f"{left:,} without a date it knows: listed at the top")
    if open_ := sum(entry.reach is not Reach.BOTH for entry in placed):
        told.append(f"{open_:,} known from one side only: they stand there, in words")
    if any(_stretch(entry)[0] < _AFTER_CHRIST for entry in placed):
        told.append("months and days before Christ: the year stands, the date is told in words")
    return tuple(told)


def _lines(readings: Sequence[Reading]) -> Iterator[str]:
    yield "---"
    yield f"title: {json.dumps(title(readings), ensure_ascii=False)}"  # JSON is YAML
    yield f"description: {json.dumps(summary(readings), ensure_ascii=False)}"
    yield "timezone: UTC"  # a day is the same day wherever it is read
    yield "---"
    dated, undated = entries(readings)
    left = [entry for entry in dated if not _has_range(entry)] + list(undated)
    if left:
        yield "\nWithout a date that can be drawn:"
        for entry in left:
            yield f"— {_plain(f'{entry.date}: {entry.told} {entry.marks}'.strip())}"
    for reading in readings:
        if len(readings) > 1:
            yield f"\n# {_plain(story_name(reading))}"
        for entry in dated:
            if entry.reading is reading and _has_range(entry):
                yield ""
                yield from _event(entry)


def _has_range(entry: Entry) -> bool:
    if entry.reach is Reach.NEITHER:
        return False
    first, last = _stretch(entry)
    return first >= _FIRST and last <= _LAST


def _stretch(entry: Entry) -> tuple[int, int]:
    when = entry.event.when
    if entry.reach is Reach.BOTH:
        return when.earliest, when.latest
    if entry.reach is Reach.START:
        start = when.earliest
        return start, start + DAY - 1 if start % DAY == 0 else start
    end = when.latest
    return (end + 1 - DAY if (end + 1) % DAY == 0 else end), end


def _event(entry: Entry) -> Iterator[str]:
    event = entry.event
    # In words, wherever the range alone says more or less than the story.
    exact = _WHOLE.fullmatch(event.when.edtf) or entry.lasts
    said = entry.headline if exact else f"{entry.date}: {entry.headline}"
    yield f"{_range(entry)}: {_plain(said)}{_TAGS[event.status]}"
    yield f"— {_plain(entry.dated_status)}. {_plain(event.because)}"
    yield f"— “{_plain(entry.quote)}”"
    for source in entry.sources:
        parts = (source.id, source_words(source), web_address(source))
        yield f"— Source {_plain(', '.join(part for part in parts if part))}"


def _range(entry: Entry) -> str:
    first, last = _stretch(entry)
    if _WHOLE.fullmatch(entry.event.when.edtf) and first >= _AFTER_CHRIST:
        return entry.event.when.edtf
    if first < _AFTER_CHRIST:
        # To the year; a range ends where the year it names begins.
        start, end = civil(first)[0], civil(last)[0]
        return _year(start) if start == end else f"{_year(start)} - {_year(end + 1)}"
    if first % DAY == 0 and (last + 1) % DAY == 0:
        start_day, end_day = stamp(first, end=False), stamp(last, end=True)
        return start_day if start_day == end_day else f"{start_day}/{end_day}"
    return f"{iso(first)}Z" if first == last else f"{iso(first)}Z-{iso(last + 1)}Z"


def _year(y: int) -> str:
    return f"{1 - y} BC" if y <= 0 else f"{y} AD"


def _plain(words: str) -> str:
    return _SIGNS.sub("\u2060", " ".join(words.split()))

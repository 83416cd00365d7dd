"""What days an announcement is of, which says when things will be and not when it was written.

    Alder Fair
    Saturday 5 July 2025, Town Park

    The gates open at 10 am. Entries close on 20 June. Last year 900 people came.

The line under such a title is the day of the fair. Read as the story's date it would put a year
between the entries and the fair, and make the fair a thing of the past.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.core.dates import find
from viewer.core.events.programme import Slot
from viewer.core.story import BlockKind, Story
from viewer.core.when import ANY, Precision, When, civil, day, interval

__all__ = ["LOG", "announced", "held", "is_fixture"]

#: What a title calls that which tells of hours that are over.
LOG = re.compile(
    r"\b(?:log|timeline|chronology|unfolded|happened|minute[ -]by[ -]minute|hour[ -]by[ -]hour)\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?:will|is|are|opens?|starts?|begins?|closes?|ends?|leaves?|meets?|takes place|runs|"
    r"tickets|admission|entries|entry|doors|gates|free|bring|please|book|register)\b",
    re.I,
)
_OVER = re.compile(r"\b(?:was|were|had|said|told|yesterday|died|came|went)\b", re.I)
_CLOCK = re.compile(
    r"\b[0-9]{1,2}(?:[.:][0-9]{2})?[ \t]?[ap]\.?m\b|\b[0-9]{2}[:.][0-9]{2}\b|\bnoon\b"
)
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\b", re.I
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|nes|rs|ur)?days?\b")
_PUBLISHED = re.compile(
    r"\b(?:published|posted|printed|updated?|revised|edited|written|compiled|issued|released|by|last|"
    r"as of|dated|correct)\b",
    re.I,
)
#: What a report has and an announcement has not.
_REPORTS = re.compile(
    r"\b(?:said|says|told|according to|reported|reports|yesterday|spokes[a-z]+)\b", re.I
)
#: Code points of the body that are looked at, and of a line under the title.
_BODY, _LINE = 4000, 120
#: Blocks at the top of a story that may hold such a line.
_TOP = 4


def is_fixture(text: str, story: Story, dated: When) -> bool:
    """Whether the date under the title, ``dated``, is that of what is announced, not that of the
    writing: the body tells of hours to come, most of them on no day, and the first on no other
    weekday."""
    head = next((b for b in story.blocks[:_TOP] if b.kind is BlockKind.DATE), None)
    if head is None or LOG.search(story.title) or not _announces(text, story):
        return False
    if _REPORTS.search(text, head.span.end, head.span.end + _BODY):
        return False
    line = text[text.rfind("\n", 0, head.span.start) + 1 : head.span.end]
    hours = [m.start() for m in _CLOCK.finditer(text, head.span.end, head.span.end + _BODY)]
    bare = sum(_MONTH.search(_sentence(text, at)) is None for at in hours)
    named = _WEEKDAY.search(_sentence(text, hours[0])) if hours else None
    weekday = _WEEKDAYS[(dated.earliest // 86_400 + 3) % 7]
    agrees = named is None or named[1].lower() == weekday
    return agrees and _PUBLISHED.search(line) is None and bare >= 2 and 2 * bare >= len(hours)


def announced(text: str, story: Story, whole: When, programme: Sequence[Slot]) -> When:
    """The days that a story without a date announces: as its title or the line below it says, else
    those of its programme; ANY where it announces none."""
    if LOG.search(story.title) or not _announces(text, story, bool(programme)):
        return ANY
    if whole.precision >= Precision.DAY:
        return whole
    hours = _CLOCK.search(text) is not None
    for block in story.blocks[:_TOP] if hours else ():
        shown = block.span.of(text)
        if block.kind is BlockKind.TITLE or len(shown) > _LINE or shown.endswith("."):
            continue
        for timex in find(shown):
            if timex.when.precision >= Precision.DAY and not timex.when.is_interval:
                return _day(timex.when.earliest)
    if not programme:
        return ANY
    ends = sorted(slot.timex.when.earliest for slot in programme)
    first, last = _day(ends[0]), _day(ends[-1])
    return interval(first, last) if first.earliest < last.earliest else first


def held(story: Story, whole: When, programme: Sequence[Slot]) -> When:
    """The days of a programme, which place what it tells beside them, whether it announces them or
    looks back on them; ANY where the story is none, or tells hour by hour what happened."""
    days = whole.is_known and whole.precision >= Precision.DAY
    return whole if days and len(programme) >= _PROGRAMME and not LOG.search(story.title) else ANY


#: Lines of hours that make a programme.
_PROGRAMME = 2


def _announces(text: str, story: Story, timetable: bool = False) -> bool:
    """Whether a story tells of what is to come rather than of what has been; a ``timetable`` may
    be all it has."""
    body = " ".join(block.span.of(text) for block in story.paragraphs[:_BODY])[:_BODY]
    ahead, over = len(_AHEAD.findall(body)), len(_OVER.findall(body))
    return (ahead >= 2 or timetable) and 2 * ahead + timetable >= over


def _sentence(text: str, at: int) -> str:
    """The line or sentence around a place."""
    start = max(text.rfind("\n", 0, at), text.rfind(". ", 0, at)) + 1
    stops = [n for n in (text.find("\n", at), text.find(". ", at)) if n >= 0]
    return text[start : min(stops, default=len(text))]


def _day(second: int) -> When:
    return day(*civil(second)[:3])

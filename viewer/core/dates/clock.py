"""Times of the day: clocks, zones, and the parts of a day.

Each function is the action of one rule of `grammar`.
"""

from __future__ import annotations

from typing import Final

from viewer.core.dates import lexicon as lex
from viewer.core.dates.readings import DIGITS, Kind, Match, Reading, number, stands_free


def part_of_day(m: Match) -> Reading | None:
    """The morning, at night: a part of a day that is named elsewhere."""
    word = m.word("p")
    before = m.before()
    if (
        not m.has("t")
        and before
        not in (
            "in",
            "at",
            "by",
            "of",
            "on",
            "-",
            "early",
            "late",
            "until",
            "since",
            "before",
            "after",
            "mid",
            "during",
            "that",
        )
        and m.touches_left() != "-"
    ):
        return Reading(Kind.CLOCK, "part", part=lex.PARTS[word], partial=True)
    if before == "at" and word == "night":
        return Reading(Kind.CLOCK, "part", part="NI")
    return Reading(Kind.CLOCK, "part", part=lex.PARTS[word])


def clock_time(m: Match) -> Reading | None:
    """18:00, 8:06 pm, 6 a.m., 1452 GMT, nine o'clock, noon."""
    if not stands_free(m) or _is_offset(m):
        return None
    zone = _zone(m)
    if m.has("r"):
        h, i = lex.CLOCK_WORDS[m.word("r")]
        return Reading(Kind.CLOCK, "clock", clock=(h, i, None), zone=zone)
    hour_word = m.word("h")
    figures = DIGITS.findall(hour_word)
    minute: int | None = None
    second: int | None = None
    if not figures:
        value = number(hour_word)
        if value is None:
            return None
        hour = int(value)
    elif len(figures) == 2:
        hour, minute = int(figures[0]), int(figures[1])
        if len(figures[1]) != 2:
            return None
    elif len(figures[0]) >= 3:
        hour, minute = divmod(int(figures[0]), 100)
    else:
        hour = int(figures[0])
    if m.has("i"):
        if not m.word("i")[:2].isdigit():
            return None
        minute = m.number("i")
    if m.has("s"):
        second = m.number("s")
    if m.has("i") and not (m.has("m") or m.has("zone") or m.has("s") or _clock_led(m)):
        return None
    half = (m.word("m") or (m.word("i") or hour_word)[-2:]).replace(".", "")
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour == 24 and not minute:
        hour = 0
    if hour > 23 or (minute or 0) > 59 or (second or 0) > 59:
        return None
    return Reading(Kind.CLOCK, "clock", clock=(hour, minute, second), zone=zone)


def _clock_led(m: Match) -> bool:
    """ "21:14" is a score or a verse unless something says that it is a time."""
    if m.word("i").endswith("m") or m.before() in _BEFORE_CLOCK:
        return True
    i = m.found.start()
    return i > 1 and m.row.classes[i - 1] == " " and m.row.classes[i - 2] in "DYo2W"


_BEFORE_CLOCK: Final = frozenset(
    "at by around about until till from to between since before after and , ( [ - – circa".split()
)


_SIGNS: Final = frozenset("+-−–")


def _is_offset(m: Match) -> bool:
    """The 03:00 of "UTC−03:00" is no time of day."""
    i = m.found.start()
    return i > 1 and m.row.tokens[i - 1] in _SIGNS and m.row.classes[i - 2] == "Z"


def _zone(m: Match) -> str:
    """Z for a clock that runs by UTC itself, "" for any other: local time."""
    after = m.row.tokens[m.found.end() : m.found.end() + 2]
    if len(after) == 2 and after[0] in _SIGNS and after[1][0].isdigit():
        return ""
    return "Z" if m.word("zone").strip(" ()") in ("utc", "gmt", "z", "zulu") else ""

"""How often: sets such as daily, every other week, twice a day, on Sundays.

Each function is the action of one rule of `grammar`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from viewer.core.dates import kinds
from viewer.core.dates import lexicon as lex
from viewer.core.dates.holidays import holiday
from viewer.core.dates.lasting import lasting
from viewer.core.dates.numbers import number, ordinal
from viewer.core.dates.readings import (
    Match,
    Reading,
    is_real,
    month_of,
    stands_free,
    unit_name,
)


def how_often(m: Match) -> Reading | None:
    """Daily, every two weeks, each morning, per day, every Monday, Sundays, twice a week.

    How many times lies in the span and not in the value, as in TIMEX3.
    """
    if m.has("d"):
        at = m.at("d")
        if m.row.tokens[at][0].isupper() and m.after()[:1].isupper():
            return None  # the Daily Mail
        return _again(str(m.row.meanings.get(at) or lex.SETS[m.word("d")]))
    unit = unit_name(m.word("u"))
    part = f"T{lex.PARTS[m.word('p')]}" if m.has("p") else ""
    if unit in lex.UNITS and not part:
        if unit == "weekend" and not (m.has("n") or m.has("c")):
            return _again("XXXX-WXX-WE")
        count = _every(m)
        return lasting(count, unit, "set", kinds.SET) if count != 0 else None
    if m.row.classes[m.at("u")] == "h":
        return _again(_each_holiday(str(m.row.meanings[m.at("u")])))
    for table, value in _ANSWERS:
        if unit in table:
            return _again(f"{value}{table[unit]}{part}")
    if unit in lex.MONTHS:
        return _again(f"XXXX-{lex.MONTHS[unit]:02d}")
    return None


#: What comes again, before its code.
_ANSWERS: Final[tuple[tuple[Mapping[str, object], str], ...]] = (
    (lex.WEEKDAYS, "XXXX-WXX-"),
    (lex.EVERY_WEEK, ""),
    (lex.SEASONS, "XXXX-"),
    (lex.PARTS, "XXXX-XX-XXT"),
)


def _again(value: str) -> Reading:
    return Reading(kinds.SET, "set", value=value)


def _every(m: Match) -> float | None:
    """Every so many: 2 for "every other", None for "every few", 0 where it does not say."""
    if m.has("k"):
        return 0.5
    if m.has("o"):
        return float(ordinal(m.word("o")))
    if m.has("n"):
        if m.row.classes[m.at("n")] == "v":
            return None
        return number(m.word("n")) or 0.0
    return 2.0 if m.has("c") and m.word("c") == "other" else 1.0


def _each_holiday(name: str) -> str:
    """The day of the year where a holiday has one, else once a year."""
    days = {holiday(name, y) for y in (2021, 2022, 2023)}
    if len(days) > 1:
        return "P1Y"
    month, day = days.pop()
    return f"XXXX-{month:02d}-{day:02d}"


def each_date(m: Match) -> Reading | None:
    """Every 11 November, each June 14, every first of May."""
    month, day = ("m", "d") if m.has("d") else ("k", "n")
    y, d = month_of(m.word(month)), ordinal(m.word(day))
    if not is_real(None, y, d) or m.row.tokens[m.found.start()].lower() == "per":
        return None
    return _again(f"XXXX-{y:02d}-{d:02d}")


def so_much_a(m: Match) -> Reading | None:
    """Five days a week, 24 hours a day: so much of each."""
    part, whole = unit_name(m.word("f")), m.word("u")
    if part not in _RISING or whole not in _RISING or not stands_free(m):
        return None
    if _RISING.index(part) >= _RISING.index(whole) or m.after() in lex.DIRECTIONS:
        return None
    return lasting(1.0, whole, "set", kinds.SET)


_RISING: Final = ("second", "minute", "hour", "day", "week", "month", "year")


def parts_again(m: Match) -> Reading | None:
    """In the mornings, on Sunday mornings."""
    word = m.word("p")
    if word not in _PLURAL_PARTS or m.after() == "of":
        return None
    if m.has("u"):
        return _again(f"XXXX-WXX-{lex.WEEKDAYS[m.word('u')]}T{lex.PARTS[word]}")
    if m.before() not in ("in", "on", "during", "most"):
        return None
    return _again(f"XXXX-XX-XXT{lex.PARTS[word]}")


_PLURAL_PARTS: Final = frozenset(("nights", "mornings", "afternoons", "evenings"))


def weekends(m: Match) -> Reading | None:
    """At weekends, on weekends and holidays."""
    if m.word("u") != "weekends" or m.before() not in ("at", "on", "most", "and", "or"):
        return None
    return _again("XXXX-WXX-WE")

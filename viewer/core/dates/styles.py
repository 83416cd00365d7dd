"""How people like time told: the ways to write a day, and the day on which a week begins."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple

from viewer.core.dates.wording import month_name
from viewer.core.patterns import late


class DateStyle(StrEnum):
    """How a reader likes a date written."""

    DAY_FIRST = "day-first"  # 3 March 2024
    MONTH_FIRST = "month-first"  # March 3, 2024
    ISO = "iso"  # 2024-03-03


class Manner(NamedTuple):
    """How a reader likes time told: the style of dates, and the first day of the week, from 0 for
    Monday to 6 for Sunday."""

    style: DateStyle = DateStyle.DAY_FIRST
    week: int = 0


#: Of one who did not say.
USUAL: Final = Manner()

_MONTHS: Final = {month_name(m): m for m in range(1, 13)}
_MONTH: Final = f"(?:{'|'.join(_MONTHS)})"
#: A day, a month, or both, of the month and year that come later: "30 April – " 3 May 2024.
_ITEM: Final = rf"(?:\d{{1,2}} {_MONTH}|\d{{1,2}}|{_MONTH})"
#: A date as `wording.words` writes it, or several of one year, with a clock behind them.
_DATE: Final = late(
    rf"(?<![\w.,:–-])(?P<items>(?:{_ITEM}(?:, | – | or | and )){{0,40}}(?:\d{{1,2}} )?{_MONTH}) "
    r"(?P<year>AD \d{1,3}|\d{1,5} BC|\d{3,4})(?!\d)"
    r"(?:, (?P<clock>\d\d:\d\d(?::\d\d)?)(?P<zone> UTC| [+-]\d\d:?\d\d)?)?"
)
_JOINT: Final = late(r"(, | – | or | and )")
#: Words of a story, which stand as they are.
_QUOTED: Final = late(r"(“[^”]*(?:”|$))")


def restyled(words: str, style: DateStyle) -> str:
    """Words of ours, such as a date or the reason for one, with their dates in a style.

    What they quote of a story between “ and ” stays as it is. A year before 1000 is no year of
    ISO to most readers: such dates keep their words.
    """
    if style is DateStyle.DAY_FIRST:
        return words
    parts = _QUOTED.split(words)
    write = _iso if style is DateStyle.ISO else _month_first
    parts[::2] = [_DATE.sub(write, part) for part in parts[::2]]
    return "".join(parts)


def _month_first(found: re.Match[str]) -> str:
    items = _JOINT.split(found["items"])
    if not any(item[0].isdigit() for item in items[::2]):
        return found[0]
    said = ""  # the month of the days before
    months = _months_of(items)
    for at, month in zip(range(0, len(items), 2), months, strict=True):
        day = items[at].partition(" ")[0]
        if day.isdigit():
            items[at] = day if month == said else f"{month} {day}"
        said = month
    clock = f", {found['clock']}{found['zone'] or ''}" if found["clock"] else ""
    return f"{''.join(items)}, {found['year']}{clock}"


def _iso(found: re.Match[str]) -> str:
    if len(found["year"]) != 4 or not found["year"].isdigit() or found["year"] < "1000":
        return found[0]
    items = _JOINT.split(found["items"])
    months = _months_of(items)
    for at, month in zip(range(0, len(items), 2), months, strict=True):
        day = items[at].partition(" ")[0]
        items[at] = f"{found['year']}-{_MONTHS[month]:02}"
        items[at] += f"-{int(day):02}" if day.isdigit() else ""
    clock = f" {found['clock']}{found['zone'] or ''}" if found["clock"] else ""
    return "".join(items) + clock


def _months_of(items: list[str]) -> list[str]:
    """The month of each item: its own, else that of the next that says one."""
    months: list[str] = []
    month = ""
    for item in reversed(items[::2]):
        month = item.rpartition(" ")[2] if not item.isdigit() else month
        months.append(month)
    return months[::-1]

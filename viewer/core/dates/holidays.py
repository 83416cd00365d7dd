"""Holidays: the days of a year that people call by a name."""

from __future__ import annotations

from typing import Final

from viewer.core.when import civil_from_days, days_from_civil, month_length

#: Fixed days: month and day. Names in small letters are matched however they are capitalised;
#: these are written as names, so a "new year" or an "independence day" in general is none.
_FIXED: Final[dict[str, tuple[int, int]]] = {
    "New Year's Day": (1, 1),
    "New Year's Eve": (12, 31),
    "Epiphany": (1, 6),
    "Groundhog Day": (2, 2),
    "Candlemas": (2, 2),
    "Valentine's Day": (2, 14),
    "International Women's Day": (3, 8),
    "St. Patrick's Day": (3, 17),
    "St Patrick's Day": (3, 17),
    "April Fools' Day": (4, 1),
    "April Fool's Day": (4, 1),
    "Earth Day": (4, 22),
    "Anzac Day": (4, 25),
    "May Day": (5, 1),
    "VE Day": (5, 8),
    "V-E Day": (5, 8),
    "Flag Day": (6, 14),
    "Juneteenth": (6, 19),
    "Canada Day": (7, 1),
    "Bastille Day": (7, 14),
    "VJ Day": (8, 15),
    "Halloween": (10, 31),
    "All Saints' Day": (11, 1),
    "All Souls' Day": (11, 2),
    "Guy Fawkes Night": (11, 5),
    "Armistice Day": (11, 11),
    "Veterans Day": (11, 11),
    "Veterans' Day": (11, 11),
    "Remembrance Day": (11, 11),
    "Christmas Eve": (12, 24),
    "Christmas Day": (12, 25),
    "Christmas": (12, 25),
    "Boxing Day": (12, 26),
}
#: Month, which weekday (Monday 1), which of the month (-1 the last), days after it.
_FLOATING: Final[dict[str, tuple[int, int, int, int]]] = {
    "Martin Luther King Day": (1, 1, 3, 0),
    "Martin Luther King Jr. Day": (1, 1, 3, 0),
    "Super Bowl Sunday": (2, 7, 2, 0),
    "Presidents' Day": (2, 1, 3, 0),
    "Presidents Day": (2, 1, 3, 0),
    "Mother's Day": (5, 7, 2, 0),
    "Memorial Day": (5, 1, -1, 0),
    "Father's Day": (6, 7, 3, 0),
    "Labor Day": (9, 1, 1, 0),
    "Columbus Day": (10, 1, 2, 0),
    "Thanksgiving": (11, 4, 4, 0),
    "Thanksgiving Day": (11, 4, 4, 0),
    "Black Friday": (11, 4, 4, 1),
    "Cyber Monday": (11, 4, 4, 4),
}
#: Days from Easter Sunday of the western churches.
_EASTER: Final[dict[str, int]] = {
    "Shrove Tuesday": -47,
    "Mardi Gras": -47,
    "Ash Wednesday": -46,
    "Palm Sunday": -7,
    "Maundy Thursday": -3,
    "Good Friday": -2,
    "Easter": 0,
    "Easter Sunday": 0,
    "Easter Day": 0,
    "Easter Monday": 1,
    "Ascension Day": 39,
    "Pentecost": 49,
    "Whit Sunday": 49,
    "Whit Monday": 50,
    "Corpus Christi Day": 60,
}

NAMES: Final = (*_FIXED, *_FLOATING, *_EASTER)


#: Easter by the calendar of its time: the Julian rule from 326, the Gregorian from 1583, as far
#: as `dateutil.easter` vouches for each.
_EASTER_FROM: Final = 326
_GREGORIAN_FROM: Final = 1583
_EASTER_TO: Final = 4099


class NotKept(ValueError):
    """A feast that hangs on Easter, in a year for which no rule tells when that was."""


def holiday(name: str, year: int) -> tuple[int, int]:
    """Month and day of a holiday of NAMES in a year. Raises NotKept."""
    if name in _FIXED:
        return _FIXED[name]
    if name in _EASTER:
        # Needed by few texts, and its import takes as long as reading a page of prose.
        from dateutil.easter import EASTER_JULIAN, EASTER_WESTERN, easter

        if not _EASTER_FROM <= year <= _EASTER_TO:
            raise NotKept(f"no rule tells when {name} was in the year {year}")
        sunday = easter(year, EASTER_WESTERN if year >= _GREGORIAN_FROM else EASTER_JULIAN)
        days = days_from_civil(sunday.year, sunday.month, sunday.day) + _EASTER[name]
    else:
        month, weekday, which, later = _FLOATING[name]
        if which > 0:
            first = days_from_civil(year, month, 1)
            days = first + (weekday - 1 - (first + 3)) % 7 + 7 * (which - 1)
        else:
            last = days_from_civil(year, month, month_length(year, month))
            days = last - ((last + 3) - (weekday - 1)) % 7
        days += later
    return civil_from_days(days)[1:]

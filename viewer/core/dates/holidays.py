"""Holidays: the days of a year that people call by a name."""

from __future__ import annotations

from typing import Final

from viewer.core.when import civil_from_days, days_from_civil, month_length

#: Fixed days: month, day, and the names of each. Names in small letters are matched however they
#: are capitalised; these are written as names, so an "independence day" in general is none.
#: Names that several countries give to different days ("Independence Day", "Labour Day", "Republic
#: Day") stand in `SHARED` instead: which day is meant, the name alone does not say.
_FIXED: Final[dict[str, tuple[int, int]]] = {
    name: (month, day)
    for month, day, names in (
        (1, 1, "New Year's Day|New Year's"),
        (1, 5, "Twelfth Night"),
        (1, 6, "Epiphany|Twelfth Day"),
        (1, 25, "Burns Night"),
        (1, 26, "Australia Day"),
        (1, 27, "Holocaust Memorial Day"),
        (2, 2, "Groundhog Day|Candlemas"),
        (2, 6, "Waitangi Day"),
        (2, 14, "Valentine's Day|St. Valentine's Day|St Valentine's Day|Valentines Day"),
        (3, 1, "St. David's Day|St David's Day"),
        (3, 8, "International Women's Day"),
        (3, 14, "Pi Day"),
        (3, 17, "St. Patrick's Day|St Patrick's Day|Saint Patrick's Day"),
        (3, 22, "World Water Day"),
        (3, 25, "Lady Day|Annunciation Day"),
        (4, 1, "April Fools' Day|April Fool's Day|April Fools Day|All Fools' Day"),
        (4, 7, "World Health Day"),
        (4, 22, "Earth Day"),
        (4, 23, "St. George's Day|St George's Day"),
        (4, 25, "Anzac Day|ANZAC Day"),
        (4, 30, "Walpurgis Night"),
        (5, 1, "May Day"),
        (5, 3, "World Press Freedom Day"),
        (5, 5, "Cinco de Mayo"),
        (5, 8, "VE Day|V-E Day"),
        (6, 5, "World Environment Day"),
        (6, 14, "Flag Day"),
        (6, 16, "Bloomsday"),
        (6, 19, "Juneteenth"),
        (6, 20, "World Refugee Day"),
        (6, 23, "Midsummer Eve|Midsummer's Eve|St. John's Eve|St John's Eve"),
        (6, 24, "Midsummer Day|Midsummer's Day|St. John's Day|St John's Day"),
        (6, 29, "St. Peter's Day|St Peter's Day"),
        (7, 1, "Canada Day"),
        (7, 12, "Orangemen's Day"),
        (7, 14, "Bastille Day"),
        (7, 15, "St. Swithin's Day|St Swithin's Day"),
        (7, 25, "St. James's Day|St James's Day"),
        (8, 1, "Lammas|Lammas Day"),
        (8, 15, "VJ Day|V-J Day|Assumption Day|Feast of the Assumption"),
        (8, 24, "St. Bartholomew's Day|St Bartholomew's Day"),
        (9, 14, "Holy Cross Day"),
        (9, 29, "Michaelmas|Michaelmas Day"),
        (10, 24, "United Nations Day"),
        (10, 25, "St. Crispin's Day|St Crispin's Day"),
        (10, 31, "Halloween|Hallowe'en|All Hallows' Eve|Reformation Day"),
        (11, 1, "All Saints' Day|All Saints Day|All Hallows' Day"),
        (11, 2, "All Souls' Day|All Souls Day|Day of the Dead"),
        (11, 5, "Guy Fawkes Night|Guy Fawkes Day|Bonfire Night"),
        (11, 11, "Armistice Day|Veterans Day|Veterans' Day|Remembrance Day|Martinmas"),
        (11, 20, "World Children's Day"),
        (11, 30, "St. Andrew's Day|St Andrew's Day"),
        (12, 1, "World AIDS Day"),
        (12, 6, "St. Nicholas Day|St Nicholas Day|St. Nicholas' Day"),
        (12, 7, "Pearl Harbor Day"),
        (12, 10, "Human Rights Day"),
        (12, 13, "St. Lucy's Day|St Lucy's Day"),
        (12, 24, "Christmas Eve"),
        (12, 25, "Christmas Day|Christmas|Xmas"),
        (12, 26, "Boxing Day|St. Stephen's Day|St Stephen's Day"),
        (12, 28, "Holy Innocents' Day"),
        (12, 31, "New Year's Eve|Hogmanay|St. Sylvester's Night"),
    )
    for name in names.split("|")
}
#: Month, which weekday (Monday 1), which of the month (-1 the last), days after it.
_FLOATING: Final[dict[str, tuple[int, int, int, int]]] = {
    name: (month, weekday, which, later)
    for month, weekday, which, later, names in (
        # The third Monday of January; the day became a holiday in 1986.
        (
            1,
            1,
            3,
            0,
            "Martin Luther King Day|Martin Luther King Jr. Day|Martin Luther King, Jr. Day|MLK Day",
        ),
        (2, 1, 3, 0, "Presidents' Day|Presidents Day|President's Day|Washington's Birthday"),
        (5, 7, 2, 0, "Mother's Day|Mothers' Day|Mothers Day"),
        (5, 1, -1, 0, "Memorial Day"),
        (6, 7, 3, 0, "Father's Day|Fathers' Day|Fathers Day"),
        (9, 1, 1, 0, "Labor Day"),
        (10, 1, 2, 0, "Columbus Day|Indigenous Peoples' Day|Indigenous Peoples Day"),
        # The day after the first Monday.
        (11, 1, 1, 1, "Election Day"),
        (11, 7, 2, 0, "Remembrance Sunday"),
        (11, 4, 4, 0, "Thanksgiving|Thanksgiving Day"),
        (11, 4, 4, 1, "Black Friday"),
        (11, 4, 4, 2, "Small Business Saturday"),
        (11, 4, 4, 4, "Cyber Monday"),
        (11, 4, 4, 5, "Giving Tuesday"),
    )
    for name in names.split("|")
}
#: Days from Easter Sunday of the western churches.
_EASTER: Final[dict[str, int]] = {
    name: days
    for days, names in (
        (-63, "Septuagesima"),
        (-49, "Quinquagesima"),
        (-48, "Shrove Monday|Rose Monday"),
        (-47, "Shrove Tuesday|Mardi Gras|Fat Tuesday|Pancake Day"),
        (-46, "Ash Wednesday"),
        (-21, "Mothering Sunday|Laetare Sunday"),
        (-14, "Passion Sunday"),
        (-7, "Palm Sunday"),
        (-3, "Maundy Thursday|Holy Thursday"),
        (-2, "Good Friday"),
        (-1, "Holy Saturday|Easter Saturday|Easter Eve"),
        (0, "Easter|Easter Sunday|Easter Day"),
        (1, "Easter Monday"),
        (7, "Low Sunday"),
        (39, "Ascension Day|Ascension Thursday"),
        (49, "Pentecost|Whit Sunday|Whitsunday|Whitsun"),
        (50, "Whit Monday"),
        (56, "Trinity Sunday"),
        (60, "Corpus Christi Day|Feast of Corpus Christi"),
    )
    for name in names.split("|")
}
#: Names that with their year do not tell a day: of many countries, moved by vote or by sponsors, of
#: one year only. Each is read as a day that is not known; else "Super Bowl Sunday" would be the
#: Sunday before the story, and "Chinese New Year's Eve" 31 December.
SHARED: Final = tuple(
    (
        "Independence Day|National Day|Republic Day|Constitution Day|Victory Day|Liberation Day|"
        "Labour Day|Victoria Day|Unity Day|Martyrs' Day|Inauguration Day|Tax Day|"
        "Super Bowl Sunday|Super Tuesday|Spring Bank Holiday|"
        "Bloody Sunday|Bloody Monday|Bloody Thursday|Bloody Friday|Bloody Saturday|"
        "Black Sunday|Black Monday|Black Tuesday|Black Wednesday|Black Thursday|Black Saturday|"
        "Orthodox Easter|Orthodox Easter Sunday|Orthodox Christmas|Orthodox Christmas Eve|"
        "Orthodox Good Friday|Chinese New Year's Day|Chinese New Year's Eve|"
        "Lunar New Year's Day|Lunar New Year's Eve"
    ).split("|")
)
#: The year in which a day came to be kept by its rule, and the day it had before, if any. In
#: earlier years the name tells no more than that.
_SINCE: Final[dict[str, tuple[int, tuple[int, int] | None]]] = {
    "Thanksgiving": (1942, None),
    "Thanksgiving Day": (1942, None),
    "Black Friday": (1961, None),
    "Cyber Monday": (2005, None),
    "Giving Tuesday": (2012, None),
    "Small Business Saturday": (2010, None),
    "Memorial Day": (1971, (5, 30)),
    "Columbus Day": (1971, (10, 12)),
    "Washington's Birthday": (1971, (2, 22)),
    "Presidents' Day": (1971, None),
    "Presidents Day": (1971, None),
    "President's Day": (1971, None),
    "Martin Luther King Day": (1986, None),
    "Martin Luther King Jr. Day": (1986, None),
    "Martin Luther King, Jr. Day": (1986, None),
    "MLK Day": (1986, None),
    "Remembrance Sunday": (1945, None),
    "Veterans Day": (1978, None),
    "Veterans' Day": (1978, None),
}

NAMES: Final = (*_FIXED, *_FLOATING, *_EASTER)


#: Easter by the calendar of its time: the Julian rule from 326, the Gregorian from 1583, as far
#: as `dateutil.easter` vouches for each.
_EASTER_FROM: Final = 326
_GREGORIAN_FROM: Final = 1583
_EASTER_TO: Final = 4099


class NotKept(ValueError):
    """A holiday in a year for which no rule here tells when it was."""


def holiday(name: str, year: int) -> tuple[int, int]:
    """Month and day of a holiday of NAMES in a year, or NotKept, as for every one of SHARED."""
    if name in SHARED:
        raise NotKept(f"{name} is not the same day everywhere")
    since, before = _SINCE.get(name, (year, None))
    if year < since:
        if before is None:
            raise NotKept(f"{name} was not kept by its rule in {year}")
        return before
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

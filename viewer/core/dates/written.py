"""Dates written out, wholly or in part: days, months, years, seasons, quarters, centuries.

Each function is the action of one rule of `grammar`: it reads a match and returns a Reading,
several Found where the words are two expressions ("22-25 April"), or None when they are not
about time after all (a price, a count, a name, a verb).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from viewer.core.dates import cues, kinds
from viewer.core.dates import lexicon as lex
from viewer.core.dates.guards import (
    addresses,
    kind_of_season,
    labels,
    names_someone,
    names_something,
    numbered,
    played,
)
from viewer.core.dates.model import NamedPeriod
from viewer.core.dates.numbers import ordinal
from viewer.core.dates.readings import (
    Found,
    Match,
    Reading,
    is_real,
    month_of,
    stands_free,
    year_of,
)
from viewer.core.when import civil_from_days, days_from_civil


def day_of_year(m: Match) -> Reading | None:
    """1 July 2024, July 1st, Friday, 1 July."""
    if not stands_free(m):
        return None
    if m.has("u") and m.word("u") != "day":
        return None  # the third week of May
    y, short = year_of(m)
    if m.has("sep") and len(m.word("y")) < 4:
        if len(m.word("y")) != 2:
            return None
        short = True
    month, day = month_of(m.word("m")), ordinal(m.word("d"))
    if not is_real(None if short else y, month, day):
        return None
    if y is None and not m.has("w") and numbered(m) and m.at("d") < m.at("m"):
        return None  # Chapter 3 May be skipped
    if y is None:
        y = cues.FAMOUS_DAYS.get((month, day, m.after().lower().removesuffix("s")))
    noun = m.after().islower() and m.after() not in cues.FUNCTION_WORDS
    if noun and m.word("d") == "first" and y is None and m.at("m") < m.at("d"):
        return None  # "in March the first men came"
    if m.has("w"):
        return Reading(
            kinds.CALENDAR, "weekday-date", y, month, day, _weekday(m, "w"), short_year=short
        )
    if y is None and (month, day) == (9, 11) and _names_attacks(m):
        return Reading(kinds.CALENDAR, "day-by-name", 2001, 9, 11)
    return Reading(kinds.CALENDAR, "date" if y else "day-month", y, month, day, short_year=short)


def _names_attacks(m: Match) -> bool:
    """The Sept. 11 attacks, the Sept. 11 terrorist attacks."""
    return m.before() == "the" and m.after().lower() in ("attack", "attacks", "terrorist", "terror")


def _weekday(m: Match, group: str) -> int:
    name = m.word(group).strip(".")
    return lex.WEEKDAYS.get(name) or lex.WEEKDAY_SHORTS[name]


def some_days(m: Match) -> list[Found] | None:
    """22-25 April 2009, April 22 to 25, the 3rd and 5th of May, May 3, 5 and 9, 2010."""
    if not stands_free(m) or m.after().lower() in cues.COUNTED:
        return None
    y, short = year_of(m)
    month = month_of(m.word("m"))
    start, end = m.found.span("l")
    places = [i for i in range(start, end) if m.row.classes[i] in "Do"]
    days = [ordinal(m.row.tokens[i].lower()) for i in places]
    if not all(is_real(None if short else y, month, day) for day in days):
        return None
    joints = [m.row.classes[i + 1 : k] for i, k in pairwise(places)]
    if any(day >= later for day, later in pairwise(days)) and not all("&" in j for j in joints):
        return None
    first = m.at("m") < start
    if first and joints[-1] == ", ":
        return None  # "on May 3, 5 were shot"
    starts = [m.found.start() if first else start, *places[1:]]
    ends = [*(i + 1 for i in places[:-1]), m.found.end()]
    return [
        Found(a, b, Reading(kinds.CALENDAR, "days", y, month, day, short_year=short))
        for a, b, day in zip(starts, ends, days, strict=True)
    ]


def bare_days(m: Match) -> Reading | list[Found] | None:
    """On the 6th, the night of the 23rd, the 15th of next month, the 3rd, 9th and 20th: days of
    the month told of."""
    start, end = m.found.span("l")
    if not m.row.tokens[start][0].isdigit():
        return None  # "the first", as nearly everywhere
    places = [i for i in range(start, end) if m.row.classes[i] == "o"]
    words = [m.row.tokens[i] for i in places]
    before, after = m.before(), m.after()
    if not stands_free(m) or not all(w[0].isdigit() and 1 <= ordinal(w) <= 31 for w in words):
        return None
    readings = [Reading(kinds.CALENDAR, "day-of-month", d=ordinal(w)) for w in words]
    following = m.row.classes[end : end + 4]
    if following[1:2] in ("M", "j") or (following[:3] == " O " and following[3:] in ("M", "j")):
        return None
    if after.lower() == "of" and len(words) == 1:
        return readings[0]._replace(partial=True)
    part_of = before == "of" and (m.before(2) in lex.PARTS or m.before(2) in lex.SMALL_HOURS)
    if not part_of and before not in ("on", "by", "until", "till", "since"):
        return None
    if after and after not in ",.;:)" and after.lower() not in cues.FUNCTION_WORDS:
        return None
    starts = [m.found.start(), *places[1:]]
    return [Found(s, i + 1, r) for s, i, r in zip(starts, places, readings, strict=True)]


def iso_week(m: Match) -> Reading | None:
    """2013-W18, 2013-W18-3."""
    y, n = m.number("y"), m.number("n")
    if m.word("w") != "w" or not stands_free(m) or not 1 <= n <= 53:
        return None
    if not m.has("d"):
        return Reading(kinds.CALENDAR, "iso-week", y, nth=n, nth_unit="week")
    if m.number("d") > 7:
        return None
    fourth = days_from_civil(y, 1, 4)  # 4 January lies in the first week
    monday = fourth - (fourth + 3) % 7
    day = civil_from_days(monday + 7 * (n - 1) + m.number("d") - 1)
    return Reading(kinds.CALENDAR, "iso-week-day", *day)


def month_year(m: Match) -> Reading | None:
    y, short = year_of(m)
    return Reading(kinds.CALENDAR, "month", y, month_of(m.word("m")), short_year=short)


def bare_month(m: Match) -> Reading | None:
    """A month alone: only where it cannot be a name or a verb."""
    word, before, after = m.word("m").strip("."), m.before(), m.after()
    month = Reading(kinds.CALENDAR, "month", m=month_of(word))
    if _glued(m) or names_someone(m) or names_something(m):
        return None
    row = _in_row(m, "Mj")
    if row == "year" or (row == "range" and after != "-"):
        return month
    led = before in cues.LEADS or m.touches_left() == "-"
    if led and before in _LEADS_TO_NAMES and after[:1].isupper():
        led = False  # June Miller
    if word not in lex.MONTHS:
        # An abbreviation alone is too weak: "Jan said", "Mar Elias"; not "1914 (Aug.)".
        alone = m.touches_left() == "(" and m.touches_right() == ")"
        return month if alone or (led and "." in m.word("m")) else None
    if word in ("may", "march", "august", "april", "june") and not led:
        doubtful = word in ("may", "march") or after[:1].isupper() or before == "the"
        ranged = row == "range"
        if doubtful and not (ranged or after in "'’,.;:)" or after in ("'s", "’s")):
            return None
        if doubtful and before[:1].isalpha() and not (word == "march" and before in ("a", "the")):
            return None
    if (
        word == "march"
        and before in ("the", "a")
        and not (
            after[:1].islower() and after not in ("on", "to", "for", "of", "from", "through", "by")
        )
    ):
        return None
    return month


#: Behind these a capitalised word may begin a name: "for June Miller".
_LEADS_TO_NAMES: Final = frozenset(("and", "or", "that", "of", "as", "over", "for", ""))


def _glued(m: Match) -> bool:
    """Part of an address or a label: june2013@, @june, May_2."""
    right = m.row.tokens[m.found.end() : m.found.end() + 1]
    return m.touches_left() in "@$/" or any(t[0].isalnum() or t[0] in "@_" for t in right)


_YEAR_AHEAD: Final = r"(?:(?:, ?| O | )(?:Y|'[DN]))"
#: What may stand between the months or seasons of one row, and before the last of them.
_AHEAD: Final = {
    letters: (
        rf"(?:(?P<range> ?[-/] ?| z )|,? & |, )(?:e[ -])?[{letters}]\.?"
        rf"(?:(?: ?[-/] ?| [&z] |, & |, )(?:e[ -])?[{letters}]\.?){{0,4}}(?P<y>{_YEAR_AHEAD})?"
    )
    for letters in ("Mj", "S")
}
_BEHIND: Final = {letters: rf"[{letters}]\.?(?: ?[-/] ?| z )(?:e[ -])?$" for letters in ("Mj", "S")}


def _in_row(m: Match, letters: str) -> str:
    """How months, or seasons, stand in a row with others: "year" when one year follows them all
    ("July, August and September 2010"), "range" when they are joined as its ends, else ""."""
    classes = m.row.classes
    ahead = re.match(_AHEAD[letters], classes[m.found.end() : m.found.end() + 80])
    if ahead is not None and ahead["y"]:
        return "year"
    behind = re.search(_BEHIND[letters], classes[max(0, m.found.start() - 8) : m.found.start()])
    return "range" if behind is not None or (ahead is not None and ahead["range"]) else ""


def bare_year(m: Match) -> Reading | None:
    """A year alone. Guards: counts, prices, rooms, flights, models."""
    if not stands_free(m):
        return None
    y = int(m.word("y"))
    before, after = m.before(), m.after()
    if numbered(m) or labels(m) or addresses(m):
        return None
    told = after in _DONE and before in _LEADING  # "a fire in 2011 killed two"
    if after.lower() in cues.COUNTED and not told:
        return None
    led = before in cues.LEADS or before in ("year", "(", ",", "-", "the", "years", "[")
    if after.lower() in cues.PEOPLES and (not led or y % 100 == 0):
        return None
    if not 1900 <= y < 2100:
        lead_in = led or (m.touches_left() == "-" or m.touches_right() == "-")
        if not lead_in and not (after in ").,;:-|" or _opens_line(m)):
            return None
        if not lead_in and before.isdigit():
            return None
    plural = after.endswith("s") and after[:1].islower() and after not in _NOT_PLURAL
    if plural and y % 50 == 0 and before != "the":
        return None
    return Reading(kinds.CALENDAR, "year", y)


def _opens_line(m: Match) -> bool:
    """Nothing but signs stands before it in its line, as before the first cell of a table."""
    first = max(0, m.found.start() - 4)
    for token in reversed(m.row.tokens[first : m.found.start()]):
        if "\n" in token:
            return True
        if token.isalnum():
            return False
    return first == 0


_NOT_PLURAL: Final = frozenset("as was is has his this its us does across perhaps".split())


#: What stands before '53 as a year, even where a word that counts follows it.
_LEADING: Final = frozenset("in since of from until till by before after during".split())


#: What a happening did, and what counts those to whom it did.
_DONE: Final = frozenset(("killed", "wounded"))


def short_year(m: Match) -> Reading | None:
    word = m.word("y")
    if len(word) != 2 or m.touches_left() not in " (-,i" or m.touches_right() in "x'":
        return None
    # A quotation may open with a count: said '20 people were hurt'; "in '53 killed 307" has none.
    if (m.after().lower() in cues.COUNTED and m.before() not in _LEADING) or numbered(m):
        return None
    return Reading(kinds.CALENDAR, "year", int(word), short_year=True)


def two_years(m: Match) -> list[Found] | None:
    """2009-10, 1914-18, 1939-1945, and 2024-09 for a month."""
    if not stands_free(m) or numbered(m) or m.after() in cues.COUNTED:
        return None
    y, word = int(m.word("y")), m.word("z")
    if len(word) == 4:
        end = int(word)
    elif m.word("range")[0] == " ":
        return None
    elif len(word) == 1:
        # 1998-9; what is no later than that is no range
        end = y - y % 10 + int(word)
    else:
        if len(word) != 2:
            return None
        if int(word) <= y % 100:
            month = int(word)
            if 1 <= month <= 12 and m.word("range") == "-" and m.touches_right() not in "-.":
                return [
                    Found(
                        m.found.start(),
                        m.found.end(),
                        Reading(kinds.CALENDAR, "iso-month", y, month),
                    )
                ]
            return None
        end = y - y % 100 + int(word)
    if not y < end < y + 1000:
        return None
    after = m.after().lower()
    if m.word("range")[0] == " " and after[:1].isalpha() and after not in cues.FUNCTION_WORDS:
        return None  # 1500 to 1800 crowns; years that are led are found one by one
    (a, b), (c, d) = m.found.span("y"), m.found.span("z")
    return [
        Found(a, b, Reading(kinds.CALENDAR, "years", y)),
        Found(c, d, Reading(kinds.CALENDAR, "years", end)),
    ]


def era_year(m: Match) -> Reading | None:
    y = int(m.word("y").replace(",", ""))
    if not y or not stands_free(m) or (m.has("u") and m.word("u") != "year"):
        return None
    if m.word("era")[0] == "b":
        return Reading(kinds.CALENDAR, "era-year", 1 - y, bc=True)
    return Reading(kinds.CALENDAR, "era-year", y) if y < 2200 else None


def bc_years(m: Match) -> list[Found] | None:
    """480-479 BC, 427/6 BC, 120-130 AD."""
    y, word, bc = int(m.word("y")), m.word("z"), m.word("era")[0] == "b"
    z = int(word)
    if m.has("and") and m.before() != "between":
        return None
    if len(word) < len(m.word("y")) and bc and z and not m.has("and"):
        z += y - y % 10 ** len(word)
    if not (y > z > 0 if bc else 0 < y < z < 2200):
        return None
    (a, b), (c, _) = m.found.span("y"), m.found.span("z")
    return [
        Found(start, end, Reading(kinds.CALENDAR, "era-year", 1 - n if bc else n, bc=bc))
        for start, end, n in ((a, b, y), (c, m.found.end(), z))
    ]


def the_year(m: Match) -> Reading | None:
    """The year 1950."""
    word = m.word("y")
    if m.word("u") != "year" or not (word.isdigit() and 2 < len(word) < 5):
        return None
    if m.touches_right() in "-/" and m.after_is_number():
        return None  # the year 2012-13 is two years
    return Reading(kinds.CALENDAR, "year", int(word))


def iso_day(m: Match) -> Reading | None:
    y, month, day = m.number("y"), m.number("m"), m.number("d")
    if not is_real(y, month, day) or not stands_free(m) or numbered(m) or labels(m):
        return None
    if m.touches_left() == "-" and m.row.tokens[m.found.start() - 2][0].isalpha():
        return None  # report-2013-05-12
    return Reading(kinds.CALENDAR, "iso", y, month, day)


def timestamp(m: Match) -> Reading | None:
    date = iso_day(m)
    hour, minute = m.number("h"), m.number("i")
    if date is None or hour > 23 or minute > 59:
        return None
    second = m.number("s") if m.has("s") else None
    zone = "Z" if (m.word("s") or m.word("i")).endswith("z") else ""
    return date._replace(rule="timestamp", clock=(hour, minute, second), zone=zone)


def slashes(m: Match) -> Reading | None:
    """7/22/2024, 22/7/2024; where both numbers could be the month the day is in doubt."""
    a, b = int(m.word("a")), int(m.word("b"))
    y, short = int(m.word("y")), len(m.word("y")) < 4
    if not stands_free(m) or m.touches_left() == "-" or m.touches_right() == "-":
        return None
    if short and (len(m.word("y")) != 2 or m.word("sep") == "-"):
        return None
    month, day = (b, a) if a > 12 else (a, b)
    if not is_real(None if short else y, month, day):
        return None
    doubt = a <= 12 and b <= 12 and a != b
    return Reading(kinds.CALENDAR, "slashes", y, month, day, short_year=short, doubtful=doubt)


def dotted(m: Match) -> Reading | None:
    a, b, c = (int(part) for part in m.word("d").split("."))
    y, month, day = (a, b, c) if a > 999 else (c, b, a)
    if not is_real(y, month, day) or not stands_free(m) or numbered(m) or labels(m):
        return None
    return Reading(kinds.CALENDAR, "points", y, month, day)


def dotted_days(m: Match) -> list[Found] | None:
    """11-13.02.2020"""
    first = int(m.word("a"))
    day, month, y = (int(part) for part in m.word("d").split("."))
    if y < 1000 or first >= day or not is_real(y, month, day) or not stands_free(m):
        return None
    at = m.at("d")
    return [
        Found(m.found.start(), at - 1, Reading(kinds.CALENDAR, "days", y, month, first)),
        Found(at, m.found.end(), Reading(kinds.CALENDAR, "days", y, month, day)),
    ]


def days_with_weekdays(m: Match) -> list[Found] | None:
    """Mon 7 - Fri 11 Oct, Friday the 3rd to Sunday the 5th of May 2024."""
    y, short = year_of(m)
    month = month_of(m.word("m"))
    days = [ordinal(m.word("a")), ordinal(m.word("d"))]
    weekdays = [_weekday(m, "v"), _weekday(m, "w")]
    real = all(is_real(None if short else y, month, day) for day in days)
    apart = (weekdays[1] - weekdays[0]) % 7 == (days[1] - days[0]) % 7
    if not stands_free(m) or not real or not apart or days[0] >= days[1]:
        return None
    at = m.at("w")
    return [
        Found(a, b, Reading(kinds.CALENDAR, "days", y, month, day, weekday, short_year=short))
        for a, b, day, weekday in zip(
            (m.found.start(), at), (m.at("a") + 1, m.found.end()), days, weekdays, strict=True
        )
    ]


def season_over_new_year(m: Match) -> Reading | None:
    """The winter of 1892-93: that which begins in the first of the two years. A summer over New
    Year is a southern one."""
    y, word = int(m.word("y")), m.word("z")
    if int(word) != (y + 1) % 10 ** len(word):
        return None
    code = lex.SEASONS[m.word("n")]
    return Reading(kinds.CALENDAR, "season", y, season=code, southern=code == "SU", across=True)


def season(m: Match) -> Reading | None:
    y, short = year_of(m)
    if y is None and _in_row(m, "S") == "year":
        return Reading(kinds.CALENDAR, "season", season=lex.SEASONS[m.word("n")])
    if y is None and (kind_of_season(m) or names_someone(m)):
        return None
    word, before, after = m.word("n"), m.before(), m.after()
    written = m.row.tokens[m.at("n")]
    if y is None:
        if word in ("fall", "spring"):
            after_of = m.row.classes[m.found.end() : m.found.end() + 6]
            if before not in cues.LEADS and before != "the":
                return None
            if after_of.startswith(" O ") and after_of[3:4] not in "YHGLX" and after_of != " O t u":
                return None
            if word == "fall" and before in ("to", "and", "or", "of", "as"):
                return None
            if word == "fall" and before == "the" and m.before(2) not in cues.LEADS:
                return None
        if written[0].isupper() and before not in cues.LEADS and after[:1].isupper():
            return None
        if before not in cues.LEADS and before not in _OWNERS and m.touches_left() != "-":
            return None
    code, southern = lex.SEASONS[word], word in lex.SOUTHERN
    return Reading(kinds.CALENDAR, "season", y, season=code, southern=southern, short_year=short)


_OWNERS: Final = frozenset(("the", ",", "their", "its", "his", "her", "our", "a"))


def quarter(m: Match) -> Reading | None:
    y, short = year_of(m)
    if y is None and played(m):
        return None
    word = m.word("o")
    last = 2 if m.has("k") else 4
    n = {"final": last, "last": last, "closing": last, "opening": 1}.get(word) or ordinal(word)
    if not 1 <= n <= 4 or (word == "last" and y is None):
        return None
    if m.has("k"):
        return (
            Reading(kinds.CALENDAR, "half", y, half=n, short_year=short, partial=y is None)
            if n <= 2
            else None
        )
    return Reading(kinds.CALENDAR, "quarter", y, quarter=n, short_year=short)


def half_year(m: Match) -> Reading | None:
    """The latter half of 2010, the back half [of the year]."""
    y, short = year_of(m)
    n = int(str(m.row.meanings[m.at("o")]))
    return Reading(kinds.CALENDAR, "half", y, half=n, short_year=short, partial=y is None)


def two_quarters(m: Match) -> list[Found] | None:
    """The first and second quarters of 2012, the first to the third quarter."""
    y, short = year_of(m)
    words = {"quarter": 4, "quarters": 4, "half": 2, "halves": 2}
    numbers = [ordinal(m.word(g)) for g in ("p", "o")]
    parts = words.get(m.word("u"))
    if parts is None or not 1 <= numbers[0] < numbers[1] <= parts:
        return None
    (a, b), (c, _) = m.found.span("p"), m.found.span("o")
    return [
        Found(
            start,
            end,
            Reading(
                kinds.CALENDAR,
                "quarter",
                y,
                quarter=n if parts == 4 else None,
                half=n if parts == 2 else None,
                short_year=short,
            ),
        )
        for start, end, n in ((a, b, numbers[0]), (c, m.found.end(), numbers[1]))
    ]


def week_number(m: Match) -> Reading | None:
    n = int(m.word("d"))
    if m.word("u") != "week":
        return None
    return Reading(kinds.CALENDAR, "week", nth=n, nth_unit="week", partial=True)


def holiday_named(m: Match) -> Reading | None:
    y, short = year_of(m)
    if y is None and m.after()[:1].isupper() and m.after() != "I" and m.touches_right() == " ":
        return None  # the Easter Offensive
    name = str(m.row.meanings[m.at("n")])
    if name == "New Year's" and m.after().isalpha() and m.after().lower() not in _AFTER_NAME:
        return None  # a New Year's resolution
    return Reading(kinds.HOLIDAY, "holiday", y, short_year=short, holiday=name)


_AFTER_NAME: Final = frozenset("and or but in at on with to for when as because until by".split())


def holiday_stretch(m: Match) -> Reading | None:
    """The Labor Day weekend, Easter week, the Christmas holidays."""
    tail = m.word("tail")
    y, short = year_of(m)
    name = str(m.row.meanings[m.at("n")])
    holiday = Reading(kinds.HOLIDAY, "holiday-stretch", y, short_year=short, holiday=name)
    if tail in ("weekend", "week"):
        return holiday._replace(nth_unit=tail)
    if tail == "holiday":
        return holiday
    return holiday._replace(mod="APPROX") if tail in _SEASONS_OF_FEASTS else None


_SEASONS_OF_FEASTS: Final = frozenset("holidays period season break recess".split())


def nine_eleven(m: Match) -> Reading | None:
    """9/11, the day that goes by its date."""
    if (m.word("a"), m.word("b")) != ("9", "11") or not stands_free(m):
        return None
    if m.after() == "of" or m.before() in _BEFORE_SCORE:
        return None
    return Reading(kinds.CALENDAR, "day-by-name", 2001, 9, 11)


_BEFORE_SCORE: Final = frozenset("is was score scored rated about a by".split())


def nth_day(m: Match) -> Reading | None:
    """The 15th [of next month]."""
    if m.before() != "the":
        return None
    n = ordinal(m.word("d"))
    if not 1 <= n <= 31:
        return None
    return Reading(kinds.CALENDAR, "nth-day", nth=n, nth_unit="day", partial=True)


def named_period(m: Match) -> Reading | None:
    period = m.row.meanings[m.at("n")]
    assert isinstance(period, NamedPeriod)
    return Reading(kinds.PERIOD, "named-period", period=period)

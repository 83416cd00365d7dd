"""The grammar of English time: which rows of word classes say what.

A rule is a pattern over class letters (see `lexicon`) and an action that reads the matched words.
At each place the longest match wins, among equals the earlier rule. The rules find *hearts*, such
as ``September`` or ``this year``; `compose` then joins neighbours that are part and whole
("September of this year", "the morning of 19 April"), so no rule has to know all that may follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from typing import Final, NamedTuple

from viewer.core.dates import lexicon as lex
from viewer.core.dates.model import NamedPeriod
from viewer.core.dates.tokens import Row
from viewer.core.when import month_length


class Kind(Enum):
    """What a reading's date hangs on."""

    CALENDAR = "calendar"  # year, month, day as far as stated
    UNIT = "unit"  # this, last, next, the same day, week, month, ...
    OFFSET = "offset"  # so many units before or after a date
    WEEKDAY = "weekday"
    DECADE = "decade"
    CENTURY = "century"
    HOLIDAY = "holiday"
    PERIOD = "period"
    DEEP = "deep"  # years before the present, by the million
    CLOCK = "clock"  # a time or part of a day that is not named
    DURATION = "duration"
    SET = "set"
    VAGUE = "vague"


class Reading(NamedTuple):
    """What an expression says, before anything is borrowed from other dates.

    ``y`` is astronomical (0 is 1 BC). ``step`` is -1, 0 or 1 units from ``ref``, the "story" or
    the "text"; ``nth`` with ``unit`` counts parts of a whole, -1 for the last. ``partial`` means
    that it is an expression of time only as part of a whole ("the first half").
    """

    kind: Kind
    rule: str
    y: int | None = None
    m: int | None = None
    d: int | None = None
    weekday: int | None = None
    season: str = ""
    quarter: int | None = None
    half: int | None = None
    part: str = ""
    clock: tuple[int, int | None, int | None] | None = None
    zone: str = ""
    unit: str = ""
    step: int = 0
    ref: str = ""
    amount: float | None = None
    nth: int | None = None
    nth_unit: str = ""
    mod: str = ""
    value: str = ""
    bc: bool = False
    fiscal: bool = False
    doubtful: bool = False
    short_year: bool = False
    partial: bool = False
    holiday: str = ""
    period: NamedPeriod | None = None

    @property
    def names_day(self) -> bool:
        """It picks out one day, or says how to."""
        return (
            self.d is not None
            or self.kind in (Kind.WEEKDAY, Kind.HOLIDAY)
            or (self.kind in (Kind.UNIT, Kind.OFFSET) and self.unit == "day" and self.m is None)
        )

    @property
    def lacks_year(self) -> bool:
        return self.kind is Kind.CALENDAR and self.y is None


class Found(NamedTuple):
    """A reading and its tokens, ``row.tokens[start:end]``."""

    start: int
    end: int
    reading: Reading


class Match:
    """A rule's match on a row, seen as words."""

    __slots__ = ("found", "row")

    def __init__(self, row: Row, found: re.Match[str]) -> None:
        self.row = row
        self.found = found

    def has(self, group: str) -> bool:
        """The rule has such a group, and it matched something."""
        return group in self.found.re.groupindex and bool(self.found[group])

    def word(self, group: str) -> str:
        """The words of a group in small letters, "" when it took no part."""
        if not self.has(group):
            return ""
        start, end = self.found.span(group)
        return "".join(self.row.tokens[start:end]).lower()

    def number(self, group: str) -> int:
        """The integer a group starts with."""
        return int(_DIGITS.match(self.word(group))[0])  # type: ignore[index]

    def before(self, back: int = 1) -> str:
        """A word before the match in small letters, "" across punctuation or at the edge."""
        i = self.found.start() - 1
        tokens = self.row.tokens
        while i >= 0:
            if not tokens[i].isspace():
                back -= 1
                if back == 0:
                    return tokens[i].lower()
            i -= 1
        return ""

    def after(self) -> str:
        """The word after the match as written, "" at the edge."""
        tokens = self.row.tokens
        i = self.found.end()
        if i < len(tokens) and tokens[i].isspace():
            i += 1
        return tokens[i] if i < len(tokens) else ""

    def touches_left(self) -> str:
        """The class right before the match, " " at the edge."""
        i = self.found.start()
        return self.row.classes[i - 1] if i else " "

    def touches_right(self) -> str:
        i = self.found.end()
        return self.row.classes[i] if i < len(self.row.classes) else " "

    def at(self, group: str) -> int:
        return self.found.start(group)


_DIGITS: Final = re.compile(r"[0-9]+")
Action = Callable[[Match], "Reading | list[Found] | None"]


# --- numbers ---------------------------------------------------------------------------------


def number(words: str) -> float | None:
    """The number that words or figures name: "two and a half", "2,500", "twenty-five", "a"."""
    text = words.replace("-", " ").replace(",", "")
    half = 0.0
    for tail in (" and a half", " and one half", " and half"):
        if text.endswith(tail):
            text, half = text.removesuffix(tail), 0.5
    if text in ("half", "half a", "half an", "a half"):
        return 0.5
    total = current = 0.0
    for word in text.split():
        if word in ("a", "an"):
            current = 1.0
        elif word in ("dozen", "hundred"):
            current = max(current, 1.0) * lex.NUMBERS[word]
        elif word == "thousand":
            total, current = total + max(current, 1.0) * 1000, 0.0
        elif word in lex.NUMBERS:
            current += lex.NUMBERS[word]
        elif _FIGURE.fullmatch(word):
            current += float(word)
        elif word != "and":
            return None
    return total + current + half


_FIGURE: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def ordinal(word: str) -> int:
    """The number of "14th", "fourteenth", "twenty-first"; 0 when it is none."""
    digits = _DIGITS.match(word)
    if digits:
        return int(digits[0])
    tens, _, ones = word.replace(" ", "-").rpartition("-")
    return lex.NUMBERS.get(tens, 0) + lex.ORDINALS.get(ones, 0)


# --- actions -----------------------------------------------------------------------------------
# Each reads one match and returns a Reading, several Found where one row of words is two
# expressions ("22-25 April"), or None when the words are not about time after all.


def _free(m: Match) -> bool:
    """Nothing is glued to the match that would make it a price, a path, a score or a version."""
    left, right = m.touches_left(), m.touches_right()
    if left in "@$/:%" or right in "@$%":
        return False
    if left == "." and m.found.start() > 1 and m.row.classes[m.found.start() - 2] != " ":
        return False
    after = m.row.classes[m.found.end() + 1 : m.found.end() + 2]
    return not (right in "/:" and after not in (" ", ""))


def _year_of(m: Match, group: str = "y") -> tuple[int | None, bool]:
    """The year in a group, 0 for 1 BC, and whether it was written with two digits only."""
    word = m.word(group)
    digits = _DIGITS.findall(word)
    if not digits:
        return None, False
    if word[0] in "'’‘":
        return int(digits[0]), True
    y = int(digits[-1])
    return (1 - y if "b" in word else y), False


def _month_of(word: str) -> int:
    name = word.strip(".")
    return lex.MONTHS.get(name) or lex.MONTH_SHORTS[name]


def _real(y: int | None, m: int, d: int) -> bool:
    return 1 <= m <= 12 and 1 <= d <= month_length(2000 if y is None else y, m)


def _day(m: Match) -> Reading | None:
    """1 July 2024, July 1st, Friday, 1 July."""
    if not _free(m):
        return None
    y, short = _year_of(m)
    month, day = _month_of(m.word("m")), ordinal(m.word("d"))
    if not _real(None if short else y, month, day):
        return None
    if m.has("w"):
        return Reading(Kind.CALENDAR, "weekday-date", y, month, day, short_year=short)
    return Reading(Kind.CALENDAR, "date" if y else "day-month", y, month, day, short_year=short)


def _days(m: Match) -> list[Found] | None:
    """22-25 April 2009, April 22 to 25: two days of one month."""
    if not _free(m):
        return None
    y, short = _year_of(m)
    month = _month_of(m.word("m"))
    pair = [(g, ordinal(m.word(g))) for g in ("d", "e")]
    if not all(_real(None if short else y, month, day) for _, day in pair):
        return None
    if pair[0][1] >= pair[1][1] and m.has("range"):
        return None
    first = m.at("m") < m.at("d")
    a, b = m.found.span("d"), m.found.span("e")
    starts = (m.found.start() if first else a[0], b[0])
    ends = (a[1], m.found.end())
    return [
        Found(start, end, Reading(Kind.CALENDAR, "days", y, month, day, short_year=short))
        for start, end, (_, day) in zip(starts, ends, pair, strict=True)
    ]


def _month_year(m: Match) -> Reading | None:
    y, short = _year_of(m)
    return Reading(Kind.CALENDAR, "month", y, _month_of(m.word("m")), short_year=short)


def _bare_month(m: Match) -> Reading | None:
    """A month alone: only where it cannot be a name or a verb."""
    word, before, after = m.word("m").strip("."), m.before(), m.after()
    led = before in lex.LEADS or m.touches_left() == "-"
    if led and before in ("and", "or", "that", "of", "as", "over", "") and after[:1].isupper():
        led = False  # June Miller
    if word not in lex.MONTHS:
        # An abbreviation alone is too weak: "Jan said", "Mar Elias".
        return (
            Reading(Kind.CALENDAR, "month", m=_month_of(word))
            if led and "." in m.word("m")
            else None
        )
    if word in ("may", "march", "august", "april", "june") and not led:
        doubtful = word in ("may", "march") or after[:1].isupper() or before == "the"
        ranged = after in "-–" and m.row.classes[m.found.end() + 1 : m.found.end() + 2] in (
            "M",
            "j",
        )
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
    return Reading(Kind.CALENDAR, "month", m=lex.MONTHS[word])


def _year(m: Match) -> Reading | None:
    """A year alone. Guards: counts, prices, rooms, flights, models."""
    if not _free(m):
        return None
    y = int(m.word("y"))
    before, after = m.before(), m.after()
    left = m.found.start() - 2
    if left >= 0 and m.touches_left() == "-" and m.row.classes[left] in "NDF":
        return None  # the end of a telephone number
    led = before in lex.LEADS or before in ("year", "(", ",", "-", "the", "years", "[")
    if before in lex.NUMBERED or after.lower() in lex.COUNTED:
        return None
    if after.lower() in lex.PEOPLES and (not led or y % 100 == 0):
        return None
    if not 1900 <= y < 2100:
        lead_in = led or (m.touches_left() == "-" or m.touches_right() == "-")
        if not lead_in and not (after in ").,;:-" or m.found.start() == 0):
            return None
        if not lead_in and before.isdigit():
            return None
    plural = after.endswith("s") and after[:1].islower() and after not in _NOT_PLURAL
    if plural and y % 50 == 0 and before != "the":
        return None
    return Reading(Kind.CALENDAR, "year", y)


_NOT_PLURAL: Final = frozenset("as was is has his this its us does across perhaps".split())


def _short_year(m: Match) -> Reading | None:
    word = m.word("y")
    if len(word) != 2 or m.touches_left() not in " (-,i" or m.touches_right() in "x'":
        return None
    return Reading(Kind.CALENDAR, "year", int(word), short_year=True)


def _years(m: Match) -> list[Found] | None:
    """2009-10, 1914-18, 1939-1945, and 2024-09 for a month."""
    if not _free(m):
        return None
    y, word = int(m.word("y")), m.word("z")
    if len(word) == 4:
        end = int(word)
    else:
        if len(word) != 2:
            return None
        if int(word) <= y % 100:
            month = int(word)
            if 1 <= month <= 12 and m.word("range") == "-":
                return [
                    Found(
                        m.found.start(),
                        m.found.end(),
                        Reading(Kind.CALENDAR, "iso-month", y, month),
                    )
                ]
            return None
        end = y - y % 100 + int(word)
    if not y < end < y + 1000 or m.before() in lex.NUMBERED or m.after() in lex.COUNTED:
        return None
    (a, b), (c, d) = m.found.span("y"), m.found.span("z")
    return [
        Found(a, b, Reading(Kind.CALENDAR, "years", y)),
        Found(c, d, Reading(Kind.CALENDAR, "years", end)),
    ]


def _era_year(m: Match) -> Reading | None:
    y = int(m.word("y").replace(",", ""))
    if not y or not _free(m):
        return None
    if m.word("era")[0] == "b":
        return Reading(Kind.CALENDAR, "era-year", 1 - y, bc=True)
    return Reading(Kind.CALENDAR, "era-year", y) if y < 2200 else None


def _iso_day(m: Match) -> Reading | None:
    y, month, day = m.number("y"), m.number("m"), m.number("d")
    if not _real(y, month, day) or not _free(m):
        return None
    return Reading(Kind.CALENDAR, "iso", y, month, day)


def _timestamp(m: Match) -> Reading | None:
    date = _iso_day(m)
    hour, minute = m.number("h"), m.number("i")
    if date is None or hour > 23 or minute > 59:
        return None
    second = m.number("s") if m.has("s") else None
    zone = "Z" if m.word("s").endswith("z") else ""
    return date._replace(rule="timestamp", clock=(hour, minute, second), zone=zone)


def _slashes(m: Match) -> Reading | None:
    """7/22/2024, 22/7/2024; where both numbers could be the month the day is in doubt."""
    a, b = int(m.word("a")), int(m.word("b"))
    y, short = int(m.word("y")), len(m.word("y")) < 4
    if not _free(m) or (short and len(m.word("y")) != 2):
        return None
    month, day = (b, a) if a > 12 else (a, b)
    if not _real(None if short else y, month, day):
        return None
    doubt = a <= 12 and b <= 12 and a != b
    return Reading(Kind.CALENDAR, "slashes", y, month, day, short_year=short, doubtful=doubt)


def _dotted(m: Match) -> Reading | None:
    a, b, c = (int(part) for part in m.word("d").split("."))
    y, month, day = (a, b, c) if a > 999 else (c, b, a)
    if not _real(y, month, day) or not _free(m):
        return None
    return Reading(Kind.CALENDAR, "points", y, month, day)


def _decade(m: Match) -> Reading | None:
    word = m.word("e").replace("'s", "").replace("’s", "")
    if word in lex.DECADE_WORDS:
        # "in his twenties", "temperatures in the sixties" say nothing about a decade.
        if m.before() not in ("the", "early", "mid", "late", "-"):
            return None
        return Reading(Kind.DECADE, "decade", amount=lex.DECADE_WORDS[word])
    digits = _DIGITS.match(word)
    if digits is None or len(digits[0]) == 3 or not _free(m):
        return None
    if m.word("e").endswith(("'s", "’s")) and (
        m.before() not in _DECADE_LEADS or int(digits[0]) % 10
    ):
        return None
    if len(digits[0]) == 4:
        y = int(digits[0])
        return Reading(Kind.DECADE, "decade", y) if 1000 <= y < 2200 else None
    if m.before() not in _DECADE_LEADS:
        return None
    return Reading(Kind.DECADE, "decade", amount=int(digits[0]))


_DECADE_LEADS: Final = frozenset(("the", "early", "mid", "late", "-", "'", "’", "‘", "and"))


def _century(m: Match) -> Reading | list[Found] | None:
    unit = lex.UNITS.get(m.word("u")) or lex.UNITS[lex._PLURALS[m.word("u")]]
    if unit not in ("CE", "ML"):
        return None
    bc = m.word("era")[:1] == "b"
    rule = "century" if unit == "CE" else "millennium"
    n = ordinal(m.word("o"))
    if not 1 <= n <= 30:
        return None
    if m.has("p"):
        a, b = m.found.span("p"), m.found.span("o")
        return [
            Found(a[0], a[1], Reading(Kind.CENTURY, rule, bc=bc, amount=ordinal(m.word("p")))),
            Found(b[0], m.found.end(), Reading(Kind.CENTURY, rule, bc=bc, amount=n)),
        ]
    return Reading(Kind.CENTURY, rule, bc=bc, amount=n)


def _season(m: Match) -> Reading | None:
    y, short = _year_of(m)
    word, before, after = m.word("n"), m.before(), m.after()
    written = m.row.tokens[m.at("n")]
    if y is None:
        if word in ("fall", "spring"):
            after_of = m.row.classes[m.found.end() : m.found.end() + 6]
            if before not in lex.LEADS and before != "the":
                return None
            if after_of.startswith(" O ") and after_of[3:4] not in "YHGLX" and after_of != " O t u":
                return None
            if word == "fall" and before in ("to", "and", "or", "of", "as"):
                return None
            if word == "fall" and before == "the" and m.before(2) not in lex.LEADS:
                return None
        if written[0].isupper() and before not in lex.LEADS and after[:1].isupper():
            return None
        if before not in lex.LEADS and before not in _OWNERS and m.touches_left() != "-":
            return None
    return Reading(Kind.CALENDAR, "season", y, season=lex.SEASONS[word], short_year=short)


_OWNERS: Final = frozenset(("the", ",", "their", "its", "his", "her", "our", "a"))


def _quarter(m: Match) -> Reading | None:
    y, short = _year_of(m)
    word = m.word("o")
    n = 4 if word in ("final", "last") else ordinal(word)
    if not 1 <= n <= 4 or (word == "last" and y is None):
        return None
    if m.has("k"):
        return (
            Reading(Kind.CALENDAR, "half", y, half=n, short_year=short, partial=y is None)
            if n <= 2
            else None
        )
    return Reading(Kind.CALENDAR, "quarter", y, quarter=n, short_year=short)


def _fiscal(m: Match) -> Reading | None:
    y, short = _year_of(m)
    return Reading(Kind.CALENDAR, "fiscal-year", y, short_year=short, fiscal=True)


def _week(m: Match) -> Reading | None:
    n = int(m.word("d"))
    if m.word("u") != "week":
        return None
    return Reading(Kind.CALENDAR, "week", nth=n, nth_unit="week", partial=True)


def _unit_name(word: str) -> str:
    return lex._PLURALS.get(word, word)


def _unit(m: Match) -> Reading | None:
    """This week, last Friday, the next morning, that same month, the following year."""
    word, how = m.word("u"), m.word("how").split()[-1]
    if how in ("that", "those") and word in lex.MONTHS and m.after()[:1].isupper():
        return None  # "said that April Jones"
    if how in lex.LAST:
        step, ref = -1, lex.LAST[how]
    elif how in lex.NEXT:
        # "The next day" follows what was told, "next week" follows the story.
        step, ref = 1, "text" if m.row.classes[m.found.start()] == "t" else lex.NEXT[how]
    else:
        step, ref = 0, "story" if how in ("this", "current") else "text"
    rule = {-1: "last", 0: "this", 1: "next"}[step]
    if how == "final":
        return None
    if word in lex.WEEKDAYS:
        return Reading(Kind.WEEKDAY, rule, weekday=lex.WEEKDAYS[word], step=step, ref=ref)
    if word in lex.MONTHS:
        return Reading(
            Kind.UNIT, rule, m=lex.MONTHS[word], unit="year", step=step, ref=ref, nth_unit="month"
        )
    if word in lex.SEASONS:
        return Reading(
            Kind.UNIT,
            rule,
            season=lex.SEASONS[word],
            unit="year",
            step=step,
            ref=ref,
            nth_unit="season",
        )
    if word in lex.PARTS:
        if step == -1 and ref == "story" and word != "night":
            ref = "text"
        return Reading(Kind.UNIT, rule, unit="day", part=lex.PARTS[word], step=step, ref=ref)
    if word in ("second", "minute", "hour", "fortnight", "semester"):
        return None
    if how == "past" and word in lex.UNITS:
        return _lasting(1.0, word, "duration")
    return Reading(Kind.UNIT, rule, unit=word, step=step, ref=ref)


def _the_unit(m: Match) -> Reading | None:
    """The day, the weekend: the one just spoken of."""
    word = m.word("u")
    if word not in ("day", "weekend", "week", "month", "year"):
        return None
    before = m.before()
    whole = (
        before in ("of", "entire")
        or (word == "day" and before in ("for", "ending", "in"))
        or (before == "in" and m.before(2) in ("early", "earlier", "late", "later"))
    )
    return Reading(
        Kind.UNIT, "the", unit=word, step=0, ref="text", partial=not whole and word != "weekend"
    )


def _nth(m: Match) -> Reading | None:
    word = m.word("o")
    return Reading(
        Kind.CALENDAR,
        "nth",
        nth=-1 if word in ("last", "final") else ordinal(word),
        nth_unit=m.word("u"),
        partial=True,
    )


def _offset(m: Match) -> Reading | None:
    """Three weeks ago, a day later, two and a half years earlier."""
    unit, way = _unit_name(m.word("u")), m.word("g")
    step, ref = lex.DIRECTIONS[way] if way in lex.DIRECTIONS else (1, "story")
    if way in ("before", "after", "prior") and m.row.classes[
        m.found.end() : m.found.end() + 1
    ] not in ("", ",", ".", ";", ")"):
        return None
    count = number(m.word("n"))
    if m.row.classes[m.at("n")] == "v" or count is None:
        return Reading(Kind.OFFSET, "offset", unit=unit, step=step, ref=ref, amount=None)
    return Reading(Kind.OFFSET, "offset", unit=unit, step=step, ref=ref, amount=count)


def _the_before(m: Match) -> Reading | None:
    """The year before, the day after, the year previous."""
    word, way = m.word("u"), m.word("g")
    step = -1 if way in ("before", "previous", "prior", "preceding") else 1
    if way not in ("before", "after", "previous", "following", "prior"):
        return None
    if way in ("before", "after", "following", "prior") and m.row.classes[
        m.found.end() : m.found.end() + 1
    ] not in ("", ",", ".", ";", ")"):
        return None
    return Reading(Kind.UNIT, "the-before", unit=word, step=step, ref="text")


def _near_day(m: Match) -> Reading | None:
    """Today, yesterday, the day after tomorrow."""
    word = m.word("y")
    step = lex.DAYS[word]
    if m.has("g"):
        way = m.word("g")
        if way not in ("before", "after"):
            return None
        step += lex.DIRECTIONS[way][0]
    part = "NI" if word == "tonight" else ""
    return Reading(
        Kind.OFFSET,
        "near-day",
        unit="day",
        step=1 if step > 0 else -1,
        ref="story",
        amount=float(abs(step)),
        part=part,
    )


def _weekday(m: Match) -> Reading | None:
    word = m.word("w")
    name = word.strip(".")
    if name in lex.WEEKDAY_SHORTS and name not in lex.WEEKDAYS:
        if "." not in word and m.before() not in ("on", "by", "until", "till", "since"):
            return None
        return Reading(Kind.WEEKDAY, "weekday", weekday=lex.WEEKDAY_SHORTS[name])
    if m.row.tokens[m.at("w")][0].islower():
        return None
    return Reading(Kind.WEEKDAY, "weekday", weekday=lex.WEEKDAYS[name])


def _part(m: Match) -> Reading | None:
    """The morning, at night: a part of a day that is named elsewhere."""
    word = m.word("p")
    before = m.before()
    if not m.has("t") and before not in (
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
    ):
        if m.touches_left() != "-":
            return Reading(Kind.CLOCK, "part", part=lex.PARTS[word], partial=True)
    if before == "at" and word == "night":
        return Reading(Kind.CLOCK, "part", part="NI")
    return Reading(Kind.CLOCK, "part", part=lex.PARTS[word])


def _clock(m: Match) -> Reading | None:
    """18:00, 8:06 pm, 6 a.m., 1452 GMT, nine o'clock, noon."""
    if not _free(m):
        return None
    zone = _zone(m.word("zone"))
    if m.has("r"):
        h, i = lex.CLOCK_WORDS[m.word("r")]
        return Reading(Kind.CLOCK, "clock", clock=(h, i, None), zone=zone)
    hour_word = m.word("h")
    figures = _DIGITS.findall(hour_word)
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
        if len(_DIGITS.match(m.word("i"))[0]) != 2:  # type: ignore[index]
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


def _zone(word: str) -> str:
    return "Z" if word.strip(" ()") in ("utc", "gmt", "z", "zulu") else ""


def _lasting(count: float | None, unit: str, rule: str, kind: Kind = Kind.DURATION) -> Reading:
    """A duration as TIMEX3 writes it, the count X where it is vague."""
    letters = lex.UNITS[unit]
    return Reading(kind, rule, value=duration(count, letters), amount=count, unit=unit)


def duration(count: float | None, letters: str) -> str:
    """``P3D``, ``PT24H``, ``P2.5Y``, ``PXM``; a fortnight is two weeks, a millennium ten centuries."""
    times, letter = _SPLIT[letters] if letters in _SPLIT else (1, letters)
    amount = "X" if count is None else f"{count * times:.10g}"
    if letter.startswith("T"):
        return f"PT{amount}{letter[1:]}"
    return f"P{amount}{letter}"


_SPLIT: Final = {"2W": (2, "W"), "6M": (6, "M"), "ML": (10, "CE")}


def _duration(m: Match) -> Reading | None:
    unit = _unit_name(m.word("u"))
    if unit == "o" or unit not in lex.UNITS:
        return None
    if m.row.classes[m.at("n")] == "v":
        count = None
    else:
        count = number(m.word("n"))
        if count is None or not _free(m):
            return None
    if unit == "quarter" and (count is None or m.word("n") == "a" or m.after() == "of"):
        return None
    if m.word("n") in ("a", "an"):
        if m.touches_right() == "-":
            return None
        if _per(m):
            return _lasting(1.0, unit, "set", Kind.SET)
        if m.after().lower() in ("of", "that", "when", "to") and unit in (
            "day",
            "second",
            "minute",
        ):
            return None
        if unit in ("second", "minute") or (unit == "day" and m.before() == "of"):
            return None
    return _lasting(count, unit, "duration")


def _per(m: Match) -> bool:
    """A sum stands before "a year": so much each year."""
    window = m.row.classes[max(0, m.found.start() - 6) : m.found.start()]
    return any(c in "NDFYI%" for c in window) or m.before() in ("times", "once", "twice", "percent")


def _two_durations(m: Match) -> list[Found] | None:
    """Ten or fifteen years, 60 to 90 days: the first number borrows the unit."""
    unit = _unit_name(m.word("u"))
    first, second = number(m.word("n")), number(m.word("l"))
    if first is None or second is None or unit not in lex.UNITS or not _free(m):
        return None
    a, b = m.found.span("n"), m.found.span("l")
    return [
        Found(a[0], a[1], _lasting(first, unit, "duration")),
        Found(b[0], m.found.end(), _lasting(second, unit, "duration")),
    ]


def _half_unit(m: Match) -> Reading | None:
    unit = _unit_name(m.word("u"))
    return _lasting(0.5, unit, "duration") if unit in lex.UNITS else None


def _vague_duration(m: Match) -> Reading | None:
    word = m.word("u")
    if (
        word in ("seconds", "quarters", "weekends")
        or m.row.classes[m.found.end() : m.found.end() + 2] == " Y"
    ):
        return None
    return _lasting(None, _unit_name(word), "vague-duration")


def _vague_offset(m: Match) -> Reading | None:
    """Weeks earlier, years ago."""
    way = m.word("g")
    if way not in ("ago", "earlier", "later"):
        return None
    step, ref = lex.DIRECTIONS[way]
    return Reading(Kind.OFFSET, "offset", unit=_unit_name(m.word("u")), step=step, ref=ref)


def _long(m: Match) -> Reading | None:
    """Year-long."""
    return _lasting(1.0, m.word("u"), "duration") if m.word("c") == "long" else None


def _the_year(m: Match) -> Reading | None:
    """The year 1950."""
    return Reading(Kind.CALENDAR, "year", int(m.word("y"))) if m.word("u") == "year" else None


def _same_period(m: Match) -> Reading | None:
    """The same period [last year]: the stretch last spoken of, in another year."""
    return Reading(Kind.CALENDAR, "same-period", nth=0, nth_unit="same", partial=True)


def _bc_years(m: Match) -> list[Found] | None:
    """480-479 BC."""
    y, z = int(m.word("y")), int(m.word("z"))
    if not y > z > 0:
        return None
    (a, b), (c, _) = m.found.span("y"), m.found.span("z")
    return [
        Found(a, b, Reading(Kind.CALENDAR, "era-year", 1 - y, bc=True)),
        Found(c, m.found.end(), Reading(Kind.CALENDAR, "era-year", 1 - z, bc=True)),
    ]


def _bc_decade(m: Match) -> Reading | None:
    digits = _DIGITS.match(m.word("e"))
    if digits is None or m.word("era")[0] != "b":
        return None
    return Reading(Kind.DECADE, "decade", int(digits[0]), bc=True)


def _this_time(m: Match) -> Reading | None:
    """Around this time; ", this time with more care" is no time at all."""
    led = m.before() in ("during", "around", "by", "since", "until", "before", "after", "about")
    if m.word("t") != "time" or m.word("h") != "this" or not led:
        return None
    return Reading(Kind.VAGUE, "vague", value="PRESENT_REF")


def _past(m: Match) -> Reading | None:
    """The past: no part of "the past two years" or "the past master"."""
    after = m.after()
    if m.word("p") != "past" or (after[:1].isalpha() and after.lower() not in _AFTER_PAST):
        return None
    return Reading(Kind.VAGUE, "vague", value="PAST_REF")


_AFTER_PAST: Final = frozenset(
    "and or but of in for to was were is are had has have by with it he she they we".split()
)


def _within(m: Match) -> Reading | None:
    """The past two years, the next few days, the last decade."""
    unit = _unit_name(m.word("u"))
    if unit not in lex.UNITS:
        return None
    if not m.has("n"):
        return _lasting(None, unit, "vague-duration")
    vague = m.row.classes[m.at("n")] == "v"
    return _lasting(None if vague else number(m.word("n")), unit, "duration")


def _set(m: Match) -> Reading | None:
    """Daily, every two weeks, each morning, per day, every Monday."""
    if m.has("d"):
        return Reading(Kind.SET, "set", value=lex.SETS[m.word("d")])
    word = _unit_name(m.word("u"))
    if word in lex.UNITS:
        count = number(m.word("n")) if m.has("n") else 1.0
        if m.has("o"):
            count = float(ordinal(m.word("o")))
        return _lasting(count, word, "set", Kind.SET)
    if word == "second":
        return Reading(Kind.SET, "set", value="PT1S")
    if word in lex.WEEKDAYS:
        return Reading(Kind.SET, "set", value=f"XXXX-WXX-{lex.WEEKDAYS[word]}")
    if word in lex.MONTHS:
        return Reading(Kind.SET, "set", value=f"XXXX-{lex.MONTHS[word]:02d}")
    if word in lex.SEASONS:
        return Reading(Kind.SET, "set", value=f"XXXX-{lex.SEASONS[word]}")
    if word in lex.PARTS:
        return Reading(Kind.SET, "set", value=f"XXXX-XX-XXT{lex.PARTS[word]}")
    return None


def _vague(m: Match) -> Reading | None:
    meaning = m.row.meanings.get(m.found.start())
    word = m.word("r")
    value = str(meaning) if meaning else lex.VAGUE[word]
    return Reading(Kind.VAGUE, "vague", value=value)


def _holiday(m: Match) -> Reading | None:
    y, short = _year_of(m)
    if y is None and m.after()[:1].isupper() and m.touches_right() == " ":
        return None  # the Easter Offensive
    name = str(m.row.meanings[m.at("n")])
    return Reading(Kind.HOLIDAY, "holiday", y, short_year=short, holiday=name)


def _period(m: Match) -> Reading | None:
    period = m.row.meanings[m.at("n")]
    assert isinstance(period, NamedPeriod)
    return Reading(Kind.PERIOD, "named-period", period=period)


def _deep(m: Match) -> Reading | None:
    """65 million years ago."""
    count = number(m.word("n"))
    if count is None or _unit_name(m.word("u")) != "year":
        return None
    years = count * lex.LARGE[m.word("i")]
    if m.has("g"):
        return Reading(Kind.DEEP, "deep-time", amount=years) if m.word("g") == "ago" else None
    return Reading(Kind.DURATION, "duration", value=duration(years, "Y"), unit="year", amount=years)


# --- rules -------------------------------------------------------------------------------------

_MONTH: Final = r"(?P<m>M|j\.?)"
_WEEKDAY: Final = r"(?:(?P<w>W|1\.?)(?:,? ?)(?:t )?)?"
_YEAR: Final = r"(?P<y>Y(?: ?B)?|['][DN]|[DN] ?B)"
_OF_YEAR: Final = rf"(?:(?:, ?| O | ){_YEAR})"
_COUNT: Final = r"(?P<n>(?:[DNFY]|a|w(?:[ -]w){0,3}|v)(?: & a k)?)"
_ERA: Final = r"(?: ?(?P<era>B))"

#: (first classes, pattern, action)
_RULES: Final[tuple[tuple[str, str, Action], ...]] = (
    ("Y", r"(?P<y>Y)-(?P<m>D)-(?P<d>T)(?P<h>[DN])(?::(?P<i>[DN]))(?::(?P<s>[DNFTx]))?", _timestamp),
    ("Y", r"(?P<y>Y)(?P<sep>[-/])(?P<m>D)(?P=sep)(?P<d>D)", _iso_day),
    ("D", r"(?P<a>D)/(?P<b>D)/(?P<y>[YND])", _slashes),
    ("2", r"(?P<d>2)", _dotted),
    ("W1Do", rf"{_WEEKDAY}(?P<d>D|o|w-o)(?: u)?(?: O)? ?{_MONTH}{_OF_YEAR}?", _day),
    ("W1Mj", rf"{_WEEKDAY}(?:O )?{_MONTH} (?:t )?(?P<d>[Do]){_OF_YEAR}?", _day),
    ("Do", rf"(?P<d>[Do])(?: ?(?P<range>-) ?| [&z] )(?P<e>[Do])(?: O)? {_MONTH}{_OF_YEAR}?", _days),
    ("Mj", rf"{_MONTH} (?P<d>[Do])(?: ?(?P<range>-) ?| [&z] )(?P<e>[Do]){_OF_YEAR}?", _days),
    ("Mj", rf"{_MONTH}(?:, ?| O | |-){_YEAR}", _month_year),
    ("Mj", _MONTH, _bare_month),
    ("Y", r"(?P<y>Y)", _year),
    ("'", r"'(?P<y>[DN])", _short_year),
    ("Y", r"(?P<y>Y)(?P<range>-|/)(?P<z>[YDN])", _years),
    ("YDN", rf"(?P<y>[YDN]){_ERA}", _era_year),
    ("B", r"(?P<era>B) (?P<y>[YDN])", _era_year),
    ("EY", r"'?(?P<e>E|Ys)", _decade),
    ("'", r"'(?P<e>E)", _decade),
    ("ow", rf"(?:(?P<p>o|w-o) [&z] )?(?P<o>o|w-o)[ -](?P<u>[uU]){_ERA}?", _century),
    ("S", rf"(?P<n>S){_OF_YEAR}?", _season),
    ("oL", rf"(?P<o>[oL])[ -](?:q|(?P<k>k)){_OF_YEAR}?", _quarter),
    ("3", rf"3 ?(?P<o>D){_OF_YEAR}?", _quarter),
    ("J", rf"J(?: u)?[ -]?{_YEAR}", _fiscal),
    ("u", r"(?P<u>u) (?P<d>D)", _week),
    ("tHGLX=", r"(?:t )?(?P<how>[HGLX](?: =)?|=)(?: c)? (?P<u>[uqSPMW])", _unit),
    ("oL", r"(?P<o>o|L) (?P<u>u|W)", _nth),
    ("t", r"t (?P<u>u)", _the_unit),
    ("DNFYawvk", rf"{_COUNT}(?: c)?[ -](?P<u>[uUqPo]) (?P<g>g)", _offset),
    ("t", r"t (?P<u>[uqWP]) (?P<g>[gLX])", _the_before),
    ("y", r"(?P<y>y)", _near_day),
    ("t", r"t u (?P<g>g) (?P<y>y)", _near_day),
    ("W1", r"(?P<w>W|1\.?)", _weekday),
    ("Pt", r"(?P<t>t )?(?P<p>P)(?: U)?", _part),
    (
        "DNFYCw",
        r"(?P<h>[DN])(?::(?P<i>[DN]))(?::(?P<s>[DNF]))?(?: ?(?P<m>m))?(?P<zone> Z| \(Z\))?",
        _clock,
    ),
    ("DFC", r"(?P<h>[DF]) ?(?P<m>m)(?P<zone> Z| \(Z\))?", _clock),
    ("DN", r"(?P<h>[DN]):(?P<i>C)(?P<zone> Z| \(Z\))?", _clock),
    ("C", r"(?P<h>C)(?P<zone> Z| \(Z\))?", _clock),
    ("YN", r"(?P<h>[YN])(?P<zone> [Z])", _clock),
    ("Dw", r"(?P<h>[Dw]) K(?: (?P<m>m))?", _clock),
    ("R", r"(?P<r>R)(?P<zone> [Z])?", _clock),
    ("DNFYawv", rf"{_COUNT}(?P<c>(?: c){{0,2}})[ -](?P<u>[uUqP])(?:[ -]Q| O Q)?", _duration),
    (
        "DNFw",
        r"(?P<n>[DNF]|w(?:-w)?)(?: ?- ?| [&z] )(?P<l>[DNF]|w(?:-w)?)[ -](?P<u>[uU])",
        _two_durations,
    ),
    ("ka", r"(?:a )?k[ -](?:a )?(?P<u>u)", _half_unit),
    ("U", r"(?P<u>U)", _vague_duration),
    ("tLX", r"(?:t )?[LX](?P<n> (?:[DNFY]|w(?:[ -]w){0,3}|v))?(?: c)? (?P<u>U|u)", _within),
    ("U", r"(?P<u>U) (?P<g>g)", _vague_offset),
    ("u", r"(?P<u>u)-(?P<c>c)", _long),
    ("tu", r"(?:t )?(?P<u>u) (?P<y>Y)", _the_year),
    ("~", r"~", _same_period),
    ("YDN", r"(?P<y>[YDN])(?: ?- ?| z )(?P<z>[YDN]) ?(?P<era>B)", _bc_years),
    ("E", r"(?P<e>E) ?(?P<era>B)", _bc_decade),
    ("t", r"t (?P<p>L)", _past),
    ("H", r"(?P<h>H) (?P<t>l)", _this_time),
    ("r", r"(?P<r>r) U", _vague),
    ("d", r"(?P<d>d)", _set),
    ("V", r"V(?: (?P<n>[DN]|w))?(?: (?P<o>o))?(?: c)? (?P<u>[uUPWSM]|o)", _set),
    ("r", r"(?P<r>r)", _vague),
    ("h", rf"(?P<n>h){_OF_YEAR}?", _holiday),
    ("p", r"(?P<n>p)", _period),
    ("DNFw", r"(?P<n>[DNF]|w(?:-w)?) (?P<i>I) (?P<u>U)(?: (?P<g>g))?", _deep),
)


@cache
def _compiled() -> dict[str, tuple[tuple[Callable[..., re.Match[str] | None], Action], ...]]:
    """Rules by the class they begin with, in the order of the table."""
    by_first: dict[str, list[tuple[Callable[..., re.Match[str] | None], Action]]] = {}
    for first, pattern, action in _RULES:
        match = re.compile(pattern).match
        for letter in first:
            by_first.setdefault(letter, []).append((match, action))
    return {letter: tuple(rules) for letter, rules in by_first.items()}


def hearts(row: Row) -> Iterator[Found]:
    """The time expressions of a row, without what stands before them, in order."""
    classes, rules = row.classes, _compiled()
    at, last = 0, len(classes)
    while at < last:
        candidates = rules.get(classes[at])
        if not candidates:
            at += 1
            continue
        matches = [
            (found.end(), found, action)
            for match, action in candidates
            if (found := match(classes, at))
        ]
        matches.sort(key=lambda c: -c[0])  # stable: earlier rules first among equals
        for end, found, action in matches:
            reading = action(Match(row, found))
            if reading is None:
                continue
            if isinstance(reading, list):
                yield from reading
            else:
                yield Found(at, end, reading)
            at = end
            break
        else:
            at += 1


# --- parts and wholes ----------------------------------------------------------------------------

_JOINTS: Final = frozenset((" ", ", ", " O ", " O t ", ",", ", t "))


def compose(row: Row, found: list[Found]) -> list[Found]:
    """Joins each part to the whole beside it, and drops parts that needed one and have none."""
    joined: list[Found] = []
    for one in found:
        while joined:
            previous = joined[-1]
            joint = row.classes[previous.end : one.start]
            both = _join(previous.reading, one.reading, joint) if joint in _JOINTS else None
            if both is None:
                break
            joined.pop()
            one = Found(previous.start, one.end, both)
        joined.append(one)
    return joined


def _join(a: Reading, b: Reading, joint: str) -> Reading | None:
    """Part and whole as one reading, None when they do not belong together."""
    of = " O" in joint
    year_like = (b.kind is Kind.UNIT and b.unit == "year" and b.m is None and not b.season) or (
        b.kind is Kind.CALENDAR and b.y is not None and b.m is None and b.rule == "year" and of
    )
    if year_like and a.lacks_year and not a.weekday and (of or b.kind is Kind.UNIT):
        if a.m or a.season or a.quarter or a.half or (a.nth and of):
            return _inside(a, b)
    if a.kind is Kind.HOLIDAY and a.y is None and year_like and b.kind is Kind.CALENDAR:
        return a._replace(y=b.y)
    if of and a.nth_unit and a.nth is not None and a.kind is Kind.CALENDAR:
        if b.kind in (Kind.CALENDAR, Kind.UNIT, Kind.DECADE, Kind.CENTURY) and b.nth is None:
            return _inside(a, b)
    if (
        of
        and a.kind is Kind.UNIT
        and a.step == -1
        and a.unit in ("day", "week", "weekend", "month", "quarter", "decade", "year")
    ):
        if b.kind in (Kind.CALENDAR, Kind.UNIT) and b.unit != a.unit and b.d is None and not a.part:
            return _inside(a._replace(kind=Kind.CALENDAR, nth=-1, nth_unit=a.unit), b)
    if a.rule == "same-period" and (year_like or _a_year_off(b)):
        return b._replace(nth_unit="same", rule=f"same-period-{b.rule}")
    day_b = b.names_day and not b.part and b.clock is None
    if a.kind is Kind.CLOCK and day_b and "," not in joint:
        return b._replace(part=a.part, clock=a.clock, zone=a.zone, rule=f"{a.rule}-of-{b.rule}")
    day_a = a.names_day and not a.part and a.clock is None
    if b.kind is Kind.CLOCK and day_a and not of:
        return a._replace(part=b.part, clock=b.clock, zone=b.zone, rule=f"{a.rule}-{b.rule}")
    if a.kind is Kind.WEEKDAY and not a.step and b.kind is Kind.UNIT and b.unit == "week":
        return b._replace(weekday=a.weekday, rule="weekday-of-week")
    return None


def _a_year_off(r: Reading) -> bool:
    return r.kind is Kind.OFFSET and r.unit == "year"


def _inside(part: Reading, whole: Reading) -> Reading:
    """The whole, narrowed to its part."""
    return whole._replace(
        m=part.m if part.m is not None else whole.m,
        d=part.d if part.d is not None else whole.d,
        season=part.season or whole.season,
        quarter=part.quarter or whole.quarter,
        half=part.half or whole.half,
        nth=part.nth,
        nth_unit=part.nth_unit,
        partial=False,
        rule=f"{part.rule}-of-{whole.rule}",
    )

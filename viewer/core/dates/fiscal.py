"""Fiscal years and their parts: which months they may cover, and how they are written.

A fiscal year lasts twelve months and carries one number, but houses differ in where it begins and
whether its number is that of the year in which it ends (most) or begins (retailers, Japan). So
"fiscal 2010" alone lies somewhere from February 2009, had it ended in January 2010, to November
2011, had it begun in December 2010; its bounds are those, and its words say so. Where a text
tells when the year ends, its months are known.

TIMEX3 writes ``FY2010``, and a part of it ``FY2010-Q3``.
"""

from __future__ import annotations

import re
from typing import Final

from viewer.core.dates import lexicon as lex
from viewer.core.dates.model import Timex, TimexType
from viewer.core.dates.readings import Reading
from viewer.core.dates.values import Meaning, Point, of_point, year_edtf, year_value
from viewer.core.dates.wording import words
from viewer.core.patterns import late
from viewer.core.when import ANY, Precision, When, civil, interval, month_length, parse

#: Characters of a text at whose head a report may say which year it tells of.
_HEAD: Final = 600
_YEAR_TO: Final = late(
    r"\byear\s+(?:ended|ending|to)\s+(?:on\s+)?(?:(?P<d>[0-9]{1,2})\s+(?P<m>[A-Z][a-z]{2,8})"
    r"|(?P<n>[A-Z][a-z]{2,8})\s+(?P<e>[0-9]{1,2}),?)\s+(?P<y>[12][0-9]{3})(?![0-9])"
)


#: The title of a report on a calendar year.
_ANNUAL: Final = late(
    r"(?i)\b(?:(?:annual (?:report|review)|review of the year|year in review|yearbook)[ ,:–-]{1,3}"
    r"(?:for |of )?(?P<y>[12][0-9]{3})|(?P<z>[12][0-9]{3}) (?:annual report|in review))"
    r"(?![0-9/–-])"
)


def year_told(text: str, *, dated: bool) -> tuple[int, int, int] | None:
    """The last day of the year that a report says at its head it tells of: "for the year ended
    31 March 2022", "Annual report 2022" in one that is not ``dated``: else it may tell of the
    months in which it was written."""
    head = text[:_HEAD]
    annual = None if dated else _ANNUAL.search(head)
    if annual is not None:
        return int(annual["y"] or annual["z"]), 12, 31
    found = _YEAR_TO.search(head) if "year" in head else None
    month = lex.MONTHS.get((found["m"] or found["n"]).lower()) if found else None
    if found is None or month is None:
        return None
    y, d = int(found["y"]), int(found["d"] or found["e"])
    return (y, month, d) if 0 < d <= month_length(y, month) else None


DIFFER: Final = "fiscal years differ, and the text does not say when this one ends"
#: Between a fiscal year and the month or day where it ends or begins.
_TURNS: Final = (
    r"(?i),?\s+(?:(?:that|which)\s+)?(?:(?P<now>ends|begins|starts|runs)|ended|ending|began|"
    r"beginning|starting)(?:\s+(?:on|in|with|to|through))?\s+(?:the\s+)?"
)
_BEGINS: Final = frozenset(("begins", "starts", "began", "beginning", "starting"))
_FISCAL: Final = r"(?i)\b(?:fiscal|financial)\s+year\Z"


def months_of(r: Reading) -> tuple[int, int]:
    """The first month of a part of a year, counted from 0, and how many months it has."""
    if r.quarter:
        return 3 * r.quarter - 3, 3
    return (6 * r.half - 6, 6) if r.half else (0, 12)


def fiscal_period(r: Reading, y: int) -> Meaning:
    """A fiscal year, or its quarter or half, by its number."""
    part = f"-Q{r.quarter}" if r.quarter else f"-H{r.half}" if r.half else ""
    value = f"{'FY' if r.fiscal else ''}{year_value(y)}{part}"
    first, length = months_of(r)
    if r.ends:
        when = _months(12 * y + r.ends - 12 + first, length)
    elif r.across and not part:
        when = parse(f"{year_edtf(y - 1)}/{year_edtf(y)}")
    else:
        latest = 12 * y - 1 if r.across else 12 * y + 11
        when = _somewhere(12 * y - 11 + first, latest + first + length)
    point: Point = (*civil(when.earliest)[:2], None) if part and r.ends else (y, None, None)
    return Meaning(TimexType.DATE, value, when, "", point=point)


def _months(first: int, length: int) -> When:
    """So many months from one, counted from January of the year 0."""
    a, b = (_month(k) for k in (first, first + length - 1))
    if length == 12 and first % 12 == 0:
        return of_point((a[0], None, None))
    if length == 3 and first % 3 == 0:
        return parse(f"{year_edtf(a[0])}-{33 + first % 12 // 3}")
    return interval(of_point(a), of_point(b))


def _somewhere(first: int, end: int) -> When:
    """Some time from one month until before another."""
    a, b = (of_point(_month(k)).edtf for k in (first, end - 1))
    return parse(f"[{a}..{b}]")


def _month(k: int) -> Point:
    return k // 12, k % 12 + 1, None


def near_period(r: Reading, story: Point, *, ahead: bool | None, step: int = 0) -> Meaning:
    """A fiscal year or its part told without its number, from a story's date.

    "This fiscal year" holds that date, "next" follows it (``step``); of quarters and halves that
    were not said to be of this year, the last that is over, or with ``ahead`` the next to come.
    """
    y, m, _ = story
    month = 12 * y + (m or 6) - 1
    first, length = months_of(r)
    if length == 12 or r.unit:
        if r.ends:
            # The fiscal year that holds the story's month has the number of the year it ends in.
            return fiscal_period(r, y + ((m or 1) > r.ends) + step)
        if m is None:
            return fiscal_period(r, y + step)
        when = _somewhere(month - 11 + 12 * step, month + 12 + 12 * step)
        return fiscal_period(r, y + step)._replace(when=when)
    if r.ends:
        over = r.ends - 13 + first + length  # its last month, from January of its number
        number = (month - over - 1) // 12 + bool(ahead)
        return fiscal_period(r, number)
    if ahead:
        # It ends this month at the earliest, and in a year at the latest; now or soon as a rule.
        number = (month + 13 - first - length) // 12
        return fiscal_period(r, number)._replace(when=_somewhere(month - length + 1, month + 12))
    # Reports come a month or two after it is over.
    number = (month + 11 - first - length) // 12
    return fiscal_period(r, number)._replace(when=_somewhere(month - 10 - length, month + 1))


_FISCAL_YEAR: Final = late(r"FY([0-9]{4})")
_MONTH: Final = r"[0-9]{4}-([0-9]{2})|XXXX-([0-9]{2})"


def told_end(text: str, a: Timex, b: Timex) -> int | None:
    """The month in which the fiscal year ``a`` ends, where the time ``b`` after it says so."""
    if a.value[:2] != "FY" and a.text[-4:].lower() != "year":
        return None
    if not (_FISCAL_YEAR.fullmatch(a.value) or re.search(_FISCAL, a.text)):
        return None
    gap = re.fullmatch(_TURNS, text[a.span.end : b.span.start])
    month = re.search(_MONTH, b.value)
    if gap is None or month is None:
        return None
    m = int(month[1] or month[2])
    begins = any(word in _BEGINS for word in gap[0].lower().split())
    return (m - 2) % 12 + 1 if begins else m


def turned(text: str, a: Timex, b: Timex, ends: int) -> tuple[Timex, Timex]:
    """A fiscal year with the end that the time after it gives it, and that time.

    "Fiscal 1995, which ended 30 June" is July 1994 to June 1995. Where a year without a number
    "ends in September", that is every September.
    """
    number = _FISCAL_YEAR.fullmatch(a.value)
    if number is not None:
        y = int(number[1])
        if not b.relative and b.when.is_known and b.when.precision >= Precision.MONTH:
            y = civil(b.when.earliest)[0]
        when = _months(12 * y + ends - 12, 12)
        because = f"“{a.text}” is {words(when)}, for the text says when it ends."
        return a._replace(when=when, because=because), b
    gap = re.fullmatch(_TURNS, text[a.span.end : b.span.start])
    if gap is None or not gap["now"] or not b.relative:
        return a, b
    value = re.sub(r"^[0-9]{4}", "XXXX", b.value)
    return a, b._replace(value=value, when=ANY, because=f"“{b.text}” is that of every year.")

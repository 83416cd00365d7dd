"""The periods that businesses report by: fiscal years, quarters by their months and short forms.

Each function is the action of one rule of `grammar`.
"""

from __future__ import annotations

from typing import Final

from viewer.core.dates import cues, kinds
from viewer.core.dates import lexicon as lex
from viewer.core.dates.numbers import ordinal
from viewer.core.dates.readings import (
    Found,
    Match,
    Reading,
    month_of,
    stands_free,
    year_of,
)

#: Figures that are given by the half-year: "first-half profit" is no half of a match.
_FIGURES: Final = frozenset(
    (
        "profit profits loss losses earnings income net operating pretax sales revenue revenues "
        "turnover results result figures output production growth gdp dividend guidance forecast "
        "forecasts outlook margin margins performance spending exports imports orders deliveries "
        "shipments"
    ).split()
)


def fiscal_year(m: Match) -> Reading | None:
    """Fiscal 2010, FY13, the 2012-13 financial year, fiscal year 2009/10, fiscal '10."""
    named = m.word("j")
    if (named == "financial" and not m.has("u")) or m.word("u") not in ("", "year"):
        return None
    y, short = year_of(m)
    if y is None:
        return None
    bare = m.row.classes[m.at("y")] in "DN"
    if bare and (named != "fy" or len(m.word("y")) != 2):
        return None
    across = m.has("z")
    if across:
        end = int(m.word("z"))
        if len(m.word("z")) == 2:
            end += 0 if bare or short else y - y % 100
        if end % 100 != (y + 1) % 100:
            return None
        y = y + 1
    return Reading(
        kinds.CALENDAR,
        "fiscal-year",
        y,
        short_year=short or bare,
        fiscal=True,
        across=across,
    )


def fiscal_years(m: Match) -> list[Found] | None:
    """Fiscal years 2012 and 2013; fiscal 1999, 2000 and 2001: an expression each."""
    start, end = m.found.span("l")
    if m.word("j") == "financial" and not m.has("u"):
        return None
    years = [i for i in range(start, end) if m.row.classes[i] == "Y"]
    return [
        Found(
            m.found.start() if i == start else i,
            i + 1,
            Reading(kinds.CALENDAR, "fiscal-year", int(m.row.tokens[i]), fiscal=True),
        )
        for i in years
    ]


def fiscal_near(m: Match) -> Reading | None:
    """This fiscal year, the current financial year, next fiscal year, the fiscal year."""
    how = m.word("how").split()[-1] if m.has("how") else "the"
    if m.has("how") and m.row.classes[m.at("how")] == "r" and how != "current":
        return None
    step = -1 if how in lex.LAST else 1 if how in lex.NEXT else 0
    if m.word("u") != "year":
        return None
    ref = lex.LAST.get(how) or lex.NEXT.get(how) or ("story" if how in _NOW else "text")
    if how in ("final", "past"):
        return None
    if how == "the" and m.before() not in ("of", "for", "in", "during"):
        return None
    return Reading(kinds.UNIT, "fiscal-near", unit="fiscal", step=step, ref=ref, fiscal=True)


_NOW: Final = frozenset(("this", "current"))


def fiscal_part(m: Match) -> Reading | None:
    """The fiscal first quarter, its third fiscal quarter, the fiscal second half of 2012."""
    y, short = year_of(m)
    n = 4 if m.word("o") == "final" else ordinal(m.word("o"))
    limit = 2 if m.has("k") else 4
    if m.word("j") == "financial" or not 1 <= n <= limit:
        return None
    part = Reading(kinds.CALENDAR, "fiscal-part", y, short_year=short, fiscal=True)
    return part._replace(half=n) if m.has("k") else part._replace(quarter=n)


def month_quarter(m: Match) -> Reading | None:
    """The June quarter, the Sept. 30 quarter, the September 2012 half: it ends there."""
    y, short = year_of(m, "z" if m.has("z") else "y")
    if m.touches_right() == "-" or m.after().lower() in _NO_HALF:
        return None  # the May quarter-final, the March half marathon
    if m.word("q") == "half" and m.after().lower() in _HALVED:
        return None  # "in November half the men were laid off"
    if m.has("d") and not 28 <= ordinal(m.word("d")) <= 31:
        return None
    return Reading(
        kinds.CALENDAR,
        "month-quarter",
        y,
        month_of(m.word("m")),
        short_year=short,
        unit="quarter" if m.word("q") == "quarter" else "half",
        nth_unit="ending",
    )


_HALVED: Final = frozenset("the of a an its his her their our these those".split())
_NO_HALF: Final = frozenset("final finals finalist finalists marathon term time".split())


def short_part(m: Match) -> Reading | None:
    """4Q03, 2Q 2017, 1H12, Q1 2012, H1 2012, the holiday quarter, Q3 '14."""
    y, short = year_of(m)
    if y is not None and m.row.classes[m.at("y")] in "DN":
        if len(m.word("y")) != 2 or m.at("y") != m.found.end("o"):
            return None
        short = True
    meaning = m.row.meanings.get(m.at("o"))
    word = (str(meaning) if meaning else m.word("q") + m.word("o")).lower()
    n, half = int("".join(c for c in word if c.isdigit())), "h" in word
    if not 1 <= n <= (2 if half else 4):
        return None
    if half and y is None:
        # H1 is a heading and a visa, too.
        led = m.before() in cues.LEADS and m.before() != "the"
        if not (led or m.after().lower() in _FIGURES):
            return None
    if y is None and not stands_free(m):
        return None
    part = Reading(kinds.CALENDAR, "half" if half else "quarter", y, short_year=short)
    return part._replace(half=n) if half else part._replace(quarter=n)


def calendar_year(m: Match) -> Reading | None:
    """Calendar 2012, calendar year 2012: no fiscal year."""
    if m.word("c") != "calendar":
        return None
    return Reading(kinds.CALENDAR, "year", int(m.word("y")))


def half_figures(m: Match) -> Reading | None:
    """First-half profit, second-half sales: of what else might be halved it is a year."""
    n = ordinal(m.word("o"))
    if n not in (1, 2) or m.after().lower() not in _FIGURES:
        return None
    return Reading(kinds.CALENDAR, "half", half=n)


def to_date(m: Match) -> Reading:
    """Year to date, the quarter to date: the unit that holds the story's day, up to it."""
    unit = str(m.row.meanings[m.at("u")])
    return Reading(kinds.UNIT, "to-date", unit=unit, ref="story")


def of_report(m: Match) -> Reading | None:
    """The quarter, the period, the half: the one the text reports on, if it has named one."""
    unit, before, after = m.word("u"), m.before(), m.after().lower()
    if m.touches_right() == "-" or after in ("of", "that", "when", "where", "which"):
        return None
    if unit != "quarter" and before not in ("for", "in", "during", "over", "of"):
        return None
    return Reading(kinds.UNIT, "of-report", unit=unit, ref="report")


def same_quarter_of(m: Match) -> Reading | None:
    """The corresponding 2012 quarter, the 2011 period: that of the report, in that year."""
    unit = m.word("u")
    if m.word("how") not in ("", "same", "corresponding", "comparable", "equivalent"):
        return None
    return Reading(
        kinds.CALENDAR,
        "same-period",
        int(m.word("y")),
        nth_unit="same",
        value="" if unit == "period" else unit,
    )


def full_year(m: Match) -> Reading | None:
    """Full-year profit, the full year: that of the report, or the one that the story is in."""
    if m.word("c") != "full" or m.row.classes[m.found.start()] == "a":
        return None
    led = m.before() in ("for", "in", "of") and m.row.classes[m.found.start()] == "t"
    if not led and m.after().lower() not in _FIGURES:
        return None
    return Reading(kinds.UNIT, "full-year", unit="year", ref="here")

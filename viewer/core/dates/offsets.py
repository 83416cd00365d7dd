"""So many units before or after a date: two years ago, a week later, the year before.

Each function is the action of one rule of `grammar`.
"""

from __future__ import annotations

from typing import Final

from viewer.core.dates import kinds
from viewer.core.dates import lexicon as lex
from viewer.core.dates.lasting import length
from viewer.core.dates.numbers import number, ordinal
from viewer.core.dates.readings import Match, Reading, unit_name


def offset(m: Match) -> Reading | None:
    """Three weeks ago, a day later, two and a half years earlier."""
    unit, way = unit_name(m.word("u")), m.word("g")
    step, ref = lex.DIRECTIONS.get(way, (1, "story"))
    if way in ("before", "after", "prior") and not _closes(m):
        return None
    if m.after() == "than":
        return None  # two weeks later than planned
    said = length(m)
    if said is None:
        return None
    part = ""
    if unit in lex.PARTS:
        if said.many is None or said.many != int(said.many):
            return None
        unit, part = "day", lex.PARTS[unit]
    return Reading(
        kinds.OFFSET,
        "offset",
        unit=unit,
        step=step,
        ref=ref,
        amount=said.many,
        mod=said.mod,
        part=part,
    )


def years_on(m: Match) -> Reading | None:
    """ "Five years on, ..." and "..., six months on.": after what was told."""
    said = length(m)
    if m.word("on") != "on" or said is None or not said.many or said.unit in lex.PARTS:
        return None
    if m.touches_right() not in ",.;)" and m.found.end() != len(m.row.classes):
        return None
    later = Reading(kinds.OFFSET, "offset", unit=said.unit, step=1, ref="text", mod=said.mod)
    return later._replace(amount=said.many)


def _closes(m: Match) -> bool:
    """A phrase ends with the match, so that "before" in it governs nothing more.

    A sign tells so, the end, or a word that no noun phrase or clause begins with; behind "after
    that" also one that begins a new phrase: "the day after that the king came", not "the day after
    that vote".
    """
    if m.touches_right() in ",.;:)" or m.found.end() == len(m.row.classes):
        return True
    after = m.after().lower()
    return after in _BEHIND or (m.has("that") and (after in _NEW_PHRASE or after[0].isdigit()))


_BEHIND: Final = frozenset(
    (
        "and but or nor than had was were is are has have did will would could in on at by from "
        "with for to into against over until when while where"
    ).split()
)
_NEW_PHRASE: Final = frozenset(
    "the a an he she it they we you i his her its their there this these".split()
)


def ago_this(m: Match) -> Reading | None:
    """A year ago this week, two years ago this month: that week or month."""
    base, of = offset(m), m.word("of")
    if base is None or base.amount is None or base.unit not in ("year", "decade"):
        return None
    if m.word("g") != "ago" or of not in _IN_A_YEAR:
        return None
    years = base.amount * (10 if base.unit == "decade" else 1)
    return base._replace(rule="ago-this", unit=of, amount=years * _IN_A_YEAR[of])


#: Months of a year; weeks, so that the same day of the week comes round.
_IN_A_YEAR: Final = {"month": 12, "week": 52}


def day_hence(m: Match) -> Reading | None:
    """A week from Tuesday, two weeks from tomorrow, a week on Monday; no stretch: "for a week
    from Monday"."""
    way, said, name = m.word("way"), length(m), m.word("w")
    if said is None or said.many is None or way not in ("from", "on"):
        return None
    if said.unit not in (("week",) if way == "on" else ("week", "month", "year")):
        return None
    if m.before() in ("for", "lasting", "least", "most") or m.row.tokens[m.at("w")].islower() != (
        name in lex.DAYS
    ):
        return None
    hence = Reading(kinds.OFFSET, "day-hence", unit=said.unit, step=1, ref="story")
    hence = hence._replace(amount=said.many, nth=lex.DAYS.get(name, 0), nth_unit="near-day")
    return hence._replace(weekday=lex.WEEKDAYS.get(name))


def vague_offset(m: Match) -> Reading | None:
    """Weeks earlier, years ago; hours before, where that governs nothing."""
    way = m.word("g")
    if way not in ("ago", "earlier", "later") and not (way in ("before", "after") and _closes(m)):
        return None
    if m.after() == "than":
        return None
    step, ref = lex.DIRECTIONS[way]
    return Reading(kinds.OFFSET, "offset", unit=unit_name(m.word("u")), step=step, ref=ref)


def the_before(m: Match) -> Reading | None:
    """The year before, the day after that, the spring before, the year previous."""
    word, way = m.word("u"), m.word("g")
    step = -1 if way in ("before", "previous", "prior", "preceding") else 1
    if way not in ("before", "after", "previous", "following", "prior"):
        return None
    if way in ("before", "after", "following", "prior") and not _closes(m):
        return None
    return _named(word, "the-before", step, "text")


def _named(word: str, rule: str, step: int, ref: str) -> Reading:
    """So many days, weekdays, months or seasons of that name away."""
    if word in lex.PARTS:
        return Reading(kinds.UNIT, rule, unit="day", part=lex.PARTS[word], step=step, ref=ref)
    if word in lex.WEEKDAYS:
        return Reading(kinds.WEEKDAY, rule, weekday=lex.WEEKDAYS[word], step=step, ref=ref)
    near = Reading(kinds.UNIT, rule, unit="year", step=step, ref=ref)
    if word in lex.MONTHS:
        return near._replace(m=lex.MONTHS[word], nth_unit="month")
    if word in lex.SEASONS:
        return near._replace(season=lex.SEASONS[word], nth_unit="season")
    return near._replace(unit=word)


def by_name(m: Match) -> Reading | None:
    """Two Fridays ago, three winters later, two Junes before."""
    way, count = m.word("g"), number(m.word("n"))
    if way not in ("ago", "earlier", "later", "before", "after", "previously"):
        return None
    if count is None or count != int(count) or count < 1 or m.after() == "than":
        return None
    if way in ("before", "after") and not _closes(m):
        return None
    step, ref = lex.DIRECTIONS[way]
    word = m.word("w")
    return _named(lex.COUNTED_NAMES.get(word) or word[:-1], "by-name", step * int(count), ref)


def in_time(m: Match) -> Reading | None:
    """In two years' time, within a week's time."""
    said = length(m)
    if m.word("time") != "time" or m.before() not in ("in", "within") or said is None:
        return None
    if said.unit in lex.PARTS:
        return None
    return Reading(
        kinds.OFFSET, "in-time", unit=said.unit, step=1, ref="here", amount=said.many, mod=said.mod
    )


def this_time_of(m: Match) -> Reading | None:
    """This time last year, this time next week: about that day, as finely as people mean it."""
    how, unit = m.word("how"), m.word("u")
    step = -1 if how in ("last", "previous") else 1 if how == "next" else 0
    this_time = m.word("now") == "at this time" or (m.word("h"), m.word("time")) == ("this", "time")
    if not this_time or not step:
        return None
    if unit == "year":
        return Reading(
            kinds.UNIT, "this-time", unit="month", ref="story", amount=float(step), mod="APPROX"
        )
    if unit not in ("week", "month"):
        return None
    return Reading(kinds.UNIT, "this-time", unit=unit, step=step, ref="story", mod="APPROX")


def year_ago(m: Match) -> Reading | None:
    """The year-ago period, the year-earlier quarter, the prior-year quarter, week-ago."""
    unit, way = m.word("u"), m.word("g")
    if way not in ("ago", "earlier", "prior", "previous") or unit not in lex.UNITS:
        return None
    of = m.word("of")
    return Reading(
        kinds.OFFSET,
        "year-ago",
        unit=unit,
        step=-1,
        ref="text",
        amount=1.0,
        nth_unit="same",
        value=of if of in REPEATED else "",
    )


#: Units that "the same ..." may repeat in another year.
REPEATED: Final = ("week", "month", "quarter", "half", "time")


def day_ago(m: Match) -> Reading | None:
    """A week ago today, a year ago Monday: the offset counts from that day."""
    base = offset(m)
    if base is None or base.amount is None or m.word("g") != "ago" or base.unit == "day":
        return None
    name = m.word("w")
    if name in lex.DAYS:
        return base._replace(rule="day-ago", nth=lex.DAYS[name], nth_unit="near-day")
    return base._replace(rule="day-ago", weekday=lex.WEEKDAYS[name], nth=0, nth_unit="near-day")


def eve(m: Match) -> Reading:
    """The eve of [5 May, Easter Sunday]: the day before."""
    return Reading(kinds.UNIT, "eve", unit="day", step=-1, partial=True)


def anniversary(m: Match) -> Reading | None:
    """The tenth anniversary, the bicentenary [of the 1789 revolution]: so many years after."""
    years = lex.ANNIVERSARIES[m.word("a")]
    if m.has("o"):
        years = 0 if years else ordinal(m.word("o"))
    elif m.has("n"):
        years = 0 if years else int(number(m.word("n")) or 0)
    if not years or (m.has("u") and m.word("u") != "year"):
        return None
    return Reading(kinds.UNIT, "anniversary", unit="year", amount=float(years), partial=True)

"""Dates told from another date: this week, last Friday, two years ago, a day later.

Each function is the action of one rule of `grammar`.
"""

from __future__ import annotations

from viewer.core.dates import lexicon as lex
from viewer.core.dates.lasting import lasting
from viewer.core.dates.readings import Kind, Match, Reading, number, ordinal, unit_name


def unit_near(m: Match) -> Reading | None:
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
        # "This day" is the one just told; that of the writer is "today".
        step, ref = 0, "story" if how in ("this", "current") and word != "day" else "text"
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
        return lasting(1.0, word, "duration")
    return Reading(Kind.UNIT, rule, unit=word, step=step, ref=ref)


def the_unit(m: Match) -> Reading | None:
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


def nth_unit_of(m: Match) -> Reading | None:
    word = m.word("o")
    return Reading(
        Kind.CALENDAR,
        "nth",
        nth=-1 if word in ("last", "final") else ordinal(word),
        nth_unit=m.word("u"),
        partial=True,
    )


def offset(m: Match) -> Reading | None:
    """Three weeks ago, a day later, two and a half years earlier."""
    unit, way = unit_name(m.word("u")), m.word("g")
    step, ref = lex.DIRECTIONS.get(way, (1, "story"))
    if way in ("before", "after", "prior") and m.row.classes[
        m.found.end() : m.found.end() + 1
    ] not in ("", ",", ".", ";", ")"):
        return None
    count = number(m.word("n"))
    if m.row.classes[m.at("n")] == "v" or count is None:
        return Reading(Kind.OFFSET, "offset", unit=unit, step=step, ref=ref, amount=None)
    return Reading(Kind.OFFSET, "offset", unit=unit, step=step, ref=ref, amount=count)


def vague_offset(m: Match) -> Reading | None:
    """Weeks earlier, years ago."""
    way = m.word("g")
    if way not in ("ago", "earlier", "later"):
        return None
    step, ref = lex.DIRECTIONS[way]
    return Reading(Kind.OFFSET, "offset", unit=unit_name(m.word("u")), step=step, ref=ref)


def the_before(m: Match) -> Reading | None:
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


def near_day(m: Match) -> Reading | None:
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


def weekday(m: Match) -> Reading | None:
    word = m.word("w")
    name = word.strip(".")
    if name in lex.WEEKDAY_SHORTS and name not in lex.WEEKDAYS:
        if "." not in word and m.before() not in ("on", "by", "until", "till", "since"):
            return None
        return Reading(Kind.WEEKDAY, "weekday", weekday=lex.WEEKDAY_SHORTS[name])
    if m.row.tokens[m.at("w")][0].islower():
        return None
    return Reading(Kind.WEEKDAY, "weekday", weekday=lex.WEEKDAYS[name])


def same_period(m: Match) -> Reading | None:
    """The same period [last year]: the stretch last spoken of, in another year."""
    return Reading(Kind.CALENDAR, "same-period", nth=0, nth_unit="same", partial=True)

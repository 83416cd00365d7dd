"""Dates told from another date by its neighbours: this week, last Friday, the year after next.

Each function is the action of one rule of `grammar`.
"""

from __future__ import annotations

from typing import Final

from viewer.core.dates import kinds
from viewer.core.dates import lexicon as lex
from viewer.core.dates.guards import names_someone, names_something
from viewer.core.dates.lasting import lasting, lasts
from viewer.core.dates.numbers import number, ordinal
from viewer.core.dates.offsets import REPEATED
from viewer.core.dates.readings import Match, Reading, unit_name, year_of


def unit_near(m: Match) -> Reading | None:
    """This week, last Friday, the next morning, that same month, the following year."""
    word, how = m.word("u"), m.word("how").replace("very", "").split()[-1]
    if how in ("that", "those") and word in lex.MONTHS and m.after()[:1].isupper():
        return None  # "said that April Jones"
    if how in lex.VAGUE and how not in _THIS:
        return None  # recent days
    if how in lex.LAST:
        step, ref = -1, lex.LAST[how]
    elif how in lex.NEXT:
        # "The next day" follows what was told, "next week" follows the story.
        follows = m.row.classes[m.found.start()] == "t" or word == "day" or word in lex.PARTS
        step, ref = 1, "text" if follows else lex.NEXT[how]
    else:
        # "This day" is the one just told; that of the writer is "today".
        step, ref = 0, "story" if how in _THIS and word != "day" else "text"
    rule = {-1: "last", 0: "this", 1: "next"}[step]
    if how == "same":
        rule = "same"
    if how == "final":
        return None
    if how == "past" and m.before() in _BEYOND:
        return None  # "if the span slips past March"
    if (how, word, m.before()) == ("this", "day", "to"):
        return Reading(kinds.VAGUE, "vague", value="PRESENT_REF")  # a record to this day
    if m.has("h"):
        name = str(m.row.meanings[m.at("h")])
        return Reading(kinds.HOLIDAY, f"{rule}-holiday", holiday=name, step=step, ref=ref)
    if word in lex.WEEKDAYS:
        return Reading(kinds.WEEKDAY, rule, weekday=lex.WEEKDAYS[word], step=step, ref=ref)
    if word in lex.MONTHS:
        return Reading(
            kinds.UNIT, rule, m=lex.MONTHS[word], unit="year", step=step, ref=ref, nth_unit="month"
        )
    if word in lex.SEASONS:
        return Reading(
            kinds.UNIT,
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
        return Reading(kinds.UNIT, rule, unit="day", part=lex.PARTS[word], step=step, ref=ref)
    if word in ("second", "minute", "hour", "fortnight", "semester"):
        return None
    ten_years = word == "decade" and how in ("last", "next") and m.after() != "of"
    from_now = ten_years or (how == "coming" and word in _FROM_NOW)
    if word in lex.UNITS and (
        how == "past" or (from_now and m.row.classes[m.found.start()] == "t")
    ):
        # "the next decade" is ten years from now on, "next decade" the 2020s; "the coming month"
        # thirty days, of which some are this month's.
        return lasting(1.0, word, "duration")
    return Reading(kinds.UNIT, rule, unit=word, step=step, ref=ref)


_BEYOND: Final = frozenset(
    "slip slips slipped slipping run runs ran last lasts lasted go goes went extend extends "
    "extended stretch stretches stretched well far stay stays stayed drag drags dragged".split()
)
_FROM_NOW: Final = frozenset(("month", "quarter", "year", "decade", "century"))
_THIS: Final = frozenset(("this", "current", "present"))


def the_unit(m: Match) -> Reading | None:
    """The day, the weekend: the one just spoken of."""
    word = m.word("u")
    if m.touches_right() == "-":
        return None  # the century-old maker
    if word in ("decade", "century"):
        led = m.row.classes[max(0, m.found.start() - 4) : m.found.start()] in ("b O ", "e O ")
        return Reading(kinds.UNIT, "the", unit=word, ref="here", partial=not led)
    if word not in ("day", "weekend", "week", "month", "year"):
        return None
    before = m.before()
    if before == "of" and m.after().lower() == "of":
        # "July of the year of the flood": of what happened, not of the story.
        return Reading(kinds.UNIT, "the", unit=word, ref="event", partial=True)
    whole = (
        before in ("of", "entire")
        or (word == "day" and before in ("for", "ending", "in"))
        or (before == "in" and m.before(2) in ("early", "earlier", "late", "later"))
        or (word in ("day", "week") and _is_of_trading(m, before))
    )
    return Reading(
        kinds.UNIT, "the", unit=word, step=0, ref="here", partial=not whole and word != "weekend"
    )


def commencing(m: Match) -> Reading | None:
    """Week commencing 3 June, w/c 3 June: the seven days from then."""
    return Reading(kinds.UNIT, "commencing", unit="week", ref="text")


def _is_of_trading(m: Match, before: str) -> bool:
    """For the week, the index lost; it finished the day down."""
    after = m.after().lower()
    if before == "for":
        return after in (",", ".") and m.row.tokens[m.found.start() - 2] == "For"
    return before in ("ended", "finished", "closed") and after in _TRADED_AT


#: How a day or a week of trading ends.
_TRADED_AT: Final = frozenset("up down at higher lower with flat above below off unchanged".split())


def ended_unit(m: Match) -> Reading | None:
    """The week ended 2 March, the year to June, the quarter that ended in May: so long."""
    unit = "half" if m.word("u").startswith("half") else m.word("u")
    if unit not in ("week", "month", "quarter", "half", "year"):
        return None
    end = m.found.end()
    if _TURNS_OR_LINKS.isdisjoint(map(str.lower, m.row.tokens[end : end + 11])):
        return None  # as nearly everywhere
    ahead = [
        (token.lower(), letter)
        for token, letter in zip(
            m.row.tokens[end : end + 11], m.row.classes[end : end + 11], strict=True
        )
        if letter not in " ,"
    ]
    if ahead and ahead[0][0] in ("that", "which"):
        del ahead[0]
    if not ahead or ahead.pop(0)[0] not in _TURNS:
        return None
    while ahead and (ahead[0][1] in "it" or ahead[0][0] == "with"):
        del ahead[0]
    if not ahead or ahead[0][1] not in "MjDW1o":
        return None
    return lasting(6.0, "month", "ended") if unit == "half" else lasting(1.0, unit, "ended")


#: What follows a stretch that is told by where it ends or begins.
_TURNS: Final = frozenset(
    "ended ending ends to through began begins beginning starts starting".split()
)
_TURNS_OR_LINKS: Final = _TURNS | {"that", "which"}


def unit_end(m: Match) -> Reading | None:
    """Year-end, the year's end, month's end, mid-year, midweek, year-end 2012."""
    if m.has("n"):
        word, mod = lex.PARTS_OF_UNITS[m.word("n")]
    else:
        word, mod = m.word("u"), lex.MODS[m.word("b")]
    if word not in ("week", "month", "quarter", "year", "decade", "century"):
        return None
    joined = (
        m.has("n")
        or m.row.classes[m.found.end("u")] in "-s"
        or m.row.classes[m.found.end("u") : m.found.end("u") + 2] == " s"
    )
    if not joined and word not in ("year", "month"):
        return None  # the quarter end zone
    y, short = year_of(m)
    if y is not None:
        if word != "year":
            return None
        return Reading(kinds.CALENDAR, "unit-end", y, short_year=short, mod=mod)
    return Reading(kinds.UNIT, "unit-end", unit=word, ref="here", mod=mod)


def mid_unit(m: Match) -> Reading | None:
    """Mid-year, mid-week, where no number of the year follows."""
    if m.row.tokens[m.found.start()].lower() != "mid":
        return None
    word = m.word("u")
    if word not in ("week", "month", "quarter", "year", "decade", "century"):
        return None
    return Reading(kinds.UNIT, "unit-end", unit=word, ref="here", mod="MID")


def unit_beyond(m: Match) -> Reading | None:
    """The week before last, the year after next, the night before last."""
    way, beyond = m.word("g"), m.word("l")
    step = {("before", "last"): -2, ("after", "next"): 2}.get((way, beyond))
    word = m.word("u")
    if step is None:
        return None
    rule = f"{way}-{beyond}"
    if word in lex.WEEKDAYS:
        return Reading(kinds.WEEKDAY, rule, weekday=lex.WEEKDAYS[word], step=step, ref="story")
    if word in lex.PARTS:
        return Reading(kinds.UNIT, rule, unit="day", part=lex.PARTS[word], step=step, ref="story")
    if word in lex.SEASONS or word in lex.MONTHS:
        return Reading(
            kinds.UNIT,
            rule,
            m=lex.MONTHS.get(word),
            season=lex.SEASONS.get(word, ""),
            unit="year",
            step=step,
            ref="story",
            nth_unit="season" if word in lex.SEASONS else "month",
        )
    return Reading(kinds.UNIT, rule, unit=word, step=step, ref="story")


def nth_unit_of(m: Match) -> Reading | None:
    nth = _place(m.word("o"))
    if not nth:
        return None
    return Reading(
        kinds.CALENDAR,
        "nth",
        nth=nth,
        nth_unit=m.word("u"),
        partial=True,
    )


def _place(word: str) -> int:
    """Which of a row: 1 for the first, -1 for the last; 0 where a word does not say."""
    if word in ("last", "final", "closing"):
        return -1
    return 1 if word == "opening" else ordinal(word)


def units_of(m: Match) -> Reading | None:
    """The first two months, the last few days: how long, and where in the whole that follows."""
    nth, unit = _place(m.word("o")), unit_name(m.word("u"))
    if nth not in (1, -1) or unit not in lex.UNITS or lasts(m):
        return None
    vague = not m.has("n") or m.row.classes[m.at("n")] == "v"
    count = None if vague else number(m.word("n"))
    return lasting(count, unit, "nth-units")._replace(nth=nth, nth_unit=unit, many=count)


def weekday_week(m: Match) -> Reading | None:
    """Monday week: a week after the coming Monday."""
    if m.word("u") != "week" or m.touches_right() == "-":
        return None
    return Reading(
        kinds.WEEKDAY, "weekday-week", weekday=lex.WEEKDAYS[m.word("w")], step=2, ref="story"
    )


def new_year(m: Match) -> Reading | None:
    """The new year, the New Year: no "happy new year", no Chinese one."""
    if m.before() == "happy":
        return None
    return Reading(kinds.UNIT, "new-year", unit="year", ref="here")


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
        kinds.OFFSET,
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
        classes, end = m.row.classes, m.found.end()
        ranged = classes[end : end + 2] in ("-1", "-W") or (
            m.touches_left() == "-" and classes[max(0, m.found.start() - 2)] in "1W."
        )
        led = "." in word or m.before() in ("on", "by", "until", "till", "since")
        if not (led or ranged):
            return None
        return Reading(kinds.WEEKDAY, "weekday", weekday=lex.WEEKDAY_SHORTS[name])
    if m.row.tokens[m.at("w")][0].islower():
        return None
    if names_someone(m, weekday=True) or names_something(m):
        return None
    return Reading(kinds.WEEKDAY, "weekday", weekday=lex.WEEKDAYS[name])


def same_period(m: Match) -> Reading | None:
    """The same period [last year]: the stretch last spoken of, in another year."""
    unit = next((u for u in REPEATED if u in m.word("u")), "")
    return Reading(kinds.CALENDAR, "same-period", nth=0, nth_unit="same", unit=unit, partial=True)

"""Articles and modifiers before an expression of time: early, about, the end of."""

from __future__ import annotations

from typing import Final

from viewer.core.dates import kinds
from viewer.core.dates import lexicon as lex
from viewer.core.dates.readings import Found, Reading
from viewer.core.dates.tokens import Row

_LENGTHS: Final = (kinds.DURATION, kinds.SET, kinds.VAGUE)


def modified(line: Row, found: list[Found]) -> list[Found]:
    """Each expression with its article and modifier; parts without their whole are dropped."""
    done: list[Found] = []
    floor = 0
    for k, part in enumerate(found):
        one: Found | None = part
        if part.reading.partial:
            one = _alone(line, part, found[k - 1] if k else None, found[k + 1 : k + 2])
        if one is None:
            continue
        one = _extended(line, one, floor)
        floor = one.end
        done.append(one)
    return done


def _alone(line: Row, one: Found, previous: Found | None, following: list[Found]) -> Found | None:
    """A part without its whole that says when all the same, None when it does not.

    The day after the shooting, the third evening: some day, counted from a happening. The day
    behind a date and a comma is that day ("5 May, the day after the vote"). An anniversary of a
    dated thing has a year.
    """
    r, after = one.reading, line.classes[one.end : one.end + 3]
    if r.rule == "the" and r.unit in ("day", "week", "month", "year"):
        way = line.tokens[one.end + 1].lower() if after == " g " else ""
        end = one.end + 2 if way in ("before", "after") else one.end
        beside = previous is not None and line.classes[previous.end : one.start] == ", "
        if beside and previous and previous.reading.names_day and r.unit == "day":
            if after[:1] == " " and "".join(line.tokens[one.end + 1 : one.end + 2]).isalpha():
                return Found(one.start, end, r._replace(ref="text", partial=False))
        elif end > one.end:
            open_end = r._replace(rule="the-before", ref="event", partial=False)
            return Found(one.start, end, open_end)
    if r.rule == "nth" and (r.nth_unit == "day" or r.nth_unit in lex.PARTS):
        return _nth_day(line, one)
    if r.rule == "anniversary" and following:
        return _kept(line, one, following[0])
    return None


def _nth_day(line: Row, one: Found) -> Found | None:
    """On the third day, by the second evening: a day of something told, no number of days."""
    start = one.start - 2
    if start < 2 or line.classes[start : one.start] != "t " or (one.reading.nth or 0) < 0:
        return None
    before = line.tokens[start - 2].lower()
    of_part = before == "of" and line.classes[max(0, start - 4) : start - 2] == "b "
    if before not in ("on", "by", "until", "since") and not of_part:
        return None
    word = one.reading.nth_unit
    part = lex.PARTS.get(word, "")
    some_day = Reading(kinds.UNIT, "nth-day", unit="day", part=part, ref="event")
    return Found(start, one.end, some_day)


def _kept(line: Row, one: Found, of: Found) -> Found | None:
    """An anniversary of what happened in a year or on a day that is told right there: the tenth
    anniversary of the 2003 flood, of the attacks of 11 September 2001."""
    r, thing = one.reading, of.reading
    joint = line.classes[one.end : of.start]
    if joint not in (" O ", " O t ", " O t x O ", " O t x O t ", " O x O "):
        return None
    dated = thing.kind is kinds.CALENDAR and thing.y is not None and not thing.short_year
    if not dated or thing.nth_unit or thing.part or thing.clock or thing.bc or thing.fiscal:
        return None
    assert thing.y is not None
    assert r.amount is not None
    kept = Reading(kinds.CALENDAR, "anniversary", thing.y + int(r.amount), thing.m, thing.d)
    return one._replace(reading=kept)


def _mod(line: Row, i: int) -> str:
    """What "early", "the start of", "the latter part of" at token i make of a date."""
    meaning = line.meanings.get(i)
    return lex.MODS[line.tokens[i].lower()] if meaning is None else str(meaning)


def _extended(line: Row, one: Found, floor: int) -> Found:
    classes, tokens = line.classes, line.tokens
    reading, start = one.reading, one.start
    mod = reading.mod

    def back(i: int) -> int:
        """The token before token i over one space or hyphen; -1 when there is none."""
        i -= 1
        if i >= floor and classes[i] in " -":
            i -= 1
        return i if i >= floor else -1

    i = back(start)
    if i < 0 or classes[i] not in _EXTENDING:
        return one
    if classes[i] == "i" and ((j := back(i)) < 0 or classes[j] not in "eg"):
        return one  # as nearly everywhere
    # "over the next four years" is no approximation.
    if classes[start] not in "tLX" and reading.rule != "duration-period":
        about = _approximation(line, i, reading)
        if tokens[i].lower() == "over" and reading.kind is kinds.DURATION and _spans(line, i):
            about = None
        if about is not None:
            mod, start, i = about, i, back(i)
    article = "tHG" if reading.rule == "duration" else "t"
    if i >= 0 and classes[i] in article and classes[start - 1] == " " and _takes_article(line, one):
        start, i = i, back(i)
    if i >= 0 and classes[i] == "b" and classes[start - 1] == "-":
        return Found(i, one.end, reading._replace(mod=_mod(line, i)))  # end-March
    if i >= 0 and classes[i] == "i" and tokens[i].lower() in ("in", "on"):
        j = back(i)
        fits = tokens[i].lower() == "in" or reading.names_day
        if j >= 0 and classes[j] in "eg" and fits and reading.kind is not kinds.DURATION:
            i = j
    if (
        i >= 0
        and classes[i] == "e"
        and reading.kind not in (kinds.DURATION, kinds.SET, kinds.VAGUE)
    ):
        mod, start = _mod(line, i), i
        i = back(i)
        if i >= 0 and classes[i] in "z&":
            # mid- to late: no one part of it
            j = back(i)
            j = back(j) if j >= 0 and classes[j] == "-" else j
            if j >= 0 and classes[j] == "e":
                mod, start, i = "", j, back(j)
        if i >= 0 and classes[i] == "t":
            start, i = i, back(i)
    if i >= 0 and classes[i] == "O":
        j = back(i)
        if (
            j >= 0
            and classes[j] == "b"
            and reading.kind not in (kinds.DURATION, kinds.SET, kinds.VAGUE)
        ):
            mod, start = _mod(line, j), j
            j = back(j)
            if j >= 0 and classes[j] == "t":
                start = j
    within = (reading.kind is kinds.UNIT and not reading.step) or reading.rule == "near-day"
    within |= reading.kind is kinds.WEEKDAY and reading.rule == "weekday"
    within |= reading.kind is kinds.CLOCK and reading.part != "" and classes[start] == "t"
    if within and i >= 0 and classes[i] == "g" and tokens[i].lower() in ("earlier", "later"):
        j = back(i)
        start = i if j < 0 or tokens[j].lower() != "or" else start  # sooner or later
    if mod != reading.mod:
        reading = reading._replace(mod=mod)
    return Found(start, one.end, reading)


#: The classes that stand before an expression where more is said of it: of approximations (and
#: "some"), articles, edges, parts, prepositions.
_EXTENDING: Final = "AvtHGbeigO"


def _approximation(line: Row, i: int, reading: Reading) -> str | None:
    """What "about", "almost", "more than" at token i make of a reading, None when nothing."""
    word = line.tokens[i].lower()
    counted = reading.kind in (kinds.DURATION, kinds.DEEP, kinds.OFFSET)
    if line.classes[i] != "A":
        return "APPROX" if word == "some" and counted and reading.amount is not None else None
    mod = str(line.meanings[i]) if i in line.meanings else lex.MODS[word]
    if reading.kind is kinds.VAGUE or (reading.rule == "vague-duration" and mod == "APPROX"):
        return None  # they talk about weeks
    if counted or mod == "APPROX" or word in ("nearly", "almost"):
        return mod
    return None


def _spans(line: Row, i: int) -> bool:
    """The "over" at a token is during, no more than: "repaid over ten years", "fell 5 percent
    over two years"; not "waited over ten years", "for over ten years"."""
    before = "".join(line.tokens[max(0, i - 2) : i]).strip().lower()
    return before == "%" or (before.isalpha() and before not in _MORE_THAN_AFTER)


#: What lasts "over" so long lasts longer.
_MORE_THAN_AFTER: Final = frozenset(
    (
        "for after in of is was were are be been being last lasts lasted lasting take takes took "
        "taken taking spend spends spent spending wait waits waited waiting live lives lived "
        "living work worked working serve served serving need needs needed require requires "
        "required requiring with than about and or but to until till within by at a an the "
        "before just all now stood stand stayed stay kept held been reign reigned ruled ran "
        "continued endured"
    ).split()
)


def _takes_article(line: Row, one: Found) -> bool:
    r = one.reading
    if r.kind is kinds.DURATION:
        # Of "the ten year struggle" the article is the noun's.
        adjective = line.classes[one.end - 1] == "u" and r.amount != 1
        counted = line.classes[one.start] in "DNFYw½" and not adjective
        return counted and r.rule in ("duration", "running")
    if r.kind in (kinds.DECADE, kinds.CENTURY, kinds.PERIOD, kinds.DEEP, kinds.TIED):
        return True
    if r.season or r.quarter or r.half or r.nth is not None:
        return True
    if line.classes[one.start] in "ow" and r.kind is kinds.CALENDAR:
        return True
    return r.part != "" and r.kind is not kinds.WEEKDAY

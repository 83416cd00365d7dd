"""What the words around an expression of time show of its clause: tense, habit, who speaks."""

from __future__ import annotations

from typing import Final, NamedTuple

from viewer.core.dates import cues, kinds
from viewer.core.dates.ahead import LAID, MEANT, TELLING, looks_ahead, marked_words
from viewer.core.dates.clauses import (
    BACK,
    BE,
    clause_behind,
    is_past,
    noun_after,
    opens_sentence,
    word_after,
    word_before,
)
from viewer.core.dates.numbers import number
from viewer.core.dates.readings import Found, Reading
from viewer.core.dates.standing import BEFORE, SCENE, standing
from viewer.core.dates.tokens import Row
from viewer.core.dates.turns import PERFECT, is_fixed, is_to_do
from viewer.core.dates.values import Point


class Around(NamedTuple):
    """What the words around an expression show of its clause.

    ``ahead``: it looks to what has yet to come, None when it does not show. ``coming``: that lies
    ahead of the writer, too ("will open", not "was planned"). ``reported``: it says who said
    something, so it speaks of the days before the story. ``head``: the first of two dates without a
    year, of which this is the second. ``habit``: what happens again and again, at no one date.
    ``fixture``: the date of something that people look forward to ("the 17 September meeting").
    ``fixed``: told in the present of what is to come ("ends in May"). ``said``: the day on which
    somebody spoke. ``opens``: it begins its sentence. ``missed``: it was to come, and may have
    come by now ("was due in May"). ``present``: its clause tells of what is so ("is kept in May").
    ``back``: its clause tells in the pluperfect what came before. ``definite``: "on the Saturday".
    ``limit``: "within ten days", by which something is to be done. ``edge``: it opens or closes its
    paragraph or line. ``would``: it lay ahead of what was told ("said that it would open in May").
    ``since``: it lasts from then. ``entry``: it opens a line, with no word before it.
    ``aged``: its year is that of an age ("when I was nine, in May"). ``joined``: "and" joins its
    clause to that of the date before it.
    """

    ahead: bool | None = None
    coming: bool = False
    reported: bool = False
    head: Point | None = None
    habit: bool = False
    fixture: bool = False
    fixed: bool = False
    said: bool = False
    opens: bool = False
    missed: bool = False
    present: bool = False
    back: bool = False
    definite: bool = False
    limit: bool = False
    edge: bool = False
    would: bool = False
    since: bool = False
    entry: bool = False
    joined: bool = False
    aged: bool = False


#: They show nothing, as those around a date that is complete in itself.
NOTHING: Final = Around()


def around(line: Row, one: Found) -> Around:
    """What the words of the clause show of an expression that borrows its date."""
    r = one.reading
    borrows = r.lacks_year or r.rule == "full-year" or (r.ref == "text" and r.step < 0)
    borrows |= r.ref == "here" and r.unit in ("decade", "century")
    borrows |= (r.unit == "weekend" and r.rule == "the") or r.kind is kinds.CLOCK
    borrows |= r.rule == "unit-end"
    if r.kind is kinds.DURATION and word_before(line, one.start) == "within":
        counted = word_after(line, one.end - 1) in ("of", "after", "from")
        return (
            NOTHING
            if counted
            else Around(ahead=looks_ahead(line, one, marked_words(line, one)), limit=True)
        )
    if not (borrows or r.kind in (kinds.WEEKDAY, kinds.HOLIDAY, kinds.TIED)):
        return NOTHING
    if (r.quarter or r.half) and _reports_results(line, one):
        return Around(ahead=False)
    coming = reported = habit = fixed = said = missed = present = perfect = would = had = False
    marked = marked_words(line, one)
    since = word_before(line, one.start) == "since"  # "every day since 9 November" is no habit
    for i, word in marked:
        if word not in TELLING:
            continue
        before = i < one.start
        step = one.start - 1 - i if before else i - one.end
        reported |= step < 10 and word in cues.REPORTING
        said |= before and step < 4 and word in cues.REPORTING
        coming |= _is_coming(line, i)
        fixed |= before and step < 6 and is_fixed(line, i)
        missed |= before and _is_missed(line, i)
        present |= before and step < 14 and _is_present(line, i, one.start)
        habit |= _is_habit(line, i, step) and not since
        perfect |= word in PERFECT
        would |= before and step < 14 and word == "would"
        had |= word == "had" and (r.ref == "text" or r.rule == "unit-end") and step < 9
    ahead = looks_ahead(line, one, marked)
    # What "has been so since May" is told from the writer's day.
    reported |= perfect and word_before(line, one.start) == "since"
    return Around(
        ahead,
        coming and ahead is not False,
        reported,
        habit=habit,
        fixture=noun_after(line, one) in cues.FIXTURES,
        fixed=fixed,
        said=said,
        opens=opens_sentence(line, one),
        missed=missed,
        present=present or word_after(line, one.end - 1) in _IS,
        back=had or _looks_back(line, one),
        aged=_is_aged(line, one.start),
        definite=r.kind is kinds.WEEKDAY and _is_definite(line, one),
        would=would,
        since=since,
    )


def _is_aged(line: Row, at: int) -> bool:
    """ "We left when I was nine, in May": the year is that of an age."""
    first = clause_behind(line.classes, at, BACK)
    if "when" not in line.tokens[first:at]:
        return False
    words = [
        token.lower()
        for token, sign in zip(line.tokens[first:at], line.classes[first:at], strict=True)
        if sign != " "
    ]
    for k in range(len(words) - 3):
        if words[k] == "when" and words[k + 2] in ("was", "were") and words[k + 1] in _PERSONS:
            return words[k + 3].isdigit() or number(words[k + 3]) is not None
    return False


_PERSONS: Final = frozenset("i he she we they you".split())


def _looks_back(line: Row, one: Found) -> bool:
    """The pluperfect tells of a month, a day or an hour; "by May they had won" goes on."""
    if not _is_told_back(one.reading) or word_before(line, one.start) == "by":
        return False
    return standing(line, one) in (SCENE, BEFORE) or _had_follows(line, one)


def _had_follows(line: Row, one: Found) -> bool:
    """ "A scan in December had been read": the pluperfect of what the date is of."""
    return one.reading.m is not None and word_after(line, one.end - 1) == "had"


def _is_told_back(r: Reading) -> bool:
    """What the pluperfect sets before what is told."""
    return r.kind in (kinds.WEEKDAY, kinds.CLOCK) or (r.kind is kinds.CALENDAR and r.m is not None)


def _is_definite(line: Row, one: Found) -> bool:
    """ "On the Saturday", "by the Sunday afternoon": the one beside what was told."""
    i = one.start
    if i < 4 or line.classes[i - 4 : i] != "i t " or line.tokens[i - 4].lower() not in _ON:
        return False
    after = noun_after(line, one)
    return not after.isalpha() or after in cues.FUNCTION_WORDS


_ON: Final = frozenset(("on", "by"))


def indefinite(line: Row, one: Found) -> bool:
    """ "On a Sunday evening", "late one Tuesday", "a wet Friday in May": some such day, nobody says
    which; but "a Friday meeting" is that of the Friday."""
    if one.reading.kind is not kinds.WEEKDAY or one.reading.step or one.reading.ref:
        return False
    i = one.start - 2
    if i < 0 or line.classes[i + 1] != " " or line.classes[one.start] not in "W1":
        return False
    if line.tokens[i].lower() not in _SOME:
        # One adjective may stand between.
        adjective = line.classes[i] in "xrZ" and line.tokens[i].islower()
        i -= 2
        if not adjective or i < 0 or line.classes[i + 1] != " " or line.classes[i] != "a":
            return False
    after = noun_after(line, one)
    time_follows = line.classes[one.end + 1 : one.end + 2] in tuple("LXHY")
    return not after.isalpha() or time_follows or after in cues.FUNCTION_WORDS or is_past(after)


_SOME: Final = frozenset(("a", "one", "some", "any", "another"))


def _is_coming(line: Row, i: int) -> bool:
    """The word at a token puts its clause ahead of the writer: will, is due, is to meet."""
    word = line.tokens[i].lower()
    if word in ("will", "shall"):
        return True
    before = word_before(line, i)
    if before in BE:
        return word in cues.AHEAD or word in cues.AHEAD_AFTER_BE or is_to_do(line, i)
    return False


def _is_present(line: Row, i: int, at: int) -> bool:
    """ "Is now kept in May": no other verb in the past stands between it and its date."""
    if line.tokens[i].lower() not in _IS:
        return False
    return not any(is_past(line.tokens[k].lower()) for k in range(i + 5, at))


_IS: Final = frozenset(("is", "are"))


def _is_missed(line: Row, i: int) -> bool:
    """ "Was to", "were due", "had been planned", "a vote planned for May was put off"."""
    before = word_before(line, i)
    if line.tokens[i].lower() in LAID and before not in BE and _is_dropped(line, i):
        return True
    if before in _AT_FIRST and i > 1:
        before = word_before(line, i - 2)
        if line.tokens[i].lower() in LAID and word_after(line, i) in ("for", "to", "in", "on"):
            return True  # "the summit, originally planned for May, was moved"
    if before not in ("was", "were", "been"):
        return False
    word = line.tokens[i].lower()
    ahead = word in cues.AHEAD or word in cues.AHEAD_AFTER_BE
    return ahead or word in MEANT or is_to_do(line, i)


_AT_FIRST: Final = frozenset(("first", "originally", "initially", "once"))


def _is_dropped(line: Row, i: int) -> bool:
    """What was laid down for a time was called off or moved, as the same clause goes on to say."""
    for k in range(i + 2, min(len(line.tokens), i + 24)):
        if line.classes[k] in ".;" and line.classes[k + 1 : k + 2] == " ":
            return False
        if line.tokens[k].lower() in ("was", "were", "been"):
            return word_after(line, k) in _DROPPED
    return False


_DROPPED: Final = frozenset(
    "put postponed cancelled canceled called moved delayed scrapped abandoned averted dropped "
    "shelved deferred suspended rescheduled halted blocked banned stopped prevented".split()
)


def _is_habit(line: Row, i: int, step: int) -> bool:
    """Used to, usually, every year: what a clause says of no one date."""
    word = line.tokens[i].lower()
    if word in cues.HABITS:
        return step < 12
    if line.classes[i] == "V" and word != "per":
        return step < 16 and line.classes[i + 1 : i + 3] in (" u", " W", " M", " S")
    if word == "most":
        return step < 16 and line.classes[i + 1 : i + 3] in (" U", " 8")
    if word == "open":
        return word_before(line, i) in ("is", "are") and word_after(line, i) == "from"
    return word == "used" and step < 12 and word_after(line, i) == "to"


def _reports_results(line: Row, one: Found) -> bool:
    """Results are to be reported: of a quarter that is over, though the report is to come."""
    if noun_after(line, one) not in _RESULTS:
        return False
    for i in range(one.start - 1, max(-1, one.start - 6), -1):
        word = line.tokens[i].lower()
        if line.classes[i] not in " t" and word not in _OWNERS:
            return word in _PUBLISH
    return False


_OWNERS: Final = frozenset("its their his her our".split())
_RESULTS: Final = frozenset("results earnings figures numbers accounts report".split())
_PUBLISH: Final = frozenset(
    (
        "report reports reported reporting release releases post posts announce announces publish "
        "publishes disclose discloses unveil unveils"
    ).split()
)

"""A date that stands by itself: what a phrase states when no clause is around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.core.dates import NamedPeriod, Signal, Timex, TimexType, find
from viewer.core.events.dating import Dating, combine, dates
from viewer.core.events.model import Kind, Shape
from viewer.core.when import ANY, PAST, EdtfError, Precision, When, parse

#: Longer than any date that people write; what is longer is no date.
LONGEST = 200
_WORD = re.compile(r"[^\W_]+")
#: What may stand around a date and says nothing that a signal does not.
_AROUND = frozenset(
    "in on at by since from to through until till before after during within between and the of "
    "some time sometime it was is happened".split()
)
#: Words that leave one side of a date open where no other date closes it.
_ONWARD = frozenset({"from", "onward", "onwards"})
_UP_TO = frozenset({"to"})
_NONE = frozenset({"no date", "undated", "unknown", "no time", "not known"})


def dated(words: str, *, date: When = ANY, periods: Sequence[NamedPeriod] = ()) -> Dating | None:
    """The date that a phrase states, in EDTF or in English; None where it states none, or two.

    "2024-09", "2009/2018", "mid September 2024", "from 3 May to 5 June 1901", "before 2021",
    "last March" (counted from ``date``, the story's). "no date" is ANY. Every word of the phrase
    must belong to the date: "3 May, in the mill" is none.
    """
    words = " ".join(words.split())
    if not words or len(words) > LONGEST:
        return None
    if words.lower() in _NONE:
        return Dating(ANY, Kind.UNDATED, Shape.OPEN, "", ())
    try:
        when = parse(words)
    except EdtfError:
        return _in_english(words, date, periods)
    kind = Kind.EXPLICIT if when.is_known else Kind.UNDATED
    return Dating(when, kind, shape_of(when), "", ())


def shape_of(when: When) -> Shape:
    """How a date lies in time when nothing but the date is known of what happened then."""
    if not when.is_known:
        return Shape.OPEN
    if when.is_interval:
        sides = when.edtf.split("/")
        return Shape.OPEN if ".." in sides or "" in sides else Shape.SPAN
    if when.earliest == PAST:
        return Shape.OPEN
    exact = when.precision >= Precision.DAY and when.edtf[0] not in "[{"
    return Shape.MOMENT if exact else Shape.WITHIN


def _in_english(words: str, date: When, periods: Sequence[NamedPeriod]) -> Dating | None:
    found = [t for t in find(words, anchor=date, periods=periods) if t.type is not TimexType.SET]
    found = [t for t in found if dates(t)]
    rest = words
    for timex in reversed(found):
        rest = rest[: timex.span.start] + " " + rest[timex.span.end :]
    around = {word.lower() for word in _WORD.findall(rest)}
    if around - _AROUND - _ONWARD or rest.rstrip().endswith(("-", "–", "—")):
        return None
    if len(found) == 1 and found[0].signal is Signal.AT and around & (_ONWARD | _UP_TO):
        return _open(found[0], onward=bool(around & _ONWARD))
    dating = combine(found, date, between="between" in words.lower())
    if dating is None or len(dating.timexes) < len(found):
        return None
    return dating


def _open(timex: Timex, *, onward: bool) -> Dating | None:
    """A date of which one side alone is named: "from 2009", "to 2012"."""
    try:
        when = parse(f"{timex.when.edtf}/.." if onward else f"../{timex.when.edtf}")
    except EdtfError:  # "from mid 2009 or 2010": no interval begins so
        return None
    return Dating(when, Kind.EXPLICIT, Shape.OPEN, "", (timex,))

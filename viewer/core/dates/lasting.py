"""How long, how often, and words that name no date: durations, sets, now and then.

Each function is the action of one rule of `grammar`.
"""

from __future__ import annotations

from typing import Final

from viewer.core.dates import lexicon as lex
from viewer.core.dates.readings import (
    Found,
    Kind,
    Match,
    Reading,
    number,
    ordinal,
    stands_free,
    unit_name,
)


def lasting(count: float | None, unit: str, rule: str, kind: Kind = Kind.DURATION) -> Reading:
    """A duration as TIMEX3 writes it, the count X where it is vague."""
    letters = lex.UNITS[unit]
    return Reading(kind, rule, value=duration(count, letters), amount=count, unit=unit)


def duration(count: float | None, letters: str) -> str:
    """``P3D``, ``PT24H``, ``P2.5Y``, ``PXM``; a fortnight is two weeks."""
    times, letter = _SPLIT.get(letters, (1, letters))
    amount = "X" if count is None else f"{count * times:.10g}"
    if letter.startswith("T"):
        return f"PT{amount}{letter[1:]}"
    return f"P{amount}{letter}"


_SPLIT: Final = {"2W": (2, "W"), "6M": (6, "M"), "ML": (10, "CE")}


def how_long(m: Match) -> Reading | None:
    unit = unit_name(m.word("u"))
    if unit == "o" or unit not in lex.UNITS:
        return None
    if m.row.classes[m.at("n")] == "v":
        count = None
    else:
        count = number(m.word("n"))
        if count is None or not stands_free(m):
            return None
    if unit == "quarter" and (count is None or m.word("n") == "a" or m.after() == "of"):
        return None
    if m.word("n") in ("a", "an"):
        if m.touches_right() == "-":
            return None
        if _per(m):
            return lasting(1.0, unit, "set", Kind.SET)
        if m.after().lower() in ("of", "that", "when", "to") and unit in (
            "day",
            "second",
            "minute",
        ):
            return None
        if unit in ("second", "minute") or (unit == "day" and m.before() == "of"):
            return None
    return lasting(count, unit, "duration")


def _per(m: Match) -> bool:
    """A sum stands before "a year": so much each year."""
    window = m.row.classes[max(0, m.found.start() - 6) : m.found.start()]
    return any(c in "NDFYI%" for c in window) or m.before() in ("times", "once", "twice", "percent")


def two_durations(m: Match) -> list[Found] | None:
    """Ten or fifteen years, 60 to 90 days: the first number borrows the unit."""
    unit = unit_name(m.word("u"))
    first, second = number(m.word("n")), number(m.word("l"))
    if first is None or second is None or unit not in lex.UNITS or not stands_free(m):
        return None
    a, b = m.found.span("n"), m.found.span("l")
    return [
        Found(a[0], a[1], lasting(first, unit, "duration")),
        Found(b[0], m.found.end(), lasting(second, unit, "duration")),
    ]


def half_unit(m: Match) -> Reading | None:
    unit = unit_name(m.word("u"))
    return lasting(0.5, unit, "duration") if unit in lex.UNITS else None


def vague_duration(m: Match) -> Reading | None:
    word = m.word("u")
    if word == "hours" and m.before() == "early":
        return None  # the early hours of Sunday
    if (
        word in ("seconds", "quarters", "weekends")
        or m.row.classes[m.found.end() : m.found.end() + 2] == " Y"
    ):
        return None
    return lasting(None, unit_name(word), "vague-duration")


def unit_long(m: Match) -> Reading | None:
    """Year-long."""
    return lasting(1.0, m.word("u"), "duration") if m.word("c") == "long" else None


def within(m: Match) -> Reading | None:
    """The past two years, the next few days, the last decade."""
    unit = unit_name(m.word("u"))
    if unit not in lex.UNITS:
        return None
    if not m.has("n"):
        return lasting(None, unit, "vague-duration")
    vague = m.row.classes[m.at("n")] == "v"
    return lasting(None if vague else number(m.word("n")), unit, "duration")


def how_often(m: Match) -> Reading | None:
    """Daily, every two weeks, each morning, per day, every Monday."""
    if m.has("d"):
        return Reading(Kind.SET, "set", value=lex.SETS[m.word("d")])
    word = unit_name(m.word("u"))
    if word in lex.UNITS:
        count = number(m.word("n")) if m.has("n") else 1.0
        if m.has("o"):
            count = float(ordinal(m.word("o")))
        return lasting(count, word, "set", Kind.SET)
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


def vague_word(m: Match) -> Reading | None:
    meaning = m.row.meanings.get(m.found.start())
    word = m.word("r")
    value = str(meaning) if meaning else lex.VAGUE[word]
    return Reading(Kind.VAGUE, "vague", value=value)


def this_time(m: Match) -> Reading | None:
    """Around this time; ", this time with more care" is no time at all."""
    led = m.before() in ("during", "around", "by", "since", "until", "before", "after", "about")
    if m.word("t") != "time" or m.word("h") != "this" or not led:
        return None
    return Reading(Kind.VAGUE, "vague", value="PRESENT_REF")


def the_past(m: Match) -> Reading | None:
    """The past: no part of "the past two years" or "the past master"."""
    after = m.after()
    if m.word("p") != "past" or (after[:1].isalpha() and after.lower() not in _AFTER_PAST):
        return None
    return Reading(Kind.VAGUE, "vague", value="PAST_REF")


_AFTER_PAST: Final = frozenset(
    "and or but of in for to was were is are had has have by with it he she they we".split()
)

"""How long: durations in every dress.

Each function is the action of one rule of `grammar`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from viewer.core.dates import kinds
from viewer.core.dates import lexicon as lex
from viewer.core.dates.kinds import Kind
from viewer.core.dates.numbers import number, ordinal
from viewer.core.dates.readings import (
    Found,
    Match,
    Reading,
    stands_free,
    unit_name,
)


def lasting(count: float | None, unit: str, rule: str, kind: Kind = kinds.DURATION) -> Reading:
    """A duration as TIMEX3 writes it, the count X where it is vague."""
    letters = lex.UNITS.get(unit) or lex.PARTS[unit]
    return Reading(kind, rule, value=duration(count, letters), amount=count, unit=unit)


def duration(count: float | None, letters: str) -> str:
    """``P3D``, ``PT24H``, ``P2.5Y``, ``PXM``; a fortnight is two weeks."""
    times, letter = _SPLIT.get(letters, (1, letters))
    if count is not None and count % 1:
        if letters in _IN_YEARS:
            times, letter = _IN_YEARS[letters], "Y"  # half a century is fifty years
        elif letters == "TH" and count % 0.5 == 0.25:
            hours, minutes = divmod(round(count * 60), 60)
            return f"PT{hours}H{minutes}M" if hours else f"PT{minutes}M"
    amount = "X" if count is None else f"{round(count * times, 2):.15g}"
    if letter.startswith("T"):
        return f"PT{amount}{letter[1:]}"
    return f"P{amount}{letter}"


_SPLIT: Final = {"2W": (2, "W"), "6M": (6, "M"), "ML": (10, "CE")}
_IN_YEARS: Final = {"DE": 10, "CE": 100, "ML": 1000}


class Length(NamedTuple):
    """So many of a unit, None where the words do not say how many; ``mod`` as TIMEX3 has it."""

    many: float | None
    unit: str
    mod: str


def length(m: Match) -> Length | None:
    """What `grammar._LENGTH` matched: three days, a year and a half, another week or so.

    None when it is not so long after all: "a two-year" opens with its article, "2012 quarter"
    with a year.
    """
    unit = unit_name(m.word("u"))
    if not _is_counted(unit):
        return None
    count: float | None = None
    if m.row.classes[m.at("n")] != "v":
        word = m.word("n")
        count = 1.0 if word == "another" else number(word.removeprefix("another "))
        if m.has("pre") and m.word("pre") in ("a ", "an "):
            count = number(m.word("pre") + word)  # a thousand
        if count is None or not stands_free(m):
            return None
        if m.row.classes[m.at("n")] == "Y" and m.row.classes[m.at("u")] in "uq" and _is_year(m):
            return None
    elif m.has("pre"):
        return None
    if m.has("share"):
        if count is None:
            return None
        count += number(m.word("share").removeprefix(" and ")) or 0.0
    tail = "more" if m.has("more") else "tail"
    mod = str(m.row.meanings[m.at(tail) + 1]) if m.has(tail) else ""
    return Length(count, unit, mod)


def _is_counted(unit: str) -> bool:
    return unit in lex.UNITS or unit in lex.PARTS


def _is_year(m: Match) -> bool:
    """The figures before a unit are the year it is of: the 2012 quarter."""
    return m.word("joint") == " " and m.word("n").isdigit()


def how_long(m: Match) -> Reading | None:
    """Three days, a two-year, 47 years old; "a year" after a sum is how often."""
    if m.has("long") and m.word("long") != "long":
        return None
    said = length(m)
    if said is None:
        return None
    count, unit, mod = said
    word, before, after = m.word("n"), m.before(), m.after().lower()
    if word == "many" and before == "as":
        return None  # the third in as many days
    fraction = m.word("joint") == "-" and m.row.classes[m.at("u")] == "U"  # three-quarters
    bare = count is None or word == "a" or (after == "of" and not m.has("c")) or fraction
    if unit == "quarter" and bare:
        return None
    if unit in lex.PARTS and unit != "nights":
        return None
    if unit == "hour" and word[0] == "0" and word.isdigit() and len(word) == 4:
        return None  # 0215 hours is a time of day
    start = m.found.start()
    if m.row.classes[max(0, start - 2) : start] == "w-" and m.row.tokens[start - 1] == "-":
        return None  # the tail of a number that was none
    if word in ("a", "an") and not m.has("share"):
        hyphened = m.row.classes[m.found.end("u") : m.found.end("u") + 1] == "-"
        if hyphened or m.word("joint") == "-" or m.row.classes[m.at("u")] == "U":
            return None  # "a week-long", "a decades-old"
        if _per(m):
            return lasting(1.0, unit, "set", kinds.SET)
        if after in ("of", "that", "when", "to") and unit in ("day", "second", "minute"):
            return None
        if unit in ("second", "minute") or (unit == "day" and before == "of"):
            return None
    rule = "duration-of" if m.word("joint") == "-" else "duration"
    said_so = lasting(count, unit, rule)
    return said_so._replace(mod=mod) if mod else said_so


def period_of(m: Match) -> Reading | None:
    """A sixty-day period."""
    unit, count = unit_name(m.word("u")), number(m.word("n"))
    if count is None or m.word("n") in ("a", "an") or unit not in lex.UNITS:
        return None
    return lasting(count, unit, "duration-period")


def _per(m: Match) -> bool:
    """A sum or a count stands before "a year": so much each year.

    "$300 a year", "40 miles an hour", "twenty loaves a day"; no "a week after", no "a year later".
    """
    if m.after().lower() in lex.DIRECTIONS or m.before() == "half":
        return False
    window = m.row.classes[max(0, m.found.start() - 6) : m.found.start()]
    if any(c in "NDFYI%$" for c in window.rpartition(".")[2]):
        return True
    return window.endswith(("w x ", "v x ")) or m.before() == "percent"


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


def share_of_unit(m: Match) -> Reading | None:
    """Half an hour, a quarter century, three quarters of an hour; with "ago", when."""
    unit, words = unit_name(m.word("u")), m.word("n")
    count = _THIRDS.get(words.replace("-", " ")) or number(words)
    if unit not in lex.UNITS or count is None or count >= 1 or not stands_free(m):
        return None
    mod = str(m.row.meanings[m.at("tail") + 1]) if m.has("tail") else ""
    if m.has("g"):
        step, ref = lex.DIRECTIONS.get(m.word("g"), (1, "story"))
        if m.word("g") in ("before", "after", "prior"):
            return None
        return Reading(kinds.OFFSET, "offset", unit=unit, step=step, ref=ref, amount=count, mod=mod)
    return lasting(count, unit, "duration")._replace(mod=mod)


_THIRDS: Final = {"a third": 1 / 3, "one third": 1 / 3}


def running(m: Match) -> Reading | None:
    """For a fourth day, a third straight month, the ninth quarter in a row."""
    n, unit = ordinal(m.word("o")), unit_name(m.word("u"))
    if n < 2 or unit not in lex.UNITS:
        return None
    row = m.row.tokens[m.found.end() : m.found.end() + 6]
    in_a_row = "".join(row).lower().startswith((" in a row", " running"))
    straight = m.word("c") in ("straight", "consecutive", "successive")
    open_end = m.before() == "for" and m.row.classes[m.found.start()] == "a" and not m.has("c")
    goes_on = m.row.classes[m.found.start()] != "t" and (
        m.before() in _GOES_ON or (m.before() in _OWNERS and m.before(2) in _GOES_ON)
    )
    if not (in_a_row or straight or open_end or goes_on):
        return None
    before = m.before(2) if m.before() == "the" else m.before()
    return None if before in _AT_ONE else lasting(float(n), unit, "running")


#: "Entered a third week": it has lasted so long, or will.
_GOES_ON: Final = frozenset(
    (
        "enter enters entered entering begin begins began beginning mark marks marked marking into"
    ).split()
)
_OWNERS: Final = frozenset("its their his her our my".split())
#: Before a day or year of a row these tell which one is meant, not how long the row is.
_AT_ONE: Final = frozenset("on in by until during since after before".split())


def in_one_word(m: Match) -> Reading:
    """Yearlong, weeklong."""
    unit = lex.LONGS[m.word("n")]
    return lasting(1.0, unit, "duration-of")


def whole_unit(m: Match) -> Reading | None:
    """All day, all week long, the whole year, an entire month; "the good day" is none."""
    unit, filler = m.word("u"), m.word("c")
    if unit in lex.SEASONS:
        return Reading(kinds.DURATION, "whole", value=f"P1{lex.SEASONS[unit]}")
    if not _is_counted(unit) or unit in ("second", "minute", "quarter"):
        return None
    if m.row.classes[m.found.start()] == "0":
        if m.touches_right() == "-":
            return None  # all year-old horses
        return lasting(1.0, unit, "whole") if filler in ("", "long") else None
    if filler not in ("whole", "entire"):
        return None
    return lasting(1.0, unit, "whole")


def vague_duration(m: Match) -> Reading | None:
    word = m.word("u")
    if word == "hours" and m.before() == "early":
        return None  # the early hours of Sunday
    start, classes, before = m.found.start(), m.row.classes, m.before()
    if word == "hours" and before in _KINDS_OF_HOURS and (before != "after" or m.after() != "of"):
        return None
    if before == "many" and m.before(2) == "as":
        return None  # the third in as many days
    if word == "hours" and m.touches_left() == "-":
        return None  # after-hours trading
    if (
        word in ("seconds", "quarters", "weekends")
        or classes[m.found.end() : m.found.end() + 2] == " Y"
        or classes[max(0, start - 2) : start] in _NO_LENGTHS
        or before in _KINDS_OF_YEARS
    ):
        return None
    return lasting(None, unit_name(word), "vague-duration")


#: Before the unit: man-years, 16-hour days, a number that is none ("12/15 years").
_NO_LENGTHS: Final = frozenset(("x-", "u ", "N ", "D ", "F "))
#: "After hours", "short hours", "light years": no length of time.
_KINDS_OF_HOURS: Final = frozenset(
    (
        "after working business opening office peak rush visiting happy waking trading golden "
        "wee banking store short shorter"
    ).split()
)
_KINDS_OF_YEARS: Final = frozenset("school early small light man person teenage dog".split())


def unit_long(m: Match) -> Reading | None:
    """Year-long, decades-long."""
    if m.word("c") != "long":
        return None
    return _bare_length(m)


def unit_old(m: Match) -> Reading:
    """Century-old, years-old."""
    return _bare_length(m)


def _bare_length(m: Match) -> Reading:
    count = 1.0 if m.row.classes[m.at("u")] == "u" else None
    return lasting(count, unit_name(m.word("u")), "duration-of")


def within(m: Match) -> Reading | None:
    """The past two years, the next few days, the last decade."""
    unit = unit_name(m.word("u"))
    if unit not in lex.UNITS or lasts(m):
        return None
    if not m.has("n"):
        once = m.row.classes[m.at("u")] == "u"
        return lasting(1.0 if once else None, unit, "duration" if once else "vague-duration")
    vague = m.row.classes[m.at("n")] == "v"
    count = None if vague else number(m.word("n"))
    if count is None and not vague:
        return None
    said = lasting(count, unit, "duration")
    ref = lex.NEXT.get(m.word("near"), "")
    if ref == "text" or m.word("near") == "next":
        # "over the following eighteen months"; "the next" ones only in a narrative
        said = said._replace(ref="text" if ref == "text" else "here", step=1)
    return said


def lasts(m: Match) -> bool:
    """The "last" that opens the match is the verb: it would last several weeks."""
    return m.row.tokens[m.found.start()].lower() == "last" and m.before() in _VERB_LEADS


#: Behind these "last" is the verb.
_VERB_LEADS: Final = frozenset("to will would may might can could should must and".split())

"""Decades, centuries and ages, years written out in words, and years before the present.

Each function is the action of one rule of `grammar`.
"""

from __future__ import annotations

from typing import Final

from viewer.core.dates import kinds
from viewer.core.dates import lexicon as lex
from viewer.core.dates.numbers import DIGITS, number, ordinal
from viewer.core.dates.readings import Found, Match, Reading, stands_free, unit_name


def decade(m: Match) -> Reading | None:
    """The 1960s, the '60s, the sixties, the roaring twenties, the nineteen-eighties; the 1800s.

    Hundreds below 2000 are centuries: "the early 1800s" tells of more than ten years.
    """
    meaning = m.row.meanings.get(m.at("e"))
    if meaning is not None:
        return Reading(kinds.DECADE, "decade", int(str(meaning)))
    word = m.word("e").replace("'s", "").replace("’s", "")
    if word in lex.DECADE_WORDS:
        if m.has("w"):
            hundreds = number(m.word("w")) or 0
            if not 10 <= hundreds <= 20:
                return None
            return Reading(kinds.DECADE, "decade", int(100 * hundreds) + lex.DECADE_WORDS[word])
        if m.before() not in ("the", "early", "mid", "late", "-") or _is_age_or_heat(m):
            return None
        return Reading(kinds.DECADE, "decade", amount=lex.DECADE_WORDS[word])
    digits = DIGITS.match(word)
    if digits is None or not stands_free(m):
        return None
    if len(digits[0]) == 3:
        # The plain "270s" may be anything, but for an era told of: see `eras`.
        led = m.before(2 if m.before() == "-" else 1) in _PARTS_OF_AGES and m.word("e").isalnum()
        return Reading(kinds.DECADE, "decade", int(digits[0])) if led else None
    if m.word("e").endswith(("'s", "’s")) and (
        m.before() not in _DECADE_LEADS or int(digits[0]) % 10
    ):
        return None
    if len(digits[0]) == 4:
        y = int(digits[0])
        if y % 100 == 0 and 1000 <= y < 2000:
            return Reading(kinds.CENTURY, "century", amount=y // 100 + 1)
        return Reading(kinds.DECADE, "decade", y) if 1000 <= y < 2200 else None
    if m.before() not in _DECADE_LEADS or _is_age_or_heat(m):
        return None
    return Reading(kinds.DECADE, "decade", amount=int(digits[0]))


_PARTS_OF_AGES: Final = frozenset(("early", "mid", "late"))
_DECADE_LEADS: Final = frozenset(("the", "early", "mid", "late", "-", "'", "’", "‘", "and"))


def _is_age_or_heat(m: Match) -> bool:
    """In her early forties, temperatures in the sixties: no decade."""
    words = [t.lower() for t in m.row.tokens[max(0, m.found.start() - 12) : m.found.start()]]
    return not _OWN_AGE.isdisjoint(words[-7:]) or not _HEAT.isdisjoint(words)


_OWN_AGE: Final = frozenset("his her their my your our".split())
_HEAT: Final = frozenset(
    "temperature temperatures highs lows high low degrees thermometer mercury aged".split()
)


def bc_decade(m: Match) -> Reading | None:
    digits = DIGITS.match(m.word("e"))
    if digits is None or m.word("era")[0] != "b":
        return None
    return Reading(kinds.DECADE, "decade", int(digits[0]), bc=True)


def century(m: Match) -> Reading | list[Found] | None:
    """The 19th century, the late 5th and early 4th centuries BC, the 17th, 18th and 19th."""
    unit = lex.UNITS.get(m.word("u")) or lex.UNITS[lex.PLURALS[m.word("u")]]
    if unit not in ("CE", "ML"):
        return None
    bc = m.word("era")[:1] == "b"
    rule = "century" if unit == "CE" else "millennium"
    spans = [(*m.found.span(g), ordinal(m.word(g))) for g in ("q", "p", "o") if m.has(g)]
    if not all(1 <= n <= 30 for *_, n in spans):
        return None
    ends = [end for _, end, _ in spans[:-1]] + [m.found.end()]
    found = [
        Found(start, end, Reading(kinds.CENTURY, rule, bc=bc, amount=n))
        for (start, _, n), end in zip(spans, ends, strict=True)
    ]
    return found if len(found) > 1 else found[0].reading


def year_in_words(m: Match) -> Reading | None:
    """In nineteen eighty-four, in eighteen hundred, in two thousand and ten, in nineteen oh five.

    Only where a year is looked for and nothing follows that could be counted.
    """
    after = m.after()
    counted = after[:1].isalpha() and after.islower() and after not in _NOT_COUNTED
    if m.before() not in _YEAR_LEADS or counted or m.touches_right() in "-%$":
        return None
    hundreds, rest = number(m.word("c")), number(m.word("n"))
    if m.has("oh"):
        if rest is None or rest > 9:
            return None
    elif m.has("n") and rest is not None and rest < 10 and m.word("c") != "two thousand":
        return None
    if hundreds == 2000 and m.has("n"):
        y = 2000 + (rest or 100)
    elif hundreds is not None and 11 <= hundreds <= 20:
        y = 100 * hundreds + (0 if m.word("n") == "hundred" else rest or 100)
    else:
        return None
    if rest is None or (rest > 99 and m.word("n") != "hundred") or rest != int(rest):
        return None
    return Reading(kinds.CALENDAR, "year-in-words", int(y))


_YEAR_LEADS: Final = frozenset(
    "in of by since until till from to before after year around about between and".split()
)
_NOT_COUNTED: Final = frozenset(
    (
        "and or but when as at by for from in of on that the there they this to until was we were "
        "where which while who with he she it its his her a an"
    ).split()
)


def before_present(m: Match) -> Reading | None:
    """12,000 BP, 252 Ma, 13.8 Ga, 40 ka: so many years before the present."""
    count, letters = number(m.word("n")), m.row.tokens[m.at("z")]
    after = m.after()
    if count is None or not stands_free(m) or m.touches_left() == "-":
        return None
    if letters == "BP" and (count < 3000 or (after[:1].isalpha() and after not in _NOT_COUNTED)):
        return None  # 40,000 BP shares
    return Reading(kinds.DEEP, "before-present", amount=count * lex.AGES[letters])


def two_ages(m: Match) -> list[Found] | Reading | None:
    """200 to 145 million years ago; two or three years ago.

    Two ages of the earth are the ends of a range. Of a few years or days it is one expression,
    the first of the two and about.
    """
    first, second = number(m.word("n")), number(m.word("l"))
    unit, way = unit_name(m.word("u")), m.word("g")
    if first is None or second is None or unit not in lex.UNITS or not stands_free(m):
        return None
    if way not in ("ago", "earlier", "later") or not first or not second:
        return None
    scale = lex.LARGE[m.word("i")] if m.has("i") else 1
    own = lex.LARGE[m.word("j")] if m.has("j") else scale
    ages = (first * own, second * scale)
    if unit == "year" and way == "ago" and min(ages) >= 10_000:
        starts, ends = (m.at("n"), m.at("l")), (m.found.end("n"), m.found.end())
        if m.has("j"):
            ends = (m.found.end("j"), m.found.end())
        return [
            Found(start, end, Reading(kinds.DEEP, "deep-time", amount=age))
            for start, end, age in zip(starts, ends, ages, strict=True)
        ]
    step, ref = lex.DIRECTIONS[way]
    if ages[0] >= ages[1] or unit in lex.PARTS:
        return None
    return Reading(
        kinds.OFFSET, "offset", unit=unit, step=step, ref=ref, amount=ages[0], mod="APPROX"
    )


def turn_of(m: Match) -> Reading | None:
    """The turn of the century, of the millennium; the turn of the 20th century is about 1900."""
    unit = m.word("u")
    if m.word("b") != "turn" or unit not in _TURNS:
        return None
    if not m.has("o"):
        return Reading(kinds.UNIT, "turn", unit=unit, ref="here", mod="APPROX")
    n = ordinal(m.word("o"))
    if not 2 <= n <= (30 if unit == "century" else 3):
        return None
    return Reading(kinds.CALENDAR, "turn", _TURNS[unit] * (n - 1), mod="APPROX")


_TURNS: Final = {"century": 100, "millennium": 1000}

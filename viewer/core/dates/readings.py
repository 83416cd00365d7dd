"""What an expression of time says, before anything is borrowed from other dates."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from viewer.core.dates import kinds
from viewer.core.dates import lexicon as lex
from viewer.core.dates.kinds import Kind
from viewer.core.dates.model import NamedPeriod
from viewer.core.dates.numbers import DIGITS
from viewer.core.dates.tokens import Row
from viewer.core.when import month_length


class Reading(NamedTuple):
    """What an expression says, before anything is borrowed from other dates.

    ``y`` is astronomical (0 is 1 BC). ``step`` is -1, 0 or 1 units from ``ref``, the "story" or
    the "text", or "here": the story in a report, the text in a narrative. ``nth`` with ``nth_unit``
    counts parts of a whole, -1 for the last, ``many`` how many of them (with ``value``, how long
    that is: "the first two months"). ``base`` is what a TIED one counts from. ``fiscal`` years may
    be told to end in the month ``ends``, or to lie ``across`` two calendar years ("2009/10").
    ``southern`` seasons are those of the southern half of the earth. ``partial`` means that it is
    an expression of time only as part of a whole ("the first half").
    """

    kind: Kind
    rule: str
    y: int | None = None
    m: int | None = None
    d: int | None = None
    weekday: int | None = None
    season: str = ""
    southern: bool = False
    quarter: int | None = None
    half: int | None = None
    part: str = ""
    clock: tuple[int, int | None, int | None] | None = None
    zone: str = ""
    unit: str = ""
    step: int = 0
    ref: str = ""
    amount: float | None = None
    nth: int | None = None
    nth_unit: str = ""
    many: float | None = None
    mod: str = ""
    value: str = ""
    bc: bool = False
    fiscal: bool = False
    ends: int | None = None
    across: bool = False
    doubtful: bool = False
    short_year: bool = False
    partial: bool = False
    holiday: str = ""
    period: NamedPeriod | None = None
    base: Reading | None = None

    @property
    def names_day(self) -> bool:
        """It picks out one day, or says how to."""
        return (
            self.d is not None
            or self.kind in (kinds.WEEKDAY, kinds.HOLIDAY)
            or (self.kind in (kinds.UNIT, kinds.OFFSET) and self.unit == "day" and self.m is None)
        )

    @property
    def lacks_year(self) -> bool:
        return self.kind is kinds.CALENDAR and self.y is None


class Found(NamedTuple):
    """A reading and its tokens, ``row.tokens[start:end]``."""

    start: int
    end: int
    reading: Reading


class Match:
    """A rule's match on a row, seen as words."""

    __slots__ = ("_after", "_before", "found", "row")

    def __init__(self, row: Row, found: re.Match[str]) -> None:
        self.row = row
        self.found = found
        self._before: str | None = None  # the words beside it, where they have been asked for
        self._after: str | None = None

    def has(self, group: str) -> bool:
        """The rule has such a group, and it matched something."""
        try:
            start, end = self.found.span(group)
        except IndexError:
            return False
        return start < end

    def word(self, group: str) -> str:
        """The words of a group in small letters, "" when it took no part."""
        try:
            start, end = self.found.span(group)
        except IndexError:
            return ""
        if end == start + 1:
            return self.row.tokens[start].lower()
        return "".join(self.row.tokens[start:end]).lower()

    def number(self, group: str) -> int:
        """The integer a group starts with."""
        return int(DIGITS.findall(self.word(group))[0])

    def before(self, back: int = 1) -> str:
        """A word before the match in small letters, "" across punctuation or at the edge."""
        if back > 1:
            return self._word_before(back)
        if self._before is None:
            self._before = self._word_before(1)
        return self._before

    def _word_before(self, back: int) -> str:
        i = self.found.start() - 1
        tokens = self.row.tokens
        if back == 1 and i > 0 and tokens[i] == " " and not tokens[i - 1].isspace():
            return tokens[i - 1].lower()  # as nearly everywhere
        while i >= 0:
            if not tokens[i].isspace():
                back -= 1
                if back == 0:
                    return tokens[i].lower()
            i -= 1
        return ""

    def after(self) -> str:
        """The word after the match as written, "" at the edge."""
        if self._after is None:
            tokens = self.row.tokens
            i = self.found.end()
            if i < len(tokens) and tokens[i].isspace():
                i += 1
            self._after = tokens[i] if i < len(tokens) else ""
        return self._after

    def after_is_number(self) -> bool:
        """A number stands right behind the sign that follows the match."""
        return self.row.classes[self.found.end() + 1 : self.found.end() + 2] in ("D", "N", "Y")

    def touches_left(self) -> str:
        """The class right before the match, " " at the edge."""
        i = self.found.start()
        return self.row.classes[i - 1] if i else " "

    def touches_right(self) -> str:
        i = self.found.end()
        return self.row.classes[i] if i < len(self.row.classes) else " "

    def at(self, group: str) -> int:
        return self.found.start(group)


Action = Callable[[Match], "Reading | list[Found] | None"]


def stands_free(m: Match) -> bool:
    """Nothing is glued to the match that would make it a price, a path, a score or a version."""
    left, right = m.touches_left(), m.touches_right()
    if left in "@$/:%" or right in "@$%":
        return False
    if left == "." and m.found.start() > 1 and m.row.classes[m.found.start() - 2] != " ":
        return False
    after = m.row.classes[m.found.end() + 1 : m.found.end() + 2]
    return not (right in "/:" and after not in (" ", ""))


def year_of(m: Match, group: str = "y") -> tuple[int | None, bool]:
    """The year in a group, 0 for 1 BC, and whether it was written with two digits only."""
    word = m.word(group)
    digits = DIGITS.findall(word)
    if not digits:
        return None, False
    if word[0] in "'’‘":
        return int(digits[0]), True
    y = int(digits[-1])
    return (1 - y if "b" in word else y), False


def month_of(word: str) -> int:
    name = word.strip(".")
    return lex.MONTHS.get(name) or lex.MONTH_SHORTS[name]


def is_real(y: int | None, m: int, d: int) -> bool:
    return 1 <= m <= 12 and 1 <= d <= month_length(2000 if y is None else y, m)


def unit_name(word: str) -> str:
    return lex.PLURALS.get(word, word)

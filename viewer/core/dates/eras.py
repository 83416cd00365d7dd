"""Bare figures that are years of the era a text tells of: "in AD 843 ... in 862", "390 BC ... 357".

A number of two or three figures is a year only where an era has been named, and lies by the year
last told of that era; once years or centuries after Christ have been told, one of three figures is
a year behind "in", "by" or "until" too, however far on. Such a number takes the class of a year
before the grammar sees it, so that "the spring of 357", "March 219" and "the 270s" are read by the
rules that read all years.
"""

from __future__ import annotations

import re
from typing import Final

from viewer.core.dates import cues
from viewer.core.dates.readings import Found
from viewer.core.dates.tokens import Row
from viewer.core.patterns import late

#: What can name an era, be a year in it, or end it.
_TELLING: Final = late("[BNYE]")
#: Years on from the last one told, and back from it, within which the telling of an era moves.
_ONWARD: Final = 200
_BACK: Final = 60
#: Words before a year that no count follows, where nothing that can be counted comes next.
_LEADS: Final = frozenset("in by until till since after before from around about circa".split())
#: Classes before "of" that make what follows it a year: months, seasons, ends, units, ordinals.
_WHOLES: Final = frozenset("MSubo5DP")
_AFTER: Final = frozenset(
    (
        "and or but when as at by for from in on of that the there they this to until was were "
        "where which while who with he she it its his her a an had has did under after before"
    ).split()
)


class Era:
    """The era that a text tells of, as far as it has been read."""

    def __init__(self) -> None:
        self.bc = False
        self.year: int | None = None  # last told, counted within the era; None: no era is told
        self.early = False  # years or centuries after Christ, of three figures, have been told
        self.over = False  # and since then a year of our days

    def years(self, line: Row) -> tuple[Row, frozenset[int]]:
        """The row with the bare figures that are years of the era made so, and which tokens
        of it are years before Christ."""
        if self.year is None and not self.early and "B" not in line.classes:
            return line, frozenset()
        classes, last = list(line.classes), -9
        meanings, before_christ = dict(line.meanings), set()
        for found in _TELLING.finditer(line.classes):
            i = found.start()
            letter, token = found[0], line.tokens[i]
            if letter == "B":
                last = self._named(line, i)
            elif letter == "Y":
                self._ended(line, i)
            elif letter == "N" and token.isdigit() and 2 <= len(token) <= 3:
                if self.year is not None and self._is_year(line, i, last):
                    classes[i], self.year, last = "Y", int(token), i
                    before_christ |= {i} if self.bc else set()
                elif self.early and not self.bc and _is_led(line, i, opens=self.over):
                    classes[i], self.year, last = "Y", int(token), i
            elif letter == "E" and self.year is not None and len(token) == 4:
                y = int(token[:3])
                if line.classes[max(0, i - 2) : i] in ("t ", "e ", "e-") and self._is_near(y):
                    meanings[i] = y
                    before_christ |= {i} if self.bc else set()
        row = Row(line.tokens, "".join(classes), line.start, line.end, meanings, line.keys)
        return row, frozenset(before_christ)

    def _named(self, line: Row, i: int) -> int:
        """At a word for an era: its year stands before it (356 BC) or after it (AD 142).

        Returns where both have been told.
        """
        around = (k for k in (i - 2, i - 1, i + 2) if 0 <= k < len(line.tokens))
        at = next((k for k in around if line.tokens[k].isdigit()), i)
        if at != i:
            year = int(line.tokens[at])
            self.bc = line.tokens[i].lower()[0] == "b"
            self.year = year if year < 1000 else None
            self.early, self.over = not self.bc and year < 1000, False
        elif i > 1 and line.tokens[i - 2].lower() in ("century", "centuries"):
            bc = line.tokens[i].lower()[0] == "b"
            if bc is not self.bc:
                self.bc, self.year = bc, None
            self.early, self.over = not bc, False
        return max(i, at)

    def _ended(self, line: Row, i: int) -> None:
        """A year of four figures without an era after it is of our days."""
        if line.classes[i + 1 : i + 3] not in (" B", "B"):
            self.year, self.over = None, True

    def _is_near(self, y: int) -> bool:
        assert self.year is not None
        on = self.year - y if self.bc else y - self.year
        return y > 0 and -_BACK <= on <= _ONWARD

    def _is_year(self, line: Row, i: int, last: int) -> bool:
        """Nothing around a number near the year last told says that it counts things."""
        token, before = line.tokens[i], line.classes[:i][-4:]
        named = line.classes[i + 1 : i + 3] in (" B", "B")
        if token[0] == "0" or named or not self._is_near(int(token)):
            return False
        of_month = before[-2:] == "M "
        if not _stands_alone(line, i, opens=of_month):
            return False
        if of_month or (len(token) == 3 and before[-2:] == "S "):
            return True
        if before[-3:] == " O ":
            return len(token) == 3 and before[:1] in _WHOLES
        if i - last <= 4 and re.fullmatch(r" (?:[&z] (?:i )?)|, |-", line.classes[last + 1 : i]):
            return True  # in 217 and 216
        return len(token) == 3 and before[-1:] == " " and line.tokens[i - 2].lower() in _LEADS


def _is_led(line: Row, i: int, *, opens: bool) -> bool:
    """A number of three figures stands where a year is looked for: "In 774 the", "in or about 568".

    ``opens``: only at the beginning of a sentence.
    """
    token = line.tokens[i]
    if len(token) != 3 or token[0] == "0" or i < 2 or line.classes[i - 1] != " ":
        return False
    lead = line.tokens[i - 2]
    either = i > 3 and line.tokens[i - 4].lower() == "or" and lead in ("about", "around")
    if not (lead in _OPENERS or lead == "About" or (not opens and (lead in _SURE_LEADS or either))):
        return False
    return _stands_alone(line, i, opens=False)


def _stands_alone(line: Row, i: int, *, opens: bool) -> bool:
    """No noun that could be counted follows, nor a sign of a price, a share or a score.

    ``opens``: a year is looked for there; so it is at the beginning of a sentence.
    """
    classes, tokens = line.classes, line.tokens
    following = classes[i + 1 : i + 3]
    if following[:1] in tuple(",.:;)-x/") and following[1:] in ("", " ", "D", "N", '"', "-"):
        return tokens[i + 1] != "/" or following[1:] in ("D", "N")
    if following[:1] != " " or i + 2 >= len(tokens):
        return not following
    word = tokens[i + 2]
    if word.lower() == "of":
        return False  # "in 250 of the huts"
    if word.lower() in _AFTER or not word[0].isalnum() or following[1:] == "-":
        return True
    if not opens and tokens[i - 2] not in _OPENERS:
        return False
    # What three figures count stands in the plural, and in small letters.
    plural = word.endswith(("s", "ed", "en")) or word.lower() in cues.COUNTED
    return word[0].isupper() or not plural


_OPENERS: Final = frozenset(("In", "By", "Until", "After", "Before", "Around"))
#: No amount follows these: "rose by 300", "from 300 to 500", "about 300".
_SURE_LEADS: Final = frozenset(("in", "until", "till", "since", "circa"))


def before_christ(found: list[Found], tokens: frozenset[int]) -> list[Found]:
    """The expressions of which those tokens are the years, counted back from Christ."""
    return [
        one._replace(reading=one.reading._replace(y=_year(one), bc=True))
        if one.reading.y and not one.reading.bc and not tokens.isdisjoint(range(*one[:2]))
        else one
        for one in found
    ]


def _year(one: Found) -> int:
    """Decades keep their number, years are counted from 1 BC, which is 0."""
    y = one.reading.y or 0
    return y if one.reading.kind.value == "decade" else 1 - y

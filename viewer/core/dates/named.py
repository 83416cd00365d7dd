"""Named periods: where a text names one, and which one it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final

from viewer.core.dates.model import NamedPeriod
from viewer.core.dates.tokens import PhraseBook, Row

_ORDINAL_WORDS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_NUMBERED: Final = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th) (.+)")
#: Words that may follow a period's name and belong to it.
TAILS: Final = frozenset(("period", "era", "years", "cycle"))


def spellings(name: str) -> tuple[str, ...]:
    """The ways to write a name: "14th Five-Year Plan" is also "Fourteenth Five-Year Plan",
    and a numbered name in small letters."""
    found = _NUMBERED.fullmatch(name)
    if found is None:
        return (name,)
    rest = found[2].lower()
    n = int(found[1])
    words = (f"{_ORDINAL_WORDS[n - 1]} {rest}",) if 1 <= n <= 20 else ()
    return (f"{found[1]}{name[len(found[1]) :].split(' ')[0]} {rest}", *words)


def phrase_book(periods: Sequence[NamedPeriod]) -> PhraseBook:
    """All names and aliases; the meaning of each is the tuple of periods that bear it."""
    bearers: dict[str, list[NamedPeriod]] = {}
    for period in periods:
        for name in dict.fromkeys((period.name, *period.aliases)):
            for spelling in spellings(name):
                bearers.setdefault(spelling, []).append(period)
    return PhraseBook((name, "p", tuple(who)) for name, who in bearers.items())


class PlaceWords:
    """How often words for places stand in a text; in the whole each is counted only once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._in_all: dict[str, int] = {}

    def between(self, start: int, end: int, word: str) -> int:
        """How often a word stands in ``text[start:end]``, at a word's start: China, China's."""
        text = self._text
        count, at = 0, text.find(word, start, end)
        while at >= 0:
            count += not (at and text[at - 1].isalnum())
            at = text.find(word, at + len(word), end)
        return count

    def in_all(self, word: str) -> int:
        if word not in self._in_all:
            self._in_all[word] = self.between(0, len(self._text), word)
        return self._in_all[word]


def settle(
    candidates: Sequence[NamedPeriod], places: PlaceWords, start: int, end: int
) -> NamedPeriod | None:
    """Which of the periods of one name is meant: the one whose place words stand most often
    in the paragraph ``text[start:end]``, else in the whole text. A period with place words
    needs one of them. None when they do not decide: better no date than another country's."""
    if len(candidates) == 1 and not candidates[0].cues:
        return candidates[0]
    for count in (partial(places.between, start, end), places.in_all):
        counts = [sum(map(count, p.cues)) for p in candidates]
        best = max(counts)
        if best and counts.count(best) == 1:
            return candidates[counts.index(best)]
    return None


def named(
    line: Row, book: PhraseBook, places: PlaceWords
) -> Iterable[tuple[int, int, str, NamedPeriod]]:
    """Mentions on a row as `merged` takes them: tokens, class letter, the period meant."""
    start, end = line.starts[0], line.starts[-1]
    for first, after, letter, meaning in book.find(line):
        assert isinstance(meaning, tuple)
        period = settle(meaning, places, start, end)
        if period is None:
            continue
        tokens = line.tokens
        if after + 1 < len(tokens) and tokens[after].isspace() and tokens[after + 1] in TAILS:
            after += 2
        yield first, after, letter, period

"""Named periods: where a text names one, and which one it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Final, overload

from viewer.core.dates.model import NamedPeriod
from viewer.core.dates.tokens import Phrase, PhraseBook, Row
from viewer.core.patterns import late

_ORDINAL_WORDS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_NUMBERED: Final = late(r"([0-9]{1,2})(?:st|nd|rd|th) (.+)")
#: Last words of names that some houses write large and others small.
_COMMON_NOUNS: Final = frozenset(
    (
        "administration age boom bubble cabinet campaign civilization civilisation conference "
        "conflict crash crisis crusade dictatorship dynasty empire epidemic epoch eon era famine "
        "genocide government insurgency mission movement offensive pandemic period plague "
        "presidency program programme rebellion regime revolt revolution scandal sultanate "
        "caliphate uprising war wars years"
    ).split()
)
_TWO_SPELLINGS: Final = {"program": "programme", "programme": "program"}
#: Words that may follow a period's name and belong to it.
TAILS: Final = frozenset(("period", "era", "years", "cycle", "epoch", "eon"))
#: What, written large after a period's name, makes it part of a longer one: the Iron Age Museum.
_NAMED_AFTER: Final = frozenset(
    (
        "academy album archive archives arena association avenue award awards band books brewery "
        "cafe capital castle center centre chapel church cinema club coast collection college "
        "company consulting convention council course department drive exhibition fair faire fest "
        "festival films foundation fund gallery gardens group hall hospital hotel house inn "
        "institute journal lane library magazine memorial monument museum music orchestra park "
        "partners pictures plaza press prize project pub publishing quarterly quartet records "
        "resort restaurant review road room school securities society square stadium store street "
        "studies studio studios technologies theater theatre tower towers trail trust university "
        "veterans village weekly"
    ).split()
)
#: What before a name makes it that of a person or a thing: a band called Edo Period.
_NAMED_BEFORE: Final = frozenset(
    "band called named entitled titled nicknamed dubbed film novel album game song".split()
)

#: What before a name tells of another one of its kind: a second Cold War, a new Gilded Age.
_ANOTHER: Final = frozenset((*_ORDINAL_WORDS, "new", "next", "another", "latest", "modern"))
#: What, written large before a name, makes it another: the North Korean war effort.
_QUARTERS: Final = frozenset(("North", "South", "East", "West", "Neo", "New"))


def spellings(name: str) -> tuple[str, ...]:
    """The ways to write a name: "14th Five-Year Plan" is also "Fourteenth Five-Year Plan" and
    "14th FYP", "Apollo program" also "Apollo Programme", "Ming dynasty" also "Ming Dynasty"."""
    found = _NUMBERED.fullmatch(name)
    if found is not None:
        number, rest = int(found[1]), found[2]
        ordinal = name[: found.start(2) - 1]
        ways = [name, f"{ordinal} {rest.lower()}"]
        if number <= len(_ORDINAL_WORDS):
            ways.append(f"{_ORDINAL_WORDS[number - 1]} {rest.lower()}")
        if rest == "Five-Year Plan":
            ways.append(f"{ordinal} FYP")
        return tuple(ways)
    first, _, last = name.rpartition(" ")
    if last.lower() not in _COMMON_NOUNS or not any(c.isupper() for c in first):
        return (name,)
    ways = [last.lower(), last.capitalize()]
    if (other := _TWO_SPELLINGS.get(last.lower())) is not None:
        ways += [other, other.capitalize()]
    return tuple(f"{first} {way}" for way in ways)


class Periods(Sequence[NamedPeriod]):
    """Named periods, with the phrases that name them made ready for many texts."""

    def __init__(
        self,
        periods: Sequence[NamedPeriod],
        names: Sequence[Phrase] | None = None,
        index: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        """``names`` and ``index`` are what `names_of` and `index_of` tell of the periods, where
        somebody has kept it."""
        self._periods = periods
        self.book = PhraseBook(names_of(periods) if names is None else names, index)

    @overload
    def __getitem__(self, place: int) -> NamedPeriod: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[NamedPeriod]: ...
    def __getitem__(self, place: int | slice) -> NamedPeriod | Sequence[NamedPeriod]:
        return self._periods[place]

    def __len__(self) -> int:
        return len(self._periods)


def names_of(periods: Sequence[NamedPeriod]) -> list[Phrase]:
    """All names and aliases in all spellings, as a phrase book takes them: what they mean are the
    numbers of the periods that bear them, none for a longer name that only holds one (the Green
    New Deal is no New Deal)."""
    bearers: dict[str, list[int]] = {}
    for number, period in enumerate(periods):
        names = (period.name, *period.aliases, *_under(period.name))
        for spelling in dict.fromkeys(way for name in names for way in spellings(name)):
            bearers.setdefault(spelling, []).append(number)
    for period in periods:
        for other in period.unless:
            for spelling in spellings(other):
                bearers.setdefault(spelling, [])
    return [(name, "p", numbers) for name, numbers in bearers.items()]


def _under(name: str) -> Iterable[str]:
    """The reign of Augustus is also "under Augustus"."""
    _, reign, ruler = name.rpartition("reign of ")
    return (f"under {ruler}",) if reign and " of " not in ruler else ()


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
    if not candidates:
        return None
    if len(candidates) == 1 and not candidates[0].cues:
        return candidates[0]
    for count in (partial(places.between, start, end), places.in_all):
        counts = [sum(map(count, p.cues)) for p in candidates]
        best = max(counts)
        if best and counts.count(best) == 1:
            return candidates[counts.index(best)]
    return None


def named(
    line: Row, periods: Periods, places: PlaceWords
) -> Iterable[tuple[int, int, str, NamedPeriod]]:
    """Mentions on a row as `merged` takes them: tokens, class letter, the period meant."""
    for first, after, letter, meaning in periods.book.find(line):
        assert isinstance(meaning, list)
        period = settle([periods[n] for n in meaning], places, line.start, line.end)
        if period is None:
            continue
        tokens = line.tokens
        if _in_longer_name(tokens, first, after) or _is_cut(tokens, first, after):
            continue
        if (
            after + 1 < len(tokens)
            and tokens[after].isspace()
            and tokens[after + 1].lower() in TAILS
        ):
            after += 2
        yield first, after, letter, period


def _is_cut(tokens: Sequence[str], first: int, after: int) -> bool:
    """A dash divides the words: "1973 – Oil crisis. In November ..." is an entry of 1973."""
    return any(
        tokens[i] in _DASHES and tokens[i - 1].isspace() and tokens[i + 1].isspace()
        for i in range(first + 1, after - 1)
    )


_DASHES: Final = frozenset(("–", "—", "-"))


def _in_longer_name(tokens: Sequence[str], first: int, after: int) -> bool:
    """The words are part of a longer name, or that of a band or a book: the Iron Age Museum,
    Cold War 2, a second Cold War, the band Renaissance."""
    if after + 1 < len(tokens) and tokens[after].isspace():
        following = tokens[after + 1]
        if following[0].isupper() and following.lower() in _NAMED_AFTER:
            return True
        if following[0].isdigit() and len(following) < 4 and not following.endswith("th"):
            return True
    before = [t for t in tokens[max(0, first - 4) : first] if not t.isspace()]
    if before and (before[-1].lower() in _ANOTHER or before[-1] in _QUARTERS):
        return True
    while before and before[-1] in ("'", '"', "“", "‘"):
        before.pop()
    return bool(before) and before[-1].lower() in _NAMED_BEFORE

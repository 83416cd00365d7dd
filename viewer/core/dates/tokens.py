"""A text as a row of tokens, each with the letter of its class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import accumulate, chain
from operator import itemgetter
from types import MappingProxyType
from typing import Final, NamedTuple

from viewer.core.dates.lexicon import AGES, CAPITAL_ONLY, CLASSES
from viewer.core.patterns import late

#: Every character of a text falls into exactly one token. Long words of plain letters come first:
#: most tokens are such, and no other kind begins like them.
_TOKEN: Final = late(
    r"[A-Za-z]{3,}(?![^\W\d_])|\s+|['’]s\b|[AaPp]\.\s?[Mm]\b\.?|[ABC]\.[CDE]\b\.?(?:E\.)?"
    r"|[Oo]['’]clock\b|[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)*[A-Za-z]*|[^\W\d_]+|.",
    re.DOTALL,
)
_NUMBER: Final = late(r"([0-9]+)([A-Za-z]*)")
_CLOCK: Final = late(r"[0-9]{1,2}\.[0-9]{2}(?:am|pm)", re.IGNORECASE)
_DOTTED: Final = late(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}\.[0-9]{2}\.[0-9]{2}")
_PUNCTUATION: Final = {c: c for c in ",-/:.();'\"&$"} | {
    "–": "-",
    "‑": "-",
    "—": "-",
    "−": "-",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "€": "$",
    "£": "$",
    "¥": "$",
    "#": "$",
    "%": "%",
    "@": "@",
    "_": "@",
    "°": "@",
    "\\": "@",
    "+": "+",
}

#: 4Q and 1H: so many of them in a year.
_QUARTERLY: Final = {"Q": 4, "H": 2}


def class_of(token: str) -> str:
    """The class letter of one token, see `lexicon`."""
    if token.isalpha() and token.lower() not in CLASSES:
        return "x"  # as most words
    if token[0].isspace():
        # An empty line ends whatever was being said.
        return " " if token.count("\n") < 2 else "x"
    if "0" <= token[0] <= "9":
        return _number_class(token)
    low = token.lower()
    letter = CLASSES.get(low)
    if letter is not None:
        if low in CAPITAL_ONLY and not token[0].isupper():
            return "x"
        if letter == "B" and not token.isupper():
            return "x"
        if letter == "¬" and token not in AGES:
            return "x"
        if letter == "Z" and len(token) == 2 and not token.isupper():
            return "x"
        return letter
    return _PUNCTUATION.get(token, "x")


def _number_class(token: str) -> str:
    found = _NUMBER.fullmatch(token)
    if found is None:
        if _DOTTED.fullmatch(token):
            return "2"
        if _CLOCK.fullmatch(token):
            return "C"
        return (
            "F"
            if token.count(".") == 1 and "," not in token and token[-1].isdigit()
            else ("N" if "." not in token and token[-1].isdigit() else "x")
        )
    digits, letters = found.groups()
    if not letters:
        if len(digits) <= 2:
            return "D" if 1 <= int(digits) <= 31 else "N"
        return "Y" if len(digits) == 4 and 1000 <= int(digits) <= 2199 else "N"
    low = letters.lower()
    if low in ("st", "nd", "rd", "th"):
        return "o" if len(digits) <= 3 else "x"
    if low == "s" and digits[-1] == "0" and 2 <= len(digits) <= 4:
        return "E"
    if low in ("am", "pm") and len(digits) <= 2:
        return "C"
    if len(digits) == 1 and letters in _QUARTERLY and 1 <= int(digits) <= _QUARTERLY[letters]:
        return "¼"
    if letters == "T" or (letters == "Z" and len(digits) in (2, 4)):
        return "T"
    return "x"


class Vocabulary(dict[str, tuple[str, tuple[str, ...]]]):
    """The pieces of one text met so far, as they stand between two spaces: the classes and the
    tokens of each, and of the space behind it.

    A text comes back to the same words: to cut it at its spaces, and to ask what each piece was
    the last time, is half the work of looking for every token anew. ``keys`` are the tokens by
    which phrases are looked up.
    """

    def __init__(self, keys: Set[str] = frozenset()) -> None:
        super().__init__()
        self._keys = keys
        self._marks: dict[str, str] = {}  # the mark of each class that a key was met with
        self.unmarked: dict[str, str] = {}  # and the other way round

    def letter(self, token: str) -> str:
        """The class of a token; that of a key is marked, so that nobody need look for it again."""
        letter = class_of(token)
        if token not in self._keys:
            return letter
        mark = self._marks.get(letter)
        if mark is None:
            mark = self._marks[letter] = _MARKS[len(self._marks)]
            self.unmarked[mark] = letter
        return mark

    def __missing__(self, piece: str) -> tuple[str, tuple[str, ...]]:
        if len(self) >= _REMEMBERED:
            self.clear()
        cut: tuple[str, tuple[str, ...]]
        stop = piece[-1:] if piece[-1:] in _STOPS and len(piece) > 2 else ""
        word = piece[:-1] if stop else piece
        if word.isalpha() and word.isascii():
            # Nearly every piece is a word, and nearly every word has no class of its own.
            tokens = (word, stop, " ") if stop else (word, " ")
            plain = word.lower() not in CLASSES and word not in self._keys
            cut = _PLAIN[stop] if plain else f"{self.letter(word)}{stop} ", tokens
        else:
            found = _TOKEN.findall(piece)
            cut = f"{''.join(map(self.letter, found))} ", (*found, " ")
            if not found or found[0].isspace() or found[-1].isspace() or found[-2:] in _HALVES:
                cut = _UNCUT, ()
        self[piece] = cut
        return cut


#: So many pieces are remembered, those of a long chapter: memory does not grow with the text.
_REMEMBERED: Final = 16_384
#: What stands behind a word, or nothing; each is its own class. Behind a word without a class:
_PLAIN: Final = {stop: f"x{stop} " for stop in ("", *",.;:)")}
_STOPS: Final = frozenset(_PLAIN)
#: "a. m." is one token, across the space.
_HALVES: Final = [[half, "."] for half in "aApP"]
#: In the place of the classes of a piece that may be one token with what stands beside it. No
#: token has it for its class.
_UNCUT: Final = "\0"
#: What no class has for its letter. One byte each: such texts are searched fastest.
_MARKS: Final = sorted({chr(c) for c in range(0x80, 0x100)} - {*CLASSES.values()} - {"¼"})
_MARKED: Final = late(f"[{''.join(_MARKS)}]")


class Row:
    """A text cut into tokens; ``classes`` has one letter for each.

    It covers ``start`` to ``end`` of the text. ``meanings`` tells, for tokens made of a whole
    phrase, what the phrase book says of it; ``keys`` are the tokens by which phrases may be
    looked up.
    """

    __slots__ = ("_starts", "classes", "end", "keys", "meanings", "start", "tokens")

    def __init__(
        self,
        tokens: list[str],
        classes: str,
        start: int,
        end: int,
        meanings: Mapping[int, object] = MappingProxyType({}),
        keys: Sequence[int] = (),
    ) -> None:
        self.tokens = tokens
        self.classes = classes
        self.start = start
        self.end = end
        self.meanings = meanings
        self.keys = keys
        self._starts = [start]

    def start_of(self, i: int) -> int:
        """Where token i starts in the text; behind the last one, where that ends."""
        starts = self._starts
        known = len(starts)
        if i >= known:  # many rows say nothing of time, and are never asked
            starts.extend(accumulate(map(len, self.tokens[known - 1 : i]), initial=starts.pop()))
        return starts[i]


def row(words: str, start: int, vocabulary: Vocabulary) -> Row:
    """The tokens of a block's words, which start at that offset of the text."""
    cut = list(map(vocabulary.__getitem__, words.split(" ")))
    classes = "".join(map(_CLASSES, cut))
    if _UNCUT in classes:
        tokens = _TOKEN.findall(words)
        classes = "".join(map(vocabulary.letter, tokens))
    else:
        tokens = list(chain.from_iterable(map(_TOKENS, cut)))
        tokens.pop()  # there is no space behind the last piece
        classes = classes[:-1]
    keys = [found.start() for found in _MARKED.finditer(classes)]
    for mark in {classes[i] for i in keys}:
        classes = classes.replace(mark, vocabulary.unmarked[mark])
    return Row(tokens, classes, start, start + len(words), keys=keys)


_CLASSES: Final = itemgetter(0)
_TOKENS: Final = itemgetter(1)


#: Its words, its class letter, and what it means.
Phrase = tuple[str, str, object]


class PhraseBook:
    """Phrases that are read as one token.

    White space and hyphens between words are not looked at ("Five Year Plan" is "Five-Year
    Plan"). A phrase in small letters is found however it is capitalised, any other as written,
    but for a first word in small letters, which may open a sentence. Phrases are looked up by
    their longest word that is neither everywhere nor common (the first is too often "the") and
    the word beside it.
    """

    def __init__(
        self,
        phrases: Sequence[Phrase],
        index: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        """From (phrase, class letter, meaning), and what `index_of` tells of the phrases, where
        somebody has kept it."""
        self._phrases = phrases
        self._index = index_of(phrase for phrase, _, _ in phrases) if index is None else index
        self._known: dict[str, _Beside] = {}  # of the words met so far

    @property
    def keys(self) -> Set[str]:
        """The tokens by which phrases are looked up; `Vocabulary` marks them."""
        return self._index.keys()

    def _beside(self, key: str) -> _Beside:
        beside = self._known[key] = _Beside([], {}, {})
        sought = key.lower()
        for number in self._index[key]:
            text, letter, meaning = self._phrases[number]
            words = _words_of(text)
            place = [word.lower() for word in words].index(sought)
            phrase = _Phrase(words, place, text == text.lower(), letter, meaning)
            if len(words) == 1:
                beside.alone.append(phrase)
                continue
            by_word, word = (beside.left, words[place - 1]) if place else (beside.right, words[1])
            low = word.lower()
            by_word.setdefault(low, []).append(phrase)
            if "'" in low:
                by_word.setdefault(low.replace("'", "’"), []).append(phrase)
        return beside

    def find(self, line: Row) -> list[tuple[int, int, str, object]]:
        """(first token, token after the last, class letter, meaning), in order; where two
        overlap the one that starts first, then the longer. The row knows the book's keys."""
        tokens, known, index = line.tokens, self._known, self._index
        size = len(tokens)
        matches: list[tuple[int, int, str, object]] = []
        for i in line.keys:
            token = tokens[i]
            if token not in index:
                continue  # it is a key of another book
            candidates, left, right = known.get(token) or self._beside(token)
            # A space alone stands on either side nearly everywhere.
            if left:
                before = i - 2
                if before < 0 or tokens[i - 1] != " " or tokens[before] in _BETWEEN:
                    before = _back(tokens, i, 1)
                if before >= 0 and (following := left.get(tokens[before].lower())):
                    candidates = candidates + following
            if right:
                after = i + 2
                if after >= size or tokens[i + 1] != " " or tokens[after] in _BETWEEN:
                    after = _on(tokens, i + 1)
                if after < size and (following := right.get(tokens[after].lower())):
                    candidates = candidates + following
            if not candidates:
                continue
            place, first = 0, i
            for phrase in candidates:
                if phrase.place != place:
                    place = phrase.place
                    first = _back(tokens, i, place)
                end = first >= 0 and _match_words(tokens, first, phrase.words, phrase.loose)
                if end:
                    matches.append((first, end, phrase.letter, phrase.meaning))
        if len(matches) < 2:
            return matches
        matches.sort(key=lambda m: (m[0], -m[1]))
        found: list[tuple[int, int, str, object]] = []
        for match in matches:
            if not found or match[0] >= found[-1][1]:
                found.append(match)
        return found


def index_of(phrases: Iterable[str]) -> dict[str, list[int]]:
    """The numbers of phrases by each token they are looked up by: one of their words, however
    it may be written."""
    index: dict[str, list[int]] = {}
    for number, text in enumerate(phrases):
        words = _words_of(text)
        place = _place(words) if len(words) > 1 else 0
        word = words[place]
        either = word.islower() and (not place or text.islower())
        ways = (word, word.capitalize(), word.upper()) if either else (word,)
        for key in dict.fromkeys(ways):
            index.setdefault(key, []).append(number)
    return index


def _words_of(text: str) -> tuple[str, ...]:
    if text.replace(" ", "").isalpha():
        return tuple(text.split())
    return tuple([token for token in _TOKEN.findall(text) if token not in _BETWEEN])


def _place(words: Sequence[str]) -> int:
    """Which word a phrase is looked up by: the longest that is rare, else the longest that is only
    common; among equals the last."""
    place = best = 0
    for k, word in enumerate(words):
        low = word.lower()
        rank = len(low) + (0 if low in _EVERYWHERE else 100 if low in _COMMON else 200)
        if rank >= best:
            place, best = k, rank
    return place


class _Phrase(NamedTuple):
    words: tuple[str, ...]
    place: int  # of the word it is looked up by
    loose: bool
    letter: str
    meaning: object


class _Beside(NamedTuple):
    """The phrases of one key: of that word alone, by the word to the left of it, and where the
    key is their first word by the word to the right; those in small letters."""

    alone: list[_Phrase]
    left: dict[str, list[_Phrase]]
    right: dict[str, list[_Phrase]]


_EVERYWHERE: Final = frozenset(
    "the a an of to in on at from than by as not or and no for 's ’s . ,".split()
)
#: Words that many phrases share with the news and with histories: as a rule another word of the
#: phrase is rarer, if shorter.
_COMMON: Final = frozenset(
    (
        "that this these some more most one two over under after time up back while now "
        "new first second third last years year day days early later part period number half "
        "long many war wars "
        "battle government administration president general military american british french "
        "german chinese japanese russian soviet european germany france china america republic "
        "revolution offensive invasion campaign operation conflict crisis international eastern "
        "western central national world policy market financial plan programme program economic "
        "special conference company house"
    ).split()
)
_JOINTS: Final = frozenset("-–‑")
#: What may stand between the words of a phrase: joints, a space, a line's end and indentation.
_BETWEEN: Final = (
    _JOINTS
    | {f"{end}{' ' * n}" for end in ("", " ", "\n", " \n", "\r\n") for n in range(9)} - {""}
    | {"\t", "\u00a0", "\u2009", "\u202f"}
)


def _on(tokens: Sequence[str], i: int) -> int:
    """The first token from i on that is a word."""
    while i < len(tokens) and tokens[i] in _BETWEEN:
        i += 1
    return i


def _back(tokens: Sequence[str], i: int, words: int) -> int:
    """The token so many words before token i, -1 when there are not so many."""
    for _ in range(words):
        i -= 1
        if i > 0 and tokens[i] == " " and tokens[i - 1] not in _BETWEEN:
            i -= 1  # as nearly everywhere
            continue
        while i >= 0 and tokens[i] in _BETWEEN:
            i -= 1
        if i < 0:
            return -1
    return i


def _match_words(tokens: Sequence[str], i: int, words: Sequence[str], loose: bool) -> int:
    """The token after a phrase that starts at token i, 0 when it does not stand there."""
    for count, word in enumerate(words):
        i = _on(tokens, i) if count else i
        if i == len(tokens):
            return 0
        token = tokens[i]
        same = token == word or ((loose or not count) and token.lower() == word)
        if not same and not (word[0] in "'’" and token[0] in "'’" and token[1:] == word[1:]):
            return 0
        i += 1
    return i


def merged(line: Row, phrases: Iterable[tuple[int, int, str, object]]) -> Row:
    """The row with each of these phrases, in order, made one token."""
    tokens: list[str] = []
    classes: list[str] = []
    meanings: dict[int, object] = {}
    at = 0
    for first, after, letter, meaning in phrases:
        tokens += line.tokens[at:first]
        classes.append(line.classes[at:first])
        meanings[len(tokens)] = meaning
        tokens.append("".join(line.tokens[first:after]))
        classes.append(letter)
        at = after
    if not meanings:
        return line
    tokens += line.tokens[at:]
    classes.append(line.classes[at:])
    return Row(tokens, "".join(classes), line.start, line.end, meanings)

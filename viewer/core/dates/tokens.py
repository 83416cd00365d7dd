"""A text as a row of tokens, each with the letter of its class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import accumulate
from typing import Final, NamedTuple

from viewer.core.dates import lexicon

#: Every character of a text falls into exactly one token. Long words of plain letters come first:
#: most tokens are such, and no other kind begins like them.
_TOKEN: Final = re.compile(
    r"[A-Za-z]{3,}(?![^\W\d_])|\s+|['’]s\b|[AaPp]\.\s?[Mm]\b\.?|[ABC]\.[CDE]\b\.?(?:E\.)?"
    r"|[Oo]['’]clock\b|[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)*[A-Za-z]*|[^\W\d_]+|.",
    re.DOTALL,
)
_NUMBER: Final = re.compile(r"([0-9]+)([A-Za-z]*)")
_CLOCK: Final = re.compile(r"[0-9]{1,2}\.[0-9]{2}(?:am|pm)", re.IGNORECASE)
_DOTTED: Final = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}\.[0-9]{2}\.[0-9]{2}")
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
    if token.isalpha() and token.lower() not in lexicon.CLASSES:
        return "x"  # as most words
    if token[0].isspace():
        # An empty line ends whatever was being said.
        return " " if token.count("\n") < 2 else "x"
    if "0" <= token[0] <= "9":
        return _number_class(token)
    low = token.lower()
    letter = lexicon.CLASSES.get(low)
    if letter is not None:
        if low in lexicon.CAPITAL_ONLY and not token[0].isupper():
            return "x"
        if letter == "B" and not token.isupper():
            return "x"
        if letter == "¬" and token not in lexicon.AGES:
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


class Classes(dict[str, str]):
    """The classes of the tokens met so far in one text; that of a token by which a phrase is
    looked up is marked, so that nobody need look for it again."""

    def __init__(self, keys: Set[str] = frozenset()) -> None:
        super().__init__()
        self._keys = keys
        self.unmarked: dict[str, str] = {}

    def __missing__(self, token: str) -> str:
        letter = class_of(token)
        if token in self._keys:
            mark = chr(ord(letter) + _MARK)
            self.unmarked[mark] = letter
            letter = mark
        self[token] = letter
        return letter


#: Where the letters of marked classes begin: in Unicode's area for private use.
_MARK: Final = 0xE000
_MARKED: Final = re.compile("[\ue000-\uf8ff]")


class Row(NamedTuple):
    """A text cut into tokens; ``classes`` has one letter for each.

    ``starts[i]`` is the offset of token i in the text, with one more entry for its end.
    ``meanings`` tells, for tokens made of a whole phrase, what the phrase book says of it;
    ``keys`` are the tokens by which phrases may be looked up.
    """

    tokens: list[str]
    classes: str
    starts: list[int]
    meanings: Mapping[int, object]
    keys: Sequence[int] = ()


def row(words: str, start: int, letters: Classes) -> Row:
    """The tokens of a block's words, which start at that offset of the text; ``letters`` are
    the classes of the text so far."""
    tokens = _TOKEN.findall(words)
    classes = "".join(map(letters.__getitem__, tokens))
    keys = [found.start() for found in _MARKED.finditer(classes)]
    for mark in {classes[i] for i in keys}:
        classes = classes.replace(mark, letters.unmarked[mark])
    return Row(tokens, classes, list(accumulate(map(len, tokens), initial=start)), {}, keys)


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
        phrases: Sequence[tuple[str, str, object]],
        index: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        """From (phrase, class letter, meaning), and what `index_of` tells of the phrases, where
        somebody has kept it."""
        self._phrases = phrases
        self._index = index_of(phrase for phrase, _, _ in phrases) if index is None else index
        self._known: dict[str, _Beside] = {}  # of the words met so far

    @property
    def keys(self) -> Set[str]:
        """The tokens by which phrases are looked up; `Classes` marks them."""
        return self._index.keys()

    def _beside(self, key: str) -> _Beside:
        beside = self._known[key] = _Beside([], {}, {})
        sought = key.lower()
        for text, letter, meaning in (self._phrases[n] for n in self._index[key]):
            words = _words_of(text)
            place = next(k for k, word in enumerate(words) if word.lower() == sought)
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
        tokens, known = line.tokens, self._known
        matches: list[tuple[int, int, str, object]] = []
        for i in line.keys:
            beside = known.get(tokens[i])
            if beside is None:
                if tokens[i] not in self._index:
                    continue
                beside = self._beside(tokens[i])
            candidates, left, right = beside
            if left and (before := _back(tokens, i, 1)) >= 0:
                following = left.get(tokens[before].lower())
                candidates = candidates + following if following else candidates
            if right and (after := _on(tokens, i + 1)) < len(tokens):
                following = right.get(tokens[after].lower())
                candidates = candidates + following if following else candidates
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
        place = _place(words)
        word = words[place]
        either = word.islower() and (text == text.lower() or not place)
        ways = (word, word.capitalize(), word.upper()) if either else (word,)
        for key in dict.fromkeys(ways):
            index.setdefault(key, []).append(number)
    return index


def _words_of(text: str) -> tuple[str, ...]:
    if text.replace(" ", "").isalpha():
        return tuple(text.split())
    return tuple(t for t in _TOKEN.findall(text) if not (t.isspace() or t in _JOINTS))


def _place(words: Sequence[str]) -> int:
    if len(words) == 1:
        return 0
    low = [word.lower() for word in words]
    return max(
        (word not in _EVERYWHERE, word not in _COMMON, len(word), k) for k, word in enumerate(low)
    )[-1]


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
    starts: list[int] = []
    meanings: dict[int, object] = {}
    at = 0
    for first, after, letter, meaning in phrases:
        tokens += line.tokens[at:first]
        classes.append(line.classes[at:first])
        starts += line.starts[at:first]
        meanings[len(tokens)] = meaning
        tokens.append("".join(line.tokens[first:after]))
        classes.append(letter)
        starts.append(line.starts[first])
        at = after
    if not meanings:
        return line
    tokens += line.tokens[at:]
    classes.append(line.classes[at:])
    starts += line.starts[at:]
    return Row(tokens, "".join(classes), starts, meanings)

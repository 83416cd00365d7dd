"""What class a word is of and which verb it may be a form of, wherever it stands.

Words are classified once a story: a `Vocabulary` keeps what was made of each stretch between two
blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from viewer.core.events import lexicon as lx

__all__ = ["EITHER", "Token", "Vocabulary"]

_WORDS = re.compile(
    r"\b[A-Z]{1,3}&[A-Z]{1,3}\b"  # AT&T
    r"|[^\W\d_]{2,}(?:['’\-][^\W_]+){0,6}"  # words, Tsinghua's, re-opened
    r"|(?:[A-Z]\.){2,6}(?:-[^\W_]+)?"  # U.S., U.S.-educated
    r"|[^\W\d_](?:['’\-][^\W_]+){0,6}"  # a, T-shirt
    r"|[0-9]+(?:[.,:][0-9]+){0,6}(?:[a-z]{1,3}\b)?"  # 860,000 2.7.1 14th
    r"|[^\w\s]|_"
)
_SPLIT = re.compile(r"^(.+?)(n't|'ll|'d|'ve|'re|'m)$")


#: Words that are prepositions before a noun and subordinators before a clause.
EITHER = frozenset({"before", "after", "since", "until", "till", "as", "once", "because"})


class Token:
    """A word, number, sign or whole time expression.

    ``tag`` is one letter: T time expression, V auxiliary, D determiner, O "to", R relative word,
    S subordinator, C "and" and its like, P preposition, A adverb, # number, N any other word,
    and ``,`` ``;`` ``(`` ``)`` ``"`` ``.`` for signs. ``timex`` indexes the time expressions
    handed in, -1 for any other token.

    ``form`` and ``past`` are the verb that a word may be a form of, and that it may be a past form
    of: (lemma, uses) as `inflection` gives them, two empty words for neither. ``verbal`` says that
    a verb group may begin with it, ``joins`` that a clause may, ``capital`` that it is written so.
    """

    __slots__ = (
        "_again", "capital", "form", "joins", "low", "past", "tag", "text", "timex", "verbal",
    )  # fmt: skip

    def __init__(self, text: str, low: str, tag: str, timex: int = -1) -> None:
        self.text: Final = text
        self.low: Final = low
        self.tag: Final = tag
        self.timex: Final = timex
        self.form: Final = lx.forms().get(low, ("", ""))
        self.past: Final = lx.participle_or_past(low) or ("", "")
        self.capital: Final = text[:1].isupper()
        self.verbal: Final = tag == "V" or (
            tag == "N" and (self.form[1] != "" or low.endswith(("ed", "due")))
        )
        self.joins: Final = tag in ";RSC," or low in EITHER
        self._again: Token | None = None

    def __repr__(self) -> str:
        return f"Token({self.text!r}, {self.tag!r})"

    def tagged(self, tag: str) -> Token:
        """The same word in another class."""
        if self._again is None or self._again.tag != tag:
            self._again = Token(self.text, self.low, tag, self.timex)
        return self._again


class Vocabulary(dict[str, tuple[Token, ...]]):
    """The stretches between blanks that a story has used so far, each as its tokens.

    When they are more than a language has everyday words for, all are forgotten.
    """

    _MOST = 1 << 14
    _LONGEST = 40

    def __init__(self) -> None:
        super().__init__()
        self._words: dict[str, tuple[Token, ...]] = {}

    def __missing__(self, stretch: str) -> tuple[Token, ...]:
        if len(self) >= self._MOST or len(self._words) >= self._MOST:
            self.clear()
            self._words.clear()
        if stretch.isalpha():
            found = self._word(stretch)
        elif stretch[:-1].isalpha() and stretch[-1] in ",.":
            found = self._word(stretch[:-1]) + self._word(stretch[-1])
        else:
            found = tuple(token for word in _WORDS.findall(stretch) for token in self._word(word))
        if ":" in stretch or "–" in stretch:
            found = tuple(_unjoined(stretch, found))
        if len(stretch) <= self._LONGEST:
            self[stretch] = found
        return found

    def _word(self, word: str) -> tuple[Token, ...]:
        known = self._words.get(word)
        if known is None:
            known = _parts(word)
            if len(word) <= self._LONGEST:
                self._words[word] = known
        return known


def _unjoined(stretch: str, found: Sequence[Token]) -> Iterator[Token]:
    """The tokens of a stretch, dashes and colons between others no joint: "36–0", "18:30"."""
    at = 0
    for token in found:
        at = stretch.index(token.text, at)
        inside = 0 < at < len(stretch) - 1
        yield token.tagged(".") if inside and token.text in (":", "–") else token
        at += len(token.text)


_SIGNS = {
    ",": ",", ";": ";", ":": ";", "—": ";", "–": ";", "(": "(", ")": ")", "[": "(", "]": ")",
    '"': '"', "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
}  # fmt: skip

_TAGS: dict[str, str] = {
    **dict.fromkeys(lx.ADVERBS, "A"),
    **dict.fromkeys(lx.PREPOSITIONS, "P"),
    **dict.fromkeys(
        ("when", "while", "although", "though", "because", "if", "unless", "whilst"), "S"
    ),
    **dict.fromkeys(("whereas", "whether"), "S"),
    "aged": "A",  # "aged forty, he ..." is no clause
    **dict.fromkeys(lx.DETERMINERS, "D"),
    **dict.fromkeys(("who", "which", "that", "where", "whom", "whose"), "R"),
    **dict.fromkeys(("and", "or", "but", "nor", "yet"), "C"),
    **dict.fromkeys(lx.AUXILIARIES, "V"),
    "to": "O",
}


def _parts(word: str) -> tuple[Token, ...]:
    """The token of a word, the two of a contraction."""
    low = word.lower().replace("’", "'")
    if "'" in low and (parts := _SPLIT.match(low)) and low not in lx.AUXILIARIES:
        cut = len(word) - len(parts[2])
        return (
            Token(word[:cut], parts[1], _tag(word[:cut], parts[1])),
            Token(word[cut:], parts[2], _tag(word[cut:], parts[2])),
        )
    return (Token(word, low, _tag(word, low)),)


def _tag(word: str, low: str) -> str:
    tag = _TAGS.get(low)
    if tag is None:
        first = word[0]
        if first in _SIGNS:
            tag = _SIGNS[first]
        elif first in "%&":  # "Boll & Reuter" is one name
            tag = "N"
        elif first.isdigit() or low in lx.NUMBERS:
            tag = "#"
        elif not first.isalpha():
            tag = "."
        elif low in lx.NEGATIONS or (
            low.endswith("ly") and len(low) > 4 and low == word and low not in lx.NO_ADVERBS
        ):
            tag = "A"
        else:
            tag = "N"
    return tag

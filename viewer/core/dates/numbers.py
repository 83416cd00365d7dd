"""The numbers that words and figures name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from viewer.core.dates import lexicon as lex
from viewer.core.patterns import late

DIGITS: Final = late(r"[0-9]+")
_TOKEN: Final = r"[0-9]+/[0-9]+|[0-9]+(?:\.[0-9]+)?|[½¼¾⅓⅔]|[^\W\d_½¼¾⅓⅔]+"
_SHARES: Final = {"half": 1 / 2, "quarter": 1 / 4, "third": 1 / 3, "quarters": 1 / 4}
_GLYPHS: Final = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}
_SCALES: Final = {"thousand": 1000} | lex.LARGE


@lru_cache(maxsize=1024)  # a text comes back to the same few numbers again and again
def number(words: str) -> float | None:
    """The number that words or figures name, small letters, hyphens looked through.

    "two and a half", "2,500", "2½", "2 1/2", "twenty-five", "a hundred and five", "half a
    million", "three quarters", "a". None where they name none, or two ("five eight").
    """
    return _number(re.findall(_TOKEN, words.replace(",", "")))


def _number(tokens: Sequence[str]) -> float | None:
    if not tokens:
        return None
    share, rest = _share(tokens)
    if share and not rest:
        return share
    last = rest[-1]
    if last in _SCALES and len(rest) > 1:
        # "three and a half billion", "half a million", "2.5 million", "a million and a half"
        count = _number(rest[:-1])
        fractional = count is not None and (count % 1 or rest[0][0].isdigit())
        if count is not None and fractional:
            return count * _SCALES[last] + share * _SCALES[last]
    if len(rest) > 1 and rest[0] == "half":
        whole = _whole(["a", *(t for t in rest[1:] if t not in ("a", "an"))])
        return None if whole is None or share else whole / 2
    whole = _whole(rest)
    if whole is None:
        return None
    return whole + share * (_SCALES[last] if last in lex.LARGE else 1)


def _share(tokens: Sequence[str]) -> tuple[float, Sequence[str]]:
    """The part below one that a number ends with, and the words before it."""
    last = tokens[-1]
    if last in _GLYPHS:
        return _GLYPHS[last], tokens[:-1]
    if "/" in last:
        over, under = map(int, last.split("/"))
        # 12/15 is a date or a score
        return (over / under, tokens[:-1]) if 0 < over < under < 5 else (0.0, tokens)
    if tokens in (["half", "a"], ["half", "an"]):
        return 0.5, ()
    if last not in _SHARES:
        return 0.0, tokens
    head, times = tokens[:-1], 1
    if head and head[-1] in ("a", "one", "two", "three"):
        times = {"two": 2, "three": 3}.get(head[-1], 1)
        head = head[:-1]
    if head and head[-1] != "and":
        return 0.0, tokens
    return times * _SHARES[last], head[:-1]


def _whole(tokens: Sequence[str]) -> float | None:
    """A number without a fraction; hundreds before tens before ones, each once."""
    if tokens[0] in ("a", "an") and len(tokens) == 1:
        return 1.0
    if tokens[0][0].isdigit():
        return _figures(tokens)
    if tokens[0] == "a":
        if not (tokens[1] in _SCALES or tokens[1] in ("hundred", "dozen")):
            return None
        tokens = ["one", *tokens[1:]]
    total = current = 0
    limit = 10**12
    for k, word in enumerate(tokens):
        if word == "and":
            if not k or k + 1 == len(tokens) or tokens[k - 1] not in ("hundred", *_SCALES):
                return None
        elif word in _SCALES:
            if _SCALES[word] >= limit:
                return None
            limit = _SCALES[word]
            total, current = total + max(current, 1) * limit, 0
        elif word in ("hundred", "dozen"):
            if current > 99 or (word == "dozen" and k + 1 < len(tokens)):
                return None
            current = max(current, 1) * lex.NUMBERS[word]
        else:
            n = lex.NUMBERS.get(word)
            room = 100 if n is not None and n > 9 else 10 if current % 100 > 19 else 100
            if n is None or (current and current % room):
                return None
            current += n
    return float(total + current)


def _figures(tokens: Sequence[str]) -> float | None:
    """2500, 2.5, and 10 thousand."""
    if "/" in tokens[0]:
        return None
    n = float(tokens[0])
    for word in tokens[1:]:
        scale = _SCALES.get(word) or lex.NUMBERS.get(word, 0)
        if scale not in (12, 100) and word not in _SCALES:
            return None
        n *= scale
    return n


def ordinal(word: str) -> int:
    """The number of "14th", "fourteenth", "twenty-first"; 0 when it is none."""
    digits = DIGITS.match(word)
    if digits:
        return int(digits[0])
    tens, _, ones = word.replace(" ", "-").rpartition("-")
    return lex.NUMBERS.get(tens, 0) + lex.ORDINALS.get(ones, 0)

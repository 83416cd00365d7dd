"""A verb with its auxiliaries, and the glances around it that every reading of a verb takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from viewer.core.events import lexicon as lx
from viewer.core.events.tokens import EITHER, REACH, Token
from viewer.core.members import at_hand

__all__ = [
    "Group",
    "Tense",
    "bare",
    "follows_to",
    "in_one",
    "inside_relative",
    "last_word",
    "opens_clause",
    "skip",
]


@at_hand
class Tense(StrEnum):
    """What the verb group says about when, before any date is looked at."""

    PAST = "past"
    PRESENT = "present"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    FUTURE = "future"
    WOULD = "would"
    POSSIBLE = "possible"
    SHOULD = "should"
    PARTICIPLE = "participle"  # a reduced clause: "founded in 1923"
    GERUND = "gerund"  # "with sales reaching ..."


@dataclass(slots=True, eq=False)
class Group:
    """A verb with its auxiliaries: tokens ``first`` to ``last`` (included), verb at ``head``.

    Never changed once it is made (as are `Clause` and `Sentence`); not frozen at run time, for
    that takes Python eight times as long to make, and a tuple's names twice as long to read.

    ``plan`` is True for "is set to", "plans to" and their like, ``doubt`` for "is said to";
    ``to`` is the token of an infinitive that completes the verb ("agreed to close"), -1 if none.
    """

    first: Final[int]
    last: Final[int]
    head: Final[int]
    lemma: Final[str]
    tense: Final[Tense]
    passive: Final[bool] = False
    progressive: Final[bool] = False
    negated: Final[bool] = False
    plan: Final[bool] = False
    doubt: Final[bool] = False
    to: Final[int] = -1
    borrowed: Final[tuple[int, ...]] = ()  # auxiliaries shared with the verb this one is joined to

    @property
    def finite(self) -> bool:
        return self.tense not in _REDUCED


_REDUCED = (Tense.PARTICIPLE, Tense.GERUND)


def skip(words: Sequence[Token], i: int) -> tuple[int, bool]:
    """(the next token that is no adverb or time word, whether a negation was passed)."""
    negated = False
    for k in range(i, min(len(words), i + 6)):
        token = words[k]
        if token.low in lx.NEGATIONS:
            negated = True
        elif token.tag not in "AT" and not (token.low == "last" and k + 1 < len(words) and (
            words[k + 1].low == "been" or lx.participle_or_past(words[k + 1].low)
        )):  # fmt: skip
            return k, negated
    return min(len(words), i + 6), negated


def bare(token: Token) -> bool:
    return token.low in ("be", "have") or "b" in token.form[1]


#: Ranks that somebody has who did a thing: "the first woman to be elected", "the last to leave".
_RANKS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth last only next".split()
)


def ranked(words: Sequence[Token], to: int) -> bool:
    """Whether the infinitive of the "to" at that token is what a rank was won by: it was done."""
    for k in range(to - 1, max(0, to - REACH // 2), -1):
        low = words[k].low
        if low in _RANKS or (low.endswith("est") and words[k - 1].tag == "D"):
            return words[k - 1].low in ("the", "its", "their", "his", "her")
        if words[k].tag not in "NA#":
            return False
    return False


def follows_to(words: Sequence[Token], k: int) -> int:
    """The index of a "to" with a bare verb behind it right after token ``k``, or -1."""
    if k + 2 < len(words) and words[k + 1].tag == "O" and bare(words[k + 2]):
        return k + 1
    return -1


def last_word(words: Sequence[Token], i: int) -> int:
    """The token before ``i`` that is no adverb and no time between commas, -1 at the start."""
    k = i - 1
    while k >= 0 and i - k < 6 and words[k].tag == "A":
        k -= 1
    if k > 2 and words[k].tag == ",":
        back = k - 1
        while back > k - 5 and back > 0 and (words[back].tag in "TPA" or words[back].low in "-–"):
            back -= 1
        if back < k - 1 and back > 0 and words[back].tag == ",":
            return back - 1
    return k


def in_one(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether no joint of clauses stands between two tokens."""
    return end - start < REACH and not any(t.tag in ",;SRC" for t in words[start:end])


def opens_clause(words: Sequence[Token], k: int) -> bool:
    """Whether a word that does may open a clause at ``k``: "since demand fell", not "since May"."""
    return words[k].low in EITHER and k + 1 < len(words) and words[k + 1].tag != "T"


def inside_relative(words: Sequence[Token], found: Sequence[Group], i: int) -> bool:
    """Whether the last verb belongs to a relative clause inside a subject still without verb.

    That clause may hold another: "the second, which mended a fault that had cost lives, | came".
    """
    for n in range(len(found), max(0, len(found) - _NESTED), -1):
        k = _relative_word(words, found[n - 1])
        if k < 0:
            return False
        if n == 1 or any(t.tag in ";C" for t in words[found[n - 2].last + 1 : k]):
            return True
    return False


#: Relative clauses, one in the other, that are looked through.
_NESTED = 3


def _relative_word(words: Sequence[Token], verb: Group) -> int:
    """The relative word that opens the clause of a verb, -1 if none does."""
    k = last_word(words, verb.first)
    if k >= 0 and words[k].low in ("who", "which", "that"):
        return k
    while k > 1 and verb.first - k < REACH // 2 and words[k].tag in "ND#A":
        k -= 1  # "whose owner had died", "in which forty died"
    fresh = k > 0 and words[k].low in ("whose", "which", "where") and words[k - 1].tag in ",PN"
    noun = words[k - 1]
    fresh |= k > 0 and words[k].low == "that" and noun.tag == "N" and not noun.past[1]
    return k if fresh else -1

"""A sentence as words, signs and whole time expressions, each with its word class."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from viewer.core.events import lexicon as lx
from viewer.core.story import Span

__all__ = ["EITHER", "REACH", "Token", "tokens"]

#: How many words a look-ahead or a look-back may cover.
REACH = 16

_WORDS = re.compile(
    r"\b[A-Z]{1,3}&[A-Z]{1,3}\b"  # AT&T
    r"|[^\W\d_]{2,}(?:['’\-][^\W_]+){0,6}"  # words, Tsinghua's, re-opened
    r"|(?:[A-Z]\.){2,6}(?:-[^\W_]+)?"  # U.S., U.S.-educated
    r"|[^\W\d_](?:['’\-][^\W_]+){0,6}"  # a, T-shirt
    r"|[0-9]+(?:[.,:][0-9]+){0,6}(?:[a-z]{1,3}\b)?"  # 860,000 2.7.1 14th
    r"|[^\w\s]|_"
)
_SPLIT = re.compile(r"^(.+?)(n't|'ll|'d|'ve|'re|'m)$")


class Token(NamedTuple):
    """A word, number, sign or whole time expression, with offsets into the story's text.

    ``tag`` is one letter: T time expression, V auxiliary, D determiner, O "to", R relative word,
    S subordinator, C "and" and its like, P preposition, A adverb, # number, N any other word,
    and ``,`` ``;`` ``(`` ``)`` ``"`` ``.`` for signs. ``timex`` indexes the time expressions
    handed in, -1 for any other token.
    """

    start: int
    end: int
    text: str
    low: str
    tag: str
    timex: int = -1


def tokens(
    text: str, span: Span, times: Sequence[tuple[int, int, int]], gaps: Sequence[Span]
) -> list[Token]:
    """The tokens of ``text`` inside ``span``, time expressions whole, citation marks left out.

    ``times`` are (start, end, index), in order, not overlapping; ``gaps`` the marks, in order.
    """
    found: list[Token] = []
    at = span.start
    cuts = sorted([*times, *((g.start, g.end, -1) for g in gaps)])
    for start, end, index in cuts:
        if start < at:
            continue
        _scan(text, at, start, found)
        if index >= 0:
            words = text[start:end]
            low = words.lower()
            # "now" and "recently" date nothing; they may stand inside a verb group
            tag = "A" if low in lx.ADVERBS else "T"
            if text[end : end + 2] in ("'s", "’s") and not text[end + 2 : end + 3].isalnum():
                end += 2  # "Sunday's vote"
                words, low = text[start:end], f"{low}'s"
            found.append(Token(start, end, words, low, tag, index))
        at = end
    _scan(text, at, span.end, found)
    dashes = [k for k, token in enumerate(found) if token.text in "—–"]
    if len(dashes) == 2:
        for k, tag in zip(dashes, "()", strict=True):
            found[k] = found[k]._replace(tag=tag)
    if len(found) > 2 and found[0].low in ("had", "should", "were") and found[1].tag in "DN":
        found[0] = found[0]._replace(tag="S")  # "Had they agreed, ...": an "if" without the word
    for k in range(1, len(found) - 1):
        if found[k].low == "well" and found[k - 1].low in ("the", "a", "this", "that"):
            found[k] = found[k]._replace(tag="N")  # "the well was dug"
    if found and found[0].tag == "N" and found[0].low.endswith("ly") and len(found[0].low) > 6:
        found[0] = found[0]._replace(tag="A")
    return _arrived(_in_order(found))


#: Openings behind which subject and auxiliary change places: "Only in 1960 was the ban lifted".
_INVERTING = frozenset({"only", "not", "never", "seldom", "rarely"})


def _in_order(words: list[Token]) -> list[Token]:
    """The words of an inverted sentence as a plain one has them; any other as they are."""
    if len(words) < 5 or words[0].low not in _INVERTING or words[0].timex >= 0:
        return words
    aux = next((k for k in range(1, min(len(words), 8)) if words[k].tag == "V"), 0)
    if not aux or words[aux - 1].tag != "T" or words[aux + 1 : aux + 2] == []:
        return words
    for k in range(aux + 1, min(len(words), aux + REACH)):
        form = lx.forms().get(words[k].low) or lx.participle_or_past(words[k].low)
        if words[k].low in ("be", "been") or (
            form and k > aux + 1 and words[k].tag == "N" and words[k - 1].tag not in "DP"
        ):
            return [*words[:aux], *words[aux + 1 : k], words[aux], *words[k:]]
        if words[k].tag not in "DN#PA(),":
            break
    return words


#: Verbs that their subject may follow, the time in front: "In 1911 came the great strike".
_ARRIVING = frozenset("came followed began arose appeared died arrived emerged ensued".split())


def _arrived(words: list[Token]) -> list[Token]:
    """The words of a sentence that opens with time and place, its verb behind its subject."""
    at = next((k for k, t in enumerate(words[:REACH]) if t.low in _ARRIVING), 0)
    front = words[:at]
    if not at or front[0].tag not in "PAT" or any(t.tag not in "TP,AND#" for t in front):
        return words
    if at + 2 >= len(words) or words[at + 1].tag not in "D#":
        return words
    with_it = front[0].low == "with" and not any(t.tag == "," for t in front)
    if front[-1].tag not in "T," and not with_it:
        return words
    end = at + 1
    while end < min(len(words), at + REACH) and words[end].tag in "DN#A":
        end += 1
    if end < len(words) and words[end].tag == "V":
        return words
    while words[end - 1].tag == "A":
        end -= 1
    return [*front, *words[at + 1 : end], words[at], *words[end:]]


def _scan(text: str, start: int, end: int, found: list[Token]) -> None:
    for match in _WORDS.finditer(text, start, end):
        word = match[0]
        at = match.start()
        for part, low, tag in _parts(word):
            until = at + len(part)
            if tag == ";" and not _apart(text, at, until):
                tag = "."  # "36–0", "18:30": no joint
            found.append(Token(at, until, part, low, tag))
            at = until


def _apart(text: str, start: int, end: int) -> bool:
    """Whether white space stands on a side of a dash or colon, or it is a long dash."""
    return (
        text[start] in ";—"
        or end >= len(text)
        or text[end].isspace()
        or (start > 0 and text[start - 1].isspace())
    )


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
#: Words that are prepositions before a noun and subordinators before a clause.
EITHER = frozenset({"before", "after", "since", "until", "till", "as", "once", "because"})


@lru_cache(maxsize=1 << 13)
def _parts(word: str) -> tuple[tuple[str, str, str], ...]:
    """A word and its tag, or the two of a contraction: (as written, in lower case, tag) each."""
    low = word.lower().replace("’", "'")
    if "'" in low and (parts := _SPLIT.match(low)) and low not in lx.AUXILIARIES:
        cut = len(parts[1])
        return (
            (word[:cut], parts[1], _tag(word[:cut], parts[1])),
            (word[cut:], parts[2], _tag(word[cut:], parts[2])),
        )
    return ((word, low, _tag(word, low)),)


def _tag(word: str, low: str) -> str:
    tag = _TAGS.get(low)
    if tag is None:
        first = word[0]
        if first in _SIGNS:
            tag = _SIGNS[first]
        elif first == "%":
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

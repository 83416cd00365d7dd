"""The words of a label: cut where there is no more room, and written out.

A label stops at a natural joint, never on a word that waits for another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from viewer.core.events import lexicon as lx

__all__ = [
    "DANGLING",
    "LONGEST",
    "PARTICLES",
    "UNITS",
    "Piece",
    "count",
    "fitted",
    "shortened",
    "written",
]

#: Words in a headline, at most.
LONGEST = 12
#: Prepositions that may belong to the verb before them: "held out", "burned down".
PARTICLES = frozenset({"up", "down", "off", "out", "over", "away", "through"})
#: Units that an adjective may stand before.
UNITS = (
    "spring", "summer", "autumn", "fall", "winter", "year", "month", "week", "morning", "day"
)  # fmt: skip
#: What no label ends on.
DANGLING = (
    lx.PREPOSITIONS | lx.DETERMINERS | lx.JOINS | lx.SUBORDINATORS | {"to", "who", "which", "ever"}
)


class Piece:
    """A word of a label: as it is written there, where it came from, and as what verb.

    ``size`` are its words as white space parts them, ``closes`` says that none stands before it.
    """

    __slots__ = ("closes", "end", "form", "low", "size", "start", "tag", "text")

    def __init__(
        self, text: str, low: str, tag: str, start: int, end: int, form: tuple[str, str] = ("", "")
    ) -> None:
        self.text: Final = text
        self.low: Final = low
        self.tag: Final = tag
        self.start: Final = start
        self.end: Final = end
        self.form: Final = form
        self.size: Final = 1 if text.isalpha() else len(text.split())
        self.closes: Final = tag in ",;" or text in ".%"

    def written(self, text: str, low: str) -> Piece:
        """The same word in another spelling."""
        return Piece(text, low, self.tag, self.start, self.end, self.form)


def count(tokens: Sequence[Piece]) -> int:
    """Words as white space will part them in `written`."""
    words, end = 0, -1
    for token in tokens:
        if token.start != end and not token.closes:
            words += token.size
        end = token.end if token.start != token.end else -1
    return words


def _counts(tokens: Sequence[Piece]) -> list[int]:
    """The words of no token, of the first, of the first two ..., as `count` counts them."""
    counts, count, end = [0], 0, -1
    for token in tokens:
        if token.start != end and not token.closes:
            count += token.size
        counts.append(count)
        end = token.end if token.start != token.end else -1
    return counts


def shortened(tokens: list[Piece], room: int) -> list[Piece]:
    """A long noun phrase: its head, or the name that titles lead up to, or its first part."""
    for k in range(2, min(len(tokens), room + 2)):
        if _opens_phrase(tokens, k):
            return tokens[:k]
    for k in range(min(len(tokens), room + 2) - 1, 1, -1):
        if tokens[k].tag in "PRO" and tokens[k].low != "of" and tokens[k - 1].tag in "N#":
            return tokens[:k]
    for k in range(min(len(tokens), room + 1) - 1, 2, -1):
        if tokens[k].low == "of" and tokens[k - 1].tag in "N#":
            return tokens[:k]
    name = len(tokens)
    while name and tokens[name - 1].tag == "N" and tokens[name - 1].text[0].isupper():
        name -= 1
    led_up = not any(t.tag in "CPR" for t in tokens[:name])  # by titles, not by "aboard the"
    if 1 < len(tokens) - name <= 4 and led_up:
        return tokens[name:]
    for k in range(min(len(tokens), room + 2) - 1, 1, -1):
        if tokens[k].tag == "C" and tokens[k - 1].tag == "N" and len(tokens) > LONGEST - 2:
            return tokens[:k]
    return tokens


_NOMINATIVES = frozenset({"he", "she", "they", "we", "i"})
#: Behind these a pronoun goes on with the clause: "did not speak until he was freed".
_BEFORE_PRONOUN = frozenset({"that", "how", "until", "till"})
#: Behind a comma these open what a label can do without.
_AFTERTHOUGHTS = frozenset(
    {
        "including",
        "particularly",
        "especially",
        "according",
        "with",
        "following",
        "such",
        "while",
        "best",
    }
)


def fitted(tokens: list[Piece], room: int) -> list[Piece]:
    """As much of a tail as there is room for, cut at a joint."""
    for k, token in enumerate(tokens):
        if (
            token.tag == ";"
            or (k and token.low in _NOMINATIVES and tokens[k - 1].low not in _BEFORE_PRONOUN)
            or (
                k
                and tokens[k - 1].tag == ","
                and (
                    token.low in _AFTERTHOUGHTS or (token.low.endswith("ing") and token.tag == "N")
                )
            )
        ):
            tokens = tokens[:k]
            break
    counts = _counts(tokens)
    if counts[-1] <= room:
        return _trimmed(tokens)
    best = weak = commas = 0
    for k in range(1, len(tokens)):
        if counts[k] > room:
            break
        tag, low = tokens[k].tag, tokens[k].low
        commas += tokens[k - 1].tag == ","
        if tokens[k - 1].low in DANGLING or tokens[k - 1].tag in ",V":
            continue
        if k > 1 and _opens_phrase(tokens, k - 1):
            continue
        if low == "of" or (tag == "C" and tokens[k - 1].tag == "N"):
            weak = k
        elif tag == "," and commas:
            continue  # inside a list: "safe, sound and ..."
        elif tag in "PORSC," or _opens_phrase(tokens, k):
            best = k
        elif tag == "N":
            weak = max(weak, k) if tokens[k - 1].low.endswith("s") else weak
    if best == 0:
        best = weak
    if best == 0:
        while best < len(tokens) and counts[best + 1] <= room:
            best += 1
    return _trimmed(_without_apposition(tokens[:best]))


def _without_apposition(tokens: list[Piece]) -> list[Piece]:
    """A tail cut short without another name that was cut too: "left Mill Road, | its home"."""
    for k in range(len(tokens) - 2, max(0, len(tokens) - 5), -1):
        if tokens[k].tag == ",":
            owned = tokens[k + 1].tag == "D" and all(t.tag == "N" for t in tokens[k + 2 :])
            return tokens[:k] if owned else tokens
    return tokens


#: Forms in -ing that are nouns of their own.
_NAMES = frozenset(
    "meeting building training hearing ruling offering opening filing funding housing banking "
    "manufacturing engineering programming marketing advertising accounting lighting wedding "
    "painting shooting bombing killing landing warning beginning ending finding feeling setting "
    "mining farming fishing shipping clothing recording rating ranking crossing".split()
)


def _opens_phrase(tokens: Sequence[Piece], k: int) -> bool:
    """Whether an -ing form behind a noun opens a phrase of its own: "experts | working on"."""
    token, before = tokens[k], tokens[k - 1]
    if before.tag not in "N)" or token.tag != "N" or token.low in _NAMES or k + 1 >= len(tokens):
        return False
    verbal = "g" in token.form[1] or (
        not token.form[1] and token.low.endswith("ing") and len(token.low) > 6
    )
    return verbal and tokens[k + 1].tag in "D#PN"


_CALLED = frozenset(("called", "named", "entitled", "titled", "dubbed"))


def _trimmed(tokens: list[Piece]) -> list[Piece]:
    """The tokens without a last word that waits for another."""
    end = len(tokens)
    if end > 3 and tokens[-3].tag == "," and tokens[-2].tag == "D" and tokens[-1].low in UNITS:
        end -= 3  # "was apprenticed to a printer, the year | that slavery ended"
    while end and (
        tokens[end - 1].tag in ",;." or (tokens[end - 1].tag == "A" and _manner(tokens[end - 1]))
    ):
        end -= 1
    whole = end
    while end:
        last = tokens[end - 1]
        if last.low in PARTICLES and end == whole:
            break
        if last.low in _CALLED and end > 2:
            end -= 1  # "an engine called | Lumen"
            continue
        if not (
            last.tag in ",;.(CSRDPO" or last.low in DANGLING or (last.tag == "A" and _manner(last))
        ):
            break
        end -= 1
    return tokens[:end]


def _manner(token: Piece) -> bool:
    return token.low.endswith("ly") and token.low != "only"


_LOOSE = " ,;:-–—(["
#: Words no label may end on, wherever a lost quotation mark or bracket leaves them.
_WAITING = frozenset("a an and as but by for from of or than that the to which who with".split())
_ABBREVIATED = (" Jr.", " Inc.", " Co.", " Ltd.")
#: A quotation of which only a time stood in it: "by "the end of next week."".
_EMPTY = re.compile(r" ?[\"“][ .,;]*[\"”]")
#: "A", where the year behind it is left out before a vowel: "a 2017 audit".
_ARTICLE = re.compile(r"\b[Aa] (?=[aio](?!ne\b|nce\b)|e(?!u|we)|u(?!ni|s[aeiu]|t[ei]))")


def written(tokens: Sequence[Piece]) -> str:
    """The tokens as text: spaces where the text had them, or where something was left out."""
    parts: list[str] = []
    end = -1
    for token in tokens:
        word = token.text if token.size == 1 else " ".join(token.text.split())
        tight = token.start == end or token.closes or not parts
        parts.append(word if tight else " " + word)
        end = token.end if token.start != token.end else -1
    text = "".join(parts)
    if '"' in text or "“" in text or "”" in text:
        text = _with_pairs(_EMPTY.sub("", text))
    if "a " in text or "A " in text:
        text = _ARTICLE.sub(lambda m: m[0].rstrip() + "n ", text)
    text = text.rstrip(_LOOSE).lstrip(" ,;:.-–—)]")
    while (last := text.rpartition(" "))[2].lower() in _WAITING and last[0]:
        text = last[0].rstrip(_LOOSE)
    initials = len(text) > 3 and text[-3] == "."  # "the U.S."
    if text.endswith(".") and not initials and not text.endswith(_ABBREVIATED):
        text = text[:-1]
    return text[:1].upper() + text[1:]


def _with_pairs(text: str) -> str:
    """The text without quotation marks that have lost their other one."""
    if not _paired(text):
        text = " ".join(text.replace('"', "").split())
    if text.count("“") != text.count("”"):
        text = " ".join(text.replace("“", "").replace("”", "").split())
    return text


def _paired(text: str) -> bool:
    """Whether straight quotation marks open behind a space and close behind a word, by turns."""
    opening = True
    for at, character in enumerate(text):
        if character == '"':
            if opening != (at == 0 or text[at - 1] in " ("):
                return False
            opening = not opening
    return opening

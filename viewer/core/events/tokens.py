"""A sentence as words, signs and whole time expressions, each with its word class.

A token says what it is and not where: the same word is the same token all through a story. Where
each stands is known to the `Words` of its sentence, which looks only when somebody asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from operator import attrgetter
from typing import Final

from viewer.core.events import lexicon as lx
from viewer.core.events.vocabulary import EITHER, Token, Vocabulary
from viewer.core.patterns import late
from viewer.core.story import Span

__all__ = ["EITHER", "REACH", "Token", "Words", "tokens"]

#: How many words a look-ahead or a look-back may cover.
REACH = 16


_TAG = attrgetter("tag")
_LOW = attrgetter("low")


class Words(list[Token]):
    """The tokens of a sentence, in the order that a plain sentence has.

    ``tags`` are their classes, a letter each; ``times`` index those that are time expressions;
    ``plain`` are the same tokens as a mere list, which Python indexes in half the time.
    """

    __slots__ = (
        "_found", "_lows", "_order", "_starts", "_stretches", "_text", "plain", "tags", "times",
    )  # fmt: skip

    def __init__(
        self,
        text: str,
        found: list[Token],
        stretches: Sequence[tuple[int, int]],
        order: Sequence[int] = (),
    ) -> None:
        """``found`` are the tokens of ``text`` as they stand, ``stretches`` (token, offset) from
        which on they follow each other; ``order`` indexes them where it is not theirs, or not all
        are used."""
        self.plain: Final = [found[k] for k in order] if order else found
        super().__init__(self.plain)
        self._text = text
        self._found = found
        self._stretches = stretches
        self._order = order
        self._starts: list[int] | None = None
        self._lows: frozenset[str] | None = None
        self.tags: Final = "".join(map(_TAG, self))
        self.times: Final = (
            [k for k, tag in enumerate(self.tags) if tag == "T"] if "T" in self.tags else []
        )

    @property
    def lows(self) -> frozenset[str]:
        """The words that are used, in small letters: a rule about one of them need not be tried
        where it is not."""
        if self._lows is None:
            self._lows = frozenset(map(_LOW, self))
        return self._lows

    @property
    def starts(self) -> Sequence[int]:
        """Where each token begins in the text."""
        if self._starts is None:
            self._starts = self._placed()
        return self._starts

    def start(self, k: int) -> int:
        """Where token ``k`` begins in the text."""
        return self.starts[k]

    def end(self, k: int) -> int:
        """Where token ``k`` ends in the text."""
        return self.starts[k] + len(self[k].text)

    def span(self, start: int, end: int) -> Span:
        """From where token ``start`` begins to where the farthest of those before ``end`` ends."""
        starts = self.starts
        last = max(range(start, end), key=starts.__getitem__) if self._order else end - 1
        return Span(starts[start], starts[last] + len(self[last].text))

    def _placed(self) -> list[int]:
        starts: list[int] = []
        find = self._text.index
        for (first, at), (last, _) in pairwise([*self._stretches, (len(self._found), 0)]):
            for token in self._found[first:last]:
                at = find(token.text, at)
                starts.append(at)
                at += len(token.text)
        return [starts[k] for k in self._order] if self._order else starts


def tokens(
    text: str,
    span: Span,
    times: Sequence[tuple[int, int, int]],
    gaps: Sequence[Span],
    known: Vocabulary,
    *,
    numbered: bool = False,
) -> Words:
    """The tokens of ``text`` inside ``span``, time expressions whole, citation marks left out.

    ``times`` are (start, end, index), in order, not overlapping; ``gaps`` the marks, in order.
    ``numbered`` leaves out the number of a paragraph or an item.
    """
    found: list[Token] = []
    stretches: list[tuple[int, int]] = []
    at = span.start
    cuts = sorted([*times, *((g.start, g.end, -1) for g in gaps)]) if gaps else times
    for start, end, index in cuts:
        if start < at or (index >= 0 and _of_a_kind(text, start, end, span, known)):
            continue
        stretches.append((len(found), at))
        _scan(text, at, start, found, known)
        if index >= 0:
            words = text[start:end]
            low = words.lower()
            # "now" and "recently" date nothing; they may stand inside a verb group
            tag = "A" if low in lx.ADVERBS else "T"
            if text[end : end + 2] in ("'s", "’s") and not text[end + 2 : end + 3].isalnum():
                end += 2  # "Sunday's vote"
                words, low = text[start:end], f"{low}'s"
            stretches.append((len(found), start))
            found.append(Token(words, low, tag, index))
        at = end
    stretches.append((len(found), at))
    _scan(text, at, span.end, found, known)
    skipped = _number(found) if numbered else 0
    _retag(found, skipped, text[span.start : span.end])
    return Words(text, found, stretches, _turned(found, skipped))


def _scan(text: str, start: int, end: int, found: list[Token], known: Vocabulary) -> None:
    """Add the tokens between two offsets."""
    first = len(found)
    found.extend(chain.from_iterable(map(known.__getitem__, text[start:end].split())))
    if len(found) == first:
        return
    if text[start] in ":–" and not _apart(text, start):
        found[first] = found[first].tagged(".")
    if text[end - 1] in ":–" and not _apart(text, end - 1):
        found[-1] = found[-1].tagged(".")


#: Times that, right before a noun, say of what kind it is: a night shift works by night.
_KINDS = frozenset(
    "night evening morning afternoon day weekend winter summer autumn spring".split()
)
#: So do these, which place nothing: a former minister, the future king.
_STANDINGS = frozenset(("former", "future"))
#: These are numbered rather than counted where a figure follows: "Weeks 9 to 14".
_NUMBERED = frozenset(("days", "weeks", "months", "years"))
#: The word before, as a list, that makes it the time in which something was.
_WITHIN = ["in"], ["during"], ["by"], ["over"], ["through"], ["throughout"], ["until"], ["since"]


def _of_a_kind(text: str, start: int, end: int, span: Span, known: Vocabulary) -> bool:
    """Whether the words of a time are an attribute of the noun behind them: "the night shift", "the
    winter garden", "the former minister" (in TIMEX3 a modifier dates nothing: TIDES 2005, 3.2)."""
    said = text[start:end].lower()
    word = said.removeprefix("the ")
    if text[end : end + 1] != " " or not (
        word in _KINDS or word in _STANDINGS or word in _NUMBERED
    ):
        return False
    after = text[end + 1 : min(span.end, end + REACH * 2)].split(None, 1)
    if not after or not after[0][0].isalnum():
        return False
    noun = known[after[0]][0]
    if word in _NUMBERED:
        return start == span.start and noun.tag == "#"
    if word in _STANDINGS and noun.low == "of":
        return said != word  # "the future of the mill"
    if noun.tag != "N" or noun.past[1]:
        return False  # "the winter brought snow"
    if word in _STANDINGS:
        return True
    if text[max(span.start, start - 12) : start].lower().split()[-1:] in _WITHIN:
        return False  # "in the evening police arrested two men"
    lemma, uses = noun.form
    does = (
        uses == "s" and lemma not in lx.NOUNY and lemma not in lx.HAPPENINGS
    )  # "the night brings"
    return said != word and noun.text.islower() and not does


def _apart(text: str, at: int) -> bool:
    """Whether white space stands on a side of a dash or colon."""
    after = text[at + 1 : at + 2]
    return not after or after.isspace() or (at > 0 and text[at - 1].isspace())


def _number(words: Sequence[Token]) -> int:
    """How many tokens are the number of a paragraph or an item: "4.", "3.8", "§ 12", "A."."""
    if len(words) < 5:
        return 0
    first, second = words[0], words[1]
    signed = first.text in "§¶"
    number = second if signed else first
    if first.tag == "#" and second.text in ".)" and len(first.text) < 4:
        return 2
    letter = len(first.text) == 1 and first.capital
    opens = words[2] if signed or letter else second
    known = opens.low in lx.DETERMINERS or opens.low in lx.PREPOSITIONS
    known |= _SECTION.fullmatch(number.text) is not None and opens.low not in _MANIFOLD
    if not known or not opens.text.istitle():
        return 0
    if letter:
        return 2 * (second.text == ".")
    digits = number.text.replace(".", "")
    return (1 + signed) * (number.tag == "#" and digits.isdigit() and len(digits) < 5)


#: The number of a paragraph of a report, whatever it opens with: "2.1 Carrow was built".
_SECTION = late(r"[1-9][0-9]?\.[1-9][0-9]?")
_MANIFOLD = frozenset("hundred thousand million billion trillion percent per".split())


def _retag(words: list[Token], first: int, text: str) -> None:
    """Give the tokens from ``first`` on the classes that only their neighbours show."""
    if "—" in text or "–" in text:
        # those inside a score are no joints: "3–0"
        dashes = [k for k, t in enumerate(words) if t.text in ("—", "–") and t.tag == ";"]
        if len(dashes) == 2:
            for k, tag in zip(dashes, "()", strict=True):
                words[k] = words[k].tagged(tag)
    if len(words) <= first:
        return
    opening = words[first]
    after = words[first + 1].tag if len(words) > first + 2 else ""
    if opening.low in ("had", "should", "were") and after in ("D", "N"):
        words[first] = opening.tagged("S")  # "Had they agreed, ...": an "if" without the word
    if opening.tag == "N" and opening.low.endswith("ly") and len(opening.low) > 6:
        words[first] = opening.tagged("A")
    if "well" in text.lower():
        for k in range(first + 1, len(words) - 1):
            if words[k].low == "well" and words[k - 1].low in ("the", "a", "this", "that"):
                words[k] = words[k].tagged("N")  # "the well was dug"


def _turned(found: Sequence[Token], first: int) -> list[int]:
    """The order in which the tokens from ``first`` on are read, none where it is their own."""
    here = found[first:] if first else found
    order = _in_order(here)
    again = _arrived([here[k] for k in order] if order else here)
    order = [order[k] for k in again] if order and again else order or again
    return [first + k for k in order or range(len(here))] if first else order


#: Openings behind which subject and auxiliary change places: "Only in 1960 was the ban lifted".
_INVERTING = frozenset({"only", "not", "never", "seldom", "rarely"})


def _in_order(words: Sequence[Token]) -> list[int]:
    """The order that a plain sentence has, of the words of an inverted one; none for any other."""
    if len(words) < 5 or words[0].low not in _INVERTING or words[0].timex >= 0:
        return []
    aux = next((k for k in range(1, min(len(words), REACH)) if words[k].tag == "V"), 0)
    if not aux or words[aux - 1].tag != "T" or aux + 1 == len(words):
        return []
    for k in range(aux + 1, min(len(words), aux + REACH)):
        form = words[k].form[1] or words[k].past[1]
        if words[k].low in ("be", "been") or (
            form and k > aux + 1 and words[k].tag == "N" and words[k - 1].tag not in "DP"
        ):
            return [*range(aux), *range(aux + 1, k), aux, *range(k, len(words))]
        if words[k].tag not in "DN#PA(),":
            break
    return []


#: Verbs that their subject may follow, the time in front: "In 1911 came the great strike".
_ARRIVING = frozenset("came followed began arose appeared died arrived emerged ensued".split())


def _arrived(words: Sequence[Token]) -> list[int]:
    """The plain order of a sentence that opens with time and place, its verb behind its subject;
    none for any other."""
    if not words or words[0].tag not in "PAT":
        return []
    at = next((k for k, t in enumerate(words[:REACH]) if t.low in _ARRIVING), 0)
    front = words[:at]
    if not at or any(t.tag not in "TP,AND#" for t in front):
        return []
    if at + 2 >= len(words) or words[at + 1].tag not in "D#":
        return []
    with_it = front[0].low == "with" and not any(t.tag == "," for t in front)
    if front[-1].tag not in "T," and not with_it:
        return []
    end = at + 1
    while end < min(len(words), at + REACH) and words[end].tag in "DN#A":
        end += 1
    if end < len(words) and words[end].tag == "V":
        return []
    while words[end - 1].tag == "A":
        end -= 1
    return [*range(at), *range(at + 1, end), at, *range(end, len(words))]

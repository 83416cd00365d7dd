"""Sentences: where one ends, in English prose with abbreviations, quotes and citation marks.

A stop ends a sentence when white space follows it (behind closing quotes, brackets, signs of
emphasis and citation marks), unless what stands before it is an abbreviation, an initial or a list
number, or what follows goes on in lower case. Abbreviations come in two kinds: those that a name
or number always follows never end a sentence; those that often stand last end one only before a
word that commonly opens a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from viewer.core.patterns import late
from viewer.core.story.model import Span

#: A name, a number or a day follows these.
_LEADING = frozenset(
    "mr mrs ms mx dr prof st gen col lt maj sgt capt cpt cmdr adm rev hon sen rep gov pres "
    "amb messrs mme mlle fr sr msgr no nos vol vols pp p fig figs art arts sec ch eq ed eds "
    "trans cf vs v ca c approx est al viz e.g i.e mt ft op cit tel ext dept univ".split()
)
#: These may also be the last word of a sentence.
_ENDING = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat "
    "sun inc ltd co corp bros jr etc u.s u.k u.n e.u u.s.a u.s.s.r d.c l.a n.y a.m p.m b.c "
    "a.d b.c.e c.e ph.d m.d b.a m.a ave blvd rd govt assn yrs yr min sec hrs hr mi km kg lb "
    "oz".split()
)
#: Words that commonly open a sentence and rarely follow an abbreviation inside one.
_OPENERS = frozenset(
    "The A An In On At By For From After Before Since During Until When While As If Although "
    "However But And Or So Yet Then Now Today Later Meanwhile It Its He She They His Her "
    "Their We You This That These Those There Here What Who Why How Where Many Most Some "
    "Several All Both Each Another Other Under Over With Without Within To Of Not No One Two "
    "Three According Despite Because Once Only Also Among Between Officials Critics".split()
)
#: The first sign stands alone, for then a search jumps from one to the next.
_STOP = late(r"[.!?…。！？][.!?…。！？]{0,7}[\"'”’»)\]*_]{0,6}")
_GAP = late(r"[\s(\[\"“‘'’”—–/]")
#: White space, then what the next sentence would open with: its first word.
_NEXT = late(r"\s*()[\"'“‘«(\[*_]{0,4}([^\s]{1,24})?")
_WORD = late(r"[^\W\d_]+")


def split(text: str, span: Span, marks: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Divide a paragraph into sentences: in order, not overlapping, without outer white space.

    ``marks`` are the spans of its citation marks in order; a mark belongs to the sentence it
    closes, also behind the stop. Every word of the paragraph is in exactly one sentence.
    """
    starts = [mark.start for mark in marks]
    sentences: list[Span] = []
    begin = span.start
    position = span.start
    while True:
        match = _STOP.search(text, position, span.end)
        if match is None:
            break
        position = match.end()
        index = bisect_left(starts, match.start() + 1) if marks else 0
        if index and marks[index - 1].end > match.start():
            position = max(position, marks[index - 1].end)  # a stop inside a mark
            continue
        end = match.end()
        while index < len(marks) and not text[end : marks[index].start].strip(" \t\u00a0"):
            end = marks[index].end
            index += 1
        wide = "。" in match[0] or "！" in match[0] or "？" in match[0]
        if end < span.end and not (text[end].isspace() or wide):
            continue
        following = _NEXT.match(text, end, span.end)
        if following is None or not _ends(text, begin, match, end, following[2] or ""):
            position = max(position, end)
            continue
        sentences.append(Span(begin, end))
        position = begin = following.start(1)
    if begin < span.end:
        sentences.append(Span(begin, begin + len(text[begin : span.end].rstrip())))
    return tuple(s for s in sentences if len(s))


def _ends(text: str, begin: int, stop: re.Match[str], end: int, word: str) -> bool:
    """Whether this stop, with marks up to ``end``, closes the sentence begun at ``begin``;
    ``word`` follows it, "" at the end."""
    if not word:
        return True
    if word[0].islower():
        # "iPhone sales fell", "eBay": a capital follows at once in a name that opens so.
        return stop[0][0] == "." and len(word) > 1 and word[1].isupper()
    if end > stop.end():
        return True  # a citation mark closes what stands before it
    if not stop[0].startswith(".") or len(stop[0].rstrip("\"'”’»)]*_")) > 1:
        return True
    token = _GAP.split(text[max(begin, stop.start() - 24) : stop.start()])[-1]
    if not token:
        return True
    opener = _WORD.match(word)
    opens = opener is not None and opener[0] in _OPENERS
    bare = token.lower()
    if bare in _ENDING:
        return opens and not (bare in ("a.m", "p.m") and word[0].isdigit())
    if bare in _LEADING:
        # "No." opens with a number, or answers a question.
        return bare == "no" and not word[0].isdigit()
    if len(token) == 1 and token.isalpha() and token.isupper():
        return opens and token != "A"
    if len(bare) > 2 and "." in bare and all(len(part) == 1 for part in bare.split(".")):
        return opens  # other spaced-out initials: "J.R.", "N.A.T.O."
    # A list number: "1. The harbour"
    return not (token.isascii() and token.isdigit() and stop.start() - len(token) == begin)

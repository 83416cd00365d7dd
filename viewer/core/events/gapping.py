"""One verb with several times: which of them are one date, and which tell happenings of their own.

A verb may be left out where it would be said again (gapping: Ross, "Gapping and the order of
constituents", 1970): "trains ended in 1968, goods trains in 1972" tells two endings. What stands
between two times decides:

    nothing but "and"           two happenings; one stretch where the days or months adjoin
    nothing but "or"            one happening, in one of them
    "and again", "and later"    two happenings
    a noun phrase               two happenings, the phrase in place of subject or object
    anything else               one happening with a date in parts
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from viewer.core.dates import Signal, Timex
from viewer.core.events import lexicon as lx
from viewer.core.events.tokens import Token
from viewer.core.when import Precision

__all__ = ["Part", "happenings"]

#: Dates of one verb beyond this are a table run together, not a sentence.
_MOST = 24
#: Tokens of a noun phrase that takes the place of subject or object.
_LONGEST = 6
_MONEY = frozenset("$£€¥")
_PERHAPS = frozenset("perhaps possibly maybe probably more likely early late".split())
_AGAIN = frozenset({"again", "later", "then", "also", "finally", "once", "more"})


class Part(NamedTuple):
    """The time tokens of one happening, and the tokens (half-open) that it has instead of the
    subject or object of the first. ``stretch`` says that the times are the two ends of one,
    ``either`` that nobody knows which of them it was; at ``stop``, where it is not 0, begins what
    the next happening has for an object."""

    times: list[int]
    gap: tuple[int, int] = (0, 0)
    stretch: bool = False
    either: bool = False
    stop: int = 0


def happenings(
    words: Sequence[Token],
    times: Sequence[Timex],
    governing: Sequence[int],
    verb: int,
    right: int,
) -> list[Part]:
    """The times of one verb, in text order, a part for each happening; at least one.

    ``verb`` is the last token of the verb, ``right`` where its clause ends.
    """
    governing = governing[:_MOST]
    first = _behind(words, governing[0], verb, right)
    if first == (0, 0) and _counts(times[words[governing[0]].timex]):
        first = _added(words, governing[0], verb)
    parts = [Part([governing[0]], first)]
    if len(governing) == 1:
        return parts
    taken = words[verb + 1].tag if verb + 1 < right else ""
    taken = "#" if verb + 1 < right and words[verb + 1].text in _MONEY else taken
    tie = words[verb + 1].low if taken and taken in "PO" else ""
    anded = any(t.low == "and" for t in words[governing[0] : governing[-1]])
    for at in governing[1:]:
        last = parts[-1].times[-1]
        here, before = times[words[at].timex], times[words[last].timex]
        start, end = last + 1, at
        while end > start and words[end - 1].tag == "P":
            end -= 1
        if gap := _bracketed(words, start, end, last > verb and not _is_state(words[verb])):
            parts.append(Part([at], gap))  # "beat Hull (4 May) and York (9 May)"
            continue
        if words[end - 1].tag == "," and (aside := _aside(words, start, end)):
            end = aside  # "and a third, much enlarged, | in 2003"
        comma = start < end and words[start].tag == ","
        while start < end and words[start].tag in ",C" and words[start].low != "or":
            start += 1
        joined = start > last + 1
        # "rose to £5 in 1990 and to £9 in 2000"
        again = int(joined and start + 1 < end and words[start].low == tie != "")
        fronted = last < verb < at or parts[-1].gap[0] > last
        gap = _behind(words, at, verb, right, listed=anded) if fronted else (0, 0)
        if gap == (0, 0) and last < verb and _counts(here):
            gap = _added(words, at, verb)
        if gap[1]:
            parts.append(Part([at], gap))
        elif words[start].low == "or" and all(t.low in _PERHAPS for t in words[start + 1 : end]):
            fine = here.when.precision
            known = [t for t in parts[-1].times if times[words[t].timex].when.precision == fine]
            parts[-1] = Part([*known, at], parts[-1].gap, either=True)
        elif here.signal is Signal.TO or (not joined and not parts[-1].either):
            parts[-1].times.append(at)
        elif start == end or all(t.low in _AGAIN for t in words[start:end]):
            whole = len(parts[-1].times) == 1 or parts[-1].stretch
            if start == end and whole and _adjoin(before, here) and parts[-1].gap == (0, 0):
                parts[-1] = Part([*parts[-1].times, at], stretch=True)
            elif anded:
                parts.append(Part([at], _behind(words, at, verb, right)))
            else:
                parts[-1].times.append(at)
        elif (anded or comma) and (stop := _noun_phrase(words, start + again, end, taken)):
            parts.append(Part([at], (start, stop)))
        elif parts[-1].either and last < verb < at:
            parts[-1] = Part([at])  # "the hall, a gift of 1904 or 1905, was listed in 1987"
        elif not parts[-1].either:
            parts[-1].times.append(at)
    if len(parts) > 1 and parts[0].times[-1] < verb < parts[1].gap[0]:
        parts[0] = parts[0]._replace(stop=parts[1].gap[0] - 1)
    return parts


def _aside(words: Sequence[Token], start: int, end: int) -> int:
    """The comma that opens the aside whose last one stands before ``end``, behind a noun; 0 if none
    does."""
    opening = next((k for k in range(end - 2, start + 1, -1) if words[k].tag == ","), 0)
    short = 0 < end - opening <= _LONGEST and words[opening - 1].tag in "N#"
    return opening if opening and short else 0


def _bracketed(
    words: Sequence[Token], start: int, end: int, behind: bool
) -> tuple[int, int] | None:
    """The object between two times in brackets ``behind`` a verb: ") and | York | ("."""
    if not behind or start + 1 >= end or words[start].tag != ")" or words[end - 1].tag != "(":
        return None
    start, end = start + 1, end - 1
    while start < end and words[start].tag in ",C":
        start += 1
    named = 0 < end - start <= _LONGEST and all(t.tag in "DN#." for t in words[start:end])
    return (start, end) if named else None


def _is_state(verb: Token) -> bool:
    return verb.form[0] in lx.STATES or verb.past[0] in lx.STATES


def _counts(timex: Timex) -> bool:
    """Whether a time counts on from one told before: "ten years later"."""
    return timex.relative and timex.rule == "offset" and timex.text.lower().endswith(_LATER)


_LATER = ("later", "afterwards", "after", "on")


def _added(words: Sequence[Token], at: int, verb: int) -> tuple[int, int]:
    """What "and" adds right before a later time: "bought a mill and | a farm | two years later";
    (0, 0) if nothing."""
    start = at
    while start > verb + 2 and words[start - 1].tag in "DN#A":
        start -= 1
    added = verb + 2 < start < at and at - start <= _LONGEST and words[start - 1].low == "and"
    return (start, at) if added and words[start].tag in "D#" else (0, 0)


def _adjoin(first: Timex, second: Timex) -> bool:
    """Whether two days or months follow each other without a day between."""
    one, other = first.when, second.when
    return (
        one.precision == other.precision
        and one.precision in (Precision.MONTH, Precision.DAY)
        and not (one.is_interval or other.is_interval)
        and other.earliest == one.latest + 1
    )


def _behind(
    words: Sequence[Token], at: int, verb: int, right: int, *, listed: bool = False
) -> tuple[int, int]:
    """The object behind a time that "and" brings in, (0, 0) if none: "and in June | another".

    ``listed`` lets a comma do so too: "in 1913 | a dam, in 1920 | a lock".
    """
    before = at - 1
    while before > verb and words[before].tag in "P,":
        if listed and words[before].tag == ",":
            break
        before -= 1
    joins = words[before].low == "and" or (listed and words[before].tag == ",")
    start = at + 2 if words[at + 1 : at + 2] and words[at + 1].tag == "," else at + 1
    if before <= verb or not joins or start >= right:
        return (0, 0)
    end = start
    while end < right and words[end].tag in "DN#AP":
        end += 1
    closes = end >= right or words[end].tag in ".;C"
    closes = closes or (
        words[end].tag == "," and words[end + 1 : end + 2] != [] and words[end + 1].tag in "CTPD"
    )
    # "acquired Hull in 1958 and, six years later, York, its first purchase abroad"
    enclosed = start == at + 2 and words[at - 1].tag == "," and words[start].capital
    opens = words[start].tag in "D#" or (enclosed and words[start].tag == "N")
    return (start, end) if opens and closes and end - start < 9 else (0, 0)


def _noun_phrase(words: Sequence[Token], start: int, end: int, taken: str) -> int:
    """Where a short phrase of nouns ends that stands there, "not" behind it or not; 0 if none.

    ``taken`` is the tag of what follows the verb: an object, which a name may take the place of,
    or a count, which another count may: "lost 3-0 at Hull on Friday, 2-1 to Leeds on Sunday".
    """
    if taken == words[start].tag == "#" and 1 < end - start <= 2 * _LONGEST:
        return end if all(t.tag in "DN#PO.;" for t in words[start:end]) else 0
    while end > start and words[end - 1].low in ("not", "only"):
        end -= 1
    led = (k for k in range(start + 1, end) if words[k].tag == "P" and words[k].low != "per")
    inner = next(led, end)
    place = all(t.tag in "N" for t in words[inner + 1 : end])
    if place and words[inner - 1].tag == "D":
        return end if start < inner < end else 0  # "another in Leeds"
    if place:
        end = inner  # "a further 3% | in early trading"
    inside = words[start:end]
    if not 0 < len(inside) <= _LONGEST or (inside[-1].tag not in "N#D" and inside[-1].text != "%"):
        return 0
    counted = "ND#A" if words[start].tag != "#" else "ND#AP"  # "9 per cent"
    if any((t.tag not in counted and t.text not in "%.$€£") or t.past[1] for t in inside):
        return 0
    if len(inside) > 1 and inside[0].form[1] == "b" and inside[1].capital:
        return 0  # "beat Kiel on Saturday and | face Oslo | on Friday"
    led_in = start - 2 if words[start - 1].tag in "PO" else start - 1  # "and | from | Hull"
    behind = words[led_in].low == "and" and words[led_in - 1].tag == "T"
    # "became mayor in 1911 and | minister | in 1915"
    follows = behind and ((taken and taken in "D#") or inside[0].text.islower())
    follows |= behind and led_in < start - 1
    # "goods trains ended in 1961, | passenger traffic | in 1966"
    follows |= (
        words[start - 1].tag == ","
        and words[start - 2].tag == "T"
        and (all(t.tag == "N" and t.text.islower() for t in inside) and 1 < len(inside) < 4)
    )
    opens = (
        inside[0].tag in "D#" or inside[0].text in _MONEY or inside[-1].low.endswith("s") or follows
    )
    return end if opens else 0

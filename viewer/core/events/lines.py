"""Happenings told by a line of a schedule: a date and a few words, without a verb.

``- 2.7.1 2010-11-27``, ``14 March 2025: applications open``, ``| 1969 | First flight |``. The date
must open or close the line, and the line be one of a list: marked as an item, or with a sibling of
the same make beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from viewer.core.dates import Signal, Timex
from viewer.core.events.dating import dates
from viewer.core.story import Span
from viewer.core.when import Precision

__all__ = ["Line", "lines"]

_BULLET = re.compile(
    r"[ \t]*(?:[-*•‣·|](?![*_])|[0-9]{1,3}[.)](?=[ \t]))[ \t]*(?:[*_]{1,3}(?=[^\s*_]))?"
)
_JOIN = re.compile(
    r"\)?[*_]{0,3}(?:[ \t]*\([^()\n]{1,24}\)(?=[ \t]*[:|–—-]))?[ \t]*"
    r"(?:[:|,–—]|-(?=[ \t])|[ \t])[*_]{0,3}[ \t]*"
)
_LONGEST = 300
#: Signals of a single date at the edge of a line: "Paper Towns: until 27 April".
_PLAIN = (Signal.AT, Signal.UNTIL, Signal.BY)
#: What parts the times of one line that belong together.
_SIGNS = re.compile(r"[ \t]*(?:[,(–—-]|at|to|until|from|till|\|)?[ \t]*(?:from |at )?")
_GAP = 8
#: What leads in a date that closes a line: "Self-portraits: opens 19 September".
_LEAD_IN = re.compile(r"(?<=[,:–—|])[ \t]+(?:until|till|by|due|due by|from|opens|ends|at)[ \t]+\Z")
#: What may stand before the date that opens a line.
_ABOUT = frozenset("c c. ca ca. circa about around early mid late in on by from".split())
#: Dated lines side by side from which on a mere space may follow the date: "1890 Railway".
_MANY = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a schedule: its whole span, its words without the date, the date or the two
    of a range, all times; ``either`` says that nobody knows which of two dates it was, ``title``
    are the words before a date in brackets, where the label stands behind it."""

    span: Span
    label: Span
    dated: tuple[Timex, ...]
    times: tuple[Timex, ...]
    either: bool = False
    title: Span | None = None


def lines(text: str, block: Span, times: Sequence[Timex], *, listed: bool = False) -> list[Line]:
    """The schedule lines of a paragraph; ``times`` are its time expressions, in order.

    ``listed`` says that the paragraph is a line of a list itself, its siblings beside it.
    """
    found: list[tuple[Line, bool, bool]] = []
    at = block.start
    following = 0
    while at < block.end:
        end = text.find("\n", at, block.end)
        end = block.end if end < 0 else end
        here = []
        while following < len(times) and times[following].span.start < end:
            if times[following].span.start >= at:
                here.append(times[following])
            following += 1
        if (line := _line(text, Span(at, end), here)) is not None:
            # no paragraph begins with a blank, but where a sign of emphasis was taken off
            bold = at == block.start and text[at] == " "
            found.append((line[0], line[1] or bold, line[2]))
        at = end + 1
    many = len(found) >= _MANY
    siblings = sum(firm or many for _, _, firm in found) > 1 or listed
    return [line for line, item, firm in found if (item or siblings) and (item or firm or many)]


def _line(text: str, span: Span, here: Sequence[Timex]) -> tuple[Line, bool, bool] | None:
    """(the line, whether it is marked as an item, whether a sign parts date and words), or None
    when it is no schedule line."""
    if len(span) > _LONGEST or not here:
        return None
    bullet = _BULLET.match(text, span.start, span.end)
    start = bullet.end() if bullet else span.start
    end = span.end
    while end > start and text[end - 1] in " \t\r|.;":
        end -= 1
    while start < end and text[start] in " \t":
        start += 1
    dated = [t for t in here if dates(t)]
    if not dated:
        return None
    first = dated[0]
    if text[start : first.span.start].strip().lower() in _ABOUT:
        start = first.span.start  # "c. 1810 – A second furnace"
    opening, closing = _together(text, dated), _together(text, dated[::-1])
    inside = tuple(t for t in here if start <= t.span.start and t.span.end <= end)
    if (around := _in_brackets(text, Span(start, end), opening)) is not None:
        title, label = around
        told = Line(Span(start, end), label or title, opening, inside, title=label and title)
        return told, bullet is not None, True
    if (before := _in_a_cell(text, Span(start, end), dated)) > 0:
        return Line(Span(start, end), Span(start, before), opening, inside), True, True
    # "Q3 trading update – 27 January": the day says more than the quarter it is about.
    parted = re.match(r"[ \t]*[:|–—-]", text[opening[-1].span.end : end]) is not None
    hours = first.when.precision is Precision.DAY and _lies_in(closing[0], first)
    named = not (parted or hours) and closing != opening and _finer(closing[0], first)
    if first.span.start == start and _dates_line(opening) and not named:
        join = _JOIN.match(text, opening[-1].span.end, end)
        if join is None or join.end() >= end:
            return None
        label, firm, chosen = Span(join.end(), end), _is_firm(join[0]), opening
        if bullet is not None and bullet[0].strip() == "|" and len(chosen) == 1:
            if (cell := _hour_cell(text, label, dated)) is not None:
                label, chosen = Span(label.start, cell[0]), (*opening, cell[1])
        elif hours and len(closing) == 1 and (before := _behind(text, label, closing[0])) > 0:
            label, chosen = Span(label.start, before), (*opening, *closing)
    elif _dates_line(closing):
        before = _behind(text, Span(start, end), closing[0], closing[-1])
        if before < 0:
            return None
        others = [t for t in dated if t.span.end <= before]
        if any(not _finer(closing[0], t) for t in others):
            return None  # "The fire of 3 May: inquiry, 9 June" has a date of its own
        label, chosen = Span(start, before), closing
        firm = any(c in ":|–—-(,." for c in text[before : closing[0].span.start])
    else:
        return None
    if any(t.span.start <= label.start and label.end <= t.span.end for t in dated):
        return None  # "Year end: 31 March"
    words = label.of(text)
    if not any(c.isalnum() for c in words):
        return None
    opens = words[0].isupper() and label.start > first.span.start
    if not firm and bullet is None and not opens:
        return None
    either = len(chosen) > 1 and _are_either(text, chosen[0], chosen[1])
    return Line(Span(start, end), label, chosen, inside, either), bullet is not None, firm


def _in_brackets(text: str, line: Span, dated: Sequence[Timex]) -> tuple[Span, Span | None] | None:
    """(the short title before a date in brackets, the words behind it, if any) in a line like
    "**Version 1.4** (March 2017): clustering", "Week 2 (Sept. 9, 11) – Ragusa"; None in any other.

    "Ann Roe (1901–1978): painter" is a life, "Roe (2019): The river" a source.
    """
    first, last = dated[0], dated[-1]
    long = last.when.latest - first.when.earliest > _PHASE
    if not _dates_line(dated) or (first.signal is Signal.FROM and long):
        return None
    title = _TITLE.fullmatch(text, line.start, first.span.start)
    rest = _REST.match(text, last.span.end, line.end)
    if title is None or rest is None:
        return None
    name = text[line.start] not in "*_" and " " not in title["title"].strip()
    if name and first.when.precision < Precision.MONTH:
        return None
    label = Span(rest.end(), line.end) if rest.end() < line.end else None
    return Span(*title.span("title")), label


_TITLE = re.compile(r"[*_]{0,3}(?P<title>[^\W_][^()\n|:;]{1,48}?)[*_ \t]*\([ \t]*")
#: Seconds of the longest phase of years; a longer stretch in brackets is a life.
_PHASE = 25 * 366 * 86_400
_REST = re.compile(r"[^()\n]{0,24}\)[*_]{0,3}[ \t]*(?:(?:[:–—]|-(?=[ \t]))[ \t]*|\Z)")


def _in_a_cell(text: str, line: Span, dated: Sequence[Timex]) -> int:
    """Where the words before it end, in a row of a table with one cell that is nothing but a date
    and stands among others: "| Book review | October 9, 5 pm | 20% |"; -1 in any other."""
    first = dated[0]
    if first.when.precision < Precision.MONTH or text.rfind("|", line.start, first.span.start) < 0:
        return -1
    before = text[line.start : first.span.start].rstrip(" \t*_")
    after = _REST_OF_CELL.match(text, dated[-1].span.end, line.end)
    if len(dated) > 1 or not before.endswith("|") or after is None or not before.strip("| \t"):
        return -1
    return line.start + len(before.rstrip("| \t"))


#: Behind the date of a cell: "(in class)", and the cell behind.
_REST_OF_CELL = re.compile(r"[*_ \t]*(?:\([^()\n|]{1,24}\))?[ \t]*\|")


def _hour_cell(text: str, label: Span, dated: Sequence[Timex]) -> tuple[int, Timex] | None:
    """(where the cells before it end, the hour of a day) where a cell of a row is nothing but an
    hour: "| Wed 14 May | The Lighthouse | 7.30pm | Rex |"; None where none is."""
    day = dated[0]
    for timex in dated[1:]:
        before = text[label.start : timex.span.start].rstrip()
        alone = before.endswith("|") and _CLOSED.match(text, timex.span.end) is not None
        if alone and _lies_in(timex, day) and timex.when.precision >= Precision.HOUR:
            end = label.start + len(before.rstrip("| \t"))
            return (end, timex) if end > label.start else None
    return None


#: What stands behind the last words of a cell.
_CLOSED = re.compile(r"[ \t*_]*(?:[|\n]|\Z)")


def _is_firm(join: str) -> bool:
    """Whether more than one blank parts a date from the words behind it."""
    return any(c in ":|–—-\t" for c in join) or "  " in join


def _behind(text: str, words: Span, first: Timex, last: Timex | None = None) -> int:
    """Where the words end that stand before the times at the end of a line; -1 where these do not
    close it, or no sign parts them."""
    last = last or first
    if text[last.span.end : words.end].strip(" )]"):
        return -1
    at = before = first.span.start
    if (lead := _LEAD_IN.search(text, words.start, at)) is not None:
        before = lead.start()
    while before > words.start and text[before - 1] in " \t:|,–—-(.":
        before -= 1
    return before if words.start < before < at else -1


def _lies_in(part: Timex, whole: Timex) -> bool:
    inside = whole.when.earliest <= part.when.earliest and part.when.latest <= whole.when.latest
    return part is not whole and inside


def _finer(one: Timex, other: Timex) -> bool:
    return one.when.precision > other.when.precision


def _together(text: str, dated: Sequence[Timex]) -> tuple[Timex, ...]:
    """The first of some times with those that only a sign or "at" parts from it, in text order:
    the ends of a range, the hours of a day; ``dated`` may run backwards."""
    found = [dated[0]]
    for timex in dated[1:]:
        a, b = sorted((found[-1], timex), key=lambda t: t.span)
        ends = a.signal is Signal.FROM and b.signal is Signal.TO
        gap = b.span.start - a.span.end
        if _are_either(text, a, b):
            found.append(timex)
            continue
        if not (ends or _lies_in(b, a)) or gap > _GAP:
            break
        if _SIGNS.fullmatch(text, a.span.end, b.span.start) is None:
            break
        found.append(timex)
    return tuple(sorted(found, key=lambda t: t.span))


def _are_either(text: str, a: Timex, b: Timex) -> bool:
    """ "1941 or 1942", "May or June 1930"."""
    alike = a.when.precision is b.when.precision
    return alike and text[a.span.end : b.span.start].strip() == "or"


def _dates_line(chosen: Sequence[Timex]) -> bool:
    """Whether the times at the edge of a line say when it was: one day with its hours, a range."""
    first, last = chosen[0].signal, chosen[-1].signal
    if first is Signal.FROM:
        return last is Signal.TO
    if len(chosen) == 1:
        return first in _PLAIN
    return first is Signal.AT

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

__all__ = ["Line", "lines"]

_BULLET = re.compile(
    r"[ \t]*(?:[-*•‣·|](?![*_])|[0-9]{1,3}[.)](?=[ \t]))[ \t]*(?:[*_]{1,3}(?=[^\s*_]))?"
)
_JOIN = re.compile(
    r"[*_]{0,3}(?:[ \t]*\([^()\n]{1,24}\)(?=[ \t]*[:|–—-]))?[ \t]*"
    r"(?:[:|,–—]|-(?=[ \t])|[ \t])[*_]{0,3}[ \t]*"
)
_LONGEST = 300
#: What may stand before the date that opens a line.
_ABOUT = frozenset("c c. ca ca. circa about around early mid late in on by from".split())
#: Dated lines side by side from which on a mere space may follow the date: "1890 Railway".
_MANY = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a schedule: its whole span, its words without the date, the date or the two
    of a range, all times."""

    span: Span
    label: Span
    dated: tuple[Timex, ...]
    times: tuple[Timex, ...]


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
    first, last = dated[0], dated[-1]
    if text[start : first.span.start].strip().lower() in _ABOUT:
        start = first.span.start  # "c. 1810 – A second furnace"
    chosen: tuple[Timex, ...] = (first,)
    if first.signal is Signal.FROM and len(dated) > 1 and dated[1].signal is Signal.TO:
        chosen = (first, dated[1])
    if first.span.start == start and (first.signal is Signal.AT or len(chosen) > 1):
        join = _JOIN.match(text, chosen[-1].span.end, end)
        if join is None or join.end() >= end:
            return None
        label, firm = Span(join.end(), end), any(c in ":|–—-" for c in join[0])
    elif last.span.end == end and last.signal is Signal.AT and len(dated) == 1:
        before = last.span.start
        while before > start and text[before - 1] in " \t:|,–—-(":
            before -= 1
        if before <= start or before == last.span.start:
            return None
        label, chosen = Span(start, before), (last,)
        firm = any(c in ":|–—-" for c in text[before : last.span.start])
    else:
        return None
    words = label.of(text)
    if not any(c.isalnum() for c in words):
        return None
    opens = words[0].isupper() and label.start > first.span.start
    if not firm and bullet is None and not opens:
        return None
    inside = tuple(t for t in here if start <= t.span.start and t.span.end <= end)
    return Line(Span(start, end), label, chosen, inside), bullet is not None, firm

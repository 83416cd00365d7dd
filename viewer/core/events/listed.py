"""Happenings told by a line of a list: entries of a schedule or chronicle, slots of a programme.

A chronicle is told in the present or without a verb ("1945 – The bridge is rebuilt", "1958: Grand
Prix at Brussels"), and its date stands before what it dates. Where a semicolon or full stop divides
a line, the line's date is that of its first part; any other part has its own date or none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from viewer.core.dates import Timex
from viewer.core.events.announced import LOG
from viewer.core.events.dating import combine, dates, day_of, either
from viewer.core.events.found import Found
from viewer.core.events.groups import Tense
from viewer.core.events.headline import phrase
from viewer.core.events.lines import Line
from viewer.core.events.model import Kind, Status
from viewer.core.events.pieces import DANGLING, LONGEST
from viewer.core.events.programme import Slot
from viewer.core.events.status import planned_if_later
from viewer.core.events.tokens import tokens
from viewer.core.events.verbs import verb_groups
from viewer.core.events.vocabulary import Vocabulary
from viewer.core.story import Block, Span
from viewer.core.when import Precision, When

__all__ = ["of_item", "of_line", "of_slots"]

#: A part of more words than this is prose, whose clauses tell it or nobody does.
_LONGEST = 28
_DIVIDES = re.compile(r";[ \t]+|(?:(?<=[^\W\d_]{4})|(?<=\])|(?<=[0-9]{4}))\.[ \t]+(?=[A-Z])")
_AHEAD = re.compile(r"\b(?:will|shall|due|planned|expected|scheduled|set to|to be|plans?)\b", re.I)

#: The events of a stretch of text as a sentence, with the times inside it.
Reader = Callable[[Span, Sequence[Timex]], Iterator[Found]]


def of_line(
    text: str,
    line: Line,
    paragraph: int,
    anchor: When,
    heading: str,
    read: Reader,
    known: Vocabulary,
) -> Iterator[Found]:
    """The events of an entry; ``heading`` names what an entry of figures alone is of."""
    start = line.label.start
    ends = [m.start() for m in _DIVIDES.finditer(text, start, line.label.end)]
    for k, stop in enumerate([*ends, line.label.end]):
        end = start + len(text[start:stop].rstrip())
        label = Span(start, end)
        whole = Span(line.span.start if not k else start, end if k or ends else line.span.end)
        start = stop + 1
        while start < line.label.end and text[start].isspace():
            start += 1
        inside = [t for t in line.times if label.contains(t.span)]
        own = tuple(t for t in inside if dates(t)) if k else _dated_by(line, inside)
        told = list(read(whole, inside if k else _in_order([*line.dated, *inside])))
        if not k and all(_is_coarser(event, line) for event in told):
            told = []  # "Trading update for Q3 – 27 January": the day is that of the update
        if any(event.dating.kind is not Kind.UNDATED for event in told):
            yield from (_as_chronicle(text, event, anchor) for event in told)
            if k or any(t in line.dated for event in told for t in event.dating.timexes):
                continue
            # "1931: Moves to Turku, | where he taught until 1938": the entry itself is untold yet.
            first = min(event.span.start for event in told)
            label = Span(label.start, max(label.start, min(first, label.end)))
            told = []
        dating = (either(own) if line.either and not k else None) or combine(own, anchor)
        spots = [(t.span.start, t.span.end, n) for n, t in enumerate(own) if label.contains(t.span)]
        words = tokens(text, label, spots, (), known)
        if dating is None or not 0 < len(words) <= _LONGEST:
            yield from told
            continue
        title = " ".join(line.title.of(text).split()) if line.title and not k else ""
        room = LONGEST - len(title.split())
        shown = phrase(words, 0, len(words), words.times, room).replace(" | ", ", ")
        if sum(c.isalpha() for c in shown) < 4 and heading:
            shown = f"{heading}: {shown}" if shown else heading
        if title and shown:
            begins = label.of(text)[:1]
            shown = f"{title}: {begins}{shown[1:]}" if begins.islower() else f"{title}: {shown}"
        status = planned_if_later(dating, anchor, Status.HAPPENED)
        yield Found(whole, line.span, paragraph, shown, status, dating, "")


def _in_order(times: Sequence[Timex]) -> list[Timex]:
    """The times of a line as they stand, whether its date opens or closes it."""
    return sorted(times, key=lambda timex: timex.span.start)


def _dated_by(line: Line, inside: Sequence[Timex]) -> tuple[Timex, ...]:
    """The times that date the first part of an entry: its own, but in "Week 4 (Sept. 23, 25) –
    Visit to the museum on the 25th" that of the visit."""
    days = [t for t in inside if dates(t) and t.when.precision >= Precision.DAY]
    return tuple(days) if line.title is not None and days else line.dated


def _is_coarser(event: Found, line: Line) -> bool:
    """Whether an event was dated by something coarser in the words of a line than its date."""
    own = not any(t in line.dated for t in event.dating.timexes)
    return own and event.dating.when.precision < line.dated[0].when.precision


def _as_chronicle(text: str, event: Found, anchor: When) -> Found:
    """An event as done that only its present tense made a plan, in a story without a date."""
    past = event.status is Status.PLANNED and not anchor.is_known
    if past and not _AHEAD.search(event.span.of(text)):
        return event._replace(status=Status.HAPPENED)
    return event


_ITEM = re.compile(r"(?:[-*•‣·+–]|\[[ xX]\])[ \t]+(?:\[[ xX]\][ \t]+)?")


def of_item(
    text: str,
    block: Block,
    paragraph: int,
    anchor: When,
    above: Timex,
    read: Reader,
    known: Vocabulary,
) -> list[Found]:
    """The events of the first sentence of an item that says no time of its own, under a heading
    that names one; none where the block is no item."""
    bullet = _ITEM.match(text, block.span.start, block.span.end)
    if bullet is None or not block.sentences:
        return []
    first = block.sentences[0]
    start, end = bullet.end(), first.end
    while end > start and text[end - 1] in " \t\r\n.;,":
        end -= 1
    label = Span(start, end) if start < end else first
    told = list(read(first, ()))
    dating = combine([above], anchor)
    if dating is None:
        return []
    today = day_of(anchor)
    # What is listed under a stretch most of which is to come is not told as done.
    middle = (above.when.earliest + above.when.latest) // 2
    coming = today.is_known and today.latest < middle
    status = Status.PLANNED if coming else planned_if_later(dating, anchor, Status.HAPPENED)
    if told:
        return [
            event
            if event.status in (Status.DENIED, Status.POSSIBLE)
            else event._replace(dating=dating, status=status)
            for event in told
        ]
    words = tokens(text, label, (), (), known)
    if not 0 < len(words) <= _LONGEST:
        return []
    shown = phrase(words, 0, len(words), ())
    return [Found(label, first, paragraph, shown, status, dating, "")]


def of_slots(
    text: str, slots: Sequence[Slot], anchor: When, known: Vocabulary, title: str
) -> Iterator[Found]:
    """The events of the lines of a programme; still to come where the story has no date, or that
    of their day, unless it is a log, by its ``title`` or its past tense."""
    read = [(slot, tokens(text, slot.label, (), (), known)) for slot in slots]
    told = sum(any(group.tense is Tense.PAST for group in verb_groups(words)) for _, words in read)
    log = 2 * told > len(read) or LOG.search(title) is not None
    for slot, words in read:
        dating = combine([slot.timex], anchor)
        label = _named(text, slot.label) or phrase(words, 0, len(words), ())
        if dating is None or not any(c.isalpha() for c in label):
            continue
        over = log or (anchor.is_known and dating.when.latest < anchor.earliest)
        status = planned_if_later(dating, anchor, Status.HAPPENED if over else Status.PLANNED)
        yield Found(slot.span, slot.span, slot.paragraph, label, status, dating, "")


_BRACKETED = re.compile(r"[ \t]*(?:\[[^\]\n]{0,40}\]|\([^)\n]{0,80}\))|[*_`~]{1,3}")


def _named(text: str, label: Span) -> str:
    """The words of a line as they stand, without brackets, marks and cells; "" if too many."""
    shown = _BRACKETED.sub("", label.of(text)).strip(" \t\r\n|.,;:–—-")
    shown = re.sub(r"[ \t]*(?:\||[ \t],)[ \t]*", ", ", shown)
    words = (shown[:1].upper() + shown[1:]).split()
    if len(words) > LONGEST or not words or words[-1].lower() in DANGLING:
        return ""
    return " ".join(words)

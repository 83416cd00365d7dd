"""A story with the reader's corrections applied: which event each one changes, and how."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from viewer.core import dates
from viewer.core.corrections.model import (
    Add,
    Correction,
    Hide,
    Merge,
    Recite,
    Redate,
    Remark,
    Rename,
    Restate,
    Split,
    Target,
)
from viewer.core.corrections.places import Places
from viewer.core.events import Event, Kind, Own, Reading
from viewer.core.story import Diagnostic, Severity, Span
from viewer.core.when import ANY, parse

GONE = "the words it was made for are not in this version of the story"
NO_EVENT = "the program finds no event at these words any more"
TAKEN_BACK = "it changes an event that was added by hand and taken back"
_WORD = re.compile(r"\w")


class Lapsed(NamedTuple):
    """A correction that applies no longer, and why; it is kept all the same."""

    correction: Correction
    reason: str


class Corrected(NamedTuple):
    """A reading as the reader put it right, and what could not be applied."""

    reading: Reading
    lapsed: tuple[Lapsed, ...]


def apply(reading: Reading, corrections: Sequence[Correction]) -> Corrected:
    """A reading with corrections, in the order they were made; never fails.

    Nothing of ``reading`` is changed. Without corrections it comes back as it is.
    """
    if not corrections:
        return Corrected(reading, ())
    desk = _Desk(reading)
    for correction in corrections:
        if isinstance(correction.change, Add | Split):
            desk.make(correction)
    # What was hidden or merged can still be changed by what came after, and comes back so.
    for correction in corrections:
        if not isinstance(correction.change, Add | Split | Merge | Hide):
            desk.change(correction)
    for kind in (Merge, Hide):
        for correction in corrections:
            if isinstance(correction.change, kind):
                desk.change(correction)
    return Corrected(desk.reading(), tuple(desk.lapsed))


def apply_all(
    readings: Sequence[Reading], corrections: Sequence[Correction]
) -> tuple[tuple[Reading, ...], tuple[Lapsed, ...]]:
    """The same for the stories of one file: each takes the corrections made for it.

    What was made for a version that is no longer there goes to the story that holds its words,
    if only one does.
    """
    if not corrections:
        return tuple(readings), ()
    if len(readings) == 1:
        only = apply(readings[0], corrections)
        return (only.reading,), only.lapsed
    number = {reading.story.digest: n for n, reading in enumerate(readings)}
    places = [Places(reading) for reading in readings]
    own: list[list[Correction]] = [[] for _ in readings]
    lapsed: list[Lapsed] = []
    for correction in corrections:
        place = correction.target.place
        at = number.get(place.story, -1)
        if at < 0:
            holding = [n for n, p in enumerate(places) if p.find(place) is not None]
            at = holding[0] if len(holding) == 1 else -1
        if at < 0:
            lapsed.append(Lapsed(correction, GONE))
        else:
            own[at].append(correction)
    done = [apply(reading, some) for reading, some in zip(readings, own, strict=True)]
    return (
        tuple(one.reading for one in done),
        (*lapsed, *(lost for one in done for lost in one.lapsed)),
    )


class _Desk:
    """The events of one story while they are put right."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._places = Places(reading)
        self._events: dict[str, Event] = {event.id: event for event in reading.events}
        self._gone: set[str] = set()
        self._applied = 0
        self.lapsed: list[Lapsed] = []

    def make(self, correction: Correction) -> None:
        """Add an event, or split one off."""
        change, place = correction.change, correction.target.place
        if isinstance(change, Add):
            span = self._places.find(place)
            if span is None:
                self.lapsed.append(Lapsed(correction, GONE))
                return
            self._events[correction.id] = self._added(correction.id, span, change)
        elif isinstance(change, Split):
            whole = self._event(correction)
            if whole is None:
                return
            part = self._places.find(change.part)
            rest = _rest(whole.span, part, self._reading.story.text) if part else None
            if part is None or rest is None:
                self.lapsed.append(Lapsed(correction, GONE))
                return
            self._events[correction.id] = replace(
                whole,
                id=correction.id,
                span=part,
                headline=change.headline,
                own=_with(_with(whole.own, Own.SPLIT), Own.HEADLINE),
                again=(),
                timexes=tuple(t for t in whole.timexes if part.overlaps(t.span)) or whole.timexes,
            )
            self._events[whole.id] = replace(whole, span=rest)
        self._applied += 1

    def change(self, correction: Correction) -> None:
        """Everything else that can be said of an event."""
        event = self._event(correction)
        if event is None:
            return
        change = correction.change
        match change:
            case Redate():
                event = _redated(event, change)
            case Rename(headline=headline):
                event = replace(event, headline=headline, own=_with(event.own, Own.HEADLINE))
            case Restate(status=status):
                event = replace(event, status=status, own=_with(event.own, Own.STATUS))
            case Recite(citations=citations):
                event = replace(event, citations=citations, own=_with(event.own, Own.SOURCES))
            case Remark(text=text):
                event = replace(event, note=text, own=_with(event.own, Own.NOTE))
            case Hide():
                self._gone.add(event.id)
            case Merge(others=others):
                merged = self._merged(event, others)
                if merged is None:
                    self.lapsed.append(Lapsed(correction, NO_EVENT))
                    return
                event = merged
            case _:
                return
        self._events[event.id] = event
        self._applied += 1

    def reading(self) -> Reading:
        """The story with what was put right."""
        kept = (_said(event) for event in self._events.values() if event.id not in self._gone)
        return replace(
            self._reading,
            events=tuple(sorted(kept, key=lambda e: (e.span, e.id))),
            diagnostics=(*self._reading.diagnostics, *self._remarks()),
        )

    def _remarks(self) -> Iterable[Diagnostic]:
        if self._applied:
            counted = _counted(self._applied)
            yield Diagnostic("corrected", f"{counted} made by the reader.", Severity.NOTE)
        if self.lapsed:
            counted = _counted(len(self.lapsed))
            does = "does" if len(self.lapsed) == 1 else "do"
            yield Diagnostic(
                "corrections-lapsed",
                f"{counted} {does} not apply to this version of the story; nothing was lost.",
            )

    def _event(self, correction: Correction) -> Event | None:
        target = correction.target
        event = self._found(target)
        if event is None:
            if target.added:
                reason = TAKEN_BACK
            else:
                reason = GONE if self._places.find(target.place) is None else NO_EVENT
            self.lapsed.append(Lapsed(correction, reason))
        return event

    def _found(self, target: Target) -> Event | None:
        if target.added:
            return self._events.get(target.added)
        event = self._places.event(target.place)
        return self._events[event.id] if event is not None else None

    def _added(self, name: str, span: Span, change: Add) -> Event:
        story = self._reading.story
        starts = [block.span.start for block in story.paragraphs]
        paragraph = max(bisect_right(starts, span.start) - 1, 0)
        sentences = story.paragraphs[paragraph].sentences if starts else ()
        around = next((s for s in sentences if s.start <= span.start < s.end), span)
        when = parse(change.edtf)
        said = f"The reader added this event at these words and gave {_date(change)}."
        return Event(
            id=name,
            span=span,
            sentence=around if around.contains(span) else span,
            paragraph=paragraph,
            headline=change.headline,
            when=when,
            kind=Kind.READER if when.is_known else Kind.UNDATED,
            status=change.status,
            shape=change.shape,
            because=said,
            citations=change.citations,
            own=(Own.ADDED,),
        )

    def _merged(self, event: Event, others: Sequence[Target]) -> Event | None:
        found = [one for one in map(self._found, others) if one is not None and one.id != event.id]
        if not found:
            return None
        self._gone.update(one.id for one in found)
        sources = dict.fromkeys((*event.citations, *(c for one in found for c in one.citations)))
        again = {*event.again, *(one.span for one in found), *(s for o in found for s in o.again)}
        return replace(
            event,
            citations=tuple(sources),
            again=tuple(sorted(again)),
            own=_with(event.own, Own.MERGED),
        )


#: What `because` says of each thing the reader put right; of dates and additions it tells more.
_CHANGED = {
    Own.HEADLINE: "the headline",
    Own.STATUS: "whether it happened",
    Own.SOURCES: "the sources",
}


def _said(event: Event) -> Event:
    """An event whose reason names all that is the reader's: every list and file shows that."""
    said = [event.because]
    changed = [words for own, words in _CHANGED.items() if own in event.own]
    if Own.SPLIT in event.own:
        said.append("The reader split it off from another event.")
    elif changed:
        last = f"{', '.join(changed[:-1])} and {changed[-1]}" if changed[1:] else changed[0]
        said.append(f"The reader changed {last}.")
    if Own.MERGED in event.own:
        said.append("The reader merged others with it.")
    if event.note:
        said.append(f"The reader's note: {' '.join(event.note.split())}")
    return replace(event, because=" ".join(said)) if said[1:] else event


def _redated(event: Event, change: Redate) -> Event:
    when = parse(change.edtf)
    if Own.ADDED in event.own:
        because = f"The reader added this event and gave {_date(change)}."
    else:
        because = f"The reader gave {_date(change)}. The program had: {event.because}"
    return replace(
        event,
        when=when,
        kind=Kind.READER if when.is_known else Kind.UNDATED,
        shape=change.shape,
        because=because,
        timexes=(),
        own=_with(event.own, Own.DATE),
    )


def _date(change: Redate | Add) -> str:
    when = parse(change.edtf)
    if when == ANY or not when.is_known:
        return "no date"
    words = dates.words(when)
    said = change.said.strip()
    return f"the date {words}" + (f" (“{said}”)" if said and said != words else "")


def _with(own: Sequence[Own], more: Own) -> tuple[Own, ...]:
    """What is the reader's, with one thing more, in the order of `Own`."""
    return tuple(part for part in Own if part in own or part is more)


def _rest(whole: Span, part: Span, text: str) -> Span | None:
    """What is left of a clause when a part at its beginning or end has become an event of its own:
    the whole where the part lies in its midst, None where it is no part, or all of it."""
    if not whole.contains(part):
        return None
    before = bool(_WORD.search(text, whole.start, part.start))
    after = bool(_WORD.search(text, part.end, whole.end))
    if before and not after:
        head = text[whole.start : part.start].rstrip(" \t\r\n,;:—–-")
        return Span(whole.start, whole.start + len(head))
    if after and not before:
        tail = text[part.end : whole.end]
        return Span(whole.end - len(tail.lstrip(" \t\r\n,;:—–-")), whole.end)
    return whole if before else None


def _counted(number: int) -> str:
    return f"{number:,} correction{'' if number == 1 else 's'}"

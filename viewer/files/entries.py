"""What every written timeline says of an event: its date, status, words and sources, put once.

A format decides where these stand; what they say must not depend on the format.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import Enum, auto
from typing import NamedTuple

from viewer.core.dates import words
from viewer.core.events import Event, Kind, Reading, Shape
from viewer.core.story import Citation, Span
from viewer.core.summary import STATUS_WORDS
from viewer.core.when import FUTURE, PAST

#: Characters of a sentence that is quoted whole. In a text without full stops each event would
#: quote all of it.
LONGEST_SENTENCE = 800


class Reach(Enum):
    """Which sides of an event's time are known."""

    BOTH = auto()
    START = auto()  # it began, or came, no earlier than this
    END = auto()  # no later than this
    NEITHER = auto()


class Entry(NamedTuple):
    """An event beside the story that tells it."""

    reading: Reading
    event: Event

    @property
    def is_dated(self) -> bool:
        """Whether the story dates it; bounds that tense and story date allow are no date."""
        return self.event.kind is not Kind.UNDATED

    @property
    def reach(self) -> Reach:
        when = self.event.when
        if when.earliest != PAST:
            return Reach.BOTH if when.latest != FUTURE else Reach.START
        return Reach.END if when.latest != FUTURE else Reach.NEITHER

    @property
    def lasts(self) -> bool:
        """Whether it fills the time between its bounds; else it lies somewhere within."""
        return self.event.shape is Shape.SPAN

    @property
    def date(self) -> str:
        """The date in words: "September 2024", "by 2019", "any time"."""
        return words(self.event.when) if self.event.when.is_known else "any time"

    @property
    def dated_status(self) -> str:
        """Date and status in words: "September 2024 · planned"."""
        status = STATUS_WORDS[self.event.status]
        return f"{self.date} · {status}" if status else self.date

    @property
    def headline(self) -> str:
        """One line: no break can end a record of a format that is cut into lines."""
        return " ".join(self.event.headline.split())

    @property
    def told(self) -> str:
        """The headline with what keeps it from being plain fact: "It opens (planned)"."""
        status = STATUS_WORDS[self.event.status]
        return f"{self.headline} ({status})" if status else self.headline

    @property
    def quote(self) -> str:
        """The clause as it stands in the story, on one line."""
        return " ".join(self.event.span.of(self.reading.story.text).split())

    @property
    def sentence(self) -> str:
        """The sentence that tells it, as it stands in the story, on one line; the clause alone
        where that would be overlong."""
        clause, sentence = self.event.span, self.event.sentence
        whole = Span(min(clause.start, sentence.start), max(clause.end, sentence.end))
        if whole.end - whole.start > LONGEST_SENTENCE:
            return self.quote
        return " ".join(whole.of(self.reading.story.text).split())

    @property
    def story(self) -> str:
        return story_name(self.reading)

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Its sources with what the story tells of them."""
        known = {citation.id: citation for citation in self.reading.story.citations}
        return tuple(known.get(name) or Citation(name) for name in self.event.citations)

    @property
    def marks(self) -> str:
        """Its citation marks: "[077fc887] [3]", "" for none."""
        return " ".join(f"[{name}]" for name in self.event.citations)


def entries(readings: Iterable[Reading]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The events of all stories by their first known second, and the undated as they are told."""
    every = [Entry(reading, event) for reading in readings for event in reading.events]
    dated = [entry for entry in every if entry.is_dated]
    dated.sort(key=_place)  # stable: equal times stay in the order of stories
    return tuple(dated), tuple(entry for entry in every if not entry.is_dated)


def between(readings: Iterable[Reading], start: int, end: int) -> tuple[Reading, ...]:
    """The stories with the events of a stretch of time alone, in seconds, ``end`` included.

    What has one known bound is in it where that is; what has none stays: nothing says that it
    lies elsewhere.
    """
    if start == PAST and end == FUTURE:
        return tuple(readings)
    return tuple(
        replace(r, events=tuple(e for e in r.events if _meets(e, start, end))) for r in readings
    )


def _meets(event: Event, start: int, end: int) -> bool:
    when = event.when
    if not when.is_known:
        return True
    first = when.latest if when.earliest == PAST else when.earliest
    last = when.earliest if when.latest == FUTURE else when.latest
    return first <= end and last >= start


def story_name(reading: Reading) -> str:
    """What to call a story, on one line."""
    return " ".join((reading.story.title or reading.story.name).split()) or "Untitled story"


def source_words(citation: Citation) -> str:
    """What a story tells of a source: title, outlet and date, "" where it is silent."""
    told = (citation.title, citation.outlet, citation.date)
    return " ".join(", ".join(part for part in told if part).split())


def web_address(citation: Citation) -> str:
    """A source's address where it is one of the web's, else ""; others are never linked."""
    link = citation.link
    return link if link.startswith(("https://", "http://")) and link.split() == [link] else ""


def _place(entry: Entry) -> tuple[int, int]:
    when = entry.event.when
    return when.latest if when.earliest == PAST else when.earliest, when.latest

"""The values of happenings: what, when, how surely, and who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from viewer.core.dates import PeriodMention, Timex
from viewer.core.members import at_hand
from viewer.core.story import Diagnostic, Span, Story
from viewer.core.when import When


@at_hand
class Kind(StrEnum):
    """Where an event's date comes from."""

    EXPLICIT = "explicit"
    RELATIVE = "relative"
    NAMED_PERIOD = "named-period"
    UNDATED = "undated"
    READER = "reader"  # given by hand, see `viewer.core.corrections`


@at_hand
class Status(StrEnum):
    """Whether it happened, as the story tells it."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


@at_hand
class Shape(StrEnum):
    """How it lies in time: lasting, once within, an exact day or finer, one bound not known."""

    SPAN = "span"
    WITHIN = "within"
    MOMENT = "moment"
    OPEN = "open"


class Own(StrEnum):
    """What of an event is the reader's word and not the program's."""

    ADDED = "added"
    DATE = "date"
    HEADLINE = "headline"
    STATUS = "status"
    SOURCES = "sources"
    MERGED = "merged"
    SPLIT = "split"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Event:
    """A happening that a story asserts, pinned to the clause that says so.

    ``id`` is twelve hex digits from the story's digest and the span, never from a position in a
    list. ``when`` is always there: for an UNDATED event its bounds are what tense and the story's
    date allow (``../2024-07-01``), ANY when they allow everything. ``timexes`` are the time words
    that date it, none for an undated one. ``citations`` are ids, in text order. ``paragraph``
    counts the story's paragraphs from 0. ``because`` is one sentence: why it stands where it
    stands. ``again`` are the clauses, in text order, in which the story tells it again. ``own``
    is what the reader put right, in the order of `Own`, and ``note`` what the reader wrote to it.
    ``follows`` are the time words of the happening from which the telling of an undated one goes
    on: they bound it and do not date it.
    """

    id: str
    span: Span
    sentence: Span
    paragraph: int
    headline: str
    when: When
    kind: Kind
    status: Status
    shape: Shape
    because: str
    citations: tuple[str, ...] = ()
    timexes: tuple[Timex, ...] = ()
    again: tuple[Span, ...] = ()
    own: tuple[Own, ...] = ()
    note: str = ""
    follows: tuple[Timex, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A story as understood: its date, its time expressions, its events in text order.

    ``date`` is the story's own date, ANY where it has none; ``background`` the named periods it
    mentions; ``diagnostics`` all that the reader should know, the story's own included. Of very
    many events and time expressions each is made when it is asked for (see `columns`).
    """

    story: Story
    date: When
    timexes: Sequence[Timex]
    events: Sequence[Event]
    background: tuple[PeriodMention, ...]
    diagnostics: tuple[Diagnostic, ...]

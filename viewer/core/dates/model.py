"""The values of time expressions: TIMEX3 annotations and named periods."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from viewer.core.members import at_hand
from viewer.core.story import Span
from viewer.core.when import When


@at_hand
class TimexType(StrEnum):
    """The four types of TIMEX3 (ISO 24617-1, ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@at_hand
class Mode(StrEnum):
    """How a text is told: from the day it was written, or from the days it tells of."""

    AUTO = "auto"  # as the text itself shows
    REPORT = "report"
    NARRATIVE = "narrative"


@at_hand
class Signal(StrEnum):
    """The word that ties a time expression to its clause (ISO-TimeML SIGNAL), by what it means.

    FROM and TO are the two ends of one range ("from 2009 to 2012", "between May and July"):
    a FROM is always followed by its TO as the next timex of the text.
    """

    AT = "at"  # in, on, at, during, within, or nothing: happened then
    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    FROM = "from"
    TO = "to"


class Timex(NamedTuple):
    """One time expression and what it was read as.

    ``span`` covers the expression without its preposition (TIMEX3 extents). ``value`` and
    ``mod`` follow TIMEX3; ``when`` is the same as EDTF with bounds, ANY for sets, vague words
    and durations but those with a place in time ("two days" of "two days after 5 May"). ``rule``
    names the rule, ``anchor`` what the calculation started from ("" for a date complete in
    itself), ``period`` the named period it rests on (""), ``because`` is one sentence for the
    reader. ``relative`` is True when another date had to be borrowed.
    """

    span: Span
    text: str
    type: TimexType
    value: str
    when: When
    rule: str
    because: str
    mod: str = ""
    signal: Signal = Signal.AT
    anchor: str = ""
    period: str = ""
    relative: bool = False


class NamedPeriod(NamedTuple):
    """A stretch of time that people call by a name, one row of the table of periods.

    ``aliases`` are matched like the name, whole words, case as written. ``background`` marks
    names of things that lasted (programmes, administrations): naming one does not say when
    something happened, so it is drawn behind the events, and only "during", "under", "since"
    and their like make it a date. ``region`` settles names that several countries share;
    ``cues`` are place words that do so in a story. ``unless`` are longer names that hold one
    of these and mean something else. ``source`` is a public reference.
    """

    name: str
    when: When
    source: str
    aliases: tuple[str, ...] = ()
    region: str = ""
    cues: tuple[str, ...] = ()
    background: bool = False
    unless: tuple[str, ...] = ()


class PeriodMention(NamedTuple):
    """A place in the text that names a period."""

    span: Span
    period: NamedPeriod

"""What a reader looks for: words, dates and sources in stories, and which events rest on what."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from viewer.core import dates
from viewer.core.dates import NamedPeriod
from viewer.core.events import Event, Kind, Reading, Shape, dated
from viewer.core.events.columns import many
from viewer.core.story import Diagnostic, Severity, Span, supporting
from viewer.core.when import FUTURE, PAST

#: Places in the text that are marked; more help nobody to find one.
MOST = 10_000
_WORD = re.compile(r"[^\W\d_]")
_BEFORE = re.compile(r"(?:before|until|by) (?=\S)", re.I)
_AFTER = re.compile(r"(?:after|since|from) (?=\S)", re.I)


class Hits(NamedTuple):
    """What was found.

    ``events`` are ids in the order of the text, of those that a headline, their words, their date
    or a source names; ``spans`` are (number of the reading, place in its text). ``read_as`` says
    how the words were read as a date, "" where they are none.
    """

    words: str = ""
    events: tuple[str, ...] = ()
    spans: tuple[tuple[int, Span], ...] = ()
    read_as: str = ""


def search(readings: Sequence[Reading], words: str, periods: Sequence[NamedPeriod] = ()) -> Hits:
    """Find words, a date ("June 2024", "before 2021") or a source in some stories; never fails."""
    words = " ".join(words.split())
    if not words:
        return Hits()
    pattern = re.compile(r"\s+".join(map(re.escape, words.split(" "))), re.I)
    found: list[str] = []
    spans: list[tuple[int, Span]] = []
    read_as = ""
    for number, reading in enumerate(readings):
        within, said = _in_time(words, reading, periods)
        read_as = read_as or said
        here = list(_places(pattern, reading.story.text))[: MOST - len(spans)]
        spans += [(number, span) for span in here]
        starts = [span.start for span in here]
        sources = {
            c.id
            for c in reading.story.citations
            if pattern.search(" ".join((c.id, c.title, c.outlet)))
        }
        for event in reading.events:
            at = bisect_left(starts, event.span.start)
            told = at < len(starts) and starts[at] < event.span.end
            if (
                told
                or pattern.search(event.headline)
                or (event.note and pattern.search(event.note))
                or not sources.isdisjoint(event.citations)
                or (within is not None and within(event))
            ):
                found.append(event.id)
    return Hits(words, tuple(found), tuple(spans), read_as)


def _places(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    for count, match in enumerate(pattern.finditer(text)):
        if count >= MOST:
            return
        yield Span(*match.span())


def _in_time(
    words: str, reading: Reading, periods: Sequence[NamedPeriod]
) -> tuple[Callable[[Event], bool] | None, str]:
    """(whether an event lies in the time that words state, that time in words); None for none."""
    before, after = _BEFORE.match(words), _AFTER.match(words)
    opening = before or after
    rest = words[opening.end() :] if opening else words
    dating = dated(rest, date=reading.date, periods=periods)
    if dating is None or not dating.when.is_known or dating.shape is Shape.OPEN:
        return None, ""
    first, last = dating.when.earliest, dating.when.latest
    said = f"{opening[0].strip().lower()} " if opening else ""
    if before:
        # "Before 2021" leaves 2021 out, "until 2021" and "by 2021" do not.
        first, last = PAST, first - 1 if said == "before " else last
    elif after:
        first, last = (last + 1 if said == "after " else first), FUTURE

    def within(event: Event) -> bool:
        if event.kind is Kind.UNDATED:
            return False
        if opening:
            return first <= event.when.earliest and event.when.latest <= last
        return event.when.earliest <= last and first <= event.when.latest

    return within, f"{said}{dates.words(dating.when)}"


def unsourced(reading: Reading) -> tuple[Span, ...]:
    """The sentences that tell something and for which the story names no source, in text order.

    The same rule as for events: a mark supports what stands before it in its paragraph, too.
    """
    sources_of = supporting(reading.story)
    return tuple(
        sentence
        for paragraph in reading.story.paragraphs
        for sentence in paragraph.sentences
        if _WORD.search(sentence.of(reading.story.text)) and not sources_of(sentence)
    )


class Support(Enum):
    """How many sources an event rests on."""

    ANY = "all events"
    MANY = "two or more sources"
    ONE = "one source only"
    NONE = "no source"


class Filter(NamedTuple):
    """Which events are shown: with how many sources, and with which one ("" for any).

    ``story`` is the digest of the story that ``source`` belongs to: two may use one id.
    """

    support: Support = Support.ANY
    source: str = ""
    story: str = ""

    @property
    def words(self) -> str:
        """What it keeps, in a phrase: "with one source only, from 3fa91c07"; "" for all."""
        kept = [] if self.support is Support.ANY else [f"with {self.support.value}"]
        return ", ".join([*kept, f"from {self.source}"] if self.source else kept)

    def keeps(self, event: Event, reading: Reading) -> bool:
        if self.source and (
            self.source not in event.citations or self.story != reading.story.digest
        ):
            return False
        count = len(event.citations)
        match self.support:
            case Support.MANY:
                return count > 1
            case Support.ONE:
                return count == 1
            case Support.NONE:
                return count == 0
        return True


#: Shows everything.
ALL = Filter()


def narrowed(readings: Sequence[Reading], shown: Filter) -> tuple[Reading, ...]:
    """Readings with the events that a filter keeps, and a remark that says so: whatever is made of
    them must not pass for the whole story."""
    if shown == ALL:
        return tuple(readings)
    kept = [many(e for e in r.events if shown.keeps(e, r)) for r in readings]
    count, whole = sum(map(len, kept)), sum(len(r.events) for r in readings)
    said = f"Filtered: {count:,} of {whole:,} events are shown, those {shown.words}."
    remark = Diagnostic("filtered", said, Severity.NOTE)
    return tuple(
        replace(r, events=events, diagnostics=(*r.diagnostics, remark))
        for r, events in zip(readings, kept, strict=True)
    )

"""A story as TimeML 1.2.1: its whole text, the times as TIMEX3, the events, and what ties them.

http://timeml.org. EVENT holds words alone, and may overlap nothing: it stands around the longest
stretch of an event's clause that holds no time and no other event. The standard asks for tense,
aspect and part of speech of one word, which are not told here ("NONE", "OTHER").
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from viewer.core.dates import Signal, Timex, TimexType
from viewer.core.events import Event, Reading, Shape, Status
from viewer.core.story import Span
from viewer.core.when import FUTURE, PAST, Precision
from viewer.files.letters import legible

#: relType (TimeML 1.2.1) by the word that ties a time to its clause. "By 2019" has none of its
#: own: it is over before that year is.
_RELATIONS = {
    Signal.SINCE: "BEGUN_BY",
    Signal.FROM: "BEGUN_BY",
    Signal.UNTIL: "ENDED_BY",
    Signal.TO: "ENDED_BY",
    Signal.BY: "BEFORE",
    Signal.BEFORE: "BEFORE",
    Signal.AFTER: "AFTER",
}


class _Tag(NamedTuple):
    start: int
    end: int
    opening: str
    closing: str


def timeml(*readings: Reading) -> str:
    """One document for one story; several stand in one element `TimeMLs`, each whole."""
    documents = [_document(reading) for reading in readings]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    if len(documents) == 1:
        return head + documents[0]
    return f"{head}<TimeMLs>\n{''.join(documents)}</TimeMLs>\n"


def lost(*readings: Reading) -> tuple[str, ...]:
    """What TimeML cannot say of these stories."""
    told = ["headlines and reasons; citation marks stay in the text as they are"]
    left = sum(len(reading.events) - len(_events(reading)) for reading in readings)
    if left:
        told.append(f"{left:,} events whose words are all taken by a time or another event")
    if len(readings) > 1:
        told.append("several stories in one: they stand in an element of our own, TimeMLs")
    return tuple(told)


def _document(reading: Reading) -> str:
    story = reading.story
    dct = reading.date
    parts = [
        '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n',
        f"<DOCID>{_text(story.name)}</DOCID>\n",
    ]
    if dct.is_known:
        kind = TimexType.TIME if dct.precision > Precision.DAY else TimexType.DATE
        parts.append(
            f'<DCT><TIMEX3 tid="t0" type="{kind.value}" value={_value(dct.edtf)} '
            'temporalFunction="false" functionInDocument="CREATION_TIME">'
            f"{_text(story.date_text or dct.edtf)}</TIMEX3></DCT>\n"
        )
    parts.append(f"<TITLE>{_text(story.title)}</TITLE>\n<TEXT>")
    times = _times(reading)
    events = _events(reading)
    tags = [_time_tag(number, timex, dct.is_known) for number, timex in enumerate(times, 1)]
    tags += [_event_tag(number, span) for number, (_, span) in enumerate(events, 1)]
    parts += _tagged(story.text, sorted(tags))
    parts.append("</TEXT>\n")
    numbers = {timex.span: f"t{number}" for number, timex in enumerate(times, 1)}
    for number, (event, _) in enumerate(events, 1):
        parts.append(_instance(number, event))
    link = 0
    for number, (event, _) in enumerate(events, 1):
        for relation, time in _links(event, reading, numbers):
            link += 1
            parts.append(
                f'<TLINK lid="l{link}" relType="{relation}" eventInstanceID="ei{number}" '
                f'relatedToTime="{time}"/>\n'
            )
    parts.append("</TimeML>\n")
    return "".join(parts)


def _times(reading: Reading) -> list[Timex]:
    """The expressions of time, those that overlap another's end left out."""
    found: list[Timex] = []
    for timex in sorted(reading.timexes, key=lambda timex: timex.span):
        if not found or found[-1].span.end <= timex.span.start:
            found.append(timex)
    return found


def _events(reading: Reading) -> list[tuple[Event, Span]]:
    """The events and the words that stand for each, in text order; inner clauses choose first."""
    text = reading.story.text
    taken = [(timex.span.start, timex.span.end) for timex in _times(reading)]
    found: list[tuple[Event, Span]] = []
    for event in sorted(reading.events, key=lambda event: (len(event.span), event.span)):
        span = _longest_free(text, event.span, taken)
        if span is not None:
            insort(taken, (span.start, span.end))
            found.append((event, span))
    found.sort(key=lambda pair: pair[1])
    return found


def _longest_free(text: str, span: Span, taken: Sequence[tuple[int, int]]) -> Span | None:
    """The longest stretch of words in a span outside all that is taken, its edges trimmed."""
    at = bisect_left(taken, (span.start, span.start))
    start = max(span.start, taken[at - 1][1]) if at else span.start
    best: Span | None = None
    while start < span.end:
        stop = min(taken[at][0], span.end) if at < len(taken) else span.end
        words = text[start:stop]
        left = start + len(words) - len(words.lstrip(' \t\n,;:—–-“"'))
        right = stop - len(words) + len(words.rstrip(' \t\n,;:—–-“"'))
        if left < right and (best is None or right - left > len(best)):
            best = Span(left, right)
        if at >= len(taken):
            break
        start = max(start, taken[at][1])
        at += 1
    return best


def _time_tag(number: int, timex: Timex, dated: bool) -> _Tag:
    told = f'tid="t{number}" type="{timex.type.value}" value={_value(timex.value)}'
    if timex.mod:
        told += f" mod={_value(timex.mod)}"
    told += f' temporalFunction="{"true" if timex.relative else "false"}"'
    if timex.relative and dated and timex.anchor.startswith("story date"):
        told += ' anchorTimeID="t0"'
    return _Tag(timex.span.start, timex.span.end, f"<TIMEX3 {told}>", "</TIMEX3>")


def _event_tag(number: int, span: Span) -> _Tag:
    return _Tag(span.start, span.end, f'<EVENT eid="e{number}" class="OCCURRENCE">', "</EVENT>")


def _tagged(text: str, tags: Sequence[_Tag]) -> Iterator[str]:
    at = 0
    for tag in tags:
        yield _text(text[at : tag.start])
        yield f"{tag.opening}{_text(text[tag.start : tag.end])}{tag.closing}"
        at = tag.end
    yield _text(text[at:])


def _instance(number: int, event: Event) -> str:
    tense = "FUTURE" if event.status is Status.PLANNED else "NONE"
    polarity = "NEG" if event.status is Status.DENIED else "POS"
    modality = ' modality="POSSIBLE"' if event.status is Status.POSSIBLE else ""
    return (
        f'<MAKEINSTANCE eventID="e{number}" eiid="ei{number}" tense="{tense}" aspect="NONE" '
        f'polarity="{polarity}"{modality} pos="OTHER"/>\n'
    )


def _links(event: Event, reading: Reading, numbers: dict[Span, str]) -> Iterator[tuple[str, str]]:
    """How an event lies to each time that dates it; an undated one to the story's date."""
    lasts = event.shape is Shape.SPAN
    for timex in event.timexes:
        if timex.span in numbers:
            relation = _RELATIONS.get(timex.signal) or ("DURING" if lasts else "IS_INCLUDED")
            yield relation, numbers[timex.span]
    if not event.timexes and reading.date.is_known:
        if event.when.earliest == PAST and event.when.latest <= reading.date.latest:
            yield "BEFORE", "t0"
        elif event.when.latest == FUTURE and event.when.earliest >= reading.date.earliest:
            yield "AFTER", "t0"


def _value(words: str) -> str:
    return quoteattr(legible(words))


def _text(words: str) -> str:
    return escape(legible(words))

"""A story as understood: its happenings, each with a date or an honest lack of one."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from viewer.core.dates import (
    Heading,
    Mode,
    NamedPeriod,
    Timex,
    TimexType,
    headings,
    story_date,
    survey,
    whole,
    words,
)
from viewer.core.events.acronyms import acronyms, shortened
from viewer.core.events.announced import announced, held, is_fixture
from viewer.core.events.found import Found
from viewer.core.events.lines import Line, lines
from viewer.core.events.listed import of_slots
from viewer.core.events.model import Event, Kind, Reading, Status
from viewer.core.events.naming import names_in
from viewer.core.events.order import in_order
from viewer.core.events.paragraph import Paragraph, within
from viewer.core.events.programme import Slot, slots
from viewer.core.events.remarks import remarks
from viewer.core.events.repeats import once
from viewer.core.events.vocabulary import Vocabulary
from viewer.core.story import (
    BlockKind,
    Span,
    Story,
    mark_spans,
    supporting,
)
from viewer.core.when import ANY, When

__all__ = ["read"]


def read(
    story: Story,
    *,
    date: When = ANY,
    periods: Sequence[NamedPeriod] = (),
    mode: Mode = Mode.AUTO,
) -> Reading:
    """The events of a story, in text order; never fails.

    ``date`` stands for the story's own date where it is known; ``periods`` are the named periods
    that may be read as dates ("since the 14th Five-Year Plan") and shown behind the events.
    ``mode``: told as a report or as a narrative, see `dates.scan`.
    """
    marks = mark_spans(story)
    plain = _plain(story.text, marks)
    own = story_date(story.date_text) if story.date_text else ANY
    fixture = own.is_known and is_fixture(plain, story, own)
    anchor = date if date.is_known or fixture else own
    heads = headings(plain, story.blocks, anchor, fixture=fixture)
    days = whole(plain, story.blocks, anchor)
    programme = list(slots(plain, story.blocks, heads))
    # What dates the story places nothing in it but the lines of a programme.
    dated = () if fixture else story.blocks
    written = {block.span for block in dated if block.kind is BlockKind.DATE}
    clocks = [slot.timex.span for slot in programme]
    cells = [Span(*m.span()) for m in _BEFORE_HOUR.finditer(plain)] if "|" in plain else []
    coming = ANY if anchor.is_known else announced(plain, story, days, programme)
    times, background = survey(
        plain,
        anchor=anchor,
        periods=periods,
        blocks=[block.span for block in story.paragraphs],
        masks=sorted([*(m for m in marks if m.of(plain).strip()), *clocks, *cells]),
        whole=days,
        announced=coming if coming.is_known or anchor.is_known else held(story, days, programme),
        heads={head.span: head.when for head in heads if head.span not in written},
        mode=mode,
    )
    above = _chapters(story, heads, clocks)
    named = {timex.span: timex for timex in above.values()}
    others = [slot.timex for slot in programme] + list(named.values())
    times = tuple(sorted([*times, *others], key=lambda t: (t.span.start, t.span.end)))
    if plain != story.text:
        times = tuple(t._replace(text=t.span.of(story.text)) for t in times)
    # The lines of a schedule are read before the sentences between them: `once` sorts.
    told = _events(story, plain, marks, times, anchor, programme, above)
    found = once(_ahead(_unmarked(event, plain, marks), coming) for event in told)
    cited = supporting(story)
    names = acronyms(story.text)
    if "**" in story.text:
        found = [(_whole_marks(event, story.text), again) for event, again in found]
    events = tuple(_finished(story, *one, cited, names) for one in found)
    return Reading(
        story=story,
        date=anchor,
        timexes=times,
        events=events,
        background=background,
        diagnostics=tuple(remarks(story, own, date, times)),
    )


#: The sign between two cells of a table, the second of which is a time of day: that of the first.
_BEFORE_HOUR = re.compile(r"\|(?=[ \t]{0,20}(?:[01]?[0-9]|2[0-3])[:.][0-5][0-9])")


def _chapters(
    story: Story, heads: Sequence[Heading], clocks: Sequence[Span]
) -> Mapping[int, Timex]:
    """For each paragraph of a diary or chronicle the time in the heading above, which dates what
    names no other.

    Headings that name times, at least two of them, make it one; over the lines of a programme
    stands a day that dates those alone.
    """
    series = {h.source for h in heads if h.own and h.when.is_known}
    if len(series) < 2:
        return {}
    by_span = {h.span: h for h in heads}
    found: dict[int, Timex] = {}
    timex: Timex | None = None
    paragraph = -1
    chapter: list[int] = []
    for block in story.blocks:
        if block.kind is BlockKind.PARAGRAPH:
            paragraph += 1
            chapter.append(paragraph)
            if timex is not None:
                found[paragraph] = timex
            if within(clocks, block.span):
                timex = None
                for told in chapter:
                    found.pop(told, None)
        elif block.span in by_span:
            head = by_span[block.span]
            chapter = []
            timex = _heading_time(story, head) if head.source in series else None
    return found


def _heading_time(story: Story, head: Heading) -> Timex:
    because = f"It stands under {head.said}, which is {words(head.when)}."
    said = head.source.of(story.text)
    return Timex(
        head.source, said, TimexType.DATE, head.when.edtf, head.when, "heading", because,
        relative=True,
    )  # fmt: skip


def _plain(text: str, marks: Sequence[Span]) -> str:
    """A text with blanks for signs of emphasis, which no word or date is made of."""
    parts, at = [], 0
    for mark in marks:
        if mark.start >= at and not mark.of(text).strip("*_`~"):
            parts += [text[at : mark.start], " " * len(mark)]
            at = mark.end
    return "".join([*parts, text[at:]]) if parts else text


def _events(
    story: Story,
    text: str,
    marks: Sequence[Span],
    times: Sequence[Timex],
    anchor: When,
    programme: Sequence[Slot],
    above: Mapping[int, Timex],
) -> Iterator[Found]:
    known = Vocabulary()
    yield from of_slots(text, programme, anchor, known, story.title)
    taken = [slot.span for slot in programme]
    time_starts = [t.span.start for t in times]
    heading = ""
    names = names_in(story.text, [block.span for block in story.paragraphs])
    paragraph = -1
    schedule = _schedule(story, text, times, time_starts)
    for block in story.blocks:
        if block.kind is BlockKind.HEADING:
            heading = " ".join(block.span.of(story.text).split())
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        paragraph += 1
        here = times[
            bisect_left(time_starts, block.span.start) : bisect_left(time_starts, block.span.end)
        ]
        told = Paragraph(
            text,
            block,
            paragraph,
            here,
            within(marks, block.span),
            anchor,
            names,
            known,
            above.get(paragraph),
        )
        events = told.events(heading, within(taken, block.span), schedule.get(paragraph, ()))
        ordered = sorted(events, key=lambda event: event.span)
        yield from in_order(ordered, text, block.sentences, here, anchor)


def _unmarked(event: Found, text: str, marks: Sequence[Span]) -> Found:
    """An event without the citation mark that ends the line it is told by."""
    span = event.span
    last = bisect_left(marks, span.end, key=lambda mark: mark.start) - 1
    if last < 0 or marks[last].end < span.end or marks[last].start <= span.start:
        return event
    end = span.start + len(text[span.start : marks[last].start].rstrip())
    return event._replace(span=Span(span.start, max(end, span.start + 1)))


def _whole_marks(event: Found, text: str) -> Found:
    """An event whose words begin or end inside bold letters with the signs of these."""
    start, end = event.span.start, event.span.end
    if text.count("**", start, end) % 2 == 0:
        return event
    if text[max(0, start - 2) : start] == "**":
        start -= 2
    elif text[end : end + 2] == "**":
        end += 2
    return event._replace(span=Span(start, end))


def _ahead(event: Found, coming: When) -> Found:
    """An event as still to come from the first of the days ``coming`` that a story announces."""
    over = event.status is Status.HAPPENED and event.dating.kind is not Kind.UNDATED
    if not (over and coming.is_known and event.dating.when.earliest >= coming.earliest):
        return event
    return event._replace(status=Status.PLANNED)


def _schedule(
    story: Story, text: str, times: Sequence[Timex], starts: Sequence[int]
) -> dict[int, Sequence[Line]]:
    """The lines of a schedule in each paragraph that holds some; what would be none by itself is
    one in a run of paragraphs of such lines."""
    found: dict[int, Sequence[Line]] = {}
    alone: dict[int, Sequence[Line]] = {}
    for k, block in enumerate(story.paragraphs):
        first, last = bisect_left(starts, block.span.start), bisect_left(starts, block.span.end)
        here = times[first:last]
        if here and (told := lines(text, block.span, here, listed=True)):
            found[k] = told
            alone[k] = lines(text, block.span, here)
    return {k: told if k - 1 in found or k + 1 in found else alone[k] for k, told in found.items()}


def _finished(
    story: Story,
    event: Found,
    again: tuple[Span, ...],
    cited: Callable[[Span], tuple[str, ...]],
    names: Mapping[str, str],
) -> Event:
    digest = hashlib.sha256(
        f"{story.digest}:{event.span.start}:{event.span.end}".encode()
    ).hexdigest()
    return Event(
        id=digest[:12],
        span=event.span,
        sentence=event.sentence,
        paragraph=event.paragraph,
        headline=shortened(event.headline, names),
        when=event.dating.when,
        kind=event.dating.kind,
        status=event.status,
        shape=event.dating.shape,
        because=event.dating.because,
        citations=cited(event.span),
        timexes=event.dating.timexes,
        again=again,
        follows=event.dating.follows,
    )

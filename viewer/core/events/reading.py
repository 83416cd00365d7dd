"""A story as understood: its happenings, each with a date or an honest lack of one."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial

from viewer.core.dates import Mode, NamedPeriod, Timex, headings, story_date, survey
from viewer.core.events import lexicon as lx
from viewer.core.events.acronyms import acronyms, shortened
from viewer.core.events.clauses import Clause, Link, clauses
from viewer.core.events.governing import Sentence
from viewer.core.events.lines import lines
from viewer.core.events.listed import of_line, of_slot
from viewer.core.events.model import Event, Reading
from viewer.core.events.naming import Topic, names_in
from viewer.core.events.programme import Slot, slots
from viewer.core.events.remarks import remarks
from viewer.core.events.repeats import once
from viewer.core.events.telling import Found, may_tell, told_in
from viewer.core.events.tokens import Token, tokens
from viewer.core.story import (
    Block,
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
    own = story_date(story.date_text) if story.date_text else ANY
    anchor = date if date.is_known else own
    marks = mark_spans(story)
    plain = _plain(story.text, marks)
    heads = headings(plain, story.blocks, anchor)
    programme = list(slots(plain, story.blocks, heads))
    # What dates the story places nothing in it but the lines of a programme.
    written = {block.span for block in story.blocks if block.kind is BlockKind.DATE}
    clocks = [slot.timex.span for slot in programme]
    times, background = survey(
        plain,
        anchor=anchor,
        periods=periods,
        blocks=[block.span for block in story.paragraphs],
        masks=sorted([*(m for m in marks if m.of(plain).strip()), *clocks]),
        heads={head.span: head.when for head in heads if head.span not in written},
        mode=mode,
    )
    times = tuple(sorted([*times, *(slot.timex for slot in programme)], key=lambda t: t.span))
    if plain != story.text:
        times = tuple(t._replace(text=t.span.of(story.text)) for t in times)
    # The lines of a schedule are read before the sentences between them: `once` sorts.
    found = once(_events(story, plain, marks, times, anchor, programme))
    cited = supporting(story)
    names = acronyms(story.text)
    events = tuple(_finished(story, *one, cited, names) for one in found)
    return Reading(
        story=story,
        date=anchor,
        timexes=times,
        events=events,
        background=background,
        diagnostics=tuple(remarks(story, own, date, times)),
    )


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
) -> Iterator[Found]:
    for slot in programme:
        if (found := of_slot(text, slot, anchor)) is not None:
            yield found
    taken = [slot.span for slot in programme]
    time_starts = [t.span.start for t in times]
    heading = ""
    names = names_in(story.text, [block.span for block in story.paragraphs])
    paragraph = -1
    listed = _listed(story, text, times, time_starts)
    for block in story.blocks:
        if block.kind is BlockKind.HEADING:
            heading = " ".join(block.span.of(story.text).split())
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        paragraph += 1
        here = times[
            bisect_left(time_starts, block.span.start) : bisect_left(time_starts, block.span.end)
        ]
        gaps = _within(marks, block.span)
        yield from _of_block(
            text,
            block,
            paragraph,
            here,
            gaps,
            anchor,
            heading,
            names,
            paragraph in listed,
            _within(taken, block.span),
        )


def _listed(story: Story, text: str, times: Sequence[Timex], starts: Sequence[int]) -> set[int]:
    """The paragraphs of one line that stand in a run of lines of a schedule."""
    lone = []
    for k, block in enumerate(story.paragraphs):
        first, last = bisect_left(starts, block.span.start), bisect_left(starts, block.span.end)
        here = times[first:last]
        if here and lines(text, block.span, here, listed=True):
            lone.append(k)
    near = set(lone)
    return {k for k in lone if k - 1 in near or k + 1 in near}


def _of_block(
    text: str,
    block: Block,
    paragraph: int,
    times: Sequence[Timex],
    gaps: Sequence[Span],
    anchor: When,
    heading: str,
    names: Collection[str],
    listed: bool,
    done: Sequence[Span],
) -> Iterator[Found]:
    taken: list[Span] = list(done)
    quotes = _quotes(text, block.span)
    topic = Topic(names)

    def read_part(span: Span, inside: Sequence[Timex]) -> Iterator[Found]:
        near = _within(gaps, span)
        return _of_sentence(text, span, paragraph, inside, near, anchor, quotes, topic)

    for line in lines(text, block.span, times, listed=listed):
        if not _within(done, line.span):
            yield from of_line(text, line, paragraph, anchor, heading, read_part)
            taken.append(line.span)
    taken.sort()
    starts = [t.span.start for t in times]
    for span in block.sentences:
        if _within(taken, span):
            continue
        here = times[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        marks = _within(gaps, span)
        yield from _of_sentence(text, span, paragraph, here, marks, anchor, quotes, topic)


def _within(spans: Sequence[Span], around: Span) -> Sequence[Span]:
    """Those of some spans, in order and not overlapping, that touch another."""
    first = bisect_right(spans, around.start, key=lambda s: s.start)
    first -= first > 0 and spans[first - 1].end > around.start
    return spans[first : bisect_left(spans, around.end, key=lambda s: s.start)]


_QUOTE = re.compile('["“”„]')


def _quotes(text: str, block: Span) -> list[Span]:
    """The quotations of a paragraph, of four words or more; one left open runs to its end."""
    found = []
    opened = -1
    for mark in _QUOTE.finditer(text, block.start, block.end):
        if opened < 0 or mark[0] == "“":
            opened = mark.start() if mark[0] != "”" else -1
        else:
            found.append(Span(opened, mark.end()))
            opened = -1
    if opened >= 0:
        found.append(Span(opened, block.end))
    return [q for q in found if q.of(text).count(" ") > 2]


def _of_sentence(
    text: str,
    span: Span,
    paragraph: int,
    times: Sequence[Timex],
    marks: Sequence[Span],
    anchor: When,
    quotes: Sequence[Span],
    topic: Topic,
) -> Iterator[Found]:
    if not may_tell(text, span, times):
        topic.hear_later(partial(_taken_apart, text, span, times, marks))
        return
    words, parts = _taken_apart(text, span, times, marks)
    if not words:
        return
    first = next((c for c in parts if c.link is Link.MAIN), parts[0] if parts else None)

    def name(subject: tuple[int, int]) -> str:
        return topic.name(words, subject) if first and subject == first.subject else ""

    yield from told_in(Sentence(span, paragraph, words, parts, times, anchor, quotes, name))
    topic.hear(words, parts)


def _taken_apart(
    text: str, span: Span, times: Sequence[Timex], marks: Sequence[Span]
) -> tuple[Sequence[Token], Sequence[Clause]]:
    """The tokens and clauses of a sentence, none where it asks a question."""
    spots = [(t.span.start, t.span.end, k) for k, t in enumerate(times)]
    words = tokens(text, span, spots, marks)
    words = words[_numbered(words) :]
    if not words or words[-1].text == "?":
        return (), ()
    return words, clauses(words)


def _numbered(words: Sequence[Token]) -> int:
    """How many tokens are the number of a paragraph or an item: "4.", "3.8", "§ 12", "A."."""
    if len(words) < 5:
        return 0
    first, second = words[0], words[1]
    signed = first.text in "§¶"
    number = second if signed else first
    if first.tag == "#" and second.text in ".)" and len(first.text) < 4:
        return 2
    letter = len(first.text) == 1 and first.text.isupper()
    opens = (words[2] if signed or letter else second).text
    if not opens.istitle() or opens.lower() not in lx.DETERMINERS | lx.PREPOSITIONS:
        return 0
    if letter:
        return 2 * (second.text == ".")
    digits = number.text.replace(".", "")
    return (1 + signed) * (number.tag == "#" and digits.isdigit() and len(digits) < 5)


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
    )

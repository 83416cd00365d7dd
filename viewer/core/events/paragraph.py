"""The events of a paragraph: the lines of a schedule in it, then sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence

from viewer.core.dates import Signal, Timex, TimexType
from viewer.core.events.clauses import Clause, clauses
from viewer.core.events.dating import combine, dates
from viewer.core.events.found import Found
from viewer.core.events.headline import phrase
from viewer.core.events.joints import Link
from viewer.core.events.lines import Line
from viewer.core.events.listed import of_item, of_line
from viewer.core.events.model import Status
from viewer.core.events.naming import Topic
from viewer.core.events.sentence import Sentence
from viewer.core.events.status import planned_if_later
from viewer.core.events.telling import acts_in, is_dated, may_act, may_tell, told_in
from viewer.core.events.tokens import Words, tokens
from viewer.core.events.verbs import verb_groups
from viewer.core.events.vocabulary import Vocabulary
from viewer.core.story import Block, Span
from viewer.core.when import Precision, When

__all__ = ["Paragraph", "within"]


class Paragraph:
    """A paragraph as it is read, with what has been its topic so far."""

    def __init__(
        self,
        text: str,
        block: Block,
        number: int,
        times: Sequence[Timex],
        marks: Sequence[Span],
        anchor: When,
        names: Collection[str],
        known: Vocabulary,
        above: Timex | None,
    ) -> None:
        """``times`` and ``marks`` are those of the paragraph in text order, ``anchor`` is the
        story's date, ``names`` and ``known`` the names and words of the whole story; ``above`` is
        the time in the heading, where that dates what says no other: prose of a day or month,
        items of a list of any time."""
        self._text = text
        self._block = block
        self._number = number
        self._times = times
        self._starts = [t.span.start for t in times]
        self._marks = marks
        self._anchor = anchor
        self._known = known
        self._above = above
        self._day = self._lead() or (
            above if above and above.when.precision >= Precision.MONTH else None
        )
        self._quotes = _quotes(text, block.span)
        self._topic = Topic(text, names)

    def _lead(self) -> Timex | None:
        """The time that a paragraph opens with, as a sentence of its own: "**Friday 11 July.**",
        "**March–May 2022.**"."""
        if len(self._block.sentences) < 2 or not self._times:
            return None
        first = self._block.sentences[0]
        inside = [t for t in self._times if t.span.end <= first.end]
        if not inside or any(t.type is not TimexType.DATE for t in inside):
            return None
        whole = Span(inside[0].span.start, inside[-1].span.end)
        said = whole.of(self._text)
        between = self._text[inside[0].span.end : inside[-1].span.start] if inside[1:] else "-"
        if first.of(self._text).strip(" \t*_.:–—-") != said or len(inside) > 2:
            return None
        dating = combine(inside, self._anchor)
        if dating is None or not dating.when.is_known or between.strip() not in _TO:
            return None
        if dating.when.precision < Precision.MONTH:
            return None
        if len(inside) == 1 and _is_day(inside[0].when):
            return inside[0]
        return inside[0]._replace(
            span=whole, text=said, when=dating.when, signal=Signal.AT, because=dating.because
        )

    def events(
        self, heading: str, done: Sequence[Span], schedule: Sequence[Line]
    ) -> Iterator[Found]:
        """The events, those of lines first; ``heading`` stands above the paragraph.

        ``done`` are stretches that tell nothing more; ``schedule`` are its lines of a schedule.
        """
        text, anchor = self._text, self._anchor
        taken = list(done)
        for line in schedule:
            if not within(done, line.span):
                yield from of_line(
                    text, line, self._number, anchor, heading, self._sentence, self._known
                )
                taken.append(line.span)
        if not taken and self._above is not None and not self._opens_dated():
            item = of_item(
                text, self._block, self._number, anchor, self._above, self._sentence, self._known
            )
            if item:
                yield from item
                taken.append(item[0].sentence)
        taken.sort()
        for span in self._block.sentences:
            if not within(taken, span):
                times = self._within(span)
                told = list(self._sentence(span, times))
                yield from told or self._verbless(span, times)

    def _within(self, span: Span) -> Sequence[Timex]:
        """The times that begin in a sentence."""
        return self._times[
            bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)
        ]

    def _opens_dated(self) -> bool:
        """Whether the first sentence names a time, known or not."""
        end = self._block.sentences[0].end if self._block.sentences else 0
        named = (TimexType.DATE, TimexType.TIME)
        return any(t.type in named and t.span.start < end for t in self._times)

    def _sentence(self, span: Span, times: Sequence[Timex]) -> Iterator[Found]:
        topic = self._topic
        if self._day is None and not may_tell(self._text, span, times):
            topic.hear(span)
            return
        words = self._words(span, times)
        if not words:
            return
        groups = verb_groups(words.plain)
        dated = is_dated(words, times)
        if not dated and self._day is None and not may_act(words, groups, times):
            topic.hear(span)
            return
        parts = clauses(words.plain, groups)
        first = next((c for c in parts if c.link is Link.MAIN), parts[0] if parts else None)

        def name(subject: tuple[int, int]) -> str:
            if first is None or subject != first.subject:
                return ""
            return topic.name(words, subject, self._taken_apart)

        sentence = Sentence(
            span, self._number, words, parts, times, self._anchor, self._quotes, name, self._day
        )
        yield from told_in(sentence) if dated else acts_in(sentence)
        topic.hear(span, (words, parts))

    def _verbless(self, span: Span, times: Sequence[Timex]) -> Iterator[Found]:
        """What a sentence without a verb tells of an hour, in a paragraph that has named its day:
        "Closing service at 10.30 a.m.", "Recital (1 p.m., Chapel): Ida Maas, lute."."""
        hours = [t for t in times if dates(t) and t.when.precision >= Precision.HOUR]
        if not hours or any(t.type is TimexType.SET for t in times):
            return
        days = [t.when for t in self._times if t.span.start < span.end and _is_day(t.when)]
        on = [d for d in days if d.earliest <= hours[0].when.earliest <= d.latest]
        words, parts = self._taken_apart(span)
        if not on or parts or len(words) > _LONGEST:
            return
        at = next((k for k in words.times if times[words[k].timex] is hours[0]), -1)
        dating = combine(hours[:1], self._anchor)
        label = phrase(words, 0, len(words), {at}) if at >= 0 else ""
        if dating is not None and sum(c.isalpha() for c in label) > 3:
            status = planned_if_later(dating, self._anchor, Status.HAPPENED)
            yield Found(span, span, self._number, label, status, dating, "")

    def _taken_apart(self, span: Span) -> tuple[Words, Sequence[Clause]]:
        """The tokens and clauses of a sentence, none where it asks a question."""
        words = self._words(span, self._within(span))
        return words, clauses(words.plain, verb_groups(words.plain))

    def _words(self, span: Span, times: Sequence[Timex]) -> Words:
        """The tokens of a sentence, none where it asks a question."""
        spots = [(t.span.start, t.span.end, k) for k, t in enumerate(times)]
        marks = within(self._marks, span)
        words = tokens(self._text, span, spots, marks, self._known, numbered=True)
        if not words or words[-1].text == "?":
            return Words(self._text, [], ())
        return words


#: What joins the ends of a stretch.
_TO = ("-", "–", "—", "to")
#: Tokens of a sentence without a verb that tells of an hour, at most.
_LONGEST = 24


def _is_day(when: When) -> bool:
    return when.precision is Precision.DAY and not when.is_interval


def within(spans: Sequence[Span], around: Span) -> Sequence[Span]:
    """Those of some spans, in order and not overlapping, that touch another."""
    if not spans:
        return ()
    first = bisect_right(spans, around.start, key=lambda s: s.start)
    first -= first > 0 and spans[first - 1].end > around.start
    return spans[first : bisect_left(spans, around.end, key=lambda s: s.start)]


_QUOTES = '"“”„'
_QUOTE = re.compile(f"[{_QUOTES}]")


def _quotes(text: str, block: Span) -> list[Span]:
    """The quotations of a paragraph, of four words or more; one left open runs to its end."""
    words = block.of(text)
    if not any(map(words.__contains__, _QUOTES)):
        return []
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

"""Where a correction belongs: words of a story, found again when the story has changed.

A place remembers its offsets, which hold as long as the story is the same to the letter, and the
words it covers with those around them. In another version of the story it is found by its words:
punctuation, line breaks and citation marks may differ, the words may not, for a date put right
says nothing about a sentence that tells something else. Where the same words stand several times
the words around decide, and where these do not either, the place is not found.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from viewer.core.events import Event, Own, Reading
from viewer.core.story import Span, Story, mark_spans

#: Code points kept of what stands before and after: some ten words each way.
AROUND = 64
#: Words, covered and around, by which a place must be known again.
ENOUGH = 5
#: Repetitions of the same words that are weighed; a text that has more is no prose.
REPEATED = 200
#: The share of an event's and a place's stretch that must be common to take one for the other.
COMMON = 0.6

_WORD = re.compile(r"[^\W_]+")
#: Between words in the text that is searched; no word holds it.
_GAP = "\x00"
#: Stands for the edge of the text, which is a neighbour too.
_EDGE = "\x01"


class Place(NamedTuple):
    """A stretch of a story, by its offsets and by its words.

    ``story`` is the digest of the story that ``span`` counts in; ``words``, ``before`` and
    ``after`` are its words and those around it, without citation marks, in one line each.
    """

    story: str
    span: Span
    words: str
    before: str
    after: str


def place_of(story: Story, span: Span, marks: Sequence[Span] | None = None) -> Place:
    """The place of a stretch of a story, without white space and citation marks at its ends;
    ``marks`` are the story's `mark_spans`, where they are at hand."""
    marks = mark_spans(story) if marks is None else marks
    span = _trimmed(story.text, span, marks)
    return Place(
        story.digest,
        span,
        _plain(story.text, span.start, span.end, marks),
        _plain(story.text, max(span.start - AROUND, 0), span.start, marks),
        _plain(story.text, span.end, min(span.end + AROUND, len(story.text)), marks),
    )


class Places:
    """The places of older versions of a story, found in this one."""

    def __init__(self, reading: Reading) -> None:
        self._story = reading.story
        self._events = sorted(reading.events, key=lambda event: event.span)
        self._starts = [event.span.start for event in self._events]
        self._longest = max((len(event.span) for event in self._events), default=0)
        self._spans: list[tuple[int, int]] = []
        self._words: list[str] = []
        self._joined = ""
        self._offsets: list[int] = []

    def find(self, place: Place) -> Span | None:
        """Where the words of a place stand in this story; None where they do not, or where several
        places have as good a claim."""
        if place.story == self._story.digest:
            return place.span if place.span.end <= len(self._story.text) else None
        self._divide()
        own = _WORD.findall(place.words)
        if not own:
            return None
        before, after = _neighbours(place)
        best: list[int] = []
        score = -1
        needle = _GAP + _GAP.join(own) + _GAP
        at = self._joined.find(needle)
        for _ in range(REPEATED):
            if at < 0:
                break
            first = bisect_left(self._offsets, at)
            known = self._known(before, first - 1, -1) + self._known(after, first + len(own), 1)
            if known > score:
                best, score = [first], known
            elif known == score:
                best.append(first)
            at = self._joined.find(needle, at + 1)
        if len(best) != 1 or len(own) + score < ENOUGH:
            return None
        return Span(self._spans[best[0]][0], self._spans[best[0] + len(own) - 1][1])

    def event(self, place: Place) -> Event | None:
        """The event told at a place; None where the words are gone, or tell none there."""
        span = self.find(place)
        if span is None:
            return None
        best: tuple[float, Event] | None = None
        first = bisect_right(self._starts, max(span.start - self._longest - 1, 0))
        first = 0 if span.start <= self._longest else first
        for event in self._events[first : bisect_left(self._starts, span.end)]:
            if event.span == span:
                return event
            common = min(event.span.end, span.end) - max(event.span.start, span.start)
            whole = max(event.span.end, span.end) - min(event.span.start, span.start)
            share = common / whole if whole else 0.0
            if share >= COMMON and (best is None or share > best[0]):
                best = (share, event)
        return best[1] if best else None

    def _divide(self) -> None:
        """Cut the text into words, once and only when offsets do not do."""
        if self._joined:
            return
        marks = mark_spans(self._story)
        at = 0
        for found in _WORD.finditer(self._story.text):
            while at < len(marks) and marks[at].end <= found.start():
                at += 1
            if at < len(marks) and marks[at].start < found.end():
                continue
            self._spans.append(found.span())
            self._words.append(found[0])
        offset = 0
        for word in self._words:
            self._offsets.append(offset)
            offset += len(word) + 1
        self._joined = _GAP + _GAP.join(self._words) + _GAP

    def _known(self, around: Sequence[str], at: int, step: int) -> int:
        """How many words in a row around a place are the same, going away from it."""
        known = 0
        for word in around:
            inside = 0 <= at < len(self._words)
            if word != (self._words[at] if inside else _EDGE):
                break
            known += 1
            at += step
        return known


def target_of(event: Event) -> str:
    """What `Target.added` says of an event: the id of the correction that made it, or ""."""
    return event.id if Own.ADDED in event.own or Own.SPLIT in event.own else ""


def _trimmed(text: str, span: Span, marks: Sequence[Span]) -> Span:
    first = bisect_left(marks, span.start, key=lambda m: m.end)
    within = marks[first : bisect_left(marks, span.end, key=lambda m: m.start)]
    start, end = span.start, span.end
    for mark in within:
        if text[start : max(mark.start, start)].strip():
            break
        start = min(max(mark.end, start), end)
    for mark in reversed(within):
        if text[min(mark.end, end) : end].strip():
            break
        end = max(min(mark.start, end), start)
    whole = text[start:end]
    start += len(whole) - len(whole.lstrip())
    return Span(start, max(start, end - (len(whole) - len(whole.rstrip()))))


def _plain(text: str, start: int, end: int, marks: Sequence[Span]) -> str:
    """The words of a stretch in one line, citation marks and broken words at its ends left out."""
    parts, at = [], start
    for mark in marks[max(bisect_left(marks, start, key=lambda m: m.start) - 1, 0) :]:
        if mark.start >= end:
            break
        if mark.end > at:
            parts.append(text[at : mark.start])
            at = max(at, mark.end)
    parts.append(text[at:end])
    return " ".join(" ".join(parts).split())


def _neighbours(place: Place) -> tuple[list[str], list[str]]:
    """The words before a place, nearest first, and those behind it, whole ones and edges."""
    before, after = _WORD.findall(place.before)[::-1], _WORD.findall(place.after)
    # What fills its stretch may end in the midst of a word; what does not reached the edge.
    whole_before = place.span.start <= AROUND
    before = [*before, _EDGE] if whole_before else before[:-1]
    return before, [*after, _EDGE] if len(place.after) < AROUND // 2 else after[:-1]

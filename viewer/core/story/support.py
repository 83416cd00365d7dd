"""What a mark supports, decided by its place alone.

A mark closes what stands before it, back to the mark before that, within one paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from viewer.core.patterns import late
from viewer.core.story.model import Block, BlockKind, Span, Story

#: Behind the marks of one line of a list begins another, which they say nothing of.
_NEXT_ITEM = late(r"[ \t|.;]*\n[ \t]*(?:[-*•‣·|]|(?:from |at )?[0-9]{1,2}[ .:apAP])", re.I)
#: Code points of a line that show whether it is one.
_LEAD = 12
_YEAR = late(r"\([12][0-9]{3}[a-z]?[,:)]")


def citations_for(story: Story, span: Span) -> tuple[str, ...]:
    """The ids of the sources that support the words at ``span``, in text order.

    For many spans of one story make `supporting` once.
    """
    return supporting(story)(span)


def supporting(story: Story) -> Callable[[Span], tuple[str, ...]]:
    """A function from a span of this story to the ids of the sources that support it.

    The rule, after where writers put their marks: marks within the clause, and the first group
    of marks behind it in its sentence; else the first group behind it in its paragraph; else a
    group before it in its own sentence ("As [2] reports, …"). "Finch (1998) showed that …" speaks
    for its own sentence, before any later mark, and for no earlier one. A group that stands
    once, behind the last full stop of the body, supports every paragraph without marks of its
    own.
    """
    paragraphs = story.paragraphs
    starts = [block.span.start for block in paragraphs]
    groups = _groups(story)
    group_starts = [group.span.start for group in groups]
    last = _closing_group(story, paragraphs, groups)

    def find(span: Span) -> tuple[str, ...]:
        index = bisect_right(starts, span.start) - 1
        if index < 0 or not paragraphs[index].span.overlaps(span):
            return ()
        block = paragraphs[index]
        sentence = _sentence_around(block, span)
        first = bisect_left(group_starts, span.start)
        if first and groups[first - 1].span.end > span.start:
            first -= 1
        inner: list[_Group] = []
        position = first
        while position < len(groups) and groups[position].span.start < span.end:
            inner.append(groups[position])
            position += 1
        closed = bool(inner) and not _has_words(story.text[inner[-1].span.end : span.end])
        opening = first and groups[first - 1].span.start >= sentence.start
        if opening and _NEXT_ITEM.match(story.text, groups[first - 1].span.end, span.start + _LEAD):
            opening = 0
        if not closed and position < len(groups):
            behind = groups[position]
            limit = (
                sentence.end if inner or (opening and groups[first - 1].names) else block.span.end
            )
            if behind.span.start < limit and (behind.span.start < sentence.end or not behind.names):
                inner.append(behind)
        if not inner and opening:
            inner.append(groups[first - 1])
        if not inner and last is not None:
            inner.append(last)
        return tuple(dict.fromkeys(name for group in inner for name in group.ids))

    return find


class _Group(NamedTuple):
    """Marks that stand together, "[1][2]" or "[1], [2]"; ``names`` when they are a year behind
    an author who is a part of the sentence, "Finch (1998)": it speaks for that sentence alone."""

    span: Span
    ids: tuple[str, ...]
    names: bool = False


def _groups(story: Story) -> list[_Group]:
    named = sorted(
        (span.start, span.end, order, citation.id, span)
        for order, citation in enumerate(story.citations)
        for span in citation.marks
    )
    groups: list[tuple[Span, list[str], bool]] = []
    for *_, name, span in named:
        if groups and not story.text[groups[-1][0].end : span.start].strip(" \t\u00a0,;"):
            first, ids, names = groups[-1]
            ids.append(name)
            groups[-1] = Span(first.start, max(first.end, span.end)), ids, names
        else:
            groups.append((span, [name], _YEAR.match(span.of(story.text)) is not None))
    return [_Group(span, tuple(ids), names) for span, ids, names in groups]


def _closing_group(
    story: Story, paragraphs: Sequence[Block], groups: Sequence[_Group]
) -> _Group | None:
    """The one group of the story, when it stands behind the last full stop of the body."""
    if len(groups) != 1 or not paragraphs:
        return None
    group = groups[0]
    if any(b.kind is BlockKind.SOURCES and b.span.contains(group.span) for b in story.blocks):
        return group
    block = paragraphs[-1]
    if not block.span.contains(group.span) or _has_words(
        story.text[group.span.end : block.span.end]
    ):
        return None
    before = story.text[block.span.start : group.span.start].rstrip()
    return group if before.endswith((".", "!", "?", "…", "”", '"', ")")) else None


def _sentence_around(block: Block, span: Span) -> Span:
    """The sentences that a span touches, as one span; the whole block where it touches none."""
    index = bisect_right(block.sentences, span.start, key=lambda s: s.start) - 1
    first = max(index, 0)
    last = bisect_left(block.sentences, span.end, key=lambda s: s.start) - 1
    if not block.sentences or last < first:
        return block.span
    return Span(block.sentences[first].start, block.sentences[last].end)


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)

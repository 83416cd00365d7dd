"""Expressions of time as data: TIMEX3 for programs, and explained for people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from viewer.core.dates import (
    Mode,
    NamedPeriod,
    Signal,
    Timex,
    headings,
    scan,
    story_date,
    whole,
    words,
)
from viewer.core.story import Story, mark_spans
from viewer.core.when import ANY, FUTURE, PAST, When, civil


class BadRequest(ValueError):
    """A line that is no request; the message names the line."""


def answers(
    lines: str,
    *,
    date: When = ANY,
    periods: Sequence[NamedPeriod] = (),
    mode: Mode = Mode.AUTO,
    say: Callable[[str], None] = lambda message: None,
) -> Iterator[str]:
    """For each line {"id", "dct", "text"} the line {"id", "timexes": [{start, end, text, type,
    value}]}, piece by piece; ``dct`` (document creation time) may be missing, then ``date``
    counts.

    Offsets are code points of "text". ``say`` is told of each ``dct`` that is no date: that
    text is read without one. Raises BadRequest at the first line that is no request.
    """
    for number, line in enumerate(_cut(lines), 1):
        if not line.strip():
            continue
        try:
            request = json.loads(line)
        except (ValueError, RecursionError):
            request = None
        del line  # a long text need not lie in memory twice
        if not isinstance(request, dict) or not isinstance(request.get("text"), str):
            raise BadRequest(f'line {number} is not an object with a "text"')
        dct = request.get("dct")
        anchor = story_date(dct) if isinstance(dct, str) else ANY
        if dct and not anchor.is_known:
            shown = json.dumps(dct, ensure_ascii=False)[:60]
            say(f'the "dct" of line {number} is no date: {shown}; write 2024-07-01')
        found = scan(
            request["text"],
            anchor=anchor if anchor.is_known else date,
            periods=periods,
            mode=mode,
        )
        # Written as it is read: the answer to a long text may be longer than the text.
        yield f'{{"id": {json.dumps(request.get("id"), ensure_ascii=False)}, "timexes": ['
        joint = ""
        for timex in found:
            if isinstance(timex, Timex):
                yield joint + json.dumps(_object(timex), ensure_ascii=False)
                joint = ", "
        yield "]}\n"


def _cut(text: str) -> Iterator[str]:
    """The lines of a text, one at a time."""
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield text[at:end]
        at = end + 1


def explained(
    story: Story,
    *,
    date: When = ANY,
    periods: Sequence[NamedPeriod] = (),
    mode: Mode = Mode.AUTO,
) -> Iterator[str]:
    """Each expression of time in a story's paragraphs, one after the other: its words, what
    they mean, and why."""
    anchor = date if date.is_known else story_date(story.date_text)
    found = scan(
        story.text,
        anchor=anchor,
        periods=periods,
        blocks=[block.span for block in story.paragraphs],
        masks=mark_spans(story),
        whole=whole(story.text, story.blocks, anchor),
        heads={h.span: h.when for h in headings(story.text, story.blocks, anchor)},
        mode=mode,
    )
    none = True
    for timex in found:
        if isinstance(timex, Timex):
            none = False
            yield _told(timex)
    if none:
        yield "No expression of time found.\n"


def _told(timex: Timex) -> str:
    """Place and words; TIMEX3 type, value and modifier, with the date for people; why; then
    the rule, and EDTF with the first and last second it may cover."""
    span, when = timex.span, timex.when
    said = " ".join(timex.text.split())
    value = f"{timex.value} {timex.mod}".strip() if timex.mod else timex.value
    date, bounds = _dated(when) if when.is_known else ("", "")
    signal = "" if timex.signal is _AT else f", {timex.signal}"
    return (
        f"{span.start}–{span.end}  “{said}”\n"
        f"    {timex.type} {value}{date}\n"
        f"    {timex.because}\n"
        f"    rule {timex.rule}{signal}{bounds}\n"
    )


_AT: Final = Signal.AT


@lru_cache(maxsize=1024)  # a text comes back to the same few dates again and again
def _dated(when: When) -> tuple[str, str]:
    """A date for people, and its EDTF with the first and last second it may cover."""
    first, last = _second(when.earliest), _second(when.latest)
    return f" · {words(when)}", f" · EDTF {when.edtf} · {first} to {last}"


def _second(second: int) -> str:
    """``2024-09-01 00:00:00``, years as EDTF counts them (0000 is 1 BC), alone beyond four
    digits; "open" where there is no bound."""
    if second in (PAST, FUTURE):
        return "open"
    y, m, d, h, i, s = civil(second)
    if not -9999 <= y <= 9999:
        return f"Y{y}"
    return f"{'-' * (y < 0)}{abs(y):04d}-{m:02d}-{d:02d} {h:02d}:{i:02d}:{s:02d}"


def _object(timex: Timex) -> dict[str, object]:
    return {
        "start": timex.span.start,
        "end": timex.span.end,
        "text": timex.text,
        "type": timex.type.value,
        "value": timex.value,
    }

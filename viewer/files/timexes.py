"""Expressions of time as data: TIMEX3 for programs, and explained for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from viewer.core.dates import NamedPeriod, Timex, find, story_date, words
from viewer.core.story import Story, mark_spans
from viewer.core.when import ANY, When


class BadRequest(ValueError):
    """A line that is no request; the message names the line."""


def answers(lines: str, *, date: When = ANY, periods: Sequence[NamedPeriod] = ()) -> Iterator[str]:
    """For each line {"id", "dct", "text"} the line {"id", "timexes": [{start, end, text, type,
    value}]}; ``dct`` (document creation time) may be missing, then ``date`` counts.

    Offsets are code points of "text". Raises BadRequest at the first line that is none.
    """
    for number, line in enumerate(lines.split("\n"), 1):
        if not line.strip():
            continue
        try:
            request = json.loads(line)
        except (ValueError, RecursionError):
            request = None
        if not isinstance(request, dict) or not isinstance(request.get("text"), str):
            raise BadRequest(f'line {number} is not an object with a "text"')
        told = request.get("dct")
        anchor = story_date(told) if isinstance(told, str) else ANY
        found = find(request["text"], anchor=anchor if anchor.is_known else date, periods=periods)
        answer = {"id": request.get("id"), "timexes": [_object(timex) for timex in found]}
        yield json.dumps(answer, ensure_ascii=False) + "\n"


def explained(story: Story, *, date: When = ANY, periods: Sequence[NamedPeriod] = ()) -> str:
    """Each expression of time in a story's paragraphs: its words, its value, and why."""
    anchor = date if date.is_known else story_date(story.date_text)
    found = find(
        story.text,
        anchor=anchor,
        periods=periods,
        blocks=[block.span for block in story.paragraphs],
        masks=mark_spans(story),
    )
    if not found:
        return "No expression of time found.\n"
    return "".join(_told(timex) for timex in found)


def _told(timex: Timex) -> str:
    value = f"{timex.value} {timex.mod}".strip()
    date = f" · {words(timex.when)}" if timex.when.is_known else ""
    text = " ".join(timex.text.split())
    return (
        f"{timex.span.start}–{timex.span.end}  “{text}”\n"
        f"    {timex.type.value} {value}{date}\n    {timex.because}\n"
    )


def _object(timex: Timex) -> dict[str, object]:
    return {
        "start": timex.span.start,
        "end": timex.span.end,
        "text": timex.text,
        "type": timex.type.value,
        "value": timex.value,
    }

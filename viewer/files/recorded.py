"""Timelines read back from the JSON that this program writes (`records`, exported whole).

What a file says is checked before it is believed: every span lies in the text, every date is one,
every event's words are those of its span. Nothing is read anew from the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from viewer.core.dates import NamedPeriod, PeriodMention, Signal, Timex, TimexType
from viewer.core.events import Event, Kind, Own, Reading, Shape, Status
from viewer.core.story import Block, BlockKind, Citation, Diagnostic, Severity, Span, Story
from viewer.core.when import ANY, EdtfError, When, parse
from viewer.files.reading import StoryRefused, read_plain
from viewer.files.records import FORMAT, VERSION

_OURS = re.compile(rf'"format"\s{{0,9}}:\s{{0,9}}"{FORMAT}"')
_SURROGATE = re.compile("[\ud800-\udfff]")
_WAY_OUT = "Export the story again."

Object = dict[str, object]
T = TypeVar("T")
C = TypeVar("C", bound=StrEnum)


class NoTimeline(ValueError):
    """JSON that is no timeline of ours, or one that contradicts itself; the message says where."""


def is_ours(text: str) -> bool:
    """Whether a text says that it is a timeline of ours."""
    return _OURS.search(text) is not None


def open_timelines(path: Path) -> tuple[Reading, ...] | None:
    """The readings in a file of ours, None where it is something else. Raises StoryRefused."""
    if path.suffix.lower() != ".json":
        return None
    text = read_plain(path)
    if not is_ours(text):
        return None
    try:
        return readings(text)
    except NoTimeline as error:
        raise StoryRefused(path, f"it is a timeline in JSON, but {error}", _WAY_OUT) from None


def readings(text: str) -> tuple[Reading, ...]:
    """The readings that `records.timeline_json` wrote. Raises NoTimeline."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoTimeline(f"it is broken JSON ({str(error)[:80]})") from None
    objects = value if isinstance(value, list) else [value]
    return tuple(_reading(_object(one, f"story {n}")) for n, one in enumerate(objects, 1))


def _reading(told: Object) -> Reading:
    if told.get("format") != FORMAT:
        raise NoTimeline(f'its "format" is not "{FORMAT}"')
    if told.get("version") != VERSION:
        raise NoTimeline(
            f"it is of version {told.get('version')}, and this program reads {VERSION}"
        )
    about = _object(told.get("story"), "story")
    if "text" not in about:
        raise NoTimeline("it holds events alone, without the text they stand in")
    text = _words(about, "text")
    size = len(text)
    story = Story(
        name=_words(about, "name"),
        text=text,
        digest=_words(about, "digest"),
        title=_words(about, "title"),
        version=_words(about, "version"),
        date_text=_words(about, "date_text"),
        blocks=_each(about, "blocks", lambda one: _block(one, size)),
        citations=_each(about, "citations", lambda one: _citation(one, size)),
        diagnostics=_each(about, "own_diagnostics", lambda one: _diagnostic(one, size)),
    )
    return Reading(
        story=story,
        date=_when(about, "date") if about.get("date") is not None else ANY,
        timexes=_each(told, "times", lambda one: _timex(one, text)),
        events=_each(told, "events", lambda one: _event(one, text)),
        background=_each(told, "background", lambda one: _mention(one, size)),
        diagnostics=_each(about, "diagnostics", lambda one: _diagnostic(one, size)),
    )


def _event(told: Object, text: str) -> Event:
    span = _span(told, len(text))
    if _words(told, "quote") != span.of(text):
        raise NoTimeline(f"the event at {span.start} quotes other words than stand there")
    when = _when(told, "bounds")
    return Event(
        id=_words(told, "id"),
        span=span,
        sentence=_pair(told.get("sentence"), len(text)),
        paragraph=_number(told, "paragraph"),
        headline=_words(told, "headline"),
        when=when,
        kind=_choice(Kind, told, "kind"),
        status=_choice(Status, told, "status"),
        shape=_choice(Shape, told, "shape"),
        because=_words(told, "because"),
        citations=_list_of_words(told, "citations"),
        timexes=_each(told, "dates", lambda one: _timex(one, text)),
        follows=_each(told, "follows", lambda one: _timex(one, text)),
        again=tuple(_pair(pair, len(text)) for pair in _list(told, "again")),
        own=tuple(own for own in Own if "corrected" in told and own in _list(told, "corrected")),
        note=_words(told, "note") if "note" in told else "",
    )


def _timex(told: Object, text: str) -> Timex:
    span = _span(told, len(text))
    return Timex(
        span=span,
        text=_words(told, "text"),
        type=_choice(TimexType, told, "type"),
        value=_words(told, "value"),
        when=_when(told, "edtf"),
        rule=_words(told, "rule"),
        because=_words(told, "because"),
        mod=_words(told, "mod"),
        signal=_choice(Signal, told, "signal"),
        anchor=_words(told, "anchor"),
        period=_words(told, "period"),
        relative=told.get("relative") is True,
    )


def _mention(told: Object, size: int) -> PeriodMention:
    period = NamedPeriod(
        _words(told, "name"), _when(told, "edtf"), _words(told, "source"), background=True
    )
    return PeriodMention(_span(told, size), period)


def _block(told: Object, size: int) -> Block:
    sentences = tuple(_pair(pair, size) for pair in _list(told, "sentences"))
    return Block(_choice(BlockKind, told, "kind"), _span(told, size), lambda _: sentences)


def _citation(told: Object, size: int) -> Citation:
    marks = tuple(_pair(pair, size) for pair in _list(told, "marks"))
    known = {key: _words(told, key) for key in ("id", "title", "outlet", "date", "link")}
    return Citation(marks=marks, **known)


def _diagnostic(told: Object, size: int) -> Diagnostic:
    return Diagnostic(
        _words(told, "code"),
        _words(told, "message"),
        _choice(Severity, told, "severity"),
        None if told.get("start") is None else _span(told, size),
    )


# ── fields ───────────────────────────────────────────────────────────────────────────────────


def _object(value: object, name: str) -> Object:
    if not isinstance(value, dict):
        raise NoTimeline(f'"{name}" is no object')
    return value


def _list(told: Object, key: str) -> list[object]:
    value = told.get(key)
    if not isinstance(value, list):
        raise NoTimeline(f'"{key}" is no list')
    return value


def _each(told: Object, key: str, read: Callable[[Object], T]) -> tuple[T, ...]:
    return tuple(read(_object(one, key)) for one in _list(told, key))


def _words(told: Object, key: str) -> str:
    value = told.get(key)
    if not isinstance(value, str) or _SURROGATE.search(value):
        raise NoTimeline(f'"{key}" is no text')
    return value


def _list_of_words(told: Object, key: str) -> tuple[str, ...]:
    values = _list(told, key)
    return tuple(_words({key: value}, key) for value in values)


def _number(told: Object, key: str) -> int:
    value = told.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise NoTimeline(f'"{key}" is no number')
    return value


def _span(told: Object, size: int) -> Span:
    return _pair([told.get("start"), told.get("end")], size)


def _pair(value: object, size: int) -> Span:
    if isinstance(value, list) and len(value) == 2:
        start, end = value
        if type(start) is int and type(end) is int and 0 <= start <= end <= size:
            return Span(start, end)
    raise NoTimeline(f"{str(value)[:40]} is no place in the text")


def _when(told: Object, key: str) -> When:
    try:
        return parse(_words(told, key))
    except EdtfError as error:
        raise NoTimeline(f'"{key}": {error}') from None


def _choice(kind: type[C], told: Object, key: str) -> C:
    words = _words(told, key)
    for one in kind:
        if one.value == words:
            return one
    raise NoTimeline(f'"{key}" is none of {", ".join(kind)}')

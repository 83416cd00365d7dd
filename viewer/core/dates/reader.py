"""Reading a text for its times: from words to time expressions with dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final, NamedTuple

from viewer.core.dates import lexicon as lex
from viewer.core.dates.composition import compose
from viewer.core.dates.grammar import hearts
from viewer.core.dates.holidays import NAMES
from viewer.core.dates.mode import is_distant, is_narrative
from viewer.core.dates.model import NamedPeriod, PeriodMention, Signal, Timex, TimexType
from viewer.core.dates.modifiers import modified
from viewer.core.dates.named import named, phrase_book
from viewer.core.dates.ranges import paired, weekday_after, years_from_the_right
from viewer.core.dates.readings import Found, Kind, Reading
from viewer.core.dates.resolve import Discourse
from viewer.core.dates.surroundings import around, governed, leads, signal_before
from viewer.core.dates.tokens import Classes, PhraseBook, Row, merged, row
from viewer.core.dates.values import Meaning
from viewer.core.story import Span
from viewer.core.when import ANY, When, parse

#: Addresses hold figures that look like dates.
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+")


def find(
    text: str,
    *,
    anchor: When = ANY,
    periods: Sequence[NamedPeriod] = (),
    blocks: Sequence[Span] | None = None,
    masks: Sequence[Span] = (),
) -> tuple[Timex, ...]:
    """The time expressions of a text, in order, not overlapping; see `survey`."""
    return survey(text, anchor=anchor, periods=periods, blocks=blocks, masks=masks).timexes


class Survey(NamedTuple):
    """What a text says of time: its time expressions, and where it names a period.

    Both in order; a name that several periods share and no place word settles is left out.
    """

    timexes: tuple[Timex, ...]
    mentions: tuple[PeriodMention, ...]


def survey(
    text: str,
    *,
    anchor: When = ANY,
    periods: Sequence[NamedPeriod] = (),
    blocks: Sequence[Span] | None = None,
    masks: Sequence[Span] = (),
) -> Survey:
    """The time expressions of a text, not overlapping, and the periods it names.

    ``anchor`` is the story's date; with ANY nothing that hangs on it is resolved. ``blocks`` are
    the parts to read, all when None; ``masks`` are never read.
    """
    lines, mentions = _lines(text, periods, blocks, masks)
    read = [(line, modified(line, compose(line, list(hearts(line))))) for line in lines]
    readings = [f.reading for _, found in read for f in found]
    discourse = Discourse(
        anchor, narrative=is_narrative(readings, anchor), distant=is_distant(readings, anchor)
    )
    timexes: list[Timex] = []
    for line, found in read:
        discourse.new_paragraph()
        timexes += _line(text, line, found, discourse)
    return Survey(tuple(timexes), tuple(mentions))


@cache
def _idioms() -> PhraseBook:
    return PhraseBook(
        [(phrase, letter, meaning) for phrase, (letter, meaning) in lex.PHRASES.items()]
        + [(name, "h", name) for name in NAMES]
    )


def _hidden(text: str, masks: Iterable[Span]) -> str:
    """The text with masks and addresses blotted out, every offset as it was."""
    spans = [(m.start, m.end) for m in masks]
    if "://" in text or "www." in text:
        spans += [m.span() for m in _ADDRESS.finditer(text)]
    if not spans:
        return text
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            start = max(start, at)
            parts += (text[at:start], "\x00" * (end - start))
            at = end
    parts.append(text[at:])
    return "".join(parts)


def _lines(
    text: str,
    periods: Sequence[NamedPeriod],
    blocks: Sequence[Span] | None,
    masks: Sequence[Span],
) -> tuple[list[Row], list[PeriodMention]]:
    """A row for each block, with idioms and periods as one token, and the periods named."""
    shown = _hidden(text, masks)
    if blocks is None:
        blocks = _paragraphs(shown)
    idioms = _idioms()
    book = phrase_book(periods) if periods else None
    lines: list[Row] = []
    mentions: list[PeriodMention] = []
    letters = Classes()
    for block in blocks:
        line = row(shown, block.start, block.end, letters)
        phrases = idioms.find(line)
        if book is not None:
            periods_here = list(named(line, book, shown))
            mentions += (
                PeriodMention(Span(line.starts[first], line.starts[after]), period)
                for first, after, _, period in periods_here
            )
            taken = {i for first, after, *_ in periods_here for i in range(first, after)}
            free = [p for p in phrases if taken.isdisjoint(range(p[0], p[1]))]
            phrases = sorted([*periods_here, *free], key=lambda p: p[0])
        lines.append(merged(line, phrases))
    return lines, mentions


_BREAK: Final = re.compile(r"\n[ \t\r\f\v]*\n\s*")


def _paragraphs(text: str) -> list[Span]:
    spans: list[Span] = []
    at = 0
    for found in _BREAK.finditer(text):
        if found.start() > at:
            spans.append(Span(at, found.start()))
        at = found.end()
    if at < len(text):
        spans.append(Span(at, len(text)))
    return spans


def _line(text: str, line: Row, found: list[Found], discourse: Discourse) -> list[Timex]:
    timexes: list[Timex] = []
    found = years_from_the_right(line, found)
    for k, one in enumerate(found):
        reading = one.reading
        if reading.kind is Kind.PERIOD and not governed(line, one):
            continue
        if k:
            reading = weekday_after(line, found[k - 1], one)
        start, end = line.starts[one.start], line.starts[one.end]
        while text[end - 1].isspace():
            end -= 1
        said = text[start:end]
        if reading.kind is Kind.CLOCK and k + 1 < len(found):
            following = found[k + 1]
            joint = line.classes[one.end : following.start]
            if joint in (" i ", ", ", " i t ", ", i ") and following.reading.names_day:
                day = discourse.resolve(following.reading, "", around(line, following))
                discourse.remember(day)
        meaning = discourse.resolve(reading, said, around(line, one))
        discourse.remember(meaning, leads=leads(line, one))
        timexes.append(_timex(Span(start, end), said, reading, meaning, signal_before(line, one)))
    return paired(text, timexes)


def _timex(span: Span, said: str, reading: Reading, meaning: Meaning, signal: Signal) -> Timex:
    when, mod = meaning.when, reading.mod
    if (
        mod == "APPROX"
        and meaning.type is TimexType.DATE
        and when.is_known
        and not (when.is_interval or when.edtf.endswith("~"))
    ):
        when = parse(when.edtf + "~")
    return Timex(
        span=span,
        text=said,
        type=meaning.type,
        value=meaning.value,
        when=when,
        rule=reading.rule,
        because=meaning.because,
        mod=mod,
        signal=signal,
        anchor=meaning.anchor,
        period=reading.period.name if reading.period is not None else "",
        relative=meaning.relative,
    )

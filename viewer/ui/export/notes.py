"""The numbered notes to a picture: each event's sentence and who says so, as lines of type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import chain

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from viewer.core.timeline import Timeline
from viewer.files.entries import Entry, entries, source_words, web_address
from viewer.ui.theme import SERIF, Theme, Type, make_font

SIZE = 13  # pixels of the letters
LEADING = 1.35  # of a line's height to that
GAP = 9.0  # between two notes
GUTTER = 12.0  # between a number and its words


@dataclass(frozen=True, slots=True)
class Notes:
    """A timeline whose headlines begin with the numbers of their notes, and the notes in order;
    ``numbers`` are those of the timeline's rows, from 1."""

    timeline: Timeline
    numbers: tuple[int, ...]
    entries: tuple[Entry, ...]


def numbered(timeline: Timeline) -> Notes:
    """Number the events in order of time, the undated last."""
    dated, undated = entries(timeline.readings)
    every = (*dated, *undated)
    # Reading by reading: two may be one story twice, and tell the same event.
    number_of = {
        (id(entry.reading), entry.event.id): number for number, entry in enumerate(every, 1)
    }
    numbers = tuple(
        number_of[id(timeline.readings[story]), event.id]
        for story, event in zip(timeline.story.tolist(), timeline.events, strict=True)
    )
    events = tuple(
        replace(event, headline=f"{number}  {event.headline}")
        for number, event in zip(numbers, timeline.events, strict=True)
    )
    return Notes(replace(timeline, events=events), numbers, every)


class Tone(Enum):
    """How loud words of a note are: what happened, what the story says, how that is known."""

    HEAD = auto()
    TEXT = auto()
    SOFT = auto()


TYPES = {
    Tone.HEAD: Type(SERIF, SIZE, QFont.Weight.DemiBold),
    Tone.TEXT: Type(SERIF, SIZE),
    Tone.SOFT: Type(SERIF, SIZE),
}


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one tone that stand beside each other, ``x`` pixels from the note's left side and
    ``base`` from its top: where letters stand on."""

    words: str
    tone: Tone
    x: float
    base: float


@dataclass(frozen=True, slots=True)
class Note:
    """A note in lines: what it begins with as ``headline``, its words by line from the top, and
    the ``height`` of all of it with the gap below, in pixels."""

    number: int
    headline: str
    lines: tuple[tuple[Run, ...], ...]
    height: float


@dataclass(frozen=True, slots=True)
class Typeset:
    """Notes set for a width in pixels: how high a line is, and the notes."""

    line: float
    notes: tuple[Note, ...]


def set_in_type(notes: Notes, width: float) -> Typeset:
    """Break the notes into lines of a width."""
    line = round(SIZE * LEADING, 1)
    digits = "0" * len(str(len(notes.entries)))
    left = QFontMetricsF(letters(Tone.HEAD)).horizontalAdvance(digits) + GUTTER
    base = round(QFontMetricsF(letters(Tone.TEXT)).ascent(), 2)
    several = len(notes.timeline.readings) > 1
    breaking = _Breaking(width - left)
    made = []
    for number, entry in enumerate(notes.entries, 1):
        broken = breaking.lines(_words(entry, several=several))
        lines = [
            tuple(Run(words, tone, left + x, base + row * line) for tone, words, x in runs)
            for row, runs in enumerate(broken)
        ]
        lines[0] = (Run(str(number), Tone.HEAD, 0.0, base), *lines[0])
        made.append(Note(number, entry.headline, tuple(lines), len(lines) * line + GAP))
    return Typeset(line, tuple(made))


def letters(tone: Tone) -> QFont:
    """The font of a note's words."""
    return make_font(TYPES[tone])


def ink(tone: Tone, theme: Theme) -> str:
    """The colour of a note's words."""
    return theme.soft if tone is Tone.SOFT else theme.ink


def paint_lines(
    painter: QPainter, lines: Sequence[Sequence[Run]], left: float, top: float, theme: Theme
) -> None:
    """Paint lines of a note whose upper left corner stands there."""
    for line in lines:
        for run in line:
            painter.setPen(QColor(ink(run.tone, theme)))
            painter.setFont(letters(run.tone))
            painter.drawText(QPointF(left + run.x, top + run.base), run.words)


#: The sign of a list before a sentence that is an item of it.
_BULLET = re.compile(r"\A[-*•‣·]\s+")


def _words(entry: Entry, *, several: bool) -> tuple[tuple[tuple[Tone, str], ...], ...]:
    """What a note says, by paragraphs: what happened when, in which words, how that is known."""
    known = [entry.event.because]
    for source in entry.sources:
        told = ", ".join(part for part in (source_words(source), web_address(source)) if part)
        known.append(f"Source {source.id}: {told}." if told else f"Source {source.id}.")
    if several:
        known.append(f"In “{entry.story}”.")
    return (
        ((Tone.HEAD, entry.headline), (Tone.TEXT, f"· {entry.dated_status}")),
        ((Tone.TEXT, f"“{_BULLET.sub('', entry.sentence)}”"),),
        ((Tone.SOFT, " ".join(known)),),
    )


#: Words of one tone on a line, and pixels from its left end.
_Part = tuple[Tone, str, float]


class _Measured:
    """Words of one tone: how wide they are. Most words of a story come again."""

    def __init__(self, tone: Tone) -> None:
        self.font = letters(tone)
        self._metrics = QFontMetricsF(self.font)
        self._known: dict[str, float] = {}
        self.space = self.width(" ")

    def width(self, word: str) -> float:
        wide = self._known.get(word)
        if wide is None:
            wide = self._known[word] = self._metrics.horizontalAdvance(word)
        return wide


class _Breaking:
    """Breaks paragraphs into lines of a width, at spaces; a word that is longer than a line, as
    all words are of scripts that know no spaces, wherever Qt would break it. Qt's own layout of
    all of them takes ten times as long.
    """

    def __init__(self, width: float) -> None:
        self._measured = {tone: _Measured(tone) for tone in Tone}
        self._width = width

    def lines(self, paragraphs: Iterable[Iterable[tuple[Tone, str]]]) -> Iterator[list[_Part]]:
        """The lines of a note."""
        for paragraph in paragraphs:
            line: list[_Part] = []
            end = 0.0  # of the words on the line
            for tone, words in paragraph:
                measured = self._measured[tone]
                taken: list[str] = []
                start = end + measured.space if line else 0.0
                for word in chain.from_iterable(self._fitting(measured, w) for w in words.split()):
                    wide = measured.width(word)
                    at = end + measured.space if line or taken else 0.0
                    if at + wide > self._width and (line or taken):
                        if taken:
                            line.append((tone, " ".join(taken), start))
                        yield line
                        line, taken, at, start = [], [], 0.0, 0.0
                    taken.append(word)
                    end = at + wide
                if taken:
                    line.append((tone, " ".join(taken), start))
            if line:
                yield line

    def _fitting(self, measured: _Measured, word: str) -> Iterable[str]:
        """A word in pieces that fit on a line."""
        return (word,) if measured.width(word) <= self._width else self._pieces(measured.font, word)

    def _pieces(self, font: QFont, word: str) -> Iterator[str]:
        units = word.encode("utf-16-le", "surrogatepass")  # Qt counts in units of UTF-16
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(word, font)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            first, last = line.textStart(), line.textStart() + line.textLength()
            yield units[2 * first : 2 * last].decode("utf-16-le", "replace")
        layout.endLayout()

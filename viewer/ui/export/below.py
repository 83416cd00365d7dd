"""Notes below a drawing, and the links in SVG that lead from each event to its note and back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from PySide6.QtGui import QPainter

from viewer.core.layout import Mark, Text
from viewer.files.letters import legible
from viewer.ui.export.notes import (
    SIZE,
    Notes,
    Run,
    Tone,
    Typeset,
    paint_lines,
    set_in_type,
)
from viewer.ui.export.typefaces import Face
from viewer.ui.sheet import EDGE, Sheet
from viewer.ui.theme import SERIF, Theme

#: Pixels: the least width of a column that is not the only one, what lies between two, the height
#: of the heading, and how high a mark is at least to the pointer.
COLUMN, BETWEEN, HEADING, REACHED = 440.0, 36.0, 46.0, 16.0
#: The typefaces of notes.
HEAD, PLAIN = (Face(",".join(SERIF), weight, "normal") for weight in ("600", "400"))
#: Words as Qt's writer puts them: their place, and all of them.
_WORDS = re.compile(r'<text [^>]*? x="(?P<x>[^"]*)" y="(?P<y>[^"]*)"[^>]*>[^<]*</text>')
#: What is led to shows in a browser.
_STYLE = "<style>:target text{{fill:{0}}}a,g{{scroll-margin:2em}}</style>\n"


@dataclass(frozen=True, slots=True)
class Below:
    """Notes in columns under a drawing of a width; ``places`` are the upper left corners of each,
    ``height`` is that of all of it, in pixels."""

    notes: Typeset
    places: tuple[tuple[float, float], ...]
    height: float


def below(notes: Notes, width: float) -> Below:
    """Set notes in as many columns as a drawing has room for, about equally long."""
    inner = width - 2 * EDGE
    most = max(int((inner + BETWEEN) // (COLUMN + BETWEEN)), 1)
    columns = min(most, max(len(notes.entries), 1))
    wide = (inner - (most - 1) * BETWEEN) / most
    made = set_in_type(notes, wide)
    each = sum(note.height for note in made.notes) / columns
    places, tops, passed = [], [HEADING] * columns, 0.0
    for note in made.notes:
        column = min(int((passed + note.height / 2) / each), columns - 1)
        places.append((EDGE + column * (wide + BETWEEN), tops[column]))
        tops[column] += note.height
        passed += note.height
    return Below(made, tuple(places), max(tops) + EDGE / 2)


def paint_below(painter: QPainter, under: Below, top: float, theme: Theme) -> None:
    """Paint notes with their upper edge at a height."""
    paint_lines(painter, [[_heading()]], EDGE, top, theme)
    for note, (x, y) in zip(under.notes.notes, under.places, strict=True):
        paint_lines(painter, note.lines, x, top + y, theme)


def with_notes(drawing: str, sheet: Sheet, notes: Notes, under: Below, theme: Theme) -> str:
    """A drawing of Qt's writer with each event a link to its note, and the notes below it."""
    led, shown = with_links(drawing, sheet, notes)
    body, _, end = led.rpartition("</svg>")
    body = body.replace("<defs>", f"{_STYLE.format(theme.hues[0])}<defs>", 1)
    return f"{body}{''.join(_notes(under, sheet.height, shown, theme))}</svg>{end}"


def letters_of(under: Below) -> dict[Face, set[str]]:
    """The letters of notes by their typefaces."""
    used: dict[Face, set[str]] = {HEAD: set("Notes"), PLAIN: set()}
    for note in under.notes.notes:
        for run in (run for line in note.lines for run in line):
            used[HEAD if run.tone is Tone.HEAD else PLAIN].update(run.words)
    return used


def with_links(drawing: str, sheet: Sheet, notes: Notes) -> tuple[str, frozenset[int]]:
    """A drawing whose events are links to their notes, and the numbers of those it shows.

    Qt's writer tells no event from another: words are found again by their place, where no other
    words stand. The first of an event bring along its mark as something to click on.
    """
    words = _Words(text for text in sheet.scene.texts if text.event >= 0)
    marks = {mark.event: mark for mark in sheet.scene.marks}
    shown: set[int] = set()

    def link(found: re.Match[str]) -> str:
        row = words.at(float(found["x"]) + 1, float(found["y"]) - 2)
        if row < 0:
            return found[0]
        number = notes.numbers[row]
        if number in shown:
            return f'<a href="#note-{number}" tabindex="-1">{found[0]}</a>'
        shown.add(number)
        return _event(number, f"{_reach(marks[row]) if row in marks else ''}{found[0]}")

    made = _WORDS.sub(link, drawing)
    bare = []
    for row, mark in marks.items():
        number = notes.numbers[row]
        if number not in shown:
            shown.add(number)
            name = f"<title>{_text(notes.timeline.events[row].headline)}</title>"
            bare.append(_event(number, f"{name}{_reach(mark)}"))
    if bare:
        body, _, end = made.rpartition("</svg>")
        made = f'{body}<g transform="scale({sheet.share:g})">{"".join(bare)}</g>\n</svg>{end}'
    # What holds links is no single picture to a voice.
    made = made.replace('role="img"', 'role="graphics-document document"', 1)
    return made, frozenset(shown)


class _Words:
    """Words of events by their place."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts = sorted(texts, key=lambda text: text.box.y)
        self._tops = [text.box.y for text in self._texts]
        self._highest = max((text.box.h for text in self._texts), default=0.0)

    def at(self, x: float, y: float) -> int:
        """The row of the event whose words stand there, -1 for none."""
        first = bisect_left(self._tops, y - self._highest)
        for text in self._texts[first : bisect_right(self._tops, y)]:
            if text.box.contains(x, y):
                return text.event
        return -1


def _event(number: int, inner: str) -> str:
    return f'<a id="event-{number}" href="#note-{number}">{inner}</a>'


def _reach(mark: Mark) -> str:
    """A mark as something to click on, that is not seen."""
    x, y, w, h = mark.box
    more = max(REACHED - h, 0.0) / 2
    return (
        f'<rect x="{x:g}" y="{y - more:g}" width="{w:g}" height="{h + 2 * more:g}" fill="none" '
        'stroke="none" pointer-events="all"/>'
    )


def _notes(under: Below, top: float, shown: frozenset[int], theme: Theme) -> Iterator[str]:
    yield (
        f'<g id="notes" transform="translate(0,{top:g})" fill="{theme.ink}" stroke="none" '
        f'font-family="{PLAIN.listed}" font-size="{SIZE}" font-weight="{PLAIN.weight}">\n'
        f"{_said(_heading(), theme, EDGE)}\n"
        '<g role="list" aria-label="Notes">\n'
    )
    for note, (x, y) in zip(under.notes.notes, under.places, strict=True):
        yield f'<g id="note-{note.number}" role="listitem" transform="translate({x:g},{y:g})">\n'
        runs = [run for line in note.lines for run in line]
        head = "\n".join(_said(run, theme) for run in runs if run.tone is Tone.HEAD)
        # Its number and headline lead back to where it is drawn.
        yield f'<a href="#event-{note.number}">{head}</a>\n' if note.number in shown else head
        yield "\n".join(_said(run, theme) for run in runs if run.tone is not Tone.HEAD)
        yield "\n</g>\n"
    yield "</g>\n</g>\n"


def _said(run: Run, theme: Theme, left: float = 0.0) -> str:
    own = {
        Tone.HEAD: f' font-weight="{HEAD.weight}"',
        Tone.TEXT: "",
        Tone.SOFT: f' fill="{theme.soft}"',
    }[run.tone]
    return f'<text x="{left + run.x:g}" y="{run.base:g}"{own}>{_text(run.words)}</text>'


def _heading() -> Run:
    return Run("Notes", Tone.HEAD, 0.0, HEADING / 2)


def _text(words: str) -> str:
    return escape(legible(words), quote=True)

"""An event's words: how wide its headline, note and tag are, and how they are shortened."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache, partial
from itertools import accumulate

from viewer.core.events import Event
from viewer.core.layout.scene import Measure, Role
from viewer.core.summary import note, tag
from viewer.core.timeline import Timeline

ELLIPSIS = "…"
#: Events whose letters, and words whose widths are kept in mind: several screens full.
KEPT = 8192
#: Events at hand while each of their words is asked for: one may have to be made anew (see
#: `Reading`).
BETWEEN = 64
#: A cut word is kept when less than this share of the text would stay without it.
LEAST = 0.5


class Ruler:
    """How wide words are, by their letters: each is measured once, so that a thousand labels cost
    no more than their letters. Kerning draws pairs together, so a text is never wider than told."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._letters: dict[Role, dict[str, float]] = {}
        self._dots: dict[Role, float] = {}
        self._widths: dict[Role, dict[str, float]] = {}  # of the words that stand in every view

    def ends(self, text: str, role: Role) -> array[float]:
        """Where each letter ends, in pixels from the beginning."""
        letters = self._letters.setdefault(role, {})
        try:
            ends = array("d", accumulate(map(letters.__getitem__, text)))
        except KeyError:
            for letter in set(text).difference(letters):
                # Twice less once: what a measure adds to every text is not a letter's.
                twice = self._measure.width(letter + letter, role)
                letters[letter] = twice - self._measure.width(letter, role)
            return self.ends(text, role)
        if text.isascii():
            return ends
        # Letters that join, as Arabic ones do, may be wider together.
        more = self._measure.width(text, role) / (ends[-1] + 1.0)
        return array("d", (end * more for end in ends)) if more > 1.0 else ends

    def width(self, text: str, role: Role) -> float:
        """Pixels that a text takes on one line."""
        widths = self._widths.setdefault(role, {})
        width = widths.get(text)
        if width is None:
            if len(widths) == KEPT:
                widths.clear()
            width = widths[text] = self.ends(text, role)[-1] + 1.0 if text else 0.0
        return width

    def shorten(self, text: str, room: float, role: Role) -> str:
        """A text on one line, cut at a word and closed with "…" where it is wider than allowed."""
        return self.shortened(text, room, role)[0]

    def shortened(self, text: str, room: float, role: Role) -> tuple[str, float]:
        """The same, and the width it has."""
        text = " ".join(text.split())
        return self.cut(text, self.ends(text, role), room, role)

    def cut(self, text: str, ends: array[float], room: float, role: Role) -> tuple[str, float]:
        """What of a text (and its letters' ``ends``) fits into so many pixels, and its width: all
        of it, or its first words and "…", or nothing."""
        if not ends or ends[-1] + 1.0 <= room:
            return text, ends[-1] + 1.0 if ends else 0.0
        dots = self._dots.get(role) or self._dots.setdefault(role, self.width(ELLIPSIS, role))
        length = bisect_right(ends, room - dots)
        kept = text[:length]
        space = kept.rfind(" ")
        if text[length] != " " and space > length * LEAST:
            kept = kept[:space]
        kept = kept.rstrip(" ,;:–—-")
        wide = ends[len(kept) - 1] + dots if kept else 0.0
        if not kept.isascii():  # letters that no longer join may be wider
            wide = self._measure.width(kept + ELLIPSIS, role)
            while kept and wide > room:
                kept = kept[:-1]
                wide = self._measure.width(kept + ELLIPSIS, role)
        return (kept + ELLIPSIS, wide) if kept else ("", 0.0)


class Words:
    """The words of a timeline's events, spelled out when they are first asked for.

    Rows of the timeline name the events; widths are pixels.
    """

    def __init__(self, timeline: Timeline, ruler: Ruler, widest: float) -> None:
        self.widest = widest
        self._ruler = ruler
        # Of functions, not of methods: a cycle of references would outlive a closed story.
        event = lru_cache(BETWEEN)(timeline.events.__getitem__)
        self._spelled = lru_cache(KEPT)(partial(_spell, event, ruler))
        self._noted = lru_cache(KEPT)(partial(_note, event, ruler, widest))
        self._tagged = lru_cache(KEPT)(partial(_tag, event, ruler))

    def headline(self, row: int, room: float) -> tuple[str, float]:
        """An event's headline in so much room, and its width; on a bar it has the same type."""
        text, ends = self._spelled(row)
        return self._ruler.cut(text, ends, room, Role.LABEL)

    def note(self, row: int) -> tuple[str, float]:
        """What stands under or behind the headline: time words, or why there are none."""
        return self._noted(row)

    def tag(self, row: int) -> tuple[str, float]:
        """The least that must be said beside the headline; "" where it simply happened."""
        return self._tagged(row)


def _spell(event: Callable[[int], Event], ruler: Ruler, row: int) -> tuple[str, array[float]]:
    text = " ".join(event(row).headline.split())
    return text, ruler.ends(text, Role.LABEL)


def _note(
    event: Callable[[int], Event], ruler: Ruler, widest: float, row: int
) -> tuple[str, float]:
    return ruler.shortened(note(event(row)), widest, Role.NOTE)


def _tag(event: Callable[[int], Event], ruler: Ruler, row: int) -> tuple[str, float]:
    words = tag(event(row))
    return words, ruler.width(words, Role.NOTE)

"""Report or narrative: whether a text is told from the day it was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from viewer.core.dates import kinds
from viewer.core.dates.model import Mode
from viewer.core.dates.readings import Found, Reading
from viewer.core.dates.standing import Standing, standing
from viewer.core.dates.tokens import Row
from viewer.core.patterns import late
from viewer.core.when import When, civil

_DATELESS: Final = (kinds.DURATION, kinds.SET, kinds.VAGUE, kinds.CLOCK)
#: "This year", "last summer", "ten years ago" may stand in the last lines of any history.
_WIDE: Final = frozenset(("year", "decade", "century"))


def mode_of(paragraphs: Sequence[tuple[Row, Sequence[Found]]], anchor: When) -> Mode:
    """Whether the text carries its own dates forward, or is told from the day of the story.

    Reports say yesterday, Monday, last week, and open so; narratives write out years, and many,
    or tell of old years and never of the writer's days.
    """
    if not anchor.is_known:
        return Mode.NARRATIVE
    written = civil(anchor.earliest)[0]
    readings = [one.reading for _, found in paragraphs for one in found]
    if opens_near(readings) or _opens_bare(readings):
        return Mode.REPORT
    near = [r for r in readings if _is_near(r)]
    years = _years(readings)
    # A text that reaches the story's own days may look back over many years and report still.
    current = bool(years) and max(years) >= written - 1
    if all(r.unit in _WIDE for r in near):
        # Nothing in it is told from the day of writing.
        old = sum(
            standing(row, one) in (Standing.OPENS, Standing.TOLD)
            for row, found in paragraphs
            for one in found
            if _has_year(one.reading) and (one.reading.y or 0) <= written - 2
        )
        if old > (2 if current else 0) + len(near):
            return Mode.NARRATIVE
    distinct = set(years)
    old_years = sum(y <= written - 2 for y in years)
    history = len(distinct) >= 3 and sum(y <= written - 2 for y in distinct) >= 2
    if current:
        # A history written up within days of its end spreads over many years, most of them old.
        history = history and len(distinct) >= 6 and 2 * old_years > len(years)
    if history and len(years) > (6 if current else 3) * len(near):
        return Mode.NARRATIVE
    return Mode.REPORT


#: What a text of entries is called at its head, and how a letter opens.
_ENTRIES: Final = late(r"(?i)\b(?:diary|diaries|journal|letters|daybook|notebook)\b")
_LETTER: Final = late(r"(?m)^\W{0,3}(?:[Mm]y |[Oo]ur )?[Dd]ear(?:est)? [A-Z]")


def is_of_entries(text: str, anchor: When) -> bool:
    """Whether a text without a date is a diary or letters, each told from the day above it."""
    if anchor.is_known:
        return False
    title = text.lstrip().partition("\n")[0]
    return _ENTRIES.search(title) is not None or _LETTER.search(text) is not None


def opens_near(readings: Sequence[Reading]) -> bool:
    """The first date told is counted from the day of writing."""
    opening = next((r for r in readings if r.kind not in _DATELESS), None)
    return opening is not None and _is_near(opening) and opening.unit not in _WIDE


def _opens_bare(readings: Sequence[Reading]) -> bool:
    """The first dates told are days or months without a year: there is no telling whose
    they could be but the writer's."""
    opening = [r for r in readings if r.kind not in _DATELESS][:_FIRST]
    bare = all(r.lacks_year and r.m is not None for r in opening)
    return bare and len(opening) == _FIRST


#: Dates that show how a text opens.
_FIRST: Final = 2


def _is_near(r: Reading) -> bool:
    """It is told from the day of the story: Monday, yesterday, last week."""
    return r.kind is kinds.WEEKDAY or (r.kind in (kinds.OFFSET, kinds.UNIT) and r.ref == "story")


def is_distant(readings: Sequence[Reading], anchor: When) -> bool:
    """Whether all that is told lies years before the story was written."""
    if not anchor.is_known:
        return False
    written = civil(anchor.earliest)[0]
    years = _years(readings)
    return bool(years) and max(years) < written - 10


def _has_year(r: Reading) -> bool:
    return r.y is not None and not r.short_year


def _years(readings: Sequence[Reading]) -> list[int]:
    return [r.y for r in readings if r.y is not None and not r.short_year]

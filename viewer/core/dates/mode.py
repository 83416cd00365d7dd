"""Report or narrative: whether a text is told from the day it was written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from viewer.core.dates.model import Mode
from viewer.core.dates.readings import Kind, Reading
from viewer.core.when import When, civil

_DATELESS: Final = frozenset((Kind.DURATION, Kind.SET, Kind.VAGUE, Kind.CLOCK))


def mode_of(readings: Sequence[Reading], anchor: When) -> Mode:
    """Whether the text carries its own dates forward, or is told from the day of the story.

    Reports say yesterday, Monday, last week, and open so; narratives write out years, and many.
    """
    if not anchor.is_known:
        return Mode.NARRATIVE
    opening = next((r for r in readings if r.kind not in _DATELESS), None)
    if opening is not None and _is_near(opening) and opening.unit not in ("year", "decade"):
        return Mode.REPORT
    near = sum(map(_is_near, readings))
    years = _years(readings)
    # A text that reaches the story's own days may look back over many years and report still.
    current = bool(years) and max(years) >= civil(anchor.earliest)[0] - 1
    if len(set(years)) >= 3 and len(years) > (10 if current else 3) * near:
        return Mode.NARRATIVE
    return Mode.REPORT


def _is_near(r: Reading) -> bool:
    """It is told from the day of the story: Monday, yesterday, last week."""
    return r.kind is Kind.WEEKDAY or (r.kind in (Kind.OFFSET, Kind.UNIT) and r.ref == "story")


def is_distant(readings: Sequence[Reading], anchor: When) -> bool:
    """Whether all that is told lies years before the story was written."""
    if not anchor.is_known:
        return False
    written = civil(anchor.earliest)[0]
    years = _years(readings)
    return bool(years) and max(years) < written - 10


def _years(readings: Sequence[Reading]) -> list[int]:
    return [r.y for r in readings if r.y is not None and not r.short_year]
